"""What is sent, and what was: the document that is to be kept, and the one that was."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from fourchette.cli.out import formats, pdf_output
from fourchette.cli.out.delivery import PricedQuote, bytes_of
from fourchette.cli.shell.runtime import Runtime
from fourchette.core.basis.messages import say
from fourchette.core.offer import offer as offers
from fourchette.core.offer import one_fee
from fourchette.core.practice import quote_states
from fourchette.files.book import book, kept_document, saved_offer, verification
from fourchette.render.press import typesetting


def document_to_send(runtime: Runtime, quote: "book.SavedQuote", template: Path | None) -> "kept_document.MadeDocument":
    """The document of a quote as it is to be sent and kept: the PDF; its Markdown where Typst cannot be had."""
    offer, *others = spoken_of_saved(runtime, quote)
    number, written = quote.path.stem, _languages(offer, *others)
    if template is None and not typesetting.has_typst():
        text = formats.MARKDOWN.for_client(runtime, offer, number, *others)
        return kept_document.MadeDocument(bytes_of(text), formats.MARKDOWN.extension, written)
    pdf = bytes_of(formats.as_asked(formats.PDF, template).for_client(runtime, offer, number, *others))
    used = pdf_output.own_template(runtime, template) or typesetting.shipped_template()
    return kept_document.MadeDocument(pdf, formats.PDF.extension, written, used.content)


def spoken_of_saved(runtime: Runtime, quote: "book.SavedQuote") -> "formats.OfferVersions":
    """What a saved quote offered, and the same in the other language where both are asked for.

    Its file holds one language: the other is that of the price made again; raises NotFound where that is another.
    """
    offer = saved_offer.offer_of_saved(quote)
    if not runtime.everywhere.both:
        return (offer,)
    again = verification.reprice_same(runtime.home, quote, runtime.taxes)
    priced = PricedQuote(again, verification.repackage_same(quote, again, runtime.taxes))
    return (offer, *formats.spoken(runtime, priced)[1:])


def _languages(*spoken: "offers.Offer") -> str:
    return ", ".join(formats.document_speech(offer).tag for offer in spoken)


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

    A message brings these. Raises LostDocument where they are no longer there. Another template, its lines, or
    the other language beside the one that was sent, make another document, and that is said.
    """
    kept, chosen = kept_document.extension_kept(quote), formats.as_asked(format_, template, csv)
    wanted = formats.PDF.extension if format_ is formats.EML else format_.extension
    offer, *others = spoken_of_saved(runtime, quote)
    event = quote_states.document_sent(quote.history)
    more = len(others) > 0 and event is not None and event.language != _languages(offer, *others)
    if (template is not None or lines or more) and kept:
        runtime.tell(say("This is not the document that was sent: what was asked makes another."))
    elif kept == wanted:
        content = kept_document.read_kept(runtime.home, quote)
        if format_ is not formats.EML:
            return content
        chosen = replace(format_, client=partial(formats.client_draft, pdf=content))
    offers_ = map(one_fee.with_lines, (offer, *others)) if lines else (offer, *others)
    first, *rest = offers_
    return chosen.for_client(runtime, first, quote.path.stem, *rest)
