"""One fee for what is billed in each period, where the client reads no lines."""

from collections.abc import Iterator
from dataclasses import replace

from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.money import ZERO
from fourchette.core.card.clauses import Speak
from fourchette.core.card.rate_card import Frequency
from fourchette.core.offer.offer import Offer, OfferLine

ONE_FEE = "fee"


def as_client_reads(offer: Offer, speak: Speak) -> Offer:
    """The offer with one fee a period in place of its lines, and so each of its packages, unless it shows them."""
    if offer.shows_lines:
        return offer
    packages = (replace(each, offer=as_client_reads(each.offer, speak)) for each in offer.packages)
    return replace(offer, lines=tuple(_fees(offer, speak)), packages=tuple(packages))


def with_lines(offer: Offer) -> Offer:
    """The offer with the lines of its price, and so each of its packages."""
    packages = tuple(replace(each, offer=with_lines(each.offer)) for each in offer.packages)
    return replace(offer, shows_lines=True, packages=packages)


def _fees(offer: Offer, speak: Speak) -> Iterator[OfferLine]:
    periods: tuple[Frequency, ...] = ("month", "once")
    for period in periods:
        lines = [line for line in offer.lines if line.period == period]
        worked = [line for line in lines if not line.is_adjustment]
        if worked:
            amount = sum((line.amount for line in worked), ZERO)
            yield OfferLine(id=ONE_FEE, label=speak(_name(offer, period)), period=period, amount=amount)
        yield from (line for line in lines if line.is_adjustment)


def _name(offer: Offer, period: Frequency) -> Message:
    if period == "month":
        return say("Monthly fee")
    return say("One-time fees") if offer.weeks is None else say("Project fee")
