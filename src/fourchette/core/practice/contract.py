"""A contract as it runs: the revision in force each month, what it includes, and what was worked."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from fourchette.core.basis.money import ZERO
from fourchette.core.basis.noun import noun
from fourchette.core.practice.quote_states import Logged
from fourchette.core.price.asked_price import ADJUSTMENT

_MONTHS = 12
_DAYS = Decimal(7)
# A project that states no weeks is taken for one of four.
_USUAL_WEEKS = Decimal(4)


@noun
class AgreedLine:
    """One line of a revision, before tax; `hours` a month or once, none for a fee.

    An adjustment is billed in the first `months` where it says so, and may be a `percent` of the other lines.
    """

    id: str
    label: str
    period: Literal["month", "once"]
    hours: Decimal | None
    rate: Decimal | None
    amount: Decimal
    months: Decimal | None = None
    percent: Decimal | None = None

    @property
    def is_adjustment(self) -> bool:
        """Whether it is what she adds to the price of the work, or takes off."""
        return self.id.startswith(ADJUSTMENT)


@noun
class Agreed:
    """What one revision asks and includes; `since` is the day it is in force from, None where it never was.

    `lines` are those of a usual month and those billed once, `temporary` those of its first months only, `worked`
    those that say the hours included, where a price stands in their place. `by_card` is what the card
    would have asked in all, where something is stated.
    `tasks` are those behind each lane; `card` is the digest of the card they were estimated with.
    """

    name: str
    since: date | None
    lines: tuple[AgreedLine, ...]
    rate: Decimal
    months: Decimal
    weeks: Decimal | None
    is_project: bool
    tasks: Mapping[str, tuple[str, ...]]
    card: str
    temporary: tuple[AgreedLine, ...] = ()
    worked: tuple[AgreedLine, ...] = ()
    by_card: Decimal | None = None

    def hours(self, period: str) -> dict[str, Decimal]:
        """The hours of each lane, a month or once."""
        lines = (line for line in self.worked or self.lines if line.period == period)
        return {line.id: line.hours for line in lines if line.hours is not None}

    def price(self, period: str) -> Decimal:
        """The price before tax, a month or once."""
        return sum((line.amount for line in self.lines if line.period == period), ZERO)

    def lines_in(self, month: str) -> tuple[AgreedLine, ...]:
        """The lines of one month: those of the first months last as long as they say."""
        rank = ZERO if self.since is None else Decimal(months_between(month_of(self.since), month) + 1)
        lines = (line for line in (*self.lines, *self.temporary) if line.period == "month")
        return tuple(line for line in lines if line.months is None or ZERO < rank <= line.months)

    def price_in(self, month: str) -> Decimal:
        """The price of one month, before tax."""
        return sum((line.amount for line in self.lines_in(month)), ZERO)

    def end_of_term(self, begun: date) -> date:
        """The last day of a term of its duration."""
        if self.is_project:
            return begun + timedelta(days=int((self.weeks or _USUAL_WEEKS) * _DAYS))
        return last_day_of(later(month_of(begun), int(self.months) - 1))

    @property
    def whole_price(self) -> Decimal:
        """The price before tax, over the whole duration."""
        first = sum((line.amount * (line.months or ZERO) for line in self.temporary), ZERO)
        return self.price("month") * self.months + first + self.price("once")


@noun
class SoldOnce:
    """What was sold on top of the contract in a month, in the words of its document, before tax."""

    month: str
    label: str
    amount: Decimal


@noun
class Contract:
    """The revisions of a quote that were in force, the first one first, and the hours that stand on any of them.

    A quote that was never accepted is told by the one revision that stands for it.
    """

    revisions: tuple[Agreed, ...]
    logged: tuple[Logged, ...]
    sold: tuple[SoldOnce, ...] = ()

    def in_force(self, month: str) -> Agreed:
        """The revision in force in a month: the last that was by its end; the first one before any was."""
        found = self.revisions[0]
        for each in self.revisions:
            if each.since is not None and month_of(each.since) <= month:
                found = each
        return found

    def in_turn(self) -> tuple[Agreed, ...]:
        """Those that were in force in some month: of two that begin in the same one, the last."""
        return tuple({month_of(each.since): each for each in self.revisions if each.since is not None}.values())

    @property
    def last(self) -> Agreed:
        """The revision in force now."""
        return self.revisions[-1]

    @property
    def first_month(self) -> str | None:
        """The month that it begins in."""
        since = self.revisions[0].since
        return None if since is None else month_of(since)

    @property
    def last_day(self) -> date | None:
        """The day that the term in force ends on.

        A revision that begins within a term changes what is done in it, or how long it is; after it, another begins.
        """
        begun = end = None
        for each in self.revisions:
            if each.since is None:
                return None
            if begun is None or end is None or each.since > end:
                begun = each.since
            end = each.end_of_term(begun)
        return end

    def worked(self, month: str | None = None) -> dict[str, Decimal]:
        """The hours worked by lane, in a month or in all."""
        hours: dict[str, Decimal] = {}
        for entry in self.logged:
            if month in (None, entry.month):
                hours[entry.lane] = hours.get(entry.lane, ZERO) + entry.hours
        return hours

    def sold_in(self, month: str) -> Decimal:
        """What was sold on top in a month, before tax."""
        return sum((sold.amount for sold in self.sold if sold.month == month), ZERO)

    def months_worked(self, lanes: Iterable[str] | None = None) -> tuple[str, ...]:
        """The months that have hours, in these lanes or in any."""
        kept = None if lanes is None else set(lanes)
        return tuple(sorted({entry.month for entry in self.logged if kept is None or entry.lane in kept}))


def month_of(day: date) -> str:
    """The month of a day: 2026-11."""
    return f"{day:%Y-%m}"


def later(month: str, months: int) -> str:
    """The month so many months later."""
    year, rank = divmod(int(month[:4]) * _MONTHS + int(month[5:]) - 1 + months, _MONTHS)
    return f"{year:04d}-{rank + 1:02d}"


def months_between(first: str, last: str) -> int:
    """How many months later the second one is."""
    return (int(last[:4]) - int(first[:4])) * _MONTHS + int(last[5:]) - int(first[5:])


def first_day_of(month: str) -> date:
    """The first day of a month."""
    return date(int(month[:4]), int(month[5:]), 1)


def last_day_of(month: str) -> date:
    """The last day of a month."""
    return first_day_of(later(month, 1)) - timedelta(days=1)


def months_from(first: str, last: str) -> Iterator[str]:
    """Every month from one to another, both included."""
    while first <= last:
        yield first
        first = later(first, 1)
