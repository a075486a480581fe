"""A file that cannot be used: every problem in it, each with its key and, where it can be told, its line."""

from collections.abc import Iterable

from fourchette.core.basis.messages import say
from fourchette.core.basis.noun import noun
from fourchette.core.basis.problems import Problem
from fourchette.errors import ExitCode, UserError


@noun
class Located:
    """A problem and the line it stands on."""

    problem: Problem
    line: int | None = None


class WrongFile(UserError):
    """A file that cannot be used, with all its problems."""

    exit_code = ExitCode.WRONG_FILE

    def __init__(self, file: str, problems: Iterable[Located]) -> None:
        self.file = file
        self.problems = tuple(problems)
        super().__init__(say("{file} cannot be used", file=file))


class WrongChange(WrongFile):
    """A change that would break a file: its problems are those of the text that was refused."""


class WrongOptions(WrongFile):
    """Answers given as options that the rate card does not allow: a matter of usage, not of a file."""

    exit_code = ExitCode.USAGE
