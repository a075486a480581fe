"""What can be proved of a card without pricing anything: errors, warnings and facts, each with a code.

A choice or tier that can never apply, a rule whose condition cannot hold, a trait that changes
nothing, a task nobody can reach, a rate that falls as volume grows, words missing in a language,
figures without a reason, and the extremes of the rate.
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from fourchette.core.audit.card_extremes import Extreme, extremes
from fourchette.core.basis.estimate import Estimate
from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.money import ZERO
from fourchette.core.basis.noun import noun
from fourchette.core.basis.problems import Path
from fourchette.core.basis.text import LANGUAGES, Text
from fourchette.core.card.card_walk import card_parts, conditions_of, names_behind, reductions_of
from fourchette.core.card.cases import TooMany, possible
from fourchette.core.card.frame import Range
from fourchette.core.card.rate_card import (
    BILLING,
    MONTHS,
    SCOPE,
    Fee,
    Overhead,
    Pricing,
    Quantity,
    RateCard,
    Rule,
    Task,
    Tier,
    Trait,
)
from fourchette.core.effect.effect_stages import FIGURE_KEYS, stage_of

_Level = Literal["error", "warning", "fact"]
# The words of a noun that are told, by their keys.
_TOLD = ("label", "question", "unit", "why", "name", "text")


@noun
class Remark:
    """One thing proved of a card: a stable code, how grave it is, the key, what, and what to do."""

    code: str
    level: _Level
    path: Path
    message: Message
    remedy: Message | None = None


@noun
class Audit:
    """Everything proved of a card; `extremes` are its lowest and highest rate, where they could be proved."""

    remarks: tuple[Remark, ...]
    extremes: tuple[Extreme, Extreme] | None


def audit(card: RateCard) -> Audit:
    """Audit a sound card."""
    checks = (_never_applies, _packages, _idle_traits, _unreachable_tasks, _falling_rates, _silent_words, _bare_figures)
    try:
        found = extremes(card)
    except TooMany:
        found = None
    return Audit((*(remark for check in checks for remark in check(card)), *_reach(card, found)), found)


def _warning(code: str, path: Path, message: Message, remedy: Message | None = None) -> Remark:
    return Remark(code, "warning", path, message, remedy)


def _never_applies(card: RateCard) -> Iterator[Remark]:
    for name, trait in card.traits.items():
        for index, tier in enumerate(trait.tiers):
            reason = _out_of_reach(trait, index)
            if reason is not None:
                path: Path = ("traits", name, "tiers", f"{tier.from_:f}")
                yield _warning("unreachable-tier", path, reason, say("change where it starts, or remove it"))
    for path, condition in conditions_of(card):
        if not possible(card, condition):
            yield _impossible(path)


def _out_of_reach(trait: Trait, index: int) -> Message | None:
    """Why no answer can fall in a tier; None where one can."""
    tier, following = trait.tiers[index], trait.tiers[index + 1 : index + 2]
    # A number derived from others is not held to the bounds of what one may answer.
    most = Decimal(len(trait.choices)) if trait.kind == "several" else trait.most
    if most is not None and trait.derived is None and tier.from_ > most:
        return say(
            "this tier starts at {start:count}, and the answer never exceeds {most:count}", start=tier.from_, most=most
        )
    if trait.derived is None and following and following[0].from_ <= trait.least:
        return say("this tier ends before the least answer, {least:count}", least=trait.least)
    return None


def _packages(card: RateCard) -> Iterator[Remark]:
    """Packages that repeat another, or whose reason nobody wrote."""
    as_asked = [name for name, rule in card.packages.items() if not rule.names()]
    for name, rule in card.packages.items():
        path: Path = ("packages", name)
        if name in as_asked[1:]:
            message = say("this package changes nothing, and {other} neither: they are the same", other=as_asked[0])
            yield _warning("idle-package", path, message, say("change something in it, or remove it"))
        yield from _bare(path, lacks_why=not rule.why, lacks_source=not rule.source)


def _impossible(path: Path) -> Remark:
    message = say("this condition can never hold: no answers satisfy it")
    return _warning("impossible-condition", path, message, say("correct it or remove it"))


def _idle_traits(card: RateCard) -> Iterator[Remark]:
    of_price = [part for part in card_parts(card) if part.bears_on_price]
    # What is computed and never used moves nothing.
    looked_at = {name for part in of_price if part.path[0] != "quantities" for name in part.names()}
    used = {SCOPE, MONTHS, BILLING, *names_behind(card, looked_at)}
    priced = {part.trait for part in of_price if isinstance(part.noun, Pricing) and stage_of(part.noun) is not None}
    for name in card.traits:
        if name not in used and name not in priced:
            message = say("the trait {name} changes nothing: neither the rate, nor the hours, nor a fee", name=name)
            remedy = say("give an effect to one of its answers, use it in a task or a condition, or remove it")
            yield _warning("idle-trait", ("traits", name), message, remedy)


def _unreachable_tasks(card: RateCard) -> Iterator[Remark]:
    for name, task in card.tasks.items():
        if _always_none(card, task, frozenset()):
            message = say("the task {name} never counts: its quantity is always zero", name=name)
            yield _warning("unreachable-task", ("tasks", name), message, say("correct its `each` or its share"))
    used = {task.lane for task in card.tasks.values()} | {overhead.into for overhead in card.overheads.values()}
    for name in card.lanes:
        if name not in {*used, card.stated_lane}:
            message = say("the lane {name} has no task", name=name)
            yield _warning("idle-lane", ("lanes", name), message, say("give it a task, or remove it"))


def _always_none(card: RateCard, quantity: Quantity, above: frozenset[str]) -> bool:
    """Whether a quantity is zero whatever the answers."""
    if ZERO in (quantity.share, quantity.fixed):
        return True
    if quantity.fixed is not None:
        return False
    return all(_never_counts(card, name, above) for name in quantity.each)


def _never_counts(card: RateCard, name: str, above: frozenset[str]) -> bool:
    if name in above:
        return True
    if name in card.quantities:
        return _always_none(card, card.quantities[name], above | {name})
    return False


def _falling_rates(card: RateCard) -> Iterator[Remark]:
    volumes = {name for part in card_parts(card) if isinstance(part.noun, Quantity) for name in part.noun.each}
    for name, trait in card.traits.items():
        if name not in volumes:
            continue
        for lower, higher in pairwise((None, *trait.tiers)):
            if higher is not None and _is_less(higher, lower):
                message = say("the rate falls as {name} grows: this tier gives less than what is before it", name=name)
                remedy = say("raise it, unless a volume discount is what you want")
                yield _warning("falling-rate", ("traits", name, "tiers", f"{higher.from_:f}"), message, remedy)


def _is_less(higher: Tier, lower: Tier | None) -> bool:
    """Whether a tier gives less than the one before it, or than nothing; figures of two kinds are not compared."""
    for key in FIGURE_KEYS:
        figure: Estimate | None = getattr(higher, key)
        before: Estimate | None = getattr(lower, key, None)
        if figure is not None and (before is not None or lower is None):
            return figure.target < (before.target if before is not None else ZERO)
    return False


def _silent_words(card: RateCard) -> Iterator[Remark]:
    for path, words in _words(card):
        missing = [language for language in LANGUAGES if not getattr(words, language)]
        if missing:
            message = say("the words are missing in this language: {language}", language=missing[0])
            yield _warning("missing-language", path, message, say("add {language} = …", language=missing[0]))


def _words(card: RateCard) -> Iterator[tuple[Path, Text]]:
    """The words of a card: those that are written, and the labels that must be."""
    for part in card_parts(card):
        for key in _TOLD:
            words = getattr(part.noun, key, None)
            if isinstance(words, Text) and (words or (key == "label" and not _goes_without_label(part.noun))):
                yield (*part.key, key), words


def _goes_without_label(noun: object) -> bool:
    return isinstance(noun, Rule) or (isinstance(noun, Quantity) and not isinstance(noun, Task))


def _bare_figures(card: RateCard) -> Iterator[Remark]:
    """Figures whose reason or source nobody wrote."""
    for part in card_parts(card):
        if isinstance(part.noun, Pricing) and stage_of(part.noun) is not None:
            trait = card.traits.get(part.trait)
            lacks_why = not (part.noun.why or (trait is not None and trait.why))
            lacks_source = not (part.noun.source or (trait is not None and trait.source))
            yield from _bare(part.key, lacks_why=lacks_why, lacks_source=lacks_source)
    for key, frame in (("range", card.range_), ("capacity", card.capacity), ("value", card.value)):
        yield from _bare((key,), lacks_why=False, lacks_source=frame is not None and not frame.source)
    for part in card_parts(card):
        if isinstance(part.noun, Task | Overhead | Fee):
            yield from _bare(part.key, lacks_why=False, lacks_source=not part.noun.source)
    for path, reduction in reductions_of(card):
        yield from _bare(path, lacks_why=not reduction.why, lacks_source=not reduction.source)


def _bare(path: Path, *, lacks_why: bool, lacks_source: bool) -> Iterator[Remark]:
    if lacks_why:
        message = say("this figure has no reason")
        yield _warning("missing-why", path, message, say("add why = …: it is what you will say to the client"))
    if lacks_source:
        message = say("this figure has no source")
        yield _warning(
            "missing-source", path, message, say('add source = …; write "judgement" where that is all it is')
        )


def _reach(card: RateCard, found: tuple[Extreme, Extreme] | None) -> Iterator[Remark]:
    path: Path = ("range",)
    if found is None:
        yield Remark("unproven-extremes", "fact", path, say("the extremes of the rate could not be proved"))
        return
    lowest, highest = found
    yield Remark("lowest-rate", "fact", path, _lowest(lowest, card.range_))
    yield Remark("highest-rate", "fact", path, _highest(highest, card.range_))
    if highest.unheld < card.range_.floor:
        message = say("no answers rise to the floor: every rate is held there")
        yield Remark("range-too-high", "error", path, message, say("lower the floor, or raise the bases"))
    if lowest.unheld > card.range_.ceiling:
        message = say("every rate is above the ceiling, and held there")
        yield Remark("range-too-low", "error", path, message, say("raise the ceiling, or lower the bases"))


def _lowest(extreme: Extreme, range_: Range) -> Message:
    figures = {"unheld": extreme.unheld, "asked": extreme.asked}
    if range_.floor <= extreme.unheld <= range_.ceiling:
        return say("the lowest rate is {asked:rate}, inside the range", **figures)
    return say(
        "the lowest rate: the answers alone give {unheld:rate}, and the range holds it at {asked:rate}", **figures
    )


def _highest(extreme: Extreme, range_: Range) -> Message:
    figures = {"unheld": extreme.unheld, "asked": extreme.asked}
    if range_.floor <= extreme.unheld <= range_.ceiling:
        return say("the highest rate is {asked:rate}, inside the range", **figures)
    return say(
        "the highest rate: the answers alone give {unheld:rate}, and the range holds it at {asked:rate}", **figures
    )
