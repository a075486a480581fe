from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from builders import (
    ALL_PREMIUMS,
    WORDS,
    choice,
    codes,
    figures,
    number,
    one,
    priced,
    rated,
    several,
    small_card,
    tier,
    told,
    yes_no,
)
from fourchette.core.basis.estimate import Estimate
from fourchette.core.card.conditions import read_condition
from fourchette.core.card.frame import Range
from fourchette.core.card.rate_card import Lane, RateCard, Rule, Tier
from fourchette.core.price.rating import Rating, Step, rate

WORK: dict[str, Any] = {"scope": ["content"]}


def applied(rating: Rating) -> list[Step]:
    return [step for step in rating.steps if step.applied]


def waterfall(rating: Rating) -> list[tuple[str, str, str, str]]:
    """Each applied step: its stage, its id, and the target rate before and after."""
    return [
        (step.effect.stage, step.effect.id, str(step.before.target), str(step.after.target)) for step in applied(rating)
    ]


# --- The stages, one after the other -----------------------------------------------------------------------------


def staged() -> RateCard:
    """A base, two additions, two surcharges and two discounts."""
    return small_card(
        90,
        100,
        110,
        traits={
            "fast": yes_no(add=figures(5)),
            "sharp": yes_no(add=figures(3)),
            "sole": yes_no(percent=figures(20)),
            "late": yes_no(percent=figures(10)),
            "friend": yes_no(percent=figures(-5)),
            "loyal": yes_no(percent=figures(-10)),
        },
    )


ALL_STAGES: dict[str, Any] = dict.fromkeys(("fast", "sharp", "sole", "late", "friend", "loyal"), True)


def test_the_rate_goes_through_its_stages_in_order() -> None:
    rating = rated(staged(), **ALL_STAGES)

    # 108 x 1.20 = 129.60, x 1.30 = 140.40; x 0.95 = 133.38, x 0.85 = 119.34; to the dollar, 119.
    assert waterfall(rating) == [
        ("base", "experience", "0", "100"),
        ("add", "fast", "100", "105"),
        ("add", "sharp", "105", "108"),
        ("surcharge", "sole", "108", "129.60"),
        ("surcharge", "late", "129.60", "140.40"),
        ("discount", "friend", "140.40", "133.38"),
        ("discount", "loyal", "133.38", "119.34"),
        ("round", "step", "119.34", "119"),
    ]


def test_low_and_high_go_through_the_same_stages() -> None:
    # 98 x 1.3 x 0.85 = 108.29 and 118 x 1.3 x 0.85 = 130.39.
    assert rated(staged(), **ALL_STAGES).rate == figures(108, 119, 130)


def test_each_step_starts_where_the_one_before_ended(card: RateCard) -> None:
    quote = priced(card, {**ALL_PREMIUMS, "client_kind": "non-profit", "months": 12, "exclusivity": "full"})
    steps = applied(quote.rating)

    assert steps[0].before == figures(0)
    assert all(step.before == earlier.after for earlier, step in pairwise(steps))
    assert steps[-1].after == quote.rating.rate


def test_surcharges_are_summed_not_compounded() -> None:
    card = small_card(100, traits={"sole": yes_no(percent=figures(20)), "late": yes_no(percent=figures(30))})

    assert rated(card, sole=True, late=True).unheld.target == 150  # 1.2 x 1.3 would make 156


def test_discounts_are_summed_not_compounded() -> None:
    card = small_card(100, traits={"friend": yes_no(percent=figures(-5)), "loyal": yes_no(percent=figures(-10))})

    assert rated(card, friend=True, loyal=True).unheld.target == 85  # 0.95 x 0.9 would make 85.50


def test_discounts_come_after_surcharges() -> None:
    card = small_card(100, traits={"sole": yes_no(percent=figures(20)), "friend": yes_no(percent=figures(-10))})

    assert rated(card, sole=True, friend=True).unheld.target == 108  # 100 x 1.1 would make 110


