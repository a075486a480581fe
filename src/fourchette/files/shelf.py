"""The mandates of the saved quotes, read without reading the rest of each file."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from fourchette.core.messages import Message, say
from fourchette.core.problems import Problem
from fourchette.errors import UserError
from fourchette.files.home import Home
from fourchette.files.toml import parse, read_bytes
from fourchette.files.wrong import Located, WrongFile

if TYPE_CHECKING:
    from fourchette.core.mandate import Mandate

# A quote file holds its mandate between two headers of the program's own; the rest is its result.
_MANDATE = re.compile(r"^\[mandate\]\n(?P<own>.*?)(?=^\[(?!\[?mandate\.))", re.MULTILINE | re.DOTALL)
_PREFIX = re.compile(r"^(\[\[?)mandate\.", re.MULTILINE)


def saved_quotes(home: Home) -> Iterator[Path]:
    """The files of the saved quotes, by year and number."""
    folder = home.folder / "quotes"
    if folder.is_dir():
        for year in sorted(entry for entry in folder.iterdir() if entry.is_dir()):
            files = (file for file in year.iterdir() if file.suffix == ".toml" and not file.name.startswith("."))
            yield from sorted(files, key=_order)


def _order(file: Path) -> tuple[list[int], str]:
    """By rank and revision as numbers: the thousandth quote of a year comes last."""
    return [int(part) for part in re.findall(r"[0-9]+", file.stem)], file.name


def saved_mandate(path: Path) -> "Mandate | WrongFile":
    """The mandate of a saved quote, or why it cannot be read."""
    from fourchette.core.mandate import Mandate
    from fourchette.files.validation import validated

    try:
        match = _MANDATE.search(read_bytes(path).decode("utf-8"))
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
