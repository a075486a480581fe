"""The document a client signs as a PDF: its words, set by the template."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from fourchette.core.basis.text import visible
from fourchette.render.client.document import Document
from fourchette.render.press.accent import readable_colour, tinted
from fourchette.render.press.logo import Logo
from fourchette.render.press.typesetting import Printed, Template, shipped_template, typeset


def render_pdf(
    document: Document, template: Template | None = None, logo: Logo | None = None, record: str = ""
) -> Printed:
    """The document set by the shipped template, or by another, its record attached. Raises what `typeset` raises."""
    accent = readable_colour(document.accent)
    words = {**_shown(asdict(document)), "accent": accent, "tint": tinted(accent)}
    return typeset(words, document.issued, template or shipped_template(), logo, record)


def _shown(value: Any) -> Any:  # noqa: ANN401  # whatever a document holds
    """What a document holds, without any sign that cannot be shown."""
    match value:
        case str():
            return "\n".join(visible(line.replace("\t", " ")) for line in value.split("\n"))
        case Mapping():
            return {name: _shown(held) for name, held in value.items()}
        case tuple():
            return tuple(map(_shown, value))
        case date():
            return value.isoformat()
    return value
