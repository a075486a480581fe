"""The text of klog, by its own specification: records that begin with their date, with indented entries."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import islice

from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.noun import noun
from fourchette.files.timesheets.timesheet import MOST_TAGS, Reading, WorkedHours, amiss, as_entry, quoted
from fourchette.files.timesheets.timesheet_times import MINUTE
from fourchette.files.toml.wrong_file import Located

RECORD = re.compile(r"(\d{4})([-/])(\d{2})\2(\d{2})(?=\s|$)")
_SHOULD_TOTAL = re.compile(r"(?: +\([+-]?(?:\d+h)?(?:\d+m)?!\))?\s*")
_INDENTATIONS = ("    ", "   ", "  ", "\t")
_TIME = r"(<?\d{1,2}:\d{2}(?:am|pm)?>?)"
_RANGE = re.compile(rf"{_TIME} *- *(?:{_TIME}|(\?+))(?= |$)")
_CLOCK = re.compile(r"(<?)(\d{1,2}):(\d{2})(am|pm)?(>?)")
_DURATION = re.compile(r"([+-]?)(?:(\d+)h)?(?:(\d+)m)?(?= |$)")
_TAG = re.compile(r"""#([\w-]+(?:=(?:"[^"]*"|'[^']*'|[\w-]+))?)""")
_MOST_DIGITS = 6
DAY_MINUTES = 24 * 60
_LAST_MINUTE, _NOON, _MIDNIGHT = 59, 12, 24


@noun
class KlogLine:
    """A line that says something, by its number."""

    number: int
    text: str


def read_klog(text: str) -> Reading:
    """The entries of a klog file, and each line that the specification does not know."""
    for block in _blocks(text):
        yield from _record(block)


def _blocks(text: str) -> Iterator[list[KlogLine]]:
    """The lines between blank ones."""
    block: list[KlogLine] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            block.append(KlogLine(number, line))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _record(block: Sequence[KlogLine]) -> Reading:
    first = block[0]
    day = _date(first)
    if isinstance(day, Located):
        yield day
        return
    summary = 1
    while summary < len(block) and not block[summary].text[0].isspace():
        if RECORD.match(block[summary].text):
            yield amiss(block[summary].number, say("leave a blank line before the date of a record"))
        summary += 1
    tags = tags_in(line.text for line in block[1:summary])
    for entry, text in _entries(block[summary:]):
        found = entry if isinstance(entry, Located) else _entry(entry, day)
        own = tags_in((text,))
        if isinstance(found, WorkedHours):
            found = replace(found, tags=(*own, *tags))
        yield found


def _date(line: KlogLine) -> date | Located:
    found = RECORD.match(line.text)
    if found is None:
        message = say("a klog record begins with its date, such as 2026-10-05: found “{text}”", text=quoted(line.text))
        return amiss(line.number, message)
    if not _SHOULD_TOTAL.fullmatch(line.text, found.end()):
        message = say(
            "after its date, a klog record has its target at most, such as (8h!): found “{text}”",
            text=quoted(line.text),
        )
        return amiss(line.number, message)
    try:
        return date(int(found[1]), int(found[3]), int(found[4]))
    except ValueError:
        return amiss(line.number, say("“{day}” is not a day of the calendar, such as 2026-10-05", day=found[0]))


def _entries(lines: Sequence[KlogLine]) -> Iterator[tuple[KlogLine | Located, str]]:
    """Each entry without its indentation, with its whole text: a deeper line is text of the entry above."""
    indentation = next((each for each in _INDENTATIONS if lines and lines[0].text.startswith(each)), "")
    entry: KlogLine | Located | None = None
    texts: list[str] = []
    for line in lines:
        inner = line.text.removeprefix(indentation)
        deeper = bool(indentation) and line.text.startswith(indentation) and inner[0].isspace()
        # What is not indented twice, and reads as an entry, may be one that slipped.
        if deeper and entry is not None and (inner.startswith(indentation) or not _looks_like_entry(inner.strip())):
            texts.append(inner)
            continue
        if entry is not None:
            yield entry, "\n".join(texts)
        fits = line.text.startswith(indentation) and indentation and not deeper
        entry, texts = (KlogLine(line.number, inner) if fits else _misplaced(line)), [inner]
    if entry is not None:
        yield entry, "\n".join(texts)


def _looks_like_entry(text: str) -> bool:
    duration = _DURATION.match(text)
    return bool(_RANGE.match(text) or (duration and (duration[2] or duration[3])))


def _misplaced(line: KlogLine) -> Located:
    if RECORD.match(line.text):
        return amiss(line.number, say("leave a blank line before the date of a record"))
    message = say(
        "a klog entry is indented as the others of its record, by 2 to 4 spaces or a tab: found “{text}”",
        text=quoted(line.text),
    )
    return amiss(line.number, message)


def _entry(line: KlogLine, day: date) -> WorkedHours | Located:
    month, text = day.isoformat()[:7], line.text
    if span := _RANGE.match(text):
        start = _clock(span[1])
        end = None if span[3] else _clock(span[2])
        if start is None or (end is None and not span[3]):
            return amiss(line.number, say("“{time}” is not a time of day", time=quoted(span[0])))
        if end is not None and end < start:
            message = say("an entry ends before it begins: {start}", start=span[0])
            return amiss(line.number, message, say("an end on the day after is written 2:00>"))
        return WorkedHours(month, None if end is None else (end - start) * MINUTE, line.number)
    minutes = _duration(text)
    if isinstance(minutes, Message):
        return amiss(line.number, minutes, say("write, for instance, 1h30m, 9:00 - 10:30 or -45m"))
    return as_entry(WorkedHours(month, minutes * MINUTE, line.number), found=text)


def _clock(text: str) -> int | None:
    """The minute of a time, from the beginning of the record's day; None where it is none."""
    time = _CLOCK.fullmatch(text)
    if time is None:
        return None
    before, hour, minute, half, after = time[1], int(time[2]), int(time[3]), time[4], time[5]
    if minute > _LAST_MINUTE or (before and after) or (not 1 <= hour <= _NOON if half else hour > _MIDNIGHT):
        return None
    if hour == _MIDNIGHT and (minute or after):
        return None
    hour = hour % _NOON + (_NOON if half == "pm" else 0) if half else hour
    return hour * 60 + minute + (DAY_MINUTES if after else -DAY_MINUTES if before else 0)


def _duration(text: str) -> Decimal | Message:
    """The minutes of a duration, or why there is none."""
    unknown = say("“{text}” is not an entry of klog", text=quoted(text))
    found = _DURATION.match(text)
    if found is None or not (found[2] or found[3]):
        return unknown
    if len(found[2] or "") > _MOST_DIGITS or len(found[3] or "") > _MOST_DIGITS:
        return say("“{hours}” is not a number of hours", hours=quoted(text))
    hours, minutes = int(found[2] or 0), int(found[3] or 0)
    # What is meant as one duration would be counted by half.
    rest = _DURATION.match(text[found.end() :].lstrip())
    if (found[2] and minutes > _LAST_MINUTE) or (rest is not None and not rest[1] and (rest[2] or rest[3])):
        return unknown
    return Decimal(-1 if found[1] == "-" else 1) * (hours * 60 + minutes)


def tags_in(texts: Iterator[str] | Sequence[str]) -> tuple[str, ...]:
    """The tags of some texts, each once: `#café`, `#client=café`."""
    found = (tag for text in texts for tag in _TAG.findall(text))
    return tuple(dict.fromkeys(tag.replace('"', "").replace("'", "") for tag in islice(found, MOST_TAGS)))
