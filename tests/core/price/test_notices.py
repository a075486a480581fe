from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from builders import ALL_PREMIUMS, HERE, claim, codes, figures, priced, proof, small_card, task, told, yes_no
from fourchette.core.basis.money import to_cent
from fourchette.core.card.rate_card import RateCard
from fourchette.core.mandate.profile import PROFILE, Profile
from fourchette.core.price.taxes import TaxTable

MANDATE: dict[str, Any] = {"scope": ["editorial"], "billing": "hourly"}
CHEAPEST: dict[str, Any] = {"experience": "junior", "client_kind": "agency", "months": 12}
DEAR: dict[str, Any] = {"profile": Profile(minimum_rate=Decimal(64))}
STRONG = claim(proof(amount=Decimal(150000), times=Decimal(60), minutes=Decimal(5)))
WEAK = claim(proof(confidence="weak", amount=Decimal(100)))


@pytest.mark.parametrize(
    ("code", "severity", "traits", "frame"),
    [
        ("held-at-ceiling", "warning", {**ALL_PREMIUMS, "experience": "expert"}, {}),
        ("held-at-floor", "warning", {"experience": "junior", "client_kind": "non-profit"}, {}),
        ("discount-capped", "warning", CHEAPEST, {}),
        ("below-personal-floor", "warning", {}, {"profile": Profile(minimum_rate=Decimal(89))}),
        ("not-solo", "warning", {"coverage": "around-the-clock"}, {}),
        ("near-exclusive", "warning", {}, {"hours": Decimal(80)}),
        ("heavy", "info", {}, {"hours": Decimal(50)}),
        ("unknown-tax", "warning", {}, {"region": None}),
        ("small-supplier", "info", {}, {"profile": Profile(registered=False)}),
        ("value-case-refused", "warning", {}, {"value": WEAK}),
        ("value-case-accepted", "info", {}, {"value": STRONG}),
        ("inbound-estimated", "warning", {"followers": 1000}, {}),
        (
            "lane-held",
            "info",
            {"experience": "expert", "scope": ["community"], "inbound": 400, "coverage": "around-the-clock"},
            {"hours": None},
        ),
        ("thin-if-long", "warning", {"billing": "retainer", "posts": 8}, {"hours": None, **DEAR}),
    ],
)
def test_a_notice_has_a_stable_code_and_severity(
    card: RateCard, code: str, severity: str, traits: dict[str, Any], frame: dict[str, Any]
) -> None:
    quote = priced(card, {**MANDATE, **traits}, **{"hours": Decimal(10), **frame})

    assert (code, severity) in [(notice.code, notice.severity) for notice in quote.notices]


@pytest.mark.parametrize(
    ("region", "seller", "code"), [("CA-SK", "CA-QC", "regional-tax"), ("FR", "CA-QC", "foreign-client")]
)
def test_a_notice_on_taxes_informs(card: RateCard, taxes: TaxTable, region: str, seller: str, code: str) -> None:
    profile = Profile(region=seller)
    quote = priced(card, MANDATE, hours=Decimal(10), taxes=taxes, region=region, profile=profile)

    assert [(notice.code, notice.severity) for notice in quote.notices] == [(code, "info")]


def test_an_ordinary_mandate_has_no_notice(card: RateCard) -> None:
    assert codes(priced(card, MANDATE, hours=Decimal(10))) == []


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ("40", []),
        ("40.25", ["heavy"]),
        ("70", ["heavy"]),
        ("70.25", ["near-exclusive"]),
        ("104", ["near-exclusive"]),
        ("104.25", ["not-solo"]),
    ],
)
def test_a_mandate_weighs_more_and_more_on_its_freelancer(card: RateCard, hours: str, said: list[str]) -> None:
    assert codes(priced(card, MANDATE, hours=Decimal(hours))) == said


def test_a_heavy_mandate_says_what_is_left_for_others(card: RateCard) -> None:
    assert "leaves 54" in told(priced(card, MANDATE, hours=Decimal(50)), "heavy")


def test_a_project_is_not_judged_by_the_month(card: RateCard) -> None:
    assert codes(priced(card, MANDATE, hours=Decimal(71), period="project", weeks=Decimal(3))) == []


def test_a_project_of_too_many_hours_says_what_one_person_can_bill_in_its_weeks() -> None:
    quote = priced(small_card(), {}, hours=Decimal(151), period="project", weeks=Decimal(6))

    assert told(quote, "not-solo") == (
        "Not one person's work: 2 people. 151.00, where one person can bill 150.0 over those weeks."
    )


@pytest.mark.parametrize(("minimum", "said"), [("65", []), ("65.01", ["below-personal-floor"])])
def test_a_rate_below_the_personal_floor_is_said(card: RateCard, minimum: str, said: list[str]) -> None:
    traits = {"scope": ["content"]}  # 65 $/h
    quote = priced(card, traits, hours=Decimal(10), profile=Profile(minimum_rate=Decimal(minimum)))

    assert codes(quote) == said


def test_below_the_personal_floor_the_price_stays_and_both_rates_are_shown(card: RateCard) -> None:
    traits = {"scope": ["content"]}
    quote = priced(card, traits, hours=Decimal(10), profile=Profile(minimum_rate=Decimal(89)))

    assert quote.rating.rate.target == 65
    assert "65" in told(quote, "below-personal-floor")
    assert "89" in told(quote, "below-personal-floor")


