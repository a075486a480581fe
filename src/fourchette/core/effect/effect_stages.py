"""The stages of a rate: what each does to it, how it is told, and what a card may write of it.

A kind of effect is described here, once: its place among the stages, its arithmetic, its sentence, and
what is wrong with it. The rate, its explanation, its record, the check and the extremes of a card ask here.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import ClassVar, Literal

from fourchette.core.basis.estimate import Estimate
from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.money import HUNDRED, ZERO, to_cent
from fourchette.core.basis.noun import noun
from fourchette.core.basis.problems import Path, Problem
from fourchette.core.basis.text import Text
from fourchette.core.card.frame import Range
from fourchette.core.card.rate_card import Pricing, RateCard, Rule, Tier
from fourchette.core.effect.effect import Effect, StageName

BEYOND_THE_CEILING, UP_TO_THE_FLOOR = say("beyond the ceiling"), say("up to the floor")


@noun
class Moved:
    """What a step did, to be told: its percent, the change and the rate after it ($/h), the lines it is about.

    `start` is the rate that its stage began with: what its percent is of. Of what touches single lines only,
    `hours` are theirs, and `added` is what it adds to their amounts.
    """

    label: Message
    percent: Decimal
    change: Decimal
    after: Decimal
    lanes: tuple[Text, ...]
    range_: Range
    start: Decimal = ZERO
    hours: Decimal = ZERO
    added: Decimal = ZERO


class Stage:
    """One stage; its effects are summed, and move the rate together.

    `key` is where a card writes their figure, in `unit`, called `word`; empty where no answer brings any.
    `sums` is what their part of the rate is called. `of_lanes` is true where they move single lines only.
    """

    name: ClassVar[StageName]
    key: ClassVar[str] = ""
    unit: ClassVar[Literal["rate", "percent"]] = "rate"
    word: ClassVar[Message]
    sums: ClassVar[Message]
    starts: ClassVar[bool] = False
    of_lanes: ClassVar[bool] = False

    def figure(self, pricing: Pricing) -> Estimate | None:
        """The figure of an answer at this stage, if it has one."""
        figure: Estimate | None = getattr(pricing, self.key)
        return figure

    def changed(self, start: Decimal, total: Decimal) -> Decimal:
        """The rate that the stage began with, once its effects come to a total."""
        return start + total

    def limited(self, total: Decimal, range_: Range) -> Decimal:
        """As much of a total as the range lets through."""
        del range_
        return total

    def summed_as(self, change: Decimal) -> Message:
        """What a change of the rate is called where its changes are added up."""
        del change
        return self.sums

    def sentence(self, moved: Moved) -> Message:
        """What a step does, as one says it to a client."""
        raise NotImplementedError

    def problems(self, path: Path, pricing: Pricing) -> Iterator[Problem]:
        """What is wrong with the figure of one answer."""
        del path, pricing
        yield from ()

    def problems_together(self, card: RateCard, effects: Sequence[Effect]) -> Iterator[Problem]:
        """What is wrong with the stage's effects of a card together."""
        del card, effects
        yield from ()


class _Base(Stage):
    """Where the rate starts: set by one trait, by each of its choices."""

    name, key, starts = "base", "base", True
    word, sums = say("base"), say("to start")

    def sentence(self, moved: Moved) -> Message:
        return say("“{label}” sets the starting rate: {after:rate}.", label=moved.label, after=moved.after)

    def problems(self, path: Path, pricing: Pricing) -> Iterator[Problem]:
        if isinstance(pricing, Tier | Rule):
            yield Problem((*path, "base"), say("the base belongs to the choices of one trait"))

    def problems_together(self, card: RateCard, effects: Sequence[Effect]) -> Iterator[Problem]:
        del effects
        based = {name: trait for name, trait in card.traits.items() if trait.sets_base}
        if len(based) != 1:
            yield Problem(
                ("traits",),
                say("exactly one trait sets the base of the rate; here: {count}", count=str(len(based))),
                say("give base = … to every choice of one trait, such as experience"),
            )
        for name, trait in based.items():
            if trait.kind != "one" or any(choice.base is None for choice in trait.choices.values()):
                message = say("either every choice of a single-choice trait has a base, or none has")
                yield Problem(("traits", name, "choices"), message)


