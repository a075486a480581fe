"""Several offers side by side: what differs between them, thing by thing, and what they have in common."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from fourchette.core.basis.noun import noun
from fourchette.core.offer.deliverables import Deliverable

Promises = Sequence[Deliverable]


@noun
class Contrast:
    """One thing that differs: what each offer has of it (None for nothing of it).

    `member` names one choice of a trait that may have many: an offer has it or not.
    """

    label: str
    cells: tuple[Deliverable | None, ...]
    member: str | None = None


def contrasts(offers: Sequence[Promises]) -> tuple[Contrast, ...]:
    """What differs between offers, in the order that they promise it."""
    return tuple(contrast for each in _in_order(offers) for contrast in _differing(_across(each, offers)))


def shared(offers: Sequence[Promises]) -> tuple[Deliverable, ...]:
    """What every offer promises alike; of a trait that may have many choices, those that all have."""
    found = (_common(_across(each, offers)) for each in _in_order(offers))
    return tuple(promise for promise in found if promise is not None)


def in_each(offers: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The sentences that every offer has, as they stand in the first."""
    return tuple(words for words in offers[0] if all(words in others for others in offers))


def _in_order(offers: Iterable[Promises]) -> tuple[str, ...]:
    """What the offers promise, by id; what only later ones have stands after what it follows there."""
    order: list[str] = []
    for promises in offers:
        place = 0
        for promise in promises:
            if promise.id not in order:
                order.insert(place, promise.id)
            place = order.index(promise.id) + 1
    return tuple(order)


def _across(id_: str, offers: Iterable[Promises]) -> tuple[Deliverable | None, ...]:
    return tuple(next((promise for promise in promises if promise.id == id_), None) for promises in offers)


def _differing(cells: tuple[Deliverable | None, ...]) -> Iterator[Contrast]:
    first = next(cell for cell in cells if cell is not None)
    if not first.several:
        if len(set(cells)) > 1:
            yield Contrast(first.label, cells)
        return
    for member in dict.fromkeys(choice for cell in cells if cell is not None for choice in cell.choices):
        having = tuple(cell if cell is not None and member in cell.choices else None for cell in cells)
        if None in having:
            yield Contrast(first.label, having, member)


def _common(cells: tuple[Deliverable | None, ...]) -> Deliverable | None:
    first, *others = cells
    if first is None or None in others:
        return None
    if not first.several:
        return first if len(set(cells)) == 1 else None
    choices = tuple(choice for choice in first.choices if all(o is not None and choice in o.choices for o in others))
    return replace(first, choices=choices) if choices else None
