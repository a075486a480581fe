# ruff: noqa: T201  # it is a table that is asked for
"""Whether the tests notice: each small change of a module of the core is made, and its tests are run against it.

    python tests/mutants.py core/basis/money core/price      a module, or a room
    python tests/mutants.py core/price/rating --only 40-60   the changes of these lines
    python tests/mutants.py core/* --sample 30 --seed 1      as many of each room, drawn evenly from all its changes

A change that no test notices lives: it is printed with its line. The files are left as they are: each change is
made in a process of its own, as its module is imported. The nearest tests come first, then what is printed of whole
runs.
"""

import argparse
import ast
import importlib.abc
import importlib.util
import itertools
import os
import random
import re
import resource
import signal
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

import pydantic  # noqa: F401  # imported once for all that are tried, as is what shows tables
import pytest
import rich.table  # noqa: F401
from hypothesis import Phase, settings

TESTS = Path(__file__).parent
SOURCE = TESTS.parent / "src" / "fourchette"
MOST_TIME = 300  # seconds of the processor, however busy it is: a change that makes a test run for ever is noticed
SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult,
}  # fmt: skip
NEAR = ("core", "files", "render")
WHOLE = ("second/test_second_price.py", "test_examples.py", "cli/test_scenarios.py")
# What every price is made of is tested by the prices too.
LOW_ROOMS = ("basis", "card", "mandate", "effect")
CALLS = {"min": "max", "max": "min", "any": "all", "all": "any"}


@dataclass(frozen=True)
class Mutant:
    """A change of a module: of which of its nodes, and which of the changes that a node may have."""

    path: Path
    place: int
    number: int
    line: int
    what: str

    @property
    def tree(self) -> ast.Module:
        """The module with this change."""
        tree = ast.parse(self.path.read_text(encoding="utf-8"))
        _change(next(itertools.islice(ast.walk(tree), self.place, None)), self.number)
        return ast.fix_missing_locations(tree)

    def __str__(self) -> str:
        text = self.path.read_text(encoding="utf-8").splitlines()[self.line - 1].strip()
        return f"{self.path.relative_to(SOURCE)}:{self.line}  {self.what}: {text}"


def mutants(path: Path) -> Iterator[Mutant]:
    """Every change of a module."""
    for place, node in enumerate(ast.walk(ast.parse(path.read_text(encoding="utf-8")))):
        for number, what in enumerate(_changes(node)):
            yield Mutant(path, place, number, _line(node), what)


def _line(node: ast.AST) -> int:
    return node.iter.lineno if isinstance(node, ast.comprehension) else getattr(node, "lineno", 0)


def _changes(node: ast.AST) -> list[str]:  # noqa: C901, PLR0911  # one for each kind of change
    match node:
        case ast.Compare(ops=ops):
            return [f"{type(op).__name__} → {SWAPS[type(op)].__name__}" for op in ops]
        case ast.BoolOp(op=op) | ast.BinOp(op=op) if type(op) in SWAPS and not isinstance(op, ast.BitOr):
            return [f"{type(op).__name__} → {SWAPS[type(op)].__name__}"]
        case ast.UnaryOp(op=ast.Not()):
            return ["not x → x"]
        case ast.UnaryOp(op=ast.USub()):
            return ["-x → x"]
        case ast.Constant(value=bool(value)):
            return [f"{value} → {not value}"]
        case ast.Constant(value=int(value)):
            return [f"{value} → {value + 1}"]
        case ast.IfExp():
            return ["a if b else c → a", "a if b else c → c"]
        case ast.Call(func=ast.Name(id=name)) if name in CALLS:
            return [f"{name} → {CALLS[name]}"]
        case ast.Return(value=ast.expr(lineno=_)) if ast.unparse(node) != "return None":
            return ["return x → return None"]
        case ast.Continue():
            return ["continue → break"]
        case ast.comprehension(ifs=[_, *_]):
            return ["for … if … → for …"]
    return []


def _change(node: ast.AST, number: int) -> None:  # noqa: C901  # as above
    match node:
        case ast.Compare():
            node.ops[number] = SWAPS[type(node.ops[number])]()  # type: ignore[call-overload]
        case ast.BoolOp() | ast.BinOp():
            node.op = SWAPS[type(node.op)]()  # type: ignore[assignment]
        case ast.UnaryOp():
            node.op = ast.UAdd() if isinstance(node.op, ast.USub) else ast.Not()
            if isinstance(node.op, ast.Not):
                node.operand = ast.UnaryOp(ast.Not(), node.operand)
        case ast.Constant(value=bool(value)):
            node.value = not value
        case ast.Constant(value=int(value)):
            node.value = value + 1
        case ast.IfExp():
            node.test = ast.Constant(value=number == 0)
        case ast.Call(func=ast.Name() as name):
            name.id = CALLS[name.id]
        case ast.Return():
            node.value = ast.Constant(value=None)
        case ast.comprehension():
            node.ifs = []
        case ast.Continue():
            node.__class__ = ast.Break  # type: ignore[assignment]  # in its place, whatever holds it


