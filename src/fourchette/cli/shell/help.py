"""Help in the user's language: the texts are catalog entries, translated once the language is known."""

import gettext
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand, TyperGroup

from fourchette.files.shipped import resource as shipped_files
from fourchette.render.words.message_catalogs import DOMAIN
from fourchette.resources import FOLDER

if TYPE_CHECKING:
    from collections.abc import MutableMapping

Translate = Callable[[str], str]


def mark(text: str) -> str:
    """Mark a help text for the catalogs; it is translated by `translate_help`."""
    return text


USAGE = mark("Usage: ")
OPTIONS_METAVAR = mark("[OPTIONS]")
COMMAND_METAVAR = mark("COMMAND [ARGS]...")
EXAMPLES = mark("Examples:")
_FURTHER = re.compile(r"[\u00a0\u202f ]?[:;.](?=\s|$)")
DRAWING = "rich"
# The words that stand for what one writes.
PLACES = re.compile(r"[A-Z]{2,}")
PLACE_WORDS = (
    *(mark("AMOUNT"), mark("CODE"), mark("DAYS"), mark("DIR"), mark("FILE"), mark("HOURS"), mark("KEY")),
    *(mark("MANDATE"), mark("NAME"), mark("NAMES"), mark("OTHER"), mark("QUOTE"), mark("STATE"), mark("TEXT")),
    *(mark("LABEL"), mark("PLACE"), mark("TRAIT"), mark("TOPIC"), mark("VALUE"), mark("YYYY"), mark("MM"), mark("DD")),
)
HELP_OPTION = mark("Show this message and exit.")
# What the command-line library itself says in a help page.
LIBRARY_WORDS = (
    mark("Arguments"),
    mark("Options"),
    mark("Commands"),
    mark("required"),
    mark("default: {default}"),
    mark("Install completion for the current shell."),
    mark("Show completion for the current shell, to copy it or customize the installation."),
)


def brief(about: str) -> str:
    """What a command is for, of all its help says."""
    return _FURTHER.split(about, maxsplit=1)[0]


def examples_of(command: str) -> tuple[str, ...]:
    """The command lines that show a command: `quote`, `rules set`."""
    lines = shipped_files.resource("examples.txt").decode().splitlines()
    return tuple(line for line in lines if f"{line} ".startswith(f"fourchette {command} "))


_BRACES = str.maketrans("", "", "{}")


class _Speaking:
    """What a command and a group say beside their own texts."""

    translate: Translate = staticmethod(mark)

    def format_usage(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401  # the library keeps these types private
        """Write the usage line, its first word included, in the language."""
        # The library writes {QUOTE} for what is required; brackets tell what is not.
        pieces = " ".join(self.collect_usage_pieces(ctx)).translate(_BRACES)  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, pieces, prefix=self.translate(USAGE))

    def get_help_option(self, ctx: Any) -> Any:  # noqa: ANN401  # as above
        """The help option, with its help in the language."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = self.translate(HELP_OPTION)
        return option


class Command(_Speaking, TyperCommand):
    """A command that speaks the user's language, its examples under its help."""

    def format_epilog(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401  # as above
        """Write each example alone on its line, whole: it is there to be copied."""
        if examples := examples_of(ctx.command_path.partition(" ")[2]):
            formatter.write(f"\n{self.translate(EXAMPLES)}\n")
            formatter.write("".join(f"  {example}\n" for example in examples))


class Group(_Speaking, TyperGroup):
    """A group of commands that speaks the user's language; `groups` names its commands under titles."""

    groups: Mapping[str, Sequence[str]] = {}

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401  # as above
        """List the commands by group, with what each is for in one line."""
        longest = max(map(len, self.commands))
        for title, names in (self.groups or {"Commands": self.list_commands(ctx)}).items():
            formatter.write(f"\n{self.translate(title).rstrip()}{self.translate(': ').rstrip()}\n")
            with formatter.indentation():
                formatter.write_dl([(name.ljust(longest), brief(self.commands[name].help or "")) for name in names])


def translate_help(command: Any, translate: Translate) -> None:  # noqa: ANN401  # as above
    """Put the help of a command, its options and its subcommands in a language."""
    command.translate = translate
    command.options_metavar = translate(OPTIONS_METAVAR)
    if hasattr(command, "subcommand_metavar"):
        command.subcommand_metavar = translate(COMMAND_METAVAR)
    for text in ("help", "short_help"):
        if written := getattr(command, text, None):
            setattr(command, text, translate(" ".join(written.split())))
    for parameter in command.params:
        if getattr(parameter, "help", None):
            parameter.help = translate(parameter.help)
        if getattr(parameter, "metavar", None):
            parameter.metavar = PLACES.sub(lambda word: translate(word[0]), parameter.metavar)
    for subcommand in getattr(command, "commands", {}).values():
        translate_help(subcommand, translate)


@contextmanager
def library_draws_nothing() -> Iterator[None]:
    """Have the library take our help as it is written, rather than load the table library to draw it for a shell."""
    before = sys.modules.get(DRAWING)
    sys.modules[DRAWING] = None  # type: ignore[assignment]  # so Python marks what cannot be imported
    try:
        yield
    finally:
        if before is None:
            del sys.modules[DRAWING]
        else:
            sys.modules[DRAWING] = before


@contextmanager
def library_speaks(language: str) -> Iterator[None]:
    """Have the library's own words looked up in our catalogs, by gettext's usual means."""
    environment: MutableMapping[str, str] = os.environ
    before = environment.get("LANGUAGE")
    gettext.bindtextdomain(DOMAIN, str(FOLDER / "locale"))
    gettext.textdomain(DOMAIN)
    environment["LANGUAGE"] = language
    try:
        yield
    finally:
        if before is None:
            environment.pop("LANGUAGE", None)
        else:
            environment["LANGUAGE"] = before
