"""JSON of trackers: timewarrior's intervals, Watson's frames and reports, klog's records."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from fourchette.core.basis.messages import say
from fourchette.core.basis.problems import Path
from fourchette.core.basis.reading import shown
from fourchette.files.timesheets.timesheet import (
    MOST_SECONDS,
    MOST_TAGS,
    Reading,
    WorkedHours,
    amiss,
    as_entry,
    month_between,
    quoted,
)
from fourchette.files.timesheets.timesheet_times import DayOrder, calendar_day
from fourchette.files.toml.wrong_file import Located

_SPACES = re.compile(r"[ \t\n\r]*")
_SAID = re.compile(r"[,\]]")


def _exact(number: str) -> Decimal:
    try:
        return Decimal(number)
    except InvalidOperation:
        return Decimal("Infinity")  # Refused with its place, like every number too large.


_DECODER = json.JSONDecoder(parse_float=_exact, parse_int=_exact, parse_constant=lambda _: Decimal("Infinity"))


def read_json(text: str) -> Reading:
    """The entries of a JSON export, each with its line, or where in it something is wrong."""
    start = _SPACES.match(text).end()  # type: ignore[union-attr]  # no space is a match too
    try:
        if text[start : start + 1] == "[":
            for line, item in _items(text, start + 1):
                yield from _item(line, item)
            return
        whole, end = _DECODER.raw_decode(text, start)
    except RecursionError:
        yield amiss(None, say("this is nested too deeply"))
        return
    except json.JSONDecodeError as error:
        yield _not_json(error, text)
        return
    end = _SPACES.match(text, end).end()  # type: ignore[union-attr]  # as above
    if end < len(text):
        yield _not_json(json.JSONDecodeError("Extra data", text, end), text)
    yield from _whole(whole)


def _not_json(error: json.JSONDecodeError, text: str) -> Located:
    if error.msg == "Extra data":
        return amiss(error.lineno, say("this is not JSON: something stands after its end"))
    if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string"):
        return amiss(error.lineno, say("this JSON stops before its end"), say("export it again"))
    return amiss(error.lineno, say("this is not JSON"), say("check the line, and the one before it"))


def _items(text: str, at: int) -> Iterator[tuple[int, Any]]:
    """What a list holds, each with its line; raises JSONDecodeError where it is none."""
    line, counted = 1, 0
    at = _SPACES.match(text, at).end()  # type: ignore[union-attr]  # as above
    while text[at : at + 1] != "]":
        line, counted = line + text.count("\n", counted, at), at
        item, at = _DECODER.raw_decode(text, at)
        yield line, item
        at = _SPACES.match(text, at).end()  # type: ignore[union-attr]  # as above
        if not _SAID.match(text, at):
            raise json.JSONDecodeError("Expecting ',' delimiter", text, at)
        if text[at] == ",":
            at = _SPACES.match(text, at + 1).end()  # type: ignore[union-attr]  # as above
            if text[at : at + 1] == "]":
                raise json.JSONDecodeError("Illegal trailing comma", text, at)
    end = _SPACES.match(text, at + 1).end()  # type: ignore[union-attr]  # as above
    if end < len(text):
        raise json.JSONDecodeError("Extra data", text, end)


def _item(line: int, item: Any) -> Reading:  # noqa: ANN401  # whatever the JSON holds
    if isinstance(item, Mapping) and "start" in item:
        yield _interval(line, item)
    elif isinstance(item, Mapping) and {"projects", "timespan"} <= item.keys():
        yield from _report(item, line)
    else:
        yield amiss(line, say("this is not an entry of timewarrior or Watson: it has no start"))


def _whole(whole: Any) -> Reading:  # noqa: ANN401  # as above
    if isinstance(whole, Mapping) and {"projects", "timespan"} <= whole.keys():
        yield from _report(whole, None)
    elif isinstance(whole, Mapping) and "records" in whole:
        yield from _klog(whole)
    else:
        message = say("this JSON is not an export of timewarrior, Watson or klog")
        yield amiss(1, message, say("export it with timew export, watson log --json or klog json"))


def _interval(line: int, entry: Mapping[str, Any]) -> WorkedHours | Located:
    """timewarrior: `start`, `end` as 20261022T140000Z; Watson: `start`, `stop` as ISO; both with `tags`."""
    raw_end = entry.get("end", entry.get("stop"))
    start, end = _instant(entry["start"]), None if raw_end is None else _instant(raw_end)
    tags = entry.get("tags", [])
    if start is None or (end is None and raw_end is not None):
        return _no_moment(line, entry["start"] if start is None else raw_end)
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        return amiss(line, say("tags are a list"))
    if end is not None and (start.tzinfo is None) != (end.tzinfo is None):
        return amiss(line, say("an entry has one moment with its time zone, and one without"))
    seconds = None if end is None else _seconds(end - start)
    if seconds is not None and seconds < 0:
        return amiss(line, say("an entry ends before it begins: {start}", start=quoted(entry["start"])))
    month = _own_month(start)
    if month is None:
        return _no_moment(line, entry["start"])
    project = entry.get("project")
    worked = WorkedHours(month, seconds, line, project=project if isinstance(project, str) else "", tags=tuple(tags))
    return as_entry(worked, found=f"{entry['start']} – {raw_end}")


def _instant(raw: object) -> datetime | None:
    try:
        return datetime.fromisoformat(raw) if isinstance(raw, str) and len(raw) > len("2026-10-05") else None
    except ValueError:
        return None


def _no_moment(line: int, raw: object) -> Located:
    found = quoted(raw) if isinstance(raw, str) else shown(raw)
    return amiss(line, say("“{moment}” is not a moment, such as 2026-10-05T14:00:00", moment=found))


def _seconds(span: timedelta) -> Decimal:
    return Decimal(span.days * 86_400 + span.seconds) + Decimal(span.microseconds).scaleb(-6)


def _own_month(start: datetime) -> str | None:
    """The freelancer's own month: what was worked in the evening counts on that day. None beyond the calendar."""
    try:
        # A moment with an offset is of her own clock; one in universal time is brought to it.
        own = start.astimezone() if start.tzinfo is not None and start.utcoffset() == UTC.utcoffset(None) else start
    except (OverflowError, ValueError, OSError):
        return None
    return own.date().isoformat()[:7]


