"""Where a priced quote goes: the screen, JSON, a file, the book."""

from collections.abc import Callable, Iterable
from pathlib import Path

from fourchette.cli.clock import now
from fourchette.cli.shell.runtime import Runtime
from fourchette.core.basis.messages import Notice, say
from fourchette.core.basis.noun import noun
from fourchette.core.mandate import particulars
from fourchette.core.offer import packages as packaging
from fourchette.core.price import quote as quotes
from fourchette.core.record import plain, quote_record, quote_record_making
from fourchette.errors import UsageError
from fourchette.files.book import quote_file
from fourchette.files.shipped import shipped_terms
from fourchette.files.toml.disk import export, refuse_taken
from fourchette.render import json as envelopes
from fourchette.render.screen import grid, grid_drawing
from fourchette.render.sheet import packages_screen, sheet_packages, sheet_terminal
from fourchette.render.sheet import sheet as sheets
from fourchette.render.why import grid_picture
from fourchette.render.words import speech as speeches

STANDARD_OUTPUT = Path("-")
# What a result is written as beside the screen: a picture, or what --json prints.
SHOWN_AS = (".svg", ".json")


@noun
class PricedQuote:
    """A quote, and the packages that it is offered in where they are asked for."""

    quote: "quotes.Quote"
    packages: "packaging.Packages | None" = None


def as_screen(runtime: Runtime, priced: PricedQuote, number: str | None, *, details: bool = False) -> str:
    """The freelancer's own table, or her packages side by side, in the screen's language."""
    speech = runtime.speech_in(priced.quote.card.currency)
    remarks = (sheets.remark(notice, speech) for notice in noticed(priced))
    if priced.packages is not None:
        sheet = sheet_packages.sheet_of_packages(priced.packages, speech, remarks, number)
        return packages_screen.render_packages(sheet, runtime.screen)
    record = quote_record_making.record_quote(priced.quote, speech.words)
    sheet_ = sheets.sheet_of_quote(record, speech, remarks, number)
    return sheet_terminal.render_terminal(sheet_, runtime.screen, details=details)


def as_json(runtime: Runtime, priced: PricedQuote, number: str | None) -> str:
    """The envelope: labels in the mandate's language, notices in the screen's."""
    status = None if number is None else "draft"
    result = {**record_of(priced.quote), "number": number, "status": status}
    if priced.packages is not None:
        result["packages"] = _plain_packages(priced)
    notices = _spoken(noticed(priced), runtime.speech_in(priced.quote.card.currency))
    return envelopes.envelope(quote_record.QUOTE_SCHEMA, result, notices, [])


def noticed(priced: PricedQuote, *, both: bool = False) -> "tuple[Notice, ...]":
    """Everything that was noticed of a quote, and of its packages where they are asked for; and what the law misses.

    A document in `both` languages lacks neither.
    """
    quote, packages = priced.quote, priced.packages
    found = quote.notices if packages is None else packaging.all_notices(quote, packages)
    asked = (each for each in shipped_terms.shipped_particulars() if not (both and each.needs == "mandate.language"))
    missing = particulars.lacking(asked, quote.profile, quote.mandate)
    return (*found, *missing)


def save_in_book(runtime: Runtime, priced: PricedQuote) -> str:
    """Save a quote under the next number, with the packages offered in its place, and say so."""
    number, path = quote_file.save(runtime.home, quote_text(runtime, priced), runtime.config.numbering)
    tell_saved_as(runtime, path)
    return number


def tell_saved_as(runtime: Runtime, path: Path) -> None:
    """Say under which number a quote was saved, and in which file."""
    runtime.tell_saved(say("Saved as {number}: {file}", number=path.stem, file=str(path)))


def tell_next(runtime: Runtime, number: str) -> None:
    """Say what comes after a quote is kept in the book: to say who sells, else the client's document."""
    if runtime.config.profile.name:
        runtime.tell(say("Next: fourchette render {number} -o quote.pdf, then fourchette send {number}", number=number))
    else:
        runtime.tell(
            say("Next: fourchette config init asks who sells, then fourchette revise {number} says it", number=number)
        )


def bytes_of(content: str | bytes) -> bytes:
    """What a file holds: a text is UTF-8."""
    return content.encode() if isinstance(content, str) else content


def deliver(
    runtime: Runtime, content: str | bytes, output: Path | None, *, force: bool, number: str | None = None
) -> None:
    """Put content on standard output, as UTF-8 whatever the terminal, or in a file for the user, and say so.

    To a program that asked for JSON, the file is said in an envelope, with the `number` of what was saved.
    """
    if output is None or output == STANDARD_OUTPUT:
        runtime.print(bytes_of(content))
        return
    export(output, content, force=force)
    tell_written(runtime, output, number)


