"""What is found of a card only by pricing with it."""

from dataclasses import replace
from decimal import Decimal

from builders import choice, figures, number, one, small_card, task, yes_no
from fourchette.core.audit.card_across import across, first_months
from fourchette.core.basis.text import Text
from fourchette.core.card.changes import PackageRule
from fourchette.core.card.conditions import read_condition
from fourchette.core.card.rate_card import Example, Expectation, RateCard, Rule, Tier
from fourchette.files.card.card_file import load_card
from fourchette.files.card.own_card import preset_card, presets

EXAMPLES = (Example(name=choice().label, traits={"posts": 12}, expect=Expectation()),)


def told(card: RateCard) -> list[str]:
    return [str(remark.message) for remark in across(card) if remark.level == "warning"]


def test_a_discount_on_so_many_hours_makes_more_cost_less() -> None:
    bank = Rule(
        id="bank",
        when=read_condition({"billing": "bank", "hours": {"at_least": 40}}),
        percent=figures(-5),
    )
    card = small_card(traits={"billing": one("month", month=choice(), bank=choice())}, rules=(bank,), examples=EXAMPLES)

    assert told(card) == ["hours: 40 cost 3800.00, and 39.75 cost 3975.00: more costs less"]


def test_a_tier_that_takes_off_is_found_where_it_makes_more_cost_less() -> None:
    steep = small_card(posts=number(tiers=(Tier(from_=Decimal(10), percent=figures(-20)),)), examples=EXAMPLES)
    gentle = small_card(posts=number(tiers=(Tier(from_=Decimal(10), percent=figures(-5)),)), examples=EXAMPLES)

    assert told(steep) == ["posts: 10 cost 800.00, and 9 cost 900.00: more costs less"]
    assert told(gentle) == []


def test_a_threshold_of_the_card_is_told_once_however_many_of_its_parts_look_at_it() -> None:
    first, second = (
        Rule(id=name, when=read_condition({"posts": {"at_least": 10}}), percent=figures(-10)) for name in ("a", "b")
    )

    assert told(small_card(rules=(first, second), examples=EXAMPLES * 2)) == [
        "posts: 10 cost 800.00, and 9 cost 900.00: more costs less"
    ]


def test_a_condition_that_ends_with_a_volume_has_no_threshold() -> None:
    few = Rule(id="few", when=read_condition({"posts": {"at_most": 3}}), percent=figures(50))

    assert told(small_card(rules=(few,), examples=EXAMPLES)) == []


def test_what_a_condition_asks_for_beside_the_volume_is_answered() -> None:
    when = read_condition(
        {
            "scope": {"includes": "talk"},
            "period": "month",
            "urgent": True,
            "posts": {"at_least": 10},
        }
    )
    many = Rule(id="many", when=when, percent=figures(-20))
    urgent = (replace(EXAMPLES[0], traits={"posts": 12, "urgent": True}),)

    assert told(small_card(traits={"urgent": yes_no()}, rules=(many,), examples=urgent)) == [
        "posts: 10 cost 800.00, and 9 cost 900.00: more costs less"
    ]


def test_more_that_costs_as_much_is_let_be() -> None:
    posts = number(tiers=(Tier(from_=Decimal(10), add=figures(0)),))
    tasks = {"posts": task(0), "watch": task(60, fixed=Decimal(1))}

    assert told(small_card(posts=posts, tasks=tasks, examples=EXAMPLES)) == []


def test_what_stops_is_told_and_not_the_question_that_begins_there() -> None:
    few = task(60, when=read_condition({"posts": {"not": {"at_least": 5}}}))
    asked = number(asked_when=read_condition({"posts": {"at_least": 5}}))
    card = small_card(traits={"reach": asked}, tasks={"few": few, "all": task(1)}, examples=EXAMPLES)

    assert [remark.path for remark in across(card) if remark.level == "warning"] == [("tasks", "few", "when")]


def test_the_first_four_examples_by_the_month_are_tried() -> None:
    project = replace(EXAMPLES[0], period="project", weeks=Decimal(4))
    months = tuple(replace(EXAMPLES[0], traits={"posts": count}) for count in range(1, 7))

    found = first_months(small_card(examples=(project, *months)))

    assert [mandate.traits["posts"] for mandate in found] == [1, 2, 3, 4]


def test_a_task_that_stops_is_found() -> None:
    few = task(60, when=read_condition({"posts": {"not": {"at_least": 5}}}))

    assert told(small_card(tasks={"few": few, "all": task(1)}, examples=EXAMPLES)) != []


def test_no_more_costs_less_under_a_shipped_card() -> None:
    assert {name: found for name in presets() if (found := told(preset_card(name)))} == {}
    assert told(load_card().card) == []


def test_an_hour_of_the_examples_is_told_from_the_least_to_the_most_and_the_smallest_to_the_largest() -> None:
    rush = one("none", none=choice(), some=choice(percent=figures(50)))
    small = Example(name=Text(fr="peu", en="few"), traits={"posts": 2, "rush": "some"}, expect=Expectation())
    unpriced = Example(name=Text(fr="faux", en="wrong"), traits={"psts": 1}, expect=Expectation())
    (fact,) = across(small_card(traits={"rush": rush}, examples=(unpriced, *EXAMPLES, small)))

    assert fact.code == "spread-of-hours"
    assert str(fact.message) == (
        "an hour of the examples earns from 100.00 (word) to 150.00 (few); 150.00 in the smallest (few, 2.00), "
        "100.00 in the largest (word, 12.00)"
    )


def test_a_fuller_package_that_costs_less_is_found() -> None:
    half = PackageRule(label=choice().label, scale={"posts": Decimal(50)})
    asked = PackageRule(label=choice().label)
    rising, falling = {"half": half, "asked": asked}, {"asked": asked, "half": half}

    assert told(replace(small_card(examples=EXAMPLES), packages=rising)) == []
    assert told(replace(small_card(examples=EXAMPLES), packages={"asked": asked, "same": asked})) == []
    not_offered = {"asked": asked, "half": replace(half, when=read_condition({"posts": 1}))}
    assert told(replace(small_card(examples=EXAMPLES), packages=not_offered)) == []
    assert told(replace(small_card(examples=EXAMPLES), packages=falling)) == [
        "the package half costs 600.00, and asked, before it, 1200.00: a fuller one costs less"
    ]
