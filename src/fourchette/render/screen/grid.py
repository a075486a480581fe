"""Plain tables for a screen: a title, headings, rows, and sentences under them."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import TypeVar

from fourchette.core.basis.money import ONE, ZERO, to_step
from fourchette.core.basis.noun import noun
from fourchette.render.screen.width import padded, width

_GAP = 2
_Thing = TypeVar("_Thing")


@noun
class Cell:
    """A cell, with what it means for its colour; of a bar, from where to where, in columns of a screen."""

    text: str
    tone: str = ""
    bar: tuple[Decimal, Decimal] | None = None

    def __str__(self) -> str:
        return self.text


GridRow = tuple[str | Cell, ...]


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

    title: str = ""
    headings: tuple[str, ...] = ()
    align: str = ""
    rows: tuple[GridRow, ...] = ()
    subtitle: str = ""
    notes: tuple[str, ...] = ()
    sums: int = 0
    spare: int | None = None


def grid_of(  # noqa: PLR0913  # what may be said around a table
    things: Iterable[_Thing],
    *columns: tuple[str, str, Callable[[_Thing], str | Cell]],
    title: str = "",
    subtitle: str = "",
    notes: Iterable[str] = (),
    none: str = "",
    spare: int | None = None,
) -> Grid:
    """A row for each thing; a column is its heading, its letter of alignment, and how it tells a thing.

    Where there is no thing, the sentence that says so stands alone.
    """
    headings, letters, tellers = zip(*columns, strict=True)
    rows = tuple(tuple(tell(thing) for tell in tellers) for thing in things)
    if not rows:
        return Grid(notes=(none,)) if none else Grid(title, subtitle=subtitle, notes=tuple(notes))
    return Grid(title, headings, "".join(letters), rows, subtitle, tuple(notes), spare=spare)


def render_columns(grid: Grid) -> str:
    """A grid as plain columns for another program, or for a long list: a line a row, as wide as it needs."""
    rows = [tuple(map(str, row)) for row in (grid.headings, *grid.rows) if row]
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return "".join(_line(row, widths, grid.align) for row in rows)


def _line(row: tuple[str, ...], widths: list[int], align: str) -> str:
    cells = (padded(cell, room, right=letter == "r") for cell, room, letter in zip(row, widths, align, strict=True))
    return (" " * _GAP).join(cells).rstrip() + "\n"