class _Premium(Stage):
    """$/h on top."""

    name, key = "add", "add"
    word, sums = say("premium"), say("in premiums")

    def sentence(self, moved: Moved) -> Message:
        told = {"label": moved.label, "change": abs(moved.change), "after": moved.after}
        if moved.change > 0:
            return say("“{label}” adds {change:rate}, which makes {after:rate}.", **told)
        return say("“{label}” takes {change:rate} off, which makes {after:rate}.", **told)

    def problems_together(self, card: RateCard, effects: Sequence[Effect]) -> Iterator[Problem]:
        """Whether the lowest base outlasts all that can be taken off: below zero, percents lose their sense."""
        bases = [c.base.low for trait in card.traits.values() for c in trait.choices.values() if c.base is not None]
        lowest = _lowest(effects)
        if bases and lowest and min(bases) + sum(lowest.values(), ZERO) <= ZERO:
            message = say("what is taken off can bring the rate to zero or below: {names}", names=tuple(lowest))
            yield Problem(("traits",), message, say("lower these amounts, or write discounts in percent"))


class _Percent(Stage):
    """Percents, summed and not compounded."""

    key, unit, word = "percent", "percent", say("percent")

    def changed(self, start: Decimal, total: Decimal) -> Decimal:
        return to_cent(start + start * total / HUNDRED)

    def problems(self, path: Path, pricing: Pricing) -> Iterator[Problem]:
        percent = pricing.percent
        if percent is not None and percent.low < ZERO < percent.high:
            remedy = say("write a surcharge (above zero) or a discount (below)")
            yield Problem((*path, "percent"), say("a percent cannot be below zero and above it"), remedy)
        if percent is not None and percent.low <= -HUNDRED:
            yield Problem((*path, "percent"), say("a discount of 100% or more leaves nothing"), say("lower it"))


class _Surcharge(_Percent):
    name = "surcharge"
    sums = say("in surcharges")

    def figure(self, pricing: Pricing) -> Estimate | None:
        percent = pricing.percent
        return percent if percent is not None and not pricing.lanes and percent.high > ZERO else None

    def sentence(self, moved: Moved) -> Message:
        return say(
            "“{label}” adds {percent:percent} of {start:money}, that is {change:rate}, which makes {after:rate}.",
            label=moved.label,
            percent=moved.percent,
            start=moved.start,
            change=abs(moved.change),
            after=moved.after,
        )


class _Discount(_Percent):
    """Percents off, together never more than the card lets them be."""

    name = "discount"
    sums = say("in discounts")

    def figure(self, pricing: Pricing) -> Estimate | None:
        percent = pricing.percent
        return percent if percent is not None and not pricing.lanes and percent.high <= ZERO else None

    def limited(self, total: Decimal, range_: Range) -> Decimal:
        return max(total, -range_.max_discount)

    def sentence(self, moved: Moved) -> Message:
        return say(
            "“{label}” takes {percent:percent} off {start:money}, that is {change:rate}, which makes {after:rate}.",
            label=moved.label,
            percent=-moved.percent,
            start=moved.start,
            change=abs(moved.change),
            after=moved.after,
        )


class _Cap(Stage):
    """What discounts took beyond the most allowed comes back."""

    name = "cap"
    sums = _Discount.sums

    def sentence(self, moved: Moved) -> Message:
        return say(
            "Discounts stop at {most:percent}: {change:rate} comes back, which makes {after:rate}.",
            most=moved.range_.max_discount,
            change=moved.change,
            after=moved.after,
        )


class _Hold(Stage):
    """The card's range holds the rate."""

    name = "hold"

    def summed_as(self, change: Decimal) -> Message:
        return UP_TO_THE_FLOOR if change > 0 else BEYOND_THE_CEILING

    def sentence(self, moved: Moved) -> Message:
        if moved.change < 0:
            change = -moved.change
            return say("The range stops at {after:rate}: {change:rate} is not asked.", change=change, after=moved.after)
        return say("The range starts at {after:rate}: {change:rate} is added.", change=moved.change, after=moved.after)


