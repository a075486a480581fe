"""The hours: each task's quantity times its minutes, the overheads on them, and their band."""

from dataclasses import dataclass, field
from fractions import Fraction
from math import isqrt

from second.second_answers import HUNDREDTH, NO, Facts, Table, Three, facts_of, holds, how_many, number, three
from second.second_rate import rounded

QUARTER = Fraction(1, 4)
# A root is taken to so many decimals.
DIGITS = 40


@dataclass
class Lane:
    """The likely minutes of one lane, and the squares of what may be less and more."""

    minutes: Fraction = NO
    less: Fraction = NO
    more: Fraction = NO

    def add(self, minutes: Three, times: Fraction) -> Fraction:
        low, target, high = minutes
        self.minutes += target * times
        self.less += ((target - low) * times) ** 2
        self.more += ((high - target) * times) ** 2
        return target * times


@dataclass
class Hours:
    """The hours of one period: by lane, to the quarter; low, target and high of the whole; those in reserve."""

    lanes: dict[str, Fraction] = field(default_factory=dict)
    band: Three = (NO, NO, NO)
    reserve: Fraction = NO


def root(square: Fraction) -> Fraction:
    """A square root, to 40 decimals."""
    return Fraction(isqrt(square.numerator * 10 ** (2 * DIGITS) // square.denominator), 10**DIGITS)


def quarters(minutes: Fraction) -> Fraction:
    """Minutes in hours, to the quarter."""
    return rounded(minutes / 60, QUARTER)


def hours_of(card: Table, mandate: Table, facts: Facts) -> dict[str, Hours]:
    """The hours of each period that has any; of volumes that are not known, the band holds what they may change."""
    main = "once" if facts["period"] == "project" else "month"
    if "hours" in mandate:
        stated = max(rounded(number(mandate["hours"]), QUARTER), QUARTER)
        return {main: Hours({card["stated_lane"]: stated}, (stated, stated, stated))}
    likely = estimated(card, facts, main)
    unsure = {
        name: raw
        for name, raw in mandate["traits"].items()
        if card["traits"][name]["kind"] == "number" and isinstance(raw, list)
    }
    fewer, more = (
        [estimated(card, facts_of(card, mandate, facts.months, {name: raw[end]}), main) for name, raw in unsure.items()]
        for end in (0, 2)
    )
    return {period: widened(likely, fewer, more, period) for period in ("month", "once")} if unsure else likely


def widened(
    likely: dict[str, Hours], fewer: list[dict[str, Hours]], more: list[dict[str, Hours]], period: str
) -> Hours:
    """Each volume at its lowest and at its highest widens the band as the minutes do: in quadrature."""
    found = likely.get(period, Hours())
    low, target, high = found.band
    less = [target - low, *(target - each.get(period, Hours()).band[1] for each in fewer)]
    above = [high - target, *(each.get(period, Hours()).band[1] - target for each in more)]
    down, up = (rounded(root(sum((each**2 for each in all_), NO)), QUARTER) for all_ in (less, above))
    return Hours(found.lanes, (max(target - down, NO), target, target + up), found.reserve)


def estimated(card: Table, facts: Facts, main: str) -> dict[str, Hours]:
    """The hours of each period that has work, by the likely volumes."""
    lanes: dict[str, dict[str, Lane]] = {"month": {}, "once": {}}
    for task in card["tasks"].values():
        by_month = task.get("period", "month") == "month"
        quantity = how_many(facts, task, facts.months if by_month else Fraction(1))
        if quantity:
            period = main if by_month else "once"
            lanes[period].setdefault(task["lane"], Lane()).add(three(task["minutes"]), quantity)
    found = {}
    overheads = [each for each in card.get("overheads", {}).values() if holds(facts, each.get("when", {}))]
    for period, of_period in lanes.items():
        reserve = sum((weigh(each, of_period) for each in overheads if "up_to" not in each), NO)
        hours = summed(card, of_period)
        hours.reserve = quarters(reserve)
        if period == main:
            brought = [each for each in overheads if "up_to" in each]
            for each in sorted(brought, key=lambda each: len(lanes_brought_up(card, each))):
                bring_up(each, facts, of_period, hours)
        target = sum(hours.lanes.values(), NO)
        if target:
            less, more = (quarters(root(sum((getattr(each, end) for each in of_period.values()), NO))) for end in ENDS)
            hours.band = (max(target - less, NO), target, target + more)
            found[period] = hours
    return found


ENDS = ("less", "more")


def weigh(overhead: Table, lanes: dict[str, Lane]) -> Fraction:
    """Add an overhead to a period's lanes, to each or gathered in one; returns what of it is a reserve, in minutes.

    Each lane is taken as it stood before: an overhead never counts upon itself. Kept in its lane, it also
    stretches by as much what the lane's own tasks may take less or more.
    """
    percent, reserve = three(overhead["percent"]), NO
    as_they_stand = [(name, lanes[name].minutes) for name in lanes if name in overhead.get("lanes", lanes)]
    for name, minutes in as_they_stand:
        into = overhead.get("into", name)
        if "into" not in overhead:
            stretched = (1 + percent[1] * HUNDREDTH) ** 2
            lanes[name].less *= stretched
            lanes[name].more *= stretched
        added = lanes.setdefault(into, Lane()).add(percent, minutes * HUNDREDTH)
        reserve += added if overhead.get("reserve") else NO
    return reserve


def summed(card: Table, lanes: dict[str, Lane]) -> Hours:
    """Each lane to the quarter hour; work that comes to none at all is a quarter hour of its largest lane."""
    hours = {name: quarters(lanes[name].minutes) for name in card["lanes"] if name in lanes}
    hours = {name: each for name, each in hours.items() if each}
    if lanes and not hours:
        hours[max(lanes, key=lambda name: lanes[name].minutes)] = QUARTER
    return Hours(hours)


def lanes_brought_up(card: Table, overhead: Table) -> set[str]:
    """The lanes that are brought up together, all of them where none is named: the fewest come first."""
    return (
        {*overhead["lanes"], overhead.get("into", overhead["lanes"][0])} if overhead.get("lanes") else {*card["lanes"]}
    )


def bring_up(overhead: Table, facts: Facts, lanes: dict[str, Lane], hours: Hours) -> None:
    """Bring the rounded hours of some lanes up to the least there are of them.

    A figure holds where there is any such work, an answer by itself. The hours added take in what the work may
    take more, as far as they go; and then it is never less.
    """
    least = overhead["up_to"]
    by_itself = isinstance(least, str)
    wanted = rounded(facts[least] if by_itself else number(least), QUARTER)
    into = overhead.get("into") or overhead["lanes"][0]
    covered = {*overhead["lanes"], into} if overhead.get("lanes") else {*lanes, *hours.lanes}
    there = sum((each for name, each in hours.lanes.items() if name in covered), NO)
    missing = wanted - there
    if missing <= 0 or not (there or by_itself):
        return
    hours.lanes[into] = hours.lanes.get(into, NO) + missing
    hours.reserve += missing if overhead.get("reserve") else NO
    taken_in = [lane for name, lane in lanes.items() if name in covered]
    beyond = max(root(sum((lane.more for lane in taken_in), NO)) - missing * 60, NO)
    for index, lane in enumerate(taken_in):
        lane.less, lane.more = NO, NO if index else beyond**2
