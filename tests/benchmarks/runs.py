"""How long whole commands take, beside other tools: `PYTHONPATH=tests python -m benchmarks.runs`. It asserts nothing.

Each figure is a ratio to `python -c pass` of the same interpreter, run just before it, of the wall and of the
processor time of the whole process: the medians of `--rounds` pairs. `--python` is the interpreter of a fresh
environment where the wheel is installed; without it, one is made. A peer that is not installed is said so.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from time import perf_counter

from benchmarks.bench import fill
from fourchette.files.card.card_file import load_card
from fourchette.files.home.home import Home
from fourchette.files.shipped.tax_tables import load_taxes

ROOT = Path(__file__).parent.parent.parent
CAFE, SHOP = str(ROOT / "examples" / "cafe.toml"), str(ROOT / "examples" / "shop.toml")
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
LONG_ROUNDS = 3
LEDGER_ENTRY = '2026-01-02 * "a"\n  Assets:Cash  {}.00 CAD\n  Income:Work\n'
JOURNAL_ENTRY = "2026-01-02 a\n  cash  {}.00 CAD\n  income\n\n"
TAB = "fourchette quote --"
SHELLS: Mapping[str, Mapping[str, str]] = {
    "bash": {"COMP_WORDS": TAB, "COMP_CWORD": "2"},
    "zsh": {"_TYPER_COMPLETE_ARGS": TAB},
    "fish": {"_TYPER_COMPLETE_ARGS": TAB, "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
}


@dataclass(frozen=True)
class Measured:
    """A command line to measure, and the most that the design lets it take (a ratio, or None)."""

    name: str
    words: Sequence[str]
    budget: float | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    long: bool = False


def main() -> None:
    """Measure, and print each row as it comes."""
    parser = argparse.ArgumentParser(description="How long whole commands take, beside other tools.")
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--python", type=Path, help="the interpreter of an environment with the wheel installed")
    parser.add_argument("--long", action="store_true", help="also the books of 1,000 and 10,000 quotes")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        python = asked.python or installed(work)
        show("", "wall", "processor", "design", "seconds")
        for case in (*ours(python, work), *(books(python, work) if asked.long else ()), *floors(python), *peers(work)):
            show(*row(case, python, LONG_ROUNDS if case.long else asked.rounds))


def installed(work: Path) -> Path:
    """The interpreter of a fresh environment with the wheel of this source, its bytecode compiled."""
    python = work / "environment" / "bin" / "python"
    wheels = work / "wheels"
    for words in (
        (sys.executable, "-m", "venv", str(python.parent.parent)),
        (str(python), "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(wheels), str(ROOT)),
    ):
        subprocess.run(words, check=True, env=CLEAN)  # noqa: S603  # our own words
    [wheel] = wheels.glob("*.whl")
    subprocess.run((str(python), "-m", "pip", "install", "--quiet", "--compile", str(wheel)), check=True, env=CLEAN)  # noqa: S603
    return python


def ours(python: Path, work: Path) -> Iterator[Measured]:
    """The commands that the design gives a budget."""
    home = Home(work / "few")
    fill(home, 5, load_card(), load_taxes())
    program = (str(python), "-m", "fourchette")
    everywhere = ("--home", str(home.folder))

    def run(name: str, budget: float, *words: str) -> Measured:
        return Measured(name, (*program, *words, *everywhere), budget)

    yield Measured("--version", (*program, "--version"), 1.6)
    yield run("rules path", 8, "rules", "path")
    yield run("config path", 8, "config", "path")
    yield run("list of 5", 8, "list")
    for shell, line in SHELLS.items():
        completing = {"_FOURCHETTE_COMPLETE": f"complete_{shell}", **line}
        yield Measured(f"TAB in {shell}", program, 8, completing)
    yield run("quote to a table", 12, "quote", CAFE)
    yield run("quote to JSON", 12, "quote", CAFE, "--json")
    yield run("explain", 16, "explain", CAFE)
    yield run("fit", 16, "fit", CAFE, "--budget", "500")
    yield run("compare", 16, "compare", CAFE, SHOP)
    yield run("quote to PDF", 17, "quote", CAFE, "-o", str(work / "quote.pdf"), "--force")


def books(python: Path, work: Path) -> Iterator[Measured]:
    """The commands over a whole book; `verify` and `stats` have a budget of seconds, not of ratios."""
    for count in (1_000, 10_000):
        home = Home(work / str(count))
        fill(home, count, load_card(), load_taxes())
        run = (str(python), "-m", "fourchette", "--home", str(home.folder))
        yield Measured(f"list of {count:,}", (*run, "list"), 10 if count == 1_000 else 12, long=True)
        if count == 1_000:
            yield Measured("verify of 1,000 (6 s)", (*run, "verify"), long=True)
        else:
            yield Measured("stats of 10,000 (10 s)", (*run, "stats"), long=True)


def floors(python: Path) -> Iterator[Measured]:
    """What the libraries alone take: no command can take less."""
    yield Measured("import of typer alone", (str(python), "-c", "import typer.main"))
    yield Measured("and of babel", (str(python), "-c", "import typer.main, babel.numbers, babel.dates"))
    amount = "import typer.main; from babel.numbers import format_currency; format_currency(1, 'CAD', locale='fr_CA')"
    yield Measured("and one amount written", (str(python), "-c", amount))


def peers(work: Path) -> Iterator[Measured]:
    """Like commands of tools that people find quick, where they are installed."""
    home = {"HOME": str(work), "XDG_CONFIG_HOME": str(work), "XDG_DATA_HOME": str(work), "WATSON_DIR": str(work)}
    ledger, journal = work / "book.beancount", work / "book.journal"
    opened = "2026-01-01 open Assets:Cash CAD\n2026-01-01 open Income:Work CAD\n"
    ledger.write_text(opened + "".join(map(LEDGER_ENTRY.format, range(1, 50))), encoding="utf-8")
    journal.write_text("".join(map(JOURNAL_ENTRY.format, range(1, 50))), encoding="utf-8")
    for name, words in (
        ("watson projects", ("watson", "projects")),
        ("jrnl --version", ("jrnl", "--version")),
        ("bean-check", ("bean-check", str(ledger))),
        ("khal --version", ("khal", "--version")),
        ("hledger balance", ("hledger", "-f", str(journal), "balance")),
    ):
        program = shutil.which(words[0])
        yield Measured(name, (program, *words[1:]) if program else (), environment=home)


def row(case: Measured, python: Path, rounds: int) -> tuple[str, str, str, str, str]:
    """The row of one command: medians over pairs of it and of the bare interpreter."""
    budget = f"{case.budget:g}" if case.budget else ""
    if not case.words:
        return case.name, "not installed", "", "", ""
    spend(case.words, case.environment)
    pairs = [(spend((str(python), "-c", "pass"), {}), spend(case.words, case.environment)) for _ in range(rounds)]
    wall = statistics.median(run[0] / bare[0] for bare, run in pairs)
    worked = statistics.median(run[1] / bare[1] for bare, run in pairs)
    return case.name, f"{wall:.1f}", f"{worked:.1f}", budget, f"{statistics.median(run[1] for _, run in pairs):.3f}"


def spend(words: Sequence[str], environment: Mapping[str, str]) -> tuple[float, float]:
    """The wall and processor seconds of a whole process."""
    before, start = getrusage(RUSAGE_CHILDREN), perf_counter()
    settings = {**CLEAN, **environment}
    subprocess.run(words, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)  # noqa: S603
    wall, after = perf_counter() - start, getrusage(RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def show(name: str, wall: str, worked: str, budget: str, seconds: str) -> None:
    """One row of the table."""
    sys.stdout.write(f"{name:<26}{wall:>14}{worked:>11}{budget:>8}{seconds:>9}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
