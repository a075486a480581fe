"""A card at a glance: its sections with what they hold, and the keys of the figures that can be set."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from fourchette.core.basis.messages import say
from fourchette.core.card.card_differences import Keys
from fourchette.render.card.card_frame import CHANGED, is_changed
from fourchette.render.card.card_keys import values_of
from fourchette.render.screen.grid import Grid
from fourchette.render.words.speech import Speech

# The sections whose entries have names of their own.
_SECTIONS = {
    "traits": say("the questions, and what each answer does"),
    "quantities": say("what is computed of the answers"),
    "tasks": say("the minutes of each"),
    "overheads": say("hours that come with others"),
    "fees": say("what is not hours"),
    "rules": say("what no single trait can say"),
    "packages": say("what each changes in a mandate"),
}
_PLACE, _CHOICE = re.compile(r"\[\d+\]"), re.compile(r"\.choices\.[^.]+")


def index_grids(content: Mapping[str, Any], changed: frozenset[Keys], speech: Speech) -> Iterator[Grid]:
    """A row for each section, marked where it is not the default card's, then a row for each kind of key."""
    rows = []
    for section, words in _SECTIONS.items():
        entries = content.get(section, ())
        names = [each["id"] if isinstance(each, Mapping) else each for each in entries]
        marked = (name + CHANGED * is_changed((section, name), changed) for name in names)
        rows.append((section, str(len(names)), f"{speech.say(words)}\n{', '.join(marked)}"))
    title = f"{content['name']} ({content['currency']})"
    headings = (speech.word("Section"), "", speech.word("What it holds"))
    yield Grid(title, headings, "lrw", tuple(row for row in rows if row[1] != "0"))
    keys = tuple((key, ", ".join(figures)) for key, figures in _figures(content, speech).items())
    yield Grid(
        speech.word("Keys for fourchette rules set: one of these, a dot, a figure"),
        (speech.word("Key"), speech.word("Figures")),
        "lw",
        keys,
    )


def _figures(content: Mapping[str, Any], speech: Speech) -> Mapping[str, Mapping[str, None]]:
    """The figures that stand under each kind of key, in the order of the file; any name is told as NAME."""
    found: dict[str, dict[str, None]] = {}
    name = speech.word("NAME")
    for each in values_of(content):
        section, _, rest = each.key.partition(".")
        if rest and _is_figure(each.value) and not section.startswith("examples"):
            key = f"{section}.{re.sub(r'^[^.]+', name, rest)}" if section in _SECTIONS else each.key
            kind, _, figure = _PLACE.sub("[0]", _CHOICE.sub(f".choices.{name}", key)).rpartition(".")
            found.setdefault(kind, {})[figure] = None
    return found


def _is_figure(value: object) -> bool:
    if isinstance(value, list):
        return bool(value) and all(map(_is_figure, value))
    return isinstance(value, int | Decimal) and not isinstance(value, bool)
