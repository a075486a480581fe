from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from fourchette.core.basis.reading import Refusal
from fourchette.core.card import conditions
from fourchette.core.card.clauses import Clause
from fourchette.core.card.conditions import ALWAYS, All, Between, Equals, Fact, read_condition
from fourchette.files.toml.toml_validate import adapter

FACTS: Mapping[str, Fact] = {
    "response": "1h",
    "platforms": ("facebook", "tiktok"),
    "posts": Decimal(12),
    "audit": True,
}


@pytest.mark.parametrize(
    ("when", "holds"),
    [
        ({"response": "1h"}, True),
        ({"response": "4h"}, False),
        ({"response": ["4h", "1h"]}, True),
        ({"response": {"not": "1h"}}, False),
        ({"response": {"not": ["4h", "same-business-day"]}}, True),
        ({"posts": 12}, True),
        ({"posts": Decimal("12.0")}, True),
        ({"posts": [11, 13]}, False),
        ({"posts": {"at_least": 12}}, True),
        ({"posts": {"at_least": 13}}, False),
        ({"posts": {"at_most": 12}}, True),
        ({"posts": {"at_most": 11}}, False),
        ({"posts": {"at_least": 10, "at_most": 11}}, False),
        ({"posts": {"at_least": 10, "not": {"at_least": 20}}}, True),
        ({"platforms": {"includes": "tiktok"}}, True),
        ({"platforms": {"includes": "x"}}, False),
        ({"platforms": {"includes": ["x", "facebook"]}}, True),
        ({"platforms": {"not": {"includes": "tiktok"}}}, False),
        ({"platforms": {"at_least": 2}}, True),
        ({"platforms": {"at_least": 3}}, False),
        ({"response": {"includes": "1h"}}, False),
        ({"audit": True}, True),
        ({"audit": False}, False),
        ({"response": "1h", "posts": 12}, True),
        ({"response": "1h", "posts": 13}, False),
        ({"any": [{"response": "4h"}, {"posts": 12}]}, True),
        ({"any": [{"response": "4h"}, {"posts": 13}]}, False),
        ({"any": [{"response": "4h", "posts": 12}]}, False),
        ({"audit": True, "any": [{"posts": 12}, {"posts": 13}]}, True),
        ({"audit": False, "any": [{"posts": 12}, {"posts": 13}]}, False),
    ],
)
def test_a_condition_holds_as_it_reads(when: dict[str, Any], *, holds: bool) -> None:
    condition = read_condition(when)
    test = conditions.test_of(condition)

    assert condition.holds(FACTS) is holds
    assert test is not None
    assert test(FACTS) is holds


def test_a_condition_of_one_comparison_is_that_comparison() -> None:
    assert read_condition({"response": "1h"}) == Equals("response", frozenset({"1h"}))
    assert read_condition({"posts": {"at_least": 3}}) == Between("posts", least=Decimal(3))
    both = read_condition({"posts": {"at_least": 3, "at_most": 9}})
    assert both == All((Between("posts", least=Decimal(3)), Between("posts", most=Decimal(9))))
    assert read_condition({"posts": 3, "audit": True}) == All(
        (Equals("posts", frozenset({Decimal(3)})), Equals("audit", frozenset({True})))
    )


@pytest.mark.parametrize("holds", [True, False])
def test_what_always_holds_is_no_test_alone_nor_beside_another(*, holds: bool) -> None:
    condition = All((ALWAYS, read_condition({"audit": holds})))
    test = conditions.test_of(condition)

    assert conditions.test_of(ALWAYS) is None
    assert ALWAYS.holds(FACTS)
    assert test is not None
    assert test(FACTS) is condition.holds(FACTS) is holds


@pytest.mark.parametrize(
    ("bounds", "holds"),
    [
        ({"least": 12}, True),
        ({"least": 12, "below": 13}, True),
        ({"least": 10, "below": 12}, False),
        ({"below": 11}, False),
        ({"least": 13, "below": 20}, False),
        ({"most": 12, "below": 13}, True),
    ],
)
def test_a_tier_holds_from_where_it_starts_to_below_the_next(bounds: dict[str, int], *, holds: bool) -> None:
    tier = Between("posts", **{name: Decimal(bound) for name, bound in bounds.items()})

    assert tier.holds(FACTS) is holds


@pytest.mark.parametrize(
    ("when", "name"),
    [
        ({"response": "4h"}, "response"),
        ({"response": "1h", "posts": {"at_least": 20}}, "posts"),
        ({"response": {"not": "1h"}}, "response"),
        ({"response": {"not": "4h"}}, None),
        ({"posts": {"not": {"at_least": 20}}, "audit": False}, "audit"),
        ({"any": [{"posts": 13}, {"response": "1h"}]}, None),
        ({"any": [{"posts": 13}, {"response": "4h"}]}, "posts"),
        ({"response": "1h"}, None),
    ],
)
def test_a_condition_names_the_first_answer_that_stands_in_its_way(when: dict[str, Any], name: str | None) -> None:
    assert read_condition(when).unmet(FACTS) == name


@pytest.mark.parametrize(
    ("when", "word"),
    [
        ("posts > 3", "table of conditions"),
        ({}, "table of conditions"),
        ({"posts": {}}, "posts is empty"),
        ({"posts": []}, "cannot be empty"),
        ({"posts": {"more_than": 3}}, "not a comparison"),
        ({"posts": {"at_least": "3"}}, "number is expected"),
        ({"posts": {"at_least": True}}, "number is expected"),
        ({"platforms": {"includes": 3}}, "text is expected"),
        ({"any": {"posts": 3}}, "list of tables"),
        ({"any": []}, "list of tables"),
        ({"any": ["posts"]}, "table of conditions"),
        ({"posts": 1.5}, "number is expected"),
    ],
)
def test_what_is_outside_the_vocabulary_is_refused(when: object, word: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read_condition(when)

    assert word in str(refusal.value.message)


def test_a_misspelt_comparison_gets_the_nearest_one() -> None:
    with pytest.raises(Refusal) as refusal:
        read_condition({"posts": {"atleast": 3}})

    assert "at_least" in str(refusal.value.remedy)


def test_an_editor_is_told_that_a_condition_has_at_least_one_key() -> None:
    assert adapter(Clause).json_schema()["properties"]["when"]["minProperties"] == 1
