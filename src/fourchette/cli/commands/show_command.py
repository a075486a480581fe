"""What a saved quote shows, from its file: on the screen, and as the document of its client."""

from dataclasses import replace
from typing import Annotated

from fourchette.cli import options
from fourchette.cli.clock import day_of
from fourchette.cli.out import delivery, formats, sent_output
from fourchette.cli.pricing import opened
from fourchette.cli.shell.parameters import audience_meant, switch
from fourchette.cli.shell.runtime import Runtime
from fourchette.core.basis.messages import say
from fourchette.core.mandate import answers
from fourchette.core.practice import quote_states
from fourchette.core.record import plain, quote_record
from fourchette.errors import UsageError, UserError
from fourchette.files.book import book, saved_offer, verification
from fourchette.render.press import typesetting
from fourchette.render.sheet import packages_screen, sheet_packages, sheet_terminal
from fourchette.render.sheet import sheet as sheets
from fourchette.render.words.speech import Speech


def show_quote(
    runtime: Runtime,
    number: options.Number,
    audience: options.AudienceOption = "me",
    details: options.DetailsOption = False,
    day: options.DayOption = None,
) -> None:
    """Show a saved quote as it was saved."""
    audience = audience_meant(audience)
    quote = opened(runtime, number)
    if audience == "client":
        format_ = formats.JSON if runtime.everywhere.json else formats.SCREEN
        runtime.print(format_.for_client(runtime, saved_offer.offer_of_saved(quote), quote.path.stem))
    elif runtime.everywhere.json:
        runtime.print_json("fourchette/saved/1", _plain(quote))
    else:
        runtime.print(_screen(runtime, quote, day, details=details))


def render(
    runtime: Runtime,
    number: options.OptionalNumber = None,
    output: options.OutputOption = None,
    format_name: options.FormatOption = None,
    csv: options.CsvOption = None,
    template: options.TemplateOption = None,
    print_template: Annotated[
        bool, switch("--print-template", "Print the shipped template of the PDF, to change a copy.")
    ] = False,
    lines: options.LinesOption = None,
    force: options.ForceOption = False,
) -> None:
    """Write the document of a saved quote for its client."""
    if print_template:
        delivery.deliver(runtime, typesetting.shipped_template().content.decode(), output, force=force)
        return
    if number is None:
        raise UsageError(say("render needs a quote"), say("fourchette list names them"))
    format_ = formats.chosen_format(output, format_name, formats.CLIENT_FORMATS)
    if format_ is None:
        raise UsageError(say("render needs a file or a format"), say("-o quote.pdf, or --format md"))
    formats.refuse_output_of(runtime, format_, output)
    content = sent_output.written_as_sent(runtime, opened(runtime, number), format_, template, csv, lines=bool(lines))
    delivery.deliver(runtime, content, output, force=force)


def _plain(quote: "book.SavedQuote") -> "plain.Plain":
    """All that the file says, its record as `quote --json` gives it."""
    content = {**plain.exact(quote.content), "revision": quote.entry.revision, "events": len(quote.history)}
    packages = (
        {saved_offer.PACKAGES: list(map(quote_record.plain_record, saved_offer.packages_of_saved(quote)))}
        if saved_offer.PACKAGES in content
        else {}
    )
    return {
        **content,
        **packages,
        saved_offer.RESULT: {**quote_record.plain_record(saved_offer.record_of_saved(quote)), **packages},
    }


def _screen(runtime: Runtime, quote: "book.SavedQuote", day: str | None, *, details: bool) -> str:
    """What `quote` printed of it, under its number and its state."""
    record, packages = saved_offer.record_of_saved(quote), saved_offer.packages_of_saved(quote)
    speech = runtime.speech_in(quote.entry.currency)
    number = f"{quote.entry.name} · {speech.say(quote_states.STATE_WORDS[quote.entry.state(day_of(day))])}"
    if again := _made_again(runtime, quote, record, speech):
        return delivery.as_screen(runtime, again, number, details=details)
    remarks = tuple(
        sheets.NoticeLine(notice.severity, notice.message) for notice in saved_offer.notices_of_saved(quote)
    )
    if packages:
        sheet = sheet_packages.sheet_of_kept(record, packages, speech, number)
        return packages_screen.render_packages(replace(sheet, remarks=remarks), runtime.screen)
    told = sheets.sheet_of_quote(record, speech, remarks, number)
    return sheet_terminal.render_terminal(told, runtime.screen, details=details)


def _made_again(
    runtime: Runtime, quote: "book.SavedQuote", record: "quote_record.QuoteRecord", speech: "Speech"
) -> "delivery.PricedQuote | None":
    """The quote made again, and its packages, where the file alone does not say all that `quote` printed.

    It speaks one language, and of its packages it has what each promises. None where the file says it all,
    and where it would be another quote today: where that leaves its words in another language, it is said.
    """
    as_saved = formats.document_speech(record.offer).locale == speech.locale
    if as_saved and record.hours.target and saved_offer.PACKAGES not in quote.content:
        return None
    try:
        again = verification.reprice_same(runtime.home, quote, runtime.taxes)
        return delivery.PricedQuote(again, verification.repackage_same(quote, again, runtime.taxes))
    except (UserError, answers.UnsuitedMandate) as error:
        if not as_saved:
            reason = error.message if isinstance(error, UserError) else str(error)
            name = quote.entry.name
            runtime.tell(say("{number} is shown in the words it was saved in: {reason}", number=name, reason=reason))
        return None
