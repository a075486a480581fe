"""A package's changes and an option on top, one law or one claim at a time, on cards of a few lines."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from builders import WORDS, choice, mandates, number, one, priced, several, small_card, small_cards, yes_no
from fourchette.core.basis.money import to_cent
from fourchette.core.card.changes import Alterations, Option, OwnPackage, PackageRule, overridden
from fourchette.core.card.rate_card import RateCard
from fourchette.core.mandate.mandate import Mandate, Season
from fourchette.core.price.variants import altered, with_option
from render.quotes import SETTINGS

CARD = small_card(
    traits={
        "speed": one("slow", slow=choice(), brisk=choice(), fast=choice()),
        "places": several(a=choice(), b=choice(), c=choice()),
        "spend": number(decimals=True),
        "most": number(most=Decimal(10)),
        "rush": yes_no(),
    }
)


def after(said: dict[str, Any], **tables: Any) -> dict[str, Any]:  # noqa: ANN401  # passed on to its noun
    mandate = Mandate(traits={"posts": 8, **said})
    return {
        name: each for name, each in altered(CARD, mandate, Alterations(**tables)).traits.items() if name != "posts"
    }


# What is said, what is changed, and what is said afterwards.
CHANGES: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = {
    "a choice is brought down": ({"speed": "fast"}, {"at_most": {"speed": "brisk"}}, {"speed": "brisk"}),
    "a choice below stays": ({"speed": "slow"}, {"at_most": {"speed": "brisk"}}, {"speed": "slow"}),
    "a choice is brought up": ({"speed": "slow"}, {"at_least": {"speed": "brisk"}}, {"speed": "brisk"}),
    "a choice above stays": ({"speed": "fast"}, {"at_least": {"speed": "brisk"}}, {"speed": "fast"}),
    "a default counts": ({}, {"at_least": {"speed": "brisk"}}, {"speed": "brisk"}),
    "a default that stays is not said": ({}, {"at_most": {"speed": "brisk"}}, {}),
    "a number is capped": ({"most": 9}, {"at_most": {"most": 4}}, {"most": 4}),
    "a number is raised": ({}, {"at_least": {"most": 4}}, {"most": 4}),
    "a number is scaled": ({"most": 8}, {"scale": {"most": Decimal(50)}}, {"most": 4}),
    "half a unit goes up": ({"most": 5}, {"scale": {"most": Decimal(50)}}, {"most": 3}),
    "cents are kept": ({"spend": Decimal("10.50")}, {"scale": {"spend": Decimal(50)}}, {"spend": Decimal("5.25")}),
    "no further than the most": ({"most": 9}, {"scale": {"most": Decimal(200)}}, {"most": 10}),
    "scaled, then capped": ({"most": 4}, {"scale": {"most": Decimal(200)}, "at_most": {"most": 6}}, {"most": 6}),
    "members are taken out": ({"places": ["a", "b"]}, {"without": {"places": ("a",)}}, {"places": ("b",)}),
    "never all of them": ({"places": ["a"]}, {"without": {"places": ("a", "b")}}, {"places": ["a"]}),
    "the first ones are kept": ({"places": ["c", "a"]}, {"at_most": {"places": 1}}, {"places": ("c",)}),
    "members are added once": ({"places": ["a"]}, {"with_": {"places": ("a", "b")}}, {"places": ("a", "b")}),
    "an answer is set": ({"rush": False}, {"set_": {"rush": True}}, {"rush": True}),
    "nothing is changed": ({"speed": "fast", "places": ["b"]}, {}, {"speed": "fast", "places": ["b"]}),
}


@pytest.mark.parametrize("claim", CHANGES)
def test_a_change_does_what_it_says(claim: str) -> None:
    said, tables, expected = CHANGES[claim]

    assert after(said, **tables) == expected


def test_a_derived_number_is_changed_only_where_it_is_said(card: RateCard) -> None:
    changes = Alterations(scale={"adapted": Decimal(50)})
    traits = {"scope": ["content"], "posts": 8}

    assert altered(card, Mandate(traits=traits), changes).traits == traits
    assert altered(card, Mandate(traits={**traits, "adapted": 4}), changes).traits["adapted"] == 2


@pytest.mark.parametrize(
    ("stated", "tables", "expected"),
    [
        (20, {"scale": {"hours": Decimal(70)}}, "14"),
        (15, {"scale": {"hours": Decimal(70)}}, "10.50"),
        (20, {"at_most": {"hours": 12}}, "12"),
        (None, {"scale": {"hours": Decimal(70)}}, None),
        (None, {"set_": {"hours": 12}}, "12"),
    ],
)
def test_stated_hours_are_changed_to_the_quarter_hour(
    stated: int | None, tables: dict[str, Any], expected: str | None
) -> None:
    mandate = Mandate(traits={"posts": 1}, hours=None if stated is None else Decimal(stated))

    assert altered(CARD, mandate, Alterations(**tables)).hours == (expected and Decimal(expected))


def test_a_mandate_has_the_last_word_on_the_answers_it_names_and_on_no_other() -> None:
    rule = PackageRule(label=WORDS, at_most={"speed": "slow", "most": 3}, scale={"posts": Decimal(50)})
    own = OwnPackage(set_={"posts": 6}, at_most={"speed": "brisk"})

    assert overridden(rule, own) == Alterations(set_={"posts": 6}, at_most={"most": 3, "speed": "brisk"})


@given(card=small_cards())
@SETTINGS
def test_no_change_leaves_a_mandate_as_it_is(card: RateCard) -> None:
    mandate = Mandate(traits={"posts": 3, "experience": "new", "channels": ["mail", "web"]})

    assert altered(card, mandate, Alterations()) == mandate


@given(mandate=mandates(CARD))
@SETTINGS
def test_the_same_bounds_twice_change_nothing_more(mandate: Mandate) -> None:
    bounds = Alterations(
        at_most={"speed": "brisk", "places": 2, "posts": 30},
        at_least={"most": 2},
        with_={"places": ("b",)},
        without={"scope": ("talk",)},
    )

    once = altered(CARD, mandate, bounds)

    assert set(altered(CARD, once, bounds).traits["places"]) <= {*once.traits["places"], "b"}
    assert {**altered(CARD, once, bounds).traits, "places": ()} == {**once.traits, "places": ()}


# --- Options


def topped(said: dict[str, Any], traits: dict[str, Any], **frame: Any) -> Mandate:  # noqa: ANN401  # a mandate's keys
    quote = priced(CARD, {"posts": 8, **said}, **frame)
    return with_option(CARD, quote.mandate, Option(label=WORDS, traits=traits), quote.facts)


@pytest.mark.parametrize(
    ("said", "traits", "expected"),
    [
        ({}, {"posts": 4}, {"posts": 12}),
        ({"most": 8}, {"most": 4}, {"most": 10}),
        ({"places": ["c"]}, {"places": "a"}, {"places": ("a", "c")}),
        ({"speed": "slow"}, {"speed": "fast"}, {"speed": "fast"}),
        ({}, {"rush": True}, {"rush": True}),
        ({"places": ["a"]}, {"places": ["a"]}, {"places": ["a"]}),
    ],
)
def test_an_option_adds_numbers_and_members_and_replaces_a_choice(
    said: dict[str, Any], traits: dict[str, Any], expected: dict[str, Any]
) -> None:
    assert topped(said, traits).traits == {"posts": 8, **said, **expected}


def test_an_option_on_top_of_a_number_by_the_week_is_one_that_a_mandate_can_say() -> None:
    extended = topped({"posts": "2/week"}, {"posts": 4})

    posts = priced(CARD, extended.traits).facts["posts"]
    assert isinstance(posts, Decimal)
    assert to_cent(posts) == Decimal("12.67")  # 104 a year are 8.67 a month


def test_an_option_s_hours_are_added_to_stated_hours() -> None:
    quote = priced(CARD, {"posts": 8}, hours=Decimal(10))

    extended = with_option(CARD, quote.mandate, Option(label=WORDS, hours=Decimal(3)), quote.facts)

    assert extended.hours == 13


@pytest.mark.parametrize(
    ("in_season", "traits", "expected"),
    [
        ({"posts": 20}, {"posts": 4}, {"posts": 24}),
        ({"posts": "6/week"}, {"places": "a"}, {"posts": "6/week"}),
        ({"places": ["c"]}, {"places": "a"}, {"places": ("a", "c")}),
        ({"speed": "slow"}, {"speed": "fast"}, {"speed": "slow"}),
    ],
)
def test_an_option_is_on_top_in_a_season_too_whose_own_choice_stands(
    in_season: dict[str, Any], traits: dict[str, Any], expected: dict[str, Any]
) -> None:
    season = Season(label=WORDS, months=Decimal(1), traits=in_season)

    (found,) = topped({}, traits, seasons=(season,)).seasons

    assert found == replace(season, traits=expected)
