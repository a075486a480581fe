"""The house (design, §7): who may import whom, and what the core and the whole program never touch."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import fourchette

PACKAGE = Path(fourchette.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))

# What each part of the package may import of the package; `__version__` belongs to all.
ALLOWED = {
    "__init__": {"errors", "core", "api"},
    "__main__": {"cli"},
    "api": {"errors", "core", "files"},
    "resources": set(),
    "errors": {"errors"},
    "core": {"errors", "core"},
    "files": {"errors", "core", "files", "resources"},
    "render": {"errors", "core", "render", "resources"},
    "cli": {"errors", "core", "files", "render", "cli", "resources"},
}
NOT_IN_CORE = {
    *("os", "sys", "pathlib", "io", "time", "locale", "tempfile", "subprocess", "socket", "random", "shutil", "glob"),
    *("platform", "getpass", "secrets", "uuid", "logging", "importlib", "gettext"),
    *("babel", "rich", "typer", "pydantic", "tomllib", "tomli", "tomli_w", "tomlkit", "platformdirs"),
}
NOT_CALLED_IN_CORE = {"open", "print", "input", "breakpoint", "eval", "exec", "compile", "__import__"}
CLOCK = {"today", "now", "utcnow"}
NETWORK = {
    *("socket", "socketserver", "ssl", "asyncio", "http", "urllib", "ftplib", "smtplib", "poplib", "imaplib"),
    *("telnetlib", "nntplib", "xmlrpc", "webbrowser", "requests", "httpx", "aiohttp", "urllib3", "websockets"),
}


def module_name(path: Path) -> str:
    """`core.money` for `src/fourchette/core/money.py`; a package by its own name, the top one as `__init__`."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


def imports(module: str, source: str) -> Iterator[str]:
    """Every name imported anywhere in a module, in functions and for type checkers alike, by its absolute name."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = node.module or ""
            if node.level:
                above = ["fourchette", *module.split(".")][: -node.level]
                origin = ".".join([*above, *([origin] if origin else [])])
            yield from (f"{origin}.{alias.name}" for alias in node.names)


def effects(source: str) -> Iterator[str]:
    """What the core never does: the calls that read, print, or ask for the time."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name) and node.id in NOT_CALLED_IN_CORE:
            yield node.id
        elif isinstance(node, ast.Attribute) and node.attr in CLOCK:
            yield f"{ast.unparse(node.value)}.{node.attr}"


def violations(module: str, source: str) -> list[str]:
    """What a module does that its place in the house forbids."""
    part = module.split(".", maxsplit=1)[0]
    found = []
    for name in imports(module, source):
        top, *rest = name.split(".")
        if top in NETWORK:
            found.append(f"{module} imports the network module {name}")
        if part == "core" and top in NOT_IN_CORE:
            found.append(f"{module} imports {name}")
        if top == "fourchette" and rest and rest[0] != "__version__" and rest[0] not in ALLOWED[part]:
            found.append(f"{module} imports {name}")
    if part == "core":
        found += [f"{module} uses {name}" for name in effects(source)]
    return found


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_every_module_keeps_to_its_place(path: Path) -> None:
    assert violations(module_name(path), path.read_text(encoding="utf-8")) == []


def test_every_part_of_the_package_has_its_rule() -> None:
    parts = {module_name(path).split(".", maxsplit=1)[0] for path in MODULES}

    assert parts <= set(ALLOWED)
    assert {"errors", "core", "files", "render", "cli"} <= parts


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("errors", "from fourchette.core.money import ZERO"),
        ("core.money", "import fourchette.files.disk"),
        ("core.money", "from fourchette import render"),
        ("core.money", "from ..files import disk"),
        ("core.money", "from .. import cli"),
        ("core.money", "import os.path"),
        ("core.money", "def now():\n    from time import time"),
        ("core.money", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from pathlib import Path"),
        ("core.money", "try:\n    import babel.numbers as numbers\nexcept ImportError:\n    pass"),
        ("core.money", "from datetime import date\nday = date.today()"),
        ("core.money", "import datetime\nat = datetime.datetime.now()"),
        ("core.money", "show = print"),
        ("core.money", "text = open('a').read()"),
        ("files.disk", "from fourchette.render import speech"),
        ("files.disk", "import fourchette.cli.shell.app"),
        ("render.sheet", "from fourchette.files.toml import parse"),
        ("render.sheet", "from ..cli.app import main"),
        ("cli.quote", "import urllib.request"),
        ("cli.quote", "def fetch():\n    from http import client"),
        ("files.toml", "import requests"),
        ("resources", "from fourchette.core import money"),
        ("__main__", "from fourchette.core import money"),
        ("__init__", "from fourchette.cli.shell.app import main"),
        ("api", "from fourchette.render import speech"),
        ("files.toml", "from fourchette import price"),
    ],
)
def test_a_planted_violation_is_caught(module: str, source: str) -> None:
    assert violations(module, source)


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("core.money", "from fourchette.errors import Sentence\nfrom fourchette.core import text\nimport decimal"),
        ("core.money", "from . import text\nfrom ..errors import Sentence"),
        ("files.disk", "import os\nfrom fourchette import __version__\nfrom fourchette.core.money import ZERO"),
        ("cli.app", "from fourchette.files import disk\nfrom fourchette.render import speech\nprint('')"),
        ("__main__", "from fourchette.cli.shell.app import run"),
    ],
)
def test_what_is_allowed_is_not_caught(module: str, source: str) -> None:
    assert violations(module, source) == []


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
