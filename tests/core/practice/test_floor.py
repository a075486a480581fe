"""The freelancer's floor: what a year must bring over the hours it can bill, each step one that can be checked."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

# ruff: noqa: ANN401  # terms are typed by the noun
from builders import choice, figures, one, small_card
from fourchette.core.basis.money import to_cent
from fourchette.core.card.rate_card import RateCard
from fourchette.core.practice.contributions import dues
from fourchette.core.practice.floor import Floor, Needs, floor_of, standings
from fourchette.files.shipped.floor_figures import contributions_of, usual_needs
from fourchette.files.toml.toml_validate import adapter, validate

USUAL = usual_needs()
PLACES = ("CA-QC", "CA-ON", "FR", "BE", "CH", "GB", "US")


def needs(**terms: Any) -> Needs:
    return Needs(**{name: Decimal(str(figure)) for name, figure in terms.items()})


def floor(**terms: Any) -> Floor:
    found = floor_of(needs(**terms), USUAL)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("terms", "rate"),
    [
        ({"income": 35_000}, "52.74"),
        ({"income": 45_000}, "64.86"),
        ({"income": 55_000}, "76.97"),
        ({"income": 65_000}, "89.08"),
        ({"income": 80_000}, "107.25"),
        ({"income": 65_000, "billable": 50}, "106.89"),
    ],
)
def test_the_floor_is_the_one_worked_out_by_hand(terms: dict[str, int], rate: str) -> None:
    assert floor(contributions=7, **terms).rate == Decimal(rate)


@pytest.mark.parametrize(("term", "most"), [("weeks", 52), ("hours", 168), ("billable", 100)])
def test_a_year_a_week_and_what_is_billed_of_it_have_their_bounds(term: str, most: int) -> None:
    for figure in (Decimal("0.01"), Decimal(most)):
        assert validate(Needs, {term: figure}) == (Needs(**{term: figure}), ())
    for figure in (Decimal(0), Decimal(-1), most + Decimal("0.01")):
        found, (problem,) = validate(Needs, {term: figure})
        assert (found, problem.key) == (None, term)


def test_the_bounds_of_a_term_are_those_that_an_editor_of_the_config_is_told() -> None:
    terms = adapter(Needs).json_schema()["properties"]

    assert terms["weeks"]["anyOf"][0] == {"type": "number", "exclusiveMinimum": 0, "maximum": 52}


def test_each_step_of_the_sum_is_kept() -> None:
    found = floor(income=65_000, contributions=7)

    assert (found.contributed, found.kept, found.costs) == (Decimal(4_550), Decimal(6_500), Decimal(10_000))
    assert found.revenue == Decimal(86_050)
    assert (found.worked, found.billed) == (Decimal(1_610), Decimal(966))


def test_what_she_says_takes_the_place_of_what_is_usual() -> None:
    found = floor(income=80_000, contributions="12.5", margin=0, costs="18500.50", weeks=44, hours="37.5", billable=55)

    assert (found.revenue, found.billed, found.rate) == (Decimal("108500.50"), Decimal("907.50"), Decimal("119.56"))


def test_without_an_income_there_is_no_floor() -> None:
    assert floor_of(needs(costs=5_000), USUAL) is None


def test_an_income_of_nothing_still_pays_the_costs() -> None:
    assert floor(income=0).revenue == Decimal(10_000)


def amounts(least: str, most: int) -> st.SearchStrategy[Decimal]:
    return st.decimals(least, most, places=2)


anything = st.builds(
    Needs,
    income=amounts("0", 1_000_000),
    contributions=amounts("0", 100),
    margin=amounts("0", 100),
    costs=amounts("0", 1_000_000),
    weeks=amounts("0.01", 52),
    hours=amounts("0.01", 168),
    billable=amounts("0.01", 100),
)


@given(anything, st.booleans(), st.sampled_from(PLACES))
def test_the_sum_adds_up_to_the_cent_and_the_division_is_the_one_shown(
    stated: Needs,
    hers: bool,  # noqa: FBT001  # drawn by the law
    place: str,
) -> None:
    found = floor_of(stated if hers else replace(stated, contributions=None), USUAL, contributions_of(place))

    assert found is not None
    assert found.revenue == found.income + found.contributed + found.kept + found.costs
    assert all(getattr(found, name) == to_cent(getattr(found, name)) for name in ("contributed", "kept", "billed"))
    assert found.rate == to_cent(found.revenue / found.billed)
    assert found.contributed == (sum(due.amount for due in found.dues) if not hers else found.contributed)


@given(anything, amounts("0", 5_000), st.sampled_from([None, *PLACES]))
def test_more_income_never_lowers_the_floor(stated: Needs, more: Decimal, place: str | None) -> None:
    stated = stated if place is None else replace(stated, contributions=None)
    regime = contributions_of(place) if place else None
    found = floor_of(stated, USUAL, regime)
    assert found is not None
    assert stated.income is not None
    richer = floor_of(replace(stated, income=stated.income + more), USUAL, regime)

    assert richer is not None
    assert richer.rate >= found.rate


@given(st.integers(20_000, 200_000), st.sampled_from([None, *PLACES]))
def test_the_floor_leaves_the_income_it_was_worked_out_from(income: int, place: str | None) -> None:
    found = floor_of(needs(income=income), USUAL, contributions_of(place) if place else None)
    assert found is not None
    # A half cent of the rate, over the hours billed.
    margin = found.billed / 200 + 1

    assert abs(found.income_at(found.rate) - Decimal(income)) <= margin


def test_fifty_dollars_keep_about_thirty_three_thousand() -> None:
    assert floor(income=65_000, contributions=7).income_at(Decimal(50)) == Decimal("32735.04")


@pytest.mark.parametrize("place", PLACES)
def test_a_rate_that_does_not_pay_the_costs_leaves_less_than_nothing(place: str) -> None:
    found = floor_of(needs(income=65_000), USUAL, contributions_of(place))

    assert found is not None
    assert found.income_at(Decimal(5)) < 0


@pytest.mark.parametrize(
    ("income", "position"),
    [
        (32_730, "under"),  # 49.99 $/h
        (32_735, "within"),
        (65_000, "within"),
        (115_299, "within"),  # 150.00 $/h
        (115_304, "above"),
    ],
)
def test_the_floor_stands_somewhere_about_the_range_of_the_card(card: RateCard, income: int, position: str) -> None:
    assert floor(income=income, contributions=7).position(card) == position


def test_the_bases_of_the_card_are_held_against_the_floor() -> None:
    card = small_card(traits={"experience": one("b", a=choice(base=figures(50)), b=choice(base=figures(80, 95, 100)))})

    found = tuple(standings(floor(income=65_000, contributions=7), card))

    assert [(base.name, base.rate, base.above) for base in found] == [
        ("a", Decimal(50), Decimal("-39.08")),
        ("b", Decimal(95), Decimal("5.92")),
    ]


def test_a_hundredth_of_an_hour_a_year_is_the_least_that_is_billed() -> None:
    found = floor(income=65_000, contributions=0, margin=0, costs=0, weeks="0.01", hours="0.5", billable=1)

    assert (found.billed, found.rate) == (Decimal("0.01"), Decimal(6_500_000))


def test_what_is_contributed_of_an_income_is_told_in_percent_of_it() -> None:
    regime = contributions_of("CH")
    earns, nothing = (floor_of(needs(income=income), USUAL, regime) for income in (100_000, 0))

    assert earns is not None
    assert nothing is not None
    assert (earns.contributed, earns.contributions) == (Decimal(10_000), Decimal(10))
    assert nothing.contributions == 0
    assert floor(income=65_000, contributions=7).contributions == 7


def test_what_is_due_on_the_turnover_is_due_on_the_margin_and_the_costs_too() -> None:
    regime = contributions_of("FR")
    found = floor_of(needs(income=40_000, margin=10, costs=6_000), USUAL, regime)

    assert found is not None
    assert regime is not None
    assert found.dues == dues(regime, Decimal(40_000), Decimal(10_000))


def test_a_regime_is_told_where_she_says_no_contributions_of_her_own() -> None:
    regime = contributions_of("FR")
    usual, own = (
        floor_of(needs(income=40_000), USUAL, regime),
        floor_of(needs(income=40_000, contributions=7), USUAL, regime),
    )

    assert usual is not None
    assert own is not None
    assert (usual.burden.regime, own.burden.regime) == (regime, None)
