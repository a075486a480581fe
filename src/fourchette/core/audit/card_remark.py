"""What an audit has to say of a card, one thing at a time."""

from typing import Literal

from fourchette.core.basis.messages import Message
from fourchette.core.basis.noun import noun
from fourchette.core.basis.problems import Path

_Level = Literal["error", "warning", "fact"]


@noun
class Remark:
    """One thing proved of a card: a stable code, how grave it is, the key, what, and what to do."""

    code: str
    level: _Level
    path: Path
    message: Message
    remedy: Message | None = None


def warning(code: str, path: Path, message: Message, remedy: Message | None = None) -> Remark:
    """What is not wrong, and worth mending."""
    return Remark(code, "warning", path, message, remedy)
