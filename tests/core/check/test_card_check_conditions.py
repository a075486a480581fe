"""A condition compares what is there with what it can be: every comparison on every kind of name."""

from typing import Any

import pytest

from builders import choice, figures, number, one, several, small_card, yes_no
from fourchette.core.card.conditions import read_condition
from fourchette.core.card.rate_card import Quantity, RateCard, Rule
from fourchette.core.check.card_check import problems_of


def with_condition(when: dict[str, Any]) -> RateCard:
    """A small card with a rule on a trait of each kind, a quantity, the period or the hours."""
    traits = {
        "pace": one("slow", slow=choice(), fast=choice()),
        "sites": several(web=choice(), mail=choice()),
        "sure": yes_no(),
        "visits": number(),
    }
    rule = Rule(id="odd", when=read_condition(when), add=figures(5))
    return small_card(traits=traits, quantities={"replies": Quantity(each=("posts",))}, rules=(rule,))


@pytest.mark.parametrize(
    "when",
    [
        {"pace": "fast"},
        {"pace": ["slow", "fast"]},
        {"sites": {"includes": "web"}},
        {"sites": {"at_least": 1}},
        {"sure": True},
        {"visits": 3},
        {"visits": {"at_least": 3}},
        {"replies": 3},
        {"replies": {"at_most": 3}},
        {"hours": {"at_least": 3}},
        {"period": "month"},
    ],
)
def test_a_comparison_that_suits_its_name_is_sound(when: dict[str, Any]) -> None:
    assert problems_of(with_condition(when)) == ()


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ({"pace": "fats"}, '"fats" is not one of the choices'),
        ({"pace": 3}, '"3" is not one of the choices'),
        ({"pace": {"includes": "fast"}}, "`includes` is for a trait of several choices"),
        ({"pace": {"at_least": 1}}, "`at_least` and `at_most` are for numbers and for traits of several choices"),
        ({"sites": "web"}, '"web" alone is ambiguous: several can be chosen'),
        ({"sites": {"includes": "wbe"}}, '"wbe" is not one of the choices'),
        ({"sure": "yes"}, "sure has no choices to compare with"),
        ({"sure": 1}, "true or false is expected here"),
        ({"sure": {"at_least": 1}}, "`at_least` and `at_most` are for numbers and for traits of several choices"),
        ({"visits": "many"}, "visits has no choices to compare with"),
        ({"visits": ["many", 1]}, "visits has no choices to compare with"),
        ({"visits": True}, "a number is expected here"),
        ({"visits": [True, 2]}, "a number is expected here"),
        ({"visits": {"includes": "web"}}, "`includes` is for a trait of several choices"),
        ({"replies": True}, "a number is expected here"),
        ({"replies": "many"}, "replies has no choices to compare with"),
        ({"period": "year"}, '"year" is not one of the choices'),
        ({"period": {"at_least": 1}}, "`at_least` and `at_most` are for numbers and for traits of several choices"),
        ({"period": {"includes": "month"}}, "`includes` is for a trait of several choices"),
    ],
)
def test_a_comparison_that_does_not_suit_its_name_says_why(when: dict[str, Any], said: str) -> None:
    (problem,) = problems_of(with_condition(when))

    assert (problem.key, str(problem.message)) == (f"rules[0].when.{next(iter(when))}", said)


def test_each_choice_that_is_none_is_told_with_the_nearest() -> None:
    found = problems_of(with_condition({"pace": ["fats", "slow", "slwo"]}))

    assert [str(problem.remedy) for problem in found] == ["did you mean “fast”?", "did you mean “slow”?"]


def test_a_name_that_is_none_gets_the_nearest_of_all_that_may_be_compared() -> None:
    remedies = {
        name: str(problems_of(with_condition({name: 1}))[0].remedy) for name in ("pce", "replis", "perod", "huors")
    }

    assert remedies == {
        "pce": "did you mean “pace”?",
        "replis": "did you mean “replies”?",
        "perod": "did you mean “period”?",
        "huors": "did you mean “hours”?",
    }
