"""What the command-line library finds wrong with a command line, in our own words and both languages."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.nearest import nearest
from fourchette.errors import UsageError
from fourchette.files.shipped.resource import resource
from fourchette.files.toml.toml_read import parse

# In the words of the library, which keeps its classes private and its messages in English.
_EXTRA = re.compile(r"unexpected extra argument\S* \((.+)\)")
_NO_INTEGER = re.compile(r"not a valid (?:int|float)")
_OTHER_WORDS = "other_words.toml"


def is_usage_error(error: Exception) -> bool:
    """Whether the library threw it about the command line; its classes are not exported."""
    return hasattr(error, "format_message") and getattr(error, "exit_code", None) == UsageError.exit_code


def usage_error(error: Any, arguments: Sequence[str], commands: Mapping[str, Any]) -> UsageError:  # noqa: ANN401  # the library keeps its classes private
    """Our error for one of the library's, with the help of the command that was meant."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "fourchette"
    if arguments and arguments[0] in commands and " " not in path:
        path = f"{path} {arguments[0]}"
    message, remedy = _message(error)
    return UsageError(message, remedy or say("{command} --help says more", command=path))


def _message(error: Any) -> tuple[Message, Message | None]:  # noqa: ANN401  # as above
    match type(error).__name__:
        case "NoSuchOption":
            close = error.possibilities[0] if error.possibilities else None
            remedy = say("did you mean “{name}”?", name=close) if close else None
            return say("there is no option {option}", option=error.option_name), remedy
        case "MissingParameter":
            return say("{name} is missing", name=_name(error)), None
        case "BadOptionUsage":
            if "not take a value" in error.message:
                return say("{option} takes no value", option=error.option_name), None
            return say("{option} needs a value", option=error.option_name), None
        case "BadParameter":
            return say("{name}: {reason}", name=_name(error), reason=_reason(error)), None
    return _unknown_command(error)


def _reason(error: Any) -> Message:  # noqa: ANN401  # as above
    """What is wrong with a value: it is no whole number, or one too small or too large."""
    kind = getattr(error.param, "type", None)
    if _NO_INTEGER.search(error.message):
        return say("a whole number is expected")
    if (least := getattr(kind, "min", None)) is not None and "range" in error.message:
        return say("a whole number of {least} or more is expected", least=str(least))
    return say("{reason}", reason=error.message)


def _unknown_command(error: Any) -> tuple[Message, Message | None]:  # noqa: ANN401  # as above
    commands = getattr(getattr(error.ctx, "command", None), "commands", {}) if error.ctx is not None else {}
    quoted = error.message.split("'")
    if error.message.startswith("No such command") and len(quoted) > 1:
        close = _command_meant(quoted[1], commands)
        remedy = say("did you mean “{name}”?", name=close) if close else say("allowed: {names}", names=tuple(commands))
        return say("there is no command {name}", name=quoted[1]), remedy
    if error.message == "Missing command.":
        return say("a command is missing"), say("allowed: {names}", names=tuple(commands))
    if extra := _EXTRA.search(error.message):
        remedy = say("words that go together stand in quotes: 'Café du coin'")
        return say("too many words: {words}", words=extra[1]), remedy
    return say("{reason}", reason=error.message), None


def _command_meant(typed: str, commands: Mapping[str, Any]) -> str | None:
    """The command that a word stands for elsewhere or in the other language; else the one it looks most like."""
    other = parse(_OTHER_WORDS, resource(_OTHER_WORDS)).content["commands"]
    by_word = {word: name for name, words in other.items() for word in words if name in commands}
    close = nearest(typed, {**by_word, **commands})
    return by_word.get(close or "", close)


def _name(error: Any) -> str:  # noqa: ANN401  # as above
    parameter = error.param
    if parameter is None:
        return ""
    return (
        str(parameter.metavar or parameter.name) if parameter.param_type_name == "argument" else str(parameter.opts[-1])
    )
