"""The quote book: one file a quote, found by number, listed by its head, moved on by rewriting it whole."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, NoReturn

from fourchette.core.basis.messages import say
from fourchette.core.basis.noun import noun
from fourchette.core.basis.problems import Problem, unknown_name
from fourchette.core.basis.reading import CLOSED, Amount, Count, Day, Line, ReadBy, Refusal, shown
from fourchette.core.practice.acts import Deed
from fourchette.core.practice.numbering import QUOTE_NAME, rank_of, year_of
from fourchette.core.practice.quote_states import Entry, Event, Status
from fourchette.errors import NotFound
from fourchette.files.book.book_heads import entry_in, entry_of
from fourchette.files.book.quote_seal import with_events
from fourchette.files.book.saved_mandates import QUOTE_SCHEMA_WRITTEN, names_in, quotes_of, saved_quotes
from fourchette.files.home.home import Home
from fourchette.files.journal import journal
from fourchette.files.toml.lock import refuse_changed
from fourchette.files.toml.toml_read import parse, read_bytes
from fourchette.files.toml.toml_validate import validate, wrong

_FEW = 20
# What of a quote is a table: each is read as one wherever it is asked for.
_TABLES = ("seller", "mandate", "card", "result")


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
    day: Day | None = None
    withdraws: Count | None = None
    undoes: Count | None = None
    amount: Amount | None = None
    document: Line = ""
    sha256: Line = ""
    template: Line = ""
    language: Line = ""
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
        """The text of the file, whatever ends its lines: a copy between systems changes those, and nothing said."""
        return self.raw.decode("utf-8-sig").replace("\r\n", "\n")

    @property
    def lanes(self) -> tuple[str, ...]:
        """The lanes of its hours; none where its lines are not as the program writes them."""
        try:
            result = self.content.get("result", {})
            # Where a price stands in their place, the lines of the work are those beside it.
            lines = result.get("stated", {}).get("lines") or result.get("lines", [])
            return tuple(dict.fromkeys(str(line["id"]) for line in lines if "hours" in line))
        except (LookupError, TypeError, AttributeError):
            return ()


def find(home: Home, name: str) -> Path:
    """The file of a quote by its number and revision; by its number alone, that of the revision in force.

    Capitals do not count, nor does a prefix that is left out: a rank is that of one quote of its year.
    Raises NotFound.
    """
    name = name.strip().removesuffix(".toml")
    match = QUOTE_NAME.match(name)
    paths = [] if match is None else revisions(home, match["number"]) or _meant(home, match["number"])
    if match is not None and match["revision"] is not None:
        paths = [path for path in paths if revision_of(path) == int(match["revision"])]
    if not paths:
        _not_found(home, name)
    return paths[0] if len(paths) == 1 else in_force(paths)


def revisions(home: Home, number: str) -> list[Path]:
    """The files of a quote's revisions, the first one first."""
    return [path for path in _of_year(home, number) if _number(path) == number]


def _meant(home: Home, name: str) -> list[Path]:
    """The revisions of the one quote that is named in other capitals, or without its prefix."""
    found = [path for path in _of_year(home, name) if rank_of(_number(path)) == rank_of(name)]
    given = name.casefold()
    found = [path for path in found if _number(path).casefold() == given or given[0].isdecimal()]
    return found if len(set(map(_number, found))) == 1 else []


def _of_year(home: Home, number: str) -> Iterable[Path]:
    year = home.quotes(year_of(number))
    return quotes_of(year) if year.is_dir() else ()


def _number(path: Path) -> str:
    return path.stem.split(".")[0]


def in_force(paths: Iterable[Path]) -> Path:
    """Of a quote's revisions, the one a bare number stands for: the accepted, else the latest sent, else the latest."""

    def rank(path: Path) -> tuple[bool, bool, int]:
        entry = entry_of(path)
        status = entry.status if isinstance(entry, Entry) else ""
        return (status == "accepted", status == "sent", revision_of(path))

    return max(paths, key=rank)


def revision_of(path: Path) -> int:
    """The revision that a file's name says; the first has none."""
    match = QUOTE_NAME.match(path.stem)
    return int(match["revision"] or 1) if match else 0


def _not_found(home: Home, name: str) -> NoReturn:
    known = [path.stem for path in saved_quotes(home)]
    message = say("there is no quote {number}", number=name)
    if not known:
        raise NotFound(message, say("the book is empty: fourchette quote MANDATE --save"))
    problem = unknown_name((), message, name, known)
    raise NotFound(message, problem.remedy if len(known) < _FEW or "did" in str(problem.remedy) else None)


def open_quote(path: Path) -> SavedQuote:
    """Read a quote file whole; raises WrongFile when it is none."""
    return saved_in(path, read_bytes(path))


def saved_in(path: Path, raw: bytes) -> SavedQuote:
    """A quote file from its bytes; raises WrongFile when they are none."""
    document = parse(str(path), raw, QUOTE_SCHEMA_WRITTEN)
    entry = entry_in(path, document)
    if odd := [key for key in _TABLES if not isinstance(document.content.get(key, {}), dict)]:
        raise wrong(document, [Problem((key,), say("a table is expected")) for key in odd])
    history = []
    for index, item in enumerate(document.content.get("history", [])):
        found, problems = validate(HistoryEntry, item)
        if found is None:
            raise wrong(document, [Problem(("history", index, *p.path), p.message, p.remedy) for p in problems])
        history.append(_event(found))
    return SavedQuote(path, entry, raw, document.content, tuple(history))


def _event(entry: HistoryEntry) -> Event:
    said = {field.name: getattr(entry, field.name) for field in fields(Event)}
    places = {name: int(said[name]) for name in ("withdraws", "undoes") if said[name] is not None}
    return Event(**{**said, **places})


def refuse_misplaced(quote: SavedQuote) -> None:
    """Raise NotFound where a file bears the name of another quote than the one in it: nothing is done on it."""
    entry = quote.entry
    names = names_in(entry.number, entry.revision)
    if quote.path.stem not in names:
        message = say("{file} bears the name of another quote than the one in it", file=str(quote.path))
        own = "".join(name + quote.path.suffix for name in names)
        raise NotFound(message, say("call it {name} again, or take it out of your book", name=own) if own else None)


def record_events(
    home: Home,
    told: Deed,
    *changes: tuple[SavedQuote, Sequence[Event]],
    beside: Mapping[Path, bytes] = MappingProxyType({}),
) -> None:
    """Add events to quotes, and put files `beside` them, all or none, as one act; for the one who is `alone_at` home.

    Raises NotFound where a file changed since it was read, WrongFile where what would be written is not so
    when it is read back.
    """
    texts: dict[Path, str | bytes | None] = {
        **beside,
        **{quote.path: recorded_in(quote, events) for quote, events in changes},
    }
    for quote, _ in changes:
        refuse_changed(quote.path, quote.raw)
    journal.act(home, told, texts)


def recorded_in(quote: SavedQuote, events: Sequence[Event]) -> str:
    """The text of a quote with more events; raises WrongFile where it would not say what was to be written in it."""
    refuse_misplaced(quote)
    text = with_events(quote.text, events)
    written = saved_in(quote.path, text.encode())
    count = len(written.history)
    if (written.entry.status, written.history) != (events[-1].status, (*quote.history, *events)) or (
        written.content.get("events") != count
    ):
        problem = Problem(("status",), say("it is not written as the program writes it, and cannot be changed"))
        raise wrong(parse(str(quote.path), quote.raw, QUOTE_SCHEMA_WRITTEN), [problem])
    return text
