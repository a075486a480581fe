"""What a card says of its parts: the figures it takes, and what holds where it says nothing."""

from decimal import Decimal
from typing import Any

import pytest

from builders import WORDS, choice, figures, number, one, several, yes_no
from fourchette.core.basis.reading import Refusal
from fourchette.core.card.changes import OwnPackage, PackageRule
from fourchette.core.card.rate_card import (
    Choice,
    Expectation,
    Fee,
    Lane,
    Overhead,
    Quantity,
    Task,
    Trait,
    read_default,
    read_range_or_figure,
    read_share,
)
from fourchette.files.toml.toml_validate import adapter

TASK = Task(label=WORDS, lane="work", fixed=Decimal(1), minutes=figures(60))


@pytest.mark.parametrize("raw", [0, 40, 1000, "reply_share"])
def test_a_share_is_a_percent_or_the_name_of_one(raw: int | str) -> None:
    assert read_share(raw) == raw


@pytest.mark.parametrize("raw", [-1, 1001, Decimal("1000.01"), True, ["a"]])
def test_what_is_no_share_is_refused(raw: object) -> None:
    with pytest.raises(Refusal):
        read_share(raw)


@pytest.mark.parametrize(("raw", "read"), [(65, [65, 65]), ([60, 70], [60, 70]), ([65, 65], [65, 65]), (0, [0, 0])])
def test_what_an_example_expects_is_a_figure_or_a_range(raw: object, read: list[int]) -> None:
    assert list(read_range_or_figure(raw)) == read


@pytest.mark.parametrize("raw", [-1, [70, 60], [65], [60, 65, 70], [-1, 3], "65"])
def test_what_no_example_can_expect_is_refused(raw: object) -> None:
    with pytest.raises(Refusal):
        read_range_or_figure(raw)


def test_an_editor_is_told_that_a_range_has_two_ends() -> None:
    _, range_, _ = adapter(Expectation).json_schema()["properties"]["rate"]["anyOf"]

    assert (range_["minItems"], range_["maxItems"]) == (2, 2)


@pytest.mark.parametrize(
    ("raw", "read"), [(["a", "b"], ("a", "b")), ([], ()), (True, True), ("slow", "slow"), (8, Decimal(8))]
)
def test_a_default_is_read_as_its_answer_would_be(raw: object, read: object) -> None:
    assert read_default(raw) == read
    assert type(read_default(raw)) is type(read)


@pytest.mark.parametrize(
    ("trait", "required"),
    [
        (number(None), True),
        (number(0), False),
        (number(None, derived=Quantity(each=("posts",))), False),
        (several(), False),
        (several(default=None, a=choice()), True),
        (yes_no(), False),
    ],
)
def test_what_has_neither_a_default_nor_is_computed_must_be_answered(trait: Trait, *, required: bool) -> None:
    assert trait.required is required


@pytest.mark.parametrize(
    ("trait", "sets"),
    [
        (one("a", a=choice(base=figures(50)), b=choice()), True),
        (one("a", a=choice(add=figures(50)), b=choice()), False),
        (number(), False),
    ],
)
def test_a_trait_sets_the_base_where_one_of_its_choices_does(trait: Trait, *, sets: bool) -> None:
    assert trait.sets_base is sets


# Of each part of a card, what is so where the card says nothing of it.
UNSAID: list[tuple[object, dict[str, Any]]] = [
    (Choice(label=WORDS), {"shows_hours": False, "exceptional": False, "lanes": ()}),
    (number(), {"estimated": False, "decimals": False, "money": False, "deliverable": False, "least": 0, "overage": 0}),
    (Lane(label=WORDS), {"community": False, "discounts": True}),
    (TASK, {"accessory": False, "period": "month"}),
    (Overhead(label=WORDS), {"reserve": False, "percent": figures(0)}),
    (Fee(label=WORDS, each="posts"), {"minimum": 0, "period": "month"}),
    (PackageRule(label=WORDS), {"recommended": False}),
    (OwnPackage(), {"recommended": None, "offered": True}),
]


@pytest.mark.parametrize(("part", "unsaid"), UNSAID, ids=lambda each: type(each).__name__)
def test_what_a_card_does_not_say_is_as_its_reference_tells(part: object, unsaid: dict[str, Any]) -> None:
    assert {name: getattr(part, name) for name in unsaid} == unsaid
