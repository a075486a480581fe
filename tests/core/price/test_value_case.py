# ruff: noqa: ANN401  # keys passed on to a noun, which types them

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from builders import ALL_PREMIUMS, claim, codes, figures, priced, proof, recorded, told
from fourchette.core.card.rate_card import RateCard
from fourchette.core.mandate.mandate import Proof
from fourchette.core.price.quote import Quote
from fourchette.core.price.value_case import ValueCase

# An expert with every premium: 190 $/h, held at 150; ten hours a month cost 18,000 $ a year.
EXPERT: Mapping[str, Any] = {**ALL_PREMIUMS, "experience": "expert"}


def argued(card: RateCard, *proofs: Proof, months: int = 12, traits: Mapping[str, Any] = EXPERT, **frame: Any) -> Quote:
    """Ten hours a month, and what they bring."""
    return priced(card, traits, **{"hours": Decimal(10), "value": claim(*proofs, months=months), **frame})


def case_of(quote: Quote) -> ValueCase:
    assert quote.value is not None
    return quote.value


def unmet(quote: Quote) -> list[str]:
    return [check.id for check in case_of(quote).checks if not check.met]


def tracked(weighted: int) -> Proof:
    """A tracked proof that counts for so much: 0.8 of its amount."""
    return proof(amount=Decimal(weighted) / Decimal("0.8"))


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

    assert unmet(quote) == ["tracked"]


def test_figures_of_some_months_are_brought_to_a_year(card: RateCard) -> None:
    assert case_of(argued(card, tracked(10000), months=4)).weighted_value == 30000


def test_a_project_is_weighed_as_a_whole(card: RateCard) -> None:
    case = case_of(argued(card, tracked(10000), months=4, period="project", weeks=Decimal(3)))

    assert case.weighted_value == 10000
    assert case.cost.price == 1500  # 10 h x 150, once
    assert case.cost.hours == 10


def test_a_year_costs_twelve_months_and_what_is_billed_once(card: RateCard) -> None:
    traits = {"scope": ["content", "ads"], "posts": 8, "ad_spend": 3000, "meetings": 0}
    cost = case_of(priced(card, traits, value=claim(tracked(1)))).cost

    # Monthly: (8 x 30 + 60) x 1.1 = 5.50 h, statistics 0.50 h, 8 % of them 0.50 h: 6.5 x 65 + 450 = 872.50.
    # Once: 4 h of setting up and 0.25 h of coordination: 276.25.
    assert cost.monthly == Decimal("872.50")
    assert cost.price == Decimal("10746.25")
    assert cost.hours == Decimal("82.25")


def test_a_mandate_without_value_case_has_none(card: RateCard) -> None:
    assert priced(card, EXPERT, hours=Decimal(10)).value is None


# --- Refused -----------------------------------------------------------------------------------------------------


def test_an_untracked_proof_is_refused_and_the_quote_says_what_is_missing(card: RateCard) -> None:
    quote = argued(card, proof(confidence="plausible", amount=Decimal(1000000)))

    assert unmet(quote) == ["tracked"]
    assert quote.rating.rate.target == 150
    assert "at least one tracked proof, with its evidence" in told(quote, "value-case-refused")


@pytest.mark.parametrize("evidence", ["", "  \n"])
def test_a_tracked_proof_without_evidence_is_refused(card: RateCard, evidence: str) -> None:
    quote = argued(card, proof(amount=Decimal(1000000), evidence=evidence))

    assert unmet(quote) == ["tracked"]
    assert quote.rating.rate.target == 150


def test_a_fee_that_does_not_reach_the_rate_is_refused(card: RateCard) -> None:
    # 72,000 is 4 times the cost; 20 % of it over 120 hours makes 120 $/h.
    quote = argued(card, tracked(72000))

    assert unmet(quote) == ["fee"]
    assert case_of(quote).fee == 14400
    assert case_of(quote).fee_rate == 120
    assert quote.rating.rate.target == 150
    assert "reaches 150 (here 120" in told(quote, "value-case-refused")


def test_a_return_below_the_least_is_refused(card: RateCard) -> None:
    quote = argued(with_terms(card, least_return=Decimal(6)), tracked(90000))  # 5 times the cost

    assert unmet(quote) == ["return"]
    assert "gets back 6 the price (here 5)" in told(quote, "value-case-refused")


def test_a_return_below_the_least_is_refused_where_most_of_the_cost_is_no_hours(card: RateCard) -> None:
    # 100,000 $ of ads: 15,000 a month, 180,000 a year, beside 18,000 of hours; 540,000 is 2.7 times as much.
    quote = argued(card, tracked(540000), traits={**EXPERT, "ad_spend": 100000})

    assert case_of(quote).cost.price == 198000
    assert unmet(quote) == ["return"]


