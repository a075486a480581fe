"""A quote's record, in words and plain figures: what every screen of a quote, its JSON and its file are made of.

Amounts keep two decimals, hours two, percents as many as they have. The fields are the keys of a
contract: new ones are only ever added.
"""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, ClassVar

from fourchette.core.basis.estimate import Estimate
from fourchette.core.basis.messages import Severity
from fourchette.core.basis.noun import noun
from fourchette.core.basis.reading import CLOSED, Day, Line, Passage, ReadBy, YesNo
from fourchette.core.card.rate_card import Frequency
from fourchette.core.effect.effect import StageName
from fourchette.core.mandate.mandate import Client, ConfidenceLevel, ProofKind
from fourchette.core.offer.deliverables import Deliverable
from fourchette.core.offer.offer import Offer, OfferLine, OfferOption, OfferPhase, OfferTax
from fourchette.core.record.offer_record import record_offer
from fourchette.core.record.plain import Plain, exact, plain_values

QUOTE_SCHEMA = "fourchette/quote/1"
# A record may be read by an older program than wrote it, and has keys that are names in Python.
_OPEN: Any = {**CLOSED, "extra": "ignore"}


@noun(kw_only=True)
class RecordedStep:
    """An effect, what it did to the rate asked, and the band after it; `percent` where it multiplies.

    One that did not apply stands where the rate ended, and its effect is what it would have been.
    """

    id: Line
    answer: Line | None = None
    stage: StageName
    label: Passage
    effect: Decimal | None = None
    percent: Decimal | None = None
    before: Decimal
    after: Decimal
    low: Decimal
    high: Decimal
    lanes: tuple[Line, ...] = ()
    applied: YesNo
    because: Line | None = None
    why: Passage = ""
    source: Passage = ""


@noun(kw_only=True)
class RecordedRate:
    """The hourly rate with its band, its range, and how it came about."""

    low: Decimal
    target: Decimal
    high: Decimal
    floor: Decimal
    ceiling: Decimal
    unheld: Decimal
    held: Decimal
    personal_floor: Decimal | None = None
    steps: tuple[RecordedStep, ...] = ()


@noun(kw_only=True)
class RecordedAmounts:
    """What one period comes to: before tax (with its band), each tax, and the total asked."""

    subtotal: Decimal
    low: Decimal
    high: Decimal
    taxes: tuple[OfferTax, ...] = ()
    total: Decimal


@noun(kw_only=True)
class RecordedExchange:
    """What 1 of the quote's currency is in hers, and since what day."""

    currency: Line
    rate: Decimal
    date: Day


@noun(kw_only=True)
class CardAnswer:
    """What the card alone would ask, before tax, in the quote's currency; `whole` over all its months."""

    rate: Decimal
    monthly: Decimal | None = None
    once: Decimal | None = None
    whole: Decimal


@noun(kw_only=True)
class RecordedStatement:
    """What she states in place of her card, and the card's own answer beside it.

    `effective_rate` is what an hour comes to where the price is not that of the `lines` of its work.
    """

    rate: Decimal | None = None
    price: Decimal | None = None
    effective_rate: Decimal | None = None
    card: CardAnswer | None = None
    lines: tuple[OfferLine, ...] = ()
    exchange: RecordedExchange | None = None


@noun(kw_only=True)
class RecordedOption(OfferOption):
    """What is offered apart, and the hours that it takes."""

    hours: Decimal


@noun
class RecordedCheck:
    """One condition of a value case, and whether it is met."""

    id: Line
    met: YesNo
    message: Passage


@noun(kw_only=True)
class RecordedIntervention:
    """What one intervention costs and brings, and how many times the cost."""

    __pydantic_config__ = _OPEN
    cost: Decimal
    worth: Decimal
    return_: Decimal | None = None


@noun(kw_only=True)
class RecordedProof:
    """A proof, its value, and what counts of it."""

    what: Line
    kind: ProofKind
    confidence: ConfidenceLevel
    evidence: Passage = ""
    value: Decimal
    weighted: Decimal
    break_even: Decimal | None = None
    intervention: RecordedIntervention | None = None


