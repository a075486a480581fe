"""`fourchette statement`: what a month of a running contract comes to, for her and for her client."""

from collections.abc import Mapping
from decimal import Decimal
from functools import partial
from typing import Annotated

from fourchette.cli import options, pricing
from fourchette.cli.clock import day_of, month_named
from fourchette.cli.out import csv_output, delivery, formats
from fourchette.cli.shell.parameters import audience_meant, option
from fourchette.cli.shell.runtime import Runtime
from fourchette.core.basis.messages import say
from fourchette.core.basis.problems import unknown
from fourchette.core.offer import offer as offers
from fourchette.core.practice import invoice_columns
from fourchette.core.practice import statement as stating
from fourchette.errors import NotFound, UsageError
from fourchette.files.book import contracts, saved_offer
from fourchette.files.mandate import mandate_file
from fourchette.files.shipped import resource
from fourchette.files.toml import disk, toml_read, toml_validate
from fourchette.render.client import statement_exports
from fourchette.render.desk import statement_screen

_USUAL = "invoice-ninja"
_COLUMNS = "invoice_columns.toml"


def statement(  # the options of a command
    runtime: Runtime,
    number: options.Number,
    month: options.MonthOption = None,
    delivered: Annotated[
        list[str] | None, option("NAME=N", "A volume that was delivered, where it is above: posts=14…")
    ] = None,
    audience: options.AudienceOption = "me",
    output: options.OutputOption = None,
    format_name: options.FormatOption = None,
    program: Annotated[str, option("NAME", "The invoicing program that import-csv is for: invoice-ninja…")] = _USUAL,
    csv: options.CsvOption = None,
    template: options.TemplateOption = None,
    force: options.ForceOption = False,
    day: options.DayOption = None,
) -> None:
    """State a month."""
    audience = audience_meant(audience)
    columns = _program(runtime, program)
    exports = (
        formats.Format("import-csv", partial(_import, columns, csv)),
        formats.Format("hledger", _journal),
    )
    chosen = formats.chosen_format(output, format_name, (*formats.CLIENT_FORMATS, *exports))
    today = day_of(day)
    own = chosen is None and audience == "me"
    found, signed = _stated(runtime, number, month_named(month, today), delivered or [], own=own)
    if own:
        _show(runtime, found, signed.offer.currency)
        return
    format_ = chosen or (formats.JSON if runtime.everywhere.json else formats.SCREEN)
    formats.refuse_output_of(runtime, format_, output)
    offer = stating.offer_of_statement(found, signed.offer, today)
    bearing = f"{number.split('.')[0]}-{found.month}"
    asked = formats.as_asked(format_, template, None if format_ in exports else csv)
    content = asked.for_client(runtime, offer, bearing)
    if format_ is formats.SCREEN:
        runtime.print(content)
    else:
        delivery.deliver(runtime, content, output, force=force)


def _show(runtime: Runtime, found: "stating.MonthStatement", currency: str) -> None:
    speech = runtime.speech_in(currency)
    if runtime.everywhere.json:
        runtime.print_json("fourchette/statement/1", statement_screen.statement_record(found, speech))
    else:
        runtime.print_grids(statement_screen.statement_grids(found, speech))
        runtime.tell(say("Next: -o FILE.pdf writes it for the client; --format import-csv, for what makes invoices."))


def _stated(
    runtime: Runtime, number: str, month: str, pairs: list[str], *, own: bool
) -> "tuple[stating.MonthStatement, stating.Signed]":
    """The statement, and what was signed by the client for its month; raises NotFound where nothing was.

    Its own words are those of her screen where it is for her own eyes, else those of the contract.
    """
    quote = pricing.opened(runtime, number)
    revisions = {each.entry.name: each for each in (quote, *pricing.other_revisions(runtime, quote))}
    contract = contracts.contract_of(revisions.values(), quote)
    first = contract.first_month
    if first is None:
        message = say("{number} is not accepted: only a quote in force has a statement", number=quote.entry.name)
        raise NotFound(message, say("Next: fourchette accept {number}", number=quote.entry.name))
    if month < first:
        raise NotFound(say("{number} begins in {month}", number=quote.entry.number, month=first))
    in_force = contract.in_force(month).name
    if "." in number.removesuffix(".toml") and in_force != quote.entry.name:
        raise NotFound(say("in {month}, it is {number} that is in force", month=month, number=in_force))
    offer = saved_offer.offer_of_saved(revisions[in_force])
    signed = stating.Signed(offer, saved_offer.ruling_of_saved(revisions[in_force]))
    speak = (runtime.speech if own else formats.document_speech(offer)).words
    return stating.statement_of(contract, month, signed, _volumes(offer, pairs), speak), signed


def _volumes(offer: "offers.Offer", pairs: list[str]) -> Mapping[str, Decimal]:
    """What was delivered, by the volumes that the contract sells more of; raises UsageError."""
    known = [extra.id for extra in offer.terms.extras]
    found = {}
    for name, typed in pricing.traits_of(pairs).items():
        if name not in known:
            raise unknown(UsageError, say("this contract sells no more {name}", name=name), name, known)
        figure = mandate_file.read_figure(typed)
        if not isinstance(figure, Decimal) or not figure.is_finite() or figure < 0:
            raise UsageError(say("“{value}” is not a number", value=typed))
        found[name] = figure
    return found


def _program(runtime: Runtime, name: str) -> "invoice_columns.InvoiceProgram":
    """A program of the shipped table, or of the one in her folder, which has the last word."""
    programs = dict(resource.shipped(invoice_columns.InvoicePrograms, _COLUMNS).programs)
    own = runtime.home.folder / _COLUMNS
    if disk.exists(own):
        programs |= toml_validate.validated(invoice_columns.InvoicePrograms, toml_read.read_document(own)).programs
    if name not in programs:
        raise unknown(UsageError, say("there are no columns for {name}", name=name), name, programs)
    return programs[name]


def _import(
    program: "invoice_columns.InvoiceProgram",
    csv: str | None,
    runtime: Runtime,
    spoken: "formats.OfferVersions",
    number: str | None,
) -> str:
    """The program's own columns, with commas as programs have them, unless another dialect is asked for."""
    dialect = csv_output.dialect_of(runtime, csv or "comma")
    offer = spoken[0]
    return statement_exports.render_import(offer, program, formats.document_speech(offer), number or "", dialect)


def _journal(_runtime: Runtime, spoken: "formats.OfferVersions", number: str | None) -> str:
    return statement_exports.render_journal(spoken[0], number or "")
