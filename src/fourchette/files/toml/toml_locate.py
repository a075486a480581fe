"""On which line of a TOML file a key stands, so that an error can point at it."""

import re
from collections.abc import Iterator

from fourchette.core.basis.problems import Path

_HEADER = re.compile(r"^\s*(\[\[?)\s*(.+?)\s*\]\]?\s*(?:#.*)?$")
_ENTRY = re.compile(r"""^\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
# A long quote, a short text, a comment, or a bracket: all that tells where a value goes on.
_MARKS = re.compile(r"""\"{3}|'{3}|"(?:[^"\\]|\\.)*"|'[^']*'|#.*|[\[\]]""")
_LONG_QUOTES = ('"""', "'''")
_PART = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")


def locate(text: str, path: Path) -> int | None:
    """The line (from 1) of the key at `path`, or of the nearest table around it; None when neither is found."""
    best: tuple[int, int] | None = None
    for number, found in _keys(text):
        shared = _shared(found, path)
        if shared and (best is None or shared > best[0]):
            best = (shared, number)
    return best[1] if best is not None else None


def last_line_of(text: str, table: Path) -> int:
    """The last line (from 1) of a table's own header and values, what a value of several lines takes included.

    0 for a table without a header of its own: one written in a line, or by dotted keys.
    """
    lines = text.split("\n")
    keys = [(number, found, bool(_HEADER.match(lines[number - 1]))) for number, found in _keys(text)]
    if not any(found == table and is_header for _, found, is_header in keys):
        return 0
    # The header of a table inside it, which has the same beginning, is no value of its own.
    own = [number for number, found, is_header in keys if (found if is_header else found[:-1]) == table]
    following = (number for number, _ in _outermost(text) if number > max(own))
    return next(following, len(lines) + 1) - 1


def extent_of(text: str, table: Path) -> tuple[int, int]:
    """The lines (from 0, the last one left out) between a table's header and the next one, comments included.

    The top of a file is the table without a name; a table without a header of its own has none.
    """
    headers = [(number, found) for number, found in _keys(text) if _HEADER.match(text.split("\n")[number - 1])]
    starts: list[tuple[int, Path]] = [(0, ()), *headers]
    ends = [number - 1 for number, _ in headers] + [len(text.split("\n"))]
    return next(((start, end) for (start, found), end in zip(starts, ends, strict=True) if found == table), (0, 0))


def _shared(found: Path, path: Path) -> int:
    """How much of `path` a key covers: its own length when it is a beginning of the path, else nothing."""
    return len(found) if found == path[: len(found)] else 0


def _keys(text: str) -> Iterator[tuple[int, Path]]:
    table: Path = ()
    counts: dict[Path, int] = {}
    for number, line in _outermost(text):
        if header := _HEADER.match(line):
            table = _table(header[2], counts, is_array=header[1] == "[[")
            yield number, table
        elif entry := _ENTRY.match(line):
            yield number, (*table, *_parts(entry[1]))


def _outermost(text: str) -> Iterator[tuple[int, str]]:
    """The lines that begin a header or an entry: not those inside a long text or a list of several lines."""
    quotes, depth = "", 0
    for number, line in enumerate(text.split("\n"), start=1):
        if not quotes and depth <= 0:
            yield number, line
        for mark in _MARKS.findall(line):
            if quotes:
                quotes = "" if mark == quotes else quotes
            elif mark in _LONG_QUOTES:
                quotes = mark
            elif mark.startswith("#"):
                break
            elif not (depth <= 0 and _HEADER.match(line)):
                depth += (mark == "[") - (mark == "]")


def _table(name: str, counts: dict[Path, int], *, is_array: bool) -> Path:
    """The path of a header; an array of tables counts its entries, and their sub-tables belong to the last."""
    path: Path = ()
    for part in _parts(name):
        path = (*path, part)
        if path in counts and not (is_array and path == _indexed(name, counts)):
            path = (*path, counts[path])
    if is_array:
        counts[path] = counts.get(path, -1) + 1
        path = (*path, counts[path])
    return path


def _indexed(name: str, counts: dict[Path, int]) -> Path:
    """The path of an array's own name, with the indexes of the arrays around it."""
    *outer, last = _parts(name)
    path: Path = ()
    for part in outer:
        path = (*path, part)
        if path in counts:
            path = (*path, counts[path])
    return (*path, last)


def _parts(name: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _PART.findall(name))
