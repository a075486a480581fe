"""A mandate's answers under a card: checked, completed with the defaults, and the volumes they bring."""

from collections.abc import Iterator, Mapping
from dataclasses import field
from decimal import Decimal
from functools import lru_cache
from typing import Any

from fourchette.core.basis.estimate import Estimate
from fourchette.core.basis.messages import say
from fourchette.core.basis.money import ONE, ZERO
from fourchette.core.basis.noun import noun
from fourchette.core.basis.problems import Path, Problem, unknown_name
from fourchette.core.basis.reading import Refusal
from fourchette.core.basis.rhythm import PER, Rhythm, rhythm_of
from fourchette.core.card.answer_reading import expected, read_answer, read_volume
from fourchette.core.card.changes import Alterations, Option
from fourchette.core.card.conditions import Fact, Facts
from fourchette.core.card.rate_card import MONTHS, MOST_HOURS, PERIOD, RateCard, Task
from fourchette.core.card.volumes import computed, with_volumes
from fourchette.core.check.card_check_changes import alteration_problems
from fourchette.core.mandate.mandate import Mandate, Proof
from fourchette.core.mandate.stated_problems import stated_problems

MOST_WEEKS = Decimal(520)


@noun
class Answers:
    """The answers of a mandate that suits its card: every trait's fact, and the names said outright.

    Of a volume that is not known its fact is the likely one, and `uncertain` has what it may be; `rhythms`
    has those said by the week, the quarter or the year.
    """

    facts: Mapping[str, Fact]
    said: frozenset[str]
    uncertain: Mapping[str, Estimate] = field(default_factory=dict)
    rhythms: Mapping[str, Rhythm] = field(default_factory=dict)


