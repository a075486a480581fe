"""A volume: a number, a rhythm, or a low, a likely and a high one."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import figures
from fourchette.core.basis.reading import Refusal
from fourchette.core.basis.rhythm import Bounds, as_whole, read_bounded, rhythm_of

POSTS = Bounds(most=Decimal(10_000))
MONTHS = {"week": Fraction(52, 12), "month": Fraction(1), "quarter": Fraction(1, 3), "year": Fraction(1, 12)}


@pytest.mark.parametrize(
    ("raw", "a_month"),
    [
        ("3/week", 13),
        ("6/quarter", 2),
        ("24/year", 2),
        ("8/month", 8),
        ("3 / semaine", 13),
        ("6/Trimestre", 2),
        ("1.5/week", Decimal("6.5")),
    ],
)
def test_a_rhythm_is_so_many_a_month(raw: str, a_month: Decimal | int) -> None:
    assert read_bounded(raw, POSTS).target == a_month


@given(count=st.integers(0, 500), per=st.sampled_from(sorted(MONTHS)))
def test_a_month_has_exactly_52_weeks_in_twelve(count: int, per: str) -> None:
    found = Fraction(read_bounded(f"{count}/{per}", POSTS).target)

    # What has no end in decimals is a hair above, never below: a half still rounds up.
    assert 0 <= found - count * MONTHS[per] < Fraction(1, 10**18)


@pytest.mark.parametrize(("raw", "in_all"), [("3/week", 9), ("13/quarter", 3), ("9/all", 9)])
def test_a_rhythm_of_a_project_is_counted_over_its_weeks(raw: str, in_all: int) -> None:
    assert read_bounded(raw, Bounds(weeks=Decimal(3))).target == in_all


def test_a_volume_that_is_not_known_has_three_figures() -> None:
    found = read_bounded([Decimal(100), "200/month", 400], POSTS)

    assert found == figures(100, 200, 400)


@pytest.mark.parametrize(
    "raw",
    [
        "3/moon",
        "week",
        "/week",
        "-1/week",
        "3/week/week",
        "9999/week",
        [1, 2],
        [3, 2, 1],
        ["a", "b", "c"],
        1.5,
        Decimal("1.5"),
        "1e3/week",
    ],
)
def test_what_is_no_volume_is_refused(raw: object) -> None:
    with pytest.raises(Refusal):
        read_bounded(raw, POSTS)


@pytest.mark.parametrize(("raw", "a_month"), [("10000/month", 10_000), ("5/month", 5), (10_000, 10_000), (5, 5)])
def test_a_volume_may_be_the_least_and_the_most(raw: object, a_month: int) -> None:
    assert read_bounded(raw, Bounds(least=Decimal(5), most=Decimal(10_000))).target == a_month


@pytest.mark.parametrize("raw", ["4.9/month", "10000.1/month"])
def test_a_rhythm_beyond_its_bounds_is_told_between_which(raw: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_bounded(raw, Bounds(least=Decimal(5), most=Decimal(10_000)))

    assert str(refused.value.message) == f'"{raw}" is not between 5 and 10000'


@pytest.mark.parametrize(
    ("raw", "remedy"), [("3/moon", "write, for instance, “3/week”, “5/quarter” or “10/year”"), ("often", None)]
)
def test_what_looks_like_a_rhythm_is_told_how_one_is_written(raw: str, remedy: str | None) -> None:
    with pytest.raises(Refusal) as refused:
        read_bounded(raw, POSTS)

    told = refused.value.remedy
    assert (None if told is None else str(told)) == remedy


def test_a_rhythm_is_worded_as_it_was_said() -> None:
    rhythm = rhythm_of("1,5/week")
    assert rhythm is not None

    assert (rhythm.words.fr, rhythm.words.en) == ("1,5 par semaine", "1.5 a week")


@given(st.integers(0, 2000), st.sampled_from(["week", "quarter", "year"]))
def test_a_computed_volume_can_be_said_again(count: int, per: str) -> None:
    computed = read_bounded(f"{count}/{per}", POSTS).target

    assert abs(read_bounded(as_whole(computed), POSTS).target - computed) <= Decimal("0.000001")
