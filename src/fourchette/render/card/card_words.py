"""A card's figures, effects and conditions, as one would say them."""

from collections.abc import Iterable
from decimal import Decimal

from fourchette.core.basis.estimate import Estimate
from fourchette.core.basis.messages import say
from fourchette.core.card.answer_words import fact_as_words
from fourchette.core.card.conditions import All, Any, Between, Comparison, Condition, Equals, Fact, Includes, Not
from fourchette.core.card.rate_card import HOURS, PERIOD, Fee, Pricing, RateCard, Rule
from fourchette.core.effect.effect_stages import FIGURE_KEYS, staged
from fourchette.render.words.speech import Speech

NO_FIGURE = "—"
FACTS = {PERIOD: say("Period"), HOURS: say("Hours")}
_PERIODS = {"month": say("the month"), "project": say("the project")}


def figures_in_words(estimate: Estimate, speech: Speech, kind: str) -> str:
    """A figure with its band: `+5 $/h (3 à 8)`, `30 min (20 à 60)`."""
    target = figure_of(estimate.target, speech, kind)
    if estimate.low == estimate.high:
        return target
    low, high = (speech.count(figure) for figure in (estimate.low, estimate.high))
    return speech.say("{target} ({low} to {high})", target=target, low=low, high=high)


def figure_of(figure: Decimal, speech: Speech, kind: str) -> str:
    """One figure of a card, in the unit of its key."""
    if stage := FIGURE_KEYS.get(kind):
        sign = "+" if figure > 0 and not stage.starts else ""
        return sign + (speech.rate(figure) if stage.unit == "rate" else speech.percent(figure))
    match kind:
        case "floor" | "ceiling" | "step":
            return speech.rate(figure)
        case "max_discount" | "haircut" | "fee_share":
            return speech.percent(figure)
        case "minutes":
            return speech.say("{minutes} min", minutes=speech.count(figure))
        case "unit_price" | "minimum" | "contact_saving":
            return speech.money(figure)
        case _:
            return speech.count(figure)


def effect(pricing: Pricing, card: RateCard, speech: Speech) -> str:
    """What an answer does, in words; a dash for nothing."""
    if (found := staged(pricing)) is not None:
        stage, figure = found
        lanes = ", ".join(speech.text(card.lanes[lane].label) for lane in pricing.lanes)
        return figures_in_words(figure, speech, stage.key) + (f" → {lanes}" if lanes else "")
    if isinstance(pricing, Rule) and pricing.people:
        return speech.say("at least {people:count} people", people=pricing.people)
    return NO_FIGURE


def fee_in_words(fee: Fee, speech: Speech) -> str:
    """What a fee comes to: each unit, or a percent of an amount, and the least of it."""
    figure = figures_in_words(fee.unit_price, speech, "unit_price") if fee.unit_price else ""
    if fee.percent is not None:
        figure = speech.percent(fee.percent.target)
    if fee.minimum:
        return speech.say("{figure}, at least {least:money}", figure=figure, least=fee.minimum)
    return figure


def name_of(name: str, card: RateCard, speech: Speech) -> str:
    """The label of a trait, a quantity or a fact that conditions test; its name where it has none."""
    noun = card.traits.get(name) or card.quantities.get(name)
    if noun is not None:
        return speech.text(noun.label) or name
    return speech.say(FACTS[name]) if name in FACTS else name


def fact_in_words(name: str, fact: Fact, card: RateCard, speech: Speech) -> str:
    """An answer, or what stands for one, by its label: `Within 4 hours`, `French, English`, `40`."""
    if name == PERIOD and fact in _PERIODS:
        return speech.say(_PERIODS[str(fact)])
    return speech.words(fact_as_words(card.traits.get(name), fact))


def condition_in_words(condition: Condition, card: RateCard, speech: Speech) -> str:
    """A condition as one would say it."""
    match condition:
        case All(parts=parts):
            return speech.word(" and ").join(condition_in_words(part, card, speech) for part in parts)
        case Any(parts=parts):
            return speech.word(" or ").join(condition_in_words(part, card, speech) for part in parts)
        case Not(inner=inner):
            return speech.say("not ({condition})", condition=condition_in_words(inner, card, speech))
        case Comparison():
            return f"{name_of(condition.name, card, speech)} {_comparison(condition, card, speech)}"
    return str(condition)


def _comparison(comparison: Comparison, card: RateCard, speech: Speech) -> str:
    match comparison:
        case Equals(name=name, values=values):
            return speech.say("is {members}", members=_members(name, values, card, speech))
        case Includes(name=name, members=members):
            return speech.say("includes {members}", members=_members(name, members, card, speech))
        case Between(least=least, most=most):
            bounds = [f"≥ {speech.count(least)}"] if least is not None else []
            return " ".join([*bounds, *([f"≤ {speech.count(most)}"] if most is not None else [])])
    return ""


def _members(name: str, members: Iterable[Fact], card: RateCard, speech: Speech) -> str:
    """Chosen answers by their labels, in the order of their keys."""
    return speech.word(" or ").join(fact_in_words(name, member, card, speech) for member in sorted(members, key=str))
