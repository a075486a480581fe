"""The difference between two prices by cause: each changed answer, the card, the taxes; it adds up to the cent.

One thing is changed at a time, from the first quote to the second, and each change is owed what it
moved the price by. Where a change alone makes no mandate that can be priced, it is counted with the next.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from fourchette.core.answers import UnsuitedMandate
from fourchette.core.impact import whole_price
from fourchette.core.mandate import Mandate
from fourchette.core.messages import Message, say
from fourchette.core.quote import Quote, price
from fourchette.core.taxes import TaxTable

NO_TAXES = TaxTable()
FRAME = ("period", "weeks", "hours", "value")


@dataclass(frozen=True, slots=True)
class Cause:
    """One change, and what it moved the price by, over the whole mandate; taxes apart."""

    label: Message
    amount: Decimal


def causes(before: Quote, after: Quote) -> tuple[Cause, ...]:
    """What makes up the difference of two quotes' totals, in the order of the card's traits."""
    found = tuple(_moved(before, after))
    untaxed = whole_price(after) - whole_price(before)
    taxes = (after.total - before.total) - untaxed
    return (*found, Cause(say("taxes"), taxes)) if taxes else found


def _moved(before: Quote, after: Quote) -> Iterator[Cause]:
    """Each change and what it moved, in turn; one that could not be priced alone waits for the next."""
    price_now = whole_price(before)
    waiting: list[Message] = []
    for label, mandate, card in _path(before, after):
        waiting.append(label)
        try:
            quote = price(mandate, card, NO_TAXES, on=after.issued, profile=after.profile)
        except UnsuitedMandate:
            continue
        moved = whole_price(quote) - price_now
        if moved:
            yield Cause(_joined(waiting), moved)
        price_now += moved
        waiting = []


def _joined(labels: list[Message]) -> Message:
    return labels[0] if len(labels) == 1 else say("{changes:list}", changes=tuple(labels))


def _path(before: Quote, after: Quote) -> Iterator[tuple[Message, Mandate, Any]]:
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
    for key in FRAME:
        if getattr(old, key) != getattr(new, key):
            mandate = replace(mandate, **{key: getattr(new, key)})
            yield FRAME_WORDS[key], mandate, before.card
    yield say("the rate card"), new, after.card


FRAME_WORDS = {
    "period": say("how it is billed in time"),
    "weeks": say("the weeks"),
    "hours": say("the hours stated"),
    "value": say("the value case"),
}


def _answer_label(before: Quote, after: Quote, name: str) -> Message:
    trait = before.card.traits.get(name) or after.card.traits[name]
    return say(
        "{trait}: {before} → {after}",
        trait=trait.label,
        before=_said(before.mandate.traits.get(name)),
        after=_said(after.mandate.traits.get(name)),
    )


def _said(raw: object) -> str:
    if raw is None:
        return "—"
    return ", ".join(map(str, raw)) if isinstance(raw, list | tuple) else str(raw)
