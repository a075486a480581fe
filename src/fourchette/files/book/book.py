"""The quote book: one file a quote, found by number, listed by its head, moved on by rewriting it whole."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

from fourchette.core.basis.messages import say
from fourchette.core.basis.noun import noun
from fourchette.core.basis.problems import Problem, unknown_name
from fourchette.core.basis.reading import CLOSED, Amount, Line, ReadBy, Refusal, shown
from fourchette.core.practice.quote_states import Entry, Event, Status
from fourchette.errors import NotFound
from fourchette.files.book.book_heads import entry_in
from fourchette.files.book.quote_seal import with_event
from fourchette.files.book.saved_mandates import saved_quotes
from fourchette.files.home.home import Home
from fourchette.files.toml import disk
from fourchette.files.toml.toml_read import parse, read_bytes
from fourchette.files.toml.toml_validate import validate, wrong

QUOTE_NAME = re.compile(r"^(?P<number>\d{4}-\d{3,})(?:\.(?P<revision>\d+))?$")
_FEW = 20


def _read_moment(raw: object) -> datetime:
    if not isinstance(raw, datetime):
        raise Refusal(say("a moment is expected, not {value}", value=shown(raw)))
    return raw


@noun(kw_only=True)
class HistoryEntry:
    """One event as it is read; `digest` seals it with all that precedes it."""

    __pydantic_config__ = CLOSED
    at: Annotated[datetime, ReadBy(_read_moment)]
    event: Line
    status: Status
    reason: Line = ""
    lane: Line = ""
    month: Line = ""
    hours: Amount | None = None
    digest: Line


@noun
class SavedQuote:
    """A quote file as it was read: its entry, its whole text and content, its history."""

    path: Path
    entry: Entry
    raw: bytes
    content: dict[str, Any]
    history: tuple[Event, ...]

    @property
    def text(self) -> str:
        """The text of the file."""
        return self.raw.decode("utf-8")


def find(home: Home, name: str) -> Path:
    """The file of a quote by its number (its latest revision) or its number and revision; raises NotFound."""
    name = name.strip().removesuffix(".toml")
    match = QUOTE_NAME.match(name)
    paths = list(saved_quotes(home))
    if match is None:
        return _not_found(name, paths)
    if match["revision"] is not None:
        wanted = name.removesuffix(".1") if match["revision"] == "1" else name
        found = [path for path in paths if path.stem == wanted]
    else:
        found = [path for path in paths if path.stem.split(".")[0] == match["number"]]
    return max(found, key=revision_of) if found else _not_found(name, paths)


def revision_of(path: Path) -> int:
    """The revision that a file's name says; the first has none."""
    match = QUOTE_NAME.match(path.stem)
    return int(match["revision"] or 1) if match else 0


def _not_found(name: str, paths: list[Path]) -> Path:
    known = [path.stem for path in paths]
    message = say("there is no quote {number}", number=name)
    if not known:
        raise NotFound(message, say("the book is empty: fourchette quote MANDATE --save"))
    problem = unknown_name((), message, name, known)
    raise NotFound(message, problem.remedy if len(known) < _FEW or "did" in str(problem.remedy) else None)


def open_quote(path: Path) -> SavedQuote:
    """Read a quote file whole; raises WrongFile when it is none."""
    raw = read_bytes(path)
    document = parse(str(path), raw)
    entry = entry_in(path, document)
    history = []
    for index, item in enumerate(document.content.get("history", [])):
        found, problems = validate(HistoryEntry, item)
        if found is None:
            raise wrong(document, [Problem(("history", index, *p.path), p.message, p.remedy) for p in problems])
        history.append(_event(found))
    return SavedQuote(path, entry, raw, document.content, tuple(history))


def _event(entry: HistoryEntry) -> Event:
    return Event(entry.at, entry.event, entry.status, entry.reason, entry.lane, entry.month, entry.hours)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Nobody else moves a quote of this folder on meanwhile; the system lets go when the program dies."""
    try:
        import fcntl
    except ImportError:  # Windows: the check that the file is unchanged stands alone there.
        yield
        return
    with folder.open() if folder.is_file() else (folder / ".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def record_event(quote: SavedQuote, event: Event) -> None:
    """Add an event to a quote's file; raises NotFound when the file changed since it was read."""
    with disk.refusals(quote.path), _locked(quote.path.parent):
        if read_bytes(quote.path) != quote.raw:
            raise NotFound(
                say("{file} changed in the meantime; nothing was done", file=str(quote.path)), say("do it again")
            )
        disk.write(quote.path, with_event(quote.text, event))
