"""The settings of a user's config as values: what each key is called, and what it says."""

from collections.abc import Mapping
from dataclasses import field
from typing import Any, Literal

from fourchette.core.basis.messages import Message
from fourchette.core.basis.noun import noun
from fourchette.core.basis.reading import CLOSED, Label, Line
from fourchette.core.basis.text import NO_TEXT, Text

SettingKind = Literal["text", "number", "yes-no", "day", "list", "table"]
Form = Literal["", "money", "rate", "percent"]
# `file` is the config's own word, `home` that there is such a file in her folder.
Origin = Literal[
    "option",
    "mandate",
    "client",
    "file",
    "screen",
    "environment",
    "home",
    "card",
    "computed",
    "default",
    "none",
]


@noun(kw_only=True)
class SettingWords:
    """What a key or a table is called, and how it is explained, asked for and shown.

    The example of a table with free keys is a table itself. `why` is what ? says of its question, where that is not the
    note and the example. `dated` is the key beside it that says since when it holds:
    to set the one is to set the other.
    """

    __pydantic_config__ = CLOSED
    label: Label
    note: Label = NO_TEXT
    question: Label = NO_TEXT
    why: Label = NO_TEXT
    example: Any = None
    shown: Form = ""
    dated: Line = ""

    def example_in(self, language: str) -> object:
        """The example, in a language where each has its own."""
        spoken = self.example if isinstance(self.example, dict) else {}
        return spoken.get(language, self.example)


@noun(kw_only=True)
class Glossary:
    """The words of every key and table, and the keys that are asked for, in order."""

    __pydantic_config__ = CLOSED
    asked: tuple[Line, ...] = ()
    tables: Mapping[str, SettingWords] = field(default_factory=dict)
    settings: Mapping[str, SettingWords] = field(default_factory=dict)


@noun
class Setting:
    """A key that the config may have: what kind of value, the default (None for none), and its words.

    A `table` takes any key; what those are called is not known here.
    """

    path: tuple[str, ...]
    kind: SettingKind
    default: object
    words: SettingWords

    @property
    def key(self) -> str:
        """The key as one writes it: `profile.name`."""
        return ".".join(self.path)


@noun
class Stated:
    """What one key says: a value as TOML has it (None for none), whose it is, on which line, and what is wrong.

    `file` is the one of that line where several speak, `client` the name of the client whose it is.
    """

    path: tuple[str, ...]
    label: Text | Message
    form: Form
    value: Any
    origin: Origin
    line: int | None = None
    wrong: Message | None = None
    file: str = ""
    client: str = ""


@noun
class Unread:
    """A line of a file that is not TOML; `wrong` where the reading stopped."""

    number: int
    text: str
    wrong: bool


@noun
class Overview:
    """A config as it is: its file, whether there is one, and every key by table.

    The keys are those of no file where the file is not TOML; `unread` then holds the lines where it stops to be.
    """

    file: str
    exists: bool
    tables: Mapping[str, SettingWords]
    stated: tuple[Stated, ...]
    unread: tuple[Unread, ...] = ()
