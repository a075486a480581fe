"""From a quote to the offer that its client may read."""

from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal

from fourchette.core.basis.messages import say
from fourchette.core.basis.money import ONE, percent_of, plain_number, to_cent
from fourchette.core.card.answer_words import Words, fact_as_words
from fourchette.core.card.clauses import ClauseKind, Speak, Statement, fields_of, stated
from fourchette.core.card.conditions import Facts
from fourchette.core.card.rate_card import BILLING, MONTHS, Choice
from fourchette.core.card.terms import TERM_SENTENCES, Terms
from fourchette.core.offer.bought import bought
from fourchette.core.offer.deliverables import deliverables
from fourchette.core.offer.offer import (
    BusinessNumber,
    Deposit,
    Offer,
    OfferAmounts,
    OfferCare,
    OfferExtra,
    OfferLine,
    OfferOption,
    OfferPhase,
    OfferTax,
    OfferTerms,
    Registration,
    Seller,
)
from fourchette.core.offer.offer_extras import extras, hour_beyond
from fourchette.core.offer.offer_options import PricedOption, options_of
from fourchette.core.offer.offer_seasons import season_quotes, season_sentences
from fourchette.core.price.lines import Amounts, QuoteLine
from fourchette.core.price.quote import Quote

# The months, as a sentence names one.
MONTHS_OF_THE_YEAR = (
    say("January"),
    say("February"),
    say("March"),
    say("April"),
    say("May"),
    say("June"),
    say("July"),
    say("August"),
    say("September"),
    say("October"),
    say("November"),
    say("December"),
)


def offer_of(quote: Quote, speak: Speak) -> Offer:
    """The client's view of a quote, spoken by `speak`."""
    mandate, billing = quote.mandate, _billing(quote)
    shows_hours = billing is not None and billing.shows_hours
    seasons = season_quotes(quote)
    return Offer(
        title=mandate.title,
        client=mandate.client,
        language=mandate.language,
        currency=quote.card.currency,
        issued=quote.issued,
        valid_until=quote.valid_until,
        deliverables=deliverables(quote, speak),
        bought=(*(each.sentence for each in bought(quote, speak)), *season_sentences(quote, seasons, speak)),
        included=_sentences(quote, "included", speak, mandate.included),
        excluded=_sentences(quote, "excluded", speak, mandate.excluded, [each.facts for _, each in seasons]),
        assumptions=_sentences(quote, "assumed", speak, mandate.assumptions),
        expected=_sentences(quote, "expected", speak),
        course=_sentences(quote, "step", speak),
        lines=tuple(offer_line(line, speak, shows_hours=shows_hours) for line in quote.lines),
        monthly=_amounts(quote.monthly, speak),
        once=_amounts(quote.once, speak),
        phases=offer_phases(quote, speak),
        weeks=_plain(mandate.weeks),
        months=plain_number(quote.months),
        total=to_cent(quote.total),
        options=tuple(_option(option, speak) for option in options_of(quote)),
        tax_mention=speak(quote.ruling.mention) or None,
        taxes_known=quote.ruling.known,
        context=mandate.context or None,
        objectives=mandate.objectives,
        sold_by=_seller(quote, speak),
        region=_region(quote),
        shows_hours=shows_hours,
        shows_lines=shows_hours or mandate.lines,
        starts=mandate.starts,
        ends=mandate.ends,
        terms=_terms(quote, billing, speak),
        care=_care(quote, speak),
    )


def _billing(quote: Quote) -> Choice | None:
    """The way of billing that was chosen; None under a card without any."""
    trait = quote.card.traits.get(BILLING)
    return None if trait is None else trait.choices.get(str(quote.facts[BILLING]))


def _region(quote: Quote) -> str | None:
    """Where the document is read: the client's region, else the seller's."""
    return quote.mandate.client.region or quote.profile.region or None


def _seller(quote: Quote, speak: Speak) -> Seller:
    profile = quote.profile
    return Seller(
        name=profile.name,
        email=profile.email,
        phone=profile.phone,
        website=profile.website,
        address=profile.address,
        numbers=tuple(BusinessNumber(name, number) for name, number in profile.numbers.items()),
        registrations=tuple(
            Registration(name, speak(tax.label), profile.registrations.get(name) or None)
            for tax in (*quote.ruling.taxes, *quote.ruling.at_home)
            for name in (tax.number or tax.id,)
        ),
        logo=profile.logo or None,
        accent=profile.accent or None,
    )


def offer_line(line: QuoteLine, speak: Speak, *, shows_hours: bool = True) -> OfferLine:
    """A line in words, at the price asked."""
    return OfferLine(
        id=line.id,
        label=speak(line.label),
        period=line.period,
        hours=_cents(line.hours) if shows_hours else None,
        rate=to_cent(line.rate.target) if shows_hours and line.rate is not None else None,
        amount=to_cent(line.amount.target),
        basis=None if line.basis is None else speak(line.basis),
        months=_plain(line.months),
        percent=_plain(line.percent),
    )


