"""What each period comes to, on a page: a figure stands once, and no row is empty."""

from collections.abc import Iterator
from dataclasses import replace

from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.money import ONE
from fourchette.core.basis.noun import noun
from fourchette.core.offer.offer import Offer, OfferAmounts, OfferLine
from fourchette.render.sheet.sheet import Row, later_months, names_of, offer_rows, phases_in_words, tax_rows
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
    for period, amounts in (("month", offer.monthly), ("once", offer.once)):
        if amounts is not None:
            lines = [line for line in offer.lines if line.period == period]
            title, total = _names(offer, period, speech, taxed=bool(amounts.taxes))
            since = later_months(offer, speech) if period == "month" else ""
            yield replace(_bill(title, total, lines, amounts, speech), since=since)
        for title, lines, of_phase in phases_in_words(offer, speech) if period == "month" else ():
            _, total = _names(offer, period, speech, taxed=bool(of_phase.taxes))
            yield _bill(title, total, lines, of_phase, speech)


def _names(offer: Offer, period: str, speech: Speech, *, taxed: bool) -> tuple[str, str]:
    """What a period's bill is called, and its total, which says where it holds the taxes."""
    title, total = names_of(offer, period, speech)
    if not taxed or offer.stated is not None:
        return title, total
    return title, speech.say("{label}, taxes included", label=total)


def _bill(title: str, total: str, lines: list[OfferLine], amounts: OfferAmounts, speech: Speech) -> Bill:
    rows, taxes = tuple(offer_rows(lines, speech)), tuple(tax_rows(amounts, speech))
    known = [line.hours for line in lines if line.hours is not None]
    hours = speech.hours(sum(known[1:], known[0])) if known else ""
    several = len(rows) > 1
    if len(rows) == 1 and taxes and not known:
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
        fee=not several and not known,
    )


def whole_of(offer: Offer, speech: Speech) -> Row | None:
    """What the whole comes to, where that is more than one bill's total."""
    if offer.monthly is None or (offer.months == ONE and offer.once is None):
        return None
    label = say("Total over {months:count} months", months=offer.months) if offer.months > ONE else say("Total")
    return Row(speech.say(with_taxes(label, offer)), speech.money(offer.total))


def with_taxes(label: Message, offer: Offer) -> Message:
    """What tells the whole of an offer, saying where taxes are in it."""
    taxed = any(amounts.taxes for amounts in (offer.monthly, offer.once) if amounts is not None)
    return say("{label}, taxes included", label=label) if taxed else label
