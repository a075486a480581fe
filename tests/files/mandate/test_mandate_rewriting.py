"""A mandate's file with other answers: nothing but them is touched, and it reads as what it should be."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from fourchette.core.card.rate_card import RateCard
from fourchette.core.mandate.mandate import Mandate
from fourchette.files.mandate.mandate_file import Overrides, load_mandate
from fourchette.files.mandate.mandate_rewriting import rewritten
from fourchette.files.toml.toml_read import parse

WRITTEN = """\
# Le café du coin
schema = 1
title = "Animation"
language = "fr"
notes = "Répond le vendredi."       # jamais montré
hours = 12

[client]
name = "Café du coin"

[traits]
posts = 8                           # en été, 12
platforms = ["instagram", "facebook"]
voice = 'distinctive'
# fin
"""


def changed(card: RateCard, text: str, traits: dict[str, Any], **keys: Any) -> str:  # noqa: ANN401  # a mandate's
    """The text with other answers; what it then reads as is what was asked for."""
    document = parse("m.toml", text.encode())
    before = load_mandate(document, card, Overrides()).mandate
    after = replace(before, traits={**before.traits, **traits}, **keys)

    new = rewritten(document, before, after)

    assert load_mandate(parse("m.toml", new.encode()), card, Overrides()).mandate == after
    return new


def test_only_the_changed_answers_move_and_comments_stay(card: RateCard) -> None:
    new = changed(card, WRITTEN, {"posts": Decimal(6), "platforms": ["instagram"], "voice": "standard"})

    assert new == (
        WRITTEN.replace("posts = 8 ", "posts = 6 ")
        .replace('["instagram", "facebook"]', '["instagram"]')
        .replace("'distinctive'", '"standard"')
    )


def test_an_answer_that_was_not_there_comes_after_the_others(card: RateCard) -> None:
    new = changed(card, WRITTEN, {"meetings": Decimal(0), "audit": False, "on_site_hours": Decimal("2.5")})

    assert "voice = 'distinctive'\n" in new
    assert "meetings = 0\n" in new
    assert "audit = false\n" in new
    assert "on_site_hours = 2.5\n" in new


def test_the_hours_stated_are_changed_where_they_stand(card: RateCard) -> None:
    assert changed(card, WRITTEN, {}, hours=Decimal("10.5")) == WRITTEN.replace("hours = 12", "hours = 10.5")


def test_nothing_changed_is_the_same_text(card: RateCard) -> None:
    assert changed(card, WRITTEN, {}) == WRITTEN


@pytest.mark.parametrize("traits", ['traits.scope = "content"', 'traits = { scope = "content" }'])
def test_answers_written_otherwise_are_changed_too(traits: str, card: RateCard) -> None:
    assert "posts" in changed(card, f"hours = 5\n{traits}\n", {"posts": Decimal(3)})


def test_a_file_without_answers_gets_them() -> None:
    before, after = Mandate(hours=Decimal(5)), Mandate(traits={"posts": Decimal(3)}, hours=Decimal(5))

    new = rewritten(parse("m.toml", b"hours = 5\n"), before, after)

    assert new == "hours = 5\n\n[traits]\nposts = 3\n"


def test_a_trait_of_any_name_is_written() -> None:
    document = parse("m.toml", '[traits]\n"été.court" = 3\n'.encode())

    new = rewritten(document, Mandate(traits={"été.court": 3}), Mandate(traits={"été.court": Decimal(2)}))

    assert new == '[traits]\n"été.court" = 2\n'
