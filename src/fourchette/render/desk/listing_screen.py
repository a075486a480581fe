"""The book on a screen: its list, its follow-ups, and as CSV."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from fourchette.core.basis.messages import say
from fourchette.core.basis.noun import noun
from fourchette.core.practice.quote_states import STATE_WORDS, Entry, State
from fourchette.render.screen.grid import Cell, Grid
from fourchette.render.words.speech import Speech

TONES: dict[State, str] = {
    "draft": "quiet",
    "sent": "fact",
    "accepted": "good",
    "declined": "error",
    "replaced": "quiet",
    "expired": "warning",
}


def list_grid(found: Iterable[Entry], day: date, speech_in: dict[str, Speech], speech: Speech) -> Grid:
    """A row for each quote: number, state, client and title, validity, total."""
    rows = tuple(
        (
            entry.name,
            Cell(speech.say(STATE_WORDS[entry.state(day)]), TONES[entry.state(day)]),
            " — ".join(part for part in (entry.client, entry.title) if part),
            entry.valid_until.isoformat(),
            speech_in[entry.currency].money(entry.total),
        )
        for entry in found
    )
    if not rows:
        return Grid("", (), "", (), notes=(speech.word("No quote."),))
    word = speech.word
    headings = (word("Number"), word("State"), word("Client and title"), word("Valid until"), word("Total"))
    return Grid("", headings, "llwlr", rows)


def entry_record(entry: Entry, day: date) -> dict[str, Any]:
    """A quote of the list as plain values."""
    return {
        "name": entry.name,
        "number": entry.number,
        "revision": entry.revision,
        "status": entry.status,
        "state": entry.state(day),
        "issued": entry.issued,
        "valid_until": entry.valid_until,
        "client": entry.client,
        "title": entry.title,
        "language": entry.language,
        "currency": entry.currency,
        "total": entry.total,
    }


def list_csv(found: Iterable[Entry], day: date) -> str:
    """The list as CSV, with names for headings; no cell is a formula to a spreadsheet."""
    from fourchette.render.client.spreadsheet import csv_text

    head = ("name", "number", "revision", "status", "state", "issued", "valid_until", "client", "title", "language",
            "currency", "total")  # fmt: skip
    return csv_text((head, *(entry_record(entry, day).values() for entry in found)))


@noun
class FollowUp:
    """A quote that waits for a word: why, and the sentence for its client."""

    entry: Entry
    reason: str
    sentence: str


def followups(found: Iterable[Entry], day: date, silent: int, soon: int) -> Iterator[FollowUp]:
    """The sent quotes that are silent for days, that expire soon, or that have expired."""
    for entry in found:
        left = (entry.valid_until - day).days
        speech = Speech(entry.language, entry.currency)
        figures: dict[str, object] = {
            "title": entry.title or entry.name,
            "sent": speech.day(entry.issued),
            "until": speech.day(entry.valid_until),
        }
        if entry.status != "sent":
            continue
        if left < 0:
            reason = "expired"
            text = say(
                "Hello, my quote “{title}” of {sent} was valid until {until}. Shall I send you a new one?", **figures
            )
        elif left <= soon:
            reason = "expiring"
            text = say(
                "Hello, my quote “{title}” of {sent} is valid until {until}, that day included. "
                "Do you have any question before then?",
                **figures,
            )
        elif (day - entry.issued).days >= silent:
            reason = "silent"
            text = say(
                "Hello, did you have time to look at my quote “{title}” of {sent}? I can answer your questions.",
                **figures,
            )
        else:
            continue
        yield FollowUp(entry, reason, speech.say(text))


REASONS = {"expired": say("expired"), "expiring": say("expires soon"), "silent": say("no answer")}


def followup_grids(found: Iterable[FollowUp], speech: Speech) -> Iterator[Grid]:
    """A block for each follow-up: which quote, why, and the sentence."""
    for item in found:
        title = f"{item.entry.name} · {item.entry.client} · {speech.say(REASONS[item.reason])}"
        yield Grid(title, (), "", (), notes=(item.sentence,))
