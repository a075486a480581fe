"""Plain tables for a screen: a title, headings, rows, and sentences under them."""

from decimal import Decimal

from fourchette.core.basis.money import ONE, ZERO, to_step
from fourchette.core.basis.noun import noun
from fourchette.render.screen.width import padded, width

_GAP = 2


@noun
class Cell:
    """A cell, with what it means for its colour; of a bar, from where to where, in columns of a screen."""

    text: str
    tone: str = ""
    bar: tuple[Decimal, Decimal] | None = None

    def __str__(self) -> str:
        return self.text


def bar_cell(figure: Decimal, most: Decimal, cells: int, tone: str) -> Cell:
    """A bar as long as a figure beside the greatest, which takes so many cells; only zero has none."""
    length = cells * abs(figure) / most if most else ZERO
    return Cell("█" * max(int(bool(figure)), int(to_step(length, ONE))), tone, (ZERO, length))


@noun
class Grid:
    """A table; `align` has a letter for each column: l, r, b for bars and signs, w for what takes the width left.

    The last `sums` rows add up those above, and stand under a line. The column `spare` is left out of a screen that has
    no room for it.
    """

    title: str
    headings: tuple[str, ...]
    align: str
    rows: tuple[tuple[str | Cell, ...], ...]
    subtitle: str = ""
    notes: tuple[str, ...] = ()
    sums: int = 0
    spare: int | None = None


def render_columns(grid: Grid) -> str:
    """A grid as plain columns for another program, or for a long list: a line a row, as wide as it needs."""
    rows = [tuple(map(str, row)) for row in (grid.headings, *grid.rows) if row]
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return "".join(_line(row, widths, grid.align) for row in rows)


def _line(row: tuple[str, ...], widths: list[int], align: str) -> str:
    cells = (padded(cell, room, right=letter == "r") for cell, room, letter in zip(row, widths, align, strict=True))
    return (" " * _GAP).join(cells).rstrip() + "\n"
