"""The frame of a card: the range, the capacity, and when a value case lifts the rate; and the mark of what changed."""

from collections.abc import Iterator

from fourchette.core.basis.money import HUNDRED
from fourchette.core.card.card_differences import Keys
from fourchette.core.card.frame import ValueTerms
from fourchette.core.card.rate_card import RateCard
from fourchette.render.card.card_words import NO_FIGURE, figure_of
from fourchette.render.screen.grid import Cell, Grid
from fourchette.render.words.sentences import CONFIDENCE
from fourchette.render.words.speech import Speech

CHANGED = " *"


def marked(text: str, keys: Keys, changed: frozenset[Keys]) -> Cell:
    """A figure's cell, marked where it differs from the default card's; what does nothing stays quiet."""
    if is_changed(keys, changed):
        return Cell(text + CHANGED, "warning")
    return Cell(text, "quiet" if text == NO_FIGURE else "")


def is_changed(keys: Keys, changed: frozenset[Keys]) -> bool:
    """Whether an entry differs from the default card: itself, a part of it, or what it is part of."""
    return any(known[: len(keys)] == keys or keys[: len(known)] == known for known in changed)


def frame_grids(card: RateCard, speech: Speech, changed: frozenset[Keys]) -> Iterator[Grid]:
    """The range and the capacity, then the terms of a value case where the card has some."""
    rows = [
        ("floor", speech.word("Floor"), card.range_.floor),
        ("ceiling", speech.word("Ceiling"), card.range_.ceiling),
        ("step", speech.word("Rounded to"), card.range_.step),
        ("max_discount", speech.word("Discounts, at most"), card.range_.max_discount),
    ]
    frame = [(label, marked(figure_of(figure, speech, key), ("range", key), changed)) for key, label, figure in rows]
    capacity = marked(speech.count(card.capacity.hours), ("capacity",), changed)
    frame.append((speech.word("One person's hours a month"), capacity))
    yield Grid(speech.word("Range and capacity"), ("", ""), "ll", tuple(frame))
    if card.value is not None:
        rows_of_value = tuple(
            (label, marked(said, ("value", *keys), changed)) for keys, label, said in _value_rows(card.value, speech)
        )
        yield Grid(speech.word("Value case"), ("", ""), "wl", rows_of_value)


def _value_rows(value: ValueTerms, speech: Speech) -> Iterator[tuple[Keys, str, str]]:
    word = speech.word
    yield ("fee_share",), word("The whole price is at most, of the results"), speech.percent(value.fee_share)
    yield ("most",), word("The rate rises at most, above that of the answers"), speech.percent(value.most)
    for level, words in CONFIDENCE.items():
        share = speech.percent(getattr(value.confidence, level) * HUNDRED)
        yield ("confidence", level), speech.say("A proof counts for, when it is {level}", level=words), share
    yield ("contact_saving",), word("A call avoided saves"), speech.money(value.contact_saving)
