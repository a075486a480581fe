"""Typst sets a template and some words: only text comes of the words, and nothing else is read."""

import signal
import socket
import struct
import subprocess
import sys
import zlib
from contextlib import suppress
from datetime import date
from importlib import resources
from pathlib import Path

import pytest

from fourchette.errors import UsageError
from fourchette.render.press.logo import Logo, Unprintable
from fourchette.render.press.typesetting import Template, TemplateFault, TemplateRefused, typeset
from render.pdfs import fonts_of, roles, text_of

DAY = date(2026, 11, 22)
HEAD = """#let doc = json(bytes(sys.inputs.document))
#set document(title: "Essai")
#set text(font: ("Source Sans 3", "Noto Emoji"))
"""
SHOWS = HEAD + "#doc.words"
SHOWS_LOGO = HEAD + '#image(doc.logo, alt: "Studio")'
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="#c33"/></svg>'


def png(width: int, height: int) -> bytes:
    """A white picture of one bit a pixel."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = zlib.compress((b"\0" + b"\xff" * ((width + 7) // 8)) * height)
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def setting(template: str = SHOWS, words: str = "Bonjour", logo: Logo | None = None) -> bytes:
    return typeset({"words": words}, DAY, Template(template.encode()), logo).pdf


def findings(template: str) -> list[tuple[int | None, str]]:
    with pytest.raises(TemplateRefused) as caught:
        setting(template)
    return in_words(caught.value.findings)


def in_words(found: tuple[TemplateFault, ...]) -> list[tuple[int | None, str]]:
    return [(each.line, str(each.message)) for each in found]


@pytest.mark.parametrize(
    "words",
    [
        '#panic() #read("/etc/passwd") #import "@preview/cetz:0.3.0"',
        "$x^2$ `code` *strong* _emph_ @label <script>alert(1)</script> // not a comment",
        '\\n \\u{41} {{ }} [ ] = - + /* */ ~ -- --- ... "quoted"',
    ],
)  # fmt: skip
def test_markup_in_the_words_is_text(words: str) -> None:
    assert text_of(setting(words=words)) == words


def test_ten_thousand_characters_are_all_there() -> None:
    words = "".join(chr(ord("a") + at % 26) for at in range(10_000))

    assert len("".join(text_of(setting(HEAD + '#show "z": [z ]\n#doc.words', words)).split())) == len(words)


@pytest.mark.parametrize(
    "words", ["🎉 👩🏽‍🎤 ❤️", "مرحبا", "שלום", "Ελλάδα Россия Việt", "« 1\u202f234,56\u00a0$ » € £ ½ ✓"]
)
def test_signs_beyond_latin_are_set_with_the_shipped_fonts_alone(words: str) -> None:
    families = {name.split("-")[0] for name in fonts_of(setting(words=words))}

    assert families <= {"SourceSans3", "NotoEmoji", "DejaVuSansMono", "LibertinusSerif", "NewCM10"}


def test_a_sign_that_no_font_has_is_refused_by_its_name() -> None:
    with pytest.raises(Unprintable) as caught:
        setting(words="avant \u0378 après")

    assert caught.value.message.values["signs"] == ("“\\u{378}”",)


def test_the_same_words_and_day_give_the_same_bytes_and_another_day_others() -> None:
    template = Template(SHOWS.encode())

    assert typeset({"words": "x"}, DAY, template) == typeset({"words": "x"}, DAY, template)
    assert typeset({"words": "x"}, DAY, template) != typeset({"words": "x"}, date(2026, 11, 23), template)


@pytest.mark.parametrize("name", ["/etc/hostname", "../../etc/hostname", "file:///etc/hostname"])
def test_a_template_reads_no_file_of_the_machine(name: str) -> None:
    ((line, words),) = findings(HEAD + f'#read("{name}")')

    assert (line, "file not found" in words or "escape" in words) == (4, True)


def test_a_template_asks_nothing_of_the_network() -> None:
    assert findings('\n#import "@preview/cetz:0.3.0"') == [(2, "@preview/cetz: a template imports no package")]


@pytest.mark.parametrize(
    ("template", "line", "words"),
    [
        (HEAD + "\n#foo()", 5, "unknown variable: foo"),
        (HEAD + "#let x = (", 4, "unclosed delimiter"),
        (HEAD + "#doc.nothing", 4, 'dictionary does not contain key "nothing"'),
        ("#sys.inputs.document", None, "PDF/UA-1 error: missing document title"),
    ],
)
def test_a_mistake_in_a_template_has_its_line_and_its_words(template: str, line: int | None, words: str) -> None:
    assert findings(template) == [(line, words)]


def test_every_mistake_of_a_template_is_found_at_once() -> None:
    assert [line for line, _ in findings(HEAD + "#let = 1\n\n#let = 2")] == [4, 6]


@pytest.mark.parametrize(("file", "content"), [("logo.svg", SVG), ("Studio.PNG", png(40, 20))])
def test_a_logo_is_there(file: str, content: bytes) -> None:
    pdf = setting(SHOWS_LOGO, logo=Logo(file, content))

    assert roles(pdf) == ["Document", "Figure"]


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("logo.png", b"not a picture"),
        ("logo.svg", b"<svg"),
        ("logo.jpg", SVG),
        ("logo.png", b""),
        ("logo.png", png(40, 20)[:60]),
    ],
)
def test_a_logo_that_cannot_be_shown_is_refused_by_its_name(file: str, content: bytes) -> None:
    with pytest.raises(Unprintable) as caught:
        setting(SHOWS_LOGO, logo=Logo(file, content))

    assert caught.value.message.values == {"file": file}


def test_a_logo_reads_no_other_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.svg"
    secret.write_bytes(SVG)
    linking = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="{secret}"/></svg>'.encode()

    with pytest.raises(Unprintable):
        setting(SHOWS_LOGO, logo=Logo("logo.svg", linking))


def test_a_mistake_beside_a_sound_logo_is_the_template_s() -> None:
    with pytest.raises(TemplateRefused):
        setting(SHOWS_LOGO + "\n#foo()", logo=Logo("logo.svg", SVG))


def test_a_machine_without_typst_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)

    with pytest.raises(UsageError) as caught:
        setting()

    assert "Windows on Arm" in caught.value.message.text


def test_a_font_that_a_template_asks_for_in_vain_is_told_with_its_line() -> None:
    printed = typeset({"words": "x"}, DAY, Template((HEAD + '#set text(font: "Nulle Part")\n#doc.words').encode()))

    assert in_words(printed.doubts) == [(4, "unknown font family: nulle part")]


def test_a_template_may_bring_its_fonts(tmp_path: Path) -> None:
    shipped = (resources.files("fourchette.resources") / "fonts" / "SourceSans3-Regular.otf").read_bytes()
    renamed = shipped.replace("Source Sans 3".encode("utf-16-be"), "Studio Sans 9".encode("utf-16-be"))
    (tmp_path / "own.otf").write_bytes(renamed)
    template = (HEAD + '#set text(font: "Studio Sans 9")\n#doc.words').encode()

    assert typeset({"words": "x"}, DAY, Template(template, tmp_path)).doubts == ()
    assert typeset({"words": "x"}, DAY, Template(template)).doubts != ()


def test_a_sign_of_the_machine_s_fonts_alone_is_told() -> None:
    try:
        printed = typeset({"words": "\U00010300"}, DAY, Template(SHOWS.encode()))
    except Unprintable:
        pytest.skip("no font of this machine has it either")

    assert printed.borrowed == ("\U00010300",)


# --- A template that runs wild

ENDLESS = "#for a in range(0, 9999) { for b in range(0, 9999) { let c = a * b } }"


def test_a_package_named_in_pieces_is_never_asked_of_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        # Whatever goes out by the ways of this machine would come here.
        for name in ("http_proxy", "https_proxy", "all_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{server.getsockname()[1]}")

        found = findings(HEAD + '#let name = "@pre" + "view/cetz:0.3.0"\n#import name: *')

        with suppress(TimeoutError):
            asked.append(server.accept()[0].recv(100))
    assert asked == []
    assert [words for _, words in found] == ["@preview/cetz: a template imports no package"]


def test_a_template_without_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fourchette.render.press.typst_run.LONGEST_SETTING", 1)

    assert "takes more than" in findings(HEAD + ENDLESS)[0][1]


@pytest.mark.skipif(sys.platform != "linux", reason="where the system bounds the memory of a process")
def test_a_template_without_measure_is_stopped() -> None:
    greedy = '#let a = "x" * 1000\n#let b = range(0, 9000).map(i => a * 1000)\n#b.len()'

    assert "of memory" in findings(HEAD + greedy)[0][1]


def test_an_interruption_stops_a_template(tmp_path: Path) -> None:
    (tmp_path / "document.typ").write_text(ENDLESS, encoding="utf-8")
    code = (
        "from fourchette.render.press.typst_run import *\n"
        f"run_typst_apart(TypstTask({str(tmp_path / 'document.typ')!r}, (), '{{}}', '', '2026-11-22', False))"
    )
    with subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE) as running:  # noqa: S603  # our own
        with pytest.raises(subprocess.TimeoutExpired):
            running.wait(1)
        running.send_signal(signal.SIGINT)
        assert b"KeyboardInterrupt" in running.communicate(timeout=10)[1]
