"""The hours of a quote for the one who sells: as logged, and in the statement of a month, with what to invoice."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from fourchette.core.basis.money import ZERO
from fourchette.core.practice.contract import first_day_of
from fourchette.core.practice.quote_states import Logged
from fourchette.core.practice.statement import MonthStatement
from fourchette.core.record.plain import Plain, picked
from fourchette.render.client.extra_reply import billed_grid, billed_label
from fourchette.render.screen.grid import Cell, Grid, GridRow, grid_of
from fourchette.render.words.sentences import NO_INVOICE
from fourchette.render.words.speech import Speech, signed


def statement_grids(statement: MonthStatement, speech: Speech) -> Iterator[Grid]:
    """The hours by lane, then the lines to invoice with their taxes."""
    month = speech.month(first_day_of(statement.month))
    yield _hours(statement, f"{statement.name} · {month}", speech)
    yield billed_grid("", speech.word("To invoice"), statement.lines, statement.amounts, speech, speech.say(NO_INVOICE))


def _hours(statement: MonthStatement, title: str, speech: Speech) -> Grid:
    word = speech.word
    rows: list[GridRow] = [
        (lane.label, speech.hours(lane.included), speech.hours(lane.worked), _over(lane.worked - lane.included, speech))
        for lane in statement.lanes
    ]
    included, worked = statement.included, statement.worked
    rows.append((word("Total"), speech.hours(included), speech.hours(worked), _over(worked - included, speech)))
    headings = (word("Lane"), word("Included"), word("Worked"), word("Difference"))
    return Grid(title, headings, "wrrr", tuple(rows), notes=tuple(_notes(statement, speech)))


def _over(hours: Decimal, speech: Speech) -> Cell:
    """How many hours more than included, or fewer: so that the column adds up."""
    return Cell(signed(speech.hours, hours), "warning" if hours > 0 else "")


def _notes(statement: MonthStatement, speech: Speech) -> Iterator[str]:
    if statement.earned is not None:
        yield speech.say("An hour of this month earned {rate:rate}.", rate=statement.earned)
    if statement.left is not None:
        yield speech.say("{hours:hours} not used, and not carried over", hours=statement.left)
    if statement.over:
        yield speech.word("The term is over: what follows is by agreement.")


def statement_record(statement: MonthStatement, speech: Speech) -> Plain:
    """A statement as plain values."""
    return {
        **picked(statement, "name month"),
        "currency": speech.currency,
        "hours": [picked(lane, "id label included worked") for lane in statement.lanes],
        **picked(statement, "included worked earned left"),
        "lines": [
            {"id": line.id, "label": billed_label(line), **picked(line, "quantity price amount")}
            for line in statement.lines
        ],
        **picked(statement.amounts, "subtotal taxes total"),
    }


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
