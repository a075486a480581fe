"""What holds of every quote, whatever the mandate and the card.

Mandates are drawn under the default card, over all its traits, and under small cards of which the
effects, minutes and percents are drawn too.
"""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import (
    ALL_PREMIUMS,
    DAY,
    FRAMES,
    NO_TAXES,
    amounts,
    claim,
    codes,
    mandates,
    proof,
    recorded,
    small_cards,
    traits_of,
)
from fourchette.core.basis.estimate import Estimate
from fourchette.core.basis.messages import Message
from fourchette.core.card.rate_card import RateCard
from fourchette.core.check.card_check import problems_of
from fourchette.core.mandate.mandate import Client, Mandate, ValueClaim
from fourchette.core.mandate.profile import Profile
from fourchette.core.price.quote import Quote, price
from fourchette.core.price.taxes import Tax, TaxTable
from fourchette.files.card.card_file import load_card
from fourchette.files.shipped.tax_tables import load_taxes

DEFAULT = load_card().card
TAXES = load_taxes()
CENT = Decimal("0.01")

examples = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
# A small card takes a hundred draws: fewer of them keep a law near a second.
fewer = settings(examples, max_examples=40)

# Answers of the default card that only add to the rate, each list in rising order.
PREMIUMS = {
    "response": ("next-business-day", "same-business-day", "4h", "1h"),
    "coverage": ("business-hours", "evenings", "evenings-and-weekends", "around-the-clock"),
    "voice": ("standard", "distinctive"),
    "audience": ("ordinary", "regulated", "vulnerable"),
}
PREMIUM_SCOPES = ("strategy", "editorial", "roi-reporting", "crisis-plan")
MANY_PLATFORMS = ("facebook", "instagram", "tiktok", "linkedin")


def to_cent(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_UP)


def priced(card: RateCard, mandate: Mandate, taxes: TaxTable = NO_TAXES) -> Quote:
    return price(mandate, card, taxes, on=DAY)


@st.composite
def taxed(draw: st.DrawFn, mandate: Mandate) -> Mandate:
    """The mandate, for a client of any region of the table."""
    region = draw(st.sampled_from([None, "NOWHERE", *TAXES.regions]))
    return Mandate(
        traits=mandate.traits,
        period=mandate.period,
        weeks=mandate.weeks,
        hours=mandate.hours,
        client=Client(region=region),
    )


def default_quotes() -> st.SearchStrategy[Quote]:
    """Quotes under the default card, with their taxes."""
    return mandates(DEFAULT).flatmap(taxed).map(lambda mandate: priced(DEFAULT, mandate, TAXES))


@st.composite
def small_quotes(draw: st.DrawFn) -> Quote:
    """Quotes under small cards, with their taxes."""
    card = draw(small_cards())
    return priced(card, draw(mandates(card).flatmap(taxed)), TAXES)


INTERVENTIONS: dict[str, Any] = {"times": Decimal(40), "minutes": Decimal(5)}


def whole_price(quote: Quote) -> Decimal:
    """What is asked over what is sold, before tax."""
    by_month, once = (Decimal(0) if each is None else each.subtotal.target for each in (quote.monthly, quote.once))
    return by_month * quote.months + once


@st.composite
def argued_quotes(draw: st.DrawFn) -> Quote:
    """Quotes under the default card that make a value case."""
    mandate = draw(mandates(DEFAULT))
    worth = draw(amounts(0, 2_000_000))
    proofs = (proof(amount=worth, **INTERVENTIONS), proof("ad-value", amount=worth))
    return priced(
        DEFAULT,
        Mandate(
            traits=mandate.traits,
            period=mandate.period,
            weeks=mandate.weeks,
            hours=mandate.hours,
            value=claim(*proofs, months=draw(st.integers(1, 24))),
        ),
    )


quotes = st.one_of(default_quotes(), small_quotes())
any_quotes = st.one_of(default_quotes(), small_quotes(), argued_quotes())


