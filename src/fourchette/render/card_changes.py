"""What differs between two cards, in the words of the trade rather than in lines of text."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from fourchette.core.card import Pricing, RateCard
from fourchette.core.conditions import All, Any, Comparison, Not
from fourchette.core.differences import Change, Keys
from fourchette.core.estimate import Estimate
from fourchette.core.messages import Message, say
from fourchette.core.text import Text
from fourchette.render.card_words import NOTHING, condition_in_words, effect, figure_of, figures
from fourchette.render.grids import Cell, Grid
from fourchette.render.speech import Speech


def change_grid(found: Iterable[Change], before: RateCard, after: RateCard, speech: Speech) -> Grid:
    """What differs between two cards, in the words of the trade."""
    rows = tuple(
        (
            _where(change.keys, before, after, speech),
            _value(change, change.before, before, speech),
            "→",
            Cell(_value(change, change.after, after, speech), "warning"),
        )
        for change in found
    )
    headings = ("", speech.word("Before"), "", speech.word("After"))
    notes = () if rows else (speech.word("The two cards say the same."),)
    return Grid("", headings if rows else (), "wlll" if rows else "", rows, notes=notes)


def _where(keys: Keys, before: RateCard, after: RateCard, speech: Speech) -> str:
    """The place of a change by the labels one reads, in the card that has it."""
    labels, found = _labels(keys, after, speech)
    if not found:
        labels, _ = _labels(keys, before, speech)
    return " · ".join(labels) or ".".join(keys)


def _labels(keys: Keys, card: RateCard, speech: Speech) -> tuple[list[str], bool]:
    """The labels on the way to a key, and whether the card has something there."""
    labels: list[str] = []
    noun: object = card
    for key in keys:
        noun = _part(noun, key)
        label = getattr(noun, "label", None)
        if isinstance(label, Text) and label:
            labels.append(speech.text(label))
        elif not isinstance(noun, Mapping | tuple):
            labels.append(speech.say(KEY_WORDS[key]) if key in KEY_WORDS else key)
    return labels, noun is not None


def _part(noun: object, key: str) -> object:
    if isinstance(noun, Mapping):
        return noun.get(key)
    if isinstance(noun, tuple):
        return next((part for part in noun if key in _ids(part)), None)
    return getattr(noun, key, None) or getattr(noun, f"{key}_", None)


def _ids(part: object) -> tuple[str, ...]:
    start = getattr(part, "from_", None)
    words = getattr(part, "name", None)
    return (
        getattr(part, "id", ""),
        f"{start:f}" if isinstance(start, Decimal) else "",
        (words.fr or words.en) if isinstance(words, Text) else "",
    )


KEY_WORDS: Mapping[str, Message] = {
    "range": say("range"),
    "base": say("base"),
    "add": say("premium"),
    "percent": say("percent"),
    "minutes": say("minutes"),
    "floor": say("floor"),
    "ceiling": say("ceiling"),
    "step": say("rounding"),
    "max_discount": say("largest discount"),
    "label": say("label"),
    "question": say("question"),
    "why": say("reason"),
    "source": say("source"),
    "default": say("default"),
    "when": say("condition"),
    "name": say("name"),
    "currency": say("currency"),
    "capacity": say("capacity"),
    "value": say("value case"),
    "share": say("share"),
    "people": say("people"),
    "lanes": say("lanes"),
    "fixed": say("quantity"),
    "each": say("for each"),
    "minimum": say("minimum"),
    "unit_price": say("unit price"),
}


def _value(change: Change, value: object, card: RateCard, speech: Speech) -> str:
    """One side of a change, in words."""
    match value:
        case None:
            return NOTHING
        case Estimate():
            said = figures(value, speech, change.keys[-1])
        case Decimal():
            said = figure_of(value, speech, change.keys[-1])
        case Text():
            said = speech.text(value)
        case bool():
            said = speech.word("yes") if value else speech.word("no")
        case tuple():
            said = ", ".join(map(str, value)) or NOTHING
        case Pricing():
            said = effect(value, card, speech)
        case All() | Any() | Not() | Comparison():
            said = condition_in_words(value, card, speech)
        case str():
            said = value
        case _:
            said = speech.word("there")
    return said
