"""The levers of a mandate: each answer's next step up and down, and exactly what the price would be then.

Which of two choices is the dearer is never read off their names or their order: each is priced.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from fourchette.core.basis.money import ONE, ZERO, down_to_step, up_to_whole
from fourchette.core.basis.noun import noun
from fourchette.core.card.card_walk import conditions_of_work
from fourchette.core.card.cases import comparisons_on
from fourchette.core.card.conditions import Between, Comparison, Equals, Fact, Facts
from fourchette.core.card.rate_card import RateCard, Trait
from fourchette.core.effect.card_effects import effects_of
from fourchette.core.mandate.answers import UnsuitedMandate
from fourchette.core.mandate.left_out import narrowed
from fourchette.core.mandate.mandate import Mandate
from fourchette.core.price.quote import Priced, priced
from fourchette.core.price.variants import in_proportion

_QUARTER = Decimal(4)
ROUND_FIGURES = (Decimal(5), Decimal(2), ONE)
# Where there is nothing yet, a first amount of money is a round one: nobody spends 1 $ on ads.
FIRST_AMOUNT = Decimal(100)


@noun
class LeverChange:
    """One answer changed: what a trait's answer is now (said, by default or derived), and what it would be."""

    trait: str
    before: Fact
    after: Fact

    def applied_to(self, mandate: Mandate, card: RateCard) -> Mandate:
        """The mandate with the changed answer, without what leaves with it, everything else as it was."""
        return narrowed(card, mandate, {self.trait: self.after})[0]


@noun
class Outcome:
    """What a mandate comes to, before tax, in the card's currency.

    `hours` and `amount` are those of its main period: a month, or the project; `once_hours` are those of
    what is done once beside a month. `total` is for all its months, with what is billed once; `rate` is
    the hourly rate asked.
    """

    amount: Decimal
    total: Decimal
    rate: Decimal
    hours: Decimal
    once_hours: Decimal = ZERO

    def __sub__(self, other: "Outcome") -> "Outcome":
        return Outcome(*(mine - theirs for mine, theirs in zip(self.measure, other.measure, strict=True)))

    @property
    def measure(self) -> tuple[Decimal, ...]:
        """What makes one outcome dearer than another: the month first."""
        return self.amount, self.total, self.rate, self.hours, self.once_hours


NO_CHANGE = Outcome(ZERO, ZERO, ZERO, ZERO)


@noun
class Lever:
    """A change of one answer, and what the mandate comes to before and after it."""

    change: LeverChange
    before: Outcome
    after: Outcome

    @property
    def effect(self) -> Outcome:
        """What the change adds; below zero, what it takes off."""
        return self.after - self.before


def levers(mandate: Mandate, card: RateCard) -> tuple[Lever, ...]:
    """The levers of a mandate, those that move the month (or the project) most first.

    What moves nothing is no lever, and a change that cannot be priced is left out. Raises
    UnsuitedMandate when the mandate itself cannot be priced.
    """
    found = priced(mandate, card)
    now = outcome(found, mandate)
    pulled = (lever for name in card.traits for lever in _of_trait(card, mandate, found.work.facts, name, now))
    return tuple(sorted(pulled, key=_weight, reverse=True))


def _weight(lever: Lever) -> tuple[Decimal, ...]:
    """What sorts levers; a stable sort leaves equal ones in the card's order."""
    return tuple(map(abs, lever.effect.measure))


def outcome(found: Priced, mandate: Mandate) -> Outcome:
    """What a priced mandate comes to."""
    period, workload = mandate.main_period, found.work.workload
    return Outcome(
        amount=found.subtotal(period),
        total=found.whole_price,
        rate=found.rating.rate.target,
        hours=workload.band(period).target,
        once_hours=ZERO if mandate.is_project else workload.band("once").target,
    )


def with_answers(mandate: Mandate, answers: Facts) -> Mandate:
    """The mandate with some answers changed, everything else as it was."""
    return replace(mandate, traits={**mandate.traits, **answers})


