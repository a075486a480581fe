"""What a card computes from the volumes: shares, brackets, bounds, and what is done again for each further member."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from builders import WORDS, choice, line_hours, number, priced, several, small_card, task
from fourchette.core.card.conditions import Fact, read_condition
from fourchette.core.card.rate_card import Bracket, Quantity
from fourchette.core.card.volumes import (
    Counting,
    count_of,
    in_order,
    names_used,
    number_in,
    with_volumes,
    within_brackets,
)

CHANNELS = several(default=(), a=choice(), b=choice(), c=choice())


@pytest.mark.parametrize(
    ("chosen", "hours"), [([], None), (["a"], None), (["a", "b"], "4.00"), (["a", "b", "c"], "8.00")]
)
def test_what_is_done_again_is_done_for_each_member_beyond_the_first(chosen: list[str], hours: str | None) -> None:
    versions = Quantity(label=WORDS, each=("posts",), further="channels")
    card = small_card(
        traits={"channels": CHANNELS}, quantities={"versions": versions}, tasks={"more": task(60, each=("versions",))}
    )

    assert line_hours(priced(card, {"posts": 4, "channels": chosen})).get("work") == hours


@pytest.mark.parametrize(
    ("posts", "hours"), [(0, None), (1, "2.00"), (2, "2.00"), (5, "5.00"), (6, "6.00"), (7, "6.00")]
)
def test_a_number_is_held_between_its_least_and_its_most_once_there_is_any(posts: int, hours: str | None) -> None:
    held = Quantity(label=WORDS, each=("posts",), minimum=Decimal(2), most=Decimal(6))
    tasks = {"work": task(60, each=("held",)), "talks": task(60, lane="talk", each=("talks",))}
    card = small_card(traits={"talks": number()}, quantities={"held": held}, tasks=tasks)

    assert line_hours(priced(card, {"posts": posts, "talks": 1})).get("work") == hours


def computed_by(**parts: Any) -> Counting:  # noqa: ANN401  # a quantity's own keys
    return count_of(Quantity(label=WORDS, **parts))


FACTS: Mapping[str, Fact] = {
    "posts": Decimal(10),
    "videos": Decimal(4),
    "none": Decimal(0),
    "rate": Decimal(25),
    "at": ("a", "b", "c"),
}


@pytest.mark.parametrize(
    ("parts", "months", "count"),
    [
        ({"each": ("posts",)}, 3, 10),
        ({"each": ("posts", "videos")}, 3, 14),
        ({"fixed": Decimal(5)}, 3, 15),
        ({"each": ("posts",), "share": Decimal(40)}, 1, 4),
        ({"each": ("posts",), "share": "rate"}, 1, "2.5"),
        ({"each": ("posts",), "share": "none"}, 1, 0),
        ({"each": ("posts",), "share": "none", "minimum": Decimal(3)}, 1, 0),
        ({"each": ("posts",), "further": "at"}, 1, 20),
        ({"each": ("none",), "minimum": Decimal(3)}, 1, 0),
        ({"each": ("posts",), "minimum": Decimal(12)}, 1, 12),
        ({"each": ("posts",), "most": Decimal(7)}, 1, 7),
        ({"each": ("posts",), "share": Decimal(50), "further": "at", "most": Decimal(9)}, 1, 9),
    ],
)
def test_a_quantity_is_counted_as_its_card_says(parts: dict[str, Any], months: int, count: int | str) -> None:
    assert computed_by(**parts)(FACTS, Decimal(months)) == Decimal(count)


BRACKETS = tuple(
    Bracket(from_=Decimal(start), share=Decimal(share)) for start, share in ((0, 10), (1000, 5), (2000, 1))
)


@pytest.mark.parametrize(
    ("number", "within"),
    [
        (0, []),
        (400, [(10, 400)]),
        (1000, [(10, 1000)]),
        (1001, [(10, 1000), (5, 1)]),
        (3000, [(10, 1000), (5, 1000), (1, 1000)]),
    ],
)
def test_a_number_has_in_each_bracket_what_it_reaches_of_it(number: int, within: list[tuple[int, int]]) -> None:
    assert [list(each) for each in within_brackets(BRACKETS, Decimal(number))] == [list(each) for each in within]
    assert within_brackets((), Decimal(number)) == ()


def test_each_quantity_is_computed_after_all_that_it_uses_and_those_of_a_circle_never() -> None:
    last = Quantity(
        each=("half", "posts"), share="rate", further="at", when=read_condition({"quarter": {"at_least": 1}})
    )
    quantities = {
        "last": last,
        "quarter": Quantity(each=("half",), share=Decimal(50)),
        "half": Quantity(each=("posts",), share=Decimal(50)),
        "first": Quantity(fixed=Decimal(2)),
        "round": Quantity(each=("about",)),
        "about": Quantity(each=("round",)),
        "after": Quantity(each=("about",)),
    }

    assert in_order(quantities) == ("half", "first", "quarter", "last")
    assert list(names_used(last)) == ["half", "posts", "rate", "at", "quarter"]


def test_what_is_said_is_not_computed_and_what_does_not_hold_is_none() -> None:
    card = small_card(
        traits={
            "fans": number(),
            "messages": number(None, derived=Quantity(each=("fans",), share=Decimal(10)), estimated=True),
            "replies": number(None, derived=Quantity(each=("messages",), share=Decimal(50))),
        },
        quantities={
            "calls": Quantity(each=("replies",), when=read_condition({"posts": {"at_least": 2}})),
            "rounds": Quantity(fixed=Decimal(21)),
        },
    )
    answers: dict[str, Fact] = {"posts": Decimal(1), "fans": Decimal(200)}

    computed = with_volumes(card, answers, ("posts", "fans"), Decimal(3))
    assert [computed[name] for name in ("messages", "replies", "calls", "rounds")] == [60, 30, 0, 63]
    said = with_volumes(card, {**answers, "posts": Decimal(2), "messages": Decimal(8)}, ("messages",), Decimal(3))
    assert [said[name] for name in ("messages", "replies", "calls")] == [8, 4, 4]


def test_what_is_no_number_counts_for_nothing() -> None:
    facts: Mapping[str, Fact] = {"posts": Decimal(3), "channels": ("a", "b"), "audit": True}

    assert [number_in(facts, name) for name in facts] == [3, 0, 0]
