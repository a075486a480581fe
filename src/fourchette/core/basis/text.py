"""Words that a file gives in both languages, and what of a text can safely be shown."""

import unicodedata
from typing import Literal

from fourchette.core.basis.noun import noun

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = ("fr", "en")


@noun
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

# Embedding and override controls can make a line read other than it is written.
BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Control characters, halves of characters, separators of lines and of paragraphs.
_UNSHOWABLE = ("Cc", "Cs", "Zl", "Zp")
# The last two characters of each plane, and 32 others, are never any.
_NONE_AT_ALL = range(0xFDD0, 0xFDF0)
_LAST_OF_A_PLANE = 0xFFFE


def unshowable(character: str) -> bool:
    """Whether a character would do something to a screen or a line rather than be read."""
    number = ord(character)
    is_none = number & _LAST_OF_A_PLANE == _LAST_OF_A_PLANE or number in _NONE_AT_ALL
    return is_none or unicodedata.category(character) in _UNSHOWABLE or character in BIDI_CONTROLS


def visible(text: str) -> str:
    """The text with a mark in place of each character that cannot be shown."""
    if text.isprintable():
        return text
    return "".join("\ufffd" if unshowable(character) else character for character in text)
