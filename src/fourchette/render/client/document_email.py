"""The message that brings a document: a few lines with the price and how to say yes, and the document attached."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime, time
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from fourchette.core.basis.messages import say
from fourchette.core.basis.noun import noun
from fourchette.core.basis.text import visible
from fourchette.core.offer.offer import Offer, OfferAmounts
from fourchette.render.client.document import Document
from fourchette.render.sheet.sheet import later_months, phases_in_words
from fourchette.render.words.sentences import NO_INVOICE
from fourchette.render.words.speech import Speech
from fourchette.render.words.typography import in_print

_NOT_OF_A_FILE_NAME = re.compile(r"[^a-z0-9]+")


@noun
class Email:
    """What a message says: its subject, and its text, which ends with a newline."""

    subject: str
    text: str


def email_of(document: Document, offer: Offer, speech: Speech) -> Email:
    """The message that brings a document to its client."""
    subject, contact = visible(document.name), offer.client.contact
    parts = (
        (speech.say("Hello {name},", name=contact) if contact else speech.word("Hello,"),),
        (speech.say("You will find attached: {document}.", document=subject),),
        tuple(_prices(document, offer, speech)),
        tuple(_answers(offer, speech)),
        (document.seller.name, *filter(None, (offer.sold_by.phone, offer.sold_by.website))),
    )
    text = "\n\n".join("\n".join(map(visible, part)) for part in parts)
    return in_print(Email(subject, f"{text}\n"))


def one_email(emails: tuple[Email, ...]) -> Email:
    """One message of the same in each language."""
    return Email(" / ".join(each.subject for each in emails), "\n* * *\n\n".join(each.text for each in emails))


def render_email(email: Email, speech: Speech) -> str:
    """The message as text to paste in a mail program."""
    subject = say("Subject: {subject}", subject=email.subject)
    return f"{speech.say(subject)}\n\n{email.text}"


def render_draft(email: Email, document: Document, offer: Offer, pdf: bytes) -> bytes:
    """The message as a file that a mail program opens as a draft, of the document's day: the same bytes each time."""
    draft = EmailMessage(policy=SMTP)
    draft["Subject"] = email.subject
    for header, name, address in (
        ("From", offer.sold_by.name, offer.sold_by.email),
        ("To", offer.client.contact or offer.client.name, offer.client.email),
    ):
        if (party := _address(name, address)) is not None:
            draft[header] = party
    draft["Date"] = format_datetime(datetime.combine(document.issued, time(12), UTC))
    draft["X-Unsent"] = "1"
    draft.set_content(email.text, cte="quoted-printable")
    draft.add_attachment(pdf, maintype="application", subtype="pdf", filename=attachment_name(document))
    draft.set_boundary(f"fourchette-{hashlib.sha256(pdf + email.text.encode()).hexdigest()[:32]}")
    return draft.as_bytes()


def is_address(address: str) -> bool:
    """Whether a mail program can send to an address, and to nobody else."""
    return _address("", address) is not None


def _address(name: str, address: str) -> Address | None:
    """One party's address; None where it is none that every mail program understands."""
    try:
        party = Address(visible(name), addr_spec=address)
    except (MessageError, ValueError, IndexError):
        return None
    return party if party.username and party.domain and address.isascii() and address.isprintable() else None


def attachment_name(document: Document) -> str:
    """What the document's file is called: `soumission-2026-014.pdf`."""
    words = unicodedata.normalize("NFKD", f"{document.kind} {document.number}".lower())
    plain = "".join(sign for sign in words if not unicodedata.combining(sign))
    return f"{_NOT_OF_A_FILE_NAME.sub('-', plain).strip('-')}.pdf"


def _prices(document: Document, offer: Offer, speech: Speech) -> Iterator[str]:
    """What it comes to, each period on a line, each package's where there is a choice; and until when."""
    colon = document.colon
    for package in offer.packages:
        for period, price in _periods(package.offer, offer, speech):
            yield f"- {' — '.join(filter(None, (package.label, period)))}{colon}{price}"
    if not offer.packages:
        label = speech.word("Price") if offer.stated is None else speech.word("To invoice")
        yield from (f"{period or label}{colon}{price}" for period, price in _periods(offer, offer, speech))
    if document.total is not None:
        yield f"{document.total.label}{colon}{document.total.amount}"
    if offer.stated is None:
        yield speech.say("This price is valid through {day}.", day=speech.day(offer.valid_until))
    else:
        yield speech.say(NO_INVOICE)


def _periods(priced: Offer, whole: Offer, speech: Speech) -> Iterator[tuple[str, str]]:
    """What each period comes to, with its taxes, or before them where they are not known.

    Where the first months differ, each comes under its name.
    """
    monthly, once = priced.monthly, priced.once
    first = ((title, amounts) for title, _, amounts in phases_in_words(priced, speech))
    usual = () if monthly is None else ((later_months(priced, speech), monthly),)
    for title, amounts in (*first, *usual):
        asked = speech.say("{amount} a month", amount=speech.money(amounts.subtotal))
        yield title, _taxed(asked, amounts, whole, speech)
    if once is not None:
        title = "" if monthly is None else speech.word("One-time fees")
        yield title, _taxed(speech.money(once.subtotal), once, whole, speech)


def _taxed(asked: str, amounts: OfferAmounts, offer: Offer, speech: Speech) -> str:
    if amounts.taxes:
        return speech.say("{price} before tax, {total} with tax", price=asked, total=speech.money(amounts.total))
    return asked if offer.taxes_known else speech.say("{price} before tax", price=asked)


def _answers(offer: Offer, speech: Speech) -> Iterator[str]:
    """How to say yes, and how to ask."""
    if offer.stated is None and offer.packages:
        yield speech.word(
            "To accept, reply to this email with the package you choose, or sign the document and send it back."
        )
    elif offer.stated is None:
        yield speech.word("To accept, reply “I accept” to this email, or sign the document and send it back.")
    yield speech.word("Any questions? Just reply to this email.")
