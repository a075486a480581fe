"""What she takes off is never more than there is to pay, in any month; and what an hour of the work comes to."""

from decimal import Decimal

import pytest

from builders import WORDS, figures, number, priced, small_card
from fourchette.core.card.rate_card import Fee
from fourchette.core.mandate.answers import UnsuitedMandate
from fourchette.core.mandate.mandate import Adjustment
from fourchette.core.price.lines import hour_of_whole

POSTS = {"posts": 4}  # 400 $ a month, for six months
CARD = small_card(traits={"months": number(6)})


def taken_off(amount: int, months: int | None = None) -> Adjustment:
    lasts = None if months is None else Decimal(months)
    return Adjustment(label=WORDS, amount=Decimal(-amount), per="month", months=lasts)


@pytest.mark.parametrize(
    "adjustments",
    [
        (taken_off(400),),
        (taken_off(400, 2),),
        (taken_off(200, 1), taken_off(200, 2)),
        (taken_off(100), taken_off(300, 2)),
    ],
)
def test_what_is_taken_off_may_come_to_all_there_is_to_pay(adjustments: tuple[Adjustment, ...]) -> None:
    assert priced(CARD, POSTS, adjustments=adjustments).lines


@pytest.mark.parametrize(
    "adjustments",
    [
        (taken_off(401),),
        (taken_off(401, 2),),
        (taken_off(200, 1), taken_off(201, 2)),
        (taken_off(100), taken_off(301, 2)),
    ],
)
def test_more_than_there_is_to_pay_is_refused(adjustments: tuple[Adjustment, ...]) -> None:
    with pytest.raises(UnsuitedMandate) as refused:
        priced(CARD, POSTS, adjustments=adjustments)

    assert [problem.key for problem in refused.value.problems] == ["adjustments"]


def test_an_hour_of_the_whole_leaves_out_what_is_not_hours() -> None:
    fee = Fee(label=WORDS, each="spend", percent=figures(10))

    quote = priced(small_card(traits={"spend": number()}, fees={"ads": fee}), {**POSTS, "spend": 1000})

    assert [line.amount.target for line in quote.lines] == [400, 100]
    assert hour_of_whole(quote.lines, "month") == 100
