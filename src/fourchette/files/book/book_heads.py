"""The heads of the quote files: what a list shows of each, read without reading the rest of it.

A book has thousands of them: one that is well written is read at once, and only one that is not goes
through the validator, for it to say what is wrong.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import Any

from fourchette.core.basis.messages import say
from fourchette.core.basis.money import ZERO
from fourchette.core.basis.noun import noun
from fourchette.core.basis.problems import Problem
from fourchette.core.basis.reading import CLOSED, Amount, Count, Day, Line
from fourchette.core.basis.text import Language
from fourchette.core.practice.numbering import year_of
from fourchette.core.practice.quote_states import Entry, Status
from fourchette.files.book.saved_mandates import QUOTE_SCHEMA_WRITTEN, called, names_in, quotes_of, years
from fourchette.files.home.home import Home
from fourchette.files.toml import disk
from fourchette.files.toml.noun_reader import read_noun
from fourchette.files.toml.toml_read import TomlDocument, parse
from fourchette.files.toml.wrong_file import Located, WrongFile

HEAD_BYTES = 8192
# What a month comes to stands far below the head: only what is shown is looked for there.
_MONTHLY = re.compile(rb"^\[result\.monthly\]\r?\nsubtotal = (\d+(?:\.\d+)?)\r?$", re.MULTILINE)


@noun(kw_only=True)
class Head:
    """The scalars before the first table of a quote file, as they are read."""

    __pydantic_config__ = CLOSED
    number: Line = ""
    revision: Count
    status: Status
    events: Count = ZERO
    chain: Line = ""
    issued: Day
    valid_until: Day
    client: Line = ""
    title: Line = ""
    language: Language
    currency: Line
    total: Amount
    program: Line = ""


def book_entries(home: Home, year: str | None = None) -> Iterator[tuple[Path, Entry | WrongFile]]:
    """Every file of the book (of a year), the latest first; one that cannot be read comes with its error."""
    for folder in reversed(years(home)):
        if year is None or folder.name == year:
            for path in quotes_of(folder, latest_first=True):
                yield path, entry_of(path)


def entry_of(path: Path) -> Entry | WrongFile:
    """What a listing shows of a file, read from its first lines only; or why it cannot be read."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES).split(b"\n[", 1)[0] + b"\n"
        return entry_in(path, parse(str(path), head, QUOTE_SCHEMA_WRITTEN))
    except WrongFile as error:
        return error
    except OSError as error:
        return WrongFile(str(path), [Located(Problem((), say("{reason}", reason=disk.reason(error))))])


def monthly_of(home: Home, entry: Entry) -> Decimal | None:
    """What a quote of the book asks a month, before tax; None where it asks nothing by the month."""
    (stem,) = names_in(entry.number, entry.revision)
    found = _MONTHLY.search(disk.raw(home.quotes(year_of(entry.number)) / f"{stem}.toml"))
    return None if found is None else Decimal(found[1].decode())


def entry_in(path: Path, document: TomlDocument) -> Entry:
    """What a listing shows of a document; raises WrongFile with everything wrong in its head."""
    content = {key: value for key, value in document.content.items() if not isinstance(value, dict | list)}
    head = read_noun(Head, content) or _checked(document, content)
    said = {each.name: getattr(head, each.name) for each in fields(Entry) if each.name != "name"}
    return Entry(**{**said, "name": called(path), "revision": int(head.revision)})


def _checked(document: TomlDocument, content: Mapping[str, Any]) -> Head:
    from fourchette.files.toml.toml_validate import validate, wrong

    head, problems = validate(Head, content)
    if head is None:
        raise wrong(document, problems)
    return head
