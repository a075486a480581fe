"""The value case: what the work is worth to the client, and whether that lifts the rate.

Figures are for a year (for a project: for the project), in the card's currency before tax. A return
is a multiple of the cost. What advertising would have cost is shown and never summed: it measures
no result (Barcelona Principles).
"""

from collections.abc import Callable, Iterator
from decimal import Decimal

from fourchette.core.basis.estimate import Estimate
from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.money import (
    HUNDRED,
    MINUTES_PER_HOUR,
    ONE,
    ZERO,
    down_to_step,
    percent_of,
    to_cent,
    to_step,
    up_to_whole,
)
from fourchette.core.basis.noun import noun
from fourchette.core.card.frame import Range, ValueTerms
from fourchette.core.card.rate_card import RateCard
from fourchette.core.mandate.answers import PROOF_FIGURES
from fourchette.core.mandate.mandate import Mandate, Proof, ValueClaim
from fourchette.core.price.rating import Rating, lifted

MONTHS_PER_YEAR = Decimal(12)
NOT_SUMMED = "ad-value"


@noun
class Intervention:
    """One intervention of a kind: what it costs the client, what it brings, and how many times the cost."""

    cost: Decimal
    worth: Decimal
    times_the_cost: Decimal | None


@noun
class ProvenValue:
    """A proof's value over its period, and what counts of it in a year once weighted by confidence.

    `break_even` is how many sales or clients of its margin a month pay for the mandate.
    """

    proof: Proof
    value: Decimal
    weighted: Decimal
    intervention: Intervention | None
    break_even: Decimal | None


@noun
class Check:
    """One condition of a value case, and whether it is met."""

    id: str
    met: bool
    message: Message


@noun
class Cost:
    """What the mandate costs the client at the held rate, and its hours, over the year or the project."""

    price: Decimal
    hours: Decimal
    monthly: Decimal


@noun
class ValueCase:
    """A value case weighed: its proofs, checks, verdict, and the rate it allows.

    `cost` is at the held rate, `asked` at the rate that the case allows.
    """

    proofs: tuple[ProvenValue, ...]
    weighted_value: Decimal
    cost: Cost
    asked: Cost
    times_the_cost: Decimal
    fee: Decimal
    fee_rate: Decimal
    lift: Decimal
    checks: tuple[Check, ...]
    rate: Estimate | None

    @property
    def accepted(self) -> bool:
        """Whether every check is met."""
        return self.rate is not None

    @property
    def times_the_price(self) -> Decimal:
        """How many times the price asked the client gets back, once the rate is lifted."""
        return self.weighted_value / self.asked.price if self.asked.price else ZERO

    def lifts(self, rating: Rating) -> bool:
        """Whether it passes and makes the rate asked any higher."""
        return self.rate is not None and self.rate.target > rating.held.target


def weigh(
    card: RateCard, mandate: Mandate, terms: ValueTerms, rating: Rating, cost_at: Callable[[Rating], Cost]
) -> ValueCase | None:
    """Weigh a mandate's value case; None when it makes none. `cost_at` says what it costs at a rating."""
    if mandate.value is None:
        return None
    cost = cost_at(rating)
    scale = ONE if mandate.is_project else MONTHS_PER_YEAR / mandate.value.months
    proofs = tuple(_proven(terms, mandate.value, scale, rating.held.target, cost))
    scales = _Scales(terms, rating.held.target, cost, sum((proven.weighted for proven in proofs), ZERO))
    rate = _lifted_rate(rating, scales.lift, scales.fee_rate, card.range_)
    asked = cost_at(lifted(rating, rate))
    checks = (_tracked(mandate.value), *_sums(scales, asked))
    return ValueCase(
        proofs=proofs,
        weighted_value=scales.weighted,
        cost=cost,
        asked=asked,
        times_the_cost=scales.times,
        fee=scales.fee,
        fee_rate=scales.fee_rate,
        lift=scales.lift,
        checks=checks,
        rate=rate if all(check.met for check in checks) else None,
    )


