"""One language and one locale: messages from the catalogs, figures by CLDR."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from string import Formatter
from typing import TYPE_CHECKING

from babel import Locale
from babel.lists import format_list
from babel.numbers import NumberPattern, format_currency, format_decimal, format_percent, get_currency_symbol

from fourchette.core.basis.messages import Message
from fourchette.core.basis.money import HUNDRED, down_to_step, to_cent
from fourchette.core.basis.noun import noun
from fourchette.core.basis.text import Text, visible
from fourchette.errors import Sentence
from fourchette.render.words.message_catalogs import catalog
from fourchette.render.words.typography import MINUS, NO_BREAK, as_printed, in_quotes

if TYPE_CHECKING:
    # A card's clauses are many nouns, and most screens say none.
    from fourchette.core.card.clauses import Statement

# Where each language is written in a way of its own, and where a currency is at home among those who speak it.
COUNTRIES: Mapping[str, tuple[str, ...]] = {"fr": ("CA", "FR", "BE", "CH", "LU"), "en": ("CA", "GB", "IE", "US")}
HOMES: Mapping[str, Mapping[str, str]] = {
    "fr": {"CAD": "CA", "EUR": "FR", "CHF": "CH"},
    "en": {"CAD": "CA", "EUR": "IE", "GBP": "GB", "USD": "US"},
}
# CLDR groups with a narrow space here, as in all of French; the library has taken its alternative.
_GROUPS: Mapping[str, str] = {"fr_CH": "\u202f"}
# A currency that ends in a letter keeps off the figure after it: `CHF 1.00`, `US$1.00`.
_STUCK = re.compile(r"(?<=[^\W\d_])(?=\d)")
_TENTH = Decimal("0.1")
# What stands where there is no figure, or nothing to say.
LONG_DASH = "—"


@noun
class Speech:
    """Says messages and writes figures in a language, for a currency, to readers of a country.

    The locale is the language in that country, else in the currency's own: `fr` and CAD give fr-CA.
    Beside other currencies (`mixed`), a dollar says whose it is: CA$, US$.
    """

    language: str
    currency: str = "CAD"
    country: str = ""
    mixed: bool = False

    @property
    def tag(self) -> str:
        """The language tag of the locale: `fr-CA`."""
        return self.locale.replace("_", "-")

    @property
    def locale(self) -> str:
        """The language and the country: `fr_CA`; the language alone where it is written in no way of its own."""
        known = self.country in COUNTRIES.get(self.language, ())
        country = self.country if known else HOMES.get(self.language, {}).get(self.currency)
        return f"{self.language}_{country}" if country else self.language

    def say(self, sentence: Sentence | str, /, **fields: object) -> str:
        """A message in this language, or a sentence of the catalogs with what its fields hold; these are formatted."""
        text, values = (sentence, fields) if isinstance(sentence, str) else (sentence.text, sentence.values)
        return _Sentence(self).vformat(self.word(text), (), values)

    def named(self, name: object, words: str) -> str:
        """What goes by a name, behind its colon."""
        return self.say("{label}:\u00a0{number}", label=name, number=words)

    def word(self, text: str) -> str:
        """A fixed word or sentence of the catalogs, without fields."""
        return as_printed(catalog(self.language, self.locale).gettext(text), self.language)

    def text(self, text: Text) -> str:
        """Words that a file gives in both languages."""
        return as_printed(text.speak(self.language), self.language)

    def statement(self, statement: "Statement") -> str:
        """A sentence of a document, its fields filled in."""
        words = self.text(statement.text)
        if not statement.values:
            return words
        values = {
            name: self.count(value) if isinstance(value, Decimal) else value for name, value in statement.values.items()
        }
        return _Sentence(self).vformat(words, (), values)

    def words(self, spoken: "Text | Message | Statement") -> str:
        """A message, a sentence of a document, or words that a file gives in both languages."""
        match spoken:
            case Text():
                return self.text(spoken)
            case Message():
                return self.say(spoken)
            case statement:
                return self.statement(statement)

    def money(self, amount: Decimal) -> str:
        """An amount with its cents: `1 234,56 $`, `$1,234.56`."""
        return self._in_currency(amount, ".00")

    def rate(self, amount: Decimal) -> str:
        """An hourly rate, with cents only when it has some: `65 $/h`."""
        return f"{self.short_money(amount)}/h"

    def short_money(self, amount: Decimal) -> str:
        """An amount with cents only when it has some."""
        return self._in_currency(amount, "" if amount == amount.to_integral_value() else ".00")

    def price(self, amount: Decimal) -> str:
        """The price of a unit, with every decimal it has: `0,725 $`."""
        return self._in_currency(amount, ".00####")

    def _in_currency(self, amount: Decimal, decimals: str) -> str:
        """An amount with these decimals whatever the currency's custom: what is computed to the cent is shown so."""
        locale = _locale(self)
        pattern = locale.currency_formats["standard"].pattern.replace(".00", decimals)
        if self.mixed:
            pattern = pattern.replace("¤", f"'{_told_apart(self.language, self.currency)}'")
        text = format_currency(amount, self.currency, format=pattern, locale=locale, currency_digits=False)
        return _STUCK.sub(NO_BREAK, text.translate(_signs_of_money(self)))

    def hours(self, hours: Decimal) -> str:
        """Hours with two decimals, as in a column: `12,50`."""
        return self._decimal(hours, "#,##0.00")

    def duration(self, hours: Decimal) -> str:
        """Hours in a sentence: `12,5 h`."""
        return f"{self._decimal(hours, '#,##0.##')}{NO_BREAK}h"

    def count(self, number: Decimal | int) -> str:
        """A number without useless decimals."""
        return self._decimal(number, "#,##0.######")

    def percent(self, percent: Decimal) -> str:
        """A percent given as such: 9.975 is `9,975 %`."""
        pattern: NumberPattern = _locale(self).percent_formats[None]
        return format_percent(
            percent / HUNDRED,
            format=pattern.pattern.replace("0%", "0.###%").replace("0\u00a0%", "0.###\u00a0%"),
            locale=_locale(self),
        ).translate(_signs(self))

    def times(self, times: Decimal) -> str:
        """A multiple, to one decimal and never above what it is: `3,2 ×`."""
        return f"{self._decimal(down_to_step(times, _TENTH), '#,##0.#')}{NO_BREAK}×"

    def _decimal(self, number: Decimal | int, pattern: str) -> str:
        return format_decimal(number, format=pattern, locale=_locale(self)).translate(_signs(self))

    def figure(self, number: Decimal, unit: str) -> str:
        """A number in its unit, which is also the form that a field of a sentence asks for; by default, a count."""
        writers = {
            "money": self.short_money,
            "price": self.price,
            "rate": self.rate,
            "hours": self.duration,
            "percent": self.percent,
            "times": self.times,
        }
        return writers.get(unit, self.count)(number)

    def ratio(self, ratio: Decimal) -> str:
        """A ratio of like figures, to the hundredth: `1,08`."""
        return self._decimal(to_cent(ratio), "#,##0.00")

    def in_currency(self, currency: str) -> "Speech":
        """The same speech, to the same readers, for amounts in another currency."""
        return Speech(self.language, currency, self.country or self.locale.partition("_")[2])

    def day(self, day: date) -> str:
        """A date in words; the first of a month is an ordinal in French."""
        from babel.dates import format_date  # which most screens have no use for, and loads the zones of the world

        words = format_date(day, format="long", locale=_locale(self))
        return words.replace("1 ", "1er ", 1) if self.language == "fr" and day.day == 1 else words

    def month(self, day: date) -> str:
        """The month of a day, in words: `novembre 2026`."""
        from babel.dates import format_date  # as above

        return format_date(day, format="LLLL y", locale=_locale(self))


