"""The steps of a rate as sentences: what each does, in words that could be said to a client."""

from decimal import Decimal

from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.money import ZERO
from fourchette.core.basis.noun import noun
from fourchette.core.basis.text import Text
from fourchette.core.card.conditions import Between, Fact
from fourchette.core.card.effects import Stage
from fourchette.core.price.quote import Quote
from fourchette.core.price.rating import Step

# The mark that a card puts on a figure that no published price supports.
JUDGEMENT = "judgement"
STAGES = {
    "base": say("to start"),
    "add": say("in premiums"),
    "surcharge": say("in surcharges"),
    "discount": say("in discounts"),
    "ceiling": say("beyond the ceiling"),
    "floor": say("up to the floor"),
    "value": say("for the demonstrated return"),
    "round": say("by rounding"),
}


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
    sums: dict[str, Decimal] = {}
    for step in quote.rating.steps:
        if step.applied and step.effect.stage != "lanes":
            change = step.after.target - step.before.target
            stage = _summed_as(step.effect.stage, change)
            sums[stage] = sums.get(stage, ZERO) + change
    return tuple((STAGES[stage], amount) for stage, amount in sums.items() if amount)


def _summed_as(stage: Stage, change: Decimal) -> str:
    match stage:
        case "cap":  # what it gives back was taken as discounts
            return "discount"
        case "hold":
            return "floor" if change > 0 else "ceiling"
        case _:
            return stage


def is_felt(step: Step, quote: Quote) -> bool:
    """Whether a step moves the rate asked, or that of some lines."""
    if not step.applied:
        return False
    if step.effect.stage == "lanes":
        return bool(_lanes(step, quote))
    return step.effect.stage == "base" or step.after.target != step.before.target


def source_of(source: Text) -> Text | Message | None:
    """Whose figure it is; the mark of a judgement is said in words."""
    if JUDGEMENT in {source.fr, source.en}:
        return say("professional judgement")
    return source or None


def _sentence(step: Step, quote: Quote) -> Message:
    match step.effect.stage:
        case "base":
            return say(
                "“{label}” sets the starting rate: {after:rate}.", label=_label(step, quote), after=step.after.target
            )
        case "add" | "surcharge" | "discount":
            return _of_an_answer(step, _label(step, quote))
        case "lanes":
            return _on_lanes(step, quote, _label(step, quote))
        case _:
            return _of_the_range(step, quote)


def _of_an_answer(step: Step, label: Message) -> Message:
    """What an answer, or a rule on answers, does to the rate."""
    change, percent = step.after.target - step.before.target, step.effect.amount.target
    moved = {"label": label, "change": abs(change), "after": step.after.target}
    match step.effect.stage:
        case "add" if change > 0:
            return say("“{label}” adds {change:rate}, which makes {after:rate}.", **moved)
        case "add":
            return say("“{label}” takes {change:rate} off, which makes {after:rate}.", **moved)
        case "surcharge":
            return say(
                "“{label}” adds {percent:percent}, that is {change:rate}, which makes {after:rate}.",
                percent=percent,
                **moved,
            )
        case _:
            return say(
                "“{label}” takes {percent:percent} off, that is {change:rate}, which makes {after:rate}.",
                percent=-percent,
                **moved,
            )


def _on_lanes(step: Step, quote: Quote, label: Message) -> Message:
    percent, lanes = step.effect.amount.target, _lanes(step, quote)
    if percent < 0:
        return say(
            "“{label}” takes {percent:percent} off these lines only: {lanes:list}.",
            label=label,
            percent=-percent,
            lanes=lanes,
        )
    return say(
        "“{label}” adds {percent:percent} to these lines only: {lanes:list}.", label=label, percent=percent, lanes=lanes
    )


def _of_the_range(step: Step, quote: Quote) -> Message:
    """What the card's range does to the rate."""
    range_, change, after = quote.card.range_, step.after.target - step.before.target, step.after.target
    match step.effect.stage:
        case "cap":
            return say(
                "Discounts stop at {most:percent}: {change:rate} comes back, which makes {after:rate}.",
                most=range_.max_discount,
                change=change,
                after=after,
            )
        case "hold" if change < 0:
            return say("The range stops at {after:rate}: {change:rate} is not asked.", change=-change, after=after)
        case "hold":
            return say("The range starts at {after:rate}: {change:rate} is added.", change=change, after=after)
        case "value":
            return say(
                "The demonstrated return lifts the rate by {change:rate}, to {after:rate}.", change=change, after=after
            )
        case _:
            return say("Rounded to the nearest {step:money}, it is {after:rate}.", step=range_.step, after=after)


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
    billed = {line.id for line in quote.lines}
    return tuple(quote.card.lanes[lane].label for lane in step.effect.lanes if lane in billed)