def bands_of(quote: Quote) -> Iterator[Estimate]:
    """Every band that a quote shows."""
    rating = quote.rating
    yield from (rating.rate, rating.held, rating.unheld, rating.undiscounted)
    yield from (step.after for step in rating.steps)
    yield from (quote.workload.band("month"), quote.workload.band("once"))
    for line in quote.lines:
        yield line.amount
        if line.rate is not None:
            yield line.rate
    yield from (amounts.subtotal for amounts in (quote.monthly, quote.once) if amounts is not None)


@fewer
@given(card=small_cards())
def test_the_cards_that_are_drawn_are_sound(card: RateCard) -> None:
    assert problems_of(card) == ()


# --- What is printed is true on paper ----------------------------------------------------------------------------


@fewer
@given(quote=any_quotes)
def test_the_hours_of_a_line_times_its_rate_make_its_amount(quote: Quote) -> None:
    for line in quote.lines:
        if line.hours is None or line.rate is None:
            continue
        assert line.hours % Decimal("0.25") == 0
        assert line.rate.target == to_cent(line.rate.target)
        assert to_cent(line.hours * line.rate.low) == line.amount.low
        assert to_cent(line.hours * line.rate.target) == line.amount.target
        assert to_cent(line.hours * line.rate.high) == line.amount.high


@fewer
@given(quote=any_quotes)
def test_the_columns_add_up(quote: Quote) -> None:
    for period, amounts_ in (("month", quote.monthly), ("once", quote.once)):
        lines = [line for line in quote.lines if line.period == period]
        assert (amounts_ is None) == (not lines)
        if amounts_ is None:
            continue
        assert amounts_.subtotal.low == sum(line.amount.low for line in lines)
        assert amounts_.subtotal.target == sum(line.amount.target for line in lines)
        assert amounts_.subtotal.high == sum(line.amount.high for line in lines)
        assert amounts_.total == amounts_.subtotal.target + sum(tax.amount for tax in amounts_.taxes)


@fewer
@given(quote=any_quotes)
def test_the_hours_of_the_lines_add_up_to_the_target_hours(quote: Quote) -> None:
    monthly = sum(line.hours for line in quote.lines if line.hours is not None and line.period == "month")
    at_once = sum(line.hours for line in quote.lines if line.hours is not None and line.period == "once")

    assert quote.workload.band("month").target == monthly
    assert quote.workload.band("once").target == at_once


@fewer
@given(quote=quotes)
def test_each_tax_is_its_rate_of_the_subtotal_to_the_cent(quote: Quote) -> None:
    due: tuple[Tax, ...] = quote.ruling.taxes
    for amounts_ in (quote.monthly, quote.once):
        if amounts_ is None:
            continue
        expected = [to_cent(amounts_.subtotal.target * tax.rate / 100) for tax in due]
        assert [tax.amount for tax in amounts_.taxes] == expected


@fewer
@given(quote=any_quotes)
def test_the_total_is_the_months_and_what_is_billed_once(quote: Quote) -> None:
    monthly = quote.monthly.total * quote.months if quote.monthly is not None else 0
    at_once = quote.once.total if quote.once is not None else 0

    assert quote.total == monthly + at_once


@fewer
@given(quote=any_quotes)
def test_low_is_never_above_target_nor_target_above_high(quote: Quote) -> None:
    assert [band for band in bands_of(quote) if not band.low <= band.target <= band.high] == []


@fewer
@given(quote=any_quotes)
def test_nothing_is_negative(quote: Quote) -> None:
    assert all(line.amount.low >= 0 for line in quote.lines)
    assert quote.workload.band("month").low >= 0
    assert quote.workload.band("once").low >= 0


# --- The rate ----------------------------------------------------------------------------------------------------


@fewer
@given(quote=any_quotes)
def test_the_steps_lead_from_nothing_to_the_rate(quote: Quote) -> None:
    steps = [step for step in quote.rating.steps if step.applied]

    assert steps[0].before == Estimate.exactly(Decimal(0))
    assert all(later.before == earlier.after for earlier, later in pairwise(steps))
    assert steps[-1].after == quote.rating.rate


@fewer
@given(quote=any_quotes)
def test_what_did_not_apply_says_why(quote: Quote) -> None:
    skipped = [step for step in quote.rating.steps if not step.applied]

    assert all(step.because in quote.facts for step in skipped)


