"""What is wrong with a file's content: where, what, and what to do. Problems are values, never raised here."""

from collections.abc import Callable, Collection, Iterable
from typing import TypeVar

from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.nearest import nearest
from fourchette.core.basis.noun import noun
from fourchette.core.basis.text import visible

Path = tuple[str | int, ...]
Refused = TypeVar("Refused", bound=Exception)


@noun
class Unknown:
    """A name that is none of the valid ones: what is nearest is looked for only where it is told."""

    name: str
    valid: Collection[str]

    @property
    def remedy(self) -> Message | None:
        """The nearest of the valid names, or the whole list; None where there are none."""
        close = nearest(self.name, self.valid)
        if close is not None:
            return say("did you mean “{name}”?", name=close)
        return say("allowed: {names}", names=tuple(self.valid)) if self.valid else None


@noun
class Problem:
    """One thing wrong at one key, and what would be right."""

    path: Path
    message: Message
    right: Message | Unknown | None = None

    @property
    def remedy(self) -> Message | None:
        """What to do."""
        return self.right.remedy if isinstance(self.right, Unknown) else self.right

    @property
    def key(self) -> str:
        """The key as one writes it: `value.proofs[0].amount`."""
        key = ""
        for part in self.path:
            key += f"[{part}]" if isinstance(part, int) else f".{part}" if key else part
        return visible(key)


def unknown_name(path: Path, message: Message, name: str, valid: Iterable[str]) -> Problem:
    """A name that is not among the valid ones, with the nearest of them or the whole list."""
    return Problem(path, message, Unknown(name, valid if isinstance(valid, Collection) else tuple(valid)))


def unknown(
    refused: Callable[[Message, Message | None], Refused], message: Message, name: str, valid: Iterable[str]
) -> Refused:
    """The error to raise of a name that is not among the valid ones, with the nearest of them as its remedy."""
    problem = unknown_name((), message, name, valid)
    return refused(problem.message, problem.remedy)
