"""What work beyond the promised volumes costs: one more unit of each, from the quote's own minutes and rates."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from fourchette.core.basis.money import HUNDRED, ONE, ZERO, to_cent
from fourchette.core.basis.noun import noun
from fourchette.core.basis.text import Text
from fourchette.core.card.rate_card import RateCard
from fourchette.core.card.volumes import number_in, with_volumes
from fourchette.core.price.quote import Quote, months_of_work
from fourchette.core.price.rating import lane_rate
from fourchette.core.price.workload import estimate


@noun
class Extra:
    """So many more units (`by`) of a promised volume, and their price before tax."""

    id: str
    label: Text
    by: Decimal
    price: Decimal


def extras(quote: Quote) -> tuple[Extra, ...]:
    """The price of one more of each volume that the mandate promises and the card sells by the unit.

    None where the seller states no price for overage, nor where the mandate states its own hours.
    """
    percent = quote.profile.terms.overage
    if percent is None or quote.workload.stated:
        return ()
    return tuple(_extras(quote, _share(quote, percent)))


def hour_beyond(quote: Quote) -> Decimal | None:
    """The price of an hour beyond what is included, at the quote's rate; None where the seller states none.

    At a stated price, an hour beyond is asked what one of those included comes to.
    """
    percent = quote.profile.terms.overage
    return None if percent is None else to_cent(quote.hour_asked * (ONE + percent / HUNDRED))


def _share(quote: Quote, percent: Decimal) -> Decimal:
    """What work beyond is asked, over what the card asks for it: so many percent more, and as a stated price is."""
    return (ONE + percent / HUNDRED) * quote.share_of_card


def _extras(quote: Quote, factor: Decimal) -> Iterator[Extra]:
    before = _cost(quote, ZERO, "")
    for name, trait in quote.card.traits.items():
        promised = quote.facts[name]
        if trait.overage and isinstance(promised, Decimal) and promised:
            price = to_cent((_cost(quote, trait.overage, name) - before) * factor)
            if price:
                yield Extra(name, trait.label, trait.overage, price)


def _cost(quote: Quote, more: Decimal, name: str) -> Decimal:
    """The unrounded price of the work that depends on volumes, with so many more of one of them."""
    card, months = _by_volume(quote.card), months_of_work(quote.mandate, quote.card)
    answers = dict(quote.answers.facts)
    said = quote.answers.said
    if name:
        answers[name] = number_in(quote.facts, name) + more
        said = said | {name}
    facts = with_volumes(card, answers, said, months)
    cost = ZERO
    for task in estimate(card, quote.mandate, facts, months).tasks:
        rate = lane_rate(quote.rating, task.lane, discounts=card.lanes[task.lane].discounts).target
        cost += task.hours * rate
    return cost


@lru_cache(maxsize=16)
def _by_volume(card: RateCard) -> RateCard:
    """The card without what is fixed a month, nor the least that a month comes to: one more unit brings neither."""
    return replace(
        card,
        tasks={name: task for name, task in card.tasks.items() if task.each},
        overheads={name: overhead for name, overhead in card.overheads.items() if overhead.up_to is None},
    )


@noun
class AskedOnce:
    """So much more of a volume, once: how many units of sale, at their price before tax."""

    id: str
    label: Text
    more: Decimal
    quantity: Decimal
    price: Decimal

    @property
    def amount(self) -> Decimal:
        """What it comes to before tax."""
        return to_cent(self.quantity * self.price)


def asked_once(quote: Quote, more: Mapping[str, Decimal]) -> Iterator[AskedOnce]:
    """What is asked beyond the quote, at its own terms: as its document sells more, else by the hours that it takes."""
    percent = quote.profile.terms.overage
    sold, factor = {extra.id: extra for extra in extras(quote)}, _share(quote, percent or ZERO)
    before = _cost(quote, ZERO, "")
    for name, count in more.items():
        label = quote.card.traits[name].label
        if name in sold:
            by = sold[name].by
            yield AskedOnce(name, label, count, count // by + (ONE if count % by else ZERO), sold[name].price)
        else:
            yield AskedOnce(name, label, count, ONE, to_cent((_cost(quote, count, name) - before) * factor))
