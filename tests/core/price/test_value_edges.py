"""A value case at its edges, on cards of a few lines: no price, no value, a rate that the range just holds."""

from decimal import Decimal
from typing import Any

import pytest

from builders import claim, figures, priced, proof, small_card, told
from fourchette.core.card.frame import Confidence, Range, ValueTerms
from fourchette.core.card.rate_card import RateCard
from fourchette.core.mandate.mandate import Proof
from fourchette.core.price.quote import Quote, cost_of, work_of
from fourchette.core.price.value_case import ValueCase, needed_value

SURE = Confidence(tracked=Decimal("0.8"), plausible=Decimal("0.5"), weak=Decimal("0.25"))
TERMS = ValueTerms(confidence=SURE, fee_share=Decimal(20), contact_saving=Decimal(5))


def card(base: int | str, floor: int = 50, **parts: Any) -> RateCard:  # noqa: ANN401  # a card's own keys
    return small_card(base, range_=Range(floor=Decimal(floor), ceiling=Decimal(150)), **{"value": TERMS, **parts})


def tracked(amount: int | str, **parts: Any) -> Proof:  # noqa: ANN401  # a proof's own keys
    """A proof with its interventions: a hundred of six minutes."""
    return proof(**{"amount": Decimal(amount), "times": Decimal(100), "minutes": Decimal(6), **parts})


def argued(under: RateCard, *proofs: Proof, **frame: Any) -> Quote:  # noqa: ANN401  # a mandate's own keys
    """Ten hours in the one month that is sold, and what they bring in it."""
    return priced(under, {}, hours=Decimal(10), value=claim(*proofs, months=1), **frame)


def case_of(quote: Quote) -> ValueCase:
    assert quote.value is not None
    return quote.value


def test_work_that_costs_nothing_brings_no_multiple_of_its_cost() -> None:
    case = case_of(argued(card(0, floor=0), tracked(1000)))
    (proven,) = case.proofs

    assert case.accepted
    assert [case.cost.price, case.times_the_cost, case.times_the_price, case.highest] == [0, 0, 0, 0]
    assert proven.intervention is not None
    assert [proven.intervention.cost, proven.intervention.worth] == [0, 8]
    assert proven.intervention.times_the_cost is None


def test_a_value_of_nothing_is_no_share_of_anything() -> None:
    message = told(argued(card(100), tracked(0)), "value-case-refused")

    assert message == ("The value case does not lift the rate. Missing: the whole price is at most 20 of the results.")


def test_ad_value_has_no_interventions_whatever_they_are_said_to_be() -> None:
    (shown, counted) = case_of(argued(card(100), tracked(9000, kind="ad-value"), tracked(1000))).proofs

    assert shown.intervention is None
    assert counted.intervention is not None


def test_interventions_behind_one_of_the_tracked_proofs_are_enough() -> None:
    case = case_of(argued(card(100), tracked(9000, times=None, minutes=None), tracked(1000)))

    assert case.accepted


def test_a_card_that_weighs_no_value_has_no_case() -> None:
    assert argued(card(100, value=None), tracked(9000)).value is None


@pytest.mark.parametrize(
    ("base", "amount", "rate"),
    [
        (120, 90_000, 180),  # half above at most, where the card says nothing else
        (101, 90_000, 151),  # 151.50, down to the dollar
        (30, 90_000, 50),  # half above is 45: the floor holds it
        (33, 90_000, 50),  # 49.50
        (35, 90_000, 52),  # 52.50
    ],
)
def test_a_rate_is_lifted_by_half_of_what_the_answers_make_it_at_most(base: int, amount: int, rate: int) -> None:
    quote = argued(card(base), tracked(amount))

    assert case_of(quote).accepted
    assert quote.rating.rate.target == rate


@pytest.mark.parametrize(
    ("base", "share", "needed"),
    [(149, 20, None), (150, 20, None), (151, 20, "7550.00"), (151, 0, None)],  # 10 h at 151 $/h are 20 % of it
)
def test_the_value_that_would_lift_a_rate_is_one_for_a_rate_that_is_held(
    base: int, share: int, needed: str | None
) -> None:
    terms = ValueTerms(confidence=SURE, fee_share=Decimal(share), contact_saving=Decimal(5))
    quotes = [priced(card(base, value=terms), {}, hours=Decimal(10), rate=rate) for rate in (None, Decimal(90))]

    found = []
    for each in quotes:
        cost = cost_of(each.mandate, each.card, work_of(each.mandate, each.card))
        found.append(needed_value(each.card, each.rating, cost))
    assert found == [needed and Decimal(needed), None]


def test_where_she_walks_away_and_where_she_opens_stay_about_a_lifted_rate() -> None:
    card_of_three = small_card(60, 80, 100, value=TERMS)
    quote = priced(card_of_three, {}, hours=Decimal(10), value=claim(tracked(5625), months=1))

    assert quote.rating.rate == figures(60, 90, 100)  # 20 % of 4,500 $ over 10 h
