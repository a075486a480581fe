"""A quote in sentences: its headline, and the facts that stand beside its price."""

from decimal import Decimal
from typing import Any

import pytest

from builders import WORDS, figures, number, priced, small_card, speak, task
from fourchette.core.card.rate_card import Fee
from fourchette.core.mandate.profile import Profile
from fourchette.core.price.quote import Quote
from fourchette.core.record.quote_record_making import record_quote
from fourchette.render.words.sentences import facts_of_quote, headline
from fourchette.render.words.speech import Speech

SPEECH = Speech("en", "CAD")
CARD = small_card(
    traits={"spend": number(), "audits": number()},
    tasks={"posts": task(60), "audits": task(60, each=("audits",), period="once")},
    fees={"ads": Fee(label=WORDS, each="spend", percent=figures(10))},
)


def fact(quote: Quote, name: str) -> str:
    """The fact of that name, with plain spaces."""
    (said,) = (text for label, text in facts_of_quote(record_quote(quote, speak), SPEECH) if label == name)
    return said.replace("\N{NO-BREAK SPACE}", " ")


def test_a_headline_without_hours_names_none() -> None:
    fees = record_quote(priced(CARD, {"spend": 1000}), speak)

    assert " h" not in headline(fees, SPEECH).replace("\N{NO-BREAK SPACE}", " ").replace("/h", "")


def test_hours_that_are_stated_say_for_how_long() -> None:
    project = priced(CARD, {}, hours=Decimal(12), period="project", weeks=Decimal(3))

    assert fact(project, "Hours") == "12 h for the project, as the mandate states"
    assert fact(priced(CARD, {}, hours=Decimal(12)), "Hours") == "12 h a month, as the mandate states"


@pytest.mark.parametrize(
    ("floor", "told"),
    [
        (100, "$100/h, which is the rate asked"),
        (90, "$90/h; the rate asked is $10/h above it"),
        (120, "$120/h; the rate asked is $20/h below it"),
    ],
)
def test_her_own_floor_is_told_beside_the_rate_asked(floor: int, told: str) -> None:
    assert fact(priced(CARD, {"posts": 4}, profile=Profile(minimum_rate=Decimal(floor))), "Your floor") == told


@pytest.mark.parametrize(
    ("traits", "told"),
    [
        ({"posts": 4}, "would ask $100/h, $400 a month, before tax"),
        ({"audits": 2}, "would ask $100/h, $200 in all, before tax"),
        ({"posts": 4, "audits": 2}, "would ask $100/h, $400 a month and $200 once, before tax"),
    ],
)
def test_what_the_card_would_ask_stands_beside_a_stated_price(traits: dict[str, Any], told: str) -> None:
    quote = priced(CARD, traits, price=Decimal(500))

    facts = facts_of_quote(record_quote(quote, speak), SPEECH)
    assert told in [text.replace("\N{NO-BREAK SPACE}", " ").replace(".00", "") for _, text in facts]
