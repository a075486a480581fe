"""The tables of a screen as an SVG picture: the same words and figures, and their bars to the point."""

from collections.abc import Iterable, Iterator

from fourchette.core.basis.money import ONE, to_step
from fourchette.core.basis.noun import noun
from fourchette.render.screen.console import WIDEST, Screen
from fourchette.render.screen.grid import Cell, Grid
from fourchette.render.screen.grid_drawing import table_of
from fourchette.render.why.svg_drawing import LINE, MARGIN, TENTH, WIDTH, Lettering, label, paragraph, svg_of

# A table stands as on the widest screen, each of whose columns is here as wide as a figure of any font.
_SCREEN = Screen(WIDEST)
_CELL = (WIDTH - 2 * MARGIN) // _SCREEN.columns
_EDGE = MARGIN + _CELL * _SCREEN.columns
# Of words, so many letters take as many columns and one more.
_LETTERS = 15
_TITLE_ROOM = {"title": 66, "strong": 90}
_BAR = 12
_COLOURS = {"good": "#3a8f5c", "error": "#c4552d"}


@noun
class _Placed:
    """A cell, from which point to which it stands, and its letter of alignment."""

    cell: Cell
    left: int
    right: int
    stands: str

    @property
    def words(self) -> Lettering:
        room = _TITLE_ROOM.get(self.cell.tone, max((self.right - self.left) * (_LETTERS + 1) // (_LETTERS * _CELL), 1))
        return Lettering(self.cell.text.lstrip(" "), self.cell.tone or "cell", room)

    def drawn(self, base: int) -> Iterator[str]:
        if self.cell.bar is not None:
            start, end = (self.left + to_step(column * _CELL, TENTH) for column in self.cell.bar)
            shape = f'y="{base - _BAR + 1}" width="{max(end - start, ONE)}" height="{_BAR}"'
            if self.cell.text:
                yield f'<rect x="{start}" {shape} fill="{_COLOURS.get(self.cell.tone, "#2a6f97")}"/>'
        elif self.stands == "r":
            yield label(self.cell.text, self.right, base, self.cell.tone or "cell", "end")
        else:
            indent = len(self.cell.text) - len(self.cell.text.lstrip(" "))
            yield from paragraph(self.words, self.left + indent * _CELL, base)


@noun
class _Strip:
    """Cells side by side, and what is left free over them: with a line across where it is `ruled`."""

    cells: tuple[_Placed, ...]
    above: int = 0
    ruled: bool = False

    @property
    def height(self) -> int:
        return LINE * max(len(placed.words.lines) for placed in self.cells if placed.cell.bar is None)

    def drawn(self, base: int) -> Iterator[str]:
        if self.ruled:
            yield f'<path d="M{MARGIN} {base - LINE}H{_EDGE}" stroke="#b8c2c8"/>'
        for placed in self.cells:
            yield from placed.drawn(base)


def grids_svg(grids: Iterable[Grid]) -> str:
    """The picture of some tables, one under the other; it ends with a newline."""
    shown = [grid for grid in grids if grid.title or grid.rows or grid.notes]
    base = MARGIN
    parts: list[str] = []
    for index, grid in enumerate(shown):
        for strip in _strips(grid, "strong" if index else "title"):
            base += strip.above
            parts += strip.drawn(base)
            base += strip.height
    name = next((words for grid in shown for words in (grid.title, *grid.notes) if words), "")
    return svg_of(name, base + MARGIN - LINE, parts)


def _strips(grid: Grid, title: str) -> Iterator[_Strip]:
    """The title, the headings, the rows, those that sum up under a line, and the sentences."""
    if grid.title:
        yield _across(Cell(grid.title, title), 2 * LINE)
    if grid.subtitle:
        yield _across(Cell(grid.subtitle, "quiet"), LINE // 4)
    places = [MARGIN + column * _CELL for column in table_of(grid, _SCREEN).edges(_SCREEN.columns)] if grid.rows else []

    def strip(row: Iterable[str | Cell], above: int, *, ruled: bool = False) -> _Strip:
        cells = (each if isinstance(each, Cell) else Cell(each) for each in row)
        placed = zip(cells, places[::2], places[1::2], grid.align, strict=True)
        return _Strip(tuple(_Placed(*each) for each in placed), above, ruled)

    if grid.rows and any(grid.headings):
        yield strip((Cell(words, "quiet") for words in grid.headings), LINE)
    for index, row in enumerate(grid.rows):
        sums = bool(grid.sums) and index == len(grid.rows) - grid.sums
        ruled = sums or (not index and any(grid.headings))
        yield strip(row, LINE // 2 if ruled or not index else LINE // 4, ruled=ruled)
    for note in grid.notes:
        yield _across(Cell(note), LINE)


def _across(cell: Cell, above: int) -> _Strip:
    return _Strip((_Placed(cell, MARGIN, _EDGE, "w"),), above)
