"""The lines of an offer as CSV: exact figures, for a spreadsheet or a program."""

from collections.abc import Iterable, Iterator

from fourchette.core.offer.offer import Offer, OfferAmounts, OfferedPackage, OfferLine
from fourchette.render.sheet.sheet import phases_in_words
from fourchette.render.spreadsheet import CsvDialect, csv_text
from fourchette.render.words.speech import Speech

_HEAD = ("period", "kind", "id", "label", "basis", "hours", "rate", "amount", "currency", "percent")


def render_csv(offer: Offer, speech: Speech, dialect: CsvDialect) -> str:
    """A row for each line, subtotal, tax and total, each period's together, then the options and the packages.

    The labels are in the client's words. `hours` and `rate` are empty where the client does not read them, `basis`
    is what a fee is computed on or whether a package is recommended, `percent` the rate of a tax.
    """
    rows = ((*row[:8], offer.currency, *(row[8:] or ("",))) for row in _rows(offer, speech))
    return csv_text((_HEAD, *rows), dialect)


def _rows(offer: Offer, speech: Speech) -> Iterator[tuple[object, ...]]:
    monthly, once = ([line for line in offer.lines if line.period == period] for period in ("month", "once"))
    yield from _period("month", offer.monthly, monthly, speech)
    for phase, (_, lines, amounts) in zip(offer.phases, phases_in_words(offer, speech), strict=True):
        name = f"month-{phase.first}-{phase.first + phase.months - 1}"
        yield from _period(name, amounts, lines, speech)
    yield from _period("once", offer.once, once, speech)
    yield ("all", "total", "total", speech.word("Total"), "", "", "", offer.total)
    for place, option in enumerate(offer.options, start=1):
        for period, added in (("month", option.monthly), ("once", option.once)):
            if added is not None:
                yield (period, "option", f"option-{place}", option.label, "", "", "", added)
    for package in offer.packages:
        yield from _package(package, speech)


def _package(package: OfferedPackage, speech: Speech) -> Iterator[tuple[object, ...]]:
    """What a package comes to: each period before tax and with it, then in all."""
    words, recommended = package.label, speech.word("recommended") if package.recommended else ""
    for period, amounts in (("month", package.offer.monthly), ("once", package.offer.once)):
        if amounts is not None:
            head = (period, "package-subtotal", package.name, words, recommended, "", "")
            yield (*head, amounts.subtotal)
            yield (period, "package-total", package.name, words, recommended, "", "", amounts.total)
    yield ("all", "package-total", package.name, words, recommended, "", "", package.offer.total)


def _period(
    period: str, amounts: OfferAmounts | None, lines: Iterable[OfferLine], speech: Speech
) -> Iterator[tuple[object, ...]]:
    if amounts is None:
        return
    for line in lines:
        basis = line.basis or ""
        yield (period, "line", line.id, line.label, basis, line.hours, line.rate, line.amount)
    subtotal = speech.word("Subtotal before tax")
    yield (period, "subtotal", "subtotal", subtotal, "", "", "", amounts.subtotal)
    for tax in amounts.taxes:
        yield (period, "tax", tax.id, tax.label, "", "", "", tax.amount, tax.rate)
    yield (period, "total", "total", speech.word("Total"), "", "", "", amounts.total)
