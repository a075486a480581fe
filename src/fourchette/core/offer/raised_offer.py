"""A raise: every rate and fee of an offer times the same factor, each to the cent, stated in the next mandate."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from fourchette.core.basis.money import HUNDRED, ONE, ZERO, to_cent
from fourchette.core.basis.text import Text
from fourchette.core.card.rate_card import Frequency
from fourchette.core.mandate.mandate import Adjustment, Mandate, Raised
from fourchette.core.price.lines import QuoteLine, sum_of
from fourchette.core.price.quote import Quote, priced

_LABEL = Text("Indexation", "Indexation")
_PERIODS: tuple[Frequency, ...] = ("month", "once")


def raised_mandate(quote: Quote, raised: Raised) -> Mandate:
    """The mandate that asks what a quote does, raised; raises UnsuitedMandate.

    The rate of its hours is stated. What does not follow that rate (fees, and lanes whose own rate is held or bears no
    discount) is a line of its own, so that the whole is raised. A stated price is raised as it is.
    """
    times, old = ONE + raised.percent / HUNDRED, quote.mandate
    adjustments = tuple(
        each if each.amount is None else replace(each, amount=to_cent(each.amount * times)) for each in old.adjustments
    )
    if old.price is not None:
        return replace(old, raised=raised, price=to_cent(old.price * times), adjustments=adjustments)
    rate = to_cent(quote.rating.rate.target * times)
    stated = replace(old, raised=raised, rate=rate, adjustments=adjustments)
    return replace(stated, adjustments=(*adjustments, *_rest(quote, stated, times)))


def _rest(quote: Quote, stated: Mandate, times: Decimal) -> Iterator[Adjustment]:
    """What the stated rate leaves out of the raise, by period."""
    worked = priced(replace(stated, adjustments=()), quote.card).asking.worked
    for period in _PERIODS:
        wanted = sum((_raised_line(line, times) for line in quote.asking.worked if line.period == period), ZERO)
        if left := wanted - sum_of(worked, period):
            yield Adjustment(label=_LABEL, amount=left, per=period)


def _raised_line(line: QuoteLine, times: Decimal) -> Decimal:
    if line.hours is None or line.rate is None:
        return to_cent(line.amount.target * times)
    return to_cent(line.hours * to_cent(line.rate.target * times))
