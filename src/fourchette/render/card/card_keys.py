"""Any part of a card by its key or by a word: the values under it that can be set, each with its key and its name."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from typing import Any

from fourchette.core.basis.noun import noun
from fourchette.core.basis.text import LANGUAGES, NO_TEXT, Text
from fourchette.render.screen.grid import Grid
from fourchette.render.words.speech import Speech

# Conditions are one value each; words have keys of their own, and are no figures.
_WHOLE = ("when", "asked_when", "expect")
_WORDS = ("source", "name")


@noun
class KeyedValue:
    """A value of a card under its key, and what the table it stands in is called."""

    key: str
    value: object
    label: Text

    @property
    def is_words(self) -> bool:
        """Whether it is a sentence or a name, rather than a figure or a rule."""
        return _is_words(self.value) or self.key.rpartition(".")[2] in _WORDS


def values_of(content: Mapping[str, Any], above: str = "", label: Text = NO_TEXT) -> Iterator[KeyedValue]:
    """Every value of a card that can be set, in the order of its file."""
    own = content.get("label", label)
    label = Text(**own) if _is_words(own) else Text(own, own) if isinstance(own, str) else own
    for name, value in content.items():
        if isinstance(value, Mapping) and not (name in _WHOLE or _is_words(value) or above.startswith("examples")):
            yield from values_of(value, f"{above}{name}.", label)
        elif isinstance(value, list) and value and all(isinstance(each, Mapping) for each in value) and name != "any":
            for index, each in enumerate(value):
                entry = f".{each['id']}" if "id" in each else f"[{index}]"
                yield from values_of(each, f"{above}{name}{entry}.", label)
        else:
            yield KeyedValue(f"{above}{name}", value, label)


def values_named(content: Mapping[str, Any], name: str) -> tuple[KeyedValue, ...]:
    """The values under a key, its own words too; else the figures whose key or label has a word."""
    every = tuple(values_of(content))
    under = [each for each in every if each.key == name or each.key.startswith((f"{name}.", f"{name}["))]
    if under:
        return tuple(each for each in under if not each.is_words or len(under) == 1) or tuple(under)
    word = _folded(name)
    said = (each for each in every if not each.is_words)
    return tuple(each for each in said if word in _folded(f"{each.key} {each.label.fr} {each.label.en}"))


def value_grids(found: tuple[KeyedValue, ...], written: Callable[[object], str], speech: Speech) -> Iterator[Grid]:
    """A table for what each label names: each key, as `rules set` takes it, and its value as the file writes it."""
    for label, values in groupby(found, lambda each: each.label):
        rows = tuple((each.key, written(each.value)) for each in values)
        yield Grid(speech.text(label), ("", ""), "lw", rows)


def _is_words(value: object) -> bool:
    return isinstance(value, Mapping) and bool(value) and set(value) <= set(LANGUAGES)


def _folded(text: str) -> str:
    signs = unicodedata.normalize("NFD", text.casefold())
    return "".join(sign for sign in signs if not unicodedata.combining(sign))
