"""A sentence the program may say, before any language is chosen.

The text is English and is the key of the message catalogs. Its fields carry a format that the
language fills in: `{rate:money}`, `{hours:hours}`, `{share:percent}`, `{count:count}`.
"""

from collections.abc import Mapping
from dataclasses import field
from string import Formatter
from typing import Literal

from fourchette.core.basis.noun import noun
from fourchette.core.basis.text import Text, visible

Severity = Literal["info", "warning"]


@noun
class Message:
    """A translatable sentence and the values of its fields."""

    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        """Plain English, for a traceback or a log."""
        return _PLAIN.vformat(self.text, (), self.values)


class _Plain(Formatter):
    def format_field(self, value: object, format_spec: str) -> str:  # noqa: ARG002  # formats are a language's
        if isinstance(value, tuple):
            return ", ".join(self.format_field(item, "") for item in value)
        return visible(value.speak("en") if isinstance(value, Text) else str(value))


_PLAIN = _Plain()


def say(text: str, /, **values: object) -> Message:
    """Build a message; the catalogs are checked against every literal passed here."""
    return Message(text, values)


@noun
class Notice:
    """Something the program noticed while pricing. It never changes a figure; its code is stable."""

    code: str
    severity: Severity
    message: Message
