"""Money, rates, hours, percents and dates as each country writes them, to the last no-break space."""

from datetime import date
from decimal import Decimal

import pytest

from fourchette.core.basis.messages import say
from fourchette.core.basis.text import Text
from fourchette.render.words.message_catalogs import catalog
from fourchette.render.words.speech import Speech, if_any, signed

FR_CA = Speech("fr", "CAD")
EN_CA = Speech("en", "CAD")
FR_FR = Speech("fr", "EUR")
EN_GB = Speech("en", "GBP")
EN_US = Speech("en", "USD")
EVERYWHERE = (FR_CA, EN_CA, FR_FR, EN_GB, EN_US)


def everywhere(*expected: str) -> pytest.MarkDecorator:
    """The same figure in fr-CA, en-CA, fr-FR, en-GB and en-US."""
    return pytest.mark.parametrize(
        ("speech", "expected"),
        list(zip(EVERYWHERE, expected, strict=True)),
        ids=["fr-CA", "en-CA", "fr-FR", "en-GB", "en-US"],
    )


@everywhere(
    "1\u00a0234\u00a0567,50\u00a0$",
    "$1,234,567.50",
    "1\u202f234\u202f567,50\u00a0€",
    "£1,234,567.50",
    "$1,234,567.50",
)
def test_money_has_its_cents(speech: Speech, expected: str) -> None:
    assert speech.money(Decimal("1234567.5")) == expected


@everywhere("0,00\u00a0$", "$0.00", "0,00\u00a0€", "£0.00", "$0.00")
def test_no_money_is_written_too(speech: Speech, expected: str) -> None:
    assert speech.money(Decimal(0)) == expected


@everywhere("−20,05\u00a0$", "−$20.05", "−20,05\u00a0€", "−£20.05", "−$20.05")
def test_money_below_zero_has_its_sign_first(speech: Speech, expected: str) -> None:
    assert speech.money(Decimal("-20.05")) == expected


@everywhere("1\u00a0500\u00a0$", "$1,500", "1\u202f500\u00a0€", "£1,500", "$1,500")
def test_short_money_drops_cents_that_are_none(speech: Speech, expected: str) -> None:
    assert speech.short_money(Decimal("1500.00")) == expected


@everywhere("1\u00a0500,50\u00a0$", "$1,500.50", "1\u202f500,50\u00a0€", "£1,500.50", "$1,500.50")
def test_short_money_keeps_cents_that_are_some(speech: Speech, expected: str) -> None:
    assert speech.short_money(Decimal("1500.5")) == expected


@everywhere("65\u00a0$/h", "$65/h", "65\u00a0€/h", "£65/h", "$65/h")
def test_a_rate_is_by_the_hour(speech: Speech, expected: str) -> None:
    assert speech.rate(Decimal("65.00")) == expected


@everywhere("81,25\u00a0$/h", "$81.25/h", "81,25\u00a0€/h", "£81.25/h", "$81.25/h")
def test_a_rate_keeps_its_cents(speech: Speech, expected: str) -> None:
    assert speech.rate(Decimal("81.25")) == expected


@everywhere("1\u00a0234,50", "1,234.50", "1\u202f234,50", "1,234.50", "1,234.50")
def test_hours_in_a_column_have_two_decimals(speech: Speech, expected: str) -> None:
    assert speech.hours(Decimal("1234.5")) == expected


@everywhere("12,5\u00a0h", "12.5\u00a0h", "12,5\u00a0h", "12.5\u00a0h", "12.5\u00a0h")
def test_hours_in_a_sentence_have_no_useless_decimal(speech: Speech, expected: str) -> None:
    assert speech.duration(Decimal("12.50")) == expected


@everywhere("5\u00a0192", "5,192", "5\u202f192", "5,192", "5,192")
def test_a_count_has_its_thousands_apart(speech: Speech, expected: str) -> None:
    assert speech.count(5192) == expected
    assert speech.count(Decimal("5192.00")) == expected


