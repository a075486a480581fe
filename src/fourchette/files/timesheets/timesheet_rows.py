"""The rows of a table of worked hours: a day and a length each, or everything that is wrong with them."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from fourchette.core.basis.messages import say
from fourchette.core.basis.noun import noun
from fourchette.files.timesheets.timesheet import (
    Reading,
    WorkedHours,
    amiss,
    as_entry,
    month_between,
    quoted,
    split_tags,
)
from fourchette.files.timesheets.timesheet_times import (
    HOUR,
    MINUTE,
    SECOND,
    DayOrder,
    ambiguous,
    calendar_day,
    half_days,
    read_duration,
    read_time,
    settled_order,
)
from fourchette.files.toml.wrong_file import Located

_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
# What a tracker writes in a cell that has nothing to say.
_NOTHING = ("", "-", "–", "—")
_UNITS = {"duration": HOUR, "minutes": MINUTE, "seconds": SECOND, "hours": HOUR}
_DATED = ("day", "end_day", "start", "end", "until")
_DAY_SECONDS = 24 * 60 * 60


@noun
class TimesheetRow:
    """A row's cells, by what their column says."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """A cell; empty where there is none, or nothing in it."""
        cell = self.cells.get(column, "")
        return "" if cell in _NOTHING else cell


def read_rows(rows: Sequence[TimesheetRow], order: DayOrder | None, twelve_hours: DayOrder | None) -> Reading:
    """The entries of the rows, in the order of day and month that was said, that they tell, or that is usual there."""
    dates = [(row.line, row[column]) for row in rows for column in _DATED if row[column]]
    order = order or settled_order(text for _, text in dates)
    doubtful = next(((line, text) for line, text in dates if ambiguous(text)), None) if order is None else None
    if doubtful is not None:
        taken = twelve_hours if half_days(row[column] for row in rows for column in ("start", "end")) else None
        if taken is None:
            yield _which_first(*doubtful)
            return
        order = taken
        day, other = calendar_day(doubtful[1], taken), "dmy" if taken == "mdy" else "mdy"
        yield say(
            "“{text}” was read as {day}: if that is wrong, add --dates {other}.",
            text=doubtful[1],
            day=str(day),
            other=other,
        )
    for row in rows:
        if not row["part"]:
            yield _entry(row, order or "dmy")


def _which_first(line: int, text: str) -> Located:
    message = say(
        "“{text}” may be {first} or {second}: does the day or the month come first?",
        text=quoted(text),
        first=str(calendar_day(text, "dmy")),
        second=str(calendar_day(text, "mdy")),
    )
    return amiss(line, message, say("add --dates dmy where the day comes first, --dates mdy where the month does"))


def _entry(row: TimesheetRow, order: DayOrder) -> WorkedHours | Located:
    month = _month(row, order)
    if isinstance(month, Located):
        return month
    seconds = _length(row, order)
    if isinstance(seconds, Located):
        return seconds
    entry = WorkedHours(
        month,
        seconds,
        row.line,
        client=row["client"],
        project=row["project"],
        tags=split_tags(row["tags"]),
        labels=(row["task"],) if row["task"] else (),
        lane=row["lane"],
    )
    return as_entry(entry, found=next((row[column] for column in _UNITS if row[column]), row["start"]))


def _month(row: TimesheetRow, order: DayOrder) -> str | Located:
    """The month of a row; empty where its table says no day, or a span of more than a month."""
    column = next((each for each in ("day", "month", "start") if each in row.cells), None)
    if column is None:
        return ""
    if _MONTH.fullmatch(row[column]):
        return row[column]
    day, last = calendar_day(row[column], order), calendar_day(row["until"], order)
    if day is None or ("until" in row.cells and last is None):
        return _no_day(row, row[column] if day is None else row["until"])
    return month_between(day.isoformat(), (last or day).isoformat())


def _no_day(row: TimesheetRow, text: str) -> Located:
    if not text:
        return amiss(row.line, say("this row names no day"))
    if "month" in row.cells:
        return amiss(row.line, say("“{month}” is not a month, such as 2026-10", month=quoted(text)))
    return amiss(row.line, say("“{day}” is not a day of the calendar, such as 2026-10-05", day=quoted(text)))


def _length(row: TimesheetRow, order: DayOrder) -> Decimal | Located | None:
    """The seconds of a row: as it says them, else from its start to its end; None while the clock runs."""
    said = next(((text, unit) for column, unit in _UNITS.items() if (text := row[column])), None)
    seconds = None if said is None else read_duration(*said)
    if said is not None and seconds is None:
        return amiss(row.line, say("“{hours}” is not a number of hours", hours=quoted(said[0])))
    if row["start"] and "end" in row.cells and not row["end"] and (not seconds or "end_day" in row.cells):
        return None
    if seconds is not None:
        return seconds
    return _span(row, order) if row["start"] and row["end"] else amiss(row.line, say("this row says no hours"))


def _span(row: TimesheetRow, order: DayOrder) -> Decimal | Located:
    start, end = _moment(row, "start", "day", order), _moment(row, "end", "end_day", order)
    if isinstance(start, Located):
        return start
    if isinstance(end, Located):
        return end
    seconds = Decimal(end - start)
    if seconds < 0 and "end_day" not in row.cells and calendar_day(row["end"], order) is None:
        seconds += _DAY_SECONDS  # A clock that says no day has gone past midnight.
    if seconds < 0:
        return amiss(row.line, say("an entry ends before it begins: {start}", start=quoted(row["start"])))
    return seconds


def _moment(row: TimesheetRow, column: str, day_column: str, order: DayOrder) -> int | Located:
    """Seconds since the first day of the calendar."""
    text = row[column]
    day = calendar_day(text, order)
    clock = text.replace("T", " ", 1).partition(" ")[2] if day else text
    second = read_time(clock)
    if second is None:
        return amiss(row.line, say("“{time}” is not a time of day", time=quoted(text)))
    day = day or calendar_day(row[day_column] or row["day"], order)
    return _no_day(row, row[day_column]) if day is None else day.toordinal() * _DAY_SECONDS + second
