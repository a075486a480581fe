"""The first minute in an empty home: one question, the card of the place, and never a word without a terminal."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from conftest import EXAMPLES, Cli
from terminal import Terminal

ANSWERS = ("--scope", "content", "--platform", "facebook", "--volume", "posts=8", "--date", "2026-11-22")


def config_of(home: Path) -> dict[str, Any]:
    return tomllib.loads((home / "config.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("environment", "proposed", "typed", "preset", "rate"),
    [
        ("en_CA.UTF-8", "[CA-ON]", "", "canada", "$65/h"),
        ("fr_FR.UTF-8", "[FR]", "", "france", "45\u00a0€/h"),
        ("en_GB.UTF-8", "[GB]", "", "united-kingdom", "£"),
        ("fr_CA.UTF-8", "[CA-QC]", "be", "belgium", "€/h"),
    ],
)
def test_a_new_user_says_where_she_works_and_takes_the_card_of_the_place(  # noqa: PLR0913, PLR0917  # a case of each
    terminal: Terminal, tmp_path: Path, environment: str, proposed: str, typed: str, preset: str, rate: str
) -> None:
    home = tmp_path / "new"
    program = terminal("quote", *ANSWERS, LANG=environment, FOURCHETTE_HOME=str(home))
    program.until(proposed)
    program.type(typed)
    assert preset in program.until("[")
    program.type("o" if environment.startswith("fr") else "y")

    assert program.code() == 0
    assert rate in program.screen
    assert config_of(home)["language"] == environment[:2]
    assert config_of(home)["profile"]["region"] == (typed or proposed.strip("[]")).upper()
    assert (home / "ratecard.toml").exists()


def test_at_home_no_other_card_is_offered_and_nothing_is_asked_twice(terminal: Terminal, tmp_path: Path) -> None:
    home = {"FOURCHETTE_HOME": str(tmp_path / "new")}
    program = terminal("quote", *ANSWERS, LANG="fr_CA.UTF-8", **home)
    program.until("[CA-QC]")
    program.type("")

    assert program.code() == 0
    assert "Prendre désormais" not in program.screen
    assert not (tmp_path / "new" / "ratecard.toml").exists()
    again = terminal("quote", *ANSWERS, LANG="fr_CA.UTF-8", **home)
    assert again.code() == 0
    assert "Où travaillez-vous" not in again.screen


def test_a_place_that_is_nearly_one_is_asked_again(terminal: Terminal, tmp_path: Path) -> None:
    program = terminal("quote", *ANSWERS, FOURCHETTE_HOME=str(tmp_path / "new"))
    program.until("[CA-ON]")
    program.type("CA-OM")
    program.until("did you mean")
    program.type("CA-QC")

    assert program.code() == 0


@pytest.mark.parametrize("option", ["--no-input", "--json"])
def test_nothing_is_asked_where_it_is_not_wanted(terminal: Terminal, tmp_path: Path, option: str) -> None:
    program = terminal("quote", *ANSWERS, option, FOURCHETTE_HOME=str(tmp_path / "new"))

    assert program.code() == 0
    assert "Where do you work" not in program.screen
    assert not (tmp_path / "new").exists()


def test_without_a_terminal_the_card_of_the_country_is_named_and_nothing_is_written(cli: Cli, home: Path) -> None:
    run = cli("quote", str(EXAMPLES / "cafe.toml"), LANG="fr_FR.UTF-8")

    assert run.code == 0
    assert "fourchette rules init --preset france" in run.err
    assert not home.exists()
    assert cli("quote", str(EXAMPLES / "cafe.toml")).err == ""