@noun
class Views:
    """What a result is, seen as JSON, as a screen and as a picture: each is made when it is asked for."""

    envelope: Callable[[], str]
    screen: Callable[[], str]
    picture: Callable[[], str]


def show(runtime: Runtime, views: Views, output: Path | None, *, force: bool) -> None:
    """Put a result on the screen, or in a file as a picture or as JSON, by its name; JSON where that is asked for."""
    if output is not None and not (runtime.everywhere.json and output == STANDARD_OUTPUT):
        deliver(runtime, views.envelope() if output.suffix.lower() == ".json" else views.picture(), output, force=force)
    else:
        runtime.print(views.envelope() if runtime.everywhere.json else views.screen())


def show_grids(
    runtime: Runtime,
    schema: str,
    record: Callable[[], object],
    grids: "Callable[[bool], Iterable[grid.Grid]]",
    output: Path | None,
    *,
    force: bool,
) -> None:
    """Show a result whose screen is tables, and whose picture is the same tables, `drawn`."""
    views = Views(
        lambda: envelopes.envelope(schema, record(), [], []),
        lambda: grid_drawing.render_grids(grids(False), runtime.screen),
        lambda: grid_picture.grids_svg(grids(True)),
    )
    show(runtime, views, output, force=force)


def tell_written(runtime: Runtime, path: Path, number: str | None = None) -> None:
    """Say that a file was written for the user; as JSON too, where that is asked for."""
    runtime.tell(say("Written: {file}", file=str(path)))
    runtime.tell_programs("fourchette/written/1", {"file": str(path), "number": number})


def refuse_output(path: Path | None, formats: tuple[str, ...] = SHOWN_AS, *, force: bool) -> None:
    """Raise UsageError where none of some formats goes with a file's name, NotFound where the file exists."""
    if path not in (None, STANDARD_OUTPUT) and path.suffix.lower() not in formats:
        raise UsageError(
            say("no format goes with the name {file}", file=str(path)), say("allowed: {names}", names=formats)
        )
    refuse_name(path, force=force)


def refuse_name(path: Path | None, *, force: bool) -> None:
    """Raise NotFound where a file exists that is not to be replaced; standard output never does."""
    if path not in (None, STANDARD_OUTPUT) and not force:
        refuse_taken(path)


def write_file(runtime: Runtime, path: Path, content: str | bytes, *, force: bool) -> None:
    """Write a file for the user, and say so."""
    export(path, content, force=force)
    runtime.tell(say("Written: {file}", file=str(path)))


def tell_notices(runtime: Runtime, notices: "Iterable[Notice]", currency: str, name: str | None) -> None:
    """Say aside what the program noticed, where the result has no place for it; `name` tells one of several."""
    for notice in notices:
        said = notice.message if name is None else say("{name}: {message}", name=name, message=notice.message)
        runtime.tell(said, currency)


def quote_text(runtime: Runtime, priced: PricedQuote) -> "quote_file.QuoteText":
    """Everything that a quote's file will say: the quote as asked, and the packages offered in its place."""
    notices, record = _spoken(noticed(priced), speech_for(priced.quote)), record_of(priced.quote)
    return quote_file.QuoteText(priced.quote, record, notices, runtime.card, now(), _plain_packages(priced))


def as_toml(runtime: Runtime, priced: PricedQuote, number: str | None) -> str:
    """The text of a quote file."""
    return quote_text(runtime, priced).write(number)


def record_of(quote: "quotes.Quote") -> "plain.Plain":
    """The plain record of a quote, in its mandate's language."""
    return quote_record.plain_record(quote_record_making.record_quote(quote, speech_for(quote).words))


def _plain_packages(priced: PricedQuote) -> "list[plain.Plain]":
    if priced.packages is None:
        return []
    records = quote_record_making.record_packages(priced.packages, speech_for(priced.quote).words)
    return list(map(quote_record.plain_record, records))


def _spoken(notices: "Iterable[Notice]", speech: "speeches.Speech") -> list[dict[str, str]]:
    return [envelopes.notice_entry(notice, speech) for notice in notices]


def speech_for(quote: "quotes.Quote") -> "speeches.Speech":
    """The speech of a quote's document: its mandate's language, as it is where the client is."""
    region = quote.mandate.client.region or quote.profile.region
    return speeches.speech_where(quote.mandate.language, quote.card.currency, region)
