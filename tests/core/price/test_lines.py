from decimal import Decimal
from typing import Any

import pytest

from builders import WORDS, figures, line_hours, number, priced, small_card, task, yes_no
from fourchette.core.card.conditions import read_condition
from fourchette.core.card.rate_card import Fee, Lane, RateCard
from fourchette.core.price.lines import QuoteLine
from fourchette.core.price.quote import Quote
from fourchette.core.price.taxes import TaxTable

EDITORIAL: dict[str, Any] = {"scope": ["editorial"], "meetings": 0}


def fee(**parts: Any) -> Fee:  # noqa: ANN401  # a builder passes its keys on to a noun
    return Fee(label=WORDS, **parts)


def line(quote: Quote, name: str) -> QuoteLine:
    (found,) = (line for line in quote.lines if line.id == name)
    return found


def amounts(quote: Quote) -> dict[str, str]:
    return {line.id: str(line.amount.target) for line in quote.lines}


# --- Hours -------------------------------------------------------------------------------------------------------


def test_a_line_is_its_rounded_hours_at_its_rate(card: RateCard) -> None:
    # 7 posts: (7 x 35 + 60 calendar) x 1.1 = 335.5 min = 5.59 h, printed 5.50; 5.50 x 65, not 5.59 x 65 = 363.46.
    quote = priced(card, {"scope": ["content"], "posts": 7, "meetings": 0})

    assert amounts(quote)["content"] == "357.50"


@pytest.mark.parametrize(
    ("percent", "amount"),
    [("50", "24.38"), ("10", "17.88"), ("0.01", "16.25")],  # 0.25 x 97.50 = 24.375, x 71.50 = 17.875, x 65.01 = 16.2525
)
def test_a_line_is_rounded_half_up_to_the_cent(percent: str, amount: str) -> None:
    card = small_card(65, traits={"urgent": yes_no(percent=figures(percent), lanes=("work",))}, tasks={"a": task(15)})

    assert amounts(priced(card, {"posts": 1, "urgent": True})) == {"work": amount}


def test_the_band_of_a_line_is_the_same_work_at_the_low_and_the_high_rate() -> None:
    card = small_card(80, 100, 120, tasks={"posts": task(30, 60, 90)})

    assert line(priced(card, {"posts": 3}), "work").amount == figures(240, 300, 360)


def test_hours_come_before_fees_and_lanes_in_the_order_of_the_card() -> None:
    card = small_card(
        tasks={"b": task(60, lane="talk"), "a": task(60)}, fees={"road": fee(each="posts", unit_price=figures(1))}
    )

    assert [line.id for line in priced(card, {"posts": 1}).lines] == ["work", "talk", "road"]


def test_a_lane_without_discounts_keeps_the_rate_before_them() -> None:
    card = small_card(
        100,
        traits={"friend": yes_no(percent=figures(-20))},
        lanes={"work": Lane(label=WORDS), "talk": Lane(label=WORDS, discounts=False)},
        tasks={"a": task(60), "b": task(60, lane="talk")},
    )

    assert amounts(priced(card, {"posts": 2, "friend": True})) == {"work": "160.00", "talk": "200.00"}


# --- Fees --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spend", "amount", "basis"),
    [
        (0, "350.00", "minimum"),
        (1000, "350.00", "minimum"),
        (3000, "450.00", "15 of 3000"),
        (10000, "1500.00", "15 of 10000"),
        (Decimal("2345.67"), "351.85", "15 of 2345.67"),  # 351.8505
    ],
)
def test_ads_management_is_the_greater_of_a_minimum_and_a_share_of_the_spend(
    card: RateCard, spend: int | Decimal, amount: str, basis: str
) -> None:
    ads = line(priced(card, {"scope": ["ads"], "ad_spend": spend}), "ads_management")

    assert (str(ads.amount.target), str(ads.basis)) == (amount, basis)
    assert ads.hours is None
    assert ads.rate is None


def test_a_spend_is_managed_even_where_ads_are_not_in_the_scope(card: RateCard) -> None:
    assert amounts(priced(card, {**EDITORIAL, "ad_spend": 3000}))["ads_management"] == "450.00"


def test_without_ads_nor_spend_there_is_no_management(card: RateCard) -> None:
    assert "ads_management" not in amounts(priced(card, {**EDITORIAL, "posts": 1}))


def test_kilometres_are_paid_by_the_kilometre(card: RateCard) -> None:
    road = line(priced(card, {**EDITORIAL, "kilometres": 180}), "mileage")

    assert str(road.amount.target) == "131.40"  # 180 x 0.73
    assert str(road.basis) == "180 × 0.73"


def test_a_fee_can_be_a_band() -> None:
    card = small_card(fees={"road": fee(each="posts", unit_price=figures("0.50", "0.75", 1), minimum=Decimal(6))})

    assert line(priced(card, {"posts": 10}), "road").amount == figures(6, "7.50", 10)
    assert [str(line(priced(card, {"posts": posts}), "road").basis) for posts in (8, 9)] == ["minimum", "9 × 0.75"]


