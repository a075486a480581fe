# ruff: noqa: ANN401  # keys passed on to a noun, which types them

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from builders import claim, codes, figures, priced, proof, recorded, told
from fourchette.core.card.rate_card import RateCard
from fourchette.core.mandate.mandate import Proof
from fourchette.core.price.quote import Quote
from fourchette.core.price.value_case import ValueCase

# A rate of 190 $/h, held at 150: three months of ten hours cost 4,500 $.
DEAR: Mapping[str, Any] = {"experience": "expert", "scope": ["content"]}
USUAL: Mapping[str, Any] = {"scope": ["content"]}
BEHIND: Mapping[str, Any] = {"times": Decimal(60), "minutes": Decimal(5)}


@pytest.fixture
def dear(card: RateCard) -> RateCard:
    """The default card, under which an expert asks 190 $/h."""
    experience = card.traits["experience"]
    expert = replace(experience.choices["expert"], base=figures(140, 190, 240))
    choices = {**experience.choices, "expert": expert}
    return replace(card, traits={**card.traits, "experience": replace(experience, choices=choices)})


def argued(card: RateCard, *proofs: Proof, months: int = 3, traits: Mapping[str, Any] = DEAR, **frame: Any) -> Quote:
    """Ten hours a month for three months, and what they bring over so many months."""
    return priced(card, traits, **{"hours": Decimal(10), "value": claim(*proofs, months=months), **frame})


def case_of(quote: Quote) -> ValueCase:
    assert quote.value is not None
    return quote.value


def unmet(quote: Quote) -> list[str]:
    return [check.id for check in case_of(quote).checks if not check.met]


def tracked(weighted: int | str, **parts: Any) -> Proof:
    """A tracked proof that counts for so much, 0.8 of its amount, with the interventions behind it."""
    return proof(**{"amount": Decimal(weighted) / Decimal("0.8"), **BEHIND, **parts})


def with_terms(card: RateCard, **terms: Any) -> RateCard:
    assert card.value is not None
    return replace(card, value=replace(card.value, **terms))


# --- What counts -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("confidence", "weighted"), [("tracked", 8000), ("plausible", 5000), ("weak", 2500)])
def test_a_proof_counts_by_how_sure_it_is(card: RateCard, confidence: str, weighted: int) -> None:
    assert case_of(argued(card, proof(confidence=confidence, amount=Decimal(10000)))).weighted_value == weighted


@pytest.mark.parametrize(
    ("given", "value"),
    [
        (proof("attributed-margin", amount=Decimal(48000)), 48000),
        (proof("leads", count=Decimal(200), close_rate=Decimal("12.5"), margin=Decimal(300)), 7500),  # 25 x 300
        (proof("avoided-contacts", count=Decimal(2400)), 12000),  # x 5 $
        (proof("retained-clients", count=Decimal(15), margin=Decimal(400)), 6000),
        (proof("ad-value", amount=Decimal(90000)), 90000),
    ],
)
def test_a_proof_is_worth_what_its_kind_says(card: RateCard, given: Proof, value: int) -> None:
    (proven,) = case_of(argued(card, given)).proofs

    assert proven.value == value


def test_ad_value_is_shown_and_never_summed(card: RateCard) -> None:
    quote = argued(card, proof("ad-value", amount=Decimal(900000)), tracked(1000))

    assert [proven.value for proven in case_of(quote).proofs] == [900000, 1250]
    assert [proven.weighted for proven in case_of(quote).proofs] == [0, 1000]
    assert case_of(quote).weighted_value == 1000


def test_ad_value_is_no_tracked_proof(card: RateCard) -> None:
    quote = argued(card, proof("ad-value", amount=Decimal(90)), proof(confidence="plausible", amount=Decimal(900000)))

    assert unmet(quote) == ["tracked", "interventions"]


def test_value_is_taken_over_the_months_that_are_sold(card: RateCard) -> None:
    assert case_of(argued(card, tracked(12000), months=12)).weighted_value == 3000
    assert case_of(argued(card, tracked(12000), months=12, traits={**DEAR, "months": 12})).weighted_value == 12000
    assert case_of(argued(card, tracked(12000), months=1)).weighted_value == 36000


def test_half_a_cent_of_value_goes_up_whatever_part_of_its_time_is_sold(card: RateCard) -> None:
    sales = proof(amount=Decimal("4122.15"))  # x 0.8 x 5 / 24 = 687.025
    case = case_of(argued(card, sales, months=24, traits={**DEAR, "months": 5}))

    assert case.weighted_value == Decimal("687.03")


