"""What is found of a card's answers by pricing with each of them."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from builders import WORDS, choice, figures, number, one, pain, several, small_card, task, tier
from fourchette.core.audit.card_answers import answers_across
from fourchette.core.card.conditions import read_condition
from fourchette.core.card.rate_card import Bracket, Example, Expectation, RateCard, Task
from fourchette.files.card.own_card import preset_card, presets

EXAMPLES = (Example(name=WORDS, traits={"posts": 12}, expect=Expectation()),)


def told(card: RateCard) -> list[tuple[str, str]]:
    return [(remark.code, str(remark.message)) for remark in answers_across(card)]


def hurried(slow: int, fast: int) -> RateCard:
    """A card on which a fast answer, which may be brought down to a slow one, costs so many percent more."""
    pace = one(
        "none",
        none=choice(),
        slow=choice(percent=figures(slow)),
        fast=choice(percent=figures(fast), reduce=pain(1, to=("slow",))),
    )
    return small_card(traits={"pace": pace}, examples=EXAMPLES)


def test_an_answer_that_costs_less_and_gives_more_is_found() -> None:
    assert told(hurried(20, 30)) == []
    assert told(hurried(30, 20)) == [
        ("fuller-answer-costs-less", "pace: fast costs 1440.00, and slow 1560.00, though it gives less")
    ]


def test_of_only_two_answers_the_fuller_one_that_costs_less_is_told_once_with_what_to_do() -> None:
    pace = one("slow", slow=choice(percent=figures(30)), fast=choice(percent=figures(20), reduce=pain(1, to=("slow",))))

    (found,) = answers_across(small_card(traits={"pace": pace}, examples=EXAMPLES * 2))

    assert (found.code, found.path) == ("fuller-answer-costs-less", ("traits", "pace", "choices", "fast"))
    assert str(found.remedy) == "raise it, or lower the other"


def test_answers_that_cost_the_same_are_let_be_where_no_effect_names_them() -> None:
    """That another answer of the same name has an effect is of another trait."""
    pace = one("none", none=choice(), slow=choice(), fast=choice())
    tone = one("plain", plain=choice(), fast=choice(add=figures(5)))

    assert told(small_card(traits={"pace": pace, "tone": tone}, examples=EXAMPLES)) == []


def test_an_example_that_cannot_be_priced_hides_nothing_of_the_others() -> None:
    unpriced = replace(EXAMPLES[0], traits={"psts": 12})

    assert told(replace(hurried(20, 20), examples=(unpriced, *EXAMPLES))) == told(hurried(20, 20))
    assert told(replace(hurried(20, 20), examples=(unpriced,))) == []


def test_two_answers_that_cost_the_same_are_found() -> None:
    assert told(hurried(20, 20)) == [("same-cost", "pace: slow and fast cost the same")]


def test_each_of_many_answers_that_cost_the_same_is_told_once() -> None:
    alike = {f"pace_{number}": choice(percent=figures(20)) for number in range(40)}
    card = small_card(traits={"pace": one("none", none=choice(), **alike)}, examples=EXAMPLES)

    assert told(card) == [("same-cost", f"pace: pace_0 and pace_{number} cost the same") for number in range(1, 40)]


def test_one_more_member_that_costs_less_is_found() -> None:
    places = several(default=(), deliverable=True, web=choice(), mail=choice(percent=figures(-10)))

    assert told(small_card(traits={"places": places}, examples=EXAMPLES)) == [
        ("member-costs-less", "places: with mail it costs 1080.00, and 1200.00 without: more costs less")
    ]


def test_a_member_that_an_example_has_is_tried_without() -> None:
    places = several(default=(), deliverable=True, web=choice(), mail=choice(percent=figures(-10)))
    asked = (replace(EXAMPLES[0], traits={"posts": 12, "places": ["web", "mail"]}),)

    assert [code for code, _ in told(small_card(traits={"places": places}, examples=asked))] == ["member-costs-less"]


def test_a_member_that_gives_nothing_more_may_cost_less() -> None:
    made_there = several(default=(), posts=choice())
    tasks = {"posts": task(60, when=read_condition({"made_there": {"not": {"includes": "posts"}}})), "all": task(1)}

    assert told(small_card(traits={"made_there": made_there}, tasks=tasks, examples=EXAMPLES)) == []


@pytest.mark.parametrize(
    ("further", "said"),
    [
        (100, []),
        (70, []),
        (125, []),
        (126, [("dearer-piece", "posts: beyond 120, a piece costs 26 more than before")]),
        (150, [("dearer-piece", "posts: beyond 120, a piece costs 50 more than before")]),
    ],
)
def test_a_piece_that_grows_dearer_is_found(further: int, said: list[tuple[str, str]]) -> None:
    brackets = (Bracket(from_=Decimal(0), share=Decimal(100)), Bracket(from_=Decimal(120), share=Decimal(further)))

    assert told(small_card(tasks={"posts": task(60, brackets=brackets)}, examples=EXAMPLES)) == said


def dearer(*, beyond: int, **parts: Any) -> Task:  # noqa: ANN401  # parts of a task
    """An hour a post, and half as much again from so many posts on."""
    brackets = (Bracket(from_=Decimal(0), share=Decimal(100)), Bracket(from_=Decimal(beyond), share=Decimal(150)))
    return task(60, brackets=brackets, **parts)


def test_a_volume_of_few_pieces_is_tried_within_its_most() -> None:
    card = small_card(posts=number(most=Decimal(40)), tasks={"posts": dearer(beyond=20)}, examples=EXAMPLES)

    assert told(card) == [("dearer-piece", "posts: beyond 20, a piece costs 50 more than before")]


def test_what_the_tiers_of_a_volume_add_to_its_pieces_is_meant() -> None:
    posts = number(tiers=(tier(121, add=figures(50)),))

    assert told(small_card(posts=posts, examples=EXAMPLES)) == []


def test_a_piece_that_grows_dearer_is_found_by_the_first_example_where_it_does() -> None:
    """In one the posts take no time, in one each takes as much."""
    asked = {name: read_condition({"pace": name}) for name in ("none", "slow", "fast")}
    card = small_card(
        traits={"pace": one("none", none=choice(), slow=choice(), fast=choice())},
        tasks={
            "none": task(60, fixed=Decimal(1), when=asked["none"]),
            "slow": task(60, when=asked["slow"]),
            "fast": dearer(beyond=120, when=asked["fast"]),
        },
        examples=tuple(replace(EXAMPLES[0], traits={"posts": 12, "pace": name}) for name in asked),
    )

    assert told(card) == [("dearer-piece", "posts: beyond 120, a piece costs 50 more than before")]


def test_the_answers_of_a_shipped_card_have_nothing_against_them() -> None:
    assert {name: found for name in presets() if (found := told(preset_card(name)))} == {}
