"""Where the remarks of the audit begin and end: at the range's ends, at the first package that changes nothing."""

from decimal import Decimal

import pytest

from builders import WORDS, choice, figures, number, one, pain, small_card, task, tier, yes_no
from fourchette.core.audit.card_audit import audit
from fourchette.core.basis.text import Text
from fourchette.core.card.changes import PackageRule
from fourchette.core.card.frame import Range
from fourchette.core.card.rate_card import Example, Expectation, RateCard


def told(card: RateCard, *codes: str) -> list[str]:
    """What the remarks of these codes say."""
    return [str(remark.message) for remark in audit(card).remarks if remark.code in codes]


@pytest.mark.parametrize(
    ("floor", "ceiling", "lowest", "highest"),
    [
        (100, 130, "is 100, inside the range", "is 130, inside the range"),
        (101, 130, ": the answers alone give 100, and the range holds it at 101", "is 130, inside the range"),
        (100, 129, "is 100, inside the range", ": the answers alone give 130, and the range holds it at 129"),
    ],
)
def test_an_extreme_at_an_end_of_the_range_is_inside_it(floor: int, ceiling: int, lowest: str, highest: str) -> None:
    range_ = Range(floor=Decimal(floor), ceiling=Decimal(ceiling))
    card = small_card(range_=range_, traits={"mood": yes_no(add=figures(30))})

    assert [each.removeprefix("the lowest rate").strip() for each in told(card, "lowest-rate")] == [lowest]
    assert [each.removeprefix("the highest rate").strip() for each in told(card, "highest-rate")] == [highest]


@pytest.mark.parametrize(("ceiling", "found"), [(150, ["same-cost"]), (99, ["range-too-low"])])
def test_that_answers_cost_the_same_is_not_told_where_the_range_holds_every_rate(
    ceiling: int, found: list[str]
) -> None:
    pace = one("none", none=choice(), slow=choice(add=figures(5)), fast=choice(add=figures(5)))
    card = small_card(
        range_=Range(floor=Decimal(50), ceiling=Decimal(ceiling)),
        traits={"pace": pace},
        examples=(Example(name=WORDS, traits={"posts": 12}, expect=Expectation()),),
    )

    codes = [remark.code for remark in audit(card).remarks]
    assert [code for code in codes if code in {"same-cost", "range-too-low"}] == found
    assert "spread-of-hours" in codes


def test_a_task_of_a_fixed_number_is_reached() -> None:
    card = small_card(tasks={"posts": task(5), "watch": task(5, fixed=Decimal("0.5"))})

    assert told(card, "unreachable-task") == []


def test_a_package_that_changes_nothing_names_the_first_that_does_not() -> None:
    asked = PackageRule(label=WORDS, why=WORDS, source=WORDS)

    assert (
        told(small_card(packages={"asked": asked, "odd": asked, "third": asked}), "idle-package")
        == ["this package changes nothing, and asked neither: they are the same"] * 2
    )


def test_each_tier_is_held_against_the_one_that_follows_it() -> None:
    weeks = number(6, least=Decimal(6), tiers=tuple(tier(start, add=figures(start)) for start in (3, 5, 7, 9)))

    assert told(small_card(traits={"weeks": weeks}), "unreachable-tier") == [
        "this tier ends before the least answer, 6"
    ]


def test_what_may_be_taken_out_says_why_and_who_says_so() -> None:
    def bare(**said: Text) -> set[str]:
        card = small_card(posts=number(reduce=pain(3, **said)))
        found = {remark.code for remark in audit(card).remarks if remark.path[:2] == ("traits", "posts")}
        return found & {"missing-why", "missing-source"}

    assert bare() == {"missing-why", "missing-source"}
    assert bare(why=WORDS) == {"missing-source"}
    assert bare(why=WORDS, source=WORDS) == set()
