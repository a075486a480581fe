"""A program that speaks a French of no alphabet: every word of its catalogs and resources is in other letters.

What a screen still has in plain letters is then no sentence of ours: a name, an identifier, a unit, or a fault.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from pathlib import Path
from string import Formatter, ascii_letters
from typing import Any

import tomlkit
from babel.messages.mofile import write_mo

from catalogs import SOURCES, read
from fourchette.core.basis.text import LANGUAGES

# Letters for letters, of the same width: the mathematical ones without serifs.
LETTERS = str.maketrans(ascii_letters, "".join(map(chr, (*range(0x1D5BA, 0x1D5D4), *range(0x1D5A0, 0x1D5BA)))))
DISGUISED = frozenset(map(chr, (*range(0x1D5A0, 0x1D5D4),)))
SCREENS = """
import contextlib, io, json, sys
from fourchette.cli.shell.app import main

class Terminal(io.TextIOWrapper):
    def isatty(self):
        return True

printed = []
for arguments, environment, typed in json.load(sys.stdin):
    told = (io.TextIOWrapper if typed is None else Terminal)(io.BytesIO(), "utf-8", write_through=True)
    sys.stdin = Terminal(io.BytesIO((typed or "").encode()), "utf-8")
    with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
        main(arguments, environment)
    printed.append(told.buffer.getvalue().decode())
print(json.dumps(printed))
"""


def disguised(sentence: str) -> str:
    """A sentence in other letters, its fields as they are."""
    pieces = []
    for words, name, form, _ in Formatter().parse(sentence):
        pieces.append(words.replace("{", "{{").replace("}", "}}").translate(LETTERS))
        if name is not None:
            pieces.append(f"{{{name}:{form}}}" if form else f"{{{name}}}")
    return "".join(pieces)


def program(folder: Path) -> Path:
    """A copy of the program in the folder, its French in other letters."""
    shutil.copytree(SOURCES, folder / "fourchette", ignore=shutil.ignore_patterns("__pycache__"))
    resources = folder / "fourchette" / "resources"
    for path in resources.glob("locale/fr*/LC_MESSAGES/*.po"):
        _compile(path)
    for path in (*resources.glob("*.toml"), *resources.glob("presets/*.toml")):
        document = tomlkit.parse(path.read_text(encoding="utf-8"))
        _disguise(document)
        path.write_text(tomlkit.dumps(document), encoding="utf-8")
    return folder


def _compile(path: Path) -> None:
    catalog = read(path)
    for entry in catalog:
        if entry.id:
            entry.string = disguised(str(entry.string))
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalog)


def _disguise(value: Any) -> None:  # noqa: ANN401  # whatever a TOML file holds
    if isinstance(value, MutableMapping):
        if set(value) <= set(LANGUAGES) and isinstance(value.get("fr"), str):
            value["fr"] = disguised(str(value["fr"]))
        else:
            for part in value.values():
                _disguise(part)
    elif isinstance(value, Iterable) and not isinstance(value, str):
        for part in value:
            _disguise(part)


def screens(
    folder: Path, runs: Sequence[Sequence[str]], environment: Mapping[str, str], typed: Mapping[str, str]
) -> list[str]:
    """What each run prints, one after the other; a command to which something is typed has a terminal."""
    asked = json.dumps([(list(run), dict(environment), typed.get(run[0])) for run in runs])
    ran = subprocess.run(  # noqa: S603  # the copy of our own program
        [sys.executable, "-c", SCREENS],
        input=asked, capture_output=True, check=True, text=True, env={"PYTHONPATH": str(folder), "PYTHONUTF8": "1"},
    )  # fmt: skip
    return list(json.loads(ran.stdout))
