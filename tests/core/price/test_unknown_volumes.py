"""Volumes that are not known widen the band of the hours, and nothing else."""

from hypothesis import given, settings
from hypothesis import strategies as st

from builders import number, priced, small_card, task

CARD = small_card(
    posts=number(),
    traits={"messages": number()},
    tasks={"posts": task(60), "messages": task(6, each=("messages",))},
)


def hours(**traits: object) -> tuple[object, object, object]:
    band = priced(CARD, traits).workload.band("month")
    return band.low, band.target, band.high


def test_a_volume_between_two_figures_widens_the_hours_to_them() -> None:
    assert hours(posts=4, messages=[50, 100, 300]) == (9, 14, 34)


def test_a_volume_that_is_surely_no_more_or_no_less_widens_them_on_one_side() -> None:
    assert hours(posts=[1, 4, 4]) == (1, 4, 4)
    assert hours(posts=[4, 4, 7]) == (4, 4, 7)


def test_two_of_them_rarely_go_the_same_way_together() -> None:
    # 3 and 4 hours, in quadrature: 5.
    assert hours(posts=[1, 4, 7], messages=[60, 100, 140]) == (9, 14, 19)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 500), min_size=3, max_size=3).map(sorted))
def test_the_price_is_that_of_the_likely_volume(volumes: list[int]) -> None:
    known, unknown = priced(CARD, {"posts": volumes[1]}), priced(CARD, {"posts": volumes})

    assert unknown.monthly == known.monthly
    assert unknown.rating.rate == known.rating.rate
    band, wide = known.workload.band("month"), unknown.workload.band("month")
    assert wide.low <= band.low <= band.target == wide.target <= band.high <= wide.high
