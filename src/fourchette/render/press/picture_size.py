"""How large a picture is, from its first bytes: one that says it has too many pixels is never opened."""

import struct

from fourchette.core.basis.messages import say
from fourchette.errors import ExitCode, UserError

# A page printed at 600 points an inch has some 33 million; each takes four bytes once it is opened.
MOST_PIXELS = 40_000_000
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
_MARK = 0xFF
# The frames of a JPEG say its size; the other marks from C0 to CF are tables.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


class HugePicture(UserError):
    """A picture with more pixels than a document can show."""

    exit_code = ExitCode.WRONG_FILE


def refuse_huge(file: str, content: bytes) -> None:
    """Raise HugePicture where a PNG or JPEG says that it has too many pixels."""
    width, height = size_of(content)
    if width * height > MOST_PIXELS:
        message = say("{file} has {width:count} × {height:count} pixels", file=file, width=width, height=height)
        raise HugePicture(message, say("make it smaller: at most {most:count} pixels in all", most=MOST_PIXELS))


def size_of(content: bytes) -> tuple[int, int]:
    """The width and height of a PNG or JPEG, in pixels; nothing of what is neither, or ends before it says so."""
    try:
        if content.startswith(_PNG):
            width, height = struct.unpack_from(">II", content, 16)
            return width, height
        return _size_of_jpeg(content) if content.startswith(_JPEG) else (0, 0)
    except (struct.error, IndexError):
        return 0, 0


def _size_of_jpeg(content: bytes) -> tuple[int, int]:
    place = len(_JPEG)
    while content[place] == _MARK:
        if content[place + 1] == _MARK:  # Any number of these may stand before a mark.
            place += 1
            continue
        if content[place + 1] in _FRAMES:
            height, width = struct.unpack_from(">HH", content, place + 5)
            return width, height
        place += 2 + struct.unpack_from(">H", content, place + 2)[0]
    return 0, 0
