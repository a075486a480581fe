"""What past quotes teach: how often they win, what an hour really earned, what the minutes should be."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from fourchette.core.basis.estimate import Estimate
from fourchette.core.basis.money import HUNDRED, ONE, ZERO, to_step
from fourchette.core.basis.noun import noun
from fourchette.core.card.rate_card import RateCard
from fourchette.core.practice.quote_states import State

# The normal quantile of a 95 % interval.
Z = Decimal("1.959964")
BAND_WIDTH = Decimal(25)
_TENTH = Decimal("0.1")
# From how many logged quotes a ratio is worth acting upon.
ENOUGH = 3


@noun
class Sample:
    """What one saved quote contributes: its state, rate ($/h), price before tax, and hours by lane.

    `estimated` are the quote's hours over its whole duration; `worked` those logged so far; `card`
    is the digest of the card they were estimated with.
    """

    name: str
    state: State
    rate: Decimal
    price: Decimal
    estimated: Mapping[str, Decimal]
    worked: Mapping[str, Decimal]
    card: str = ""


@noun
class WinRate:
    """How many quotes of a band of rates were won out of those decided, with the 95 % interval in percent."""

    low: Decimal
    high: Decimal
    won: int
    decided: int
    least: Decimal
    most: Decimal

    @property
    def share(self) -> Decimal:
        """The share won, in percent."""
        return HUNDRED * self.won / self.decided if self.decided else ZERO


@noun
class LaneRatio:
    """Real hours of a lane over the estimated ones, and on how many quotes that stands."""

    lane: str
    worked: Decimal
    estimated: Decimal
    quotes: int

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
    """Win rates by band of 25 $/h, of the quotes that were accepted, declined or left to expire."""
    bands: dict[Decimal, list[bool]] = {}
    for sample in samples:
        if sample.state in ("accepted", "declined", "expired"):
            band = sample.rate // BAND_WIDTH * BAND_WIDTH
            bands.setdefault(band, []).append(sample.state == "accepted")
    return tuple(
        WinRate(band, band + BAND_WIDTH, sum(won), len(won), *wilson(sum(won), len(won)))
        for band, won in sorted(bands.items())
    )


def lane_ratios(samples: Iterable[Sample]) -> tuple[LaneRatio, ...]:
    """Real over estimated hours by lane, over the quotes with hours logged in that lane."""
    worked: dict[str, list[tuple[Decimal, Decimal]]] = {}
    for sample in samples:
        for lane, hours in sample.worked.items():
            worked.setdefault(lane, []).append((hours, sample.estimated.get(lane, ZERO)))
    return tuple(
        LaneRatio(lane, sum((w for w, _ in pairs), ZERO), sum((e for _, e in pairs), ZERO), len(pairs))
        for lane, pairs in sorted(worked.items())
    )


def effective_rate(sample: Sample) -> Decimal | None:
    """What an hour really earned ($/h): the price over the hours logged; None without hours."""
    hours = sum(sample.worked.values(), ZERO)
    return sample.price / hours if hours else None


@noun
class Proposal:
    """New minutes for a task, by its lane's ratio, and the number of quotes behind it."""

    task: str
    before: Estimate
    after: Estimate
    quotes: int

    @property
    def enough(self) -> bool:
        """Whether there is evidence enough to act upon."""
        return self.quotes >= ENOUGH


def of_lanes(sample: Sample, lanes: Iterable[str]) -> Sample:
    """The sample with the logged hours of some lanes only."""
    kept = set(lanes)
    return replace(sample, worked={lane: hours for lane, hours in sample.worked.items() if lane in kept})


def same_lanes(card: RateCard, other: RateCard) -> tuple[str, ...]:
    """The lanes whose tasks take the same minutes under both cards: hours logged under one speak for the other."""

    def minutes(of: RateCard, lane: str) -> dict[str, Estimate]:
        return {name: task.minutes for name, task in of.tasks.items() if task.lane == lane}

    return tuple(lane for lane in card.lanes if minutes(card, lane) == minutes(other, lane))


def proposals(card: RateCard, ratios: Iterable[LaneRatio]) -> tuple[Proposal, ...]:
    """New minutes for every task of a lane whose real hours differ from the estimated, to a tenth of a minute."""
    by_lane = {ratio.lane: ratio for ratio in ratios if ratio.ratio is not None}
    found = []
    for name, task in card.tasks.items():
        ratio = by_lane.get(task.lane)
        if ratio is None or ratio.ratio is None:
            continue
        after = _scaled(task.minutes, ratio.ratio)
        if after != task.minutes:
            found.append(Proposal(name, task.minutes, after, ratio.quotes))
    return tuple(found)


def _scaled(minutes: Estimate, factor: Decimal) -> Estimate:
    return minutes.each(lambda figure: to_step(figure * factor, _TENTH))
