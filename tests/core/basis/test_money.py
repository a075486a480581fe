from decimal import Decimal

import pytest

from fourchette.core.basis.money import (
    divided,
    down_to_step,
    fits_decimals,
    percent_of,
    plain_number,
    to_cent,
    to_quarter_hour,
    to_step,
    up_to_step,
    up_to_whole,
)


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [
        ("13.965", "13.97"),
        ("29.925", "29.93"),
        ("113.715", "113.72"),
        ("2.675", "2.68"),
        ("0.005", "0.01"),
        ("0.0049999999", "0.00"),
        ("-0.005", "-0.01"),
        ("7", "7.00"),
        ("999999999.995", "1000000000.00"),
    ],
)
def test_half_a_cent_goes_away_from_zero(amount: str, rounded: str) -> None:
    assert str(to_cent(Decimal(amount))) == rounded


@pytest.mark.parametrize(
    ("amount", "step", "rounded"),
    [
        ("78.85", "1", "79"),
        ("94.50", "1", "95"),
        ("94.49", "1", "94"),
        ("52.50", "5", "55"),
        ("52.49", "5", "50"),
        ("71.30", "0.25", "71.25"),
        ("71.375", "0.25", "71.50"),
    ],
)
def test_a_rate_is_rounded_half_up_to_its_step(amount: str, step: str, rounded: str) -> None:
    assert to_step(Decimal(amount), Decimal(step)) == Decimal(rounded)


@pytest.mark.parametrize(
    ("amount", "step", "kept"), [("200.83", "1", "200"), ("199.99", "5", "195"), ("200", "5", "200")]
)
def test_a_limit_is_never_passed_by_rounding_to_the_step(amount: str, step: str, kept: str) -> None:
    assert down_to_step(Decimal(amount), Decimal(step)) == Decimal(kept)


@pytest.mark.parametrize(
    ("hours", "rounded"),
    [("0.1249", "0.00"), ("0.125", "0.25"), ("7.4067", "7.50"), ("1.375", "1.50"), ("1.3749", "1.25"), ("3", "3.00")],
)
def test_hours_are_rounded_half_up_to_the_quarter_hour(hours: str, rounded: str) -> None:
    assert str(to_quarter_hour(Decimal(hours))) == rounded


@pytest.mark.parametrize(("number", "whole"), [("0", 0), ("0.01", 1), ("2", 2), ("2.0001", 3)])
def test_a_part_of_a_person_or_of_a_sale_is_a_whole_one(number: str, whole: int) -> None:
    assert up_to_whole(Decimal(number)) == whole


def test_a_percent_of_an_amount_is_exact() -> None:
    assert percent_of(Decimal("9.975"), Decimal(140)) == Decimal("13.965")


@pytest.mark.parametrize(
    ("number", "places", "fits"),
    [("9.975", 3, True), ("9.975", 2, False), ("9.970", 2, True), ("1E+3", 0, True), ("1E-7", 6, False)],
)
def test_trailing_zeros_are_no_decimals(number: str, places: int, *, fits: bool) -> None:
    assert fits_decimals(Decimal(number), places) is fits


@pytest.mark.parametrize(("amount", "above"), [("61", "65"), ("65", "65"), ("65.01", "70")])
def test_a_step_is_gone_up_to_the_next_multiple(amount: str, above: str) -> None:
    assert up_to_step(Decimal(amount), Decimal(5)) == Decimal(above)


def test_what_has_no_end_is_a_hair_above_and_still_rounds_up() -> None:
    third = divided(Decimal(1), Decimal(3))

    assert third == Decimal("0.333333333333333333333334")
    assert to_cent(divided(Decimal("0.045"), Decimal(9))) == Decimal("0.01")
    assert divided(Decimal(10), Decimal(4)) == Decimal("2.5")


@pytest.mark.parametrize(("number", "plain"), [("3.00", "3"), ("1E+2", "100"), ("0.50", "0.5"), ("-0.10", "-0.1")])
def test_a_plain_number_has_neither_trailing_zeros_nor_exponent(number: str, plain: str) -> None:
    assert str(plain_number(Decimal(number))) == plain
