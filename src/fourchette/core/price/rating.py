"""The hourly rate, stage by stage, with one recorded step for each effect.

Base, plus additions, times the sum of surcharges, times the sum of discounts (capped), held in the
card's range, rounded to its step. Each stage ends on a whole cent, so that the printed figures can
be checked with a pocket calculator.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from fourchette.core.basis.estimate import NOTHING, Estimate
from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.money import ZERO, to_step
from fourchette.core.basis.noun import noun
from fourchette.core.basis.text import NO_TEXT
from fourchette.core.card.conditions import ALWAYS, Fact, Facts
from fourchette.core.card.frame import Range
from fourchette.core.card.rate_card import RateCard
from fourchette.core.effect.card_effects import effects_of
from fourchette.core.effect.effect import Effect, StageName
from fourchette.core.effect.effect_stages import OF_ANSWERS, OF_EFFECTS, STAGES, Stage


@noun
class Step:
    """One effect and what it did to the rate ($/h); `because` names the answer that kept it from applying."""

    effect: Effect
    before: Estimate
    after: Estimate
    applied: bool = True
    because: str | None = None


@noun
class Rating:
    """The hourly rate in the card's currency: asked, before the range held it, and how it came about.

    `held` is the rate without any value case; `undiscounted` that of the lanes no discount touches;
    `lane_percents` what else multiplies the rate of single lanes.
    """

    rate: Estimate
    held: Estimate
    unheld: Estimate
    undiscounted: Estimate
    capped_discount: Decimal | None
    lane_percents: dict[str, Estimate]
    steps: tuple[Step, ...]


@dataclass(slots=True)
class _Waterfall:
    """The running rate and the steps so far."""

    running: Estimate = NOTHING
    steps: list[Step] = field(default_factory=list)

    def move(self, effect: Effect, after: Estimate) -> None:
        self.steps.append(Step(effect, self.running, after))
        self.running = after

    def go_through(self, stage: Stage, effects: Iterable[Effect]) -> Estimate:
        """Apply a stage's effects, which are summed; returns their sum."""
        start, total = self.running, NOTHING
        for effect in effects:
            total += effect.amount
            self.move(effect, changed(stage, start, total))
        return total


def rate(card: RateCard, facts: Facts) -> Rating:
    """Rate a mandate's facts under a card, before any value case."""
    applied, skipped = _sort(card, facts)
    waterfall, starts, capped = _Waterfall(), dict[StageName, Estimate](), None
    for stage in OF_ANSWERS:
        starts[stage.name] = waterfall.running
        total = waterfall.go_through(stage, applied[stage.name])
        capped = _limit(waterfall, stage, starts[stage.name], total, card.range_) or capped
    unheld = waterfall.running
    _hold(waterfall, card.range_)
    rounded = _round(waterfall, card.range_)
    lane_percents = _lane_percents(waterfall, applied["lanes"])
    return Rating(
        rate=rounded,
        held=rounded,
        unheld=unheld,
        undiscounted=starts["discount"].each(lambda figure: settle(figure, card.range_)),
        capped_discount=capped,
        lane_percents=lane_percents,
        steps=(*waterfall.steps, *skipped),
    )


def changed(stage: Stage, start: Estimate, total: Estimate) -> Estimate:
    """The rate a stage began with, once its effects come to a total: low, target and high alike."""
    return Estimate(
        stage.changed(start.low, total.low),
        stage.changed(start.target, total.target),
        stage.changed(start.high, total.high),
    )


def unheld_rate(totals: Mapping[StageName, Decimal], range_: Range) -> Decimal:
    """The rate that totals of effects, by stage, come to before the range holds it."""
    running = ZERO
    for stage in OF_ANSWERS:
        if total := totals.get(stage.name):
            running = stage.changed(running, stage.limited(total, range_))
    return running


def settle(figure: Decimal, range_: Range) -> Decimal:
    """A rate held in the range and rounded to its step; the step never pushes it out of the range."""
    return min(max(to_step(figure, range_.step), range_.floor), range_.ceiling)


def _sort(card: RateCard, facts: Facts) -> tuple[dict[StageName, list[Effect]], list[Step]]:
    applied: dict[StageName, list[Effect]] = {stage.name: [] for stage in OF_EFFECTS}
    skipped: list[Step] = []
    for part in _plan(card):
        if isinstance(part, _Answers):
            chosen, left_out = part.outcomes[facts[part.name]]
            skipped += left_out
            for effect in chosen:
                applied[effect.stage].append(effect)
        elif part.when.holds(facts):
            applied[part.stage].append(part)
        else:
            skipped.append(_skipped(part, part.when.unmet(facts)))
    return applied, skipped


