"""An offer as plain values: the JSON a client may read, and what a saved quote keeps to draw its document from.

Amounts keep two decimals, hours two, percents as many as they have. Keys are a contract: new ones are
only ever added.
"""

from fourchette.core.basis.money import to_cent
from fourchette.core.offer.offer import Offer, OfferAmounts, OfferCare, OfferLine, OfferOption, OfferTerms, Seller
from fourchette.core.offer.offer_options import PricedOption
from fourchette.core.record.plain import (
    Plain,
    Speak,
    plain_number,
    plain_or_none,
    record_client,
    record_deliverable,
    record_tax,
)

OFFER_SCHEMA = "fourchette/offer/1"


def record_offer(offer: Offer, speak: Speak) -> Plain:
    """Everything about an offer: what the client may read, and no more."""
    return {
        "number": None,
        "revision": 1,
        "title": offer.title,
        "seller": offer.seller.name,
        "client": record_client(offer.client),
        "language": offer.language,
        "currency": offer.currency,
        "issued": offer.issued,
        "valid_until": offer.valid_until,
        "deliverables": [
            {**record_deliverable(item, speak), "money": item.money, "several": item.several}
            for item in offer.deliverables
        ],
        "included": [speak(statement) for statement in offer.included],
        "excluded": [speak(statement) for statement in offer.excluded],
        "assumptions": [speak(statement) for statement in offer.assumptions],
        "lines": [_line(line, speak, shows_hours=offer.shows_hours) for line in offer.lines],
        "monthly": _amounts(offer.monthly, speak),
        "once": _amounts(offer.once, speak),
        "weeks": plain_or_none(offer.weeks),
        "months": plain_number(offer.months),
        "total": to_cent(offer.total),
        "options": [record_option(option, speak) for option in offer.options],
        "tax_mention": speak(offer.tax_mention) or None,
        "taxes_known": offer.taxes_known,
        "context": offer.context or None,
        "objectives": list(offer.objectives),
        "sold_by": _seller(offer.seller, speak),
        "region": offer.region,
        "shows_hours": offer.shows_hours,
        "terms": _terms(offer.terms, speak),
        "care": None if offer.care is None else _care(offer.care, speak),
    }


def record_option(option: PricedOption | OfferOption, speak: Speak) -> Plain:
    """What is offered apart."""
    return {
        "label": speak(option.label),
        "monthly": None if option.monthly is None else to_cent(option.monthly),
        "once": None if option.once is None else to_cent(option.once),
        "included": option.included,
    }


def _seller(seller: Seller, speak: Speak) -> Plain:
    return {
        "name": seller.name,
        "email": seller.email,
        "phone": seller.phone,
        "website": seller.website,
        "address": seller.address,
        "numbers": [{"name": name, "number": number} for name, number in seller.numbers],
        "registrations": [
            {"tax": each.tax, "label": speak(each.label), "number": each.number or None}
            for each in seller.registrations
        ],
        "logo": seller.logo or None,
        "accent": seller.accent or None,
    }


def _line(line: OfferLine, speak: Speak, *, shows_hours: bool) -> Plain:
    plain: Plain = {"id": line.id, "label": speak(line.label), "period": line.period}
    if shows_hours:
        plain |= {
            "hours": None if line.hours is None else to_cent(line.hours),
            "rate": None if line.rate is None else to_cent(line.rate),
        }
    return {**plain, "amount": to_cent(line.amount), "basis": None if line.basis is None else speak(line.basis)}


def _amounts(amounts: OfferAmounts | None, speak: Speak) -> Plain | None:
    if amounts is None:
        return None
    return {
        "subtotal": to_cent(amounts.subtotal),
        "taxes": [record_tax(tax, speak) for tax in amounts.taxes],
        "total": to_cent(amounts.total),
    }


def _terms(terms: OfferTerms, speak: Speak) -> Plain:
    deposit = terms.deposit
    return {
        "promise": terms.promise,
        "payment": terms.payment,
        "payment_days": plain_or_none(terms.payment_days),
        "deposit": None
        if deposit is None
        else {
            "percent": plain_number(deposit.percent),
            "amount": to_cent(deposit.amount),
            "balance": to_cent(deposit.balance),
        },
        "late_interest": plain_or_none(terms.late_interest),
        "extras": [
            {"id": extra.id, "label": speak(extra.label), "by": plain_number(extra.by), "price": to_cent(extra.price)}
            for extra in terms.extras
        ],
        **({} if terms.hour_beyond is None else {"hour_beyond": to_cent(terms.hour_beyond)}),
        "minimum_months": plain_or_none(terms.minimum_months),
        "notice_days": plain_or_none(terms.notice_days),
        "expenses": speak(terms.expenses) or None,
        "ownership": speak(terms.ownership) or None,
        "law": speak(terms.law) or None,
        "other": [speak(text) for text in terms.other],
    }


def _care(care: OfferCare, speak: Speak) -> Plain:
    return {
        "protocol": [speak(text) for text in care.protocol],
        "lines": [speak(text) for text in care.lines],
    }
