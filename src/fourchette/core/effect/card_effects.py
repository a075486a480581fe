"""Every effect a card can have on the rate, as one flat list: what, on which stage, under which condition."""

from collections.abc import Iterator
from functools import lru_cache

from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.text import NO_TEXT
from fourchette.core.card.conditions import Between, Condition, Equals, Includes
from fourchette.core.card.rate_card import Pricing, RateCard, Trait
from fourchette.core.effect.effect import Effect
from fourchette.core.effect.effect_stages import staged


@lru_cache(maxsize=16)
def effects_of(card: RateCard) -> tuple[Effect, ...]:
    """The effects of a card, in the order of its traits, then its rules."""
    return tuple(_all_effects(card))


def _all_effects(card: RateCard) -> Iterator[Effect]:
    for name, trait in card.traits.items():
        several = trait.kind == "several"
        for key, choice in trait.choices.items():
            when: Condition = Includes(name, frozenset({key})) if several else Equals(name, frozenset({key}))
            label = say("{trait}: {choice}", trait=trait.label, choice=choice.label)
            yield from _effects(f"{name}.{key}" if several else name, key, label, when, choice, trait)
        for tier, following in zip(trait.tiers, (*trait.tiers[1:], None), strict=False):
            within = Between(name, tier.from_, below=following.from_ if following is not None else None)
            label = say("{trait}: from {number:count}", trait=trait.label, number=tier.from_)
            yield from _effects(name, str(tier.from_), label, within, tier, trait)
        if trait.kind == "yes-no":
            yes = Equals(name, frozenset({True}))
            yield from _effects(name, "true", say("{label}", label=trait.label), yes, trait, trait)
    for rule in card.rules:
        yield from _effects(rule.id, "", say("{label}", label=rule.label or rule.id), rule.when, rule)


def _effects(  # noqa: PLR0913, PLR0917  # what an effect is made of
    id_: str, answer: str, label: Message, when: Condition, pricing: Pricing, trait: Trait | None = None
) -> Iterator[Effect]:
    """The effect of an answer, if it has one; its reason and source are its own, or its trait's."""
    if (found := staged(pricing)) is not None:
        stage, figure = found
        yield Effect(
            id=id_,
            answer=answer,
            stage=stage.name,
            label=label,
            amount=figure,
            lanes=pricing.lanes,
            when=when,
            why=pricing.why or (trait.why if trait else NO_TEXT),
            source=pricing.source or (trait.source if trait else NO_TEXT),
            exceptional=pricing.exceptional,
        )
