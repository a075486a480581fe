"""A value case in words: its proofs, what each intervention costs and brings, the break-even, and each check."""

from collections.abc import Iterator

from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.money import ONE
from fourchette.core.price.quote import Quote
from fourchette.core.price.value_case import ProvenValue, ValueCase
from fourchette.render.screen.grid import Cell, Grid, GridRow
from fourchette.render.words.sentences import worth_in_words
from fourchette.render.words.speech import Speech

MET, UNMET = "✓", "✗"


def value_grid(quote: Quote, speech: Speech) -> Grid | None:
    """The value case of a quote; None where it makes none."""
    case = quote.value
    if case is None:
        return None
    rows, verdict = tuple(_rows(case, quote, speech)), speech.say(_verdict(case, quote))
    return Grid(speech.word("Value case"), ("", ""), "lw", rows, verdict)


def _verdict(case: ValueCase, quote: Quote) -> Message:
    if not case.accepted:
        return say("It does not lift the rate: each line with a cross would have to be met.")
    if quote.rating.stated:
        return say("It holds, and lifts nothing: what you state has the last word.")
    if not case.lifts(quote.rating):
        return say("It holds, and lifts the rate no further: the rate asked is already the most that it justifies.")
    return say(
        "It holds, and lifts the rate from {held:rate} to {asked:rate}.",
        held=quote.rating.held.target,
        asked=quote.rating.rate.target,
    )


def _rows(case: ValueCase, quote: Quote, speech: Speech) -> Iterator[GridRow]:
    for proven in case.proofs:
        yield Cell("·", "quiet"), " ".join(speech.say(sentence) for sentence in _proof(proven, quote))
    yield (
        "=",
        speech.say(
            "In all {value:money} weighted, {times:times} the price before any lift.",
            value=case.weighted_value,
            times=case.times_the_cost,
        ),
    )
    for check in case.checks:
        sign, tone = (MET, "good") if check.met else (UNMET, "warning")
        yield Cell(sign, tone), speech.say(check.message)


def _proof(proven: ProvenValue, quote: Quote) -> Iterator[Message]:
    proof, intervention = proven.proof, proven.intervention
    worth = worth_in_words(proof.kind, proven.value, proof.confidence, proven.weighted)
    yield say("{what}: {worth}.", what=proof.what, worth=worth)
    if intervention is not None and intervention.times_the_cost is not None:
        yield say(
            "{minutes:count} min at {rate:rate} cost {cost:money} and bring {worth:money}, {times:times} the cost.",
            minutes=proof.minutes,
            rate=quote.rating.held.target,
            cost=intervention.cost,
            worth=intervention.worth,
            times=intervention.times_the_cost,
        )
    if proven.break_even is not None:
        yield _break_even(proven, quote)


def _break_even(proven: ProvenValue, quote: Quote) -> Message:
    """How many sales or clients pay for the mandate at the held rate."""
    figures = {"things": _things(proven), "margin": proven.proof.margin}
    if quote.monthly is None:
        return say("At this price, it takes {things} at {margin:money} of margin to pay for the project.", **figures)
    return say(
        "At this price, it takes {things} a month at {margin:money} of margin to pay for the mandate.", **figures
    )


def _things(proven: ProvenValue) -> Message:
    """So many sales, or clients kept."""
    count, kept = proven.break_even, proven.proof.kind == "retained-clients"
    if count == ONE:
        return say("one client kept") if kept else say("one sale")
    return say("{count:count} clients kept", count=count) if kept else say("{count:count} sales", count=count)
