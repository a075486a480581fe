"""The hours behind a price: each task's quantity times its minutes, by lane, with their band.

Target hours add the likely minutes. Tasks rarely all go well or badly at once, so the band adds
their one-sided deviations in quadrature rather than in a straight sum.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal

from fourchette.core.basis.estimate import Estimate
from fourchette.core.basis.money import HUNDRED, MINUTES_PER_HOUR, ONE, QUARTER, ZERO, to_quarter_hour
from fourchette.core.basis.noun import noun
from fourchette.core.card.conditions import Facts
from fourchette.core.card.rate_card import Frequency, Overhead, RateCard
from fourchette.core.card.volumes import amount_of
from fourchette.core.mandate.mandate import Mandate

Bucket = tuple[Frequency, str]
# A task's or overhead's name, where its time goes, how many units of it, and its minutes.
Part = tuple[str, Bucket, Decimal, Decimal]
PERIODS: tuple[Frequency, ...] = ("month", "once")


@noun
class TaskHours:
    """Where hours come from: a task or overhead, how many units of it, and the hours they take."""

    id: str
    lane: str
    period: Frequency
    quantity: Decimal
    hours: Decimal


@noun
class Workload:
    """Hours by period and lane, rounded to the quarter hour; `bands` holds each period's low, target, high.

    `parts` are the tasks' times, `weights` the overheads'. `reserved` is what of them covers a risk
    rather than work; `stated` is true where the mandate gave its own hours.
    """

    lanes: dict[Bucket, Decimal]
    bands: dict[Frequency, Estimate]
    parts: tuple[Part, ...]
    weights: tuple[Part, ...]
    reserved: dict[Frequency, Decimal]
    stated: bool = False

    @property
    def tasks(self) -> tuple[TaskHours, ...]:
        """Where the hours come from, in the order they were counted."""
        return tuple(
            TaskHours(name, lane, period, quantity, minutes / MINUTES_PER_HOUR)
            for name, (period, lane), quantity, minutes in (*self.parts, *self.weights)
        )

    def band(self, period: Frequency) -> Estimate:
        """The hours of a period, none where there is no work in it."""
        return self.bands.get(period, Estimate.exactly(ZERO))


@dataclass(slots=True)
class _Tally:
    """Unrounded minutes of one lane, and the squares of their deviations down and up."""

    minutes: Decimal = ZERO
    below: Decimal = ZERO
    above: Decimal = ZERO

    def add(self, minutes: Estimate, times: Decimal) -> Decimal:
        """Add `times` the minutes; returns the target minutes added."""
        target = minutes.target
        below, above = (target - minutes.low) * times, (minutes.high - target) * times
        added = target * times
        self.minutes += added
        self.below += below * below
        self.above += above * above
        return added

    def scale(self, factor: Decimal) -> None:
        """Multiply the minutes, and their deviations with them."""
        self.minutes *= factor
        self.below *= factor * factor
        self.above *= factor * factor


@dataclass(slots=True)
class _Estimation:
    """The tallies so far, by period and lane, and where each part of them comes from."""

    tallies: dict[Bucket, _Tally] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    weights: list[Part] = field(default_factory=list)
    reserved: dict[Frequency, Decimal] = field(default_factory=dict)

    def tally(self, bucket: Bucket) -> _Tally:
        """The tally of a lane in a period, empty at first."""
        if bucket not in self.tallies:
            self.tallies[bucket] = _Tally()
        return self.tallies[bucket]


def estimate(card: RateCard, mandate: Mandate, facts: Facts, months: Decimal) -> Workload:
    """The hours a mandate takes; `months` scales what is fixed a month (a project's weeks as months)."""
    if mandate.hours is not None:
        return _stated(card, mandate, mandate.hours)
    estimation = _Estimation()
    for name, task in card.tasks.items():
        if len(task.each) == 1 and not facts[task.each[0]]:
            continue  # Most tasks of most mandates have nothing to be done for.
        quantity = amount_of(task, facts, months if task.period == "month" else ONE)
        if quantity:
            bucket: Bucket = ("once" if mandate.is_project else task.period, task.lane)
            minutes = estimation.tally(bucket).add(task.minutes, quantity)
            estimation.parts.append((name, bucket, quantity, minutes))
    for name, overhead in card.overheads.items():
        if overhead.when.holds(facts):
            _weigh(estimation, name, overhead)
    return _summed(card, estimation)


def _stated(card: RateCard, mandate: Mandate, hours: Decimal) -> Workload:
    period = mandate.main_period
    hours = max(to_quarter_hour(hours), QUARTER)
    bucket: Bucket = (period, card.stated_lane)
    part: Part = ("hours", bucket, hours, hours * MINUTES_PER_HOUR)
    return Workload({bucket: hours}, {period: Estimate.exactly(hours)}, (part,), (), {}, stated=True)


def _weigh(estimation: _Estimation, name: str, overhead: Overhead) -> None:
    """Add an overhead's share of each lane it weighs on: to that lane, or gathered in the lane it names."""
    percent = overhead.percent
    # What each lane has before any of it is added: an overhead is never counted upon itself.
    weighed = [(bucket, tally, tally.minutes / HUNDRED) for bucket, tally in estimation.tallies.items()]
    for (period, lane), tally, base in weighed:
        if overhead.lanes and lane not in overhead.lanes:
            continue
        bucket: Bucket = (period, overhead.into or lane)
        if overhead.into is None:
            # What the lane's own tasks may go off by grows with them.
            tally.scale(ONE + percent.target / HUNDRED)
            tally.minutes -= base * percent.target
        minutes = estimation.tally(bucket).add(percent, base)
        estimation.weights.append((name, bucket, percent.target, minutes))
        if overhead.reserve:
            estimation.reserved[period] = estimation.reserved.get(period, ZERO) + minutes


def _summed(card: RateCard, estimation: _Estimation) -> Workload:
    lanes: dict[Bucket, Decimal] = {}
    bands: dict[Frequency, Estimate] = {}
    for period in PERIODS:
        tallies = {lane: tally for (when, lane), tally in estimation.tallies.items() if when == period}
        target = ZERO
        # The card's order of lanes is the order of the printed lines.
        for lane in card.lanes if tallies else ():
            if lane in tallies and (hours := to_quarter_hour(tallies[lane].minutes / MINUTES_PER_HOUR)):
                lanes[period, lane] = hours
                target += hours
        if tallies and not target:
            # A quarter hour is the least that is billed: work is never offered for nothing.
            largest = max(tallies, key=lambda lane: tallies[lane].minutes)
            lanes[period, largest] = target = QUARTER
        if target:
            bands[period] = _band(target, tallies.values())
    reserved = {period: to_quarter_hour(minutes / MINUTES_PER_HOUR) for period, minutes in estimation.reserved.items()}
    return Workload(lanes, bands, tuple(estimation.parts), tuple(estimation.weights), reserved)


def _band(target: Decimal, tallies: Collection[_Tally]) -> Estimate:
    """The target hours and their band; the deviations are rounded as hours are."""
    below = sum((tally.below for tally in tallies), ZERO).sqrt() / MINUTES_PER_HOUR
    above = sum((tally.above for tally in tallies), ZERO).sqrt() / MINUTES_PER_HOUR
    return Estimate(max(target - to_quarter_hour(below), ZERO), target, target + to_quarter_hour(above))
