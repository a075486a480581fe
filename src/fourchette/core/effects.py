"""Every effect a card can have on the rate, as one flat list: what, on which stage, under which condition."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from fourchette.core.card import Pricing, RateCard, Tier, Trait
from fourchette.core.conditions import Between, Condition, Equals, Includes
from fourchette.core.estimate import Estimate
from fourchette.core.messages import Message, say
from fourchette.core.money import ZERO
from fourchette.core.text import NO_TEXT, Text

Stage = Literal["base", "add", "surcharge", "discount", "cap", "hold", "value", "round", "lanes"]


@dataclass(frozen=True, slots=True)
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
        yield from _trait_effects(name, trait)
    for rule in card.rules:
        yield from _effect(rule.id, "", rule, say("{label}", label=rule.label or rule.id), rule.when)


def _trait_effects(name: str, trait: Trait) -> Iterator[Effect]:
    for key, choice in trait.choices.items():
        several = trait.kind == "several"
        when: Condition = Includes(name, frozenset({key})) if several else Equals(name, frozenset({key}))
        label = say("{trait}: {choice}", trait=trait.label, choice=choice.label)
        yield from _effect(f"{name}.{key}" if several else name, key, choice, label, when, trait)
    for tier, following in zip(trait.tiers, (*trait.tiers[1:], None), strict=False):
        below = following.from_ if following is not None else None
        yield from _effect(name, str(tier.from_), tier, _tier_label(trait, tier), Between(name, tier.from_, below=below), trait)
    if trait.kind == "yes-no":
        yield from _effect(name, "true", trait, say("{label}", label=trait.label), Equals(name, frozenset({True})))


def _tier_label(trait: Trait, tier: Tier) -> Message:
    return say("{trait}: from {number:count}", trait=trait.label, number=tier.from_)


def _effect(
    id_: str, answer: str, pricing: Pricing, label: Message, when: Condition, trait: Trait | None = None
) -> Iterator[Effect]:
    """The effect of an answer; its reason and source are its own, or its trait's."""
    stage, amount = _stage_and_amount(pricing)
    if amount is None:
        return
    why = pricing.why or (trait.why if trait else NO_TEXT)
    source = pricing.source or (trait.source if trait else NO_TEXT)
    yield Effect(id_, answer, stage, label, amount, pricing.lanes, when, why, source)


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
