"""The sentences of a sheet: what is promised, what the hours and the price may come to, what was proved."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from fourchette.core.basis.messages import Message, say
from fourchette.core.offer.deliverables import Deliverable, deliverables
from fourchette.core.offer.offer import Offer
from fourchette.core.price.lines import Amounts
from fourchette.core.price.quote import Quote
from fourchette.core.price.value_case import ProvenValue, ValueCase
from fourchette.render.words.speech import Speech

EACH_MONTH, ONCE, PROJECT = say("each month"), say("once"), say("the project")
CONFIDENCE = {"tracked": say("tracked"), "plausible": say("plausible"), "weak": say("weak")}


def facts_of_quote(quote: Quote, speech: Speech) -> Iterator[tuple[str, str]]:
    """What is delivered, the hours and the price with their bands, the people, the validity."""
    yield from promises(deliverables(quote.card, quote.answers, quote.facts, stated=quote.workload.stated), speech)
    yield speech.word("Hours"), speech.say(_hours_fact(quote))
    for amounts, words in ((quote.monthly, EACH_MONTH), (quote.once, PROJECT if quote.mandate.is_project else ONCE)):
        if amounts is not None:
            yield speech.word("Price"), speech.say(_price_fact(words, amounts))
    if quote.profile.minimum_rate is not None:
        yield speech.word("Your floor"), speech.say(_beside_floor(quote.rating.rate.target, quote.profile.minimum_rate))
    yield speech.word("People"), speech.count(quote.feasibility.people)
    yield validity(quote, speech)


def validity(priced: Quote | Offer, speech: Speech) -> tuple[str, str]:
    """Until when the price stands."""
    return speech.word("Valid"), speech.say(say("until {day}, included", day=speech.day(priced.valid_until)))


def _hours_fact(quote: Quote) -> Message:
    band = quote.workload.band(quote.mandate.main_period)
    if not band.target:
        once = quote.workload.band("once")
        return say(
            "{target:hours} once; between {low:hours} and {high:hours}, depending on how it goes",
            low=once.low,
            target=once.target,
            high=once.high,
        )
    if quote.workload.stated:
        if quote.mandate.is_project:
            return say("{hours:hours} for the project, as the mandate states", hours=band.target)
        return say("{hours:hours} a month, as the mandate states", hours=band.target)
    figures = {"low": band.low, "target": band.target, "high": band.high}
    if quote.mandate.is_project:
        return say(
            "{target:hours} for the project; between {low:hours} and {high:hours}, depending on how it goes", **figures
        )
    return say("{target:hours} a month; between {low:hours} and {high:hours}, depending on how it goes", **figures)


def _price_fact(words: Message, amounts: Amounts) -> Message:
    return say(
        "{period}, before tax: open at {high:money}, ask {target:money}, walk away under {low:money}",
        period=words,
        low=amounts.subtotal.low,
        target=amounts.subtotal.target,
        high=amounts.subtotal.high,
    )


def _beside_floor(asked: Decimal, floor: Decimal) -> Message:
    """The freelancer's own floor beside the market's rate: two figures that answer two questions."""
    if asked < floor:
        return say("{floor:rate}; the rate asked is {gap:rate} below it", floor=floor, gap=floor - asked)
    if asked > floor:
        return say("{floor:rate}; the rate asked is {gap:rate} above it", floor=floor, gap=asked - floor)
    return say("{floor:rate}, which is the rate asked", floor=floor)


def amount_promised(item: Deliverable, speech: Speech) -> str:
    """The number of a promise, or its words."""
    if item.number is None:
        return ", ".join(speech.text(choice) for choice in item.choices)
    return speech.short_money(item.number) if item.money else speech.count(item.number)


def promises(items: Iterable[Deliverable], speech: Speech) -> Iterator[tuple[str, str]]:
    """What is delivered: each choice trait on its own, then the numbers together."""
    counted = []
    for item in items:
        promised = amount_promised(item, speech)
        if item.number is not None:
            counted.append(speech.say(say("{label}:\u00a0{number}", label=item.label, number=promised)))
        else:
            yield speech.text(item.label), promised
    if counted:
        yield speech.word("Volumes"), " · ".join(counted)


def facts_of_offer(offer: Offer, speech: Speech) -> Iterator[tuple[str, str]]:
    """What is delivered, included, left out and assumed, and until when the offer stands."""
    if offer.seller.name:
        yield speech.word("From"), offer.seller.name
    yield from promises(offer.deliverables, speech)
    for heading, sentences in (
        (speech.word("Included"), offer.included),
        (speech.word("Not included"), offer.excluded),
        (speech.word("Assumed"), offer.assumptions),
    ):
        for sentence in sentences:
            yield heading, speech.statement(sentence)
    if offer.tax_mention:
        yield speech.word("Taxes"), speech.text(offer.tax_mention)
    elif not offer.taxes_known:
        yield speech.word("Taxes"), speech.word("Amounts are before tax.")
    yield validity(offer, speech)


def proofs_in_words(case: ValueCase | None, speech: Speech) -> Iterator[tuple[str, str]]:
    """Each proof of a value case, and what they come to."""
    if case is None:
        return
    for proven in case.proofs:
        yield proven.proof.what, speech.say(_proof(proven))
    sums = say(
        "{value:money} weighted, {times:times} the price before any lift",
        value=case.weighted_value,
        times=case.times_the_cost,
    )
    yield speech.word("Value case"), speech.say(sums)


def _proof(proven: ProvenValue) -> Message:
    if proven.intervention is None:
        return worth_in_words(proven)
    return say(
        "{worth}; each intervention costs {cost:money} and brings {gain:money}",
        worth=worth_in_words(proven),
        cost=proven.intervention.cost,
        gain=proven.intervention.worth,
    )


def worth_in_words(proven: ProvenValue) -> Message:
    """What a proof is worth, and what counts of it."""
    if proven.proof.kind == "ad-value":
        return say("{value:money} of equivalent advertising, shown and never summed", value=proven.value)
    return say(
        "{value:money} ({confidence}), counted for {weighted:money}",
        value=proven.value,
        confidence=CONFIDENCE[proven.proof.confidence],
        weighted=proven.weighted,
    )
