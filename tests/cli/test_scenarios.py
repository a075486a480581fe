"""Whole runs of the program: a folder each, with its command, its files, and all that it printed and wrote.

A scenario is a folder of `scenarios/` with a `command` and the files that it needs. It may have an
`env` (a variable a line) and a `stdin`. What the program printed is in `stdout` and `stderr`, what it
answered in `exit_code`, what it wrote under `produced/`; nothing printed is no file. A command that
names $LANGUAGE is run in both languages, and prints to `stdout.fr`, `stdout.en` and so on.
`pytest --update` writes what is now printed and produced.
"""

import io
import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from conftest import EXAMPLES, Cli, Golden, Run
from fourchette import __version__
from fourchette.core.fit import fit
from fourchette.core.fit.fit import Fit
from fourchette.core.fit.fit import fit as search

FOLDER = Path(__file__).parent / "scenarios"
LANGUAGES = ("fr", "en")
OURS = {"command", "env", "stdin", "exit_code", "stdout", "stderr", "produced"}
PRINTED = ("stdout", "stderr")
# What differs from run to run, or each time the card or the program does, and is tested elsewhere.
MASKS = (
    (re.compile(r"\b[0-9a-f]{64}\b"), "$DIGEST"),
    (re.compile(rf"(?<=fourchette ){re.escape(__version__)}\b"), "$VERSION"),
    (re.compile(r"(?<=at = )\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(Z|[-+]\d\d:\d\d)"), "$NOW"),
)


@dataclass(frozen=True)
class Scenario:
    """One run: a folder, and the language it is run in where its command leaves that open."""

    folder: Path
    language: str = ""

    def __str__(self) -> str:
        return f"{self.folder.name}-{self.language}" if self.language else self.folder.name

    def text(self, name: str) -> str:
        """A file of the scenario, nothing when it has none."""
        path = self.folder / name
        return path.read_text(encoding="utf-8").replace("$LANGUAGE", self.language) if path.exists() else ""

    def golden(self, stream: str) -> Path:
        """Where what a stream printed is kept."""
        return self.folder / (f"{stream}.{self.language}" if self.language else stream)

    @property
    def environment(self) -> dict[str, str]:
        """The variables of its `env`."""
        return dict(line.split("=", 1) for line in self.text("env").splitlines())


def folders() -> list[Path]:
    return sorted(path for path in FOLDER.iterdir() if path.is_dir())


def languages(folder: Path) -> tuple[str, ...]:
    command = folder / "command"
    return LANGUAGES if command.exists() and "$LANGUAGE" in command.read_text(encoding="utf-8") else ("",)


SCENARIOS = [Scenario(folder, language) for folder in folders() for language in languages(folder)]


FITTED: dict[str, Fit] = {}


def fit_once(*asked: Any, **more: Any) -> Fit:  # noqa: ANN401  # whatever is asked of `fit`
    """What `fit` finds, searched once for both languages: it takes far longer than to print it."""
    key = repr((asked, more))
    if key not in FITTED:
        FITTED[key] = search(*asked, **more)
    return FITTED[key]


def set_up(scenario: Scenario, directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The scenario's files and the examples in a folder of its own, and what it reads from standard input."""
    shutil.copytree(EXAMPLES, directory / "examples")
    for path in scenario.folder.iterdir():
        if path.name.split(".")[0] not in OURS:
            copy = shutil.copytree if path.is_dir() else shutil.copy
            copy(path, directory / path.name)
    monkeypatch.chdir(directory)
    monkeypatch.setattr(fit, "fit", fit_once)
    if (scenario.folder / "stdin").exists():
        raw = io.BytesIO((scenario.folder / "stdin").read_bytes())
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(raw, encoding="ascii"))


def files_in(directory: Path) -> dict[str, bytes]:
    return {str(path.relative_to(directory)): path.read_bytes() for path in directory.rglob("*") if path.is_file()}


def masked(text: str, directory: Path) -> str:
    for pattern, name in MASKS:
        text = pattern.sub(name, text)
    return text.replace(str(directory), "$DIR")


def produced(before: dict[str, bytes], directory: Path) -> Iterator[tuple[str, str]]:
    """The files written or changed; the copies of cards, JSON Schemas and the journal are tested elsewhere."""
    for name, content in sorted(files_in(directory).items()):
        if (
            before.get(name) != content
            and not name.startswith(("home/cards/", "home/journal/"))
            and not name.endswith(".schema.json")
        ):
            yield name, masked(content.decode(), directory)


def compare(golden: Golden, path: Path, text: str, *, update: bool) -> None:
    """Hold a text against its golden file; no text is no file."""
    if text:
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
        golden(path, text)
    elif update:
        path.unlink(missing_ok=True)
    assert path.exists() == bool(text)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=str)
def test_a_scenario_prints_and_writes_what_it_did(  # noqa: PLR0913, PLR0917  # each is a fixture
    scenario: Scenario,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    cli: Cli,
    golden: Golden,
    update: bool,  # noqa: FBT001  # a fixture is passed by name
) -> None:
    set_up(scenario, tmp_path, monkeypatch)
    before = files_in(tmp_path)
    program, *arguments = shlex.split(scenario.text("command"))

    run: Run = cli(*arguments, **scenario.environment)

    assert program == "fourchette"
    compare(golden, scenario.golden("stdout"), masked(run.out, tmp_path), update=update)
    compare(golden, scenario.golden("stderr"), masked(run.err, tmp_path), update=update)
    compare(golden, scenario.folder / "exit_code", f"{run.code}\n", update=update)
    written = dict(produced(before, tmp_path))
    for name, text in written.items():
        compare(golden, scenario.folder / "produced" / name, text, update=update)
    stale = set(files_in(scenario.folder / "produced")) - set(written)
    for name in stale if update else ():
        (scenario.folder / "produced" / name).unlink()
    assert update or not stale


@pytest.mark.parametrize("folder", folders(), ids=lambda folder: folder.name)
def test_a_scenario_is_whole_and_has_no_stale_file(folder: Path, update: bool) -> None:  # noqa: FBT001  # as above
    scenarios = [Scenario(folder, language) for language in languages(folder)]
    expected = {scenario.golden(stream) for scenario in scenarios for stream in PRINTED}
    stale = [path for path in folder.iterdir() if path.name.split(".")[0] in PRINTED and path not in expected]
    for path in stale if update else ():
        path.unlink()

    assert (folder / "command").exists()
    assert update or stale == []


@pytest.mark.parametrize("folder", folders(), ids=lambda folder: folder.name)
def test_a_scenario_that_prices_has_its_day(folder: Path) -> None:
    command = Scenario(folder).text("command")

    assert (
        "--date 2026-11-22" in command.replace("=", " ")
        or " quote " not in command
        or ({"--help", "--date"} & set(command.split()))
    )
