"""Completion in real shells: what a press of TAB offers to somebody at a keyboard."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import EXAMPLES, Cli
from fourchette.cli.shell.app import main
from terminal import Program

CLEAR = "\x15"  # Ctrl-U
DAY = ("--date", "2026-11-22")
INTERACTIVE = {"bash": ("--norc", "--noprofile", "-i"), "zsh": ("-f", "-i")}
TABS = {"bash": "\t\t\t", "zsh": "\t"}  # bash lists what it cannot end at the second press
READY = {"bash": "", "zsh": "autoload -U compinit; compinit -u -D; setopt no_list_ambiguous\n"}
PRESSES = [
    ("fourchette quote -t respon", "4h"),
    ("fourchette quote -t response=n", "ext-business-day"),
    ("fourchette quote -t response=4h -t engagem", "yes"),
    ("fourchette quote --volume art", "icles"),
    ("fourchette quote --scope content,comm", "unity"),
    ("fourchette quote --platform facebook,insta", "gram"),
    ("fourchette quote --region CA-Q", "C"),
    ("fourchette render --format ht", "ml"),
    ("fourchette list --state repl", "aced"),
    ("fourchette rules show exclus", "ivity"),
    ("fourchette rules set range.fl", "oor"),
    ("fourchette rules set trai", "ts."),
    ("fourchette config set profile.na", "me"),
    ("fourchette show 2026-0", "01"),
    ("fourchette follo", "wups"),
]


@pytest.fixture
def environment(cli: Cli, home: Path, tmp_path: Path) -> dict[str, str]:
    """What a shell of the user's knows: the program, and her book of one quote."""
    cli("quote", str(EXAMPLES / "cafe.toml"), "--save", *DAY)
    programs = tmp_path / "bin"
    programs.mkdir()
    program = programs / "fourchette"
    program.write_text(f"#!{sys.executable}\nfrom fourchette.cli.shell.app import run\nrun()\n", encoding="utf-8")
    program.chmod(0o755)
    return {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "FOURCHETTE_HOME": str(home),
        "LANG": "C.UTF-8",
    }


def script(shell: str, environment: dict[str, str], folder: Path) -> Path:
    """The file that a shell reads to complete the program."""
    program = environment["PATH"].split(os.pathsep)[0] + "/fourchette"
    asked = {**environment, "_FOURCHETTE_COMPLETE": f"source_{shell}"}
    made = subprocess.run([program], env=asked, capture_output=True, check=True)  # noqa: S603  # our own program
    path = folder / f"complete.{shell}"
    path.write_bytes(made.stdout)
    return path


@pytest.fixture(params=["bash", "zsh"])
def keyboard(
    request: pytest.FixtureRequest, environment: dict[str, str], tmp_path: Path
) -> Iterator[tuple[Program, str]]:
    """A shell that completes the program, and the keys that ask it to."""
    shell = str(request.param)
    if shutil.which(shell) is None:
        pytest.skip(f"there is no {shell} here")
    made = Program([shell, *INTERACTIVE[shell]], environment, tmp_path)
    made.type(f"{READY[shell]}source {script(shell, environment, tmp_path)}; echo rea''dy")
    made.until("ready\n")
    yield made, TABS[shell]
    made.close()


def test_tab_ends_what_is_begun(keyboard: tuple[Program, str]) -> None:
    program, tabs = keyboard
    for begun, rest in PRESSES:
        program.press(begun)
        program.until(begun)
        program.press(tabs)
        program.until(rest)
        program.type(f"{CLEAR}echo ne''xt")
        program.until("next\n")


@pytest.mark.skipif(shutil.which("fish") is None, reason="there is no fish here")
@pytest.mark.parametrize(("begun", "rest"), PRESSES)
def test_fish_offers_what_ends_the_word(begun: str, rest: str, environment: dict[str, str], tmp_path: Path) -> None:
    words = f"source {script('fish', environment, tmp_path)}; complete -C '{begun}'"
    run = subprocess.run(  # noqa: S603  # a shell of the system
        ["fish", "--no-config", "-c", words],  # noqa: S607  # as above
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )

    assert rest in run.stdout


def offered(line: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, home: Path) -> list[str]:
    """What fish is offered, with what is said beside each."""
    asked = {
        "_FOURCHETTE_COMPLETE": "complete_fish",
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "_TYPER_COMPLETE_ARGS": line,
    }
    return answered(asked, capsys, monkeypatch, home)


