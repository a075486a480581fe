"""The formats a quote can be written in: one table, for every command that writes one."""

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from fourchette.cli.out import csv_output, pdf_output
from fourchette.cli.out.delivery import STANDARD_OUTPUT, PricedQuote, as_json, as_screen, as_toml, speech_for
from fourchette.cli.shell.runtime import Runtime
from fourchette.core.basis.messages import say
from fourchette.core.basis.noun import noun
from fourchette.core.basis.text import LANGUAGES
from fourchette.core.offer import offer as offers
from fourchette.core.offer import one_fee
from fourchette.core.offer import packages as packaging
from fourchette.core.record import offer_record
from fourchette.errors import UsageError
from fourchette.files.book import quote_file
from fourchette.render import json as envelopes
from fourchette.render.client import document, document_csv, document_email, document_html, document_markdown
from fourchette.render.sheet import packages_screen, sheet, sheet_packages, sheet_terminal
from fourchette.render.words import speech as speeches

Content = str | bytes
# An offer, then the same in the other language where both are asked for.
OfferVersions = tuple["offers.Offer", ...]
ClientWriter = Callable[[Runtime, OfferVersions, str | None], Content]
OwnWriter = Callable[[Runtime, PricedQuote, str | None], Content]
Rehearsal = Callable[[Runtime, OfferVersions, str], object]


@noun
class Format:
    """A format by its name, which is also its extension.

    `client` writes what the client may read of an offer, `own` all that the seller knows of her quote and
    of the packages asked for; each takes the number of a saved quote. Without `own`, the client's view is
    written whoever asks. `rehearsal` does all that can fail, before a quote is saved to bear its number.
    What is not `text` is for a file, one quote each; what is `bilingual` can speak two languages.
    """

    name: str
    client: ClientWriter | None = None
    own: OwnWriter | None = None
    rehearsal: Rehearsal | None = None
    text: bool = True
    bilingual: bool = False

    @property
    def is_screen(self) -> bool:
        """Whether it is a table for somebody to read, rather than a file's content."""
        return self.name == "screen"

    @property
    def extension(self) -> str:
        """The end of a file's name: `.md`."""
        return f".{self.name}"

    def for_client(
        self, runtime: Runtime, offer: "offers.Offer", number: str | None, *others: "offers.Offer"
    ) -> Content:
        """An offer in this format; raises UsageError where the format would show the client everything."""
        if self.client is None:
            raise own_only()
        return self.client(runtime, tuple(map(_read, (offer, *others))), number)

    def written(self, runtime: Runtime, priced: PricedQuote, audience: str, number: str | None) -> Content:
        """A quote in this format as its audience may see it: all of it, where both have place for that."""
        if audience == "client" or self.own is None:
            offer, *others = spoken(runtime, priced)
            return self.for_client(runtime, offer, number, *others)
        return self.own(runtime, priced, number)

    def rehearse(self, runtime: Runtime, priced: PricedQuote) -> None:
        """Do all that can fail, before anything is saved, for the number that it is to bear."""
        if self.rehearsal is not None:
            number = quote_file.next_number(runtime.home, priced.quote.issued.year, runtime.config.numbering)
            self.rehearsal(runtime, tuple(map(_read, spoken(runtime, priced))), number)


def _read(offer: "offers.Offer") -> "offers.Offer":
    return one_fee.as_client_reads(offer, document_speech(offer).words)


def spoken(runtime: Runtime, priced: PricedQuote) -> OfferVersions:
    """What a quote offers, in its mandate's language, then in the other where both are asked for."""
    own = priced.quote.mandate.language
    others = (each for each in LANGUAGES if runtime.everywhere.both and each != own)
    told = (packaging.for_readers_of(priced.quote, priced.packages, language) for language in (own, *others))
    return tuple(packaging.offer_in(each, of_each, speech_for(each).words) for each, of_each in told)


