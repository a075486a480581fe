"""Every command with its options, as plain data: for programs, assistants and the manual page."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from fourchette import __version__
from fourchette.cli.shell.command_table import COMMANDS, PROGRAM
from fourchette.cli.shell.command_tree import tree
from fourchette.cli.shell.everywhere import SHARED
from fourchette.cli.shell.help import examples_of, mark, translate_help
from fourchette.render.words.message_catalogs import catalog
from fourchette.render.words.speech import Speech

_NAME, _SYNOPSIS, _EVERYWHERE = mark("NAME"), mark("SYNOPSIS"), mark("OPTIONS OF EVERY COMMAND")
_COMMANDS, _EXIT_STATUS = mark("COMMANDS"), mark("EXIT STATUS")


def described(speech: Speech) -> dict[str, Any]:
    """The program: its version, the options of every command, and each command with its own.

    All the commands are loaded for it, which no other run needs.
    """
    program = _whole_tree((), speech)
    shared = [_parameter(option) for option in program.params if option.name in SHARED]
    commands = [entry for name in COMMANDS for entry in _commands(name, speech)]
    return {"program": PROGRAM, "version": __version__, "about": program.help, "options": shared, "commands": commands}


def _whole_tree(words: tuple[str, ...], speech: Speech) -> Any:  # noqa: ANN401  # the library keeps its types private
    command = tree(words)
    translate_help(command, catalog(speech.language).gettext)
    return command


def _commands(name: str, speech: Speech) -> Iterator[dict[str, Any]]:
    """A command, or each of a group's."""
    part = COMMANDS[name]
    for leaf in getattr(part, "leaves", {}):
        yield _described((name, leaf), _whole_tree((name, leaf), speech).commands[name].commands[leaf])
    if not hasattr(part, "leaves"):
        yield _described((name,), _whole_tree((name,), speech).commands[name])


def _described(words: tuple[str, ...], command: Any) -> dict[str, Any]:  # noqa: ANN401  # as above
    return {
        "name": " ".join(words),
        "about": command.help,
        "parameters": [_parameter(each) for each in command.params if each.name not in SHARED],
        "examples": list(examples_of(" ".join(words))),
    }


def _parameter(parameter: Any) -> dict[str, Any]:  # noqa: ANN401  # as above
    """An option (`--format`) or an argument (`[FILE]`), what may be written for it and what it is for."""
    names = [name for name in parameter.opts if name.startswith("-")]
    switch = getattr(parameter, "is_flag", False)
    return {
        "names": names,
        "value": None if switch else (parameter.metavar or parameter.name.upper()),
        "many": bool(parameter.multiple) if names else parameter.nargs != 1,
        "required": bool(parameter.required),
        "help": getattr(parameter, "help", None),
    }


def manual_page(program: Mapping[str, Any], exit_codes: Mapping[str, str], speech: Speech) -> str:
    """The manual page, in the language of `program`, as `man` reads it."""
    parts = [
        f'.TH {PROGRAM.upper()} 1 "" "{PROGRAM} {program["version"]}"',
        f".SH {speech.word(_NAME)}\n{PROGRAM} \\- {_roff(program['about'])}",
        f".SH {speech.word(_SYNOPSIS)}\n.B {PROGRAM}\n.I COMMAND\n[...]",
        f".SH {speech.word(_EVERYWHERE)}",
        *map(_option, program["options"]),
        f".SH {speech.word(_COMMANDS)}",
    ]
    for command in program["commands"]:
        parts += [f".SS {_roff(command['name'])}\n{_roff(command['about'])}", *map(_option, command["parameters"])]
    parts.append(f".SH {speech.word(_EXIT_STATUS)}")
    parts += [f".TP\n.B {code}\n{_roff(words)}" for code, words in exit_codes.items()]
    return "\n".join(parts) + "\n"


def _option(parameter: Mapping[str, Any]) -> str:
    value = f" \\fI{_roff(parameter['value'])}\\fR" if parameter["value"] else ""
    names = ", ".join(f"\\fB{_roff(name)}\\fR" for name in parameter["names"])
    return f".TP\n{names}{value}\n{_roff(parameter['help'] or '')}".rstrip()


def _roff(words: str) -> str:
    """Words as they are, whatever signs they hold."""
    escaped = " ".join(words.split()).replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"^(?=[.'])", r"\\&", escaped)
