"""The way in and the only way out: exit codes, what is thrown, what is left behind."""

import io
import json
import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from conftest import EXAMPLES, ROOT, Cli
from fourchette import __version__
from fourchette.cli.shell.app import main

CAFE = str(EXAMPLES / "cafe.toml")
DAY = ("--date", "2026-11-22")
BAD = ("quote", "--scope", "contents", *DAY)


class Broken(io.RawIOBase):
    """A standard input that throws when it is read."""

    def __init__(self, error: BaseException) -> None:
        self.error = error

    def readable(self) -> bool:
        return True

    def readinto(self, _buffer: object) -> int:
        raise self.error


def standard_input(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Broken(error))))


def shell(*arguments: str, home: Path, **options: Any) -> subprocess.CompletedProcess[bytes]:  # noqa: ANN401  # run's
    """The program in a process of its own."""
    environment = {
        **{name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "LC_ALL")},
        "FOURCHETTE_HOME": str(home),
        "LANG": "en_CA.UTF-8",
        "COLUMNS": "80",
        **options.pop("env", {}),
    }
    command = [sys.executable, "-m", "fourchette", *arguments]
    return subprocess.run(  # noqa: S603  # our own program
        command, env=environment, check=False, **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    )


# --- Ways in


def test_the_module_is_the_program(cli: Cli, home: Path) -> None:
    done = shell("quote", CAFE, *DAY, home=home)
    month = json.loads(cli("quote", CAFE, "--json", *DAY).out)["result"]["monthly"]["subtotal"]

    assert done.returncode == 0
    assert done.stdout.decode().startswith(f" ${month} a month")
    assert done.stderr == b""


def test_the_module_answers_with_the_exit_code(home: Path) -> None:
    assert shell(*BAD, home=home).returncode == 2


def test_nothing_after_two_dashes_is_an_option(cli: Cli) -> None:
    run = cli("quote", "--", "--version")

    assert (run.code, run.out) == (4, "")
    assert "there is no file --version" in run.err


def test_the_version_is_the_package_s(cli: Cli) -> None:
    run = cli("--version")

    assert (run.code, run.out, run.err) == (0, f"fourchette {__version__}\n", "")


