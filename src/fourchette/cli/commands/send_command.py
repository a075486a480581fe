"""The quote book's commands: send, accept, decline, reopen, duplicate, verify."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fourchette.cli.clock import day_of, now
from fourchette.cli.commands.list_command import tell_strays
from fourchette.cli.options import DayOption, ForceOption, Number
from fourchette.cli.pricing import opened, other_revisions
from fourchette.cli.shell.help import mark
from fourchette.cli.shell.runtime import Runtime
from fourchette.core.basis.messages import say
from fourchette.errors import ExitCode, NotFound, UsageError

if TYPE_CHECKING:
    from fourchette.core.practice.quote_states import Act, Event
    from fourchette.files.book.book import SavedQuote
    from fourchette.render.screen.grid import Grid


def send(context: typer.Context, number: Number, day: DayOption = None) -> int:
    """Mark as sent."""
    return _act(context.obj, "send", number, day)


def accept(context: typer.Context, number: Number, day: DayOption = None) -> int:
    """Mark as accepted."""
    return _act(context.obj, "accept", number, day)


def decline(
    context: typer.Context,
    number: Number,
    reason: Annotated[str, typer.Option(metavar="TEXT", help=mark("Why the client said no."))] = "",
    day: DayOption = None,
) -> int:
    """Mark as declined."""
    return _act(context.obj, "decline", number, day, reason)


def reopen(context: typer.Context, number: Number, day: DayOption = None) -> int:
    """Take back an answer."""
    return _act(context.obj, "reopen", number, day)


def _act(runtime: Runtime, act: "Act", number: str, day: str | None, reason: str = "") -> int:
    from fourchette.core.basis.messages import Message
    from fourchette.core.basis.reading import Refusal, read_line
    from fourchette.core.practice.quote_states import ACTS, NEXT, STATE_WORDS, Event, refusal
    from fourchette.files.book.book import find, record_events
    from fourchette.files.toml.lock import alone_in

    try:
        reason = read_line(reason)
    except Refusal as error:
        raise UsageError(say("{name}: {reason}", name="--reason", reason=error.message)) from error
    today, at, status = day_of(day), now(), ACTS[act][1]
    on = None if today == at.date() else today
    with alone_in(find(runtime.home, number).parent):
        quote = opened(runtime, number)
        name = quote.entry.name
        refused = refusal(act, quote.entry, today)
        if refused is not None:
            raise NotFound(*refused)
        if today < quote.entry.issued:
            raise UsageError(say("{number} was issued later, on {day}", number=name, day=quote.entry.issued))
        others = tuple(_others_moved(runtime, act, quote, at, on))
        record_events(*others, (quote, [Event(at=at, event=act, status=status, reason=reason, day=on)]))
    runtime.tell(say("{number} is {state}.", number=name, state=STATE_WORDS[status]))
    for other, (event,) in others:
        runtime.tell(say("{number} is {state}.", number=other.entry.name, state=STATE_WORDS[event.status]))
    runtime.tell(Message(NEXT[status].text, {"number": name}))
    return ExitCode.DONE


def _others_moved(
    runtime: Runtime, act: "Act", quote: "SavedQuote", at: datetime, on: date | None
) -> "Iterator[tuple[SavedQuote, list[Event]]]":
    """The other revisions that an act moves: an acceptance replaces the one accepted, and taken back, restores it."""
    from fourchette.core.practice.quote_states import replaced_by, restored, was_replaced_by

    exact = f"{quote.entry.number}.{quote.entry.revision}"
    for other in other_revisions(runtime, quote):
        status = other.entry.status
        if act == "accept" and status == "accepted":
            if other.entry.revision > quote.entry.revision:
                name = other.entry.name
                raise NotFound(
                    say("{number} is accepted already", number=name),
                    say("fourchette reopen {number} takes its answer back first", number=name),
                )
            yield other, [replaced_by(exact, at, on)]
        elif act == "reopen" and quote.entry.status == "accepted" and was_replaced_by(other.history, exact):
            yield other, [restored(at, on)]


def duplicate(
    context: typer.Context,
    number: Number,
    output: Annotated[Path, typer.Argument(metavar="FILE", help=mark("The mandate file to write."))],
    force: ForceOption = False,
) -> int:
    """Write a mandate from a quote."""
    from fourchette.core.record.plain import plain_noun
    from fourchette.files.book.verification import frozen_mandate
    from fourchette.files.toml.disk import export
    from fourchette.files.toml.toml_read import SCHEMA
    from fourchette.files.toml.toml_write import emit

    runtime: Runtime = context.obj
    mandate = frozen_mandate(opened(runtime, number))
    export(output, emit({"schema": SCHEMA, **plain_noun(mandate)}), force=force)
    runtime.tell(say("Written: {file}", file=str(output)))
    runtime.tell(say("Next: fourchette quote {file}", file=str(output)))
    return ExitCode.DONE


def verify_quotes(
    context: typer.Context,
    numbers: Annotated[
        list[str] | None, typer.Argument(metavar="[QUOTE...]", help=mark("Numbers; all by default."))
    ] = None,
) -> int:
    """Check saved quotes."""
    from fourchette.files.book.book import find
    from fourchette.files.book.saved_mandates import called, saved_quotes

    runtime: Runtime = context.obj
    paths = [find(runtime.home, number) for number in numbers] if numbers else list(saved_quotes(runtime.home))
    if not numbers:
        tell_strays(runtime)
    results = [(path, _verified(runtime, path)) for path in runtime.progress(paths, len(paths))]
    wrong = [(path, found) for path, found in results if found]
    if runtime.everywhere.json:
        runtime.print_json(
            "fourchette/verify/1",
            [
                {"name": called(path), "same": not found, "findings": [{"code": c, "message": m} for c, m in found]}
                for path, found in results
            ],
        )
    else:
        runtime.print_grids(_verify_grids(runtime, results, wrong))
    return ExitCode.REFUSED if wrong else ExitCode.DONE


def _verify_grids(
    runtime: Runtime, results: list[tuple[Path, list[tuple[str, str]]]], wrong: Iterable[object]
) -> "list[Grid]":
    from fourchette.files.book.saved_mandates import called
    from fourchette.render.screen.grid import Cell, Grid

    rows = tuple((Cell("✗", "error"), called(path), message) for path, found in results for _, message in found)
    count = len(results) - len(tuple(wrong))
    note = runtime.speech.say(
        say("The same as when saved: {same:count} out of {all:count}.", same=count, all=len(results))
    )
    return [Grid("", ("", "", "") if rows else (), "llw" if rows else "", rows, notes=(note,))]


def _verified(runtime: Runtime, path: Path) -> list[tuple[str, str]]:
    from fourchette.cli.out.delivery import record_of
    from fourchette.errors import UserError
    from fourchette.files.book.book import open_quote
    from fourchette.files.book.verification import verify as verified

    try:
        found = verified(runtime.home, open_quote(path), runtime.taxes, record_of)
    except (UserError, UnicodeDecodeError) as error:
        message = error.message if isinstance(error, UserError) else say("this is not UTF-8 text")
        return [("unreadable", runtime.speech.say(message))]
    return [(finding.code, runtime.speech.say(finding.message)) for finding in found]