def offer_phases(quote: Quote, speak: Speak) -> tuple[OfferPhase, ...]:
    """The first months, where they differ from the usual one."""
    return tuple(
        OfferPhase(
            first=plain_number(phase.first),
            months=plain_number(phase.months),
            lines=tuple(offer_line(line, speak) for line in phase.lines),
            amounts=_offered(phase.amounts, speak),
        )
        for phase in quote.phases
    )


def _option(option: PricedOption, speak: Speak) -> OfferOption:
    return OfferOption(
        label=speak(option.label),
        monthly=_cents(option.monthly),
        once=_cents(option.once),
        included=option.included,
    )


def _amounts(amounts: Amounts | None, speak: Speak) -> OfferAmounts | None:
    return None if amounts is None else _offered(amounts, speak)


def _offered(amounts: Amounts, speak: Speak) -> OfferAmounts:
    taxes = offer_taxes(amounts, speak)
    return OfferAmounts(subtotal=to_cent(amounts.subtotal.target), taxes=taxes, total=to_cent(amounts.total))


def offer_taxes(amounts: Amounts, speak: Speak) -> tuple[OfferTax, ...]:
    """The taxes of a period, in words."""
    return tuple(
        OfferTax(tax.id, speak(tax.label), plain_number(tax.rate), to_cent(tax.amount)) for tax in amounts.taxes
    )


def _cents(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else to_cent(amount)


def _plain(number: Decimal | None) -> Decimal | None:
    return None if number is None else plain_number(number)


def _sentences(
    quote: Quote, kind: ClauseKind, speak: Speak, own: Iterable[str] = (), also: Iterable[Facts] = ()
) -> tuple[str, ...]:
    """The mandate's own sentences of a kind, as she wrote them, then the card's, which hold `also` of others."""
    return tuple(map(speak, (*map(stated, own), *_statements(quote, kind, (quote.facts, *also)))))


def _statements(quote: Quote, kind: ClauseKind, facts: Collection[Facts]) -> Iterator[Statement]:
    """The card's sentences of a kind that hold whatever the facts, but for those that the mandate takes out.

    One that names a term not stated is left out.
    """
    for id_, clause in quote.card.clauses.items():
        if clause.kind == kind and id_ not in quote.mandate.without and all(map(clause.when.holds, facts)):
            values = {name: _value(quote, name) for name in fields_of(clause.text)}
            known = {name: value for name, value in values.items() if value is not None}
            if len(known) == len(values):
                yield Statement(clause.text, known)


def _value(quote: Quote, name: str) -> Decimal | Words | None:
    """What a field of a sentence stands for: an answer as the card words it, or a term; None where it is not stated."""
    if name in quote.facts:
        return fact_as_words(quote.card.traits.get(name), quote.facts[name])
    figure: Decimal | None = getattr(quote.profile.terms, name)
    return figure


def _terms(quote: Quote, billing: Choice | None, speak: Speak) -> OfferTerms:
    terms = quote.profile.terms
    monthly = quote.monthly is not None
    return OfferTerms(
        promise=None if billing is None else billing.promise,
        payment=None if billing is None or not monthly else billing.payment,
        payment_days=_plain(terms.payment_days),
        deposit=_deposit(terms.deposit, quote.once),
        late_interest=_plain(terms.late_interest),
        extras=tuple(
            OfferExtra(extra.id, speak(extra.label), plain_number(extra.by), to_cent(extra.price))
            for extra in extras(quote)
        ),
        hour_beyond=hour_beyond(quote) if billing is not None and billing.shows_hours else None,
        minimum_months=_plain(_commitment(quote)) if monthly else None,
        notice_days=_plain(terms.notice_days) if monthly else None,
        indexation=_indexation(terms, speak) if monthly else None,
        **{name: speak(getattr(terms, name)) or None for name in TERM_SENTENCES},
        other=tuple(map(speak, terms.other)),
    )


def _indexation(terms: Terms, speak: Speak) -> str | None:
    """How the prices follow an index, each year from a month; None where no index is named."""
    index = speak(terms.index)
    if not index:
        return None
    month = MONTHS_OF_THE_YEAR[int(terms.index_month or ONE) - 1]
    return speak(terms.indexation).replace("{index}", index).replace("{month}", speak(month)) or None


def _commitment(quote: Quote) -> Decimal | None:
    """The months that the client commits to: all of them where their number earned her a discount."""
    discounted = any(
        step.applied and step.effect.stage == "discount" and step.effect.id == MONTHS for step in quote.rating.steps
    )
    minimum = quote.profile.terms.minimum_months
    return quote.months if discounted else None if minimum is None else min(minimum, quote.months)


def _deposit(percent: Decimal | None, once: Amounts | None) -> Deposit | None:
    """What is paid to begin what is billed once; None where there is nothing to pay, or no deposit."""
    if not percent or once is None or once.total <= 0:
        return None
    amount = to_cent(percent_of(percent, once.total))
    return Deposit(plain_number(percent), amount, to_cent(once.total - amount))


def _care(quote: Quote, speak: Speak) -> OfferCare | None:
    care, region = quote.card.care, _region(quote)
    if care is None or not care.when.holds(quote.facts):
        return None
    called = (line.text for line in care.lines.values() if line.serves(region or ""))
    return OfferCare(tuple(map(speak, care.protocol)), tuple(map(speak, called)))