def test_a_fee_of_nothing_leaves_those_after_it() -> None:
    fees = {
        "no": fee(each="none", unit_price=figures(2)),
        "not_here": fee(each="posts", unit_price=figures(2), when=read_condition({"scope": ["talk"]})),
        "print": fee(each="posts", unit_price=figures(2)),
    }

    quote = priced(small_card(traits={"none": number()}, fees=fees), {"posts": 4})

    assert amounts(quote) == {"work": "400.00", "print": "8.00"}


def test_a_fee_outside_its_condition_is_not_charged() -> None:
    when = read_condition({"posts": {"at_least": 5}})
    card = small_card(fees={"print": fee(each="posts", unit_price=figures(2), when=when)})

    assert amounts(priced(card, {"posts": 4})) == {"work": "400.00"}
    assert amounts(priced(card, {"posts": 5})) == {"work": "500.00", "print": "10.00"}


@pytest.mark.parametrize("period", ["month", "once"])
def test_a_fee_is_billed_in_its_period(period: str) -> None:
    card = small_card(fees={"print": fee(each="posts", unit_price=figures(2), period=period)})

    assert line(priced(card, {"posts": 1}), "print").period == period


def test_every_line_of_a_project_is_billed_once(card: RateCard) -> None:
    traits = {"scope": ["content", "community", "ads", "strategy"], "posts": 4, "ad_spend": 500, "kilometres": 10}
    quote = priced(card, traits, period="project", weeks=Decimal(3))

    assert {line.period for line in quote.lines} == {"once"}
    assert quote.monthly is None


# --- Subtotals, taxes, totals ------------------------------------------------------------------------------------


def test_each_period_adds_up_by_itself(card: RateCard, taxes: TaxTable) -> None:
    traits = {**EDITORIAL, "scope": ["ads"], "ad_spend": 3000, "posts": 10}
    quote = priced(card, traits, taxes=taxes, region="CA-ON")

    # Monthly: 10 x 35 x 1.1 = 385 min, 6.42 h printed 6.50, and 2 h of campaigns; 8 % of them, 0.67 h, is printed
    # 0.75: 9.25 h x 65 + 450 of management.
    # Once: 4 h of setting up, and 0.32 h of coordination printed 0.25.
    assert line_hours(quote) == {"content": "6.50", "ads": "2.00", "coordination": "0.75"}
    assert line_hours(quote, "once") == {"ads": "4.00", "coordination": "0.25"}
    assert quote.monthly is not None
    assert quote.once is not None
    assert str(quote.monthly.subtotal.target) == "1051.25"
    assert [str(tax.amount) for tax in quote.monthly.taxes] == ["136.66"]
    assert str(quote.monthly.total) == "1187.91"
    assert str(quote.once.subtotal.target) == "276.25"
    assert [str(tax.amount) for tax in quote.once.taxes] == ["35.91"]  # 35.9125
    assert str(quote.once.total) == "312.16"


def test_a_period_without_lines_has_no_amounts(card: RateCard) -> None:
    quote = priced(card, {**EDITORIAL, "posts": 1})

    assert quote.once is None


def test_taxes_are_computed_on_the_subtotal_after_discount(card: RateCard, taxes: TaxTable) -> None:
    traits = {**EDITORIAL, "client_kind": "non-profit"}
    quote = priced(card, traits, hours=Decimal(10), taxes=taxes, region="CA-QC")

    # (65 + 5) x 0.9 = 63; 630 x 5 % = 31.50, 630 x 9.975 % = 62.8425.
    assert quote.monthly is not None
    assert [str(tax.amount) for tax in quote.monthly.taxes] == ["31.50", "62.84"]
    assert str(quote.monthly.total) == "724.34"


def test_taxes_are_computed_once_on_the_subtotal_not_line_by_line(taxes: TaxTable) -> None:
    card = small_card(50, tasks={"a": task(15), "b": task(15, lane="talk"), "c": task(15, lane="desk")})
    quote = priced(card, {"posts": 1}, taxes=taxes, region="CA-QC")

    # Three lines of 12.50: 37.50 x 9.975 % = 3.740625; line by line, 3 x 1.25 would make 3.75.
    assert quote.monthly is not None
    assert [str(tax.amount) for tax in quote.monthly.taxes] == ["1.88", "3.74"]


def test_kilometres_and_management_are_taxed_like_the_hours(card: RateCard, taxes: TaxTable) -> None:
    quote = priced(card, {**EDITORIAL, "ad_spend": 3000}, taxes=taxes, region="CA-AB")

    assert quote.monthly is not None
    assert str(quote.monthly.total) == "472.50"  # 450 x 1.05


def test_a_number_that_feeds_only_a_fee_makes_a_quote_of_it_alone() -> None:
    card = small_card(traits={"road": number()}, fees={"mileage": fee(each="road", unit_price=figures("0.73"))})

    assert amounts(priced(card, {"road": 100})) == {"mileage": "73.00"}