def test_a_project_is_weighed_over_its_own_time(card: RateCard) -> None:
    weeks = card.capacity.weeks * 2
    case = case_of(argued(card, tracked(10000), months=4, period="project", weeks=weeks))

    assert case.months == 2
    assert case.weighted_value == 5000
    assert case.cost.hours == 10
    assert case.cost.price == case.cost.monthly


def test_the_price_is_that_of_the_months_sold_and_one_time_work_counts_whole(card: RateCard) -> None:
    traits = {"scope": ["content", "ads"], "posts": 8, "ad_spend": 3000, "months": 6}
    quote = priced(card, traits, value=claim(tracked(1)))
    cost = case_of(quote).cost

    assert quote.monthly is not None
    assert quote.once is not None
    assert any(line.hours is None for line in quote.lines)  # the fee for the ads is in it
    assert cost.price == quote.monthly.subtotal.target * 6 + quote.once.subtotal.target
    assert cost.monthly == quote.monthly.subtotal.target


def test_a_mandate_without_value_case_has_none(card: RateCard) -> None:
    assert priced(card, DEAR, hours=Decimal(10)).value is None


# --- Refused -----------------------------------------------------------------------------------------------------


def test_an_untracked_proof_is_refused_and_the_quote_says_what_is_missing(dear: RateCard) -> None:
    quote = argued(dear, tracked(1000000, confidence="plausible"))

    assert unmet(quote) == ["tracked", "interventions"]
    assert quote.rating.rate.target == 150
    assert "at least one tracked proof, with its evidence" in told(quote, "value-case-refused")


@pytest.mark.parametrize("evidence", ["", "  \n"])
def test_a_tracked_proof_without_evidence_is_refused(dear: RateCard, evidence: str) -> None:
    quote = argued(dear, tracked(1000000, evidence=evidence))

    assert unmet(quote) == ["tracked", "interventions"]
    assert quote.rating.rate.target == 150


@pytest.mark.parametrize("parts", [{"times": None, "minutes": None}, {"minutes": None}, {"times": Decimal(0)}])
def test_a_tracked_proof_that_states_no_intervention_is_refused(dear: RateCard, parts: dict[str, Any]) -> None:
    quote = argued(dear, tracked(1000000, **parts))

    assert unmet(quote) == ["interventions"]
    assert quote.rating.rate.target == 150
    assert "how many times" in told(quote, "value-case-refused")


def test_interventions_behind_another_proof_do_not_count(dear: RateCard) -> None:
    other = proof(confidence="plausible", amount=Decimal(10), times=Decimal(1), minutes=Decimal(1))

    assert unmet(argued(dear, tracked(1000000, minutes=None), other)) == ["interventions"]


def test_a_price_above_its_share_of_the_results_is_refused(dear: RateCard) -> None:
    # 4,500 $ are 20 % of 22,500.
    quote = argued(dear, tracked(22000))

    assert unmet(quote) == ["share"]
    assert case_of(quote).fee == 4400
    assert quote.rating.rate.target == 150
    assert told(quote, "value-case-refused") == (
        "The value case does not lift the rate. Missing: the whole price is at most 20 of the results (here 20.45)."
    )


def test_fees_are_part_of_the_price_that_the_results_must_carry(dear: RateCard) -> None:
    """100,000 $ of ads bring a fee that no value of the hours alone would cover."""
    quote = argued(dear, tracked(100000), traits={**DEAR, "ad_spend": 100000, "scope": ["content", "ads"]})

    assert case_of(quote).cost.price > 20000
    assert unmet(quote) == ["share"]


def test_a_small_value_fails_wherever_it_can(dear: RateCard) -> None:
    quote = argued(dear, proof(confidence="weak", amount=Decimal(100)))

    assert unmet(quote) == ["tracked", "interventions", "share"]


def test_a_refused_case_says_what_it_comes_to_at_the_rate_that_holds(dear: RateCard) -> None:
    case = case_of(argued(dear, tracked(1000000, confidence="plausible")))

    assert case.highest == 150
    assert case.asked == case.cost
    # 10 hours at 150 $ for three months; 625,000 $ of plausible results over those months.
    assert case.cost.price == 4500
    assert case.times_the_cost == case.times_the_price == case.weighted_value / 4500


def test_a_lifted_case_is_weighed_at_both_prices(dear: RateCard) -> None:
    case = case_of(argued(dear, tracked(30000)))

    assert case.cost.price == 4500
    assert case.asked.price == 6000
    assert case.times_the_cost == Decimal(30000) / 4500
    assert case.times_the_price == 5


