"""`fourchette quote`: price mandates, show them, and keep them."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

from fourchette.cli import options
from fourchette.cli.ask import first_minute
from fourchette.cli.clock import day_of
from fourchette.cli.commands import settings_command, watch_command
from fourchette.cli.out import delivery, formats
from fourchette.cli.pricing import packages_for, price_mandate
from fourchette.cli.said_options import taking_said
from fourchette.cli.shell.help import mark
from fourchette.cli.shell.parameters import argument, option, switch
from fourchette.cli.shell.runtime import Runtime, fail
from fourchette.cli.shell.spoken_values import audience_meant
from fourchette.core.basis.messages import say
from fourchette.errors import ExitCode, UsageError, UserError
from fourchette.files.mandate import mandate_file

_PackagesOption = Annotated[bool, switch("--packages", mark("Offer the mandate in several packages, side by side."))]
_WatchOption = Annotated[bool, switch("--watch", mark("Price again each time the mandate or the card is saved."))]
_SaveOption = Annotated[bool, switch("--save", mark("Keep the quote in the book, under the next number."))]


@taking_said
def quote(
    runtime: Runtime,
    mandates: Annotated[
        list[str] | None, argument("[MANDATE...]", mark("Mandate files; - reads standard input."))
    ] = None,
    *,
    said: "mandate_file.Overrides",
    title: Annotated[str | None, option("TEXT", mark("Title of the mandate."))] = None,
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
    strict: Annotated[bool, switch("--strict", mark("Exit with 1 when there is a warning."))] = False,
    watch: _WatchOption = False,
    settings: options.SettingsOption = False,
    day: options.QuoteDayOption = None,
) -> int:
    """Price mandates."""
    overrides = said.with_keys(title=title, lines=lines)
    format_ = formats.chosen_format(output, format_name, formats.FORMATS) or _own_format(runtime, details=details)
    destination = formats.Destination(
        packages, save, output, formats.as_asked(format_, template, csv), force, audience_meant(audience)
    )
    _check(runtime, files := list[str | None](mandates or []), overrides, destination)
    if settings:
        settings_command.explain_settings(runtime, files, overrides, day_of(day), destination, watch=watch)
        return ExitCode.DONE
    if watch:
        watch_command.watch(runtime, watch_command.of(runtime, files, overrides, destination, day, strict=strict))
        return ExitCode.DONE
    return _quote_all(runtime, files or [None], overrides, destination, day_of(day), strict=strict)


def _own_format(runtime: Runtime, *, details: bool) -> formats.Format:
    """What is shown where no format is asked for."""
    return formats.JSON if runtime.everywhere.json else formats.DETAILED_SCREEN if details else formats.SCREEN


def _check(
    runtime: Runtime, files: Sequence[str | None], overrides: "mandate_file.Overrides", destination: formats.Destination
) -> None:
    if not files and not overrides:
        raise UsageError(
            say("there is no mandate to price"),
            say(
                "fourchette new asks the questions; or name a file, or give answers: "
                "fourchette quote --scope content --volume posts=12"
            ),
        )
    if len(files) > 1 and destination.output is not None:
        raise UsageError(say("-o writes one quote: name one mandate"))
    if len(files) > 1 and not destination.format.text:
        raise UsageError(say("{format} holds one quote: name one mandate", format=destination.format.extension))
    formats.refuse_output_of(runtime, destination.format, destination.output)
    if [*files, str(runtime.everywhere.rules)].count("-") > 1:
        raise UsageError(say("standard input can be read once"))
    if destination.for_client and destination.format.client is None:
        raise formats.own_only()


def _quote_all(
    runtime: Runtime,
    files: Sequence[str | None],
    overrides: "mandate_file.Overrides",
    destination: formats.Destination,
    day: date,
    *,
    strict: bool,
) -> int:
    """Price every mandate; a wrong one does not keep the others from being priced. The worst exit code wins."""
    if all(name in (None, "-") or Path(name).exists() for name in files):
        runtime = first_minute.settle_place(runtime, overrides.client.get("region"))
    code = ExitCode.DONE
    several, both = len(files) > 1, runtime.everywhere.both
    for name in files:
        try:
            quote = price_mandate(runtime, name, overrides, day)
            priced = delivery.PricedQuote(quote, packages_for(runtime, quote) if destination.packages else None)
        except UserError as error:
            if not several:
                raise
            fail(error, runtime, one_line=True)
            code = max(code, error.exit_code)
            continue
        _deliver(runtime, priced, destination, name if several else None)
        if strict and any(notice.severity == "warning" for notice in delivery.noticed(priced, both=both)):
            code = max(code, ExitCode.REFUSED)
    return code


def _deliver(
    runtime: Runtime, priced: delivery.PricedQuote, destination: formats.Destination, name: str | None
) -> None:
    """Save first, so that what is shown bears its number; then the file or the screen. One of several has a `name`."""
    delivery.refuse_name(destination.output, force=destination.force)
    if destination.save:
        destination.format.rehearse(runtime, priced)
    number = delivery.save_in_book(runtime, priced) if destination.save else None
    content = destination.format.written(runtime, priced, destination.audience, number)
    if name is not None and destination.format is formats.JSON:
        content = _in_a_line(content)
    if destination.format.is_screen:
        runtime.print(content)
        runtime.print("" if name is None else "\n")
        if number is not None and not runtime.everywhere.json:
            delivery.tell_next(runtime, number)
    else:
        delivery.deliver(runtime, content, destination.output, force=destination.force, number=number)
    if destination.for_client or destination.output is not None:
        noticed = delivery.noticed(priced, both=runtime.everywhere.both)
        delivery.tell_notices(runtime, noticed, priced.quote.card.currency, name)


def _in_a_line(content: formats.Content) -> str:
    """Several envelopes: one a line."""
    import json  # A press of TAB does not pay for it.

    return json.dumps(json.loads(content), ensure_ascii=False) + "\n"