@pytest.mark.parametrize(
    ("traits", "said"),
    [
        ({"followers": 10000}, ["inbound-estimated"]),
        ({"followers": 10000, "inbound": 390}, []),
        ({"followers": 0, "posts": 1}, []),
    ],
)
def test_messages_that_nobody_counted_are_said_to_be_an_estimate(
    card: RateCard, traits: dict[str, int], said: list[str]
) -> None:
    assert codes(priced(card, {"scope": ["content"], "billing": "hourly", **traits})) == said


def test_an_estimate_says_its_figure_and_asks_for_the_true_one(card: RateCard) -> None:
    message = told(priced(card, {"scope": ["content"], "followers": 10000}), "inbound-estimated")

    assert "390" in message
    assert "Ask the client" in message


@pytest.mark.parametrize(
    ("profile", "region"),
    [
        (Profile(minimum_rate=Decimal(200)), HERE),
        (Profile(registered=False), HERE),
        (PROFILE, None),
        (PROFILE, "NOWHERE"),
    ],
)
def test_a_notice_never_changes_a_figure(card: RateCard, profile: Profile, region: str | None) -> None:
    plain = priced(card, MANDATE, hours=Decimal(50))
    noticed = priced(card, MANDATE, hours=Decimal(50), profile=profile, region=region)

    assert len(noticed.notices) > len(plain.notices)
    assert [line.amount.target for line in noticed.lines] == [line.amount.target for line in plain.lines]
    assert noticed.rating.rate.high == plain.rating.rate.high
    assert noticed.total == plain.total


def test_a_notice_can_be_read_as_plain_english(card: RateCard) -> None:
    quote = priced(card, {"scope": ["content"], "followers": 10000, "coverage": "around-the-clock"})

    assert "Around the clock makes 168 hours of presence a week" in told(quote, "not-solo")
    assert "Comments and messages was not said" in told(quote, "inbound-estimated")
    assert "Text(" not in told(quote, "not-solo") + told(quote, "inbound-estimated")


# --- What a small card says --------------------------------------------------------------------------------------

NIGHTS = {"nights": yes_no(percent=figures(20), lanes=("work",))}


@pytest.mark.parametrize(("base", "said"), [(125, []), (126, ["lane-held"]), (150, [])])
def test_the_lines_that_the_range_holds_are_told_where_it_leaves_the_rate_some_room(base: int, said: list[str]) -> None:
    # At 125 $/h a line is at 150, the ceiling; at 150 the rate itself leaves it no room.
    quote = priced(small_card(base, traits=NIGHTS), {"nights": True}, hours=Decimal(10))

    assert codes(quote) == said


def test_a_rate_held_that_no_value_could_lift_only_says_where() -> None:
    message = told(priced(small_card(190), {}, hours=Decimal(10)), "held-at-ceiling")

    assert message == "The rate is held at the ceiling, 150; the answers alone would make it 190."


@pytest.mark.parametrize(
    ("frame", "months", "over"),
    [({}, 1, "one month"), ({}, 3, "3 months"), ({"period": "project", "weeks": Decimal(4)}, 1, "the project")],
)
def test_the_value_that_would_lift_a_rate_says_the_time_it_is_counted_over(
    card: RateCard, frame: dict[str, Any], months: int, over: str
) -> None:
    dear = {**ALL_PREMIUMS, "experience": "expert", "months": months}
    message = told(priced(card, dear, hours=Decimal(10), **frame), "held-at-ceiling")

    assert f" or more over {over}, weighted" in message


@pytest.mark.parametrize(("own", "said"), [(None, []), ("50", []), ("50.01", ["thin-if-long"])])
def test_an_hour_that_earns_just_the_floor_is_not_thin(own: str | None, said: list[str]) -> None:
    card = small_card(tasks={"posts": task(60, 60, 120)})  # 4 hours or 8, for 400 $
    profile = Profile(minimum_rate=None if own is None else Decimal(own))

    assert codes(priced(card, {"posts": 4}, profile=profile)) == said


# --- If the work is long -----------------------------------------------------------------------------------------

RETAINER: dict[str, Any] = {"scope": ["content"], "posts": 8}


def with_floor(card: RateCard, floor: int) -> RateCard:
    return replace(card, range_=replace(card.range_, floor=Decimal(floor)))


def test_long_work_that_pays_less_than_the_floor_is_told_by_the_hour(card: RateCard) -> None:
    quote = priced(with_floor(card, 65), RETAINER)
    band, monthly = quote.workload.band("month"), quote.monthly
    assert monthly is not None

    earned = to_cent(monthly.subtotal.target / band.high)  # every line of this mandate is hours, at 65
    assert band.high > band.target
    assert earned < 65
    assert f"takes {band.high}, an hour earns {earned}, under the floor of 65" in told(quote, "thin-if-long")


def test_long_work_that_still_pays_the_floor_is_not_told(card: RateCard) -> None:
    assert "thin-if-long" not in codes(priced(with_floor(card, 1), RETAINER))


def test_her_own_floor_is_the_one_that_counts_where_it_is_higher(card: RateCard) -> None:
    quote = priced(with_floor(card, 1), RETAINER, profile=Profile(minimum_rate=Decimal(64)))

    assert "under the floor of 64" in told(quote, "thin-if-long")


@pytest.mark.parametrize("frame", [{"hours": Decimal(10)}, {}], ids=["stated", "by-the-hour"])
def test_hours_that_are_paid_as_worked_or_known_are_never_thin(card: RateCard, frame: dict[str, Any]) -> None:
    traits = RETAINER if frame else {**RETAINER, "billing": "hourly"}

    assert "thin-if-long" not in codes(priced(with_floor(card, 65), traits, **frame))