def test_a_return_that_does_not_survive_the_haircut_is_refused(card: RateCard) -> None:
    quote = argued(with_terms(card, haircut=Decimal(90)), tracked(90000))  # 5 times the cost, less 90 %: 0.5

    assert unmet(quote) == ["haircut"]
    assert "with 90 less value" in told(quote, "value-case-refused")


def test_a_small_value_fails_wherever_it_can(card: RateCard) -> None:
    assert unmet(argued(card, proof(confidence="weak", amount=Decimal(100)))) == ["tracked", "return", "haircut", "fee"]


def test_a_refused_case_changes_no_figure(card: RateCard) -> None:
    refused, plain = argued(card, tracked(72000)), priced(card, EXPERT, hours=Decimal(10))

    assert recorded(refused)["rate"] == recorded(plain)["rate"]
    assert refused.lines == plain.lines
    assert refused.total == plain.total
    assert "held-at-ceiling" in codes(refused)


def test_the_haircut_is_tested_against_the_price_asked(card: RateCard) -> None:
    # Full exclusivity: 190 x 1.4 = 266, lifted by 10 % to 293. Ads: 17,900 x 15 % = 2,685 a month, whatever the rate.
    # Held, a year costs 18,000 + 32,220 = 50,220; 175,800 is 3.5 times as much, and its 20 % make 293 $/h.
    # Asked, a year costs 293 x 120 + 32,220 = 67,380; half of the value, 87,900, is still 1.3 times as much.
    traits = {**EXPERT, "exclusivity": "full", "ad_spend": 17900}

    assert unmet(argued(card, tracked(175800), traits=traits)) == []


# --- Accepted ----------------------------------------------------------------------------------------------------


def test_a_sufficient_tracked_proof_with_evidence_lifts_a_rate_held_at_the_ceiling(card: RateCard) -> None:
    quote = argued(card, tracked(120000))

    # 120,000 is 6.7 times the cost: + 25 % of 190 is 237.50; but 20 % of the value over 120 hours is 200.
    case = case_of(quote)
    assert case.accepted
    assert case.fee == 24000
    assert case.fee_rate == 200
    assert case.lift == 25
    assert quote.rating.rate.target == 200
    assert quote.rating.held.target == 150
    assert "value-case-accepted" in codes(quote)
    assert "held-at-ceiling" not in codes(quote)


def test_the_lines_are_billed_at_the_lifted_rate(card: RateCard) -> None:
    (line,) = argued(card, tracked(120000)).lines

    assert str(line.amount.target) == "2000.00"


def test_the_lift_is_a_step_after_the_hold(card: RateCard) -> None:
    steps = [step for step in argued(card, tracked(120000)).rating.steps if step.applied]

    assert [(step.effect.stage, str(step.before.target), str(step.after.target)) for step in steps[-2:]] == [
        ("hold", "190", "150"),
        ("value", "150", "200"),
    ]


@pytest.mark.parametrize(
    ("weighted", "lift", "rate"),
    [
        (54000, 10, 209),  # 3 times: 190 x 1.10
        (89999, 10, 209),
        (90000, 25, 238),  # 5 times: 237.50
        (144000, 50, 285),  # 8 times
        (215999, 50, 285),
        (216000, 100, 380),  # 12 times
        (900000, 100, 380),
    ],
)
def test_the_return_sets_the_lift(card: RateCard, weighted: int, lift: int, rate: int) -> None:
    """Where the whole value may go to the fee, so that the fee never holds the rate."""
    quote = argued(with_terms(card, fee_share=Decimal(100)), tracked(weighted))

    assert case_of(quote).lift == lift
    assert quote.rating.rate.target == rate


def test_a_return_just_below_three_lifts_nothing(card: RateCard) -> None:
    quote = argued(with_terms(card, fee_share=Decimal(100)), tracked(53999))

    assert unmet(quote) == ["return"]
    assert case_of(quote).lift == 0


@pytest.mark.parametrize(
    ("weighted", "rate"),
    [(90600, 151), (91100, 151), (120500, 200), (229800, 380), (240000, 380)],  # 20 % over 120 h, down to the dollar
)
def test_the_rate_never_exceeds_the_fee_by_the_hour(card: RateCard, weighted: int, rate: int) -> None:
    assert argued(card, tracked(weighted)).rating.rate.target == rate


def test_the_rate_never_exceeds_the_fee_by_the_hour_not_even_by_a_cent(card: RateCard) -> None:
    # 20 % of 91,199 is 18,239.80; over 120 hours, 151.998 $/h.
    assert argued(card, tracked(91199)).rating.rate.target == 151