class UnsuitedMandate(ValueError):
    """A mandate that its card cannot price; carries every problem at once."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return "; ".join(f"{problem.key}: {problem.message}" for problem in self.problems)


def answer(card: RateCard, mandate: Mandate) -> Answers:
    """Check a mandate against a card and complete it; raises UnsuitedMandate with all its problems."""
    found = answer_so_far(card, mandate)
    if not _brings_work(card, mandate, found.facts):
        raise UnsuitedMandate((_nothing_to_do(card),))
    return found


def answer_so_far(card: RateCard, mandate: Mandate) -> Answers:
    """As `answer`, of a mandate that need not bring any work yet."""
    facts, problems = _read_all(card, mandate.traits, mandate.weeks)
    problems += _frame_problems(mandate)
    problems += stated_problems(mandate, card.currency)
    problems += _proof_problems(mandate)
    problems += offering_problems(card, mandate)
    problems += _without_problems(card, mandate)
    problems += _season_problems(card, mandate, facts)
    facts[PERIOD] = mandate.period
    if problems:
        raise UnsuitedMandate(tuple(problems))
    return Answers(facts, frozenset(mandate.traits), _uncertain(card, mandate), _rhythms(mandate))


def _uncertain(card: RateCard, mandate: Mandate) -> Mapping[str, Estimate]:
    return {
        name: read_volume(card.traits[name], raw, mandate.weeks)
        for name, raw in mandate.traits.items()
        if isinstance(raw, list | tuple) and card.traits[name].kind == "number"
    }


def _rhythms(mandate: Mandate) -> Mapping[str, Rhythm]:
    found = ((name, rhythm_of(raw)) for name, raw in mandate.traits.items() if isinstance(raw, str))
    return {name: rhythm for name, rhythm in found if rhythm is not None and rhythm.per in PER}


def trait_problems(card: RateCard, given: Mapping[str, Any]) -> tuple[Problem, ...]:
    """What is wrong with the raw answers alone, where the rest of the mandate cannot be read."""
    return tuple(_read_all(card, given)[1])


def facts_of(card: RateCard, given: Mapping[str, Any]) -> Facts:
    """What raw answers come to, with the volumes that they bring; what cannot be read is as if it were not said."""
    return with_volumes(card, {**_read_all(card, given)[0], PERIOD: "month"}, given)


def _read_all(
    card: RateCard, given: Mapping[str, Any], weeks: Decimal | None = None
) -> tuple[dict[str, Fact], list[Problem]]:
    problems: list[Problem] = []
    facts = dict(_defaults(card))
    for name, raw in given.items():
        if name not in card.traits:
            message = say("the rate card has no trait {name}", name=name)
            problems.append(unknown_name(("traits", name), message, name, card.traits))
            continue
        try:
            facts[name] = read_answer(card.traits[name], raw, weeks)
        except Refusal as refusal:
            problems.append(Problem(("traits", name), refusal.message, refusal.remedy))
    problems += (_unanswered(card, name) for name in _required(card) if name not in given)
    return facts, problems


@lru_cache(maxsize=16)
def _defaults(card: RateCard) -> Mapping[str, Fact]:
    """The answers of a mandate that says nothing; a derived number gets its value with the other volumes."""
    return {
        name: ZERO if trait.default is None else read_answer(trait, trait.default)
        for name, trait in card.traits.items()
    }


@lru_cache(maxsize=16)
def _required(card: RateCard) -> tuple[str, ...]:
    return tuple(name for name, trait in card.traits.items() if trait.required)


def _unanswered(card: RateCard, name: str) -> Problem:
    return Problem(("traits", name), say("this trait has no answer"), expected(card.traits[name]))


def _frame_problems(mandate: Mandate) -> Iterator[Problem]:
    if mandate.period == "project" and mandate.weeks is None:
        yield Problem(("weeks",), say("a project says how many weeks it lasts"), say("add, for instance, weeks = 3"))
    if mandate.period == "month" and mandate.weeks is not None:
        remedy = say('add period = "project", or remove weeks')
        yield Problem(("weeks",), say("weeks are for a project; this mandate is priced by the month"), remedy)
    if mandate.starts is not None and mandate.ends is not None and mandate.ends < mandate.starts:
        yield Problem(("ends",), say("it would end before it starts"), say("exchange them"))
    if mandate.weeks is not None and mandate.weeks > MOST_WEEKS:
        yield _too_large("weeks", mandate.weeks, MOST_WEEKS)
    if mandate.hours is not None and mandate.hours > MOST_HOURS:
        yield _too_large("hours", mandate.hours, MOST_HOURS)


def _too_large(key: str, value: Decimal, most: Decimal) -> Problem:
    return Problem((key,), say("{value} is too large: at most {most}", value=str(value), most=str(most)))


# What each kind of proof must say for its value to be computed.
PROOF_FIGURES: Mapping[str, tuple[str, ...]] = {
    "attributed-margin": ("amount",),
    "leads": ("count", "close_rate", "margin"),
    "avoided-contacts": ("count",),
    "retained-clients": ("count", "margin"),
    "ad-value": ("amount",),
}
_FIGURES = ("amount", "count", "close_rate", "margin")


def _proof_problems(mandate: Mandate) -> Iterator[Problem]:
    if mandate.value is None:
        return
    if not mandate.value.proofs:
        yield Problem(("value", "proofs"), say("a value case has at least one proof"))
    for index, proof in enumerate(mandate.value.proofs):
        yield from _figure_problems(("value", "proofs", index), proof)


def _figure_problems(path: Path, proof: Proof) -> Iterator[Problem]:
    needed = PROOF_FIGURES[proof.kind]
    for figure in _FIGURES:
        if figure in needed and getattr(proof, figure) is None:
            yield Problem((*path, figure), say("a proof of kind {kind} needs this figure", kind=proof.kind))
        if figure not in needed and getattr(proof, figure) is not None:
            remedy = say("keep only: {names}", names=needed)
            yield Problem((*path, figure), say("a proof of kind {kind} has no use for it", kind=proof.kind), remedy)
    if proof.minutes is not None and proof.times is None:
        yield Problem((*path, "times"), say("minutes are for each intervention: say how many times"))


def _brings_work(card: RateCard, mandate: Mandate, answers: Facts) -> bool:
    """Whether hours were stated, a volume was given, or a chosen part of the scope has work of its own."""
    if mandate.hours is not None:
        return True
    if any(answers[name] for name in mandate.traits if name in volume_traits(card)):
        return True
    facts = with_volumes(card, answers, mandate.traits)
    return any(_is_work_of_its_own(card, task, facts) for task in card.tasks.values())


@lru_cache(maxsize=16)
def volume_traits(card: RateCard) -> frozenset[str]:
    """The number traits that feed a task, a fee or a quantity, directly or through a derived number."""
    users = (*card.tasks.values(), *computed(card).values())
    counted: set[object] = {name for user in users for name in user.each} | {fee.each for fee in card.fees.values()}
    counted |= {overhead.up_to for overhead in card.overheads.values()}
    return frozenset(name for name in card.traits if name in counted)


def _is_work_of_its_own(card: RateCard, task: Task, facts: Facts) -> bool:
    """Whether a task is done because it was asked for, whatever the volumes."""
    names = [comparison.name for comparison in task.when.comparisons()]
    asked_for = any(name in card.traits and card.traits[name].kind != "number" for name in names)
    return task.fixed is not None and not task.accessory and asked_for and task.when.holds(facts)


def _nothing_to_do(card: RateCard) -> Problem:
    volumes = tuple(name for name in card.traits if name in volume_traits(card))
    return Problem(
        ("traits",),
        say("there is nothing to do: no volume and no hours"),
        say("give a volume ({names}) or hours", names=volumes),
    )


def _without_problems(card: RateCard, mandate: Mandate) -> Iterator[Problem]:
    """Sentences to take out that the card does not have."""
    for index, name in enumerate(mandate.without):
        if name not in card.clauses:
            message = say("the rate card has no sentence {name}", name=name)
            yield unknown_name(("without", index), message, name, card.clauses)


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
        yield from _option_frame(mandate, option, ("options", index))


def _season_problems(card: RateCard, mandate: Mandate, facts: Facts) -> Iterator[Problem]:
    """What is wrong with the months that have answers of their own."""
    if mandate.seasons and mandate.is_project:
        yield Problem(("seasons",), say("a project is priced as a whole: it has no months of their own"))
    lasting = facts.get(MONTHS, ONE)
    for index, season in enumerate(mandate.seasons):
        path: Path = ("seasons", index)
        for problem in alteration_problems(card, path, Alterations(set_=season.traits)):
            yield Problem((*path, "traits", problem.path[-1]), problem.message, problem.remedy)
        if isinstance(lasting, Decimal) and season.months > lasting:
            message = say(
                "{count} months of the season, and the mandate lasts {months}",
                count=str(season.months),
                months=str(lasting),
            )
            yield Problem((*path, "months"), message, say("lower it, or raise the months of the mandate"))


def _option_frame(mandate: Mandate, option: Option, path: Path) -> Iterator[Problem]:
    if not option.traits and option.hours is None:
        remedy = say("give it traits, such as traits = {{ newsletters = 1 }}")
        yield Problem(path, say("an option adds something"), remedy)
    if option.hours is not None and mandate.hours is None:
        remedy = say("give the option traits, or state the hours of the mandate")
        yield Problem((*path, "hours"), say("hours are added to stated hours, and this mandate states none"), remedy)
