"""How large a picture is, and what of its file is picture, from its bytes, whatever they are."""

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourchette.render.press.picture import media_of, only_picture, size_of

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
JPEG = b"\xff\xd8\xff\xe0\0\x06abcd\xff\xff\xc2\0\x11\x08"
HERS = b"Jane Doe, 45.50 N 73.56 W, Photobooth 3, 2026:11:22"


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def part(mark: int, content: bytes) -> bytes:
    return bytes((0xFF, mark)) + struct.pack(">H", len(content) + 2) + content


def exif(orientation: int, order: str = ">") -> bytes:
    head = b"MM\0*" if order == ">" else b"II*\0"
    entries = struct.pack(f"{order}HHIHH", 0x0112, 3, 1, orientation, 0) + struct.pack(
        f"{order}HHII", 0x010E, 2, 51, 38
    )
    return b"Exif\0\0" + head + struct.pack(f"{order}IH", 8, 2) + entries + struct.pack(f"{order}I", 0) + HERS


@pytest.mark.parametrize("head", [PNG + struct.pack(">II", 640, 480), JPEG + struct.pack(">HH", 480, 640)])
def test_the_size_is_what_the_head_says(head: bytes) -> None:
    assert size_of(head + b"\x08\x02") == (640, 480)


@given(start=st.sampled_from([b"", PNG, JPEG, JPEG[:2], JPEG[:3]]), rest=st.binary(max_size=40))
def test_any_bytes_have_a_size_or_none(start: bytes, rest: bytes) -> None:
    content = start + rest

    assert size_of(content) >= (0, 0)
    if media_of(content):
        assert len(only_picture(content)) <= len(content) + 36


def test_a_png_keeps_its_picture_and_its_colours_and_says_nothing_else() -> None:
    shown = [chunk(b"IHDR", b"x" * 13), chunk(b"gAMA", b"1234"), chunk(b"IDAT", b"picture"), chunk(b"IEND", b"")]
    said = [chunk(kind, b"Author\0" + HERS) for kind in (b"tEXt", b"iTXt", b"zTXt", b"eXIf", b"tIME", b"caBX")]
    signature = PNG[:8]

    content = signature + b"".join([shown[0], *said[:3], *shown[1:3], *said[3:], shown[3]]) + HERS

    assert only_picture(content) == signature + b"".join(shown)


JFIF, COLOURS, ADOBE = part(0xE0, b"JFIF\0"), part(0xE2, b"ICC_PROFILE\0"), part(0xEE, b"Adobe")
TABLES, FRAME = part(0xDB, b"tables\xff\xd9"), part(0xC0, struct.pack(">BHHB", 8, 480, 640, 3))
SCAN = part(0xDA, b"head") + b"pic\xff\x00ture\xff\xd0more"


def test_a_jpeg_keeps_its_picture_and_its_colours_and_says_nothing_else() -> None:
    said = [
        part(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + HERS),
        part(0xED, HERS),
        part(0xFE, HERS),
        part(0xE2 + 9, HERS),
    ]
    picture = [JFIF, COLOURS, ADOBE, TABLES, FRAME, SCAN, TABLES, SCAN]

    content = b"\xff\xd8" + b"".join([*picture[:2], *said, *picture[2:6], said[2], *picture[6:]]) + b"\xff\xd9" + HERS

    assert only_picture(content) == b"\xff\xd8" + b"".join(picture) + b"\xff\xd9"
    assert size_of(content) == (640, 480)


@pytest.mark.parametrize("order", ["<", ">"])
def test_of_what_a_camera_says_only_which_way_is_up_stays(order: str) -> None:
    def held(orientation: int) -> bytes:
        return b"\xff\xd8" + part(0xE1, exif(orientation, order)) + FRAME + SCAN + b"\xff\xd9"

    turned = only_picture(held(6))

    assert HERS not in turned
    assert turned.startswith(b"\xff\xd8\xff\xe1\0\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0")
    assert only_picture(turned) == turned
    assert only_picture(held(1)) == b"\xff\xd8" + FRAME + SCAN + b"\xff\xd9"
