"""The tree of commands, and how one of them is run."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from fourchette.cli import book, learning, quote, rules, rules_change
from fourchette.cli.app import PROGRAM
from fourchette.cli.help import Command, Group, library_speaks, mark, translate_help
from fourchette.cli.runtime import Runtime, error_speech
from fourchette.cli.usage import is_usage_error, usage_error
from fourchette.render.speech import catalog

BOOK: tuple[tuple[str, str, Callable[..., int]], ...] = (
    ("list", book.LIST, book.list_),
    ("show", book.SHOW, book.show),
    ("send", book.SEND, book.send),
    ("accept", book.ACCEPT, book.accept),
    ("decline", book.DECLINE, book.decline),
    ("reopen", book.REOPEN, book.reopen),
    ("duplicate", book.DUPLICATE, book.duplicate),
    ("revise", learning.REVISE, learning.revise),
    ("compare", learning.COMPARE, learning.compare),
    ("followups", book.FOLLOWUPS, book.followups),
    ("hours", learning.HOURS, learning.hours),
    ("stats", learning.STATS, learning.stats),
    ("verify", book.VERIFY, book.verify),
)
ABOUT = mark("Price a community-management mandate, say why, and quote the client.")
SETTINGS = {"help_option_names": ["-h", "--help"]}


def everywhere(
    lang: Annotated[str, typer.Option(metavar="fr|en", help=mark("Language of the screen."), show_default=False)] = "",
    json: Annotated[bool, typer.Option("--json", help=mark("Print JSON, for programs."))] = False,
    rules: Annotated[Path | None, typer.Option(metavar="FILE", help=mark("Price with this rate card."))] = None,
    home: Annotated[Path | None, typer.Option(metavar="DIR", help=mark("Folder of your files."))] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help=mark("Say nothing beside the result."))] = False,
    no_input: Annotated[bool, typer.Option("--no-input", help=mark("Never ask anything."))] = False,
    no_color: Annotated[bool, typer.Option("--no-color", help=mark("Print without colour."))] = False,
    version: Annotated[bool, typer.Option("--version", help=mark("Print the version."))] = False,
) -> None:
    """The options of every command: described here, taken by `cli.everywhere` wherever they stand."""


def tree() -> Any:  # noqa: ANN401  # the library keeps its command types private
    """The command tree, its help still in the language of the code."""
    app = typer.Typer(
        name=PROGRAM,
        cls=Group,
        help=ABOUT,
        context_settings=SETTINGS,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback()(everywhere)
    app.command("quote", cls=Command, help=quote.HELP, epilog=quote.EXAMPLES, context_settings=SETTINGS)(quote.quote)
    for name, about, function in BOOK:
        app.command(name, cls=Command, help=about, context_settings=SETTINGS)(function)
    app.add_typer(_rules(), name="rules")
    command = typer.main.get_command(app)
    command.help = ABOUT
    _describe_everywhere(command)
    return command


def _rules() -> typer.Typer:
    group = typer.Typer(cls=Group, help=rules.ABOUT, context_settings=SETTINGS, rich_markup_mode=None)
    commands: tuple[tuple[str, str, Callable[..., int]], ...] = (
        ("show", rules.SHOW, rules.show),
        ("init", rules_change.INIT, rules_change.init),
        ("path", rules.PATH, rules.path),
        ("edit", rules_change.EDIT, rules_change.edit),
        ("set", rules_change.SET, rules_change.set_),
        ("undo", rules_change.UNDO, rules_change.undo),
        ("check", rules.CHECK, rules.check),
        ("test", rules.TEST, rules.run_examples_of),
        ("diff", rules.DIFF, rules.diff),
        ("impact", rules.IMPACT, rules.impact),
        ("schema", rules.SCHEMA, rules.schema),
        ("calibrate", learning.CALIBRATE, learning.calibrate),
    )
    for name, about, function in commands:
        # A value may begin with a dash: -6 is a discount.
        settings = {**SETTINGS, "ignore_unknown_options": True} if name == "set" else SETTINGS
        group.command(name, cls=Command, help=about, context_settings=settings)(function)
    return group


def _describe_everywhere(group: Any) -> None:  # noqa: ANN401  # as above
    """Show the options of every command in each command's own help and completion."""
    shared = [
        option for option in group.params if option.name not in ("install_completion", "show_completion", "version")
    ]
    for option in shared:
        option.expose_value = False
    group.callback = None
    for command in _leaves(group):
        command.params.extend(shared)


def _leaves(group: Any) -> Iterator[Any]:  # noqa: ANN401  # as above
    for command in group.commands.values():
        if hasattr(command, "commands"):
            yield from _leaves(command)
        else:
            yield command


def run_command(arguments: list[str], runtime: Runtime) -> int:
    """Run one command; its exit code, or our own errors."""
    command = tree()
    # Help is told whatever the config file says.
    language = error_speech(runtime).language
    with library_speaks(language):
        translate_help(command, catalog(language).gettext)
        try:
            code = command.main(args=arguments, prog_name=PROGRAM, standalone_mode=False, obj=runtime)
        except Exception as error:
            if is_usage_error(error):
                raise usage_error(error, arguments, command.commands) from error
            raise
    return int(code or 0)
