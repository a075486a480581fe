"""Nothing of the seller's own reaches her client, in any format: neither a figure nor a word.

Every word that is hers alone holds one odd name, every figure odd cents, so that one found in what the
client receives has leaked. What she is meant to read is told from the quote itself, never from the offer.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings

from fourchette.cli.out.delivery import record_of, speech_for
from fourchette.cli.out.formats import Format, document_speech
from fourchette.core.basis.estimate import Estimate
from fourchette.core.basis.money import percent_of, to_cent
from fourchette.core.basis.text import LANGUAGES
from fourchette.core.card.rate_card import HOURS
from fourchette.core.card.terms import Terms
from fourchette.core.offer.offer import Offer
from fourchette.core.offer.offer_extras import extras, hour_beyond
from fourchette.core.offer.offer_options import options_of
from fourchette.core.offer.packages import packages_of
from fourchette.core.price.quote import Quote
from fourchette.core.record.quote_record import plain_record
from fourchette.core.record.quote_record_making import record_packages
from fourchette.files.book.book import open_quote
from fourchette.files.book.quote_file import QuoteText, save
from fourchette.files.book.saved_offer import offer_of_saved
from fourchette.files.home.home import Home
from fourchette.render.words.speech import Speech
from render.quotes import TAXES, Drawn, offered
from render.received import (
    FILES,
    HERS,
    LAW,
    SHIPPED,
    TEXTS,
    in_both,
    in_language,
    in_packages,
    plain,
    quotes,
    received,
)

AT = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)


# --- What the client may read, and what not


def shows_hours(quote: Quote) -> bool:
    return quote.card.traits["billing"].choices[str(quote.facts["billing"])].shows_hours


def told(quote: Quote) -> Iterator[Decimal]:
    """Every figure of a quote that its client is meant to read, whatever an offer makes of it."""
    terms = quote.profile.terms
    yield from (line.amount.target for line in quote.lines)
    yield from (fact for name, fact in quote.facts.items() if isinstance(fact, Decimal) and name != HOURS)
    for period in (quote.monthly, quote.once):
        if period is not None:
            yield from (period.subtotal.target, period.total)
            yield from (figure for tax in period.taxes for figure in (tax.rate, tax.amount))
    yield from (quote.total, quote.months, quote.mandate.weeks or Decimal(0))
    yield from (figure for option in options_of(quote) for figure in (option.monthly, option.once) if figure)
    yield from (figure for extra in extras(quote) for figure in (extra.by, extra.price))
    yield from (figure for name in Terms.__dataclass_fields__ if isinstance(figure := getattr(terms, name), Decimal))
    if quote.once is not None and terms.deposit:
        deposit = to_cent(percent_of(terms.deposit, quote.once.total))
        yield from (deposit, quote.once.total - deposit)
    for fee in quote.card.fees.values():
        yield from (figure.target for figure in (fee.unit_price, fee.percent) if figure is not None)
    if shows_hours(quote):
        yield from (figure for line in quote.lines for figure in (line.hours, line.rate and line.rate.target) if figure)
        yield hour_beyond(quote) or Decimal(0)
        for frequency in ("month", "once"):
            yield sum((line.hours or Decimal(0) for line in quote.lines if line.period == frequency), Decimal(0))


def kept(quote: Quote) -> Iterator[Decimal]:
    """Every figure of a quote that stays in the house."""
    rating = quote.rating
    for band in (rating.rate, rating.held, rating.unheld, rating.undiscounted):
        yield from _all_of(band)
    for step in rating.steps:
        yield from (*_all_of(step.before), *_all_of(step.after))
    for line in quote.lines:
        yield from (*_all_of(line.amount), *(_all_of(line.rate) if line.rate else ()), line.hours or Decimal(0))
    for period in (quote.monthly, quote.once):
        yield from _all_of(period.subtotal) if period else ()
    for frequency in ("month", "once"):
        yield from _all_of(quote.workload.band(frequency))
    yield from (option.hours for option in options_of(quote))
    yield from (quote.profile.minimum_rate or Decimal(0), hour_beyond(quote) or Decimal(0))
    if quote.value is not None:
        yield from (quote.value.weighted_value, to_cent(quote.value.fee), to_cent(quote.value.highest))
        yield from (figure for proven in quote.value.proofs for figure in (proven.value, proven.weighted))


def _all_of(band: Estimate) -> tuple[Decimal, ...]:
    return band.low, band.target, band.high


def secrets_of(quotes_made: list[Quote]) -> set[Decimal]:
    """What stays in the house of some quotes that are offered together."""
    open_ = {abs(figure) for quote in quotes_made for figure in told(quote)}
    # The end of a large amount reads as a smaller one.
    open_ |= {figure % 1000 for figure in open_}
    return {to_cent(figure) for quote in quotes_made for figure in kept(quote)} - open_ - {Decimal(0)}


def written_as(figure: Decimal, speech: Speech) -> set[str]:
    """The ways to write a figure so that it is told from a whole number."""
    words = {f"{figure:.2f}", speech.hours(figure)}
    if figure != figure.to_integral_value():
        words.add(speech.duration(figure))
    return {plain(each) for each in words}


def leaks(text: str, quotes_made: list[Quote], speech: Speech) -> list[str]:
    """What of the seller's own a text holds."""
    forms = {form for figure in secrets_of(quotes_made) for form in written_as(figure, speech)}
    written = re.compile("|".join(rf"(?<!\d)(?<!\d[.,]){re.escape(form)}(?![\d\w])" for form in sorted(forms)))
    found = written.findall(text) if forms else []
    return [*found, *(word for word in (HERS, "/h ", "$/h", "€/h") if word in f"{text} ")]


