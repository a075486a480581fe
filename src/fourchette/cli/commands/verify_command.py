"""`fourchette verify`: whether saved quotes are what they were, and whether a PDF is the one that was sent."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

from fourchette.cli.commands.list_command import tell_strays
from fourchette.cli.out import formats
from fourchette.cli.pricing import opened
from fourchette.cli.shell.completion import quotes_named
from fourchette.cli.shell.parameters import argument
from fourchette.cli.shell.runtime import Runtime
from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.noun import noun
from fourchette.core.practice import quote_states
from fourchette.errors import ExitCode, NotFound, UserError
from fourchette.files.book import book, kept_document, saved_mandates, saved_offer, verification
from fourchette.files.toml import toml_read
from fourchette.render.press import typesetting
from fourchette.render.screen import grid

_FEW = 5
_PDF = ".pdf"


@noun
class _Verdict:
    """What was found wrong with a quote, or with a file that shows one, by codes; `said` of a file where nothing is."""

    name: str
    found: "tuple[verification.Departure, ...]"
    file: str = ""
    said: Message | None = None


def verify_quotes(
    runtime: Runtime,
    numbers: Annotated[
        list[str] | None, argument("[QUOTE|PDF...]", "Numbers, or PDF files; all quotes by default.", quotes_named)
    ] = None,
) -> int:
    """Check saved quotes and PDF files."""
    files = [name for name in numbers or () if name.lower().endswith(_PDF) or name == toml_read.STANDARD_INPUT]
    named = [book.find(runtime.home, name) for name in numbers or () if name not in files]
    paths = named if numbers else list(saved_mandates.saved_quotes(runtime.home))
    if not numbers:
        tell_strays(runtime)
    verdicts = [_verified(runtime, path) for path in runtime.progress(paths, len(paths))]
    verdicts += [_recognized(runtime, file) for file in files]
    if runtime.everywhere.json:
        runtime.print_json("fourchette/verify/1", [_record(runtime, verdict) for verdict in verdicts])
    else:
        runtime.print_grids([_grid(runtime, verdicts)])
    return ExitCode.REFUSED if any(verdict.found for verdict in verdicts) else ExitCode.DONE


def _record(runtime: Runtime, verdict: _Verdict) -> dict[str, object]:
    found = [{"code": code, "message": runtime.speech.say(message)} for code, message in verdict.found]
    file = {"file": verdict.file} if verdict.file else {}
    return {"name": verdict.name or None, **file, "same": not found, "findings": found}


def _grid(runtime: Runtime, verdicts: Sequence[_Verdict]) -> "grid.Grid":
    speech = runtime.speech
    rows = tuple(
        (grid.Cell("✗", "error"), verdict.file or verdict.name, speech.say(message))
        for verdict in verdicts
        for _, message in verdict.found
    )
    quotes = [verdict for verdict in verdicts if not verdict.file]
    same = sum(not verdict.found for verdict in quotes)
    count = say("The same as when saved: {same:count} out of {all:count}.", same=same, all=len(quotes))
    told = [verdict.said for verdict in verdicts if verdict.said is not None]
    notes = (*map(speech.say, told), *([speech.say(count)] if quotes or not verdicts else ()))
    return grid.Grid("", ("", "", "") if rows else (), "llw" if rows else "", rows, notes=notes)


def _verified(runtime: Runtime, path: Path) -> _Verdict:
    name = saved_mandates.called(path)
    try:
        return _Verdict(name, verification.verify(runtime.home, book.open_quote(path), runtime.taxes))
    except UserError as error:
        return _Verdict(name, (("unreadable", say("{reason}", reason=error.message)),))
    except UnicodeDecodeError:
        return _Verdict(name, (("unreadable", say("this is not UTF-8 text")),))


def _recognized(runtime: Runtime, file: str) -> _Verdict:
    """Which quote a PDF shows, by the record that it carries, and whether it is the document that was sent."""
    pdf = toml_read.read_named(file)
    record = kept_document.record_in_pdf(pdf, typesetting.ATTACHED_RECORD)
    if record is None:
        message = say("it carries no record of a quote: another program made it, or changed it")
        return _Verdict("", (("no-record", message),), file)
    if record.get("number") is None:
        return _Verdict("", (("unsaved", say("it shows a quote that was not saved: it bears no number")),), file)
    name = f"{record['number']}.{record.get('revision')}"
    try:
        quote = opened(runtime, name)
    except NotFound as error:
        return _Verdict("", (("unknown-quote", say("{reason}", reason=error.message)),), file)
    found = tuple(_differences(runtime, quote, pdf, record))
    return _Verdict(quote.entry.name, found, file, None if found else _as_it_is(runtime, quote, file))


def _differences(
    runtime: Runtime, quote: "book.SavedQuote", pdf: bytes, record: kept_document.Record
) -> "Iterator[verification.Departure]":
    if kept_document.is_as_sent(quote, pdf):
        return
    name = quote.entry.name
    made = json.loads(formats.JSON.for_client(runtime, saved_offer.offer_of_saved(quote), quote.path.stem))["result"]
    keys = tuple(verification.keys_otherwise("", record, made))[:_FEW]
    if keys:
        yield "says-otherwise", say("it says otherwise than {number}: {keys}", number=name, keys=keys)
    elif kept_document.extension_kept(quote):
        yield "not-as-sent", say("it is not the document that was sent as {number}: it was changed since", number=name)
    elif quote.entry.status == "draft":
        yield "not-sent", say("it shows {number}, which was not sent", number=name)


def _as_it_is(runtime: Runtime, quote: "book.SavedQuote", file: str) -> Message:
    event, number = quote_states.document_sent(quote.history), quote.entry.name
    if event is None:
        return say("{file} says what {number} says; no document was kept when it was sent.", file=file, number=number)
    day = runtime.speech.day(event.on)
    return say("{file} is {number}, as it was sent on {day}.", file=file, number=number, day=day)
