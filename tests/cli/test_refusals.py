"""What a command refuses is said in words of either language; what it does is told in JSON where that is asked."""

import json
from pathlib import Path

import pytest

from conftest import EXAMPLES, Cli

CAFE = str(EXAMPLES / "cafe.toml")
DAY = ("--date", "2026-11-22")
NUMBER = "2026-001"


@pytest.mark.parametrize(
    ("command", "code", "english", "french"),
    [
        (("compare", "-", "-"), 2, "standard input can be read once", "l’entrée standard"),
        (("quote", CAFE, CAFE, "--format", "pdf"), 2, ".pdf holds one quote", ".pdf"),
        (("config",), 2, "a command is missing", "il manque une commande"),
        (("log", "--limit", "-1"), 2, "--limit is 0 or more", "--limit"),
        (("quote", CAFE, CAFE, "--explain-settings"), 2, "--explain-settings is for one mandate", "un seul mandat"),
        (
            ("fit", CAFE, "--budget", "500", "-t", "posts=4", "-o", "x.toml"),
            2,
            "-o writes the mandate as its file",
            "-o",
        ),
        (("floor",), 2, "", ""),
        (("config", "set"), 2, "KEY is missing", "il manque CLÉ"),
        (("list", "--limit", "many"), 2, "a whole number is expected", "entier"),
        (("list", "--limit", "-1"), 2, "--limit is 0 or more", "--limit"),
        (("show", NUMBER, "two", "three"), 2, "too many words", "mots"),
        (("hours", NUMBER, "2"), 2, "name the lane: --lane", "--lane"),
        (("extra", NUMBER, "-t", "posts=2"), 2, "this quote states its own hours", "heures"),
        (("rules", "schema", "nothing"), 2, "there is no schema for nothing", "nothing"),
    ],
)
def test_a_command_that_cannot_be_done_says_why_in_either_language(
    cli: Cli, command: tuple[str, ...], code: int, english: str, french: str
) -> None:
    hours = () if command[0] == "hours" else ("--hours", "10")
    assert cli("quote", CAFE, *hours, "--save", *DAY).code == 0
    if command[0] == "extra":
        assert cli("send", NUMBER, *DAY).code == cli("accept", NUMBER, *DAY).code == 0

    for language, words in (("en", english), ("fr", french)):
        run = cli(*command, "--lang", language, *(DAY if command[0] == "extra" else ()))
        assert (run.code, run.out) == (code, "")
        assert words in run.err


def test_each_act_answers_another_program_in_json(cli: Cli, home: Path) -> None:
    assert json.loads(cli("config", "path", "--json").out)["result"] == {
        "file": str(home / "config.toml"),
        "exists": False,
    }
    assert json.loads(cli("config", "init", "--json").out)["result"]["file"] == str(home / "config.toml")
    assert cli("quote", CAFE, "--save", *DAY).code == 0
    assert json.loads(cli("undo", "--json").out)["result"]["act"].startswith(f"{NUMBER} saved")
    assert json.loads(cli("redo", "--json").out)["result"]["act"].startswith(f"{NUMBER} saved")
    assert cli("send", NUMBER, *DAY).code == cli("accept", NUMBER, *DAY).code == 0
    logged = cli("hours", NUMBER, "2", "--lane", "content", "--month", "2026-11", "--json")
    assert json.loads(logged.out)["schema"] == "fourchette/hours/1"
    assert json.loads(cli("hours", NUMBER, "--list", "--json").out)["result"]
    assert "traits" in json.loads(cli("rules", "schema", "config").out)["properties"]


def test_a_usual_answer_that_the_card_does_not_know_is_told_and_left_out(cli: Cli, home: Path) -> None:
    home.mkdir()
    (home / "config.toml").write_text("schema = 1\n[traits]\npostz = 3\n", encoding="utf-8")

    run = cli("quote", CAFE, *DAY)

    assert run.code == 0
    assert "your config answers postz, a trait that the rate card does not have: did you mean “posts”?" in run.err


def test_the_language_of_the_config_is_told_as_such(cli: Cli) -> None:
    assert cli("config", "set", "language", "fr").code == 0

    assert "fr, selon votre" in cli("doctor", LANG="").out
