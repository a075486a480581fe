"""What differs between two cards, in the words of the trade rather than in lines of text."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any as Anything

from fourchette.core.basis.estimate import Estimate
from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.reading import shown
from fourchette.core.basis.text import Text
from fourchette.core.card.card_differences import Change, Keys
from fourchette.core.card.conditions import All, Any, Comparison, Not
from fourchette.core.card.rate_card import Pricing, RateCard, Tier
from fourchette.core.effect.effect_stages import FIGURE_KEYS
from fourchette.render.card.card_words import NO_FIGURE, condition_in_words, effect, figure_of, figures_in_words
from fourchette.render.screen.grid import Cell, Grid, grid_of
from fourchette.render.words.speech import Speech

# The tables of a card whose entries have labels of their own: the table itself goes without saying.
_TABLES = ("traits", "choices", "tiers", "lanes", "tasks", "quantities", "overheads", "fees", "rules", "examples")


def change_grid(found: Iterable[Change], before: RateCard, after: RateCard, speech: Speech) -> Grid:
    """A row for each change: where, and what each card says."""
    return grid_of(
        found,
        ("", "w", lambda change: " · ".join(_where(change, before, after, speech))),
        (speech.word("Before"), "l", lambda change: _value(change, change.before, before, speech)),
        ("", "b", lambda _: "→"),
        (speech.word("After"), "l", lambda change: Cell(_value(change, change.after, after, speech), "warning")),
        none=speech.word("The two cards say the same."),
    )


def change_record(change: Change, before: RateCard, after: RateCard, speech: Speech) -> dict[str, Anything]:
    """A change as plain values, each side in words."""
    return {
        "key": ".".join(change.keys),
        "kind": change.kind,
        "where": _where(change, before, after, speech),
        "before": None if change.before is None else _value(change, change.before, before, speech),
        "after": None if change.after is None else _value(change, change.after, after, speech),
    }


def _where(change: Change, before: RateCard, after: RateCard, speech: Speech) -> list[str]:
    """The place of a change by the labels one knows: those of the first card, where it has the place."""
    return _labels(change.keys, before if change.kind != "added" else after, speech)


def _labels(keys: Keys, card: RateCard, speech: Speech) -> list[str]:
    labels: list[str] = []
    noun: object = card
    for depth, key in enumerate(keys):
        noun = _part(noun, key)
        label = _label(noun, key, speech)
        if label is not None:
            labels.append(label)
        elif key not in _TABLES or depth == len(keys) - 1:
            labels.append(speech.say(KEY_WORDS[key]) if key in KEY_WORDS else key)
    return labels


def _label(noun: object, key: str, speech: Speech) -> str | None:
    if isinstance(noun, Tier) or getattr(noun, "from_", None) is not None:
        return speech.say("from {number}", number=key)
    for name in ("label", "name"):
        words = getattr(noun, name, None)
        if isinstance(words, Text) and words:
            return speech.text(words)
    return None


def _part(noun: object, key: str) -> object:
    if isinstance(noun, Mapping):
        return noun.get(key)
    if isinstance(noun, tuple):
        return next((part for part in noun if key in _ids(part)), None)
    return getattr(noun, key, None) if hasattr(noun, key) else getattr(noun, f"{key}_", None)


def _ids(part: object) -> tuple[str, ...]:
    """What an entry of a list goes by in a change's keys."""
    start, words = getattr(part, "from_", None), getattr(part, "name", None)
    return (
        getattr(part, "id", ""),
        f"{start:f}" if isinstance(start, Decimal) else "",
        (words.fr or words.en) if isinstance(words, Text) else "",
    )


KEY_WORDS: Mapping[str, Message] = {
    "range": say("range"),
    **{key: stage.word for key, stage in FIGURE_KEYS.items()},
    "minutes": say("minutes"),
    "floor": say("floor"),
    "ceiling": say("ceiling"),
    "step": say("rounding"),
    "max_discount": say("largest discount"),
    "label": say("label"),
    "question": say("question"),
    "unit": say("unit"),
    "why": say("reason"),
    "source": say("source"),
    "default": say("default"),
    "deliverable": say("shown to the client"),
    "when": say("condition"),
    "asked_when": say("asked when"),
    "name": say("name"),
    "currency": say("currency"),
    "capacity": say("capacity"),
    "hours": say("hours"),
    "value": say("value case"),
    "confidence": say("confidence"),
    "least_return": say("least return"),
    "fee_share": say("share of the value"),
    "lifts": say("lift"),
    "share": say("share"),
    "people": say("people"),
    "lane": say("lane"),
    "lanes": say("lanes"),
    "fixed": say("quantity"),
    "each": say("for each"),
    "minimum": say("minimum"),
    "unit_price": say("unit price"),
    "tiers": say("tiers"),
    "choices": say("choices"),
    "traits": say("answers"),
    "expect": say("expected"),
    "rate": say("rate"),
    "monthly": say("a month"),
    "notices": say("notices"),
}


def _value(change: Change, value: object, card: RateCard, speech: Speech) -> str:
    """One side of a change, in words."""
    kind = change.keys[-1]
    match value:
        case Estimate():
            return figures_in_words(value, speech, kind)
        case Decimal():
            return figure_of(value, speech, kind)
        case (Decimal() as least, Decimal() as most):
            return " – ".join(dict.fromkeys(figure_of(figure, speech, kind) for figure in (least, most)))
        case Text():
            return _both(change, speech, value)
        case str():
            return _named(change, value, card, speech)
    return _structure(change, value, card, speech)


def _structure(change: Change, value: object, card: RateCard, speech: Speech) -> str:
    """What is made of parts, or is not there."""
    match value:
        case None:
            return NO_FIGURE
        case tuple():
            return ", ".join(_named(change, part, card, speech) for part in value) or NO_FIGURE
        case Pricing() if effect(value, card, speech) != NO_FIGURE:
            return effect(value, card, speech)
        case All() | Any() | Not() | Comparison():
            return condition_in_words(value, card, speech)
        case bool():
            return speech.word("yes") if value else speech.word("no")
    return shown(value) if isinstance(value, int | list) else speech.word("present")


def _both(change: Change, speech: Speech, words: Text) -> str:
    """Words in the screen's language; in both, where only the other language's changed."""
    sides = [side for side in (change.before, change.after) if isinstance(side, Text)]
    if len({speech.text(side) for side in sides}) < len(sides):
        return f"{words.fr} / {words.en}"
    return speech.text(words)


def _named(change: Change, value: object, card: RateCard, speech: Speech) -> str:
    """A choice or a lane by its label, anything else as it is."""
    name = str(value)
    trait = card.traits.get(change.keys[1]) if change.keys[0] == "traits" and len(change.keys) > 1 else None
    if trait is not None and name in trait.choices:
        return speech.text(trait.choices[name].label)
    if change.keys[-1] in ("lane", "lanes", "into", "stated_lane") and name in card.lanes:
        return speech.text(card.lanes[name].label)
    return name
