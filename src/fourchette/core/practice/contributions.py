"""What the self-employed pay for their pension and insurances, by place and year, from a dated and sourced table."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from fourchette.core.basis.money import HUNDRED, ZERO, down_to_step, percent_of, to_cent
from fourchette.core.basis.noun import noun
from fourchette.core.basis.reading import (
    CLOSED,
    Amount,
    Count,
    Currency,
    Heading,
    Label,
    Line,
    Names,
    Percent,
    Positive,
    YesNo,
)


@noun(kw_only=True)
class Band:
    """The part of a base above `over` and up to `up_to` (all of it without one), and its rate in percent."""

    __pydantic_config__ = CLOSED
    over: Amount = ZERO
    up_to: Positive | None = None
    rate: Percent

    def part(self, base: Decimal) -> Decimal:
        """How much of a base is in the band."""
        top = base if self.up_to is None else min(base, self.up_to)
        return max(top - self.over, ZERO)

    def holds(self, base: Decimal) -> bool:
        """Whether a whole base falls in the band; one that starts another band is that one's."""
        return self.over <= base and (self.up_to is None or base < self.up_to)


@noun(kw_only=True)
class Contribution:
    """A contribution a year, in the currency of its regime.

    It is due on `share` percent of its base: the income, or all that is billed. Each band's rate is that of the part
    in it, or, where `whole`, of the whole base, rounded down to `step`. It is never under `least`.
    """

    __pydantic_config__ = CLOSED
    id: Line
    label: Heading
    base: Literal["income", "turnover"] = "income"
    share: Percent = HUNDRED
    bands: tuple[Band, ...]
    whole: YesNo = False
    step: Amount = ZERO
    least: Amount = ZERO
    why: Label
    source: Label


@noun(kw_only=True)
class Regime:
    """The contributions of some regions (`CA` is all of Canada but those that have their own) in a year."""

    __pydantic_config__ = CLOSED
    regions: Names
    currency: Currency
    year: Count
    label: Heading
    contributions: tuple[Contribution, ...]


@noun(kw_only=True)
class ContributionTable:
    """The contributions the program knows."""

    __pydantic_config__ = CLOSED
    regimes: tuple[Regime, ...]

    def of(self, region: str) -> Regime | None:
        """The latest contributions of a region, else of its country; None where the table has neither."""
        for place in (region.upper(), region.upper().partition("-")[0]):
            known = [regime for regime in self.regimes if place in regime.regions]
            if known:
                return max(known, key=lambda regime: regime.year)
        return None


@noun
class Due:
    """A contribution: the base it is due on, each rate with its part of the base, the amount to the cent."""

    contribution: Contribution
    base: Decimal
    parts: tuple[tuple[Decimal, Decimal], ...]
    amount: Decimal


def dues(regime: Regime, income: Decimal, others: Decimal) -> tuple[Due, ...]:
    """Each contribution of a year that must leave an income, and bring `others` (costs, margin) beside it.

    What is due on all that is billed is itself billed: the sum is the least that pays for itself, to the cent.
    """
    billed = income
    while True:
        found = tuple(_due(each, income if each.base == "income" else billed) for each in regime.contributions)
        again = income + others + total(found)
        if again <= billed:
            return found
        billed = again


def total(found: tuple[Due, ...]) -> Decimal:
    """The sum of some contributions."""
    return sum((due.amount for due in found), ZERO)


def _due(contribution: Contribution, base: Decimal) -> Due:
    parts = tuple(_parts(contribution, percent_of(contribution.share, base)))
    amount = to_cent(sum((percent_of(rate, part) for rate, part in parts), ZERO))
    return Due(contribution, base, parts, max(amount, contribution.least))


def _parts(contribution: Contribution, base: Decimal) -> Iterator[tuple[Decimal, Decimal]]:
    if contribution.step:
        base = down_to_step(base, contribution.step)
    for band in contribution.bands:
        part = (base if band.holds(base) else ZERO) if contribution.whole else band.part(base)
        if part and band.rate:
            yield band.rate, part
