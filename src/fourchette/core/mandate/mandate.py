"""What the client asks for: the mandate, its value case, and for whom it is."""

from collections.abc import Mapping
from dataclasses import field, replace
from typing import Annotated, Any, Literal

from fourchette.core.basis.noun import noun
from fourchette.core.basis.reading import (
    CLOSED,
    Adjusted,
    Amount,
    AtMost,
    Count,
    Currency,
    Day,
    Heading,
    Line,
    Names,
    Passage,
    Passages,
    Percent,
    Positive,
    StatedPrice,
    YesNo,
)
from fourchette.core.card.changes import Option, OwnPackage
from fourchette.core.card.terms import NO_TERMS, Terms

ProofKind = Literal["attributed-margin", "leads", "avoided-contacts", "retained-clients", "ad-value"]
ConfidenceLevel = Literal["tracked", "plausible", "weak"]


@noun(kw_only=True)
class Client:
    """Who receives the quote; the region (`CA-QC`, `FR`) decides the taxes, `tax_number` is her own for them."""

    __pydantic_config__ = CLOSED
    name: Line = ""
    contact: Line = ""
    email: Line = ""
    address: Passage = ""
    region: Line | None = None
    tax_number: Line | None = None


@noun(kw_only=True)
class KnownAs:
    """The name under which the config keeps the client, and which keys of a saved mandate are what it said of her."""

    __pydantic_config__ = CLOSED
    client: Line
    keys: tuple[Line, ...] = ()


@noun(kw_only=True)
class Proof:
    """One measured effect of the work over the value case's period; amounts in the mandate's currency.

    `times` and `minutes` say how many interventions brought it and how long each takes.
    """

    __pydantic_config__ = CLOSED
    what: Line
    kind: ProofKind
    confidence: ConfidenceLevel
    evidence: Passage = ""
    amount: Amount | None = None
    count: Amount | None = None
    close_rate: Percent | None = None
    margin: Amount | None = None
    times: Count | None = None
    minutes: Positive | None = None


@noun(kw_only=True)
class ValueClaim:
    """What the freelancer's work is worth to the client; `months` is the period the figures cover."""

    __pydantic_config__ = CLOSED
    months: Positive
    proofs: tuple[Proof, ...]


@noun(kw_only=True)
class Season:
    """Some of a mandate's months, which have answers of their own: the weekends of a festival, a quiet summer."""

    __pydantic_config__ = CLOSED
    label: Heading
    months: Count
    traits: Mapping[str, Any]


@noun(kw_only=True)
class Adjustment:
    """What she adds to the price or, below zero, takes off: a line that the client reads, before tax.

    An `amount`, or a `percent` of the lines it stands under; of each month (of the first `months` only), or once.
    """

    __pydantic_config__ = CLOSED
    label: Heading
    amount: Adjusted | None = None
    percent: Adjusted | None = None
    per: Literal["month", "once"] | None = None
    months: Positive | None = None


@noun(kw_only=True)
class Exchange:
    """A exchange rate that she states: what 1 of the client's currency is in the card's, and since what day."""

    __pydantic_config__ = CLOSED
    rate: Positive
    date: Day


@noun(kw_only=True)
class Raised:
    """By how many percent an offer was raised from an earlier one, and why; her rate, price and adjustments say it."""

    __pydantic_config__ = CLOSED
    percent: Adjusted
    why: Passage = ""


@noun(kw_only=True)
class Mandate:
    """A mandate as its file says it; `traits` are judged against a rate card by `core.answers`.

    `hours` states the hours (a month, or of the project) and skips their estimate. A project lasts
    `weeks`; its volumes are for the whole of it. `context` and `objectives` open the client's document.
    `packages` change those of the card; `options` are offered apart, and are no part of the price.
    `without` takes sentences of the card out of the document, by their names; with `lines` it lists those of the
    price rather than one fee. It lasts from `starts` to `ends`, for the document to say.
    What the months of `seasons` differ by from the others is billed once. `terms` stand over the seller's
    own in the document. `notes` never leave the house, nor does the name under which the client is `known`.

    What she states has the last word over the card: an hourly `rate`, or the `price` before tax of a month (of the
    project), and `adjustments`. Every amount of a mandate is in its `currency`, the card's unless said.
    """

    __pydantic_config__ = CLOSED
    title: Line = ""
    language: Literal["fr", "en"] = "fr"
    client: Client = field(default_factory=Client)
    known: KnownAs | None = None
    period: Literal["month", "project"] = "month"
    weeks: Positive | None = None
    hours: Positive | None = None
    starts: Day | None = None
    ends: Day | None = None
    rate: StatedPrice | None = None
    price: StatedPrice | None = None
    currency: Currency | None = None
    exchange: Exchange | None = None
    traits: Mapping[str, Any] = field(default_factory=dict)
    adjustments: Annotated[tuple[Adjustment, ...], AtMost(50)] = ()
    raised: Raised | None = None
    value: ValueClaim | None = None
    context: Passage = ""
    objectives: Passages = ()
    included: Passages = ()
    excluded: Passages = ()
    assumptions: Passages = ()
    without: Names = ()
    lines: YesNo = False
    packages: Mapping[Line, OwnPackage] = field(default_factory=dict)
    options: tuple[Option, ...] = ()
    seasons: tuple[Season, ...] = ()
    terms: Terms = NO_TERMS
    notes: Passage = ""

    @property
    def is_project(self) -> bool:
        """Whether everything is billed once, for the whole project."""
        return self.period == "project"

    @property
    def states_price(self) -> bool:
        """Whether the card has not the last word on what is asked."""
        return self.rate is not None or self.price is not None or bool(self.adjustments)

    @property
    def by_card(self) -> "Mandate":
        """The mandate with nothing stated in place of the card."""
        return replace(self, rate=None, price=None, adjustments=())

    def in_season(self, season: Season) -> "Mandate":
        """The mandate as if all its months were those of a season, which no proof lifts."""
        return replace(self, traits={**self.traits, **season.traits}, seasons=(), value=None)

    @property
    def main_period(self) -> Literal["month", "once"]:
        """The period that the hours and the capacity are counted in."""
        return "once" if self.is_project else "month"
