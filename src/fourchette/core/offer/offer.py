"""What the client sees: a type of its own, with no place for anything internal, in the words of her document."""

from datetime import date
from decimal import Decimal
from typing import ClassVar

from fourchette.core.basis.noun import noun
from fourchette.core.basis.reading import Line, Passage, YesNo
from fourchette.core.card.clauses import Payment, Promise
from fourchette.core.card.rate_card import Frequency
from fourchette.core.mandate.mandate import Client
from fourchette.core.mandate.profile import Colour
from fourchette.core.offer.deliverables import Deliverable
from fourchette.core.price.asked_price import ADJUSTMENT


@noun
class Registration:
    """The seller's number for a tax she charges; None where it is missing."""

    tax: Line
    label: Line
    number: Line | None = None


@noun
class BusinessNumber:
    """A number of the seller's business, by its printed name (`NEQ`, `SIREN`)."""

    name: Line
    number: Line


@noun(kw_only=True)
class Seller:
    """Who offers, as the client may know her; `logo` is a file's name."""

    name: Line = ""
    email: Line = ""
    phone: Line = ""
    website: Line = ""
    address: Passage = ""
    numbers: tuple[BusinessNumber, ...] = ()
    registrations: tuple[Registration, ...] = ()
    logo: Line | None = None
    accent: Colour | None = None


@noun(kw_only=True)
class OfferLine:
    """One line, before tax: hours × rate = amount, or a fee with the basis it is computed on.

    The client reads hours and rate only where the billing shows them. An adjustment says in how many of the
    first `months` it is billed, where that is not all, and what `percent` of the other lines it is, if it is one.
    """

    WHEN_SAID: ClassVar = ("months", "percent")
    id: Line
    label: Line
    period: Frequency
    hours: Decimal | None = None
    rate: Decimal | None = None
    amount: Decimal
    basis: Line | None = None
    months: Decimal | None = None
    percent: Decimal | None = None

    @property
    def is_adjustment(self) -> bool:
        """Whether she added it to the price of the work, or took it off."""
        return self.id.startswith(ADJUSTMENT)


@noun
class OfferTax:
    """A tax on a subtotal: its rate in percent, and its amount."""

    id: Line
    label: Line
    rate: Decimal
    amount: Decimal


@noun(kw_only=True)
class OfferAmounts:
    """What one period comes to for the client."""

    subtotal: Decimal
    taxes: tuple[OfferTax, ...] = ()
    total: Decimal


@noun(kw_only=True)
class OfferPhase:
    """So many months from the `first` one on (the offer's is 1) that differ from the usual month.

    `lines` are what they have beside its own; `amounts` what each of them comes to.
    """

    first: Decimal
    months: Decimal
    lines: tuple[OfferLine, ...]
    amounts: OfferAmounts


@noun(kw_only=True)
class OfferOption:
    """What is offered apart, before tax and in no total; `included` where the offer has it already."""

    label: Line
    monthly: Decimal | None = None
    once: Decimal | None = None
    included: YesNo


@noun
class Deposit:
    """What is paid to begin what is billed once, with its taxes, and what is left to pay."""

    percent: Decimal
    amount: Decimal
    balance: Decimal


@noun
class OfferExtra:
    """So many more units (`by`) of a promised volume, and their price before tax."""

    id: Line
    label: Line
    by: Decimal
    price: Decimal


@noun(kw_only=True)
class OfferTerms:
    """What the offer is subject to; what is None or empty is not stated.

    `late_interest` is a percent a year, `hour_beyond` the price of an hour that was not included, where the
    client is billed by the hour; `extras` the prices of more of what is promised.
    """

    promise: Promise | None = None
    payment: Payment | None = None
    payment_days: Decimal | None = None
    deposit: Deposit | None = None
    late_interest: Decimal | None = None
    extras: tuple[OfferExtra, ...] = ()
    hour_beyond: Decimal | None = None
    minimum_months: Decimal | None = None
    notice_days: Decimal | None = None
    indexation: Passage | None = None
    expenses: Passage | None = None
    ownership: Passage | None = None
    late: Passage | None = None
    suspension: Passage | None = None
    ending: Passage | None = None
    confidentiality: Passage | None = None
    law: Passage | None = None
    other: tuple[Passage, ...] = ()


@noun
class OfferCare:
    """What is done for people in distress, and whom one calls for them."""

    protocol: tuple[Passage, ...]
    lines: tuple[Passage, ...] = ()


@noun
class LaneHours:
    """The hours of a lane in a month: those included, and those worked."""

    id: Line
    label: Line
    included: Decimal
    worked: Decimal


@noun
class StatedMonth:
    """What an offer says when it is the statement of a month, by its first day.

    The lanes are those that the client may see; `left` are the hours of her bank that were not used.
    """

    month: date
    lanes: tuple[LaneHours, ...]
    left: Decimal | None


@noun(kw_only=True)
class Offer:
    """A quote as its client may read it, in her document's words; `total` with taxes over the `months`.

    `bought` are its sentences of what is bought, which an offer saved by an older program has not; `expected` is
    what the client does, `course` what follows the signature. Without `shows_lines` the client reads one fee.
    `region` is where the document is read: the client's, else the seller's. `packages` are what she may choose
    from; none where there is no choice. One that is `stated` is no offer but the statement of a month.
    The fields are the keys of its record, in their order.
    `monthly` is what a usual month comes to, `phases` the first months where they differ from it.
    """

    WHEN_SAID: ClassVar = ("phases",)
    title: Line
    client: Client
    language: Line
    currency: Line
    issued: date
    valid_until: date
    deliverables: tuple[Deliverable, ...] = ()
    bought: tuple[Passage, ...] = ()
    included: tuple[Passage, ...] = ()
    excluded: tuple[Passage, ...] = ()
    assumptions: tuple[Passage, ...] = ()
    expected: tuple[Passage, ...] = ()
    course: tuple[Passage, ...] = ()
    lines: tuple[OfferLine, ...]
    monthly: OfferAmounts | None = None
    once: OfferAmounts | None = None
    phases: tuple[OfferPhase, ...] = ()
    weeks: Decimal | None = None
    months: Decimal
    total: Decimal
    options: tuple[OfferOption, ...] = ()
    tax_mention: Passage | None = None
    taxes_known: YesNo
    context: Passage | None = None
    objectives: tuple[Passage, ...] = ()
    sold_by: Seller
    region: Line | None = None
    shows_hours: YesNo
    shows_lines: YesNo = True
    starts: date | None = None
    ends: date | None = None
    terms: OfferTerms
    care: OfferCare | None = None
    packages: tuple["OfferedPackage", ...] = ()
    stated: StatedMonth | None = None


@noun
class OfferedPackage:
    """A package as the client may read it; its own offer has no packages."""

    name: str
    label: str
    recommended: bool
    offer: Offer


def blanks_of(offer: Offer) -> tuple[str, ...]:
    """The keys of the profile whose lack leaves a blank in the document."""
    seller = offer.sold_by
    reached = seller.email or seller.phone or seller.address
    numbers = (f"registrations.{registration.tax}" for registration in seller.registrations if not registration.number)
    return (*(() if seller.name else ("name",)), *(() if reached else ("email",)), *dict.fromkeys(numbers))
