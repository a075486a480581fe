"""What the command-line library finds wrong with a command line, in our own words and both languages."""

from collections.abc import Mapping, Sequence
from typing import Any

from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.nearest import nearest
from fourchette.errors import UsageError


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
            return say("{name}: {reason}", name=_name(error), reason=error.message), None
    return _unknown_command(error)


def _unknown_command(error: Any) -> tuple[Message, Message | None]:  # noqa: ANN401  # as above
    commands = getattr(getattr(error.ctx, "command", None), "commands", {}) if error.ctx is not None else {}
    quoted = error.message.split("'")
    if error.message.startswith("No such command") and len(quoted) > 1:
        close = nearest(quoted[1], commands)
        remedy = say("did you mean “{name}”?", name=close) if close else say("allowed: {names}", names=tuple(commands))
        return say("there is no command {name}", name=quoted[1]), remedy
    if error.message == "Missing command.":
        return say("a command is missing"), say("allowed: {names}", names=tuple(commands))
    return say("{reason}", reason=error.message), None


def _name(error: Any) -> str:  # noqa: ANN401  # as above
    parameter = error.param
    if parameter is None:
        return ""
    return (
        str(parameter.metavar or parameter.name) if parameter.param_type_name == "argument" else str(parameter.opts[-1])
    )
