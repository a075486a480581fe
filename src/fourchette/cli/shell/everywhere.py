"""The options that every command takes, wherever they stand on the line."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import fields
from itertools import islice
from pathlib import Path
from typing import Annotated, Any, get_args, get_type_hints

import typer

from fourchette.cli.shell.help import mark
from fourchette.core.basis.messages import say
from fourchette.core.basis.noun import noun
from fourchette.core.basis.text import LANGUAGES, Language
from fourchette.errors import UsageError

END_OF_OPTIONS = "--"
BOTH = "both"
# The commands that write the document of a price.
BILINGUAL = ("quote", "render", "send")
DASH = "-"


def everywhere(
    language: Annotated[
        str,
        typer.Option(
            "--lang",
            metavar="fr|en|both",
            help=mark("Language of the screen; both: a document in both."),
            show_default=False,
        ),
    ] = "",
    json: Annotated[bool, typer.Option("--json", help=mark("Print JSON, for programs."))] = False,
    rules: Annotated[
        Path | None, typer.Option("--rules", metavar="FILE", help=mark("Price with this rate card."))
    ] = None,
    home: Annotated[Path | None, typer.Option("--home", metavar="DIR", help=mark("Folder of your files."))] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help=mark("Print only the result."))] = False,
    no_input: Annotated[bool, typer.Option("--no-input", help=mark("Never ask anything."))] = False,
    no_color: Annotated[bool, typer.Option("--no-color", help=mark("Print without colour."))] = False,
    version: Annotated[bool, typer.Option("--version", help=mark("Print the version."))] = False,
) -> None:
    """The options of every command: described here for help and completion, taken by `split` wherever they stand."""


def _declared() -> Iterator[tuple[str, tuple[str, bool]]]:
    """Each way that an option of every command is written, with its name and whether it takes a value."""
    for name, hint in get_type_hints(everywhere, include_extras=True).items():
        if name != "return":
            kind, option = get_args(hint)
            for written in (option.default, *option.param_decls):
                yield written, (name, kind is not bool)


@noun
class Everywhere:
    """What the options of every command say; None where they say nothing.

    With `both`, the client's document speaks French, then English; the screen speaks as without any.
    """

    language: Language | None = None
    rules: Path | None = None
    home: Path | None = None
    json: bool = False
    quiet: bool = False
    no_input: bool = False
    no_color: bool = False
    both: bool = False
    version: bool = False


# The version is the program's alone: no command shows that option among its own.
SHARED = tuple(each.name for each in fields(Everywhere) if each.name != "version")
_DECLARED = dict(_declared())


def split(arguments: Sequence[str], valued: Collection[str] = ()) -> tuple[Everywhere, list[str]]:
    """Take the options of every command out of a command line; raises UsageError on a bad one.

    They are taken before the command line is parsed, so that even its errors speak the right language.
    What follows one of the `valued` options is its value, even where it looks like a switch.
    """
    taken: dict[str, Any] = {}
    left: list[str] = []
    rest = iter(arguments)
    for argument in rest:
        if argument == END_OF_OPTIONS:
            return Everywhere(**taken), [*left, argument, *rest]
        while argument[:2] in _DECLARED and argument[2:].isalpha():  # -qo FILE is -q -o FILE
            taken[_DECLARED[argument[:2]][0]] = True
            argument = f"-{argument[2:]}"  # noqa: PLW2901  # what is left of it
        name, equals, value = argument.partition("=")
        if name not in _DECLARED:
            left += [argument, *islice(rest, 1 if argument in valued else 0)]
            continue
        key, takes_value = _DECLARED[name]
        if takes_value:
            said = value if equals else _next(name, rest)
            both = key == "language" and said == BOTH
            taken["both" if both else key] = both or _read(key, name, said)
        elif equals:
            raise UsageError(say("{option} takes no value", option=name))
        else:
            taken[key] = True
    return Everywhere(**taken), left


def command_words(arguments: Iterable[str], valued: Collection[str] = ()) -> list[str]:
    """The words of a command line that are no option, nor the value of one: of every command, or `valued`."""
    words: list[str] = []
    rest = iter(arguments)
    for argument in rest:
        if argument == END_OF_OPTIONS:
            break
        if not argument.startswith("-") or argument == DASH:
            words.append(argument)
        elif argument in valued or _DECLARED.get(argument, ("", False))[1]:
            next(rest, None)
    return words


def typed_so_far(unfinished: Sequence[str]) -> Everywhere:
    """What a line that is still being typed says; nothing where it cannot be read yet."""
    try:
        return split(unfinished)[0]
    except UsageError:
        return Everywhere()


def _next(name: str, rest: Iterator[str]) -> str:
    value = next(rest, None)
    if value is None:
        raise UsageError(say("{option} needs a value", option=name))
    return value


def _read(key: str, name: str, value: str) -> Path | Language:
    if not value:
        raise UsageError(say("{option} needs a value", option=name))
    if key != "language":
        return Path(value)
    language = next((known for known in LANGUAGES if known == value), None)
    if language is None:
        raise UsageError(say("{value} is not a language known here: fr or en", value=value))
    return language


def refuse_both(everywhere_: Everywhere, command: str) -> None:
    """Raise UsageError where two languages are asked of what is no document of a price."""
    if everywhere_.both and command not in BILINGUAL:
        raise UsageError(say("--lang both is for the client's document: quote, render or send"))


def language_of(arguments: Sequence[str]) -> Language | None:
    """The language an invalid command line asks for all the same, to say what is wrong with it."""
    for argument, following in zip(arguments, (*arguments[1:], ""), strict=False):
        value = following if argument == "--lang" else argument.removeprefix("--lang=")
        if argument.startswith("--lang"):
            return next((known for known in LANGUAGES if known == value), None)
    return None
