"""What is billed: one line for each lane's hours and each fee, subtotals, taxes, totals."""

from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal

from fourchette.core.basis.estimate import NOTHING, Estimate
from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.money import ZERO, percent_of, to_cent
from fourchette.core.basis.noun import noun
from fourchette.core.basis.text import Text
from fourchette.core.card.conditions import Facts
from fourchette.core.card.rate_card import Fee, Frequency, RateCard
from fourchette.core.mandate.mandate import Mandate
from fourchette.core.price.rating import Rating, lane_rate
from fourchette.core.price.taxes import TaxLine, TaxRuling
from fourchette.core.price.workload import Workload


@noun
class QuoteLine:
    """One line, before tax: hours × rate = amount, or a fee with the basis it is computed on.

    The amount's low and high are the same work at the low and the high rate. An adjustment is billed in the
    first `months` where it says so, and may be a `percent` of the lines that it stands under.
    """

    id: str
    label: Text | Message
    period: Frequency
    hours: Decimal | None
    rate: Estimate | None
    amount: Estimate
    basis: Message | None = None
    months: Decimal | None = None
    percent: Decimal | None = None


@noun
class Amounts:
    """What one period comes to: before tax (with its range), each tax, and the total asked."""

    subtotal: Estimate
    taxes: tuple[TaxLine, ...]
    total: Decimal


def bill(card: RateCard, mandate: Mandate, facts: Facts, workload: Workload, rating: Rating) -> tuple[QuoteLine, ...]:
    """The lines of a mandate: hours first, in the card's order of lanes, then fees."""
    return (*_hour_lines(card, workload, rating), *_fee_lines(card, mandate, facts))


def _hour_lines(card: RateCard, workload: Workload, rating: Rating) -> Iterator[QuoteLine]:
    for (period, lane), hours in workload.lanes.items():
        rates = lane_rate(rating, lane, discounts=card.lanes[lane].discounts)
        amount = Estimate(to_cent(hours * rates.low), to_cent(hours * rates.target), to_cent(hours * rates.high))
        yield QuoteLine(lane, card.lanes[lane].label, period, hours, rates, amount)


def _fee_lines(card: RateCard, mandate: Mandate, facts: Facts) -> Iterator[QuoteLine]:
    for name, fee in card.fees.items():
        base = facts[fee.each]
        if not isinstance(base, Decimal) or not fee.when.holds(facts):
            continue
        amount = _fee_amount(fee, base)
        if not amount.target:
            continue
        period: Frequency = "once" if mandate.is_project else fee.period
        yield QuoteLine(name, fee.label, period, None, None, amount, _basis(fee, base, amount.target))


def _fee_amount(fee: Fee, base: Decimal) -> Estimate:
    price = fee.unit_price.each(lambda figure: base * figure) if fee.unit_price is not None else NOTHING
    share = fee.percent.each(lambda figure: percent_of(figure, base)) if fee.percent is not None else NOTHING
    return (price + share).each(lambda figure: max(to_cent(figure), to_cent(fee.minimum)))


def _basis(fee: Fee, base: Decimal, amount: Decimal) -> Message:
    above = amount != to_cent(fee.minimum)
    if above and fee.unit_price is not None:
        return say("{quantity:count} × {price:price}", quantity=base, price=fee.unit_price.target)
    if above and fee.percent is not None:
        return say("{share:percent} of {base:money}", share=fee.percent.target, base=base)
    return say("minimum")


def sum_of(lines: Iterable[QuoteLine], period: Frequency) -> Decimal:
    """What a period's lines come to before tax; nothing where it has none."""
    return sum((line.amount.target for line in lines if line.period == period), ZERO)


def hour_of_whole(lines: Iterable[QuoteLine], period: Frequency) -> Decimal | None:
    """What an hour of a period's work comes to ($/h), all its lines together; None where it has no hours."""
    worked = [line for line in lines if line.period == period and line.hours]
    hours = sum((line.hours for line in worked if line.hours is not None), ZERO)
    return to_cent(sum((line.amount.target for line in worked), ZERO) / hours) if hours else None


def add_up(lines: Collection[QuoteLine], period: Frequency, ruling: TaxRuling) -> Amounts | None:
    """Add a period's lines and its taxes; None where the period has no line."""
    return added(lines, period, ruling) if any(line.period == period for line in lines) else None


def added(lines: Iterable[QuoteLine], period: Frequency, ruling: TaxRuling) -> Amounts:
    """A period's lines and its taxes; all zero where the period has no line."""
    asked = sum((line.amount for line in lines if line.period == period), NOTHING)
    # What is only taken off is as much at any rate: a credit has no low above it.
    subtotal = Estimate(min(asked.low, asked.target), asked.target, max(asked.high, asked.target))
    taxes = ruling.on(subtotal.target)
    return Amounts(subtotal, taxes, subtotal.target + sum((tax.amount for tax in taxes), ZERO))
