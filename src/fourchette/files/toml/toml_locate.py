"""On which line of a TOML file a key stands, so that an error can point at it, and an edit find its place."""

import re
from collections.abc import Iterator
from functools import lru_cache

from fourchette.core.basis.noun import noun
from fourchette.core.basis.problems import Path
from fourchette.core.basis.reading import LONGEST_NUMBER

# Nothing below ever goes back over what it has read: a file is scanned in the time of its length.
_PART = r"""(?:[\w-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')"""
_DOTTED = rf"({_PART}(?:[ \t]*+\.[ \t]*+{_PART})*+)[ \t]*+"
# The patterns are compiled where they are used: most files are right, and nothing is looked for in them.
_HEADER = rf"[ \t]*+(\[\[?)[ \t]*+{_DOTTED}\]"
_ENTRY = rf"[ \t]*+{_DOTTED}="
# A long text, a short one, a comment, a bracket, the end of a line: all that tells where a value goes on.
_MARK = r"""(?s:\"{3}(?:[^\\]|\\.)*?"{3,5}|'{3}.*?'{3,5}|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+'|\#[^\n]*+|[\[\]{}\n])"""
# A text, a comment, or a word outside them.
_WORD = _MARK.replace(r"[\[\]{}\n]", r"(?P<word>[\w.+-]++)")


@noun
class _Statement:
    """A header or an entry: its first and its last line (from 1), and the path it leads to."""

    line: int
    last: int
    path: Path
    is_header: bool


def locate(text: str, path: Path) -> int | None:
    """The line (from 1) of the key at `path`, or of the nearest table around it; None when neither is found."""
    lines = _lines(text)
    return next((lines[path[:end]] for end in range(len(path), 0, -1) if path[:end] in lines), None)


@lru_cache(maxsize=1)
def _lines(text: str) -> dict[Path, int]:
    """The line of each key: read once for all the problems of a file."""
    lines: dict[Path, int] = {}
    for each in statements(text):
        lines.setdefault(each.path, each.line)
    return lines


def last_line_of(text: str, table: Path) -> int:
    """The last line (from 1) of a table's own header and values, what a value of several lines takes included.

    0 for a table without a header of its own: one written in a line, or by dotted keys.
    """
    found = list(statements(text))
    if not any(each.path == table and each.is_header for each in found):
        return 0
    # The header of a table inside it, which has the same beginning, is no value of its own.
    return max(each.last for each in found if (each.path if each.is_header else each.path[:-1]) == table)


def extent_of(text: str, table: Path) -> tuple[int, int]:
    """The lines (from 0, the last one left out) between a table's header and the next one, comments included.

    The top of a file is the table without a name; a table without a header of its own has none.
    """
    headers = [each for each in statements(text) if each.is_header]
    starts: list[tuple[int, Path]] = [(0, ()), *((each.line, each.path) for each in headers)]
    ends = [each.line - 1 for each in headers] + [text.count("\n") + 1]
    return next(((start, end) for (start, found), end in zip(starts, ends, strict=True) if found == table), (0, 0))


def statements(text: str) -> Iterator[_Statement]:
    """The headers and entries of a text: not what stands inside a long text, a list or a table of several lines."""
    table: Path = ()
    counts: dict[Path, int] = {}
    position, line = 0, 1
    headers, entries = re.compile(_HEADER), re.compile(_ENTRY)
    while position < len(text):
        header = headers.match(text, position)
        entry = None if header else entries.match(text, position)
        end = _end_of_value(text, entry.end()) if entry else (text.find("\n", position) + 1 or len(text))
        following = line + text.count("\n", position, end)
        last = max(line, following - 1) if text[end - 1] == "\n" else following
        if header:
            table = _table(_parts(header[2]), counts, is_array=header[1] == "[[")
            yield _Statement(line, last, table, is_header=True)
        elif entry:
            yield _Statement(line, last, (*table, *_parts(entry[1])), is_header=False)
        position, line = end, following


def line_of_long_number(text: str) -> int | None:
    """The line of the first number too long to be read, or None."""
    if max(map(len, text.split("\n"))) <= LONGEST_NUMBER:
        return None
    for found in re.finditer(_WORD, text):
        outside = found["word"] or ""
        if len(outside) > LONGEST_NUMBER and outside[0] in "+-0123456789":
            return text.count("\n", 0, found.start()) + 1
    return None


def _end_of_value(text: str, start: int) -> int:
    """Where the line after a value begins."""
    depth = 0
    for found in re.compile(_MARK).finditer(text, start):
        if found[0] == "\n" and depth <= 0:
            return found.end()
        depth += (found[0] in "[{") - (found[0] in "]}")
    return len(text)


def _table(parts: Path, counts: dict[Path, int], *, is_array: bool) -> Path:
    """The path of a header; an array of tables counts its entries, and their sub-tables belong to the last."""
    path: Path = ()
    for part in parts[:-1]:
        path = (*path, part)
        if path in counts:
            path = (*path, counts[path])
    path = (*path, parts[-1])
    if is_array:
        counts[path] = counts.get(path, -1) + 1
        path = (*path, counts[path])
    return path


def _parts(name: str) -> tuple[str, ...]:
    return tuple(_unquoted(part) for part in re.findall(_PART, name))


def _unquoted(part: str) -> str:
    if "\\" not in part or part[0] != '"':
        return part.strip(part[0]) if part[0] in "\"'" else part
    import tomli

    try:
        return str(tomli.loads(f"part = {part}")["part"])
    except tomli.TOMLDecodeError:
        return part
