"""An entry of a timesheet, and what a reader says of the lines that are none."""

import re
from collections.abc import Iterator
from decimal import Decimal

from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.noun import noun
from fourchette.core.basis.problems import Path, Problem
from fourchette.files.toml.wrong_file import Located

SECONDS_PER_HOUR = Decimal(3600)
MOST_SECONDS = 10_000 * SECONDS_PER_HOUR
# Some years of work; what has more is not read to its end.
MOST_ENTRIES = 50_000
LONGEST_QUOTED = 60
# The tags of a heading count for each entry under it.
MOST_TAGS = 100


@noun
class WorkedHours:
    """Time worked in one month (`2026-10`; empty where the file names no day).

    `seconds` is exact, and None while the clock still runs. `lane` is that of a column of its own; `labels` are what
    else may name it: a task, a heading.
    """

    month: str
    seconds: Decimal | None
    line: int | None = None
    client: str = ""
    project: str = ""
    tags: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    lane: str = ""
    path: Path = ()

    def lane_in(self, lanes: tuple[str, ...]) -> str | None:
        """The lane that the entry names, if it names one: by its column, tag, task or project."""
        known = {lane.casefold(): lane for lane in lanes}
        named = (self.lane, *self.labels, *self.tags, self.project)
        return next((known[each] for label in named for each in _spellings(label) if each in known), None)


def _spellings(label: str) -> tuple[str, str]:
    """A label, and the value that it gives: `lane=content` names content."""
    folded = label.strip().casefold().removeprefix("#")
    return folded, folded.rpartition("=")[2]


# What a reader makes of a file, in its order: entries, what is wrong, and what it took for granted.
Reading = Iterator[WorkedHours | Located | Message]


def amiss(line: int | None, message: Message, remedy: Message | None = None, path: Path = ()) -> Located:
    """Something wrong at a line, or at a place in JSON."""
    return Located(Problem(path, message, remedy), line)


def quoted(text: str) -> str:
    """What was found, short enough to print."""
    text = text.strip()
    return text if len(text) <= LONGEST_QUOTED else text[: LONGEST_QUOTED - 1] + "…"


def month_between(first: str, last: str) -> str:
    """The month of two ISO days, or nothing where they are of two months."""
    return first[:7] if first[:7] == last[:7] else ""


def split_tags(text: str) -> tuple[str, ...]:
    """The tags of a cell or a list, without those that say there is none."""
    return tuple(tag.strip() for tag in re.split("[,;|]", text) if tag.strip(" -"))


def as_entry(entry: WorkedHours, *, found: str) -> WorkedHours | Located:
    """The entry, or what is wrong with its length."""
    if entry.seconds is None or entry.seconds.copy_abs() <= MOST_SECONDS:
        return entry
    return amiss(entry.line, say("“{hours}” is not a number of hours", hours=quoted(found)), path=entry.path)