@noun(kw_only=True)
class RecordedValue:
    """A value case as it was weighed."""

    __pydantic_config__ = _OPEN
    accepted: YesNo
    weighted_value: Decimal
    cost: Decimal
    hours: Decimal
    return_: Decimal
    fee: Decimal
    fee_rate: Decimal
    lift: Decimal
    checks: tuple[RecordedCheck, ...] = ()
    proofs: tuple[RecordedProof, ...] = ()


@noun(kw_only=True)
class RecordedTask:
    """Where hours come from: a task or overhead, how many units of it, and the hours they take."""

    id: Line
    lane: Line
    period: Frequency
    label: Passage
    quantity: Decimal
    hours: Decimal


# Answers by trait, as TOML writes them.
PlainAnswers = Annotated[Mapping[str, Any], ReadBy(exact)]


@noun(kw_only=True)
class QuoteRecord:
    """Everything about a quote, in the order a reader wants it.

    `hours` are those of a month or of the project; where all the work is done once, that work's. `hours_stated`,
    which is no key of the record, says that the mandate gave them.
    """

    WHEN_SAID: ClassVar = ("phases", "stated")

    number: Line | None = None
    revision: int = 1
    status: Line | None = None
    title: Line
    client: Client
    language: Line
    currency: Line
    issued: date
    valid_until: date
    rate: RecordedRate
    hours: Estimate
    people: int
    lines: tuple[OfferLine, ...]
    monthly: RecordedAmounts | None = None
    once: RecordedAmounts | None = None
    phases: tuple[OfferPhase, ...] = ()
    months: Decimal
    total: Decimal
    stated: RecordedStatement | None = None
    options: tuple[RecordedOption, ...] = ()
    value: RecordedValue | None = None
    period: Line
    weeks: Decimal | None = None
    answers: PlainAnswers
    deliverables: tuple[Deliverable, ...] = ()
    workload: tuple[RecordedTask, ...] = ()
    tax_mention: Passage | None = None
    offer: Offer
    hours_stated: bool


@noun(kw_only=True)
class PackageRecord:
    """A package of a quote: what it has of its own, under the same keys."""

    WHEN_SAID: ClassVar = ("phases", "stated")
    id: Line
    label: Line
    recommended: YesNo
    rate: Estimate
    hours: Estimate
    people: int
    lines: tuple[OfferLine, ...]
    monthly: RecordedAmounts | None = None
    once: RecordedAmounts | None = None
    phases: tuple[OfferPhase, ...] = ()
    months: Decimal
    total: Decimal
    stated: RecordedStatement | None = None
    answers: PlainAnswers
    deliverables: tuple[Deliverable, ...] = ()
    options: tuple[RecordedOption, ...] = ()
    offer: Offer


@noun
class RecordedNotice:
    """A notice, as it was said when its quote was saved."""

    code: Line
    severity: Severity
    message: Passage


# What a package has as a quote has it; its rate has no steps of its own.
PARTS_OF_A_PACKAGE = tuple(
    field.name for field in fields(PackageRecord) if field.name not in ("id", "label", "recommended", "rate")
)


def record_of_package(record: QuoteRecord, package: PackageRecord) -> QuoteRecord:
    """The record that a package of a quote has alone; its steps are those of the quote as it was asked for."""
    parts = {name: getattr(package, name) for name in PARTS_OF_A_PACKAGE}
    rate = replace(record.rate, low=package.rate.low, target=package.rate.target, high=package.rate.high)
    return replace(record, rate=rate, **parts)


def plain_record(record: QuoteRecord | PackageRecord) -> Plain:
    """A record as plain values: what JSON and the saved file hold."""
    found = plain_values(record)
    found.pop("hours_stated", None)
    for item in found["deliverables"]:
        del item["money"], item["several"]
    return {**found, "offer": record_offer(record.offer)}
