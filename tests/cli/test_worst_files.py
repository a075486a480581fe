"""The worst file of each kind is read or refused, in words and in a bounded time.

`FOURCHETTE_TEST_SIZE=1` makes each as large as a file may be; what all of them take, in seconds and in memory, at
growing sizes: `python tests/worst_files.py`.
"""

import os
from pathlib import Path
from time import process_time

import pytest

from conftest import Cli
from worst_files import CAFE, DAY, LOGGED, OF_A_BOOK, WORST, make

# A part of the largest file, and the seconds of the processor that one whole may take: 60,000 tables to be printed.
PART = float(os.environ.get("FOURCHETTE_TEST_SIZE", "0.1"))
MOST_TIME = 2.5 + 40 * (PART > 0.5)


@pytest.mark.parametrize("name", WORST)
def test_the_worst_file_is_read_or_refused_in_words_and_in_time(
    name: str, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    worst = WORST[name]
    if worst.place.startswith(OF_A_BOOK):
        for arguments in (("quote", str(CAFE), "--save"), ("send", "2026-001"), ("accept", "2026-001")):
            assert cli(*arguments, *DAY).code == 0
        assert cli(*LOGGED).code == 0
    path = tmp_path / worst.place
    path.parent.mkdir(parents=True, exist_ok=True)
    make(name, int((worst.largest - 1000) * PART), path)
    if "logo" in worst.place:
        (tmp_path / "home" / "config.toml").write_text(f'[profile]\nlogo = "{path.name}"\n', encoding="utf-8")

    started = process_time()
    run = cli(*(part.format(file=path) for part in worst.command), "--no-input")

    assert process_time() - started < MOST_TIME
    assert run.code in {0, 1, 2, 3, 4}, run.err[:500]
    assert run.err.count("\n") < 100
