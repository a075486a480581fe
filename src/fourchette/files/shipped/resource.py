"""The files that ship with the program, each read once a run."""

from functools import cache
from typing import TypeVar, cast

from fourchette.files.toml.toml_read import parse
from fourchette.files.toml.toml_validate import validated
from fourchette.resources import FOLDER

_Noun = TypeVar("_Noun")


@cache
def resource(name: str) -> bytes:
    """The bytes of a file that ships with the program."""
    return (FOLDER / name).read_bytes()


def shipped(noun: type[_Noun], name: str) -> _Noun:
    """A noun from a TOML file that ships with the program."""
    if (noun, name) not in _READ:
        _READ[noun, name] = validated(noun, parse(name, resource(name)))
    return cast(_Noun, _READ[noun, name])


_READ: dict[tuple[type[object], str], object] = {}
