"""What the months that have answers of their own bring the client, beside the others."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from fourchette.core.basis.messages import say
from fourchette.core.basis.money import ONE
from fourchette.core.card.clauses import Speak
from fourchette.core.mandate.mandate import Season
from fourchette.core.offer.bought import bought
from fourchette.core.price.quote import Quote, price_under

SeasonQuote = tuple[Season, Quote]


def season_quotes(quote: Quote) -> tuple[SeasonQuote, ...]:
    """Each season, and what one of its months would be priced at if they all were alike."""
    mandate = replace(quote.mandate, price=None, adjustments=())
    return tuple(
        (each, price_under(quote.ruling, mandate.in_season(each), quote.card, on=quote.issued, profile=quote.profile))
        for each in quote.mandate.seasons
    )


def season_sentences(quote: Quote, seasons: Sequence[SeasonQuote], speak: Speak) -> Iterator[str]:
    """A sentence for each season: what is bought in its months and not, or not as much, in the others."""
    usual = {each.sentence for each in bought(quote, speak)} if seasons else set()
    for season, its_quote in seasons:
        own = tuple(each.sentence for each in bought(its_quote, speak) if each.sentence not in usual)
        if own:
            months = {"season": season.label, "months": season.months, "own": own}
            once = say("{season} (one month): {own:list}", **months)
            yield speak(once if season.months == ONE else say("{season} ({months:count} months): {own:list}", **months))
