"""What she did, an act a row, the latest first."""

from collections.abc import Sequence

from fourchette.core.practice.acts import LoggedAct, done, words_of
from fourchette.core.record.plain import Plain, picked
from fourchette.render.screen.grid import Cell, Grid, grid_of
from fourchette.render.words.speech import Speech


def log_grid(acts: Sequence[LoggedAct], limit: int, speech: Speech) -> Grid:
    """The acts with their numbers and moments; what was undone says so, and stays told."""
    word, known, states = speech.word, {act.number: act for act in acts}, done(acts)
    return grid_of(
        _latest(acts, limit),
        (word("Act"), "r", lambda act: str(act.number)),
        (word("When"), "l", lambda act: f"{act.told.at:%Y-%m-%d %H:%M}"),
        (word("What"), "w", lambda act: speech.say(words_of(act, known))),
        ("", "l", lambda act: "" if states.get(act.number, True) else Cell(word("undone"), "quiet")),
        notes=[speech.say("The last {limit:count}: --limit 0 shows all.", limit=limit)] * (0 < limit < len(acts)),
        none=word("Nothing was done yet."),
    )


def log_record(acts: Sequence[LoggedAct], limit: int, speech: Speech) -> list[Plain]:
    """The acts as plain values."""
    known, states = {act.number: act for act in acts}, done(acts)
    return [
        {
            "number": act.number,
            **picked(act.told, "at act=kind of"),
            "words": speech.say(words_of(act, known)),
            "done": states.get(act.number),
            "files": [file.name for file in act.files],
        }
        for act in _latest(acts, limit)
    ]


def _latest(acts: Sequence[LoggedAct], limit: int) -> Sequence[LoggedAct]:
    found = acts[::-1]
    return found[:limit] if limit else found
