"""Writing whole files or nothing: a temporary file beside the target, flushed, then put in its place."""

import errno
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from itertools import takewhile
from pathlib import Path

from fourchette.core.basis.messages import Message, say
from fourchette.errors import DiskError, NotFound

# What the home holds speaks of clients and income: nobody else reads it.
OWN_FILE, _OWN_FOLDER = 0o600, 0o700
_REASONS = {
    errno.ENOSPC: say("there is no space left on the disk"),
    errno.EDQUOT: say("your disk quota is reached"),
    errno.EACCES: say("permission is denied"),
    errno.EPERM: say("permission is denied"),
    errno.EROFS: say("the disk is read-only"),
    errno.ENOTDIR: say("a part of the path is not a folder"),
    errno.EISDIR: say("it is a folder"),
    errno.ENAMETOOLONG: say("the name is too long"),
    errno.EEXIST: say("a file has that name"),
    errno.ENOENT: say("the folder does not exist"),
    errno.ELOOP: say("it is a link that leads back to itself"),
}


def reason(error: OSError) -> Message:
    """Why the disk said no, in words."""
    return _REASONS.get(error.errno or 0) or say("{reason}", reason=error.strerror or str(error))


def refused_by_disk(error: OSError) -> DiskError:
    """What the system refused, wherever that was; nothing was half-written, as everything is written here."""
    if error.filename is None:
        message = say("the system refused what was asked of it: {reason}", reason=reason(error))
        return DiskError(message, say("FOURCHETTE_DEBUG=1 shows what that was"))
    file = os.fsdecode(error.filename)
    return DiskError(say("{file} cannot be read: {reason}", file=file, reason=reason(error)))


def write(path: Path, text: str | bytes) -> None:
    """Put a whole new version of a file in place of the old; raises DiskError and leaves the old.

    A link stays one: it is the file behind it that is replaced. A device or a pipe is refused. A file keeps its
    permissions; a new one is the user's alone.
    """
    write_all({path: text})


def write_all(
    texts: Mapping[Path, str | bytes | None], mode: int = OWN_FILE, ready: Callable[[], None] = lambda: None
) -> None:
    """Put new versions of several files in place, as `write` does one: all of them, or none; None takes one away.

    All are written, and `ready` is called, before the first is put; where one cannot be, those before it are put back.
    """
    with ExitStack() as held, ExitStack() as back:
        temporaries = []
        for path, text in texts.items():
            with refusals(path):
                target = Path(os.path.realpath(path))
                if exists(target) and not (target.is_file() or target.is_dir()):
                    raise DiskError(say("{file} is not a file that can be replaced", file=str(path)))
                temporary = None if text is None else held.enter_context(_temporary(target, text, mode))
                temporaries.append((path, target, temporary))
        *first, _ = temporaries
        kept = {target: _kept(path, target, held, mode) for path, target, _ in first}
        ready()
        for path, target, temporary in temporaries:
            with refusals(path):
                _put(target, temporary)
            _settle(target.parent)
            if target in kept:
                back.callback(_put_back, target, kept[target])
        back.pop_all()


def _kept(path: Path, target: Path, held: ExitStack, mode: int) -> Path | None:
    """A copy of a file as it is; None where there is none."""
    if not exists(target):
        return None
    with refusals(path):
        return held.enter_context(_temporary(target, raw(target), mode))


def _put(target: Path, temporary: Path | None) -> None:
    target.unlink() if temporary is None else temporary.replace(target)


def _put_back(target: Path, kept: Path | None) -> None:
    with suppress(OSError):
        _put(target, kept)


class FileTaken(Exception):  # named for what happened
    """The name of a file to be created is taken."""


def create(path: Path, text: str | bytes, mode: int = OWN_FILE) -> None:
    """Write a file that must not exist yet; raises FileTaken when it does, DiskError as `write`."""
    with refusals(path), _temporary(path, text, mode) as temporary:
        try:
            _link(temporary, path)
        except FileExistsError as error:
            raise FileTaken from error
    _settle(path.parent)


def export(path: Path, text: str | bytes, *, force: bool) -> None:
    """Write a file for the user, as open as her system makes it; one that exists is replaced only when forced."""
    mode = usual_mode()
    if force:
        write_all({path: text}, mode)
        return
    try:
        create(path, text, mode)
    except FileTaken as error:
        raise _taken(path) from error


def refuse_taken(path: Path) -> None:
    """Raise NotFound where a file exists already, before anything else is done."""
    if path.name and exists(path):
        raise _taken(path)


def refuse_nowhere(path: Path) -> None:
    """Raise DiskError where no file can be: it is a folder, or would be in one that does not exist."""
    code = errno.EISDIR if path.is_dir() else None if path.parent.is_dir() else errno.ENOENT
    if code is not None:
        raise DiskError(say("{file} cannot be written: {reason}", file=str(path), reason=_REASONS[code]))


def _taken(path: Path) -> NotFound:
    message = say("{file} exists already and is left as it was", file=str(path))
    return NotFound(message, say("use --force, or another name"))


def exists(path: Path) -> bool:
    """Whether there is a file; raises DiskError where the disk cannot tell, as of a name too long."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False
    except OSError as error:
        raise DiskError(say("{file} cannot be read: {reason}", file=str(path), reason=reason(error))) from error
    return True


def raw(path: Path) -> bytes:
    """A file's bytes, whatever it says; raises DiskError."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise DiskError(say("{file} cannot be read: {reason}", file=str(path), reason=reason(error))) from error


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, each the user's alone; raises DiskError."""
    with refusals(folder):
        missing = takewhile(lambda each: not exists(each), folder.parents)
        for each in (*reversed(tuple(missing)), folder):
            each.mkdir(mode=_OWN_FOLDER, exist_ok=True)


@contextmanager
def refusals(path: Path) -> Iterator[None]:
    """Say in words what the disk refuses; raises DiskError."""
    try:
        yield
    except UnicodeEncodeError as error:
        message = say("{file} cannot be written: the text holds an invalid character", file=str(path))
        raise DiskError(message) from error
    except OSError as error:
        raise DiskError(say("{file} cannot be written: {reason}", file=str(path), reason=reason(error))) from error


@contextmanager
def _temporary(path: Path, text: str | bytes, mode: int) -> Iterator[Path]:
    """A complete, flushed copy of the text in the target's folder; gone afterwards whatever happens.

    It has the permissions of the file that it is to replace, else those of `mode`.
    """
    import tempfile

    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".fourchette-", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(stat.S_IMODE(path.stat().st_mode) if path.is_file() else mode)
        yield temporary
    finally:
        # What was put in place is done, whether or not what is left over can be cleared away.
        with suppress(OSError):
            temporary.unlink()


def usual_mode() -> int:
    """The permissions that her system gives a file of hers."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _link(temporary: Path, path: Path) -> None:
    """Give the finished file its name, unless the name is taken: one step, where the disk has links."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:
        _take_name(temporary, path)


def _take_name(temporary: Path, path: Path) -> None:
    """As `_link`, on a disk without links: who makes the file that reserves a name may give it, whole, to another."""
    reserved = path.with_name(f".{path.name}.reserved")
    reserved.touch(exist_ok=False)
    try:
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
        temporary.replace(path)
    finally:
        with suppress(OSError):
            reserved.unlink()


def _settle(folder: Path) -> None:
    """Have the folder's new entry on the disk too, where the system allows it; the file is in place all the same."""
    if os.name != "posix":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
