"""The hours logged on a quote, each by its place."""

from collections.abc import Sequence

from fourchette.core.basis.money import ZERO
from fourchette.core.practice.quote_states import Logged
from fourchette.core.record.plain import Plain, picked
from fourchette.render.screen.grid import Grid, grid_of
from fourchette.render.words.speech import Speech


def logged_grid(name: str, entries: Sequence[Logged], speech: Speech) -> Grid:
    """A row for each entry that stands, and their sum."""
    word, total = speech.word, sum((entry.hours for entry in entries), ZERO)
    return grid_of(
        entries,
        (word("Place"), "r", lambda entry: str(entry.place)),
        (word("Month"), "l", lambda entry: entry.month),
        (word("Lane"), "l", lambda entry: entry.lane),
        (word("Hours"), "r", lambda entry: speech.hours(entry.hours)),
        (word("Logged on"), "l", lambda entry: entry.at.date().isoformat()),
        title=name,
        notes=[speech.say("{hours:hours} in all.", hours=total)],
        none=speech.say("{number}: no hours are logged.", number=name),
    )


def logged_record(entry: Logged) -> Plain:
    """An entry as plain values."""
    return picked(entry, "place month lane hours at")
