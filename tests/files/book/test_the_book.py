"""The book on the disk: files found by number, listed by their head alone, moved on whole."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from builders import happen, priced, recorded, small_card
from fourchette.core.practice.quote_states import Entry, Event
from fourchette.errors import NotFound
from fourchette.files.book.book import find, open_quote
from fourchette.files.book.book_heads import book_entries, entry_of
from fourchette.files.book.quote_file import QuoteText, save, save_revision
from fourchette.files.card.card_file import CardFile
from fourchette.files.home.home import Home
from fourchette.files.toml.wrong_file import WrongFile

AT = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
QUOTE = priced(small_card(), {"posts": 3}, title="Trois publications")
TEXT = QuoteText(QUOTE, recorded(QUOTE), [], CardFile(QUOTE.card, "a" * 64, "schema = 1\n"), AT)


@pytest.fixture
def book(tmp_path: Path) -> Home:
    """A book of two quotes, the first of which has eleven revisions."""
    home = Home(tmp_path)
    save(home, TEXT)
    save(home, TEXT)
    for revision in range(2, 12):
        save_revision(home, TEXT, "2026-001", revision)
    return home


def test_a_head_says_what_a_list_shows(book: Home) -> None:
    assert entry_of(find(book, "2026-002")) == Entry(
        name="2026-002",
        number="2026-002",
        revision=1,
        status="draft",
        issued=date(2026, 11, 22),
        valid_until=date(2026, 12, 22),
        client="",
        title="Trois publications",
        language="fr",
        currency="CAD",
        total=Decimal(300),
    )


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("2026-001", "2026-001.11"),
        ("2026-001.1", "2026-001"),
        ("2026-001.2", "2026-001.2"),
        (" 2026-002 ", "2026-002"),
        ("2026-002.toml", "2026-002"),
    ],
)
def test_a_quote_is_found_by_its_number_or_its_revision(book: Home, asked: str, name: str) -> None:
    assert find(book, asked).stem == name


@pytest.mark.parametrize("asked", ["2026-003", "2026-001.12", "2027-001", "../2026-001", "", "*", "x" * 300])
def test_what_is_not_in_the_book_is_not_found(book: Home, asked: str) -> None:
    with pytest.raises(NotFound, match="there is no quote"):
        find(book, asked)


def test_a_file_that_cannot_be_read_comes_with_its_error(book: Home) -> None:
    path = book.quotes(2026) / "2026-005.toml"
    path.write_text("schema = 9\n", encoding="utf-8")

    found = dict(book_entries(book))

    assert isinstance(found[path], WrongFile)
    assert sum(isinstance(entry, Entry) for entry in found.values()) == 12


@pytest.mark.parametrize(
    ("line", "wrong", "said"),
    [
        ('status = "draft"', 'status = "drafted"', 'status: "drafted" is not allowed'),
        ('language = "fr"', 'language = "de"', 'language: "de" is not allowed'),
        ("revision = 1", "revision = 1.5", "revision: a whole number is expected, not 1.5"),
        ("revision = 1\n", "", "revision: this key is missing"),
        ("total = 300.00", 'total = "300"', 'total: a number is expected, not "300"'),
        ("issued = 2026-11-22", "issued = 2026-11-22T10:00:00Z", "issued: a date is expected"),
        ("revision = 1", "revision = 1\ncolour = 2", "colour: colour is not a key known here"),
    ],
)
def test_a_head_that_is_wrong_says_where(book: Home, line: str, wrong: str, said: str) -> None:
    path = find(book, "2026-002")
    text = path.read_text(encoding="utf-8")
    assert line in text
    path.write_text(text.replace(line, wrong, 1), encoding="utf-8")

    error = entry_of(path)

    assert isinstance(error, WrongFile)
    [located] = error.problems
    assert f"{located.problem.key}: {located.problem.message}".startswith(said)


def test_a_list_of_a_year_reads_that_year_s_files(book: Home) -> None:
    assert list(book_entries(book, "2027")) == []
    assert len(list(book_entries(book, "2026"))) == 12


def test_an_event_moves_the_status_and_stays_in_the_history(book: Home) -> None:
    path = find(book, "2026-002")
    happen((open_quote(path), [Event(AT, "send", "sent")]))

    quote = open_quote(path)
    assert quote.entry.status == "sent"
    assert quote.history == (Event(AT, "created", "draft"), Event(AT, "send", "sent"))


def test_a_stale_quote_overwrites_nothing(book: Home) -> None:
    path = find(book, "2026-002")
    stale = open_quote(path)
    happen((stale, [Event(AT, "send", "sent")]))
    newer = path.read_bytes()

    with pytest.raises(NotFound, match="changed in the meantime"):
        happen((stale, [Event(AT, "accept", "accepted")]))
    assert path.read_bytes() == newer


def test_an_event_on_one_quote_leaves_the_others_as_they_were(book: Home) -> None:
    before = {path: path.read_bytes() for path in book.folder.rglob("*.toml")}
    path = find(book, "2026-001.1")
    happen((open_quote(path), [Event(AT, "send", "sent")]))

    after = {path: path.read_bytes() for path in book.folder.rglob("*.toml")}
    assert {name for name in after if after[name] != before.get(name)} == {path}
