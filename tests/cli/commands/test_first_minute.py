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
    ("environment", "proposed", "typed", "region", "currency", "rate"),
    [
        ("en_CA.UTF-8", "[Ontario]", "", "CA-ON", "CAD", "$65/h"),
        ("fr_FR.UTF-8", "[France]", "Lyon, France", "FR", "EUR", "45\u00a0€/h"),
        ("en_GB.UTF-8", "[United Kingdom]", "", "GB", "GBP", "£"),
        ("fr_CA.UTF-8", "[Québec]", "be", "BE", "EUR", "€/h"),
        ("fr_CA.UTF-8", "[Québec]", "Toronto, Ontario", "CA-ON", "CAD", "65\u00a0$/h"),
        ("en_CA.UTF-8", "[Ontario]", "us-ny", "US-NY", "USD", "/h"),
    ],
)
def test_a_new_user_says_where_she_works_and_takes_the_card_of_the_place(  # noqa: PLR0913, PLR0917  # a case of each
    terminal: Terminal,
    tmp_path: Path,
    environment: str,
    proposed: str,
    typed: str,
    region: str,
    currency: str,
    rate: str,
) -> None:
    home = tmp_path / "new"
    program = terminal("quote", *ANSWERS, LANG=environment, FOURCHETTE_HOME=str(home))
    program.until(proposed)
    program.type(typed)
    assert f"in {currency}" in program.until("?") or f"en {currency}" in program.screen
    program.type("o" if environment.startswith("fr") else "")

    assert program.code() == 0
    assert rate in program.screen
    assert config_of(home)["language"] == environment[:2]
    assert config_of(home)["profile"]["region"] == region
    assert (home / "ratecard.toml").exists()


@pytest.mark.parametrize(
    ("place", "said"), [("Lyon, France", "L’écran dit « soumission », vos documents « devis »."), ("Ontario", "")]
)
def test_a_new_user_is_told_the_word_that_her_documents_have_for_a_quote(
    terminal: Terminal, tmp_path: Path, place: str, said: str
) -> None:
    program = terminal("quote", *ANSWERS, LANG="fr_CA.UTF-8", FOURCHETTE_HOME=str(tmp_path / "new"))
    program.until("[Québec]")
    program.type(place)
    told = program.until("Utiliser désormais").replace("\u00a0", " ")

    assert said in told
    assert ("L’écran dit" in told) == bool(said)


def test_at_home_no_other_card_is_offered_and_nothing_is_asked_twice(terminal: Terminal, tmp_path: Path) -> None:
    home = {"FOURCHETTE_HOME": str(tmp_path / "new")}
    program = terminal("quote", *ANSWERS, LANG="fr_CA.UTF-8", **home)
    program.until("[Québec]")
    program.type("")

    assert program.code() == 0
    assert "Utiliser désormais" not in program.screen
    assert not (tmp_path / "new" / "ratecard.toml").exists()
    again = terminal("quote", *ANSWERS, LANG="fr_CA.UTF-8", **home)
    assert again.code() == 0
    assert "Où travaillez-vous" not in again.screen


def test_a_place_that_is_nearly_one_is_asked_again(terminal: Terminal, tmp_path: Path) -> None:
    program = terminal("quote", *ANSWERS, FOURCHETTE_HOME=str(tmp_path / "new"))
    program.until("[Ontario]")
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


def test_a_place_that_is_none_is_told_the_names_of_those_there_are(terminal: Terminal, tmp_path: Path) -> None:
    program = terminal("quote", *ANSWERS, FOURCHETTE_HOME=str(tmp_path / "new"))
    program.until("[Ontario]")
    program.type("Lyon")
    assert "Ontario (CA-ON)" in program.until("France (FR)").replace("\n ", "")
    program.type("?")
    program.until("For instance: Alberta")
    program.type("Quebec")

    assert program.code() == 0
    assert config_of(tmp_path / "new")["profile"]["region"] == "CA-QC"


def test_an_answer_that_is_neither_yes_nor_no_is_asked_again(terminal: Terminal, tmp_path: Path) -> None:
    program = terminal("quote", *ANSWERS, FOURCHETTE_HOME=str(tmp_path / "new"))
    program.until("[Ontario]")
    program.type("")
    program.until("[yes]")
    program.type("fourchette new")
    program.until("answer yes or no")
    program.type("no")

    assert program.code() == 0
    assert not (tmp_path / "new" / "ratecard.toml").exists()


def test_a_file_that_is_not_there_is_said_before_anything_is_asked(terminal: Terminal, tmp_path: Path) -> None:
    program = terminal("quote", "cafe", FOURCHETTE_HOME=str(tmp_path / "new"))

    assert program.code() == 4
    assert "there is no file cafe" in program.screen
    assert not (tmp_path / "new").exists()


def test_from_an_empty_home_to_a_signed_document_by_questions_alone(
    terminal: Terminal, tmp_path: Path, cli: Cli
) -> None:
    home = tmp_path / "new"
    at = {"FOURCHETTE_HOME": str(home), "LANG": "fr_FR.UTF-8", "NO_COLOR": "1"}
    program = terminal("new", "mandat.toml", **at)
    for question, answer in (
        ("Où travaillez-vous", "Lyon, France"),
        ("Utiliser désormais", ""),
        ("Pour quel client", "Boulangerie Morel"),
        ("Où se trouve le client", "marseille, france"),
        ("rédiger la soumission", ""),
        ("Quel titre", ""),
        ("mensuel ou un projet", ""),
        ("Que comprend", "1"),
        ("Sur quelles plateformes", "Instagram"),
        ("Quelle est votre expérience", ""),
        ("publications [0] > ", "1,500"),
        ("publications [0] > ", "8"),
    ):
        program.until(question)
        program.type(answer)
    while "plus de détails" not in program.until("> "):
        program.type("")
    program.type("")
    for question, answer in (
        ("au registre", "oui"),
        ("Quel nom inscrire", "Claire Dubois EI"),
        ("courriel", "Claire"),
        ("pas une adresse", "claire@example.org"),
        ("inscrite aux taxes de vente (TVA)", "non"),
        ("SIRET", "123 456 789 00012"),
        ("adresse", "1, rue Mercière, Lyon"),
    ):
        program.until(question)
        program.type(answer)

    assert program.code() == 0
    assert "1500" in program.screen  # 1,500 is asked about
    (number,) = (each.stem for each in home.glob("quotes/*/*.toml"))
    sent = cli("send", number, "-o", str(tmp_path / "devis.md"), FOURCHETTE_HOME=str(home))
    assert sent.code == 0
    assert "Il manque" not in sent.err
    assert "Claire Dubois EI" in (tmp_path / "devis.md").read_text(encoding="utf-8")
    assert cli("accept", number, FOURCHETTE_HOME=str(home)).code == 0


@pytest.mark.parametrize(
    ("place", "said"),
    [("fr_FR.UTF-8", "fourchette rules init --preset france"), ("de_DE.UTF-8", ""), ("en_CA.UTF-8", ""), ("C", "")],
)
def test_without_a_terminal_another_card_is_told_only_where_the_country_has_one(
    cli: Cli, home: Path, place: str, said: str
) -> None:
    run = cli("quote", *ANSWERS, LANG=place)

    assert run.code == 0
    assert ("--preset" in run.err) == bool(said)
    assert said in run.err
    assert not home.exists()
