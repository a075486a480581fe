"""The sentences of a sheet: what is promised, what the hours and the price may come to, what was proved."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.money import ZERO
from fourchette.core.mandate.mandate import ConfidenceLevel, ProofKind
from fourchette.core.offer.deliverables import Deliverable
from fourchette.core.offer.offer import Offer, StatedMonth
from fourchette.core.record.quote_record import (
    CardAnswer,
    QuoteRecord,
    RecordedAmounts,
    RecordedExchange,
    RecordedProof,
    RecordedValue,
)
from fourchette.render.words.speech import Speech

EACH_MONTH, ONCE, PROJECT = say("each month"), say("once"), say("the project")
A_MONTH, OF_PROJECT = say("a month"), say("for the project")
CONFIDENCE = {"tracked": say("tracked"), "plausible": say("plausible"), "weak": say("weak")}


def headline(record: QuoteRecord, speech: Speech) -> str:
    """A quote in a line: the price of each period and what it comes to with tax, the hours, the rate."""
    parts = [
        speech.say(_asked(period, amounts, known=record.offer.taxes_known))
        for period, amounts in ((A_MONTH, record.monthly), (ONCE if record.weeks is None else OF_PROJECT, record.once))
        if amounts is not None
    ]
    if record.hours.target:
        parts.append(speech.duration(record.hours.target))
    effective = None if record.stated is None else record.stated.effective_rate
    return " · ".join((*parts, speech.rate(effective or record.rate.target)))


def _asked(period: Message, amounts: RecordedAmounts, *, known: bool) -> Message:
    told = {"price": say("{amount:money} {period}", amount=amounts.subtotal, period=period), "total": amounts.total}
    if amounts.taxes:
        return say("{price} + tax = {total:money}", **told)
    return say("{price}, no tax charged", **told) if known else say("{price} before tax", **told)


def facts_of_quote(record: QuoteRecord, speech: Speech) -> Iterator[tuple[str, str]]:
    """The hours and the price with their bands, the people, the validity."""
    yield speech.word("Hours"), speech.say(_hours_fact(record))
    for amounts, words in ((record.monthly, EACH_MONTH), (record.once, ONCE if record.weeks is None else PROJECT)):
        if amounts is not None:
            yield speech.word("Price"), speech.say(_price_fact(words, amounts))
    yield from beside_card(record, speech)
    if record.rate.personal_floor is not None:
        yield speech.word("Your floor"), speech.say(_beside_floor(record.rate.target, record.rate.personal_floor))
    yield speech.word("People"), speech.count(record.people)
    yield validity(record, speech)


def validity(told: QuoteRecord | Offer, speech: Speech) -> tuple[str, str]:
    """Until when the price stands."""
    return speech.word("Valid"), speech.say("through {day}", day=speech.day(told.valid_until))


def _hours_fact(record: QuoteRecord) -> Message:
    band, project = record.hours, record.weeks is not None
    if record.hours_stated:
        if project:
            return say("{hours:hours} for the project, as the mandate states", hours=band.target)
        return say("{hours:hours} a month, as the mandate states", hours=band.target)
    figures = {"low": band.low, "target": band.target, "high": band.high}
    if project:
        return say(
            "{target:hours} for the project; between {low:hours} and {high:hours}, depending on how it goes", **figures
        )
    worked = record.lines if record.stated is None else record.stated.lines or record.lines
    if not any(line.hours for line in worked if line.period == "month"):
        return say("{target:hours} once; between {low:hours} and {high:hours}, depending on how it goes", **figures)
    return say("{target:hours} a month; between {low:hours} and {high:hours}, depending on how it goes", **figures)


def _price_fact(words: Message, amounts: RecordedAmounts) -> Message:
    return say(
        "{period}, before tax: open at {high:money}, ask {target:money}, walk away under {low:money}",
        period=words,
        low=amounts.low,
        target=amounts.subtotal,
        high=amounts.high,
    )


def beside_card(record: QuoteRecord, speech: Speech) -> Iterator[tuple[str, str]]:
    """The card's own answer beside what is stated, and the exchange rate; nothing where nothing is stated."""
    stated = record.stated
    if stated is None:
        return
    if stated.card is not None:
        yield speech.word("Your card"), speech.say(_card_answer(stated.card))
    if stated.effective_rate is not None:
        beside = say("{rate:rate}, at what you state", rate=stated.effective_rate)
        yield speech.word("An hour comes to"), speech.say(beside)
    if stated.exchange is not None:
        yield speech.word("Exchange"), speech.say(_exchange(record.currency, stated.exchange, speech))


def _card_answer(answer: CardAnswer) -> Message:
    rate, once, monthly = answer.rate, answer.once, answer.monthly
    if monthly is None:
        return say("would ask {rate:rate}, {once:money} in all, before tax", rate=rate, once=once)
    if once is None:
        return say("would ask {rate:rate}, {monthly:money} a month, before tax", rate=rate, monthly=monthly)
    told = {"rate": rate, "monthly": monthly, "once": once}
    return say("would ask {rate:rate}, {monthly:money} a month and {once:money} once, before tax", **told)


