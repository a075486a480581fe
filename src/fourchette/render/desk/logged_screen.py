"""The hours logged on a quote, each by its place."""

from collections.abc import Sequence

from fourchette.core.basis.money import ZERO
from fourchette.core.practice.quote_states import Logged
from fourchette.core.record.plain import Plain, picked
from fourchette.render.screen.grid import Grid
from fourchette.render.words.speech import Speech


def logged_grid(name: str, entries: Sequence[Logged], speech: Speech) -> Grid:
    """A row for each entry that stands, and their sum."""
    word = speech.word
    if not entries:
        return Grid("", (), "", (), notes=(speech.say("{number}: no hours are logged.", number=name),))
    rows = tuple(
        (str(entry.place), entry.month, entry.lane, speech.hours(entry.hours), entry.at.date().isoformat())
        for entry in entries
    )
    total = speech.say("{hours:hours} in all.", hours=sum((entry.hours for entry in entries), ZERO))
    headings = (word("Place"), word("Month"), word("Lane"), word("Hours"), word("Logged on"))
    return Grid(name, headings, "rllrl", rows, notes=(total,))


def logged_record(entry: Logged) -> Plain:
    """An entry as plain values."""
    return picked(entry, "place month lane hours at")
