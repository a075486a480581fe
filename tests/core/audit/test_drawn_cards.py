"""What holds of every price under any card; and of more, where `rules check` says that nothing can fall."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.audit.drawn_cards import FULLER, MEMBERS, asked, card_let_be, drawn_mandate, read_card
from fourchette.core.basis.estimate import Estimate
from fourchette.core.card.rate_card import RateCard
from fourchette.core.mandate.answers import volume_traits
from fourchette.core.mandate.mandate import Mandate, Proof, ValueClaim
from fourchette.core.price.quote import Quote
from second.second_draws import a_card, a_claim

laws = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
# A card takes a hundred draws of its own: it is drawn from a seed, and several mandates under it.
seeds = st.integers(0, 10**9).map(Random)
MANDATES = 6


def whole(quote: Quote, part: str) -> Decimal:
    """The low, target or high price over all that is sold, before tax."""
    by_month, once = (getattr(each.subtotal, part) if each else Decimal(0) for each in (quote.monthly, quote.once))
    return Decimal(by_month * quote.months + once)


# --- More never costs less ------------------------------------------------------------------------------------------


def less_and_more(draw: Random, card: RateCard) -> tuple[str, Any, Any]:
    """A question, and two answers of which the second is more: of a volume, of members, a graver or faster one."""
    name = draw.choice((*sorted(volume_traits(card)), *FULLER, MEMBERS))
    if name in FULLER:
        return name, *FULLER[name]
    if name == MEMBERS:
        members = list(card.traits[name].choices)
        draw.shuffle(members)
        size = draw.randrange(len(members))
        return name, members[:size], members[: size + 1]
    most = int(min(card.traits[name].most or 3000, draw.choice((5, 60, 300, 3000))))
    # Without a post there may be no work at all.
    few, many = sorted(draw.randint(int(name == "posts"), most) for _ in range(2))
    return name, few, many


@laws
@given(draw=seeds)
def test_where_rules_check_says_nothing_more_never_lowers_rate_hours_or_price(draw: Random) -> None:
    table, card = card_let_be(draw)
    for _ in range(MANDATES):
        name, less, more = less_and_more(draw, card)
        mandate = drawn_mandate(draw, table, value=None, adjustments=[], rate=None, price=None, currency=None)
        pair = [replace(mandate, traits={**mandate.traits, name: answer}) for answer in (less, more)]
        quotes = [asked(card, each) for each in pair]
        before, after = quotes
        if before is None or after is None:
            assert before is None
            continue
        for part in ("low", "target", "high"):
            assert getattr(before.rating.rate, part) <= getattr(after.rating.rate, part)
            assert whole(before, part) <= whole(after, part)
        for period in ("month", "once"):
            assert before.workload.band(period).target <= after.workload.band(period).target


# --- Low, target, high ------------------------------------------------------------------------------------------------


def bands_of(quote: Quote) -> Iterator[Estimate]:
    rating = quote.rating
    yield from (rating.rate, rating.held, rating.unheld, quote.workload.band("month"), quote.workload.band("once"))
    # What an adjustment takes off is a share of a price: more of the high one than of the low one.
    yield from (line.amount for line in quote.asking.worked)
    yield from (line.rate for line in quote.lines if line.rate is not None)
    yield from (each.subtotal for each in (quote.monthly, quote.once) if each is not None)


@laws
@given(draw=seeds)
def test_under_any_card_low_is_never_above_target_nor_target_above_high(draw: Random) -> None:
    table = a_card(draw)
    card = read_card(table)
    for _ in range(MANDATES):
        mandate = drawn_mandate(draw, table)
        quote = asked(card, mandate)
        if quote is not None:
            assert [band for band in bands_of(quote) if not band.low <= band.target <= band.high] == []


# --- Proof ------------------------------------------------------------------------------------------------------------


def proven_mandates(draw: Random) -> Iterator[tuple[RateCard, Mandate]]:
    """Mandates that make a value case, most of them large enough to lift the rate, under any card that weighs one."""
    table = a_card(draw)
    card = read_card(table)
    for _ in range(MANDATES):
        claim = a_claim(draw)
        for proof in claim["proofs"]:
            proof |= {"confidence": "tracked", "evidence": "GA4", "times": 40, "minutes": 5}
        yield card, drawn_mandate(draw, table, value=claim, rate=None, price=None, adjustments=[])


@laws
@given(draw=seeds)
def test_under_any_card_a_lifted_mandate_asks_at_most_the_share_and_moves_no_low_rate(draw: Random) -> None:
    for card, mandate in proven_mandates(draw):
        quote = asked(card, mandate)
        plain = asked(card, replace(mandate, value=None))
        if quote is None or plain is None or quote.value is None:
            continue
        assert quote.rating.rate.low == plain.rating.rate.low
        assert quote.rating.rate.target >= plain.rating.rate.target
        if quote.rating.rate.target > plain.rating.rate.target:
            assert card.value is not None
            assert whole(quote, "target") * 100 <= quote.value.weighted_value * card.value.fee_share
            assert quote.rating.rate.target * 100 <= quote.rating.unheld.target * (100 + card.value.most)


@laws
@given(draw=seeds)
def test_under_any_card_a_longer_proof_never_lowers(draw: Random) -> None:
    """One more proof, a greater one, or the same pace shown over more months."""
    for card, mandate in proven_mandates(draw):
        claim = mandate.value
        assert claim is not None
        rates = [asked(card, replace(mandate, value=each)) for each in (shorter(claim), claim, *longer(draw, claim))]
        if None in rates:
            continue
        one_less, usual, *more = (quote.rating.rate for quote in rates if quote is not None)
        for lesser, greater in ((one_less, usual), *((usual, each) for each in more)):
            assert (lesser.low, lesser.target, lesser.high) <= (greater.low, greater.target, greater.high)
            assert lesser.high <= greater.high


def shorter(claim: ValueClaim) -> ValueClaim:
    return replace(claim, proofs=claim.proofs[:1])


def longer(draw: Random, claim: ValueClaim) -> Iterator[ValueClaim]:
    yield replace(claim, proofs=tuple(grown(each, Decimal(draw.randint(101, 400)) / 100) for each in claim.proofs))
    times = draw.randint(2, 5)
    yield replace(
        claim, months=claim.months * times, proofs=tuple(grown(each, Decimal(times)) for each in claim.proofs)
    )


def grown(proof: Proof, times: Decimal) -> Proof:
    """The same proof of so many times as much."""
    name = "amount" if proof.amount is not None else "count"
    return replace(proof, **{name: getattr(proof, name) * times})
