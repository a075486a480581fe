"""The files that ship with the program, each read once a run."""

from functools import cache
from typing import TypeVar

from fourchette.files.toml.toml_read import parse
from fourchette.files.toml.toml_validate import validated
from fourchette.resources import FOLDER

Noun = TypeVar("Noun")


@cache
def resource(name: str) -> bytes:
    """The bytes of a file that ships with the program."""
    return (FOLDER / name).read_bytes()


def shipped(noun: type[Noun], name: str) -> Noun:
    """A noun from a TOML file that ships with the program."""
    found: object = _read(noun, name)
    if not isinstance(found, noun):
        raise TypeError(name)
    return found


@cache
def _read(noun: Hashable, name: str) -> object:
    return validated(noun, parse(name, resource(name)))
