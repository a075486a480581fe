"""What the screen is: its width, and whether in colour; tried in a terminal of its own."""

import os
import re
import struct
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import EXAMPLES, Cli
from fourchette.cli.shell.app import main

fcntl = pytest.importorskip("fcntl", reason="only where terminals are files")
pty = pytest.importorskip("pty", reason="only where terminals are files")
termios = pytest.importorskip("termios", reason="only where terminals are files")

CAFE = str(EXAMPLES / "cafe.toml")
ANSI = re.compile(r"\x1b\[[0-9;]*m")
Terminal = Callable[..., str]


class Reader(threading.Thread):
    """Reads what is written to a terminal until it is closed."""

    def __init__(self, descriptor: int) -> None:
        super().__init__()
        self.descriptor = descriptor
        self.read = b""

    def run(self) -> None:
        while piece := self._piece():
            self.read += piece

    def _piece(self) -> bytes:
        try:
            return os.read(self.descriptor, 65536)
        except OSError:  # the other side of a terminal has gone
            return b""


@pytest.fixture
def terminal(home: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """What a quote, or another command, looks like in a terminal of some columns."""

    def run(*options: str, command: tuple[str, ...] = ("quote", CAFE), columns: int = 80, **variables: str) -> str:
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
        environment = {"FOURCHETTE_HOME": str(home), "LANG": "en_CA.UTF-8", "TERM": "xterm-256color", **variables}
        reader = Reader(ours)
        reader.start()
        with monkeypatch.context() as patch, os.fdopen(theirs, "w", encoding="utf-8") as stdout:
            patch.setattr(sys, "stdout", stdout)
            for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM"):
                patch.delenv(name, raising=False)
            for name, value in environment.items():
                patch.setenv(name, value)
            code = main([*command, "--date", "2026-11-22", *options], environment)
        reader.join()
        os.close(ours)
        assert code == 0
        return reader.read.decode().replace("\r\n", "\n")

    return run


def widest(text: str) -> int:
    return max(map(len, ANSI.sub("", text).splitlines()))


def test_a_terminal_gets_colours(terminal: Terminal) -> None:
    assert ANSI.search(terminal())


def test_a_terminal_that_wants_no_colour_gets_none(terminal: Terminal) -> None:
    assert "\x1b" not in terminal(NO_COLOR="1")
    assert "\x1b" not in terminal(TERM="dumb")


def test_no_colour_may_be_asked_for(terminal: Terminal) -> None:
    assert "\x1b" not in terminal("--no-color")


def test_an_empty_no_color_says_nothing(terminal: Terminal) -> None:
    assert ANSI.search(terminal(NO_COLOR=""))


def test_json_is_never_coloured(terminal: Terminal) -> None:
    assert "\x1b" not in terminal("--json")


@pytest.mark.parametrize("columns", [60, 72, 80, 100])
def test_the_text_is_as_wide_as_the_terminal(terminal: Terminal, columns: int) -> None:
    # One column of margin on each side; the right one holds nothing.
    assert widest(terminal(columns=columns)) == columns - 1


def test_the_text_is_no_wider_than_one_reads(terminal: Terminal) -> None:
    assert widest(terminal(columns=250)) == 109


def test_columns_comes_before_the_terminal(terminal: Terminal) -> None:
    assert widest(terminal(columns=100, COLUMNS="70")) == 69


def test_colours_change_no_character(terminal: Terminal, cli: Cli) -> None:
    plain = cli("quote", CAFE, "--date", "2026-11-22").out
    coloured = ANSI.sub("", terminal())

    assert [line.rstrip() for line in coloured.splitlines()] == plain.splitlines()


def test_what_is_piped_has_no_colour(cli: Cli) -> None:
    assert "\x1b" not in cli("quote", CAFE, "--date", "2026-11-22", TERM="xterm-256color").out


@pytest.mark.parametrize("columns", ["", "0", "-5", "wide", "8O"])
def test_columns_that_are_no_number_are_eighty(cli: Cli, columns: str) -> None:
    expected = cli("quote", CAFE, "--date", "2026-11-22", COLUMNS="80").out

    assert cli("quote", CAFE, "--date", "2026-11-22", COLUMNS=columns).out == expected


def test_a_list_is_a_table_where_it_is_watched_and_plain_columns_where_it_is_piped(
    terminal: Terminal, cli: Cli
) -> None:
    cli("quote", CAFE, "--save", "--date", "2026-11-22")

    watched = ANSI.sub("", terminal(command=("list",)))
    piped = cli("list", "--date", "2026-11-22").out

    assert "───" in watched
    assert piped == (
        "Number    State  Client and title                                Valid until  A month      Total\n"
        "2026-001  draft  Café du coin — Animation Facebook et Instagram  2026-12-22   $698.75  $2,410.17\n"
    )


@pytest.mark.parametrize("columns", [60, 80, 100, 140])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_list_that_is_watched_fits_the_terminal(terminal: Terminal, cli: Cli, language: str, columns: int) -> None:
    cli("quote", CAFE, "--save", "--date", "2026-11-22")

    assert widest(terminal(command=("list",), columns=columns, LANG=f"{language}_CA.UTF-8")) <= columns