def speech_where(language: str, currency: str, region: str | None) -> Speech:
    """A language as it is spoken in a region (`CA-QC`, `FR`)."""
    return Speech(language, currency, (region or "").split("-", 1)[0].upper())


def signed(write: Callable[[Decimal], str], difference: Decimal) -> str:
    """A difference as it is written, with its sign above zero too: `+25,50 $`."""
    return f"{'+' if difference > 0 else ''}{write(difference)}"


def if_any(write: Callable[[Decimal], str], figure: Decimal | None, none: str = LONG_DASH) -> str:
    """A figure as it is written; a dash, or what else stands for it, where there is none."""
    return none if figure is None else write(figure)


@cache
def _told_apart(language: str, currency: str) -> str:
    """A currency's sign where another's could be meant, as CLDR has it for those who use another at home."""
    signs = [get_currency_symbol(currency, locale) for locale in (language, f"{language}_CA")]
    return next((sign for sign in signs if any(map(str.isalpha, sign))), signs[0])


@cache
def _locale(speech: Speech) -> Locale:
    return Locale.parse(speech.locale)


@cache
def _signs(speech: Speech) -> Mapping[int, str]:
    """The signs of a number in place of the library's."""
    group: str = _locale(speech).number_symbols["latn"]["group"]
    return str.maketrans({group: _GROUPS.get(speech.locale, group), "-": MINUS})


@cache
def _signs_of_money(speech: Speech) -> Mapping[int, str]:
    """The signs that a locale has for money only, which the library knows of and does not write."""
    symbols = _locale(speech).number_symbols["latn"]
    decimal, group = symbols["decimal"], symbols["group"]
    own_group = symbols.get("currencyGroup", _GROUPS.get(speech.locale, group))
    return str.maketrans({group: own_group, decimal: symbols.get("currencyDecimal", decimal), "-": MINUS})


class _Sentence(Formatter):
    """Formats a message's fields in a language."""

    def __init__(self, speech: Speech) -> None:
        self.speech = speech

    def format_field(self, value: object, format_spec: str) -> str:
        if isinstance(value, tuple) and format_spec == "and":
            return format_list([self.format_field(item, "") for item in value], locale=_locale(self.speech))
        if isinstance(value, tuple):
            # A long list has semicolons, which French does not leave alone at the beginning of a line.
            separator = self.speech.word("; ") if format_spec == "list" else ", "
            return separator.join(self.format_field(item, "") for item in value)
        if isinstance(value, Message):
            return self.speech.say(value)
        if isinstance(value, Text):
            return self.speech.text(value)
        if isinstance(value, Decimal | int) and format_spec:
            return self.speech.figure(Decimal(value), format_spec)
        return in_quotes(visible(str(value)), self.speech.language)
