"""Some months with answers of their own: a festival's weekends, a quiet summer."""

from decimal import Decimal
from typing import Any

import pytest

from builders import WORDS, codes, priced, small_card, told
from fourchette.core.basis.money import to_cent
from fourchette.core.card.rate_card import RateCard
from fourchette.core.card.terms import Terms
from fourchette.core.mandate.answers import UnsuitedMandate
from fourchette.core.mandate.mandate import Season
from fourchette.core.mandate.profile import Profile
from fourchette.core.price.quote import Quote

MONTHS: dict[str, Any] = {"months": 8}


def season(months: int, **traits: object) -> Season:
    return Season(label=WORDS, months=Decimal(months), traits=traits)


def arts_days(card: RateCard, *seasons: Season) -> Quote:
    traits = {"scope": ["content", "community", "on-site"], "posts": 13, "inbound": 80, "months": 8}
    return priced(card, traits, seasons=seasons)


def test_what_some_months_differ_by_is_billed_once_and_multiplies(card: RateCard) -> None:
    weekends = season(2, coverage="evenings-and-weekends", on_site_hours=8)
    usual, busy = arts_days(card), arts_days(card, weekends)
    all_year = priced(card, {**usual.mandate.traits, "coverage": "evenings-and-weekends", "on_site_hours": 8})
    (line,) = (line for line in busy.lines if line.period == "once")

    assert busy.monthly == usual.monthly
    assert usual.monthly is not None
    assert all_year.monthly is not None
    difference = all_year.monthly.subtotal - usual.monthly.subtotal
    assert line.amount == difference + difference
    assert busy.total == usual.total + line.amount.target
    assert line.amount.ordered


def test_quiet_months_take_off() -> None:
    card = small_card()

    (_, line) = priced(card, {"posts": 4}, seasons=(season(1, posts=1),)).lines
    assert line.amount.target == -300


def test_months_that_change_nothing_are_no_line(card: RateCard) -> None:
    assert arts_days(card, season(2, posts=13)).once is None


def test_the_people_are_those_of_the_busiest_months(card: RateCard) -> None:
    assert arts_days(card, season(1, coverage="around-the-clock")).feasibility.people == 5


def test_the_hours_of_such_a_month_are_told_and_held_to_the_floor(card: RateCard) -> None:
    busy = arts_days(card, season(2, coverage="evenings-and-weekends", on_site_hours=8))
    all_year = priced(card, {**busy.mandate.traits, "coverage": "evenings-and-weekends", "on_site_hours": 8})
    hours = all_year.workload.band("month")

    said = told(busy, "season-hours")
    assert [f"{each:f}" in said for each in (hours.low, hours.target, hours.high)] == [True] * 3
    assert all_year.monthly is not None
    earned = to_cent(all_year.monthly.subtotal.target / hours.high)
    thin = [str(notice.message) for notice in busy.notices if notice.code == "thin-if-long"]
    assert [str(earned) in each for each in thin] == [False, True]
    assert thin[1].startswith("word · ")


def test_a_quiet_month_is_not_said_to_be_thin() -> None:
    quote = priced(small_card(), {"posts": 4}, seasons=(season(1, posts=1),))
    assert codes(quote) == ["season-hours"]


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        (season(9, posts=20), "seasons[0].months"),
        (season(1, post=20), "seasons[0].traits.post"),
        (season(1, posts=-1), "seasons[0].traits.posts"),
    ],
)
def test_what_is_wrong_of_a_season_is_named(card: RateCard, wrong: Season, key: str) -> None:
    with pytest.raises(UnsuitedMandate) as refused:
        arts_days(card, wrong)

    assert [problem.key for problem in refused.value.problems] == [key]


def test_a_project_has_no_months_of_their_own(card: RateCard) -> None:
    with pytest.raises(UnsuitedMandate, match="it has no months of their own"):
        priced(card, {"scope": ["content"]}, seasons=(season(1, posts=3),), period="project", weeks=Decimal(3))


def test_the_terms_of_a_mandate_stand_over_those_of_its_seller() -> None:
    usual = Profile(terms=Terms(notice_days=Decimal(30), minimum_months=Decimal(3)))
    quote = priced(small_card(), {"posts": 1}, profile=usual, terms=Terms(minimum_months=Decimal(6)))

    assert quote.profile.terms.minimum_months == 6
    assert quote.profile.terms.notice_days == 30


def test_a_season_may_last_as_long_as_its_mandate(card: RateCard) -> None:
    assert "season-hours" in codes(arts_days(card, season(8, posts=20)))
