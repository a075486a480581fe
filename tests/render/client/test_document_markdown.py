"""Markdown: the document's words are text to whoever reads it, whatever signs they hold."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from fourchette.render.client.document import Block, Document, document_of
from fourchette.render.client.document_markdown import render_markdown
from fourchette.render.words.speech import Speech
from render.quotes import EXAMPLE_QUOTES, SETTINGS, offered

READER = MarkdownIt("commonmark").enable("table")
DOCUMENT = document_of(offered(EXAMPLE_QUOTES["cafe"]), Speech("fr"))
HOSTILE = (
    *("# Titre", "$x^2$", "\\newpage", "`code`", "<script>alert(1)</script>", "=1+1", "---", "* point", "1. un"),
    *("[lien](javascript:alert(1))", "![image](file:///etc/passwd)", "| a | b |", "&lt;b&gt;", "~~~", "> cité", "***"),
    *(
        "    quatre espaces",
        "<https://example.org>",
        "a\n---\nb",
        "a\n\n# b",
        "עברית",
        "\\",
        "_souligné_",
        "1) deux",
        "titre ##",
    ),
)


def shown(document: Document) -> list[str]:
    """The texts of a document as Markdown shows them: a paragraph, a cell, a heading each."""
    tokens = READER.parse(render_markdown(document))
    found = []
    for token in tokens:
        kinds = {child.type for child in token.children or ()}
        assert kinds <= {"text", "softbreak", "hardbreak", "strong_open", "strong_close", "text_special"}
        assert token.type not in ("html_block", "code_block", "fence", "blockquote_open", "hr")
        if token.type == "inline":
            parts = ("\n" if child.type == "hardbreak" else child.content for child in token.children or ())
            found.append("".join(parts))
    return found


def with_words(words: str) -> Document:
    """The document of a hostile seller and client."""
    return replace(
        DOCUMENT,
        title=words,
        seller=replace(DOCUMENT.seller, name=words, lines=(words,)),
        lead=(Block(words, (words, words)),),
        sections=tuple(
            replace(section, title=words, lines=tuple(replace(row, label=words) for row in section.lines))
            for section in DOCUMENT.sections
        ),
    )


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_appear_as_they_are(words: str) -> None:
    texts = shown(with_words(words))

    assert [" ".join(text.split()) for text in texts].count(" ".join(words.split())) >= 6


@given(words=st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1, max_size=30))
@SETTINGS
def test_any_words_appear_as_they_are(words: str) -> None:
    texts = [" ".join(text.split()) for text in shown(with_words(words))]

    assert not words.strip() or texts.count(" ".join(words.split())) >= 6


def test_every_amount_stands_in_a_table() -> None:
    cells = shown(DOCUMENT)

    for section in DOCUMENT.sections:
        for row in (*section.lines, section.subtotal, *section.taxes, section.total):
            assert row is None or row.amount in cells
