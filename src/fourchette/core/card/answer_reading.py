"""One raw answer to one trait: read as the trait's kind has it, or refused with what would be right."""

from collections import Counter
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from fourchette.core.basis.estimate import Estimate
from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.problems import unknown
from fourchette.core.basis.reading import LARGEST, Refusal, read_line, read_yes_no, shown
from fourchette.core.basis.rhythm import Bounds, as_whole, read_bounded
from fourchette.core.card.conditions import Fact
from fourchette.core.card.rate_card import Kind, Trait


def expected(trait: Trait) -> Message | None:
    """What may be answered, where that is a list."""
    return say("allowed: {names}", names=tuple(trait.choices)) if trait.choices else None


def _read_one(trait: Trait, raw: object, _weeks: Decimal | None) -> Fact:
    return _choice(trait, raw)


def _read_several(trait: Trait, raw: object, _weeks: Decimal | None) -> Fact:
    chosen = members_as_written(trait, raw)
    if not chosen and trait.default is None:
        raise Refusal(say("choose at least one"), expected(trait))
    counted = Counter(chosen)
    if repeated := [member for member, count in counted.items() if count > 1]:
        raise Refusal(say("{name} is there twice", name=repeated[0]), say("keep it once"))
    # The card's order: the same answers in any order give the same quote.
    return tuple(name for name in trait.choices if name in counted)


def members_as_written(trait: Trait, raw: object) -> tuple[str, ...]:
    """The choices of a raw answer, in its order; raises Refusal where one is none."""
    members = raw if isinstance(raw, list | tuple) else [raw]
    return tuple(_choice(trait, member) for member in members)


def _choice(trait: Trait, raw: object) -> str:
    name = read_line(raw)
    if name not in trait.choices:
        if (meant := _meant(trait).get(_keyed(name))) is not None:
            return meant
        raise unknown(Refusal, say("{name} is not one of the choices", name=shown(name)), name, trait.choices)
    return name


def _meant(trait: Trait) -> Mapping[str, str]:
    """The choice that each other name of one stands for: an alias, or the label that a screen shows."""
    found: dict[str, str] = {}
    for name, choice in trait.choices.items():
        for other in (*choice.aliases, choice.label.fr, choice.label.en):
            found.setdefault(_keyed(other), name)
    return found


def _keyed(words: str) -> str:
    """Words as a keyboard writes them: a copied label has signs of print."""
    return " ".join(words.casefold().replace("’", "'").split())


def read_volume(trait: Trait, raw: object, weeks: Decimal | None = None) -> Estimate:
    """Read a number trait's answer: what it may be, the likely one in the middle; raises Refusal."""
    most = trait.most or LARGEST
    return read_bounded(raw, Bounds(least=trait.least, most=most, whole=not trait.decimals, weeks=weeks))


def as_said(trait: Trait, number: Decimal) -> Decimal | str:
    """A computed volume as a mandate can say it: a number that an answer may not be is said of the whole."""
    return number if trait.decimals or number == number.to_integral_value() else as_whole(number)


def _read_count(trait: Trait, raw: object, weeks: Decimal | None) -> Fact:
    return read_volume(trait, raw, weeks).target


def _read_yes_no(_trait: Trait, raw: object, _weeks: Decimal | None) -> Fact:
    return read_yes_no(raw)


_READERS: Mapping[Kind, Callable[[Trait, Any, Decimal | None], Fact]] = {
    "one": _read_one,
    "several": _read_several,
    "number": _read_count,
    "yes-no": _read_yes_no,
}


def read_answer(trait: Trait, raw: object, weeks: Decimal | None = None) -> Fact:
    """Read one raw answer to a trait, for a month or for a project of so many weeks.

    Of a volume that is not known, the likely one. Raises Refusal with the reason and the remedy.
    """
    return _READERS[trait.kind](trait, raw, weeks)
