"""The guides that ship with the program: one Markdown text a topic and a language."""

from collections.abc import Mapping
from dataclasses import field

from fourchette.core.basis.noun import noun
from fourchette.core.basis.reading import CLOSED, Label, Names
from fourchette.core.basis.text import NO_TEXT
from fourchette.files.shipped.resource import resource, shipped

# In the order in which one reads them.
TOPICS = (
    "mandate",
    "price",
    "card",
    "value",
    "stated",
    "clients",
    "packages",
    "taxes",
    "document",
    "book",
    "running",
    "worth",
    "setup",
    "programs",
    "files",
    "trust",
    "words",
)
_WORDS = "trade_words.toml"


@noun(kw_only=True)
class TradeWord:
    """One idea of the trade and its one word in each language; `never` are the words that say it otherwise."""

    __pydantic_config__ = CLOSED
    word: Label
    note: Label = NO_TEXT
    never: Names = ()


@noun(kw_only=True)
class TradeWords:
    """The words of the trade, in reading order."""

    __pydantic_config__ = CLOSED
    words: Mapping[str, TradeWord] = field(default_factory=dict)


def guide(topic: str, language: str) -> str:
    """The text of a guide, with places (`{{traits}}`) for what is told from the data."""
    return resource(f"guides/{language}/{topic}.md").decode()


def trade_words() -> Mapping[str, TradeWord]:
    """The glossary of the trade."""
    return shipped(TradeWords, _WORDS).words
