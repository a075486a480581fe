"""What of a mandate could leave it, under its card: each part that may shrink, and every way it could."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from fourchette.core.basis.money import ONE, ZERO, down_to_step
from fourchette.core.basis.noun import noun
from fourchette.core.basis.text import NO_TEXT, Text
from fourchette.core.card.answer_reading import members_as_written
from fourchette.core.card.conditions import Fact
from fourchette.core.card.rate_card import HOURS, RateCard, Trait
from fourchette.core.card.reduction import Reduction
from fourchette.core.mandate.answers import Answers
from fourchette.core.mandate.mandate import Mandate

# In how many steps a number may fall: at first, and at least, where there are too many ways together.
MOST_WAYS, FEW_WAYS = 400, 8
ROUND = (1, 2, 5)


@noun
class Instead:
    """A lesser answer: a smaller number, an easier choice, a no; of the hours, fewer."""

    value: Fact


@noun
class Without:
    """Members that leave; one of them may become another, and numbers may go `along`."""

    members: tuple[str, ...]
    replacement: str = ""
    along: tuple[str, ...] = ()


@noun
class Way:
    """One way that a part of a mandate could shrink, the pain of it, and what its card says of it."""

    pain: Decimal
    change: Instead | Without
    why: Text = NO_TEXT


@noun
class FitPart:
    """A part of a mandate that may shrink: an answer, one member of it, or the hours stated.

    `ways` go from the least painful to the most; `rounded` where a number falls in larger steps than
    its card's, so that there are not too many.
    """

    name: str
    member: str
    before: Fact
    ways: tuple[Way, ...]
    rounded: bool = False

    @property
    def key(self) -> str:
        """What `--keep` names it: `posts`, `platforms.tiktok`."""
        return f"{self.name}.{self.member}" if self.member else self.name


@noun
class TakenOut:
    """What is taken out of a mandate: a part, in one of its ways."""

    part: FitPart
    way: Way


def parts_of(card: RateCard, mandate: Mandate, answers: Answers, kept: Collection[str] = ()) -> tuple[FitPart, ...]:
    """The parts of a mandate that its card lets shrink, in the card's order, at their finest steps.

    `kept` names what must stay: a trait, one member of it (`platforms.tiktok`), or the hours.
    """
    found = list(_hours(card, mandate))
    for name, trait in card.traits.items():
        found += _parts(name, trait, mandate, answers, kept)
    return tuple(part for part in found if part.ways and not {part.name, part.key} & {*kept})


def _hours(card: RateCard, mandate: Mandate) -> Iterator[FitPart]:
    if mandate.hours is not None and card.stated_reduce is not None:
        yield _counted(HOURS, mandate.hours, card.stated_reduce, MOST_WAYS)


def _parts(name: str, trait: Trait, mandate: Mandate, answers: Answers, kept: Collection[str]) -> Iterator[FitPart]:
    fact = answers.facts[name]
    match fact:
        case tuple():
            # As the mandate names them: the last named is the first to go.
            members = members_as_written(trait, mandate.traits.get(name, fact))
            yield from _members(name, trait, members, kept)
        case str():
            yield FitPart(name, "", fact, _lesser(trait, fact))
        case bool() if fact and trait.reduce is not None:
            yield FitPart(name, "", fact, (Way(trait.reduce.pain, Instead(value=False), trait.reduce.why),))
        case Decimal() if trait.reduce is not None and (name in answers.said or trait.derived is None):
            yield _counted(name, fact, trait.reduce, MOST_WAYS)


def _counted(name: str, number: Decimal, reduction: Reduction, most: int) -> FitPart:
    """A number that may fall, in the finest round steps that make about `most` ways."""
    span = number - reduction.down_to
    step = next(reduction.by * factor for factor in _round_numbers() if span <= reduction.by * factor * most)
    return FitPart(name, "", number, _fewer(number, reduction, step), rounded=step != reduction.by)


def _fewer(number: Decimal, reduction: Reduction, step: Decimal) -> tuple[Way, ...]:
    """The smaller numbers, on the multiples of a step; each hurts by the share that goes."""
    least = reduction.down_to
    levels, level = [], down_to_step(number, step)
    while level > least:
        levels.append(level)
        level -= step
    below = [level for level in (*levels, least) if level < number]
    return tuple(Way(reduction.pain * (number - level) / number, Instead(level), reduction.why) for level in below)


def _round_numbers() -> Iterator[Decimal]:
    """1, 2, 5, 10, 20, 50…, without an end."""
    scale = ONE
    while True:
        yield from (scale * factor for factor in ROUND)
        scale *= 10


def _lesser(trait: Trait, chosen: str) -> tuple[Way, ...]:
    """The choices that one leads to, directly or through others, each by the way that hurts least."""
    ways: dict[str, Way] = {}
    waiting = [(ZERO, chosen, NO_TEXT)]
    while waiting:
        pain, name, why = nearest = min(waiting, key=lambda each: each[:2])
        waiting.remove(nearest)
        if name not in ways:
            ways[name] = Way(pain, Instead(name), why)
            reduction = trait.choices[name].reduce
            if reduction is not None:
                waiting += [(pain + reduction.pain, lesser, reduction.why) for lesser in reduction.to]
    del ways[chosen]
    return tuple(ways.values())


def _members(name: str, trait: Trait, members: tuple[str, ...], kept: Collection[str]) -> Iterator[FitPart]:
    if trait.reduce is not None:
        free = [member for member in reversed(members) if f"{name}.{member}" not in kept]
        most = len(members) - int(trait.reduce.down_to)
        ways = tuple(
            Way(trait.reduce.pain * count, Without(tuple(free[:count])), trait.reduce.why)
            for count in range(1, len(free) + 1)
        )
        yield FitPart(name, "", members, ways[: max(most, 0)])
        return
    for member in members:
        ways = tuple(way for way in _without(trait, members, member) if not _takes_along(way, kept))
        yield FitPart(name, member, members, ways)


def _takes_along(way: Way, kept: Collection[str]) -> bool:
    return isinstance(way.change, Without) and any(name in kept for name in way.change.along)


def _without(trait: Trait, members: tuple[str, ...], member: str) -> Iterator[Way]:
    """How a member may leave: for a lesser one, for one lesser still, then for none."""
    pain, name = ZERO, member
    along: tuple[str, ...] = ()
    while (reduction := trait.choices[name].reduce) is not None:
        pain, along = pain + reduction.pain, (*along, *reduction.with_)
        name = reduction.to[0] if reduction.to else ""
        if not name or name in members:
            yield Way(pain, Without((member,), "", along), reduction.why)
            return
        yield Way(pain, Without((member,), name, along), reduction.why)


def rounder(card: RateCard, part: FitPart) -> FitPart | None:
    """The part of a number in rounder steps; None where it has no more ways than it should."""
    reduction = card.stated_reduce if part.name == HOURS else card.traits[part.name].reduce
    if len(part.ways) <= FEW_WAYS or not isinstance(part.before, Decimal) or reduction is None:
        return None
    return _counted(part.name, part.before, reduction, len(part.ways) - 2)


def without(card: RateCard, mandate: Mandate, taken: Iterable[TakenOut]) -> Mandate:
    """The mandate without what is taken out of it; everything else as it was."""
    traits, hours = dict(mandate.traits), mandate.hours
    gone: list[str] = []
    for each in taken:
        name, change = each.part.name, each.way.change
        match change:
            case Instead(value=Decimal() as value) if name == HOURS:
                hours = value
            case Instead(value=value):
                traits[name] = value
            case _:
                written = members_as_written(card.traits[name], traits.get(name, each.part.before))
                traits[name] = _left(written, change.members, change.replacement)
                gone += change.along
    # What goes along with a member is gone, whatever else was to become of it.
    return replace(mandate, traits={**traits, **{name: card.traits[name].least for name in gone}}, hours=hours)


def _left(members: tuple[str, ...], leaving: tuple[str, ...], replacement: str) -> list[str]:
    if replacement:
        return [replacement if member in leaving else member for member in members]
    return [member for member in members if member not in leaving]
