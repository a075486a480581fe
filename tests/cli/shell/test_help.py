"""Help that teaches: one line a command, and examples that run as they are written."""

import re
import shlex
from pathlib import Path

import pytest

from conftest import EXAMPLES, Cli
from fourchette.cli.shell.command_table import COMMANDS, GROUPS, Branch
from fourchette.cli.shell.help import examples_of
from fourchette.files.card.own_card import preset_text
from fourchette.resources import FOLDER

LINES = (FOLDER / "examples.txt").read_text(encoding="utf-8").splitlines()
# A question and an editor need somebody at the terminal.
ASK = re.compile(r"fourchette (new|\w+ edit)\b")
RUN = [line for line in LINES if not ASK.match(line)]
DAY = ("--date", "2026-11-22")
LEAVES = [
    name if leaf is None else f"{name} {leaf}"
    for name, part in COMMANDS.items()
    for leaf in (part.leaves if isinstance(part, Branch) else (None,))
]


def test_every_command_is_of_one_group() -> None:
    assert sorted(name for names in GROUPS.values() for name in names) == sorted(COMMANDS)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("command", ["", "rules", "config"])
def test_each_command_is_told_in_one_line_at_80_columns(cli: Cli, command: str, language: str) -> None:
    text = cli(*command.split(), "--help", "--lang", language).out
    listed = text[text.index("--help") :].splitlines()[1:]

    names = [line.split()[0] for line in listed if line.startswith("  ")]
    assert sorted(names) == sorted(COMMANDS[command].leaves if command else COMMANDS)  # type: ignore[union-attr]  # a branch
    assert not [line for line in listed if line.startswith("    ")]


@pytest.mark.parametrize("command", LEAVES)
def test_every_command_shows_examples_each_alone_on_its_line(cli: Cli, command: str) -> None:
    shown = cli(*command.split(), "--help", COLUMNS="60").out.splitlines()

    assert examples_of(command)
    assert [line[2:] for line in shown if line.startswith("  fourchette ")] == list(examples_of(command))


@pytest.fixture
def book(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home and a folder as the examples find them: three quotes, accepted, sent and a draft."""
    (tmp_path / "examples").symlink_to(EXAMPLES)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "card.toml").write_text(preset_text("quebec"), encoding="utf-8")
    for _ in range(3):
        cli("quote", "examples/cafe.toml", "--save", *DAY)
    for act in (("send", "2026-001"), ("send", "2026-002"), ("accept", "2026-001")):
        cli(*act, *DAY)


@pytest.mark.parametrize("line", RUN)
@pytest.mark.usefixtures("book")
def test_an_example_runs_as_it_is_written(line: str, cli: Cli) -> None:
    words = shlex.split(line)[1:]
    if words[0] == "redo":
        cli("undo")
    if words[:2] in (["rules", "edit"], ["rules", "set"]):
        cli("rules", "init")
    dated = DAY if "--date " in cli(*words[: 2 if words[0] in ("rules", "config") else 1], "--help").out else ()

    run = cli(*words, *dated)

    assert run.code == 0 or (words[0] == "doctor" and run.code == 1), run.err


def test_examples_are_only_of_commands_that_are() -> None:
    assert not [line for line in LINES if not any(line in examples_of(command) for command in LEAVES)]
