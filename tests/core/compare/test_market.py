"""Published packages beside a card: what it asks for each, where it stands, and those nearest to a mandate."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import WORDS, number, small_card, task
from fourchette.core.basis.estimate import Estimate
from fourchette.core.card.rate_card import RateCard
from fourchette.core.compare.market import (
    Asked,
    MarketCountry,
    MarketPrice,
    MarketTable,
    NearPrice,
    PublishedPackage,
    SellerKind,
    Unasked,
    market_groups,
    market_prices,
    monthly_asked,
    nearest_packages,
)
from fourchette.core.mandate.mandate import Mandate

NEAR = NearPrice(least=Decimal("0.6"), most=Decimal("1.7"))
HERE = MarketCountry(label=WORDS, currency="CAD", living_wage=Decimal(20))
# 100 $/h; an hour a post, half an hour a story; two hours at the beginning.
CARD = small_card(
    traits={"stories": number()},
    tasks={
        "posts": task(60),
        "stories": task(30, each=("stories",)),
        "setup": task(120, fixed=Decimal(1), period="once", accessory=True),
    },
)


def package(
    name: str,
    price: int,
    traits: Mapping[str, Any],
    seller: SellerKind = "solo",
    **own: Any,  # noqa: ANN401  # a package's keys
) -> PublishedPackage:
    return PublishedPackage(
        **{
            "id": name,
            "price": Decimal(price),
            "currency": "CAD",
            "country": "CA",
            "seller": seller,
            "seen": date(2026, 11, 1),
            "source": "price-page",
            "traits": traits,
            **own,
        }
    )


def table(*packages: PublishedPackage) -> MarketTable:
    return MarketTable(near=NEAR, countries={"CA": HERE}, packages=packages)


def prices(
    *packages: PublishedPackage, card: RateCard | None = CARD, usual: Mapping[str, Any] | None = None
) -> list[MarketPrice | Unasked]:
    return list(market_prices(table(*packages), lambda _: card, usual or {}))


def priced(*packages: PublishedPackage) -> list[MarketPrice]:
    return [each for each in prices(*packages) if isinstance(each, MarketPrice)]


def asked(ratio: str) -> Asked:
    """What a card asks for a package of 1000 $, at a ratio of it."""
    return Asked(Estimate.exactly(Decimal(ratio) * 1000), Decimal(10), {})


def test_a_card_asks_for_a_package_what_it_asks_a_month_before_tax() -> None:
    (found,) = priced(package("a", 400, {"posts": 4, "stories": 2}))

    assert (found.asked.price.target, found.asked.hours) == (Decimal(500), Decimal(5))
    assert (found.ratio, found.hourly) == (Decimal("1.25"), Decimal(80))


def test_a_project_is_asked_for_by_the_month_with_its_beginning() -> None:
    asked = monthly_asked(CARD, Mandate(traits={"posts": 16}, period="project", weeks=Decimal(8)))

    assert (asked.price.target, asked.hours) == (Decimal(900), Decimal(9))
    assert asked.tasks == {"posts": 8, "setup": 1}


def test_a_package_that_states_its_hours_is_asked_for_by_them() -> None:
    (found,) = priced(package("a", 1000, {}, hours=Decimal(10)))

    assert found.ratio == 1


def test_a_package_that_no_card_can_price_is_told_and_the_others_are_priced() -> None:
    found = prices(package("a", 1, {"reels": 4}), package("b", 1, {}), package("c", 1, {"posts": 1}))

    assert [type(each) for each in found] == [Unasked, Unasked, MarketPrice]
    assert isinstance(found[0], Unasked)
    assert str(found[0].reason) == "the rate card has no trait reels"


def test_a_package_in_a_currency_of_no_card_is_told() -> None:
    found = prices(*(package(each, 1, {"posts": 1}, currency=each) for each in ("AUD", "USD")), card=None)

    assert [str(each.reason) for each in found if isinstance(each, Unasked)] == [
        "no card is in AUD",
        "no card is in USD",
    ]


def test_what_she_always_answers_stands_where_a_package_says_nothing() -> None:
    (found, other) = prices(
        package("a", 100, {"posts": 1}), package("b", 100, {"posts": 1, "stories": 0}), usual={"stories": 2, "gone": 1}
    )

    assert isinstance(found, MarketPrice)
    assert isinstance(other, MarketPrice)
    assert [found.asked.hours, other.asked.hours] == [Decimal(2), Decimal(1)]


@pytest.mark.parametrize(("price", "under"), [(19, True), (20, False), (100, False)])
def test_a_package_pays_less_than_one_can_live_on_by_what_an_hour_of_it_pays(price: int, *, under: bool) -> None:
    (found,) = priced(package("a", price, {"posts": 1}))

    assert found.under_living_wage is under


def test_work_that_takes_no_hours_pays_none() -> None:
    found = MarketPrice(package("a", 100, {}), Asked(Estimate.exactly(Decimal(90)), Decimal(0), {}), Decimal(20))

    assert (found.hourly, found.under_living_wage) == (None, False)


@pytest.mark.parametrize(("country", "wage"), [("CA", 20), ("US", None), ("FR", None)])
def test_a_package_has_the_living_wage_of_its_country_where_that_is_known(country: str, wage: int | None) -> None:
    known = MarketTable(
        countries={"CA": HERE, "US": MarketCountry(label=WORDS, currency="CAD")},
        packages=(package("a", 100, {"posts": 1}, country=country),),
    )

    (found,) = market_prices(known, lambda _: CARD, {})

    assert isinstance(found, MarketPrice)
    assert found.living_wage == wage


def test_a_living_wage_in_another_currency_is_compared_with_nothing() -> None:
    (found,) = priced(package("a", 1, {"posts": 1}, currency="EUR"))

    assert not found.under_living_wage


def test_the_groups_tell_apart_who_cannot_live_of_it() -> None:
    found = priced(
        package("a", 100, {"posts": 1}),
        package("b", 50, {"posts": 1}),
        package("c", 200, {"posts": 1}, "agency"),
        package("d", 10, {"posts": 1}),
    )

    groups = [
        (each.country, each.seller, each.living, [float(ratio) for ratio in each.ratios], round(each.near))
        for each in market_groups(found, NEAR)
    ]

    assert groups == [
        (None, None, None, [0.5, 1, 2, 10], 25),
        (None, None, True, [0.5, 1, 2], 33),
        ("CA", "agency", True, [0.5], 0),
        ("CA", "solo", True, [1, 2], 50),
        (None, None, False, [10], 0),
    ]
    assert [each.median for each in market_groups(found, NEAR)][:2] == [Decimal("1.5"), 1]


def test_a_price_is_near_up_to_the_ratios_that_are_stated() -> None:
    ratios = {"at least": "0.6", "at most": "1.7", "under": "0.599", "over": "1.701"}
    near = {
        name: next(market_groups([MarketPrice(package(name, 1000, {}), asked(ratio), None)], NEAR)).near
        for name, ratio in ratios.items()
    }

    assert near == {"at least": 100, "at most": 100, "under": 0, "over": 0}


def test_no_package_makes_no_group() -> None:
    assert list(market_groups([], NEAR)) == []


def test_the_nearest_packages_have_most_of_their_work_in_common() -> None:
    found = priced(
        package("far", 100, {"stories": 8}),
        package("same", 100, {"posts": 4}),
        package("near", 100, {"posts": 3}),
        package("half", 100, {"posts": 4, "stories": 8}),
    )

    nearest = nearest_packages(monthly_asked(CARD, Mandate(traits={"posts": 4})), found, CARD, {}, 3)

    assert [f"{each.found.package.id} {each.common:f}" for each in nearest] == ["same 100", "near 75", "half 50"]


def test_a_package_that_her_card_cannot_count_is_near_to_nothing() -> None:
    found = priced(package("a", 100, {"posts": 1}))
    other = small_card(posts=number(0, most=Decimal("0.5"), decimals=True))

    assert nearest_packages(monthly_asked(CARD, Mandate(traits={"posts": 1})), found, other, {}, 5) == ()


work = st.dictionaries(st.sampled_from("abc"), st.decimals("0.25", 40, places=2), max_size=3)


@given(work, work)
def test_work_in_common_is_a_share_and_the_same_from_both_sides(
    one: dict[str, Decimal], two: dict[str, Decimal]
) -> None:
    left, right = (Asked(Estimate.exactly(Decimal(0)), Decimal(0), tasks) for tasks in (one, two))

    assert 0 <= left.in_common(right) <= 100
    assert left.in_common(right) == right.in_common(left)
    assert left.in_common(left) == (100 if one else 0)


def test_her_own_package_takes_the_place_of_one_of_the_same_id() -> None:
    mine = MarketTable(packages=(package("a", 7, {}), package("z", 8, {})))

    extended = table(package("a", 1, {}), package("b", 2, {})).extended(mine)

    assert [f"{each.id} {each.price}" for each in extended.packages] == ["b 2", "a 7", "z 8"]
    assert extended.near == NEAR


def test_a_package_whose_work_is_all_done_once_is_asked_for_by_no_month() -> None:
    beginning = small_card(tasks={"posts": task(60, period="once")})
    (found,) = prices(package("a", 1, {"posts": 1}), card=beginning)

    assert isinstance(found, Unasked)
    assert str(found.reason) == "the card asks nothing a month for it"


def test_a_package_that_her_card_cannot_count_hides_no_other() -> None:
    found = priced(package("a", 100, {"stories": 8}), package("b", 100, {"posts": 4}))
    plain = small_card()

    nearest = nearest_packages(monthly_asked(plain, Mandate(traits={"posts": 4})), found, plain, {}, 5)

    assert [each.found.package.id for each in nearest] == ["b"]
