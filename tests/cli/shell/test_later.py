import os
import subprocess
import sys

import pytest

from conftest import EXAMPLES, Cli

SCRIPT = """
import sys
from importlib.util import _LazyModule
from fourchette.cli.shell.app import main
main({arguments!r})
read = [name for name, module in sys.modules.items() if type(module) is not _LazyModule]
sys.stderr.write(" ".join(name for name in read if name.startswith(("fourchette.", "rich.", "pydantic."))))
"""


def modules_read(arguments: list[str], environment: dict[str, str]) -> set[str]:
    script = SCRIPT.format(arguments=arguments)
    settings = {**os.environ, **environment}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=settings)  # noqa: S603
    return set(done.stderr.split())


SHELLS = {
    "bash": {"_FOURCHETTE_COMPLETE": "complete_bash", "COMP_CWORD": "2"},
    "zsh": {"_FOURCHETTE_COMPLETE": "complete_zsh"},
    "fish": {"_FOURCHETTE_COMPLETE": "complete_fish", "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
}


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("line", ["fourchette quote --", "fourchette rules check --", "fourchette config set "])
def test_a_tab_press_reads_nothing_of_what_the_command_would_do(shell: str, line: str) -> None:
    name = "COMP_WORDS" if shell == "bash" else "_TYPER_COMPLETE_ARGS"

    read = modules_read([], {**SHELLS[shell], name: line})

    assert "fourchette.cli.shell.command_tree" in read
    unwanted = ("fourchette.core.price.", "fourchette.files.card.", "fourchette.render.words.speech", "rich.")
    assert {name for name in read if name.startswith(unwanted)} == set()


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_a_completion_is_one_line_however_long_its_help(shell: str, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {**SHELLS[shell], "_TYPER_COMPLETE_ARGS": "fourchette quote --out"}
    for name, value in asked.items():
        monkeypatch.setenv(name, value)

    run = cli(**asked)

    assert len(run.out.splitlines()) == 1
    assert "- for standard output." in run.out


def test_a_right_file_never_waits_for_the_validator() -> None:
    assert not any(name.startswith("pydantic.") for name in modules_read(["quote", str(EXAMPLES / "cafe.toml")], {}))


def test_a_command_reads_what_it_uses_and_nothing_else() -> None:
    read = modules_read(["quote", "--scope", "content", "--platform", "instagram", "--volume", "posts=8"], {})

    assert "fourchette.core.price.quote" in read
    assert {name for name in read if name.startswith(("fourchette.render.client.", "fourchette.files.book."))} == set()


INTERRUPTED_THERE = """
import sys
from importlib.machinery import SourceFileLoader
from fourchette.cli.shell.app import main
read = SourceFileLoader.exec_module
def interrupted(self, module):
    if module.__name__ == "fourchette.core.card.rate_card":
        raise KeyboardInterrupt
    read(self, module)
SourceFileLoader.exec_module = interrupted
sys.exit(main(sys.argv[1:]))
"""


def test_an_interruption_while_a_module_is_read_is_an_interruption() -> None:
    run = subprocess.run(  # noqa: S603  # our own program
        [sys.executable, "-c", INTERRUPTED_THERE, "quote", str(EXAMPLES / "cafe.toml")],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (run.returncode, run.stderr) == (130, "")
