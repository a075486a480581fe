"""The life of a quote: its states, what may follow what, and the events that brought it there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.noun import noun

Status = Literal["draft", "sent", "accepted", "declined", "replaced"]
State = Literal["draft", "sent", "accepted", "declined", "replaced", "expired"]
Act = Literal["send", "accept", "decline", "reopen"]
STATUSES: tuple[Status, ...] = ("draft", "sent", "accepted", "declined", "replaced")
STATES: tuple[State, ...] = (*STATUSES, "expired")

# From which states an act may be done, and the status it leads to.
ACTS: Mapping[Act, tuple[tuple[State, ...], Status]] = {
    "send": (("draft",), "sent"),
    "accept": (("sent",), "accepted"),
    "decline": (("sent", "expired"), "declined"),
    "reopen": (("accepted", "declined"), "sent"),
}
STATE_WORDS: Mapping[State, Message] = {
    "draft": say("draft"),
    "sent": say("sent"),
    "accepted": say("accepted"),
    "declined": say("declined"),
    "replaced": say("replaced"),
    "expired": say("expired"),
}
# What could come next, by state.
NEXT: Mapping[State, Message] = {
    "draft": say("Next: fourchette send {number}"),
    "sent": say("Next: fourchette accept {number}, or decline {number} --reason …"),
    "accepted": say("Next: fourchette hours {number} 3.5 --lane {lane}, as the work goes"),
    "declined": say("Next: fourchette revise {number}, to offer something else"),
    "replaced": say("A later revision is in force: fourchette list names it"),
    "expired": say("Next: fourchette revise {number}, for new dates"),
}


def next_step(state: State, number: str, lanes: Sequence[str] = ()) -> Message:
    """What could come next of a quote in a state; hours are of one of its `lanes`, where they are known."""
    return Message(NEXT[state].text, {"number": number, "lane": lanes[0] if lanes else "…"})


@noun
class Entry:
    """What a listing shows of a saved quote: amounts with taxes, in its currency.

    `name` is its number, with its revision wherever there is more than one.
    """

    name: str
    number: str
    revision: int
    status: Status
    issued: date
    valid_until: date
    client: str
    title: str
    language: str
    currency: str
    total: Decimal

    def state(self, day: date) -> State:
        """Its status on a day: a sent quote is valid until the named day, that day included."""
        return "expired" if self.status == "sent" and day > self.valid_until else self.status


@noun
class Event:
    """One thing that happened to a quote; hours that were worked name their lane and month.

    `day` is the day it holds from, where that is not the day it was written; `withdraws` is the place, among
    the quote's logged hours, of those that it takes back; `undoes` is how many events before it it undoes.
    What is sold on top, once, has its `amount` before tax, its month, and its words as the reason.
    `document` is the file that was sent, with its digest, that of the template that set it, and its language.
    """

    at: datetime
    event: str
    status: Status
    reason: str = ""
    lane: str = ""
    month: str = ""
    hours: Decimal | None = None
    day: date | None = None
    withdraws: int | None = None
    undoes: int | None = None
    amount: Decimal | None = None
    document: str = ""
    sha256: str = ""
    template: str = ""
    language: str = ""

    @property
    def on(self) -> date:
        """The day it holds from."""
        return self.day or self.at.date()


def refusal(act: Act, entry: Entry, day: date) -> tuple[Message, Message] | None:
    """Why an act cannot be done on a day, and what can be; None when it can."""
    allowed, _ = ACTS[act]
    state = entry.state(day)
    if state in allowed:
        return None
    message = say(
        "{number} is {state}: it cannot be {act}", number=entry.name, state=STATE_WORDS[state], act=ACT_WORDS[act]
    )
    if act in ("accept", "decline") and state in ACTS["reopen"][0]:
        return message, say("fourchette reopen {number} takes its answer back first", number=entry.name)
    return message, next_step(state, entry.name)


ACT_WORDS: Mapping[Act, Message] = {
    "send": say("sent again"),
    "accept": say("marked as accepted"),
    "decline": say("marked as declined"),
    "reopen": say("reopened"),
}


REPLACE = "replace"
RESTORE = "restore"


def replaced_by(other: str, at: datetime, day: date | None) -> Event:
    """A later revision, by its name, is accepted in its place."""
    return Event(at, REPLACE, "replaced", reason=other, day=day)


def restored(at: datetime, day: date | None) -> Event:
    """The later revision's acceptance was taken back: it is in force again."""
    return Event(at, RESTORE, "accepted", day=day)


def was_replaced_by(events: Sequence[Event], other: str) -> bool:
    """Whether the last that happened to a quote is that another revision took its place."""
    acts = [event for event in still_true(events) if event.event not in ("hours", WITHDRAW, EXTRA)]
    return bool(acts) and acts[-1].event == REPLACE and acts[-1].reason == other


WITHDRAW = "withdraw"
EXTRA = "extra"
UNDO = "undo"


def still_true(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events that were not undone, in their order."""
    return tuple(event for event, _ in _still(events))


def document_sent(events: Iterable[Event]) -> Event | None:
    """The event that says which document was sent; None where none was, or none was kept."""
    return next((event for event in reversed(still_true(events)) if event.document), None)


def _still(events: Iterable[Event]) -> list[tuple[Event, int]]:
    """The events that were not undone, each with how many times hours were logged up to it."""
    found: list[tuple[Event, int]] = []
    count = 0
    for event in events:
        if event.undoes is not None:
            del found[max(len(found) - event.undoes, 0) :]
            continue
        count += event.hours is not None
        found.append((event, count))
    return found


def undone(events: Sequence[Event], count: int, at: datetime) -> Event:
    """The event that undoes the last of those that stand, so many of them; the first of all is its making."""
    left = still_true(events)[:-count]
    return Event(at, UNDO, left[-1].status, reason=still_true(events)[-count].event, undoes=count)


def done_again(events: Iterable[Event], at: datetime) -> list[Event]:
    """The same events once more, written at another moment and holding from the same days."""
    return [replace(event, at=at, day=None if event.on == at.date() else event.on) for event in events]


@noun
class Logged:
    """Hours that were logged and stand; `place` is theirs among all that were logged on the quote, from 1."""

    place: int
    at: datetime
    lane: str
    month: str
    hours: Decimal


def logged(events: Iterable[Event]) -> tuple[Logged, ...]:
    """The hours logged on a quote that were not withdrawn, nor undone."""
    found: dict[int, Logged] = {}
    for event, place in _still(events):
        if event.withdraws is not None:
            found.pop(event.withdraws, None)
        elif event.hours is not None:
            found[place] = Logged(place, event.at, event.lane, event.month, event.hours)
    return tuple(found.values())


def worked(events: Iterable[Event]) -> dict[str, Decimal]:
    """The hours worked by lane, all months together."""
    hours: dict[str, Decimal] = {}
    for entry in logged(events):
        hours[entry.lane] = hours.get(entry.lane, Decimal(0)) + entry.hours
    return hours