@noun
class _Scales:
    """The weighted value on one side, the price at the held rate on the other."""

    terms: ValueTerms
    held: Decimal
    cost: Cost
    weighted: Decimal

    @property
    def times(self) -> Decimal:
        """How many times its price the client gets back."""
        return self.weighted / self.cost.price if self.cost.price else ZERO

    @property
    def fee(self) -> Decimal:
        """The most that may be asked for such a value."""
        return to_cent(percent_of(self.terms.fee_share, self.weighted))

    @property
    def fee_rate(self) -> Decimal:
        """The same by the hour, unrounded: a rate may reach it and not exceed it."""
        return self.fee / self.cost.hours if self.cost.hours else ZERO

    @property
    def lift(self) -> Decimal:
        """The percent that the return gives right to."""
        return max((lift.percent for lift in self.terms.lifts if self.times >= lift.from_), default=ZERO)

    def after_haircut(self, asked: Cost) -> Decimal:
        """How many times the price asked the client gets back, with less value."""
        left = self.weighted * (ONE - self.terms.haircut / HUNDRED)
        return left / asked.price if asked.price else ZERO


def needed_value(terms: ValueTerms, cost: Cost, rate: Decimal, step: Decimal) -> Decimal:
    """The least weighted value that would pass at a rate and lift it by a step, to the cent."""
    for_return = cost.price * terms.least_return
    for_fee = (rate + step) * cost.hours * HUNDRED / terms.fee_share if terms.fee_share else for_return
    return to_cent(max(for_return, for_fee))


def _proven(terms: ValueTerms, claim: ValueClaim, scale: Decimal, rate: Decimal, cost: Cost) -> Iterator[ProvenValue]:
    for proof in claim.proofs:
        value = to_cent(_value_of(terms, proof))
        confidence: Decimal = getattr(terms.confidence, proof.confidence)
        counted = ZERO if proof.kind == NOT_SUMMED else to_cent(value * confidence * scale)
        margin = proof.margin if "margin" in PROOF_FIGURES[proof.kind] else None
        yield ProvenValue(
            proof=proof,
            value=value,
            weighted=counted,
            intervention=_intervention(proof, value * confidence, rate),
            break_even=up_to_whole(cost.monthly / margin) if margin else None,
        )


def _value_of(terms: ValueTerms, proof: Proof) -> Decimal:
    count, margin = proof.count or ZERO, proof.margin or ZERO
    match proof.kind:
        case "attributed-margin" | "ad-value":
            return proof.amount or ZERO
        case "leads":
            return percent_of(proof.close_rate or ZERO, count) * margin
        case "avoided-contacts":
            return count * terms.contact_saving
        case "retained-clients":
            return count * margin


def _intervention(proof: Proof, weighted: Decimal, rate: Decimal) -> Intervention | None:
    if not proof.times or not proof.minutes or proof.kind == NOT_SUMMED:
        return None
    cost, worth = proof.minutes / MINUTES_PER_HOUR * rate, weighted / proof.times
    return Intervention(to_cent(cost), to_cent(worth), worth / cost if cost else None)


def _lifted_rate(rating: Rating, lift: Decimal, fee_rate: Decimal, range_: Range) -> Estimate:
    """The rates a passing case allows: lifted from the unheld rate, within the value fee, never below the held."""
    most = down_to_step(fee_rate, range_.step)

    def one(unheld: Decimal, held: Decimal) -> Decimal:
        return max(min(to_step(unheld * (ONE + lift / HUNDRED), range_.step), most), held)

    return Estimate(
        one(rating.unheld.low, rating.held.low),
        one(rating.unheld.target, rating.held.target),
        one(rating.unheld.high, rating.held.high),
    )


def _tracked(claim: ValueClaim) -> Check:
    summed = [proof for proof in claim.proofs if proof.kind != NOT_SUMMED]
    tracked = any(proof.confidence == "tracked" and proof.evidence.strip() for proof in summed)
    return Check("tracked", tracked, say("at least one tracked proof, with its evidence"))


def _sums(scales: _Scales, asked: Cost) -> Iterator[Check]:
    """The three checks on figures, `asked` being the cost at the lifted rate."""
    terms, times, left = scales.terms, scales.times, scales.after_haircut(asked)
    message = say(
        "the client gets back {least:times} the price (here {shown:times})", least=terms.least_return, shown=times
    )
    yield Check("return", times >= terms.least_return, message)
    message = say(
        "with {haircut:percent} less value, still {least:times} the price asked (here {shown:times})",
        haircut=terms.haircut,
        least=terms.least_return_after_haircut,
        shown=left,
    )
    yield Check("haircut", left >= terms.least_return_after_haircut, message)
    message = say(
        "{share:percent} of the value, by the hour, reaches {asked:rate} (here {shown:rate})",
        share=terms.fee_share,
        asked=scales.held,
        shown=scales.fee_rate,
    )
    yield Check("fee", scales.fee_rate >= scales.held, message)
