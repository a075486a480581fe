"""What both parties agree on: the terms, each a short name and its sentences, and what they sign."""

from collections.abc import Iterator, Mapping

from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.money import ONE
from fourchette.core.basis.noun import noun
from fourchette.core.card.clauses import Payment, Promise
from fourchette.core.offer.offer import Offer, OfferExtra, OfferTerms
from fourchette.render.words.speech import Speech

PROMISES: Mapping[Promise, Message] = {
    "estimate": say(
        "This price is an estimate. A higher one must be justified, and is owed only for work or expenses that "
        "could not be foreseen."
    ),
    "fixed": say("This price is fixed for what is described here: it will not change with the time spent."),
    "bank": say("The hours are reserved and paid ahead; those that are not used in their month are not carried over."),
}
PAYMENTS: Mapping[Payment, Message] = {
    "advance": say("Each month is invoiced before it begins."),
    "arrears": say("Each month is invoiced when it ends."),
}
ENDED_EARLY = (say("If the project ends early, the work done and the expenses incurred until then are paid."),)
ENDED = (say("The work done and the expenses incurred until then are paid."),)
_HOW_TO_ACCEPT = say("Sign below, or reply “I accept” to the email this came with.")


@noun
class Signatory:
    """Who signs, and the fields that she fills in by hand."""

    name: str
    fields: tuple[str, ...]


@noun
class Acceptance:
    """What both parties sign: a sentence, what is chosen (of packages, empty where there are none), who signs."""

    heading: str
    sentence: str
    choice: str
    signatories: tuple[Signatory, ...]


def terms_in_words(offer: Offer, speech: Speech) -> Iterator[tuple[str, str]]:
    """The terms that the offer states, in the order in which they matter."""
    named = {
        speech.word("Price"): _price(offer.terms),
        speech.word("Payment"): _payment(offer),
        speech.word("Overdue amounts"): _late(offer.terms),
        speech.word("Beyond what is included"): _beyond(offer),
        speech.word("Term"): _duration(offer),
    }
    for name, sentences in named.items():
        if said := " ".join(map(speech.say, sentences)):
            yield name, said
    terms = offer.terms
    for name, text in (
        (speech.word("Indexation"), terms.indexation),
        (speech.word("Expenses"), terms.expenses),
        (speech.word("Ownership"), terms.ownership),
        (speech.word("Confidentiality"), terms.confidentiality),
        (speech.word("Governing law"), terms.law),
        *((speech.word("Other"), other) for other in terms.other),
    ):
        if text:
            yield name, text


def _price(terms: OfferTerms) -> Iterator[Message]:
    if terms.promise is not None:
        yield PROMISES[terms.promise]


def _payment(offer: Offer) -> Iterator[Message]:
    terms, deposit = offer.terms, offer.terms.deposit
    if deposit is not None and offer.packages:
        yield say("One-time fees: {percent:percent} on signing, balance on delivery.", percent=deposit.percent)
    elif deposit is not None:
        figures = {"percent": deposit.percent, "amount": deposit.amount, "balance": deposit.balance}
        if offer.monthly is None:
            yield say(
                "{percent:percent} ({amount:price}) on signing, balance ({balance:price}) on delivery.", **figures
            )
        else:
            yield say(
                "One-time fees: {percent:percent} ({amount:price}) on signing, balance ({balance:price}) on delivery.",
                **figures,
            )
    if terms.payment is not None:
        yield PAYMENTS[terms.payment]
    if terms.payment_days is not None:
        yield say("Invoices are due within {days:count} days.", days=terms.payment_days)
    yield from _as_written(terms.suspension)


def _as_written(words: str | None) -> Iterator[Message]:
    """A sentence of hers, or the terms' of her region."""
    if words:
        yield say("{words}", words=words)


def _late(terms: OfferTerms) -> Iterator[Message]:
    if terms.late_interest is not None:
        yield say("Overdue amounts bear interest at {rate:percent} a year.", rate=terms.late_interest)
    yield from _as_written(terms.late)


def _beyond(offer: Offer) -> Iterator[Message]:
    """What more of the same costs; with a choice of packages, each has prices of its own."""
    terms = offer.terms
    if offer.packages:
        if terms.extras or terms.hour_beyond is not None:
            yield say("Anything beyond is priced beforehand, at the rate of the package chosen.")
        return
    prices = tuple(_extra(extra) for extra in terms.extras)
    if terms.hour_beyond is not None:
        prices = (*prices, say("an hour of work, {price:price}", price=terms.hour_beyond))
    if prices:
        yield say("Before tax: {prices:list}.", prices=prices)
        yield say("Any other work is quoted before it begins.")


def _extra(extra: OfferExtra) -> Message:
    if extra.by == ONE:
        return say("{label}, {price:price} each", label=extra.label, price=extra.price)
    return say("{label}, {price:price} for each {by:count}", label=extra.label, price=extra.price, by=extra.by)


def _duration(offer: Offer) -> Iterator[Message]:
    terms = offer.terms
    if offer.stated is not None:
        return
    if offer.monthly is None:
        yield from _as_written(terms.ending) if terms.ending else ENDED_EARLY
        return
    if terms.minimum_months is not None and terms.minimum_months > ONE:
        yield say("The initial term is {months:count} months.", months=terms.minimum_months)
        if terms.notice_days is not None:
            yield say(
                "After that, either party may end the contract by a written notice of {days:count} days.",
                days=terms.notice_days,
            )
    elif terms.notice_days is not None:
        yield say("Either party may end the contract by a written notice of {days:count} days.", days=terms.notice_days)
    if terms.ending or terms.notice_days is not None:
        yield from _as_written(terms.ending) if terms.ending else ENDED


def acceptance_of(offer: Offer, speech: Speech) -> Acceptance:
    """What both parties sign, each in fields of its own."""
    by_hand = (speech.word("Name"), speech.word("Title"), speech.word("Date"), speech.word("Signature"))
    signatories = (
        (offer.client.name, speech.word("For the client")),
        (offer.sold_by.name, speech.word("For the seller")),
    )
    contract = say("Once signed by both parties, this quote is the contract between them.")
    if offer.terms.promise == "estimate":
        contract = say("Once signed by both parties, this estimate is the contract between them.")
    return Acceptance(
        heading=speech.word("Agreement"),
        sentence=f"{speech.say(contract)} {speech.say(_HOW_TO_ACCEPT)}",
        choice=_choice(offer, speech),
        signatories=tuple(
            Signatory(speech.say("For {name}", name=name) if name else role, by_hand) for name, role in signatories
        ),
    )


def _choice(offer: Offer, speech: Speech) -> str:
    """What is to be written in by hand, where there are packages; options apart have boxes to tick."""
    if not offer.packages:
        return ""
    if any(package.offer.options for package in offer.packages):
        return speech.word("Package and options chosen")
    return speech.word("Package chosen")
