"""What she takes off is never more than there is to pay, in any month; and what an hour of the work comes to."""

from decimal import Decimal

import pytest

from builders import WORDS, figures, number, priced, small_card, task
from fourchette.core.basis.estimate import Estimate
from fourchette.core.card.rate_card import Fee
from fourchette.core.mandate.answers import UnsuitedMandate
from fourchette.core.mandate.mandate import Adjustment
from fourchette.core.price.lines import hour_of_whole

POSTS = {"posts": 4}  # 400 $ a month, for six months
CARD = small_card(traits={"months": number(6)})


def taken_off(amount: int, months: int | None = None) -> Adjustment:
    lasts = None if months is None else Decimal(months)
    return Adjustment(label=WORDS, amount=Decimal(-amount), per="month", months=lasts)


ONCE = Adjustment(label=WORDS, amount=Decimal(-300), per="once")


@pytest.mark.parametrize(
    "adjustments",
    [
        (taken_off(400),),
        (taken_off(400, 2),),
        (taken_off(200, 1), taken_off(200, 2)),
        (taken_off(100), taken_off(300, 2)),
        (taken_off(-300, 1), taken_off(400, 2)),
        (taken_off(100, 2), ONCE),
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
        (taken_off(-300, 1), taken_off(401, 2)),  # it is in the second month that there is too little
        (taken_off(101, 2), ONCE),  # with what is billed once, in the first
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


# Of each post, an hour a month and half an hour once, at 80 to 120 $/h.
BOTH = small_card(80, 100, 120, tasks={"posts": task(60), "setup": task(30, lane="desk", period="once")})


def test_a_stated_price_stands_for_the_lines_of_its_period_and_for_no_other() -> None:
    lines = {line.id: line.amount for line in priced(BOTH, POSTS, price=Decimal(350)).lines}

    assert lines == {"fee": figures(320, 350, 480), "desk": figures(160, 200, 240)}


def test_a_price_of_what_is_all_done_once_is_called_so() -> None:
    card = small_card(tasks={"posts": task(60, period="once")})

    assert [str(line.label) for line in priced(card, POSTS, price=Decimal(350)).lines] == ["One-time fees"]


@pytest.mark.parametrize(
    ("adjustment", "amount"),
    [
        (Adjustment(label=WORDS, percent=Decimal(-10)), figures(-32, -40, -48)),
        (Adjustment(label=WORDS, percent=Decimal(-10), per="once"), figures(-16, -20, -24)),
        (Adjustment(label=WORDS, amount=Decimal(-100)), figures(-100)),
        # Where she walks away, 320 $, nothing is left; never less.
        (Adjustment(label=WORDS, amount=Decimal(-350)), figures(-320, -350, -350)),
    ],
)
def test_an_adjustment_is_one_of_the_lines_of_its_period(adjustment: Adjustment, amount: Estimate) -> None:
    *_, line = priced(BOTH, POSTS, adjustments=(adjustment,)).lines

    assert line.amount == amount
