"""What did not apply to a price: which answer kept it from applying, and what it would really have added.

The real effect is found by pricing the mandate with the answers that the effect asks for, and no
other answer changed: the range, the discounts and the hours have their say.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal

from fourchette.core.basis.money import ONE, ZERO
from fourchette.core.basis.noun import noun
from fourchette.core.card.conditions import All, Any, Between, Condition, Equals, Fact, Facts, Includes, Not
from fourchette.core.card.rate_card import RateCard
from fourchette.core.effect.effect import Effect
from fourchette.core.effect.effect_stages import STAGES
from fourchette.core.explain.levers import NO_CHANGE, Outcome, outcome, with_answers
from fourchette.core.mandate.answers import UnsuitedMandate
from fourchette.core.price.quote import Quote, priced
from fourchette.core.price.variants import in_proportion


@noun
class Unapplied:
    """An effect that did not apply, the name whose answer kept it from it, and what it would have added.

    `answers` are those it asks for; `gain` is None where no answer of the mandate alone brings it.
    """

    effect: Effect
    because: str
    answers: dict[str, Fact]
    gain: Outcome | None


def unapplied(quote: Quote, now: Outcome) -> tuple[Unapplied, ...]:
    """Everything that did not apply to a quote's rate, in the card's order; `now` is what it comes to."""
    return tuple(_unapplied(quote, now))


def foremost(quote: Quote, found: Iterable[Unapplied]) -> tuple[Unapplied, ...]:
    """Of each answer, the one thing left out that matters most: what would raise the rate most comes first.

    Premiums that would add something, then discounts that were not given. A smaller premium or discount
    than the one that applies was not left out; the starting rate speaks of who does the work, not of the
    mandate.
    """
    charged = {step.effect.id: abs(step.effect.amount.target) for step in quote.rating.steps if step.applied}
    best: dict[str, tuple[tuple[bool, Decimal, Decimal], Unapplied]] = {}
    for each in found:
        amount = each.effect.amount.target
        if STAGES[each.effect.stage].starts or each.gain is None or abs(amount) <= charged.get(each.effect.id, ZERO):
            continue
        sign = 1 if amount > 0 else -1
        rank = (amount > 0, each.gain.rate * sign, each.gain.amount * sign)
        moves = each.gain.measure > NO_CHANGE.measure if amount > 0 else each.gain.measure < NO_CHANGE.measure
        if moves and (each.because not in best or rank > best[each.because][0]):
            best[each.because] = (rank, each)
    return tuple(each for _, each in sorted(best.values(), key=lambda ranked: ranked[0], reverse=True))


def _unapplied(quote: Quote, now: Outcome) -> Iterator[Unapplied]:
    for step in quote.rating.steps:
        if step.because is not None:
            answers = _needed(quote.card, step.effect.when, quote.facts)
            gain = None if answers is None else _gain(quote, answers, now)
            yield Unapplied(step.effect, step.because, answers or {}, gain)


def _needed(card: RateCard, condition: Condition, facts: Facts) -> dict[str, Fact] | None:
    """The answers to change for a condition to hold; None where answers alone do not make it hold."""
    met = _met(card, condition, facts)
    if not condition.holds(met):
        return None
    changed = {name: fact for name, fact in met.items() if fact != facts[name]}
    return changed if changed.keys() <= card.traits.keys() else None


def _gain(quote: Quote, answers: dict[str, Fact], now: Outcome) -> Outcome | None:
    try:
        mandate = in_proportion(quote.mandate, with_answers(quote.mandate, answers), quote.card, quote.asking)
        return outcome(priced(mandate, quote.card), mandate) - now
    except UnsuitedMandate:
        return None


def _met(card: RateCard, condition: Condition, facts: Facts) -> dict[str, Fact]:
    """The facts nearest to the present ones that satisfy each part of a condition in turn."""
    met = dict(facts)
    if condition.holds(met):
        return met
    match condition:
        case All(parts=parts):
            for part in parts:
                met = _met(card, part, met)
        case Any(parts=parts):
            met = _met(card, parts[0], met)
        case Equals(name=name, values=values):
            met[name] = _one_of(values, met[name], _choices(card, name))
        case Includes(name=name, members=members):
            met[name] = _selection(card, name, {*_members(met[name]), _first(card, name, members)})
        case Between(name=name):
            met[name] = _within(card, condition, met[name])
        case _:
            met = _avoided(card, condition, met)
    return met


def _avoided(card: RateCard, condition: Condition, facts: Facts) -> dict[str, Fact]:
    """The facts changed so that the single comparison that a condition denies no longer holds."""
    met = dict(facts)
    match condition:
        case Not(inner=Equals(name=name, values=values)):
            met[name] = next((choice for choice in _choices(card, name) if choice not in values), met[name])
        case Not(inner=Includes(name=name, members=members)):
            met[name] = _selection(card, name, {*_members(met[name])} - members)
        case Not(inner=Between(name=name, least=Decimal() as least)):
            met[name] = least - ONE
        case Not(inner=Between(name=name, most=Decimal() as most)):
            met[name] = most + ONE
    return met


def _one_of(values: Collection[Fact], fact: Fact, choices: Sequence[Fact]) -> Fact:
    """The figure nearest to a number, the lower of two as near; of other answers, the first in the card's order."""
    if isinstance(fact, Decimal):
        return min((each for each in values if isinstance(each, Decimal)), key=lambda each: (abs(each - fact), each))
    return next((choice for choice in choices if choice in values), min(values, key=str))


def _choices(card: RateCard, name: str) -> tuple[Fact, ...]:
    trait = card.traits.get(name)
    return tuple(trait.choices) if trait is not None else ()


def _members(fact: Fact) -> tuple[str, ...]:
    return fact if isinstance(fact, tuple) else ()


def _first(card: RateCard, name: str, members: frozenset[str]) -> str:
    return next(choice for choice in card.traits[name].choices if choice in members)


def _selection(card: RateCard, name: str, members: set[str]) -> tuple[str, ...]:
    return tuple(choice for choice in card.traits[name].choices if choice in members)


def _within(card: RateCard, bounds: Between, fact: Fact) -> Fact:
    """The nearest number within bounds, or the selection of the nearest count, filled up or cut in the card's order."""
    if isinstance(fact, tuple):
        count = int(_nearest(bounds, Decimal(len(fact))))
        others = [choice for choice in card.traits[bounds.name].choices if choice not in fact]
        return _selection(card, bounds.name, {*fact[:count], *others[: max(count - len(fact), 0)]})
    return _nearest(bounds, fact) if isinstance(fact, Decimal) else fact


def _nearest(bounds: Between, number: Decimal) -> Decimal:
    if bounds.least is not None and number < bounds.least:
        return bounds.least
    if bounds.below is not None and number >= bounds.below:
        return max(bounds.below - ONE, bounds.least or ZERO)
    return number if bounds.most is None else min(number, bounds.most)
