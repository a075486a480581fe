"""The heads of the quote files: what a list shows of each, read without reading the rest of it.

A book has thousands of them: one that is well written is read at once, and only one that is not goes
through the validator, for it to say what is wrong.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

from fourchette.core.basis.messages import say
from fourchette.core.basis.money import ZERO
from fourchette.core.basis.noun import noun
from fourchette.core.basis.problems import Problem
from fourchette.core.basis.reading import CLOSED, Amount, Count, Day, Line, Refusal, shown
from fourchette.core.basis.text import Language
from fourchette.core.practice.numbering import year_of
from fourchette.core.practice.quote_states import Entry, Status
from fourchette.files.book.saved_mandates import QUOTE_SCHEMA_WRITTEN, called, names_in, quotes_of, years
from fourchette.files.home.home import Home
from fourchette.files.toml import disk
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
    head = _read(content) or _checked(document, content)
    return Entry(
        name=called(path),
        number=head.number,
        revision=int(head.revision),
        status=head.status,
        issued=head.issued,
        valid_until=head.valid_until,
        client=head.client,
        title=head.title,
        language=head.language,
        currency=head.currency,
        total=head.total,
    )


def _read(content: Mapping[str, Any]) -> Head | None:
    """The head where every key is in its place and readable; None otherwise."""
    readers = _readers()
    if content.keys() - readers.keys():
        return None
    try:
        return Head(**{key: readers[key](value) for key, value in content.items()})
    except (Refusal, TypeError):  # a value that is refused, a key that is missing
        return None


@cache
def _readers() -> Mapping[str, Callable[[Any], Any]]:
    """What reads each key: the field's own reader, or the list of what it may be."""
    hints = get_type_hints(Head, include_extras=True)
    return {
        name: _among(hint) if get_origin(hint) is Literal else hint.__metadata__[0].function
        for name, hint in hints.items()
    }


def _among(literal: object) -> Callable[[Any], Any]:
    allowed = get_args(literal)

    def read(raw: object) -> object:
        if raw not in allowed:
            raise Refusal(say("{value} is not allowed", value=shown(raw)))
        return raw

    return read


def _checked(document: TomlDocument, content: Mapping[str, Any]) -> Head:
    from fourchette.files.toml.toml_validate import validate, wrong

    head, problems = validate(Head, content)
    if head is None:
        raise wrong(document, problems)
    return head
