"""The conventions of a command line, each with its test: what people and shells expect of any program.

Those that have a test where their subject is are named beside it; the others are tried below.

| convention | test |
| --- | --- |
| the result on stdout, what is spoken on stderr | `test_the_result_alone_is_on_standard_output` |
| JSON alone on stdout, an envelope even for a failure | `test_app.py: test_a_failure_in_json_is_an_envelope_too` |
| --json beside --format or -o: an envelope, or refused | `test_json_beside_a_format_is_an_envelope_or_refused` |
| - is standard input wherever a file is read | `test_a_dash_is_the_standard_input` |
| - is standard output wherever a file is written | `test_a_dash_is_the_standard_output` |
| somebody at a keyboard is told that she is waited for | `test_standard_input_on_a_terminal_says_that_it_waits` |
| an option's value is a value, whatever it looks like | `test_what_looks_like_a_switch_is_a_value_where_one_is_due` |
| after -- nothing is a switch | `test_after_two_dashes_nothing_is_a_switch` |
| -q: the result and errors only | `test_quiet_leaves_the_result_and_the_errors` |
| --no-input, or no terminal: nothing is asked | `test_nothing_is_asked_where_nobody_is` |
| --no-color, NO_COLOR, FORCE_COLOR, CLICOLOR, TERM, the terminal, in turn | `test_colour_follows_the_environment` |
| a variable set and empty says nothing | the same |
| COLUMNS, then the terminal, then 80 | `test_screen.py: test_columns_comes_before_the_terminal` |
| exit codes 0 to 5 | `test_an_exit_code_says_what_kind_of_end_it_was` |
| option, then environment, then file, then default | `test_what_is_nearest_to_the_hand_wins` |
| --version and -h wherever they stand | `test_help_and_version_are_told_wherever_they_stand` |
| amounts as people type them | `test_an_amount_is_read_as_people_type_it` |
| days as people type them | `test_a_day_is_read_as_people_type_it` |
| no file is replaced without --force | `test_no_file_is_replaced_unasked` |
"""

import io
import json
import sys
from pathlib import Path

import pytest

from conftest import EXAMPLES, Cli
from fourchette.cli.shell.everywhere import Everywhere
from fourchette.cli.shell.runtime import Runtime
from terminal import Terminal

CAFE = str(EXAMPLES / "cafe.toml")
DAY = ("--date", "2026-11-22")


