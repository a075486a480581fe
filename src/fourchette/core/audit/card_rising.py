"""Where more of a volume, one more member or a fuller answer makes a price fall: read from a card, without pricing.

What bears on one figure of a price (the premiums, a lane's minutes for the same unit, a fee) is tried on every set of
answers that its conditions tell apart.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise, zip_longest

from fourchette.core.audit.card_bearing import (
    UP_TO,
    Bearing,
    BearingPart,
    BearingParts,
    bearing_by_name,
    bearing_on_rate,
    bearing_on_work,
)
from fourchette.core.audit.card_remark import Remark, warning
from fourchette.core.basis.messages import say
from fourchette.core.basis.money import ZERO
from fourchette.core.basis.problems import Path
from fourchette.core.card.cases import TooMany, cases, possible
from fourchette.core.card.conditions import All, Fact, Facts
from fourchette.core.card.rate_card import HOURS, SCOPE, RateCard, Trait
from fourchette.core.card.volumes import computed
from fourchette.core.effect.card_effects import effects_of
from fourchette.core.mandate.answers import volume_traits


def falling_prices(card: RateCard) -> Iterator[Remark]:
    """What lets the rate, the hours or a fee fall as there is more: of a volume, of members, of a fuller answer.

    Where nothing at all is said, nothing falls. Where other work begins as some stops, that is a fact: reading does
    not tell which of them is more.
    """
    rate, work = map(bearing_by_name, (bearing_on_rate(card), bearing_on_work(card)))
    told = set[Path]()
    for name in dict.fromkeys((*card.traits, *computed(card), HOURS)):
        for parts, remark in ((rate.get(name, {}), _less_rate), (work.get(name, {}), _less_work)):
            try:
                found = dict.fromkeys(path for path in _falls(card, name, parts) if path not in told)
                remarks = [remark(card, name, path, parts) for path in found]
            except TooMany:
                found, remarks = {}, [_untried(name, parts)]
            told |= found.keys()
            yield from remarks
    yield from (*_dearer_hours(card), *_hours_astride(card))


def gives_more(name: str, trait: Trait) -> bool:
    """Whether each member of a trait is something more that the client gets."""
    return trait.kind == "several" and (name == SCOPE or trait.deliverable)


def _untried(name: str, parts: BearingParts) -> Remark:
    message = say(
        "what follows from {name} ties too many answers together: that nothing falls is not proved", name=name
    )
    return Remark("unproven-rise", "fact", next(iter(parts.values()))[0].path, message)


def _less_rate(_card: RateCard, name: str, path: Path, _parts: BearingParts) -> Remark:
    message = say("the rate can fall as {name} grows: this gives less than what is before it", name=name)
    return warning("falling-rate", path, message, say("raise it, unless a volume discount is what you want"))


def _less_work(card: RateCard, name: str, path: Path, parts: BearingParts) -> Remark:
    others = (part for each in parts.values() for part in each if part.path != path)
    if any(_starts(card, name, other) for other in others):
        message = say("as {name} grows this stops and other work begins: which is more is not proved", name=name)
        return Remark("unproven-work", "fact", path, message)
    message = say("the hours or the fees can fall as {name} grows: this stops, or comes to less", name=name)
    return warning("falling-work", path, message, say("let it hold there too, or have as much take its place"))


def _dearer_hours(card: RateCard) -> Iterator[Remark]:
    """The hours that some lanes are brought up to, where they stand in a lane that may be dearer than one of them.

    More work in that one then takes their place for less.
    """
    for name, overhead in card.overheads.items():
        into = overhead.into or next(iter(overhead.lanes), "")
        for lane in (overhead.lanes or card.lanes) if overhead.up_to is not None else ():
            if _may_be_dearer(card, into, lane):
                message = say(
                    "hours are added in {into}, which may be dearer than {lane}: more work in {lane} can cost less",
                    into=card.lanes[into].label,
                    lane=card.lanes[lane].label,
                )
                remedy = say("bring them up in a lane that no surcharge makes dearer, or have it fall on both")
                yield warning("dearer-hours", ("overheads", name), message, remedy)
                break


def _hours_astride(card: RateCard) -> Iterator[Remark]:
    """Hours that some lanes are brought up to, and others that part of them are: work in that part lowers both."""
    brought = {name: overhead for name, overhead in card.overheads.items() if overhead.up_to is not None}
    for one, other in combinations(brought, 2):
        lanes, others = (
            {*(brought[each].lanes or card.lanes), brought[each].into or ""} - {""} for each in (one, other)
        )
        both_hold = All((brought[one].when, brought[other].when))
        if lanes & others and not lanes <= others and not others <= lanes and possible(card, both_hold):
            message = say("these hours and those of {other} share some lanes only: more work can cost less", other=one)
            yield warning("hours-astride", ("overheads", other), message, say("have the lanes of one hold the other's"))


def _may_be_dearer(card: RateCard, one: str, other: str) -> bool:
    """Whether an hour of one lane may cost more than an hour of another."""
    if card.lanes[other].discounts and not card.lanes[one].discounts:
        return True
    effects = [effect for effect in effects_of(card) if {one, other} & {*effect.lanes}]
    return any(
        effect.amount.high > 0 if other not in effect.lanes else effect.amount.low < 0
        for effect in effects
        if not {one, other} <= {*effect.lanes}
    )


def _starts(card: RateCard, name: str, part: BearingPart) -> bool:
    """Whether something holds with more of a name, and not with less."""
    return any(part.when.holds(more) and not part.when.holds(less) for less, more in _steps(card, name, [part]))


def _falls(card: RateCard, name: str, parts: BearingParts) -> Iterator[Path]:
    """What is to blame where more of a name comes to less, of the parts that look at it."""
    for key, bearing in parts.items():
        for less, more in _steps(card, name, bearing):
            before, after = ([part for part in bearing if part.when.holds(facts)] for facts in (less, more))
            totals = zip_longest(_total(key, before), _total(key, after), fillvalue=ZERO)
            if any(now < was for was, now in totals):
                yield _blamed(less, more, bearing, parts)


def _steps(card: RateCard, name: str, parts: Sequence[BearingPart]) -> Iterator[tuple[Facts, Facts]]:
    """What the conditions of some parts tell apart, with less and with more of a name, else alike; raises TooMany."""
    groups: dict[frozenset[tuple[str, Fact]], dict[Fact, Facts]] = {}
    for facts in cases(card, [part.when for part in parts]):
        groups.setdefault(frozenset(item for item in facts.items() if item[0] != name), {})[facts[name]] = facts
    for group in groups.values():
        for less, more in _rising(card, name, tuple(group)):
            yield group[less], group[more]


def _rising(card: RateCard, name: str, facts: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Pairs of which the second is more: the next number, the first's members and others, what comes down to it."""
    trait = card.traits.get(name)
    if trait is None or trait.derived is not None or name in volume_traits(card) or _shrinks(trait):
        yield from pairwise(sorted(facts))
    elif gives_more(name, trait):
        for one, other in combinations(facts, 2):
            for less, more in ((one, other), (other, one)):
                if set(less) < set(more):  # type: ignore[arg-type]  # members
                    yield less, more
    elif trait.kind == "one":
        for more, choice in trait.choices.items():
            for less in choice.reduce.to if choice.reduce is not None else ():
                yield less, more


def _shrinks(trait: Trait) -> bool:
    """Whether less of an answer meets a budget: of a number, or yes rather than no."""
    return trait.kind in {"number", "yes-no"} and trait.reduce is not None


def _total(key: Bearing, parts: Iterable[BearingPart]) -> tuple[Decimal, ...]:
    columns = zip(*(part.figures for part in parts), strict=True)
    return tuple(max(column) if key[0] == UP_TO else sum(column, ZERO) for column in columns)


def _blamed(less: Facts, more: Facts, alike: Sequence[BearingPart], parts: BearingParts) -> Path:
    """Of the rate, what starts there, first of all what lowers; else, and of work, what stops."""
    others = (part for each in parts.values() for part in each if part.names <= more.keys() and not part.of_work)
    starting = [part for part in (*alike, *others) if part.when.holds(more) and not part.when.holds(less)]
    stopping = [part for part in alike if part.when.holds(less) and not part.when.holds(more)]
    first = sorted((*starting, *stopping), key=lambda part: (part.of_work and part in starting, min(part.figures) >= 0))
    return first[0].path
