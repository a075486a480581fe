"""The message catalogs as the tests see them: what the code says, and what each catalog holds."""

from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from conftest import ROOT

SOURCES = ROOT / "src" / "fourchette"
CATALOGS = SOURCES / "resources" / "locale"
FRENCH = CATALOGS / "fr" / "LC_MESSAGES" / "fourchette.po"
# What a country says otherwise than its language: a few messages each.
VARIANTS = sorted(set(CATALOGS.glob("*_*/LC_MESSAGES/fourchette.po")))
# What speaks, and what declares a command, an option or an argument with the words of its help.
KEYWORDS = {
    "say": None,
    "mark": None,
    "word": None,
    "Leaf": (2,),
    "Branch": (1,),
    "option": (2,),
    "switch": (2,),
    "argument": (2,),
}


def said() -> Iterator[str]:
    """Every message of the code, once, in reading order."""
    found = extract_from_dir(SOURCES, method_map=[("**.py", "python")], keywords=KEYWORDS)
    yield from dict.fromkeys(str(message) for _, _, message, _, _ in found)


def read(path: Path) -> Catalog:
    """A catalog as its translator wrote it."""
    with path.open("rb") as file:
        return read_po(file)
