"""The mandates of the saved quotes, read without reading the rest of each file."""

import re
from collections.abc import Iterator
from pathlib import Path

from fourchette.core.mandate import Mandate
from fourchette.errors import UserError
from fourchette.files.home import Home
from fourchette.files.toml import parse, read_bytes
from fourchette.files.validation import validated
from fourchette.files.wrong import WrongFile

# A quote file holds its mandate between two headers of the program's own; the rest is its result.
_MANDATE = re.compile(r"^\[mandate\]\n(?P<own>.*?)(?=^\[(?!\[?mandate\.))", re.MULTILINE | re.DOTALL)
_PREFIX = re.compile(r"^(\[\[?)mandate\.", re.MULTILINE)


def saved_quotes(home: Home) -> Iterator[Path]:
    """The files of the saved quotes, by year and number."""
    folder = home.folder / "quotes"
    if folder.is_dir():
        for year in sorted(entry for entry in folder.iterdir() if entry.is_dir()):
            yield from sorted(
                file for file in year.iterdir() if file.suffix == ".toml" and not file.name.startswith(".")
            )


def saved_mandate(path: Path) -> Mandate | WrongFile:
    """The mandate of a saved quote, or why it cannot be read."""
    try:
        text = read_bytes(path).decode("utf-8", errors="replace")
        match = _MANDATE.search(text)
        own = _PREFIX.sub(r"\1", match["own"]) if match else ""
        return validated(Mandate, parse(str(path), own.encode()))
    except WrongFile as error:
        return error
    except UserError as error:
        return WrongFile(f"{path}: {error}", [])
