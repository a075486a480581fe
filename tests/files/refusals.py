"""What a refused file says, as short lines that a test can hold against the expected ones."""

from collections.abc import Callable

import pytest

from fourchette.files.toml.wrong_file import WrongFile


def refusals(read: Callable[[], object]) -> list[str]:
    """Each problem of the file that `read` refuses: `line key: message → remedy`, in order."""
    with pytest.raises(WrongFile) as caught:
        read()
    return shown(caught.value)


def shown(error: WrongFile) -> list[str]:
    """Each problem of a refused file."""
    return [
        f"{located.line or '?'} {located.problem.key or '-'}: {located.problem.message}"
        + (f" → {located.problem.remedy}" if located.problem.remedy is not None else "")
        for located in error.problems
    ]
