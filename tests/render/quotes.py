"""The quotes that every format is tried on: the examples, and whatever Hypothesis draws."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from hypothesis import HealthCheck, Phase, assume, settings
from hypothesis import strategies as st
from hypothesis.vendor.pretty import RepresentationPrinter

from builders import mandates, small_cards
from conftest import EXAMPLES
from fourchette.cli.out.delivery import speech_for
from fourchette.core.basis.text import LANGUAGES
from fourchette.core.mandate.mandate import Client, Mandate
from fourchette.core.mandate.profile import Profile
from fourchette.core.offer.offer import Offer
from fourchette.core.offer.packages import Packages, offer_in
from fourchette.core.price.quote import Quote, price
from fourchette.core.record.quote_record_making import record_quote
from fourchette.files.card.card_file import load_card
from fourchette.files.mandate.mandate_file import Overrides, load_mandate
from fourchette.files.shipped.tax_tables import load_taxes
from fourchette.render.sheet.sheet import Sheet, remark, sheet_of_offer, sheet_of_quote
from fourchette.render.words.speech import Speech

CARD = load_card().card
TAXES = load_taxes()
DAY = date(2026, 11, 22)
PROFILE = Profile(name="Studio Rivière", region="CA-QC", minimum_rate=Decimal("63.17"))


def example(path: Path, **traits: str) -> Quote:
    """The quote of an example, some of its answers changed."""
    mandate = load_mandate(str(path), CARD, Overrides(traits=traits)).mandate
    return price(mandate, CARD, TAXES, on=DAY, profile=PROFILE)


def offered(quote: Quote, packages: Packages | None = None, speech: Speech | None = None) -> Offer:
    """What the client reads of a quote, in the words of its document unless others are asked for."""
    return offer_in(quote, packages, (speech or speech_for(quote)).words)


def quote_sheet(quote: Quote, speech: Speech, number: str | None = None) -> Sheet:
    """The seller's own sheet of a quote."""
    remarks = (remark(notice, speech) for notice in quote.notices)
    return sheet_of_quote(record_quote(quote, speech.words), speech, remarks, number)


def offer_sheet(quote: Quote, speech: Speech) -> Sheet:
    """The client's sheet of a quote."""
    return sheet_of_offer(offered(quote, speech=speech), speech)


EXAMPLE_QUOTES = {path.stem: example(path) for path in sorted(EXAMPLES.glob("*.toml"))}


def _mandate(mandate: Mandate, region: str | None, language: str) -> Mandate:
    return Mandate(
        title=mandate.title,
        language="fr" if language == "fr" else "en",
        client=Client(name="Café du coin", region=region),
        traits=mandate.traits,
        period=mandate.period,
        weeks=mandate.weeks,
        hours=mandate.hours,
    )


@dataclass(frozen=True)
class Drawn:
    """A quote that Hypothesis drew; what it shows of it when a test fails is short."""

    quote: Quote

    def __repr__(self) -> str:
        mandate = self.quote.mandate
        return f"{self.quote.card.name}: {mandate.period} {mandate.weeks} {mandate.hours} {dict(mandate.traits)}"

    def _repr_pretty_(self, printer: RepresentationPrinter, _cycle: bool) -> None:  # noqa: FBT001  # Hypothesis's own
        printer.text(repr(self))


@st.composite
def quotes(draw: st.DrawFn) -> Drawn:
    """Quotes of some work under the default card or a small one, with taxes or without."""
    card = draw(st.one_of(st.just(CARD), st.just(CARD), small_cards()))
    region = draw(st.sampled_from(["CA-QC", "CA-ON", "CA-NS", "CA-BC", None]))
    mandate = _mandate(draw(mandates(card)), region, draw(st.sampled_from(LANGUAGES)))
    quote = price(mandate, card, TAXES, on=DAY, profile=PROFILE)
    assume(quote.lines)
    return Drawn(quote)


# Small cards take long to shrink: the first quote that fails is shown as it was drawn.
SETTINGS = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
