"""The page: sound HTML by another's reading, whole whatever the words, with nothing run and nothing loaded."""

import os
import re
import shutil
import subprocess
from base64 import b64encode
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from fourchette.core.basis.text import LANGUAGES, Language
from fourchette.core.offer.packages import packages_of
from fourchette.render.client.document import Block, Document, document_of
from fourchette.render.client.document_html import NIGHT, render_html
from fourchette.render.client.document_markdown import render_markdown
from fourchette.render.press.accent import contrast
from fourchette.render.press.logo import Logo
from fourchette.render.words.speech import Speech
from render.client.test_document_markdown import HOSTILE, shown, with_words
from render.pages import elements, lines_of, page_of
from render.quotes import EXAMPLE_QUOTES, SETTINGS, TAXES, offered

CHECKER = os.environ.get("FOURCHETTE_HTML_VALIDATE") or shutil.which("html-validate")
CONTROLS = "a\x00b\x07c\x1b[2Jd\ufffe e\ud800 f"


def document(name: str, language: Language = "fr", *, packages: bool = False) -> Document:
    quote = EXAMPLE_QUOTES[name]
    offer = offered(quote, packages_of(quote, TAXES) if packages else None)
    return document_of(offer, Speech(language, quote.card.currency), "2026-014")


@pytest.mark.parametrize("packages", [False, True])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", EXAMPLE_QUOTES)
def test_a_page_says_what_the_markdown_says_in_its_order(name: str, language: Language, *, packages: bool) -> None:
    made = document(name, language, packages=packages)

    read = [line.strip() for line in lines_of(render_html(made))]

    assert read == [line.strip() for text in shown(made) for line in text.split("\n") if line.strip()]


@pytest.mark.parametrize("words", [*HOSTILE, *("a & b", '"x" onload="y"', "</main></style><script>alert(1)</script>")])
def test_hostile_words_are_text(words: str) -> None:
    html = render_html(with_words(words))

    kinds = {part.tag.rpartition("}")[2] for part in page_of(html).iter()}
    assert kinds <= {
        *("html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "br", "strong", "ul", "li"),
        *("table", "thead", "tbody", "tr", "th", "td"),
    }
    assert "".join(words.split()) in "".join("".join(lines_of(html)).split())


@given(words=st.text(min_size=1, max_size=60) | st.just(CONTROLS))
@SETTINGS
def test_any_words_make_a_sound_page(words: str) -> None:
    made = with_words(words)

    assert "".join("".join(lines_of(render_html(made))).split()) != ""
    render_html(replace(made, seller=replace(made.seller, name=words)), Logo(words, b"\xff\xd8")).encode()


@pytest.mark.parametrize("name", EXAMPLE_QUOTES)
def test_a_page_loads_nothing_and_runs_nothing(name: str) -> None:
    html = render_html(document(name), Logo("logo.png", b"\x89PNG\r\n\x1a\n"))

    assert elements(html, "script") + elements(html, "link") == []
    assert [picture.attrib["src"][:22] for picture in elements(html, "img")] == ["data:image/png;base64,"]
    assert re.findall(r"url\(|@import|https?:|\son\w+=", html) == []
    assert "default-src 'none'" in html


def test_the_logo_is_in_the_page_with_the_seller_s_name() -> None:
    made = document("cafe")
    (picture,) = elements(render_html(made, Logo("logo.jpg", b"\xff\xd8picture")), "img")

    assert (picture.attrib["alt"], b64encode(b"\xff\xd8picture").decode() in picture.attrib["src"]) == (
        made.seller.name,
        True,
    )


@pytest.mark.parametrize("packages", [False, True])
def test_every_cell_of_a_table_has_its_headers(*, packages: bool) -> None:
    html = render_html(document("restaurants", packages=packages))

    for part, scope in (("thead", "col"), ("tbody", "row")):
        for row in (row for each in elements(html, part) for row in each):
            headers = [cell for cell in row if cell.tag.endswith("th")]
            assert {cell.attrib["scope"] for cell in headers} == {scope}
            assert part == "thead" or headers == [row[0]]
    assert all(heading.text for heading in elements(html, "th") if not len(heading))


def test_headings_go_down_one_by_one_and_the_page_says_its_language_and_its_name() -> None:
    html = render_html(document("cafe", "en"))

    assert [len(elements(html, name)) for name in ("h1", "h3")] == [1, 0]
    assert page_of(html).attrib["lang"] == "en-CA"
    assert elements(html, "title")[0].text == "Quote 2026-014 — Animation Facebook et Instagram"


@given(st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}"))
def test_any_accent_is_read_by_day_and_by_night(colour: str) -> None:
    style = render_html(replace(document("cafe"), accent=colour))
    shades = dict(re.findall(r"--(\w+-(?:day|night)): (#\w{6});", style))

    for time, ink in (("day", "#1f2328"), ("night", "#e6e8eb")):
        accent, tint, ground = (shades[f"{name}-{time}"] for name in ("accent", "tint", "ground"))
        for one, other in ((accent, ground), (accent, tint), (ink, tint), (ink, ground)):
            assert contrast(one, other) >= 4.5
    assert shades["ground-night"] == NIGHT


def test_a_block_of_one_field_or_of_many_is_whole() -> None:
    made = replace(document("cafe"), lead=(Block("Contexte", ("a" * 5_000, "b")),))

    assert "a" * 5_000 in lines_of(render_html(made))
    assert render_markdown(made).count("a" * 5_000) == 1


@pytest.mark.skipif(CHECKER is None, reason="html-validate is not on this machine")
def test_a_validator_that_no_one_here_wrote_finds_nothing(tmp_path: Path) -> None:
    for name in EXAMPLE_QUOTES:
        (tmp_path / f"{name}.html").write_text(render_html(document(name)), encoding="utf-8")
        (tmp_path / f"{name}.packages.html").write_text(render_html(document(name, packages=True)), encoding="utf-8")

    done = subprocess.run([str(CHECKER), str(tmp_path)], capture_output=True, text=True, check=False, cwd=ROOT)  # noqa: S603  # a checker named by who runs the tests

    assert (done.returncode, done.stdout) == (0, done.stdout)
