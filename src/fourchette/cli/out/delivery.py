"""Where a priced quote goes: the screen, JSON, a file, the book."""

from pathlib import Path
from typing import TYPE_CHECKING

from fourchette.cli.clock import now
from fourchette.cli.shell.runtime import Runtime
from fourchette.core.basis.messages import say
from fourchette.core.price.quote import Quote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fourchette.core.basis.messages import Notice
    from fourchette.core.offer.packages import Packages
    from fourchette.core.record.plain import Plain
    from fourchette.files.book.quote_file import QuoteText
    from fourchette.render.words.speech import Speech


STANDARD_OUTPUT = Path("-")


def as_screen(runtime: Runtime, quote: Quote, number: str | None, packages: "Packages | None" = None) -> str:
    """The freelancer's own table, or her packages side by side, in the screen's language."""
    if packages is not None:
        from fourchette.render.sheet.packages_screen import render_packages
        from fourchette.render.sheet.sheet_packages import sheet_of_packages

        sheet = sheet_of_packages(quote, packages, _screen_speech(runtime, quote), number)
        return render_packages(sheet, runtime.screen)
    from fourchette.render.sheet.sheet import sheet_of_quote
    from fourchette.render.sheet.sheet_terminal import render_terminal

    return render_terminal(sheet_of_quote(quote, _screen_speech(runtime, quote), number), runtime.screen)


def as_json(runtime: Runtime, quote: Quote, number: str | None, packages: "Packages | None" = None) -> str:
    """The envelope: labels in the mandate's language, notices in the screen's."""
    from fourchette.core.record.package_record import record_packages
    from fourchette.core.record.quote_record import QUOTE_SCHEMA
    from fourchette.render.json import envelope

    status = None if number is None else "draft"
    result = {**record_of(quote), "number": number, "status": status}
    if packages is not None:
        result["packages"] = record_packages(packages, _document_speech(quote).words)
    return envelope(QUOTE_SCHEMA, result, _spoken(noticed(quote, packages), _screen_speech(runtime, quote)), [])


def noticed(quote: Quote, packages: "Packages | None") -> "tuple[Notice, ...]":
    """Everything that was noticed of a quote, and of its packages where they are asked for."""
    from fourchette.core.offer.packages import all_notices

    return quote.notices if packages is None else all_notices(quote, packages)


def save_in_book(runtime: Runtime, quote: Quote, packages: "Packages | None" = None) -> str:
    """Save a quote under the next number, with the packages offered in its place, and say so."""
    from fourchette.files.book.quote_file import save

    number, path = save(runtime.home, quote_text(runtime, quote, packages))
    runtime.tell(say("Saved as {number}: {file}", number=number, file=str(path)))
    return number


def deliver(runtime: Runtime, content: str | bytes, output: Path | None, *, force: bool) -> None:
    """Put content on standard output, or in a file for the user, and say so."""
    if output is None or output == STANDARD_OUTPUT:
        runtime.print(content)
    else:
        write_file(runtime, output, content, force=force)


def write_file(runtime: Runtime, path: Path, content: str | bytes, *, force: bool) -> None:
    """Write a file for the user, and say so."""
    from fourchette.files.toml.disk import export

    export(path, content, force=force)
    runtime.tell(say("Written: {file}", file=str(path)))


def tell_notices(runtime: Runtime, notices: "Iterable[Notice]", name: str | None) -> None:
    """Say aside what the program noticed, where the result has no place for it; `name` tells one of several."""
    for notice in notices:
        said = notice.message if name is None else say("{name}: {message}", name=name, message=notice.message)
        runtime.tell(said)


def quote_text(runtime: Runtime, quote: Quote, packages: "Packages | None" = None) -> "QuoteText":
    """Everything that a quote's file will say: the quote as asked, and the packages offered in its place."""
    from fourchette.core.record.package_record import record_packages
    from fourchette.files.book.quote_file import QuoteText

    speech = _document_speech(quote)
    kept = [] if packages is None else record_packages(packages, speech.words)
    return QuoteText(quote, record_of(quote), _spoken(quote.notices, speech), runtime.card, now(), kept)


def as_toml(runtime: Runtime, quote: Quote, number: str | None, packages: "Packages | None" = None) -> str:
    """The text of a quote file."""
    return quote_text(runtime, quote, packages).write(number)


def record_of(quote: Quote) -> "Plain":
    """The plain record of a quote, in its mandate's language."""
    from fourchette.core.record.quote_record import record_quote

    return record_quote(quote, _document_speech(quote).words)


def _spoken(notices: "Iterable[Notice]", speech: "Speech") -> list[dict[str, str]]:
    from fourchette.render.json import notice_entry

    return [notice_entry(notice, speech) for notice in notices]


def _document_speech(quote: Quote) -> "Speech":
    from fourchette.render.words.speech import speech_where

    region = quote.mandate.client.region or quote.profile.region
    return speech_where(quote.mandate.language, quote.card.currency, region)


def _screen_speech(runtime: Runtime, quote: Quote) -> "Speech":
    from fourchette.render.words.speech import Speech

    return Speech(runtime.language, quote.card.currency)
