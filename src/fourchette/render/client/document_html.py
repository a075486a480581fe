"""The document as one page for a telephone: no script, nothing loaded, drawn from its Markdown."""

from base64 import b64encode
from dataclasses import replace
from html import escape
from importlib import resources
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from fourchette.core.basis.text import visible
from fourchette.render.client.document import Document
from fourchette.render.client.document_markdown import render_markdown
from fourchette.render.press.accent import WHITE, readable_colour, tinted
from fourchette.render.press.logo import Logo

# The ground of a page read by night.
NIGHT: Final = "#15181c"
# A page that somebody made hostile could still load and run nothing.
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_FILL_IN: Final = "____"
# A telephone is wide enough for so many columns.
_FEW: Final = 2


def render_html(document: Document, logo: Logo | None = None) -> str:
    """The page of a document, with the seller's logo at its head."""
    style = (resources.files("fourchette.resources") / "document.css").read_text(encoding="utf-8")
    head = "\n".join(
        (
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="color-scheme" content="light dark">',
            f"<title>{_escaped(document.name)}</title>",
            f"<style>\n{_colours(document.accent)}\n{style}</style>",
        )
    )
    body = f"<main>\n{_picture(logo, document.seller.name)}{_told(document)}</main>"
    return (
        f'<!DOCTYPE html>\n<html lang="{document.locale}">\n<head>\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n'
    )


def _escaped(words: str) -> str:
    return escape(visible(" ".join(words.split())))


def _colours(accent: str) -> str:
    """The accent and its tint, for the day and for the night."""
    pairs = []
    for name, ground in (("day", WHITE), ("night", NIGHT)):
        colour = readable_colour(accent, ground)
        pairs += [
            (f"--accent-{name}", colour),
            (f"--tint-{name}", tinted(colour, ground)),
            (f"--ground-{name}", ground),
        ]
    return ":root { " + " ".join(f"{name}: {value};" for name, value in pairs) + " }"


def _picture(logo: Logo | None, name: str) -> str:
    if logo is None:
        return ""
    data = b64encode(logo.content).decode()
    return f'<p class="logo"><img src="data:{logo.media};base64,{data}" alt="{_escaped(name)}"></p>\n'


def _told(document: Document) -> str:
    """A document, then the same in the other language where there is one."""
    body = _body(render_markdown(replace(document, other=None)))
    if document.other is None:
        return body
    return f'{body}<hr>\n<div lang="{document.other.locale}">\n{_told(document.other)}</div>\n'


def _body(markdown: str) -> str:
    """The Markdown as HTML, whatever is written in it as text, with the marks that its style and its readers need."""
    reader = MarkdownIt("commonmark", {"html": False, "xhtmlOut": False}).enable("table")
    text = "\n".join(visible(line.replace("\t", " ")) for line in markdown.split("\n"))
    tokens = reader.parse(text)
    for place, token in enumerate(tokens):
        _mark(token, tokens, place)
    return str(reader.renderer.render(tokens, reader.options, {}))


def _mark(token: Token, tokens: list[Token], place: int) -> None:
    """What a table's cells are to one who hears them; which rows are totals, which fields are to be filled."""
    if token.attrs.pop("style", None) is not None:  # Figures stand to the right, by the page's own style.
        token.attrSet("class", "figure")
    match token.type:
        case "th_open" if not tokens[place + 1].content:
            token.tag = tokens[place + 2].tag = "td"
        case "th_open":
            token.attrSet("scope", "col")
        case "td_open" if tokens[place - 1].type == "tr_open":
            token.tag = tokens[place + 2].tag = "th"
            token.attrSet("scope", "row")
        case "tr_open" if _is_strong(tokens[place + 2]):
            token.attrSet("class", "total")
        case "paragraph_open" if _is_strong(tokens[place + 1]) and tokens[place - 1].type == "table_close":
            token.attrSet("class", "total")
        case "table_open":
            end = next(at for at in range(place, len(tokens)) if tokens[at].type == "tr_close")
            columns = sum(each.type == "th_open" for each in tokens[place:end])
            token.attrSet("class", "wide" if columns > _FEW else "narrow")
        case "bullet_list_open" if _FILL_IN in tokens[place + 3].content:
            token.attrSet("class", "fields")


def _is_strong(token: Token) -> bool:
    """Whether a text is strong from its first sign to its last."""
    kinds = [child.type for child in token.children or () if child.content or child.nesting]
    return len(kinds) > 1 and kinds[0] == "strong_open" and kinds.index("strong_close") == len(kinds) - 1
