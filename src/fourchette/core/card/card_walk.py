"""Every part of a card with its path: what checks, audits and asks about all of it goes through here.

The sections are those that the nouns have: a new one is walked as soon as `RateCard` holds it, and
what is new in a noun as soon as it is a field.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from fourchette.core.basis.estimate import Estimate
from fourchette.core.basis.noun import noun
from fourchette.core.basis.problems import Path
from fourchette.core.basis.reading import toml_name
from fourchette.core.basis.text import Text
from fourchette.core.card.conditions import ALWAYS, CONDITIONS, Condition
from fourchette.core.card.rate_card import Fee, Overhead, Pricing, Quantity, RateCard, Rule, Tier
from fourchette.core.card.reduction import Reduction
from fourchette.core.card.volumes import computed, names_used

# The sections that say what is offered, told or expected: no price follows from them.
_PRICELESS = ("packages", "clauses", "care", "examples")
# What is told apart as a value, not walked as a part.
_PLAIN = (str, bool, int, Decimal, date, type(None), Estimate, Text, *CONDITIONS)


@noun
class CardPart:
    """One noun of a card: where its file has it, and its key as one says it (a rule by its id, a tier by its start)."""

    path: Path
    key: Path
    noun: Any

    @property
    def trait(self) -> str:
        """The trait that it is of; empty where it is of none."""
        return str(self.path[1]) if self.path[0] == "traits" else ""

    @property
    def bears_on_price(self) -> bool:
        """Whether a price can follow from it."""
        return self.path[0] not in _PRICELESS

    def conditions(self) -> Iterator[tuple[str, Condition]]:
        """Its own conditions, by their key; without those that always hold."""
        for name, key in _fields(self.noun.__class__):
            value = getattr(self.noun, name)
            if isinstance(value, CONDITIONS) and value is not ALWAYS:
                yield key, value

    def names(self) -> frozenset[str]:
        """Every name that it looks at: in its conditions, and to count by."""
        compared = {comparison.name for _, when in self.conditions() for comparison in when.comparisons()}
        match self.noun:
            case Quantity():
                return frozenset({*names_used(self.noun), *compared})
            case Fee():
                return frozenset({self.noun.each, *compared})
            case Overhead(up_to=str() as counted):
                return frozenset({counted, *compared})
            case _:
                return frozenset(compared)


@lru_cache(maxsize=16)
def card_parts(card: RateCard) -> tuple[CardPart, ...]:
    """Every part of a card, each before what it is made of, in the order of the nouns."""
    parts: list[CardPart] = []
    _gather(parts, (), (), card)
    return tuple(parts)


def _gather(parts: list[CardPart], path: Path, key: Path, value: object) -> None:
    if isinstance(value, _PLAIN):
        return
    if isinstance(value, Mapping):
        for name, each in value.items():
            _gather(parts, (*path, name), (*key, name), each)
    elif isinstance(value, tuple):
        for index, each in enumerate(value):
            _gather(parts, (*path, index), (*key, _said(each, index)), each)
    elif is_dataclass(value):
        if path:
            parts.append(CardPart(path, key, value))
        for name, field in _fields(value.__class__):
            _gather(parts, (*path, field), (*key, field), getattr(value, name))


@lru_cache(maxsize=256)
def _fields(of: Hashable) -> tuple[tuple[str, str], ...]:
    """The fields of a noun, and the keys that they have in a file."""
    return tuple((field.name, toml_name(field.name)) for field in fields(of))  # type: ignore[arg-type]  # a class of nouns


def _said(part: object, index: int) -> str | int:
    match part:
        case Rule():
            return part.id
        case Tier():
            return f"{part.from_:f}"
        case _:
            return index


def conditions_of(card: RateCard) -> Iterator[tuple[Path, Condition]]:
    """Every condition of a card, by its key as one says it; a tier's or choice's own answer is none."""
    return (((*part.key, name), when) for part in card_parts(card) for name, when in part.conditions())


def conditions_on_price(card: RateCard) -> tuple[Condition, ...]:
    """The conditions from which a price, or whether a question is asked, can follow."""
    of_price = (part for part in card_parts(card) if part.bears_on_price)
    return tuple(when for part in of_price for _, when in part.conditions())


def conditions_of_work(card: RateCard) -> tuple[Condition, ...]:
    """The conditions under which there is work or a fee; what the rate depends on are the effects."""
    of_work = (part for part in card_parts(card) if part.bears_on_price and not isinstance(part.noun, Pricing))
    return tuple(when for part in of_work for _, when in part.conditions())


def reductions_of(card: RateCard) -> tuple[tuple[Path, Reduction], ...]:
    """Every reduction of a card, with its key: of the hours that a mandate states, then of its answers."""
    found = [(part.path, part.noun) for part in card_parts(card) if isinstance(part.noun, Reduction)]
    return tuple(sorted(found, key=lambda each: each[0][0] == "traits"))


def names_behind(card: RateCard, names: Iterable[str]) -> Iterator[str]:
    """The names given, and all that they are computed from, each once."""
    quantities, waiting, seen = computed(card), list(names), set[str]()
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            yield name
            if name in quantities:
                waiting += names_used(quantities[name])
