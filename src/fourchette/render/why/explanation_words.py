"""An explanation in words: why the rate is what it is, where the hours come from, what would move the price."""

from collections.abc import Iterator

from fourchette.core.basis.noun import noun
from fourchette.core.explain.explanation import Explanation
from fourchette.core.explain.explanation_reasons import reasons, sums_of
from fourchette.core.record.quote_record import QuoteRecord
from fourchette.core.record.quote_record_making import record_quote
from fourchette.render.screen.grid import Grid
from fourchette.render.sheet.sheet_value import value_grid
from fourchette.render.why.hours_screen import hours_grids
from fourchette.render.why.levers_screen import levers_grid, unapplied_grid
from fourchette.render.why.waterfall import Waterfall, waterfall_of
from fourchette.render.words.sentences import beside_card, headline
from fourchette.render.words.speech import Speech
from fourchette.render.words.typography import NO_BREAK

# The notices that say what holds the rate; the others are told with the quote.
HELD = ("discount-capped", "held-at-ceiling", "held-at-floor", "below-personal-floor")


@noun
class Told:
    """One step: its label, what it does in a sentence, why, and whose figure it is; some lack the last two."""

    label: str
    sentence: str
    why: str
    source: str


@noun
class ExplanationSheet:
    """Everything that is shown of an explanation, in order; an absent part is empty."""

    title: str
    subtitle: str
    headline: str
    sum: str
    waterfall: Waterfall
    spread: str
    stated: tuple[str, ...]
    told: tuple[Told, ...]
    limits: tuple[str, ...]
    floor: str
    grids: tuple[Grid, ...]


def sheet_of_explanation(
    explanation: Explanation, speech: Speech, number: str = "", *, in_full: bool = False
) -> ExplanationSheet:
    """The words of an explanation: the answers that matter most, or all of them."""
    quote, rate = explanation.quote, explanation.quote.rating.rate
    parts = (number, quote.mandate.client.name, speech.day(quote.issued))
    value, record = value_grid(quote, speech), record_quote(quote, speech.words)
    return ExplanationSheet(
        title=quote.mandate.title or speech.word("Quote"),
        subtitle=" · ".join(part for part in parts if part),
        headline=headline(record, speech),
        sum=_sum(explanation, speech),
        waterfall=waterfall_of(quote, speech),
        spread=speech.say(
            "Asked: {target:rate}. Open at {high:rate}; walk away under {low:rate}.",
            low=rate.low,
            target=rate.target,
            high=rate.high,
        ),
        stated=tuple(_stated(record, speech)),
        told=tuple(_told(explanation, speech)),
        limits=tuple(_limits(explanation, speech)),
        floor=_floor(explanation, speech),
        grids=(
            *((value,) if value is not None else ()),
            *hours_grids(explanation, speech),
            levers_grid(explanation, speech, in_full=in_full),
            unapplied_grid(explanation, speech, in_full=in_full),
        ),
    )


def _sum(explanation: Explanation, speech: Speech) -> str:
    """The rate in one line: `80 $ to start + 25 $ in premiums − 10.50 $ in discounts = 69.50 $/h`."""
    line, rate = "", explanation.quote.rating.rate.target
    sums = sums_of(explanation.quote)
    if len(sums) == 1:
        return speech.say("{rate:rate} to start, and no answer adds to it or takes from it", rate=rate)
    for words, amount in sums:
        sign = "" if not line else " + " if amount > 0 else " − "
        line += sign + speech.say("{amount:money} {stage}", amount=abs(amount), stage=words)
    return f"{line} ={NO_BREAK}{speech.rate(rate)}"


def _stated(record: QuoteRecord, speech: Speech) -> Iterator[str]:
    """What the card would ask, beside what is stated in its place."""
    return (speech.named(heading, words) for heading, words in beside_card(record, speech))


def _told(explanation: Explanation, speech: Speech) -> Iterator[Told]:
    for reason in reasons(explanation.quote):
        source = "" if reason.source is None else speech.say("Source: {source}", source=reason.source)
        label = speech.say(reason.step.effect.label)
        yield Told(label, speech.say(reason.sentence), speech.text(reason.why), source)


def _limits(explanation: Explanation, speech: Speech) -> Iterator[str]:
    """What held the rate and what would lift it; also that it is below the freelancer's own floor."""
    for notice in explanation.quote.notices:
        if notice.code in HELD:
            yield speech.say(notice.message)
    if explanation.idle and explanation.quote.rating.rate.target != explanation.quote.rating.unheld.target:
        labels = tuple(explanation.quote.card.traits[name].label for name in explanation.idle)
        yield speech.say("One step up or down, these answers move nothing now: {labels:list}.", labels=labels)


def _floor(explanation: Explanation, speech: Speech) -> str:
    """Where the rate asked stands against the freelancer's own floor; that it is below is a notice already."""
    above, floor = explanation.above_floor, explanation.quote.minimum_rate
    if above is None:
        return speech.word("You have set no floor of your own: fourchette floor works it out.")
    if above < 0:
        return ""
    if not above:
        return speech.say("The rate is exactly your own floor, {floor:rate}.", floor=floor)
    return speech.say("The rate is {above:rate} above your own floor, {floor:rate}.", above=above, floor=floor)
