"""The quote book's commands: send, accept, decline, reopen, duplicate, verify."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from fourchette.cli.clock import day_of, now
from fourchette.cli.commands.list_command import tell_strays
from fourchette.cli.options import DayOption, ForceOption, Number
from fourchette.cli.out import delivery
from fourchette.cli.pricing import kept_mandate, opened, other_revisions
from fourchette.cli.shell.completion import quote_names
from fourchette.cli.shell.help import mark
from fourchette.cli.shell.runtime import Runtime
from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.reading import Refusal, read_line
from fourchette.core.practice import acts, quote_states
from fourchette.errors import ExitCode, NotFound, UsageError, UserError
from fourchette.files.book import book, saved_mandates, verification
from fourchette.files.journal import journal
from fourchette.files.toml import disk
from fourchette.render.screen import grid


def send(context: typer.Context, number: Number, day: DayOption = None) -> int:
    """Mark as sent."""
    return act_on(context.obj, "send", number, day)


def accept(context: typer.Context, number: Number, day: DayOption = None) -> int:
    """Mark as accepted."""
    return act_on(context.obj, "accept", number, day)


def decline(
    context: typer.Context,
    number: Number,
    reason: Annotated[str, typer.Option(metavar="TEXT", help=mark("Why the client said no."))] = "",
    day: DayOption = None,
) -> int:
    """Mark as declined."""
    return act_on(context.obj, "decline", number, day, reason)


def reopen(context: typer.Context, number: Number, day: DayOption = None) -> int:
    """Take back an answer."""
    return act_on(context.obj, "reopen", number, day)


def act_on(runtime: Runtime, act: "quote_states.Act", number: str, day: str | None, reason: str = "") -> int:
    """Do an act on a quote, and say what came of it; raises a UserError where it cannot be done."""
    try:
        reason = read_line(reason)
    except Refusal as error:
        raise UsageError(say("{name}: {reason}", name="--reason", reason=error.message)) from error
    today, at, status = day_of(day), now(), quote_states.ACTS[act][1]
    on = None if today == at.date() else today
    book.find(runtime.home, number)  # what is not there makes no folder
    with journal.alone_at(runtime.home):
        quote = opened(runtime, number)
        name = quote.entry.name
        refused = quote_states.refusal(act, quote.entry, today)
        if refused is not None:
            raise NotFound(refused[0], _meant(runtime, act, quote, today) or refused[1])
        if today < quote.entry.issued:
            raise UsageError(say("{number} was issued later, on {day}", number=name, day=quote.entry.issued))
        others = tuple(_others_moved(runtime, act, quote, at, on))
        own = (quote, [quote_states.Event(at=at, event=act, status=status, reason=reason, day=on)])
        book.record_events(runtime.home, acts.Deed(at, act, {"number": name}), *others, own)
    runtime.tell(say("{number} is {state}.", number=name, state=quote_states.STATE_WORDS[status]))
    for other, (event,) in others:
        runtime.tell(say("{number} is {state}.", number=other.entry.name, state=quote_states.STATE_WORDS[event.status]))
    runtime.tell(Message(quote_states.NEXT[status].text, {"number": name}))
    return ExitCode.DONE


def _meant(runtime: Runtime, act: "quote_states.Act", quote: "book.SavedQuote", today: date) -> "Message | None":
    """The latest revision on which the act could be done, where there is one."""
    for other in reversed(other_revisions(runtime, quote, quote_states.STATUSES)):
        if other.entry.revision > quote.entry.revision and quote_states.refusal(act, other.entry, today) is None:
            return say("fourchette {act} {number}, if that revision is meant", act=act, number=other.entry.name)
    return None


# The statuses of the other revisions that an act moves.
_MOVED_BY: Mapping[str, tuple[str, ...]] = {"accept": ("accepted",), "reopen": ("replaced",)}


def _others_moved(
    runtime: Runtime, act: "quote_states.Act", quote: "book.SavedQuote", at: datetime, on: date | None
) -> "Iterator[tuple[book.SavedQuote, list[quote_states.Event]]]":
    """The other revisions that an act moves: an acceptance replaces the one accepted, and taken back, restores it."""
    exact = f"{quote.entry.number}.{quote.entry.revision}"
    for other in other_revisions(runtime, quote, _MOVED_BY.get(act, ())):
        status = other.entry.status
        if act == "accept" and status == "accepted":
            if other.entry.revision > quote.entry.revision:
                name = other.entry.name
                raise NotFound(
                    say("{number} is accepted already", number=name),
                    say("fourchette reopen {number} takes its answer back first", number=name),
                )
            yield other, [quote_states.replaced_by(exact, at, on)]
        elif (
            act == "reopen" and quote.entry.status == "accepted" and quote_states.was_replaced_by(other.history, exact)
        ):
            yield other, [quote_states.restored(at, on)]


def duplicate(
    context: typer.Context,
    number: Number,
    output: Annotated[Path, typer.Argument(metavar="FILE", help=mark("The mandate file to write."))],
    force: ForceOption = False,
) -> int:
    """Write a mandate from a quote."""
    runtime: Runtime = context.obj
    text = kept_mandate(runtime, opened(runtime, number)).text
    told = acts.Deed(now(), "duplicate", {"file": output.name, "number": number})
    if not force:
        disk.refuse_taken(output)
    with journal.alone_at(runtime.home):
        journal.act(runtime.home, told, {output: text}, disk.usual_mode())
    runtime.tell(say("Written: {file}", file=str(output)))
    runtime.tell(say("Next: fourchette quote {file}", file=str(output)))
    return ExitCode.DONE


def verify_quotes(
    context: typer.Context,
    numbers: Annotated[
        list[str] | None,
        typer.Argument(metavar="[QUOTE...]", help=mark("Numbers; all by default."), autocompletion=quote_names),
    ] = None,
) -> int:
    """Check saved quotes."""
    runtime: Runtime = context.obj
    paths = (
        [book.find(runtime.home, number) for number in numbers]
        if numbers
        else list(saved_mandates.saved_quotes(runtime.home))
    )
    if not numbers:
        tell_strays(runtime)
    results = [(path, _verified(runtime, path)) for path in runtime.progress(paths, len(paths))]
    wrong = [(path, found) for path, found in results if found]
    if runtime.everywhere.json:
        runtime.print_json(
            "fourchette/verify/1",
            [
                {
                    "name": saved_mandates.called(path),
                    "same": not found,
                    "findings": [{"code": c, "message": m} for c, m in found],
                }
                for path, found in results
            ],
        )
    else:
        runtime.print_grids(_verify_grids(runtime, results, wrong))
    return ExitCode.REFUSED if wrong else ExitCode.DONE


def _verify_grids(
    runtime: Runtime, results: list[tuple[Path, list[tuple[str, str]]]], wrong: Iterable[object]
) -> "list[grid.Grid]":

    rows = tuple(
        (grid.Cell("✗", "error"), saved_mandates.called(path), message)
        for path, found in results
        for _, message in found
    )
    count = len(results) - len(tuple(wrong))
    note = runtime.speech.say(
        say("The same as when saved: {same:count} out of {all:count}.", same=count, all=len(results))
    )
    return [grid.Grid("", ("", "", "") if rows else (), "llw" if rows else "", rows, notes=(note,))]


def _verified(runtime: Runtime, path: Path) -> list[tuple[str, str]]:
    try:
        found = verification.verify(runtime.home, book.open_quote(path), runtime.taxes, delivery.record_of)
    except (UserError, UnicodeDecodeError) as error:
        message = error.message if isinstance(error, UserError) else say("this is not UTF-8 text")
        return [("unreadable", runtime.speech.say(message))]
    return [(finding.code, runtime.speech.say(finding.message)) for finding in found]
