"""One export holds all her clients: which of its entries are meant."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Literal

from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.noun import noun
from fourchette.core.basis.problems import unknown
from fourchette.errors import UsageError
from fourchette.files.timesheets.timesheet import SECONDS_PER_HOUR, WorkedHours

# What tells entries of one client from those of another.
ToldBy = Literal["client", "project", "tag"]
MOST_NAMED = 20


@noun
class TimesheetChoice:
    """The names that she chose among those of a timesheet; `everyone` where the whole of it is meant."""

    clients: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    everyone: bool = False

    def by(self, told_by: ToldBy) -> tuple[str, ...]:
        """The names chosen of a kind."""
        return {"client": self.clients, "project": self.projects, "tag": self.tags}[told_by]

    def also(self, told_by: ToldBy, name: str) -> "TimesheetChoice":
        """This choice, and one more name."""
        chosen = {kind: (*self.by(kind), name) if kind == told_by else self.by(kind) for kind in _KINDS}
        return TimesheetChoice(chosen["client"], chosen["project"], chosen["tag"], everyone=self.everyone)

    def all(self) -> "TimesheetChoice":
        """This choice, with everyone that it leaves."""
        return TimesheetChoice(self.clients, self.projects, self.tags, everyone=True)


_KINDS: tuple[ToldBy, ...] = ("client", "project", "tag")
_SEVERAL: Mapping[ToldBy, Message] = {
    "client": say("this timesheet holds the hours of several clients"),
    "project": say("this timesheet holds the hours of several projects"),
    "tag": say("this timesheet holds hours with several tags"),
}
_NOBODY: Mapping[ToldBy, Message] = {
    "client": say("this timesheet names no client"),
    "project": say("this timesheet names no project"),
    "tag": say("this timesheet has no tags"),
}


def choose_by(kind: ToldBy, names: tuple[object, ...]) -> Message:
    """What to do where names can be chosen by their kind."""
    return say("choose with --{kind}, or --everyone for all of it: {names:list}", kind=kind, names=names)


class SeveralClients(UsageError):
    """A timesheet that holds the hours of several, and nobody said whose are meant: each name with its hours."""

    def __init__(self, told_by: ToldBy, hours: Mapping[str, Decimal]) -> None:
        self.told_by: ToldBy = told_by
        self.hours = hours
        listed = tuple(say("{name} ({hours:hours})", name=name or say("none"), hours=hours[name]) for name in hours)
        shown = (*listed[:MOST_NAMED], *(["…"] if len(listed) > MOST_NAMED else []))
        super().__init__(_SEVERAL[told_by], choose_by(told_by, shown))


def meant(entries: Sequence[WorkedHours], wanted: TimesheetChoice, lanes: tuple[str, ...]) -> tuple[WorkedHours, ...]:
    """The entries that are meant.

    Raises UsageError for a name that is not there, SeveralClients where none is chosen.
    """
    # A file without projects names by its tags what others name by a project, as an account's parts.
    projects = any(entry.project for entry in entries)
    for kind in _KINDS:
        if chosen := {_folded(name) for name in wanted.by(kind)}:
            named = [(entry, _names(entry, kind, projects=projects)) for entry in entries]
            _refuse_unknown(kind, wanted.by(kind), named)
            entries = [entry for entry, names in named if chosen & set(map(_folded, names))]
    if not wanted.everyone:
        _refuse_several(entries, wanted, {_folded(lane) for lane in lanes})
    return tuple(entries)


def _folded(name: str) -> str:
    return " ".join(name.casefold().removeprefix("#").split())


def _names(entry: WorkedHours, kind: ToldBy, *, projects: bool = True) -> tuple[str, ...]:
    if kind == "client":
        return (entry.client,) if entry.client else ()
    if kind == "project" and projects:
        return (entry.project,) if entry.project else ()
    return entry.tags


def _refuse_unknown(kind: ToldBy, chosen: Iterable[str], named: Sequence[tuple[WorkedHours, tuple[str, ...]]]) -> None:
    known = {_folded(name): name for _, names in named for name in names}
    for name in chosen:
        if not known:
            raise UsageError(_NOBODY[kind], _instead([entry for entry, _ in named]))
        if _folded(name) not in known:
            message = say("this timesheet has no “{name}”", name=name)
            raise unknown(UsageError, message, name, [*known.values()][:MOST_NAMED])


def _instead(entries: Sequence[WorkedHours]) -> Message | None:
    """What the entries can be chosen by, where it is not what was asked."""
    for kind in _KINDS:
        if names := tuple(dict.fromkeys(name for entry in entries for name in _names(entry, kind))):
            return choose_by(kind, names[:MOST_NAMED])
    return None


def _refuse_several(entries: Sequence[WorkedHours], wanted: TimesheetChoice, lanes: set[str]) -> None:
    """Raise SeveralClients where entries are told apart by what nobody chose: a client, else a project, else tags."""
    for kind in _KINDS:
        if any(kind == "client" or _folded(name) not in lanes for name in wanted.by(kind)):
            return
        seconds = _seconds_by(entries, kind, lanes)
        named = [name for name in seconds if name]
        if len(named) > 1 or (named and kind != "tag" and "" in seconds):
            raise SeveralClients(kind, {name: each / SECONDS_PER_HOUR for name, each in seconds.items()})
        if named and kind != "tag":
            return


def _seconds_by(entries: Sequence[WorkedHours], kind: ToldBy, lanes: set[str]) -> Mapping[str, Decimal]:
    """The seconds by what tells entries apart: not a lane, which is what was done, nor a tag that all of them have."""
    apart = [{_folded(name): name for name in _names(entry, kind)} for entry in entries]
    told_nothing = set.intersection(*map(set, apart)) if apart and kind == "tag" else set()
    told_nothing |= lanes if kind != "client" else set()
    spelled: dict[str, str] = {"": ""}
    seconds: dict[str, Decimal] = {}
    for entry, names in zip(entries, apart, strict=True):
        for name in [name for name in names if name not in told_nothing] or [""]:
            shown = spelled.setdefault(name, names.get(name, ""))
            seconds[shown] = seconds.get(shown, Decimal(0)) + (entry.seconds or 0)
    return seconds
