"""Tables of worked hours: what each tracker exports as CSV, by its header, and one's own sheet."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from io import StringIO

from fourchette.core.basis.messages import say
from fourchette.core.basis.noun import noun
from fourchette.core.basis.reading import CLOSED, Line, Names
from fourchette.files.shipped.resource import shipped
from fourchette.files.timesheets.timesheet import MOST_ENTRIES, Reading, amiss
from fourchette.files.timesheets.timesheet_rows import TimesheetRow, read_rows
from fourchette.files.timesheets.timesheet_times import DayOrder, day_figures, read_duration
from fourchette.files.toml.wrong_file import Located

_NAME = "timesheets.toml"
SEPARATORS = ",;\t|"
_OWN = ("day", "hours", "lane")


@noun(kw_only=True)
class ExportColumns:
    """The headers of each column, in the languages that a tracker exports; `part` marks rows counted in another."""

    __pydantic_config__ = CLOSED
    day: Names = ()
    month: Names = ()
    start: Names = ()
    end: Names = ()
    end_day: Names = ()
    until: Names = ()
    duration: Names = ()
    hours: Names = ()
    minutes: Names = ()
    seconds: Names = ()
    client: Names = ()
    project: Names = ()
    task: Names = ()
    tags: Names = ()
    lane: Names = ()
    part: Names = ()
    description: Names = ()
    billable: Names = ()


@noun(kw_only=True)
class TrackerExport:
    """What one tracker exports: its columns; `twelve_hours` is the order of its dates where its clock has twelve."""

    __pydantic_config__ = CLOSED
    name: Line
    source: Line
    columns: ExportColumns
    twelve_hours: DayOrder | None = None


@noun(kw_only=True)
class TrackerExports:
    """Every export that is known, by name."""

    __pydantic_config__ = CLOSED
    exports: Mapping[str, TrackerExport]


@noun
class Header:
    """A header that is known: the tracker it is of, its separator, and the place of each column."""

    export: TrackerExport
    separator: str
    places: Mapping[str, int]
    width: int


def header_of(line: str) -> Header | None:
    """The header that a line is, of the tracker that has the most of its columns; None where it is none."""
    known = shipped(TrackerExports, _NAME).exports.values()
    found = []
    for separator in SEPARATORS:
        cells = [_folded(cell) for cell in _cells(line, separator)]
        for export in known:
            places = dict(_places(export.columns, cells))
            if _tells_hours(places, len([cell for cell in cells if cell])):
                width = max(place for place, cell in enumerate(cells, start=1) if cell)
                found.append(Header(export, separator, places, width))
    return max(found, key=lambda each: len(each.places), default=None)


def _cells(line: str, separator: str) -> list[str]:
    return next(csv.reader([line], delimiter=separator), [])


def _folded(header: str) -> str:
    return " ".join(header.casefold().split())


def _places(columns: ExportColumns, cells: Sequence[str]) -> Iterator[tuple[str, int]]:
    for field in fields(columns):
        names = [_folded(name) for name in getattr(columns, field.name)]
        place = next((cells.index(name) for name in names if name in cells), None)
        if place is not None:
            yield field.name, place


def _tells_hours(places: Mapping[str, int], columns: int) -> bool:
    """Whether rows can be counted, and are of work: for whom or on what, or nothing but days and hours."""
    of_work = {"client", "project", "task", "tags", "lane"} & places.keys()
    dated = {"day", "month", "start"} & places.keys()
    lengths = {"duration", "hours", "minutes", "seconds"} & places.keys()
    # A flight and a song have a date and a duration too.
    return bool((lengths or {"start", "end"} <= places.keys()) and (of_work or (dated and len(places) == columns)))


def own_sheet(line: str) -> Header | None:
    """A sheet without a header: a day, hours, a lane."""
    for separator in SEPARATORS:
        cells = [cell.strip() for cell in _cells(line, separator)]
        if len(cells) == len(_OWN) and day_figures(cells[0]) and read_duration(cells[1]) is not None:
            places = dict(zip(_OWN, range(len(_OWN)), strict=True))
            return Header(shipped(TrackerExports, _NAME).exports["own"], separator, places, len(_OWN))
    return None


def read_table(text: str, header: Header, order: DayOrder | None, *, headed: bool) -> Reading:
    """The entries of a table, with everything that is wrong in it; `order` is what she said of its dates."""
    rows: list[TimesheetRow] = []
    reader = csv.reader(StringIO(unsaid(text), newline=""), delimiter=header.separator, strict=True)
    line = 1
    try:
        for cells in reader:
            if len(rows) > MOST_ENTRIES:
                break
            if not any(cell.strip() for cell in cells):
                pass
            elif headed:
                headed = False
            elif len(cells) < header.width or any(cell.strip() for cell in cells[header.width :]):
                yield _misfit(line, cells, header)
            else:
                rows.append(TimesheetRow(line, {role: cells[place].strip() for role, place in header.places.items()}))
            line = reader.line_num + 1
    except csv.Error:
        message = say("this row is not CSV: a quotation mark is not closed, or a cell is too long")
        yield amiss(line, message, say("if the export was cut off, export it again"))
    yield from read_rows(rows, order, header.export.twelve_hours)


def unsaid(text: str) -> str:
    """A table without the line that only tells a spreadsheet its separator; its lines keep their numbers."""
    first, end, rest = text.partition("\n")
    return end + rest if first.casefold().startswith("sep=") else text


def _misfit(line: int, cells: Sequence[str], header: Header) -> Located:
    message = say("{found} cells, where the header has {width}", found=str(len(cells)), width=str(header.width))
    if len(cells) < header.width:
        return amiss(line, message, say("the row is incomplete: if the export was cut off, export it again"))
    return amiss(
        line, message, say("put a cell that holds {separator} between quotation marks", separator=header.separator)
    )