@pytest.mark.parametrize(
    "given",
    [
        proof("leads", count=Decimal(0), close_rate=Decimal(10), margin=Decimal(300)),
        proof("leads", count=Decimal(200), close_rate=Decimal(10), margin=Decimal(0)),
        proof("avoided-contacts", count=Decimal(0)),
        proof("retained-clients", count=Decimal(0), margin=Decimal(400)),
        proof("retained-clients", count=Decimal(15), margin=Decimal(0)),
        proof("attributed-margin", amount=Decimal(0)),
    ],
)
def test_a_proof_of_nothing_is_a_proof_that_brings_nothing(card: RateCard, given: Proof) -> None:
    (proven,) = case_of(argued(card, given)).proofs

    assert proven.value == 0
    assert proven.weighted == 0


def test_a_refused_case_changes_no_figure(dear: RateCard) -> None:
    refused, plain = argued(dear, tracked(22000)), priced(dear, DEAR, hours=Decimal(10))

    assert recorded(refused)["rate"] == recorded(plain)["rate"]
    assert refused.lines == plain.lines
    assert refused.total == plain.total
    assert "held-at-ceiling" in codes(refused)


# --- Accepted ----------------------------------------------------------------------------------------------------


def test_a_sufficient_tracked_proof_lifts_a_rate_held_at_the_ceiling(dear: RateCard) -> None:
    quote = argued(dear, tracked(30000))  # 20 % of it is 6,000; over 30 hours, 200 $/h

    case = case_of(quote)
    assert case.accepted
    assert case.fee == 6000
    assert case.highest == 200
    assert quote.rating.rate.target == 200
    assert quote.rating.held.target == 150
    assert "value-case-accepted" in codes(quote)
    assert "held-at-ceiling" not in codes(quote)


def test_the_lines_are_billed_at_the_lifted_rate(dear: RateCard) -> None:
    (line,) = argued(dear, tracked(30000)).lines

    assert str(line.amount.target) == "2000.00"


def test_the_lift_is_a_step_after_the_hold(dear: RateCard) -> None:
    steps = [step for step in argued(dear, tracked(30000)).rating.steps if step.applied]

    assert [(step.effect.stage, str(step.before.target), str(step.after.target)) for step in steps[-2:]] == [
        ("hold", "190", "150"),
        ("value", "150", "200"),
    ]


@pytest.mark.parametrize(
    ("weighted", "rate"),
    [
        (22500, 150),  # the share is just reached: it holds, and lifts no further
        (22649, 150),
        (22650, 151),
        (22799, 151),
        (27000, 180),
        (42749, 284),
        (42750, 285),  # half above 190, at most
        (900000, 285),
    ],
)
def test_the_rate_is_the_highest_dollar_that_keeps_the_share(dear: RateCard, weighted: int, rate: int) -> None:
    quote = argued(dear, tracked(weighted))

    assert case_of(quote).accepted
    assert quote.rating.rate.target == rate


def test_where_she_walks_away_never_moves_with_the_clients_proof(dear: RateCard) -> None:
    plain, lifted = priced(dear, DEAR, hours=Decimal(10)), argued(dear, tracked(30000))

    assert plain.rating.rate == figures(140, 150, 150)
    assert lifted.rating.rate == figures(140, 200, 200)


def test_a_return_also_lifts_a_rate_within_the_range(card: RateCard) -> None:
    # 65 $/h, at most half above: 97. Thirty hours at 80 are 20 % of 12,000.
    assert argued(card, tracked(12000), traits=USUAL).rating.rate == figures(55, 80, 80)
    assert argued(card, tracked(900000), traits=USUAL).rating.rate == figures(55, 97, 97)
    assert argued(card, tracked(10000), traits=USUAL).rating.rate == figures(55, 66, 75)


def test_how_far_the_rate_may_rise_is_the_cards(dear: RateCard) -> None:
    assert argued(with_terms(dear, most=Decimal(10)), tracked(900000)).rating.rate.target == 209
    assert argued(with_terms(dear, most=Decimal(0)), tracked(900000)).rating.rate.target == 190


@pytest.mark.parametrize(("step", "rate"), [("0.01", "209"), ("0.5", "209"), ("4", "208"), ("25", "200")])
def test_the_rate_rises_by_the_steps_of_the_card_whatever_their_size(dear: RateCard, step: str, rate: str) -> None:
    stepped = replace(with_terms(dear, most=Decimal(10)), range_=replace(dear.range_, step=Decimal(step)))

    assert argued(stepped, tracked(900000)).rating.rate.target == Decimal(rate)
    assert argued(with_terms(dear, fee_share=Decimal(10)), tracked(60000)).rating.rate.target == 200


