"""A quote as its record: what she states beside what the card asks, and what a value case lifts."""

from decimal import Decimal

from builders import claim, priced, proof, recorded, small_card
from fourchette.core.card.rate_card import RateCard


def test_a_rate_that_is_stated_leaves_the_lines_where_they_are() -> None:
    stated = recorded(priced(small_card(), {"posts": 4}, rate=Decimal(90)))["stated"]

    assert (stated["rate"], stated["card"]["rate"], stated["lines"]) == (90, 100, [])


def test_a_price_that_is_stated_keeps_the_lines_of_the_work_beside_it() -> None:
    stated = recorded(priced(small_card(), {"posts": 4}, price=Decimal(300)))["stated"]

    (line,) = stated["lines"]
    assert (stated["price"], stated["effective_rate"]) == (300, 75)
    assert (line["hours"], line["amount"], line["rate"]) == (4, 400, 100)


def test_a_card_alone_states_nothing() -> None:
    assert "stated" not in recorded(priced(small_card(), {"posts": 4}))


def test_a_value_case_says_by_how_many_percent_it_lifts_the_rate(card: RateCard) -> None:
    sold = claim(proof(amount=Decimal(100000), times=Decimal(60), minutes=Decimal(5)), months=3)

    record = recorded(priced(card, {"scope": ["content"]}, hours=Decimal(10), value=sold))

    assert (record["rate"]["held"], record["value"]["fee_rate"]) == (65, 97)
    assert record["value"]["lift"] == Decimal("49.23")
