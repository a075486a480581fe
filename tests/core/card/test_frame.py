"""What the frame of a card is where the card says nothing: the step of its rate, the most that discounts take."""

from decimal import Decimal

from fourchette.core.card.frame import Confidence, Range, ValueTerms


def test_a_rate_is_rounded_to_the_dollar_and_discounts_may_take_all_of_it() -> None:
    range_ = Range(floor=Decimal(50), ceiling=Decimal(150))

    assert [range_.step, range_.max_discount] == [1, 100]


def test_a_value_case_asks_for_half_of_a_value_at_most() -> None:
    sure = Confidence(tracked=Decimal(1), plausible=Decimal(1), weak=Decimal(1))

    assert ValueTerms(confidence=sure, fee_share=Decimal(20), contact_saving=Decimal(5)).most == 50
