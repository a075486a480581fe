"""A quote at its edges: no hours, months that differ, fees beside hours, what is stated in place of the card's own."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from builders import WORDS, choice, claim, codes, figures, number, one, priced, proof, small_card, task, told, yes_no
from fourchette.core.card.frame import Confidence, ValueTerms
from fourchette.core.card.rate_card import Fee
from fourchette.core.mandate.mandate import Adjustment, Season
from fourchette.core.mandate.profile import Profile
from fourchette.core.price.quote import at_least

# Of each post, an hour a month and half an hour once; kilometres at 1 $.
CARD = small_card(
    80,
    100,
    120,
    traits={
        "road": number(),
        "months": number(6),
        "friend": yes_no(percent=figures(-10)),
        "speed": one("slow", slow=choice(), fast=choice(add=figures(0, 10, 10))),
    },
    tasks={"posts": task(60), "setup": task(30, lane="desk", period="once")},
    fees={"road": Fee(label=WORDS, each="road", unit_price=figures(1))},
)


def season(months: int, **traits: Any) -> Season:  # noqa: ANN401  # answers
    return Season(label=WORDS, months=Decimal(months), traits=traits)


# --- What an hour comes to ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stated", "hour_asked", "effective"),
    [
        ({}, 100, None),
        ({"price": Decimal(500)}, 125, 125),
        ({"rate": Decimal(90)}, 90, None),
        ({"adjustments": (Adjustment(label=WORDS, amount=Decimal(-100)),)}, 100, 75),
    ],
)
def test_an_hour_comes_to_what_is_asked_over_the_hours(
    stated: dict[str, Any], hour_asked: int, effective: int | None
) -> None:
    quote = priced(CARD, {"posts": 4}, **stated)

    assert [quote.hour_asked, quote.effective_rate] == [hour_asked, effective]
    assert quote.hour_told == (effective or hour_asked)


def test_a_price_of_what_takes_no_hour_leaves_the_rate_as_the_hour_that_is_asked() -> None:
    quote = priced(CARD, {"road": 40}, price=Decimal(50))

    assert [quote.hour_asked, quote.effective_rate, quote.hour_told] == [100, None, 100]
    assert quote.share_of_card == Decimal("1.25")
    assert priced(CARD, {"road": 40}).share_of_card == 1


# --- Months that differ ------------------------------------------------------------------------------------------


def test_a_month_that_differs_is_billed_the_difference_of_what_comes_back_each_month() -> None:
    quote = priced(CARD, {"posts": 4}, seasons=(season(2, posts=10), season(1, posts=1), season(3, posts=4)))

    lines = {
        line.id: (line.period, line.amount, str(line.basis)) for line in quote.lines if line.id.startswith("season")
    }
    assert lines == {
        "season-1": ("once", figures(960, 1200, 1440), "2 × 600.00"),
        "season-2": ("once", figures(-300), "1 × -300.00"),
    }


def test_more_hours_at_a_lower_rate_may_ask_the_same_and_the_target_stands_between_the_others() -> None:
    quote = priced(CARD, {"posts": 9, "speed": "fast"}, seasons=(season(1, posts=10, speed="slow"),))

    (line,) = (line for line in quote.lines if line.id == "season-1")
    assert line.amount == figures(10, 10, 30)  # 80 at the low rate, 10, and 30 at the high one


def test_what_an_hour_of_a_month_that_differs_earns_leaves_its_fees_out() -> None:
    thin = replace(CARD, tasks={"posts": task(60, 60, 120)})
    quote = priced(
        thin, {"posts": 4}, seasons=(season(1, posts=6, road=600),), profile=Profile(minimum_rate=Decimal(55))
    )

    said = [str(notice.message) for notice in quote.notices if notice.code == "thin-if-long"]
    assert [each.partition(": ")[0] for each in said] == [
        "If the work takes 8.00, an hour earns 50.00, under the floor of 55",
        "word · If the work takes 12.00, an hour earns 50.00, under the floor of 55",
    ]


def test_what_an_hour_earns_if_the_work_is_long_leaves_the_fees_of_its_period_out() -> None:
    thin = replace(CARD, tasks={**CARD.tasks, "posts": task(60, 60, 120)})
    profile = Profile(minimum_rate=Decimal(55))

    for traits in ({"posts": 4}, {"posts": 4, "road": 500}):
        assert "an hour earns 50.00, under the floor of 55" in told(
            priced(thin, traits, profile=profile), "thin-if-long"
        )
    more = (Adjustment(label=WORDS, amount=Decimal(100)),)
    assert "thin-if-long" not in codes(priced(thin, {"posts": 4}, profile=profile, adjustments=more))


# --- What is sold, for a value case ------------------------------------------------------------------------------


def test_the_cost_is_that_of_all_the_months_and_of_what_is_done_once() -> None:
    sure = Confidence(tracked=Decimal(1), plausible=Decimal(1), weak=Decimal(1))
    terms = ValueTerms(confidence=sure, fee_share=Decimal(20), contact_saving=Decimal(5))
    frame: dict[str, Any] = {"value": claim(proof(amount=Decimal(9)))}

    monthly, once = (
        priced(replace(CARD, value=terms, tasks=tasks), {"posts": 4}, **frame).value
        for tasks in (CARD.tasks, {"posts": task(60, period="once")})
    )
    assert monthly is not None
    assert once is not None
    assert [monthly.cost.price, monthly.cost.hours, monthly.cost.monthly] == [2600, 26, 400]
    assert [once.cost.price, once.cost.hours, once.cost.monthly] == [400, 4, 400]


def test_no_proof_lifts_the_rate_beside_a_price_that_is_stated() -> None:
    sure = Confidence(tracked=Decimal(1), plausible=Decimal(1), weak=Decimal(1))
    card = replace(CARD, value=ValueTerms(confidence=sure, fee_share=Decimal(20), contact_saving=Decimal(5)))
    sales = claim(proof(amount=Decimal(900_000), times=Decimal(9), minutes=Decimal(5)))

    lifted, stated = (priced(card, {"posts": 4}, value=sales, price=price) for price in (None, Decimal(500)))
    assert [each.value is not None and each.value.accepted for each in (lifted, stated)] == [True, True]
    assert [each.rating.rate.target for each in (lifted, stated)] == [150, 100]


# --- Her own floor -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("minimum", "low"), [(None, 80), ("79.50", 80), ("80", 80), ("80.50", 81), ("100", 100), ("101", 100)]
)
def test_where_she_walks_away_goes_up_to_her_own_floor_by_whole_steps(minimum: str | None, low: int) -> None:
    rating = priced(CARD, {"posts": 1}).rating

    raised = at_least(rating, minimum and Decimal(minimum), Decimal(1))  # type: ignore[arg-type]  # text or none
    assert raised.rate == figures(low, 100, 120)
    assert (raised is rating) == (low == 80)
