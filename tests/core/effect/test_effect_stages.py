from decimal import ROUND_HALF_UP, Decimal
from typing import get_args, get_type_hints

import pytest

from builders import WORDS, choice, figures, one, small_card
from fourchette.core.basis.estimate import Estimate
from fourchette.core.basis.messages import Message, say
from fourchette.core.card.frame import Range
from fourchette.core.card.rate_card import Pricing
from fourchette.core.effect.card_effects import effects_of
from fourchette.core.effect.effect import StageName
from fourchette.core.effect.effect_stages import FIGURE_KEYS, OF_EFFECTS, STAGES, Moved, staged
from fourchette.core.price.rating import changed

RANGE = Range(floor=Decimal(50), ceiling=Decimal(150), max_discount=Decimal(20))


def moved(change: int | str) -> Moved:
    return Moved(say("a"), Decimal(change), Decimal(change), Decimal(60), (WORDS,), RANGE)


def test_each_stage_is_described_once() -> None:
    assert {*STAGES} == {*get_args(StageName)}


def test_each_figure_that_an_answer_may_have_belongs_to_a_stage() -> None:
    figures_of_an_answer = {name for name, hint in get_type_hints(Pricing).items() if Estimate in get_args(hint)}

    assert {*FIGURE_KEYS} == figures_of_an_answer


@pytest.mark.parametrize("change", [5, -5])
@pytest.mark.parametrize("name", STAGES)
def test_each_stage_tells_what_it_does_up_and_down(name: StageName, change: int) -> None:
    assert isinstance(STAGES[name].sentence(moved(change)), Message)
    if not STAGES[name].of_lanes:
        assert isinstance(STAGES[name].summed_as(Decimal(change)), Message)


@pytest.mark.parametrize("name", STAGES)
def test_a_small_change_is_told_as_a_large_one(name: StageName) -> None:
    tell = STAGES[name].sentence

    for small, large in (("0.5", 5), ("1", 5), ("-0.5", -5), ("-1", -5)):
        assert tell(moved(small)).text == tell(moved(large)).text
        if not STAGES[name].of_lanes:
            assert STAGES[name].summed_as(Decimal(small)) == STAGES[name].summed_as(Decimal(large))


def test_what_adds_nothing_to_some_lines_yet_is_told_as_what_adds() -> None:
    tell = STAGES["lanes"].sentence

    assert tell(moved(0)).text == tell(moved(5)).text


def test_beside_a_stated_rate_stands_what_the_card_would_ask() -> None:
    assert STAGES["stated"].sentence(moved(5)).values == {"after": Decimal(60), "asked": Decimal(55)}


@pytest.mark.parametrize("name", ["add", "lanes"])
def test_what_adds_and_what_takes_off_are_told_apart(name: StageName) -> None:
    assert STAGES[name].sentence(moved(5)).text != STAGES[name].sentence(moved(-5)).text


@pytest.mark.parametrize(
    ("pricing", "name"),
    [
        (choice(base=figures(60)), "base"),
        (choice(add=figures(5)), "add"),
        (choice(add=figures(-5)), "add"),
        (choice(percent=figures(5)), "surcharge"),
        (choice(percent=figures(-5)), "discount"),
        (choice(percent=figures(-5), lanes=("work",)), "lanes"),
        (choice(percent=figures(0, 0, 5)), "surcharge"),
        (choice(percent=figures(-5, 0, 0)), "discount"),
        (choice(percent=figures(0)), "discount"),
    ],
)
def test_an_answer_has_its_effect_at_one_stage(pricing: Pricing, name: str) -> None:
    found = staged(pricing)

    assert found is not None
    assert found[0].name == name
    assert [(each.name, each.figure(pricing)) for each in OF_EFFECTS if each.figure(pricing) is not None] == [
        (name, found[1])
    ]


@pytest.mark.parametrize("name", ["surcharge", "discount"])
def test_low_target_and_high_are_each_to_the_cent(name: StageName) -> None:
    percent = figures("3.333", "6.666", "9.999") if name == "surcharge" else figures("-9.999", "-6.666", "-3.333")

    rates = changed(STAGES[name], figures("64.99", "77.77", "88.88"), percent)

    for rate, start, part in zip(parts(rates), ("64.99", "77.77", "88.88"), parts(percent), strict=True):
        assert rate == (Decimal(start) * (1 + part / 100)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def parts(estimate: Estimate) -> tuple[Decimal, Decimal, Decimal]:
    return estimate.low, estimate.target, estimate.high


def test_an_answer_without_figure_has_no_stage() -> None:
    assert staged(choice()) is None


def test_the_base_is_set_by_one_trait_alone() -> None:
    card = small_card(traits={"other": one("a", a=choice(base=figures(60)))})

    (problem,) = STAGES["base"].problems_together(card, ())

    assert problem.key == "traits"


def test_only_what_takes_something_off_is_named_where_the_rate_could_come_to_zero() -> None:
    card = small_card(
        traits={
            "haste": one("a", a=choice(add=figures(-30)), b=choice(add=figures(-100))),
            "care": one("a", a=choice(add=figures(0, 0, 5))),
            "more": one("a", a=choice(base=figures(300))),
        }
    )
    effects = [effect for effect in effects_of(card) if effect.stage == "add"]

    (problem,) = STAGES["add"].problems_together(card, effects)

    assert problem.message.values["names"] == ("haste",)


@pytest.mark.parametrize(("percent", "told"), [("-49.9", []), ("-50", ["lanes.work"])])
def test_discounts_of_a_lane_that_leave_nothing_are_refused(percent: str, told: list[str]) -> None:
    offs = {name: one("a", a=choice(percent=figures(percent), lanes=("work",))) for name in ("first", "second")}
    card = small_card(traits=offs)

    problems = STAGES["lanes"].problems_together(card, effects_of(card)[1:])

    assert [problem.key for problem in problems] == told
