"""What the client sees: a type of its own, with no place for anything internal."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from fourchette.core.card import BILLING, Frequency
from fourchette.core.deliverables import Deliverable, deliverables
from fourchette.core.lines import Amounts, QuoteLine
from fourchette.core.mandate import Client
from fourchette.core.messages import Message
from fourchette.core.options import PricedOption, options_of
from fourchette.core.quote import Quote
from fourchette.core.taxes import TaxLine
from fourchette.core.text import Text


@dataclass(frozen=True, slots=True)
class Registration:
    """The seller's number for a tax she charges; an empty number is missing."""

    tax: str
    label: Text
    number: str


@dataclass(frozen=True, slots=True)
class Seller:
    """Who offers, as the client may know her; `numbers` are pairs of a name and a number, `logo` a file's name."""

    name: str
    email: str
    phone: str
    website: str
    address: str
    numbers: tuple[tuple[str, str], ...]
    registrations: tuple[Registration, ...]
    logo: str
    accent: str


@dataclass(frozen=True, slots=True)
class OfferLine:
    """One line as offered, before tax; hours and rate only where the billing shows them."""

    id: str
    label: Text
    period: Frequency
    amount: Decimal
    basis: Message | None
    hours: Decimal | None
    rate: Decimal | None


@dataclass(frozen=True, slots=True)
class OfferAmounts:
    """What one period comes to for the client."""

    subtotal: Decimal
    taxes: tuple[TaxLine, ...]
    total: Decimal


@dataclass(frozen=True, slots=True)
class OfferOption:
    """What is offered apart, before tax and in no total; `included` where the offer has it already."""

    label: Text
    monthly: Decimal | None
    once: Decimal | None
    included: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """A quote as its client may read it; amounts in `currency`, `total` with taxes over the `months`.

    `packages` are what she may choose from; none where there is no choice.
    """

    title: str
    seller: Seller
    client: Client
    language: str
    currency: str
    issued: date
    valid_until: date
    context: str
    objectives: tuple[str, ...]
    deliverables: tuple[Deliverable, ...]
    included: tuple[str, ...]
    excluded: tuple[str, ...]
    assumptions: tuple[str, ...]
    lines: tuple[OfferLine, ...]
    shows_hours: bool
    monthly: OfferAmounts | None
    once: OfferAmounts | None
    weeks: Decimal | None
    months: Decimal
    total: Decimal
    options: tuple[OfferOption, ...]
    tax_mention: Text
    taxes_known: bool
    packages: tuple["OfferedPackage", ...] = ()


@dataclass(frozen=True, slots=True)
class OfferedPackage:
    """A package as the client may read it; its own offer has no packages."""

    name: str
    label: Text
    recommended: bool
    offer: Offer


def offer_of(quote: Quote) -> Offer:
    """The client's view of a quote."""
    mandate = quote.mandate
    shows_hours = _shows_hours(quote)
    return Offer(
        title=mandate.title,
        seller=_seller(quote),
        client=mandate.client,
        language=mandate.language,
        currency=quote.card.currency,
        issued=quote.issued,
        valid_until=quote.valid_until,
        context=mandate.context,
        objectives=mandate.objectives,
        deliverables=deliverables(quote.card, quote.answers, quote.facts, stated=quote.workload.stated),
        included=mandate.included,
        excluded=mandate.excluded,
        assumptions=mandate.assumptions,
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
    )


def blanks_of(offer: Offer) -> tuple[str, ...]:
    """The keys of the profile whose lack leaves a blank in the document."""
    seller = offer.seller
    reached = seller.email or seller.phone or seller.address
    numbers = (f"registrations.{registration.tax}" for registration in seller.registrations if not registration.number)
    return (*(() if seller.name else ("name",)), *(() if reached else ("email",)), *dict.fromkeys(numbers))


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


def _shows_hours(quote: Quote) -> bool:
    trait = quote.card.traits.get(BILLING)
    choice = trait.choices.get(str(quote.facts[BILLING])) if trait is not None else None
    return choice is not None and choice.shows_hours


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
