"""The sheet in a terminal: tables and a gauge, in colour or plain, as wide as asked."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass, replace
from decimal import Decimal
from io import StringIO
from typing import Any, NamedTuple

from rich.box import Box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Styled

from fourchette.core.money import ONE, to_step
from fourchette.render.sheet import Gauge, Reason, Remark, Row, Section, Sheet

WIDEST = 100
NARROWEST = 60
MARGIN = 1
# Rich breaks lines at no-break spaces: private characters stand in for them while it works.
BOUND = {0xA0: "\ue000", 0x202F: "\ue001"}
UNBOUND = {0xE000: "\u00a0", 0xE001: "\u202f"}
# A rule under the headings and one above the subtotal, and no other line.
RULED = Box("    \n    \n ── \n    \n ── \n    \n    \n    \n")
RULED_ASCII = Box("    \n    \n -- \n    \n -- \n    \n    \n    \n", ascii=True)


class Bar(NamedTuple):
    """The characters of a gauge."""

    line: str
    band: str
    point: str
    limit: str


UNICODE_BAR = Bar("─", "━", "●", "┃")
ASCII_BAR = Bar("-", "=", "O", "|")
MARKS = {"warning": "!", "info": "i"}
STYLES = {"warning": "yellow", "info": "cyan"}


@dataclass(frozen=True, slots=True)
class Screen:
    """What the text is made for: how many columns, whether in colour, whether beyond ASCII."""

    width: int = 80
    colour: bool = False
    unicode: bool = True


def render_terminal(sheet: Sheet, screen: Screen) -> str:
    """The text of a sheet for a screen; it ends with a newline."""
    console = Console(
        file=StringIO(),
        width=max(NARROWEST, min(screen.width, WIDEST)),
        force_terminal=screen.colour,
        color_system="standard" if screen.colour else None,
        highlight=False,
        emoji=False,
        markup=False,
        legacy_windows=False,
    )
    for part in _parts(_bound(sheet), screen, console.width - 2 * MARGIN):
        console.print(Padding(part, (0, MARGIN)))
        console.print()
    text: str = console.file.getvalue()  # type: ignore[attr-defined]  # the file is the StringIO above
    return "\n".join(line.rstrip() for line in text.rstrip().splitlines()).translate(UNBOUND) + "\n"


def _bound(part: Any) -> Any:  # noqa: ANN401  # a sheet, and whatever it is made of
    """The same sheet with no-break spaces that the table's wrapping does not take for spaces."""
    if isinstance(part, str):
        return part.translate(BOUND)
    if isinstance(part, tuple):
        return tuple(_bound(item) for item in part)
    if is_dataclass(part) and not isinstance(part, type):
        return replace(part, **{field.name: _bound(getattr(part, field.name)) for field in fields(part)})
    return part


def _parts(sheet: Sheet, screen: Screen, width: int) -> Iterable[RenderableType]:
    yield _heading(sheet)
    if sheet.gauge is not None:
        yield _gauge(sheet.gauge, screen, width)
    if sheet.reasons:
        yield _reasons(sheet.reasons)
    for section in sheet.sections:
        yield _section(section, sheet.headings, _widths(sheet), screen)
    if sheet.total is not None:
        yield _total(sheet.total)
    yield _pairs(sheet.facts)
    if sheet.proofs:
        yield _pairs(sheet.proofs)
    for remark in sheet.remarks:
        yield _remark(remark)


def _heading(sheet: Sheet) -> Table:
    grid = Table.grid(expand=True, padding=(0, 2))
    grid.add_column(ratio=1)
    grid.add_column(justify="right")
    grid.add_row(Styled(sheet.title, "bold"), Styled(sheet.subtitle, "dim"))
    return grid


