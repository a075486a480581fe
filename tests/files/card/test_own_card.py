"""The user's own card: where it comes from, how it is made and changed, and that it is never left broken."""

import errno
import re
import tomllib
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from fourchette.core.basis.text import LANGUAGES, Language
from fourchette.errors import DiskError, NotFound
from fourchette.files.book.taking_back import do_again, take_back
from fourchette.files.card import own_card as rulebook
from fourchette.files.card.card_file import card_from, load_card
from fourchette.files.card.card_sources import find_card, sources
from fourchette.files.card.own_card import SCHEMA_LINE, change_card, preset_card, presets, put_card, start_card
from fourchette.files.home.home import RULES_VARIABLE, Home
from fourchette.files.toml.wrong_file import WrongChange

AT = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
WIDE = 120
# Laying a preset over the default card takes its time.
preset_text = cache(rulebook.preset_text)
RANGES = {
    "quebec": "50 to 150 CAD",
    "canada": "50 to 150 CAD",
    "belgium": "35 to 100 EUR",
    "france": "35 to 100 EUR",
    "switzerland": "60 to 180 CHF",
    "united-kingdom": "30 to 95 GBP",
    "united-states": "45 to 125 USD",
}


@pytest.fixture
def book(home: Path) -> Home:
    """A home of the test's own, where nothing is yet."""
    return Home(home)


def floor(path: Path) -> int:
    return int(load_card(path).card.range_.floor)


@pytest.mark.parametrize("name", presets())
def test_a_card_is_commented_in_french_and_prices_as_in_english(name: str) -> None:
    english, french = preset_text(name), preset_text(name, "fr")
    comments = {line for line in english.splitlines() if re.search(r"(^|\s{2})#\s", line)}

    assert len(comments) > len(presets())
    assert comments & set(french.splitlines()) == set()
    assert tomllib.loads(french) == tomllib.loads(english)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_comment_of_a_card_is_wider_than_its_file(language: Language) -> None:
    wide = [line for name in presets() for line in preset_text(name, language).splitlines() if len(line) > WIDE]

    assert [line for line in wide if line.startswith("#")] == []


# --- Where the card comes from


def in_force(option: Path | None, environment: dict[str, str], book: Home) -> str:
    (source,) = (source for source in sources(option, environment, book) if source.in_force)
    return f"{source.origin} {source.path}"


def test_the_option_then_the_variable_then_the_home_then_the_default(book: Home) -> None:
    named = {RULES_VARIABLE: "named.toml"}
    assert in_force(None, {}, book) == "default None"

    start_card(book, "quebec", AT, force=False)
    assert in_force(None, {}, book) == f"home {book.card}"
    assert in_force(None, named, book) == "environment named.toml"
    assert in_force(Path("mine.toml"), named, book) == "option mine.toml"
    assert in_force(None, {RULES_VARIABLE: ""}, book) == f"home {book.card}"


def test_every_place_is_told_in_the_order_they_are_looked_at(book: Home) -> None:
    found = sources(None, {RULES_VARIABLE: "named.toml"}, book)

    assert [source.origin for source in found] == ["option", "environment", "home", "default"]
    assert [source.path for source in found] == [None, Path("named.toml"), book.card, None]


# --- Presets


def test_there_is_a_preset_for_each_country() -> None:
    assert set(presets()) == set(RANGES)
    assert presets()[0] == "quebec"


@pytest.mark.parametrize("name", RANGES)
def test_a_preset_has_its_own_currency_and_range(name: str) -> None:
    card = card_from(name, preset_text(name).encode()).card

    assert f"{card.range_.floor} to {card.range_.ceiling} {card.currency}" == RANGES[name]


@pytest.mark.parametrize("name", RANGES)
def test_a_preset_keeps_the_comments_of_the_default_card(name: str) -> None:
    comments = {line for line in preset_text("quebec").splitlines() if line.startswith("# ---")}

    assert comments <= set(preset_text(name).splitlines())


@pytest.mark.parametrize("name", sorted(set(RANGES) - {"quebec"}))
def test_a_preset_does_not_speak_of_another_country(name: str) -> None:
    text = preset_text(name)

    assert "Québec" not in text.splitlines()[0]
    assert [line for line in text.splitlines() if "Canadian dollars" in line and name != "canada"] == []


def test_an_unknown_preset_is_named_with_the_nearest() -> None:
    with pytest.raises(NotFound) as caught:
        preset_text("quebc")

    assert str(caught.value.remedy) == "did you mean “quebec”?"


# --- Making one's own


@pytest.mark.parametrize("name", RANGES)
def test_a_card_that_is_made_is_that_of_its_preset_with_the_line_that_editors_know(name: str, book: Home) -> None:
    path = start_card(book, name, AT, force=False)

    assert path == book.card
    assert path.read_text(encoding="utf-8") == SCHEMA_LINE + preset_text(name)
    assert load_card(path).card.currency in RANGES[name]


def test_a_card_that_is_there_is_left_as_it_was(book: Home) -> None:
    start_card(book, "quebec", AT, force=False)
    before = book.card.read_bytes()

    with pytest.raises(NotFound, match="left as it was") as caught:
        start_card(book, "france", AT, force=False)

    assert "--force" in str(caught.value.remedy)
    assert book.card.read_bytes() == before


