"""What the client sees: a type of its own, with no place for anything internal."""

from datetime import date
from decimal import Decimal

from fourchette.core.basis.messages import Message
from fourchette.core.basis.noun import noun
from fourchette.core.basis.text import Text
from fourchette.core.card.clauses import Payment, Promise, Statement
from fourchette.core.card.rate_card import Frequency
from fourchette.core.mandate.mandate import Client
from fourchette.core.offer.deliverables import Deliverable
from fourchette.core.offer.offer_extras import Extra
from fourchette.core.price.taxes import TaxLine


@noun
class Registration:
    """The seller's number for a tax she charges; an empty number is missing."""

    tax: str
    label: Text
    number: str


@noun
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


@noun
class OfferLine:
    """One line as offered, before tax; hours and rate only where the billing shows them."""

    id: str
    label: Text
    period: Frequency
    amount: Decimal
    basis: Message | None
    hours: Decimal | None
    rate: Decimal | None


@noun
class OfferAmounts:
    """What one period comes to for the client."""

    subtotal: Decimal
    taxes: tuple[TaxLine, ...]
    total: Decimal


@noun
class OfferOption:
    """What is offered apart, before tax and in no total; `included` where the offer has it already."""

    label: Text
    monthly: Decimal | None
    once: Decimal | None
    included: bool


@noun
class Deposit:
    """What is paid to begin what is billed once, with its taxes, and what is left to pay."""

    percent: Decimal
    amount: Decimal
    balance: Decimal


@noun
class OfferTerms:
    """What the offer is subject to; what is None or empty is not stated.

    `late_interest` is a percent a year, `hour_beyond` the price of an hour that was not included, where the
    client is billed by the hour; `extras` the prices of more of what is promised.
    """

    promise: Promise | None
    payment: Payment | None
    payment_days: Decimal | None
    deposit: Deposit | None
    late_interest: Decimal | None
    extras: tuple[Extra, ...]
    hour_beyond: Decimal | None
    minimum_months: Decimal | None
    notice_days: Decimal | None
    expenses: Text
    ownership: Text
    law: Text
    other: tuple[Text, ...]


@noun
class OfferCare:
    """What is done for people in distress, and whom one calls for them."""

    protocol: tuple[Text, ...]
    lines: tuple[Text, ...]


@noun
class Offer:
    """A quote as its client may read it; amounts in `currency`, `total` with taxes over the `months`.

    `region` is where the document is read: the client's, else the seller's. `packages` are what she may
    choose from; none where there is no choice.
    """

    title: str
    seller: Seller
    client: Client
    language: str
    region: str | None
    currency: str
    issued: date
    valid_until: date
    context: str
    objectives: tuple[str, ...]
    deliverables: tuple[Deliverable, ...]
    included: tuple[Statement, ...]
    excluded: tuple[Statement, ...]
    assumptions: tuple[Statement, ...]
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
    terms: OfferTerms
    care: OfferCare | None
    packages: tuple["OfferedPackage", ...] = ()


@noun
class OfferedPackage:
    """A package as the client may read it; its own offer has no packages."""

    name: str
    label: Text
    recommended: bool
    offer: Offer


def blanks_of(offer: Offer) -> tuple[str, ...]:
    """The keys of the profile whose lack leaves a blank in the document."""
    seller = offer.seller
    reached = seller.email or seller.phone or seller.address
    numbers = (f"registrations.{registration.tax}" for registration in seller.registrations if not registration.number)
    return (*(() if seller.name else ("name",)), *(() if reached else ("email",)), *dict.fromkeys(numbers))
