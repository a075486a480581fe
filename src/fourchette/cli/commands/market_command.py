"""`fourchette market`: where her card stands beside published packages, and the nearest to a mandate."""

from pathlib import Path
from typing import Annotated

from fourchette.cli import options, pricing
from fourchette.cli.clock import day_of
from fourchette.cli.out import delivery
from fourchette.cli.said_options import taking_said
from fourchette.cli.shell.parameters import option, switch
from fourchette.cli.shell.runtime import Runtime
from fourchette.core.compare import market as markets
from fourchette.core.price import converted_card
from fourchette.files.card import market_file
from fourchette.files.mandate import mandate_file
from fourchette.render import json as envelopes
from fourchette.render.desk import market_picture, market_screen
from fourchette.render.screen import grid_drawing

NEAREST = 5


@taking_said
def market(
    runtime: Runtime,
    subject: options.OptionalSubject = None,
    *,
    table: Annotated[
        Path | None, option("FILE", "Your own packages, beside or over the shipped ones.", "--market")
    ] = None,
    everything: Annotated[bool, switch("--all", "Show every package.")] = False,
    output: options.PictureOption = None,
    said: "mandate_file.Overrides",
    force: options.ForceOption = False,
    day: options.DayOption = None,
) -> None:
    """Stand beside the market."""
    delivery.refuse_output(output, force=force)
    sheet = _sheet(runtime, market_file.load_market(table, runtime.home.market), subject, said, day)
    speech = runtime.speech_in(sheet.card.currency)
    views = delivery.Views(
        lambda: envelopes.envelope(market_screen.MARKET_SCHEMA, market_screen.market_record(sheet, speech), [], []),
        lambda: grid_drawing.render_grids(
            market_screen.market_grids(sheet, speech, in_full=everything), runtime.screen
        ),
        lambda: market_picture.market_svg(sheet, speech),
    )
    delivery.show(runtime, views, output, force=force)


def _sheet(
    runtime: Runtime,
    table: "markets.MarketTable",
    subject: str | None,
    said: "mandate_file.Overrides",
    day: str | None,
) -> "market_screen.MarketSheet":
    given = subject is not None or said
    quote = pricing.price_said(runtime, subject, said, day_of(day))[0] if given else None
    card = runtime.card.card if quote is None else converted_card.home_of(quote.card)
    usual = runtime.usual.traits
    every = tuple(markets.market_prices(table, market_file.card_chooser(table, card), usual))
    found = tuple(each for each in every if isinstance(each, markets.MarketPrice))
    own = None if quote is None else markets.monthly_asked(card, quote.mandate)
    near = () if own is None else markets.nearest_packages(own, found, card, usual, NEAREST)
    return market_screen.MarketSheet(
        table=table,
        card=card,
        found=found,
        unasked=tuple(each for each in every if isinstance(each, markets.Unasked)),
        groups=() if table.near is None else tuple(markets.market_groups(found, table.near)),
        nearest=near,
        own=own,
        by_card=None if quote is None or quote.by_card is None else markets.monthly_asked(card, quote.mandate.by_card),
        name="" if quote is None else quote.mandate.title or (subject or ""),
    )
