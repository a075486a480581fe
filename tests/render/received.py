"""What a client may receive, in every format: from quotes drawn with all that a seller keeps to herself.

Every word that is hers alone holds one odd name, and the rates of the default card are in odd cents.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, assume, settings
from hypothesis import strategies as st

from builders import ALL_PREMIUMS, amounts, choice, mandates, one, small_cards
from fourchette.cli.out.delivery import PricedQuote
from fourchette.cli.out.formats import CLIENT_FORMATS, SCREEN, Format
from fourchette.cli.shell.everywhere import Everywhere
from fourchette.cli.shell.runtime import Runtime
from fourchette.core.basis.estimate import Estimate
from fourchette.core.basis.text import LANGUAGES, Language, Text
from fourchette.core.card.changes import Option, OwnPackage, PackageRule
from fourchette.core.card.rate_card import SCOPE, RateCard
from fourchette.core.card.terms import NO_TERMS, Terms
from fourchette.core.mandate.mandate import Client, ConfidenceLevel, Mandate, Proof, ProofKind, ValueClaim
from fourchette.core.mandate.profile import Profile
from fourchette.core.offer.offer import Offer
from fourchette.core.offer.packages import packages_of
from fourchette.core.price.quote import Quote, price
from fourchette.files.card.card_file import load_card
from fourchette.files.shipped.shipped_terms import with_terms
from render.messages import attached, message_of, text_of_message
from render.pages import lines_of
from render.pdfs import text_of
from render.quotes import DAY, TAXES, Drawn, offered

HERS = "zibeline"
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


def plain(text: str) -> str:
    """A text with plain spaces and apostrophes."""
    return " ".join(text.split()).replace("’", "'")


# --- What the client receives

RUNTIME = Runtime(Everywhere(home=Path("nowhere"), quiet=True), {"COLUMNS": "100"})
# What writes a document in French, then in English.
BOTH = replace(RUNTIME, everywhere=replace(RUNTIME.everywhere, both=True))
TEXTS = (*(each for each in CLIENT_FORMATS if each.text), SCREEN)
FILES = tuple(each for each in CLIENT_FORMATS if not each.text)


def received(offer: Offer, format_: Format) -> str:
    """The words of a format, as a person or a program reads them."""
    return readable(format_.for_client(RUNTIME, offer, None), format_.name)


def readable(content: str | bytes, name: str) -> str:
    """The words of what is written in a format, by its name."""
    if isinstance(content, bytes) and name == "eml":
        text = "\n".join(
            (*map(str, message_of(content).values()), text_of_message(content), text_of(attached(content)))
        )
    else:
        text = content if isinstance(content, str) else text_of(content)
    if name == "json":
        text = "\n".join(_leaves(json.loads(text)))
    if name == "html":
        text = "\n".join(lines_of(text))
    if name == "md":
        text = text.replace("\\", "")
    return plain(text.replace(",", " ; ") if name == "csv" else text)


def _leaves(content: Any) -> Iterator[str]:  # noqa: ANN401  # whatever JSON holds
    match content:
        case dict():
            yield from (leaf for value in content.values() for leaf in _leaves(value))
        case list():
            yield from (leaf for value in content for leaf in _leaves(value))
        case _:
            yield str(content)


def in_language(quote: Quote, language: Language) -> Quote:
    """A quote whose document is in a language."""
    return replace(quote, mandate=replace(quote.mandate, language=language))


def in_both(quote: Quote, format_: Format) -> str:
    """The words of a document in both languages."""
    return readable(format_.written(BOTH, PricedQuote(quote), "client", None), format_.name)


def in_packages(quote: Quote) -> tuple[Offer, list[Quote]]:
    """A quote offered in packages, and all that was priced for it."""
    packages = packages_of(quote, TAXES)
    assume(packages.offered)
    return offered(quote, packages), [quote, *(package.quote for package in packages.offered)]
