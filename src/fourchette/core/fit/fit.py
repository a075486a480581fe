"""What to take out of a mandate to meet a budget: a few plans, never a lower rate for the same work.

A plan only ever takes out what its card lets go (`reduce`), and is priced like any mandate: the rate
falls where a premium no longer applies, and stays in the card's range and above the seller's own
minimum, or where it already was.
"""

from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from math import prod

from fourchette.core.basis.messages import say
from fourchette.core.basis.money import ZERO
from fourchette.core.basis.noun import noun
from fourchette.core.basis.problems import Problem, unknown_name
from fourchette.core.card.rate_card import HOURS, Frequency, RateCard
from fourchette.core.fit.fit_parts import FitPart, TakenOut, parts_of, rounder, without
from fourchette.core.fit.fit_search import Found, Point, Space, cheapest, least_painful
from fourchette.core.mandate.answers import UnsuitedMandate
from fourchette.core.mandate.mandate import Mandate
from fourchette.core.price.lines import QuoteLine, added
from fourchette.core.price.quote import Priced, Quote, price_under, priced
from fourchette.core.price.rating import Rating
from fourchette.core.price.variants import in_proportion

PLANS = 3
# How many prices "quick" is, about a second; each further plan may take a part of that.
MOST_TRIED = 4000
FURTHER_SHARE = 4


@noun
class Budget:
    """What the client can pay in a mandate's main period: a month, or the whole project."""

    amount: Decimal
    taxes_in: bool = False


@noun
class Saving:
    """What is taken out, and what that saves; several where one alone leaves no mandate."""

    taken: tuple[TakenOut, ...]
    amount: Decimal


@noun
class Plan:
    """A lesser mandate, its quote, what it costs in the budget's terms, and what each change saves.

    `untouched` is what this plan leaves alone and an earlier one takes out; `proven` says that no
    less painful plan does the same.
    """

    quote: Quote
    cost: Decimal
    savings: tuple[Saving, ...]
    pain: Decimal
    untouched: tuple[FitPart, ...]
    proven: bool


@noun
class Fit:
    """The answer: plans within the budget, the least painful first; or none, and the lowest price there is.

    Where the budget is met as it is, the one plan takes nothing out. `rounded` are the numbers that
    were only tried in rounder steps than their card's.
    """

    quote: Quote
    budget: Budget
    period: Frequency
    cost: Decimal
    plans: tuple[Plan, ...]
    lowest: Plan | None
    rounded: tuple[str, ...] = ()

    @property
    def met(self) -> bool:
        """Whether the budget is met with nothing taken out."""
        return self.cost <= self.budget.amount

    def told_hours(self, quote: Quote) -> Decimal:
        """The hours of the mandate or of a plan: those done once where it had no others."""
        return quote.workload.band(self.quote.workload.told_period).target


def keep_problems(card: RateCard, kept: Collection[str]) -> tuple[Problem, ...]:
    """The names to keep that are none: neither a trait, nor a member of one (`platforms.tiktok`), nor the hours."""
    members = [f"{name}.{key}" for name, trait in card.traits.items() for key in trait.choices]
    known = (*card.traits, HOURS)
    return tuple(
        unknown_name(
            (), say("the rate card has no trait {name}", name=name), name, (*known, *members) if "." in name else known
        )
        for name in kept
        if name not in known and name not in members
    )


def fit(quote: Quote, budget: Budget, kept: Collection[str] = (), *, tries: int = MOST_TRIED) -> Fit:
    """Find what to take out of a quote's mandate so that it meets a budget, keeping what must be `kept`.

    The search is exact as long as that takes no more than so many `tries`.
    """
    period: Frequency = "month" if quote.monthly is not None else "once"
    search = _Search(quote, budget, period, _parts(quote, kept, tries), tries)
    cost = search.counted(quote.lines)
    if cost <= budget.amount:
        as_it_is = _plan(search, Found((0,) * len(search.parts), proven=True), frozenset())
        return Fit(quote, budget, period, cost, (as_it_is,), None)
    space = Space(tuple((ZERO, *(way.pain for way in part.ways)) for part in search.parts), search.cost)
    plans = sorted(_plans(search, space), key=lambda plan: plan.pain)
    lowest = None if plans else _plan(search, cheapest(space, search.tries), frozenset())
    rounded = tuple(part.name for part in search.parts if part.rounded)
    return Fit(quote, budget, period, cost, tuple(plans), lowest, rounded)