@pytest.mark.parametrize(("step", "rate"), [("1", "83"), ("0.5", "82.5"), ("5", "85"), ("0.25", "82.5")])
def test_the_rate_is_rounded_half_up_to_the_step_of_the_card(step: str, rate: str) -> None:
    card = small_card("82.50", range_=Range(floor=Decimal(50), ceiling=Decimal(150), step=Decimal(step)))

    assert rated(card).rate.target == Decimal(rate)


def test_rounding_never_pushes_the_rate_out_of_the_range() -> None:
    card = small_card(80, 100, 400, range_=Range(floor=Decimal(84), ceiling=Decimal(146), step=Decimal(10)))

    assert rated(card).rate == figures(84, 100, 146)


def test_a_band_is_held_on_the_side_where_it_leaves_the_range() -> None:
    assert rated(small_card(40, 100, 170)).rate == figures(50, 100, 150)


# --- Which effects apply -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("posts", "rate"), [(0, 100), (9, 100), (10, 102), (19, 102), (20, 105), (500, 105)])
def test_of_a_number_the_highest_tier_reached_applies_alone(posts: int, rate: int) -> None:
    tiers = (Tier(from_=Decimal(10), add=figures(2)), Tier(from_=Decimal(20), add=figures(5)))

    assert rated(small_card(posts=number(tiers=tiers)), posts=posts).rate.target == rate


@pytest.mark.parametrize(
    ("channels", "rate"),
    [([], 100), (["web"], 101), (["web", "mail"], 113), (["web", "mail", "street"], 123), (["mail", "street"], 112)],
)
def test_of_several_choices_each_member_applies_and_the_tier_of_their_count(channels: list[str], rate: int) -> None:
    channel = several(
        web=choice(add=figures(1)),
        mail=choice(add=figures(2)),
        street=choice(),
        tiers=(Tier(from_=Decimal(2), add=figures(10)), Tier(from_=Decimal(3), add=figures(20))),
    )

    assert rated(small_card(traits={"channels": channel}), channels=channels).rate.target == rate


def test_a_rule_applies_where_all_its_conditions_hold() -> None:
    when = read_condition({"posts": {"at_least": 5}, "pace": "fast"})
    card = small_card(
        traits={"pace": one("slow", slow=choice(), fast=choice())},
        rules=(Rule(id="busy", when=when, add=figures(7)),),
    )

    assert rated(card, posts=5, pace="fast").rate.target == 107
    assert rated(card, posts=5).rate.target == 100
    assert rated(card, posts=4, pace="fast").rate.target == 100


def test_an_effect_that_did_not_apply_says_which_answer_kept_it_out(card: RateCard) -> None:
    skipped = {
        (step.effect.id, step.effect.answer): step.because
        for step in rated(card, **WORK, posts=8).steps
        if not step.applied
    }

    assert skipped["response", "1h"] == "response"
    assert skipped["scope.strategy", "strategy"] == "scope"
    assert skipped["platforms", "3"] == "platforms"
    assert skipped["edited-video", ""] == "videos_edited"
    assert skipped["hour-bank", ""] == "billing"


def test_every_effect_has_its_reason_and_its_source_or_says_that_it_is_judgement(card: RateCard) -> None:
    effects = [step.effect for step in rated(card, **WORK).steps]

    assert [effect.id for effect in effects if not effect.source] == []
    assert [effect.id for effect in effects if not (effect.why.fr and effect.why.en)] == []


# --- Held in the range -------------------------------------------------------------------------------------------


def test_everything_stacked_is_held_at_the_ceiling_and_says_so(card: RateCard) -> None:
    quote = priced(card, {**ALL_PREMIUMS, "experience": "expert"})  # 95 + 65

    assert quote.rating.unheld.target == 160
    assert quote.rating.rate.target == 150
    assert "ceiling, 150; the answers alone would make it 160" in told(quote, "held-at-ceiling")


def test_a_junior_with_all_discounts_is_held_at_the_floor_and_says_so(card: RateCard) -> None:
    quote = priced(card, {**WORK, "posts": 8, "experience": "junior", "client_kind": "non-profit", "months": 12})

    assert quote.rating.unheld.target == 40  # 50 x 0.8
    assert quote.rating.rate.target == 50
    assert "floor, 50; the answers alone would make it 40" in told(quote, "held-at-floor")


