"""What Watson prints: its log, a line for each frame, and its report, a time for each project."""

import re
from decimal import Decimal

from fourchette.core.basis.messages import say
from fourchette.files.timesheets.timesheet import (
    Reading,
    WorkedHours,
    amiss,
    as_entry,
    month_between,
    quoted,
    split_tags,
)
from fourchette.files.timesheets.timesheet_times import read_duration

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DATE = r"(\d{2}) ([A-Z][a-z]{2,8}) (\d{4})"
WATSON_LOG = re.compile(rf"[A-Z][a-z]{{5,8}} {_DATE}(?: \([^)]{{1,30}}\))?")
WATSON_REPORT = re.compile(rf"[A-Z][a-z]{{2}} {_DATE} -> [A-Z][a-z]{{2}} {_DATE}")
_FRAME = re.compile(r"\s+[0-9a-f]{7,40}\s+\d{2}:\d{2} to \d{2}:\d{2}\s+((?:\d+h )?(?:\d+m )?\d+s)\s+(\S.*)")
_PROJECT = re.compile(r"(\S.*) - ((?:\d+h )?(?:\d+m )?\d+s)")
_TAG = re.compile(r"\s+\[.*")


def read_watson_log(text: str) -> Reading:
    """The frames of a log, each of the day above it."""
    month = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if day := WATSON_LOG.fullmatch(line.strip()):
            month = _month(*day.groups())
        elif frame := _FRAME.fullmatch(line):
            names, tags = _named(frame[2].rstrip())
            seconds = read_duration(frame[1])
            yield as_entry(WorkedHours(month, seconds, number, project=names, tags=tags), found=frame[1])
        elif line.strip():
            yield amiss(number, say("“{text}” is not a line of Watson's log", text=quoted(line)))


def _named(text: str) -> tuple[str, tuple[str, ...]]:
    """A project and its tags: `cafe  [content, posts]`."""
    start = text.rfind("  [")
    if not text.endswith("]") or start < 0:
        return text, ()
    return text[:start].strip(), split_tags(text[start + len("  [") : -1])


def read_watson_report(text: str) -> Reading:
    """The projects of a report; the times of its tags are parts of theirs."""
    month, total, found = "", None, Decimal(0)
    for number, line in enumerate(text.split("\n"), start=1):
        if days := WATSON_REPORT.fullmatch(line.strip()):
            month = month_between(_month(*days.groups()[:3]), _month(*days.groups()[3:]))
        elif line.startswith("Total: "):
            total = read_duration(line.removeprefix("Total: "))
        elif project := _PROJECT.fullmatch(line.rstrip()):
            seconds = read_duration(project[2]) or Decimal(0)
            found += seconds
            yield as_entry(WorkedHours(month, seconds, number, project=project[1].strip()), found=project[2])
        elif line.strip() and not _TAG.fullmatch(line):
            yield amiss(number, say("“{text}” is not a line of Watson's report", text=quoted(line)))
    # Watson drops the parts of a second of each project.
    if total is not None and abs(total - found) > len(text.split("\n")):
        yield amiss(None, say("the projects of this report do not make its total"), say("export it again"))


def _month(day: str, name: str, year: str) -> str:  # noqa: ARG001  # a date is three figures
    return f"{year}-{_MONTHS.index(name[:3]) + 1:02}" if name[:3] in _MONTHS else ""
