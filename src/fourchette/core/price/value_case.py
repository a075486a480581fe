"""The value case: what the work is worth to the client, and whether that lifts the rate.

Value and price are both taken over what is sold, the mandate's months or the project, by proportion of
time; what is billed once counts whole. Amounts are in the card's currency before tax; a return is a
multiple of the cost. What advertising would have cost is shown and never summed: it measures no result
(Barcelona Principles).
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
    up_to_whole,
)
from fourchette.core.basis.noun import noun
from fourchette.core.card.frame import ValueTerms
from fourchette.core.card.rate_card import RateCard
from fourchette.core.mandate.mandate import Mandate, Proof, ValueClaim
from fourchette.core.price.rating import Rating, lifted

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
    """What the mandate costs the client over what is sold, and its hours; `monthly` is one month of it."""

    price: Decimal
    hours: Decimal
    monthly: Decimal


CostAt = Callable[[Rating], Cost]


@noun
class ValueCase:
    """A value case weighed over what is sold, the mandate's `months` or the project: its proofs and checks.

    `cost` is at the held rate, `asked` at the rate that the case allows; `fee` is the most that may be asked for
    such a value, unrounded, `highest` the highest rate that keeps within it where every check is met.
    """

    proofs: tuple[ProvenValue, ...]
    months: Decimal
    weighted_value: Decimal
    cost: Cost
    asked: Cost
    fee: Decimal
    checks: tuple[Check, ...]
    highest: Decimal

    @property
    def accepted(self) -> bool:
        """Whether every check is met."""
        return all(check.met for check in self.checks)

    @property
    def times_the_cost(self) -> Decimal:
        """How many times the price at the held rate the client gets back."""
        return self.weighted_value / self.cost.price if self.cost.price else ZERO

    @property
    def times_the_price(self) -> Decimal:
        """How many times the price asked the client gets back, once the rate is lifted."""
        return self.weighted_value / self.asked.price if self.asked.price else ZERO

    def lifts(self, rating: Rating) -> bool:
        """Whether it passes and makes the rate asked any higher: never what she states."""
        return self.highest > rating.held.target


def weigh(card: RateCard, mandate: Mandate, rating: Rating, months: Decimal, cost_at: CostAt) -> ValueCase | None:
    """Weigh a mandate's value case over the months sold; None where it makes none, or the card weighs none.

    `cost_at` says what the mandate costs at a rating.
    """
    terms, claim = card.value, mandate.value
    if terms is None or claim is None:
        return None
    cost = cost_at(rating)
    proofs = tuple(_proven(terms, claim, months, rating.held.target, cost))
    weighted = sum((proven.weighted for proven in proofs), ZERO)
    fee = percent_of(terms.fee_share, weighted)
    checks = (*_demonstrated(claim), _share(terms, weighted, fee, cost))
    passes = all(check.met for check in checks)
    lifts = passes and not rating.stated
    highest = _highest_rate(card, terms, rating, fee, cost_at) if lifts else rating.held.target
    asked = cost_at(raised(rating, highest))
    return ValueCase(proofs, months, weighted, cost, asked, fee, checks, highest)


def raised(rating: Rating, target: Decimal) -> Rating:
    """The rating asked at another target: where she walks away never moves with the client's proof."""
    held = rating.held
    return lifted(rating, Estimate(held.low, target, max(held.high, target)))


def _highest_rate(card: RateCard, terms: ValueTerms, rating: Rating, fee: Decimal, cost_at: CostAt) -> Decimal:
    """The highest step whose whole price is within the fee, and at most so far above the answers' own rate."""
    step, held = card.range_.step, rating.held.target
    least = down_to_step(held, step)
    most = down_to_step(rating.unheld.target * (ONE + terms.most / HUNDRED), step)
    low, high = 0, int((most - least) / step)
    # The price only rises with the rate: the highest one within the fee is found by halves.
    while low < high:
        middle = (low + high + 1) // 2
        if cost_at(raised(rating, least + middle * step)).price <= fee:
            low = middle
        else:
            high = middle - 1
    return max(least + low * step, held)


def needed_value(card: RateCard, rating: Rating, cost_at: CostAt) -> Decimal | None:
    """The least weighted value, over what is sold, that would lift a rate held at the ceiling, to the cent.

    None where the rate is not held there, or where no value could lift it.
    """
    terms, step = card.value, card.range_.step
    if terms is None or not terms.fee_share or rating.stated or rating.unheld.target <= card.range_.ceiling:
        return None
    price = cost_at(raised(rating, down_to_step(rating.held.target, step) + step)).price
    return to_cent(price * HUNDRED / terms.fee_share)


def _proven(terms: ValueTerms, claim: ValueClaim, months: Decimal, rate: Decimal, cost: Cost) -> Iterator[ProvenValue]:
    for proof in claim.proofs:
        value = to_cent(_value_of(terms, proof))
        confidence: Decimal = getattr(terms.confidence, proof.confidence)
        counted = ZERO if proof.kind == NOT_SUMMED else to_cent(value * confidence * months / claim.months)
        yield ProvenValue(
            proof=proof,
            value=value,
            weighted=counted,
            intervention=_intervention(proof, value * confidence, rate),
            break_even=up_to_whole(cost.monthly / proof.margin) if proof.margin else None,
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
        case _:  # clients that stay
            return count * margin


def _intervention(proof: Proof, weighted: Decimal, rate: Decimal) -> Intervention | None:
    if not proof.times or not proof.minutes or proof.kind == NOT_SUMMED:
        return None
    cost, worth = proof.minutes / MINUTES_PER_HOUR * rate, weighted / proof.times
    return Intervention(to_cent(cost), to_cent(worth), worth / cost if cost else None)


def _demonstrated(claim: ValueClaim) -> Iterator[Check]:
    """A result that was tracked, and the interventions that brought it."""
    tracked = [
        proof
        for proof in claim.proofs
        if proof.kind != NOT_SUMMED and proof.confidence == "tracked" and proof.evidence.strip()
    ]
    yield Check("tracked", bool(tracked), say("at least one tracked proof, with its evidence"))
    stated = any(proof.times and proof.minutes for proof in tracked)
    yield Check("interventions", stated, say("the interventions behind it: how many times, and minutes of each"))


def _share(terms: ValueTerms, weighted: Decimal, fee: Decimal, cost: Cost) -> Check:
    """The one condition on figures: the whole price, everything billed included, against the weighted value."""
    shown = cost.price * HUNDRED / weighted if weighted else None
    if shown is None:
        message = say("the whole price is at most {share:percent} of the results", share=terms.fee_share)
    else:
        message = say(
            "the whole price is at most {share:percent} of the results (here {shown:percent})",
            share=terms.fee_share,
            shown=to_cent(shown),
        )
    return Check("share", cost.price <= fee, message)
