"""Where a price can fall as there is more, to the last hour: what lanes are brought up to, and what is to blame."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from builders import WORDS, choice, figures, number, one, pain, several, small_card, task, tier
from fourchette.core.audit.card_rising import falling_prices
from fourchette.core.basis.problems import Path
from fourchette.core.card.conditions import read_condition
from fourchette.core.card.rate_card import Lane, Overhead, RateCard, Rule

FEW, MANY = (read_condition({"posts": when}) for when in ({"not": {"at_least": 10}}, {"at_least": 10}))


def codes(card: RateCard) -> list[tuple[str, Path]]:
    return [(remark.code, remark.path) for remark in falling_prices(card)]


def paths(card: RateCard) -> list[Path]:
    return [path for _, path in codes(card)]


def brought_up(*lanes: str, into: str, **parts: Any) -> Overhead:  # noqa: ANN401  # keys of an overhead
    return Overhead(**{"label": WORDS, "up_to": Decimal(10), "lanes": lanes, "into": into, **parts})


@pytest.mark.parametrize(("percent", "found"), [("0", 0), ("0.5", 1), ("1", 1)])
def test_any_surcharge_at_all_on_the_lane_that_hours_are_added_in_is_found(percent: str, found: int) -> None:
    client = one("any", any=choice(), rival=choice(percent=figures(percent), lanes=("desk",)))
    card = small_card(traits={"client": client}, overheads={"least": brought_up("work", into="desk")})

    assert codes(card) == [("dearer-hours", ("overheads", "least"))] * found


@pytest.mark.parametrize(("percent", "found"), [("-0.5", 1), ("-1", 1), ("0", 0), ("0.5", 0), ("5", 0)])
def test_any_discount_at_all_on_a_lane_that_is_brought_up_is_found(percent: str, found: int) -> None:
    client = one("any", any=choice(), friend=choice(percent=figures(percent), lanes=("work",)))
    card = small_card(traits={"client": client}, overheads={"least": brought_up("work", into="desk")})

    assert codes(card) == [("dearer-hours", ("overheads", "least"))] * found


@pytest.mark.parametrize(
    ("work", "desk", "found"), [(True, False, 1), (False, True, 0), (False, False, 0), (True, True, 0)]
)
def test_hours_added_where_no_discount_goes_are_found_to_be_dearer(*, work: bool, desk: bool, found: int) -> None:
    lanes = {"work": Lane(label=WORDS, discounts=work), "desk": Lane(label=WORDS, discounts=desk)}
    card = small_card(lanes=lanes, overheads={"least": brought_up("work", into="desk")})

    assert codes(card) == [("dearer-hours", ("overheads", "least"))] * found


def test_hours_that_every_lane_or_the_first_of_some_is_brought_up_to_are_looked_at_too() -> None:
    rush = one("none", none=choice(), some=choice(percent=figures(20), lanes=("desk",)))
    every, first = brought_up(into="desk"), replace(brought_up("desk", "work", into="desk"), into=None)

    for overhead in (every, first):
        card = small_card(traits={"rush": rush}, overheads={"least": overhead})
        assert codes(card) == [("dearer-hours", ("overheads", "least"))]


@pytest.mark.parametrize(
    ("one_s", "other_s", "astride"),
    [
        (("work", "desk"), ("work", "talk"), True),
        (("work",), ("work", "talk"), False),
        (("work", "talk"), ("work",), False),
        (("work", "talk"), ("work", "talk"), False),
        (("work",), ("talk",), False),
        ((), ("work",), False),
    ],
)
def test_hours_are_astride_where_each_has_a_lane_that_the_other_has_not_and_both_have_one(
    one_s: tuple[str, ...], other_s: tuple[str, ...], *, astride: bool
) -> None:
    overheads = {
        "one": brought_up(*one_s, into=one_s[0] if one_s else "work"),
        "other": brought_up(*other_s, into=other_s[0]),
    }

    assert (("hours-astride", ("overheads", "other")) in codes(small_card(overheads=overheads))) is astride


@pytest.mark.parametrize(("hours", "found"), [(9, 1), (10, 0)])
def test_of_hours_that_the_same_lanes_are_brought_up_to_the_most_hold(hours: int, found: int) -> None:
    brought = brought_up("work", into="work", when=FEW)
    overheads = {
        "few": brought,
        "less": replace(brought, up_to=Decimal(4)),
        "many": brought_up("work", into="work", when=MANY, up_to=Decimal(hours)),
    }

    assert len(codes(small_card(overheads=overheads))) == found


@pytest.mark.parametrize(("minutes", "found"), [(7, 1), (8, 0)])
def test_minutes_for_the_same_unit_add_up(minutes: int, found: int) -> None:
    card = small_card(tasks={"few": task(4, when=FEW), "also": task(4, when=FEW), "many": task(minutes, when=MANY)})

    assert len(codes(card)) == found


def test_all_that_stops_is_to_blame_where_nothing_begins() -> None:
    card = small_card(tasks={"posts": task(60), "few": task(4, when=FEW), "talks": task(4, lane="talk", when=FEW)})

    assert codes(card) == [("falling-work", ("tasks", "few")), ("falling-work", ("tasks", "talks"))]


def test_what_begins_and_stops_again_is_no_work_that_takes_its_own_place() -> None:
    some = read_condition({"posts": {"at_least": 5, "at_most": 9}})

    assert codes(small_card(tasks={"posts": task(60), "some": task(4, when=some)})) == [
        ("falling-work", ("tasks", "some"))
    ]


def test_a_discount_of_both_lanes_makes_neither_the_dearer() -> None:
    client = one("any", any=choice(), friend=choice(percent=figures(-20), lanes=("work", "desk")))
    card = small_card(traits={"client": client}, overheads={"least": brought_up("work", into="desk")})

    assert codes(card) == []


def test_a_member_of_the_scope_is_something_more_that_the_client_gets() -> None:
    scope = several(default=("work",), work=choice(), talk=choice(add=figures(-5)))

    assert paths(small_card(traits={"scope": scope})) == [("traits", "scope", "choices", "talk")]


def test_a_number_that_feeds_nothing_is_held_to_rise_only_where_less_of_it_meets_a_budget() -> None:
    loyal = number(tiers=(tier(6, percent=figures(-5)),))

    assert paths(small_card(traits={"loyal": loyal})) == []
    assert paths(small_card(traits={"loyal": replace(loyal, reduce=pain(1))})) == [("traits", "loyal", "tiers", "6")]


def test_of_what_begins_together_what_lowers_is_to_blame() -> None:
    nothing = Rule(id="nothing", when=MANY, add=figures(0))
    lowers = replace(nothing, id="lowers", add=figures(-5, -5, 0))

    assert paths(small_card(rules=(nothing, lowers))) == [("rules", "lowers")]


def test_of_tiers_the_one_that_falls_is_to_blame_and_none_that_began_before_it() -> None:
    posts = number(tiers=(tier(10, add=figures(4)), tier(20, add=figures(6)), tier(30, add=figures(5))))

    assert paths(small_card(posts=posts)) == [("traits", "posts", "tiers", "30")]


def test_what_looks_at_other_answers_too_is_not_to_blame_for_what_falls_without_it() -> None:
    billing = one("month", month=choice(), bank=choice())
    banked = Rule(id="banked", when=read_condition({"posts": {"at_least": 10}, "billing": "bank"}), add=figures(5))
    posts = number(tiers=(tier(10, percent=figures(-5)),))

    assert paths(small_card(posts=posts, traits={"billing": billing}, rules=(banked,))) == [
        ("traits", "posts", "tiers", "10")
    ]


def test_what_falls_by_two_volumes_is_told_once() -> None:
    when = read_condition({"posts": {"at_least": 5}, "messages": {"at_least": 5}})
    card = small_card(
        traits={"messages": number()},
        tasks={"posts": task(60), "messages": task(5, each=("messages",))},
        rules=(Rule(id="both", when=when, percent=figures(-5)),),
    )

    assert paths(card) == [("rules", "both")]
