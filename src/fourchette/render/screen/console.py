"""Text made for a screen: its width, its colours, and no line broken at a no-break space."""

import re
import unicodedata
from collections.abc import Iterable

from fourchette.core.basis.noun import noun
from fourchette.render.screen.screen_table import Drawn
from fourchette.render.screen.styled import coloured, uncoloured

WIDEST = 110
# Under it, figures are cut.
NARROWEST = 40
_MARGIN = 1
# A private character stands in for the spaces of a command, where no line is broken, until it is printed.
_TOGETHER = "\ue002"
# A command that a sentence shows, up to the end of its clause; what stands before the words of a line.
_COMMAND = r"\bfourchette [^,;:·]*[^,;:·.]"
_HANGING = r" *[→!] | +"
STAND_INS = str.maketrans(
    {
        "\u00a0": " ",
        "\u202f": " ",
        "·": "-",
        "×": "x",
        "÷": "/",
        "–": "-",
        "—": "-",
        "…": "...",
        "→": "->",
        "≥": ">=",
        "≤": "<=",
        "’": "'",
        "“": '"',
        "”": '"',
        "«": '"',
        "»": '"',
        "█": "#",
        "✓": "v",
        "✗": "x",
        "▸": ">",
        "◂": "<",
        "−": "-",
        "€": "EUR",
        "£": "GBP",
        "œ": "oe",
    }
)


@noun
class Screen:
    """What the text is made for: how many columns and lines (0: no end), whether in colour, whether beyond ASCII."""

    width: int = 80
    colour: bool = False
    unicode: bool = True
    height: int = 0

    @property
    def rule(self) -> str:
        """The sign that a line across the screen is drawn with."""
        return "─" if self.unicode else "-"

    @property
    def columns(self) -> int:
        """The columns left between the margins."""
        return max(NARROWEST, min(self.width, WIDEST)) - 2 * _MARGIN


def printed(parts: Iterable[Drawn], screen: Screen) -> str:
    """The text of some parts, an empty line between them; it ends with a newline."""
    write = coloured if screen.colour else uncoloured
    drawn = "\n\n".join("\n".join(" " * _MARGIN + write(line) for line in part.lines(screen.columns)) for part in parts)
    lines = (line.rstrip(" ") for line in drawn.rstrip(" \n").splitlines())
    text = "\n".join(lines).replace(_TOGETHER, " ") + "\n"
    return text if screen.unicode else plain(text)


def folded(text: str, room: int) -> str:
    """Words that fit in a room of columns, none of them cut; a command stays whole where it can, for it is copied."""
    from textwrap import wrap  # Only a terminal pays for this import.

    lines = []
    for line in text.split("\n"):
        kept = whole_commands(line, room)
        body, hanging = kept.rstrip(" "), re.match(_HANGING, line)
        indent = " " * len(hanging[0] if hanging else "")
        pieces = wrap(body, room, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
        lines.append("\n".join(pieces).replace(_TOGETHER, " ") + kept[len(body) :])
    return "\n".join(lines)


def whole_commands(text: str, room: int) -> str:
    """The text with commands that no line breaks, where they are no longer than one."""

    def bound_together(found: re.Match[str]) -> str:
        return found[0].replace(" ", _TOGETHER) if len(found[0]) < room else found[0]

    return re.sub(_COMMAND, bound_together, text)


def plain(text: str) -> str:
    """The text with signs of the keyboard in place of those of typography."""
    return text.translate(STAND_INS)


def unaccented(text: str, encoding: str) -> str:
    """The text without the accents that an encoding lacks: the letters under them stay."""
    # What an encoding lacks is nothing in it.
    return "".join(sign if sign.encode(encoding, "ignore") else unicodedata.normalize("NFD", sign)[0] for sign in text)