def test_low_and_high_never_fall_below_the_held_ones(card: RateCard) -> None:
    # 65 $/h cost 7,800 a year; 42,000 is 5.4 times as much: + 25 %, within 8,400 / 120 = 70.
    # Low: 55 x 1.25 = 68.75. High: 75, held, where the fee would make it 70.
    quote = argued(card, tracked(42000), traits={"scope": ["content"]})

    assert quote.rating.rate == figures(69, 70, 75)


def test_low_and_high_are_lifted_from_their_own_unheld_rates(card: RateCard) -> None:
    # Low 85 + 63 = 148, high 115 + 142 = 257, doubled: 296 and 514; 20 % of 240,000 over 120 hours is 400.
    assert argued(card, tracked(240000)).rating.rate == figures(296, 380, 400)


def test_a_return_also_lifts_a_rate_below_the_ceiling(card: RateCard) -> None:
    # 65 $/h cost 7,800 a year; 48,000 is 6.2 times as much: 65 x 1.25 = 81.25, within 9,600 / 120 = 80.
    assert argued(card, tracked(48000), traits={"scope": ["content"]}).rating.rate.target == 80


def test_proofs_add_up_to_one_case(card: RateCard) -> None:
    quote = argued(card, tracked(60000), proof(confidence="plausible", amount=Decimal(120000)))

    assert case_of(quote).weighted_value == 120000
    assert quote.rating.rate.target == 200


# --- Interventions, break-even, what it takes --------------------------------------------------------------------


def test_five_minutes_at_150_an_hour_cost_twelve_fifty(card: RateCard) -> None:
    given = proof(amount=Decimal(48000), times=Decimal(1200), minutes=Decimal(5))
    (proven,) = case_of(argued(card, given)).proofs

    # 48,000 x 0.8 over 1,200 interventions bring 32.00 each, 2.56 times their cost.
    assert proven.intervention is not None
    assert str(proven.intervention.cost) == "12.50"
    assert str(proven.intervention.worth) == "32.00"
    assert proven.intervention.times_the_cost == Decimal("2.56")


def test_an_intervention_is_not_scaled_to_the_year(card: RateCard) -> None:
    given = proof(amount=Decimal(48000), times=Decimal(1200), minutes=Decimal(5))
    (proven,) = case_of(argued(card, given, months=3)).proofs

    assert proven.intervention is not None
    assert str(proven.intervention.worth) == "32.00"


def test_two_and_a_half_minutes_at_65_an_hour_cost_2_71(card: RateCard) -> None:
    given = proof(amount=Decimal(100), times=Decimal(10), minutes=Decimal("2.5"))
    (proven,) = case_of(argued(card, given, traits={"scope": ["content"]})).proofs

    assert proven.intervention is not None
    assert str(proven.intervention.cost) == "2.71"


def test_without_times_and_minutes_there_is_no_intervention(card: RateCard) -> None:
    (proven,) = case_of(argued(card, proof(amount=Decimal(48000), times=Decimal(1200)))).proofs

    assert proven.intervention is None


@pytest.mark.parametrize(("margin", "sales"), [(1500, 1), (1499, 2), (400, 4), (100, 15)])
def test_the_break_even_is_the_sales_a_month_that_pay_for_the_mandate(card: RateCard, margin: int, sales: int) -> None:
    # 10 hours at 150 cost 1,500 a month: 3.75 sales of 400.
    given = proof("leads", count=Decimal(10), close_rate=Decimal(10), margin=Decimal(margin))
    (proven,) = case_of(argued(card, given)).proofs

    assert proven.break_even == sales


def test_what_has_no_margin_has_no_break_even(card: RateCard) -> None:
    (proven,) = case_of(argued(card, tracked(1000))).proofs

    assert proven.break_even is None


def test_a_rate_held_at_the_ceiling_says_what_value_would_lift_it(card: RateCard) -> None:
    quote = priced(card, EXPERT, hours=Decimal(10))

    # The fee asks most: 151 x 120 hours / 20 %.
    assert "90600.00 or more a year" in told(quote, "held-at-ceiling")


@pytest.mark.parametrize(("weighted", "rate"), [(90600, 151), (90599, 150)])
def test_the_value_that_the_notice_asks_for_lifts_the_rate_and_no_less_does(
    card: RateCard, weighted: int, rate: int
) -> None:
    assert argued(card, tracked(weighted)).rating.rate.target == rate


def test_a_case_that_holds_without_lifting_leaves_the_rate_held_and_says_both(card: RateCard) -> None:
    quote = argued(card, tracked(90000))  # 20 % over 120 hours: the 150 $/h already asked

    assert case_of(quote).accepted
    assert quote.rating.rate == quote.rating.held
    assert "lifts the rate no further" in told(quote, "value-case-accepted")
    assert "held-at-ceiling" in codes(quote)
