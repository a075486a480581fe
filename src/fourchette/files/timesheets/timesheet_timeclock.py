"""Timeclock files, of hledger, Ledger and Emacs: `i` clocks in, `o` and `O` clock out."""

import re

from fourchette.core.basis.messages import say
from fourchette.core.basis.noun import noun
from fourchette.files.timesheets.timesheet import Reading, WorkedHours, amiss, as_entry, quoted
from fourchette.files.timesheets.timesheet_times import HOUR, calendar_day, read_time
from fourchette.files.toml.wrong_file import Located

TIMECLOCK = re.compile(r"[ioObh] +\d{4}[-/.]\d{1,2}[-/.]\d{1,2}")
_LINE = re.compile(
    r"([ioO]) +(\d{4}[-/.]\d{1,2}[-/.]\d{1,2})[ T]+(\d{1,2}:\d{2}(?::\d{2})?)(?:[+-]\d{4})?(?: +(\S.*))?"
)
# A balance and the hours of a day, comments, and blank lines.
_ASIDE = ("b", "h", ";", "#", "*", "")


@noun
class ClockedIn:
    """A session that is open: its line, its day and second of the day, and its account."""

    line: int
    day: int
    second: int
    month: str
    account: str


def read_timeclock(text: str) -> Reading:
    """The sessions of a timeclock file; one that is not clocked out still runs."""
    opened: dict[str, ClockedIn] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip()[:1] in _ASIDE:
            continue
        found = _LINE.fullmatch(line.strip())
        at = None if found is None else _clocked(number, found)
        if found is None or at is None:
            yield amiss(number, say("“{text}” is not a line of a timeclock", text=quoted(line)), _FORM)
        elif found[1] != "i":
            yield _session(opened, at)
        elif at.account in opened:
            yield amiss(number, say("“{account}” is clocked in twice", account=quoted(at.account)))
        else:
            opened[at.account] = at
    for session in opened.values():
        yield _entry(session, None)


_FORM = say("write, for instance, i 2026-10-05 09:00:00 cafe:content, then o 2026-10-05 10:30:00")


def _clocked(number: int, found: "re.Match[str]") -> ClockedIn | None:
    day, second = calendar_day(found[2], "dmy"), read_time(found[3])
    if day is None or second is None:
        return None
    # Two spaces, or a semicolon, part the account from what is told of it.
    account = re.split(r"  |\t|;", found[4] or "", maxsplit=1)[0].strip()
    return ClockedIn(number, day.toordinal(), second, day.isoformat()[:7], account)


def _session(opened: dict[str, ClockedIn], out: ClockedIn) -> WorkedHours | Located:
    """The session that a line clocks out of: the one it names, else the latest."""
    if not opened:
        return amiss(out.line, say("this line clocks out, and nothing is clocked in"))
    return _entry(opened.pop(out.account) if out.account in opened else opened.popitem()[1], out)


def _entry(session: ClockedIn, out: ClockedIn | None) -> WorkedHours | Located:
    seconds = None if out is None else (out.day - session.day) * 24 * HOUR + out.second - session.second
    if out is not None and seconds is not None and seconds < 0:
        return amiss(out.line, say("an entry ends before it begins: {start}", start=quoted(session.account)))
    parts = tuple(part for each in session.account.split(":") if (part := each.strip()))
    return as_entry(WorkedHours(session.month, seconds, session.line, tags=parts), found=session.account)
