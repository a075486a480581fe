"""`quote --watch` at a terminal: each save prices again, a broken edit leaves the last price, Ctrl-C ends well."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import EXAMPLES
from terminal import Program, Terminal

CLEARED = "\x1b[H\x1b[2J"
PRICED = "Ctrl-C ends."
Edit = Callable[[str, str], None]


@pytest.fixture(autouse=True)
def mandate(tmp_path: Path) -> Path:
    """The café's mandate, to be edited."""
    return Path(shutil.copy(EXAMPLES / "cafe.toml", tmp_path / "cafe.toml"))


@pytest.fixture
def edit(mandate: Path) -> Edit:
    """Change some words of the mandate and save it as many editors do: another file takes its name."""

    def save(words: str, others: str) -> None:
        draft = mandate.with_suffix(".draft")
        draft.write_text(mandate.read_text(encoding="utf-8").replace(words, others), encoding="utf-8")
        draft.replace(mandate)

    return save


def watch(terminal: Terminal, *options: str, **environment: str) -> Program:
    return terminal("quote", "cafe.toml", "--watch", "--date", "2026-11-22", *options, NO_COLOR="1", **environment)


def row(screen: str, label: str) -> list[str]:
    """The figures of the last line that begins with a label."""
    (*_, line) = (line for line in screen.splitlines() if line.strip().startswith(label))
    return re.findall(r"[-+]?\$?[\d,.]+(?:\s?h)?", line.replace("\u00a0", " ").split(label, 1)[1])


def test_a_saved_edit_is_priced_again_and_what_moved_is_marked(terminal: Terminal, edit: Edit) -> None:
    program = watch(terminal)
    assert "$698.75" in program.until(PRICED)

    edit("posts = 8", "posts = 12")
    screen = program.until(PRICED)

    assert row(screen, "Subtotal before tax") == ["13.25", "$861.25"]
    assert row(screen, "Hours") == ["10.75 h", "13.25 h", "+2.5 h"]
    assert row(screen, "Content") == ["$536.25", "$682.50", "+$146.25"]
    assert row(screen, "Each month, before tax") == ["$698.75", "$861.25", "+$162.50"]


def test_only_what_moved_is_marked(terminal: Terminal, edit: Edit) -> None:
    program = watch(terminal)
    program.until(PRICED)

    edit("posts = 8", "posts = 12")
    marked = program.until(PRICED).split("What moved")[1]
    assert "Reporting" not in marked

    edit('title = "Animation', 'title = "Gestion')
    assert "Nothing moved." in program.until(PRICED)


def test_a_broken_edit_is_told_and_the_last_good_price_stands(terminal: Terminal, edit: Edit) -> None:
    program = watch(terminal, TERM="xterm")
    program.until(PRICED)

    edit("posts = 8", "posts = many")
    screen = program.until("The price above is the last that could be made.")
    assert screen.count(CLEARED) == 1
    assert screen.index("$698.75") < screen.index("line 12: this is not TOML")

    edit("posts = many", "posts = 12")
    assert row(program.until(PRICED), "Each month, before tax") == ["$698.75", "$861.25", "+$162.50"]


def test_a_mandate_broken_from_the_start_waits_for_its_correction(terminal: Terminal, edit: Edit) -> None:
    edit("posts = 8", "post = 8")
    program = watch(terminal)
    program.until("did you mean “posts”?")

    edit("post = 8", "posts = 8")

    assert "$698.75" in program.until(PRICED)


def test_the_card_the_profile_and_the_taxes_are_watched_too(terminal: Terminal, home: Path) -> None:
    program = watch(terminal)
    program.until(PRICED)
    home.mkdir(exist_ok=True)

    (home / "config.toml").write_text('[traits]\nexperience = "senior"\n', encoding="utf-8")
    assert row(program.until(PRICED), "Rate") == ["$65", "$80", "+$15"]

    assert terminal("rules", "set", "traits.experience.choices.senior.base", "90").code() == 0
    assert row(program.until(PRICED), "Rate") == ["$80", "$90", "+$10"]


def test_ctrl_c_ends_it_well_and_says_so(terminal: Terminal) -> None:
    program = watch(terminal, "--lang", "fr")
    program.until("Ctrl-C met")
    program.until("fin au suivi.")
    program.interrupt()

    assert program.code() == 0
    assert "Fin du suivi de cafe.toml\u00a0; aucun fichier n’a été modifié." in program.screen


def test_a_screen_is_cleared_only_where_it_can_be(terminal: Terminal) -> None:
    assert CLEARED in watch(terminal, TERM="xterm").until(PRICED)
    assert CLEARED not in watch(terminal, TERM="dumb").until(PRICED)


def test_where_it_is_piped_a_rule_parts_the_prices_and_no_blank_line_ends_it(home: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-u", "-m", "fourchette", "quote", "cafe.toml", "--watch", "--date", "2026-11-22"]
    environment = {**os.environ, "FOURCHETTE_HOME": str(home), "LC_ALL": "", "LANG": "en_CA.UTF-8", "COLUMNS": "80"}
    with subprocess.Popen(  # noqa: S603  # our own program
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, cwd=tmp_path, text=True
    ) as program:
        assert program.stderr is not None
        assert program.stderr.readline().endswith(f"{PRICED}\n")
        (tmp_path / "cafe.toml").write_text("broken", encoding="utf-8")
        said = [program.stderr.readline() for _ in range(2)]
        shutil.copy(EXAMPLES / "cafe.toml", tmp_path / "cafe.toml")
        while not said[-1].endswith(f"{PRICED}\n"):
            said.append(program.stderr.readline())
        program.send_signal(signal.SIGINT)
        out, rest = program.communicate(timeout=30)

    assert program.returncode == 0
    assert "The price above is the last that could be made.\n" in said
    assert rest == "No longer watching cafe.toml; no file was changed.\n"
    assert CLEARED not in out
    assert out.count("Subtotal before tax") == 2
    assert len(re.findall(r"^ ─{78,80}$", out, re.MULTILINE)) >= 1


def test_options_stay_over_the_file(terminal: Terminal, edit: Edit) -> None:
    program = watch(terminal, "-t", "experience=senior")
    assert "$80/h" in program.until(PRICED)

    edit("posts = 8", "posts = 12")

    assert "$80/h" in program.until(PRICED)


def test_the_client_s_view_shows_no_movement(terminal: Terminal, edit: Edit) -> None:
    program = watch(terminal, "--for", "client")
    program.until(PRICED)

    edit("posts = 8", "posts = 12")

    assert "What moved" not in program.until(PRICED)
