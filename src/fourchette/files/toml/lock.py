"""One writer at a time: what is read, changed and written in a folder is one step to every other program."""

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from fourchette.core.basis.messages import say
from fourchette.errors import DiskError, NotFound
from fourchette.files.toml.disk import exists, raw, refusals

LOCK_NAME = ".fourchette.lock"
# How long a busy folder is waited for, and how often it is asked again, in seconds.
PATIENCE = 30.0
_PAUSE = 0.02
# What a drive answers that cannot lock: some network and cloud folders.
_NO_LOCKS = (errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL, errno.EBADF)


class _Busy(Exception):  # named for what happened
    """Somebody else is writing there."""


@contextmanager
def alone_in(folder: Path, patience: float | None = None) -> Iterator[None]:
    """Nobody else changes the files of a folder meanwhile.

    The system lets go when the program dies. Raises DiskError where the folder stays busy, for so many seconds.
    """
    until = time.monotonic() + (PATIENCE if patience is None else patience)
    while True:
        try:
            release = _take(folder)
            break
        except _Busy as busy:
            if time.monotonic() > until:
                raise _refused(folder) from busy
            time.sleep(_PAUSE)
    try:
        yield
    finally:
        release.close()


def refuse_changed(path: Path, known: bytes | None) -> None:
    """Raise NotFound where a file is no longer what was read of it; None where there was no file."""
    if (raw(path) if exists(path) else None) != known:
        raise changed_meanwhile(path)


def changed_meanwhile(path: Path) -> NotFound:
    """The refusal of a change to a file that is no longer what was read of it."""
    return NotFound(say("{file} changed in the meantime; nothing was done", file=str(path)), say("do it again"))


class _Held:
    """What is held until it is closed: a descriptor that the system lets go of, or a file that says so."""

    def __init__(self, descriptor: int, file: Path | None = None) -> None:
        self.descriptor, self.file = descriptor, file

    def close(self) -> None:
        """Let the others go on."""
        os.close(self.descriptor)
        if self.file is not None:
            with suppress(OSError):
                self.file.unlink()


def _take(folder: Path) -> _Held:
    """Hold the folder, by the system's lock on it; by a file on a drive, or a system, without such locks."""
    with refusals(folder):
        try:
            import fcntl
        except ImportError:
            return _take_file(folder)
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(descriptor)
            raise _Busy from error
        except OSError as error:
            os.close(descriptor)
            if error.errno in _NO_LOCKS:
                return _take_file(folder)
            raise
        return _Held(descriptor)


def _take_file(folder: Path) -> _Held:
    file = folder / LOCK_NAME
    try:
        return _Held(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY), file)
    except FileExistsError as error:
        raise _Busy from error


def _refused(folder: Path) -> DiskError:
    message = say("another fourchette is writing in {folder}; nothing was done", folder=str(folder))
    if exists(folder / LOCK_NAME):
        return DiskError(message, say("do it again; if no other runs, delete {file}", file=str(folder / LOCK_NAME)))
    return DiskError(message, say("do it again in a moment"))