@everywhere("0,25", "0.25", "0,25", "0.25", "0.25")
def test_a_count_keeps_its_decimals(speech: Speech, expected: str) -> None:
    assert speech.count(Decimal("0.250")) == expected


@everywhere("9,975\u00a0%", "9.975%", "9,975\u00a0%", "9.975%", "9.975%")
def test_a_percent_keeps_three_decimals(speech: Speech, expected: str) -> None:
    assert speech.percent(Decimal("9.975")) == expected


@everywhere("−10\u00a0%", "−10%", "−10\u00a0%", "−10%", "−10%")
def test_a_percent_has_no_useless_decimal(speech: Speech, expected: str) -> None:
    assert speech.percent(Decimal("-10.0")) == expected


@everywhere("3,2\u00a0×", "3.2\u00a0×", "3,2\u00a0×", "3.2\u00a0×", "3.2\u00a0×")  # the sign of a product
def test_a_multiple_has_one_decimal(speech: Speech, expected: str) -> None:
    assert speech.times(Decimal("3.21")) == expected


@everywhere("22 novembre 2026", "November 22, 2026", "22 novembre 2026", "22 November 2026", "November 22, 2026")
def test_a_date_is_in_words(speech: Speech, expected: str) -> None:
    assert speech.day(date(2026, 11, 22)) == expected


def test_the_first_of_a_month_is_an_ordinal_in_french() -> None:
    assert FR_CA.day(date(2026, 12, 1)) == "1er décembre 2026"


def test_a_multiple_is_never_rounded_up_to_what_it_does_not_reach() -> None:
    assert EN_CA.times(Decimal("2.96")) == "2.9\u00a0×"  # the sign of a product


@pytest.mark.parametrize("currency", ["USD", "GBP"])
def test_every_currency_is_written_in_french_too(currency: str) -> None:
    assert Speech("fr", currency).money(Decimal("1234.5")).startswith("1\u202f234,50")


def test_euros_are_written_in_english_as_the_english_do() -> None:
    assert Speech("en", "EUR").money(Decimal("1234.5")) == "€1,234.50"


