# ruff: noqa: T201  # what it finds is what is asked for
"""The readers tried with inputs that follow what was read: one that reaches a line for the first time is changed on.

    python tests/fuzz/guided.py mandate -atheris_runs=100000 [FOLDER]      the folder keeps what reached further

Each fault is printed once, with the shortest input that showed it, kept beside. Needs `pip install -e '.[fuzz]'`.
"""

import sys
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import atheris  # type: ignore[import-not-found, import-untyped, unused-ignore]  # only who tries it installs it

sys.path.insert(0, str(Path(__file__).parents[1]))
with atheris.instrument_imports(include=["fourchette"]):
    from fuzz.faults import fault_of
    from fuzz.fuzzed_readers import READERS, Reader
    from fuzz.mutations import LONGEST, mutated

# A line that is counted takes several times as long.
MOST_TIME = 5.0


def go(reader: Reader, folder: Path, arguments: list[str]) -> None:
    """Try a reader, and print what it may not do; ends the process once it was tried as often as is asked."""
    shortest: dict[str, int] = {}
    corpus = list(reader.corpus())
    for place, sound in enumerate(corpus):
        (folder / f"sound-{place}").write_bytes(sound)

    def tried(raw: bytes) -> None:
        fault = fault_of(reader, raw, folder / "input.toml", MOST_TIME)
        if fault and len(raw) < shortest.get(fault, LONGEST):
            shortest[fault] = len(raw)
            kept = Path(f"fault-{len(shortest)}")
            kept.write_bytes(raw)
            print(f"{fault}: {kept.resolve()}", flush=True)

    def changed(raw: bytes, most: int, seed: int) -> bytes:
        chance = Random(seed)  # noqa: S311  # a seed draws the same again
        return mutated([raw, raw, raw, chance.choice(corpus)], chance)[:most]

    atheris.Setup([*arguments, f"-max_len={LONGEST}", str(folder)], tried, custom_mutator=changed)
    atheris.Fuzz()


if __name__ == "__main__":
    with TemporaryDirectory() as sound:
        go(READERS[sys.argv[1]], Path(sound), [sys.argv[0], *sys.argv[2:]])
