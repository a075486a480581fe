"""What a piece of the program does to the world meanwhile: what it opens, changes and calls."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

# What changes a disk, starts a program or reaches a network, by the names that Python gives its events.
_CHANGES = {
    "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.chmod", "os.chown", "os.truncate",
    "os.utime", "shutil.rmtree", "shutil.copyfile", "shutil.move", "subprocess.Popen", "os.system", "os.exec",
    "os.posix_spawn", "os.fork", "tempfile.mkstemp", "tempfile.mkdtemp",
}  # fmt: skip
# Where a home is that the disk refuses, and what Python keeps of a module for itself.
NOWHERE = "/nowhere"
_PYTHON_S_OWN = "__pycache__"
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_noted: list[list[str]] = []


def _note(event: str, values: tuple[Any, ...]) -> None:
    if not _noted:
        return
    written = event == "open" and isinstance(values[2], int) and values[2] & _WRITES
    if written or event in _CHANGES or event.startswith("socket."):
        name = str(values[0])
        if not name.startswith(NOWHERE) and _PYTHON_S_OWN not in name:
            _noted[-1].append(f"{event} {name}")
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), name)


@contextmanager
def untouched() -> Iterator[list[str]]:
    """Refuse what would change or leave this disk, as one that is read-only does, and note it."""
    if not _installed:
        sys.addaudithook(_note)
        _installed.append(True)
    _noted.append([])
    try:
        yield _noted[-1]
    finally:
        _noted.pop()


_installed: list[bool] = []
