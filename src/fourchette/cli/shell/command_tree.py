"""The tree of commands, and how one of them is run."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from importlib import import_module
from typing import Any

import typer

from fourchette.cli.shell.command_table import ABOUT, COMMANDS, GROUPS, PROGRAM, Branch, Leaf
from fourchette.cli.shell.everywhere import SHARED, everywhere
from fourchette.cli.shell.help import Command, Group, library_draws_nothing, library_speaks, translate_help
from fourchette.cli.shell.parameters import on_context
from fourchette.cli.shell.runtime import Runtime, error_language
from fourchette.cli.shell.usage import is_usage_error, usage_error
from fourchette.render.words.message_catalogs import catalog

SETTINGS = {"help_option_names": ["-h", "--help"]}
# Where a shell puts the line whose end it wants completed.
COMPLETION_VARIABLES = ("COMP_WORDS", "_TYPER_COMPLETE_ARGS")


def tree(words: Sequence[str], *, completing: bool = False) -> Any:  # noqa: ANN401  # the library keeps its command types private
    """The command tree, its help still in the language of the code; only the command that `words` name is whole.

    Of the others, their name and help are all that a list or a completion needs.
    """
    named = next((word for word in words if word in COMMANDS), None)
    # The options that install completion are the program's own: no command has them.
    app = _group(PROGRAM, ABOUT, add_completion=named is None or completing)
    app.callback()(everywhere)
    rest = words[list(words).index(named) + 1 :] if named is not None else ()
    found = {name: _command(name, part, rest if name == named else None) for name, part in COMMANDS.items()}
    command: Any = typer.main.get_command(app)
    command.help = ABOUT
    command.groups = GROUPS
    command.commands = found
    command.callback = None
    _share(command, [option for option in command.params if option.name in SHARED])
    return command


def _group(name: str, about: str, *, add_completion: bool = False) -> typer.Typer:
    return typer.Typer(
        name=name,
        cls=Group,
        help=about,
        context_settings=SETTINGS,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=add_completion,
    )


def _command(name: str, part: Leaf | Branch, rest: Sequence[str] | None) -> Any:  # noqa: ANN401  # as above
    """A command of the table, or its name and help alone where it is not the one that is run."""
    if rest is None:
        return Command(name, help=part.about, params=[], rich_markup_mode=None)
    return _branch(name, part, rest) if isinstance(part, Branch) else _whole(name, part)


def _branch(name: str, branch: Branch, rest: Sequence[str]) -> Any:  # noqa: ANN401  # as above
    app = _group(name, branch.about)
    app.callback()(_nothing)
    group: Any = typer.main.get_command(app)
    named = next((word for word in rest if word in branch.leaves), None)
    group.commands = {
        leaf: _command(leaf, found, () if leaf == named else None) for leaf, found in branch.leaves.items()
    }
    return group


def _nothing() -> None:
    """What a group does by itself."""


def _whole(name: str, leaf: Leaf) -> Any:  # noqa: ANN401  # as above
    module, function = leaf.function.split(":")
    command = getattr(import_module(f"fourchette.cli.commands.{module}_command"), function)
    settings = {**SETTINGS, "ignore_unknown_options": True} if leaf.dashes else SETTINGS
    app = typer.Typer(rich_markup_mode=None, add_completion=False)
    app.command(name, cls=Command, help=leaf.about, context_settings=settings)(on_context(command))
    return typer.main.get_command(app)


def _share(command: Any, options: Iterable[Any]) -> None:  # noqa: ANN401  # as above
    """Show the options of every command in each command's own help and completion."""
    for option in options:
        option.expose_value = False
    for part in command.commands.values():
        if hasattr(part, "commands"):
            _share(part, options)
        else:
            part.params.extend(options)


def valued_options(command: Any, words: Iterable[str]) -> set[str]:  # noqa: ANN401  # as above
    """The options of the command that the words name whose next word is a value, whatever it looks like."""
    for word in words:
        command = getattr(command, "commands", {}).get(word, command)
    options = (each for each in command.params if each.param_type_name == "option" and not each.is_flag)
    return {name for option in options for name in option.opts}


def line_to_complete(environment: Mapping[str, str]) -> list[str] | None:
    """The words of the line whose end a shell wants; None where it wants none."""
    lines = (environment.get(name, "") for name in COMPLETION_VARIABLES)
    return next((line.split()[1:] for line in lines if line), None)


def run_command(command: Any, arguments: list[str], runtime: Runtime) -> int:  # noqa: ANN401  # as above
    """Run one command of a tree; its exit code, or our own errors."""
    completing = line_to_complete(runtime.environment) is not None
    # Help is told whatever the config file says.
    language = error_language(runtime)
    with library_speaks(language), library_draws_nothing() if completing else nullcontext():
        translate_help(command, catalog(language).gettext)
        try:
            code = command.main(args=arguments, prog_name=PROGRAM, standalone_mode=False, obj=runtime)
        except Exception as error:
            if is_usage_error(error):
                raise usage_error(error, arguments, command.commands) from error
            raise
    return int(code or 0)
