"""Words with their colours, broken into lines of a width: what a screen is drawn with.

A style is words: `bold`, `dim`, `italic`, a colour; `not bold` takes it from what is around.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from fourchette.render.screen.width import width

_COLOURS = {"red": 31, "green": 32, "yellow": 33, "cyan": 36}
CODES = {"bold": 1, "dim": 2, "italic": 3, **_COLOURS}
ELLIPSIS = "…"
# No line is broken at a no-break space.
WORD = re.compile(r"[\S\u00a0\u202f]+")
_SPACED_WORD = re.compile(r"[^\S\u00a0\u202f]*[\S\u00a0\u202f]+[^\S\u00a0\u202f]*")
_Piece = tuple[str, str]
StyledLine = list[_Piece]


class Styled:
    """A text of pieces, each with a style over that of the whole; `justify` has its say outside a table."""

    def __init__(self, text: str = "", style: str = "", *, justify: str = "left", indent: int = 0) -> None:
        self.style = style
        self.indent = indent
        self.justify = justify
        self.pieces: StyledLine = [(text, "")]

    def append(self, text: str, style: str = "") -> "Styled":
        """Put more words behind."""
        self.pieces.append((text, style))
        return self

    @property
    def plain(self) -> str:
        """The words alone."""
        return "".join(text for text, _ in self.pieces)

    @property
    def cell_len(self) -> int:
        """The columns of all the words."""
        return width(self.plain)

    def __len__(self) -> int:
        return len(self.plain)

    @property
    def widest(self) -> int:
        """The columns of the longest line as it is written."""
        return self.indent + max(map(width, self.plain.splitlines()), default=0)

    def lines(self, room: int, justify: str | None = None, *, whole: bool = False) -> list[StyledLine]:
        """The lines that the words make in a room of columns, each exactly as wide; not broken where `whole`."""
        justify = justify or self.justify
        start, made = 0, []
        starts = list(accumulate((len(text) for text, _ in self.pieces), initial=0))
        for paragraph in self.plain.split("\n"):
            breaks = [] if whole else list(_breaks(paragraph, room - self.indent))
            for first, last in zip([0, *breaks], [*breaks, len(paragraph)], strict=True):
                line = self._line(starts, (start + first, start + last), room - self.indent, justify, whole=whole)
                made.append([(" " * self.indent, ""), *line] if self.indent else line)
            start += len(paragraph) + 1
        return made

    def _line(
        self, starts: Sequence[int], ends: tuple[int, int], room: int, justify: str, *, whole: bool
    ) -> StyledLine:
        first, last = ends
        text = "".join(piece for piece, _ in self._between(starts, first, last))
        kept = text.rstrip(" ") if justify == "right" or width(text) > room else text
        cut = width(kept) > room
        kept = _cut(kept, room - 1 if cut and whole else room)
        line = self._between(starts, first, first + len(kept))
        if cut and whole:
            line.append((ELLIPSIS, self.style))
        padding = (" " * (room - width(kept) - (cut and whole)), self.style)
        return [padding, *line] if justify == "right" else [*line, padding]

    def _between(self, starts: Sequence[int], first: int, last: int) -> StyledLine:
        """What stands from one place to another, by where each piece starts: among many, only its own are read."""
        some = range(max(bisect_right(starts, first) - 1, 0), bisect_left(starts, last, hi=len(self.pieces)))
        cut = ((self.pieces[index], starts[index]) for index in some)
        found = ((text[max(first - at, 0) : last - at], style) for (text, style), at in cut)
        return [(text, f"{self.style} {style}") for text, style in found if text]


def _cut(text: str, room: int) -> str:
    """As much of the beginning as a room of columns has place for."""
    if width(text) <= room:
        return text
    return text[: max(bisect_right(range(len(text)), room, key=lambda end: width(text[:end])) - 1, 0)]


def _breaks(text: str, room: int) -> Iterator[int]:
    """Where a line is broken: between words, and within one that is longer than a line."""
    at = 0
    for word in _SPACED_WORD.finditer(text):
        start, length = word.start(), width(word[0].rstrip(" "))
        if room - at >= length:
            at += width(word[0])
        elif length > room:
            for last, chunk in _chunks(word[0], room):
                if start:
                    yield start
                at = width(chunk)
                start += 0 if last else len(chunk)
        else:
            yield start
            at = width(word[0])


def _chunks(word: str, room: int) -> Iterator[tuple[bool, str]]:
    while word:
        chunk = _cut(word, room) or word[0]
        word = word[len(chunk) :]
        yield not word, chunk


def coloured(line: Iterable[_Piece]) -> str:
    """A line with the codes of its colours."""
    return "".join(f"\x1b[{codes}m{text}\x1b[0m" if text and (codes := _codes(style)) else text for text, style in line)


def uncoloured(line: Iterable[_Piece]) -> str:
    """A line without its colours."""
    return "".join(text for text, _ in line)


def _codes(style: str) -> str:
    """The codes of a style: a colour is the last one named, `not` takes off what follows it."""
    on: dict[str, int] = {}
    words = iter(style.split())
    for word in words:
        if word == "not":
            on.pop(next(words), None)
        else:
            on = {name: code for name, code in on.items() if word not in _COLOURS or name not in _COLOURS}
            on[word] = CODES[word]
    return ";".join(map(str, sorted(on.values())))
