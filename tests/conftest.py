"""What every test may use: the program as one calls it, the shipped card and taxes, golden files."""

import difflib
import shlex
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from fourchette.cli.shell.app import main
from fourchette.core.card.rate_card import RateCard
from fourchette.core.price.taxes import TaxTable
from fourchette.files.card.card_file import load_card
from fourchette.files.shipped.tax_tables import load_taxes
from hatch_build import compile_catalogs
from terminal import Program, Terminal, starter

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
# A law is true however busy the machine is.
settings.register_profile("fourchette", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("fourchette")
# Started in the background, a shell has us ignore Ctrl-C, and what we start would ignore it too.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@dataclass(frozen=True)
class Run:
    """What came of one run of the program."""

    code: int
    out: str
    err: str


Cli = Callable[..., Run]
Golden = Callable[[Path, str], None]
Editor = Callable[[str], dict[str, str]]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the golden files")
    parser.addoption("--nightly", action="store_true", help="draw as many mandates and cards as a night has time for")


def pytest_configure() -> None:
    """Have what the program says be what its catalogs say now, whenever it was built."""
    compile_catalogs(ROOT / "src")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update"))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home of the test's own."""
    return tmp_path / "home"


@pytest.fixture
def cli(home: Path, capsys: pytest.CaptureFixture[str]) -> Cli:
    """Run the program through `main`, in English at 80 columns, with a home of its own."""

    def run(*arguments: str, **environment: str) -> Run:
        settings = {"FOURCHETTE_HOME": str(home), "LANG": "en_CA.UTF-8", "COLUMNS": "80", **environment}
        code = main(arguments, settings)
        captured = capsys.readouterr()
        return Run(code, captured.out, captured.err)

    return run


@pytest.fixture
def shell(home: Path, capfd: pytest.CaptureFixture[str]) -> Cli:
    """As `cli`, on streams that another program can write to."""

    def run(*arguments: str, **environment: str) -> Run:
        settings = {"FOURCHETTE_HOME": str(home), "LANG": "en_CA.UTF-8", "COLUMNS": "80", **environment}
        code = main(arguments, settings)
        captured = capfd.readouterr()
        return Run(code, captured.out, captured.err)

    return run


@pytest.fixture
def editor(tmp_path: Path) -> Editor:
    """An editor that runs some Python on the text, and the environment that names it."""

    def scripted(body: str) -> dict[str, str]:
        script = tmp_path / "my editor.py"
        script.write_text(
            "import sys\nfrom pathlib import Path\n"
            "file = Path(sys.argv[-1])\ntext = file.read_bytes().decode()\n"
            f"{body}\n"
            "file.write_bytes(text.encode())\n",
            encoding="utf-8",
        )
        return {"VISUAL": shlex.join([sys.executable, str(script), "--wait"])}

    return scripted


@pytest.fixture
def terminal(home: Path, tmp_path: Path) -> Iterator[Terminal]:
    """Run the program on a terminal of its own, in the test's folder; see `terminal.py`."""
    if sys.platform == "win32":
        pytest.skip("there is no pseudo-terminal")
    started: list[Program] = []
    yield starter(home, tmp_path, started)
    for program in started:
        program.close()


@pytest.fixture
def golden(update: bool) -> Golden:  # noqa: FBT001  # a fixture is passed by name
    """Compare a text with its golden file; `--update` rewrites the file."""

    def compare(path: Path, text: str) -> None:
        if update:
            path.write_text(text, encoding="utf-8")
        expected = path.read_text(encoding="utf-8") if path.exists() else ""
        if text != expected:
            lines = difflib.unified_diff(expected.splitlines(), text.splitlines(), str(path), "now", lineterm="")
            pytest.fail("\n".join(lines) + "\nrun pytest --update if this is wanted", pytrace=False)

    return compare


@pytest.fixture(scope="session")
def card() -> RateCard:
    """The default rate card."""
    return load_card().card


@pytest.fixture(scope="session")
def taxes() -> TaxTable:
    """The shipped tax table."""
    return load_taxes()
