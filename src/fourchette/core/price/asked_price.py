"""What is asked for a work: its own lines, or what she states in their place; and the months that differ."""

from collections.abc import Iterator
from decimal import Decimal

from fourchette.core.basis.estimate import NOTHING, Estimate
from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.money import ONE, ZERO, percent_of, to_cent
from fourchette.core.basis.noun import noun
from fourchette.core.basis.problems import Problem
from fourchette.core.card.rate_card import Frequency
from fourchette.core.mandate.answers import UnsuitedMandate
from fourchette.core.mandate.mandate import Adjustment, Mandate
from fourchette.core.price.lines import Amounts, QuoteLine, added, sum_of
from fourchette.core.price.taxes import TaxRuling

FEE, ADJUSTMENT, SEASON = "fee", "adjustment-", "season-"


@noun
class Asking:
    """What a mandate asks over its `months`: the lines of a usual month and those billed once, before tax.

    `worked` are the lines of its hours and fees, before anything is stated; `temporary` those of its first months.
    """

    worked: tuple[QuoteLine, ...]
    lines: tuple[QuoteLine, ...]
    temporary: tuple[QuoteLine, ...]
    months: Decimal

    @property
    def whole_price(self) -> Decimal:
        """What it comes to before tax, over all its months."""
        usual = sum_of(self.lines, "month") * self.months + sum_of(self.lines, "once")
        return usual + sum((line.amount.target * (line.months or ZERO) for line in self.temporary), ZERO)


@noun
class Phase:
    """So many months from the `first` one (the mandate's is 1) that come to other `amounts` than the usual month.

    `lines` are what they have beside its lines.
    """

    first: Decimal
    months: Decimal
    lines: tuple[QuoteLine, ...]
    amounts: Amounts


def asked_for(mandate: Mandate, worked: tuple[QuoteLine, ...], months: Decimal) -> Asking:
    """What is asked for the lines of a work; raises UnsuitedMandate where adjustments leave less than nothing."""
    if mandate.price is None and not mandate.adjustments:
        return Asking(worked, worked, (), months)
    priced = worked if mandate.price is None else _at_price(mandate, mandate.price, worked)
    adjusted = tuple(_adjusted(mandate, priced))
    temporary = tuple(line for line in adjusted if line.months is not None and line.months < months)
    usual = tuple(line for line in adjusted if line not in temporary)
    asking = Asking(worked, (*priced, *usual), temporary, months)
    if any(least < ZERO for least in _least_invoices(asking)):
        message = say("the adjustments take off more than there is to pay")
        raise UnsuitedMandate((Problem(("adjustments",), message, say("lower them, or the months that they last")),))
    return asking


def period_of_price(worked: tuple[QuoteLine, ...]) -> Frequency:
    """The period that a stated price is for: a month where some of the work is monthly."""
    return "month" if any(line.period == "month" for line in worked) else "once"


def _at_price(mandate: Mandate, price: Decimal, worked: tuple[QuoteLine, ...]) -> tuple[QuoteLine, ...]:
    """One line at the price stated, for all of its period; the card's own amounts stay its band."""
    period = period_of_price(worked)
    band = sum((line.amount for line in worked if line.period == period), NOTHING)
    amount = Estimate(min(band.low, price), price, max(band.high, price))
    once = say("Project fee") if mandate.is_project else say("One-time fees")
    line = QuoteLine(FEE, say("Monthly fee") if period == "month" else once, period, None, None, amount)
    return (line, *(each for each in worked if each.period != period))


def _adjusted(mandate: Mandate, lines: tuple[QuoteLine, ...]) -> Iterator[QuoteLine]:
    """A line for each adjustment; one that comes to nothing is none."""
    for place, each in enumerate(mandate.adjustments, start=1):
        period = each.per or mandate.main_period
        base = sum((line.amount for line in lines if line.period == period), NOTHING)
        amount, basis = _amount(each, base)
        if amount.target:
            yield QuoteLine(
                f"{ADJUSTMENT}{place}", each.label, period, None, None, amount, basis, each.months, each.percent
            )


def _amount(adjustment: Adjustment, base: Estimate) -> tuple[Estimate, Message | None]:
    if adjustment.percent is None:
        amount = adjustment.amount or ZERO
        # Where she walks away is never under nothing.
        return Estimate(max(amount, -base.low), amount, amount), None
    percent = adjustment.percent
    basis = say("{share:percent} of {base:money}", share=percent, base=base.target)
    return base.each(lambda figure: to_cent(percent_of(percent, figure))), basis


def _least_invoices(asking: Asking) -> Iterator[Decimal]:
    """What the usual month comes to, then each of the first ones, the very first with what is billed once."""
    usual, once = sum_of(asking.lines, "month"), sum_of(asking.lines, "once")
    ends = sorted({line.months or ZERO for line in asking.temporary})
    months = [usual + sum_of((t for t in asking.temporary if (t.months or ZERO) >= end), "month") for end in ends]
    yield from (usual, *months)
    yield (months[0] if months else usual) + once


def phases_of(asking: Asking, ruling: TaxRuling) -> Iterator[Phase]:
    """The first months, as long as they come to other amounts than the usual month."""
    first = ONE
    for end in sorted({line.months or ZERO for line in asking.temporary}):
        lines = tuple(line for line in asking.temporary if (line.months or ZERO) >= end)
        yield Phase(first, end - first + ONE, lines, added((*asking.lines, *lines), "month", ruling))
        first = end + ONE
