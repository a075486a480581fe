"""A card's figures, effects and conditions, as one would say them."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from fourchette.core.card import Pricing, RateCard, Trait
from fourchette.core.conditions import All, Any, Between, Comparison, Condition, Equals, Includes, Not
from fourchette.core.estimate import Estimate
from fourchette.core.messages import say
from fourchette.render.speech import Speech

NOTHING = "—"


def figures(estimate: Estimate, speech: Speech, kind: str) -> str:
    """A figure with its band: `+5 $/h (3 à 8)`, `30 min (20 à 60)`."""
    target = figure_of(estimate.target, speech, kind)
    if estimate.low == estimate.high:
        return target
    low, high = (speech.count(figure) for figure in (estimate.low, estimate.high))
    return speech.say(say("{target} ({low} to {high})", target=target, low=low, high=high))


def figure_of(figure: Decimal, speech: Speech, kind: str) -> str:
    """One figure of a card, in the unit of its key."""
    sign = "+" if figure > 0 and kind in ("add", "percent") else ""
    match kind:
        case "base" | "add" | "floor" | "ceiling" | "step":
            return f"{sign}{speech.rate(figure)}"
        case "percent" | "max_discount" | "haircut" | "fee_share":
            return f"{sign}{speech.percent(figure)}"
        case "minutes":
            return speech.say(say("{minutes} min", minutes=speech.count(figure)))
        case "unit_price" | "minimum" | "contact_saving":
            return speech.money(figure)
        case _:
            return speech.count(figure)


def effect(pricing: Pricing, card: RateCard, speech: Speech) -> str:
    """What an answer does, in words; a dash for nothing."""
    for kind in ("base", "add", "percent"):
        estimate = getattr(pricing, kind)
        if estimate is not None:
            lanes = ", ".join(speech.text(card.lanes[lane].label) for lane in pricing.lanes)
            return figures(estimate, speech, kind) + (f" → {lanes}" if lanes else "")
    return NOTHING


def name_of(name: str, card: RateCard, speech: Speech) -> str:
    """A trait's label; the name itself of a quantity or a fact."""
    return speech.text(card.traits[name].label) if name in card.traits else name


def condition_in_words(condition: Condition, card: RateCard, speech: Speech) -> str:
    """A condition as one would say it."""
    match condition:
        case All(parts=parts):
            return speech.word(" and ").join(condition_in_words(part, card, speech) for part in parts)
        case Any(parts=parts):
            return speech.word(" or ").join(condition_in_words(part, card, speech) for part in parts)
        case Not(inner=inner):
            return speech.say(say("not ({condition})", condition=condition_in_words(inner, card, speech)))
        case Comparison():
            return f"{name_of(condition.name, card, speech)} {_comparison(condition, card, speech)}"
    return str(condition)


def _comparison(comparison: Comparison, card: RateCard, speech: Speech) -> str:
    trait = card.traits.get(comparison.name)
    match comparison:
        case Equals(values=values):
            return f"= {_members(values, trait, speech)}"
        case Includes(members=members):
            return f"∋ {_members(members, trait, speech)}"
        case Between(least=least, most=most):
            bounds = [f"≥ {speech.count(least)}"] if least is not None else []
            return " ".join([*bounds, *([f"≤ {speech.count(most)}"] if most is not None else [])])
    return ""


def _members(members: Iterable[object], trait: Trait | None, speech: Speech) -> str:
    chosen = sorted(map(str, members))
    labels: Mapping[str, str] = (
        {key: speech.text(choice.label) for key, choice in trait.choices.items()} if trait is not None else {}
    )
    return " / ".join(labels.get(name, name) for name in chosen)
