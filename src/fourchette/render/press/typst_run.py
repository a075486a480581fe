"""Typst run once: here, or in a process of its own, without a network, bounded in time and memory, that stops."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fourchette.core.basis.noun import noun

if TYPE_CHECKING:
    from typst import PDFStandard

# Kept for decades with what it carries, and read aloud as well as seen.
STANDARDS: tuple["PDFStandard", ...] = ("a-3b", "ua-1")
# A page or two takes a second and 200 MB; a template that asks for more than this has run wild.
LONGEST_SETTING = 30
MOST_MEMORY = 2_000_000_000
# Nobody listens there: whatever asks for a package by whatever name is refused on this machine.
_NOWHERE = "http://127.0.0.1:9"
_PROXIES = ("http_proxy", "https_proxy", "all_proxy")


@noun
class TypstTask:
    """What Typst is given: a source in a folder that is all it may read beside the fonts, the words, the day.

    `record` is what the source may attach.
    """

    source: str
    fonts: tuple[str, ...]
    words: str
    record: str
    day: str
    fonts_of_the_machine: bool


class TypstRefusal(Exception):  # named for what happened
    """A source that Typst cannot set, and what it says of it."""

    def __init__(self, diagnostic: str) -> None:
        super().__init__(diagnostic)
        self.diagnostic = diagnostic


class TypstStopped(Exception):  # named for what happened
    """A source that took more time or memory than it may."""


def run_typst(task: TypstTask) -> tuple[bytes, tuple[str, ...]]:
    """The PDF, and what is doubtful; raises TypstRefusal, and ImportError where there is no Typst."""
    import typst

    source = Path(task.source)
    try:
        pdf, doubts = typst.compile_with_warnings(
            source,
            root=source.parent,
            package_path=source.parent,
            package_cache_path=source.parent,
            font_paths=[Path(folder) for folder in task.fonts],
            ignore_system_fonts=not task.fonts_of_the_machine,
            sys_inputs={"document": task.words, "record": task.record},
            format="pdf",
            pdf_standards=list(STANDARDS),
            timestamp=datetime.fromisoformat(task.day).replace(tzinfo=UTC),
        )
    except typst.TypstError as error:
        raise TypstRefusal(error.diagnostic) from error
    return pdf, tuple(doubt.diagnostic for doubt in doubts)


def run_typst_apart(task: TypstTask) -> tuple[bytes, tuple[str, ...]]:
    """As `run_typst`, in a process of its own; raises TypstStopped where it takes too much."""
    given = json.dumps([task.source, task.fonts, task.words, task.record, task.day, task.fonts_of_the_machine])
    command = [sys.executable, "-P", "-m", __name__]
    kept = {name: value for name, value in os.environ.items() if name.lower() not in (*_PROXIES, "no_proxy")}
    proxies = {name: _NOWHERE for lower in _PROXIES for name in (lower, lower.upper())}
    try:
        done = subprocess.run(  # noqa: S603  # our own module, by our own interpreter
            command,
            input=given.encode(),
            capture_output=True,
            timeout=LONGEST_SETTING,
            check=False,
            env={**kept, **proxies},
        )
    except subprocess.TimeoutExpired as error:
        raise TypstStopped from error
    said, _, pdf = done.stdout.partition(b"\n")
    if done.returncode or not said:
        raise TypstStopped
    answer: dict[str, Any] = json.loads(said)
    if "refusal" in answer:
        raise TypstRefusal(answer["refusal"])
    return pdf, tuple(answer["doubts"])


def _child() -> None:
    """Answer a task from standard input: a line of JSON, then the PDF."""
    _bound_memory()
    source, fonts, *others = json.load(sys.stdin)
    answer: dict[str, object]
    try:
        pdf, doubts = run_typst(TypstTask(source, tuple(fonts), *others))
    except TypstRefusal as refusal:
        pdf, answer = b"", {"refusal": refusal.diagnostic}
    else:
        answer = {"doubts": list(doubts)}
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + pdf)


def _bound_memory() -> None:
    """Have the system refuse more, where it can."""
    try:
        import resource
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    bound = MOST_MEMORY if most == resource.RLIM_INFINITY else min(MOST_MEMORY, most)
    resource.setrlimit(resource.RLIMIT_AS, (bound, most))


if __name__ == "__main__":
    _child()