def test_the_environment_is_the_process_s_own_by_default(
    monkeypatch: pytest.MonkeyPatch, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FOURCHETTE_HOME", str(home))
    monkeypatch.setenv("LC_ALL", "fr_CA.UTF-8")

    assert main(["quote", "nowhere.toml"]) == 4
    assert capsys.readouterr().err.startswith("Erreur")


# --- What is thrown


def test_an_interruption_says_nothing(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    standard_input(monkeypatch, KeyboardInterrupt())

    run = cli("quote", "-", *DAY)

    assert (run.code, run.out, run.err) == (130, "", "")


@pytest.mark.parametrize(("language", "words"), [("en", "report it"), ("fr", "signaler")])
def test_an_error_of_the_program_s_own_asks_for_a_report(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, language: str, words: str
) -> None:
    standard_input(monkeypatch, ZeroDivisionError("oops"))

    run = cli("quote", "-", *DAY, "--lang", language)

    assert (run.code, run.out) == (70, "")
    assert "ZeroDivisionError: oops" in run.err
    assert words in run.err
    assert "FOURCHETTE_DEBUG" in run.err
    assert "Traceback" not in run.err


def test_an_error_of_the_program_s_own_is_thrown_to_debug_it(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    standard_input(monkeypatch, ZeroDivisionError("oops"))

    with pytest.raises(ZeroDivisionError):
        cli("quote", "-", *DAY, FOURCHETTE_DEBUG="1")


def test_a_standard_input_that_cannot_be_read_is_no_fault_of_the_program(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    standard_input(monkeypatch, OSError(5, "Input/output error"))

    assert cli("quote", "-", *DAY).code == 5


@pytest.mark.parametrize("arguments", [("quote", CAFE, *DAY), ("--help",), ("quote", CAFE, "--json", *DAY)])
def test_a_reader_who_leaves_is_no_error(home: Path, arguments: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = shell(*arguments, home=home, stdout=writing)
    finally:
        os.close(writing)

    assert done.stderr == b""
    assert done.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only where there is /dev/full")
def test_a_full_disk_behind_standard_output_is_a_disk_error(home: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = shell("quote", CAFE, *DAY, home=home, stdout=full)

    assert done.returncode == 5
    assert b"there is no space left on the disk" in done.stderr


@pytest.mark.parametrize("option", ["--home", "--rules"])
def test_a_path_too_long_is_an_error_of_the_user(cli: Cli, option: str) -> None:
    run = cli("quote", CAFE, *DAY, option, "x" * 5000)

    assert run.code in (2, 4, 5)
    assert run.err.startswith("Error: ")


# --- What is left behind


def test_pricing_writes_nothing_anywhere(cli: Cli, home: Path, tmp_path: Path) -> None:
    cli("quote", CAFE, *DAY)
    cli("quote", CAFE, "--json", *DAY)
    cli("--help")

    assert not home.exists()
    assert list(tmp_path.iterdir()) == []


def test_a_refused_quote_is_not_saved(cli: Cli, home: Path) -> None:
    assert cli(*BAD, "--save").code == 2
    assert not home.exists()


def test_what_cannot_be_written_out_is_not_saved_either(cli: Cli, home: Path, tmp_path: Path) -> None:
    (tmp_path / "out.json").write_text("mine", encoding="utf-8")

    assert cli("quote", CAFE, "--save", "-o", str(tmp_path / "out.json"), *DAY).code == 4
    assert not home.exists()


def test_the_same_command_prints_the_same_bytes(cli: Cli) -> None:
    first, second = cli("quote", CAFE, "--json", *DAY), cli("quote", CAFE, "--json", *DAY)

    assert first == second


def test_one_run_leaves_nothing_to_the_next(cli: Cli) -> None:
    english = cli("--help")
    cli("--help", "--lang", "fr")
    cli("quote", "--nope", "--lang", "fr")

    assert cli("--help") == english


def test_the_day_is_today_when_none_is_given(cli: Cli) -> None:
    from datetime import date

    before = date.today()  # noqa: DTZ011  # the user's own day
    issued = json.loads(cli("quote", CAFE, "--json").out)["result"]["issued"]

    assert before.isoformat() <= issued <= date.today().isoformat()  # noqa: DTZ011  # as above


# --- JSON in every case


@pytest.mark.parametrize(
    ("arguments", "code", "kind"),
    [
        (("quote", "--nope"), 2, "usage"),
        (("nope",), 2, "usage"),
        (("quote", "--lang"), 2, "usage"),
        (("quote", "--lang", "de"), 2, "usage"),
        (("quote", CAFE, "--date", "demain"), 2, "usage"),
        (BAD, 2, "usage"),
        (("quote", str(ROOT / "pyproject.toml")), 3, "wrong-file"),
        (("quote", "nowhere.toml"), 4, "not-found"),
        (("quote", f"{CAFE}/a.toml"), 5, "disk"),
    ],
)
def test_a_failure_in_json_is_an_envelope_too(cli: Cli, arguments: tuple[str, ...], code: int, kind: str) -> None:
    run = cli("--json", *arguments)
    content = json.loads(run.out)

    assert (run.code, run.err) == (code, "")
    assert list(content) == ["schema", "result", "notices", "errors"]
    assert content["result"] is None
    assert {error["code"] for error in content["errors"]} == {kind}
    assert [list(error) for error in content["errors"]] == [["code", "file", "key", "line", "message", "remedy"]] * len(
        content["errors"]
    )


def test_an_unexpected_error_in_json_is_an_envelope_too(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    standard_input(monkeypatch, ZeroDivisionError("oops"))

    run = cli("quote", "-", "--json", *DAY)

    assert run.code == 70
    assert json.loads(run.out)["result"] is None


def test_several_envelopes_are_one_a_line(cli: Cli, tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text("titel = 1\n", encoding="utf-8")

    run = cli("quote", CAFE, str(bad), CAFE, "--json", *DAY)

    assert run.code == 3
    assert [json.loads(line)["result"] is None for line in run.out.splitlines()] == [False, True, False]


# --- Encodings


ENCODINGS = ["ascii", "latin-1", "cp1252", "utf-8"]


@dataclass(frozen=True)
class Printed:
    """What a run printed, as bytes."""

    code: int
    out: bytes
    err: bytes


@pytest.fixture
def encoded(home: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Printed]:
    """Run the program in French where the standard streams have some encoding."""

    def run(encoding: str, *arguments: str) -> Printed:
        streams = {name: io.TextIOWrapper(io.BytesIO(), encoding=encoding) for name in ("stdout", "stderr")}
        streams["stderr"].reconfigure(errors="backslashreplace")
        with monkeypatch.context() as patch:
            for name, stream in streams.items():
                patch.setattr(sys, name, stream)
            code = main([*arguments, "--lang", "fr"], {"FOURCHETTE_HOME": str(home), "COLUMNS": "80"})
        for stream in streams.values():
            stream.flush()
        out, err = (stream.buffer.getvalue() for stream in streams.values())
        return Printed(code, out, err)

    return run


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("arguments", [("quote", CAFE, *DAY), ("quote", CAFE, "--json", *DAY)])
def test_no_encoding_keeps_a_quote_from_being_printed(
    encoded: Callable[..., Printed], encoding: str, arguments: tuple[str, ...]
) -> None:
    done = encoded(encoding, *arguments)

    assert (done.code, done.err) == (0, b"")
    # JSON is UTF-8 where the terminal's own signs do not say everything.
    assert b"Animation Facebook" in done.out


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_no_encoding_keeps_an_error_from_being_said(encoded: Callable[..., Printed], encoding: str) -> None:
    done = encoded(encoding, "nope")

    assert done.code == 2
    assert done.err.startswith(b"Erreur")


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8"])
def test_help_is_printed_in_the_usual_encodings(encoded: Callable[..., Printed], encoding: str) -> None:
    done = encoded(encoding, "quote", "--help")

    assert done.code == 0
    assert done.out.decode(encoding).startswith("Utilisation")


def test_help_is_printed_in_any_encoding(encoded: Callable[..., Printed]) -> None:
    assert encoded("latin-1", "quote", "--help").code == 0


def test_in_ascii_a_space_is_a_space(encoded: Callable[..., Printed]) -> None:
    assert b" 65 $/h " in encoded("ascii", "quote", CAFE, *DAY).out


def test_a_name_that_is_no_text_is_refused(cli: Cli, home: Path) -> None:
    assert cli("quote", CAFE, "--client", os.fsdecode(b"Caf\xe9"), "--save", *DAY).code == 2
    assert not home.exists()


def test_in_ascii_a_letter_loses_its_accent_and_stays(encoded: Callable[..., Printed]) -> None:
    assert b"Cafe du coin" in encoded("ascii", "quote", CAFE, *DAY).out


@pytest.mark.parametrize("options", [("--json",), ("--format", "md"), ("-o", "-", "--format", "toml")])
def test_what_programs_read_is_utf_8_whatever_the_terminal(
    encoded: Callable[..., Printed], options: tuple[str, ...]
) -> None:
    assert "Café du coin".encode() in encoded("ascii", "quote", CAFE, *options, *DAY).out


@pytest.mark.skipif(sys.platform == "win32", reason="closed as a POSIX shell closes them")
@pytest.mark.parametrize(
    ("command", "code"),
    [("quote CAFE >&-", 0), ("list --json >&-", 0), ("config show >&-", 0), ("quote - <&-", 3), ("new <&-", 2)],
)
def test_a_stream_that_is_closed_is_nowhere(home: Path, command: str, code: int) -> None:
    line = f"{shlex.quote(sys.executable)} -m fourchette {command.replace('CAFE', shlex.quote(CAFE))} --home {home}"
    done = subprocess.run(["/bin/sh", "-c", line], capture_output=True, check=False)  # noqa: S603  # our own program

    assert done.returncode == code
    assert b"Traceback" not in done.stderr
    assert b"Unexpected" not in done.stderr


@pytest.mark.parametrize("command", ["config", "rules"])
@pytest.mark.parametrize("options", [("--no-input",), ("--json",), ()])
def test_no_editor_opens_where_nobody_is_there(cli: Cli, command: str, options: tuple[str, ...]) -> None:
    run = cli(command, "edit", *options)  # and none is named

    assert run.code == 2
    assert "an editor needs somebody at the terminal" in run.out + run.err
