"""How an option or an argument of a command is declared: what stands for its value, what it is for, what TAB offers.

And which values may be typed by the words that the screens say them in, of either language.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Any

import typer

from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.text import LANGUAGES
from fourchette.errors import UsageError

_Offers = Callable[..., Any]
# What a command answers: an exit code, or nothing where all is done.
CommandFunction = Callable[..., int | None]


def option(metavar: str, about: str, *names: str, offers: _Offers | None = None) -> Any:  # noqa: ANN401  # what the library reads
    """An option with a value; without a name it bears that of its parameter."""
    return typer.Option(*names, metavar=metavar, help=about, autocompletion=offers)


def switch(name: str, about: str) -> Any:  # noqa: ANN401  # as above
    """An option that is given or not."""
    return typer.Option(name, help=about)


def argument(metavar: str, about: str, offers: _Offers | None = None) -> Any:  # noqa: ANN401  # as above
    """A word of the command line that is no option."""
    return typer.Argument(metavar=metavar, help=about, autocompletion=offers)


def on_context(command: CommandFunction) -> CommandFunction:
    """A command as the library runs it: with the context of its own, whose object is the run."""
    _, *typed = signature(command).parameters.values()

    @wraps(command)
    def run(context: typer.Context, **given: Any) -> int | None:  # noqa: ANN401  # as they were typed
        return command(context.obj, **given)

    return declared(run, (Parameter("context", Parameter.KEYWORD_ONLY, annotation=typer.Context), *typed))


def declared(command: CommandFunction, parameters: Iterable[Parameter]) -> CommandFunction:
    """A command for which the library reads other parameters than its code has."""
    found = [each.replace(kind=Parameter.KEYWORD_ONLY) for each in parameters]
    command.__signature__ = Signature(found)  # type: ignore[attr-defined]  # what the library reads
    command.__annotations__ = {each.name: each.annotation for each in found}
    return command


# Whom a quote is shown to.
AUDIENCES: Mapping[str, Message] = {"me": say("me"), "client": say("client")}


def value_meant(typed: str, words: Mapping[Any, Message]) -> str:
    """The value that was typed, by its name or by its word; what is neither is given back as it is."""
    if typed in words:
        return typed
    from fourchette.render.words.speech import Speech

    said = {Speech(language).say(word).casefold(): name for language in LANGUAGES for name, word in words.items()}
    return str(said.get(typed.casefold(), typed))


def audience_meant(typed: str) -> str:
    """Whom to show a quote to; raises UsageError."""
    audience = value_meant(typed, AUDIENCES)
    if audience not in AUDIENCES:
        raise UsageError(say("--for is me or client, not “{value}”", value=typed))
    return audience
