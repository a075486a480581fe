"""The terms of an offer in words: each a short name and its sentences."""

from collections.abc import Iterator, Mapping

from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.money import ONE
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
