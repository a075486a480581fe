"""The book on a screen: its list, its follow-ups, and as CSV."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from fourchette.core.basis.messages import say
from fourchette.core.basis.money import to_cent
from fourchette.core.basis.noun import noun
from fourchette.core.practice.quote_states import STATE_WORDS, Entry, State
from fourchette.core.practice.scope_watch import Overrun
from fourchette.core.record.plain import Plain, picked
from fourchette.render import spreadsheet
from fourchette.render.screen.grid import Cell, Grid, grid_of
from fourchette.render.words.speech import Speech, if_any

TONES: dict[State, str] = {
    "draft": "quiet",
    "sent": "fact",
    "accepted": "good",
    "declined": "error",
    "replaced": "quiet",
    "expired": "warning",
}


# What quotes ask a month before tax, by their names; None where they ask nothing by the month.
Monthly = Mapping[str, Decimal | None]


def list_grid(
    found: Iterable[Entry], monthly: Monthly, day: date, speech_in: dict[str, Speech], speech: Speech
) -> Grid:
    """A row for each quote: number, state, client and title, validity, what it asks a month, total."""
    word = speech.word
    return grid_of(
        found,
        (word("Number"), "l", lambda entry: entry.name),
        (word("State"), "l", lambda entry: Cell(speech.say(STATE_WORDS[entry.state(day)]), TONES[entry.state(day)])),
        (word("Client and title"), "w", lambda entry: " — ".join(filter(None, (entry.client, entry.title)))),
        (word("Valid until"), "l", lambda entry: entry.valid_until.isoformat()),
        (word("A month"), "r", lambda entry: if_any(speech_in[entry.currency].money, monthly[entry.name], "")),
        (word("Total"), "r", lambda entry: speech_in[entry.currency].money(entry.total)),
        spare=3,
        none=word("No quote."),
    )


def entry_record(entry: Entry, monthly: Monthly, day: date) -> Plain:
    """A quote of the list as plain values; `monthly` is before tax, `total` over the whole term with taxes."""
    return {
        **picked(entry, "name number revision status"),
        "state": entry.state(day),
        **picked(entry, "issued valid_until client title language currency total"),
        "monthly": monthly[entry.name],
    }


def list_csv(found: Iterable[Entry], monthly: Monthly, day: date, dialect: "spreadsheet.CsvDialect") -> str:
    """The list as CSV, with names for headings; no cell is a formula to a spreadsheet."""
    head = ("name", "number", "revision", "status", "state", "issued", "valid_until", "client", "title", "language",
            "currency", "total", "monthly")  # fmt: skip
    rows = (entry_record(entry, monthly, day).values() for entry in found)
    return spreadsheet.csv_text((head, *(["" if cell is None else cell for cell in row] for row in rows)), dialect)


@noun
class FollowUp:
    """A quote that waits for a word: why, and the sentence for its client.

    Of a mandate that has grown, its overrun, and what the card would ask a month today for the hours it takes.
    """

    entry: Entry
    reason: str
    sentence: str
    grown: Overrun | None = None
    asked: Decimal | None = None


def grown_followup(entry: Entry, found: Overrun, asked: Decimal | None) -> FollowUp:
    """The word for the client of a mandate that takes more hours than it includes."""
    sentence = Speech(entry.language, entry.currency).say(
        "Hello, “{title}” includes {included:hours} of work a month, and has lately taken {worked:hours}. "
        "Shall we adjust what is asked, or the fee?",
        title=entry.title or entry.name,
        included=to_cent(found.included / Decimal(len(found.months))),
        worked=found.a_month,
    )
    return FollowUp(entry, "grown", sentence, found, asked)


_ASKED = {
    "expired": say("Hello, my quote “{title}” of {sent} was valid until {until}. Shall I send you a new one?"),
    "expiring": say(
        "Hello, my quote “{title}” of {sent} is valid until {until}, that day included. "
        "Do you have any question before then?"
    ),
    "silent": say("Hello, did you have time to look at my quote “{title}” of {sent}? I can answer your questions."),
}


def followups(found: Iterable[Entry], day: date, silent: int, soon: int) -> Iterator[FollowUp]:
    """The sent quotes that are silent for days, that expire soon, or that have expired."""
    for entry in found:
        left, quiet = (entry.valid_until - day).days, (day - entry.issued).days >= silent
        reason = "expired" if left < 0 else "expiring" if left <= soon else "silent" if quiet else ""
        if entry.status == "sent" and reason:
            speech = Speech(entry.language, entry.currency)
            sent, until = speech.day(entry.issued), speech.day(entry.valid_until)
            sentence = speech.say(_ASKED[reason].text, title=entry.title or entry.name, sent=sent, until=until)
            yield FollowUp(entry, reason, sentence)


REASONS = {
    "expired": say("expired"),
    "expiring": say("expires soon"),
    "silent": say("no answer"),
    "grown": say("more hours than included"),
}


def followup_grids(
    found: Iterable[FollowUp], monthly: Monthly, speech_in: dict[str, Speech], speech: Speech
) -> Iterator[Grid]:
    """A block for each follow-up: which quote, what it asks, why, and the sentence."""
    for item in found:
        own, asked = speech_in[item.entry.currency], monthly[item.entry.name]
        price = own.money(item.entry.total)
        if asked is not None:
            price = own.say("{amount:price} a month before tax", amount=asked)
        parts = (item.entry.name, item.entry.client, price, speech.say(REASONS[item.reason]))
        yield Grid(" · ".join(filter(None, parts)), notes=(*_grown_in_words(item, own), item.sentence))


def _grown_in_words(item: FollowUp, speech: Speech) -> Iterator[str]:
    """For her alone: the hours, what one earned, and what her card would ask today."""
    if item.grown is None:
        return
    yield speech.say(
        "{worked:hours} worked in {months:list}, {included:hours} included: an hour earned {rate:rate}.",
        worked=item.grown.worked,
        months=item.grown.months,
        included=item.grown.included,
        rate=item.grown.earned,
    )
    if item.asked is not None:
        yield speech.say(
            "For {hours:hours} a month, your card would ask {price:price} before tax today.",
            hours=item.grown.a_month,
            price=item.asked,
        )


def followup_record(item: FollowUp, monthly: Monthly, day: date) -> Plain:
    """A follow-up as plain values."""
    return {
        **entry_record(item.entry, monthly, day),
        **picked(item, "reason sentence"),
        **picked(item.grown, "months included worked earned"),
        "asked": item.asked,
    }
