"""A guide with its places filled, as Markdown or drawn for a terminal."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from fourchette.render.screen.console import Screen
from fourchette.render.words.speech import Speech
from fourchette.render.words.typography import as_printed

Tables = Mapping[str, Callable[[], str]]
# What tests read in the guides, and no one else.
_MARK = re.compile(r"^<!-- .*? -->\n", re.MULTILINE)
_PLACE = re.compile(r"\{\{([a-z_0-9.-]+)\}\}")
# What is copied as it stands, or is already filled in.
_CODE = re.compile(r"```.*?```|`[^`\n]*`|\{\}", re.DOTALL)
# Rich breaks lines at no-break spaces: private characters stand in for them while it works.
_BOUND = {0xA0: "\ue000", 0x202F: "\ue001"}
_UNBOUND = {0xE000: "\u00a0", 0xE001: "\u202f"}


def filled(text: str, tables: Tables, card: Mapping[str, Any], speech: Speech) -> str:
    """The Markdown of a guide: `{{traits}}` is a table, `{{range.ceiling}}` a figure of the card.

    Raises KeyError for a place that is neither: a test reads every guide.
    """
    told = _PLACE.sub(lambda place: _told(place[1], tables, card, speech), _MARK.sub("", text))
    return printed_guide(told, speech.language)


def printed_guide(text: str, language: str) -> str:
    """Markdown with the signs of print in all but its code, which is copied."""
    codes = iter(_CODE.findall(text))
    return re.sub(r"\{\}", lambda _: next(codes), as_printed(_CODE.sub("{}", text), language))


def _told(place: str, tables: Tables, card: Mapping[str, Any], speech: Speech) -> str:
    if place in tables:
        return tables[place]()
    found: Any = card
    for key in place.split("."):
        found = found[key]
    return speech.count(found) if isinstance(found, Decimal | int) else str(found)


def heading_of(text: str) -> str:
    """What a guide is about: its first line."""
    return text.split("\n", 1)[0].removeprefix("# ")


def drawn(text: str, screen: Screen) -> str:
    """Markdown drawn for a terminal of some width, by the library that colours the screens."""
    from rich.console import Console

    from fourchette.render.screen.whole_markdown import WholeMarkdown

    console = Console(width=screen.columns, no_color=not screen.colour, force_terminal=screen.colour, highlight=False)
    with console.capture() as captured:
        console.print(WholeMarkdown(text.translate(_BOUND), hyperlinks=False))
    return captured.get().translate(_UNBOUND)