def test_what_the_range_holds_is_a_step_of_its_own(card: RateCard) -> None:
    rating = rated(card, **{**ALL_PREMIUMS, "experience": "expert"})

    assert ("hold", "range", "160", "150") in waterfall(rating)


@pytest.mark.parametrize("rate", [50, 150])
def test_a_rate_at_the_edge_of_the_range_is_not_held(rate: int) -> None:
    quote = priced(small_card(rate), {"posts": 1})

    assert quote.rating.rate.target == rate
    assert codes(quote) == []


# --- Discounts capped --------------------------------------------------------------------------------------------


def test_discounts_of_35_percent_are_capped_at_20_and_said_so() -> None:
    card = small_card(100, traits={"friend": yes_no(percent=figures(-15)), "loyal": yes_no(percent=figures(-20))})
    quote = priced(card, {"posts": 1, "friend": True, "loyal": True})

    assert waterfall(quote.rating) == [
        ("base", "experience", "0", "100"),
        ("discount", "friend", "100", "85.00"),
        ("discount", "loyal", "85.00", "65.00"),
        ("cap", "max-discount", "65.00", "80.00"),
    ]
    assert "Discounts come to 35; the card allows 20 at most" in told(quote, "discount-capped")


def test_discounts_of_20_percent_exactly_are_not_capped() -> None:
    card = small_card(65, traits={"friend": yes_no(percent=figures(-10)), "loyal": yes_no(percent=figures(-10))})
    quote = priced(card, {"posts": 8, "friend": True, "loyal": True})

    assert quote.rating.rate.target == 52  # 65 x 0.8
    assert "discount-capped" not in codes(quote)


def test_the_most_that_the_default_card_discounts_is_capped(card: RateCard) -> None:
    # Agency 15, twelve months 12, bank of hours 5: 32 % asked, 20 % counted.
    traits = {**WORK, "client_kind": "agency", "months": 12, "billing": "hour-bank"}
    quote = priced(card, traits, hours=Decimal(40))

    assert quote.rating.rate.target == 52
    assert "Discounts come to 32" in told(quote, "discount-capped")


def test_the_cap_holds_the_low_rate_too() -> None:
    card = small_card(100, traits={"friend": yes_no(percent=figures(-30, -10, 0))})
    quote = priced(card, {"posts": 1, "friend": True})

    assert quote.rating.rate == figures(80, 90, 100)
    assert "discount-capped" not in codes(quote)  # the rate asked was not


# --- Effects on some lanes ---------------------------------------------------------------------------------------


def test_a_rush_multiplies_the_content_lane_only(card: RateCard) -> None:
    quote = priced(card, {"scope": ["content", "community"], "posts": 8, "inbound": 40, "rush": "24h"})

    assert {line.id: str(line.rate.target) for line in quote.lines if line.rate} == {
        "content": "97.50",  # 65 x 1.5
        "service": "65",
        "conversation": "65",
        "reporting": "65",
        "coordination": "65",
    }
    assert quote.rating.rate.target == 65


def test_percents_on_a_lane_are_summed() -> None:
    card = small_card(
        80,
        traits={
            "urgent": yes_no(percent=figures(50), lanes=("work",)),
            "away": yes_no(percent=figures(10), lanes=("work", "talk")),
        },
    )
    (line,) = priced(card, {"posts": 1, "urgent": True, "away": True}).lines

    assert line.rate is not None
    assert line.rate.target == 128  # 80 x 1.6


@pytest.mark.parametrize(("exceptional", "rate"), [(False, 150), (True, 180)])
def test_only_an_exceptional_percent_takes_a_line_above_the_ceiling(*, exceptional: bool, rate: int) -> None:
    away = yes_no(percent=figures(50), lanes=("work",), exceptional=exceptional)
    (line,) = priced(small_card(120, traits={"away": away}), {"posts": 1, "away": True}).lines

    assert line.rate is not None
    assert line.rate.target == rate


