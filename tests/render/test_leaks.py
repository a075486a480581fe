"""Nothing of the seller's own reaches her client, in any format: neither a figure nor a word.

Every word that is hers alone holds one odd name, every figure odd cents, so that one found in what the
client receives has leaked. What she is meant to read is told from the quote itself, never from the offer.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from builders import ALL_PREMIUMS, amounts, choice, mandates, one, small_cards
from fourchette.cli.delivery import record_of
from fourchette.cli.everywhere import Everywhere
from fourchette.cli.formats import CLIENT_FORMATS, SCREEN, Format, document_speech
from fourchette.cli.runtime import Runtime
from fourchette.core.alterations import Option, OwnPackage, PackageRule
from fourchette.core.card import HOURS, SCOPE, RateCard
from fourchette.core.estimate import Estimate
from fourchette.core.mandate import Client, ConfidenceLevel, Mandate, Proof, ProofKind, ValueClaim
from fourchette.core.money import percent_of, to_cent
from fourchette.core.offer import Offer
from fourchette.core.offering import offer_of
from fourchette.core.options import options_of
from fourchette.core.overage import extras, hour_beyond
from fourchette.core.packages import offer_in, packages_of
from fourchette.core.profile import NO_TERMS, Profile, Terms
from fourchette.core.quote import Quote, price
from fourchette.core.text import LANGUAGES, Text
from fourchette.files.book import open_quote
from fourchette.files.cards import load_card
from fourchette.files.home import Home
from fourchette.files.offers import offer_of_saved
from fourchette.files.quotes import QuoteText, save
from fourchette.files.terms import with_terms
from fourchette.render.speech import Speech
from render.pdfs import text_of
from render.quotes import DAY, TAXES, Drawn

HERS = "zibeline"
AT = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
REGIONS = ("CA-QC", "CA-ON", "CA-NS", "FR", "US-NY", "GB", None)
PROOFS: Mapping[ProofKind, Mapping[str, Decimal]] = {
    "attributed-margin": {"amount": Decimal("48017.31")},
    "leads": {"count": Decimal(90), "close_rate": Decimal(20), "margin": Decimal("411.37")},
    "avoided-contacts": {"count": Decimal(310)},
    "retained-clients": {"count": Decimal(7), "margin": Decimal("1203.59")},
    "ad-value": {"amount": Decimal("7123.47")},
}
TERMS = st.builds(
    Terms,
    deposit=st.none() | st.integers(10, 60).map(Decimal),
    payment_days=st.none() | st.just(Decimal(30)),
    overage=st.none() | amounts(0, 50),
    minimum_months=st.none() | st.integers(1, 12).map(Decimal),
    notice_days=st.none() | st.just(Decimal(60)),
)
PACKAGES = {
    "light": PackageRule(label=Text("Léger", "Light"), set_={"posts": 1}),
    "all": PackageRule(label=Text("Tout", "All"), recommended=True),
}


# --- What is drawn


def inner(words: str) -> Text:
    """Words that are the seller's own."""
    return Text(f"{words} {HERS}", f"{words} {HERS}")


def whispered(card: RateCard) -> RateCard:
    """The card, each word that no client reads marked, and its way of billing to choose."""
    billing = one(
        "fixed",
        fixed=choice(promise="fixed"),
        retainer=choice(promise="fixed", payment="advance"),
        hourly=choice(shows_hours=True, promise="estimate"),
    )
    traits = {"billing": billing, **card.traits}
    return replace(
        card,
        name=f"Grille {HERS}",
        traits={
            name: replace(
                trait,
                why=inner("Parce que"),
                source=inner("Source"),
                label=trait.label if trait.deliverable or trait.overage or name == SCOPE else inner("Trait"),
            )
            for name, trait in traits.items()
        },
        tasks={name: replace(task, label=inner("Tâche"), why=inner("Car")) for name, task in card.tasks.items()},
        overheads={name: replace(each, label=inner("Frais")) for name, each in card.overheads.items()},
        rules=tuple(replace(rule, label=inner("Règle"), why=inner("Car")) for rule in card.rules),
        packages={name: replace(rule, why=inner("Car")) for name, rule in (card.packages or PACKAGES).items()},
    )


