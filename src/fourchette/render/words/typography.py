"""Words as they are printed: the printer's apostrophe, in whatever is made of words."""

import re
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
_WORD = re.compile(r"\S+")
# A word with one of these is an address, which is copied and keeps its own signs.
_OF_ADDRESSES = ("@", "/")

_Part = TypeVar("_Part")


def in_print(part: _Part) -> _Part:
    """The same words, or the same noun with its words, as they are printed."""
    if isinstance(part, str):
        return _WORD.sub(_printed, part) if "'" in part else part  # type: ignore[return-value]  # a str is a str
    if isinstance(part, tuple):
        return tuple(in_print(item) for item in part)  # type: ignore[return-value]  # and a tuple a tuple
    if is_dataclass(part) and not isinstance(part, type):
        return replace(part, **{field.name: in_print(getattr(part, field.name)) for field in fields(part)})
    return part


def _printed(word: re.Match[str]) -> str:
    return word[0] if any(sign in word[0] for sign in _OF_ADDRESSES) else _APOSTROPHE.sub("’", word[0])
