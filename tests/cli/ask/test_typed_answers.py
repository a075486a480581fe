"""An answer that is typed: what is none says what would be one."""

from decimal import Decimal
from typing import Any

import pytest

from builders import WORDS, choice, number, one, small_card
from fourchette.cli.ask.typed_answers import read_typed
from fourchette.core.ask.interview import PERIOD, REGION, TITLE, WEEKS, Question, trait_question
from fourchette.core.basis.reading import Refusal
from fourchette.core.mandate.mandate import Mandate

CARD = small_card(
    traits={
        "town": one(None, here=choice(), there=choice()),
        "calls": number(None, least=Decimal(2)),
        "videos": number(None, most=Decimal(30)),
        "posts": number(),
    }
)
FRAME = {
    WEEKS: Question(WEEKS, "number", WORDS, WORDS),
    PERIOD: Question(PERIOD, "one", WORDS, WORDS, choices={"month": WORDS, "project": WORDS}),
    TITLE: Question(TITLE, "text", WORDS, WORDS),
    REGION: Question(REGION, "one", WORDS, WORDS, choices={"CA-QC": WORDS}),
}


def question(name: Any) -> Question:  # noqa: ANN401  # a trait, or a key of the frame
    return FRAME[name] if name in FRAME else trait_question(CARD, Mandate(), name)


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("town", "answer by a number, from 1 to 2, or by a name"),
        ("calls", "a number, 2 or more"),
        ("videos", "a number from 0 to 30"),
        (WEEKS, "a number from 0 to 520"),
        (PERIOD, "answer by a number, from 1 to 2, or by a name"),
    ],
)
def test_where_nothing_stands_for_silence_what_would_be_an_answer_is_said(name: object, remedy: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_typed(question(name), CARD, "")

    assert str(refused.value.message) == "this question has no answer by default"
    assert str(refused.value.remedy) == remedy


@pytest.mark.parametrize("name", ["posts", TITLE, REGION])
def test_what_has_a_default_or_may_be_left_unsaid_takes_silence(name: object) -> None:
    assert read_typed(question(name), CARD, "") is None


@pytest.mark.parametrize(
    ("name", "typed", "answer"),
    [("posts", "12", 12), ("calls", "3", 3), ("town", "2", "there"), (WEEKS, "3", 3), (TITLE, "Menu", "Menu")],
)
def test_what_is_typed_is_what_the_file_would_say(name: object, typed: str, answer: object) -> None:
    assert read_typed(question(name), CARD, typed) == answer


@pytest.mark.parametrize(("name", "typed"), [("calls", "1"), ("videos", "31"), (WEEKS, "0"), ("posts", "many")])
def test_a_number_that_is_none_or_out_of_its_bounds_is_refused(name: object, typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_typed(question(name), CARD, typed)

    assert refused.value.remedy is not None
