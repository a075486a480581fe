"""What a mandate may state in place of the card, and what is refused of it."""

from decimal import Decimal
from typing import Any

import pytest

from builders import DAY
from fourchette.core.basis.text import Text
from fourchette.core.mandate.mandate import Adjustment, Exchange, Mandate
from fourchette.core.mandate.stated_problems import stated_problems

PROJECT: dict[str, Any] = {"period": "project", "weeks": Decimal(2)}
EXCHANGE = Exchange(rate=Decimal("1.38"), date=DAY)


def wrong(**stated: Any) -> list[tuple[str, str]]:  # noqa: ANN401  # keys of a mandate
    """The key and the message of each problem."""
    return [(problem.key, str(problem.message)) for problem in stated_problems(Mandate(**stated), "CAD")]


def adjusted(**own: Any) -> Adjustment:  # noqa: ANN401  # keys of an adjustment
    return Adjustment(label=Text("Rabais", "Rebate"), **{"amount": Decimal(-9), **own})


@pytest.mark.parametrize(
    "stated",
    [
        {},
        {"rate": Decimal(60)},
        {"price": Decimal(900)},
        {"currency": "CAD"},
        {"currency": "USD", "exchange": EXCHANGE},
        {"adjustments": (adjusted(),)},
        {"adjustments": (adjusted(amount=None, percent=Decimal(-5)),)},
        {"adjustments": (adjusted(months=Decimal(2)), adjusted(per="month", months=Decimal(2)))},
        {"adjustments": (adjusted(per="once"),)},
        {"adjustments": (adjusted(), adjusted(per="once")), **PROJECT},
    ],
)
def test_what_may_be_stated(stated: dict[str, Any]) -> None:
    assert wrong(**stated) == []


@pytest.mark.parametrize(
    ("stated", "key", "message"),
    [
        ({"rate": Decimal(60), "price": Decimal(900)}, "price", "a rate and a price are both stated"),
        ({"exchange": EXCHANGE}, "exchange", "an exchange rate needs its currency"),
        ({"currency": "USD"}, "currency", "no exchange rate is stated: the card is in CAD, the mandate in USD"),
    ],
)
def test_what_contradicts_itself_is_refused(stated: dict[str, Any], key: str, message: str) -> None:
    assert wrong(**stated) == [(key, message)]


@pytest.mark.parametrize(
    ("adjustment", "frame", "key", "message"),
    [
        (adjusted(amount=None), {}, "", "an adjustment has an amount or a percent, one of them"),
        (adjusted(percent=Decimal(-5)), {}, "", "an adjustment has an amount or a percent, one of them"),
        (adjusted(per="month"), PROJECT, ".per", "a project is billed once: it has no months"),
        (adjusted(per="once", months=Decimal(2)), {}, ".months", "what is billed once lasts no months"),
        (adjusted(months=Decimal(2)), PROJECT, ".months", "what is billed once lasts no months"),
    ],
)
def test_an_adjustment_is_refused_at_its_place(
    adjustment: Adjustment, frame: dict[str, Any], key: str, message: str
) -> None:
    assert wrong(adjustments=(adjusted(), adjustment), **frame)[-1] == (f"adjustments[1]{key}", message)
