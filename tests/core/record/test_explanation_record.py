"""An explanation as plain values: the hours stand under what they make, and what holds the rate is named."""

from decimal import Decimal
from typing import Any

import pytest

from builders import WORDS, claim, number, priced, proof, small_card, speak, task
from fourchette.core.card.rate_card import Overhead, RateCard
from fourchette.core.explain.explanation import explain
from fourchette.core.price.quote import Quote
from fourchette.core.record.explanation_record import record_explanation

# Two hours of presence, of which messages take ten minutes each.
PRESENT = small_card(
    traits={"messages": number(), "presence": number(decimals=True)},
    tasks={"posts": task(60), "replies": task(10, each=("messages",), lane="talk")},
    overheads={"presence": Overhead(label=WORDS, lanes=("talk",), into="talk", up_to="presence")},
)


def recorded(quote: Quote) -> dict[str, Any]:
    return record_explanation(explain(quote), speak)


def kinds(lines: list[dict[str, Any]]) -> dict[str, list[str]]:
    return {line["id"]: [part["kind"] for part in line["parts"]] for line in lines}


def test_the_hours_of_a_stated_price_stand_under_the_lines_of_its_work() -> None:
    found = recorded(priced(small_card(), {"posts": 4}, price=Decimal(500)))

    assert kinds(found["lines"]) == {"fee": []}
    assert [line["rounding"] for line in found["lines"]] == [None]
    assert kinds(found["stated"]["lines"]) == {"work": ["task"]}


def test_the_hours_of_a_stated_rate_stand_under_the_lines_that_it_makes() -> None:
    found = recorded(priced(small_card(), {"posts": 4}, rate=Decimal(90)))

    assert found["stated"]["lines"] == []
    assert kinds(found["lines"]) == {"work": ["task"]}


def test_what_brings_hours_up_to_a_least_says_what_it_adds_and_up_to_what() -> None:
    found = recorded(priced(PRESENT, {"messages": 6, "presence": 2}))
    (talk,) = (line for line in found["lines"] if line["id"] == "talk")
    least = talk["parts"][1]

    assert (least["kind"], least["up_to"], least["hours"]) == ("least", Decimal(2), Decimal(1))
    assert talk["hours"] == Decimal(2)


def test_stated_hours_are_a_part_of_their_own() -> None:
    assert kinds(recorded(priced(small_card(), {}, hours=Decimal(7)))["lines"]) == {"work": ["stated"]}


@pytest.mark.parametrize(("base", "side"), [(200, "ceiling"), (40, "floor"), (100, None), (150, None), (50, None)])
def test_the_side_of_the_range_that_holds_the_rate_is_named(base: int, side: str | None) -> None:
    assert recorded(priced(small_card(base), {"posts": 4}))["rate"]["held_by"] == side


def test_a_rate_that_a_proof_lifts_is_held_by_nothing(card: RateCard) -> None:
    tracked = proof(amount=Decimal(100_000), times=Decimal(60), minutes=Decimal(5))
    quote = priced(card, {"scope": ["content"]}, hours=Decimal(10), value=claim(tracked, months=3))

    assert quote.rating.rate.target > quote.rating.held.target
    assert recorded(quote)["rate"]["held_by"] is None
