"""What she did to her book, card and config: acts in words, which are undone and done again, and what else they touch.

An act that was undone stays told: to undo one, and to do it again, are acts too.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from datetime import date, datetime
from decimal import Decimal

from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.noun import noun

UNDO_ACT, REDO_ACT = "undo", "redo"
_WORDS: Mapping[str, Message] = {
    "save": say("{number} saved"),
    "revise": say("{number} made, a new revision"),
    "send": say("{number} marked as sent"),
    "accept": say("{number} marked as accepted"),
    "decline": say("{number} marked as declined"),
    "reopen": say("{number} reopened"),
    "hours": say("{hours:hours} logged on {number}"),
    "withdraw": say("{hours:hours} on {lane} in {month} withdrawn from {number}"),
    "extra": say("{what} added to {month} of {number}"),
    "amend": say("{number} made and marked as accepted, with what was asked on top"),
    "duplicate": say("{file} written from {number}"),
    "rules-init": say("rate card begun from {preset}"),
    "rules-set": say("rate card: {key} = {value}"),
    "rules-edit": say("rate card edited"),
    "rules-calibrate": say("rate card: minutes of {tasks} from the logged hours"),
    "config-init": say("config begun"),
    "config-set": say("config: {key} = {value}"),
    "config-edit": say("config edited"),
    "floor": say("config: what the floor is made of"),
    UNDO_ACT: say("undone: {act}"),
    REDO_ACT: say("done again: {act}"),
}


@noun
class Deed:
    """What is done, when, and the words and figures it is told with; `of` is the act that it undoes or does again."""

    at: datetime
    kind: str
    values: Mapping[str, str | Decimal] = field(default_factory=dict)
    of: int | None = None

    def dated(self, day: date) -> "Deed":
        """The same, which holds from a day; told where that is not the day it is done."""
        return self if day == self.at.date() else replace(self, values={**self.values, "day": day.isoformat()})


@noun
class Touched:
    """A file that an act changed, as the home calls it, with the digests of before and after; none for no file."""

    name: str
    before: str
    after: str

    @property
    def subject(self) -> str:
        """What is undone in turn: a quote with all its revisions, or the one file."""
        folder, _, file = self.name.rpartition("/")
        return f"{folder}/{file.split('.')[0]}" if folder.startswith("quotes/") else self.name


@noun
class LoggedAct:
    """One act, by its number; the first is 1."""

    number: int
    told: Deed
    files: tuple[Touched, ...]

    @property
    def subjects(self) -> frozenset[str]:
        """All that it changed."""
        return frozenset(file.subject for file in self.files)


def words_of(act: LoggedAct, acts: Mapping[int, LoggedAct]) -> Message:
    """An act in words; what it undoes is another of those known, or is told by its number."""
    found = _WORDS.get(act.told.kind)
    if found is None:
        return say("{name}", name=act.told.kind)
    values: dict[str, object] = dict(act.told.values)
    if act.told.of is not None:
        other = acts.get(act.told.of)
        values["act"] = say("act {number}", number=str(act.told.of)) if other is None else words_of(other, acts)
    words = Message(found.text, values)
    day = act.told.values.get("day")
    return words if day is None else say("{act}, as of {day}", act=words, day=day)


def done(acts: Iterable[LoggedAct]) -> dict[int, bool]:
    """Whether each of her own acts is done, or undone by now; those of undoing tell of others."""
    found: dict[int, bool] = {}
    for act in acts:
        if act.told.of is None:
            found[act.number] = True
        elif act.told.of in found:
            found[act.told.of] = act.told.kind == REDO_ACT
    return found


def last_undone(acts: Sequence[LoggedAct]) -> int | None:
    """The act that was undone last and is not done again; None where there is none."""
    states = done(acts)
    for act in reversed(acts):
        if act.told.kind == UNDO_ACT and act.told.of is not None and not states.get(act.told.of, True):
            return act.told.of
    return None


def in_the_way(act: LoggedAct, acts: Sequence[LoggedAct]) -> LoggedAct | None:
    """Of the acts that touch the same things, the one that keeps this one from being undone, or done again.

    It can be undone where none came after it, and done again where things stand as they did before it.
    """
    before = _touching(act, [each for each in acts if each.number < act.number])
    now = _touching(act, acts)
    if done(acts)[act.number]:
        before = dict.fromkeys(act.subjects, act)
    states = ([before.get(each), now.get(each)] for each in sorted(act.subjects))
    between = ([each for each in (was, is_) if each is not None] for was, is_ in states if was != is_)
    return next((max(each, key=lambda other: other.number) for each in between), None)


def _touching(act: LoggedAct, acts: Sequence[LoggedAct]) -> dict[str, LoggedAct]:
    """The last act that was done to each of the things that an act touches."""
    states = done(acts)
    return {subject: each for each in acts if states.get(each.number) for subject in each.subjects & act.subjects}
