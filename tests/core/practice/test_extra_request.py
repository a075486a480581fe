"""What is asked beyond a contract, as she may read it: once in a month, or each month from now on."""

from decimal import Decimal
from typing import Any

import pytest

from builders import DAY, NO_TAXES, choice, number, one, priced, several, small_card, speak, task
from fourchette.core.card.terms import Terms
from fourchette.core.mandate.answers import UnsuitedMandate
from fourchette.core.mandate.profile import Profile
from fourchette.core.practice.extra_request import asked_in_words, extra_monthly, extra_once, with_more

CARD = small_card(
    posts=number(overage=Decimal(2)),
    traits={
        "places": several(default=("a",), a=choice(), b=choice(), c=choice()),
        "speed": one("slow", slow=choice(), fast=choice()),
    },
)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"posts": Decimal(3)}, ("3 × word",)),
        ({"speed": "fast", "places": ["a", "c"]}, ("word: word", "word: word, word")),
        ({"places": ()}, ("word: none",)),
    ],
)
def test_what_is_asked_is_said_in_a_few_words_each(more: dict[str, Any], words: tuple[str, ...]) -> None:
    assert asked_in_words(priced(CARD, {"posts": 8}), more, speak) == words


def test_so_much_more_once_is_a_line_at_the_price_of_what_is_beyond() -> None:
    quote = priced(CARD, {"posts": 8}, profile=Profile(terms=Terms(overage=Decimal(10))))

    found = extra_once("2026-001", quote, {"posts": Decimal(3)}, speak)
    # Two posts more are 2 h at 110 $/h; three of them are two of those.
    (line,) = found.lines
    assert [line.id, line.label, line.quantity, line.price] == ["posts", "3 × word", 2, 220]
    assert [found.amounts.subtotal, found.amounts.total] == [440, 440]


def test_so_much_more_each_month_is_on_top_of_what_is_promised_and_an_answer_takes_its_place() -> None:
    quote = priced(CARD, {"posts": 8, "speed": "slow"})

    after = with_more(quote, {"posts": Decimal(3), "speed": "fast"}, NO_TAXES, DAY)
    assert after.mandate.traits == {"posts": 11, "speed": "fast"}
    asked = extra_monthly("2026-001", quote, {"posts": Decimal(3)}, after, speak)
    assert asked.before is not None
    assert [asked.before.subtotal, asked.amounts.subtotal, asked.amounts.total] == [800, 1100, 1100]


def test_more_than_nothing_each_month_is_a_whole_new_month() -> None:
    card = small_card(
        posts=number(),
        traits={"pages": number()},
        tasks={"pages": task(60, each=("pages",), period="once"), "posts": task(60)},
    )
    quote = priced(card, {"pages": 2})

    asked = extra_monthly(
        "2026-001", quote, {"posts": Decimal(3)}, with_more(quote, {"posts": Decimal(3)}, NO_TAXES, DAY), speak
    )
    assert asked.before is not None
    assert [asked.before.subtotal, asked.amounts.subtotal] == [0, 300]


def test_a_number_of_what_is_no_number_is_refused() -> None:
    with pytest.raises(UnsuitedMandate) as refused:
        with_more(priced(CARD, {"posts": 8}), {"places": Decimal(3)}, NO_TAXES, DAY)

    assert [problem.key for problem in refused.value.problems] == ["traits.places"]
