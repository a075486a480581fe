"""TOML made of other TOML: a few values changed by chance, so that it is still TOML and its readers are reached."""

import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any

import tomli_w

# What a key may be given instead of its own value.
VALUES: tuple[Any, ...] = (
    "", "x", "x" * 600, "é\u202e", "a\nb", "\x07", "../x", "2026-02-30", "3/week", "1..2", "nan", "content", "CA-QC",
    "CAD", 0, 1, -1, 2, 10**6, 10**30, True, False, [], {}, [[]], [0, 0, 1], [3, 2, 1], [1, 2], [0, 0, 0], ["x"],
    ["content"] * 3, {"x": 1}, [{"x": 1}], {"fr": "x", "en": "y"}, {"at_least": 1}, {"not": {}},
    [Decimal("0.1"), 1, Decimal("1e30")], Decimal("0.1"), Decimal("-0"), Decimal("0.005"), Decimal("1e-400"),
    Decimal("1e400"), Decimal("inf"), Decimal("nan"), date.min, date.max, date(2026, 11, 22),
    datetime(2026, 11, 22, 10, 30, tzinfo=UTC), time(23, 59),
    datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=23, minutes=59))),
    datetime(9999, 12, 31, 23, 59, tzinfo=timezone(-timedelta(hours=23, minutes=59))),
)  # fmt: skip
KEYS = ("x", "", "id", "from", "when", "min", "schema", "a.b")
Place = tuple[Any, Any]


@cache
def tree_of(raw: bytes) -> dict[str, Any] | None:
    """What TOML holds; None for anything else."""
    try:
        return tomllib.loads(raw.decode(), parse_float=Decimal)
    except ValueError:
        return None


def retold(raw: bytes, chance: Random) -> bytes | None:
    """TOML with one to four values changed, taken out, moved or renamed; None for what is no TOML."""
    sound = tree_of(raw)
    if sound is None:
        return None
    tree = _copied(sound)
    for _ in range(chance.randint(1, 4)):
        _change(tree, chance)
    return tomli_w.dumps(tree).encode("utf-8", "replace")


def _change(tree: dict[str, Any], chance: Random) -> None:
    places = list(_places(tree))
    if not places:
        return
    holder, key = chance.choice(places)
    match chance.randrange(8):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, dict):
            holder[chance.choice(KEYS)] = holder.pop(key)
        case 1 | 2:
            other, there = chance.choice(places)
            holder[key] = _copied(other[there])
        case _:
            holder[key] = _copied(chance.choice(VALUES))


def _places(tree: Any) -> Iterator[Place]:  # noqa: ANN401  # TOML may hold anything
    for key, value in list(tree.items() if isinstance(tree, dict) else enumerate(tree)):
        yield tree, key
        if isinstance(value, dict | list):
            yield from _places(value)


def _copied(value: Any) -> Any:  # noqa: ANN401  # as above
    """A value that no other place shares, and that may hold what held it."""
    if isinstance(value, dict):
        return {key: _copied(each) for key, each in value.items()}
    return [_copied(each) for each in value] if isinstance(value, list) else value