class Watched(io.StringIO):
    """What is written where somebody looks."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.fixture
def sent(cli: Cli) -> None:
    """The book holds a quote that was sent."""
    cli("quote", CAFE, "--save", *DAY)
    cli("send", "2026-001", *DAY)


# --- Streams


def test_the_result_alone_is_on_standard_output(cli: Cli) -> None:
    run = cli("quote", CAFE, "--save", *DAY)

    assert "Saved as" in run.err
    assert "Saved as" not in run.out
    assert "$698.75" in run.out
    assert cli("quote", "nowhere.toml", *DAY).out == ""


@pytest.mark.usefixtures("sent")
def test_json_beside_a_format_is_an_envelope_or_refused(cli: Cli, tmp_path: Path) -> None:
    for command in (("quote", CAFE), ("render", "2026-001"), ("explain", CAFE, "--for", "client")):
        written = tmp_path / f"{command[0]}.md"
        run = cli(*command, "-o", str(written), "--json", *(() if command[0] == "render" else DAY))

        assert json.loads(run.out)["result"]["file"] == str(written)
        assert written.exists()
    refused = cli("quote", CAFE, "--format", "md", "--json", *DAY)

    assert refused.code == 2
    assert json.loads(refused.out)["result"] is None


@pytest.mark.parametrize("words", [("quote", "-"), ("explain", "-"), ("fit", "-", "--budget", "600"), ("market", "-")])
def test_a_dash_is_the_standard_input(cli: Cli, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(Path(CAFE).read_bytes())))

    run = cli(*words, *DAY)

    assert run.code == 0
    assert "698.75" in run.out


@pytest.mark.usefixtures("sent")
@pytest.mark.parametrize(
    "words",
    [
        ("quote", CAFE, "--format", "md", "-o", "-"),
        ("render", "2026-001", "--format", "md", "-o", "-"),
        ("duplicate", "2026-001", "-"),
        ("fit", CAFE, "--budget", "600", "-o", "-"),
    ],
)
def test_a_dash_is_the_standard_output(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())

    assert "Animation Facebook et Instagram" in cli(*words).out
    assert sorted(tmp_path.iterdir()) == before


def test_standard_input_on_a_terminal_says_that_it_waits(terminal: Terminal) -> None:
    program = terminal("quote", "-", *DAY)
    program.until("Standard input is read")
    program.interrupt()
    assert program.code() == 130

    silent = terminal("quote", "-", "-q", *DAY)
    silent.press('[traits]\rscope = ["content"]\rplatforms = ["x"]\rposts = 2\r')
    silent.end()
    silent.until("a month")
    assert "Standard input is read" not in silent.screen


# --- Words of the line


@pytest.mark.usefixtures("sent")
@pytest.mark.parametrize("reason", ["--version", "--json", "-q", "--lang", "--no-color", "--help"])
def test_what_looks_like_a_switch_is_a_value_where_one_is_due(cli: Cli, reason: str) -> None:
    run = cli("decline", "2026-001", "--reason", reason, *DAY)

    assert (run.code, run.out) == (0, "")
    assert f'"{reason}"' in cli("show", "2026-001", "--json", *DAY).out


def test_after_two_dashes_nothing_is_a_switch(cli: Cli) -> None:
    assert "there is no file --version" in cli("quote", *DAY, "--", "--version").err
    assert "there is no file -q" in cli("quote", *DAY, "--", "-q").err


@pytest.mark.parametrize("words", [("-q", "--version"), ("quote", "--version"), ("quote", CAFE, "--version")])
def test_help_and_version_are_told_wherever_they_stand(cli: Cli, words: tuple[str, ...]) -> None:
    assert cli(*words).out.startswith("fourchette ")
    assert cli(*words[:-1], "-h").out.startswith("Usage: fourchette")


# --- Who is there


def test_quiet_leaves_the_result_and_the_errors(cli: Cli) -> None:
    run = cli("quote", CAFE, "--save", "-q", *DAY)

    assert ("$698.75" in run.out, run.err) == (True, "")
    assert cli("quote", "nowhere.toml", "-q", *DAY).err.startswith("Error: ")


def test_nothing_is_asked_where_nobody_is(cli: Cli, terminal: Terminal) -> None:
    assert cli("floor").code == 2
    assert terminal("floor", "--no-input").code() == 2


@pytest.mark.parametrize(
    ("environment", "no_color", "watched", "coloured"),
    [
        ({}, False, True, True),
        ({}, False, False, False),
        ({}, True, True, False),
        ({"NO_COLOR": "1"}, False, True, False),
        ({"NO_COLOR": ""}, False, True, True),
        ({"FORCE_COLOR": "1"}, False, False, True),
        ({"FORCE_COLOR": ""}, False, False, False),
        ({"FORCE_COLOR": "1"}, True, True, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, True, False),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, False, True, True),
        ({"CLICOLOR_FORCE": "1"}, False, False, True),
        ({"CLICOLOR_FORCE": "0"}, False, False, False),
        ({"CLICOLOR": "0"}, False, True, False),
        ({"CLICOLOR": "1"}, False, False, False),
        ({"CLICOLOR": "1"}, False, True, True),
        ({"TERM": "dumb"}, False, True, False),
    ],
)
def test_colour_follows_the_environment(
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    no_color: bool,  # noqa: FBT001  # a row of the table
    watched: bool,  # noqa: FBT001  # as above
    coloured: bool,  # noqa: FBT001  # as above
) -> None:
    monkeypatch.setattr(sys, "stdout", Watched() if watched else io.StringIO())

    assert Runtime(Everywhere(no_color=no_color), environment).screen.colour is coloured


def test_colour_that_is_forced_is_printed(cli: Cli) -> None:
    assert "\x1b[" in cli("quote", CAFE, *DAY, FORCE_COLOR="1").out
    assert "\x1b[" not in cli("quote", CAFE, "--json", *DAY, FORCE_COLOR="1").out


# --- How it ends


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("quote", CAFE), 0),
        (("quote", str(EXAMPLES / "utility.toml"), "--strict"), 1),
        (("quote", CAFE, "--nothing"), 2),
        (("quote", CAFE, "--rules", CAFE), 3),
        (("show", "2026-999"), 4),
        (("quote", "nowhere.toml"), 4),
        (("quote", CAFE, "-o", "/nowhere/at/all.md"), 5),
    ],
)
def test_an_exit_code_says_what_kind_of_end_it_was(cli: Cli, words: tuple[str, ...], code: int) -> None:
    assert cli(*words, *DAY).code == code


def test_what_is_nearest_to_the_hand_wins(cli: Cli, home: Path) -> None:
    def first_word(*options: str, **environment: str) -> str:
        return cli("--help", *options, **environment).out.split()[0]

    assert first_word(LANG="fr_CA.UTF-8") == "Utilisation"
    assert first_word(LANG="fr_CA.UTF-8", LC_ALL="en_CA.UTF-8") == "Usage:"
    home.mkdir()
    (home / "config.toml").write_text('schema = 1\nlanguage = "fr"\n', encoding="utf-8")
    assert first_word(LANG="en_CA.UTF-8") == "Utilisation"
    assert first_word("--lang", "en") == "Usage:"


def test_no_file_is_replaced_unasked(cli: Cli, tmp_path: Path) -> None:
    kept = tmp_path / "kept.md"
    kept.write_text("mine", encoding="utf-8")

    assert cli("quote", CAFE, "-o", str(kept), *DAY).code == 4
    assert kept.read_text(encoding="utf-8") == "mine"
    assert cli("quote", CAFE, "-o", str(kept), "--force", *DAY).code == 0


# --- Amounts and days


@pytest.mark.parametrize(
    ("typed", "price"),
    [
        ("2 500 $", "2500.00"),
        ("2 500,50 $", "2500.50"),
        ("2\u202f500,00\u00a0$", "2500.00"),
        ("$2,500.00", "2500.00"),
        ("2.500,50 €", "2500.50"),
        ("1,002,500", "1002500.00"),
        ("2500.5", "2500.50"),
        ("2500", "2500.00"),
    ],
)
def test_an_amount_is_read_as_people_type_it(cli: Cli, typed: str, price: str) -> None:
    result = json.loads(cli("quote", CAFE, "--price", typed, "--json", *DAY).out)["result"]

    assert result["monthly"]["subtotal"] == price


@pytest.mark.parametrize("typed", ["2.500", "2,500", "$2,500", "2.500 $"])
@pytest.mark.parametrize("words", [("quote", CAFE, "--price"), ("fit", CAFE, "--budget")])
def test_an_amount_that_may_be_two_is_refused_with_both(cli: Cli, words: tuple[str, ...], typed: str) -> None:
    run = cli(*words, typed, *DAY)

    assert run.code == 2
    assert "may be 2500 or 2.500" in run.err


@pytest.mark.parametrize("typed", ["2026-11-22", "2026/11/22", "22/11/2026", "11/22/2026", "22.11.2026"])
def test_a_day_is_read_as_people_type_it(cli: Cli, typed: str) -> None:
    assert json.loads(cli("quote", CAFE, "--json", "--date", typed).out)["result"]["issued"] == "2026-11-22"


def test_a_day_that_may_be_two_is_refused_with_both(cli: Cli) -> None:
    assert "may be 2026-11-05 or 2026-05-11" in cli("quote", CAFE, "--date", "5/11/2026").err
