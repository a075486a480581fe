"""A raise: each stated figure, and each line of the work, times the same, to the cent; every line multiplies."""

from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from hypothesis import given, reject
from hypothesis import strategies as st

from builders import DAY, NO_TAXES, mandates
from fourchette.core.mandate.answers import UnsuitedMandate
from fourchette.core.mandate.mandate import Adjustment, Exchange, Mandate, Raised
from fourchette.core.offer.raised_offer import raised_mandate
from fourchette.core.price.quote import Quote, price
from fourchette.files.card.card_file import load_card

CARD = load_card().card
CENT = Decimal("0.01")
FIGURES = st.decimals(1, 3000, places=2)
ADJUSTED = st.builds(
    Adjustment,
    label=st.just("Rabais"),
    amount=st.decimals(-50, 50, places=2).filter(bool),
    months=st.none() | st.integers(1, 6).map(Decimal),
) | st.builds(Adjustment, label=st.just("Rabais"), percent=st.decimals(-20, 20, places=1).filter(bool))
EXCHANGED: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
    [{}, {"currency": "USD", "exchange": Exchange(rate=Decimal("1.38"), date=date(2026, 11, 20))}]
)


def cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_UP)


@st.composite
def stated_mandates(draw: st.DrawFn) -> Mandate:
    """A mandate of the default card in which she states a rate, a price or neither, adjustments, and a currency."""
    own = draw(st.sampled_from(["rate", "price", ""]))
    stated: dict[str, Any] = {own: draw(FIGURES)} if own else {}
    stated |= draw(EXCHANGED)
    adjustments = tuple(draw(st.lists(ADJUSTED, max_size=2)))
    return replace(draw(mandates(CARD)), adjustments=adjustments, **stated)


def asked(mandate: Mandate) -> Quote:
    return price(mandate, CARD, NO_TAXES, on=DAY)


def worked(quote: Quote, period: str, times: Decimal = Decimal(1)) -> Decimal:
    """What the work of a period comes to, each rate and fee times a factor, worked out here from its lines."""
    amounts = (
        line.amount.target * times
        if line.hours is None or line.rate is None
        else line.hours * cents(line.rate.target * times)
        for line in quote.asking.worked
        if line.period == period
    )
    return sum(map(cents, amounts), Decimal(0))


@given(mandate=stated_mandates(), percent=st.decimals(-50, 100, places=1).filter(bool))
def test_each_stated_figure_is_raised_to_the_cent_and_so_is_the_work_where_none_is(
    mandate: Mandate, percent: Decimal
) -> None:
    times = 1 + percent / 100
    try:
        before = asked(mandate)
        after = asked(raised_mandate(before, Raised(percent=percent)))
    except UnsuitedMandate:  # adjustments that take off more than there is to pay, before or after
        reject()

    raised = after.mandate
    own, rest = raised.adjustments[: len(mandate.adjustments)], raised.adjustments[len(mandate.adjustments) :]
    for one, other in zip(mandate.adjustments, own, strict=True):
        assert other == (one if one.amount is None else replace(one, amount=cents(one.amount * times)))
    if mandate.price is not None:
        assert (raised.price, rest) == (cents(mandate.price * times), ())
        return
    assert raised.rate == cents(before.rating.rate.target * times)
    for period in ("month", "once"):
        left = sum((each.amount or Decimal(0) for each in rest if each.per == period), Decimal(0))
        assert worked(after, period) + left == worked(before, period, times)
    for line in after.lines:
        if line.hours is not None and line.rate is not None:
            assert cents(line.hours * line.rate.target) == line.amount.target