def answered(
    asked: dict[str, str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, home: Path
) -> list[str]:
    """What a shell is answered, in French."""
    for name, value in {**asked, "FOURCHETTE_HOME": str(home), "LANG": "fr_CA.UTF-8"}.items():
        monkeypatch.setenv(name, value)
    main([], os.environ)
    return capsys.readouterr().out.splitlines()


def test_a_quote_is_offered_with_its_client_and_state(
    cli: Cli, home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    cli("quote", str(EXAMPLES / "cafe.toml"), "--save", *DAY)

    assert offered("fourchette show 2026", capsys, monkeypatch, home) == ["2026-001\tCafé du coin · brouillon"]
    assert offered(f"fourchette --home {home / 'none'} show 2026", capsys, monkeypatch, home) == [""]


def test_an_answer_is_offered_by_its_other_names_and_in_her_language(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert offered("fourchette quote --platform x,ig", capsys, monkeypatch, home) == ["x,ig\tInstagram"]
    shown = offered("fourchette quote -t response=4", capsys, monkeypatch, home)
    assert shown == ["response=4h\tEn 4 heures ou moins"]


def test_a_quote_that_cannot_be_read_is_offered_by_its_number_alone(
    cli: Cli, home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    cli("quote", str(EXAMPLES / "cafe.toml"), "--save", *DAY)
    (home / "quotes" / "2026" / "2026-002.toml").write_text("broken", encoding="utf-8")

    found = offered("fourchette show 2026", capsys, monkeypatch, home)

    assert sorted(found) == ["2026-001\tCafé du coin · brouillon", "2026-002"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("fourchette quote -t rep", ["reposts=\tPartages", "reply_share=\t", "reply_mix=\t", "report=\t"]),
        ("fourchette quote -t stor", ["stories\tStories", "stories=\tStories"]),
        ("fourchette quote -t exclus", ["exclusivity=none\tNon", "exclusivity=competitors\t", "exclusivity=full\t"]),
        ("fourchette quote -t nothing", []),
        ("fourchette rules set range.m", ["range.max_discount"]),
        ("fourchette rules set t", ["traits.", "tasks."]),
    ],
)
def test_what_begins_so_is_offered_and_a_part_of_it_where_there_is_much(
    line: str,
    expected: list[str],
    home: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = [each for each in offered(line, capsys, monkeypatch, home) if each]

    assert len(found) == len(expected)
    assert all(said.startswith(begun) for said, begun in zip(found, expected, strict=True))


@pytest.mark.parametrize(
    ("words", "place", "expected"),
    [
        ("fourchette quote -t response = 4", 5, ["4h"]),
        ("fourchette quote -t response =", 4, ["next-business-day", "same-business-day", "4h", "1h"]),
        ("fourchette quote --format = ht", 4, ["html"]),
        ("fourchette quote -t 'stor", 3, ["stories", "stories="]),  # a quotation is still open
    ],
)
def test_bash_which_parts_a_word_at_its_equals_is_answered_with_what_follows_it(  # noqa: PLR0913, PLR0917  # as above
    words: str,
    place: int,
    expected: list[str],
    home: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = {"_FOURCHETTE_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(place)}

    found = [each for each in answered(asked, capsys, monkeypatch, home) if each]

    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize(
    ("line", "word", "expected"),
    [
        ("fourchette quote --platform x,ig", "x,ig", "x,ig:::Instagram"),
        ("fourchette show 2026", "2026", "2026-001:::Café du coin · brouillon"),
        ("fourchette rules set range.fl", "range.fl", "range.floor::: "),
        ("fourchette decl", "decl", "decline:::Marquer une soumission envoyée comme"),
    ],
)
def test_powershell_is_answered_as_its_script_asks(  # noqa: PLR0913, PLR0917  # a case, and who runs it
    line: str,
    word: str,
    expected: str,
    cli: Cli,
    home: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """PowerShell itself is not run here: what its script hands over is, and what it parts the answer at."""
    cli("quote", str(EXAMPLES / "cafe.toml"), "--save", *DAY)
    script = "\n".join(answered({"_FOURCHETTE_COMPLETE": "source_powershell"}, capsys, monkeypatch, home))
    for name in ('$Env:_FOURCHETTE_COMPLETE = "complete_powershell"', "$Env:_TYPER_COMPLETE_ARGS", '-Split ":::"'):
        assert name in script
    asked = {
        "_FOURCHETTE_COMPLETE": "complete_powershell",
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": word,
    }

    assert answered(asked, capsys, monkeypatch, home)[0].startswith(expected)
