"""The journal of the home: an act is written in it, then done; what a killed program left is finished or dropped.

One file an act: a line that tells it, and a line with its files before and after. It lies in `pending.json` while
its files are put in place, and takes its number once they are. The last thousand acts are kept, and no more of them
than some megabytes hold; a quote's own history keeps what was done to it.
"""

import base64
import json
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from fourchette.core.practice.acts import Deed, LoggedAct, Touched
from fourchette.errors import DiskError
from fourchette.files.home.home import Home
from fourchette.files.toml import disk
from fourchette.files.toml.file_digest import sha256_of
from fourchette.files.toml.lock import alone_in, refuse_changed

MOST_ACTS = 1000
MOST_BYTES = 32_000_000
_SUFFIX = ".json"
BeforeAndAfter = Mapping[str, tuple[bytes | None, bytes | None]]


@contextmanager
def alone_at(home: Home) -> Iterator[None]:
    """Nobody else changes the home meanwhile, and what was begun in it is finished; raises DiskError as `alone_in`."""
    disk.make_folder(home.folder)
    with alone_in(home.folder):
        finish_begun(home)
        yield


def act(home: Home, told: Deed, texts: Mapping[Path, str | bytes | None], mode: int = disk.OWN_FILE) -> None:
    """Put new versions of files in place, None for none, all or none, and tell it; for the one who is `alone_at`.

    What would change nothing is no act. A new file has the permissions of `mode`. Raises DiskError, and NotFound where
    a file changes meanwhile.
    """
    changes = {}
    for path, text in texts.items():
        before, after = content_of(path), text.encode() if isinstance(text, str) else text
        if before != after:
            changes[path] = (before, after)
    if not changes:
        return
    disk.make_folder(home.journal)

    def tell() -> None:
        disk.write(home.pending, _written(home, told, changes))
        for path, (before, _) in changes.items():
            refuse_changed(path, before)

    try:
        disk.write_all({path: after for path, (_, after) in changes.items()}, mode, tell)
    except BaseException:
        finish_begun(home)
        raise
    _number(home)


def mend(home: Home) -> None:
    """Finish what a killed program began, unless another is at it; what cannot be mended now waits."""
    with suppress(DiskError), alone_in(home.folder, patience=0):
        finish_begun(home)


def finish_begun(home: Home) -> None:
    """Finish the act that was begun, where any of its files is in place; else take it for not done."""
    if not disk.exists(home.pending):
        return
    contents = _contents(home.pending)
    now = {name: content_of(home.folder / name) for name in contents}
    if not any(now[name] == after for name, (_, after) in contents.items()):
        home.pending.unlink()
        return
    # A file elsewhere is one alone: it is in place.
    rest = {home.folder / n: after for n, (before, after) in contents.items() if now[n] == before and _is_inside(n)}
    if rest:
        disk.write_all(rest)
    _number(home)


def _number(home: Home) -> None:
    """Give the act that was done its number, and forget the first ones; what the disk refuses now is done next time."""
    with suppress(OSError):
        last = max((int(path.stem) for path in _files(home)), default=0)
        home.pending.replace(home.journal / f"{last + 1:06d}{_SUFFIX}")
        _bound(home)


def acts(home: Home) -> tuple[LoggedAct, ...]:
    """The acts that are kept, the first one first; a file that is none is passed over, and one not to be read is not.

    Raises OSError.
    """
    return tuple(act for path in _files(home) if (act := _act(path)) is not None)


def contents_of(home: Home, number: int) -> BeforeAndAfter:
    """The files of an act, before and after it, by the names that the act gives them."""
    return _contents(home.journal / f"{number:06d}{_SUFFIX}")


def content_of(path: Path) -> bytes | None:
    """The bytes of a file; None where there is none."""
    return disk.raw(path) if disk.exists(path) else None


def digest_of_content(content: bytes | None) -> str:
    """What tells a file's content from any other; empty for no file."""
    return "" if content is None else sha256_of(content)


def _written(home: Home, told: Deed, changes: Mapping[Path, tuple[bytes | None, bytes | None]]) -> str:
    named = {_name(home, path): change for path, change in changes.items()}
    head = {
        "at": told.at.isoformat(),
        "act": told.kind,
        "of": told.of,
        "values": {k: {"figure": str(v)} if isinstance(v, Decimal) else v for k, v in told.values.items()},
        "files": {name: list(map(digest_of_content, change)) for name, change in named.items()},
    }
    body = {name: [None if each is None else _packed(each) for each in change] for name, change in named.items()}
    return "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in (head, body))


def _packed(content: bytes) -> str:
    return base64.b64encode(zlib.compress(content)).decode()


def _contents(path: Path) -> BeforeAndAfter:
    """The files of an act; none where its own file is not as the program writes it."""
    try:
        body = json.loads(disk.raw(path).split(b"\n", 1)[1])
        return {name: (_unpacked(before), _unpacked(after)) for name, (before, after) in body.items()}
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, zlib.error):
        return {}


def _unpacked(packed: str | None) -> bytes | None:
    """What was packed, as large as a journal may be: a few bytes may stand for a memory full of them."""
    content = None if packed is None else zlib.decompressobj().decompress(base64.b64decode(packed), MOST_BYTES + 1)
    if content is not None and len(content) > MOST_BYTES:
        raise ValueError(packed)
    return content


def _act(path: Path) -> LoggedAct | None:
    try:
        with path.open("rb") as file:
            head: dict[str, Any] = json.loads(file.readline())
        values = {k: Decimal(v["figure"]) if isinstance(v, dict) else str(v) for k, v in head["values"].items()}
        files = tuple(Touched(name, *map(str, digests)) for name, digests in head["files"].items())
        told = Deed(datetime.fromisoformat(head["at"]), head["act"], values, head["of"])
        return LoggedAct(int(path.stem), told, files)
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError):
        return None
    except (FileNotFoundError, IsADirectoryError):  # forgotten meanwhile, or no file
        return None


def _name(home: Home, path: Path) -> str:
    """What the home calls a file: a path in it, or the whole path of another."""
    return path.relative_to(home.folder).as_posix() if path.is_relative_to(home.folder) else str(path.absolute())


def _is_inside(name: str) -> bool:
    return not Path(name).is_absolute() and ".." not in Path(name).parts


def _files(home: Home) -> list[Path]:
    found = home.journal.iterdir() if home.journal.is_dir() else ()
    return sorted(path for path in found if path.stem.isdecimal() and path.suffix == _SUFFIX)


def _bound(home: Home) -> None:
    """Forget the first acts where there are more than are kept."""
    *first, _ = files = [(path, path.stat().st_size) for path in _files(home)] or [(home.pending, 0)]
    size = sum(size for _, size in files)
    for rank, (path, own) in enumerate(first):
        if len(files) - rank <= MOST_ACTS and size <= MOST_BYTES:
            return
        path.unlink()
        size -= own
