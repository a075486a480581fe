"""What a saved quote shows, from its file: on the screen, and as the document of its client."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from fourchette.cli.clock import day_of
from fourchette.cli.options import (
    AudienceOption,
    DayOption,
    ForceOption,
    FormatOption,
    Number,
    OptionalNumber,
    OutputOption,
    TemplateOption,
)
from fourchette.cli.out.formats import CLIENT_FORMATS, JSON, SCREEN, chosen_format, refuse_terminal, with_template
from fourchette.cli.pricing import opened
from fourchette.cli.shell.help import mark
from fourchette.cli.shell.runtime import Runtime
from fourchette.core.basis.messages import say
from fourchette.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from fourchette.core.offer.packages import Packages
    from fourchette.core.price.quote import Quote
    from fourchette.core.record.plain import Plain
    from fourchette.core.record.quote_record import QuoteRecord
    from fourchette.files.book.book import SavedQuote
    from fourchette.render.words.speech import Speech


def show_quote(context: typer.Context, number: Number, audience: AudienceOption = "me", day: DayOption = None) -> int:
    """Show a saved quote as it was saved."""
    runtime: Runtime = context.obj
    if audience not in ("me", "client"):
        raise UsageError(say("--for is me or client, not “{value}”", value=audience))
    quote = opened(runtime, number)
    if audience == "client":
        from fourchette.files.book.saved_offer import offer_of_saved

        format_ = JSON if runtime.everywhere.json else SCREEN
        runtime.print(format_.for_client(runtime, offer_of_saved(quote), quote.path.stem))
    elif runtime.everywhere.json:
        runtime.print_json("fourchette/saved/1", _plain(quote))
    else:
        runtime.print(_screen(runtime, quote, day))
    return ExitCode.DONE


def render(
    context: typer.Context,
    number: OptionalNumber = None,
    output: OutputOption = None,
    format_name: FormatOption = None,
    template: TemplateOption = None,
    print_template: Annotated[
        bool, typer.Option("--print-template", help=mark("Print the shipped template of the PDF, to change a copy."))
    ] = False,
    force: ForceOption = False,
) -> int:
    """Write the document of a saved quote for its client."""
    from fourchette.cli.out.delivery import deliver
    from fourchette.files.book.saved_offer import offer_of_saved

    runtime: Runtime = context.obj
    if print_template:
        from fourchette.render.client.typesetting import shipped_template

        deliver(runtime, shipped_template().content.decode(), output, force=force)
        return ExitCode.DONE
    if number is None:
        raise UsageError(say("render needs a quote"), say("fourchette list names them"))
    format_ = chosen_format(output, format_name, CLIENT_FORMATS)
    if format_ is None:
        raise UsageError(say("render needs a file or a format"), say("-o quote.pdf, or --format md"))
    refuse_terminal(format_, output)
    format_ = with_template(format_, template)
    quote = opened(runtime, number)
    deliver(runtime, format_.for_client(runtime, offer_of_saved(quote), quote.path.stem), output, force=force)
    return ExitCode.DONE


def _plain(quote: "SavedQuote") -> "Plain":
    """All that the file says, its record as `quote --json` gives it."""
    from fourchette.core.record.plain import exact
    from fourchette.core.record.quote_record import plain_record
    from fourchette.files.book.saved_offer import PACKAGES, RESULT, packages_of_saved, record_of_saved

    content = {**exact(quote.content), "revision": quote.entry.revision, "events": len(quote.history)}
    packages = {PACKAGES: list(map(plain_record, packages_of_saved(quote)))} if PACKAGES in content else {}
    return {**content, **packages, RESULT: {**plain_record(record_of_saved(quote)), **packages}}


def _screen(runtime: Runtime, quote: "SavedQuote", day: str | None) -> str:
    """What `quote` printed of it, under its number and its state."""
    from fourchette.cli.out.delivery import as_screen
    from fourchette.core.practice.quote_states import STATE_WORDS
    from fourchette.files.book.saved_offer import notices_of_saved, packages_of_saved, record_of_saved
    from fourchette.render.sheet.packages_screen import render_packages
    from fourchette.render.sheet.sheet import NoticeLine, sheet_of_quote
    from fourchette.render.sheet.sheet_packages import sheet_of_kept
    from fourchette.render.sheet.sheet_terminal import render_terminal

    record, packages = record_of_saved(quote), packages_of_saved(quote)
    speech = runtime.speech_in(quote.entry.currency)
    number = f"{quote.entry.name} · {speech.say(STATE_WORDS[quote.entry.state(day_of(day))])}"
    if again := _made_again(runtime, quote, record, speech):
        return as_screen(runtime, again[0], number, again[1])
    remarks = tuple(NoticeLine(notice.severity, notice.message) for notice in notices_of_saved(quote))
    if packages:
        sheet = sheet_of_kept(record, packages, speech, number)
        return render_packages(replace(sheet, remarks=remarks), runtime.screen)
    return render_terminal(sheet_of_quote(record, speech, remarks, number), runtime.screen)


def _made_again(
    runtime: Runtime, quote: "SavedQuote", record: "QuoteRecord", speech: "Speech"
) -> "tuple[Quote, Packages | None] | None":
    """The quote made again, and its packages, where the file alone does not say all that `quote` printed.

    It speaks one language, and of its packages it has what each promises. None where the file says it all,
    and where it would be another quote today: where that leaves its words in another language, it is said.
    """
    from fourchette.cli.out.delivery import record_of
    from fourchette.cli.out.formats import document_speech
    from fourchette.core.mandate.answers import UnsuitedMandate
    from fourchette.errors import UserError
    from fourchette.files.book.saved_offer import PACKAGES
    from fourchette.files.book.verification import repackage_same, reprice_same
    from fourchette.files.shipped.tax_tables import load_taxes

    as_saved = document_speech(record.offer).locale == speech.locale
    if as_saved and record.hours.target and PACKAGES not in quote.content:
        return None
    try:
        taxes = load_taxes(runtime.home.taxes)
        again = reprice_same(runtime.home, quote, taxes, record_of)
        return again, repackage_same(quote, again, taxes, record_of)
    except (UserError, UnsuitedMandate) as error:
        if not as_saved:
            reason = error.message if isinstance(error, UserError) else str(error)
            name = quote.entry.name
            runtime.tell(say("{number} is shown in the words it was saved in: {reason}", number=name, reason=reason))
        return None
