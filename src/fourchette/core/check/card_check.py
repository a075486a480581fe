"""Whether a card holds together: names that exist, orders that rise, effects that mean one thing."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any

from fourchette.core.basis.estimate import NOTHING
from fourchette.core.basis.messages import say
from fourchette.core.basis.problems import Path, Problem, unknown_name
from fourchette.core.basis.reading import Refusal
from fourchette.core.basis.text import Text
from fourchette.core.card.answer_reading import read_answer
from fourchette.core.card.card_walk import CardPart, card_parts
from fourchette.core.card.changes import PackageRule
from fourchette.core.card.clauses import OWN_FIELDS, Clause, fields_of
from fourchette.core.card.rate_card import (
    HOURS,
    PERIOD,
    SCOPE,
    Choice,
    Fee,
    Lane,
    Overhead,
    Pricing,
    Quantity,
    RateCard,
    Rule,
    Task,
    Trait,
)
from fourchette.core.card.terms import TERM_FIGURES
from fourchette.core.card.volumes import computed, in_order
from fourchette.core.check.card_check_changes import alteration_problems
from fourchette.core.check.card_check_conditions import condition_problems
from fourchette.core.check.card_check_reductions import reduction_problems
from fourchette.core.effect.card_effects import effects_of
from fourchette.core.effect.effect_stages import FIGURE_KEYS, OF_EFFECTS

# More would not stand side by side on a page.
MOST_PACKAGES = 4


def problems_of(card: RateCard) -> tuple[Problem, ...]:
    """Everything that keeps a card from pricing; none when it is sound."""
    of_parts = (problem for part in card_parts(card) for problem in _part_problems(card, part))
    of_all = (_circles, _repeated_rules, reduction_problems, _packages, _together)
    return (*_frame(card), *of_parts, *(problem for check in of_all for problem in check(card)))


def _part_problems(card: RateCard, part: CardPart) -> Iterator[Problem]:
    """What is wrong with one noun, by all that it is."""
    for noun, check in _CHECKS.items():
        if isinstance(part.noun, noun):
            yield from check(card, part.path, part.noun)
    # A rule on the rate is judged once the hours are known.
    also = (HOURS,) if isinstance(part.noun, Rule) else ()
    for key, when in part.conditions():
        yield from condition_problems(card, (*part.path, key), when, also)


def _frame(card: RateCard) -> Iterator[Problem]:
    if card.range_.floor > card.range_.ceiling:
        message = say(
            "the floor ({floor}) is above the ceiling ({ceiling})",
            floor=str(card.range_.floor),
            ceiling=str(card.range_.ceiling),
        )
        yield Problem(("range",), message, say("exchange them, or lower the floor"))
    yield from _known_lanes(card, ("stated_lane",), (card.stated_lane,))
    if SCOPE not in card.traits or card.traits[SCOPE].kind != "several":
        yield Problem(("traits", SCOPE), say("a card needs a trait {name} of kind {kind}", name=SCOPE, kind="several"))


def _trait(_card: RateCard, path: Path, trait: Trait) -> Iterator[Problem]:
    """The parts that a kind of trait must have, and those that it cannot."""
    if path[1] in (PERIOD, HOURS):
        yield Problem(path, say("{name} is a word of the program: a trait needs another", name=path[1]))
    of_choices = trait.kind in ("one", "several")
    if of_choices and not trait.choices:
        yield Problem(path, say("a trait of kind {kind} needs choices", kind=trait.kind))
    if not of_choices and trait.choices:
        yield Problem((*path, "choices"), say("a trait of kind {kind} has no choices", kind=trait.kind))
    if trait.tiers and trait.kind not in ("number", "several"):
        yield Problem((*path, "tiers"), say("a trait of kind {kind} has no tiers", kind=trait.kind))
    if trait.most is not None and trait.least > trait.most:
        message = say("the least ({least}) is above the most ({most})", least=str(trait.least), most=str(trait.most))
        yield Problem((*path, "least"), message, say("exchange them"))
    if trait.derived is not None and trait.kind != "number":
        yield Problem((*path, "derived"), say("only a number can be derived from others"))
    if trait.kind != "yes-no" and any(getattr(trait, key) for key in FIGURE_KEYS):
        yield Problem(path, say("the effect belongs to a choice or a tier, not to the trait itself"))
    yield from _rising((*path, "tiers"), [tier.from_ for tier in trait.tiers])
    yield from _default(path, trait)
    yield from _aliases(path, trait)


def _aliases(path: Path, trait: Trait) -> Iterator[Problem]:
    """Other names of choices that name two of them."""
    names = list(trait.choices)
    for key, choice in trait.choices.items():
        for alias in choice.aliases:
            if alias in names:
                message = say("{name} already names something else", name=alias)
                yield Problem((*path, "choices", key, "aliases"), message)
            names.append(alias)


def _default(path: Path, trait: Trait) -> Iterator[Problem]:
    if trait.default is None:
        return
    try:
        read_answer(trait, trait.default)
    except Refusal as refusal:
        yield Problem((*path, "default"), refusal.message, refusal.remedy)


def _pricing(card: RateCard, path: Path, pricing: Pricing) -> Iterator[Problem]:
    given = [key for key in FIGURE_KEYS if getattr(pricing, key) is not None]
    if len(given) > 1:
        yield Problem(path, say("one effect at a time: {names}", names=tuple(given)), say("keep one of them"))
    if pricing.lanes and pricing.percent is None:
        yield Problem((*path, "lanes"), say("lanes go with a percent: they multiply the rate of those lines only"))
    for stage in OF_EFFECTS:
        if stage.figure(pricing) is not None:
            yield from stage.problems(path, pricing)
    yield from _known_lanes(card, (*path, "lanes"), pricing.lanes)


def _rising(path: Path, starts: list[Decimal]) -> Iterator[Problem]:
    for index, (earlier, later) in enumerate(pairwise(starts), start=1):
        if earlier >= later:
            message = say("{later} does not come after {earlier}", later=str(later), earlier=str(earlier))
            yield Problem((*path, index, "from"), message, say("put them in rising order"))


def _circles(card: RateCard) -> Iterator[Problem]:
    quantities = computed(card)
    ordered = {*in_order(quantities)}
    caught = [name for name in quantities if name not in ordered]
    if caught:
        yield Problem(
            ("quantities", caught[0]),
            say("these quantities wait for one another: {names}", names=tuple(caught)),
            say("let one of them come from a trait or a fixed number"),
        )


def _quantity(card: RateCard, path: Path, quantity: Quantity) -> Iterator[Problem]:
    if path[0] == "quantities" and (path[1] in card.traits or path[1] in (PERIOD, HOURS)):
        yield Problem(path, say("{name} already names something else", name=path[1]))
    if bool(quantity.each) == (quantity.fixed is not None):
        yield Problem(path, say("a quantity is either `each` of something or `fixed`"))
    if quantity.brackets and quantity.share is not None:
        yield Problem(path, say("a quantity has either a `share` or `brackets`"))
    yield from _rising((*path, "brackets"), [bracket.from_ for bracket in quantity.brackets])
    for name in quantity.each:
        yield from _known_number(card, (*path, "each"), name)
    if isinstance(quantity.share, str):
        yield from _known_number(card, (*path, "share"), quantity.share)
    if quantity.further is not None and not _is_of_kind(card, quantity.further, "several"):
        several = [name for name in card.traits if _is_of_kind(card, name, "several")]
        message = say("{name} is not a trait of several choices", name=quantity.further)
        yield unknown_name((*path, "further"), message, quantity.further, several)


def _is_of_kind(card: RateCard, name: str, kind: str) -> bool:
    return name in card.traits and card.traits[name].kind == kind


def _known_number(card: RateCard, path: Path, name: str) -> Iterator[Problem]:
    if not _is_of_kind(card, name, "number") and name not in card.quantities:
        numbers = (*(known for known in card.traits if _is_of_kind(card, known, "number")), *card.quantities)
        yield unknown_name(path, say("{name} is neither a number trait nor a quantity", name=name), name, numbers)


def _known_lanes(card: RateCard, path: Path, lanes: Iterable[str]) -> Iterator[Problem]:
    for lane in lanes:
        if lane not in card.lanes:
            yield unknown_name(path, say("the card has no lane {name}", name=lane), lane, card.lanes)


def _task(card: RateCard, path: Path, task: Task) -> Iterator[Problem]:
    yield from _known_lanes(card, (*path, "lane"), (task.lane,))


def _overhead(card: RateCard, path: Path, overhead: Overhead) -> Iterator[Problem]:
    yield from _known_lanes(card, (*path, "lanes"), overhead.lanes)
    if overhead.into is not None:
        yield from _known_lanes(card, (*path, "into"), (overhead.into,))
    if isinstance(overhead.up_to, str):
        yield from _known_number(card, (*path, "up_to"), overhead.up_to)
    if overhead.up_to is not None and overhead.percent != NOTHING:
        yield Problem(path, say("an overhead is either a `percent` or hours `up_to`"))
    if overhead.up_to is not None and not (overhead.into or overhead.lanes):
        yield Problem(path, say("hours `up_to` are added to a line: say which"), say("add into = …"))


def _fee(card: RateCard, path: Path, fee: Fee) -> Iterator[Problem]:
    if (fee.unit_price is None) == (fee.percent is None):
        yield Problem(path, say("a fee is either a `unit_price` or a `percent`"))
    yield from _known_number(card, (*path, "each"), fee.each)


def _repeated_rules(card: RateCard) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, rule in enumerate(card.rules):
        if rule.id in seen:
            message = say("the id {name} is there twice", name=rule.id)
            yield Problem(("rules", index, "id"), message, say("give one of them another id"))
        seen.add(rule.id)


def _packages(card: RateCard) -> Iterator[Problem]:
    path: Path = ("packages",)
    if len(card.packages) > MOST_PACKAGES:
        message = say(
            "{count} packages are too many to compare: at most {most}",
            count=str(len(card.packages)),
            most=str(MOST_PACKAGES),
        )
        yield Problem(path, message, say("remove some"))
    recommended = tuple(name for name, rule in card.packages.items() if rule.recommended)
    if card.packages and len(recommended) != 1:
        message = say("exactly one package is recommended; here: {count}", count=str(len(recommended)))
        remedy = say("write recommended = true in one of them: {names}", names=tuple(card.packages))
        yield Problem(path, message, remedy)


def _clause(card: RateCard, path: Path, clause: Clause) -> Iterator[Problem]:
    yield from _fields(card, (*path, "text"), clause.text)


def _sentence(card: RateCard, path: Path, told: Trait | Choice | Task | Lane) -> Iterator[Problem]:
    yield from _fields(card, (*path, "sentence"), told.sentence, OWN_FIELDS)


def _fields(card: RateCard, path: Path, text: Text, own: tuple[str, ...] = ()) -> Iterator[Problem]:
    """Whether each `{field}` of a sentence names an answer or a term."""
    try:
        names = tuple(fields_of(text))
    except ValueError:
        yield Problem(path, say("a brace stands for a field, such as {{posts}}"), say("write {{{{ for the sign itself"))
        return
    for name in names:
        known = (*own, *card.traits, *card.quantities, *TERM_FIGURES)
        if name not in known:
            yield unknown_name(path, say("{name} is neither a trait nor a term", name=name), name, known)


def _together(card: RateCard) -> Iterator[Problem]:
    """What is wrong with the effects of a card together, stage by stage."""
    effects = effects_of(card)
    for stage in OF_EFFECTS:
        yield from stage.problems_together(card, [effect for effect in effects if effect.stage == stage.name])


# What is checked of a noun beside its conditions and its reduction: of a task, also what is of any quantity.
_CHECKS: Mapping[type | tuple[type, ...], Callable[[RateCard, Path, Any], Iterator[Problem]]] = {
    Trait: _trait,
    Pricing: _pricing,
    Task: _task,
    Quantity: _quantity,
    Overhead: _overhead,
    Fee: _fee,
    PackageRule: alteration_problems,
    Clause: _clause,
    (Trait, Choice, Task, Lane): _sentence,
}
