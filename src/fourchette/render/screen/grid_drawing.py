"""Grids drawn as tables: headings, rules, rows, and sentences under them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from fourchette.render.screen.console import Screen, printed
from fourchette.render.screen.grid import Cell, Grid
from fourchette.render.screen.screen_table import Drawn, ScreenTable, TableColumn
from fourchette.render.screen.styled import WORD, Styled

NARROW = 8
_GAP = 3
_APART = 2
_STYLES = {"error": "bold red", "warning": "yellow", "fact": "cyan", "good": "green", "quiet": "dim", "strong": "bold"}


def render_grids(grids: Iterable[Grid], screen: Screen) -> str:
    """The text of some grids for a screen."""
    return printed((part for grid in grids for part in grid_parts(grid, screen)), screen)


def grid_parts(grid: Grid, screen: Screen) -> Iterator[Drawn]:
    """The parts of a grid: the table under its title, then its notes."""
    grid = _fitting(grid, screen)
    title = Styled(grid.title, "bold")
    if grid.subtitle:
        title.append(f"\n{grid.subtitle}", "not bold dim")
    if not grid.rows:
        if grid.title:
            yield title
    else:
        yield table_of(grid, screen, title)
    for note in grid.notes:
        yield Styled(note)


def _fitting(grid: Grid, screen: Screen) -> Grid:
    """The grid without its last bar, then its column that may be spared, where the others have no room beside it."""
    last_bar = len(grid.align) - 1 if grid.align.endswith("b") else None
    for place, words in ((last_bar, screen.columns // 4), (grid.spare, screen.columns // 6)):
        if place is not None and grid.rows and _taken(grid, words) > screen.columns:
            grid = _without(grid, place)
    return grid


def _taken(grid: Grid, words: int) -> int:
    """The columns of a screen that figures and the longest words take, with so many for what takes the width left."""
    columns = zip(grid.align, zip(grid.headings, *grid.rows, strict=True), strict=True)
    widest = (
        max(_longest(cell) if letter == "l" else len(str(cell)) for cell in column)
        for letter, column in columns
        if letter != "w"
    )
    return sum(width + _GAP for width in widest) + (words if "w" in grid.align else 0)


def _longest(cell: str | Cell) -> int:
    return max(map(len, WORD.findall(str(cell))), default=0)


def _without(grid: Grid, place: int) -> Grid:
    rows = tuple((*row[:place], *row[place + 1 :]) for row in grid.rows)
    headings = (*grid.headings[:place], *grid.headings[place + 1 :])
    return replace(grid, align=grid.align[:place] + grid.align[place + 1 :], headings=headings, rows=rows)


def table_of(grid: Grid, screen: Screen, title: Styled | None = None) -> ScreenTable:
    """The table that a grid is on a screen; where words have no room beside the figures, they have lines of their own.

    They stand over their row where they come first, else under it.
    """
    place = grid.align.find("w")
    words = max([screen.columns // 4, *(_longest(row[place]) for row in grid.rows)])
    if grid.rows and grid.align.count("w") == 1 and _taken(grid, words) > screen.columns:
        table = table_of(_without(grid, place), screen, title)
        table.columns = [replace(column, max_width=None) for column in table.columns]  # the room is theirs now
        apart = {
            index: _shown(row[place], _APART if place else 0) for index, row in enumerate(grid.rows) if str(row[place])
        }
        (table.under if place else table.over).update(apart)
        return table
    room, rows = _room(grid, screen), [list(map(_shown, row)) for row in grid.rows]
    columns = (
        TableColumn(
            heading=Styled(heading, "dim"),
            justify="right" if letter == "r" else "left",
            no_wrap=letter in "rb",
            ratio=int(letter == "w"),
            min_width=screen.columns // 4 if letter == "w" else 0,
            max_width=max(room, *(_longest(row[index]) for row in grid.rows)) if letter == "l" else None,
        )
        for index, (heading, letter) in enumerate(zip(grid.headings, grid.align, strict=True))
    )
    added_up = len(rows) - grid.sums
    table = ScreenTable(columns, rows[:added_up], screen.rule, title=title if grid.title else None)
    table.add_section(rows[added_up:])
    return table


def _shown(cell: str | Cell, indent: int = 0) -> Styled:
    """A cell's words; where they begin with spaces, so does each of their lines."""
    words, tone = str(cell).lstrip(" "), cell.tone if isinstance(cell, Cell) else ""
    return Styled(words, _STYLES.get(tone, ""), indent=indent + len(str(cell)) - len(words))


def _room(grid: Grid, screen: Screen) -> int:
    """How wide a column of words may grow, so that the one that takes the width left keeps a third."""
    columns = zip(grid.align, zip(*grid.rows, strict=True), strict=True)
    wide = sum(letter == "l" and any(len(str(cell)) > NARROW for cell in column) for letter, column in columns)
    return 2 * screen.columns // (3 * max(wide, 1)) - 2
