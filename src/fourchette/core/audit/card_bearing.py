"""What bears on each figure of a price, and when: effects on the rate, minutes, percents of hours, fees."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from fourchette.core.basis.estimate import Estimate
from fourchette.core.basis.money import HUNDRED, ONE
from fourchette.core.basis.noun import noun
from fourchette.core.basis.problems import Path
from fourchette.core.card.conditions import Condition
from fourchette.core.card.rate_card import Fee, Overhead, RateCard, Task
from fourchette.core.card.volumes import computed, within_brackets
from fourchette.core.effect.card_effects import effects_of
from fourchette.core.effect.effect import Effect

# What adds up: effects by their stage, lane (empty for the whole) and whether the range holds them; work by its unit.
Bearing = tuple[Any, ...]
# The figures that the same hours are brought up to do not add up: the greatest holds.
UP_TO = "up-to"
# More of anything than there ever is.
_MANY = Decimal(10) ** 9
_LEAST = Decimal("0.000001")


@noun(eq=False)
class BearingPart:
    """What applies under a condition, where its card has it, and the figures that it brings: none may fall."""

    path: Path
    when: Condition
    figures: tuple[Decimal, ...]

    @property
    def names(self) -> frozenset[str]:
        """What its condition looks at."""
        return frozenset(test.name for test in self.when.comparisons())

    @property
    def of_work(self) -> bool:
        """Whether hours or a fee follow from it, rather than a rate."""
        return self.path[0] not in ("traits", "rules") or self.path[-1] == "derived"


BearingParts = Mapping[Bearing, Sequence[BearingPart]]


def bearing_by_name(parts: BearingParts) -> Mapping[str, BearingParts]:
    """Of each name, the parts whose condition looks at it."""
    found = defaultdict[str, dict[Bearing, list[BearingPart]]](dict)
    for key, alike in parts.items():
        for part in alike:
            for name in part.names:
                found[name].setdefault(key, []).append(part)
    return found


def bearing_on_rate(card: RateCard) -> BearingParts:
    """The effects of a card, by what each adds to."""
    parts = defaultdict[Bearing, list[BearingPart]](list)
    for effect in effects_of(card):
        for lane in effect.lanes or ("",):
            part = BearingPart(_path(card, effect), effect.when, _three(effect.amount))
            parts[effect.stage, lane, effect.exceptional].append(part)
    return parts


def _path(card: RateCard, effect: Effect) -> Path:
    if not effect.answer:
        return ("rules", effect.id)
    name = effect.id if effect.id in card.traits else effect.id.removesuffix(f".{effect.answer}")
    if card.traits[name].kind == "yes-no":
        return ("traits", name)
    return ("traits", name, "choices" if effect.answer in card.traits[name].choices else "tiers", effect.answer)


def bearing_on_work(card: RateCard) -> BearingParts:
    """What a card counts of hours and fees, by what each adds to."""
    parts = defaultdict[Bearing, list[BearingPart]](list)
    for key, part in _of_work(card):
        parts[key].append(part)
    return parts


def _of_work(card: RateCard) -> Iterator[tuple[Bearing, BearingPart]]:
    for name, quantity in computed(card).items():
        path: Path = ("quantities", name) if name in card.quantities else ("traits", name, "derived")
        yield ("quantity", name), BearingPart(path, quantity.when, (ONE,))
    starts = {bracket.from_ for task in card.tasks.values() for bracket in task.brackets}
    for name, task in card.tasks.items():
        yield _of_task(name, task, sorted({*starts, _MANY}))
    for name, overhead in card.overheads.items():
        yield _of_overhead(name, overhead)
    for name, fee in card.fees.items():
        yield from _of_fee(name, fee)


def _of_task(name: str, task: Task, counts: Sequence[Decimal]) -> tuple[Bearing, BearingPart]:
    """Minutes of a lane: of so many a month, or of each of some units, at every count where that can bend."""
    unit: Bearing = (task.each, task.share, task.further)
    if task.minimum or task.most is not None:
        unit, times = (*unit, task.fixed, task.minimum, task.most, task.brackets), [ONE]
    elif task.fixed is not None:
        unit, times = (*unit, task.brackets), [task.fixed]
    else:
        times = [_counted(task, count) for count in counts]
    # Work that takes no time is still work: alone, it is billed a quarter hour.
    figures = tuple(max(task.minutes.target, _LEAST) * each for each in times)
    return ("task", task.lane, task.period, unit), BearingPart(("tasks", name), task.when, figures)


def _counted(task: Task, count: Decimal) -> Decimal:
    """How much of a number of units counts."""
    if not task.brackets:
        return count
    return sum((share * within / HUNDRED for share, within in within_brackets(task.brackets, count)), Decimal(0))


def _of_overhead(name: str, overhead: Overhead) -> tuple[Bearing, BearingPart]:
    path, key = ("overheads", name), (overhead.lanes, overhead.into)
    match overhead.up_to:
        case None:
            return ("percent", *key), BearingPart(path, overhead.when, (overhead.percent.target,))
        case str() as answer:
            return (UP_TO, *key, answer), BearingPart(path, overhead.when, (ONE,))
        case hours:
            return (UP_TO, *key), BearingPart(path, overhead.when, (hours,))


def _of_fee(name: str, fee: Fee) -> Iterator[tuple[Bearing, BearingPart]]:
    kinds = {"price": fee.unit_price, "share": fee.percent, "minimum": Estimate.exactly(fee.minimum)}
    for kind, amount in kinds.items():
        if amount is not None:
            yield (kind, fee.each, fee.period), BearingPart(("fees", name), fee.when, _three(amount))


def _three(figure: Estimate) -> tuple[Decimal, ...]:
    return figure.low, figure.target, figure.high
