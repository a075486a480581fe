# ruff: noqa: T201  # it is a table that is asked for
"""Branches of the program that the tests take, by room: both ways of each `if`, each `case`, each loop.

    python tests/branches.py                    the whole suite, then the table
    python tests/branches.py tests/core         what these tests take
    python tests/branches.py --read core/price  what was measured last, and each branch of a room that was not taken

Programs that the tests start are measured with them; coverage.py does it, as `pyproject.toml` says.
"""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "fourchette"


def measure(tests: list[str]) -> None:
    """Run these tests, or all."""
    _coverage("erase")
    _coverage("run", "-m", "pytest", *tests)
    _coverage("combine", "--quiet")


def measured() -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """What was measured of each file."""
    with NamedTemporaryFile() as report:
        _coverage("json", "--quiet", "-o", report.name)
        files = json.load(report)["files"]
    return ((ROOT.joinpath(path).relative_to(SOURCE), found) for path, found in files.items())


def table() -> None:
    """Print a row for each room."""
    branches: Counter[str] = Counter()
    taken: Counter[str] = Counter()
    for path, found in measured():
        room = "/".join(path.parent.parts[:2]) or "fourchette"
        branches[room] += found["summary"]["num_branches"]
        taken[room] += found["summary"]["covered_branches"]
    for room, number in sorted(branches.items()):
        if number:
            print(f"{room:20}{number:6}{taken[room] / number:8.1%}")


def missed(room: str) -> None:
    """Print each branch of a room that was not taken: from which line to which."""
    for path, found in measured():
        if path.as_posix().startswith(room):
            for start, end in found["missing_branches"]:
                print(f"{path}:{start} → {end if end > 0 else 'its end'}")


def _coverage(*arguments: str) -> None:
    subprocess.run((sys.executable, "-m", "coverage", *arguments), cwd=ROOT, check=False)  # noqa: S603  # our own words


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--read", *rooms]:
            table()
            for each in rooms:
                missed(each)
        case tests:
            measure(tests)
            table()