def test_what_the_range_holds_of_a_line_is_held_before_what_is_exceptional() -> None:
    card = small_card(
        120,
        traits={
            "late": yes_no(percent=figures(50), lanes=("work",)),
            "urgent": yes_no(percent=figures(25), lanes=("work",), exceptional=True),
        },
    )
    (line,) = priced(card, {"posts": 1, "late": True, "urgent": True}).lines

    assert line.rate is not None
    assert line.rate.target == 180  # 150, and 25 % of 120


def test_an_effect_on_lanes_is_a_step_that_leaves_the_rate_as_it_is(card: RateCard) -> None:
    assert waterfall(rated(card, **WORK, rush="24h")) == [
        ("base", "experience", "0", "65"),
        ("lanes", "rush", "65", "65"),
    ]


def test_time_given_to_people_in_distress_is_not_discounted(card: RateCard) -> None:
    traits = {"scope": ["content", "community"], "posts": 10, "distress": 2, "audience": "vulnerable"}
    quote = priced(card, {**traits, "client_kind": "non-profit"})
    rates = {line.id: line.rate.target for line in quote.lines if line.rate}

    assert rates["care"] == 77  # 65 + 12
    assert rates["content"] == 69  # 77 x 0.9 = 69.30


def test_a_lane_without_discounts_stays_within_the_range() -> None:
    card = small_card(
        200,
        traits={"friend": yes_no(percent=figures(-20))},
        lanes={"work": Lane(label=WORDS, discounts=False)},
    )
    (line,) = priced(card, {"posts": 1, "friend": True}).lines

    assert line.rate is not None
    assert line.rate.target == 150


def test_a_lane_without_discounts_is_rounded_as_the_rate_is_under_a_ceiling_between_two_steps() -> None:
    card = small_card(
        200,
        range_=Range(floor=Decimal(50), ceiling=Decimal("130.35"), max_discount=Decimal(20)),
        lanes={"work": Lane(label=WORDS, discounts=False)},
    )
    quote = priced(card, {"posts": 1})

    assert quote.lines[0].rate == quote.rating.rate == figures(130)


# --- The figures of the default card -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("experience", "band"),
    [
        ("junior", figures(50, 50, 60)),  # 45 is held at the floor
        ("intermediate", figures(55, 65, 75)),
        ("senior", figures(70, 80, 95)),
        ("expert", figures(85, 95, 115)),
    ],
)
def test_experience_sets_the_base(card: RateCard, experience: str, band: Estimate) -> None:
    assert rated(card, **WORK, experience=experience).rate == band


@pytest.mark.parametrize(
    ("traits", "rate"),
    [
        ({"platforms": ["facebook", "x"]}, 65),
        ({"platforms": ["facebook", "x", "tiktok"]}, 67),
        ({"platforms": ["facebook", "x", "tiktok", "twitch"]}, 69),
        ({"platforms": ["facebook", "x", "tiktok", "twitch", "reddit"]}, 69),
        ({"videos_edited": 4, "videos_produced": 4, "shoots": 2}, 65),
        ({"voice": "distinctive"}, 71),
        ({"languages": ["en"]}, 65),
        ({"languages": ["fr", "en"]}, 72),
        ({"languages": ["fr", "en", "es"]}, 75),
        ({"inbound": 99}, 65),
        ({"inbound": 100}, 67),
        ({"inbound": 499}, 67),
        ({"inbound": 500}, 69),
        ({"inbound": 1999}, 69),
        ({"inbound": 2000}, 71),
        ({"response": "1h", "coverage": "around-the-clock"}, 65),
        ({"audience": "regulated"}, 73),
        ({"audience": "vulnerable"}, 77),
        ({"scope": ["crisis-plan"]}, 70),
        ({"scope": ["editorial"]}, 70),
        ({"scope": ["strategy"]}, 80),
        ({"scope": ["editorial", "strategy"]}, 80),
        ({"scope": ["reporting"]}, 65),
        ({"scope": ["roi-reporting"]}, 72),
        ({"report": "return"}, 72),
        ({"scope": ["roi-reporting"], "report": "return"}, 72),
        ({"exclusivity": "competitors"}, 75),  # 65 x 1.15 = 74.75
        ({"exclusivity": "full"}, 91),  # 65 x 1.40
        ({"client_kind": "non-profit"}, 59),  # 65 x 0.90 = 58.50
        ({"client_kind": "agency"}, 55),  # 65 x 0.85 = 55.25
        ({"months": 5}, 65),
        ({"months": 6}, 62),  # 65 x 0.95 = 61.75
        ({"months": 12}, 57),  # 65 x 0.88 = 57.20
        ({"distress": 30, "meetings": 9, "posts": 99, "stories": 99, "kilometres": 400, "ad_spend": 9000}, 65),
    ],
)
def test_an_answer_moves_the_rate_of_65_as_the_trade_does(card: RateCard, traits: dict[str, Any], rate: int) -> None:
    assert rated(card, **{**WORK, **traits}).rate.target == rate


