"""Plain values as TOML for people: one fact per line, a table for every entry, whole numbers whole."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

import tomli_w

_Keys = tuple[str, ...]


def emit(content: Mapping[str, Any]) -> str:
    """The TOML text of a table: its plain values first, then its tables, each in the order given; no empty ones."""
    return "\n".join(_blocks((), content)) if content else ""


def _blocks(keys: _Keys, table: Mapping[str, Any], opening: str = "") -> Iterator[str]:
    values = {key: _plain(value) for key, value in table.items() if not _is_tables(value) and value is not None}
    if opening or values:
        yield opening + tomli_w.dumps(values)
    for key, value in table.items():
        yield from _tables((*keys, key), value)


def _tables(keys: _Keys, value: object) -> Iterator[str]:
    name = ".".join(map(_key, keys))
    if isinstance(value, Mapping) and value:
        yield from _blocks(keys, value, f"[{name}]\n")
    elif _is_tables(value) and isinstance(value, list):
        for entry in value:
            yield from _blocks(keys, entry, f"[[{name}]]\n")


def inline(value: object) -> str:
    """One value as TOML writes it, on one line."""
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(inline, value))}]"
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{_key(key)} = {inline(each)}' for key, each in value.items())} }}"
    return tomli_w.dumps({"value": _plain(value)}).removeprefix("value = ").rstrip("\n")


def _is_tables(value: object) -> bool:
    """Whether a value is written under headers of its own."""
    return isinstance(value, Mapping) or (isinstance(value, list) and any(isinstance(item, Mapping) for item in value))


@cache
def _key(key: str) -> str:
    return tomli_w.dumps({key: 0}).removesuffix(" = 0\n")


def _plain(value: object) -> object:
    """A value as TOML has it; a decimal without decimals is a whole number."""
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal) and value == value.to_integral_value() and value.as_tuple().exponent == 0:
        return int(value)
    return value
