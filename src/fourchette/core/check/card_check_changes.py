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
from fourchette.core.mandate.mandate import Mandate

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


def offering_problems(card: RateCard, mandate: Mandate) -> Iterator[Problem]:
    """What is wrong with a mandate's own packages and options."""
    for name, own in mandate.packages.items():
        path: Path = ("packages", name)
        if name not in card.packages:
            yield unknown_name(path, say("the rate card has no package {name}", name=name), name, card.packages)
        yield from alteration_problems(card, path, own)
    preferred = [name for name, own in mandate.packages.items() if own.recommended]
    for name in preferred[1:]:
        message = say("two packages are recommended: {names}", names=tuple(preferred))
        yield Problem(("packages", name, "recommended"), message, say("recommend one of them"))
    for index, option in enumerate(mandate.options):
        answers = Alterations(set_=option.traits)
        for problem in alteration_problems(card, ("options", index), answers):
            yield Problem(("options", index, "traits", problem.path[-1]), problem.message, problem.remedy)
        yield from _option_frame(mandate, ("options", index))


def _option_frame(mandate: Mandate, path: Path) -> Iterator[Problem]:
    option = mandate.options[int(path[-1])]
    if not option.traits and option.hours is None:
        remedy = say("give it traits, such as traits = {{ newsletters = 1 }}")
        yield Problem(path, say("an option adds something"), remedy)
    if option.hours is not None and mandate.hours is None:
        remedy = say("give the option traits, or state the hours of the mandate")
        yield Problem((*path, "hours"), say("hours are added to stated hours, and this mandate states none"), remedy)