def _parts(quote: Quote, kept: Collection[str], tries: int) -> tuple[FitPart, ...]:
    """The parts that may shrink, in rounder steps where there are too many ways together to try them all."""
    parts = list(parts_of(quote.card, quote.mandate, quote.answers, kept))
    while prod(len(part.ways) + 1 for part in parts) > tries:
        rounded = {index: easier for index, part in enumerate(parts) if (easier := rounder(quote.card, part))}
        if not rounded:
            break
        finest = max(rounded, key=lambda index: len(parts[index].ways))
        parts[finest] = rounded[finest]
    return tuple(parts)


@noun
class _Search:
    """What a search is about: a quote, a budget, and the parts that may shrink."""

    quote: Quote
    budget: Budget
    period: Frequency
    parts: tuple[FitPart, ...]
    tries: int

    def counted(self, lines: tuple[QuoteLine, ...]) -> Decimal:
        """What lines come to in the budget's terms: in its period, before tax or with them."""
        amounts = added(lines, self.period, self.quote.ruling)
        return amounts.total if self.budget.taxes_in else amounts.subtotal.target

    def taken_at(self, point: Point) -> tuple[TakenOut, ...]:
        """What a point takes out."""
        return tuple(
            TakenOut(part, part.ways[level - 1]) for part, level in zip(self.parts, point, strict=True) if level
        )

    def left(self, taken: Iterable[TakenOut]) -> Priced:
        """The price of what is left; raises UnsuitedMandate where no mandate is."""
        return priced(self.lesser(taken), self.quote.card)

    def lesser(self, taken: Iterable[TakenOut]) -> Mandate:
        """What is left of the mandate; a price that is stated falls in proportion."""
        quote = self.quote
        left = without(quote.card, quote.mandate, taken)
        return in_proportion(quote.mandate, left, quote.card, quote.asking)

    def cost(self, point: Point) -> Decimal | None:
        """What a point costs; None where no mandate is left, or it would lower the rate for the same work."""
        try:
            found = self.left(self.taken_at(point))
        except UnsuitedMandate:
            return None
        return self.counted(found.lines) if self._is_fair(found.rating) else None

    def _is_fair(self, rating: Rating) -> bool:
        """Whether a rate falls by nothing but the premiums of what left: not below her minimum, not by a discount."""
        before = self.quote.rating
        least = min(self.quote.minimum_rate or ZERO, before.rate.target)
        return rating.rate.target >= least and _discounts(rating) >= _discounts(before)


def _discounts(rating: Rating) -> Decimal:
    """The discounts of a rate together, in percent: below zero, or none."""
    return sum(
        (step.effect.amount.target for step in rating.steps if step.applied and step.effect.stage == "discount"), ZERO
    )


def _plans(search: _Search, space: Space) -> Iterator[Plan]:
    """The least painful plan, then those that leave alone what an earlier one saves most on."""
    waiting: list[frozenset[int]] = [frozenset()]
    found_points: list[Point] = []
    while waiting and len(found_points) < PLANS:
        fixed = waiting.pop(0)
        tries = search.tries // FURTHER_SHARE if found_points else search.tries
        found = least_painful(space, search.budget.amount, fixed, tries)
        if found.point is None or found.point in found_points:
            continue
        found_points.append(found.point)
        plan = _plan(search, found, fixed)
        yield plan
        largest = search.parts.index(plan.savings[0].taken[0].part)
        waiting += dict.fromkeys((fixed | {largest}, frozenset({largest})))


def _plan(search: _Search, found: Found, fixed: frozenset[int]) -> Plan:
    quote, taken = search.quote, search.taken_at(found.point or ())
    mandate = search.lesser(taken)
    lesser = price_under(quote.ruling, mandate, quote.card, on=quote.issued, profile=quote.profile)
    savings = sorted(_savings(search, taken), key=lambda saving: -saving.amount)
    return Plan(
        quote=lesser,
        cost=search.counted(lesser.lines),
        savings=tuple(savings),
        pain=sum((each.way.pain for each in taken), ZERO),
        untouched=tuple(search.parts[index] for index in sorted(fixed)),
        proven=found.proven,
    )


def _savings(search: _Search, taken: Iterable[TakenOut]) -> Iterator[Saving]:
    """What each change saves after those before it; one that leaves no mandate alone is counted with the next."""
    cost_now = search.counted(search.quote.lines)
    out: list[TakenOut] = []
    waiting: list[TakenOut] = []
    for each in taken:
        out.append(each)
        waiting.append(each)
        try:
            cost = search.counted(search.left(out).lines)
        except UnsuitedMandate:
            continue
        yield Saving(tuple(waiting), cost_now - cost)
        cost_now, waiting = cost, []
