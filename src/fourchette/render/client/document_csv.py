"""The lines of an offer as CSV: exact figures with a point, for a spreadsheet or a program."""

from collections.abc import Iterator
from decimal import Decimal

from fourchette.core.basis.money import to_cent
from fourchette.core.card.rate_card import Frequency
from fourchette.core.offer.offer import Offer, OfferAmounts, OfferedPackage
from fourchette.render.client.spreadsheet import csv_text
from fourchette.render.words.speech import Speech

_HEAD = ("period", "kind", "id", "label", "basis", "hours", "rate", "amount", "currency")


def render_csv(offer: Offer, speech: Speech) -> str:
    """A row for each line, subtotal, tax and total, each period's together, then the options and the packages.

    The labels are in the client's words.
    """
    return csv_text((_HEAD, *((*row, offer.currency) for row in _rows(offer, speech))))


def _rows(offer: Offer, speech: Speech) -> Iterator[tuple[object, ...]]:
    yield from _period("month", offer.monthly, offer, speech)
    yield from _period("once", offer.once, offer, speech)
    yield ("all", "total", "total", speech.word("Total"), "", "", "", to_cent(offer.total))
    for place, option in enumerate(offer.options, start=1):
        for period, added in (("month", option.monthly), ("once", option.once)):
            if added is not None:
                yield (period, "option", f"option-{place}", speech.text(option.label), "", "", "", to_cent(added))
    for package in offer.packages:
        yield from _package(package, speech)


def _package(package: OfferedPackage, speech: Speech) -> Iterator[tuple[object, ...]]:
    """What a package comes to: each period before tax and with it, then in all."""
    words, recommended = speech.text(package.label), speech.word("recommended") if package.recommended else ""
    for period, amounts in (("month", package.offer.monthly), ("once", package.offer.once)):
        if amounts is not None:
            head = (period, "package-subtotal", package.name, words, recommended, "", "")
            yield (*head, to_cent(amounts.subtotal))
            yield (period, "package-total", package.name, words, recommended, "", "", to_cent(amounts.total))
    yield ("all", "package-total", package.name, words, recommended, "", "", to_cent(package.offer.total))


def _period(
    period: Frequency, amounts: OfferAmounts | None, offer: Offer, speech: Speech
) -> Iterator[tuple[object, ...]]:
    if amounts is None:
        return
    for line in offer.lines:
        if line.period == period:
            basis = "" if line.basis is None else speech.say(line.basis)
            figures = (_cents(line.hours), _cents(line.rate), to_cent(line.amount))
            yield (period, "line", line.id, speech.text(line.label), basis, *figures)
    subtotal = speech.word("Subtotal before tax")
    yield (period, "subtotal", "subtotal", subtotal, "", "", "", to_cent(amounts.subtotal))
    for tax in amounts.taxes:
        yield (period, "tax", tax.id, speech.text(tax.label), speech.percent(tax.rate), "", "", to_cent(tax.amount))
    yield (period, "total", "total", speech.word("Total"), "", "", "", to_cent(amounts.total))


def _cents(figure: Decimal | None) -> Decimal | str:
    return "" if figure is None else to_cent(figure)
