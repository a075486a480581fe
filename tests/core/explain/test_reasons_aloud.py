"""What may be said aloud of a price: what its card says to a client of the answers that it follows, and no more."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from builders import choice, figures, number, one, priced, small_card, speak, yes_no
from fourchette.core.basis.text import Text
from fourchette.core.explain.reasons_aloud import reasons_aloud, reasons_of_change
from fourchette.core.price.quote import Quote

CARD = small_card(
    posts=number(deliverable=True, aloud=Text(en="posts take time")),
    traits={
        "pace": replace(one("slow", slow=choice(), fast=choice(add=figures(5))), aloud=Text(en="haste costs")),
        "tone": replace(one("plain", plain=choice(), bold=choice()), aloud=Text(en="tone is free")),
        "fans": number(aloud=Text(en="nothing is promised of fans")),
        "silent": yes_no(add=figures(5)),
    },
)


def quote(**traits: Any) -> Quote:  # noqa: ANN401  # answers of any kind
    return priced(CARD, traits, hours=Decimal(10))


@pytest.mark.parametrize(
    ("traits", "said"),
    [
        ({}, ()),
        ({"posts": 1}, ("posts take time",)),
        ({"posts": 3, "pace": "fast"}, ("posts take time", "haste costs")),
        ({"pace": "fast", "tone": "bold", "fans": 9, "silent": True}, ("haste costs",)),
    ],
)
def test_what_is_promised_or_moves_the_rate_is_said_in_the_words_of_the_card(
    traits: dict[str, Any], said: tuple[str, ...]
) -> None:
    assert reasons_aloud(quote(**traits), speak) == said


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ({"posts": 3, "pace": "fast"}, {"posts": 3, "pace": "fast"}, ()),
        ({"posts": 3}, {"posts": 3, "pace": "fast"}, ("haste costs",)),
        ({"posts": 3, "pace": "fast"}, {"posts": 3}, ("haste costs",)),
        ({"posts": 3, "pace": "fast"}, {"pace": "fast", "tone": "bold"}, ("posts take time",)),
    ],
)
def test_of_a_change_only_the_answers_that_are_others_are_said(
    before: dict[str, Any], after: dict[str, Any], said: tuple[str, ...]
) -> None:
    assert reasons_of_change(quote(**before), quote(**after), speak) == said


def test_what_an_older_card_did_not_ask_is_said_of_the_newer_price() -> None:
    older = priced(small_card(), {"posts": 3}, hours=Decimal(10))

    assert reasons_of_change(older, quote(posts=3, pace="fast"), speak) == ("haste costs",)
