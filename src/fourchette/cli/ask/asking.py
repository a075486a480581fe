"""Questions asked on a terminal, one at a time; an empty answer takes the default, the end of the input stops."""

import io
import sys
from collections.abc import Callable
from typing import TypeVar

from fourchette.cli.shell.runtime import Runtime
from fourchette.core.basis.messages import say
from fourchette.core.basis.reading import Refusal

Answer = TypeVar("Answer")


def somebody_is_there(runtime: Runtime) -> bool:
    """Whether a question would be seen and could be answered."""
    return not runtime.everywhere.no_input and sys.stdin.isatty() and sys.stderr.isatty()


def ask(runtime: Runtime, question: str, default: str = "") -> str:
    """What is typed for a question, on one line; the default for an empty line.

    Raises KeyboardInterrupt at the end of the input, as for Ctrl-C: nothing more will be said.
    """
    if isinstance(sys.stdin, io.TextIOWrapper) and sys.stdin.errors != "replace":
        # What the terminal sends and its encoding lacks is seen in the answer: it never stops the program.
        sys.stdin.reconfigure(errors="replace")
    shown = f" [{default}]" if default else ""
    runtime.complain(f"{question}{shown} ")
    typed = sys.stdin.readline()
    if not typed:
        runtime.complain("\n")
        raise KeyboardInterrupt
    return typed.strip() or default


def ask_until(runtime: Runtime, question: str, default: str, read: Callable[[str], Answer], *, why: str = "") -> Answer:
    """Ask until the answer can be read; `read` raises Refusal, which is shown, on one that cannot; ? says why."""
    while True:
        typed = ask(runtime, question, default)
        if typed == "?" and why:
            runtime.complain(f"  {why}\n")
            continue
        try:
            return read(typed)
        except Refusal as error:
            refused = say("{message} → {remedy}", message=error.message, remedy=error.remedy)
            runtime.complain(f"  {runtime.speech.say(error.message if error.remedy is None else refused)}\n")
