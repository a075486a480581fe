"""The quote book's commands: send, accept, decline, reopen, duplicate, verify."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fourchette.cli.clock import day_of, now
from fourchette.cli.options import DayOption, ForceOption, Number
from fourchette.cli.pricing import opened
from fourchette.cli.shell.help import mark
from fourchette.cli.shell.runtime import Runtime
from fourchette.core.basis.messages import say
from fourchette.errors import ExitCode, NotFound, UsageError

if TYPE_CHECKING:
    from fourchette.core.practice.quote_states import Act, Entry
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
    from fourchette.files.book.book import record_event

    quote, today = opened(runtime, number), day_of(day)
    refused = refusal(act, quote.entry, today)
    if refused is not None:
        raise NotFound(*refused)
    if today < quote.entry.issued:
        raise UsageError(say("{number} was issued later, on {day}", number=quote.entry.name, day=quote.entry.issued))
    if act == "accept":
        _refuse_second(runtime, quote.entry)
    try:
        reason = read_line(reason)
    except Refusal as error:
        raise UsageError(say("{name}: {reason}", name="--reason", reason=error.message)) from error
    status = ACTS[act][1]
    record_event(quote, Event(at=now(), event=act, status=status, reason=reason))
    name = _exact_name(runtime, quote.entry)
    runtime.tell(say("{number} is {state}.", number=name, state=STATE_WORDS[status]))
    runtime.tell(Message(NEXT[status].text, {"number": name}))
    return ExitCode.DONE


def _refuse_second(runtime: Runtime, entry: "Entry") -> None:
    """A client accepts one revision of a quote."""
    from fourchette.cli.commands.list_command import readable_entries

    for other in readable_entries(runtime, year=entry.number[:4]):
        if other.number == entry.number and other.status == "accepted":
            raise NotFound(
                say("{number} is accepted already", number=f"{other.number}.{other.revision}"),
                say(
                    "fourchette reopen {number} takes its answer back first", number=f"{other.number}.{other.revision}"
                ),
            )


def _exact_name(runtime: Runtime, entry: "Entry") -> str:
    """A quote's number, with its revision where a later one would be meant without it."""
    from fourchette.files.book.book import find

    latest = find(runtime.home, entry.number)
    return entry.name if latest.stem == entry.name else f"{entry.number}.{entry.revision}"


def duplicate(
    context: typer.Context,
    number: Number,
    output: Annotated[Path, typer.Argument(metavar="FILE", help=mark("The mandate file to write."))],
    force: ForceOption = False,
) -> int:
    """Write a mandate from a quote."""
    from fourchette.files.book.quote_file import plain_noun
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
    from fourchette.files.book.saved_mandates import saved_quotes

    runtime: Runtime = context.obj
    paths = [find(runtime.home, number) for number in numbers] if numbers else list(saved_quotes(runtime.home))
    results = [(path, _verified(runtime, path)) for path in runtime.progress(paths, len(paths))]
    wrong = [(path, found) for path, found in results if found]
    if runtime.everywhere.json:
        runtime.print_json(
            "fourchette/verify/1",
            [
                {"name": path.stem, "same": not found, "findings": [{"code": c, "message": m} for c, m in found]}
                for path, found in results
            ],
        )
    else:
        runtime.print_grids(_verify_grids(runtime, results, wrong))
    return ExitCode.REFUSED if wrong else ExitCode.DONE


def _verify_grids(
    runtime: Runtime, results: list[tuple[Path, list[tuple[str, str]]]], wrong: Iterable[object]
) -> "list[Grid]":
    from fourchette.render.screen.grid import Cell, Grid

    rows = tuple((Cell("✗", "error"), path.stem, message) for path, found in results for _, message in found)
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
    from fourchette.files.shipped.tax_tables import load_taxes

    try:
        found = verified(runtime.home, open_quote(path), load_taxes(runtime.home.taxes), record_of)
    except (UserError, UnicodeDecodeError) as error:
        message = error.message if isinstance(error, UserError) else say("this is not UTF-8 text")
        return [("unreadable", runtime.speech.say(message))]
    return [(finding.code, runtime.speech.say(finding.message)) for finding in found]