def test_a_card_that_is_replaced_can_be_brought_back(book: Home) -> None:
    start_card(book, "quebec", AT, force=False)
    change_card(book.card, book, "range.floor", "61", AT)
    mine = book.card.read_bytes()

    start_card(book, "france", AT, force=True)
    assert floor(book.card) == 35
    bring_back(book)

    assert book.card.read_bytes() == mine


def test_a_card_that_is_no_text_can_be_replaced_and_brought_back_to_be_mended(book: Home) -> None:
    book.folder.mkdir()
    book.card.write_bytes(b'name = "\xe9"\n')

    start_card(book, "quebec", AT, force=True)

    assert floor(book.card) == 50
    assert bring_back(book).read_bytes() == b'name = "\xe9"\n'


# --- Changing it


def test_the_first_change_makes_a_card_of_the_default_one(book: Home) -> None:
    change_card(book.card, book, "range.floor", "55", AT)

    assert floor(book.card) == 55
    assert book.card.read_text(encoding="utf-8") == (SCHEMA_LINE + preset_text("quebec")).replace(
        "\nfloor = 50\n", "\nfloor = 55\n"
    )


def test_a_card_that_is_named_is_changed_where_it_is(book: Home, tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(preset_text("france"), encoding="utf-8")

    change_card(mine, book, "range.floor", "38", AT)

    assert floor(mine) == 38
    assert not book.card.exists()


def test_a_change_that_breaks_the_card_leaves_every_byte(book: Home) -> None:
    start_card(book, "quebec", AT, force=False)
    change_card(book.card, book, "range.floor", "55", AT)
    before = book.card.read_bytes()

    with pytest.raises(WrongChange) as caught:
        change_card(book.card, book, "range.floor", "500", AT)

    assert [located.problem.key for located in caught.value.problems] == ["range"]
    assert book.card.read_bytes() == before
    assert floor(bring_back(book)) == 50


def test_a_first_change_that_breaks_the_card_makes_none(book: Home) -> None:
    with pytest.raises(WrongChange):
        change_card(book.card, book, "range.floor", "500", AT)

    assert not book.folder.exists()


def test_a_broken_text_is_not_put_in_force(book: Home) -> None:
    start_card(book, "quebec", AT, force=False)
    before = book.card.read_bytes()

    with pytest.raises(WrongChange):
        put_card(book.card, book, "range = [", book.card.read_bytes(), AT)

    assert book.card.read_bytes() == before


def test_a_broken_card_can_be_put_right(book: Home) -> None:
    book.folder.mkdir()
    book.card.write_text("range = [", encoding="utf-8")

    put_card(book.card, book, preset_text("quebec"), book.card.read_bytes(), AT)

    assert floor(book.card) == 50


# --- Bringing it back


def bring_back(book: Home) -> Path:
    take_back(book, None, AT)
    return book.card


def test_a_change_is_undone_and_done_again(book: Home) -> None:
    start_card(book, "quebec", AT, force=False)
    change_card(book.card, book, "range.floor", "55", AT)

    assert floor(bring_back(book)) == 50
    do_again(book, None, AT)
    assert floor(book.card) == 55


def test_the_first_change_can_be_undone(book: Home) -> None:
    change_card(book.card, book, "range.floor", "55", AT)

    bring_back(book)

    assert not book.card.exists()
    assert load_card(find_card(None, {}, book)).card.range_.floor == 50


def test_the_same_value_twice_is_one_act(book: Home) -> None:
    start_card(book, "quebec", AT, force=False)
    change_card(book.card, book, "range.floor", "55", AT)
    change_card(book.card, book, "range.floor", "55", AT)

    assert floor(bring_back(book)) == 50


def test_a_card_that_was_erased_by_hand_is_left_so(book: Home) -> None:
    start_card(book, "quebec", AT, force=False)
    change_card(book.card, book, "range.floor", "55", AT)
    book.card.unlink()

    with pytest.raises(NotFound, match="was changed since"):
        bring_back(book)
    assert not book.card.exists()


def test_a_change_that_the_disk_refuses_loses_no_earlier_undo(book: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    start_card(book, "quebec", AT, force=False)
    change_card(book.card, book, "range.floor", "51", AT)
    change_card(book.card, book, "range.floor", "52", AT)
    before = {path.name: path.read_bytes() for path in book.folder.rglob("*.*")}
    replace = Path.replace

    def refuse(old: Path, new: Path) -> Path:
        if new == book.card:
            raise OSError(errno.ENOSPC, "full")
        return replace(old, new)

    monkeypatch.setattr(Path, "replace", refuse)

    with pytest.raises(DiskError):
        change_card(book.card, book, "range.floor", "53", AT)

    assert {path.name: path.read_bytes() for path in book.folder.rglob("*.*")} == before


@pytest.mark.parametrize("preset", ["belgium", "france", "switzerland"])
def test_the_cards_of_europe_say_in_french_what_is_said_there(preset: str) -> None:
    text, coverage = preset_text(preset), preset_card(preset).traits["coverage"]

    assert coverage.choices["weekends"].label.fr == "Heures de bureau et week-ends"
    assert coverage.choices["weekends"].percent == preset_card("quebec").traits["coverage"].choices["weekends"].percent
    assert not [line for line in text.splitlines() if "nfolettre" in line]
    assert "Charte" not in text


def test_the_cards_at_home_keep_the_words_of_quebec() -> None:
    assert preset_card("canada").traits["newsletters"].label.fr == "Infolettres"
    assert "Charte" not in preset_text("canada")
