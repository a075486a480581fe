"""The options that every command takes, wherever they stand on the line."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from fourchette.core.basis.messages import say
from fourchette.core.basis.noun import noun
from fourchette.core.basis.text import LANGUAGES, Language
from fourchette.errors import UsageError

END_OF_OPTIONS = "--"
SWITCHES: Mapping[str, Mapping[str, Any]] = {
    "--json": {"json": True},
    "--quiet": {"quiet": True},
    "-q": {"quiet": True},
    "--no-input": {"no_input": True},
    "--no-color": {"no_color": True},
}
VALUES = ("--lang", "--rules", "--home")


@noun
class Everywhere:
    """What the options of every command say; None where they say nothing."""

    language: Language | None = None
    rules: Path | None = None
    home: Path | None = None
    json: bool = False
    quiet: bool = False
    no_input: bool = False
    no_color: bool = False


def split(arguments: Sequence[str]) -> tuple[Everywhere, list[str]]:
    """Take the options of every command out of a command line; raises UsageError on a bad one.

    They are taken before the command line is parsed, so that even its errors speak the right language.
    """
    taken = Everywhere()
    left: list[str] = []
    rest = iter(arguments)
    for argument in rest:
        if argument == END_OF_OPTIONS:
            return taken, [*left, argument, *rest]
        name, equals, value = argument.partition("=")
        if equals and name in SWITCHES:
            raise UsageError(say("{option} takes no value", option=name))
        if argument in SWITCHES:
            taken = replace(taken, **SWITCHES[argument])
        elif name in VALUES:
            taken = _with_value(taken, name, value if equals else _next(name, rest))
        else:
            left.append(argument)
    return taken, left


def _next(name: str, rest: Iterator[str]) -> str:
    value = next(rest, None)
    if value is None:
        raise UsageError(say("{option} needs a value", option=name))
    return value


def _with_value(taken: Everywhere, name: str, value: str) -> Everywhere:
    if not value:
        raise UsageError(say("{option} needs a value", option=name))
    if name == "--rules":
        return replace(taken, rules=Path(value))
    if name == "--home":
        return replace(taken, home=Path(value))
    language = next((known for known in LANGUAGES if known == value), None)
    if language is None:
        raise UsageError(say("{value} is not a language known here: fr or en", value=value))
    return replace(taken, language=language)


def language_of(arguments: Sequence[str]) -> Language | None:
    """The language an invalid command line asks for all the same, to say what is wrong with it."""
    for argument, following in zip(arguments, (*arguments[1:], ""), strict=False):
        value = following if argument == "--lang" else argument.removeprefix("--lang=")
        if argument.startswith("--lang"):
            return next((known for known in LANGUAGES if known == value), None)
    return None