def _gauge(gauge: Gauge, screen: Screen, width: int) -> Styled:
    """The range as a bar between its ends: the band from low to high, and the rate in it."""
    floor, ceiling = gauge.ends
    indent = " " * (len(gauge.rate) + 3)
    bar = Styled(gauge.rate, "bold cyan").append(f"   {floor} ", "dim")
    for mark, style in _bar(gauge, UNICODE_BAR if screen.unicode else ASCII_BAR, width - len(bar) - len(ceiling) - 1):
        bar.append(mark, style)
    return bar.append(f" {ceiling}\n{indent}{gauge.spread}", "dim")


def _bar(gauge: Gauge, marks: Bar, room: int) -> list[tuple[str, str]]:
    """The bar's characters with their styles; a lifted rate stands beyond the mark of the ceiling."""
    top = max(gauge.ceiling, gauge.high)

    def at(figure: Decimal) -> int:
        share = (figure - gauge.floor) / (top - gauge.floor) if top > gauge.floor else Decimal(0)
        return int(to_step(share * (room - 1), ONE))

    low, high = at(gauge.low), at(gauge.high)
    cells = [(marks.band, "cyan") if low <= cell <= high else (marks.line, "dim") for cell in range(room)]
    if top > gauge.ceiling:
        cells[at(gauge.ceiling)] = (marks.limit, "bold")
    cells[at(gauge.target)] = (marks.point, "bold cyan")
    return cells


def _reasons(reasons: Iterable[Reason]) -> Table:
    grid = Table.grid(expand=True, padding=(0, 2))
    grid.add_column(ratio=1)
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(justify="right", no_wrap=True)
    for reason in reasons:
        grid.add_row(reason.label, reason.effect, Styled(reason.after, "dim"))
    return grid


def _widths(sheet: Sheet) -> tuple[int, int, int]:
    """The widths that put the figures of every section under one another."""
    rows = [row for part in sheet.sections for row in (*part.lines, part.subtotal, *part.taxes, part.total)]
    cells = [(row.hours, row.rate, row.amount) for row in rows]
    if any(row.hours for row in rows):
        cells.append(sheet.headings)
    return tuple(max(map(len, column)) for column in zip(*cells, strict=True))  # type: ignore[return-value]  # three


def _section(section: Section, headings: tuple[str, str, str], widths: tuple[int, int, int], screen: Screen) -> Table:
    shown = headings if any(row.hours for row in section.lines) else ("", "", headings[-1])
    table = Table(
        box=RULED if screen.unicode else RULED_ASCII, expand=True, show_edge=False, border_style="dim", pad_edge=False
    )
    table.add_column(Styled(section.title, "bold"), ratio=1, overflow="fold")
    for heading, width in zip(shown, widths, strict=True):
        table.add_column(Styled(heading, "dim"), justify="right", no_wrap=True, min_width=width)
    for row in section.lines:
        table.add_row(row.label, row.hours, row.rate, row.amount)
    table.add_section()
    for row in (section.subtotal, *section.taxes):
        table.add_row(row.label, row.hours, row.rate, row.amount)
    table.add_row(Styled(section.total.label, "bold"), "", "", Styled(section.total.amount, "bold"))
    return table


def _total(row: Row) -> Table:
    grid = Table.grid(expand=True)
    grid.add_column(ratio=1)
    grid.add_column(justify="right", no_wrap=True)
    grid.add_row(Styled(row.label, "bold"), Styled(row.amount, "bold green"))
    return grid


def _pairs(pairs: Iterable[tuple[str, str]]) -> Table:
    grid = Table.grid(expand=True, padding=(0, 2))
    grid.add_column(style="dim", max_width=24)
    grid.add_column(ratio=1)
    previous = ""
    for heading, sentence in pairs:
        grid.add_row(heading if heading != previous else "", sentence)
        previous = heading
    return grid


def _remark(remark: Remark) -> Table:
    grid = Table.grid(expand=True, padding=(0, 1))
    grid.add_column(style=f"bold {STYLES[remark.severity]}")
    grid.add_column(ratio=1, style=STYLES[remark.severity])
    grid.add_row(MARKS[remark.severity], remark.text)
    return grid
