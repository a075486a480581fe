"""The values of an option by the words that the screens say them in, of either language."""

from collections.abc import Mapping
from typing import Any

from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.text import LANGUAGES
from fourchette.errors import UsageError

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
