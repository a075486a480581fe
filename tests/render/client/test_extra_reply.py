"""The reply to a client who asks for more: one month or each, with taxes or without, in her language."""

from datetime import date
from decimal import Decimal

import pytest

from fourchette.core.offer.offer import OfferAmounts
from fourchette.core.practice.extra_request import ExtraRequest
from fourchette.render.client.extra_reply import reply_in_words
from fourchette.render.words.speech import Speech

MONTH = date(2026, 12, 1)
SPACES = str.maketrans("\u00a0\u202f", "  ")


def amounts(subtotal: str, total: str) -> OfferAmounts:
    return OfferAmounts(subtotal=Decimal(subtotal), total=Decimal(total))


BEFORE, UNTAXED, TAXED = amounts("800.00", "919.80"), amounts("300.00", "300.00"), amounts("300.00", "344.93")


@pytest.mark.parametrize(
    ("price", "before", "language", "said"),
    [
        (UNTAXED, None, "en", "It comes to $300.00 in December 2026."),
        (UNTAXED, None, "fr", "Cela revient à 300,00 $ en décembre 2026."),
        (TAXED, None, "en", "It comes to $300.00 before tax in December 2026, $344.93 with taxes."),
        (UNTAXED, BEFORE, "en", "From December 2026 on, each month would come to $300.00 in place of $800.00."),
        (
            TAXED,
            BEFORE,
            "en",
            (
                "From December 2026 on, each month would come to $300.00 before tax in place of $800.00, "
                "$344.93 with taxes."
            ),
        ),
    ],
)
def test_the_reply_says_the_price_of_one_month_or_of_each_before_and_with_taxes(
    price: OfferAmounts, before: OfferAmounts | None, language: str, said: str
) -> None:
    extra = ExtraRequest("2026-001", ("2 × Posts",), (), price, before)
    reply = reply_in_words(extra, "Zoé", "", MONTH, Speech(language, "CAD")).translate(SPACES)

    assert said in reply.split("\n")
