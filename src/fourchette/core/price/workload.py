"""The hours behind a price: each task's quantity times its minutes, by lane, with their band.

Target hours add the likely minutes. Tasks rarely all go well or badly at once, so the band adds
their one-sided deviations in quadrature rather than in a straight sum.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache

from fourchette.core.basis.estimate import Estimate
from fourchette.core.basis.money import HUNDRED, MINUTES_PER_HOUR, ONE, QUARTER, ZERO, to_quarter_hour
from fourchette.core.basis.noun import noun
from fourchette.core.card.conditions import Fact, Facts, Test, test_of
from fourchette.core.card.rate_card import Frequency, Overhead, RateCard, Task
from fourchette.core.card.volumes import Counting, count_of
from fourchette.core.mandate.mandate import Mandate

Bucket = tuple[Frequency, str]
# A task's or overhead's name, where its time goes, how many units of it, and its minutes.
Part = tuple[str, Bucket, Decimal, Decimal]
PERIODS: tuple[Frequency, ...] = ("month", "once")
# Of how many sets of choices what they leave is remembered.
MOST_REMEMBERED = 4096


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

    @property
    def told_period(self) -> Frequency:
        """The period whose hours are told first: the month or the project; what is done once where that is all."""
        return "month" if "month" in self.bands else "once"

    @property
    def told(self) -> Estimate:
        """The hours that are told first."""
        return self.band(self.told_period)

    def band(self, period: Frequency) -> Estimate:
        """The hours of a period, none where there is no work in it."""
        return self.bands.get(period, Estimate.exactly(ZERO))


@dataclass(slots=True)
class _Tally:
    """Unrounded minutes of one lane, and the squares of their deviations down and up."""

    minutes: Decimal = ZERO
    below: Decimal = ZERO
    above: Decimal = ZERO


@noun
class Minutes:
    """The likely minutes of something, and how far they go below and above."""

    target: Decimal
    below: Decimal
    above: Decimal

    @classmethod
    def of(cls, figure: Estimate) -> "Minutes":
        """The minutes of a figure with its band."""
        return cls(figure.target, figure.target - figure.low, figure.high - figure.target)


@noun
class Least:
    """The hours that an overhead brings some lanes up to; `by_itself` also where they have none."""

    name: str
    overhead: Overhead
    hours: Decimal
    by_itself: bool

    def covers(self, lane: str) -> bool:
        """Whether the hours of a lane are among them."""
        return not self.overhead.lanes or lane in self.overhead.lanes or lane == self.overhead.into


@dataclass(slots=True)
class _Estimation:
    """The tallies so far, by period and lane, and where each part of them comes from."""

    tallies: defaultdict[Bucket, _Tally] = field(default_factory=lambda: defaultdict(_Tally))
    parts: list[Part] = field(default_factory=list)
    weights: list[Part] = field(default_factory=list)
    reserved: dict[Frequency, Decimal] = field(default_factory=dict)

    def add(self, bucket: Bucket, minutes: Minutes, times: Decimal) -> Decimal:
        """Add `times` the minutes; returns the target minutes added."""
        tally = self.tallies[bucket]
        added, below, above = minutes.target * times, minutes.below * times, minutes.above * times
        tally.minutes += added
        tally.below += below * below
        tally.above += above * above
        return added


@noun
class _Work:
    """A task, ready to be counted; `holds` is None where it is done whatever the answers."""

    name: str
    monthly: Bucket
    once: Bucket
    a_month: bool
    count: Counting
    minutes: Minutes
    holds: Test | None


@noun
class _Plan:
    """The tasks and overheads of a card, made once.

    `switches` are the answers on which alone some tasks depend; `left_by` the tasks that each set of them leaves.
    """

    switches: tuple[str, ...]
    left_by: Callable[[tuple[Fact, ...]], tuple[_Work, ...]]
    overheads: tuple[tuple[str, Overhead, Minutes, Test | None], ...]

    def work(self, facts: Facts) -> tuple[_Work, ...]:
        """The tasks that the choices leave, found once for each set of choices."""
        return self.left_by(tuple([facts[name] for name in self.switches]))


def _left_by(facts: Facts, tasks: Iterable[tuple[_Work, bool]]) -> Iterator[_Work]:
    for work, by_choices in tasks:
        if not by_choices or work.holds is None:
            yield work
        elif work.holds(facts):
            yield replace(work, holds=None)


@lru_cache(maxsize=16)
def _plan(card: RateCard) -> _Plan:
    tested = {name: {each.name for each in task.when.comparisons()} for name, task in card.tasks.items()}
    choices = {name for name, trait in card.traits.items() if trait.kind != "number"}
    by_choices = {name for name, names in tested.items() if names and names <= choices}
    tasks = tuple((_work(name, task), name in by_choices) for name, task in card.tasks.items())
    switches = tuple(name for name in card.traits if any(name in tested[task] for task in by_choices))

    @lru_cache(maxsize=MOST_REMEMBERED)
    def left_by(chosen: tuple[Fact, ...]) -> tuple[_Work, ...]:
        return tuple(_left_by(dict(zip(switches, chosen, strict=True)), tasks))

    return _Plan(
        switches=switches,
        left_by=left_by,
        overheads=tuple(
            (name, overhead, Minutes.of(overhead.percent), test_of(overhead.when))
            for name, overhead in card.overheads.items()
        ),
    )


def _work(name: str, task: Task) -> _Work:
    return _Work(
        name=name,
        monthly=(task.period, task.lane),
        once=("once", task.lane),
        a_month=task.period == "month",
        count=count_of(task),
        minutes=Minutes.of(task.minutes),
        holds=test_of(task.when),
    )


def estimate(card: RateCard, mandate: Mandate, facts: Facts, months: Decimal) -> Workload:
    """The hours a mandate takes; `months` scales what is fixed a month (a project's weeks as months)."""
    if mandate.hours is not None:
        return _stated(card, mandate, mandate.hours)
    estimation, plan, is_project = _Estimation(), _plan(card), mandate.is_project
    for work in plan.work(facts):
        quantity = work.count(facts, months if work.a_month else ONE)
        # Most tasks of most mandates have nothing to be done for: the condition is for the others.
        if quantity and (work.holds is None or work.holds(facts)):
            bucket = work.once if is_project else work.monthly
            estimation.parts.append((work.name, bucket, quantity, estimation.add(bucket, work.minutes, quantity)))
    least: list[Least] = []
    for name, overhead, percent, holds in plan.overheads:
        if holds is not None and not holds(facts):
            continue
        if overhead.up_to is None:
            _weigh(estimation, name, overhead, percent)
        elif (found := _least(name, overhead, facts)).hours:
            least.append(found)
    return _summed(card, estimation, mandate.main_period, least)


def _least(name: str, overhead: Overhead, facts: Facts) -> Least:
    up_to = overhead.up_to
    answer = facts[up_to] if isinstance(up_to, str) else up_to
    hours = to_quarter_hour(answer) if isinstance(answer, Decimal) else ZERO
    return Least(name, overhead, hours, by_itself=isinstance(up_to, str))


def _stated(card: RateCard, mandate: Mandate, hours: Decimal) -> Workload:
    period = mandate.main_period
    hours = max(to_quarter_hour(hours), QUARTER)
    bucket: Bucket = (period, card.stated_lane)
    part: Part = ("hours", bucket, hours, hours * MINUTES_PER_HOUR)
    return Workload({bucket: hours}, {period: Estimate.exactly(hours)}, (part,), (), {}, stated=True)


def _weigh(estimation: _Estimation, name: str, overhead: Overhead, percent: Minutes) -> None:
    """Add an overhead's share of each lane it weighs on: to that lane, or gathered in the lane it names."""
    factor = ONE + percent.target / HUNDRED
    # What each lane has before any of it is added: an overhead is never counted upon itself.
    weighed = [(bucket, tally, tally.minutes / HUNDRED) for bucket, tally in estimation.tallies.items()]
    for (period, lane), tally, base in weighed:
        if overhead.lanes and lane not in overhead.lanes:
            continue
        if overhead.into is None:
            # What the lane's own tasks may go off by grows with them.
            tally.below *= factor * factor
            tally.above *= factor * factor
        bucket: Bucket = (period, overhead.into or lane)
        minutes = estimation.add(bucket, percent, base)
        estimation.weights.append((name, bucket, percent.target, minutes))
        if overhead.reserve:
            estimation.reserved[period] = estimation.reserved.get(period, ZERO) + minutes


def _summed(card: RateCard, estimation: _Estimation, main: Frequency, least: Sequence[Least]) -> Workload:
    lanes: dict[Bucket, Decimal] = {}
    bands: dict[Frequency, Estimate] = {}
    for period in PERIODS:
        tallies = {lane: tally for (when, lane), tally in estimation.tallies.items() if when == period}
        target = ZERO
        # The card's order of lanes is the order of the printed lines.
        for lane in card.lanes:
            if lane in tallies and (hours := to_quarter_hour(tallies[lane].minutes / MINUTES_PER_HOUR)):
                lanes[period, lane] = hours
                target += hours
        if tallies and not target:
            # A quarter hour is the least that is billed: work is never offered for nothing.
            largest = max(tallies, key=lambda lane: tallies[lane].minutes)
            lanes[period, largest] = target = QUARTER
        if period == main:
            # The fewest lanes first: what their hours hold is then among those of more lanes.
            for each in sorted(least, key=lambda each: sum(map(each.covers, card.lanes))):
                target += _bring_up(estimation, tallies, lanes, period, each)
        if target:
            bands[period] = _band(target, tallies.values())
    reserved = {period: to_quarter_hour(minutes / MINUTES_PER_HOUR) for period, minutes in estimation.reserved.items()}
    if least:
        lanes = {key: lanes[key] for period in PERIODS for lane in card.lanes if (key := (period, lane)) in lanes}
    return Workload(lanes, bands, tuple(estimation.parts), tuple(estimation.weights), reserved)


def _bring_up(
    estimation: _Estimation, tallies: dict[str, _Tally], lanes: dict[Bucket, Decimal], period: Frequency, least: Least
) -> Decimal:
    """Bring the rounded hours of some lanes up to the least there are of them; returns the hours added.

    Once they are rounded: so more of the work in them never makes the whole less.
    """
    have = sum((hours for (when, lane), hours in lanes.items() if when == period and least.covers(lane)), ZERO)
    missing = least.hours - have
    if missing <= ZERO or not (have or least.by_itself):
        return ZERO
    bucket: Bucket = (period, least.overhead.into or next(iter(least.overhead.lanes)))
    lanes[bucket] = lanes.get(bucket, ZERO) + missing
    minutes = missing * MINUTES_PER_HOUR
    estimation.weights.append((least.name, bucket, least.hours, minutes))
    if least.overhead.reserve:
        estimation.reserved[period] = estimation.reserved.get(period, ZERO) + minutes
    _absorb([tally for lane, tally in tallies.items() if least.covers(lane)], minutes)
    return missing


def _absorb(tallies: Iterable[_Tally], minutes: Decimal) -> None:
    """Take out of the deviations what the hours added hold: the work in them may take less, or so much more."""
    tallies = list(tallies)
    above = sum((tally.above for tally in tallies), ZERO).sqrt()
    beyond = max(above - minutes, ZERO)
    for index, tally in enumerate(tallies):
        tally.below, tally.above = ZERO, ZERO if index else beyond * beyond


def _band(target: Decimal, tallies: Collection[_Tally]) -> Estimate:
    """The target hours and their band; the deviations are rounded as hours are."""
    below = sum((tally.below for tally in tallies), ZERO).sqrt() / MINUTES_PER_HOUR
    above = sum((tally.above for tally in tallies), ZERO).sqrt() / MINUTES_PER_HOUR
    return Estimate(max(target - to_quarter_hour(below), ZERO), target, target + to_quarter_hour(above))
