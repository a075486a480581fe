"""What past quotes teach: how often they win, what an hour really earned, what the minutes should be."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Literal

from fourchette.core.basis.estimate import Estimate
from fourchette.core.basis.money import HUNDRED, ONE, ZERO, to_step
from fourchette.core.basis.noun import noun
from fourchette.core.card.rate_card import RateCard
from fourchette.core.practice.contract import Contract, last_day_of, month_of, months_from
from fourchette.core.practice.quote_states import State

# The normal quantile of a 95 % interval.
Z = Decimal("1.959964")
BAND_WIDTH = Decimal(25)
_TENTH = Decimal("0.1")
# From how many quotes, and how many months, a ratio is worth acting upon.
ENOUGH = 3


@noun
class Evidence:
    """Hours of a lane over months that are over: those worked, those estimated, and the tasks that were asked.

    `card` is the digest of the card that they were estimated with.
    """

    lane: str
    months: tuple[str, ...]
    worked: Decimal
    estimated: Decimal
    tasks: tuple[str, ...]
    card: str = ""


@noun
class Earned:
    """What a month that is over brought before tax, and its hours; no month is named where it is a whole project."""

    month: str
    price: Decimal
    hours: Decimal


@noun
class Sample:
    """What one saved quote teaches on a day: its state, its price before tax, and its months that are over.

    `rate` is in $/h; `monthly` and `price`, over the whole duration, in its currency.
    """

    name: str
    state: State
    currency: str
    rate: Decimal
    monthly: Decimal
    price: Decimal
    evidence: tuple[Evidence, ...] = ()
    earned: tuple[Earned, ...] = ()
    by_card: Decimal | None = None


def sample_of(contract: Contract, state: State, currency: str, day: date) -> Sample:
    """What a quote teaches on a day, from its contract."""
    last = contract.last
    return Sample(
        last.name,
        state,
        currency,
        last.rate,
        last.price("month"),
        last.whole_price,
        (*_by_month(contract, day), *_whole(contract, day)),
        tuple(_earned(contract, day)),
        last.by_card,
    )


def _once_lanes(contract: Contract) -> set[str]:
    """The lanes with hours that are no month's: what was worked in them is compared when all of it is over."""
    return {lane for each in contract.revisions for lane in each.hours("once")}


def _by_month(contract: Contract, day: date) -> Iterator[Evidence]:
    """Month against month: only months that are over, and the lanes that have hours in them."""
    once = _once_lanes(contract)
    for month in contract.months_worked():
        if last_day_of(month) < day:
            agreed = contract.in_force(month)
            estimated = agreed.hours("month")
            for lane, hours in contract.worked(month).items():
                if lane not in once:
                    yield Evidence(
                        lane, (month,), hours, estimated.get(lane, ZERO), agreed.tasks.get(lane, ()), agreed.card
                    )


def _whole(contract: Contract, day: date) -> Iterator[Evidence]:
    """What is not a month's against all that was worked, once it is over."""
    first, end, last = contract.first_month, contract.last_day, contract.last
    if first is None or end is None or not end < day:
        return
    for lane in sorted(_once_lanes(contract)):
        if months := contract.months_worked([lane]):
            estimated = max(each.hours("once").get(lane, ZERO) for each in contract.revisions)
            if not last.is_project:
                for month in months_from(first, month_of(end)):
                    estimated += contract.in_force(month).hours("month").get(lane, ZERO)
            yield Evidence(lane, months, contract.worked()[lane], estimated, last.tasks.get(lane, ()), last.card)


def _earned(contract: Contract, day: date) -> Iterator[Earned]:
    """What an hour of each month that is over earned; of a project, what an hour of the whole did."""
    if contract.last.is_project:
        hours, end = sum(contract.worked().values(), ZERO), contract.last_day
        if hours and end is not None and end < day:
            yield Earned("", contract.last.price("once"), hours)
        return
    begun = contract.first_month or next(iter(contract.months_worked()), "")
    for month in contract.months_worked():
        if last_day_of(month) < day:
            agreed = contract.in_force(month)
            at_once = agreed.price("once") if month == begun else ZERO
            price = agreed.price_in(month) + contract.sold_in(month) + at_once
            yield Earned(month, price, sum(contract.worked(month).values(), ZERO))


@noun
class WinRate:
    """How many quotes of a band of rates, in a currency, were won out of those decided.

    The 95 % interval is in percent.
    """

    currency: str
    low: Decimal
    high: Decimal
    won: int
    decided: int
    least: Decimal
    most: Decimal

    @property
    def share(self) -> Decimal:
        """The share won, in percent."""
        return HUNDRED * self.won / self.decided


@noun
class LaneRatio:
    """Real hours of a lane over the estimated ones, and on how many quotes and months that stands."""

    lane: str
    worked: Decimal
    estimated: Decimal
    quotes: int
    months: int
    tasks: frozenset[str] = frozenset()

    @property
    def ratio(self) -> Decimal | None:
        """Real over estimated; None where nothing was estimated."""
        return self.worked / self.estimated if self.estimated else None