@pytest.mark.parametrize("currency", ["CHF", "XAF", "JPY"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_currency_of_no_country_that_is_known_is_written_all_the_same(language: str, currency: str) -> None:
    assert "1" in Speech(language, currency).money(Decimal(1))


# What another implementation of CLDR writes (ICU, CLDR 48).
BY_CLDR = [
    ("fr", "CH", "CHF", "23\u202f491.50\u00a0CHF"),
    ("fr", "CH", "EUR", "23\u202f491.50\u00a0€"),
    ("fr", "BE", "EUR", "23\u202f491,50\u00a0€"),
    ("fr", "BE", "CHF", "23\u202f491,50\u00a0CHF"),
    ("fr", "LU", "EUR", "23.491,50\u00a0€"),
    ("fr", "CA", "CAD", "23\u00a0491,50\u00a0$"),
    ("fr", "CA", "USD", "23\u00a0491,50\u00a0$\u00a0US"),
    ("fr", "FR", "EUR", "23\u202f491,50\u00a0€"),
    ("fr", "FR", "CAD", "23\u202f491,50\u00a0$CA"),
    ("en", "GB", "GBP", "£23,491.50"),
    ("en", "GB", "CHF", "CHF\u00a023,491.50"),
    ("en", "US", "USD", "$23,491.50"),
    ("en", "US", "CAD", "CA$23,491.50"),
    ("en", "US", "XAF", "FCFA\u00a023,491.50"),
    ("en", "CA", "CAD", "$23,491.50"),
    ("en", "CA", "USD", "US$23,491.50"),
    ("en", "CA", "CHF", "CHF\u00a023,491.50"),
]


@pytest.mark.parametrize(("language", "country", "currency", "expected"), BY_CLDR)
def test_money_is_written_as_by_cldr_where_it_is_read(
    language: str, country: str, currency: str, expected: str
) -> None:
    assert Speech(language, currency, country).money(Decimal("23491.5")) == expected


def test_a_number_in_switzerland_has_a_comma_where_money_has_a_point() -> None:
    speech = Speech("fr", "CHF", "CH")

    assert speech.count(Decimal("23491.5")) == "23\u202f491,5"
    assert speech.rate(Decimal("81.25")) == "81.25\u00a0CHF/h"


def test_francs_are_written_as_in_switzerland_by_default_in_french() -> None:
    assert Speech("fr", "CHF").money(Decimal(1)) == "1.00\u00a0CHF"
    assert Speech("en", "CHF").money(Decimal(-1)) == "−CHF\u00a01.00"


def test_money_is_written_to_the_cent_whatever_the_currency() -> None:
    assert Speech("en", "JPY").money(Decimal("1234.56")).endswith("1,234.56")


# --- Sentences


def test_every_field_is_written_in_the_language() -> None:
    sentence = say(
        "{a:money} {b:rate} {c:hours} {d:percent} {e:times} {f:count} {g}",
        a=Decimal(1500),
        b=Decimal(65),
        c=Decimal("1.5"),
        d=Decimal("9.975"),
        e=Decimal(3),
        f=1000,
        g="x",
    )

    assert FR_CA.say(sentence) == (
        "1\u00a0500\u00a0$ 65\u00a0$/h 1,5\u00a0h 9,975\u00a0% 3\u00a0× 1\u00a0000 x"  # as above
    )
    assert EN_CA.say(sentence) == "$1,500 $65/h 1.5\u00a0h 9.975% 3\u00a0× 1,000 x"  # as above


def test_a_sentence_holds_words_of_both_languages_and_other_sentences() -> None:
    sentence = say("{label}: {inner}", label=Text("Ton", "Voice"), inner=say("{n:count}", n=2000))

    assert EN_CA.say(sentence) == "Voice: 2,000"
    assert "Ton" in FR_CA.say(sentence)
    assert "2\u00a0000" in FR_CA.say(sentence)


def test_names_are_listed_with_commas_and_sentences_with_semicolons() -> None:
    assert EN_CA.say(say("{names}", names=("a", "b"))) == "a, b"
    assert EN_CA.say(say("{parts:list}", parts=(say("x"), Text("é", "e")))) == "x; e"


def test_braces_in_a_value_are_only_braces() -> None:
    assert EN_CA.say(say("{name}", name="{oops:money} {0}")) == "{oops:money} {0}"


def test_words_of_a_file_fall_back_on_the_other_language() -> None:
    assert EN_CA.text(Text("Ton", "")) == "Ton"
    assert FR_CA.words(Text("", "Voice")) == "Voice"
    assert FR_CA.text(Text()) == ""


def test_french_comes_from_the_catalog() -> None:
    assert FR_CA.word("Rate") != "Rate"
    assert EN_CA.word("Rate") == "Rate"
    assert catalog("fr") is catalog("fr")


def test_a_sentence_that_no_catalog_has_is_said_in_english() -> None:
    assert FR_CA.say(say("nothing of the kind {n:count}", n=1000)) == "nothing of the kind 1\u00a0000"


def test_a_sentence_is_said_with_its_fields_whether_it_is_a_message_or_words_of_the_catalogs() -> None:
    told = {"amount": Decimal("12.5")}

    assert FR_CA.say("{amount:money} a month", **told) == FR_CA.say(say("{amount:money} a month", **told))
    assert EN_CA.say("{amount:money} a month", **told) == "$12.50 a month"


@pytest.mark.parametrize(("difference", "expected"), [("5", "+$5.00"), ("0", "$0.00"), ("-5", "−$5.00")])
def test_a_difference_has_its_sign(difference: str, expected: str) -> None:
    assert signed(EN_CA.money, Decimal(difference)) == expected


def test_a_figure_that_is_not_there_is_a_dash_or_what_stands_for_it() -> None:
    assert (if_any(EN_CA.money, Decimal(5)), if_any(EN_CA.money, None), if_any(EN_CA.money, None, "")) == (
        "$5.00",
        "—",
        "",
    )
