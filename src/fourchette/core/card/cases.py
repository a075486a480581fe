"""Answers worth trying: for each name that conditions test, facts on every side of every comparison.

What a set of conditions can tell apart, these facts tell apart; so trying them all proves what no
number of random mandates could.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations, product
from math import prod

from fourchette.core.basis.money import ONE, QUARTER, ZERO, down_to_step
from fourchette.core.basis.reading import DECIMALS, LARGEST
from fourchette.core.card.conditions import Between, Comparison, Condition, Equals, Fact, Facts, Includes
from fourchette.core.card.rate_card import HOURS, MOST_HOURS, PERIOD, RateCard, Trait

MOST_MEMBERS = 12
FINEST = ONE.scaleb(-DECIMALS)
MOST_CASES = 200_000


class TooMany(Exception):  # named for what happened
    """There are more cases than can be tried."""


def representatives(card: RateCard, name: str, comparisons: Sequence[Comparison]) -> tuple[Fact, ...]:
    """Facts of one name such that every possible fact compares like one of them; raises TooMany."""
    if name == PERIOD:
        return ("month", "project")
    trait = card.traits.get(name)
    if trait is None or trait.kind == "number":
        return tuple(_numbers(name, trait, comparisons))
    match trait.kind:
        case "one":
            return tuple(trait.choices)
        case "several":
            return tuple(_selections(trait, comparisons))
        case _:
            return (False, True)


def _numbers(name: str, trait: Trait | None, comparisons: Iterable[Comparison]) -> Iterator[Decimal]:
    """The ends of what a number can be, and on both sides of each bound the nearest figures that it can take."""
    least = trait.least if trait is not None else ZERO
    most = _most(name, trait)
    steps = _steps(name, trait)
    points = {least, most}
    for bound in _bounds(comparisons):
        for step in steps:
            below = down_to_step(bound, step)
            points |= {below - step, below, below + step}
    within = sorted(point for point in points if least <= point <= most)
    # What can be said comes first: of two answers that do the same, it is the one to show.
    yield from sorted(within, key=lambda point: down_to_step(point, steps[0]) != point)


def _steps(name: str, trait: Trait | None) -> tuple[Decimal, ...]:
    """By how much a number can move: what one may answer first, then what a computed one can be."""
    if name == HOURS:
        return (QUARTER,)
    if trait is None or trait.decimals:
        return (FINEST,)
    return (ONE,) if trait.derived is None else (ONE, FINEST)


def _most(name: str, trait: Trait | None) -> Decimal:
    if name == HOURS:
        return MOST_HOURS
    # A number derived from others is not held to the bounds of what one may answer.
    return trait.most if trait is not None and trait.most is not None and trait.derived is None else LARGEST


def _bounds(comparisons: Iterable[Comparison]) -> Iterator[Decimal]:
    for comparison in comparisons:
        match comparison:
            case Between():
                yield from (
                    bound for bound in (comparison.least, comparison.most, comparison.below) if bound is not None
                )
            case Equals():
                yield from (value for value in comparison.values if isinstance(value, Decimal))


def _selections(trait: Trait, comparisons: Sequence[Comparison]) -> Iterator[tuple[str, ...]]:
    """Every selection of the members that a comparison names, filled up with others to every count that matters."""
    named = {member for comparison in comparisons if isinstance(comparison, Includes) for member in comparison.members}
    mentioned = [choice for choice in trait.choices if choice in named]
    if len(mentioned) > MOST_MEMBERS:
        raise TooMany
    fillers = [choice for choice in trait.choices if choice not in named]
    counts = {len(trait.choices)} | {int(bound) + step for bound in _bounds(comparisons) for step in (-1, 0, 1)}
    least = 0 if trait.default is not None else 1
    seen = set()
    for size in range(len(mentioned) + 1):
        for chosen in combinations(mentioned, size):
            for count in {size, *counts}:
                if max(size, least) <= count <= size + len(fillers):
                    members = {*chosen, *fillers[: count - size]}
                    seen.add(tuple(choice for choice in trait.choices if choice in members))
            if size < least and fillers:
                seen.add((fillers[0],))
    yield from sorted(seen, key=lambda members: (len(members), members))


def comparisons_on(conditions: Iterable[Condition]) -> dict[str, list[Comparison]]:
    """The comparisons of some conditions, by the name they are on."""
    by_name: dict[str, list[Comparison]] = {}
    for condition in conditions:
        for comparison in condition.comparisons():
            by_name.setdefault(comparison.name, []).append(comparison)
    return by_name


def cases(card: RateCard, conditions: Iterable[Condition]) -> Iterator[Facts]:
    """Every combination of facts that the conditions can tell apart; raises TooMany."""
    by_name = comparisons_on(conditions)
    options = [representatives(card, name, comparisons) for name, comparisons in by_name.items()]
    if prod(map(len, options)) > MOST_CASES:
        raise TooMany
    for facts in product(*options):
        yield dict(zip(by_name, facts, strict=True))


def possible(card: RateCard, condition: Condition) -> bool:
    """Whether any facts satisfy a condition; taken for possible where there are too many cases to try."""
    try:
        return any(condition.holds(facts) for facts in cases(card, [condition]))
    except TooMany:
        return True
