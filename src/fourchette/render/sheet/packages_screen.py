"""Packages side by side in a terminal: what differs, then what each costs, in columns of one width."""

from collections.abc import Iterable, Iterator

from fourchette.render.screen.console import Screen, printed
from fourchette.render.screen.screen_table import WORDS, Drawn, ScreenTable, TableColumn
from fourchette.render.screen.styled import WORD, Styled
from fourchette.render.sheet.sheet_packages import Column, PackageGroup, PackagesSheet
from fourchette.render.sheet.sheet_terminal import heading, pairs, remark_line

_GAP = 2


def render_packages(sheet: PackagesSheet, screen: Screen) -> str:
    """The text of a comparison for a screen; it ends with a newline."""
    return printed(_parts(sheet, screen), screen)


def _parts(sheet: PackagesSheet, screen: Screen) -> Iterable[Drawn]:
    yield heading(sheet.title, sheet.subtitle, screen.columns)
    yield _table(sheet, screen)
    if sheet.facts:
        yield Styled(sheet.facts_title, "bold")
        yield pairs(sheet.facts)
    for remark in sheet.remarks:
        yield remark_line(remark)


def _table(sheet: PackagesSheet, screen: Screen) -> ScreenTable:
    width = _width(sheet, screen.columns)
    packages = (TableColumn(heading=_head(column), justify="right", width=width) for column in sheet.columns)
    table = ScreenTable([WORDS, *packages], rule=screen.rule)
    for group in sheet.groups:
        table.add_section(_rows(group))
    return table


def _head(column: Column) -> Styled:
    """A name, and under it whether it is recommended, so that the names stand on one line."""
    return Styled(column.name, "bold green" if column.mark else "bold").append(f"\n{column.mark}", "not bold green")


def _rows(group: PackageGroup) -> Iterator[list[Styled]]:
    if group.title:
        yield [Styled(group.title, "dim")]
    for row in group.rows:
        yield [Styled(cell, "bold" if row.strong else "") for cell in (row.label, *row.cells)]


def _width(sheet: PackagesSheet, columns: int) -> int:
    """The width of each package: its figures whole, its words on as many lines as a third of the screen leaves."""
    figures = max(len(cell) for group in sheet.groups[1:] or sheet.groups for row in group.rows for cell in row.cells)
    names = max(len(word) for column in sheet.columns for word in (*WORD.findall(column.name), column.mark))
    room = (columns - columns // 3) // len(sheet.columns) - _GAP
    return max(figures, names, room)
