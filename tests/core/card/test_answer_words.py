"""An answer as one would say it, and as one may write it."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from builders import choice, number, one, several, yes_no
from fourchette.core.basis.reading import Refusal
from fourchette.core.basis.text import Text
from fourchette.core.card.answer_reading import as_said, expected, members_as_written, read_answer, read_volume
from fourchette.core.card.answer_words import answer_in_words, fact_as_words
from fourchette.core.card.conditions import Fact
from fourchette.core.card.rate_card import Choice, Trait


def named(french: str, english: str, *aliases: str) -> Choice:
    return replace(choice(), label=Text(french, english), aliases=aliases)


SPEED = one("slow", slow=named("lente", "Not so fast"), fast=named("l’éclair", "Flash", "quick"))
PLACES = several(default=None, a=named("ici", "Here"), b=named("là", "There"), c=named("loin", "Far"))
SPEND = number(money=True, decimals=True)


@pytest.mark.parametrize(
    ("trait", "fact", "words"),
    [
        (SPEED, "fast", "Flash"),
        (SPEED, "gone", "gone"),
        (None, "fast", "fast"),
        (PLACES, ("a", "c"), "Here, Far"),
        (PLACES, (), "none"),
        (SPEND, Decimal("10.5"), "10.5"),
        (number(), Decimal(3), "3"),
        (None, Decimal(3), "3"),
        (yes_no(), True, "yes"),
        (yes_no(), False, "no"),
    ],
)
def test_an_answer_is_said_by_its_label_or_its_figure(trait: Trait | None, fact: Fact, words: str) -> None:
    found = fact_as_words(trait, fact)

    assert (found.en if isinstance(found, Text) else str(found)) == words


def test_money_is_said_as_money_and_a_count_as_a_count() -> None:
    assert [fact_as_words(each, Decimal(3)) for each in (SPEND, number())] != [
        fact_as_words(each, Decimal(3)) for each in (number(), SPEND)
    ]
    assert "money" in fact_as_words(SPEND, Decimal(3)).text  # type: ignore[union-attr]  # a message


def test_no_answer_is_a_dash() -> None:
    assert answer_in_words(SPEED, None) == answer_in_words(None, "fast") == Text("—", "—")
    assert answer_in_words(SPEED, "fast") == Text("l’éclair", "Flash")


# --- As one writes it --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed", ["fast", "Flash", "FLASH", "quick", "Quick", "l’éclair", "L'ÉCLAIR", " l'éclair "[1:-1]]
)
def test_a_choice_goes_by_its_name_its_aliases_and_its_labels(typed: str) -> None:
    assert read_answer(SPEED, typed) == "fast"


def test_a_label_may_be_typed_with_other_spaces() -> None:
    assert read_answer(SPEED, "not  SO\u00a0fast") == "slow"


@pytest.mark.parametrize(
    ("raw", "read"), [(["c", "a"], ("a", "c")), ("b", ("b",)), (["Far", "Here"], ("a", "c")), (("b",), ("b",))]
)
def test_members_are_read_in_the_order_of_the_card(raw: Any, read: tuple[str, ...]) -> None:  # noqa: ANN401
    assert read_answer(PLACES, raw) == read


def test_members_as_written_keep_their_order() -> None:
    assert members_as_written(PLACES, ["c", "Here"]) == ("c", "a")


@pytest.mark.parametrize(
    ("raw", "said", "remedy"),
    [
        ([], "choose at least one", "allowed: a, b, c"),
        (["a", "b", "a"], "a is there twice", "keep it once"),
        (["a", "z"], '"z" is not one of the choices', ""),
    ],
)
def test_members_that_cannot_be_are_refused(raw: list[str], said: str, remedy: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_answer(PLACES, raw)

    assert str(refused.value.message) == said
    assert str(refused.value.remedy or "").startswith(remedy)
    assert expected(number()) is None


def test_none_may_be_chosen_where_there_is_a_default() -> None:
    assert read_answer(several(a=choice()), []) == ()


def test_a_volume_is_what_it_may_be_and_its_answer_the_likely_one() -> None:
    volume = read_volume(number(most=Decimal(40)), [1, 4, 9])

    assert [volume.low, volume.target, volume.high] == [1, 4, 9]
    assert read_answer(number(), [1, 4, 9]) == 4
    with pytest.raises(Refusal):
        read_volume(number(most=Decimal(8)), [1, 4, 9])
    with pytest.raises(Refusal):
        read_volume(number(), Decimal("2.5"))
    assert read_answer(SPEND, Decimal("2.5")) == Decimal("2.5")


@pytest.mark.parametrize(
    ("trait", "computed", "written"),
    [(number(), "4", True), (number(), "4.5", False), (SPEND, "4.5", True), (number(), "4.00", True)],
)
def test_a_computed_number_is_written_as_one_where_an_answer_may_be_it(
    trait: Trait, computed: str, *, written: bool
) -> None:
    figure = Decimal(computed)

    assert (as_said(trait, figure) == figure) is written
    assert read_answer(trait, as_said(trait, figure)) == figure
