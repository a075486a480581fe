"""A pseudo-terminal: the program run as somebody at a keyboard runs it.

    def test_a_name_is_asked(terminal: Terminal) -> None:
        program = terminal("config", "init", "--lang", "en")
        program.until("Your name")
        program.type("Zoé")
        program.end()                      # Ctrl-D; `interrupt()` is Ctrl-C
        assert program.code() == 130
        assert "Nothing was written" in program.screen

The fixture `terminal` (in conftest) starts a program in a process of its own, with a terminal of 80
columns for its standard streams and the test's own home, in English unless `LANG` says otherwise; a test
may start several. `until` waits for a text and returns what was printed since the last wait, so that an
answer is only typed to its question; it fails, and shows the screen, when the program ends or is silent
for too long. What is typed is echoed, as on any terminal.
"""

import codecs
import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic

import pytest

PATIENCE = 30.0  # seconds: the machine may be busy
GOODBYE = 3.0
COLUMNS = 80
INTERRUPT, END, RETURN = "\x03", "\x04", "\r"
# The terminal becomes the program's controlling one, so that Ctrl-C reaches it as from a keyboard.
START = """\
import fcntl, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
from fourchette.cli.shell.app import main
sys.exit(main(sys.argv[1:]))
"""


class Program:
    """One run of the program, or of a shell, on a terminal of its own."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], directory: Path) -> None:
        self.screen = ""
        self._seen = 0
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._keyboard, side = os.openpty()
        self._process = subprocess.Popen(  # noqa: S603  # our own program, or a shell of the system
            command,
            stdin=side,
            stdout=side,
            stderr=side,
            start_new_session=True,
            env={
                **environment,
                "COLUMNS": str(COLUMNS),
                "LINES": environment.get("LINES", ""),
                "TERM": environment.get("TERM", "dumb"),
            },
            cwd=directory,
        )
        os.close(side)

    def until(self, text: str) -> str:
        """Wait until the text is printed; what was printed since the last wait, the text included."""
        limit = monotonic() + PATIENCE
        while (found := self.screen.find(text, self._seen)) < 0:
            if not self._read(limit):
                pytest.fail(f"“{text}” was waited for in vain; on the screen:\n{self.screen}", pytrace=False)
        start, self._seen = self._seen, found + len(text)
        return self.screen[start : self._seen]

    def type(self, text: str) -> None:
        """Type a line and press return."""
        self.press(text + RETURN)

    def press(self, keys: str) -> None:
        """Press keys, and nothing after them."""
        os.write(self._keyboard, keys.encode())

    def interrupt(self) -> None:
        """Press Ctrl-C."""
        self.press(INTERRUPT)

    def end(self) -> None:
        """Press Ctrl-D on an empty line: the end of the input."""
        self.press(END)

    def code(self) -> int:
        """Wait until the program ends; its exit code."""
        limit = monotonic() + PATIENCE
        while self._read(limit):
            pass
        try:
            return self._process.wait(max(limit - monotonic(), 1))
        except subprocess.TimeoutExpired:
            pytest.fail(f"the program does not end; on the screen:\n{self.screen}", pytrace=False)

    def close(self) -> None:
        """Leave nothing running: interrupted, so that it ends as it would, and killed where that is not enough."""
        self._process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(GOODBYE)
        self._process.kill()
        self._process.wait()
        os.close(self._keyboard)

    def _read(self, limit: float) -> bool:
        """Put what is printed next on the screen; no when the program has ended, or the time."""
        ready, _, _ = select.select([self._keyboard], [], [], max(limit - monotonic(), 0))
        printed = b""
        with suppress(OSError):  # Linux says so when the last program leaves the terminal.
            printed = os.read(self._keyboard, 65536) if ready else b""
        self.screen += self._decoder.decode(printed).replace("\r\n", "\n")
        return bool(printed)


Terminal = Callable[..., Program]


def starter(home: Path, directory: Path, started: list[Program]) -> Terminal:
    """What starts programs of one test; each is put in `started`, to be closed."""

    def start(*arguments: str, **environment: str) -> Program:
        if arguments[:1] in (("new",), ("quote",)):
            home.mkdir(exist_ok=True)  # A home that is there is nobody's first minute.
        settings = {
            **os.environ,
            "FOURCHETTE_HOME": str(home),
            "LC_ALL": "",
            "LANG": "en_CA.UTF-8",
            "PYTHONUTF8": "1",
            "LINES": "",
        }
        started.append(Program([sys.executable, "-c", START, *arguments], {**settings, **environment}, directory))
        return started[-1]

    return start
