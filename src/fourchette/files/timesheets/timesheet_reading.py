"""Any timesheet in, the hours that are meant out: a file is known by what it is, and read whole or not at all."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import islice
from pathlib import Path

from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.noun import noun
from fourchette.core.basis.problems import unknown_name
from fourchette.files.timesheets.timesheet import MOST_ENTRIES, Reading, WorkedHours, amiss, month_between, quoted
from fourchette.files.timesheets.timesheet_clients import TimesheetChoice, meant
from fourchette.files.timesheets.timesheet_csv import SEPARATORS, header_of, own_sheet, read_table, unsaid
from fourchette.files.timesheets.timesheet_json import read_json
from fourchette.files.timesheets.timesheet_klog import RECORD, read_klog
from fourchette.files.timesheets.timesheet_org import ORG, read_org
from fourchette.files.timesheets.timesheet_text import text_of
from fourchette.files.timesheets.timesheet_timeclock import TIMECLOCK, read_timeclock
from fourchette.files.timesheets.timesheet_times import DayOrder
from fourchette.files.timesheets.timesheet_watson import WATSON_LOG, WATSON_REPORT, read_watson_log, read_watson_report
from fourchette.files.toml.wrong_file import Located, WrongFile

LONGEST_HEADER = 5000
_SUMMARY_OF_TIMEWARRIOR = re.compile(r"Wk +Date +Day +")
_DAY_IN_NAME = re.compile(r"\d{4}-\d{2}-\d{2}")
_BY_NAME: dict[str, Callable[[str], Reading]] = {
    ".json": read_json,
    ".klg": read_klog,
    ".org": read_org,
    ".timeclock": read_timeclock,
}


@noun
class Timesheet:
    """The entries that are meant, and what was taken for granted to read them."""

    entries: tuple[WorkedHours, ...]
    assumed: tuple[Message, ...] = ()


def read_timesheet(  # noqa: PLR0913  # each is said by an option of its own
    name: str,
    raw: bytes,
    *,
    lanes: tuple[str, ...] = (),
    wanted: TimesheetChoice | None = None,
    order: DayOrder | None = None,
    month: str | None = None,
    watched: Callable[[Reading, int], Reading] = lambda reading, _: reading,
) -> Timesheet:
    """Read the bytes of a timesheet; `watched` passes what is read on, and is told about how many entries there are.

    Of a file that names days, only the entries of `month` are kept; those of one that names none are all of it.
    Raises WrongFile with everything that is wrong in it; UsageError where the names that are wanted are not there, and
    SeveralClients where it holds the hours of several and none is chosen.
    """
    text = text_of(name, raw)
    about = max(text.count("\n"), text.count("{"))
    found = list(islice(watched(_reading(name, text, order), about), MOST_ENTRIES + 1))
    if len(found) > MOST_ENTRIES:
        message = say("this timesheet has more than {most:count} entries", most=MOST_ENTRIES)
        _refuse(name, [amiss(None, message, say("export a shorter period"))])
    entries = [each for each in found if isinstance(each, WorkedHours)]
    if problems := [each for each in found if isinstance(each, Located)]:
        _refuse(name, [*problems, *(_running(entry) for entry in entries if entry.seconds is None)])
    if not entries:
        _refuse(name, [amiss(None, say("this timesheet has no hours"))])
    entries = list(meant(entries, wanted or TimesheetChoice(), lanes))
    unknown = [_no_lane(entry, lanes) for entry in entries if entry.lane and lanes and not entry.lane_in(lanes)]
    _refuse(name, [*(_running(entry) for entry in entries if entry.seconds is None), *unknown])
    known = month or _month_in(name)
    dated = [replace(entry, month=known) if known and not entry.month else entry for entry in entries]
    undated = next((entry for entry in dated if not entry.month), None)
    _refuse(name, [_undated(undated)] if undated is not None else [])
    kept = tuple(entry for entry in dated if month in {None, entry.month})
    _refuse(name, [] if kept else [amiss(None, say("this timesheet has no hours in {month}", month=month))])
    left = len(dated) - len(kept)
    told = [say("Entries of other months, left out: {count}.", count=left)] if left else []
    return Timesheet(kept, (*(each for each in found if isinstance(each, Message)), *told))


def _refuse(name: str, problems: Iterable[Located]) -> None:
    """Raise WrongFile where there are problems, in the order of their lines."""
    if found := sorted(problems, key=lambda each: each.line or 0):
        raise WrongFile(name, found)


def _running(entry: WorkedHours) -> Located:
    message = say("this entry has no end: the export is incomplete")
    return amiss(entry.line, message, say("stop the clock, and export it again"), path=entry.path)


def _no_lane(entry: WorkedHours, lanes: tuple[str, ...]) -> Located:
    message = say("this quote has no lane {name}", name=quoted(entry.lane))
    return Located(unknown_name(entry.path, message, entry.lane, lanes), entry.line)


def _undated(entry: WorkedHours) -> Located:
    message = say("this timesheet does not say in which month the hours were worked")
    return amiss(entry.line, message, say("export one month and add --month, such as --month 2026-10"))


def _month_in(name: str) -> str:
    """The month that a summary's name tells: trackers put its first and last day there."""
    days = _DAY_IN_NAME.findall(Path(name).name)
    return month_between(days[-2], days[-1]) if len(days) > 1 else ""


def _reading(name: str, text: str, order: DayOrder | None) -> Reading:
    """What the reader of a file makes of it; the reader is known by the first line that says something."""
    number, first = next(((n, line) for n, line in enumerate(unsaid(text).split("\n"), 1) if line.strip()), (0, ""))
    if not number:
        yield amiss(None, say("the file is empty"))
    elif header := header_of(first[:LONGEST_HEADER]):
        yield from read_table(text, header, order, headed=True)
    elif sheet := own_sheet(first[:LONGEST_HEADER]):
        yield from read_table(text, sheet, order, headed=False)
    elif reader := _reader_of(name, text, first):
        yield from reader(text)
    else:
        yield _unknown(number, first)


def _reader_of(name: str, text: str, first: str) -> Callable[[str], Reading] | None:
    """The reader of a text by its shape; else by its name, so that what is wrong is said in the terms of its format."""
    shaped = next((reader for shape, reader in _SHAPES if shape.match(first)), None)
    named = next((reader for suffix, reader in _BY_NAME.items() if name.casefold().endswith(suffix)), None)
    return shaped or (read_org if ORG.search(text) else named)


_SHAPES: tuple[tuple[re.Pattern[str], Callable[[str], Reading]], ...] = (
    (re.compile(r"\s*(?:\{|\[(?!\[))"), read_json),
    (RECORD, read_klog),
    (TIMECLOCK, read_timeclock),
    (WATSON_LOG, read_watson_log),
    (WATSON_REPORT, read_watson_report),
)


def _unknown(number: int, first: str) -> Located:
    if _SUMMARY_OF_TIMEWARRIOR.match(first):
        return amiss(
            number,
            say("this is timewarrior's summary, which leaves out what it wraps"),
            say("give the output of timew export"),
        )
    if any(separator in first for separator in SEPARATORS):
        message = say("these columns are not those of a timesheet: {found}", found=quoted(first))
        return amiss(
            number, message, say("name the columns date (or month), hours and lane; or give a tracker's export")
        )
    message = say("this is not a timesheet: found “{text}”", text=quoted(first))
    return amiss(number, message, say("give a CSV with date and hours, or an export of a tracker that is read"))
