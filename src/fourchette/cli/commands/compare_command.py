"""`fourchette compare`: prices side by side, and why they differ."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fourchette.cli.clock import day_of
from fourchette.cli.options import DayOption
from fourchette.cli.shell.help import mark
from fourchette.cli.shell.runtime import Runtime
from fourchette.core.basis.messages import say
from fourchette.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from fourchette.core.compare.comparison import Side
    from fourchette.core.price.quote import Quote

_SCHEMA = "fourchette/compare/1"


def compare(
    context: typer.Context,
    names: Annotated[
        list[str], typer.Argument(metavar="A [B...]", help=mark("Quotes by their numbers, or mandate files."))
    ],
    card: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help=mark("The one mandate or quote under this rate card too (repeat for more).")),
    ] = None,
    packages: Annotated[
        bool, typer.Option("--packages", help=mark("The one mandate or quote in the packages it can be offered in."))
    ] = False,
    day: DayOption = None,
) -> int:
    """Put prices side by side."""
    from fourchette.cli.pricing import price_named
    from fourchette.core.compare.comparison import Side
    from fourchette.render.why.comparison_screen import comparison_grids, comparison_record

    runtime: Runtime = context.obj
    _check(names, several_ways=bool(card) or packages)
    today = day_of(day)
    sides = [Side(name, price_named(runtime, name, today)) for name in names]
    sides += _under(runtime, sides[0], card or [])
    if packages:
        sides += _offered(runtime, sides[0])
    _check_currency([side.quote for side in sides])
    speech = runtime.speech_in(sides[0].quote.card.currency)
    if runtime.everywhere.json:
        runtime.print_json(_SCHEMA, comparison_record(sides, speech))
    else:
        runtime.print_grids(comparison_grids(sides, speech, runtime.screen.columns))
    return ExitCode.DONE


def _check(names: list[str], *, several_ways: bool) -> None:
    if several_ways and len(names) > 1:
        raise UsageError(say("--card and --packages are for one mandate or quote: name only one"))
    if not several_ways and len(names) == 1:
        remedy = say("name another mandate or quote, a rate card (--card FILE), or --packages")
        raise UsageError(say("there is nothing to compare {name} with", name=names[0]), remedy)
    if names.count("-") > 1:
        raise UsageError(say("standard input can be read once"))


def _under(runtime: Runtime, side: "Side", cards: list[Path]) -> "Iterator[Side]":
    """The same mandate, day and seller under other cards; raises WrongFile where one cannot price it."""
    from fourchette.core.compare.comparison import Side
    from fourchette.core.mandate.answers import UnsuitedMandate
    from fourchette.core.price.quote import price
    from fourchette.files.card.card_file import load_card
    from fourchette.files.shipped.tax_tables import load_taxes
    from fourchette.files.toml.wrong_file import Located, WrongFile

    quote = side.quote
    for path in cards:
        card = load_card(path).card
        try:
            again = price(quote.mandate, card, load_taxes(runtime.home.taxes), on=quote.issued, profile=quote.profile)
        except UnsuitedMandate as error:
            raise WrongFile(f"{side.name} ({path})", [Located(problem) for problem in error.problems]) from error
        yield Side(str(path), again)


def _offered(runtime: Runtime, side: "Side") -> "Iterator[Side]":
    """The packages that a mandate can be offered in, by their labels."""
    from fourchette.cli.pricing import packages_for
    from fourchette.core.compare.comparison import Side

    for package in packages_for(runtime, side.quote).offered:
        yield Side(runtime.speech.text(package.label), package.quote)


def _check_currency(quotes: "list[Quote]") -> None:
    one = quotes[0].card.currency
    other = next((quote.card.currency for quote in quotes if quote.card.currency != one), one)
    if other != one:
        raise UsageError(say("they are in {one} and {other}, and cannot be compared", one=one, other=other))


def show_causes(runtime: Runtime, old: "Quote", new: "Quote", names: tuple[str, str]) -> None:
    """Say why a price became another."""
    from fourchette.render.why.comparison_screen import cause_grid, cause_record

    speech = runtime.speech_in(new.card.currency)
    if runtime.everywhere.json:
        runtime.print_json(_SCHEMA, cause_record(old, new, speech))
    else:
        runtime.print_grids([cause_grid(old, new, names, speech)])
