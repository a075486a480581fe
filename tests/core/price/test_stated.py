"""What she states has the last word: a rate, a price, adjustments, a currency; the card's answer stands beside."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import DAY, NO_TAXES, amounts, codes, mandates, number, recorded, small_card, small_cards, task
from fourchette.core.basis.money import ZERO, to_cent
from fourchette.core.basis.text import Text
from fourchette.core.card.changes import Option
from fourchette.core.card.rate_card import RateCard
from fourchette.core.card.terms import Terms
from fourchette.core.compare.comparison_causes import causes
from fourchette.core.compare.market import monthly_asked
from fourchette.core.explain.explanation import explain
from fourchette.core.fit.fit import Budget, fit
from fourchette.core.mandate.answers import UnsuitedMandate
from fourchette.core.mandate.mandate import Adjustment, Client, Exchange, Mandate, Proof, ValueClaim
from fourchette.core.mandate.profile import Profile
from fourchette.core.offer.offer_extras import extras, hour_beyond
from fourchette.core.offer.offer_options import options_of
from fourchette.core.offer.packages import packages_of
from fourchette.core.price.quote import Quote, price
from fourchette.core.price.taxes import TaxTable
from fourchette.core.price.variants import in_proportion
from fourchette.files.card.card_file import load_card
from fourchette.files.shipped.tax_tables import load_taxes

DEFAULT, TAXES = load_card().card, load_taxes()
SIX: Any = {"months": 6}
CAFE: dict[str, Any] = {
    "scope": ["content", "community"],
    "platforms": ["facebook", "instagram"],
    "posts": 8,
    "stories": 8,
    "inbound": 40,
}
IN_US: Any = {"currency": "USD", "exchange": Exchange(rate=Decimal("1.38"), date=date(2026, 11, 20))}
WELCOME = Adjustment(label=Text("Bienvenue", "Welcome"), amount=Decimal(-100), months=Decimal(3))


def cafe(traits: dict[str, Any] | None = None, profile: Profile | None = None, **stated: Any) -> Quote:  # noqa: ANN401  # keys of a mandate
    mandate = Mandate(traits={**CAFE, **(traits or {})}, client=Client(region="CA-QC"), **stated)
    return price(mandate, DEFAULT, TAXES, on=DAY, profile=profile or Profile())


def month(quote: Quote) -> list[str]:
    """The lines of a month, its subtotal, its taxes and its total."""
    assert quote.monthly is not None
    lines = [line.amount.target for line in quote.lines if line.period == "month"]
    return [*map(str, lines), "=", *map(str, (quote.monthly.subtotal.target, *(t.amount for t in quote.monthly.taxes))),
            "=", str(quote.monthly.total)]  # fmt: skip


def test_a_stated_price_is_one_line_beside_what_the_card_would_ask() -> None:
    quote = cafe(price=Decimal(1200))

    # 5 % of 1,200 is 60, 9.975 % is 119.70; 1,379.70 for each of three months.
    assert month(quote) == ["1200", "=", "1200", "60.00", "119.70", "=", "1379.70"]
    assert quote.total == Decimal("4139.10")
    assert quote.by_card is not None
    assert (quote.by_card.subtotal("month"), quote.by_card.rating.rate.target) == (Decimal("698.75"), Decimal(65))
    assert str(quote.effective_rate) == "111.63"  # 1,200 over 10.75 hours


def test_a_stated_rate_multiplies_every_line_and_is_a_step_after_the_card_s() -> None:
    quote = cafe(rate=Decimal("72.50"))

    # 8.25, 0.50, 0.75, 0.50 and 0.75 h at 72.50 $/h.
    assert month(quote)[:5] == ["598.13", "36.25", "54.38", "36.25", "54.38"]
    step = quote.rating.steps[sum(step.applied for step in quote.rating.steps) - 1]
    assert (step.effect.stage, step.before.target, step.after.target) == ("stated", Decimal(65), Decimal("72.50"))
    assert quote.effective_rate is None


def test_an_adjustment_of_the_first_months_makes_months_of_their_own() -> None:
    quote = cafe(SIX, adjustments=(WELCOME,))

    # 62 $/h over six months: 666.50 a month, and 566.50 in each of the first three.
    assert month(quote)[-5:] == ["666.50", "33.33", "66.48", "=", "766.31"]
    (phase,) = quote.phases
    assert [phase.first, phase.months, *(line.amount.target for line in phase.lines)] == [1, 3, -100]
    assert (str(phase.amounts.subtotal.target), str(phase.amounts.total)) == ("566.50", "651.34")
    assert quote.total == 3 * Decimal("651.34") + 3 * Decimal("766.31")
    assert quote.whole_price == 6 * Decimal("666.50") - 300


def test_an_adjustment_as_long_as_the_mandate_is_in_every_month() -> None:
    quote = cafe(adjustments=(WELCOME,))

    assert quote.phases == ()
    assert month(quote)[-6:] == ["=", "598.75", "29.94", "59.73", "=", "688.42"]
    assert quote.total == 3 * Decimal("688.42")


def test_adjustments_that_end_one_after_the_other_make_a_phase_each() -> None:
    last = Adjustment(label=Text("Essai", "Trial"), percent=Decimal(-50), months=Decimal(1))
    quote = cafe(SIX, adjustments=(WELCOME, last))

    assert [(str(each.first), str(each.months), str(each.amounts.subtotal.target)) for each in quote.phases] == [
        ("1", "1", "233.25"),  # 666.50 - 100 - 333.25
        ("2", "2", "566.50"),
    ]


def test_months_that_have_nothing_but_an_adjustment_are_told_and_counted(card: RateCard) -> None:
    setup = Adjustment(label=Text("Mise en route", "Set-up"), amount=Decimal(50), months=Decimal(2))
    traits = {"scope": ["strategy"], "months": 6}
    quote, alone = (price(Mandate(traits=traits, adjustments=each), card, NO_TAXES, on=DAY) for each in ((setup,), ()))

    assert alone.monthly is None
    assert quote.monthly is not None
    assert (quote.monthly.total, quote.total) == (ZERO, alone.total + 100)


def test_a_percent_is_one_of_the_lines_it_stands_under() -> None:
    quote = cafe(adjustments=(Adjustment(label=Text("Fidélité", "Loyalty"), percent=Decimal(-5)),))

    assert month(quote)[-7:-5] == ["-34.94", "="]  # 34.9375
    assert str(quote.subtotal("month")) == "663.81"


def test_the_client_s_currency_converts_the_rate_once_and_every_line_multiplies_in_it() -> None:
    quote = cafe(**IN_US)

    # 65 / 1.38 is 47.1014: 47.10 $/h, over 8.25, 0.50, 0.75, 0.50 and 0.75 h.
    assert month(quote)[:5] == ["388.58", "23.55", "35.33", "23.55", "35.33"]
    assert month(quote)[6:] == ["506.34", "25.32", "50.51", "=", "582.17"]
    assert (quote.card.currency, quote.card.range_.floor, quote.card.range_.ceiling) == (
        "USD", Decimal("36.23"), Decimal("108.70")
    )  # fmt: skip


def test_what_is_stated_in_the_client_s_currency_is_asked_as_it_is_stated() -> None:
    priced_so = cafe(**IN_US, price=Decimal(1200))

    assert month(priced_so) == ["1200", "=", "1200", "60.00", "119.70", "=", "1379.70"]
    assert priced_so.by_card is not None
    assert priced_so.by_card.subtotal("month") == Decimal("506.34")
    assert cafe(**IN_US, rate=Decimal(50)).subtotal("month") == Decimal("537.50")


def test_fees_are_converted_once_and_a_percent_is_of_what_the_mandate_says() -> None:
    quote = cafe({"scope": ["content", "ads"], "ad_spend": 2000, "kilometres": 10}, **IN_US)

    fees = {line.id: line.amount.target for line in quote.lines if line.hours is None}
    assert fees == {"ads_management": 300, "mileage": Decimal("5.30")}  # 15 % of 2,000; 10 km at 0.73 / 1.38


def test_the_taxes_of_a_package_in_the_client_s_currency_are_those_of_her_own_country() -> None:
    packages = packages_of(cafe(**IN_US), TAXES).offered

    assert packages
    assert {tuple(tax.id for tax in each.quote.ruling.taxes) for each in packages} == {("gst", "qst")}


def test_her_own_floor_is_compared_in_the_client_s_currency() -> None:
    profile = Profile(minimum_rate=Decimal(65))

    assert cafe(profile=profile, **IN_US).minimum_rate == Decimal("47.10")
    assert "below-personal-floor" not in codes(cafe(profile=profile, **IN_US))
    assert "below-personal-floor" in codes(cafe(profile=profile, rate=Decimal(47), **IN_US))


@pytest.mark.parametrize(("stated", "since", "said"), [
    ({"rate": Decimal(49)}, DAY, {"stated-outside-range"}),
    ({"rate": Decimal(50)}, DAY, set()),
    ({"rate": Decimal(150)}, DAY, set()),
    ({"rate": Decimal(151)}, DAY, {"stated-outside-range"}),
    ({}, date(2026, 8, 24), set()),
    ({}, date(2026, 8, 23), {"exchange-old"}),
])  # fmt: skip
def test_what_is_stated_outside_the_range_or_long_ago_is_told(
    stated: dict[str, Any], since: date, said: set[str]
) -> None:
    exchange: Any = (
        {} if "rate" in stated else {"currency": "USD", "exchange": Exchange(rate=Decimal("1.38"), date=since)}
    )

    assert set(codes(cafe(**stated, **exchange))) & {"stated-outside-range", "exchange-old"} == said


def test_no_proof_lifts_what_is_stated() -> None:
    proof = Proof(
        what="Ventes", kind="attributed-margin", confidence="tracked", evidence="GA4", amount=Decimal(90_000),
        times=Decimal(100), minutes=Decimal(5),
    )  # fmt: skip
    claim = ValueClaim(months=Decimal(12), proofs=(proof,))
    lifted, stated = cafe(value=claim), cafe(value=claim, rate=Decimal(60))

    assert lifted.rating.rate.target > 65
    assert stated.rating.rate.target == 60
    assert stated.value is not None
    assert stated.value.accepted
    assert stated.by_card is not None
    assert stated.by_card.rating.rate == lifted.rating.rate
    assert cafe(value=claim, price=Decimal(500)).subtotal("month") == 500


@pytest.mark.parametrize(("stated", "path"), [
    ({"rate": Decimal(60), "price": Decimal(900)}, ("price",)),
    ({"currency": "USD"}, ("currency",)),
    ({"exchange": IN_US["exchange"]}, ("exchange",)),
    ({"adjustments": (Adjustment(label=Text("a", "a")),)}, ("adjustments", 0)),
    ({"adjustments": (Adjustment(label=Text("a", "a"), amount=Decimal(-700)),)}, ("adjustments",)),
    ({"adjustments": (Adjustment(label=Text("a", "a"), amount=Decimal(-700), per="once"),)}, ("adjustments",)),
    ({"adjustments": (Adjustment(label=Text("a", "a"), amount=Decimal(-9), per="once", months=Decimal(2)),)},
     ("adjustments", 0, "months")),
    ({"adjustments": (Adjustment(label=Text("a", "a"), amount=Decimal(-9), per="month"),),
      "period": "project", "weeks": Decimal(2)}, ("adjustments", 0, "per")),
])  # fmt: skip
def test_what_cannot_be_stated_is_refused_where_it_is(stated: dict[str, Any], path: tuple[object, ...]) -> None:
    with pytest.raises(UnsuitedMandate) as refused:
        cafe(**stated)

    assert [problem.path for problem in refused.value.problems] == [path]


# --- Another scope of it ------------------------------------------------------------------------------------------


def test_another_scope_is_asked_in_the_proportion_of_what_the_card_asks_for_both() -> None:
    quote = cafe(price=Decimal(1200))
    more = replace(quote.mandate, traits={**CAFE, "posts": 16})

    lighter, same = in_proportion(quote.mandate, more, DEFAULT), replace(quote.mandate)
    alone = price(replace(more, price=None), DEFAULT, TAXES, on=DAY).subtotal("month") or ZERO
    assert lighter.price == to_cent(1200 * alone / Decimal("698.75"))
    assert in_proportion(quote.mandate, same, DEFAULT).price == 1200


def test_a_price_by_the_month_says_nothing_of_a_scope_that_is_all_done_once() -> None:
    card = small_card(
        traits={"audits": number()},
        tasks={"posts": task(60), "audits": task(120, each=("audits",), period="once")},
    )
    mandate = Mandate(traits={"posts": 4, "audits": 1}, price=Decimal(500))
    once = replace(mandate, traits={"posts": 0, "audits": 1})

    assert in_proportion(mandate, once, card).price is None


def test_options_packages_and_extras_follow_a_stated_price() -> None:
    option = Option(label=Text("Infolettre", "Newsletter"), traits={"newsletters": 1})
    quote, by_card = cafe(price=Decimal("1397.50"), options=(option,)), cafe(options=(option,))

    # Twice what the card would ask, everywhere.
    assert [each.monthly for each in options_of(quote)] == [2 * (each.monthly or ZERO) for each in options_of(by_card)]
    packages = [{each.name: each.quote.whole_price for each in packages_of(q, TAXES).offered} for q in (quote, by_card)]
    assert packages[0] == {name: 2 * amount for name, amount in packages[1].items()}
    with_terms = [replace(each, profile=Profile(terms=Terms(overage=Decimal(0)))) for each in (quote, by_card)]
    for asked, alone in zip(*map(extras, with_terms), strict=True):
        assert abs(asked.price - 2 * alone.price) <= Decimal("0.01")  # each is rounded once
    assert [hour_beyond(each) for each in with_terms] == [130, 65]


def test_levers_move_a_stated_price_and_a_stated_rate_stays() -> None:
    found = {
        (lever.change.trait, str(lever.change.after)): lever for lever in explain(cafe(price=Decimal(1200))).levers
    }
    stated = explain(cafe(rate=Decimal(80))).levers

    assert found["posts", "10"].effect.amount > 0
    assert found["posts", "6"].effect.amount < 0
    assert {lever.after.rate for lever in stated} == {80}
    assert any(lever.effect.amount > 0 for lever in stated)


def test_a_budget_is_met_by_less_work_at_the_price_stated_for_it() -> None:
    quote = cafe(price=Decimal(1200))

    found = fit(quote, Budget(Decimal(1000)))
    assert found.plans
    for plan in found.plans:
        assert plan.cost <= 1000
        assert plan.quote.mandate.price == plan.cost
        assert abs(plan.quote.hour_asked - quote.hour_asked) < Decimal("0.02")
    assert fit(quote, Budget(Decimal(1200))).met


def test_what_is_compared_adds_up_from_one_statement_to_another() -> None:
    sides = (cafe(), cafe(price=Decimal(1200)), cafe(SIX, rate=Decimal(80), adjustments=(WELCOME,)))

    for one in sides:
        for other in sides:
            assert sum((cause.amount for cause in causes(one, other)), ZERO) == other.total - one.total


def test_the_market_is_met_in_her_own_currency() -> None:
    at_home, abroad = (monthly_asked(DEFAULT, each.mandate).price.target for each in (cafe(), cafe(**IN_US)))

    assert (at_home, abroad) == (Decimal("698.75"), Decimal("698.75"))  # 506.34 at 1.38


# --- Laws ---------------------------------------------------------------------------------------------------------

PER: tuple[Literal["month", "once"] | None, ...] = ("month", "once", None)
examples = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def adjustments(draw: st.DrawFn, *, project: bool) -> Adjustment:
    of_amount = draw(st.booleans())
    per = None if project else draw(st.sampled_from(PER))
    return Adjustment(
        label=Text("a", "a"),
        amount=draw(amounts(-60, 900).filter(bool)) if of_amount else None,
        percent=None if of_amount else draw(amounts(-30, 40).filter(bool)),
        per=per,
        months=None if project or per == "once" else draw(st.none() | st.integers(1, 14).map(Decimal)),
    )


@st.composite
def stated_mandates(draw: st.DrawFn, card: RateCard) -> Mandate:
    """Mandates that state a rate or a price or neither, adjustments, and a currency."""
    mandate = draw(mandates(card))
    asked = draw(st.sampled_from(["rate", "price", ""]))
    rate = draw(st.none() | amounts(0, 9).filter(bool))
    return replace(
        mandate,
        client=Client(region=draw(st.sampled_from(["CA-QC", "FR", None]))),
        rate=draw(amounts(1, 300)) if asked == "rate" else None,
        price=draw(amounts(100, 9000)) if asked == "price" else None,
        adjustments=tuple(draw(st.lists(adjustments(project=mandate.is_project), max_size=3))),
        currency=None if rate is None else "JPY",
        exchange=None if rate is None else Exchange(rate=rate, date=DAY),
    )


@st.composite
def stated_quotes(draw: st.DrawFn) -> Quote:
    card = draw(st.just(DEFAULT) | small_cards())
    mandate = draw(stated_mandates(card))
    try:
        return price(mandate, card, TAXES, on=DAY)
    except UnsuitedMandate:
        # What would leave less than nothing is refused: without its adjustments it is not.
        return price(replace(mandate, adjustments=()), card, TAXES, on=DAY)


@examples
@given(stated_quotes())
def test_every_line_multiplies_and_every_column_adds_up_in_the_currency_of_the_quote(quote: Quote) -> None:
    for line in (*quote.lines, *quote.asking.worked):
        assert line.hours is None or line.rate is None or line.amount.target == to_cent(line.hours * line.rate.target)
    usual = [line.amount.target for line in quote.lines if line.period == "month"]
    for lines, amounts_of in (
        (usual, quote.monthly),
        ([line.amount.target for line in quote.lines if line.period == "once"], quote.once),
        *((usual + [line.amount.target for line in phase.lines], phase.amounts) for phase in quote.phases),
    ):
        assert lines or amounts_of is None or (amounts_of is quote.monthly and quote.phases)
        if amounts_of is not None:
            assert amounts_of.subtotal.target == sum(lines, ZERO)
            assert amounts_of.total == amounts_of.subtotal.target + sum((tax.amount for tax in amounts_of.taxes), ZERO)
            assert amounts_of.subtotal.low >= ZERO or amounts_of is quote.once
            assert all(tax.amount == to_cent(amounts_of.subtotal.target * tax.rate / 100) for tax in amounts_of.taxes)


@examples
@given(stated_quotes())
def test_the_whole_is_its_months_one_by_one_and_what_is_billed_once(quote: Quote) -> None:
    months = []
    for rank in range(1, int(quote.months) + 1):
        of_phase = [each.amounts for each in quote.phases if each.first <= rank < each.first + each.months]
        months.append(of_phase[0] if of_phase else quote.monthly)
    once = [] if quote.once is None else [quote.once]

    asked = [each for each in (*months, *once) if each is not None]
    assert quote.total == sum((each.total for each in asked), ZERO)
    assert quote.whole_price == sum((each.subtotal.target for each in asked), ZERO)
    assert quote.whole_price >= ZERO


@examples
@given(stated_quotes())
def test_a_stated_figure_is_asked_exactly_as_it_is_stated(quote: Quote) -> None:
    mandate = quote.mandate
    if mandate.rate is not None:
        assert quote.rating.rate.target == mandate.rate
        assert quote.rating.rate.low <= mandate.rate <= quote.rating.rate.high
    if mandate.price is not None:
        (fee,) = [line for line in quote.lines if line.id == "fee"]
        assert (fee.amount.target, fee.hours, fee.rate) == (mandate.price, None, None)
    lines = {line.id: line for line in (*quote.lines, *(line for phase in quote.phases for line in phase.lines))}
    for place, each in enumerate(mandate.adjustments, start=1):
        assert each.amount is None or lines[f"adjustment-{place}"].amount.target == each.amount


@examples
@given(st.just(DEFAULT).flatmap(mandates))
def test_without_anything_stated_nothing_of_it_is_in_the_record(mandate: Mandate) -> None:
    quote = price(mandate, DEFAULT, NO_TAXES, on=DAY)
    record = recorded(quote)

    assert quote.asking.lines is quote.asking.worked
    assert quote.by_card is None
    assert not {"stated", "phases"} & record.keys()
    assert not any({"months", "percent"} & line.keys() for line in record["lines"])
    assert "phases" not in record["offer"]


def test_a_card_in_its_own_currency_is_the_card_itself(card: RateCard, taxes: TaxTable) -> None:
    long_ago = Exchange(rate=Decimal("1.38"), date=date(2020, 1, 1))
    mandate = Mandate(traits={"scope": ["content"], "billing": "hourly"}, hours=Decimal(10), currency="CAD")

    quotes = [price(replace(mandate, exchange=each), card, taxes, on=DAY) for each in (None, long_ago)]
    assert [(quote.card is card, codes(quote)) for quote in quotes] == 2 * [(True, ["unknown-tax"])]


@pytest.mark.parametrize("asked", [Decimal(100), Decimal(700), Decimal(5000)])
def test_a_stated_price_widens_the_band_of_the_card_s_own_amounts(asked: Decimal) -> None:
    months = [each.amount for each in cafe().lines if each.period == "month"]
    (line,) = cafe(price=asked).lines

    assert (str(line.label), line.period) == ("Monthly fee", "month")
    assert line.amount.low == min(asked, sum((each.low for each in months), ZERO))
    assert line.amount.target == asked
    assert line.amount.high == max(asked, sum((each.high for each in months), ZERO))


@pytest.mark.parametrize(
    ("traits", "frame", "label"),
    [
        ({}, {"period": "project", "weeks": Decimal(4)}, "Project fee"),
        ({}, {}, "Monthly fee"),
    ],
)
def test_a_stated_price_is_named_for_its_period(traits: dict[str, Any], frame: dict[str, Any], label: str) -> None:
    line, *_ = cafe(traits, price=Decimal(900), **frame).lines

    assert str(line.label) == label
