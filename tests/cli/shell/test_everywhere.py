"""The options of every command: anywhere on the line, and in the language they ask for."""

import io
import sys
from pathlib import Path

import pytest

from conftest import EXAMPLES, Cli
from fourchette.cli.shell.everywhere import Everywhere, language_of, split
from fourchette.cli.shell.runtime import environment_language
from fourchette.errors import UsageError

CAFE = str(EXAMPLES / "cafe.toml")
DAY = ("--date", "2026-11-22")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--lang", "fr", "-q", "quote", CAFE),
        ("quote", "--lang=fr", CAFE, "--quiet"),
        ("quote", CAFE, "-q", "--lang", "fr"),
    ],
)
def test_the_options_of_every_command_stand_anywhere(arguments: tuple[str, ...]) -> None:
    taken, left = split(arguments)

    assert taken == Everywhere(language="fr", quiet=True)
    assert left == ["quote", CAFE]


def test_every_one_of_them_is_taken() -> None:
    taken, left = split(
        ["--json", "--no-input", "--no-color", "--rules", "a.toml", "--home=h", "--lang", "en", "-q", "quote"]
    )

    assert taken == Everywhere("en", Path("a.toml"), Path("h"), json=True, quiet=True, no_input=True, no_color=True)
    assert left == ["quote"]


def test_the_last_one_counts() -> None:
    assert split(["--lang", "fr", "--lang", "en"])[0].language == "en"


def test_what_follows_two_dashes_is_left() -> None:
    taken, left = split(["quote", "--", "--json", "--lang", "fr"])

    assert taken == Everywhere()
    assert left == ["quote", "--", "--json", "--lang", "fr"]


@pytest.mark.parametrize("name", ["--lang", "--rules", "--home"])
def test_one_without_its_value_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match=f"{name} needs a value"):
        split(["quote", name])


@pytest.mark.parametrize("value", ["de", "FR", "fr_CA", "--json"])
def test_a_language_is_french_or_english(value: str) -> None:
    with pytest.raises(UsageError, match="is not a language known here"):
        split(["--lang", value])


@pytest.mark.parametrize("name", ["--lang", "--rules", "--home"])
def test_an_empty_value_is_none(name: str) -> None:
    with pytest.raises(UsageError, match=f"{name} needs a value"):
        split(["quote", name, ""])


@pytest.mark.parametrize(
    ("arguments", "language"),
    [
        (["--lang", "fr", "--lang"], "fr"),
        (["--lang=fr", "--rules"], "fr"),
        (["--lang"], None),
        (["--lang", "de"], None),
        (["quote"], None),
    ],
)
def test_a_bad_command_line_still_says_its_language(arguments: list[str], language: str | None) -> None:
    assert language_of(arguments) == language


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "fr_CA.UTF-8"}, "fr"),
        ({"LANG": "FR"}, "fr"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "fr_FR", "LC_MESSAGES": "en_GB"}, "en"),
        ({"LANG": "en_GB", "LC_MESSAGES": "fr_FR"}, "fr"),
        ({"LANG": "fr_FR", "LC_MESSAGES": "fr_FR", "LC_ALL": "en_GB"}, "en"),
        ({"LANG": "fr_FR", "LC_ALL": ""}, "fr"),
    ],
)
def test_the_environment_says_the_language(environment: dict[str, str], language: str) -> None:
    assert environment_language(environment) == language


@pytest.mark.parametrize("languages", ["fro", "friulan", "fry_NL"])
def test_a_language_that_only_begins_like_french_is_not_french(languages: str) -> None:
    assert environment_language({"LANG": languages}) == "en"


# --- The home


def test_the_home_option_comes_before_the_environment(cli: Cli, tmp_path: Path) -> None:
    other = tmp_path / "other"

    cli("quote", CAFE, "--save", "--home", str(other), *DAY)

    assert [path.name for path in tmp_path.iterdir()] == ["other"]


# --- Help


def test_every_option_of_every_command_is_in_each_help(cli: Cli) -> None:
    text = cli("quote", "--help").out

    for option in ("--lang", "--json", "--rules", "--home", "--quiet", "--no-input", "--no-color", "--help"):
        assert option in text


@pytest.mark.parametrize("arguments", [("--help",), ("quote", "--help")])
@pytest.mark.parametrize("width", ["60", "80", "200"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_help_is_no_wider_than_the_screen(cli: Cli, arguments: tuple[str, ...], width: str, language: str) -> None:
    text = cli(*arguments, "--lang", language, COLUMNS=width).out

    assert max(map(len, text.splitlines())) <= max(80, int(width))


@pytest.mark.parametrize("arguments", [("--help",), ("quote", "--help")])
def test_help_is_told_whatever_the_config_says(cli: Cli, home: Path, arguments: tuple[str, ...]) -> None:
    home.mkdir()
    (home / "config.toml").write_text("languge = 3\n", encoding="utf-8")

    assert cli(*arguments).code == 0


# --- What the command line gets wrong


@pytest.mark.parametrize("arguments", [("--lang", "fr", "--version"), ("-q", "--version")])
def test_the_version_is_told_wherever_it_is_asked_for(cli: Cli, arguments: tuple[str, ...]) -> None:
    run = cli(*arguments)

    assert (run.code, run.out.split()[0]) == (0, "fourchette")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_options_without_a_command_are_answered_in_the_language(cli: Cli, language: str) -> None:
    assert "Missing command" not in cli("--lang", language, "--version").err


@pytest.mark.parametrize("option", ["--force", "--json", "--save"])
def test_a_switch_that_is_given_a_value_is_told_to_take_none(cli: Cli, option: str) -> None:
    run = cli("quote", CAFE, f"{option}=1", *DAY)

    assert run.code == 2
    assert "needs a value" not in run.err


@pytest.mark.parametrize("option", ["--client", "-o", "--volume"])
def test_an_option_without_its_value_names_the_help_of_its_command(cli: Cli, option: str) -> None:
    run = cli("quote", CAFE, *DAY, option)

    assert run.err == f"Error: {option} needs a value\n  → fourchette quote --help says more\n"


def test_a_day_too_far_is_refused(cli: Cli) -> None:
    assert cli("quote", CAFE, "--date", "9999-12-31").code == 2


@pytest.mark.parametrize("text", ["2026-02-30", "5/11/2026", "2026-11-22T10:00", "demain", ""])
def test_a_day_that_is_none_is_refused(cli: Cli, text: str) -> None:
    assert cli("quote", CAFE, "--date", text).code == 2


def test_an_empty_region_is_a_missing_one(cli: Cli) -> None:
    assert "the client’s region is missing" in " ".join(cli("quote", CAFE, "--region", "", *DAY).out.split())


# --- What is said aside


def test_standard_input_has_a_name(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"titel = 3")))

    assert cli("quote", "-", *DAY).err.startswith("Error: standard input cannot be used.")


def test_a_notice_told_aside_speaks_of_the_currency_of_the_quote(cli: Cli) -> None:
    cli("rules", "init", "--preset", "france")

    run = cli("quote", CAFE, "--for", "client", *DAY)

    assert "€29.77/h" in run.err


def test_a_notice_told_aside_names_its_mandate(cli: Cli) -> None:
    run = cli("quote", CAFE, str(EXAMPLES / "utility.toml"), "--for", "client", *DAY)

    assert "utility.toml" in run.err
