"""How large a picture is, from its first bytes, whatever they are."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourchette.render.press.picture_size import HugePicture, refuse_huge, size_of

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
JPEG = b"\xff\xd8\xff\xe0\0\x06abcd\xff\xff\xc2\0\x11\x08"


@pytest.mark.parametrize("head", [PNG + struct.pack(">II", 640, 480), JPEG + struct.pack(">HH", 480, 640)])
def test_the_size_is_what_the_head_says(head: bytes) -> None:
    assert size_of(head + b"\x08\x02") == (640, 480)
    refuse_huge("logo", head)


@pytest.mark.parametrize("head", [PNG + struct.pack(">II", 16_000, 16_000), JPEG + struct.pack(">HH", 60_000, 60_000)])
def test_a_picture_of_too_many_pixels_is_refused_unopened(head: bytes) -> None:
    with pytest.raises(HugePicture, match="pixels"):
        refuse_huge("logo.png", head)


@given(start=st.sampled_from([b"", PNG, JPEG, JPEG[:2], JPEG[:3]]), rest=st.binary(max_size=40))
def test_any_bytes_have_a_size_or_none(start: bytes, rest: bytes) -> None:
    assert size_of(start + rest) >= (0, 0)
