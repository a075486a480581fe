import os
import subprocess
import sys

import pytest

SCRIPT = """
import sys
from importlib.util import _LazyModule
from fourchette.cli.shell.app import main
main({arguments!r})
read = [name for name, module in sys.modules.items() if type(module) is not _LazyModule]
sys.stderr.write(" ".join(name for name in read if name.startswith("fourchette.")))
"""


def modules_read(arguments: list[str], environment: dict[str, str]) -> set[str]:
    script = SCRIPT.format(arguments=arguments)
    settings = {**os.environ, **environment}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=settings)  # noqa: S603
    return set(done.stderr.split())


@pytest.mark.parametrize("line", ["fourchette quote --", "fourchette rules check --", "fourchette config set "])
def test_a_tab_press_reads_nothing_of_what_the_command_would_do(line: str) -> None:
    completing = {"_FOURCHETTE_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": "2"}

    read = modules_read([], completing)

    assert "fourchette.cli.shell.command_tree" in read
    assert {name for name in read if name.startswith(("fourchette.core.price.", "fourchette.files.card."))} == set()


def test_a_command_reads_what_it_uses_and_nothing_else() -> None:
    read = modules_read(["quote", "--scope", "content", "--platform", "instagram", "--volume", "posts=8"], {})

    assert "fourchette.core.price.quote" in read
    assert {name for name in read if name.startswith(("fourchette.render.client.", "fourchette.files.book."))} == set()
