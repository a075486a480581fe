"""The mandates of the saved quotes, read without reading the rest of each file."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.problems import Problem
from fourchette.core.practice.numbering import QUOTE_NAME
from fourchette.errors import UserError
from fourchette.files.home.home import Home
from fourchette.files.toml.toml_read import parse, read_bytes
from fourchette.files.toml.wrong_file import Located, WrongFile

if TYPE_CHECKING:
    from fourchette.core.mandate.mandate import Mandate

# The schema of the quotes that are written; those of earlier ones are read, and verified, as they were written.
QUOTE_SCHEMA_WRITTEN = 2
# A quote file holds its mandate between two headers of the program's own; the rest is its result.
_MANDATE = re.compile(r"^\[mandate\]\n(?P<own>.*?)(?=^\[(?!\[?mandate\.))", re.MULTILINE | re.DOTALL)
_PREFIX = re.compile(r"^(\[\[?)mandate\.", re.MULTILINE)


def saved_quotes(home: Home) -> Iterator[Path]:
    """The files of the saved quotes, by year and number."""
    for year in years(home):
        yield from quotes_of(year)


def years(home: Home) -> list[Path]:
    """The folders of the years, the first one first."""
    folder = home.folder / "quotes"
    return sorted(entry for entry in folder.iterdir() if entry.is_dir()) if folder.is_dir() else []


def quotes_of(year: Path, *, latest_first: bool = False) -> Iterator[Path]:
    """The files of a year by number. Names are sorted before any path is made: a list wants few of thousands."""
    # A quote's own name comes before that of a copy in the same place.
    places = ((place, len(name), name) for name in _files_of(year) if (place := _place(name, year.name)) is not None)
    for _, _, name in sorted(places, reverse=latest_first):
        yield year / name


def strays(home: Home) -> tuple[Path, ...]:
    """The files of the book under no name of a quote of their year: copies, as synchronisation makes them."""
    found = ((year, name) for year in years(home) for name in _files_of(year))
    return tuple(year / name for year, name in sorted(found) if _place(name, year.name) is None)


def _files_of(year: Path) -> Iterator[str]:
    return (name for name in os.listdir(year) if name.endswith(".toml") and not name.startswith("."))  # noqa: PTH208  # a path for each would cost more than the sort


def _place(name: str, year: str) -> tuple[int, str, int] | None:
    """Where a file stands in its year: by rank and revision as numbers, the thousandth quote last, and 2 before 10."""
    match = QUOTE_NAME.match(name.removesuffix(".toml"))
    if match is None or match["year"] != year:
        return None
    return int(match["rank"]), match["number"], int(match["revision"] or 0)


def called(path: Path) -> str:
    """What a quote is called, by its file: with its revision wherever there is more than one."""
    alone = "." in path.stem or not path.with_name(f"{path.stem}.2{path.suffix}").exists()
    return path.stem if alone else f"{path.stem}.1"


def names_in(number: str, revision: int) -> tuple[str, ...]:
    """The one name that the file of a quote may have: none without a number."""
    return () if not number else (number,) if revision == 1 else (f"{number}.{revision}",)


def saved_mandate(path: Path) -> "Mandate | WrongFile":
    """The mandate of a saved quote, or why it cannot be read."""
    from fourchette.core.mandate.mandate import Mandate
    from fourchette.files.toml.toml_validate import validated

    try:
        match = _MANDATE.search(read_bytes(path).decode("utf-8").replace("\r\n", "\n"))
        if match is None:
            return _unreadable(path, say("no mandate is found in this file"))
        return validated(Mandate, parse(str(path), _PREFIX.sub(r"\1", match["own"]).encode()))
    except UnicodeDecodeError:
        return _unreadable(path, say("this is not UTF-8 text"))
    except WrongFile as error:
        return error
    except UserError as error:
        return _unreadable(path, say("{reason}", reason=str(error)))


def _unreadable(path: Path, message: Message) -> WrongFile:
    return WrongFile(str(path), [Located(Problem((), message))])
