"""What a client may read of a price, or of its change: made from the offers, with no place for anything internal."""

from collections.abc import Iterator
from datetime import date

from fourchette.core.basis.noun import noun
from fourchette.core.card.clauses import Speak
from fourchette.core.offer.offer import Offer
from fourchette.core.offer.offer_contrasts import Contrast, contrasts
from fourchette.core.offer.offer_making import offer_of
from fourchette.core.offer.one_fee import as_client_reads
from fourchette.core.price.quote import Quote


@noun(kw_only=True)
class Letter:
    """An offer and why it is priced so; of a change, what was offered `before`, and the day `since` which it holds.

    `changes` are what both promise otherwise, `added` and `removed` the sentences of what is included.
    `reasons` are sentences meant for the client: the card's own words for her, or the seller's.
    """

    offer: Offer
    reasons: tuple[str, ...]
    before: Offer | None = None
    since: date | None = None
    changes: tuple[Contrast, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def letter_of_price(quote: Quote, reasons: tuple[str, ...], speak: Speak) -> Letter:
    """Why a price is what it is."""
    return Letter(offer=_read(quote, speak), reasons=reasons)


def letter_of_change(old: Quote, new: Quote, since: date, reasons: tuple[str, ...], speak: Speak) -> Letter:
    """What changes from a price to another, both as their client reads them, in the words of one language."""
    before, after = _read(old, speak), _read(new, speak)
    return Letter(
        offer=after,
        before=before,
        since=since,
        reasons=reasons,
        changes=contrasts((before.deliverables, after.deliverables)),
        added=tuple(_beside(after.included, before.included)),
        removed=tuple(_beside(before.included, after.included)),
    )


def _read(quote: Quote, speak: Speak) -> Offer:
    return as_client_reads(offer_of(quote, speak), speak)


def _beside(some: tuple[str, ...], others: tuple[str, ...]) -> Iterator[str]:
    return (sentence for sentence in some if sentence not in others)
