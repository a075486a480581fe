"""The hourly rate, stage by stage, with one recorded step for each effect.

Base, plus additions, times the sum of surcharges, times the sum of discounts (capped), held in the
card's range, rounded to its step. Each stage ends on a whole cent, so that the printed figures can
be checked with a pocket calculator.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache

from fourchette.core.basis.estimate import NOTHING, Estimate
from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.money import ZERO, to_step
from fourchette.core.basis.noun import noun
from fourchette.core.basis.text import NO_TEXT
from fourchette.core.card.conditions import ALWAYS, Comparison, Fact, Facts, Test, test_of
from fourchette.core.card.frame import Range
from fourchette.core.card.rate_card import RateCard
from fourchette.core.effect.card_effects import effects_of
from fourchette.core.effect.effect import Effect, StageName
from fourchette.core.effect.effect_stages import OF_ANSWERS, OF_EFFECTS, STAGES, Stage
from fourchette.core.price.converted_card import ConvertedCard, in_money_of

# How many steps of one trait's answers are remembered: each answer has as many as the trait has effects.
MOST_STEPS = 65_536


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
    `lane_percents` what else multiplies the rate of single lanes, which the range holds in their turn, and
    `exceptional_percents` what it does not hold. One that is `stated`, or whose price is, is lifted by no proof.
    """

    rate: Estimate
    held: Estimate
    unheld: Estimate
    undiscounted: Estimate
    capped_discount: Decimal | None
    lane_percents: dict[str, Estimate]
    exceptional_percents: dict[str, Estimate]
    range_: Range
    steps: tuple[Step, ...]
    stated: bool = False

    @property
    def is_as_held(self) -> bool:
        """Whether the range alone has the last word: no proof lifted the rate, and it is not stated."""
        return self.rate.target == self.held.target and not any(step.effect.stage == "stated" for step in self.steps)


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
        if applied[stage.name]:
            capped = _limit(waterfall, stage, starts[stage.name], total, card.range_) or capped
    if isinstance(card, ConvertedCard):
        own = rate(card.own, facts)
        if any(step.effect.stage == "hold" for step in own.steps):
            _hold(waterfall, card.range_)
        rounded = _exchange(waterfall, card, own.rate)
        unheld, undiscounted = (
            each.each(lambda figure: in_money_of(card, figure)) for each in (own.unheld, own.undiscounted)
        )
    else:
        unheld = waterfall.running
        _hold(waterfall, card.range_)
        rounded = _round(waterfall, card.range_)
        undiscounted = starts["discount"].each(lambda figure: settle(figure, card.range_))
    for effect in applied["lanes"]:
        waterfall.move(effect, waterfall.running)
    return Rating(
        rate=rounded,
        held=rounded,
        unheld=unheld,
        undiscounted=undiscounted,
        capped_discount=capped,
        lane_percents=_lane_percents(each for each in applied["lanes"] if not each.exceptional),
        exceptional_percents=_lane_percents(each for each in applied["lanes"] if each.exceptional),
        range_=card.range_,
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
    return _within(to_step(_within(figure, range_), range_.step), range_)


def _within(figure: Decimal, range_: Range) -> Decimal:
    return min(max(figure, range_.floor), range_.ceiling)


def _sort(card: RateCard, facts: Facts) -> tuple[dict[StageName, list[Effect]], list[Step]]:
    applied: dict[StageName, list[Effect]] = {stage.name: [] for stage in OF_EFFECTS}
    skipped: list[Step] = []
    plan = _plan(card)
    for answers in plan.answers:
        chosen, left_out = answers.outcome(facts[answers.name])
        skipped += left_out
        for effect in chosen:
            applied[effect.stage].append(effect)
    for effect, holds in plan.rules:
        if holds is None or holds(facts):
            applied[effect.stage].append(effect)
        else:
            skipped.append(_skipped(effect, effect.when.unmet(facts)))
    return applied, skipped


# The effects that an answer applies, and the steps of those that it leaves out.
_Outcome = tuple[tuple[Effect, ...], tuple[Step, ...]]


@noun
class _Answers:
    """The effects of one trait's answers; each answer's outcome is found once, a number's once for each tier."""

    name: str
    effects: tuple[Effect, ...]
    starts: tuple[Decimal, ...]
    known: dict[Fact | int, _Outcome]

    def outcome(self, fact: Fact) -> _Outcome:
        """What an answer applies and leaves out."""
        known = bisect_right(self.starts, fact) if isinstance(fact, Decimal) else fact
        outcome = self.known.get(known)
        if outcome is None:
            if len(self.known) * len(self.effects) >= MOST_STEPS:
                self.known.clear()
            outcome = self.known[known] = self._found({self.name: fact})
        return outcome

    def _found(self, facts: Facts) -> _Outcome:
        held = [effect.when.holds(facts) for effect in self.effects]
        return (
            tuple(effect for effect, holds in zip(self.effects, held, strict=True) if holds),
            tuple(_skipped(effect, self.name) for effect, holds in zip(self.effects, held, strict=True) if not holds),
        )


@noun
class _Plan:
    """The effects of a card in its order: those of its answers by trait, then its rules with their tests."""

    answers: tuple[_Answers, ...]
    rules: tuple[tuple[Effect, Test | None], ...]


@lru_cache(maxsize=16)
def _plan(card: RateCard) -> _Plan:
    by_trait: dict[str, list[Effect]] = {}
    rules = []
    for effect in effects_of(card):
        if effect.answer and isinstance(effect.when, Comparison):
            by_trait.setdefault(effect.when.name, []).append(effect)
        else:
            rules.append((effect, test_of(effect.when)))
    starts = {name: tuple(tier.from_ for tier in card.traits[name].tiers) for name in by_trait}
    answers = (_Answers(name, tuple(effects), starts[name], {}) for name, effects in by_trait.items())
    return _Plan(tuple(answers), tuple(rules))


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
    held = waterfall.running.each(lambda figure: _within(figure, range_))
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


def _exchange(waterfall: _Waterfall, card: ConvertedCard, own: Estimate) -> Estimate:
    """Convert the rate of her own currency, and say both."""
    converted, home = own.each(lambda figure: in_money_of(card, figure)), card.own.currency
    label = say(
        "{own:count}\u00a0{home} an hour, at {exchange:count}\u00a0{home} for 1\u00a0{currency}",
        own=own.target,
        home=home,
        exchange=card.exchange,
        currency=card.currency,
    )
    waterfall.move(_stage_effect("exchange", "exchange", label), converted)
    return converted


def _lane_percents(effects: Iterable[Effect]) -> dict[str, Estimate]:
    percents: dict[str, Estimate] = {}
    for effect in effects:
        for lane in effect.lanes:
            percents[lane] = percents.get(lane, NOTHING) + effect.amount
    return percents


def _stage_effect(id_: str, stage: StageName, label: Message) -> Effect:
    return Effect(id_, "", stage, label, NOTHING, (), ALWAYS, NO_TEXT, NO_TEXT)


def lifted(rating: Rating, lifted_rate: Estimate) -> Rating:
    """The rating once a value case has lifted its rate."""
    return _moved_to(rating, _stage_effect("value", "value", say("Lifted by the demonstrated return")), lifted_rate)


def stated_rate(rating: Rating, figure: Decimal) -> Rating:
    """The rating once she states the rate: the card's stays the step before it, and its low where that is less."""
    band = Estimate(min(rating.rate.low, figure), figure, max(rating.rate.high, figure))
    stated = _moved_to(rating, _stage_effect("stated", "stated", say("Stated by you")), band)
    return replace(stated, held=band, undiscounted=band, stated=True)


def _moved_to(rating: Rating, effect: Effect, rates: Estimate) -> Rating:
    applied = sum(1 for earlier in rating.steps if earlier.applied)
    steps = (*rating.steps[:applied], Step(effect, rating.rate, rates), *rating.steps[applied:])
    return replace(rating, rate=rates, steps=steps)


def lane_rate(rating: Rating, lane: str, *, discounts: bool) -> Estimate:
    """The rate of one lane's line, to the cent: the mandate's rate and what multiplies that lane only."""
    rates = _rate_under(rating, discounts=discounts)
    stage, held = STAGES["lanes"], rates
    if (percent := rating.lane_percents.get(lane)) is not None:
        held = _held_lane(changed(stage, rates, percent), rates, rating.range_)
    if (percent := rating.exceptional_percents.get(lane)) is not None:
        held += changed(stage, rates, percent) - rates
    return held


def lane_unheld(rating: Rating, lane: str, *, discounts: bool) -> Decimal:
    """What the target rate of a lane's line would be if the range held none, but for what is exceptional."""
    rates, percent = _rate_under(rating, discounts=discounts), rating.lane_percents.get(lane)
    return rates.target if percent is None else changed(STAGES["lanes"], rates, percent).target


def _rate_under(rating: Rating, *, discounts: bool) -> Estimate:
    if discounts:
        return rating.rate
    return Estimate(*map(max, _figures(rating.rate), _figures(rating.undiscounted)))


def without_effect(rating: Rating, effect: Effect) -> Rating:
    """The rating as it would be for single lanes without an effect on them."""
    ordinary, exceptional = dict(rating.lane_percents), dict(rating.exceptional_percents)
    percents = exceptional if effect.exceptional else ordinary
    for lane in effect.lanes:
        percents[lane] = percents.get(lane, NOTHING) - effect.amount
    return replace(rating, lane_percents=ordinary, exceptional_percents=exceptional)


def _held_lane(asked: Estimate, rates: Estimate, range_: Range) -> Estimate:
    """A line's rate in the range; where the mandate's is outside it, by proof or as stated, no further than that."""
    return Estimate(
        *(
            min(max(figure, min(rate, range_.floor)), max(rate, range_.ceiling))
            for figure, rate in zip(_figures(asked), _figures(rates), strict=True)
        )
    )


def _figures(estimate: Estimate) -> tuple[Decimal, Decimal, Decimal]:
    return estimate.low, estimate.target, estimate.high
