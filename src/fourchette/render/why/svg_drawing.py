"""What every SVG picture is drawn with: its opening, its style, lines of words and paragraphs.

A picture is whole in itself (no font, style or image from elsewhere) and the same bytes each time.
Viewers measure text, this does not: lines are broken at a number of characters that fits any font.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from textwrap import wrap
from xml.sax.saxutils import escape

from fourchette.core.basis.noun import noun

WIDTH = 960
MARGIN = 36
LINE = 18
TENTH = Decimal("0.1")
_FONTS = "'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
STYLE = (
    f"text{{font-family:{_FONTS};font-size:14px;fill:#1c2a33;white-space:pre}}"
    ".title{font-size:22px;font-weight:700}.strong{font-weight:700}.sum{font-size:16px;font-weight:700;fill:#14364a}"
    ".cell{font-size:13px}.good{font-size:13px;fill:#2c7048}.error{font-size:13px;fill:#a8431f}.fact{font-size:13px;fill:#2a6f97}"
    ".quiet{font-size:12px;fill:#53646f}.source{font-size:11px;fill:#7a8891;font-style:italic}.limit{fill:#8a5a00}"
)


@noun
class Lettering:
    """Words in one style, and how many characters of it a column takes."""

    text: str
    style: str = ""
    room: int = 44
    height: int = LINE

    @property
    def lines(self) -> list[str]:
        """The words, broken."""
        return wrap(self.text, self.room, break_on_hyphens=False)


def paragraph(words: Lettering, left: int, top: int) -> Iterator[str]:
    """Lines of text, one under the other; `top` is the first one's base line."""
    for number, line in enumerate(words.lines):
        yield label(line, left, top + number * words.height, words.style)


def paragraphs(several: Iterable[Lettering], top: int, gap: int = 0) -> tuple[list[str], int]:
    """Texts one under the other from the margin, so far apart; and where the next would begin."""
    parts: list[str] = []
    for words in several:
        parts += paragraph(words, MARGIN, top)
        top += len(words.lines) * words.height + gap
    return parts, top


def label(text: str, left: object, base: object, style: str = "", anchor: str = "") -> str:
    """Words on one line, from their base line."""
    attributes = f' class="{style}"' * bool(style) + f' text-anchor="{anchor}"' * bool(anchor)
    return f'<text x="{left}" y="{base}"{attributes}>{escape(text)}</text>'


def svg_of(title: str, height: int, parts: Iterable[str]) -> str:
    """A whole picture of its parts; it ends with a newline."""
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'role="img">\n<title>{escape(title)}</title>\n<style>{STYLE}</style>\n'
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>'
    )
    return "\n".join([opening, *parts, "</svg>"]) + "\n"