def wilson(won: int, decided: int) -> tuple[Decimal, Decimal]:
    """The 95 % Wilson interval of a share, in percent; the whole scale where nothing was decided."""
    if not decided:
        return ZERO, HUNDRED
    share, count, square = Decimal(won) / decided, Decimal(decided), Z * Z
    middle = share + square / (2 * count)
    spread = Z * (share * (ONE - share) / count + square / (4 * count * count)).sqrt()
    scale = ONE + square / count
    return (
        HUNDRED * max((middle - spread) / scale, ZERO),
        HUNDRED * min((middle + spread) / scale, ONE),
    )


def win_rates(samples: Iterable[Sample]) -> tuple[WinRate, ...]:
    """Win rates by currency and band of 25 an hour, of the quotes accepted, declined or left to expire."""
    bands: dict[tuple[str, Decimal], list[bool]] = {}
    for sample in samples:
        if sample.state in ("accepted", "declined", "expired"):
            band = sample.rate // BAND_WIDTH * BAND_WIDTH
            bands.setdefault((sample.currency, band), []).append(sample.state == "accepted")
    return tuple(
        WinRate(currency, band, band + BAND_WIDTH, sum(won), len(won), *wilson(sum(won), len(won)))
        for (currency, band), won in sorted(bands.items())
    )


def lane_ratios(samples: Iterable[Sample]) -> tuple[LaneRatio, ...]:
    """Real over estimated hours by lane, over the months that have hours in it."""
    found: dict[str, list[tuple[str, Evidence]]] = {}
    for sample in samples:
        for evidence in sample.evidence:
            found.setdefault(evidence.lane, []).append((sample.name, evidence))
    # Hours that nobody estimated say nothing of those that somebody did.
    found = {lane: [pair for pair in pairs if pair[1].estimated] or pairs for lane, pairs in found.items()}
    return tuple(
        LaneRatio(
            lane,
            sum((evidence.worked for _, evidence in pairs), ZERO),
            sum((evidence.estimated for _, evidence in pairs), ZERO),
            len({name for name, _ in pairs}),
            len({month for _, evidence in pairs for month in evidence.months}),
            frozenset(task for _, evidence in pairs for task in evidence.tasks),
        )
        for lane, pairs in sorted(found.items())
    )


def by_lane(sample: Sample, figure: Literal["worked", "estimated"]) -> dict[str, Decimal]:
    """The hours worked, or estimated, by lane over the months that are compared."""
    hours: dict[str, Decimal] = {}
    for each in sample.evidence:
        hours[each.lane] = hours.get(each.lane, ZERO) + (each.worked if figure == "worked" else each.estimated)
    return hours


def effective_rate(earned: Iterable[Earned]) -> Decimal | None:
    """What an hour really earned: the price of the months that are over, over their hours; None without any."""
    earned = tuple(earned)
    hours = sum((each.hours for each in earned), ZERO)
    return sum((each.price for each in earned), ZERO) / hours if hours else None


@noun
class Proposal:
    """New minutes for a task, by its lane's ratio, and what stands behind it."""

    task: str
    before: Estimate
    after: Estimate
    evidence: LaneRatio

    @property
    def enough(self) -> bool:
        """Whether there is evidence enough to act upon."""
        return min(self.evidence.quotes, self.evidence.months) >= ENOUGH


def of_cards(sample: Sample, lanes: Mapping[str, Iterable[str]]) -> Sample:
    """The sample with what was worked in some lanes only, by the card that they were estimated with."""
    return replace(sample, evidence=tuple(each for each in sample.evidence if each.lane in lanes.get(each.card, ())))


def same_lanes(card: RateCard, other: RateCard) -> tuple[str, ...]:
    """The lanes whose tasks take the same minutes under both cards: hours logged under one speak for the other."""

    def minutes(of: RateCard, lane: str) -> dict[str, Estimate]:
        return {name: task.minutes for name, task in of.tasks.items() if task.lane == lane}

    return tuple(lane for lane in card.lanes if minutes(card, lane) == minutes(other, lane))


def proposals(card: RateCard, ratios: Iterable[LaneRatio]) -> tuple[Proposal, ...]:
    """New minutes, to a tenth, for the tasks that were done in a lane whose real hours differ from the estimated."""
    by_lane = {ratio.lane: ratio for ratio in ratios}
    found = []
    for name, task in card.tasks.items():
        evidence = by_lane.get(task.lane)
        if evidence is not None and evidence.ratio and name in evidence.tasks:
            after = _scaled(task.minutes, evidence.ratio)
            if after != task.minutes:
                found.append(Proposal(name, task.minutes, after, evidence))
    return tuple(found)


def _scaled(minutes: Estimate, factor: Decimal) -> Estimate:
    return minutes.each(lambda figure: to_step(figure * factor, _TENTH))
