"""Hours worked, from a file: CSV, the JSON that timewarrior and Watson export, the text of klog."""

import csv
import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from io import StringIO
from pathlib import Path
from typing import Any

from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.money import MINUTES_PER_HOUR
from fourchette.core.basis.noun import noun
from fourchette.core.basis.problems import Problem
from fourchette.files.toml.toml_read import read_bytes
from fourchette.files.toml.wrong_file import Located, WrongFile

SECONDS_PER_HOUR = Decimal(3600)
DAY = 24 * 60
_KLOG_DATE = re.compile(r"^(\d{4})[-/](\d{2})[-/]\d{2}\b")
_KLOG_RANGE = re.compile(r"^\s+<?(\d{1,2}):(\d{2})(am|pm)?>?\s*-\s*<?(\d{1,2}):(\d{2})(am|pm)?>?(.*)$")
_KLOG_DURATION = re.compile(r"^\s+([+-]?)(?:(\d+)h)?(?:(\d+)m)?(?:\s+(.*))?$")
_TAG = re.compile(r"#([\w-]+)")


@noun
class WorkedHours:
    """Hours of one month, and the words or tags that may name their lane."""

    month: str
    hours: Decimal
    tags: tuple[str, ...]


def read_timesheet(path: Path) -> tuple[WorkedHours, ...]:
    """Read a timesheet in whichever of the known forms it is; raises WrongFile, NotFound or DiskError."""
    try:
        text = read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _wrong(path, None, say("this is not UTF-8 text")) from error
    if path.suffix.lower() == ".json" or text.lstrip().startswith("["):
        return tuple(_json(path, text))
    if path.suffix.lower() == ".csv":
        return tuple(_csv(path, text))
    return tuple(_klog(path, text))


def _wrong(path: Path, line: int | None, message: Message) -> WrongFile:
    return WrongFile(str(path), [Located(Problem((), message), line)])


def _csv(path: Path, text: str) -> Iterator[WorkedHours]:
    """Columns `month` (or `date`), `hours`, and `lane`."""
    try:
        yield from _rows(path, csv.DictReader(StringIO(text, newline="")))
    except csv.Error as error:
        raise _wrong(path, None, say("this is not CSV")) from error


def _rows(path: Path, reader: "csv.DictReader[str]") -> Iterator[WorkedHours]:
    columns = set(reader.fieldnames or ())
    if "hours" not in columns or not columns & {"month", "date"}:
        raise _wrong(
            path, 1, say("the columns month (or date) and hours are expected, and lane where there are several")
        )
    for row in reader:
        month = (row.get("month") or row.get("date") or "")[:7]
        yield WorkedHours(
            _month(path, reader.line_num, month), _hours(path, reader.line_num, row["hours"]), (row.get("lane") or "",)
        )


def _month(path: Path, line: int, text: str) -> str:
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text):
        raise _wrong(path, line, say("“{month}” is not a month, such as 2026-10", month=text))
    return text


def _hours(path: Path, line: int, text: str | None) -> Decimal:
    try:
        hours = Decimal((text or "").strip().replace(",", "."))
    except InvalidOperation as error:
        raise _wrong(path, line, say("“{hours}” is not a number of hours", hours=text or "")) from error
    if not hours.is_finite() or hours < 0 or hours > Decimal(10_000):
        raise _wrong(path, line, say("“{hours}” is not a number of hours", hours=text or ""))
    return hours


def _json(path: Path, text: str) -> Iterator[WorkedHours]:
    """timewarrior: `start`, `end` as 20261022T140000Z; Watson: `start`, `stop` as ISO; both with `tags`."""
    try:
        entries = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _wrong(path, None, say("this is not JSON")) from error
    if not isinstance(entries, list):
        raise _wrong(path, None, say("a list of entries is expected"))
    for entry in entries:
        yield _interval(path, entry)


def _interval(path: Path, entry: object) -> WorkedHours:
    if not isinstance(entry, Mapping):
        raise _wrong(path, None, say("a list of entries is expected"))
    start, end = _moment(path, entry.get("start")), _moment(path, entry.get("end") or entry.get("stop"))
    if (start.tzinfo is None) != (end.tzinfo is None):
        raise _wrong(path, None, say("an entry has one moment with its time zone, and one without"))
    if not isinstance(entry.get("tags", []), list):
        raise _wrong(path, None, say("tags are a list"))
    # The month is the freelancer's own: what was worked in the evening counts on that day.
    start = start.astimezone() if start.tzinfo is not None else start
    seconds = Decimal(round((end - start).total_seconds()))
    if seconds < 0:
        raise _wrong(path, None, say("an entry ends before it begins: {start}", start=str(entry.get("start"))))
    tags = tuple(map(str, entry.get("tags") or ())) + ((str(entry["project"]),) if "project" in entry else ())
    return WorkedHours(f"{start:%Y-%m}", seconds / SECONDS_PER_HOUR, tags)


def _moment(path: Path, raw: Any) -> datetime:  # noqa: ANN401  # whatever the JSON holds
    if raw is None:
        raise _wrong(path, None, say("an entry has no end yet: stop the clock first"))
    try:
        moment = datetime.fromisoformat(str(raw))
    except ValueError as error:
        raise _wrong(
            path, None, say("“{moment}” is not a moment: is the entry still open?", moment=str(raw))
        ) from error
    return moment


def _klog(path: Path, text: str) -> Iterator[WorkedHours]:
    """Records that begin with a date; entries are durations (2h30m) or ranges (9:00 - 12:15), with #tags."""
    month, record_tags, found = "", (), False
    for number, line in enumerate(text.split("\n"), start=1):
        if date := _KLOG_DATE.match(line):
            month, record_tags, found = _month(path, number, f"{date[1]}-{date[2]}"), (), True
        elif not line.startswith((" ", "\t")):
            record_tags = (*record_tags, *_TAG.findall(line))
        elif month and (minutes := _klog_minutes(path, number, line)) is not None:
            yield WorkedHours(month, minutes[0] / MINUTES_PER_HOUR, (*_TAG.findall(minutes[1]), *record_tags))
        elif line.strip() and not month:
            raise _wrong(path, number, say("a klog record begins with its date"))
    if not found and text.strip():
        raise _wrong(path, 1, say("this is neither CSV, nor JSON, nor the text of klog"))


def _klog_minutes(path: Path, number: int, line: str) -> tuple[Decimal, str] | None:
    if span := _KLOG_RANGE.match(line):
        start, end = _clock(span[1], span[2], span[3]), _clock(span[4], span[5], span[6])
        if not (0 <= start <= DAY and 0 <= end <= DAY and max(int(span[2]), int(span[5])) < MINUTES_PER_HOUR):
            raise _wrong(path, number, say("this is not a time of day"))
        return Decimal((end - start) % DAY), span[7]
    duration = _KLOG_DURATION.match(line)
    if duration is None or not (duration[2] or duration[3]):
        return None
    minutes = Decimal(int(duration[2] or 0) * 60 + int(duration[3] or 0))
    return (-minutes if duration[1] == "-" else minutes), duration[4] or ""


def _clock(hours: str, minutes: str, half: str | None) -> int:
    hour = int(hours) % 12 + (12 if half == "pm" else 0) if half else int(hours)
    return hour * 60 + int(minutes)
