"""A run of the program: what it passes on while somebody watches."""

import io
import sys

import pytest

from fourchette.cli.shell import runtime as runtimes
from fourchette.cli.shell.everywhere import Everywhere
from fourchette.cli.shell.runtime import Runtime


class Watched(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("everywhere", [Everywhere(), Everywhere(quiet=True)])
@pytest.mark.parametrize("number", [0, 1, 5])
def test_a_long_run_passes_each_thing_on_once_and_shows_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch, everywhere: Everywhere, number: int
) -> None:
    watched = Watched()
    monkeypatch.setattr(runtimes, "LONG_RUN", -1.0)  # it is long from its first thing on
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", watched)

    assert list(Runtime(everywhere, {}).progress(range(number), number)) == list(range(number))
    assert bool(watched.getvalue()) == (number > 0 and not everywhere.quiet)


def test_a_run_that_nobody_watches_shows_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(Runtime(Everywhere(), {}).progress("abc", 3)) == ["a", "b", "c"]
    assert capsys.readouterr().err == ""
