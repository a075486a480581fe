"""What is sent, and what was: the document that is to be kept, and the one that was."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from fourchette.cli.out import formats, pdf_output
from fourchette.cli.out.delivery import bytes_of
from fourchette.cli.shell.runtime import Runtime
from fourchette.core.basis.messages import say
from fourchette.core.offer import one_fee
from fourchette.files.book import book, kept_document, saved_offer
from fourchette.render.press import typesetting


def document_to_send(runtime: Runtime, quote: "book.SavedQuote", template: Path | None) -> "kept_document.MadeDocument":
    """The document of a quote as it is to be sent and kept: the PDF; its Markdown where Typst cannot be had."""
    offer, number = saved_offer.offer_of_saved(quote), quote.path.stem
    language = formats.document_speech(offer).tag
    if template is None and not typesetting.has_typst():
        text = formats.MARKDOWN.for_client(runtime, offer, number)
        return kept_document.MadeDocument(bytes_of(text), formats.MARKDOWN.extension, language)
    pdf = bytes_of(formats.as_asked(formats.PDF, template).for_client(runtime, offer, number))
    used = pdf_output.own_template(runtime, template) or typesetting.shipped_template()
    return kept_document.MadeDocument(pdf, formats.PDF.extension, language, used.content)


def written_as_sent(
    runtime: Runtime,
    quote: "book.SavedQuote",
    format_: formats.Format,
    template: Path | None = None,
    csv: str | None = None,
    *,
    lines: bool = False,
) -> formats.Content:
    """A saved quote's document; of one that was sent, in the format that was kept, the very bytes.

    A message brings these. Raises LostDocument where they are no longer there. Another template, or its
    lines, make another document, and that is said.
    """
    kept, chosen = kept_document.extension_kept(quote), formats.as_asked(format_, template, csv)
    wanted = formats.PDF.extension if format_ is formats.EML else format_.extension
    offer = saved_offer.offer_of_saved(quote)
    if (template is not None or lines) and kept:
        runtime.tell(say("This is not the document that was sent: what was asked makes another."))
    elif kept == wanted:
        content = kept_document.read_kept(runtime.home, quote)
        if format_ is not formats.EML:
            return content
        chosen = replace(format_, client=partial(formats.client_draft, pdf=content))
    return chosen.for_client(runtime, one_fee.with_lines(offer) if lines else offer, quote.path.stem)