@fewer
@given(quote=quotes)
def test_without_a_value_case_the_rate_stays_in_its_range(quote: Quote) -> None:
    range_ = quote.card.range_

    assert range_.floor <= quote.rating.rate.low
    assert quote.rating.rate.high <= range_.ceiling


@examples
@given(quote=argued_quotes())
def test_above_the_ceiling_the_return_was_shown(quote: Quote) -> None:
    case, rating, ceiling = quote.value, quote.rating, quote.card.range_.ceiling
    assert case is not None

    assert rating.held.target <= rating.rate.target
    if not case.accepted:
        assert rating.rate == rating.held
    if rating.rate.target > ceiling:
        assert "value-case-accepted" in codes(quote)
    if case.lifts(rating):
        assert case.accepted
        assert whole_price(quote) * 5 <= case.weighted_value  # one dollar at most for every five
        assert rating.rate.target * 2 <= rating.unheld.target * 3  # and half above the answers' own rate
    assert rating.rate.low == rating.held.low


@examples
@given(traits=traits_of(DEFAULT), frame=FRAMES)
def test_the_value_that_a_held_quote_asks_for_lifts_its_rate(traits: dict[str, Any], frame: dict[str, Any]) -> None:
    dear = {**traits, **ALL_PREMIUMS, "experience": "expert", "client_kind": "business", "months": 3}
    plain = priced(DEFAULT, Mandate(traits=dear, **frame))
    (held,) = (notice.message for notice in plain.notices if notice.code == "held-at-ceiling")
    in_words = held.values["needed"]
    assert isinstance(in_words, Message)
    needed = in_words.values["needed"]
    assert isinstance(needed, Decimal)

    enough = proof(
        amount=to_cent(needed / Decimal("0.8")) + CENT, **INTERVENTIONS
    )  # a tracked proof counts for 0.8 of its amount
    months = int(dear["months"]) if "weeks" not in frame else frame["weeks"] / DEFAULT.capacity.weeks
    case = ValueClaim(months=Decimal(months), proofs=(enough,))
    assert priced(DEFAULT, Mandate(traits=dear, value=case, **frame)).rating.rate.target > 150


@examples
@given(quote=argued_quotes())
def test_ad_value_counts_for_nothing(quote: Quote) -> None:
    assert quote.value is not None
    by_sales, by_advertising = quote.value.proofs

    assert by_advertising.weighted == 0
    assert quote.value.weighted_value == by_sales.weighted


@examples
@given(data=st.data(), traits=traits_of(DEFAULT))
def test_a_premium_never_lowers_the_rate_of_the_default_card(data: st.DataObject, traits: dict[str, Any]) -> None:
    """But for a bank of hours, which a premium that also brings work may make large enough for its discount."""
    traits = {**traits, "billing": "retainer"}
    name = data.draw(st.sampled_from(list(PREMIUMS)))
    lower, higher = sorted(data.draw(st.lists(st.integers(0, len(PREMIUMS[name]) - 1), min_size=2, max_size=2)))
    scope = data.draw(st.sampled_from(PREMIUM_SCOPES))
    platforms = data.draw(st.integers(0, 3))

    plain = {**traits, name: PREMIUMS[name][lower], "platforms": MANY_PLATFORMS[:platforms]}
    dearer = {**traits, name: PREMIUMS[name][higher], "platforms": MANY_PLATFORMS[: platforms + 1]}
    dearer["scope"] = [*traits["scope"], *({scope} - set(traits["scope"]))]

    before, after = (priced(DEFAULT, Mandate(traits=each)).rating.rate for each in (plain, dearer))
    assert before.low <= after.low
    assert before.target <= after.target
    assert before.high <= after.high


@fewer
@given(data=st.data(), card=small_cards())
def test_a_premium_never_lowers_the_rate(data: st.DataObject, card: RateCard) -> None:
    traits = data.draw(traits_of(card))

    before, after = (
        priced(card, Mandate(traits={**traits, "premium": chosen})).rating.rate for chosen in ("none", "some")
    )
    assert before.low <= after.low
    assert before.target <= after.target
    assert before.high <= after.high


