"""Questions asked on a terminal, one at a time; an empty answer takes the default, the end of the input stops."""

import io
import sys
from collections.abc import Callable
from typing import Literal, TypeVar

from fourchette.cli.shell.runtime import Runtime
from fourchette.core.basis.messages import say
from fourchette.core.basis.reading import Refusal
from fourchette.core.mandate.replies import YES_NO, read_choice
from fourchette.errors import Sentence

Answer = TypeVar("Answer")


def somebody_is_there(runtime: Runtime) -> bool:
    """Whether a question would be seen and could be answered."""
    return not runtime.everywhere.no_input and sys.stdin.isatty() and sys.stderr.isatty()


class EndOfInput(KeyboardInterrupt):  # named for what happened
    """Nothing more will be said: as for Ctrl-C."""


def typed_line() -> str:
    """What is typed, on one line; raises EndOfInput."""
    if isinstance(sys.stdin, io.TextIOWrapper) and sys.stdin.errors != "replace":
        # What the terminal sends and its encoding lacks is seen in the answer: it never stops the program.
        sys.stdin.reconfigure(errors="replace")
    if not (typed := sys.stdin.readline()):
        raise EndOfInput
    return typed.strip()


def ask(runtime: Runtime, question: str, default: str = "") -> str:
    """What is typed for a question; the default for an empty line. Raises as `typed_line`."""
    shown = f" [{default}]" if default else ""
    runtime.complain(runtime.folded(f"{question}{shown} "))
    try:
        return typed_line() or default
    except EndOfInput:
        runtime.complain("\n")
        raise


def ask_yes(runtime: Runtime, question: Sentence, default: Literal["yes", "no"] = "no") -> bool:
    """Ask a yes-or-no question where somebody is there to answer; no, where nobody is."""
    if runtime.everywhere.no_input or not sys.stdin.isatty():
        return False

    def read(typed: str) -> bool:
        try:
            return read_choice(YES_NO, typed) == "yes"
        except Refusal as refusal:
            raise Refusal(refusal.message, say("answer yes or no")) from refusal

    try:
        return ask_until(runtime, runtime.speech.say(question), runtime.speech.text(YES_NO[default]), read)
    except EndOfInput:
        return False


def ask_until(runtime: Runtime, question: str, default: str, read: Callable[[str], Answer], *, why: str = "") -> Answer:
    """Ask until the answer can be read; `read` raises Refusal, which is shown, on one that cannot; ? says why."""
    while True:
        typed = ask(runtime, question, default)
        if typed == "?":
            runtime.complain(runtime.folded(f"  {why}\n") if why else "")
            continue
        try:
            return read(typed)
        except Refusal as error:
            refused = say("{message} → {remedy}", message=error.message, remedy=error.remedy)
            told = runtime.speech.say(error.message if error.remedy is None else refused)
            runtime.complain(runtime.folded(f"  {told}\n"))
