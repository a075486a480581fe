"""What was seen of the program's surroundings: one finding a subject, and what to do where something is wrong."""

from collections.abc import Iterable
from typing import Literal

from fourchette.core.basis.noun import noun
from fourchette.errors import Sentence

Level = Literal["ok", "warning", "error"]


@noun
class Finding:
    """What was seen of one subject, by a stable code, and the remedy where it is not as it should be."""

    code: str
    level: Level
    message: Sentence
    remedy: Sentence | None = None


def is_sound(findings: Iterable[Finding]) -> bool:
    """Whether nothing stands in the way; a warning does not."""
    return all(finding.level != "error" for finding in findings)
