"""What leaves with a part of an answer, and what stays."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from builders import WORDS, number, several, small_card
from fourchette.core.basis.text import Text
from fourchette.core.card.conditions import read_condition
from fourchette.core.card.rate_card import Choice
from fourchette.core.mandate.left_out import narrowed
from fourchette.core.mandate.mandate import Mandate, Season


def named(label: str) -> Choice:
    """A choice that goes by a label of its own."""
    return Choice(label=Text(label, label))


CARD = small_card(
    traits={
        "scope": several(default=("work",), work=named("work"), talk=named("talk"), care=named("care")),
        "inbound": number(asked_when=read_condition({"scope": {"includes": "talk"}})),
        "visits": number(asked_when=read_condition({"scope": {"includes": ["talk", "care"]}})),
        "letters": number(asked_when=read_condition({"posts": {"at_least": 2}})),
        "notes": number(asked_when=read_condition({"posts": {"at_least": 2}, "scope": {"includes": "talk"}})),
    }
)
VOLUMES: Mapping[str, Any] = {"posts": 4, "inbound": 40, "visits": 2, "letters": 3, "notes": 5}
ASKED: Mapping[str, Any] = {"scope": ["work", "talk", "care"], **VOLUMES}


def left(over: Mapping[str, Any]) -> tuple[set[str], tuple[str, ...], list[str]]:
    """The answers that stay, the names of those that leave, and what was taken out."""
    changed, gone = narrowed(CARD, Mandate(traits=ASKED), over)
    return {*changed.traits}, gone.names, [member.en for member in gone.members]


def test_a_member_that_is_taken_out_takes_the_answers_asked_for_it_alone() -> None:
    stays, names, members = left({"scope": ["work", "care"]})

    assert (stays, names, members) == ({*ASKED} - {"inbound", "notes"}, ("inbound", "notes"), ["talk"])


def test_all_that_an_answer_was_asked_for_takes_it_along() -> None:
    assert left({"scope": ["work"]})[1:] == (("inbound", "visits", "notes"), ["talk", "care"])


def test_an_answer_that_is_given_anew_stays() -> None:
    assert left({"scope": ["work", "care"], "inbound": 10, "notes": 1}) == ({*ASKED}, (), [])


def test_what_nothing_hangs_on_takes_nothing_along() -> None:
    assert left({"scope": ["talk", "care"]}) == ({*ASKED}, (), [])


def test_a_number_takes_nothing_along() -> None:
    assert left({"posts": 1}) == ({*ASKED}, (), [])


def test_a_season_keeps_what_hangs_on_a_scope_of_its_own() -> None:
    own: Mapping[str, Any] = {"scope": ["work", "talk"], "inbound": 90}
    usual: Mapping[str, Any] = {"inbound": 70}
    seasons = tuple(Season(label=WORDS, months=Decimal(2), traits=traits) for traits in (own, usual))

    changed, gone = narrowed(CARD, Mandate(traits=ASKED, seasons=seasons), {"scope": ["work", "care"]})

    assert [season.traits for season in changed.seasons] == [{**own, "notes": 5}]
    assert gone.names == ("inbound", "notes")
