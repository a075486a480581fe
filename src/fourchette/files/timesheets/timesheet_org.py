"""Org files: the lines of its clock, or where there is none, the tables that Org makes of them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from fourchette.core.basis.messages import say
from fourchette.core.basis.noun import noun
from fourchette.files.timesheets.timesheet import (
    MOST_TAGS,
    Reading,
    WorkedHours,
    amiss,
    as_entry,
    month_between,
    quoted,
)
from fourchette.files.timesheets.timesheet_times import HOUR, calendar_day, read_duration, read_time
from fourchette.files.toml.wrong_file import Located

ORG = re.compile(r"(?im)^[ \t]*(?:CLOCK:|#\+BEGIN: +clocktable\b)")
_CLOCK = re.compile(r"[ \t]*CLOCK:[ \t]*(\S.*)?", re.IGNORECASE)
_STAMP = r"\[(\d{4}-\d{2}-\d{2})(?: [^\]\d\s]{1,20})? (\d{1,2}:\d{2})\]"
_SPAN = re.compile(rf"{_STAMP}(?:--{_STAMP})?(?:[ \t]*=>[ \t]*(\d+:\d{{2}}))?[ \t]*")
_HEADING = re.compile(r"(\*{1,50})[ \t]+(\S.*)")
_TAGS = re.compile(r":[\w@#%:]+:")
_BEGIN = re.compile(r"[ \t]*#\+BEGIN: +clocktable\b(.*)", re.IGNORECASE)
_DAYS = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")
_DURATION = re.compile(r"(?:(\d{1,3})d )?(\d{1,5}:\d{2})")


@noun
class OrgHeading:
    """A heading over an entry: its depth, its title and its tags."""

    depth: int
    title: str
    tags: tuple[str, ...]


def read_org(text: str) -> Reading:
    """The clock's entries; those of its tables where a file has no clock of its own, for they are the same hours."""
    lines = text.split("\n")
    found = list(_clocks(lines)) or list(_tables(lines))
    # Where nothing is tagged, it is by their headings that entries are told apart.
    tagged = any(isinstance(entry, WorkedHours) and entry.tags for entry in found)
    for entry in found:
        if tagged and isinstance(entry, WorkedHours) and entry.project:
            yield replace(entry, project="")
        else:
            yield entry


def _clocks(lines: Sequence[str]) -> Reading:
    above: list[OrgHeading] = []
    for number, line in enumerate(lines, start=1):
        if heading := _HEADING.fullmatch(line):
            while above and above[-1].depth >= len(heading[1]):
                above.pop()
            above.append(_heading(heading))
        elif clock := _CLOCK.fullmatch(line):
            yield _entry(number, (clock[1] or "").strip(), above)


def _heading(found: "re.Match[str]") -> OrgHeading:
    title, _, last = found[2].strip().rpartition(" ")
    if _TAGS.fullmatch(last):
        return OrgHeading(len(found[1]), title.strip(), tuple(tag for tag in last.split(":") if tag)[:MOST_TAGS])
    return OrgHeading(len(found[1]), found[2].strip(), ())


def _entry(number: int, text: str, above: Sequence[OrgHeading]) -> WorkedHours | Located:
    span = _SPAN.fullmatch(text)
    start = None if span is None else _moment(span[1], span[2])
    end = _moment(span[3], span[4]) if span is not None and span[3] else None
    if span is None or start is None or (span[3] and end is None):
        return amiss(number, say("“{text}” is not a line of Org's clock", text=quoted(text)))
    seconds = None if end is None else Decimal(end - start)
    if seconds is not None and seconds < 0:
        return amiss(number, say("an entry ends before it begins: {start}", start=quoted(text)))
    if seconds is not None and span[5] and read_duration(span[5]) != seconds:
        message = say("this line says {said}, and its times make {found}", said=span[5], found=_clock_length(seconds))
        return amiss(number, message)
    titles = tuple(heading.title for heading in reversed(above))
    tags = tuple(dict.fromkeys(tag for heading in above for tag in heading.tags))
    project = titles[-1] if titles else ""
    return as_entry(WorkedHours(span[1][:7], seconds, number, project=project, tags=tags, labels=titles), found=text)


def _moment(day: str, time: str) -> int | None:
    """Seconds since the first day of the calendar."""
    on, second = calendar_day(day, "dmy"), read_time(time)
    return None if on is None or second is None else on.toordinal() * 24 * 60 * 60 + second


def _clock_length(seconds: Decimal) -> str:
    return f"{seconds // HOUR}:{seconds % HOUR // 60:02}"


def _tables(lines: Sequence[str]) -> Reading:
    """The tables of the clock; each is of the days that its first line, or the line above it, names."""
    month, rows, inside = "", [], False
    for number, line in enumerate([*lines, "#+END:"], start=1):
        if begin := _BEGIN.fullmatch(line):
            month, inside = _month_of(begin[1]), True
        elif not inside:
            continue
        elif line.lstrip().startswith("|"):
            rows.append((number, [cell.strip() for cell in line.strip().strip("|").split("|")]))
        else:
            yield from _table(rows, month)
            rows = []
            month = (_month_of(line) or month) if "[" in line else month
            inside = not line.strip().casefold().startswith("#+end")


def _month_of(text: str) -> str:
    """The month of the days that a text names, where it is one."""
    if "summary at" in text:
        return ""
    days = _DAYS.findall(text)
    return month_between(days[0], days[-1]) if days else ""


def _table(rows: Sequence[tuple[int, list[str]]], month: str) -> Reading:
    """The own time of each heading: what its row says, less what the rows under it say."""
    timed = [each for number, cells in rows if (each := _timed(number, cells)) is not None]
    totals = [seconds for _, _, title, seconds in timed if title.startswith("*")]
    own = [each for each in timed if not each[2].startswith("*")]
    top = min((column for _, column, _, _ in own), default=0)
    found = sum((seconds for _, column, _, seconds in own if column == top), Decimal(0))
    if totals and totals[0] != found:
        message = say(
            "the rows of this table make {found}, and its total is {said}",
            found=_clock_length(found),
            said=_clock_length(totals[0]),
        )
        yield amiss(timed[0][0], message, say("update the table, or give the file with the clock's lines"))
        return
    above: list[str] = []
    for index, (number, column, title, seconds) in enumerate(own):
        above = [*above[: column - top], title]
        under = _under(own[index + 1 :], column)
        yield as_entry(WorkedHours(month, seconds - under, number, project=above[0], labels=tuple(above)), found=title)


def _under(rows: Sequence[tuple[int, int, str, Decimal]], column: int) -> Decimal:
    """What the rows right under a row say together."""
    total = Decimal(0)
    for _, place, _, seconds in rows:
        if place <= column:
            break
        total += seconds if place == column + 1 else 0
    return total


def _timed(number: int, cells: Sequence[str]) -> tuple[int, int, str, Decimal] | None:
    """A row that says a time: its line, the column of the time, its heading, its seconds."""
    for column, cell in enumerate(cells[1:], start=1):
        if found := _DURATION.fullmatch(cell.strip("*")):
            days, length = int(found[1] or 0), read_duration(found[2])
            title = next((each for each in reversed(cells[:column]) if each), "")
            return (
                None
                if length is None
                else (number, column, title.removeprefix("\\_").strip(), days * 24 * HOUR + length)
            )
    return None