# --- The hours ---------------------------------------------------------------------------------------------------


def assert_no_less(before: Quote, after: Quote) -> None:
    assert before.workload.band("month").target <= after.workload.band("month").target
    assert before.workload.band("once").target <= after.workload.band("once").target


@settings(examples, max_examples=60)
@given(data=st.data(), mandate=mandates(DEFAULT))
def test_more_stated_hours_never_cost_less(data: st.DataObject, mandate: Mandate) -> None:
    few, many = sorted(data.draw(st.lists(st.integers(1, 800), min_size=2, max_size=2)))
    prices = [
        priced(
            DEFAULT,
            Mandate(traits=mandate.traits, period=mandate.period, weeks=mandate.weeks, hours=Decimal(quarters) / 4),
        ).whole_price
        for quarters in (few, many)
    ]

    assert prices[0] <= prices[1]


@fewer
@given(data=st.data(), card=small_cards())
def test_more_of_a_volume_never_takes_fewer_hours(data: st.DataObject, card: RateCard) -> None:
    traits = data.draw(traits_of(card))
    name = data.draw(st.sampled_from(["posts", "messages"]))
    few, many = sorted(data.draw(st.lists(st.integers(1, 3000), min_size=2, max_size=2)))

    assert_no_less(*(priced(card, Mandate(traits={**traits, name: volume})) for volume in (few, many)))


@fewer
@given(quote=any_quotes)
def test_the_people_can_bill_the_hours(quote: Quote) -> None:
    feasibility = quote.feasibility

    assert feasibility.people >= 1
    assert feasibility.people * feasibility.capacity >= feasibility.hours


# --- Same inputs, same quote -------------------------------------------------------------------------------------


def reversed_lists(traits: dict[str, Any]) -> dict[str, Any]:
    return {name: answer[::-1] if isinstance(answer, list) else answer for name, answer in reversed(traits.items())}


def assert_same(first: Quote, second: Quote) -> None:
    assert recorded(first) == recorded(second)
    assert first.notices == second.notices


@examples
@given(mandate=mandates(DEFAULT))
def test_pricing_twice_gives_the_same_quote(mandate: Mandate) -> None:
    assert_same(priced(DEFAULT, mandate), priced(DEFAULT, mandate))


@examples
@given(mandate=mandates(DEFAULT))
def test_the_order_of_answers_and_of_their_lists_does_not_matter(mandate: Mandate) -> None:
    turned = Mandate(
        traits=reversed_lists(dict(mandate.traits)), period=mandate.period, weeks=mandate.weeks, hours=mandate.hours
    )

    assert_same(priced(DEFAULT, mandate), priced(DEFAULT, turned))


@fewer
@given(data=st.data(), card=small_cards())
def test_the_order_of_answers_does_not_matter_under_any_card(data: st.DataObject, card: RateCard) -> None:
    traits = data.draw(traits_of(card))

    assert_same(priced(card, Mandate(traits=traits)), priced(card, Mandate(traits=reversed_lists(traits))))


@examples
@given(mandate=mandates(DEFAULT), minimum=amounts(0, 300))
def test_the_personal_floor_moves_only_where_she_walks_away(mandate: Mandate, minimum: Decimal) -> None:
    plain = priced(DEFAULT, mandate)
    warned = price(mandate, DEFAULT, NO_TAXES, on=DAY, profile=Profile(minimum_rate=minimum))

    figures, others = recorded(warned), recorded(plain)
    assert figures["rate"].pop("personal_floor") == minimum
    assert others["rate"].pop("personal_floor") is None
    low = warned.rating.rate.low
    assert low >= plain.rating.rate.low
    assert low >= minimum or low == warned.rating.rate.target
    assert warned.rating.rate.target == plain.rating.rate.target
    for record in (figures, others):
        bands = [record["rate"], *(record[period] for period in ("monthly", "once") if record[period])]
        bands += record["rate"]["steps"]
        for band in bands:
            band.pop("low")
    assert figures == others
    assert ("below-personal-floor" in codes(warned)) is (plain.rating.rate.target < minimum)
