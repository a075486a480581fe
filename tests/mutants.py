# ruff: noqa: T201  # it is a table that is asked for
"""Whether the tests notice: each small change of a module of the core is made, and the tests that run it are run.

    python tests/mutants.py core/basis/money core/price      a module, or a room
    python tests/mutants.py core/price/rating --only 40-60   the changes of these lines
    python tests/mutants.py core/* --sample 60 --seed 1      as many of each room, drawn evenly from all its changes

A change that no test notices lives: it is printed with its line, but for those that `mutants_alive.toml` says to
change no result, which are counted apart. The files are left as they are.

Which tests run which line is recorded at first, for each file of tests whose text is new. A change within a function is
made in a copy of a process that has all tests in hand; one that lives there, or that is made as its module is
imported, is tried in a process of its own.
"""

import argparse
import ast
import gc
import hashlib
import importlib
import itertools
import json
import os
import random
import resource
import signal
import sys
import time
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

import coverage
import platformdirs
import pydantic  # noqa: F401  # imported once for all that are tried, as is what shows tables
import pytest
import rich.table  # noqa: F401
from hypothesis import Phase, settings

TESTS = Path(__file__).parent
SOURCE = TESTS.parent / "src" / "fourchette"
ALIVE = TESTS / "mutants_alive.toml"
# What is known of another copy of the project is kept apart.
COPY = hashlib.sha256(str(TESTS).encode()).hexdigest()[:8]
RECORD = platformdirs.user_cache_path("fourchette-tests") / f"{COPY}.json"
ASKED = ("core", "second", "test_examples.py", "cli/test_scenarios.py", "files", "render")
MOST_TIME = 10.0  # seconds of the processor that the tests of one change take, as they were recorded, the nearest first
LAW = "_hypothesis_internal_use_settings"  # where a law keeps what is written at it
MOST_EXAMPLES = 10  # of a law: what these do not notice, the others do seldom
SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult,
}  # fmt: skip
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
        _, node, part, new = _changes(next(itertools.islice(ast.walk(tree), self.place, None)))[self.number]
        setattr(node, part, new)
        return ast.fix_missing_locations(tree)

    @property
    def file(self) -> str:
        return self.path.relative_to(SOURCE).as_posix()

    @property
    def module(self) -> str:
        return ".".join(("fourchette", *self.path.relative_to(SOURCE).with_suffix("").parts))

    @property
    def text(self) -> str:
        """Its line."""
        return self.path.read_text(encoding="utf-8").splitlines()[self.line - 1].strip()

    def __str__(self) -> str:
        return f"{self.file}:{self.line}  {self.what}: {self.text}"


def mutants(path: Path) -> Iterator[Mutant]:
    """Every change of a module."""
    for place, node in enumerate(ast.walk(ast.parse(path.read_text(encoding="utf-8")))):
        for number, (what, *_) in enumerate(_changes(node)):
            yield Mutant(path, place, number, _line(node), what)


def _line(node: ast.AST) -> int:
    return node.iter.lineno if isinstance(node, ast.comprehension) else getattr(node, "lineno", 0)


def _changes(node: ast.AST) -> list[tuple[str, ast.AST, str, object]]:  # noqa: C901, PLR0911  # one for each kind
    """The changes that a node may have: what each is, and which part of which node becomes what."""
    match node:
        case ast.Compare(ops=ops):
            swapped = [SWAPS[type(op)]() for op in ops]
            return [
                (_swap(op), node, "ops", [*ops[:place], swapped[place], *ops[place + 1 :]])
                for place, op in enumerate(ops)
            ]
        case ast.BoolOp(op=op) | ast.BinOp(op=op) if type(op) in SWAPS:
            return [(_swap(op), node, "op", SWAPS[type(op)]())]
        case ast.UnaryOp(op=ast.Not()):
            return [("not x → x", node, "operand", ast.UnaryOp(ast.Not(), node.operand))]
        case ast.UnaryOp(op=ast.USub()):
            return [("-x → x", node, "op", ast.UAdd())]
        case ast.Constant(value=bool(value)):
            return [(f"{value} → {not value}", node, "value", not value)]
        case ast.Constant(value=int(value)):
            return [(f"{value} → {value + 1}", node, "value", value + 1)]
        case ast.IfExp():
            sides = (("a", True), ("c", False))
            return [(f"a if b else c → {side}", node, "test", ast.Constant(value)) for side, value in sides]
        case ast.Call(func=ast.Name(id=name)) if name in CALLS:
            return [(f"{name} → {CALLS[name]}", node.func, "id", CALLS[name])]
        case ast.Return(value=ast.expr(lineno=_)) if ast.unparse(node) != "return None":
            return [("return x → return None", node, "value", ast.Constant(None))]
        case ast.Continue():
            return [("continue → break", node, "__class__", ast.Break)]
        case ast.comprehension(ifs=[_, *_]):
            return [("for … if … → for …", node, "ifs", [])]
    return []


