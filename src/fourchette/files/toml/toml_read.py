"""TOML in: exact numbers, UTF-8, and errors that say where."""

import re
import sys
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import tomli

from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.noun import noun
from fourchette.core.basis.problems import Problem
from fourchette.core.basis.reading import LONGEST_NUMBER, shown
from fourchette.errors import DiskError, NotFound
from fourchette.files.toml.disk import reason
from fourchette.files.toml.toml_locate import line_of_long_number
from fourchette.files.toml.wrong_file import Located, WrongFile

SCHEMA = 1
# What any file may have, and what is written by hand or by this program may: nothing of it is near that.
LARGEST_FILE = 5_000_000
LARGEST_TOML = 1_000_000
# What holds most files: to ask for the largest at once takes its room in memory, each time.
MOST_FILES = 100_000
STANDARD_INPUT = "-"
_POSITION = r"(?s)^(?P<reason>.*?)(?: \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\))?$"

# What the parser says, so that the catalogs have it in both languages.
_REASONS = (
    say("Invalid statement"),
    say("Invalid value"),
    say("Expected '=' after a key in a key/value pair"),
    say("Expected newline or end of document after a statement"),
    say("Unclosed array"),
    say("Unclosed inline table"),
    say("Unterminated string"),
    say("Cannot overwrite a value"),
    say("Invalid initial character for a key part"),
    say("Expected ']' at the end of a table declaration"),
    say("Expected ']]' at the end of an array declaration"),
)


# What it says of one character or key, by its first word.
_REASON_KINDS = {
    "Illegal": say("a character that cannot stand there"),
    "Unescaped": say("a backslash that starts nothing: write it twice"),
    "Cannot": say("the same key or table is there twice"),
}


@noun
class TomlDocument:
    """A parsed file: its name as the user knows it, its text, and its raw content without `schema`."""

    name: str
    text: str
    content: dict[str, Any]


def read_document(path: Path | str) -> TomlDocument:
    """Read a TOML file, or standard input for `-`; raises WrongFile, NotFound or DiskError."""
    return parse(str(path), read_named(str(path)))


def read_named(name: str) -> bytes:
    """The bytes of a file, or of standard input for `-`; raises as `read_bytes`."""
    return _read_input() if name == STANDARD_INPUT else read_bytes(Path(name))


def _read_input() -> bytes:
    try:
        raw = sys.stdin.buffer.read(LARGEST_FILE + 1)
    except OSError as error:
        raise DiskError(say("{file} cannot be read: {reason}", file=STANDARD_INPUT, reason=reason(error))) from error
    if len(raw) > LARGEST_FILE:
        raise _too_large(STANDARD_INPUT)
    return raw


def _too_large(name: str, most: int = LARGEST_FILE) -> WrongFile:
    message = say("the file is too large: at most {most:count} MB are read", most=most // 1_000_000)
    return WrongFile(name, [Located(Problem((), message))])


def read_bytes(path: Path) -> bytes:
    """The bytes of a file; raises WrongFile, NotFound or DiskError."""
    try:
        # Read no more than may be: what has no size of its own, as a device, has no end either.
        with path.open("rb") as file:
            raw = file.read(MOST_FILES)
            if len(raw) == MOST_FILES:
                raw += file.read(LARGEST_FILE + 1 - MOST_FILES)
    except FileNotFoundError as error:
        raise NotFound(say("there is no file {file}", file=str(path)), _close_file(path)) from error
    except IsADirectoryError as error:
        raise NotFound(say("{file} is a folder, not a file", file=str(path))) from error
    except OSError as error:
        raise DiskError(say("{file} cannot be read: {reason}", file=str(path), reason=reason(error))) from error
    except ValueError as error:  # a name with a null character
        raise NotFound(say("there is no file {file}", file=repr(str(path)))) from error
    if len(raw) > LARGEST_FILE:
        raise _too_large(str(path))
    return raw


def _close_file(path: Path) -> Message | None:
    from fourchette.core.basis.nearest import nearest

    try:
        names = [entry.name for entry in path.parent.iterdir() if entry.suffix in {".toml", path.suffix}]
    except OSError:
        return None
    close = nearest(path.name, names)
    return say("did you mean “{name}”?", name=str(path.parent / close)) if close else None


def parse(name: str, raw: bytes, newest: int = SCHEMA) -> TomlDocument:
    """Parse the bytes of a TOML file; raises WrongFile when they are none, or of a schema newer than `newest`."""
    if len(raw) > LARGEST_TOML:
        raise _too_large(name, LARGEST_TOML)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        problem = Problem((), say("this is not UTF-8 text"), say("save the file again as UTF-8"))
        raise WrongFile(name, [Located(problem, line)]) from error
    if too_long := line_of_long_number(text):
        message = say("this number has more than {most:count} digits", most=LONGEST_NUMBER)
        raise WrongFile(name, [Located(Problem((), message), too_long)])
    try:
        content = tomli.loads(text, parse_float=exact_number)
    except RecursionError as error:
        raise WrongFile(name, [Located(Problem((), say("this is nested too deeply")))]) from error
    except ValueError as error:
        raise WrongFile(name, [_unparsed(error, text)]) from error
    _check_schema(name, text, content, newest)
    return TomlDocument(name, text, content)


def exact_number(number: str) -> Decimal:
    """The number that is written, to its last digit; an infinity for one beyond counting."""
    try:
        return Decimal(number)
    except InvalidOperation:
        return Decimal("Infinity")  # Refused with its key, like every number too large.


def _unparsed(error: ValueError, text: str) -> Located:
    match = re.match(_POSITION, str(error))
    said = match["reason"] if match else str(error)
    message = next((known for known in _REASONS if known.text == said), None) or _REASON_KINDS.get(
        said.split(" ", 1)[0]
    )
    # What is never closed is noticed at the end only.
    line = int(match["line"]) if match and match["line"] else len(text.splitlines()) or None
    remedy = say("check the line, and the one before it")
    if message is None:
        return Located(Problem((), say("this is not TOML"), remedy), line)
    return Located(Problem((), say("this is not TOML: {reason}", reason=message), remedy), line)


def _check_schema(name: str, text: str, content: dict[str, Any], newest: int) -> None:
    """Take `schema` off the content; a file without one is of the first schema."""
    schema = content.pop("schema", SCHEMA)
    if schema in range(SCHEMA, newest + 1) and not isinstance(schema, bool):
        return
    remedy = (
        say("it was written by a newer fourchette: upgrade")
        if isinstance(schema, int) and schema > newest
        else say("write schema = 1")
    )
    message = say("schema {schema} is not one that this program reads", schema=shown(schema))
    line = next((n for n, line in enumerate(text.splitlines(), 1) if line.lstrip().startswith("schema")), None)
    raise WrongFile(name, [Located(Problem(("schema",), message, remedy), line)])
