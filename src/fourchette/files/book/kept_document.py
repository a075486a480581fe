"""The documents that were sent: each kept to the byte beside the book, with the template that set it."""

import json
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

from fourchette.core.basis.messages import say
from fourchette.core.basis.noun import noun
from fourchette.core.practice.quote_states import Event, document_sent
from fourchette.errors import ExitCode, UserError
from fourchette.files.book.book import SavedQuote
from fourchette.files.home.home import Home
from fourchette.files.toml import disk
from fourchette.files.toml.file_digest import sha256_of

Record = Mapping[str, Any]
_TEMPLATE = ".typ"


class LostDocument(UserError):
    """The document that was sent is gone, or is another; `code` says which."""

    exit_code = ExitCode.NOT_FOUND
    code = "missing-document"


class AlteredDocument(LostDocument):
    """The document that was sent was changed since."""

    code = "changed-document"


@noun
class MadeDocument:
    """A document as it is sent: its bytes, the extension that says their format, its language, its template if any."""

    content: bytes
    extension: str
    language: str
    template: bytes | None = None

    def told(self, event: Event, quote: SavedQuote) -> Event:
        """An event that says which document was sent."""
        return replace(
            event,
            document=f"{quote.path.stem}{self.extension}",
            sha256=sha256_of(self.content),
            template="" if self.template is None else sha256_of(self.template),
            language=self.language,
        )

    def files(self, home: Home, quote: SavedQuote) -> Mapping[Path, bytes]:
        """What is to be kept, and where; its template is kept at once, by its digest, as it may serve for others.

        Raises LostDocument where another file has its place.
        """
        place = _place(home, quote, f"{quote.path.stem}{self.extension}")
        if disk.exists(place) and disk.raw(place) != self.content:
            message = say("{file} exists already and is left as it was", file=str(place))
            raise LostDocument(message, say("move it away: what is sent is kept there"))
        disk.make_folder(place.parent)
        if self.template is not None:
            disk.make_folder(home.templates)
            kept = home.templates / f"{sha256_of(self.template)}{_TEMPLATE}"
            if not disk.exists(kept):
                disk.write(kept, self.template)
        return {place: self.content}


def extension_kept(quote: SavedQuote) -> str:
    """The extension of the document that was sent; empty where none was, or none was kept."""
    event = document_sent(quote.history)
    return "" if event is None else Path(event.document).suffix


def read_kept(home: Home, quote: SavedQuote) -> bytes:
    """The very document that was sent, where one is kept.

    Raises LostDocument where there is none, AlteredDocument where it is no longer what was sent.
    """
    event = document_sent(quote.history)
    place = _place(home, quote, "" if event is None else event.document)
    if event is None or not disk.exists(place):
        message = say("the document that was sent is no longer there: {file}", file=str(place))
        raise LostDocument(message, say("bring it back from a copy"))
    content = disk.raw(place)
    if sha256_of(content) != event.sha256:
        message = say("the document that was sent was changed since: {file}", file=str(place))
        raise AlteredDocument(message, say("bring it back from a copy"))
    return content


def is_as_sent(quote: SavedQuote, content: bytes) -> bool:
    """Whether some bytes are the document that was sent."""
    event = document_sent(quote.history)
    return event is not None and event.sha256 == sha256_of(content)


def record_in_pdf(pdf: bytes, name: str) -> Record | None:
    """The record that a PDF carries under a name; None where it carries none, or is no PDF."""
    from pypdf import PdfReader

    try:
        attached = PdfReader(BytesIO(pdf)).attachments.get(name, [])
        record = json.loads(attached[0])["result"]
    except Exception:  # noqa: BLE001  # whatever a broken or hostile file makes its reader raise
        return None
    return record if isinstance(record, Mapping) else None


def _place(home: Home, quote: SavedQuote, name: str) -> Path:
    return home.documents / quote.path.parent.name / Path(name).name
