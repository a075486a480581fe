"""A statement for other programs: the columns that an invoicing program imports, and an hledger journal."""

import re
from collections.abc import Iterator
from decimal import Decimal

from fourchette.core.basis.money import ONE, to_cent
from fourchette.core.offer.offer import Offer, OfferAmounts, OfferLine
from fourchette.core.practice.invoice_columns import InvoiceProgram, InvoiceValue
from fourchette.render.spreadsheet import CsvDialect, csv_text
from fourchette.render.words.speech import Speech

# What ends or divides an account or a description there.
_SPECIAL = re.compile(r"[;|\s]+")


def render_import(offer: Offer, program: InvoiceProgram, speech: Speech, number: str, dialect: CsvDialect) -> str:
    """A row for each line to invoice, under the headings that the program imports."""
    head = [column.heading for column in program.columns]
    rows = (_cells(offer, line, speech, number) for line in offer.lines)
    return csv_text((head, *([cells[column.value] for column in program.columns] for cells in rows)), dialect)


def _cells(offer: Offer, line: OfferLine, speech: Speech, number: str) -> dict[InvoiceValue, object]:
    taxes = [(tax.label, tax.rate) for tax in _amounts(offer).taxes]
    (name_1, rate_1), (name_2, rate_2) = (*taxes, ("", ""), ("", ""))[:2]
    label = line.label
    basis = "" if line.basis is None else f" ({line.basis})"
    month = "" if offer.stated is None else f", {speech.month(offer.stated.month)}"
    quantity, price = (line.hours, line.rate) if line.hours is not None else (ONE, line.amount)
    return {
        "number": number,
        "client": offer.client.name,
        "email": offer.client.email,
        "date": offer.issued.isoformat(),
        "due": offer.valid_until.isoformat(),
        "currency": offer.currency,
        "item": line.id,
        "notes": f"{label}{basis}{month}",
        "quantity": quantity,
        "price": price,
        "tax-name-1": name_1,
        "tax-rate-1": rate_1,
        "tax-name-2": name_2,
        "tax-rate-2": rate_2,
    }


def render_journal(offer: Offer, number: str) -> str:
    """One transaction of an hledger journal: what is receivable, from which income and with which taxes."""
    client = _SPECIAL.sub(" ", offer.client.name).strip() or number
    lines = [f"{offer.issued.isoformat()} {client} | {number}", *_postings(offer, client)]
    return "\n".join(lines) + "\n"


def _postings(offer: Offer, client: str) -> Iterator[str]:
    amounts = _amounts(offer)
    yield _posting(f"assets:receivable:{client}", amounts.total, offer.currency)
    for line in offer.lines:
        yield _posting(f"income:{line.id}", -line.amount, offer.currency, line.label)
    for tax in amounts.taxes:
        yield _posting(f"liabilities:taxes:{tax.id}", -tax.amount, offer.currency, tax.label)


def _posting(account: str, amount: Decimal, currency: str, comment: str = "") -> str:
    note = f"  ; {_SPECIAL.sub(' ', comment)}" if comment else ""
    return f"    {account}  {to_cent(amount):f} {currency}{note}"


def _amounts(offer: Offer) -> OfferAmounts:
    """What the statement comes to."""
    amounts = offer.once or offer.monthly
    if amounts is None:
        raise ValueError(offer.title)
    return amounts