def refuse_output_of(runtime: Runtime, format_: Format, output: Path | None) -> None:
    """Raise UsageError where a terminal would show no text, or a program that asked for JSON would read another.

    And where a format does not speak the two languages that are asked for.
    """
    if runtime.everywhere.both and not format_.bilingual:
        raise UsageError(
            say("--lang both is for a document, not for {format}", format=format_.name),
            say("-o quote.pdf, or .html, .md, .eml, .txt"),
        )
    if runtime.everywhere.json and format_ is not JSON and output in (None, STANDARD_OUTPUT):
        message = say("--json and {format} are two formats for one output", format=format_.name)
        raise UsageError(message, say("leave one out, or write a file with -o"))
    if not format_.text and output in (None, STANDARD_OUTPUT) and sys.stdout.isatty():
        remedy = say("-o {file} writes a file", file=f"quote{format_.extension}")
        raise UsageError(say("{format} is not for a terminal", format=format_.extension), remedy)


def own_only() -> UsageError:
    """The refusal of a format that would show the client everything."""
    return UsageError(say("a quote file is the seller's own: it holds everything"), say("use --for client with .json"))


def chosen_format(output: Path | None, named: str | None, among: Iterable[Format]) -> Format | None:
    """The format that an option names, else that of the file's extension; raises UsageError where there is none.

    None where neither asks for one.
    """
    by_name = {each.name: each for each in among}
    if named is not None:
        if named not in by_name:
            message = say("there is no format {name}", name=named)
            raise UsageError(message, say("allowed: {names}", names=tuple(by_name)))
        return by_name[named]
    if output is None or output == STANDARD_OUTPUT:
        return None
    found = by_name.get(output.suffix.lower().removeprefix("."))
    if found is None:
        allowed = tuple(each.extension for each in by_name.values())
        raise UsageError(
            say("no format goes with the name {file}", file=str(output)), say("allowed: {names}", names=allowed)
        )
    return found


def document_speech(offer: "offers.Offer") -> "speeches.Speech":
    """The speech of an offer's document: its mandate's language, as it is where the client is."""
    return speeches.speech_where(offer.language, offer.currency, offer.region)


def client_screen(runtime: Runtime, offers_: OfferVersions, number: str | None) -> str:
    """The client's table, or her packages side by side, in the mandate's language."""
    offer = offers_[0]
    if offer.packages:
        return packages_screen.render_packages(
            sheet_packages.sheet_of_offered(offer.packages, document_speech(offer), number), runtime.screen
        )
    return sheet_terminal.render_terminal(sheet.sheet_of_offer(offer, document_speech(offer), number), runtime.screen)


def client_json(_runtime: Runtime, offers_: OfferVersions, number: str | None) -> str:
    """The client's envelopes.envelope, its labels in the mandate's language."""
    offer = offers_[0]
    name, _, revision = (number or "").partition(".")
    marks = {"number": name or None, "revision": int(revision or 1)}
    packages = {"packages": offer_record.record_offered(offer.packages)} if offer.packages else {}
    return envelopes.envelope(
        offer_record.OFFER_SCHEMA, {**offer_record.record_offer(offer), **marks, **packages}, [], []
    )


def client_markdown(runtime: Runtime, offers_: OfferVersions, number: str | None) -> str:
    """The document as Markdown."""
    return document_markdown.render_markdown(_document(runtime, offers_, number))


def client_html(runtime: Runtime, offers_: OfferVersions, number: str | None) -> str:
    """The document as a page for a telephone."""
    made = _document(runtime, offers_, number)
    return document_html.render_html(made, pdf_output.logo_for(runtime, made))


def rehearse_html(runtime: Runtime, offers_: OfferVersions, number: str) -> None:
    """Fail as `client_html` would, and say nothing yet."""
    pdf_output.logo_for(runtime, _made(offers_, number))


def client_email(runtime: Runtime, offers_: OfferVersions, number: str | None) -> str:
    """The message that brings the document, as text."""
    tell_blanks(runtime, offers_[0], number)
    emails = _emails(offers_, number)
    return "\n".join(document_email.render_email(email, speech) for email, speech in emails)


def client_draft(
    runtime: Runtime, offers_: OfferVersions, number: str | None, template: Path | None = None, pdf: bytes | None = None
) -> bytes:
    """The message as a draft, the PDF attached: the one given, else set by a template."""
    offer = offers_[0]
    attached = client_pdf(runtime, offers_, number, template) if pdf is None else pdf
    if not document_email.is_address(offer.client.email):
        runtime.tell(say("The message is addressed to nobody: write the client's email in the mandate."))
    email = document_email.one_email(tuple(email for email, _ in _emails(offers_, number)))
    return document_email.render_draft(email, _made(offers_, number), offer, attached)


