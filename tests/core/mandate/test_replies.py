"""What somebody typed for a choice: its number, its name, or an unambiguous beginning, in either language."""

import pytest

from fourchette.core.basis.reading import Refusal
from fourchette.core.basis.text import Text
from fourchette.core.mandate.replies import YES_NO, read_choice, read_choices

CHOICES = {
    "next-day": Text("Le jour suivant", "Next day"),
    "4h": Text("En 4 heures", "Within 4 hours"),
    "1h": Text("En 1 heure", "Within 1 hour"),
    "never": Text("Jamais", "Never"),
    "elite": Text("Élite", "Elite"),
}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1", "next-day"),
        (" 3 ", "1h"),
        ("0003", "1h"),
        ("5", "elite"),
        ("next-day", "next-day"),
        ("NEXT", "next-day"),
        ("jam", "never"),
        ("nev", "never"),
        ("within 1", "1h"),
        ("élite", "elite"),
        ("eli", "elite"),
        # The list is numbered: a number alone is a place in it, and a name is written whole.
        ("4", "never"),
        ("4h", "4h"),
    ],
)
def test_a_choice_is_meant_by_its_number_its_name_or_a_beginning(typed: str, meant: str) -> None:
    assert read_choice(CHOICES, typed) == meant


@pytest.mark.parametrize(
    ("typed", "message", "remedy"),
    [
        ("ne", '"ne" could be any of these: next-day, never', "write more of it, or its number"),
        ("nxt day", '"nxt day" is not one of the answers', "did you mean “next-day”?"),
        ("6", '"6" is not one of the answers', "answer by a number, from 1 to 5, or by a name"),
        ("00003", '"00003" is not one of the answers', "answer by a number, from 1 to 5, or by a name"),
        ("0", '"0" is not one of the answers', "answer by a number, from 1 to 5, or by a name"),
        ("9" * 5000, None, "answer by a number, from 1 to 5, or by a name"),
        ("", '"" is not one of the answers', "answer by a number, from 1 to 5, or by a name"),
    ],
)
def test_what_is_no_choice_or_several_is_refused_with_what_to_do(typed: str, message: str | None, remedy: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_choice(CHOICES, typed)

    assert message is None or str(refused.value.message) == message
    assert str(refused.value.remedy) == remedy


def test_nothing_is_near_to_nothing_where_a_label_has_one_language_only() -> None:
    with pytest.raises(Refusal) as refused:
        read_choice({"half": Text("Moitié")}, "")

    assert str(refused.value.remedy) == "answer by a number, from 1 to 1, or by a name"


def test_accents_need_not_be_typed() -> None:
    assert read_choice({"warm": Text("Été", "Summer"), "cold": Text("Hiver", "Winter")}, "ete") == "warm"


def test_a_name_that_begins_another_is_itself() -> None:
    assert read_choice({"es": Text("es", "es"), "essay": Text("essai", "essay")}, "es") == "es"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1,3", ["next-day", "1h"]),
        ("1 3", ["next-day", "1h"]),
        ("elite; 1", ["elite", "next-day"]),
        ("2, 2, 4h", ["4h"]),
        ("within 1, jamais", ["1h", "never"]),
        ("0", []),
        ("1,", ["next-day"]),
        ("elite jamais", ["elite", "never"]),
        ("elite et jamais", ["elite", "never"]),
        # Words that are one choice are no several.
        ("Le jour suivant", ["next-day"]),
        ("within 1", ["1h"]),
    ],
)
def test_several_choices_are_separated_by_commas_or_by_spaces(typed: str, meant: list[str]) -> None:
    assert read_choices(CHOICES, typed) == meant


@pytest.mark.parametrize(("typed", "wrong"), [("1, nowhere", "nowhere"), ("and never", "and never")])
def test_one_wrong_choice_of_several_is_refused(typed: str, wrong: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_choices(CHOICES, typed)

    assert str(refused.value.message) == f'"{wrong}" is not one of the answers'


@pytest.mark.parametrize(("typed", "meant"), [("y", "yes"), ("o", "yes"), ("oui", "yes"), ("n", "no"), ("2", "no")])
def test_yes_and_no_are_said_in_either_language(typed: str, meant: str) -> None:
    assert read_choice(YES_NO, typed) == meant


def test_another_name_of_a_choice_is_understood() -> None:
    aliases = {"never": ("nope", "no way")}

    assert read_choice(CHOICES, "Nope", aliases) == "never"
    assert read_choices(CHOICES, "4h, no way", aliases) == ["4h", "never"]