def _report(report: Mapping[str, Any], line: int | None) -> Reading:
    """A report of Watson: a time for each project, over a span of days."""
    span, projects = report["timespan"], report["projects"]
    if not isinstance(span, Mapping) or not isinstance(projects, list):
        yield amiss(line, say("this is not a report of Watson"))
        return
    month = month_between(_iso_day(span.get("from")) or "", _iso_day(span.get("to")) or "")
    for index, project in enumerate(projects):
        path: Path = ("projects", index)
        seconds = project.get("time") if isinstance(project, Mapping) else None
        if not isinstance(seconds, Decimal) or not 0 <= seconds <= MOST_SECONDS:
            yield amiss(line, say("this project has no time in seconds"), path=path)
        else:
            yield WorkedHours(month, seconds, line, project=_text(project.get("name")), path=path)


def _klog(whole: Mapping[str, Any]) -> Reading:
    errors, records = whole.get("errors"), whole["records"]
    for error in errors if isinstance(errors, list) else []:
        found = error if isinstance(error, Mapping) else {}
        line, title = shown(found.get("line")), quoted(_text(found.get("title")))
        yield amiss(None, say("klog could not read line {line} of its file: {title}", line=line, title=title))
    if records is not None and not isinstance(records, list):
        yield amiss(None, say("a list of records is expected"), path=("records",))
        return
    for index, record in enumerate(records or []):
        yield from _record(record, ("records", index))


def _record(record: Any, path: Path) -> Reading:  # noqa: ANN401  # as above
    day = _iso_day(record.get("date")) if isinstance(record, Mapping) else None
    entries = record.get("entries") if isinstance(record, Mapping) else None
    if day is None or not isinstance(entries, list):
        yield amiss(None, say("a record has a date, such as 2026-10-05, and entries"), path=path)
        return
    for index, entry in enumerate(entries):
        place = (*path, "entries", index)
        minutes = entry.get("total_mins") if isinstance(entry, Mapping) else None
        if not isinstance(minutes, Decimal) or minutes.copy_abs() > MOST_SECONDS / 60:
            yield amiss(None, say("an entry has its minutes: total_mins"), path=place)
            continue
        seconds = None if entry.get("type") == "open_range" else minutes * 60
        tags = (*_klog_tags(entry), *_klog_tags(record))
        yield WorkedHours(day[:7], seconds, tags=tags, path=place)


def _iso_day(raw: object) -> str | None:
    order: DayOrder = "dmy"
    day = calendar_day(raw, order) if isinstance(raw, str) else None
    return None if day is None else day.isoformat()


def _klog_tags(noun: Mapping[str, Any]) -> tuple[str, ...]:
    tags = noun.get("tags")
    return tuple(_text(tag).removeprefix("#") for tag in tags[:MOST_TAGS]) if isinstance(tags, list) else ()


def _text(raw: object) -> str:
    return raw if isinstance(raw, str) else ""