def odd(card: RateCard) -> RateCard:
    """The card, its rates in odd cents."""
    experience = card.traits["experience"]
    cents = Estimate(Decimal("0.13"), Decimal("0.37"), Decimal("0.59"))
    choices = {
        name: replace(each, base=None if each.base is None else each.base + cents)
        for name, each in experience.choices.items()
    }
    traits = {**card.traits, "experience": replace(experience, choices=choices)}
    return replace(card, traits=traits, range_=replace(card.range_, step=Decimal("0.01")))


SHIPPED = load_card()
CARD = whispered(odd(SHIPPED.card))
SMALL_CARDS = small_cards().map(whispered)


@st.composite
def claims(draw: st.DrawFn) -> ValueClaim:
    """Value cases of some proofs; one of them may be worth enough to lift any rate."""
    kinds = draw(st.lists(st.sampled_from(list(PROOFS)), min_size=1, max_size=3, unique=True))
    confidence: ConfidenceLevel = draw(st.sampled_from(["tracked", "plausible", "weak"]))
    proofs = tuple(
        Proof(what=f"Ventes {HERS}", evidence=f"Rapport {HERS}", kind=kind, confidence=confidence, **PROOFS[kind])
        for kind in kinds
    )
    large = Proof(
        what=HERS, evidence=HERS, kind="attributed-margin", confidence="tracked", amount=Decimal("9000017.31")
    )
    return ValueClaim(months=Decimal(12), proofs=(*proofs, large) if draw(st.booleans()) else proofs)


@cache
def mandates_under_own(card: RateCard) -> st.SearchStrategy[Mandate]:
    return mandates(card)


@st.composite
def mandates_of(draw: st.DrawFn, card: RateCard) -> Mandate:
    """Mandates with everything that a client reads and everything that she does not."""
    drawn = draw(mandates_under_own(card) if card is CARD else mandates(card))
    premiums = ALL_PREMIUMS if card is CARD and draw(st.booleans()) else {}
    billing = draw(st.sampled_from(list(card.traits["billing"].choices)))
    return replace(
        drawn,
        title="Animation",
        language=draw(st.sampled_from(LANGUAGES)),
        client=Client(name="Café du coin", region=draw(st.sampled_from(REGIONS))),
        traits={**drawn.traits, **premiums, "billing": billing},
        notes=f"Marge {HERS}",
        context="La page dort.",
        options=draw(st.sampled_from([(), (Option(label=Text("Plus", "More"), traits={"posts": 3}),)])),
        value=draw(st.none() | claims()),
        packages=draw(st.sampled_from([{}, {"essential": OwnPackage(offered=False)}])) if card is CARD else {},
    )


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    """Sellers: registered or not, of any region, with a least rate of their own and terms, shipped or their own."""
    profile = Profile(
        name=draw(st.sampled_from(["", "Studio Rivière"])),
        region=draw(st.sampled_from(REGIONS)),
        registered=draw(st.booleans()),
        registrations={"gst": "RT"},
        minimum_rate=draw(st.none() | st.integers(20, 180).map(lambda dollars: dollars + Decimal("0.83"))),
        terms=draw(st.just(NO_TERMS) | TERMS),
    )
    return with_terms(profile) if draw(st.booleans()) else profile


@st.composite
def quotes(draw: st.DrawFn) -> Drawn:
    """Quotes of any mandate under the default card or a small one, for any seller."""
    card = draw(st.just(CARD) | SMALL_CARDS)
    quote = price(draw(mandates_of(card)), card, TAXES, on=DAY, profile=draw(profiles()))
    assume(quote.lines)
    return Drawn(quote)


