"""A rate at the edges of the range: which side held it, what is stated beyond it, and what its lines are held to."""

from decimal import Decimal

import pytest

from builders import DAY, codes, figures, priced, small_card, yes_no
from fourchette.core.basis.estimate import Estimate
from fourchette.core.card.conditions import read_condition
from fourchette.core.card.frame import Range
from fourchette.core.card.rate_card import RateCard, Rule
from fourchette.core.effect.card_effects import effects_of
from fourchette.core.mandate.mandate import Exchange
from fourchette.core.price.rating import Rating, lane_rate, without_effect

HELD = {"floor": "Held at the floor of the range: 50", "ceiling": "Held at the ceiling of the range: 150"}


def by_lane(percent: int, *, exceptional: bool = False, base: int = 100) -> RateCard:
    effect = yes_no(percent=figures(percent), lanes=("work",), exceptional=exceptional)
    return small_card(base, traits={"nights": effect})


def stages(rating: Rating) -> list[str]:
    return [step.effect.stage for step in rating.steps if step.applied]


def test_a_rule_is_told_after_the_answers_whatever_it_looks_at() -> None:
    rules = (Rule(id="late", when=read_condition({"posts": {"at_least": 1}}), add=figures(3)),)
    card = small_card(traits={"fast": yes_no(add=figures(5))}, rules=rules)

    for posts, told in ((1, ["experience", "fast", "late"]), (0, ["experience", "fast"])):
        rating = priced(card, {"posts": posts, "fast": True}, hours=Decimal(10)).rating
        assert [step.effect.id for step in rating.steps if step.applied] == told
        assert [step.effect.id for step in rating.steps if not step.applied] == ["late"] * (not posts)
        assert [step.because for step in rating.steps if not step.applied] == ["posts"] * (not posts)


@pytest.mark.parametrize(
    ("base", "side"),
    [
        ((130, 140, 160), "ceiling"),
        ((140, 160, 160), "ceiling"),
        ((40, 100, 160), "ceiling"),
        ((40, 60, 70), "floor"),
        ((40, 45, 50), "floor"),
        ((40, 60, 150), "floor"),
    ],
)
def test_a_band_that_is_held_says_which_end_of_the_range_held_it(base: tuple[int, int, int], side: str) -> None:
    rating = priced(small_card(*base), {}, hours=Decimal(10)).rating

    assert [str(step.effect.label) for step in rating.steps if step.effect.stage == "hold"] == [HELD[side]]


@pytest.mark.parametrize(
    ("stated", "band"), [(70, figures(70, 70, 121)), (100, figures(80, 100, 121)), (130, figures(80, 130, 130))]
)
def test_a_stated_rate_keeps_the_low_and_the_high_of_the_card_where_they_are_beyond_it(
    stated: int, band: Estimate
) -> None:
    assert priced(small_card(80, 100, 121), {}, hours=Decimal(10), rate=Decimal(stated)).rating.rate == band


@pytest.mark.parametrize(("stated", "said"), [(140, []), (150, []), (160, ["stated-outside-range"])])
def test_where_she_states_the_rate_the_range_is_not_said_to_hold_it_nor_its_lines(stated: int, said: list[str]) -> None:
    quote = priced(by_lane(20, base=190), {"nights": True}, hours=Decimal(10), rate=Decimal(stated))

    assert codes(quote) == said


@pytest.mark.parametrize(
    ("stated", "percent", "rate"),
    [
        (40, 20, 48),  # under the floor, as it is stated
        (40, -20, 40),
        (45, 20, 54),
        (60, -20, 50),
        (160, 10, 160),  # above the ceiling, and no further
        (160, -10, 144),
        (140, 20, 150),
    ],
)
def test_a_line_is_held_where_the_range_or_what_is_stated_holds_it(stated: int, percent: int, rate: int) -> None:
    (line,) = priced(by_lane(percent), {"posts": 1, "nights": True}, rate=Decimal(stated)).lines

    assert line.amount.target == rate


@pytest.mark.parametrize(("exceptional", "with_it"), [(False, 150), (True, 168)])
def test_a_line_without_an_effect_is_at_the_rate_of_the_others(*, exceptional: bool, with_it: int) -> None:
    card = by_lane(20, exceptional=exceptional, base=140)
    rating = priced(card, {"nights": True}, hours=Decimal(10)).rating
    (effect,) = (each for each in effects_of(card) if each.lanes)

    rates = [lane_rate(each, "work", discounts=True).target for each in (rating, without_effect(rating, effect))]
    assert rates == [with_it, 140]


def test_a_rate_that_its_own_currency_holds_is_held_in_the_client_s_and_no_other_is() -> None:
    def abroad(*adds: int) -> Rating:
        traits = {f"more{place}": yes_no(add=figures(add)) for place, add in enumerate(adds)}
        wide = Range(floor=Decimal(50), ceiling=Decimal(150))
        card = small_card(50, range_=wide, traits=traits)
        exchange = Exchange(rate=Decimal(3), date=DAY)
        frame = {"hours": Decimal(10), "currency": "USD", "exchange": exchange}
        return priced(card, dict.fromkeys(traits, True), **frame).rating  # type: ignore[arg-type]

    # Three thirds of 50 are 16.67 each: a cent above the third of 150.
    assert "hold" not in stages(abroad(50, 50))
    assert "hold" in stages(abroad(50, 51))
    assert abroad(50, 50).rate == abroad(50, 51).rate == figures(50)