@noun
class _Answers:
    """What each answer to a single-choice trait applies, and the steps of what it leaves out."""

    name: str
    outcomes: dict[Fact, tuple[tuple[Effect, ...], tuple[Step, ...]]]


@lru_cache(maxsize=16)
def _plan(card: RateCard) -> tuple[_Answers | Effect, ...]:
    """The effects of a card in its order, those of each single-choice trait found once for all its answers."""
    plan: dict[str, _Answers | Effect] = {}
    for rank, effect in enumerate(effects_of(card)):
        trait = card.traits.get(effect.id)
        if effect.answer and trait is not None and trait.kind == "one":
            plan.setdefault(f"trait {effect.id}", _answers(card, effect.id))
        else:
            plan[f"effect {rank}"] = effect
    return tuple(plan.values())


def _answers(card: RateCard, name: str) -> _Answers:
    own = [effect for effect in effects_of(card) if effect.id == name and effect.answer]
    return _Answers(
        name,
        {
            answer: (
                tuple(effect for effect in own if effect.answer == answer),
                tuple(_skipped(effect, name) for effect in own if effect.answer != answer),
            )
            for answer in card.traits[name].choices
        },
    )


@lru_cache(maxsize=4096)
def _skipped(effect: Effect, because: str | None) -> Step:
    """The step of an effect that did not apply: most mandates leave out the same ones."""
    return Step(effect, NOTHING, NOTHING, applied=False, because=because)


def _limit(waterfall: _Waterfall, stage: Stage, start: Estimate, total: Estimate, range_: Range) -> Decimal | None:
    """Give back what effects took beyond what the range lets through; returns the percent asked when they did."""
    limited = total.each(lambda figure: stage.limited(figure, range_))
    if limited == total:
        return None
    most = range_.max_discount
    effect = _stage_effect("max-discount", "cap", say("Discounts are capped at {most:percent}", most=most))
    waterfall.move(effect, changed(stage, start, limited))
    return -total.target if total.target != limited.target else None


def _hold(waterfall: _Waterfall, range_: Range) -> None:
    held = waterfall.running.each(lambda figure: min(max(figure, range_.floor), range_.ceiling))
    if held == waterfall.running:
        return
    at_ceiling = held.target < waterfall.running.target or held.high < waterfall.running.high
    label = (
        say("Held at the ceiling of the range: {limit:rate}", limit=range_.ceiling)
        if at_ceiling
        else say("Held at the floor of the range: {limit:rate}", limit=range_.floor)
    )
    waterfall.move(_stage_effect("range", "hold", label), held)


def _round(waterfall: _Waterfall, range_: Range) -> Estimate:
    rounded = waterfall.running.each(lambda figure: settle(figure, range_))
    if rounded != waterfall.running:
        label = say("Rounded to the nearest {step:money}", step=range_.step)
        waterfall.move(_stage_effect("step", "round", label), rounded)
    return rounded


def _lane_percents(waterfall: _Waterfall, effects: Iterable[Effect]) -> dict[str, Estimate]:
    percents: dict[str, Estimate] = {}
    for effect in effects:
        waterfall.move(effect, waterfall.running)
        for lane in effect.lanes:
            percents[lane] = percents.get(lane, NOTHING) + effect.amount
    return percents


def _stage_effect(id_: str, stage: StageName, label: Message) -> Effect:
    return Effect(id_, "", stage, label, NOTHING, (), ALWAYS, NO_TEXT, NO_TEXT)


def lifted(rating: Rating, lifted_rate: Estimate) -> Rating:
    """The rating once a value case has lifted its rate."""
    label = say("Lifted by the demonstrated return")
    step = Step(_stage_effect("value", "value", label), rating.rate, lifted_rate)
    applied = sum(1 for earlier in rating.steps if earlier.applied)
    steps = (*rating.steps[:applied], step, *rating.steps[applied:])
    return Rating(
        rate=lifted_rate,
        held=rating.held,
        unheld=rating.unheld,
        undiscounted=rating.undiscounted,
        capped_discount=rating.capped_discount,
        lane_percents=rating.lane_percents,
        steps=steps,
    )


def lane_rate(rating: Rating, lane: str, *, discounts: bool) -> Estimate:
    """The rate of one lane's line, to the cent: the mandate's rate and what multiplies that lane only."""
    rates = rating.rate
    if not discounts:
        rates = Estimate(*map(max, _figures(rates), _figures(rating.undiscounted)))
    percent = rating.lane_percents.get(lane)
    return rates if percent is None else changed(STAGES["lanes"], rates, percent)


def _figures(estimate: Estimate) -> tuple[Decimal, Decimal, Decimal]:
    return estimate.low, estimate.target, estimate.high
