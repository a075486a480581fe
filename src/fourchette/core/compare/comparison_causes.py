"""The difference between two prices by cause: each changed answer, the card, the taxes; it adds up to the cent.

One thing is changed at a time, from the first quote to the second, and each change is owed what it
moved the price by, before tax. Where a change alone makes no mandate that can be priced, it is counted
with the next. Taxes come last: what they follow of those changes, then what moved them by themselves.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.money import ZERO
from fourchette.core.basis.noun import noun
from fourchette.core.card.answer_words import answer_in_words
from fourchette.core.card.rate_card import RateCard
from fourchette.core.mandate.answers import UnsuitedMandate
from fourchette.core.mandate.mandate import Mandate
from fourchette.core.price.lines import Amounts
from fourchette.core.price.quote import Quote, priced
from fourchette.core.price.taxes import TaxRuling

# What a raise states.
RAISED = ("rate", "price", "adjustments")
FRAME = ("period", "weeks", "hours", "value", "exchange", "rate", "price", "adjustments")


@noun
class Cause:
    """One change, and what it moved the price by, over the whole mandate; taxes apart."""

    label: Message
    amount: Decimal


def causes(before: Quote, after: Quote) -> tuple[Cause, ...]:
    """What makes up the difference of two quotes' totals, in the order of the card's traits."""
    return (*_moved(before, after), *_taxes(before, after))


def _moved(before: Quote, after: Quote) -> Iterator[Cause]:
    """Each change and what it moved, in turn; one that could not be priced alone waits for the next."""
    price_now = before.whole_price
    waiting: list[Message] = []
    for label, mandate, card in _path(before, after):
        waiting.append(label)
        try:
            moved = priced(mandate, card).whole_price - price_now
        except UnsuitedMandate:
            continue
        if moved:
            yield Cause(_joined(waiting), moved)
        price_now += moved
        waiting = []


def _joined(labels: list[Message]) -> Message:
    return say("{changes:list}", changes=tuple(labels))


def _path(before: Quote, after: Quote) -> Iterator[tuple[Message, Mandate, RateCard]]:
    """The mandates on the way: one answer after the other, then the frame, then the card."""
    old, new = before.mandate, after.mandate
    traits = dict(old.traits)
    for name in dict.fromkeys((*before.card.traits, *after.card.traits)):
        if old.traits.get(name) == new.traits.get(name):
            continue
        if name in new.traits:
            traits[name] = new.traits[name]
        else:
            traits.pop(name, None)
        yield _answer_label(before, after, name), replace(old, traits=dict(traits)), before.card
    mandate = replace(old, traits=dict(traits))
    raised = new.raised if new.raised != old.raised else None
    if raised is not None:
        stated = {key: getattr(new, key) for key in RAISED}
        mandate = replace(mandate, raised=raised, **stated)
        words = say("raised by {percent:percent}", percent=raised.percent)
        yield say("{change}: {why}", change=words, why=raised.why) if raised.why else words, mandate, before.card
    for key in FRAME:
        if getattr(mandate, key) != getattr(new, key):
            mandate = replace(mandate, **{key: getattr(new, key)})
            yield FRAME_WORDS[key], mandate, before.card
    yield say("the rate card"), new, after.card


FRAME_WORDS = {
    "period": say("how it is billed in time"),
    "weeks": say("the weeks"),
    "hours": say("the hours stated"),
    "value": say("the value case"),
    "exchange": say("the exchange rate"),
    "rate": say("the rate stated"),
    "price": say("the price stated"),
    "adjustments": say("the adjustments"),
}


def _answer_label(before: Quote, after: Quote, name: str) -> Message:
    """A changed answer; what was not said is the answer that counted for it."""
    sides = [(quote.card.traits.get(name), quote.facts.get(name)) for quote in (before, after)]
    was, now = (answer_in_words(trait, fact) for trait, fact in sides)
    named = next(trait for trait, _ in sides if trait is not None)
    return say("{trait}: {before} → {after}", trait=named.label, before=was, after=now)


def _taxes(before: Quote, after: Quote) -> Iterator[Cause]:
    """What the taxes follow of the other changes, as they were ruled; then what rules them otherwise."""
    followed = _due(after, before.ruling) - _due(before, before.ruling)
    if followed:
        yield Cause(say("taxes"), followed)
    ruled = _due(after, after.ruling) - _due(after, before.ruling)
    if ruled:
        yield Cause(_joined(list(_rulings(before, after)) or [say("taxes, by another table")]), ruled)


def _due(quote: Quote, ruling: TaxRuling) -> Decimal:
    """The taxes of a whole mandate, under a ruling."""
    first = sum((phase.months for phase in quote.phases), ZERO)
    phases = sum((_on(phase.amounts, ruling) * phase.months for phase in quote.phases), ZERO)
    return _on(quote.monthly, ruling) * (quote.months - first) + phases + _on(quote.once, ruling)


def _on(amounts: Amounts | None, ruling: TaxRuling) -> Decimal:
    return sum((tax.amount for tax in ruling.on(amounts.subtotal.target)), ZERO) if amounts is not None else ZERO


def _rulings(before: Quote, after: Quote) -> Iterator[Message]:
    """What differs of all that taxes are ruled by."""
    old, new = before.profile, after.profile
    regions = before.mandate.client.region or "—", after.mandate.client.region or "—"
    if regions[0] != regions[1]:
        yield say("taxes, by the client's region: {before} → {after}", before=regions[0], after=regions[1])
    if old.registered != new.registered:
        yield say("taxes, as you are now registered") if new.registered else say("taxes, as you are not registered")
    if old.region != new.region:
        yield say("taxes, by your own region: {before} → {after}", before=old.region or "—", after=new.region or "—")
    if _another_table(before, after):
        yield say("taxes, by another table")
    elif before.issued != after.issued:
        days = {"before": before.issued.isoformat(), "after": after.issued.isoformat()}
        yield say("taxes, by the date: {before} → {after}", **days)


def _another_table(before: Quote, after: Quote) -> bool:
    """Whether a tax of one side, by its own dates, was due on the day of the other, where it is another rate."""
    other = {tax.id: tax for tax in before.ruling.taxes}
    return before.mandate.client.region == after.mandate.client.region and any(
        tax.rate != other[tax.id].rate and (tax.in_force(before.issued) and other[tax.id].in_force(after.issued))
        for tax in after.ruling.taxes
        if tax.id in other
    )
