"""`fourchette quote`: price mandates, show them, and keep them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fourchette.cli.app import fail
from fourchette.cli.dates import day_of
from fourchette.cli.help import mark
from fourchette.cli.pricing import price_mandate, traits_of
from fourchette.cli.runtime import Runtime
from fourchette.core.messages import say
from fourchette.errors import ExitCode, UsageError, UserError

if TYPE_CHECKING:
    from fourchette.core.quote import Quote
    from fourchette.files.mandates import Overrides

FORMATS = {".toml": "toml", ".json": "json"}
STANDARD_OUTPUT = "-"


@dataclass(frozen=True, slots=True)
class Priced:
    """A quote and the file it came from; no name for options alone."""

    name: str | None
    quote: "Quote"


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a quote goes beside the screen: into the book, to a file, or to standard output in a format."""

    save: bool
    output: Path | None
    format: str | None
    force: bool
    audience: str


def quote(
    context: typer.Context,
    mandates: Annotated[
        list[str] | None,
        typer.Argument(metavar="[MANDATE...]", help=mark("Mandate files; - reads standard input."), show_default=False),
    ] = None,
    scope: Annotated[
        list[str] | None, typer.Option(metavar="NAMES", help=mark("What is to be done: content,community,strategy…"))
    ] = None,
    platform: Annotated[
        list[str] | None, typer.Option(metavar="NAMES", help=mark("Platforms: facebook,instagram,tiktok…"))
    ] = None,
    volume: Annotated[
        list[str] | None, typer.Option(metavar="NAME=N", help=mark("A volume a month: posts=12, inbound=400…"))
    ] = None,
    trait: Annotated[
        list[str] | None,
        typer.Option("--trait", "-t", metavar="NAME=VALUE", help=mark("Any answer: response=4h, languages=fr,en…")),
    ] = None,
    hours: Annotated[
        str | None, typer.Option(metavar="N", help=mark("State the hours instead of estimating them."))
    ] = None,
    client: Annotated[str | None, typer.Option(metavar="NAME", help=mark("Name of the client."))] = None,
    region: Annotated[
        str | None, typer.Option(metavar="CODE", help=mark("Region of the client, for the taxes: CA-QC, CA-ON, FR…"))
    ] = None,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help=mark("Title of the mandate."))] = None,
    audience: Annotated[
        str, typer.Option("--for", metavar="me|client", help=mark("Show everything, or what the client may read."))
    ] = "me",
    save: Annotated[
        bool, typer.Option("--save", help=mark("Keep the quote in the book, under the next number."))
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help=mark("Write to a file: .toml or .json; - for standard output.")
        ),
    ] = None,
    format_: Annotated[
        str | None, typer.Option("--format", metavar="toml|json", help=mark("Format, over the file's extension."))
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=mark("Replace a file that exists."))] = False,
    strict: Annotated[bool, typer.Option("--strict", help=mark("Exit with 1 when there is a warning."))] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help=mark("Price again each time the mandate or the card is saved."))
    ] = False,
    day: Annotated[
        str | None, typer.Option("--date", metavar="YYYY-MM-DD", help=mark("Date of the quote; today by default."))
    ] = None,
) -> int:
    """Price mandates."""
    from fourchette.files.mandates import Overrides, read_figure

    runtime: Runtime = context.obj
    traits = traits_of({"scope": scope, "platforms": platform}, [*(volume or []), *(trait or [])])
    keys = {"hours": None if hours is None else read_figure(hours), "title": title}
    clients = {"name": client, "region": region}
    overrides = Overrides(traits, _given(keys), _given(clients))
    destination = _destination(save=save, output=output, format_=format_, force=force, audience=audience)
    files: list[str | None] = [*(mandates or [])]
    _check(runtime, files, overrides, destination)
    if watch:
        from fourchette.cli import watch as watching

        return watching.watch(runtime, watching.of(runtime, files, overrides, destination, day, strict=strict))
    return _quote_all(runtime, files or [None], overrides, destination, day_of(day), strict=strict)


def _given(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _destination(*, save: bool, output: Path | None, format_: str | None, force: bool, audience: str) -> Destination:
    if audience not in ("me", "client"):
        raise UsageError(say("--for is me or client, not “{value}”", value=audience))
    if output is not None and str(output) != STANDARD_OUTPUT and format_ is None:
        format_ = FORMATS.get(output.suffix.lower())
        if format_ is None:
            raise UsageError(
                say("no format goes with the name {file}", file=str(output)),
                say("allowed: {names}", names=tuple(FORMATS)),
            )
    if format_ is not None and format_ not in FORMATS.values():
        raise UsageError(
            say("there is no format {name}", name=format_), say("allowed: {names}", names=tuple(FORMATS.values()))
        )
    return Destination(save, output, format_, force, audience)


def _check(runtime: Runtime, files: Sequence[str | None], overrides: "Overrides", destination: Destination) -> None:
    if not files and not overrides:
        raise UsageError(
            say("there is no mandate to price"),
            say("name a file, or give answers: --scope content --platform instagram --volume posts=12"),
        )
    if len(files) > 1 and destination.output is not None:
        raise UsageError(say("-o writes one quote: name one mandate"))
    if [*files, str(runtime.everywhere.rules)].count("-") > 1:
        raise UsageError(say("standard input can be read once"))
    if destination.audience == "client" and destination.format == "toml":
        raise UsageError(
            say("a quote file is the seller's own: it holds everything"), say("use --for client with .json")
        )


def _quote_all(
    runtime: Runtime,
    files: Sequence[str | None],
    overrides: "Overrides",
    destination: Destination,
    day: date,
    *,
    strict: bool,
) -> int:
    """Price every mandate; a wrong one does not keep the others from being priced. The worst exit code wins."""
    code = ExitCode.DONE
    several = len(files) > 1
    for name in files:
        try:
            quote = price_mandate(runtime, name, overrides, day)
        except UserError as error:
            if not several:
                raise
            fail(error, runtime, one_line=True)
            code = max(code, error.exit_code)
            continue
        _deliver(runtime, Priced(name, quote), destination, several=several)
        if strict and any(notice.severity == "warning" for notice in quote.notices):
            code = max(code, ExitCode.REFUSED)
    return int(code)


def _deliver(runtime: Runtime, priced: Priced, destination: Destination, *, several: bool) -> None:
    """Save first, so that what is shown bears its number; then the file or the screen."""
    from fourchette.cli.delivery import as_json, as_screen, as_toml, save_in_book, tell_notices, write_file
    from fourchette.files.disk import refuse_taken

    if destination.output is not None and not destination.force:
        refuse_taken(destination.output)
    number = save_in_book(runtime, priced.quote) if destination.save else None
    as_text = {"toml": as_toml, "json": as_json}
    format_ = "json" if runtime.everywhere.json and destination.format is None else destination.format
    if format_ is None:
        text = as_screen(runtime, priced.quote, destination.audience, number)
    else:
        text = as_text[format_](runtime, priced.quote, destination.audience, number)
    if destination.output is not None and str(destination.output) != STANDARD_OUTPUT:
        write_file(runtime, destination.output, text, force=destination.force)
    else:
        runtime.print(_in_a_line(text) if several and format_ == "json" else text)
        if several and format_ is None:
            runtime.print("\n")
    if destination.audience == "client" or destination.output is not None:
        tell_notices(runtime, priced.quote, priced.name if several else None)


def _in_a_line(text: str) -> str:
    """Several envelopes: one a line."""
    import json

    return json.dumps(json.loads(text), ensure_ascii=False) + "\n"
