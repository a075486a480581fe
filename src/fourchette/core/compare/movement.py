"""What moved between two prices of one mandate: the rate, the hours, each line, the totals."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.money import ZERO
from fourchette.core.basis.noun import noun
from fourchette.core.basis.text import Text
from fourchette.core.price.quote import Quote

Unit = Literal["rate", "hours", "money", "count"]


@noun
class Movement:
    """One figure that moved: $/h, hours, or an amount; None on the side where there is none."""

    label: Message | Text
    unit: Unit
    before: Decimal | None
    after: Decimal | None

    @property
    def difference(self) -> Decimal:
        """By how much; what there was not counts for nothing."""
        return (self.after or ZERO) - (self.before or ZERO)


def movements(before: Quote, after: Quote) -> tuple[Movement, ...]:
    """Everything that moved, in the order of a sheet; both prices are in one currency."""
    return tuple(found for found in _figures(before, after) if found.before != found.after)


def _figures(before: Quote, after: Quote) -> Iterator[Movement]:
    yield Movement(say("Rate"), "rate", before.rating.rate.target, after.rating.rate.target)
    yield Movement(say("Hours"), "hours", _hours(before), _hours(after))
    old, new = ({(line.period, line.id): line for line in quote.lines} for quote in (before, after))
    for key in dict.fromkeys((*old, *new)):
        line = new.get(key) or old[key]
        was, now = (side[key].amount.target if key in side else None for side in (old, new))
        yield Movement(line.label, "money", was, now)
    yield Movement(say("Each month, before tax"), "money", before.subtotal("month"), after.subtotal("month"))
    yield Movement(say("Once, before tax"), "money", before.subtotal("once"), after.subtotal("once"))
    yield Movement(say("Total with taxes"), "money", before.total, after.total)


def _hours(quote: Quote) -> Decimal:
    return sum((line.hours for line in quote.asking.worked if line.hours is not None), ZERO)
