"""How much there is of everything: derived numbers and quantities, from the answers."""

from collections.abc import Callable, Collection, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from fourchette.core.basis.money import HUNDRED, ONE, ZERO
from fourchette.core.card.conditions import Fact, Facts, Test, test_of
from fourchette.core.card.rate_card import Bracket, Quantity, RateCard


def names_used(quantity: Quantity) -> Iterator[str]:
    """Every name that must have its value before the quantity can have its own."""
    yield from quantity.each
    if isinstance(quantity.share, str):
        yield quantity.share
    if quantity.further is not None:
        yield quantity.further
    for comparison in quantity.when.comparisons():
        yield comparison.name


def computed(card: RateCard) -> Mapping[str, Quantity]:
    """The numbers that a card computes rather than asks: derived traits and quantities, by name."""
    derived = {name: trait.derived for name, trait in card.traits.items() if trait.derived is not None}
    return {**derived, **card.quantities}


def in_order(quantities: Mapping[str, Quantity]) -> tuple[str, ...]:
    """The names such that each comes after all that it uses; those caught in a cycle are left out."""
    waits = {name: {used for used in names_used(each) if used in quantities} for name, each in quantities.items()}
    users: dict[str, list[str]] = {}
    for name, used in waits.items():
        for each in used:
            users.setdefault(each, []).append(name)
    place = {name: index for index, name in enumerate(quantities)}
    ordered: list[str] = []
    ready = [name for name, used in waits.items() if not used]
    while ready:
        ordered += ready
        freed = []
        for name in ready:
            for user in users.get(name, ()):
                waits[user].discard(name)
                if not waits[user]:
                    freed.append(user)
        ready = sorted(freed, key=place.__getitem__)
    return tuple(ordered)


Counting = Callable[[Facts, Decimal], Decimal]


def count_of(quantity: Quantity) -> Counting:
    """How many units a quantity comes to where its condition holds; what is fixed a month is counted for the months."""
    units, share, further, minimum = _units(quantity), quantity.share, quantity.further, quantity.minimum
    brackets, most = quantity.brackets, quantity.most
    if share is None and further is None and not minimum and not brackets and most is None:
        return units

    def count(facts: Facts, months: Decimal) -> Decimal:
        amount = units(facts, months)
        if not amount:
            return ZERO
        if share is not None:
            amount = amount * (number_in(facts, share) if isinstance(share, str) else share) / HUNDRED
        if brackets:
            amount = _bracketed(brackets, amount)
        if further is not None:
            members = facts[further]
            amount *= max(len(members) - 1, 0) if isinstance(members, tuple) else 0
        if most is not None:
            amount = min(amount, most)
        return max(amount, minimum) if amount else amount

    return count


def _bracketed(brackets: tuple[Bracket, ...], number: Decimal) -> Decimal:
    """The shares of a number, each of what it has within a bracket."""
    return sum((share * amount / HUNDRED for share, amount in within_brackets(brackets, number)), ZERO)


def within_brackets(brackets: tuple[Bracket, ...], number: Decimal) -> tuple[tuple[Decimal, Decimal], ...]:
    """Of each bracket that a number reaches, the share (percent) that counts, and how much of the number it has."""
    if not brackets:
        return ()
    ends = (*(bracket.from_ for bracket in brackets[1:]), number)
    within = zip(brackets, ends, strict=True)
    return tuple((each.share, min(number, end) - each.from_) for each, end in within if number > each.from_)


def _units(quantity: Quantity) -> Counting:
    fixed, names = quantity.fixed, quantity.each
    if fixed is not None:
        return lambda _facts, months: fixed * months
    if len(names) == 1:
        only = names[0]
        return lambda facts, _months: number_in(facts, only)
    return lambda facts, _months: sum((number_in(facts, name) for name in names), ZERO)


def number_in(facts: Facts, name: str) -> Decimal:
    """The number that a trait or a quantity has; zero for one that has none."""
    number = facts[name]
    return number if isinstance(number, Decimal) else ZERO


def with_volumes(card: RateCard, answers: Facts, said: Collection[str], months: Decimal = ONE) -> dict[str, Fact]:
    """The answers completed with every derived number that was not `said`, and every quantity."""
    facts = dict(answers)
    for name, count, holds, a_month in _steps(card):
        if name not in said:
            # Most quantities of most mandates are none: the condition is for the others.
            # An estimate by the month is counted for one of them, then for all.
            amount = count(facts, ONE if a_month else months)
            amount = amount if amount and (holds is None or holds(facts)) else ZERO
            facts[name] = amount * months if a_month else amount
    return facts


@lru_cache(maxsize=16)
def _steps(card: RateCard) -> tuple[tuple[str, Counting, Test | None, bool], ...]:
    """What is computed, in order: how many, where, and whether it is an estimate by the month."""
    quantities = computed(card)
    estimates = {name for name, trait in card.traits.items() if trait.estimated}
    return tuple(
        (name, count_of(quantities[name]), test_of(quantities[name].when), name in estimates)
        for name in in_order(quantities)
    )
