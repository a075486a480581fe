"""Whether a card holds together: names that exist, orders that rise, effects that mean one thing."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import pairwise

from fourchette.core.basis.messages import say
from fourchette.core.basis.money import HUNDRED, ZERO
from fourchette.core.basis.problems import Path, Problem, unknown_name
from fourchette.core.basis.reading import Refusal, shown
from fourchette.core.basis.text import Text
from fourchette.core.card.answer_reading import read_answer
from fourchette.core.card.clauses import fields_of
from fourchette.core.card.conditions import Between, Comparison, Condition, Equals, Includes
from fourchette.core.card.effects import effects_of
from fourchette.core.card.rate_card import (
    HOURS,
    PERIOD,
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
from fourchette.core.card.terms import TERM_FIGURES
from fourchette.core.card.volumes import computed, in_order
from fourchette.core.check.card_check_changes import alteration_problems
from fourchette.core.check.card_check_reductions import reduction_problems

_PERIODS = ("month", "project")
# More would not stand side by side on a page.
MOST_PACKAGES = 4


def problems_of(card: RateCard) -> tuple[Problem, ...]:
    """Everything that keeps a card from pricing, in the order of its file; none when it is sound."""
    return tuple(
        problem
        for check in (
            _frame,
            _traits,
            _quantities,
            _tasks,
            _overheads,
            _fees,
            _rules,
            reduction_problems,
            _packages,
            _words_for_the_client,
            _lane_discounts,
            _rate_above_zero,
        )
        for problem in check(card)
    )


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
    based = [name for name, trait in card.traits.items() if any(choice.base for choice in trait.choices.values())]
    if len(based) != 1:
        yield Problem(
            ("traits",),
            say("exactly one trait sets the base of the rate; here: {count}", count=str(len(based))),
            say("give base = … to every choice of one trait, such as experience"),
        )
    if card.value is not None:
        starts = [lift.from_ for lift in card.value.lifts]
        yield from _rising(("value", "lifts"), starts)


def _traits(card: RateCard) -> Iterator[Problem]:
    for name, trait in card.traits.items():
        path: Path = ("traits", name)
        if name in (PERIOD, HOURS):
            yield Problem(path, say("{name} is a word of the program: a trait needs another", name=name))
        yield from _shape(path, trait)
        yield from _rising((*path, "tiers"), [tier.from_ for tier in trait.tiers])
        yield from _default(path, trait)
        for where, pricing in _pricings(path, trait):
            yield from _pricing(card, where, pricing)
        if trait.derived is not None:
            yield from _quantity(card, (*path, "derived"), trait.derived)
        yield from _condition(card, (*path, "asked_when"), trait.asked_when)


def _pricings(path: Path, trait: Trait) -> Iterator[tuple[Path, Pricing]]:
    yield path, trait
    for key, choice in trait.choices.items():
        yield (*path, "choices", key), choice
    for index, tier in enumerate(trait.tiers):
        yield (*path, "tiers", index), tier


def _shape(path: Path, trait: Trait) -> Iterator[Problem]:
    """The parts that a kind of trait must have, and those that it cannot."""
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
    if trait.kind != "yes-no" and (trait.base or trait.add or trait.percent):
        yield Problem(path, say("the effect belongs to a choice or a tier, not to the trait itself"))
    based = [choice.base is not None for choice in trait.choices.values()]
    if any(based) and not (all(based) and trait.kind == "one"):
        yield Problem((*path, "choices"), say("either every choice of a single-choice trait has a base, or none has"))


def _default(path: Path, trait: Trait) -> Iterator[Problem]:
    if trait.default is None:
        return
    try:
        read_answer(trait, trait.default)
    except Refusal as refusal:
        yield Problem((*path, "default"), refusal.message, refusal.remedy)


def _pricing(card: RateCard, path: Path, pricing: Pricing) -> Iterator[Problem]:
    given = [name for name in ("base", "add", "percent") if getattr(pricing, name) is not None]
    if len(given) > 1:
        yield Problem(path, say("one effect at a time: {names}", names=tuple(given)), say("keep one of them"))
    if pricing.lanes and pricing.percent is None:
        yield Problem((*path, "lanes"), say("lanes go with a percent: they multiply the rate of those lines only"))
    percent = pricing.percent
    if percent is not None and percent.low < ZERO < percent.high:
        remedy = say("write a surcharge (above zero) or a discount (below)")
        yield Problem((*path, "percent"), say("a percent cannot be below zero and above it"), remedy)
    if percent is not None and percent.low <= -HUNDRED:
        yield Problem((*path, "percent"), say("a discount of 100 % or more leaves nothing"), say("lower it"))
    if isinstance(pricing, Tier | Rule) and pricing.base is not None:
        yield Problem((*path, "base"), say("the base belongs to the choices of one trait"))
    yield from _known_lanes(card, (*path, "lanes"), pricing.lanes)


def _rising(path: Path, starts: list[Decimal]) -> Iterator[Problem]:
    for index, (earlier, later) in enumerate(pairwise(starts), start=1):
        if earlier >= later:
            message = say("{later} does not come after {earlier}", later=str(later), earlier=str(earlier))
            yield Problem((*path, index, "from"), message, say("put them in rising order"))


def _quantities(card: RateCard) -> Iterator[Problem]:
    for name, quantity in card.quantities.items():
        if name in card.traits or name in (PERIOD, HOURS):
            yield Problem(("quantities", name), say("{name} already names something else", name=name))
        yield from _quantity(card, ("quantities", name), quantity)
    quantities = computed(card)
    caught = [name for name in quantities if name not in in_order(quantities)]
    if caught:
        yield Problem(
            ("quantities", caught[0]),
            say("these quantities wait for one another: {names}", names=tuple(caught)),
            say("let one of them come from a trait or a fixed number"),
        )


def _quantity(card: RateCard, path: Path, quantity: Quantity) -> Iterator[Problem]:
    if bool(quantity.each) == (quantity.fixed is not None):
        yield Problem(path, say("a quantity is either `each` of something or `fixed`"))
    for name in quantity.each:
        yield from _known_number(card, (*path, "each"), name)
    if isinstance(quantity.share, str):
        yield from _known_number(card, (*path, "share"), quantity.share)
    if quantity.further is not None and not _is_several(card, quantity.further):
        several = [name for name in card.traits if _is_several(card, name)]
        message = say("{name} is not a trait of several choices", name=quantity.further)
        yield unknown_name((*path, "further"), message, quantity.further, several)
    yield from _condition(card, (*path, "when"), quantity.when)


def _is_several(card: RateCard, name: str) -> bool:
    return name in card.traits and card.traits[name].kind == "several"


def _numbers(card: RateCard) -> list[str]:
    return [*(name for name, trait in card.traits.items() if trait.kind == "number"), *card.quantities]


def _known_number(card: RateCard, path: Path, name: str) -> Iterator[Problem]:
    if name not in (numbers := _numbers(card)):
        yield unknown_name(path, say("{name} is neither a number trait nor a quantity", name=name), name, numbers)


def _known_lanes(card: RateCard, path: Path, lanes: Iterable[str]) -> Iterator[Problem]:
    for lane in lanes:
        if lane not in card.lanes:
            yield unknown_name(path, say("the card has no lane {name}", name=lane), lane, card.lanes)


def _tasks(card: RateCard) -> Iterator[Problem]:
    for name, task in card.tasks.items():
        yield from _task(card, ("tasks", name), task)


def _task(card: RateCard, path: Path, task: Task) -> Iterator[Problem]:
    yield from _known_lanes(card, (*path, "lane"), (task.lane,))
    yield from _quantity(card, path, task)


def _overheads(card: RateCard) -> Iterator[Problem]:
    for name, overhead in card.overheads.items():
        yield from _overhead(card, ("overheads", name), overhead)


def _overhead(card: RateCard, path: Path, overhead: Overhead) -> Iterator[Problem]:
    yield from _known_lanes(card, (*path, "lanes"), overhead.lanes)
    if overhead.into is not None:
        yield from _known_lanes(card, (*path, "into"), (overhead.into,))
    yield from _condition(card, (*path, "when"), overhead.when)


def _fees(card: RateCard) -> Iterator[Problem]:
    for name, fee in card.fees.items():
        yield from _fee(card, ("fees", name), fee)


def _fee(card: RateCard, path: Path, fee: Fee) -> Iterator[Problem]:
    if (fee.unit_price is None) == (fee.percent is None):
        yield Problem(path, say("a fee is either a `unit_price` or a `percent`"))
    yield from _known_number(card, (*path, "each"), fee.each)
    yield from _condition(card, (*path, "when"), fee.when)


def _rules(card: RateCard) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, rule in enumerate(card.rules):
        path: Path = ("rules", index)
        if rule.id in seen:
            yield Problem(
                (*path, "id"), say("the id {name} is there twice", name=rule.id), say("give one of them another id")
            )
        seen.add(rule.id)
        yield from _pricing(card, path, rule)
        # A rule on the rate is judged once the hours are known.
        yield from _condition(card, (*path, "when"), rule.when, also=(HOURS,))


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
    for name, rule in card.packages.items():
        yield from alteration_problems(card, (*path, name), rule)
        yield from _condition(card, (*path, name, "when"), rule.when)


def _words_for_the_client(card: RateCard) -> Iterator[Problem]:
    for name, clause in card.clauses.items():
        yield from _fields(card, ("clauses", name, "text"), clause.text)
        yield from _condition(card, ("clauses", name, "when"), clause.when)
    if card.care is not None:
        yield from _condition(card, ("care", "when"), card.care.when)


def _fields(card: RateCard, path: Path, text: Text) -> Iterator[Problem]:
    """Whether each `{field}` of a sentence names an answer or a term."""
    known = (*card.traits, *card.quantities, *TERM_FIGURES)
    try:
        names = tuple(fields_of(text))
    except ValueError:
        yield Problem(path, say("a brace stands for a field, such as {{posts}}"), say("write {{{{ for the sign itself"))
        return
    for name in names:
        if name not in known:
            yield unknown_name(path, say("{name} is neither a trait nor a term", name=name), name, known)


def _lane_discounts(card: RateCard) -> Iterator[Problem]:
    """Discounts that could together leave a lane's work for nothing."""
    for lane in card.lanes:
        lowest: dict[str, Decimal] = {}
        for effect in effects_of(card):
            if lane in effect.lanes and effect.stage == "lanes":
                lowest[effect.id] = min(lowest.get(effect.id, ZERO), effect.amount.low)
        if sum(lowest.values(), ZERO) <= -HUNDRED:
            message = say("the discounts on this lane can come to 100 % or more: they leave nothing")
            yield Problem(("lanes", lane), message, say("lower them"))


