"""Text made for a screen: its width, its colours, and no line broken at a no-break space."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from io import StringIO
from typing import TYPE_CHECKING, TypeVar

from fourchette.core.basis.noun import noun

if TYPE_CHECKING:
    from rich.box import Box
    from rich.console import RenderableType

WIDEST = 100
NARROWEST = 60
_MARGIN = 1
# Rich breaks lines at no-break spaces: private characters stand in for them while it works.
BOUND = {0xA0: "\ue000", 0x202F: "\ue001"}
UNBOUND = {0xE000: "\u00a0", 0xE001: "\u202f", 0xE002: " "}
# A space that French puts inside guillemets, before a double sign or a unit, and in a number, and that a card
# has as a plain one.
INSEPARABLE = re.compile(r"(?<=«) | (?=[;:?!»%$€£](?:\W|$))|(?<=\d) (?=\d{3}(?:\D|$))")
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
# A rule under the headings and one above the subtotal, and no other line.
RULED = "    \n    \n ── \n    \n ── \n    \n    \n    \n"

_Part = TypeVar("_Part")


@noun
class Screen:
    """What the text is made for: how many columns, whether in colour, whether beyond ASCII."""

    width: int = 80
    colour: bool = False
    unicode: bool = True

    @property
    def box(self) -> "Box":
        """The lines of a table."""
        from rich.box import Box

        return Box(RULED) if self.unicode else Box(RULED.replace("─", "-"), ascii=True)

    @property
    def rule(self) -> str:
        """The sign that a line across the screen is drawn with."""
        return "─" if self.unicode else "-"

    @property
    def columns(self) -> int:
        """The columns left between the margins."""
        return max(NARROWEST, min(self.width, WIDEST)) - 2 * _MARGIN


def printed(parts: "Iterable[RenderableType]", screen: Screen) -> str:
    """The text of some parts, an empty line between them; it ends with a newline."""
    from rich.console import Console
    from rich.padding import Padding

    file = StringIO()
    console = Console(
        file=file,
        width=screen.columns + 2 * _MARGIN,
        force_terminal=screen.colour,
        color_system="standard" if screen.colour else None,
        highlight=False,
        emoji=False,
        markup=False,
        legacy_windows=False,
    )
    for part in parts:
        console.print(Padding(part, (0, _MARGIN)))
        console.print()
    lines = (line.rstrip() for line in file.getvalue().rstrip().splitlines())
    text = "\n".join(lines).translate(UNBOUND) + "\n"
    return text if screen.unicode else plain(text)


def plain(text: str) -> str:
    """The text with signs of the keyboard in place of those of typography."""
    return text.translate(STAND_INS)


def unaccented(text: str, encoding: str) -> str:
    """The text without the accents that an encoding lacks: the letters under them stay."""
    return "".join(sign if _has(encoding, sign) else unicodedata.normalize("NFD", sign)[0] for sign in text)


def _has(encoding: str, sign: str) -> bool:
    try:
        sign.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def bound(part: _Part) -> _Part:
    """The same words, or whatever is made of words, with spaces that wrapping respects where no line may break."""
    if isinstance(part, str):
        return INSEPARABLE.sub("\ue002", part.translate(BOUND))  # type: ignore[return-value]  # a str is a str
    if isinstance(part, tuple):
        return tuple(bound(item) for item in part)  # type: ignore[return-value]  # and a tuple a tuple
    if is_dataclass(part) and not isinstance(part, type):
        return replace(part, **{field.name: bound(getattr(part, field.name)) for field in fields(part)})
    return part
