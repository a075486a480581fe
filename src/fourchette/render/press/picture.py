"""A PNG or JPEG, by its bytes: how large it is, and what of it is picture; nothing of it is opened."""

import re
import struct
from collections.abc import Iterator

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
_END_OF_JPEG = b"\xff\xd9"
_MARK, _SCAN, _END = 0xFF, 0xDA, 0xD9
# The frames of a JPEG say its size; the other marks from C0 to CF are tables.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
# After the head of a scan, the next mark: not the doubled sign, nor a restart, which are of the picture.
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
# What a program or a camera adds to a JPEG (who, where, when, with what), but its kind, its colours and Adobe's way
# of writing them.
_ADDED = frozenset((*range(0xE0, 0xF0), 0xFE)) - {0xE0, 0xE2, 0xEE}
_EXIF = b"Exif\0\0"
_ORIENTATION = 0x0112
# The parts of a PNG that are picture and colours; the others say who made it, when and with what.
_SHOWN = frozenset(
    b"IHDR PLTE tRNS gAMA cHRM sRGB iCCP cICP sBIT bKGD pHYs IDAT IEND".split()
)  # fmt: skip


def media_of(content: bytes) -> str:
    """The kind of a picture, `image/png` or `image/jpeg`; nothing for what is neither."""
    return "image/png" if content.startswith(_PNG) else "image/jpeg" if content.startswith(_JPEG) else ""


def size_of(content: bytes) -> tuple[int, int]:
    """The width and height of a PNG or JPEG, in pixels; nothing of what is neither, or ends before it says so."""
    try:
        if content.startswith(_PNG):
            width, height = struct.unpack_from(">II", content, 16)
            return width, height
        for mark, part in _parts_of_jpeg(content) if content.startswith(_JPEG) else ():
            if mark in _FRAMES:
                height, width = struct.unpack_from(">HH", part, 5)
                return width, height
    except (struct.error, IndexError):
        pass
    return 0, 0


def only_picture(content: bytes) -> bytes:
    """A PNG or JPEG without what its file says besides; of a JPEG, which way is up stays.

    What ends before its time is left as it is, for whoever opens it to refuse.
    """
    try:
        if content.startswith(_PNG):
            return _PNG + b"".join(part for kind, part in _parts_of_png(content) if kind in _SHOWN)
        kept = (part if mark not in _ADDED else _upright(part) for mark, part in _parts_of_jpeg(content))
        return _JPEG + b"".join(kept) + _END_OF_JPEG
    except (struct.error, IndexError):
        return content


def _parts_of_png(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    place, kind = len(_PNG), b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", content, place)
        yield kind, content[place : place + length + 12]
        place += length + 12


def _parts_of_jpeg(content: bytes) -> Iterator[tuple[int, bytes]]:
    """The marked parts of a JPEG up to its end, each with its mark; a scan with the picture that follows it."""
    place = len(_JPEG)
    while content[place] == _MARK and (mark := content[place + 1]) != _END:
        if mark == _MARK:  # Any number of these may stand before a mark.
            place += 1
            continue
        end = place + 2 + struct.unpack_from(">H", content, place + 2)[0]
        if mark == _SCAN:
            found = _AFTER_SCAN.search(content, end)
            end = len(content) if found is None else found.start()
        yield mark, content[place:end]
        place = end


def _upright(part: bytes) -> bytes:
    """Of what a camera wrote, which way is up, and nothing else; nothing where it is upright, or does not say."""
    if not part.startswith(_EXIF, 4):
        return b""
    tiff = part[4 + len(_EXIF) :]
    order = "<" if tiff.startswith(b"II") else ">"
    (start,) = struct.unpack_from(f"{order}I", tiff, 4)
    (count,) = struct.unpack_from(f"{order}H", tiff, start)
    for place in range(start + 2, start + 2 + 12 * count, 12):
        tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, place)
        if tag == _ORIENTATION and value != 1:
            said = _EXIF + b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, value, 0, 0)
            return b"\xff\xe1" + struct.pack(">H", len(said) + 2) + said
    return b""
