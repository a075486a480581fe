"""The document a client signs as a PDF: its words, set by the template."""

import re
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from fourchette.core.text import visible
from fourchette.render.accent import readable
from fourchette.render.document import Document
from fourchette.render.typesetting import Logo, Printed, Template, shipped_template, typeset

_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")


def render_pdf(document: Document, template: Template | None = None, logo: Logo | None = None) -> Printed:
    """The document set by the shipped template, or by another. Raises what `typeset` raises."""
    words = _in_print(asdict(replace(document, accent=readable(document.accent))))
    return typeset(words, words.pop("issued"), template or shipped_template(), logo)


def _in_print(value: Any) -> Any:  # noqa: ANN401  # whatever a document holds
    """What a document holds, each text as it is printed: the printer's apostrophe, nothing that cannot be shown."""
    match value:
        case str():
            lines = (visible(line.replace("\t", " ")) for line in value.split("\n"))
            return _APOSTROPHE.sub("’", "\n".join(lines)) if "@" not in value else "\n".join(lines)
        case Mapping():
            return {name: _in_print(held) for name, held in value.items()}
        case tuple():
            return tuple(map(_in_print, value))
    return value
