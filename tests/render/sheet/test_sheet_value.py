"""What the seller reads of a value case: its verdict, and how many sales pay for the mandate."""

from decimal import Decimal
from typing import Any

import pytest

from builders import claim, priced, proof
from fourchette.core.card.rate_card import RateCard
from fourchette.core.price.quote import Quote
from fourchette.render.sheet.sheet_value import value_grid
from fourchette.render.words.speech import Speech

SPEECH = Speech("en", "CAD")
TRAITS: dict[str, Any] = {"scope": ["content"]}
BEHIND: dict[str, Any] = {"times": Decimal(60), "minutes": Decimal(5)}


def proven(card: RateCard, weighted: int | Decimal, **frame: Any) -> Quote:  # noqa: ANN401  # a mandate's own keys
    """Ten hours a month for three months, and a tracked proof that counts for so much."""
    tracked = proof(amount=weighted / Decimal("0.8"), **BEHIND)
    return priced(card, TRAITS, **{"hours": Decimal(10), "value": claim(tracked, months=3), **frame})


def verdict(quote: Quote) -> str:
    grid = value_grid(quote, SPEECH)
    assert grid is not None
    return grid.subtitle


def rows(quote: Quote) -> str:
    grid = value_grid(quote, SPEECH)
    assert grid is not None
    return " ".join(str(cell) for row in grid.rows for cell in row).replace("\N{NO-BREAK SPACE}", " ")


def test_a_quote_without_a_value_case_shows_none(card: RateCard) -> None:
    assert value_grid(priced(card, TRAITS, hours=Decimal(10)), SPEECH) is None


def test_the_verdict_says_what_the_proof_does_to_the_rate(card: RateCard) -> None:
    held = priced(card, TRAITS, hours=Decimal(10)).rating.rate.target
    # The price of three months of ten hours is a fifth of so much.
    enough = held * 10 * 3 * 5

    assert verdict(proven(card, 10)).startswith("It does not lift the rate")
    assert verdict(proven(card, enough)).startswith("It holds, and lifts the rate no further")
    assert verdict(proven(card, enough * 3)).startswith(f"It holds, and lifts the rate from ${held}")
    assert verdict(proven(card, enough * 3, rate=Decimal(80))) == (
        "It holds, and lifts nothing: what you state has the last word."
    )


@pytest.mark.parametrize(
    ("kind", "margin", "frame", "told"),
    [
        ("leads", 100_000, {}, "it takes one sale a month at"),
        ("leads", 100, {"period": "project", "weeks": Decimal(4)}, "of margin to pay for the project."),
        ("retained-clients", 100_000, {}, "it takes one client kept a month"),
        ("retained-clients", 100, {}, "clients kept a month at"),
    ],
)
def test_how_many_sales_or_clients_pay_for_the_mandate_is_told(
    card: RateCard, kind: str, margin: int, frame: dict[str, Any], told: str
) -> None:
    sales: dict[str, Any] = {"close_rate": Decimal(50)} if kind == "leads" else {}
    value = claim(proof(kind, count=Decimal(9), margin=Decimal(margin), **sales, **BEHIND), months=3)

    assert told in rows(priced(card, TRAITS, hours=Decimal(10), value=value, **frame))
