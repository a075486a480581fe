from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from builders import DAY, HERE, NO_TAXES, claim, figures, priced, proof, recorded, small_card
from fourchette.core.card.rate_card import RateCard
from fourchette.core.mandate.answers import UnsuitedMandate
from fourchette.core.mandate.mandate import Client, Mandate
from fourchette.core.mandate.profile import Profile
from fourchette.core.price.quote import price
from fourchette.core.price.taxes import TaxTable

CAFE: dict[str, Any] = {
    "scope": ["content", "community"],
    "platforms": ["facebook", "instagram"],
    "posts": 8,
    "stories": 8,
    "inbound": 40,
}


def test_the_cafe_costs_what_one_counts_by_hand(card: RateCard, taxes: TaxTable) -> None:
    quote = priced(card, CAFE, taxes=taxes, region="CA-QC")

    # 8.25 + 0.50 + 0.75 + 0.50 + 0.75 (8 % of coordination) = 10.75 h at 65 $/h.
    assert quote.monthly is not None
    assert str(quote.monthly.subtotal.target) == "698.75"
    assert [str(tax.amount) for tax in quote.monthly.taxes] == ["34.94", "69.70"]  # 34.9375, 69.7003
    assert str(quote.monthly.total) == "803.39"
    assert str(quote.total) == "2410.17"  # three months


@pytest.mark.parametrize(("months", "total"), [(1, "650"), (3, "1950"), (5, "3250")])
def test_the_total_covers_the_months_of_the_mandate(card: RateCard, months: int, total: str) -> None:
    quote = priced(card, {"scope": ["content"], "months": months}, hours=Decimal(10))

    assert quote.months == months
    assert quote.total == Decimal(total)


def test_what_is_billed_once_is_counted_once_in_the_total(card: RateCard, taxes: TaxTable) -> None:
    traits = {"scope": ["content", "ads"], "posts": 8, "ad_spend": 3000, "meetings": 0, "months": 4}
    quote = priced(card, traits, taxes=taxes, region="CA-AB")

    # Monthly 1,067.50 and 5 % of it, 53.38; once 276.25 and 13.81: 4 x 1,120.88 + 290.06.
    assert str(quote.total) == "4773.58"


def test_a_project_is_billed_once_whatever_its_months(card: RateCard) -> None:
    traits = {"scope": ["content"], "months": 5}
    quote = priced(card, traits, hours=Decimal(10), period="project", weeks=Decimal(2))

    assert quote.monthly is None
    assert quote.months == 1
    assert quote.total == 650


def test_a_card_that_does_not_ask_for_months_prices_one() -> None:
    quote = priced(small_card(), {"posts": 2})

    assert quote.months == 1
    assert quote.total == 200


@pytest.mark.parametrize(("days", "last"), [(30, date(2026, 12, 22)), (0, date(2026, 11, 22)), (60, date(2027, 1, 21))])
def test_a_quote_is_valid_so_many_days_after_its_date(card: RateCard, days: int, last: date) -> None:
    quote = priced(card, CAFE, profile=Profile(validity_days=Decimal(days)))

    assert quote.issued == date(2026, 11, 22)
    assert quote.valid_until == last


def test_the_date_of_the_quote_sets_the_taxes(card: RateCard, taxes: TaxTable) -> None:
    mandate = Mandate(traits={"scope": ["content"]}, hours=Decimal(10), client=Client(region="CA-NS"))

    before, after = (price(mandate, card, taxes, on=day) for day in (date(2025, 3, 31), date(2025, 4, 1)))

    assert before.monthly is not None
    assert after.monthly is not None
    assert str(before.monthly.total) == "747.50"  # 650 x 1.15
    assert str(after.monthly.total) == "741.00"  # 650 x 1.14


def test_an_unsuited_mandate_is_refused_before_any_price(card: RateCard) -> None:
    with pytest.raises(UnsuitedMandate) as refused:
        priced(card, {"scope": ["content"], "posts": -8})

    assert [problem.key for problem in refused.value.problems] == ["traits.posts"]


