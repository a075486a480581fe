"""Help in the user's language: the texts are catalog entries, translated once the language is known."""

import gettext
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand, TyperGroup

from fourchette.render.words.speech import DOMAIN
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
WHOLE_SENTENCE = 1000
DRAWING = "rich"
# The words that stand for what one writes.
PLACES = re.compile(r"[A-Z]{2,}")
PLACE_WORDS = (
    *(mark("AMOUNT"), mark("CODE"), mark("DAYS"), mark("DIR"), mark("FILE"), mark("HOURS"), mark("KEY")),
    *(mark("MANDATE"), mark("NAME"), mark("NAMES"), mark("OTHER"), mark("QUOTE"), mark("STATE"), mark("TEXT")),
    *(mark("TRAIT"), mark("TOPIC"), mark("VALUE"), mark("YYYY"), mark("MM"), mark("DD")),
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


class _Speaking:
    """What a command and a group say beside their own texts."""

    translate: Translate = staticmethod(mark)

    def format_usage(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401  # the library keeps these types private
        """Write the usage line, its first word included, in the language."""
        pieces = " ".join(self.collect_usage_pieces(ctx))  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, pieces, prefix=self.translate(USAGE))

    def get_help_option(self, ctx: Any) -> Any:  # noqa: ANN401  # as above
        """The help option, with its help in the language."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = self.translate(HELP_OPTION)
        return option


class Command(_Speaking, TyperCommand):
    """A command that speaks the user's language."""


class Group(_Speaking, TyperGroup):
    """A group of commands that speaks the user's language."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401  # as above
        """List the commands with the first sentence of each help, wrapped rather than cut."""
        rows = [
            (name, command.get_short_help_str(WHOLE_SENTENCE))
            for name in self.list_commands(ctx)
            if (command := self.get_command(ctx, name)) is not None
        ]
        with formatter.section(self.translate("Commands")):
            formatter.write_dl(rows)


def translate_help(command: Any, translate: Translate) -> None:  # noqa: ANN401  # as above
    """Put the help of a command, its options and its subcommands in a language."""
    command.translate = translate
    command.options_metavar = translate(OPTIONS_METAVAR)
    if hasattr(command, "subcommand_metavar"):
        command.subcommand_metavar = translate(COMMAND_METAVAR)
    for text in ("help", "short_help", "epilog"):
        if written := getattr(command, text, None):
            setattr(command, text, translate(" ".join(written.split())) if text != "epilog" else translate(written))
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
