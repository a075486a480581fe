"""The sheet in a terminal: tables and a gauge, in colour or plain, as wide as asked."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from fourchette.core.basis.money import ONE, to_step
from fourchette.render.screen.console import Screen, printed
from fourchette.render.screen.screen_table import FIGURES, WORDS, Drawn, ScreenTable, Stack, TableColumn
from fourchette.render.screen.styled import Styled
from fourchette.render.sheet.sheet import Gauge, NoticeLine, Reason, Row, Section, Sheet


class _Bar(NamedTuple):
    """The characters of a gauge."""

    line: str
    band: str
    point: str
    limit: str
    whole: str


UNICODE_BAR = _Bar("─", "━", "●", "┃", "◆")
ASCII_BAR = _Bar("-", "=", "O", "|", "#")
_MARKS = {"warning": "!", "info": "i"}
_STYLES = {"warning": "yellow", "info": "cyan"}


# What a low screen has no room for: the first that goes, first.
_LEFT_OUT = ("recap", "proofs", "reasons", "facts")


def render_terminal(sheet: Sheet, screen: Screen, *, details: bool = False) -> str:
    """The text of a sheet for a screen; it ends with a newline.

    A quote leaves out what does not fit above the prompt, and says so, unless its `details` are asked for.
    """
    text = printed(_parts(sheet, screen), screen)
    for name in _LEFT_OUT if screen.height and sheet.more and not details else ():
        if text.count("\n") < screen.height:
            break
        sheet = replace(sheet, **{name: ()})  # type: ignore[arg-type]  # parts of which there may be none
        *parts, last = _parts(sheet, screen)
        text = printed([*parts, Stack((last, Styled(sheet.more, "dim")))], screen)
    return text


def _parts(sheet: Sheet, screen: Screen) -> Iterable[Drawn]:
    title = heading(sheet.title, sheet.subtitle, screen.columns)
    yield Stack((Styled(sheet.headline, "bold cyan"), title)) if sheet.headline else title
    *others, last = (_section(section, sheet.headings, _widths(sheet), screen) for section in sheet.sections)
    yield from others
    if sheet.total is None:
        yield last
    else:
        total = Styled(sheet.total.label, "bold"), Styled(sheet.total.amount, "bold green")
        yield Stack((last, ScreenTable([WORDS, FIGURES], [total], gap=0)))
    if sheet.options:
        options = ((row.label, row.amount) for row in sheet.options)
        yield ScreenTable([_headed(sheet.options_title), FIGURES], options, screen.rule)
    if sheet.gauge is not None:
        yield gauge_bar(sheet.gauge, screen)
    if sheet.reasons:
        yield _reasons(sheet.reasons)
    if facts := (*sheet.recap, *sheet.facts):
        yield pairs(facts)
    if sheet.proofs:
        yield pairs(sheet.proofs)
    for remark in sheet.remarks:
        yield remark_line(remark)


def heading(title_words: str, subtitle_words: str, width: int) -> ScreenTable:
    """The title and whom it is for, on one line where both fit."""
    title, subtitle = Styled(title_words, "bold"), Styled(subtitle_words, "dim")
    if title.cell_len + subtitle.cell_len + 2 > width:
        return ScreenTable([WORDS], [[title], [subtitle]])
    return ScreenTable([WORDS, FIGURES], [[title, subtitle]])


def gauge_bar(gauge: Gauge, screen: Screen) -> Styled:
    """The range as a bar between its ends: the band from low to high, and the rate in it."""
    floor, ceiling = gauge.ends
    indent = " " * (len(gauge.rate) + 3)
    bar = Styled(gauge.rate, "bold cyan").append(f"   {floor} ", "dim")
    bar.pieces += _bar(
        gauge, UNICODE_BAR if screen.unicode else ASCII_BAR, screen.columns - len(bar) - len(ceiling) - 1
    )
    return bar.append(f" {ceiling}\n{indent}{gauge.spread}", "dim")


def _bar(gauge: Gauge, marks: _Bar, room: int) -> list[tuple[str, str]]:
    """The bar's characters with their styles; a lifted rate stands beyond the mark of the ceiling."""
    top = max(gauge.ceiling, gauge.high, gauge.whole or gauge.high)

    def at(figure: Decimal) -> int:
        share = (figure - gauge.floor) / (top - gauge.floor) if top > gauge.floor else Decimal(0)
        return int(to_step(share * (room - 1), ONE))

    low, high = at(gauge.low), at(gauge.high)
    cells = [(marks.band, "cyan") if low <= cell <= high else (marks.line, "dim") for cell in range(room)]
    if top > gauge.ceiling:
        cells[at(gauge.ceiling)] = (marks.limit, "bold")
    if gauge.whole is not None:
        cells[max(at(gauge.whole), 0)] = (marks.whole, "cyan")
    cells[at(gauge.target)] = (marks.point, "bold cyan")
    return cells


def _reasons(reasons: Iterable[Reason]) -> ScreenTable:
    rows = ((reason.label, reason.effect, Styled(reason.after, "dim")) for reason in reasons)
    return ScreenTable([WORDS, FIGURES, FIGURES], rows)


def _widths(sheet: Sheet) -> tuple[int, int, int]:
    """The widths that put the figures of every section under one another."""
    rows = [row for part in sheet.sections for row in (*part.lines, part.subtotal, *part.taxes, part.total)]
    cells = [(row.hours, row.rate, row.amount) for row in rows]
    if any(row.hours for row in rows):
        cells.append(sheet.headings)
    return tuple(max(map(len, column)) for column in zip(*cells, strict=True))  # type: ignore[return-value]  # three


def _section(
    section: Section, headings: tuple[str, str, str], widths: tuple[int, int, int], screen: Screen
) -> ScreenTable:
    shown = headings if any(row.hours for row in section.lines) else ("", "", headings[-1])
    figures = (
        replace(FIGURES, heading=Styled(heading, "dim"), min_width=width)
        for heading, width in zip(shown, widths, strict=True)
    )
    table = ScreenTable([_headed(section.title), *figures], map(_cells, section.lines), screen.rule)
    total = Styled(section.total.label, "bold"), "", "", Styled(section.total.amount, "bold")
    table.add_section([*map(_cells, (section.subtotal, *section.taxes)), total])
    return table


def _headed(words: str) -> TableColumn:
    return replace(WORDS, heading=Styled(words, "bold"))


def _cells(row: Row) -> tuple[str, ...]:
    return row.label, row.hours, row.rate, row.amount


def pairs(found: Iterable[tuple[str, str]]) -> ScreenTable:
    """Headings and sentences; a heading that repeats is written once."""
    rows = [
        ("" if place else words, sentence)
        for words, alike in groupby(found, itemgetter(0))
        for place, (_, sentence) in enumerate(alike)
    ]
    return ScreenTable([TableColumn(style="dim", max_width=24), WORDS], rows)


def remark_line(remark: NoticeLine) -> ScreenTable:
    """A notice behind the mark of its severity."""
    style = _STYLES[remark.severity]
    columns = TableColumn(style=f"bold {style}"), replace(WORDS, style=style)
    return ScreenTable(columns, [(_MARKS[remark.severity], remark.text)], gap=1)
