"""Words that a file gives in both languages."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = ("fr", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """A label, question or reason; an absent language falls back on the other."""

    fr: str = ""
    en: str = ""

    def speak(self, language: str) -> str:
        """The words in `language`, or in the other one when this one is missing."""
        first, second = (self.fr, self.en) if language == "fr" else (self.en, self.fr)
        return first or second

    def __bool__(self) -> bool:
        return bool(self.fr or self.en)


NO_TEXT = Text()