def _exchange(currency: str, exchange: RecordedExchange, speech: Speech) -> Message:
    return say(
        "{rate:count}\u00a0{home} for 1\u00a0{currency}, as stated on {day}",
        rate=exchange.rate,
        home=exchange.currency,
        currency=currency,
        day=speech.day(exchange.date),
    )


def _beside_floor(asked: Decimal, floor: Decimal) -> Message:
    """The freelancer's own floor beside the market's rate: two figures that answer two questions."""
    if asked < floor:
        return say("{floor:rate}; the rate asked is {gap:rate} below it", floor=floor, gap=floor - asked)
    if asked > floor:
        return say("{floor:rate}; the rate asked is {gap:rate} above it", floor=floor, gap=asked - floor)
    return say("{floor:rate}, which is the rate asked", floor=floor)


def amount_promised(item: Deliverable, speech: Speech, *, monthly: bool = False) -> str:
    """The number of a promise, or its words; where what is promised is monthly, it says so."""
    if item.number is None:
        return ", ".join(item.choices)
    number = speech.short_money(item.number) if item.money else speech.count(item.number)
    return speech.say("{number} a month", number=number) if monthly else number


def promises(items: Iterable[Deliverable], speech: Speech) -> Iterator[tuple[str, str]]:
    """What is delivered: each choice trait on its own, then the numbers together."""
    counted = []
    for item in items:
        promised = amount_promised(item, speech)
        if item.number is not None:
            counted.append(speech.named(item.label, promised))
        else:
            yield item.label, promised
    if counted:
        yield speech.word("Volumes"), " · ".join(counted)


def facts_of_offer(offer: Offer, speech: Speech) -> Iterator[tuple[str, str]]:
    """What is delivered, included, left out and assumed, and until when the offer stands."""
    if offer.sold_by.name:
        yield speech.word("From"), offer.sold_by.name
    if not offer.bought:
        yield from promises(offer.deliverables, speech)
    for heading, sentences in (
        (speech.word("Included"), (*offer.bought, *offer.included)),
        (speech.word("Not included"), offer.excluded),
        (speech.word("What the client does"), offer.expected),
        (speech.word("Assumptions"), offer.assumptions),
    ):
        for sentence in sentences:
            yield heading, sentence
    if taxes := said_of_taxes(offer, speech):
        yield speech.word("Taxes"), taxes
    if offer.stated is None:
        yield validity(offer, speech)
    else:
        yield from stated_in_words(offer.stated, speech)
        yield speech.word("Note"), speech.say(NO_INVOICE)


def said_of_taxes(offer: Offer, speech: Speech) -> str:
    """What must be said where no tax is counted: why, or that there may be some; nothing where they are counted."""
    return offer.tax_mention or ("" if offer.taxes_known else speech.word("Amounts are before tax."))


NO_INVOICE = say("This is a statement of what is due, not an invoice.")


def stated_in_words(stated: StatedMonth, speech: Speech) -> Iterator[tuple[str, str]]:
    """The hours of a month, lane by lane, and those of a bank that were not used."""
    for lane in stated.lanes:
        sentence = say("{worked:hours} worked, {included:hours} included", worked=lane.worked, included=lane.included)
        yield lane.label, speech.say(sentence)
    if stated.left is not None:
        yield speech.word("Left"), speech.say("{hours:hours} not used, and not carried over", hours=stated.left)


def proofs_in_words(case: RecordedValue | None, speech: Speech) -> Iterator[tuple[str, str]]:
    """Each proof of a value case, and what they come to."""
    if case is None:
        return
    for proof in case.proofs:
        yield proof.what, speech.say(_proof(proof))
    sums = say(
        "{value:money} weighted, {times:times} the price before any lift",
        value=case.weighted_value,
        times=case.weighted_value / case.cost if case.cost else ZERO,
    )
    yield speech.word("Value case"), speech.say(sums)


def _proof(proof: RecordedProof) -> Message:
    worth = worth_in_words(proof.kind, proof.value, proof.confidence, proof.weighted)
    if proof.intervention is None:
        return worth
    return say(
        "{worth}; each intervention costs {cost:money} and brings {gain:money}",
        worth=worth,
        cost=proof.intervention.cost,
        gain=proof.intervention.worth,
    )


def worth_in_words(kind: ProofKind, value: Decimal, confidence: ConfidenceLevel, weighted: Decimal) -> Message:
    """What a proof is worth, and what counts of it."""
    if kind == "ad-value":
        return say("{value:money} of equivalent advertising, shown and never summed", value=value)
    return say(
        "{value:money} ({confidence}), counted for {weighted:money}",
        value=value,
        confidence=CONFIDENCE[confidence],
        weighted=weighted,
    )
