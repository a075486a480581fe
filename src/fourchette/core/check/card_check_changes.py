"""What is wrong with the changes of a package or an option, under a card: names, kinds, choices and numbers."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from fourchette.core.basis.messages import say
from fourchette.core.basis.money import ONE, ZERO
from fourchette.core.basis.problems import Path, Problem, unknown_name
from fourchette.core.basis.reading import Refusal, read_number, toml_name
from fourchette.core.card.answer_reading import read_answer
from fourchette.core.card.changes import TABLES, Alterations
from fourchette.core.card.rate_card import HOURS, RateCard, Trait

MEMBERS = ("with_", "without")


def alteration_problems(card: RateCard, path: Path, alterations: Alterations) -> Iterator[Problem]:
    """Every change that the card's traits do not allow."""
    for table in TABLES:
        for name, raw in getattr(alterations, table).items():
            where = (*path, toml_name(table), name)
            try:
                if name == HOURS:
                    _check_hours(table, raw)
                elif name in card.traits:
                    _CHECKS[table](card.traits[name], raw)
                else:
                    yield _no_trait(card, where, name)
            except Refusal as refusal:
                yield Problem(where, refusal.message, refusal.remedy)


def _no_trait(card: RateCard, path: Path, name: str) -> Problem:
    message = say("the rate card has no trait {name}", name=name)
    return unknown_name(path, message, name, (*card.traits, HOURS))


def _check_hours(table: str, raw: object) -> None:
    if table in MEMBERS:
        raise Refusal(say("hours are a number: they have no members"), say("write them under set or scale"))
    read_number(raw, positive=True)


def _check_most(trait: Trait, raw: object) -> None:
    if trait.kind == "several":
        read_number(raw, at_least=ONE, whole=True)
    else:
        _check_least(trait, raw)


def _check_least(trait: Trait, raw: object) -> None:
    if trait.kind not in ("one", "number"):
        raise Refusal(say("a trait of kind {kind} has no such bound", kind=trait.kind), say("use set, with or without"))
    read_answer(trait, raw)


def _check_scale(trait: Trait, raw: object) -> None:
    if trait.kind != "number":
        raise Refusal(say("only a number can be scaled"), say("use set, with or without"))
    read_number(raw, at_least=ZERO, at_most=Decimal(1000))


def _check_members(trait: Trait, raw: object) -> None:
    if trait.kind != "several":
        raise Refusal(say("only a trait of several choices has members"), say("use set, at_most or at_least"))
    read_answer(trait, raw)


_CHECKS: Mapping[str, Callable[[Trait, Any], object]] = {
    "set_": read_answer,
    "at_most": _check_most,
    "at_least": _check_least,
    "scale": _check_scale,
    "with_": _check_members,
    "without": _check_members,
}
