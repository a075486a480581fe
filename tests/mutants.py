# ruff: noqa: T201  # it is a table that is asked for
"""Whether the tests notice: each small change of a module of the core is made, and its tests are run against it.

    python tests/mutants.py core/basis/money core/price      a module, or a room
    python tests/mutants.py core/price/rating --only 40-60   the changes of these lines

A change that no test notices lives: it is printed with its line. The files are left as they are: each change is
made in a process of its own, as its module is imported.
"""

import ast
import copy
import importlib.abc
import importlib.util
import os
import re
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

import pydantic  # noqa: F401  # imported once for all that are tried, as is what shows tables
import pytest
import rich.table  # noqa: F401

TESTS = Path(__file__).parent
SOURCE = TESTS.parent / "src" / "fourchette"
MOST_TIME = 600  # seconds: a change that makes a test run for ever is noticed
SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult,
}  # fmt: skip
# What every price is made of is tested by the prices too.
LOW_ROOMS = ("basis", "card", "mandate", "effect")
CALLS = {"min": "max", "max": "min", "any": "all", "all": "any"}


def mutants(source: str) -> Iterator[tuple[int, str, ast.Module]]:
    """Every change of a text: its line, what it is, and the whole with it."""
    tree = ast.parse(source)
    for place, node in enumerate(ast.walk(tree)):
        for number, what in enumerate(_changes(node)):
            changed = copy.deepcopy(tree)
            other = next(each for at, each in enumerate(ast.walk(changed)) if at == place)
            _change(other, number)
            yield _line(node), what, ast.fix_missing_locations(changed)


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

    def __init__(self, name: str, path: Path, tree: ast.Module) -> None:
        self.name, self.path, self.tree = name, path, tree

    def find_spec(self, name: str, _path: object = None, _target: object = None, /) -> ModuleSpec | None:
        return importlib.util.spec_from_file_location(name, self.path, loader=self) if name == self.name else None

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self.tree, str(self.path), "exec"), vars(module))  # noqa: S102  # our own text, changed by us


def noticed(path: Path, tree: ast.Module, tests: Sequence[str]) -> str:
    """What becomes of a change: `killed`, `lives`, or `endless` where the tests do not come to an end."""
    name = ".".join(("fourchette", *path.relative_to(SOURCE).with_suffix("").parts))
    child = os.fork()
    if not child:
        null = os.open(os.devnull, os.O_RDWR)
        for stream in (1, 2):
            os.dup2(null, stream)
        sys.meta_path.insert(0, _Planted(name, path, tree))
        code = pytest.main(
            [*tests, "-x", "-q", "-n", "0", "-p", "no:cacheprovider", "-W", "ignore", "--hypothesis-seed=0"]
        )
        os._exit(0 if code == 0 else 1)
    until = time.monotonic() + MOST_TIME
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return "lives" if status == 0 else "killed"
        time.sleep(0.02)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return "endless"


def tests_of(path: Path) -> list[str]:
    """The tests of a module: those that name it, those of its room, and the prices' where they are made of it."""
    part = path.relative_to(SOURCE).with_suffix("")
    named = re.compile(rf"\bfrom fourchette\.{'.'.join(part.parts)} import|\bimport {part.name}\b")
    room = sorted((TESTS / part.parent).glob("test_*.py"))
    elsewhere = [each for each in sorted((TESTS / "core").rglob("test_*.py")) if each not in room]
    direct = [each for each in (*room, *elsewhere) if named.search(each.read_text(encoding="utf-8"))]
    made = sorted((TESTS / "core" / "price").glob("test_*.py")) if part.parts[1] in LOW_ROOMS else []
    return [str(each) for each in dict.fromkeys((*direct, *room, *made))]


def judge(path: Path, lines: range) -> Counter[str]:
    """Try every change of a module; prints each that lives."""
    source, tests, found = path.read_text(encoding="utf-8"), tests_of(path), Counter[str]()
    if noticed(path, ast.parse(source), tests) != "lives":
        sys.exit(f"the tests of {path} fail without any change")
    for line, what, tree in mutants(source):
        if line in lines:
            fate = noticed(path, tree, tests)
            found[fate] += 1
            if fate == "lives":
                text = source.splitlines()[line - 1].strip()
                print(f"  {path.relative_to(SOURCE)}:{line}  {what}: {text}", flush=True)
    return found


def main(arguments: Sequence[str]) -> None:
    """Print a row for each module that is named."""
    lines = range(10**6)
    if "--only" in arguments:
        place = list(arguments).index("--only")
        first, last = map(int, arguments[place + 1].split("-"))
        lines, arguments = range(first, last + 1), [*arguments[:place], *arguments[place + 2 :]]
    for named in arguments:
        file = SOURCE / f"{named}.py"
        for path in [file] if file.exists() else sorted((SOURCE / named).glob("[!_]*.py")):
            found = judge(path, lines)
            dead = found["killed"] + found["endless"]
            print(f"{path.relative_to(SOURCE)}: {dead} of {found.total()} noticed", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