class _Lift(Stage):
    """A value case lifts the rate."""

    name = "value"
    sums = say("for the demonstrated return")

    def sentence(self, moved: Moved) -> Message:
        return say(
            "The demonstrated return lifts the rate by {change:rate}, to {after:rate}.",
            change=moved.change,
            after=moved.after,
        )


class _Rounding(Stage):
    """The rate is rounded to the card's step."""

    name = "round"
    sums = say("by rounding")

    def sentence(self, moved: Moved) -> Message:
        return say(
            "Rounded to the nearest {step:money}, it is {after:rate}.", step=moved.range_.step, after=moved.after
        )


class _Exchange(Stage):
    """The rate, rounded in her own currency, is converted to the client's."""

    name = "exchange"
    sums = say("by rounding, then converting")

    def sentence(self, moved: Moved) -> Message:
        return say("{label}: that makes {after:rate}.", label=moved.label, after=moved.after)


class _Stated(Stage):
    """She states the rate herself."""

    name = "stated"
    sums = say("as you state it")

    def sentence(self, moved: Moved) -> Message:
        told = {"after": moved.after, "asked": moved.after - moved.change}
        return say("You state {after:rate}; your card would ask {asked:rate}.", **told)


class _OfLanes(_Percent):
    """Percents on the rate of some lines only; the mandate's own rate stays where it is."""

    name, of_lanes = "lanes", True

    def figure(self, pricing: Pricing) -> Estimate | None:
        return pricing.percent if pricing.lanes else None

    def sentence(self, moved: Moved) -> Message:
        told = {"label": moved.label, "percent": abs(moved.percent), "lanes": moved.lanes}
        whole = {"hours": moved.hours, "added": abs(moved.added)}
        if moved.percent < 0:
            return say(
                "“{label}” takes {percent:percent} off these lines only: {lanes:list}; "
                "their {hours:hours} come to {added:money} less.",
                **told,
                **whole,
            )
        return say(
            "“{label}” adds {percent:percent} to these lines only: {lanes:list}; "
            "their {hours:hours} come to {added:money} more.",
            **told,
            **whole,
        )

    def problems_together(self, card: RateCard, effects: Sequence[Effect]) -> Iterator[Problem]:
        """Discounts that could together leave a lane's work for nothing."""
        by_lane: dict[str, list[Effect]] = {}
        for effect in effects:
            for lane in dict.fromkeys(effect.lanes):
                by_lane.setdefault(lane, []).append(effect)
        for lane in card.lanes:
            if sum(_lowest(by_lane.get(lane, ())).values(), ZERO) <= -HUNDRED:
                message = say("the discounts on this lane can come to 100% or more: they leave nothing")
                yield Problem(("lanes", lane), message, say("lower them"))


def _lowest(effects: Sequence[Effect]) -> dict[str, Decimal]:
    """The most that each trait, member or rule can take off, of those that take something off."""
    lowest: dict[str, Decimal] = {}
    for effect in effects:
        if effect.amount.low < ZERO:
            lowest[effect.id] = min(lowest.get(effect.id, ZERO), effect.amount.low)
    return lowest


# The stages that answers move the rate by, in their order, then those that move single lines.
OF_ANSWERS: tuple[Stage, ...] = (_Base(), _Premium(), _Surcharge(), _Discount())
OF_EFFECTS: tuple[Stage, ...] = (*OF_ANSWERS, _OfLanes())
STAGES: dict[StageName, Stage] = {
    stage.name: stage for stage in (*OF_EFFECTS, _Cap(), _Hold(), _Lift(), _Rounding(), _Exchange(), _Stated())
}
# The keys of a card that hold the figure of an effect, each with a stage that says its unit and its word.
FIGURE_KEYS: dict[str, Stage] = {stage.key: stage for stage in OF_EFFECTS}


def staged(pricing: Pricing) -> tuple[Stage, Estimate] | None:
    """The stage at which an answer has its effect, and its figure there; None where it has none."""
    return next(((stage, figure) for stage in OF_EFFECTS if (figure := stage.figure(pricing)) is not None), None)