def _rate_above_zero(card: RateCard) -> Iterator[Problem]:
    """Whether the lowest base outlasts everything that can be taken off it: below zero, percents lose their sense."""
    lowest: dict[str, Decimal] = {}
    bases = [effect.amount.low for effect in effects_of(card) if effect.stage == "base"]
    for effect in effects_of(card):
        if effect.stage == "add" and effect.amount.low < ZERO:
            lowest[effect.id] = min(lowest.get(effect.id, ZERO), effect.amount.low)
    if bases and lowest and min(bases) + sum(lowest.values(), ZERO) <= ZERO:
        message = say("what is taken off can bring the rate to zero or below: {names}", names=tuple(lowest))
        yield Problem(("traits",), message, say("lower these amounts, or write discounts in percent"))


def _condition(card: RateCard, path: Path, when: Condition, also: tuple[str, ...] = ()) -> Iterator[Problem]:
    known = (*card.traits, *card.quantities, PERIOD, *also)
    for comparison in when.comparisons():
        where = (*path, comparison.name)
        if comparison.name not in known:
            message = say("{name} is not a trait of this card", name=comparison.name)
            yield unknown_name(where, message, comparison.name, known)
        else:
            yield from _comparison(card, where, comparison)


def _comparison(card: RateCard, path: Path, comparison: Comparison) -> Iterator[Problem]:
    """Whether the comparison suits what it is made on, and its values exist there."""
    trait = card.traits.get(comparison.name)
    choices = _choices(card.traits, comparison.name)
    number = trait.kind == "number" if trait is not None else comparison.name != PERIOD
    several = trait is not None and trait.kind == "several"
    match comparison:
        case Includes(members=members) if several:
            yield from _members(path, members, choices)
        case Includes():
            yield Problem(path, say("`includes` is for a trait of several choices"), say("write the choice itself"))
        case Equals(values=values) if several:
            remedy = say("write {{ includes = … }}")
            yield Problem(
                path, say("{value} alone is ambiguous: several can be chosen", value=shown(next(iter(values)))), remedy
            )
        case Equals(values=values) if choices:
            yield from _members(path, values, choices)
        case Equals(values=values) if any(isinstance(value, str) for value in values):
            yield Problem(path, say("{name} has no choices to compare with", name=comparison.name))
        case Equals(values=values) if any(isinstance(value, bool) == number for value in values):
            expected = say("a number is expected here") if number else say("true or false is expected here")
            yield Problem(path, expected)
        case Between() if not (number or several):
            yield Problem(path, say("`at_least` and `at_most` are for numbers and for traits of several choices"))


def _choices(traits: Mapping[str, Trait], name: str) -> tuple[str, ...]:
    if name == PERIOD:
        return _PERIODS
    return tuple(traits[name].choices) if name in traits else ()


def _members(path: Path, members: Iterable[object], choices: tuple[str, ...]) -> Iterator[Problem]:
    for member in sorted(map(str, members)):
        if member not in choices:
            message = say("{name} is not one of the choices", name=shown(member))
            yield unknown_name(path, message, member, choices)