def pull(mandate: Mandate, card: RateCard, change: LeverChange, before: Outcome) -> Lever | None:
    """The lever of one change; None where the changed mandate cannot be priced."""
    try:
        changed = in_proportion(mandate, change.applied_to(mandate, card), card)
        return Lever(change, before, outcome(priced(changed, card), changed))
    except UnsuitedMandate:
        return None


def _of_trait(card: RateCard, mandate: Mandate, facts: Facts, name: str, now: Outcome) -> Iterator[Lever]:
    """The levers of one answer. Of the choices that exclude one another: the next dearer and the next cheaper."""
    changes = (LeverChange(name, facts[name], after) for after in next_answers(card, facts, name))
    found = (pull(mandate, card, change, now) for change in changes)
    moving = [lever for lever in found if lever is not None and lever.after != now]
    if card.traits[name].kind != "one":
        yield from moving
        return
    dearer = [lever for lever in moving if lever.after.measure > now.measure]
    cheaper = [lever for lever in moving if lever.after.measure < now.measure]
    if dearer:
        yield min(dearer, key=lambda lever: lever.after.measure)
    if cheaper:
        yield max(cheaper, key=lambda lever: lever.after.measure)


def next_answers(card: RateCard, facts: Facts, name: str) -> tuple[Fact, ...]:
    """The answers one step away from a trait's present one, in the card's order; `facts` has the present ones.

    Every other choice, where one excludes the others; with each missing member or without each present
    one, where there are several; the next number up and the next down; the other of yes and no.
    """
    trait, fact = card.traits[name], facts[name]
    match fact:
        case bool():
            return (not fact,)
        case str():
            return tuple(choice for choice in trait.choices if choice != fact)
        case tuple():
            return tuple(_selections(trait, fact))
        case _:
            return tuple(_numbers(trait, fact, thresholds(card).get(name, ())))


def _selections(trait: Trait, chosen: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The selections that differ by one member, in the card's order."""
    for choice in trait.choices:
        members = {*chosen} ^ {choice}
        if members or trait.default is not None:
            yield tuple(member for member in trait.choices if member in members)


def _numbers(trait: Trait, number: Decimal, starts: Iterable[Decimal]) -> Iterator[Decimal]:
    """The next number down, then the next up: across a threshold where one is near, else a round step away."""
    step = _stride(trait, number)
    above = min((start for start in starts if start > number), default=None)
    reached = max((start for start in starts if start <= number), default=None)
    down, up = number - step, number + step
    if reached is not None and reached - ONE >= number / 2:
        down = reached - ONE
    if above is not None and (above <= number * 2 or not number):
        up = max(above, step)
    if not trait.decimals:
        # A derived number may have decimals that an answer may not.
        down, up = up_to_whole(down), down_to_step(up, ONE)
    most = max(up, down) if trait.most is None else trait.most
    down, up = min(max(down, trait.least), most), min(up, most)
    if down < number:
        yield down
    if up > number:
        yield up


def _stride(trait: Trait, number: Decimal) -> Decimal:
    """A round figure of at most a quarter of the number: 8 posts go by 2, 400 messages by 100."""
    if not number:
        return FIRST_AMOUNT if trait.money else ONE
    quarter = number / _QUARTER
    magnitude = ONE.scaleb(quarter.adjusted())
    return max(next(figure * magnitude for figure in ROUND_FIGURES if figure * magnitude <= quarter), ONE)


@lru_cache(maxsize=16)
def thresholds(card: RateCard) -> dict[str, tuple[Decimal, ...]]:
    """The figures from which something else in the card begins to hold, in rising order, by the name compared."""
    conditions = (*(effect.when for effect in effects_of(card)), *conditions_of_work(card))
    return {
        name: tuple(sorted({start for comparison in comparisons for start in _starts(comparison)}))
        for name, comparisons in comparisons_on(conditions).items()
    }


def _starts(comparison: Comparison) -> Iterator[Decimal]:
    """The figures at which a comparison may turn: each is the first on its side."""
    match comparison:
        case Between(least=least, most=most, below=below):
            yield from (figure for figure in (least, below) if figure is not None)
            if most is not None:
                yield most + ONE
        case Equals(values=values):
            for value in values:
                if isinstance(value, Decimal):
                    yield from (value, value + ONE)
