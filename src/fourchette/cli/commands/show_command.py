"""What a saved quote shows, from its file: on the screen, and as the document of its client."""

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
    from fourchette.files.book.book import SavedQuote
    from fourchette.render.sheet.sheet import Sheet


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
        runtime.print_json("fourchette/saved/1", quote.content)
    else:
        from fourchette.render.sheet.sheet_terminal import render_terminal

        runtime.print(render_terminal(_sheet(runtime, quote, day), runtime.screen))
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


def _sheet(runtime: Runtime, quote: "SavedQuote", day: str | None) -> "Sheet":
    """The seller's own sheet; raises WrongFile where the file lacks a part of it."""
    from fourchette.core.basis.problems import Problem
    from fourchette.core.practice.quote_states import STATE_WORDS
    from fourchette.files.toml.wrong_file import Located, WrongFile
    from fourchette.render.sheet.sheet_saved import sheet_of_saved

    speech = runtime.speech_in(quote.entry.currency)
    state = speech.say(STATE_WORDS[quote.entry.state(day_of(day))])
    try:
        return sheet_of_saved(quote.entry, state, quote.content, speech)
    except (KeyError, TypeError, ValueError, ArithmeticError, AttributeError) as error:
        message = say("a part of the result is missing or unreadable")
        remedy = say("fourchette verify {number} says more", number=quote.entry.name)
        raise WrongFile(str(quote.path), [Located(Problem(("result",), message, remedy))]) from error
