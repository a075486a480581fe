"""What a page of HTML holds, in the reading of another: html5lib, which refuses whatever the standard does."""

from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

import html5lib  # type: ignore[import-untyped]  # it has no types

XHTML = "{http://www.w3.org/1999/xhtml}"
BLOCKS = frozenset(XHTML + name for name in ("h1", "h2", "p", "li", "th", "td"))


def page_of(html: str) -> Any:  # noqa: ANN401  # an element tree, or what a strict reader makes of it
    """The page as a tree; raises ParseError on whatever the standard calls an error."""
    return html5lib.HTMLParser(strict=True).parse(html)


def elements(html: str, name: str) -> list[ET.Element]:
    """The elements of a name, in reading order."""
    return list(page_of(html).iter(XHTML + name))


def lines_of(html: str) -> list[str]:
    """The text of the page as it is read: each heading, paragraph, item and cell, and each of their lines."""
    blocks = (part for part in page_of(html).iter() if part.tag in BLOCKS)
    return [line for block in blocks for line in "".join(_text(block)).split("\n") if line.strip()]


def _text(part: ET.Element) -> Iterator[str]:
    yield (part.text or "").replace("\n", " ")
    for child in part:
        yield "\n" if child.tag == f"{XHTML}br" else ""
        yield from _text(child)
        yield (child.tail or "").replace("\n", " ")
