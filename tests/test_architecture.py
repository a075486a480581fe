"""The house (design, §7): what each part may import and use, and that each name in it means one thing.

The order of parts and rooms, and that nothing runs in a circle, are contracts of import-linter in pyproject.toml.
"""

import ast
import subprocess
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

import fourchette
from conftest import ROOT

PACKAGE = Path(fourchette.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
NOT_CALLED_IN_CORE = {"open", "print", "input", "breakpoint", "eval", "exec", "compile", "__import__"}
# A noun's constructor is compiled from the names of its fields: nothing that a user writes is ever evaluated.
COMPILES_ITS_OWN = ("core.basis.noun", "exec")
CLOCK = {"today", "now", "utcnow"}
MOST_LINES = 400
MOST_LINES_OF_A_FUNCTION = 50
MOST_FILES_OF_A_ROOM = 13
# A command is one file: their room grows with them.
ROOM_OF_COMMANDS = "cli/commands"
# The library's face says again the names of what it exposes.
FACE = "api"


def module_name(path: Path) -> str:
    """`core.basis.money` for `src/fourchette/core/basis/money.py`; a package by its own name."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


def test_imports_go_down_between_parts_and_rooms_and_never_in_a_circle(capsys: pytest.CaptureFixture[str]) -> None:
    code = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)

    assert code == 0, capsys.readouterr().out


def effects(source: str) -> Iterator[str]:
    """What the core never does: the calls that read, print, or ask for the time."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name) and node.id in NOT_CALLED_IN_CORE:
            yield node.id
        elif isinstance(node, ast.Attribute) and node.attr in CLOCK:
            yield f"{ast.unparse(node.value)}.{node.attr}"


@pytest.mark.parametrize("path", [path for path in MODULES if module_name(path).startswith("core")], ids=module_name)
def test_the_core_reads_nothing_prints_nothing_and_asks_no_clock(path: Path) -> None:
    found = [(module_name(path), effect) for effect in effects(path.read_text(encoding="utf-8"))]

    assert [each for each in found if each != COMPILES_ITS_OWN] == []


@pytest.mark.parametrize(
    "source",
    [
        "from datetime import date\nday = date.today()",
        "import datetime\nat = datetime.datetime.now()",
        "show = print",
        "text = open('a').read()",
    ],
)
def test_a_planted_effect_is_caught(source: str) -> None:
    assert list(effects(source))


def public_names(path: Path) -> Iterator[str]:
    """What a module defines for others: functions, classes, constants and types."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                names = [name]
            case ast.Assign(targets=targets):
                names = [target.id for target in targets if isinstance(target, ast.Name)]
            case ast.AnnAssign(target=ast.Name(id=name)):
                names = [name]
            case _:
                names = []
        yield from (name for name in names if not name.startswith("_") and name != "TYPE_CHECKING")


def test_a_public_name_means_one_thing() -> None:
    homes = defaultdict(list)
    for path in MODULES:
        if module_name(path) != FACE:
            for name in public_names(path):
                homes[name].append(module_name(path))

    assert {name: where for name, where in homes.items() if len(where) > 1} == {}


def test_a_file_name_is_used_once_in_the_house() -> None:
    homes = defaultdict(list)
    for path in MODULES:
        if path.name != "__init__.py":
            homes[path.name].append(module_name(path))

    assert {name: where for name, where in homes.items() if len(where) > 1} == {}


def test_no_room_has_more_files_than_one_can_hold_in_mind() -> None:
    sizes: defaultdict[str, int] = defaultdict(int)
    for path in MODULES:
        sizes[path.parent.relative_to(PACKAGE).as_posix()] += path.name != "__init__.py"

    assert {
        room: size for room, size in sizes.items() if size > MOST_FILES_OF_A_ROOM and room != ROOM_OF_COMMANDS
    } == {}


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_no_file_and_no_function_outgrows_its_subject(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    sizes = {node.name: (node.end_lineno or 0) - node.lineno + 1 for node in functions}

    assert source.count("\n") <= MOST_LINES
    assert {name: size for name, size in sizes.items() if size > MOST_LINES_OF_A_FUNCTION} == {}


def loaded_by(code: str) -> set[str]:
    """The top-level modules that a fresh Python has loaded after running some code."""
    script = f"{code}\nimport sys\nsys.stderr.write(' '.join({{name.split('.')[0] for name in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)  # noqa: S603
    return set(done.stderr.split())


@pytest.mark.parametrize(
    "code",
    [
        "import fourchette",
        "import fourchette.__main__",
        "from fourchette.cli.shell.app import main\nassert main(['--version']) == 0",
    ],
    ids=["import", "module", "version"],
)
def test_the_version_costs_no_library(code: str) -> None:
    assert loaded_by(code) & {"typer", "click", "pydantic", "pydantic_core", "rich", "babel", "tomli_w"} == set()


def test_a_change_that_is_said_to_change_nothing_is_of_a_line_that_stands() -> None:
    said = tomllib.loads((ROOT / "tests" / "mutants_alive.toml").read_text(encoding="utf-8"))["alive"]
    stands = [any(each["line"] in path.read_text("utf-8") for path in PACKAGE.glob(each["file"])) for each in said]

    assert [each for each, known in zip(said, stands, strict=True) if not known] == []