def _swap(op: ast.AST) -> str:
    return f"{type(op).__name__} → {SWAPS[type(op)].__name__}"


def _plant(change: Mutant) -> None:
    """Have a module that nobody has imported yet be as it is changed: what it imports imports it nowhere."""
    module = sys.modules[change.module] = ModuleType(change.module)
    module.__file__ = str(change.path)
    exec(compile(change.tree, str(change.path), "exec"), vars(module))  # noqa: S102  # our own text, changed by us


def _codes(tree: ast.Module, path: Path) -> dict[tuple[str, int], CodeType]:
    """What each function of a module is compiled to, by its name and first line."""
    found: dict[tuple[str, int], CodeType] = {}
    left = [compile(tree, str(path), "exec", dont_inherit=True)]
    while left:
        held = [each for each in left.pop().co_consts if isinstance(each, CodeType)]
        found |= {(each.co_qualname, each.co_firstlineno): each for each in held}
        left += held
    return found


def _replant(change: Mutant) -> bool:
    """Give the functions of a module that is in use what they are by the change; whether there is one that differs."""
    vars(importlib.import_module(change.module))
    sound = _codes(ast.parse(change.path.read_text(encoding="utf-8")), change.path)
    new = {key: code for key, code in _codes(change.tree, change.path).items() if code != sound[key]}
    found = False
    for each in gc.get_objects():
        if type(each) is FunctionType and each.__module__ == change.module:
            code = new.get((each.__code__.co_qualname, each.__code__.co_firstlineno))
            if code is not None and Path(each.__code__.co_filename) == change.path:
                each.__code__, found = code, True
    return found


class _Tests:
    """Collects tests, and does with them what is asked instead of running them all."""

    def __init__(self, work: Callable[[list[pytest.Item]], object]) -> None:
        self.work = work
        self.done: object = None

    def pytest_configure(self) -> None:
        """Have a law that fails say so at once, keep nothing of it, and draw the same again."""
        settings.register_profile(
            "hasty", deadline=None, database=None, derandomize=True, phases=(Phase.explicit, Phase.generate)
        )
        settings.load_profile("hasty")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if session.testsfailed:
            self.done = "a file of tests, as it is read,"
            return True
        for item in session.items:
            test: Any = getattr(item, "function", None)
            if law := getattr(test, LAW, None):
                setattr(test, LAW, settings(law, max_examples=min(law.max_examples, MOST_EXAMPLES)))
        self.done = self.work(session.items)
        return True


def _with_tests(files: Sequence[str], work: Callable[[list[pytest.Item]], object]) -> Any:  # noqa: ANN401
    """What is made of the tests of these files, which print nothing; an error if they cannot be collected."""
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(null, stream)
    plugin = _Tests(work)
    pytest.main([*files, "-q", "-n", "0", "-p", "no:cacheprovider", "-W", "ignore"], plugins=[plugin])
    return plugin.done


def _failing(items: Sequence[pytest.Item]) -> str:
    """The first of these tests that fails, as they are run one after the other; nothing where none does."""
    for item, following in itertools.zip_longest(items, items[1:]):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if item.session.testsfailed:
            return str(item.nodeid)
    return ""


