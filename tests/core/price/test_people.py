from decimal import Decimal
from typing import Any

import pytest

from builders import WORDS, figures, line_hours, overhead, priced, small_card, task, told
from fourchette.core.basis.text import NO_TEXT, Text
from fourchette.core.card.conditions import read_condition
from fourchette.core.card.rate_card import RateCard, Rule

MANDATE: dict[str, Any] = {"scope": ["editorial"]}


@pytest.mark.parametrize(
    ("hours", "people"), [("0.25", 1), ("104", 1), ("104.25", 2), ("208", 2), ("208.25", 3), ("1040", 10)]
)
def test_one_person_bills_104_hours_a_month(card: RateCard, hours: str, people: int) -> None:
    assert priced(card, MANDATE, hours=Decimal(hours)).feasibility.people == people
    assert priced(card, {**MANDATE, "months": 12}, hours=Decimal(hours)).feasibility.people == people


@pytest.mark.parametrize(
    ("availability", "people"),
    [
        ({}, 1),
        ({"coverage": "evenings"}, 1),
        ({"coverage": "weekends"}, 1),
        ({"coverage": "evenings-and-weekends"}, 1),
        ({"coverage": "weekends", "inbound": 2000}, 2),
        ({"coverage": "evenings-and-weekends", "presence_hours": 80}, 2),
        ({"coverage": "evenings-and-weekends", "inbound": 5000}, 3),
        ({"coverage": "evenings-and-weekends", "presence_hours": 300}, 3),
        ({"coverage": "around-the-clock"}, 5),
        ({"response": "1h"}, 1),
        ({"response": "1h", "coverage": "evenings"}, 2),
        ({"response": "1h", "coverage": "around-the-clock"}, 5),
        ({"response": "4h", "coverage": "evenings"}, 1),
    ],
)
def test_coverage_demands_its_people_whatever_the_hours(
    card: RateCard, availability: dict[str, Any], people: int
) -> None:
    assert priced(card, {**MANDATE, **availability}, hours=Decimal(10)).feasibility.people == people


@pytest.mark.parametrize(("hours", "people"), [(500, 5), (521, 6)])  # 521 / 104 = 5.01
def test_people_are_the_greater_of_what_hours_and_coverage_demand(card: RateCard, hours: int, people: int) -> None:
    traits = {**MANDATE, "coverage": "around-the-clock"}

    assert priced(card, traits, hours=Decimal(hours)).feasibility.people == people


@pytest.mark.parametrize(("hours", "people"), [("72", 1), ("72.25", 2), ("144", 2), ("144.25", 3)])
def test_the_capacity_of_a_project_is_that_of_its_weeks(card: RateCard, hours: str, people: int) -> None:
    # Three weeks of 4.33: 104 x 3 / 4.33 = 72.06 hours.
    quote = priced(card, MANDATE, hours=Decimal(hours), period="project", weeks=Decimal(3))

    assert quote.feasibility.people == people
    assert f"{quote.feasibility.capacity:.2f}" == "72.06"


@pytest.mark.parametrize(
    ("coverage", "people"), [("weekends", 1), ("evenings-and-weekends", 1), ("around-the-clock", 5)]
)
def test_a_short_project_may_take_the_evenings_and_weekends_of_one_person(
    card: RateCard, coverage: str, people: int
) -> None:
    quote = priced(card, {**MANDATE, "coverage": coverage}, hours=Decimal(20), period="project", weeks=Decimal(3))

    assert quote.feasibility.people == people


def test_a_reserve_is_priced_and_nobody_is_expected_to_work_it() -> None:
    card = small_card(overheads={"reserve": overhead(10, reserve=True)})
    quote = priced(card, {"posts": 95})  # one person bills 100 hours

    assert line_hours(quote) == {"work": "104.50"}
    assert quote.feasibility.hours == 95
    assert quote.feasibility.people == 1


