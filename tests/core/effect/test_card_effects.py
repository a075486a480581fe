"""The effects of a card: what each says of itself, and where an answer says nothing."""

from dataclasses import replace
from typing import Any

import pytest

from builders import WORDS, choice, figures, one, small_card
from fourchette.core.basis.messages import say
from fourchette.core.basis.text import NO_TEXT, Text
from fourchette.core.card.conditions import read_condition
from fourchette.core.card.rate_card import Rule
from fourchette.core.effect.card_effects import effects_of

OWN, OF_THE_TRAIT = Text("la sienne", "its own"), Text("celle du trait", "the trait’s")


@pytest.mark.parametrize("said", ["why", "source"])
def test_an_answer_says_its_own_reason_and_source_or_else_those_of_its_trait(said: str) -> None:
    told: dict[str, Any] = {said: OWN}
    of_the_trait: dict[str, Any] = {said: OF_THE_TRAIT}
    answers = one("a", a=choice(add=figures(5), **told), b=choice(add=figures(6)))
    card = small_card(traits={"pace": replace(answers, **of_the_trait)})

    found = {effect.answer: getattr(effect, said) for effect in effects_of(card) if effect.id == "pace"}

    assert found == {"a": OWN, "b": OF_THE_TRAIT}


@pytest.mark.parametrize("said", ["why", "source"])
def test_a_rule_says_its_own_reason_and_source_or_none(said: str) -> None:
    told: dict[str, Any] = {said: OWN}
    untold = Rule(id="untold", label=WORDS, when=read_condition({"experience": "any"}), add=figures(5))
    rules = (replace(untold, id="told", **told), untold)

    found = {effect.id: getattr(effect, said) for effect in effects_of(small_card(rules=rules)) if not effect.answer}

    assert found == {"told": OWN, "untold": NO_TEXT}


def test_a_rule_goes_by_its_label_or_else_by_its_id() -> None:
    named = Rule(id="named", label=WORDS, when=read_condition({"experience": "any"}), add=figures(5))
    rules = (named, replace(named, id="unnamed", label=NO_TEXT))

    found = {effect.id: effect.label for effect in effects_of(small_card(rules=rules)) if not effect.answer}

    assert found["named"] == say("{label}", label=WORDS)
    assert found["unnamed"] == say("{label}", label="unnamed")
