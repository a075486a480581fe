"""The hours behind a price: each task's quantity times its minutes, by lane, with their band.

Target hours add the likely minutes. Tasks rarely all go well or badly at once, so the band adds
their one-sided deviations in quadrature rather than in a straight sum.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from fourchette.core.card import Frequency, Overhead, RateCard, Task
from fourchette.core.conditions import Facts
from fourchette.core.estimate import Estimate
from fourchette.core.mandate import Mandate
from fourchette.core.money import HUNDRED, MINUTES_PER_HOUR, ZERO, to_quarter_hour
from fourchette.core.volumes import amount_of

Bucket = tuple[Frequency, str]


@dataclass(frozen=True, slots=True)
class TaskHours:
    """Where hours come from: a task or overhead, how many units of it, and the hours they take."""

    id: str
    lane: str
    period: Frequency
    quantity: Decimal
    hours: Decimal


@dataclass(frozen=True, slots=True)
class Workload:
    """Hours by period and lane, rounded to the quarter hour; `bands` holds each period's low, target, high.

    `stated` is true where the mandate gave its own hours.
    """

    lanes: dict[Bucket, Decimal]
    bands: dict[Frequency, Estimate]
    tasks: tuple[TaskHours, ...]
    stated: bool = False

    def band(self, period: Frequency) -> Estimate:
        """The hours of a period, none where there is no work in it."""
        return self.bands.get(period, Estimate.exactly(ZERO))


@dataclass(slots=True)
class _Tally:
    """Unrounded hours of one lane, and the squares of their deviations down and up."""

    hours: Decimal = ZERO
    below: Decimal = ZERO
    above: Decimal = ZERO

    def add(self, hours: Estimate) -> None:
        self.hours += hours.target
        self.below += (hours.target - hours.low) ** 2
        self.above += (hours.high - hours.target) ** 2

    def scale(self, factor: Decimal) -> None:
        self.hours *= factor
        self.below *= factor**2
        self.above *= factor**2


@dataclass(slots=True)
class _Estimation:
    tallies: dict[Bucket, _Tally] = field(default_factory=dict)
    tasks: list[TaskHours] = field(default_factory=list)

    def add(self, task: TaskHours, hours: Estimate) -> None:
        self.tallies.setdefault((task.period, task.lane), _Tally()).add(hours)
        self.tasks.append(task)


def estimate(card: RateCard, mandate: Mandate, facts: Facts, months: Decimal) -> Workload:
    """The hours a mandate takes; `months` scales what is fixed a month (a project's weeks as months)."""
    if mandate.hours is not None:
        return _stated(card, mandate, mandate.hours)
    estimation = _Estimation()
    for name, task in card.tasks.items():
        _do(estimation, name, task, facts, months, project=mandate.period == "project")
    for name, overhead in card.overheads.items():
        if overhead.when.holds(facts):
            _weigh(estimation, name, overhead, card)
    return _summed(card, estimation)


def _stated(card: RateCard, mandate: Mandate, hours: Decimal) -> Workload:
    period: Frequency = "once" if mandate.period == "project" else "month"
    hours = to_quarter_hour(hours)
    task = TaskHours("hours", card.stated_lane, period, hours, hours)
    return Workload({(period, card.stated_lane): hours}, {period: Estimate.exactly(hours)}, (task,), stated=True)


def _do(estimation: _Estimation, name: str, task: Task, facts: Facts, months: Decimal, *, project: bool) -> None:
    quantity = amount_of(task, facts, months if task.period == "month" else Decimal(1))
    if not quantity:
        return
    hours = task.minutes.each(lambda minutes: quantity * minutes / MINUTES_PER_HOUR)
    period: Frequency = "once" if project else task.period
    estimation.add(TaskHours(name, task.lane, period, quantity, hours.target), hours)


def _weigh(estimation: _Estimation, name: str, overhead: Overhead, card: RateCard) -> None:
    """Add an overhead's hours: to each lane it weighs on, or gathered in the lane it names."""
    for (period, lane), tally in list(estimation.tallies.items()):
        if overhead.lanes and lane not in overhead.lanes:
            continue
        base = tally.hours
        extra = overhead.percent.each(lambda percent, base=base: base * percent / HUNDRED)
        if overhead.into is None:
            # What the lane's own tasks may go off by grows with them.
            tally.scale(1 + overhead.percent.target / HUNDRED)
            tally.hours -= extra.target
        estimation.add(TaskHours(name, overhead.into or lane, period, overhead.percent.target, extra.target), extra)


def _summed(card: RateCard, estimation: _Estimation) -> Workload:
    lanes: dict[Bucket, Decimal] = {}
    periods: tuple[Frequency, ...] = ("month", "once")
    bands: dict[Frequency, Estimate] = {}
    for period in periods:
        tallies = {lane: tally for (when, lane), tally in estimation.tallies.items() if when == period}
        # The card's order of lanes is the order of the printed lines.
        rounded = {lane: to_quarter_hour(tallies[lane].hours) for lane in card.lanes if lane in tallies}
        lanes |= {(period, lane): hours for lane, hours in rounded.items() if hours}
        if any(rounded.values()):
            bands[period] = _band(sum(rounded.values(), ZERO), tallies.values())
    return Workload(lanes, bands, tuple(estimation.tasks))


def _band(target: Decimal, tallies: Iterable[_Tally]) -> Estimate:
    """The target and its band; the deviations are rounded as hours are."""
    below = sum((tally.below for tally in tallies), ZERO).sqrt()
    above = sum((tally.above for tally in tallies), ZERO).sqrt()
    return Estimate(max(target - to_quarter_hour(below), ZERO), target, target + to_quarter_hour(above))


