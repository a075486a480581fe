"""The levers: each answer's next step up and down, true to the cent, ordered by what it does to the price."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import (
    DAY,
    NO_TAXES,
    choice,
    figures,
    mandates,
    number,
    one,
    several,
    small_card,
    small_cards,
    task,
    yes_no,
)
from conftest import EXAMPLES
from fourchette.core.card.conditions import Fact, read_condition
from fourchette.core.card.rate_card import RateCard, Rule, Tier
from fourchette.core.explain.levers import Lever, Outcome, levers, next_answers, outcome
from fourchette.core.mandate.answers import UnsuitedMandate
from fourchette.core.mandate.mandate import Mandate
from fourchette.core.price.quote import price, priced
from fourchette.files.card.card_file import load_card
from fourchette.files.mandate.mandate_file import Overrides, load_mandate

DEFAULT = load_card().card
HOURS = Decimal(10)


def outcome_of(mandate: Mandate, card: RateCard) -> Outcome:
    """What a mandate comes to, read off its quote."""
    quote = price(mandate, card, NO_TAXES, on=DAY)
    amounts = quote.once if mandate.is_project else quote.monthly
    return Outcome(
        amount=amounts.subtotal.target if amounts is not None else Decimal(0),
        total=quote.whole_price,
        rate=quote.rating.rate.target,
        hours=quote.workload.band(mandate.main_period).target,
        once_hours=Decimal(0) if mandate.is_project else quote.workload.band("once").target,
    )


def is_true(lever: Lever, mandate: Mandate, card: RateCard) -> bool:
    """Whether applying the change gives exactly what the lever says."""
    return (
        outcome_of(mandate, card) == lever.before
        and outcome_of(lever.change.applied_to(mandate, card), card) == lever.after
        and lever.after != lever.before
    )


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_applying_a_lever_gives_exactly_the_price_it_says(data: st.DataObject) -> None:
    card = data.draw(small_cards())
    mandate = data.draw(mandates(card))

    assert all(is_true(lever, mandate, card) for lever in levers(mandate, card))


@settings(max_examples=8, deadline=None)
@given(st.data())
def test_applying_a_lever_of_the_default_card_gives_exactly_the_price_it_says(data: st.DataObject) -> None:
    mandate = data.draw(mandates(DEFAULT))

    found = levers(mandate, DEFAULT)

    assert found
    assert all(is_true(lever, mandate, DEFAULT) for lever in found)


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.toml")), ids=lambda path: path.stem)
def test_the_levers_of_every_example_are_true_and_the_largest_come_first(path: object, card: RateCard) -> None:
    mandate = load_mandate(str(path), card, Overrides()).mandate

    found = levers(mandate, card)
    moves = [abs(lever.effect.amount) for lever in found]

    assert found
    assert all(is_true(lever, mandate, card) for lever in found)
    assert moves == sorted(moves, reverse=True)


def steps(card: RateCard, name: str, **traits: object) -> list[Fact]:
    """The answers that the levers of one trait lead to, the largest effect first."""
    mandate = Mandate(traits=traits, hours=HOURS)
    return [lever.change.after for lever in levers(mandate, card) if lever.change.trait == name]


def test_of_choices_that_exclude_one_another_the_nearest_in_price_are_the_next_whatever_their_order() -> None:
    card = small_card(
        traits={
            "pace": one("calm", frantic=choice(add=figures(9)), calm=choice(add=figures(4)), slow=choice(),
                        brisk=choice(add=figures(6)), idle=choice(add=figures(1)))
        }
    )  # fmt: skip

    assert steps(card, "pace") == ["idle", "brisk"]


def test_the_answers_next_to_a_choice_are_all_the_others() -> None:
    card = small_card(traits={"pace": one("calm", slow=choice(), calm=choice(), brisk=choice())})

    assert next_answers(card, {"pace": "calm"}, "pace") == ("slow", "brisk")


def test_the_hours_of_a_project_are_told_once() -> None:
    card = small_card(tasks={"posts": task(60), "setup": task(150, fixed=Decimal(1), period="once")})

    def hours(**frame: Any) -> tuple[Decimal, Decimal]:  # noqa: ANN401  # keys of a mandate
        mandate = Mandate(traits={"posts": 8}, **frame)
        found = outcome(priced(mandate, card), mandate)
        return found.hours, found.once_hours

    assert hours() == (Decimal(8), Decimal("2.5"))
    assert hours(period="project", weeks=Decimal(4)) == (Decimal("10.5"), Decimal(0))


def test_a_choice_that_changes_nothing_is_no_lever() -> None:
    card = small_card(traits={"tone": one("plain", plain=choice(), formal=choice())})

    assert steps(card, "tone") == []


def test_no_lever_moves_a_rate_that_stays_held_at_the_ceiling() -> None:
    card = small_card(200, traits={"tone": one("plain", plain=choice(), bold=choice(add=figures(10)))})

    assert steps(card, "tone") == []


def test_members_are_added_and_taken_out_one_at_a_time() -> None:
    card = small_card(
        traits={
            "channels": several(web=choice(add=figures(1)), mail=choice(add=figures(2)), street=choice(add=figures(4)))
        }
    )

    assert steps(card, "channels", channels=["mail"]) == [("mail", "street"), (), ("web", "mail")]


def test_the_last_member_stays_where_one_must_be_chosen() -> None:
    card = small_card(traits={"channels": several(default=None, web=choice(), mail=choice(add=figures(2)))})

    assert next_answers(card, {"channels": ("web",)}, "channels") == (("web", "mail"),)


def test_yes_becomes_no() -> None:
    card = small_card(traits={"urgent": yes_no(add=figures(5))})

    assert steps(card, "urgent", urgent=True) == [False]


def numbers_next_to(figure: int | str, **parts: object) -> list[str]:
    """The next numbers down and up of a trait with tiers from 100 and 500."""
    tiers = (Tier(from_=Decimal(100), add=figures(2)), Tier(from_=Decimal(500), add=figures(4)))
    card = small_card(
        traits={"messages": number(tiers=tiers, **parts)}, tasks={"messages": task(1, each=("messages",))}
    )
    facts = {"messages": Decimal(figure)}
    return [f"{fact}" for fact in next_answers(card, facts, "messages")]


@pytest.mark.parametrize(
    ("figure", "following"),
    [
        (8, ["6", "10"]),
        (1, ["0", "2"]),
        (24, ["19", "29"]),
        (40, ["30", "50"]),
        (60, ["50", "100"]),
        (150, ["99", "170"]),
        (198, ["99", "218"]),
        (200, ["150", "250"]),
        (250, ["200", "500"]),
        (400, ["300", "500"]),
        (500, ["499", "600"]),
        (5192, ["4192", "6192"]),
    ],
)
def test_a_number_goes_to_a_threshold_where_one_is_near_else_by_a_round_figure(
    figure: int, following: list[str]
) -> None:
    assert numbers_next_to(figure) == following


def test_from_nothing_a_number_goes_to_its_first_threshold() -> None:
    assert numbers_next_to(0) == ["100"]


def test_where_a_rule_only_asks_for_people_is_no_threshold() -> None:
    when = read_condition({"spend": {"at_least": 7}})
    card = small_card(traits={"spend": number()}, rules=(Rule(id="two", when=when, people=Decimal(2)),))

    assert next_answers(card, {"spend": Decimal(0)}, "spend") == (Decimal(1),)


def test_the_most_of_a_rule_is_a_threshold_above_which_it_ends() -> None:
    when = read_condition({"spend": {"at_most": 7}})
    card = small_card(traits={"spend": number()}, rules=(Rule(id="few", when=when, add=figures(5)),))

    assert next_answers(card, {"spend": Decimal(6)}, "spend") == (Decimal(5), Decimal(8))


def test_a_rule_for_one_figure_ends_just_above_it() -> None:
    when = read_condition({"spend": 7})
    card = small_card(traits={"spend": number()}, rules=(Rule(id="seven", when=when, add=figures(5)),))

    assert next_answers(card, {"spend": Decimal(10)}, "spend") == (Decimal(7), Decimal(12))


def test_a_first_amount_of_money_is_a_round_one() -> None:
    card = small_card(traits={"spend": number(money=True)})

    assert next_answers(card, {"spend": Decimal(0)}, "spend") == (Decimal(100),)


def test_a_number_stays_within_its_bounds() -> None:
    assert numbers_next_to(8, least=Decimal(7), most=Decimal(9)) == ["7", "9"]
    assert numbers_next_to(9, least=Decimal(9), most=Decimal(9)) == []


def test_a_number_of_whole_things_stays_whole_even_where_it_was_computed() -> None:
    assert numbers_next_to("4.797") == ["4", "5"]


def test_a_change_that_leaves_nothing_to_do_is_left_out() -> None:
    card = small_card()
    mandate = Mandate(traits={"posts": 1})

    assert [lever.change.after for lever in levers(mandate, card)] == [Decimal(2)]


def test_a_mandate_that_cannot_be_priced_has_no_levers() -> None:
    with pytest.raises(UnsuitedMandate):
        levers(Mandate(), small_card())
