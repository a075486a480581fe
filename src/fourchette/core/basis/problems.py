"""What is wrong with a file's content: where, what, and what to do. Problems are values, never raised here."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.nearest import nearest
from fourchette.core.basis.noun import noun
from fourchette.core.basis.text import visible

Path = tuple[str | int, ...]
Refused = TypeVar("Refused", bound=Exception)


@noun
class Problem:
    """One thing wrong at one key; `remedy` says what would be right."""

    path: Path
    message: Message
    remedy: Message | None = None

    @property
    def key(self) -> str:
        """The key as one writes it: `value.proofs[0].amount`."""
        key = ""
        for part in self.path:
            key += f"[{part}]" if isinstance(part, int) else f".{part}" if key else part
        return visible(key)


def unknown_name(path: Path, message: Message, name: str, valid: Iterable[str]) -> Problem:
    """A name that is not among the valid ones, with the nearest of them or the whole list."""
    names = tuple(valid)
    close = nearest(name, names)
    if close is not None:
        return Problem(path, message, say("did you mean “{name}”?", name=close))
    if not names:
        return Problem(path, message)
    return Problem(path, message, say("allowed: {names}", names=names))


def unknown(
    refused: Callable[[Message, Message | None], Refused], message: Message, name: str, valid: Iterable[str]
) -> Refused:
    """The error to raise of a name that is not among the valid ones, with the nearest of them as its remedy."""
    problem = unknown_name((), message, name, valid)
    return refused(problem.message, problem.remedy)
