"""Writing to standard output and standard error: what their encoding lacks, readers that leave, a disk that says no."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from fourchette.core.basis.messages import say
from fourchette.errors import DiskError
from fourchette.files.toml.disk import reason
from fourchette.render.screen import console


class ReaderGone(Exception):  # named for what happened
    """Whoever read our output has stopped reading."""


def encodes(stream: TextIO, text: str) -> bool:
    """Whether a stream can write a text as it is."""
    try:
        text.encode(stream.encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def write_words(stream: TextIO, text: str) -> None:
    """Write text; what the stream's encoding lacks is written in other signs rather than lost in a failure.

    Raises ReaderGone when nobody reads any more, DiskError when the disk behind the stream says no.
    """
    if not encodes(stream, text):
        encoding = stream.encoding or "utf-8"
        text = console.unaccented(console.plain(text), encoding).encode(encoding, "replace").decode(encoding)
    with _refusals(stream):
        stream.write(text)
        stream.flush()


def finish_output() -> None:
    """Have what was printed written; raises as `write_words`."""
    with _refusals(sys.stdout):
        sys.stdout.flush()


def write_bytes(stream: TextIO, content: bytes) -> None:
    """Write bytes as they are; raises as `write_words`."""
    with _refusals(stream):
        stream.buffer.write(content)
        stream.buffer.flush()


@contextmanager
def _refusals(stream: TextIO) -> Iterator[None]:
    """Say in words what the disk behind a stream refuses."""
    try:
        yield
    except BrokenPipeError as error:
        raise ReaderGone from error
    except OSError as error:
        abandon(stream)
        raise DiskError(say("standard output cannot be written: {reason}", reason=reason(error))) from error


def abandon(stream: TextIO) -> None:
    """Write no more to a stream that cannot be written: not even what waits in it, when the program ends."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except (OSError, ValueError):
        return  # A stream without a file of its own has nothing waiting.
