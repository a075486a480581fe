"""One raw answer to one trait: read as the trait's kind has it, or refused with what would be right."""

from collections.abc import Callable, Mapping
from typing import Any

from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.problems import unknown_name
from fourchette.core.basis.reading import LARGEST, Refusal, read_line, read_number, read_yes_no, shown
from fourchette.core.card.conditions import Fact
from fourchette.core.card.rate_card import Kind, Trait


def expected(trait: Trait) -> Message | None:
    """What may be answered, where that is a list."""
    return say("allowed: {names}", names=tuple(trait.choices)) if trait.choices else None


def _read_one(trait: Trait, raw: object) -> Fact:
    return _choice(trait, raw)


def _read_several(trait: Trait, raw: object) -> Fact:
    members = raw if isinstance(raw, list | tuple) else [raw]
    chosen = tuple(_choice(trait, member) for member in members)
    if not chosen and trait.default is None:
        raise Refusal(say("choose at least one"), expected(trait))
    repeated = next((member for member in chosen if chosen.count(member) > 1), None)
    if repeated is not None:
        raise Refusal(say("{name} is there twice", name=repeated), say("keep it once"))
    # The card's order: the same answers in any order give the same quote.
    return tuple(name for name in trait.choices if name in chosen)


def _choice(trait: Trait, raw: object) -> str:
    name = read_line(raw)
    if name not in trait.choices:
        problem = unknown_name((), say("{name} is not one of the choices", name=shown(name)), name, trait.choices)
        raise Refusal(problem.message, problem.remedy)
    return name


def _read_count(trait: Trait, raw: object) -> Fact:
    return read_number(raw, at_least=trait.least, at_most=trait.most or LARGEST, whole=not trait.decimals)


def _read_yes_no(_trait: Trait, raw: object) -> Fact:
    return read_yes_no(raw)


_READERS: Mapping[Kind, Callable[[Trait, Any], Fact]] = {
    "one": _read_one,
    "several": _read_several,
    "number": _read_count,
    "yes-no": _read_yes_no,
}


def read_answer(trait: Trait, raw: object) -> Fact:
    """Read one raw answer to a trait; raises Refusal with the reason and the remedy."""
    return _READERS[trait.kind](trait, raw)