def _apart(work: Callable[[], object], seconds: float | None = None) -> Any:  # noqa: ANN401  # what JSON can say
    """What this comes to in a copy of this process; nothing where it breaks down or takes longer than it may."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        if seconds:
            resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 2))
            signal.alarm(int(10 * seconds))  # a test that waits for ever
        try:
            done = json.dumps(work()).encode()
            with open(writer, "wb") as pipe:  # noqa: PTH123  # it has no path
                pipe.write(done)
        finally:
            os._exit(0)  # what it broke down on, it did not say
    os.close(writer)
    with open(reader, "rb") as pipe:  # noqa: PTH123
        done = pipe.read()
    os.waitpid(child, 0)
    return json.loads(done) if done else None


@dataclass(frozen=True)
class Known:
    """What is known of each file of tests: its digest, the seconds of each test, which of them run each line."""

    files: dict[str, dict[str, Any]]

    @classmethod
    def of_now(cls) -> "Known":
        """What was recorded of the tests as they are, and now of those that are new."""
        digests = {
            file.relative_to(TESTS.parent).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
            for asked in ASKED
            for file in ([TESTS / asked] if asked.endswith(".py") else sorted((TESTS / asked).rglob("test_*.py")))
        }
        files = json.loads(RECORD.read_bytes()) if RECORD.exists() else {}
        files = {file: each for file, each in files.items() if each["digest"] == digests.get(file)}
        new = [file for file in digests if file not in files]
        if new:
            print(f"the lines that {len(new)} files of tests run are recorded", file=sys.stderr, flush=True)
            _apart(lambda: _with_tests(new, lambda items: cls(files).record(items, digests)))
            files = json.loads(RECORD.read_bytes())
        for failing in [each for known in files.values() for each in known["failing"]]:
            print(f"{failing} fails without any change, and is not asked", file=sys.stderr)
        return cls(files)

    def record(self, items: Sequence[pytest.Item], digests: dict[str, str]) -> None:
        """Run these tests, each file in a process of its own, and keep which lines they run."""
        RECORD.parent.mkdir(parents=True, exist_ok=True)
        for file, each in itertools.groupby(items, lambda item: item.nodeid.split("::")[0]):
            self.files[file] = {"digest": digests[file], **_apart(partial(_lines_run, list(each)))}
            RECORD.with_suffix(".new").write_text(json.dumps(self.files), encoding="utf-8")
            RECORD.with_suffix(".new").replace(RECORD)

    def tests_of(self, change: Mutant) -> dict[str, float]:
        """The tests that run a changed line and their seconds: its room's first, then the core's, the quickest first.

        A line that runs only as its module is imported is asked of the module's own tests, and of all that run any of
        its lines.
        """
        of_module: dict[str, dict[str, float]] = defaultdict(dict)
        for file in self.files.values():
            timed = list(file["tests"].items())
            for text, places in file["lines"].get(change.file, {}).items():
                of_module[text] |= dict(timed[place] for place in places)
        of_line = next((of_module[each] for each in _texts(change) if each in of_module), None)
        folder, module = f"tests/{Path(change.file).parent}/", Path(change.file).stem
        own = self.files.get(f"{folder}test_{module}.py", {"tests": {}})["tests"]
        found = of_line or own | {test: seconds for each in of_module.values() for test, seconds in each.items()}
        near = [folder, "tests/core/", ""]
        ranked = sorted(found, key=lambda test: ([test.startswith(each) for each in near].index(True), found[test]))
        time_of = dict(zip(ranked, itertools.accumulate(found[each] for each in ranked), strict=True))
        return {test: found[test] for test in ranked if time_of[test] <= MOST_TIME or test == ranked[0]}


def _lines_run(items: Sequence[pytest.Item]) -> dict[str, object]:
    tracer = coverage.Coverage(data_file=None, config_file=False, include=[str(SOURCE / "core" / "*")])
    tests: dict[str, float] = {}
    failing: list[str] = []
    tracer.start()
    for item, following in itertools.zip_longest(items, items[1:]):
        tracer.switch_context(item.nodeid)
        start, failed = time.process_time(), item.session.testsfailed
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if item.session.testsfailed == failed:
            tests[item.nodeid] = round(time.process_time() - start, 3)
        else:
            failing.append(item.nodeid)
    tracer.stop()
    lines: dict[str, dict[str, list[int]]] = {}
    places = {test: place for place, test in enumerate(tests)}
    for file in tracer.get_data().measured_files():
        texts = Path(file).read_text(encoding="utf-8").splitlines()
        of_text = lines.setdefault(Path(file).relative_to(SOURCE).as_posix(), defaultdict(list))
        for line, ran in tracer.get_data().contexts_by_lineno(file).items():
            of_text[texts[line - 1].strip()] += [places[each] for each in ran if each in places]
    return {"tests": tests, "failing": failing, "lines": lines}


def _texts(change: Mutant) -> Iterator[str]:
    """The line of a change, and the others of its statement, of which one is the one that is run."""
    text = change.path.read_text(encoding="utf-8")
    yield change.text
    statements = [each for each in ast.walk(ast.parse(text)) if isinstance(each, ast.stmt)]
    spans = [(each.lineno, each.end_lineno or each.lineno) for each in statements]
    first, last = max((span for span in spans if span[0] <= change.line <= span[1]), default=(0, 0))
    yield from (each.strip() for each in text.splitlines()[first - 1 : last])


def living(tried: Sequence[Mutant], known: Known) -> list[Mutant]:
    """Those of these changes that no test notices."""
    asked = {each: known.tests_of(each) for each in tried}
    files = sorted({test.split("::")[0] for tests in asked.values() for test in tests})

    def outcome(change: Mutant, work: Callable[[], object]) -> object:
        return _apart(work, 20 + 3 * sum(asked[change].values()))

    def each_in_place(items: Sequence[pytest.Item]) -> list[object]:
        named = {item.nodeid: item for item in items}

        def in_place(change: Mutant) -> str:
            return _failing([named[each] for each in asked[change]]) if _replant(change) else ""

        return [outcome(change, lambda: in_place(change)) for change in tried]  # noqa: B023  # called at once

    def as_imported(change: Mutant) -> object:
        _plant(change)
        files = sorted({test.split("::")[0] for test in asked[change]})
        return _with_tests(files, lambda items: _failing([each for each in items if each.nodeid in asked[change]]))

    first = _apart(lambda: _with_tests(files, each_in_place))
    second = [
        outcome(change, lambda: as_imported(change)) if found == "" else found  # noqa: B023
        for change, found in zip(tried, first, strict=True)
    ]
    noticing = {each for each in second if each}
    sound = partial(_with_tests, files, lambda items: _failing([each for each in items if each.nodeid in noticing]))
    if found := _apart(sound):
        sys.exit(f"{found} fails without any change")
    return [change for change, found in zip(tried, second, strict=True) if found == ""]


def equivalent() -> frozenset[tuple[str, str, str]]:
    """The changes that are said to change no result: the file, the line, what; stops at a line that is not there."""
    found = set()
    for each in tomllib.loads(ALIVE.read_text(encoding="utf-8"))["alive"]:
        files = [file for file in SOURCE.glob(each["file"]) if each["line"] in file.read_text(encoding="utf-8")]
        if not files:
            sys.exit(f"{ALIVE.name}: {each['file']} has no line {each['line']}")
        found |= {(file.relative_to(SOURCE).as_posix(), each["line"], each["change"]) for file in files}
    return frozenset(found)


def judge(named: str, tried: Sequence[Mutant], known: Known) -> str:
    """What there is to say of the changes of a room or module; prints each that lives, but for what changes nothing."""
    named_alive, lives = equivalent(), living(tried, known)
    unknown = [each for each in lives if (each.file, each.text, each.what) not in named_alive]
    for each in unknown:
        print(f"  {each}", flush=True)
    same = len(lives) - len(unknown)
    return f"{named}: {len(tried) - len(lives)} noticed of {len(tried)}, {same} change no result, {len(unknown)} live"


def main() -> None:
    """Print a row for each module or room that is named."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("named", nargs="+", metavar="core/ROOM[/MODULE]")
    asked.add_argument("--only", default="1-1000000", metavar="LINE-LINE")
    asked.add_argument("--sample", type=int, metavar="NUMBER")
    asked.add_argument("--seed", type=int, default=1)
    options = asked.parse_args()
    first, last = map(int, options.only.split("-"))
    os.chdir(TESTS.parent)
    known = Known.of_now()
    for named in options.named:
        file = SOURCE / f"{named}.py"
        paths = [file] if file.exists() else sorted((SOURCE / named).glob("[!_]*.py"))
        every = [each for path in paths for each in mutants(path) if first <= each.line <= last]
        places = random.Random(options.seed).sample(range(len(every)), min(options.sample or len(every), len(every)))  # noqa: S311
        print(judge(named, [every[each] for each in sorted(places)], known), f"of {len(every)} changes", flush=True)


if __name__ == "__main__":
    main()
