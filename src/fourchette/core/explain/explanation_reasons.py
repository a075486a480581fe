"""The steps of a rate as sentences: what each does, in words that could be said to a client."""

from decimal import Decimal

from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.money import ZERO, to_cent
from fourchette.core.basis.noun import noun
from fourchette.core.basis.text import Text
from fourchette.core.card.conditions import Between, Fact
from fourchette.core.effect.effect_stages import STAGES, Moved
from fourchette.core.price.quote import Quote
from fourchette.core.price.rating import Step, lane_rate, without_effect

# The mark that a card puts on a figure that no published price supports.
JUDGEMENT = "judgement"


@noun
class StepReason:
    """One step that is felt: what it does in a sentence, why, and whose figure it is; some have neither."""

    step: Step
    sentence: Message
    why: Text
    source: Text | Message | None


def reasons(quote: Quote) -> tuple[StepReason, ...]:
    """Why the rate is what it is, in the order it came about."""
    return tuple(
        StepReason(step, _sentence(step, quote), step.effect.why, source_of(step.effect.source))
        for step in quote.rating.steps
        if is_felt(step, quote)
    )


def sums_of(quote: Quote) -> tuple[tuple[Message, Decimal], ...]:
    """The rate as a sum of a few amounts ($/h): the base, the premiums, the surcharges, the discounts, and the rest."""
    words: dict[str, Message] = {}
    sums: dict[str, Decimal] = {}
    for step in quote.rating.steps:
        stage, change = STAGES[step.effect.stage], step.after.target - step.before.target
        if step.applied and not stage.of_lanes:
            name = stage.summed_as(change)
            words[name.text] = name
            sums[name.text] = sums.get(name.text, ZERO) + change
    return tuple((words[name], amount) for name, amount in sums.items() if amount)


def is_felt(step: Step, quote: Quote) -> bool:
    """Whether a step moves the rate asked, or that of some lines."""
    if not step.applied:
        return False
    stage = STAGES[step.effect.stage]
    if stage.of_lanes:
        return bool(_lanes(step, quote))
    return stage.starts or step.after.target != step.before.target


def source_of(source: Text) -> Text | Message | None:
    """Whose figure it is; the mark of a judgement is said in words."""
    if JUDGEMENT in {source.fr, source.en}:
        return say("judgement")
    return source or None


def _sentence(step: Step, quote: Quote) -> Message:
    hours, added = _on_lines(step, quote)
    moved = Moved(
        label=_label(step, quote),
        percent=step.effect.amount.target,
        change=step.after.target - step.before.target,
        after=step.after.target,
        lanes=_lanes(step, quote),
        range_=quote.card.range_,
        start=next(each.before.target for each in quote.rating.steps if each.effect.stage == step.effect.stage),
        hours=hours,
        added=added,
    )
    return STAGES[step.effect.stage].sentence(moved)


def _on_lines(step: Step, quote: Quote) -> tuple[Decimal, Decimal]:
    """The hours of the lines that a step alone is about, and what their amounts would lose without it."""
    rating, effect = quote.rating, step.effect
    lines = [line for line in quote.asking.worked if line.id in effect.lanes and line.hours is not None]
    added = ZERO
    for line in lines:
        rates = lane_rate(without_effect(rating, effect), line.id, discounts=quote.card.lanes[line.id].discounts)
        added += line.amount.target - to_cent((line.hours or ZERO) * rates.target)
    return sum((line.hours for line in lines if line.hours is not None), ZERO), added


def _label(step: Step, quote: Quote) -> Message:
    """The step's label, with the number that reached its tier where it is beyond it."""
    when = step.effect.when
    if not isinstance(when, Between) or not step.effect.answer:
        return step.effect.label
    number = _size(quote.facts[when.name])
    if number == when.least:
        return step.effect.label
    return say("{label}, here {number:count}", label=step.effect.label, number=number)


def _size(fact: Fact) -> Decimal:
    return fact if isinstance(fact, Decimal) else Decimal(len(fact) if isinstance(fact, tuple) else 0)


def _lanes(step: Step, quote: Quote) -> tuple[Text, ...]:
    """The lines of the quote that a step is about."""
    billed = {line.id for line in quote.asking.worked}
    return tuple(quote.card.lanes[lane].label for lane in step.effect.lanes if lane in billed)
