"""The facts worth trying: enough of them to tell apart whatever a card's conditions tell apart."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import WORDS, choice, number, one, priced, several, small_card, yes_no
from fourchette.core.card.cases import TooMany, cases, comparisons_on, possible, representatives
from fourchette.core.card.conditions import Condition, Fact, read_condition
from fourchette.core.card.rate_card import Quantity, Trait

LETTERS = "abcdefghijklmnop"
CARD = small_card(
    traits={
        "pace": one("slow", slow=choice(), fast=choice(), instant=choice()),
        "places": several(a=choice(), b=choice(), c=choice(), d=choice()),
        "channels": several(default=None, a=choice(), b=choice(), c=choice()),
        "sure": yes_no(),
        "visits": number(1, least=Decimal(1), most=Decimal(9)),
        "spend": number(decimals=True),
        "letters": Trait(kind="several", label=WORDS, choices={letter: choice() for letter in LETTERS}, default=()),
    }
)


def facts_of(name: str, *whens: dict[str, Any]) -> tuple[Fact, ...]:
    comparisons = comparisons_on(map(read_condition, whens))
    return representatives(CARD, name, comparisons.get(name, []))


# --- Of one name


def test_a_derived_number_is_tried_between_two_whole_ones() -> None:
    messages = number(None, derived=Quantity(each=("fans",), share=Decimal(10)))
    card = small_card(traits={"fans": number(), "messages": messages})
    between = read_condition({"messages": {"at_least": Decimal("99.5"), "not": {"at_least": 100}}})

    assert between.holds(priced(card, {"fans": 997, "posts": 1}).facts)
    assert possible(card, between)


def test_a_choice_is_tried_in_every_way() -> None:
    assert facts_of("pace") == ("slow", "fast", "instant")
    assert facts_of("sure") == (False, True)
    assert facts_of("period") == ("month", "project")


def test_a_number_is_tried_at_its_ends_and_on_both_sides_of_a_bound() -> None:
    assert facts_of("visits", {"visits": {"at_least": 5}}) == (1, 4, 5, 6, 9)


def test_a_number_is_tried_at_the_value_that_a_condition_names() -> None:
    assert facts_of("visits", {"visits": [3, 8]}) == (1, 2, 3, 4, 7, 8, 9)


def test_a_number_is_never_tried_beyond_what_may_be_answered() -> None:
    assert facts_of("visits", {"visits": {"at_least": 100, "at_most": 200}}) == (1, 9)


def test_hours_go_by_quarters_and_decimals_by_the_least_that_may_be_written() -> None:
    hours = facts_of("hours", {"hours": {"at_least": 40}})
    spend = facts_of("spend", {"spend": {"at_most": Decimal("0.5")}})

    assert hours[1:4] == (Decimal("39.75"), Decimal(40), Decimal("40.25"))
    assert spend[1:4] == (Decimal("0.499999"), Decimal("0.5"), Decimal("0.500001"))


def test_no_more_hours_are_tried_than_a_mandate_may_have() -> None:
    assert facts_of("hours", {"hours": {"at_least": 200_000}}) == (0, 100_000)


def test_a_whole_number_is_tried_at_whole_numbers_only() -> None:
    assert facts_of("visits", {"visits": {"at_least": Decimal("2.5")}}) == (1, 2, 3, 9)


def test_members_that_no_condition_names_are_tried_by_their_count_only() -> None:
    found = facts_of("places", {"places": {"includes": "c"}}, {"places": {"at_least": 2}})

    assert set(found) == {
        *((), ("c",), ("a",), ("a", "c"), ("a", "b")),
        *(("a", "b", "c"), ("a", "b", "d"), ("a", "b", "c", "d")),
    }


def test_a_trait_that_must_be_answered_is_never_tried_empty() -> None:
    assert facts_of("channels", {"channels": {"includes": "b"}}) == (("a",), ("b",), ("a", "b", "c"))


def test_a_member_that_is_named_is_tried_with_the_others_all_or_none_of_them() -> None:
    everything = ("a", "b", "c", "d")

    assert set(facts_of("places", {"places": {"includes": "c"}})) == {(), ("c",), everything}
    assert set(facts_of("places", {"places": "a"})) == {(), everything}


def test_what_can_be_said_is_tried_before_what_can_only_be_computed() -> None:
    messages = number(None, derived=Quantity(each=("fans",), share=Decimal(10)), most=Decimal(40))
    card = small_card(traits={"fans": number(), "messages": messages})
    comparisons = comparisons_on([read_condition({"messages": {"at_least": 50}})])["messages"]

    whole, finer = Decimal(50), Decimal("0.000001")
    # What is computed is held to no bound of what may be answered.
    found = representatives(card, "messages", comparisons)
    assert found[1:4] == (whole - 1, whole, whole + 1)
    assert found[-2:] == (whole - finer, whole + finer)


def test_as_many_named_members_as_can_be_combined_are_all_tried() -> None:
    assert len(facts_of("letters", {"letters": {"includes": list(LETTERS[:12])}})) > 2**12


def test_more_named_members_than_can_be_combined_are_too_many() -> None:
    with pytest.raises(TooMany):
        facts_of("letters", {"letters": {"includes": list(LETTERS[:13])}})


# --- Of several


def test_cases_combine_the_facts_of_each_name() -> None:
    found = list(cases(CARD, [read_condition({"pace": "fast", "sure": True})]))

    assert len(found) == 6
    assert {"pace": "instant", "sure": False} in found


def test_too_many_combinations_are_refused_before_any_is_tried() -> None:
    letters = {"letters": {"includes": list(LETTERS[:12])}}  # 2 ** 12 selections and their counts
    numbers = {name: {"at_least": 5} for name in ("posts", "visits", "spend", "hours")}

    with pytest.raises(TooMany):
        next(cases(CARD, [read_condition({**letters, **numbers})]))


@pytest.mark.parametrize(
    "when",
    [
        {"visits": {"at_least": 9}},
        {"visits": {"at_least": 4, "not": {"at_least": 5}}},
        {"visits": {"not": [1, 2, 3]}},
        {"places": {"includes": "a", "at_most": 1}},
        {"places": {"not": {"includes": ["a", "b"]}, "at_least": 2}},
        {"pace": {"not": ["slow", "fast"]}},
        {"any": [{"visits": 10}, {"sure": True}]},
        {"period": "project", "hours": {"at_least": 40}},
        {"spend": {"not": {"at_most": 5}, "at_most": Decimal("5.01")}},
        {"spend": {"not": {"at_most": 5}}, "any": [{"spend": {"not": {"at_least": Decimal("5.005")}}}]},
        # Too many cases to try: never called impossible without proof.
        {"letters": {"includes": list(LETTERS[:13])}},
    ],
    ids=str,
)
def test_what_some_answers_satisfy_is_possible(when: dict[str, Any]) -> None:
    assert possible(CARD, read_condition(when))


@pytest.mark.parametrize(
    "when",
    [
        {"visits": {"at_least": 10}},
        {"visits": {"at_most": 0}},
        {"visits": {"at_least": 5, "at_most": 4}},
        {"visits": {"at_least": 4, "not": {"at_most": 4}, "at_most": 4}},
        {"places": {"at_least": 5}},
        {"places": {"not": {"includes": ["a", "b", "c"]}, "at_least": 2}},
        {"channels": {"at_most": 0}},
        {"pace": {"not": ["slow", "fast", "instant"]}},
        {"sure": {"not": [True, False]}},
        {"pace": "slow", "any": [{"pace": "fast"}, {"pace": "instant"}]},
        {"period": {"not": ["month", "project"]}},
        {"hours": {"at_least": 40, "at_most": 39}},
        {"hours": {"at_least": 200_000}},
        {"visits": Decimal("2.5")},
    ],
    ids=str,
)
def test_what_no_answers_satisfy_is_impossible(when: dict[str, Any]) -> None:
    assert not possible(CARD, read_condition(when))


# --- The law


NUMBERS = st.integers(0, 10)
MEMBERS = st.lists(st.sampled_from("abcd"), min_size=1, max_size=3)
BOUNDS = st.one_of(
    st.builds(lambda bound: {"at_least": bound}, NUMBERS),
    st.builds(lambda bound: {"at_most": bound}, NUMBERS),
    st.builds(lambda bound: {"not": {"at_least": bound}}, NUMBERS),
)
TESTS = st.one_of(
    st.builds(lambda name, bound: {name: bound}, st.sampled_from(["visits", "places", "posts"]), BOUNDS),
    st.builds(lambda number: {"visits": number}, NUMBERS),
    st.builds(lambda members: {"places": {"includes": members}}, MEMBERS),
    st.builds(lambda members: {"places": {"not": {"includes": members}}}, MEMBERS),
    st.builds(lambda names: {"pace": names}, st.lists(st.sampled_from(["slow", "fast"]), min_size=1)),
    st.builds(lambda answer: {"sure": answer}, st.booleans()),
)
CONDITIONS = st.one_of(TESTS, st.builds(lambda tests: {"any": tests}, st.lists(TESTS, min_size=1, max_size=2))).map(
    read_condition
)
FACTS: st.SearchStrategy[dict[str, Fact]] = st.fixed_dictionaries(
    {
        "pace": st.sampled_from(["slow", "fast", "instant"]),
        "places": st.sets(st.sampled_from("abcd")).map(lambda members: tuple(sorted(members))),
        "sure": st.booleans(),
        "visits": st.integers(1, 9).map(Decimal),
        "posts": st.integers(0, 1000).map(Decimal),
    }
)


@given(conditions=st.lists(CONDITIONS, min_size=1, max_size=3), facts=FACTS)
@settings(max_examples=100, deadline=None)
def test_whatever_is_answered_some_case_fares_the_same(conditions: list[Condition], facts: dict[str, Fact]) -> None:
    fares = [condition.holds(facts) for condition in conditions]

    assert any([condition.holds(case) for condition in conditions] == fares for case in cases(CARD, conditions))
