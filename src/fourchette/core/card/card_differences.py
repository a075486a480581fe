"""Two cards compared fact by fact: what one has, lacks, or says otherwise than the other."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Literal

from fourchette.core.basis.estimate import Estimate
from fourchette.core.basis.noun import noun
from fourchette.core.basis.reading import toml_name
from fourchette.core.basis.text import Text
from fourchette.core.card.rate_card import RateCard, Rule, Tier

Keys = tuple[str, ...]


@noun
class Change:
    """One fact of a card that differs: its keys, and its value on each side (None where it is absent).

    A whole entry (a trait, a choice, a task) that only one side has is one change, its value the entry.
    """

    keys: Keys
    kind: Literal["added", "removed", "changed"]
    before: object
    after: object


def changes(before: RateCard, after: RateCard) -> tuple[Change, ...]:
    """Everything that differs between two cards, in the order of the first, then what only the second has."""
    return tuple(_changes((), before, after))


def _changes(keys: Keys, before: object, after: object) -> Iterator[Change]:
    old, new = _parts(before), _parts(after)
    # A list that is empty on one side has no entry yet, and is compared entry by entry all the same.
    old, new = ({} if before == () and new is not None else old), ({} if after == () and old is not None else new)
    if old is None or new is None:
        if before != after:
            yield Change(keys, "changed", before, after)
        return
    for name, value in old.items():
        if name in new:
            yield from _changes((*keys, name), value, new[name])
        else:
            yield Change((*keys, name), "removed", value, None)
    for name, value in new.items():
        if name not in old:
            yield Change((*keys, name), "added", None, value)


def _parts(value: object) -> Mapping[str, object] | None:
    """What a value is made of, by name; None for a value that is compared whole."""
    match value:
        case Estimate() | Text():
            return None
        case Mapping():
            return value
        case tuple() if value and all(map(is_dataclass, value)) and not isinstance(value[0], Estimate):
            return {_name(part, index): part for index, part in enumerate(value)}
    if is_dataclass(value) and not isinstance(value, type) and not _is_condition(value):
        return {toml_name(field.name): getattr(value, field.name) for field in fields(value)}
    return None


def _is_condition(value: object) -> bool:
    return hasattr(value, "comparisons")


def _name(part: object, index: int) -> str:
    """What identifies an entry of a list whatever its place."""
    match part:
        case Rule():
            return part.id
        case Tier():
            return f"{part.from_:f}"
    words = getattr(part, "name", None)
    return words.fr or words.en if isinstance(words, Text) else str(index)
