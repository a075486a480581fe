"""A figure as low, target and high."""

from decimal import Decimal

import pytest

from builders import figures
from fourchette.core.basis.estimate import NOTHING, Estimate


def test_low_target_and_high_are_each_reckoned_with_their_own() -> None:
    one, other = figures(1, 2, 4), figures(10, 30, 70)

    assert other + one == figures(11, 32, 74)
    assert other - one == figures(9, 28, 66)
    assert one.each(lambda figure: figure * 2) == figures(2, 4, 8)
    assert Estimate.exactly(Decimal(5)) == figures(5, 5, 5)
    assert one + NOTHING == one


@pytest.mark.parametrize(
    ("three", "ordered"), [((1, 2, 3), True), ((1, 1, 1), True), ((2, 1, 3), False), ((1, 3, 2), False)]
)
def test_three_figures_are_in_order_where_none_is_below_the_one_before_it(
    three: tuple[int, int, int], *, ordered: bool
) -> None:
    assert figures(*three).ordered is ordered