def _emails(offers_: OfferVersions, number: str | None) -> "Iterator[tuple[document_email.Email, speeches.Speech]]":
    """The message in each language, French first."""
    for offer in _in_order(offers_):
        speech = document_speech(offer)
        yield document_email.email_of(document.document_of(offer, speech, number), offer, speech), speech


def client_pdf(runtime: Runtime, offers_: OfferVersions, number: str | None, template: Path | None = None) -> bytes:
    """The document to sign, set by a template."""
    record = client_json(runtime, offers_, number)
    return pdf_output.pdf_of(runtime, _document(runtime, offers_, number), template, record)


def rehearse_pdf(runtime: Runtime, offers_: OfferVersions, number: str, template: Path | None = None) -> None:
    """Fail as `client_pdf` would, and say nothing yet."""
    pdf_output.print_pdf(runtime, _made(offers_, number), template, client_json(runtime, offers_, number))


def client_csv(runtime: Runtime, offers_: OfferVersions, _number: str | None, dialect: str | None = None) -> str:
    """The lines for a spreadsheet."""
    offer = offers_[0]
    return document_csv.render_csv(offer, document_speech(offer), csv_output.dialect_of(runtime, dialect))


def _document(runtime: Runtime, offers_: OfferVersions, number: str | None) -> "document.Document":
    """The document of an offer; its blanks are said aside."""
    tell_blanks(runtime, offers_[0], number)
    return _made(offers_, number)


def _made(offers_: OfferVersions, number: str | None) -> "document.Document":
    first, *others = ((offer, document_speech(offer)) for offer in _in_order(offers_))
    return document.document_of(*first, number, *others)


def _in_order(offers_: OfferVersions) -> OfferVersions:
    """French first."""
    return tuple(sorted(offers_, key=lambda offer: LANGUAGES.index(offer.language)))


def tell_blanks(runtime: Runtime, offer: "offers.Offer", number: str | None) -> None:
    """Say what is blank in the document of an offer."""
    if blanks := offers.blanks_of(offer):
        keys = tuple(f"profile.{key}" for key in blanks)
        if number is None or offer.stated is not None:
            runtime.tell(say("The document lacks {keys}: fourchette config init asks for them.", keys=keys))
        else:
            runtime.tell(
                say(
                    "The document lacks {keys}: fourchette config init asks for them, then fourchette revise {number}.",
                    keys=keys,
                    number=number,
                )
            )


def as_asked(format_: Format, template: Path | None, csv: str | None = None) -> Format:
    """The format, set by another template or in a dialect of CSV; raises UsageError where it has none."""
    if csv is not None:
        if format_ is not CSV:
            raise UsageError(say("--csv is for CSV"), say("-o quote.csv, or --format csv"))
        format_ = replace(format_, client=partial(client_csv, dialect=csv))
    if template is None:
        return format_
    if format_ not in (PDF, EML):
        raise UsageError(say("--template is for PDF"), say("-o quote.pdf, or --format pdf"))
    writer = client_pdf if format_ is PDF else client_draft
    return replace(
        format_, client=partial(writer, template=template), rehearsal=partial(rehearse_pdf, template=template)
    )


SCREEN = Format("screen", client_screen, as_screen)
DETAILED_SCREEN = Format("screen", client_screen, partial(as_screen, details=True))
JSON = Format("json", client_json, as_json)
PDF = Format("pdf", client_pdf, rehearsal=rehearse_pdf, text=False, bilingual=True)
EML = Format("eml", client_draft, rehearsal=rehearse_pdf, text=False, bilingual=True)
MARKDOWN = Format("md", client_markdown, bilingual=True)
CSV = Format("csv", client_csv)
FORMATS = (
    PDF,
    EML,
    Format("html", client_html, rehearsal=rehearse_html, bilingual=True),
    MARKDOWN,
    Format("txt", client_email, bilingual=True),
    CSV,
    JSON,
    Format("toml", own=as_toml),
)
CLIENT_FORMATS = tuple(each for each in FORMATS if each.client is not None)
