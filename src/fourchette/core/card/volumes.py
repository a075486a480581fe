"""How much there is of everything: derived numbers and quantities, from the answers."""

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from fourchette.core.basis.money import HUNDRED, ONE, ZERO
from fourchette.core.card.conditions import Fact, Facts
from fourchette.core.card.rate_card import Quantity, RateCard


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


def amount_of(quantity: Quantity, facts: Facts, months: Decimal) -> Decimal:
    """How many units a quantity comes to; what is fixed a month is counted for `months`."""
    amount = _units(quantity, facts, months)
    # Most quantities of most mandates are none: what follows is for the others.
    if not amount or not quantity.when.holds(facts):
        return ZERO
    if quantity.share is not None:
        share = _number(facts, quantity.share) if isinstance(quantity.share, str) else quantity.share
        amount = amount * share / HUNDRED
    if quantity.further is not None:
        members = facts[quantity.further]
        amount *= max(len(members) - 1, 0) if isinstance(members, tuple) else 0
    return max(amount, quantity.minimum) if amount else amount


def _units(quantity: Quantity, facts: Facts, months: Decimal) -> Decimal:
    if quantity.fixed is not None:
        return quantity.fixed * months
    names = quantity.each
    if len(names) == 1:
        return _number(facts, names[0])
    return sum((_number(facts, name) for name in names), ZERO)


def _number(facts: Facts, name: str) -> Decimal:
    number = facts[name]
    return number if isinstance(number, Decimal) else ZERO


def with_volumes(card: RateCard, answers: Facts, said: Collection[str], months: Decimal = ONE) -> dict[str, Fact]:
    """The answers completed with every derived number that was not `said`, and every quantity."""
    facts = dict(answers)
    for name, quantity, a_month in _steps(card):
        if name not in said:
            amount = amount_of(quantity, facts, months)
            facts[name] = amount * months if a_month else amount
    return facts


@lru_cache(maxsize=16)
def _steps(card: RateCard) -> tuple[tuple[str, Quantity, bool], ...]:
    """What is computed, in order, and whether it is an estimate by the month."""
    quantities = computed(card)
    estimates = {name for name, trait in card.traits.items() if trait.estimated}
    return tuple((name, quantities[name], name in estimates) for name in in_order(quantities))
