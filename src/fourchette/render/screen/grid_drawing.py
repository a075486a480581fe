"""Grids drawn as tables: headings, rules, rows, and sentences under them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from fourchette.render.screen.console import Screen, bound, printed
from fourchette.render.screen.grid import Cell, Grid
from fourchette.render.screen.screen_table import Drawn, ScreenTable
from fourchette.render.screen.styled import Styled

NARROW = 8
_GAP = 3
_STYLES = {"error": "bold red", "warning": "yellow", "fact": "cyan", "good": "green", "quiet": "dim", "strong": "bold"}


def render_grids(grids: Iterable[Grid], screen: Screen) -> str:
    """The text of some grids for a screen."""
    return printed((part for grid in grids for part in grid_parts(grid, screen)), screen)


def grid_parts(grid: Grid, screen: Screen) -> Iterator[Drawn]:
    """The parts of a grid: the table under its title, then its notes."""
    grid = _without_spare(_fitting(bound(grid), screen), screen)
    title = Styled(grid.title, "bold")
    if grid.subtitle:
        title.append(f"\n{grid.subtitle}", "not bold dim")
    if not grid.rows:
        if grid.title:
            yield title
    else:
        yield _table(grid, title, screen)
    for note in grid.notes:
        yield Styled(note)


def _fitting(grid: Grid, screen: Screen) -> Grid:
    """The grid without its last bar, where the figures and a column of words would not have their room beside it."""
    if not grid.rows or not grid.align.endswith("b"):
        return grid
    columns = zip(grid.headings, *grid.rows, strict=True)
    rigid = [
        max(len(_cell(cell)) for cell in column) + _GAP
        for letter, column in zip(grid.align, columns, strict=True)
        if letter in "rb"
    ]
    if sum(rigid) + (screen.columns // 4 if "w" in grid.align else 0) <= screen.columns:
        return grid
    return replace(grid, headings=grid.headings[:-1], align=grid.align[:-1], rows=tuple(row[:-1] for row in grid.rows))


def _without_spare(grid: Grid, screen: Screen) -> Grid:
    """The grid without its column that may be spared, where the others would be cut for it."""
    if grid.spare is None or not grid.rows:
        return grid
    columns = zip(grid.headings, *grid.rows, strict=True)
    taken = [
        max(len(_cell(cell)) for cell in column) + _GAP
        for letter, column in zip(grid.align, columns, strict=True)
        if letter != "w"
    ]
    if sum(taken) + screen.columns // 6 <= screen.columns:
        return grid
    kept = [place for place in range(len(grid.align)) if place != grid.spare]
    return replace(
        grid,
        spare=None,
        align="".join(grid.align[place] for place in kept),
        headings=tuple(grid.headings[place] for place in kept),
        rows=tuple(tuple(row[place] for place in kept) for row in grid.rows),
    )


def _table(grid: Grid, title: Styled, screen: Screen) -> ScreenTable:
    table = ScreenTable(screen.rule, title=title if grid.title else None, expand="w" in grid.align)
    room = _room(grid, screen)
    for heading, letter in zip(grid.headings, grid.align, strict=True):
        table.add_column(
            Styled(heading, "dim"),
            justify="right" if letter == "r" else "left",
            no_wrap=letter in "rb",
            ratio=int(letter == "w"),
            min_width=screen.columns // 4 if letter == "w" else 0,
            max_width=room if letter == "l" else None,
        )
    for index, row in enumerate(grid.rows):
        if grid.sums and index == len(grid.rows) - grid.sums:
            table.add_section()
        table.add_row(*map(_shown, row))
    return table


def _shown(cell: str | Cell) -> Styled:
    """A cell's words; where they begin with spaces, so does each of their lines."""
    words = str(cell).lstrip(" ")
    return Styled(words, _tone(cell), indent=len(str(cell)) - len(words))


def _room(grid: Grid, screen: Screen) -> int:
    """How wide a column of words may grow, so that the one that takes the width left keeps a third."""
    columns = zip(*grid.rows, strict=True)
    wide = [letter for letter, column in zip(grid.align, columns, strict=True) if letter == "l" and _is_wide(column)]
    return 2 * screen.columns // (3 * max(len(wide), 1)) - 2


def _is_wide(column: Iterable[str | Cell]) -> bool:
    return any(len(_cell(cell)) > NARROW for cell in column)


def _cell(cell: str | Cell) -> Styled:
    return Styled(str(cell), _tone(cell))


def _tone(cell: str | Cell) -> str:
    return "" if isinstance(cell, str) else _STYLES.get(cell.tone, "")
