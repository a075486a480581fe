"""A logo: a picture of a bounded size, without what else its file says."""

import struct
from io import BytesIO

import pikepdf
import pytest

from fourchette.render.press.logo import MOST_BYTES_OF_A_DRAWING, Unprintable, logo_of
from fourchette.render.press.typesetting import Template, typeset
from render.press.test_picture import HERS, JPEG, PNG
from render.press.test_typesetting import DAY, SHOWS_LOGO, png

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
DRAWING = (
    f'<!-- Jane --><?pi Jane?>{OPEN} xmlns:ink="http://example.org/ink" ink:file="/home/jane/logo.svg" width="40" '
    'height="20" onload="alert()"><metadata>Jane</metadata><ink:view jane="Jane"/><title>Jane</title><script>Jane'
    '</script><g ink:label="Jane" id="a"><!-- Jane --><rect width="40" height="20" fill="#c33"/></g>'
    '<use xlink:href="#a" x="1"/><text>Rivière</text></svg>'
)


@pytest.mark.parametrize("head", [PNG + struct.pack(">II", 16_000, 16_000), JPEG + struct.pack(">HH", 60_000, 60_000)])
def test_a_picture_of_too_many_pixels_is_refused_unopened(head: bytes) -> None:
    with pytest.raises(Unprintable, match="pixels"):
        logo_of("logo.png", head)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a picture",
        b"GIF89a\1\0\1\0",
        b"RIFF\0\0\0\0WEBPVP8 ",
        b"<svg",
        b"<svg/>",
        b"<html></html>",
        PNG,
        JPEG,
    ],
)
def test_what_is_no_picture_is_refused_by_its_name(content: bytes) -> None:
    with pytest.raises(Unprintable, match=r"logo\.png is not a picture"):
        logo_of("logo.png", content)


def test_a_drawing_keeps_what_it_draws_and_says_nothing_else() -> None:
    drawing = logo_of("logo.svg", DRAWING.encode()).content.decode("ascii")

    assert [word for word in ("ane", "script", "ink") if word in drawing.replace("xlink", "")] == []
    assert '<use xlink:href="#a" x="1" />' in drawing
    assert "Rivi&#232;re" in drawing
    assert logo_of("logo.svg", drawing.encode()).content.decode() == drawing


def test_a_drawing_of_too_many_bytes_is_refused() -> None:
    with pytest.raises(Unprintable, match="bytes"):
        logo_of("logo.svg", DRAWING.encode() + b" " * MOST_BYTES_OF_A_DRAWING)


def test_a_drawing_that_multiplies_itself_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    levels = "".join(f'<g id="g{n}">{f"""<use href="#g{n - 1}"/>""" * 40}</g>' for n in range(1, 12))
    bomb = (
        f'{OPEN}width="9" height="9"><defs><rect id="g0" width="1" height="1"/>{levels}</defs><use href="#g11"/></svg>'
    )
    monkeypatch.setattr("fourchette.render.press.typst_run.LONGEST_SETTING", 3)

    with pytest.raises(Unprintable):
        typeset({}, DAY, Template(SHOWS_LOGO.encode()), logo_of("logo.svg", bomb.encode()))


def test_entities_that_multiply_themselves_are_refused() -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 30}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE svg [<!ENTITY e0 "x">{levels}]>{OPEN}><text>&e11;</text></svg>'

    with pytest.raises(Unprintable):
        logo_of("logo.svg", bomb.encode())


def test_a_drawing_of_groups_in_groups_is_refused() -> None:
    with pytest.raises(Unprintable, match="is not a picture that a document can show"):
        logo_of("logo.svg", f'<svg xmlns="http://www.w3.org/2000/svg">{"<g>" * 50_000}{"</g>" * 50_000}</svg>'.encode())


def test_a_picture_travels_into_the_pdf_without_what_its_file_says() -> None:
    content = png(40, 20)
    noted = content[:33] + struct.pack(">I", len(HERS)) + b"tEXt" + HERS + b"\0\0\0\0" + content[33:]

    pdf = typeset({}, DAY, Template(SHOWS_LOGO.encode()), logo_of("logo.png", noted)).pdf

    with pikepdf.open(BytesIO(pdf)) as opened:
        streams = [part.read_raw_bytes() for part in opened.objects if isinstance(part, pikepdf.Stream)]
    assert [stream for stream in streams if HERS[:8] in stream] == []
