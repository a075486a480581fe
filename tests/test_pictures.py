"""The README's pictures are of today: made from real runs, and made again by `pytest --update`."""

import hashlib
import html
import re
import struct
import zlib
from io import StringIO
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # it has no types
import pytest
from rich.console import Console
from rich.text import Text

from conftest import EXAMPLES, ROOT, Cli
from terminal import Terminal

PICTURES = EXAMPLES / "pictures"
DAY = ("--date", "2026-11-22")
SCREENS = {
    "quote.en.svg": ("quote", str(EXAMPLES / "restaurants.toml"), "--lang", "en"),
    "quote.fr.svg": ("quote", str(EXAMPLES / "restaurants.toml"), "--lang", "fr"),
}
DOCUMENTS = {"document.png": ("quote", "examples/cafe.toml", "--home", "examples/home")}
DIGEST = b"Digest of the PDF\0"
SCALE = 1.1  # pixels a point: readable on a page, and small


@pytest.fixture(autouse=True)
def at_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize("name", SCREENS)
def test_a_picture_of_the_screen_shows_what_is_printed(name: str, terminal: Terminal, *, update: bool) -> None:
    # A home that is not there would ask where she works, and wait for the answer.
    program = terminal(*SCREENS[name], *DAY, "--no-input", TERM="xterm-256color", FOURCHETTE_HOME=str(ROOT / "none"))
    assert program.code() == 0
    if update:
        PICTURES.mkdir(exist_ok=True)
        (PICTURES / name).write_text(drawn(program.screen), encoding="utf-8")

    shown = signs((PICTURES / name).read_text(encoding="utf-8"))

    assert shown == "".join(Text.from_ansi(program.screen).plain.split())


def drawn(screen: str) -> str:
    """A terminal's text as a picture, by the library that many terminals' pictures are made with."""
    console = Console(record=True, width=82, file=StringIO(), force_terminal=True)
    console.print(Text.from_ansi(screen.rstrip()))
    return console.export_svg(title="fourchette", unique_id="fourchette")


def signs(svg: str) -> str:
    """The signs of a picture in reading order, but for its title's: it keeps no spaces between words."""
    pieces = re.findall(r'<text class="fourchette-r\d+"[^>]*>([^<]*)</text>', svg)
    return "".join(html.unescape("".join(pieces)).split())


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_picture_of_the_document_is_of_the_pdf_made_now(name: str, cli: Cli, tmp_path: Path, *, update: bool) -> None:
    made = tmp_path / "made.pdf"
    assert cli(*DOCUMENTS[name], *DAY, "-o", str(made)).code == 0
    digest = hashlib.sha256(made.read_bytes()).hexdigest().encode()
    if update:
        PICTURES.mkdir(exist_ok=True)
        (PICTURES / name).write_bytes(first_page(made, digest))

    assert DIGEST + digest in (PICTURES / name).read_bytes()


def first_page(path: Path, digest: bytes) -> bytes:
    """The first page of a PDF as a PNG that bears the PDF's digest."""
    bitmap = pypdfium2.PdfDocument(path)[0].render(scale=SCALE, grayscale=False, rev_byteorder=True)
    rows = memoryview(bitmap.buffer).cast("B")
    kept = bitmap.width * bitmap.n_channels
    lines = b"".join(
        b"\0" + bytes(rows[at : at + kept]) for at in range(0, bitmap.stride * bitmap.height, bitmap.stride)
    )
    colours = {3: 2, 4: 6}[bitmap.n_channels]  # as PNG numbers them: without transparency, and with
    head = struct.pack(">IIBBBBB", bitmap.width, bitmap.height, 8, colours, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"tEXt", DIGEST + digest), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(_chunk, *zip(*chunks, strict=True)))


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
