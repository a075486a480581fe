"""No input breaks a reader: each is read or refused in words, in a bounded time, and nothing is written or called.

`FOURCHETTE_TEST_INPUTS=100000` tries so many of each reader; `FOURCHETTE_TEST_SEED` draws others.
"""

import os
from pathlib import Path
from random import Random

import pytest

from fourchette.core.basis.reading import Refusal
from fourchette.errors import UserError
from fuzz.faults import fault_of
from fuzz.fuzzed_readers import READERS
from fuzz.mutations import LONGEST, mutated

INPUTS = int(os.environ.get("FOURCHETTE_TEST_INPUTS", "60"))
SEED = os.environ.get("FOURCHETTE_TEST_SEED", "")
ENDLESS = bytes(LONGEST + 1)


@pytest.mark.parametrize("name", READERS)
def test_any_input_is_read_or_refused_in_words_and_touches_nothing(name: str, tmp_path: Path) -> None:
    reader = READERS[name]
    corpus, chance = reader.corpus(), Random(f"{name}{SEED}")  # noqa: S311  # a seed draws the same inputs again
    faults: dict[str, bytes] = {}

    for _ in range(INPUTS):
        raw = mutated(corpus, chance)
        fault = fault_of(reader, raw, tmp_path / "input.toml")
        if fault and len(raw) < len(faults.get(fault, ENDLESS)):
            faults[fault] = raw

    for place, (fault, raw) in enumerate(faults.items()):
        (tmp_path / f"fault-{place}").write_bytes(raw)
        print(fault, tmp_path / f"fault-{place}")  # noqa: T201  # for who looks into it
    assert list(faults) == []


@pytest.mark.parametrize("name", READERS)
def test_what_is_changed_was_sound(name: str, tmp_path: Path) -> None:
    reader = READERS[name]
    path = tmp_path / "input.toml"
    refused = []
    for raw in reader.corpus():
        path.write_bytes(raw)
        try:
            reader.read(raw, path)
        except (Refusal, UserError) as error:
            refused.append(error)

    assert len(refused) <= len(reader.corpus()) // 2, refused
