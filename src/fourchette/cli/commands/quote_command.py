"""`fourchette quote`: price mandates, show them, and keep them."""

from pathlib import Path
from typing import Annotated

from fourchette.cli import options
from fourchette.cli.ask import first_minute
from fourchette.cli.clock import day_of
from fourchette.cli.commands import settings_command, watch_command
from fourchette.cli.out import delivery, formats, quote_request
from fourchette.cli.pricing import packages_for, price_mandate
from fourchette.cli.said_options import taking_said
from fourchette.cli.shell.parameters import argument, audience_meant, switch
from fourchette.cli.shell.runtime import Runtime, fail
from fourchette.core.basis.messages import say
from fourchette.errors import ExitCode, UsageError, UserError
from fourchette.files.mandate import mandate_file

_PackagesOption = Annotated[bool, switch("--packages", "Offer the mandate in several packages, side by side.")]
_WatchOption = Annotated[bool, switch("--watch", "Price again each time the mandate or the card is saved.")]
_SaveOption = Annotated[bool, switch("--save", "Keep the quote in the book, under the next number.")]


@taking_said
def quote(
    runtime: Runtime,
    mandates: Annotated[list[str] | None, argument("[MANDATE...]", "Mandate files; - reads standard input.")] = None,
    *,
    said: "mandate_file.Overrides",
    title: options.TitleOption = None,
    audience: options.AudienceOption = "me",
    details: options.DetailsOption = False,
    packages: _PackagesOption = False,
    save: _SaveOption = False,
    output: options.OutputOption = None,
    format_name: options.FormatOption = None,
    csv: options.CsvOption = None,
    template: options.TemplateOption = None,
    lines: options.LinesOption = None,
    force: options.ForceOption = False,
    strict: Annotated[bool, switch("--strict", "Exit with 1 when there is a warning.")] = False,
    watch: _WatchOption = False,
    settings: options.SettingsOption = False,
    day: options.QuoteDayOption = None,
) -> int:
    """Price mandates."""
    shown = formats.DETAILED_SCREEN if details else formats.SCREEN
    own = formats.JSON if runtime.everywhere.json else shown
    format_ = formats.chosen_format(output, format_name, formats.FORMATS) or own
    asked = quote_request.QuoteRequest(
        files=tuple(mandates or ()),
        overrides=said.with_keys(title=title, lines=lines),
        day=day,
        packages=packages,
        save=save,
        output=output,
        format=formats.as_asked(format_, template, csv),
        force=force,
        audience=audience_meant(audience),
        strict=strict,
        watch=watch,
    )
    _check(runtime, asked)
    if settings:
        settings_command.explain_settings(runtime, asked)
    elif watch:
        watch_command.watch(runtime, asked)
    else:
        return _quote_all(runtime, asked)
    return ExitCode.DONE


def _check(runtime: Runtime, asked: "quote_request.QuoteRequest") -> None:
    several = len(asked.files) > 1
    if not asked.files and not asked.overrides:
        raise UsageError(
            say("there is no mandate to price"),
            say(
                "fourchette new asks the questions; or name a file, or give answers: "
                "fourchette quote --scope content --volume posts=12"
            ),
        )
    if several and asked.output is not None:
        raise UsageError(say("-o writes one quote: name one mandate"))
    if several and not asked.format.text:
        raise UsageError(say("{format} holds one quote: name one mandate", format=asked.format.extension))
    formats.refuse_output_of(runtime, asked.format, asked.output)
    if [*asked.files, str(runtime.everywhere.rules)].count("-") > 1:
        raise UsageError(say("standard input can be read once"))
    if asked.for_client and asked.format.client is None:
        raise formats.own_only()


def _quote_all(runtime: Runtime, asked: "quote_request.QuoteRequest") -> int:
    """Price every mandate; a wrong one does not keep the others from being priced. The worst exit code wins."""
    if all(name == "-" or Path(name).exists() for name in asked.files):
        runtime = first_minute.settle_place(runtime, asked.overrides.client.get("region"))
    code, day = ExitCode.DONE, day_of(asked.day)
    several, both = len(asked.files) > 1, runtime.everywhere.both
    for name in asked.files or (None,):
        try:
            quote = price_mandate(runtime, name, asked.overrides, day)
            priced = delivery.PricedQuote(quote, packages_for(runtime, quote) if asked.packages else None)
        except UserError as error:
            if not several:
                raise
            fail(error, runtime, one_line=True)
            code = max(code, error.exit_code)
            continue
        _deliver(runtime, priced, asked, name if several else None)
        if asked.strict and any(notice.severity == "warning" for notice in delivery.noticed(priced, both=both)):
            code = max(code, ExitCode.REFUSED)
    return code


def _deliver(
    runtime: Runtime, priced: delivery.PricedQuote, asked: "quote_request.QuoteRequest", name: str | None
) -> None:
    """Save first, so that what is shown bears its number; then the file or the screen. One of several has a `name`."""
    delivery.refuse_name(asked.output, force=asked.force)
    if asked.save:
        asked.format.rehearse(runtime, priced)
    number = delivery.save_in_book(runtime, priced) if asked.save else None
    content = asked.format.written(runtime, priced, asked.audience, number)
    if name is not None and asked.format is formats.JSON:
        content = _in_a_line(content)
    if asked.format.is_screen:
        runtime.print(content)
        runtime.print("" if name is None else "\n")
        if number is not None and not runtime.everywhere.json:
            delivery.tell_next(runtime, number)
    else:
        delivery.deliver(runtime, content, asked.output, force=asked.force, number=number)
    if asked.for_client or asked.output is not None:
        noticed = delivery.noticed(priced, both=runtime.everywhere.both)
        delivery.tell_notices(runtime, noticed, priced.quote.card.currency, name)


def _in_a_line(content: formats.Content) -> str:
    """Several envelopes: one a line."""
    import json  # A press of TAB does not pay for it.

    return json.dumps(json.loads(content), ensure_ascii=False) + "\n"
