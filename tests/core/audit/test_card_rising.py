"""Where a price can fall as there is more: read from a card, and what is not read holds of every mandate."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from builders import (
    WORDS,
    choice,
    figures,
    number,
    one,
    overhead,
    pain,
    priced,
    several,
    small_card,
    small_cards,
    task,
    tier,
    traits_of,
    yes_no,
)
from fourchette.core.audit.card_rising import falling_prices
from fourchette.core.basis.problems import Path
from fourchette.core.card.conditions import read_condition
from fourchette.core.card.rate_card import Bracket, Fee, Overhead, Quantity, RateCard, Rule, Trait
from fourchette.core.mandate.answers import volume_traits
from fourchette.core.price.quote import Quote
from fourchette.files.card.own_card import preset_card, presets


def paths(card: RateCard) -> list[Path]:
    return [remark.path for remark in falling_prices(card)]


def test_a_tier_that_falls_in_its_low_or_high_alone_is_found() -> None:
    posts = number(tiers=(tier(10, add=figures(4, 5, 9)), tier(20, add=figures(4, 6, 8))))

    assert paths(small_card(posts=posts)) == [("traits", "posts", "tiers", "20")]


def test_a_tier_of_another_kind_or_of_fewer_lanes_is_found() -> None:
    kinds = number(tiers=(tier(10, add=figures(50)), tier(20, percent=figures(40))))
    lanes = number(
        tiers=(tier(10, percent=figures(5), lanes=("work", "talk")), tier(20, percent=figures(9), lanes=("work",)))
    )

    assert paths(small_card(posts=kinds)) == paths(small_card(posts=lanes)) == [("traits", "posts", "tiers", "20")]


@pytest.mark.parametrize(
    ("when", "percent", "found"),
    [
        ({"posts": {"at_least": 5}}, -5, 1),
        ({"posts": {"at_least": 5}}, 5, 0),
        ({"posts": {"not": {"at_least": 5}}}, 5, 1),
        ({"posts": {"at_least": 5}, "billing": "bank"}, -5, 1),
        ({"billing": "bank"}, -5, 0),
    ],
)
def test_a_rule_that_takes_off_where_there_is_more_is_found(when: dict[str, Any], percent: int, found: int) -> None:
    rule = Rule(id="rule", when=read_condition(when), percent=figures(percent))
    card = small_card(traits={"billing": one("month", month=choice(), bank=choice())}, rules=(rule,))

    assert paths(card) == [("rules", "rule")] * found


def test_a_member_that_takes_off_is_found_where_members_are_what_the_client_gets() -> None:
    places = several(default=(), web=choice(), mail=choice(percent=figures(-5)))
    given_more = replace(places, deliverable=True)

    assert paths(small_card(traits={"places": places})) == []
    assert paths(small_card(traits={"places": given_more})) == [("traits", "places", "choices", "mail")]


@pytest.mark.parametrize("name", presets())
def test_nothing_of_a_shipped_card_is_said_to_fall(name: str) -> None:
    """Only that a watch takes the place of sorting in batches, message by message: reading does not tell their sum."""
    found = [(remark.level, remark.code, remark.path) for remark in falling_prices(preset_card(name))]
    assert found == [("fact", "unproven-work", ("tasks", "triage_unwatched"))]


# --- Hours and fees -------------------------------------------------------------------------------------------------


def codes(card: RateCard) -> list[tuple[str, Path]]:
    return [(remark.code, remark.path) for remark in falling_prices(card)]


FEW, MANY = (read_condition({"posts": when}) for when in ({"not": {"at_least": 10}}, {"at_least": 10}))


def test_work_that_stops_where_there_is_more_is_found() -> None:
    assert codes(small_card(tasks={"posts": task(60), "care": task(5, when=FEW)})) == [
        ("falling-work", ("tasks", "care"))
    ]
    quantity = Quantity(each=("posts",), share=Decimal(40), when=FEW)
    assert codes(small_card(quantities={"part": quantity})) == [("falling-work", ("quantities", "part"))]
    assert codes(small_card(overheads={"more": overhead(9, when=FEW)})) == [("falling-work", ("overheads", "more"))]
    fee = Fee(label=WORDS, each="posts", unit_price=figures(5), when=FEW)
    assert codes(small_card(fees={"each": fee})) == [("falling-work", ("fees", "each"))]


def test_as_much_work_of_the_same_lane_and_unit_may_take_its_place() -> None:
    falling_share = (Bracket(from_=Decimal(0), share=Decimal(100)), Bracket(from_=Decimal(10), share=Decimal(50)))

    def cards(minutes: int) -> RateCard:
        return small_card(
            tasks={"few": task(4, when=FEW), "many": task(minutes, when=MANY, brackets=falling_share)},
        )

    assert codes(cards(8)) == []  # half of eight is four, however many there are
    assert codes(cards(7)) == [("unproven-work", ("tasks", "few"))]


def test_work_that_takes_the_place_of_other_work_in_another_lane_is_told_as_unproven() -> None:
    card = small_card(tasks={"few": task(4, when=FEW), "many": task(60, lane="talk", when=MANY)})

    assert codes(card) == [("unproven-work", ("tasks", "few"))]


@pytest.mark.parametrize(("minutes", "found"), [(29, 1), (30, 0)])
def test_an_answer_that_may_be_brought_down_to_another_takes_no_less_work(minutes: int, found: int) -> None:
    report = one("short", short=choice(), long=choice(reduce=pain(1, to=("short",))))
    times = {"short": 30, "long": minutes}
    tasks = {name: task(each, fixed=Decimal(1), when=read_condition({"report": name})) for name, each in times.items()}
    card = small_card(traits={"report": report}, tasks={"posts": task(60), **tasks})

    assert codes(card) == [("unproven-work", ("tasks", "short"))] * found


def test_a_yes_that_may_be_given_up_for_less_and_takes_off_is_found() -> None:
    urgent = yes_no(percent=figures(-5))

    assert codes(small_card(traits={"urgent": urgent})) == []
    may_go = replace(urgent, reduce=pain(1))
    assert codes(small_card(traits={"urgent": may_go})) == [("falling-rate", ("traits", "urgent"))]


def test_what_ties_too_many_answers_together_to_be_tried_is_told_as_unproven() -> None:
    places = replace(several(deliverable=True), choices={f"place{index}": choice() for index in range(13)})
    tasks = {
        f"task{index}": task(5, fixed=Decimal(1), when=read_condition({"places": {"includes": f"place{index}"}}))
        for index in range(13)
    }

    assert codes(small_card(traits={"places": places}, tasks={"posts": task(60), **tasks})) == [
        ("unproven-rise", ("tasks", "task0"))
    ]


def derived(**parts: Any) -> Trait:  # noqa: ANN401  # parts of a quantity
    return number(None, derived=Quantity(each=("posts",), **parts))


def test_a_number_that_is_no_longer_derived_is_found_where_it_stands() -> None:
    assert codes(small_card(traits={"copies": derived(when=FEW)})) == [
        ("falling-work", ("traits", "copies", "derived"))
    ]


def test_of_two_numbers_the_one_that_stops_is_to_blame_and_not_the_one_that_begins() -> None:
    card = small_card(traits={"begins": derived(when=MANY), "stops": derived(when=FEW)})

    assert codes(card) == [("unproven-work", ("traits", "stops", "derived"))]


def test_work_that_is_held_at_a_minimum_is_not_like_work_that_is_not() -> None:
    card = small_card(tasks={"few": task(4, when=FEW, minimum=Decimal(1)), "many": task(4, when=MANY)})

    assert codes(card) == [("unproven-work", ("tasks", "few"))]


def test_work_is_held_against_other_work_from_the_first_piece_on() -> None:
    """Of one piece less counts, though of many far more does."""
    slow = (Bracket(from_=Decimal(0), share=Decimal(90)), Bracket(from_=Decimal(1), share=Decimal(200)))
    card = small_card(tasks={"few": task(4, when=FEW), "many": task(4, when=MANY, brackets=slow)})

    assert codes(card) == [("unproven-work", ("tasks", "few"))]


def test_an_answer_is_found_by_its_key_even_where_the_name_of_its_trait_ends_like_it() -> None:
    pace = one("slow", slow=choice(), fast=choice(add=figures(-5), reduce=pain(1, to=("slow",))))

    assert codes(small_card(traits={"pace.fast": pace})) == [
        ("falling-rate", ("traits", "pace.fast", "choices", "fast"))
    ]


# --- Hours that lanes are brought up to -------------------------------------------------------------------------------


def brought_up(*lanes: str, into: str, **parts: Any) -> Overhead:  # noqa: ANN401  # keys of an overhead
    return Overhead(label=WORDS, up_to=Decimal(10), lanes=lanes, into=into, **parts)


@pytest.mark.parametrize(
    ("percent", "lane", "found"), [(20, "desk", 1), (20, "work", 0), (-20, "desk", 0), (-20, "work", 1)]
)
def test_hours_added_in_a_lane_that_may_be_dearer_are_found(percent: int, lane: str, found: int) -> None:
    client = one("any", any=choice(), rival=choice(percent=figures(percent), lanes=(lane,)))
    card = small_card(traits={"client": client}, overheads={"least": brought_up("work", into="desk")})

    assert codes(card) == [("dearer-hours", ("overheads", "least"))] * found


def test_hours_whose_lanes_stand_astride_those_of_others_are_found_unless_only_one_can_hold() -> None:
    def card(**when: Any) -> RateCard:  # noqa: ANN401  # a condition
        other = brought_up("talk", into="desk", **when)
        return small_card(overheads={"one": brought_up("work", into="desk", when=FEW), "other": other})

    assert ("hours-astride", ("overheads", "other")) in codes(card())
    assert ("hours-astride", ("overheads", "other")) not in codes(card(when=MANY))


# --- What is not said holds -----------------------------------------------------------------------------------------


@st.composite
def cards_let_be(draw: st.DrawFn) -> RateCard:
    """Small cards of which the channels are what the client gets, and of which no rate is said to fall."""
    card = draw(small_cards())
    card = replace(card, traits={**card.traits, "channels": replace(card.traits["channels"], deliverable=True)})
    assume(not paths(card))
    return card


def assert_no_less(before: Quote, after: Quote) -> None:
    # Work that rounds to nothing is billed a quarter hour, in whichever lane has most of it.
    assume(before.workload.told.target > Decimal("0.25"))
    for part in ("low", "target", "high"):
        assert getattr(before.rating.rate, part) <= getattr(after.rating.rate, part)
    assert before.workload.told.target <= after.workload.told.target
    assert before.whole_price <= after.whole_price


laws = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


@laws
@given(data=st.data(), card=cards_let_be())
def test_under_a_card_let_be_more_never_lowers_rate_hours_or_price(data: st.DataObject, card: RateCard) -> None:
    traits = data.draw(traits_of(card))
    name = data.draw(st.sampled_from(sorted(volume_traits(card))))
    few, many = sorted(data.draw(st.lists(st.integers(1, 300), min_size=2, max_size=2)))
    assert_no_less(*(priced(card, {**traits, name: volume}) for volume in (few, many)))


@laws
@given(data=st.data(), card=cards_let_be())
def test_under_a_card_let_be_one_more_member_never_lowers_rate_hours_or_price(
    data: st.DataObject, card: RateCard
) -> None:
    traits = data.draw(traits_of(card))
    channels = data.draw(st.permutations(list(card.traits["channels"].choices)))
    size = data.draw(st.integers(0, len(channels) - 1))
    assert_no_less(*(priced(card, {**traits, "channels": channels[:count]}) for count in (size, size + 1)))