def test_proofs_add_up_to_one_case(dear: RateCard) -> None:
    quote = argued(dear, tracked(15000), proof(confidence="plausible", amount=Decimal(30000)))

    assert case_of(quote).weighted_value == 30000
    assert quote.rating.rate.target == 200


def test_a_short_mandate_is_not_lifted_by_the_value_of_a_year(card: RateCard) -> None:
    """The same results a month lift a mandate of three months as they lift one of twelve, its one-time work apart."""
    short = argued(card, proof(amount=Decimal(60000), **BEHIND), months=12, traits=USUAL)
    same = argued(card, proof(amount=Decimal(15000), **BEHIND), months=3, traits=USUAL)

    assert short.rating.rate == same.rating.rate == figures(55, 80, 80)
    assert short.lines == same.lines


# --- Interventions, break-even, what it takes --------------------------------------------------------------------


def test_five_minutes_at_150_an_hour_cost_twelve_fifty(dear: RateCard) -> None:
    given = proof(amount=Decimal(48000), times=Decimal(1200), minutes=Decimal(5))
    (proven,) = case_of(argued(dear, given)).proofs

    # 48,000 x 0.8 over 1,200 interventions bring 32.00 each, 2.56 times their cost.
    assert proven.intervention is not None
    assert str(proven.intervention.cost) == "12.50"
    assert str(proven.intervention.worth) == "32.00"
    assert proven.intervention.times_the_cost == Decimal("2.56")


def test_an_intervention_is_not_scaled_to_what_is_sold(dear: RateCard) -> None:
    given = proof(amount=Decimal(48000), times=Decimal(1200), minutes=Decimal(5))
    (proven,) = case_of(argued(dear, given, months=12)).proofs

    assert proven.intervention is not None
    assert str(proven.intervention.worth) == "32.00"


def test_two_and_a_half_minutes_at_65_an_hour_cost_2_71(card: RateCard) -> None:
    given = proof(amount=Decimal(100), times=Decimal(10), minutes=Decimal("2.5"))
    (proven,) = case_of(argued(card, given, traits=USUAL)).proofs

    assert proven.intervention is not None
    assert str(proven.intervention.cost) == "2.71"


def test_without_times_and_minutes_there_is_no_intervention(dear: RateCard) -> None:
    (proven,) = case_of(argued(dear, proof(amount=Decimal(48000), times=Decimal(1200)))).proofs

    assert proven.intervention is None


@pytest.mark.parametrize(("margin", "sales"), [(1500, 1), (1499, 2), (400, 4), (100, 15)])
def test_the_break_even_is_the_sales_a_month_that_pay_for_the_mandate(dear: RateCard, margin: int, sales: int) -> None:
    # 10 hours at 150 cost 1,500 a month: 3.75 sales of 400.
    given = proof("leads", count=Decimal(10), close_rate=Decimal(10), margin=Decimal(margin))
    (proven,) = case_of(argued(dear, given)).proofs

    assert proven.break_even == sales


def test_what_has_no_margin_has_no_break_even(dear: RateCard) -> None:
    (proven,) = case_of(argued(dear, tracked(1000))).proofs

    assert proven.break_even is None


def test_a_rate_held_at_the_ceiling_says_what_value_would_lift_it(dear: RateCard) -> None:
    quote = priced(dear, DEAR, hours=Decimal(10))

    # 151 x 30 hours / 20 %.
    assert "22650.00 or more over 3 months" in told(quote, "held-at-ceiling")


@pytest.mark.parametrize(("weighted", "rate"), [(22650, 151), ("22649.99", 150)])
def test_the_value_that_the_notice_asks_for_lifts_the_rate_and_no_less_does(
    dear: RateCard, weighted: int | str, rate: int
) -> None:
    assert argued(dear, tracked(weighted)).rating.rate.target == rate


def test_a_case_that_holds_without_lifting_leaves_the_rate_held_and_says_both(dear: RateCard) -> None:
    quote = argued(dear, tracked(22500))  # 20 % over 30 hours: the 150 $/h already asked

    assert case_of(quote).accepted
    assert quote.rating.rate == quote.rating.held
    assert "lifts the rate no further" in told(quote, "value-case-accepted")
    assert "held-at-ceiling" in codes(quote)