LAW = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)


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
        yield from (quote.value.weighted_value, to_cent(quote.value.fee), to_cent(quote.value.fee_rate))
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
    return {_plain(each) for each in words}


def _plain(text: str) -> str:
    return " ".join(text.split()).replace("’", "'")


# --- What the client receives

RUNTIME = Runtime(Everywhere(home=Path("nowhere"), quiet=True), {"COLUMNS": "100"})
TEXTS = (*(each for each in CLIENT_FORMATS if each.text), SCREEN)
PDF = next(each for each in CLIENT_FORMATS if not each.text)


def received(offer: Offer, format_: Format) -> str:
    """The words of a format, as a person or a program reads them."""
    content = format_.for_client(RUNTIME, offer, None)
    text = content if isinstance(content, str) else text_of(content)
    if format_.name == "json":
        text = "\n".join(_leaves(json.loads(text)))
    if format_.name == "md":
        text = text.replace("\\", "")
    return _plain(text.replace(",", " ; ") if format_.name == "csv" else text)


def _leaves(content: Any) -> Iterator[str]:  # noqa: ANN401  # whatever JSON holds
    match content:
        case dict():
            yield from (leaf for value in content.values() for leaf in _leaves(value))
        case list():
            yield from (leaf for value in content for leaf in _leaves(value))
        case _:
            yield str(content)


def leaks(text: str, quotes_made: list[Quote], speech: Speech) -> list[str]:
    """What of the seller's own a text holds."""
    forms = {form for figure in secrets_of(quotes_made) for form in written_as(figure, speech)}
    written = re.compile("|".join(rf"(?<!\d)(?<!\d[.,]){re.escape(form)}(?![\d\w])" for form in sorted(forms)))
    found = written.findall(text) if forms else []
    return [*found, *(word for word in (HERS, "/h ", "$/h", "€/h") if word in f"{text} ")]


def assert_discreet(offer: Offer, quotes_made: list[Quote], formats: tuple[Format, ...] = TEXTS) -> None:
    speech = document_speech(offer)
    # What the law has her tell the client of the taxes is noticed too.
    mentions = {_plain(speech.text(quote.ruling.mention)) for quote in quotes_made}
    notices = {_plain(speech.say(notice.message)) for quote in quotes_made for notice in quote.notices} - mentions
    for format_ in formats:
        text = received(offer, format_)
        assert leaks(text, quotes_made, speech) == [], format_.name
        assert [notice for notice in notices if notice in text] == [], format_.name


def in_packages(quote: Quote) -> tuple[Offer, list[Quote]]:
    """A quote offered in packages, and all that was priced for it."""
    packages = packages_of(quote, TAXES)
    assume(packages.offered)
    return offer_in(quote, packages), [quote, *(package.quote for package in packages.offered)]


# --- The law


@given(drawn=quotes())
@LAW
def test_no_client_format_holds_anything_of_the_seller_s_own(drawn: Drawn) -> None:
    assert_discreet(offer_of(drawn.quote), [drawn.quote])


@given(drawn=quotes())
@LAW
def test_nor_does_a_choice_of_packages(drawn: Drawn) -> None:
    assert_discreet(*in_packages(drawn.quote))


@given(drawn=quotes())
@LAW
def test_nor_does_what_is_drawn_from_a_saved_quote(tmp_path_factory: pytest.TempPathFactory, drawn: Drawn) -> None:
    quote = drawn.quote
    path = save(Home(tmp_path_factory.mktemp("book")), QuoteText(quote, record_of(quote), [], SHIPPED, AT))[1]

    assert_discreet(offer_of_saved(open_quote(path)), [quote])


@given(drawn=quotes())
@settings(LAW, max_examples=5)
def test_nor_does_a_pdf(drawn: Drawn) -> None:
    assert_discreet(offer_of(drawn.quote), [drawn.quote], (PDF,))
    assert_discreet(*in_packages(drawn.quote), (PDF,))
