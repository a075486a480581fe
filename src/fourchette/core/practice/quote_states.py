"""The life of a quote: its states, what may follow what, and the events that brought it there."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.noun import noun

Status = Literal["draft", "sent", "accepted", "declined"]
State = Literal["draft", "sent", "accepted", "declined", "expired"]
Act = Literal["send", "accept", "decline", "reopen"]
STATUSES: tuple[Status, ...] = ("draft", "sent", "accepted", "declined")
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
    "expired": say("expired"),
}
# What could come next, by state.
NEXT: Mapping[State, Message] = {
    "draft": say("Next: fourchette send {number}"),
    "sent": say("Next: fourchette accept {number}, or decline {number} --reason …"),
    "accepted": say("Next: fourchette hours {number} 3.5 --lane content, as the work goes"),
    "declined": say("Next: fourchette revise {number}, to offer something else"),
    "expired": say("Next: fourchette revise {number}, for new dates"),
}


@noun
class Entry:
    """What a listing shows of a saved quote: amounts with taxes, in its currency; `name` is its file's."""

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
    """One thing that happened to a quote; hours that were worked name their lane and month."""

    at: datetime
    event: str
    status: Status
    reason: str = ""
    lane: str = ""
    month: str = ""
    hours: Decimal | None = None


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
    return message, Message(NEXT[state].text, {"number": entry.name})


ACT_WORDS: Mapping[Act, Message] = {
    "send": say("sent again"),
    "accept": say("marked as accepted"),
    "decline": say("marked as declined"),
    "reopen": say("reopened"),
}


def worked(events: Iterable[Event]) -> dict[str, Decimal]:
    """The hours worked by lane, all months together."""
    hours: dict[str, Decimal] = {}
    for event in events:
        if event.hours is not None:
            hours[event.lane] = hours.get(event.lane, Decimal(0)) + event.hours
    return hours