@pytest.mark.parametrize(
    ("traits", "lane", "percent"),
    [
        ({"videos_edited": 4}, "video", 10),
        ({"videos_produced": 4}, "video", 15),
        ({"videos_edited": 4, "videos_produced": 4}, "video", 15),
        ({"videos_edited": 4, "shoots": 1}, "video", 15),
        ({"response": "same-business-day"}, "service", 5),
        ({"response": "4h"}, "conversation", 15),
        ({"response": "1h"}, "care", 30),
        ({"coverage": "evenings"}, "service", 25),
        ({"coverage": "weekends"}, "care", 25),
        ({"coverage": "evenings-and-weekends"}, "conversation", 50),
        ({"coverage": "evenings-and-weekends", "response": "1h"}, "service", 80),
    ],
)
def test_a_premium_of_some_lines_leaves_the_others_alone(
    card: RateCard, traits: dict[str, Any], lane: str, percent: int
) -> None:
    work = {"scope": ["content", "community"], "posts": 8, "inbound": 90, "distress": 2}
    rates = {line.id: line.rate.target for line in priced(card, {**work, **traits}).lines if line.rate}

    assert rates[lane] == Decimal(65) * (100 + percent) / 100
    assert rates["content"] == rates["reporting"] == 65


@pytest.mark.parametrize("hours", ["1", "39.75", "40", "100"])
def test_a_bank_earns_its_discount_however_many_its_hours(card: RateCard, hours: str) -> None:
    quote = priced(card, {**WORK, "billing": "hour-bank"}, hours=Decimal(hours))

    assert quote.rating.rate.target == 62  # 65 x 0.95 = 61.75


def test_a_project_is_no_bank_of_hours(card: RateCard) -> None:
    frame: dict[str, Any] = {"hours": Decimal(40), "period": "project", "weeks": Decimal(3)}

    assert priced(card, {**WORK, "billing": "hour-bank"}, **frame).rating.rate.target == 65


def test_what_is_remembered_of_the_answers_is_bounded_and_moves_no_rate() -> None:
    """13 members make 8,192 answers of 13 steps each: more than are remembered."""
    names = [f"m{place}" for place in range(13)]
    choices: Any = {name: choice(add=figures(place)) for place, name in enumerate(names)}
    card = small_card(50, traits={"members": several(**choices)})
    facts = dict(priced(card, {"posts": 1}).facts)

    def added(chosen: int) -> Decimal:
        answer = tuple(name for place, name in enumerate(names) if chosen >> place & 1)
        return rate(card, {**facts, "members": answer}).unheld.target - 50

    first = [added(chosen) for chosen in range(2**13)]
    assert first == [sum(place for place in range(13) if chosen >> place & 1) for chosen in range(2**13)]
    assert added(7) == 3


def test_each_effect_of_the_answers_is_told_once_as_applied_or_not() -> None:
    pace = one("slow", slow=choice(add=figures(1)), quick=choice(add=figures(5)))
    card = small_card(posts=number(tiers=(tier(2, add=figures(2)), tier(9, add=figures(3)))), traits={"pace": pace})

    steps = rated(card, posts=4, pace="quick").steps

    told = [(step.effect.id, step.effect.answer, step.applied) for step in steps if step.effect.stage == "add"]
    assert sorted(told) == [
        ("pace", "quick", True),
        ("pace", "slow", False),
        ("posts", "2", True),
        ("posts", "9", False),
    ]
