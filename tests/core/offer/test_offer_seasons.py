"""The client reads what the months with answers of their own bring, and nothing that they contradict is left out."""

from decimal import Decimal
from typing import Any

import pytest

from builders import priced, speak
from fourchette.core.basis.text import Text
from fourchette.core.card.rate_card import RateCard
from fourchette.core.mandate.mandate import Season
from fourchette.core.offer.offer import Offer
from fourchette.core.offer.offer_making import offer_of

ARTS_DAYS: dict[str, Any] = {"scope": ["content", "community", "on-site"], "posts": 13, "inbound": 80, "months": 8}
EVENINGS = "Replies in the evening, on weekends and on holidays."


def offered(card: RateCard, months: int = 2, **own: Any) -> Offer:  # noqa: ANN401  # answers
    label = Text("Fins de semaine", "Weekends")
    seasons = (Season(label=label, months=Decimal(months), traits=own),) if own else ()
    return offer_of(priced(card, ARTS_DAYS, seasons=seasons), speak)


@pytest.mark.parametrize(("months", "called"), [(1, "Weekends (one month)"), (2, "Weekends (2 months)")])
def test_what_some_months_have_of_their_own_is_a_sentence_of_what_is_bought(
    card: RateCard, months: int, called: str
) -> None:
    usual, offer = offered(card), offered(card, months, coverage="evenings-and-weekends", on_site_hours=8)

    (own,) = set(offer.bought) - set(usual.bought)
    assert own.startswith(f"{called}: ")
    assert "seven days a week" in own
    assert "8 hours on site a month" in own
    assert "posts" not in own  # as in the other months


def test_what_some_months_have_is_not_said_to_be_left_out(card: RateCard) -> None:
    assert EVENINGS in offered(card).excluded
    assert EVENINGS in offered(card, posts=20).excluded
    assert EVENINGS not in offered(card, coverage="evenings-and-weekends").excluded


def test_a_quiet_month_says_how_little_there_is(card: RateCard) -> None:
    (own,) = set(offered(card, posts=2).bought) - set(offered(card).bought)
    assert "2 posts a month" in own


def test_months_that_are_as_the_others_say_nothing(card: RateCard) -> None:
    assert offered(card, posts=13).bought == offered(card).bought
