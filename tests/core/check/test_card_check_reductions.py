"""What a card lets one take out must mean something where it stands."""

from decimal import Decimal

import pytest

from builders import WORDS, choice, figures, number, one, pain, several, small_card, yes_no
from fourchette.core.card.rate_card import RateCard, Trait
from fourchette.core.check.card_check_reductions import reduction_problems


def problems(card: RateCard) -> list[str]:
    return [f"{problem.key}: {problem.message}" for problem in reduction_problems(card)]


A = "traits.x.choices.a.reduce"
TO_B, GOES = pain(1, to=("b",)), pain(1)
NONSENSE = {
    f"{A}.to: it must say which lesser choice it becomes": one("a", a=choice(reduce=GOES), b=choice()),
    f"{A}.to: c is not one of the choices": one("a", a=choice(reduce=pain(1, to=("c",))), b=choice()),
    f"{A}.to: this loops back to a": one("a", a=choice(reduce=TO_B), b=choice(reduce=pain(1, to=("a",)))),
    "traits.x.choices.b.reduce.to: c is not one of the choices": one(
        "a", a=choice(reduce=TO_B), b=choice(reduce=pain(1, to=("c",)))
    ),
    f"{A}.with: with means nothing here": one("a", a=choice(reduce=pain(1, to=("b",), with_=("posts",))), b=choice()),
    "traits.x.reduce: of a single choice, it is each choice that says what it becomes": Trait(
        kind="one", label=WORDS, choices={"a": choice()}, default="a", reduce=GOES
    ),
    "traits.x.reduce.to: to means nothing here": number(reduce=TO_B),
    "traits.x.reduce.by: a whole number is expected here": number(reduce=pain(1, by=Decimal("0.5"))),
    "traits.x.reduce.down_to: it goes below the least answer, 2": number(3, least=Decimal(2), reduce=GOES),
    "traits.x.reduce.down_to: down_to means nothing here": yes_no(reduce=pain(1, down_to=Decimal(1))),
    "traits.x.reduce: either the trait says how its members go, or they do": several(
        reduce=GOES, a=choice(reduce=GOES), b=choice()
    ),
    f"{A}.to: a member becomes one other at most": several(
        a=choice(reduce=pain(1, to=("b", "c"))), b=choice(), c=choice()
    ),
    f"{A}.with: scope is not a number trait": several(a=choice(reduce=pain(1, with_=("scope",)))),
    f"{A}: x is not part of the scope: reducing it would lower the price of the same work": one(
        "a", a=choice(base=figures(60), reduce=TO_B), b=choice(base=figures(50))
    ),
}


@pytest.mark.parametrize(("told", "trait"), NONSENSE.items())
def test_what_means_nothing_is_refused(told: str, trait: Trait) -> None:
    assert told in problems(small_card(traits={"x": trait}))


@pytest.mark.parametrize("name", ["months", "billing"])
def test_how_long_and_how_it_is_billed_are_no_scope(name: str) -> None:
    (told,) = problems(small_card(traits={name: number(1, reduce=pain(1))}))

    assert told.startswith(f"traits.{name}.reduce: {name} is not part of the scope")


def test_the_hours_stated_fall_and_nothing_else() -> None:
    assert problems(small_card(stated_reduce=pain(1, to=("a",)))) == ["stated_reduce.to: to means nothing here"]
    assert problems(small_card(stated_reduce=pain(1, by=Decimal("0.25")))) == []


def test_the_shipped_card_is_sound_and_never_lets_a_duty_go(card: RateCard) -> None:
    """People in distress, and what is ready for a crisis, are priced and never taken out."""
    assert problems(card) == []
    assert card.traits["distress"].reduce is None
    assert card.traits["scope"].choices["crisis-plan"].reduce is None
    going = [choice.reduce.with_ for choice in card.traits["scope"].choices.values() if choice.reduce is not None]
    assert not any("distress" in names for names in going)


def test_of_what_goes_with_a_choice_only_numbers_are_proposed() -> None:
    card = small_card(traits={"x": several(a=choice(reduce=pain(1, with_=("scop",))))})

    (problem,) = reduction_problems(card)

    assert str(problem.remedy) == "allowed: posts"


def test_a_choice_is_not_proposed_to_become_itself() -> None:
    pace = one("fast", fast=choice(reduce=pain(1, to=("fsat",))), slow=choice())

    (problem,) = reduction_problems(small_card(traits={"pace": pace}))

    assert str(problem.remedy) == "allowed: slow"
