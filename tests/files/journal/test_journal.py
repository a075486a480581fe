"""What a killed program had begun: finished where any of its files is in place, else taken for not done."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from fourchette.core.practice.acts import Deed
from fourchette.files.home.home import Home
from fourchette.files.journal import journal

AT = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)


@pytest.fixture
def begun(home: Path) -> Home:
    """A home with an act on two files, told as it is told before its files are put in place, which here they are."""
    place = Home(home)
    home.mkdir()
    for name in ("config.toml", "ratecard.toml"):
        (home / name).write_text("before")
    with journal.alone_at(place):
        journal.act(place, Deed(AT, "rules-set"), {home / "config.toml": "after", home / "ratecard.toml": "after"})
    (home / "journal" / "000001.json").rename(place.pending)
    return place


def contents(home: Home) -> list[str]:
    return [(home.folder / name).read_text() for name in ("config.toml", "ratecard.toml")]


@pytest.mark.parametrize("left", [["ratecard.toml"], []])
def test_an_act_of_which_a_file_is_in_place_is_finished_and_told(begun: Home, left: list[str]) -> None:
    for name in left:
        (begun.folder / name).write_text("before")

    journal.mend(begun)

    assert contents(begun) == ["after", "after"]
    assert [each.number for each in journal.acts(begun)] == [1]
    assert not begun.pending.exists()


def test_an_act_of_which_no_file_is_in_place_was_not_done(begun: Home) -> None:
    for name in ("config.toml", "ratecard.toml"):
        (begun.folder / name).write_text("before")

    journal.mend(begun)

    assert contents(begun) == ["before", "before"]
    assert journal.acts(begun) == ()
    assert not begun.pending.exists()


def test_what_a_hand_changed_meanwhile_is_left_to_it(begun: Home) -> None:
    (begun.folder / "ratecard.toml").write_text("by hand")

    journal.mend(begun)

    assert contents(begun) == ["after", "by hand"]
    assert [each.number for each in journal.acts(begun)] == [1]
