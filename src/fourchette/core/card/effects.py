"""Every effect a card can have on the rate, as one flat list: what, on which stage, under which condition."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from fourchette.core.basis.estimate import Estimate
from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.money import ZERO
from fourchette.core.basis.noun import noun
from fourchette.core.basis.text import NO_TEXT, Text
from fourchette.core.card.conditions import Between, Condition, Equals, Includes
from fourchette.core.card.rate_card import Pricing, RateCard, Trait

Stage = Literal["base", "add", "surcharge", "discount", "cap", "hold", "value", "round", "lanes"]


# Compared by identity: a card's effects are made once, and steps are remembered by them.
@noun(eq=False)
class Effect:
    """One effect: an amount in $/h for base and add, signed percent for the others.

    `id` is the trait (`response`), the trait and member (`scope.strategy`) or the rule; `answer` is
    the choice or the tier's start that brings it.
    """

    id: str
    answer: str
    stage: Stage
    label: Message
    amount: Estimate
    lanes: tuple[str, ...]
    when: Condition
    why: Text
    source: Text


@lru_cache(maxsize=16)
def effects_of(card: RateCard) -> tuple[Effect, ...]:
    """The effects of a card, in the order of its traits, then its rules."""
    return tuple(_all_effects(card))


def _all_effects(card: RateCard) -> Iterator[Effect]:
    for name, trait in card.traits.items():
        for source in _trait_sources(name, trait):
            yield from _effect(source, trait)
    for rule in card.rules:
        yield from _effect(_Source(rule.id, "", say("{label}", label=rule.label or rule.id), rule.when, rule))


@noun
class _Source:
    """What in a card may have an effect, under which name and condition."""

    id: str
    answer: str
    label: Message
    when: Condition
    pricing: Pricing


def _trait_sources(name: str, trait: Trait) -> Iterator[_Source]:
    several = trait.kind == "several"
    for key, choice in trait.choices.items():
        when: Condition = Includes(name, frozenset({key})) if several else Equals(name, frozenset({key}))
        label = say("{trait}: {choice}", trait=trait.label, choice=choice.label)
        yield _Source(f"{name}.{key}" if several else name, key, label, when, choice)
    for tier, following in zip(trait.tiers, (*trait.tiers[1:], None), strict=False):
        within = Between(name, tier.from_, below=following.from_ if following is not None else None)
        label = say("{trait}: from {number:count}", trait=trait.label, number=tier.from_)
        yield _Source(name, str(tier.from_), label, within, tier)
    if trait.kind == "yes-no":
        yield _Source(name, "true", say("{label}", label=trait.label), Equals(name, frozenset({True})), trait)


def _effect(source: _Source, trait: Trait | None = None) -> Iterator[Effect]:
    """The effect of an answer, if it has one; its reason and source are its own, or its trait's."""
    pricing = source.pricing
    stage, amount = _stage_and_amount(pricing)
    if amount is None:
        return
    yield Effect(
        id=source.id,
        answer=source.answer,
        stage=stage,
        label=source.label,
        amount=amount,
        lanes=pricing.lanes,
        when=source.when,
        why=pricing.why or (trait.why if trait else NO_TEXT),
        source=pricing.source or (trait.source if trait else NO_TEXT),
    )


def _stage_and_amount(pricing: Pricing) -> tuple[Stage, Estimate | None]:
    match pricing:
        case Pricing(base=Estimate() as base):
            return "base", base
        case Pricing(percent=Estimate() as percent) if pricing.lanes:
            return "lanes", percent
        case Pricing(percent=Estimate() as percent):
            return ("discount" if percent.high <= ZERO else "surcharge"), percent
        case _:
            return "add", pricing.add
