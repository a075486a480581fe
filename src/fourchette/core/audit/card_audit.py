"""What can be proved of a card without pricing anything: errors, warnings and facts, each with a code.

A choice or tier that can never apply, a rule whose condition cannot hold, a trait that changes
nothing, a task nobody can reach, a rate that falls as volume grows, and the extremes of the rate;
`card_audit_words` has what is missing in its words.
"""

from collections.abc import Iterator
from decimal import Decimal

from fourchette.core.audit.card_across import across
from fourchette.core.audit.card_answers import answers_across
from fourchette.core.audit.card_audit_words import bare_entry, bare_figures, silent_words
from fourchette.core.audit.card_extremes import Extreme, extremes
from fourchette.core.audit.card_remark import Remark, warning
from fourchette.core.audit.card_rising import falling_prices
from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.money import ZERO
from fourchette.core.basis.noun import noun
from fourchette.core.basis.problems import Path
from fourchette.core.card.card_walk import card_parts, conditions_of, names_behind
from fourchette.core.card.cases import TooMany, possible
from fourchette.core.card.frame import Range
from fourchette.core.card.rate_card import (
    BILLING,
    MONTHS,
    SCOPE,
    Pricing,
    Quantity,
    RateCard,
    Trait,
)
from fourchette.core.effect.effect_stages import staged

# Of an extreme inside the range, and of one that the range holds.
_LOWEST = (
    say("the lowest rate is {asked:rate}, inside the range"),
    say("the lowest rate: the answers alone give {unheld:rate}, and the range holds it at {asked:rate}"),
)
_HIGHEST = (
    say("the highest rate is {asked:rate}, inside the range"),
    say("the highest rate: the answers alone give {unheld:rate}, and the range holds it at {asked:rate}"),
)


@noun
class Audit:
    """Everything proved of a card; `extremes` are its lowest and highest rate, where they could be proved."""

    remarks: tuple[Remark, ...]
    extremes: tuple[Extreme, Extreme] | None


def audit(card: RateCard) -> Audit:
    """Audit a sound card."""
    by_reading = (_never_applies, _packages, _idle_traits, _unreachable_tasks, falling_prices)
    checks = (*by_reading, across, answers_across, silent_words, bare_figures)
    try:
        found = extremes(card)
    except TooMany:
        found = None
    of_range = tuple(_reach(card, found))
    remarks = (remark for check in checks for remark in check(card))
    if any(remark.level == "error" for remark in of_range):
        # The range holds every rate: that answers cost the same is its doing, and it is the range that is to be mended.
        remarks = (remark for remark in remarks if remark.code != "same-cost")
    return Audit((*remarks, *of_range), found)


def _never_applies(card: RateCard) -> Iterator[Remark]:
    for name, trait in card.traits.items():
        for index, tier in enumerate(trait.tiers):
            reason = _out_of_reach(trait, index)
            if reason is not None:
                path: Path = ("traits", name, "tiers", f"{tier.from_:f}")
                yield warning("unreachable-tier", path, reason, say("change where it starts, or remove it"))
    for path, condition in conditions_of(card):
        if not possible(card, condition):
            yield _impossible(path)


def _out_of_reach(trait: Trait, index: int) -> Message | None:
    """Why no answer can fall in a tier; None where one can."""
    tier, following = trait.tiers[index], trait.tiers[index + 1 :]
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
            yield warning("idle-package", path, message, say("change something in it, or remove it"))
        yield from bare_entry(path, lacks_why=not rule.why, lacks_source=not rule.source)


def _impossible(path: Path) -> Remark:
    message = say("this condition can never hold: no answers satisfy it")
    return warning("impossible-condition", path, message, say("correct it or remove it"))


def _idle_traits(card: RateCard) -> Iterator[Remark]:
    of_price = [part for part in card_parts(card) if part.bears_on_price]
    # What is computed and never used moves nothing.
    looked_at = {name for part in of_price if part.path[0] != "quantities" for name in part.names()}
    used = {SCOPE, MONTHS, BILLING, *names_behind(card, looked_at)}
    priced = {part.trait for part in of_price if isinstance(part.noun, Pricing) and staged(part.noun) is not None}
    for name in card.traits:
        if name not in used and name not in priced:
            message = say("the trait {name} changes nothing: neither the rate, nor the hours, nor a fee", name=name)
            remedy = say("give an effect to one of its answers, use it in a task or a condition, or remove it")
            yield warning("idle-trait", ("traits", name), message, remedy)


def _unreachable_tasks(card: RateCard) -> Iterator[Remark]:
    for name, task in card.tasks.items():
        if _always_none(card, task):
            message = say("the task {name} never counts: its quantity is always zero", name=name)
            yield warning("unreachable-task", ("tasks", name), message, say("correct its `each` or its share"))
    used = {task.lane for task in card.tasks.values()} | {overhead.into for overhead in card.overheads.values()}
    for name in card.lanes:
        if name not in {*used, card.stated_lane}:
            message = say("the lane {name} has no task", name=name)
            yield warning("idle-lane", ("lanes", name), message, say("give it a task, or remove it"))


def _always_none(card: RateCard, quantity: Quantity) -> bool:
    """Whether a quantity is zero whatever the answers."""
    if ZERO in (quantity.share, quantity.fixed):
        return True
    return quantity.fixed is None and all(_never_counts(card, name) for name in quantity.each)


def _never_counts(card: RateCard, name: str) -> bool:
    return name in card.quantities and _always_none(card, card.quantities[name])


def _reach(card: RateCard, found: tuple[Extreme, Extreme] | None) -> Iterator[Remark]:
    path: Path = ("range",)
    if found is None:
        yield Remark("unproven-extremes", "fact", path, say("the extremes of the rate could not be proved"))
        return
    lowest, highest = found
    yield Remark("lowest-rate", "fact", path, _where(lowest, card.range_, *_LOWEST))
    yield Remark("highest-rate", "fact", path, _where(highest, card.range_, *_HIGHEST))
    if highest.unheld < card.range_.floor:
        message = say("no answers rise to the floor: every rate is held there")
        yield Remark("range-too-high", "error", path, message, say("lower the floor, or raise the bases"))
    if lowest.unheld > card.range_.ceiling:
        message = say("every rate is above the ceiling, and held there")
        yield Remark("range-too-low", "error", path, message, say("raise the ceiling, or lower the bases"))


def _where(extreme: Extreme, range_: Range, inside: Message, held: Message) -> Message:
    """Where an extreme stands, told in its words: inside the range, or held by it."""
    words = inside if range_.floor <= extreme.unheld <= range_.ceiling else held
    return Message(words.text, {"unheld": extreme.unheld, "asked": extreme.asked})
