"""What each period comes to, on a page: a figure stands once, and no row is empty."""

from collections.abc import Iterator
from dataclasses import replace

from fourchette.core.basis.noun import noun
from fourchette.core.offer.offer import Offer
from fourchette.render.sheet.sheet import (
    PeriodAmounts,
    PeriodLines,
    Row,
    asked_in,
    hours_in_all,
    later_months,
    offer_rows,
    tax_rows,
    total_row,
)
from fourchette.render.words.speech import Speech


@noun
class Bill:
    """What one period comes to: its lines, their sum where there are several, the taxes, and the total with them.

    With a `fee`, all that is billed is one line. What would say a figure again is None. `since` says from which month
    on it holds, where the first ones differ.
    """

    title: str
    lines: tuple[Row, ...]
    subtotal: Row | None
    taxes: tuple[Row, ...]
    total: Row | None
    fee: bool
    since: str = ""


def bills_of(offer: Offer, speech: Speech) -> Iterator[Bill]:
    """The month's, then what is paid once (a project's only bill)."""
    for title, total, lines, amounts in asked_in(offer, speech):
        # The total says where it holds the taxes.
        taxed = amounts.taxes and offer.stated is None
        whole = speech.say("{label}, taxes included", label=total) if taxed else total
        since = later_months(offer, speech) if amounts is offer.monthly else ""
        yield replace(_bill(title, whole, lines, amounts, speech), since=since)


def _bill(title: str, total: str, lines: PeriodLines, amounts: PeriodAmounts, speech: Speech) -> Bill:
    rows, taxes = tuple(offer_rows(lines, speech)), tuple(tax_rows(amounts, speech))
    hours, several = hours_in_all(lines, speech), len(rows) > 1
    if len(rows) == 1 and taxes and not hours:
        (row,) = rows
        rows = (replace(row, label=speech.say("{label}, before tax", label=row.label)),)
    subtotal = Row(speech.word("Subtotal before tax"), speech.money(amounts.subtotal), hours)
    whole = Row(total, speech.money(amounts.total), "" if taxes else hours)
    return Bill(
        title=title,
        lines=rows,
        subtotal=subtotal if several and taxes else None,
        taxes=taxes,
        total=whole if several or taxes else None,
        fee=not several and not hours,
    )


def whole_of(offer: Offer, speech: Speech) -> Row | None:
    """What the whole comes to, where that is more than one bill's total."""
    row = total_row(offer, speech)
    return None if row is None else replace(row, label=with_taxes(row.label, offer, speech))


def with_taxes(words: str, offer: Offer, speech: Speech) -> str:
    """What tells the whole of an offer, saying where taxes are in it."""
    taxed = any(amounts.taxes for amounts in (offer.monthly, offer.once) if amounts is not None)
    return speech.say("{label}, taxes included", label=words) if taxed else words
