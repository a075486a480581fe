"""The document a client signs as a PDF: its words, set by the template."""

import re
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from fourchette.core.text import visible
from fourchette.render.accent import readable
from fourchette.render.document import Document
from fourchette.render.typesetting import Logo, shipped_template, typeset

_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")


def render_pdf(document: Document, *, template: bytes | None = None, logo: Logo | None = None) -> bytes:
    """The bytes of the PDF; `template` takes the place of the shipped one. Raises what `typeset` raises."""
    words = _printed(asdict(replace(document, accent=readable(document.accent))))
    on = words.pop("issued")
    return typeset(words, on, shipped_template() if template is None else template, logo)


def _printed(value: Any) -> Any:  # noqa: ANN401  # whatever a document holds
    """What a document holds, each text as it is printed: the printer's apostrophe, nothing that cannot be shown."""
    match value:
        case str():
            lines = (visible(line.replace("\t", " ")) for line in value.split("\n"))
            return _APOSTROPHE.sub("’", "\n".join(lines)) if "@" not in value else "\n".join(lines)
        case Mapping():
            return {name: _printed(held) for name, held in value.items()}
        case tuple():
            return tuple(map(_printed, value))
    return value
