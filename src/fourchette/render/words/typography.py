"""Words as they are printed: the printer's signs in place of the keyboard's, and spaces that no line may break at."""

import re
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import TypeVar

NO_BREAK = "\u00a0"
# The sign of what is below zero, in place of the hyphen.
MINUS = "\u2212"
_QUOTES = {"fr": f"«{NO_BREAK}{{}}{NO_BREAK}»", "en": "“{}”"}
# What a number is not parted from, in either language.
_UNITS = "h|min|km|M|CHF|jours?|semaines?|mois|ans?|heures?|minutes?|fois|days?|weeks?|months?|years?|hours?|times"
_COUNTED = re.compile(rf"(?<=[\d}}]) (?=(?:{_UNITS})(?:\W|$))")
# In French a double sign, a unit or a quotation's end stays with what it follows, and a thousand with its hundreds.
_FRENCH = re.compile(r"(?<=«) | (?=[;:?!»%$€£](?:\W|$))|(?<=\d) (?=\d{3}(?:\D|$))")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_]|\{)")
_WORD = re.compile(r"\S+")
# A word with one of these is an address, which is copied and keeps its own signs.
_OF_ADDRESSES = ("@", "/")

_Part = TypeVar("_Part")


@cache
def as_printed(words: str, language: str) -> str:
    """Words of a catalog or a file, with the signs of print in place of those that a keyboard gives."""
    bound = _COUNTED.sub(NO_BREAK, in_print(words))
    return _FRENCH.sub(NO_BREAK, bound) if language == "fr" else bound


def in_quotes(value: str, language: str) -> str:
    """A value that a file or a program writes between its own quotes, between those of the language."""
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return _QUOTES[language].format(value[1:-1])
    return value


def in_print(part: _Part) -> _Part:
    """The same words, or the same noun with its words, with the printer's apostrophe."""
    if isinstance(part, str):
        return _WORD.sub(_printed, part) if "'" in part else part  # type: ignore[return-value]  # a str is a str
    if isinstance(part, tuple):
        return tuple(in_print(item) for item in part)  # type: ignore[return-value]  # and a tuple a tuple
    if is_dataclass(part) and not isinstance(part, type):
        return replace(part, **{field.name: in_print(getattr(part, field.name)) for field in fields(part)})
    return part


def _printed(word: re.Match[str]) -> str:
    return word[0] if any(sign in word[0] for sign in _OF_ADDRESSES) else _APOSTROPHE.sub("’", word[0])
