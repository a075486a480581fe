"""`fourchette doctor`: whatever is broken, it says so and what to do, and never fails itself."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from conftest import EXAMPLES, Cli
from fourchette.render.desk.checkup_screen import SUBJECTS
from terminal import Terminal

CAFE = str(EXAMPLES / "cafe.toml")
TROUBLES = ("Traceback", "unexpected")


def checks(cli: Cli, **environment: str) -> tuple[int, dict[str, dict[str, Any]]]:
    run = cli("doctor", "--json", **environment)
    envelope = json.loads(run.out)
    assert envelope["schema"] == "fourchette/doctor/1"
    assert envelope["result"]["sound"] is (run.code == 0)
    return run.code, {check["code"]: check for check in envelope["result"]["checks"]}


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_new_home_is_in_order(cli: Cli, home: Path) -> None:
    code, found = checks(cli, EDITOR="sh")

    assert code == 0
    assert {name for name, check in found.items() if check["level"] == "error"} == set()
    assert str(home) in found["home"]["message"]
    assert not home.exists()


def test_what_the_law_of_the_place_asks_is_listed_with_its_article(cli: Cli) -> None:
    cli("config", "set", "profile.region", "FR")
    cli("config", "set", "profile.name", "Studio Rivière EI")

    run = cli("doctor", "--lang", "en")

    assert "your SIRET number" in run.out
    assert "R123-237" in run.out
    assert "R526-27" not in run.out  # the name says EI
    assert "client" not in run.out.partition("SIRET")[2].partition("Quotes")[0]


def test_a_used_home_is_in_order(cli: Cli) -> None:
    cli("config", "set", "profile.region", "CA-QC")
    cli("quote", CAFE, "--save", "--date", "2026-11-22")

    code, found = checks(cli, EDITOR="sh")

    assert code == 0
    assert "Quebec" in found["taxes"]["message"]
    assert found["quotes"]["message"].endswith("1")


BREAKAGES = {
    "config": ("config.toml", "[profile\n"),
    "config-value": ("config.toml", '[profile]\nminimum_rate = "sixty"\n'),
    "card": ("ratecard.toml", "[range]\nfloor = 3\n"),
    "taxes": ("taxes.toml", '[regions.MX]\nzone = "nowhere"\nlabel = "Mexique"\n'),
    "market": ("market.toml", 'schema = 1\n[[packages]]\nid = "mine"\n'),
    "quotes": ("quotes/2026/2026-001.toml", "number = 3\n"),
}


@pytest.mark.parametrize(("name", "text"), BREAKAGES.values(), ids=BREAKAGES)
def test_a_broken_file_is_an_error_with_a_remedy(cli: Cli, home: Path, name: str, text: str) -> None:
    write(home / name, text)

    code, found = checks(cli)

    (broken,) = [check for check in found.values() if check["level"] == "error"]
    assert code == 1
    assert Path(name).name in broken["message"]
    assert broken["code"] in ("taxes", "market", "quotes") or broken["remedy"]


@pytest.mark.parametrize("place", [".", "config.toml", "ratecard.toml", "taxes.toml", "market.toml", "quotes", "cards"])
def test_what_stands_in_the_wrong_place_is_never_a_traceback(cli: Cli, home: Path, place: str) -> None:
    """A file where a folder should be, and a folder where a file should be."""
    path = home / place
    if path.suffix:
        path.mkdir(parents=True)
    else:
        write(path, "here")

    for form in ((), ("--json",)):
        run = cli("doctor", *form)

        assert run.code in (0, 1)
        assert run.out
        assert not any(word in run.err for word in TROUBLES)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="nobody is refused anything here")
def test_a_folder_that_cannot_be_read_is_an_error(cli: Cli, home: Path) -> None:
    write(home / "quotes" / "2026" / "2026-001.toml", "x")
    home.chmod(0)
    try:
        code, _ = checks(cli)
    finally:
        home.chmod(0o700)

    assert code == 1


def test_a_trait_of_no_card_and_a_logo_that_is_not_there_are_warnings(cli: Cli, home: Path) -> None:
    write(home / "config.toml", '[profile]\nlogo = "logo.svg"\nregion = "CA-CQ"\n[traits]\nexperince = "senior"\n')

    code, found = checks(cli)

    assert code == 0
    assert {name: found[name]["remedy"] for name in ("config", "taxes")} == {
        "config": "did you mean “experience”?",
        "taxes": "did you mean “CA-QC”?",
    }
    assert found["logo"]["level"] == "warning"


def test_an_editor_that_is_not_there_is_a_warning(cli: Cli) -> None:
    _, found = checks(cli, VISUAL="no-such-editor -w")

    assert (found["editor"]["level"], "no-such-editor" in found["editor"]["message"]) == ("warning", True)


@pytest.mark.parametrize(("language", "missing"), [("en", "typst is missing"), ("fr", "il manque typst")])
def test_what_makes_no_pdf_is_a_warning_with_its_remedy(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, language: str, missing: str
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)

    run = cli("doctor", "--lang", language, EDITOR="sh")

    assert run.code == 0
    assert missing in run.out.replace("\u00a0", " ")
    assert "pip install typst" in run.out


@pytest.mark.parametrize(("language", "said"), [("en", "PYTHONUTF8=1"), ("fr", "PYTHONUTF8=1")])
def test_a_terminal_that_cannot_write_every_sign_is_a_warning(terminal: Terminal, language: str, said: str) -> None:
    program = terminal("doctor", "--lang", language, EDITOR="sh", PYTHONIOENCODING="ascii", PYTHONUTF8="0")

    assert program.code() == 0
    assert "80 " in program.screen
    assert "ascii" in program.screen
    assert said in program.screen
    assert program.screen.isascii()


@pytest.mark.parametrize(
    ("arguments", "environment", "said"),
    [
        (("--lang", "fr"), {}, "fr, selon l’option --lang"),
        ((), {"LANG": "fr_CA.UTF-8"}, "fr, selon LANG=fr_CA.UTF-8"),
        ((), {"LANG": ""}, "en, by default"),
    ],
)
def test_it_says_what_makes_the_language(
    cli: Cli, arguments: tuple[str, ...], environment: dict[str, str], said: str
) -> None:
    assert said in cli("doctor", *arguments, **environment).out


def test_every_subject_has_its_words_and_every_check_its_subject(cli: Cli, home: Path) -> None:
    write(home / "config.toml", '[profile]\nlogo = "logo.svg"\n')
    write(home / "market.toml", "schema = 1\n")

    _, found = checks(cli)

    assert list(found) == list(SUBJECTS)
