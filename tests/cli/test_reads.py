"""Each file is read once a run, however many mandates it prices."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import EXAMPLES, Cli

SCRIPT = """
import json, sys
opened = []
def note(event, values):
    if event == "open" and str(values[0]).endswith(".toml"):
        opened.append(str(values[0]))
sys.addaudithook(note)
from fourchette.cli.shell.app import main
main(sys.argv[1:])
sys.stderr.write(json.dumps(opened))
"""
MANDATES = [str(EXAMPLES / f"{name}.toml") for name in ("cafe", "shop", "festival")]


@pytest.fixture
def settled(cli: Cli, home: Path) -> Path:
    """A home with a config, a card and taxes of its own, and a saved quote."""
    for arguments in (("config", "init"), ("rules", "init"), ("quote", MANDATES[0], "--save")):
        assert cli(*arguments).code == 0
    (home / "taxes.toml").write_text("schema = 1\n", encoding="utf-8")
    return home


@pytest.mark.parametrize(
    "arguments",
    [
        ("quote", *MANDATES),
        ("quote", MANDATES[0], "--packages"),
        ("compare", *MANDATES),
        ("explain", "2026-001"),
        ("revise", "2026-001", "-t", "posts=9"),
        ("fit", MANDATES[0], "--budget", "900"),
        ("rules", "check"),
        ("floor", "--income", "65000"),
    ],
    ids=" ".join,
)
def test_each_file_is_read_once(settled: Path, arguments: tuple[str, ...]) -> None:
    command = [sys.executable, "-c", SCRIPT, *arguments, "-q", "--home", str(settled), "--no-input"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603  # our own program

    opened = json.loads(done.stderr)

    assert any(name.startswith(str(settled)) for name in opened)
    assert sorted(opened) == sorted(set(opened))