class _Planted(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives one module its changed text, whoever imports it."""

    def __init__(self, change: Mutant) -> None:
        self.path, self.tree = change.path, change.tree
        self.name = ".".join(("fourchette", *self.path.relative_to(SOURCE).with_suffix("").parts))

    def find_spec(self, name: str, _path: object = None, _target: object = None, /) -> ModuleSpec | None:
        return importlib.util.spec_from_file_location(name, self.path, loader=self) if name == self.name else None

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self.tree, str(self.path), "exec"), vars(module))  # noqa: S102  # our own text, changed by us


def _plant(change: Mutant) -> None:
    """Have the module be read as it is changed, also by the program, whose own finder would read it from the disk."""
    planted = _Planted(change)
    sys.meta_path.insert(0, planted)
    from fourchette.cli.shell.later import load_later

    load_later()
    sys.meta_path.sort(key=lambda finder: finder is not planted)


class _Hasty:
    """Has a law that fails say so at once, and keep nothing of it."""

    def pytest_configure(self) -> None:
        settings.register_profile(
            "hasty", deadline=None, database=None, derandomize=True, phases=(Phase.explicit, Phase.generate)
        )
        settings.load_profile("hasty")


def lives(tests: Sequence[str], change: Mutant | None = None) -> bool:
    """Whether no test notices a change, or none at all: none fails, and all come to an end."""
    child = os.fork()
    if not child:
        if change:
            resource.setrlimit(resource.RLIMIT_CPU, (MOST_TIME, MOST_TIME))
            signal.alarm(3 * MOST_TIME)  # a test that waits for ever
            null = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):
                os.dup2(null, stream)
            _plant(change)
        quick = ["-x", "-q", "-n", "0", "-p", "no:cacheprovider", "-W", "ignore"]
        os._exit(0 if pytest.main([*tests, *quick], plugins=[_Hasty()]) == 0 else 1)
    return os.waitpid(child, 0)[1] == 0


def tests_of(path: Path) -> list[str]:
    """The tests of a module: those that name it, its room's, the prices' where they are made of it, whole runs."""
    part = path.relative_to(SOURCE).with_suffix("")
    named = re.compile(rf"\bfrom fourchette\.{'.'.join(part.parts)} import|\bimport {part.name}\b")
    room = sorted((TESTS / part.parent).glob("test_*.py"))
    near = (*room, *(each for folder in NEAR for each in sorted((TESTS / folder).rglob("test_*.py"))))
    direct = [each for each in near if named.search(each.read_text(encoding="utf-8"))]
    made = sorted((TESTS / "core" / "price").glob("test_*.py")) if part.parts[1] in LOW_ROOMS else []
    return [str(each) for each in dict.fromkeys((*direct, *room, *made, *(TESTS / each for each in WHOLE)))]


def judge(tried: Sequence[Mutant]) -> int:
    """How many of these changes are noticed; prints each that is not."""
    dead = 0
    for change in tried:
        if lives(tests_of(change.path), change):
            print(f"  {change}", flush=True)
        else:
            dead += 1
    return dead


def main() -> None:
    """Print a row for each module or room that is named."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("named", nargs="+", metavar="core/ROOM[/MODULE]")
    asked.add_argument("--only", default="1-1000000", metavar="LINE-LINE")
    asked.add_argument("--sample", type=int, metavar="NUMBER")
    asked.add_argument("--seed", type=int, default=1)
    options = asked.parse_args()
    first, last = map(int, options.only.split("-"))
    drawn: dict[str, tuple[list[Mutant], int]] = {}
    for named in options.named:
        file = SOURCE / f"{named}.py"
        paths = [file] if file.exists() else sorted((SOURCE / named).glob("[!_]*.py"))
        every = [each for path in paths for each in mutants(path) if first <= each.line <= last]
        places = random.Random(options.seed).sample(range(len(every)), min(options.sample or len(every), len(every)))  # noqa: S311
        drawn[named] = [every[each] for each in sorted(places)], len(every)
    if not lives(sorted({test for tried, _ in drawn.values() for each in tried for test in tests_of(each.path)})):
        sys.exit("the tests fail without any change")
    for named, (tried, of) in drawn.items():
        print(f"{named}: {judge(tried)} of {len(tried)} noticed, of {of} changes", flush=True)


if __name__ == "__main__":
    main()