def assert_discreet(offer: Offer, quotes_made: list[Quote], formats: tuple[Format, ...] = TEXTS) -> None:
    speech = document_speech(offer)
    # What the law has her tell the client of the taxes is noticed too.
    mentions = {plain(speech.text(quote.ruling.mention)) for quote in quotes_made}
    notices = {plain(speech.say(notice.message)) for quote in quotes_made for notice in quote.notices} - mentions
    for format_ in formats:
        text = received(offer, format_)
        assert leaks(text, quotes_made, speech) == [], format_.name
        assert [notice for notice in notices if notice in text] == [], format_.name


# --- The law


@given(drawn=quotes())
@LAW
def test_no_client_format_holds_anything_of_the_seller_s_own(drawn: Drawn) -> None:
    assert_discreet(offered(drawn.quote), [drawn.quote])


@given(drawn=quotes())
@LAW
def test_nor_does_a_choice_of_packages(drawn: Drawn) -> None:
    assert_discreet(*in_packages(drawn.quote))


@given(drawn=quotes())
@settings(LAW, max_examples=10)
def test_nor_does_what_is_drawn_from_a_saved_quote(tmp_path_factory: pytest.TempPathFactory, drawn: Drawn) -> None:
    quote, packages = drawn.quote, packages_of(drawn.quote, TAXES)
    plain = list(map(plain_record, record_packages(packages, speech_for(quote).words)))
    texts = (QuoteText(quote, record_of(quote), [], SHIPPED, AT, kept) for kept in ((), plain))
    home = Home(tmp_path_factory.mktemp("book"))
    for text in texts:
        assert_discreet(
            offer_of_saved(open_quote(save(home, text)[1])), [quote, *(package.quote for package in packages.offered)]
        )


@given(drawn=quotes())
@settings(LAW, max_examples=5)
def test_nor_does_a_pdf(drawn: Drawn) -> None:
    assert_discreet(offered(drawn.quote), [drawn.quote], FILES)
    assert_discreet(*in_packages(drawn.quote), FILES)


def assert_discreet_in_both(quote: Quote, formats: tuple[Format, ...]) -> None:
    for format_ in formats:
        text = in_both(quote, format_)
        for language in LANGUAGES:
            assert leaks(text, [quote], document_speech(offered(in_language(quote, language)))) == [], format_.name


@given(drawn=quotes())
@LAW
def test_nor_does_a_document_in_both_languages(drawn: Drawn) -> None:
    assert_discreet_in_both(drawn.quote, tuple(each for each in TEXTS if each.bilingual))


@given(drawn=quotes())
@settings(LAW, max_examples=5)
def test_nor_does_a_pdf_or_a_mail_in_both_languages(drawn: Drawn) -> None:
    assert_discreet_in_both(drawn.quote, tuple(each for each in FILES if each.bilingual))
