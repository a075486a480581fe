"""A fourchette: the same figure as low, target and high."""

from collections.abc import Callable
from decimal import Decimal

from fourchette.core.basis.money import ZERO
from fourchette.core.basis.noun import noun


@noun
class Estimate:
    """Three figures in rising order: low to walk away, target to ask, high to open with."""

    low: Decimal
    target: Decimal
    high: Decimal

    @classmethod
    def exactly(cls, figure: Decimal) -> "Estimate":
        """A figure that is known: low, target and high are the same."""
        return cls(figure, figure, figure)

    def __add__(self, other: "Estimate") -> "Estimate":
        return Estimate(self.low + other.low, self.target + other.target, self.high + other.high)

    def __sub__(self, other: "Estimate") -> "Estimate":
        return Estimate(self.low - other.low, self.target - other.target, self.high - other.high)

    def each(self, change: Callable[[Decimal], Decimal]) -> "Estimate":
        """The three figures, each changed in the same way."""
        return Estimate(change(self.low), change(self.target), change(self.high))

    @property
    def ordered(self) -> bool:
        """Whether low ≤ target ≤ high."""
        return self.low <= self.target <= self.high


NOTHING = Estimate.exactly(ZERO)