def test_a_task_is_not_taken_for_the_reserve_of_its_name() -> None:
    card = small_card(tasks={"buffer": task(60)}, overheads={"buffer": overhead(10, reserve=True)})

    assert priced(card, {"posts": 200}).feasibility.hours == 200


def test_the_hours_of_the_month_count_and_not_what_is_done_once(card: RateCard) -> None:
    # 16 h of strategy and 5 h of crisis protocol, once; a month is one meeting, 45 minutes, and its coordination.
    traits = {"scope": ["strategy", "crisis-plan"], "meetings": 1, "billing": "hourly"}

    assert priced(card, traits).feasibility.hours == Decimal("0.75")


def test_the_smallest_month_is_priced_and_nobody_is_expected_to_work_it(card: RateCard) -> None:
    quote = priced(card, {"scope": ["content"], "posts": 2})

    assert quote.workload.band("month").target == 5
    assert quote.feasibility.hours < 5


def test_what_is_not_one_person_s_work_says_why(card: RateCard) -> None:
    by_hours = priced(card, MANDATE, hours=Decimal(150))
    by_coverage = priced(card, {**MANDATE, "coverage": "around-the-clock"}, hours=Decimal(150))

    assert "2 people. 150.00 a month, where one person can bill 104" in told(by_hours, "not-solo")
    assert [reason.en for reason in by_coverage.feasibility.reasons] == [
        "Around the clock makes 168 hours of presence a week"
    ]


def test_hours_that_demand_more_people_than_coverage_are_the_reason(card: RateCard) -> None:
    quote = priced(card, {**MANDATE, "coverage": "weekends"}, hours=Decimal(400))

    assert quote.feasibility.reasons == ()
    assert "4 people. 400.00 a month" in told(quote, "not-solo")


def demand(name: str, people: int, at_least: int, label: Text, why: Text = NO_TEXT) -> Rule:
    when = read_condition({"posts": {"at_least": at_least}})
    return Rule(id=name, when=when, people=Decimal(people), label=label, why=why)


def test_coverage_says_why_where_it_alone_asks_for_the_most_people() -> None:
    late, twice = Text("soirs", "evenings"), Text("nuits", "nights")
    rules = (
        demand("two", 2, 1, late),
        demand("three", 3, 2, twice, Text("toute la nuit", "all night")),
        demand("also", 3, 3, twice),
        Rule(id="none", when=read_condition({"posts": {"at_least": 1}}), label=WORDS, add=figures(1)),
    )
    card = small_card(rules=rules, tasks={"posts": task(60)})  # one person bills 100 hours

    found = [priced(card, {"posts": posts}).feasibility for posts in (1, 2, 3, 101, 201)]
    reasons = [(each.people, [reason.en for reason in each.reasons]) for each in found]
    assert reasons == [
        (2, ["evenings"]),
        (3, ["all night"]),
        (3, ["all night", "nights"]),
        (3, ["all night", "nights"]),  # where the hours ask for two
        (3, []),  # where they ask for as many
    ]


def test_community_work_is_split_between_service_and_conversation(card: RateCard) -> None:
    # 24,000 messages: 199.17 h to sort, 9,600 replies of which 75 % x 1.5 min, 20 % x 5 min, 5 % x 4 min:
    # 199.17 + 180 + 160 = 539.17 h of service, 32 h of conversation and 21 x 30 min of watch.
    quote = priced(card, {"scope": ["community"], "inbound": 24000})
    shares = [(lane.en, str(hours)) for lane, hours in quote.feasibility.shares]

    assert shares == [("Service and information", "539.25"), ("Conversation with the community", "42.50")]
    assert "Divide the community work" in told(quote, "not-solo")


def test_content_is_no_part_of_the_split(card: RateCard) -> None:
    quote = priced(card, {"scope": ["content"], "posts": 300})

    assert quote.feasibility.shares == ()
    assert "Divide" not in told(quote, "not-solo")
