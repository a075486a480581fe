"""A card's own tests: what each example gives, held against what its owner expects of it."""

from decimal import Decimal
from typing import Any

import pytest

from builders import DAY, WORDS, choice, figures, one, small_card, task, yes_no
from fourchette.core.audit.card_examples import ExampleFinding, ExampleResult, run_examples
from fourchette.core.card.conditions import read_condition
from fourchette.core.card.rate_card import Example, Expectation, RateCard, Rule
from fourchette.files.card.card_file import card_from
from fourchette.files.card.own_card import preset_text, presets


def exactly(figure: int | str) -> tuple[Decimal, Decimal]:
    return Decimal(figure), Decimal(figure)


def between(least: int, most: int) -> tuple[Decimal, Decimal]:
    return Decimal(least), Decimal(most)


def run(traits: dict[str, Any], expect: Expectation, **frame: Any) -> ExampleResult:  # noqa: ANN401  # a mandate's keys
    """The result of one example, under a card of 100 $/h, an hour a post, and a rush that costs 20 $/h more."""
    card = small_card(
        traits={"rush": yes_no(add=figures(20)), "kind": one("work", work=choice(), gift=choice(percent=figures(-70)))},
        tasks={"posts": task(60), "setup": task(150, fixed=Decimal(1), period="once", accessory=True)},
        rules=(Rule(id="relief", when=read_condition({"rush": True}), people=Decimal(2)),),
        examples=(Example(name=WORDS, traits=traits, expect=expect, **frame),),
    )
    (result,) = run_examples(card, DAY)
    return result


# --- The shipped cards


@pytest.mark.parametrize("name", presets())
def test_every_example_of_a_shipped_card_passes(name: str) -> None:
    results = run_examples(card_from(name, preset_text(name).encode()).card, DAY)

    assert [result.example.name.en for result in results if not result.passed] == []
    assert len(results) >= 5


def test_the_default_card_has_fifteen_examples_or_more(card: RateCard) -> None:
    assert len({example.name for example in card.examples}) >= 15


# --- One example


def test_an_example_finds_each_figure_that_is_expected_of_it() -> None:
    expect = Expectation(
        rate=exactly(120),
        unheld=exactly(120),
        hour=exactly(120),
        hours=exactly(5),
        monthly=exactly(600),
        once=exactly(300),
        people=Decimal(2),
    )
    result = run({"posts": 5, "rush": True}, expect)

    assert result.passed
    assert {finding.what: finding.found for finding in result.findings} == {
        "rate": 120,
        "unheld": 120,
        "hour": 120,
        "hours": 5,
        "monthly": 600,
        "once": 300,
        "people": 2,
    }


def test_what_is_not_expected_is_not_looked_for() -> None:
    result = run({"posts": 5}, Expectation())

    assert (result.passed, result.findings, result.missing_notices) == (True, (), ())


@pytest.mark.parametrize(
    ("least", "most", "passes"), [(5, 9, True), (1, 5, True), (5, 5, True), (6, 9, False), (1, 4, False)]
)
def test_a_range_holds_its_ends(least: int, most: int, *, passes: bool) -> None:
    assert run({"posts": 5}, Expectation(hours=between(least, most))).passed is passes


def test_an_example_that_fails_says_what_it_found_and_what_was_expected() -> None:
    result = run({"posts": 5}, Expectation(rate=exactly(90), hours=exactly(5)))

    assert not result.passed
    assert result.findings[0] == ExampleFinding("rate", Decimal(100), Decimal(90), Decimal(90))
    assert [finding.met for finding in result.findings] == [False, True]


def test_the_rate_before_the_range_is_told_from_the_rate_asked() -> None:
    result = run({"posts": 5, "kind": "gift"}, Expectation(rate=exactly(80), unheld=exactly(80)))

    assert result.passed  # 20 % is the most that the card lets go, of the 70 asked for


def test_a_notice_that_does_not_come_fails_the_example() -> None:
    missing = run({"posts": 5}, Expectation(notices=("not-solo", "held-at-floor")))
    partly = run({"posts": 5, "rush": True}, Expectation(notices=("not-solo", "held-at-floor")))

    assert missing.missing_notices == ("not-solo", "held-at-floor")
    assert partly.missing_notices == ("held-at-floor",)
    assert not partly.passed
    assert run({"posts": 5, "rush": True}, Expectation(notices=("not-solo",))).passed


def test_a_notice_that_is_not_expected_may_come() -> None:
    assert run({"posts": 5, "rush": True}, Expectation()).passed


def test_an_example_that_the_card_cannot_price_says_why() -> None:
    result = run({"posts": 5, "rsuh": True}, Expectation(rate=exactly(100)))

    assert not result.passed
    assert [problem.key for problem in result.problems] == ["traits.rsuh"]


def test_a_project_has_all_its_hours_and_its_price_at_once() -> None:
    expect = Expectation(hours=exactly("7.5"), once=exactly(750), monthly=exactly(0))

    assert run({"posts": 5}, expect, period="project", weeks=Decimal(4)).passed


def test_stated_hours_are_those_of_the_example() -> None:
    assert run({}, Expectation(hours=exactly(40), monthly=exactly(4000)), hours=Decimal(40)).passed


def test_no_tax_comes_into_an_example() -> None:
    card = small_card(examples=(Example(name=WORDS, traits={"posts": 1}, expect=Expectation(monthly=exactly(100))),))

    assert [result.passed for result in run_examples(card, DAY)] == [True]


def test_each_trait_of_the_default_card_is_named_in_one_of_its_examples(card: RateCard) -> None:
    named = {name for example in card.examples for name in example.traits}

    assert set(card.traits) - named == set()
