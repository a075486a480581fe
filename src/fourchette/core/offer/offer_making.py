"""From a quote to the offer that its client may read."""

from collections.abc import Iterator
from decimal import Decimal

from fourchette.core.basis.money import percent_of, to_cent
from fourchette.core.basis.text import Text
from fourchette.core.card.clauses import ClauseKind, Statement, fields_of, stated
from fourchette.core.card.conditions import Fact
from fourchette.core.card.rate_card import BILLING, MONTHS, Choice, RateCard
from fourchette.core.offer.deliverables import deliverables
from fourchette.core.offer.offer import (
    Deposit,
    Offer,
    OfferAmounts,
    OfferCare,
    OfferLine,
    OfferOption,
    OfferTerms,
    Registration,
    Seller,
)
from fourchette.core.offer.offer_extras import extras, hour_beyond
from fourchette.core.offer.offer_options import PricedOption, options_of
from fourchette.core.price.lines import Amounts, QuoteLine
from fourchette.core.price.quote import Quote


def offer_of(quote: Quote) -> Offer:
    """The client's view of a quote."""
    mandate, billing = quote.mandate, _billing(quote)
    shows_hours = billing is not None and billing.shows_hours
    return Offer(
        title=mandate.title,
        seller=_seller(quote),
        client=mandate.client,
        language=mandate.language,
        region=_region(quote),
        currency=quote.card.currency,
        issued=quote.issued,
        valid_until=quote.valid_until,
        context=mandate.context,
        objectives=mandate.objectives,
        deliverables=deliverables(quote.card, quote.answers, quote.facts, stated=quote.workload.stated),
        included=(*map(stated, mandate.included), *_statements(quote, "included")),
        excluded=(*map(stated, mandate.excluded), *_statements(quote, "excluded")),
        assumptions=(*map(stated, mandate.assumptions), *_statements(quote, "assumed")),
        lines=tuple(_line(line, shows_hours=shows_hours) for line in quote.lines),
        shows_hours=shows_hours,
        monthly=_amounts(quote.monthly),
        once=_amounts(quote.once),
        weeks=mandate.weeks,
        months=quote.months,
        total=quote.total,
        options=tuple(_option(option) for option in options_of(quote)),
        tax_mention=quote.ruling.mention,
        taxes_known=quote.ruling.known,
        terms=_terms(quote, billing),
        care=_care(quote),
    )


def _billing(quote: Quote) -> Choice | None:
    """The way of billing that was chosen; None under a card without any."""
    trait = quote.card.traits.get(BILLING)
    return None if trait is None else trait.choices.get(str(quote.facts[BILLING]))


def _region(quote: Quote) -> str | None:
    """Where the document is read: the client's region, else the seller's."""
    return quote.mandate.client.region or quote.profile.region or None


def _seller(quote: Quote) -> Seller:
    profile = quote.profile
    return Seller(
        name=profile.name,
        email=profile.email,
        phone=profile.phone,
        website=profile.website,
        address=profile.address,
        numbers=tuple(profile.numbers.items()),
        registrations=tuple(
            Registration(tax.number or tax.id, tax.label, profile.registrations.get(tax.number or tax.id, ""))
            for tax in quote.ruling.taxes
        ),
        logo=profile.logo,
        accent=profile.accent,
    )


def _line(line: QuoteLine, *, shows_hours: bool) -> OfferLine:
    return OfferLine(
        id=line.id,
        label=line.label,
        period=line.period,
        amount=line.amount.target,
        basis=line.basis,
        hours=line.hours if shows_hours else None,
        rate=line.rate.target if shows_hours and line.rate is not None else None,
    )


def _option(option: PricedOption) -> OfferOption:
    return OfferOption(option.label, option.monthly, option.once, option.included)


def _amounts(amounts: Amounts | None) -> OfferAmounts | None:
    if amounts is None:
        return None
    return OfferAmounts(amounts.subtotal.target, amounts.taxes, amounts.total)


def _statements(quote: Quote, kind: ClauseKind) -> Iterator[Statement]:
    """The card's sentences of a kind that hold for this mandate; one that names a term not stated is left out."""
    for clause in quote.card.clauses.values():
        if clause.kind == kind and clause.when.holds(quote.facts):
            values = {name: _value(quote, name) for name in fields_of(clause.text)}
            known = {name: value for name, value in values.items() if value is not None}
            if len(known) == len(values):
                yield Statement(clause.text, known)


def _value(quote: Quote, name: str) -> Decimal | Text | tuple[Text, ...] | None:
    """What a field of a sentence stands for: an answer as the card words it, or a term; None where it is not stated."""
    if name in quote.facts:
        return _answer(quote.card, name, quote.facts[name])
    figure: Decimal | None = getattr(quote.profile.terms, name)
    return figure


def _answer(card: RateCard, name: str, fact: Fact) -> Decimal | Text | tuple[Text, ...]:
    match fact:
        case bool():
            return Text("oui", "yes") if fact else Text("non", "no")
        case Decimal():
            return fact
        case tuple():
            return tuple(card.traits[name].choices[member].label for member in fact)
        case _:
            return card.traits[name].choices[fact].label


def _terms(quote: Quote, billing: Choice | None) -> OfferTerms:
    terms = quote.profile.terms
    monthly = quote.monthly is not None
    return OfferTerms(
        promise=None if billing is None else billing.promise,
        payment=None if billing is None or not monthly else billing.payment,
        payment_days=terms.payment_days,
        deposit=None if quote.once is None or not terms.deposit else _deposit(terms.deposit, quote.once.total),
        late_interest=terms.late_interest,
        extras=extras(quote),
        hour_beyond=hour_beyond(quote) if billing is not None and billing.shows_hours else None,
        minimum_months=_commitment(quote) if monthly else None,
        notice_days=terms.notice_days if monthly else None,
        expenses=terms.expenses,
        ownership=terms.ownership,
        law=terms.law,
        other=terms.other,
    )


def _commitment(quote: Quote) -> Decimal | None:
    """The months that the client commits to: all of them where their number earned her a discount."""
    discounted = any(
        step.applied and step.effect.stage == "discount" and step.effect.id == MONTHS for step in quote.rating.steps
    )
    minimum = quote.profile.terms.minimum_months
    return quote.months if discounted else None if minimum is None else min(minimum, quote.months)


def _deposit(percent: Decimal, total: Decimal) -> Deposit:
    amount = to_cent(percent_of(percent, total))
    return Deposit(percent, amount, total - amount)


def _care(quote: Quote) -> OfferCare | None:
    care, region = quote.card.care, _region(quote)
    if care is None or not care.when.holds(quote.facts):
        return None
    return OfferCare(care.protocol, tuple(line.text for line in care.lines.values() if line.serves(region or "")))
