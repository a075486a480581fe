"""The bytes of a timesheet as text, whatever program saved them."""

import codecs

from fourchette.core.basis.messages import say
from fourchette.core.basis.problems import Problem
from fourchette.files.toml.wrong_file import Located, WrongFile

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Enough of a file to see whether every other byte is a zero.
_SAMPLE = 200


def text_of(name: str, raw: bytes) -> str:
    """The text, its lines ended by line feeds; raises WrongFile where the bytes are none."""
    for encoding in _encodings(raw):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    raise WrongFile(name, [Located(Problem((), say("this is not text"), say("export it again as CSV or JSON")))])


def _encodings(raw: bytes) -> tuple[str, ...]:
    """The encodings that the bytes may be in: that of their mark, else UTF-8, else that of old spreadsheets."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return (encoding,)
    if raw[1:_SAMPLE:2].count(0) > len(raw[:_SAMPLE]) // 4:
        return ("utf-16-le",)
    if raw[0:_SAMPLE:2].count(0) > len(raw[:_SAMPLE]) // 4:
        return ("utf-16-be",)
    return ("utf-8", "cp1252")
