"""The pseudo-terminal of the tests is one: what is typed is read, Ctrl-C interrupts, Ctrl-D ends the input."""

import json
from pathlib import Path

import pytest

from conftest import EXAMPLES, Cli
from terminal import Terminal

MANDATE = ('title = "Café"', "[traits]", 'scope = ["content"]', 'platforms = ["instagram"]', "posts = 8")


@pytest.fixture
def editor(tmp_path: Path) -> str:
    """An editor that breaks what it edits, so that the program asks what to do."""
    script = tmp_path / "editor"
    script.write_text("#!/bin/sh\necho broken >> $1\n", encoding="utf-8")
    script.chmod(0o755)
    return str(script)


def test_what_is_typed_is_read_until_the_end_of_the_input(terminal: Terminal, cli: Cli, tmp_path: Path) -> None:
    mandate = tmp_path / "mandate.toml"
    mandate.write_text("\n".join(MANDATE), encoding="utf-8")
    quote = json.loads(cli("quote", str(mandate), "--json", "--date", "2026-11-22").out)["result"]
    program = terminal("quote", "-", "--date", "2026-11-22")
    for line in MANDATE:
        program.type(line)
    program.end()

    assert f"${quote['monthly']['subtotal']}" in program.until("Total over")
    assert program.code() == 0


def test_an_answer_is_read_where_it_is_asked(terminal: Terminal, editor: str) -> None:
    program = terminal("rules", "edit", VISUAL=editor)
    program.until("Go on editing? [no]")
    program.type("y")
    program.until("Go on editing? [no]")
    program.type("n")

    assert program.code() == 4


def test_an_interruption_ends_the_program(terminal: Terminal, editor: str, home: Path) -> None:
    program = terminal("rules", "edit", VISUAL=editor)
    program.until("Go on editing? [no]")
    program.interrupt()

    assert program.code() == 130
    assert not home.exists()


def test_what_a_document_lacks_is_told_before_it_is_marked_as_sent(terminal: Terminal, cli: Cli) -> None:
    cli("quote", str(EXAMPLES / "cafe.toml"), "--save")
    program = terminal("send", "2026-001")
    program.until("The document lacks profile.name")
    program.until("Mark it as sent all the same? [no]")
    program.type("")

    assert program.code() == 0
    assert "stays a draft" in program.screen
    assert cli("send", "2026-001").code == 0  # a script knows what it does
