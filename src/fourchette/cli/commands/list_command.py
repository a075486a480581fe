"""`fourchette list` and `followups`: the book at a glance, and who waits for a word."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Annotated

from fourchette.cli import options
from fourchette.cli.clock import day_of
from fourchette.cli.out import csv_output, delivery
from fourchette.cli.shell import completion
from fourchette.cli.shell.parameters import option, value_meant
from fourchette.cli.shell.runtime import Runtime
from fourchette.core.basis.messages import Message, say
from fourchette.core.mandate import answers
from fourchette.core.practice import quote_states, scope_watch
from fourchette.core.price import quote as quotes
from fourchette.errors import UsageError
from fourchette.files.book import book, book_heads, contracts, saved_mandates, verification
from fourchette.files.toml.wrong_file import WrongFile
from fourchette.render.desk import listing_screen
from fourchette.render.screen import grid as grids

LIMIT = 20
# From how many rows on a list is for searching and counting rather than for reading.
LONG = 100
_FEW = 5


def list_(
    runtime: Runtime,
    state: Annotated[
        str | None,
        option(
            "STATE", "Only these: draft, sent, accepted, declined, replaced, expired.", offers=completion.state_names
        ),
    ] = None,
    client: Annotated[str | None, option("TEXT", "Only clients whose name holds this.")] = None,
    year: Annotated[str | None, option("YYYY", "Only quotes of this year.")] = None,
    text: Annotated[str | None, option("TEXT", "Only quotes whose title or client holds this.")] = None,
    sort: Annotated[str, option("KEY", "Order: number, valid, client or total.")] = "number",
    limit: options.LimitOption = LIMIT,
    output: Annotated[Path | None, option("FILE", "Write a .csv file.", "--output", "-o")] = None,
    csv: options.CsvOption = None,
    force: options.ForceOption = False,
    day: options.DayOption = None,
) -> None:
    """List the book."""
    today = day_of(day)
    if limit < 0:
        raise UsageError(say("--limit is 0 or more"))
    if output is not None:
        delivery.refuse_output(output, (".csv",), force=force)
    wanted = Wanted(state, client, year, text)
    found = wanted.sorted(runtime, today, sort, limit)
    monthly = _monthly(runtime, found)
    if output is not None and not (runtime.everywhere.json and output == delivery.STANDARD_OUTPUT):
        dialect = csv_output.dialect_of(runtime, csv)
        delivery.deliver(runtime, listing_screen.list_csv(found, monthly, today, dialect), output, force=force)
    elif runtime.everywhere.json:
        runtime.print_json("fourchette/list/1", [listing_screen.entry_record(entry, monthly, today) for entry in found])
    else:
        speeches = runtime.speeches(entry.currency for entry in found)
        more = say("The first {limit:count}: --limit 0 shows all.", limit=limit) if len(found) == limit else None
        _show(runtime, listing_screen.list_grid(found, monthly, today, speeches, runtime.speech), more)


def _show(runtime: Runtime, grid: "grids.Grid", more: "Message | None") -> None:
    """A table where it is watched and short; plain columns where it is long, or another program reads it."""
    if grid.rows and (len(grid.rows) > LONG or not sys.stdout.isatty()):
        runtime.print(grids.render_columns(grid))
        if more is not None:
            runtime.tell(more)
    else:
        runtime.print_grids([grid if more is None else replace(grid, notes=(*grid.notes, runtime.speech.say(more)))])


class Wanted:
    """What a listing asks for."""

    def __init__(self, state: str | None, client: str | None, year: str | None, text: str | None) -> None:
        state = state and value_meant(state, quote_states.STATE_WORDS)
        if state is not None and state not in quote_states.STATES:
            raise UsageError(
                say("there is no state {name}", name=state), say("allowed: {names}", names=quote_states.STATES)
            )
        self.state, self.client, self.year, self.text = state, client, year, text

    def sorted(self, runtime: Runtime, today: date, key: str, limit: int) -> "list[quote_states.Entry]":
        """The quotes wanted, in order; only as many files are read as the order needs."""
        orders = {
            "number": None,
            "valid": lambda entry: (entry.valid_until, entry.name),
            "client": lambda entry: (entry.client.casefold(), entry.name),
            "total": lambda entry: (-entry.total, entry.name),
        }
        if key not in orders:
            raise UsageError(say("there is no order {name}", name=key), say("allowed: {names}", names=tuple(orders)))
        found = (entry for entry in readable_entries(runtime, self.year) if self._holds(entry, today))
        order = orders[key]
        return list(islice(found if order is None else sorted(found, key=order), limit or None))

    def _holds(self, entry: "quote_states.Entry", today: date) -> bool:
        return (
            (self.state is None or entry.state(today) == self.state)
            and (self.client is None or self.client.casefold() in entry.client.casefold())
            and (self.text is None or self.text.casefold() in f"{entry.title}\n{entry.client}".casefold())
        )


def readable_entries(runtime: Runtime, year: str | None = None) -> "Iterator[quote_states.Entry]":
    """The quotes that can be read, the latest first."""
    for _, entry in readable_files(runtime, year):
        yield entry


def readable_files(runtime: Runtime, year: str | None = None) -> "Iterator[tuple[Path, quote_states.Entry]]":
    """The quotes that can be read, with their files; each other file is said, and left as it is."""
    tell_strays(runtime)
    for path, entry in book_heads.book_entries(runtime.home, year):
        if isinstance(entry, WrongFile):
            pass_over(runtime, str(path))
        elif path.stem not in saved_mandates.names_in(entry.number, entry.revision):
            runtime.tell(
                say("{file} bears the name of another quote than the one in it, and is not counted", file=str(path))
            )
        else:
            yield path, entry


def pass_over(runtime: Runtime, file: str) -> None:
    """Say that a file of the book is left out."""
    runtime.tell(say("{file} cannot be read and is passed over", file=file))


def tell_strays(runtime: Runtime) -> None:
    """Say once which files of the book are copies under another name: they are no quotes of it."""
    if found := saved_mandates.strays(runtime.home):
        names = tuple(str(path.relative_to(runtime.home.folder)) for path in found[:_FEW])
        runtime.tell(
            say(
                "Not counted, as they are not named as quotes are, such as 2026-014.toml (are they copies?): {files}. "
                "Rename them, or take them out of your book.",
                files=names if len(found) <= _FEW else (*names, "…"),
            )
        )


def _monthly(runtime: Runtime, found: "Iterable[quote_states.Entry]") -> dict[str, Decimal | None]:
    """What quotes ask a month, before tax, by their names."""
    return {entry.name: book_heads.monthly_of(runtime.home, entry) for entry in found}


def list_followups(
    runtime: Runtime,
    silent: Annotated[int, option("DAYS", "Without an answer for so many days.")] = 7,
    soon: Annotated[int, option("DAYS", "Expiring within so many days.")] = 5,
    day: options.DayOption = None,
) -> None:
    """Say whom to write to."""
    today = day_of(day)
    entries = tuple(readable_entries(runtime))
    found = (*listing_screen.followups(entries, today, silent, soon), *_grown(runtime, entries, today))
    monthly = _monthly(runtime, [item.entry for item in found])
    if runtime.everywhere.json:
        records = [listing_screen.followup_record(item, monthly, today) for item in found]
        runtime.print_json("fourchette/followups/1", records)
    elif found:
        speeches = runtime.speeches(item.entry.currency for item in found)
        runtime.print_grids(listing_screen.followup_grids(found, monthly, speeches, runtime.speech))
    else:
        runtime.print_grids([grids.Grid("", (), "", (), notes=(runtime.speech.word("No follow-ups due."),))])


def _grown(
    runtime: Runtime, entries: "Iterable[quote_states.Entry]", today: date
) -> "Iterator[listing_screen.FollowUp]":
    """The running mandates that take more hours than they include."""
    for entry in entries:
        if entry.status == "accepted":
            try:
                revisions = [contracts.read_lightly(path) for path in book.revisions(runtime.home, entry.number)]
                chosen = next(quote for quote in revisions if quote.entry.revision == entry.revision)
                found = scope_watch.overrun(contracts.contract_of(revisions, chosen), today)
            except WrongFile as error:
                pass_over(runtime, error.file)
                continue
            if found is not None:
                yield listing_screen.grown_followup(entry, found, _asked_today(runtime, chosen.path, found))


def _asked_today(runtime: Runtime, path: Path, found: "scope_watch.Overrun") -> Decimal | None:
    """What the card in force would ask a month, before tax, for the hours really worked; None where it cannot."""
    card, quote = runtime.card.card, book.open_quote(path)
    if quote.entry.currency != card.currency:
        return None
    try:
        mandate = replace(verification.frozen_mandate(quote), hours=found.a_month)
        return quotes.priced(mandate, card).subtotal("month")
    except answers.UnsuitedMandate:
        return None
