"""The family of errors a user can meet, and the exit code of each."""

from collections.abc import Mapping
from enum import IntEnum
from typing import Protocol


class ExitCode(IntEnum):
    """What the program's exit code means; a contract with the scripts that call it."""

    DONE = 0
    REFUSED = 1
    USAGE = 2
    WRONG_FILE = 3
    NOT_FOUND = 4
    DISK = 5
    UNEXPECTED = 70


class Sentence(Protocol):
    """What an error says, before any language is chosen (`core.messages.Message`)."""

    @property
    def text(self) -> str:
        """The English sentence with its fields."""

    @property
    def values(self) -> Mapping[str, object]:
        """The values of the fields."""


class UserError(Exception):
    """Something the user can mend: what is wrong, and what to do."""

    exit_code = ExitCode.USAGE

    def __init__(self, message: Sentence, remedy: Sentence | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.remedy = remedy


class UsageError(UserError):
    """The command line asks for something that cannot be."""


class NotFound(UserError):
    """What was named does not exist, or its state does not allow it."""

    exit_code = ExitCode.NOT_FOUND


class DiskError(UserError):
    """The disk said no; nothing was half-written."""

    exit_code = ExitCode.DISK
