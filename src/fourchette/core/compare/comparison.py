"""Several prices side by side: the answers that differ, and the figures of each."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from fourchette.core.basis.messages import say
from fourchette.core.basis.noun import noun
from fourchette.core.basis.text import Text
from fourchette.core.card.answer_words import ABSENT, Words, answer_in_words
from fourchette.core.card.card_differences import changes
from fourchette.core.compare.movement import Unit
from fourchette.core.mandate.mandate import Mandate
from fourchette.core.price.lines import Amounts
from fourchette.core.price.quote import Quote


@noun
class Side:
    """One of the prices compared, and the name it goes by."""

    name: str
    quote: Quote


@noun
class Difference:
    """An answer that is not the same on every side; `same` says which sides have the first one's."""

    id: str
    label: Words
    answers: tuple[Words, ...]
    same: tuple[bool, ...]


@noun
class SideFigures:
    """A figure of each side: $/h, hours, an amount, a count; None where a side has none."""

    label: Words
    unit: Unit
    each: tuple[Decimal | None, ...]


def differences(sides: Sequence[Side]) -> tuple[Difference, ...]:
    """What differs between the sides: how they are framed, then each answer, in the order of the cards."""
    return tuple(found for found in (*_frames(sides), *_answers(sides)) if not all(found.same))


def _difference(name: str, label: Words, found: Sequence[tuple[object, Words]]) -> Difference:
    first = found[0][0]
    return Difference(name, label, tuple(words for _, words in found), tuple(value == first for value, _ in found))


def _frames(sides: Sequence[Side]) -> Iterator[Difference]:
    mandates = [side.quote.mandate for side in sides]
    yield _difference("card", say("Rate card"), [_card(side, sides[0]) for side in sides])
    yield _difference("region", say("Client's region"), [(m.client.region, _text(m.client.region)) for m in mandates])
    days = [side.quote.issued for side in sides]
    yield _difference("date", say("Date"), [(day, _text(day.isoformat())) for day in days])
    yield _difference("period", say("Period"), [((m.period, m.weeks), _period(m)) for m in mandates])
    stated = [(m.hours, ABSENT if m.hours is None else say("{hours:hours}", hours=m.hours)) for m in mandates]
    yield _difference("hours", say("Hours stated"), stated)
    yield _difference("rate", say("Rate stated"), [_figure(m.rate, "rate") for m in mandates])
    yield _difference("price", say("Price stated"), [_figure(m.price, "money") for m in mandates])
    yield _difference("adjustments", say("Adjustments"), [(m.adjustments, _labels(m)) for m in mandates])
    rates = [None if m.exchange is None else m.exchange.rate for m in mandates]
    yield _difference("exchange", say("Exchange rate"), [_figure(rate, "count") for rate in rates])
    value = [(m.value, say("no") if m.value is None else say("yes")) for m in mandates]
    yield _difference("value", say("Value case"), value)


def _card(side: Side, first: Side) -> tuple[object, Words]:
    """A side's card: whether it says what the first one does, and its name."""
    card, other = side.quote.card, first.quote.card
    same = not changes(other, card)
    if same or card.name != other.name:
        return same, _text(card.name)
    return same, say("{name}, changed", name=card.name)


def _text(text: str | None) -> Words:
    return ABSENT if text is None else Text(text, text)


def _figure(figure: Decimal | None, unit: Unit) -> tuple[Decimal | None, Words]:
    words = {"rate": say("{figure:rate}", figure=figure), "money": say("{figure:price}", figure=figure)}
    return figure, ABSENT if figure is None else words.get(unit, say("{figure:count}", figure=figure))


def _labels(mandate: Mandate) -> Words:
    labels = tuple(each.label for each in mandate.adjustments)
    return say("{labels:list}", labels=labels) if labels else ABSENT


def _period(mandate: Mandate) -> Words:
    if mandate.weeks is None:
        return say("by the month")
    return say("a project of {weeks:count} weeks", weeks=mandate.weeks)


def _answers(sides: Sequence[Side]) -> Iterator[Difference]:
    for name in dict.fromkeys(name for side in sides for name in side.quote.card.traits):
        found = [(side.quote.card.traits.get(name), side.quote.facts.get(name)) for side in sides]
        label = next(trait.label for trait, _ in found if trait is not None)
        yield _difference(name, label, [(fact, answer_in_words(trait, fact)) for trait, fact in found])


def side_figures(sides: Sequence[Side]) -> tuple[SideFigures, ...]:
    """The rate, the hours and the amounts of each side, without what none of them has."""
    quotes = [side.quote for side in sides]
    by_card = [quote.by_card for quote in quotes]
    rows: list[tuple[Words, Unit, list[Decimal | None]]] = [
        (say("Rate"), "rate", [quote.rating.rate.target for quote in quotes]),
        (say("Rate, by the card"), "rate", [None if own is None else own.rating.rate.target for own in by_card]),
        (say("An hour, as stated"), "rate", [quote.effective_rate for quote in quotes]),
        (say("Hours each month"), "hours", [quote.workload.band("month").target or None for quote in quotes]),
        (say("Hours, once"), "hours", [quote.workload.band("once").target or None for quote in quotes]),
        (say("Each month, before tax"), "money", [quote.subtotal("month") for quote in quotes]),
        (say("Each month, by the card"), "money", [None if own is None else own.subtotal("month") for own in by_card]),
        (say("Monthly total"), "money", [_total(quote.monthly) for quote in quotes]),
        (say("Once, before tax"), "money", [quote.subtotal("once") for quote in quotes]),
        (say("Months"), "count", [quote.months if quote.monthly is not None else None for quote in quotes]),
        (say("Total with taxes"), "money", [quote.total for quote in quotes]),
        (say("People"), "count", [Decimal(quote.feasibility.people) for quote in quotes]),
    ]
    return tuple(SideFigures(label, unit, tuple(each)) for label, unit, each in rows if any(each))


def _total(amounts: Amounts | None) -> Decimal | None:
    return None if amounts is None else amounts.total