def test_pricing_leaves_the_mandate_and_its_answers_as_they_were(card: RateCard) -> None:
    traits = {**CAFE, "platforms": ["instagram", "facebook"]}
    priced(card, traits)

    assert traits == {**CAFE, "platforms": ["instagram", "facebook"]}


def test_notes_included_and_excluded_change_no_figure(card: RateCard) -> None:
    words: dict[str, Any] = {"notes": "Relève en juillet", "included": ("Deux rondes",), "assumptions": ("Photos",)}

    assert priced(card, CAFE, **words).lines == priced(card, CAFE).lines


def test_the_value_case_weighs_the_price_before_tax(card: RateCard, taxes: TaxTable) -> None:
    frame: dict[str, Any] = {"hours": Decimal(10), "value": claim(proof(amount=Decimal(1000)))}
    taxed = priced(card, {"scope": ["content"]}, taxes=taxes, region="CA-QC", **frame)

    assert taxed.value is not None
    assert taxed.value.cost.price == 1950  # 650 x 3


def test_the_record_of_a_quote_has_the_keys_of_the_contract(card: RateCard) -> None:
    record = recorded(priced(card, CAFE))

    contract = {"number", "revision", "status", "title", "client", "language", "currency", "issued", "valid_until"}
    contract |= {"rate", "hours", "people", "lines", "monthly", "once", "total", "value"}
    step = {"id", "stage", "label", "effect", "before", "after", "applied", "why", "source"}
    assert contract <= record.keys()
    assert {"low", "target", "high", "floor", "ceiling", "unheld", "steps"} <= record["rate"].keys()
    assert step <= record["rate"]["steps"][0].keys()
    assert {"id", "label", "period", "hours", "rate", "amount"} <= record["lines"][0].keys()
    assert {"subtotal", "taxes", "total"} <= record["monthly"].keys()


def test_the_record_of_a_quote_has_its_figures_to_the_cent(card: RateCard, taxes: TaxTable) -> None:
    record = recorded(priced(card, CAFE, taxes=taxes, region="CA-QC"))

    assert {key: str(figure) for key, figure in record["hours"].items()} == {
        "low": "8.25",
        "target": "10.75",
        "high": "16.25",
    }
    content = {key: str(record["lines"][0][key]) for key in ("id", "period", "hours", "rate", "amount")}
    assert content == {"id": "content", "period": "month", "hours": "8.25", "rate": "65.00", "amount": "536.25"}
    assert [str(tax["rate"]) for tax in record["monthly"]["taxes"]] == ["5", "9.975"]
    assert str(record["total"]) == "2410.17"
    assert record["once"] is None


def test_an_effect_that_did_not_apply_stands_in_the_record_where_the_rate_ended(card: RateCard) -> None:
    steps = recorded(priced(card, CAFE))["rate"]["steps"]
    (skipped,) = (step for step in steps if step["id"] == "scope.strategy")

    assert skipped["applied"] is False
    assert skipped["because"] == "scope"
    assert [str(skipped[key]) for key in ("effect", "before", "after")] == ["15.00", "65.00", "65.00"]


def test_a_quote_asks_neither_the_clock_nor_the_order_of_what_was_priced_before(card: RateCard) -> None:
    mandate = Mandate(traits=CAFE, client=Client(region=HERE))
    first = recorded(price(mandate, card, NO_TAXES, on=DAY))
    priced(small_card(), {"posts": 3})
    priced(card, {"scope": ["strategy"], "posts": 300})

    assert recorded(price(mandate, card, NO_TAXES, on=DAY)) == first


@pytest.mark.parametrize(("minimum", "low"), [(None, 55), (40, 55), (62, 62), (65, 65), (80, 65)])
def test_she_walks_away_at_her_own_floor_and_never_above_the_rate_asked(
    card: RateCard, minimum: int | None, low: int
) -> None:
    profile = Profile(minimum_rate=None if minimum is None else Decimal(minimum))
    quote = priced(card, CAFE, profile=profile)
    assert quote.monthly is not None

    assert quote.rating.rate == figures(low, 65, 75)
    assert quote.monthly.subtotal.low == sum(line.amount.low for line in quote.lines)
    assert all(line.rate is None or line.rate.low == low for line in quote.lines)
