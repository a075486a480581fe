"""The same mandates under two cards: what each would pay before and after, and the sums."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from decimal import Decimal
from typing import Any

from fourchette.core.basis.money import ZERO
from fourchette.core.basis.noun import noun
from fourchette.core.basis.problems import Problem
from fourchette.core.card.rate_card import Pricing, RateCard
from fourchette.core.mandate.answers import UnsuitedMandate
from fourchette.core.mandate.mandate import Mandate
from fourchette.core.price.converted_card import at_home, card_for
from fourchette.core.price.quote import Work, rated, work_of


@noun
class Case:
    """A mandate whose price is compared, and the name it goes by."""

    name: str
    mandate: Mandate


@noun
class MandateImpact:
    """A mandate's price before tax over its whole duration, under each card.

    A side is None where that card cannot price it; `problems` says why.
    """

    name: str
    before: Decimal | None
    after: Decimal | None
    problems: tuple[Problem, ...] = ()

    @property
    def difference(self) -> Decimal | None:
        """What the second card adds."""
        return None if self.before is None or self.after is None else self.after - self.before


@noun
class Sums:
    """The effects added up: how many rise, fall and stay, and by how much in all."""

    rising: int
    falling: int
    same: int
    unpriced: int
    gain: Decimal
    loss: Decimal
    before: Decimal
    after: Decimal


def effects(before: RateCard, after: RateCard, cases: Iterable[Case]) -> Iterator[MandateImpact]:
    """Price each mandate under both cards, one at a time; no tax is counted, so that any day gives the same."""
    alike = work_alike(before, after)
    for case in cases:
        work, old, problems = _price(before, case.mandate)
        _, new, more = _price(after, case.mandate, work if alike else None)
        told = {(each.key, str(each.message)): each for each in (*problems, *more)}
        yield MandateImpact(case.name, old, new, tuple(told.values()))


def _price(
    card: RateCard, mandate: Mandate, work: Work | None = None
) -> tuple[Work | None, Decimal | None, tuple[Problem, ...]]:
    try:
        work = work or work_of(mandate, card)
    except UnsuitedMandate as error:
        return None, None, error.problems
    return work, at_home(card_for(mandate, card), rated(mandate, card, work).whole_price), ()


def work_alike(one: RateCard, other: RateCard) -> bool:
    """Whether two cards find the same work in any mandate: they differ only in what an answer does to the rate."""
    return _workings(one) == _workings(other)


def _workings(card: RateCard) -> tuple[object, ...]:
    """All of a card that hours come from."""
    questions = [
        (name, tuple(trait.choices), replace(trait, choices={}, tiers=(), **_NO_PRICING))
        for name, trait in card.traits.items()
    ]
    tasks = [list(part.items()) for part in (card.quantities, card.tasks, card.overheads)]
    return questions, tasks, list(card.lanes), card.stated_lane, card.capacity.weeks


# What a trait does to the rate, and the words that go with it.
_NO_PRICING: dict[str, Any] = {field.name: getattr(Pricing(), field.name) for field in fields(Pricing)}


def impact_sums(found: Iterable[MandateImpact]) -> Sums:
    """The sums of some effects; a mandate that one card cannot price counts only as such."""
    found = tuple(found)
    pairs = [
        (effect.before, effect.after) for effect in found if effect.before is not None and effect.after is not None
    ]
    differences = [new - old for old, new in pairs]
    return Sums(
        rising=sum(difference > 0 for difference in differences),
        falling=sum(difference < 0 for difference in differences),
        same=sum(difference == 0 for difference in differences),
        unpriced=len(found) - len(pairs),
        gain=sum((max(difference, ZERO) for difference in differences), ZERO),
        loss=sum((min(difference, ZERO) for difference in differences), ZERO),
        before=sum((old for old, _ in pairs), ZERO),
        after=sum((new for _, new in pairs), ZERO),
    )
