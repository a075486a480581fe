"""Whether the answer to a question can still change a price, found by pricing: what cannot is not asked.

An answer is tried on every side of every comparison of the card and at both ends of what one may
say. Two answers may matter only together (a share of nothing is nothing): those that the card ties
to one another are tried together.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import product
from math import prod

from fourchette.core.ask.standing import work_so_far
from fourchette.core.basis.estimate import Estimate
from fourchette.core.basis.noun import noun
from fourchette.core.card.card_walk import card_parts, conditions_on_price, names_behind
from fourchette.core.card.cases import TooMany, comparisons_on, representatives
from fourchette.core.card.conditions import Comparison, Fact
from fourchette.core.card.rate_card import RateCard
from fourchette.core.effect.card_effects import effects_of
from fourchette.core.mandate.answers import UnsuitedMandate
from fourchette.core.mandate.mandate import Mandate
from fourchette.core.price.lines import QuoteLine
from fourchette.core.price.people import staff
from fourchette.core.price.quote import duration, rated
from fourchette.core.price.workload import Part

# More cases than this would keep the user waiting: the question is asked instead.
_MOST_CASES = 1500
# An answer to each of some questions; None where one is left unanswered.
Said = tuple[Fact | None, ...]


@noun
class Footprint:
    """All that a price is made of, before anything is rounded or held that a later answer could set free."""

    unheld: Estimate
    discount: Decimal | None
    lines: tuple[QuoteLine, ...]
    parts: tuple[Part, ...]
    months: Decimal
    people: int


def footprint(card: RateCard, mandate: Mandate) -> Footprint:
    """What a mandate's price is made of, even before it brings any work; raises UnsuitedMandate."""
    work = work_so_far(card, mandate)
    found = rated(mandate, card, work)
    return Footprint(
        unheld=found.rating.unheld,
        discount=found.rating.capped_discount,
        lines=found.lines,
        parts=work.workload.parts,
        months=duration(mandate, work.facts),
        people=staff(card, mandate, work.facts, work.workload, work.months).people,
    )


def moves(card: RateCard, mandate: Mandate, name: str) -> bool:
    """Whether some answer to one question would change the price, all others staying as they are."""
    now = footprint(card, mandate)
    return any(found != now for _, found in _outcomes(card, mandate, (name,)))


def first_tied(card: RateCard, mandate: Mandate, names: Collection[str], free: Collection[str]) -> str | None:
    """The first of `names` that changes the price together with others of `free`; None where none does.

    None of them changes it alone. Where there are too many cases to try, it is taken for one that does.
    """
    now = footprint(card, mandate)
    for group in _groups(card, free):
        askable = [name for name in group if name in names]
        # What a closed question is tied to through what opens it is in its group: one of a group can be asked.
        if len(group) == 1:
            continue
        if prod(len(tries(card, name)) + 1 for name in group) > _MOST_CASES:
            return askable[0]
        outcomes = dict(_outcomes(card, mandate, group))
        if needed := next((name for name in askable if _is_needed(group.index(name), outcomes, now)), None):
            return needed
    return None


def _is_needed(place: int, outcomes: Mapping[Said, Footprint], now: Footprint) -> bool:
    """Whether the price changes in some way that leaving one question unanswered would prevent."""
    return any(
        found != now and outcomes.get((*said[:place], None, *said[place + 1 :])) != found
        for said, found in outcomes.items()
    )


def _outcomes(card: RateCard, mandate: Mandate, names: Sequence[str]) -> Iterator[tuple[Said, Footprint]]:
    """What each combination of answers makes of the price; those that no interview could lead to are left out."""
    for said in product(*((None, *tries(card, name)) for name in names)):
        answers = {name: fact for name, fact in zip(names, said, strict=True) if fact is not None}
        tried = replace(mandate, traits={**mandate.traits, **answers})
        try:
            if len(names) == 1 or _would_be_asked(card, tried, answers):
                yield said, footprint(card, tried)
        except UnsuitedMandate:
            continue


def _would_be_asked(card: RateCard, mandate: Mandate, names: Iterable[str]) -> bool:
    """Whether each question would be asked, given the answers to the others."""
    facts = work_so_far(card, mandate).facts
    return all(card.traits[name].asked_when.holds(facts) for name in names)


@lru_cache(maxsize=1024)
def tries(card: RateCard, name: str) -> tuple[Fact, ...]:
    """Answers to a question that between them tell apart all that a card can tell apart."""
    trait = card.traits[name]
    # What is said of a number keeps to its bounds, even where it can be derived too.
    asked = replace(card, traits={**card.traits, name: replace(trait, derived=None)})
    try:
        return representatives(asked, name, _all_comparisons(card).get(name, []))
    except TooMany:
        return (*((choice,) for choice in trait.choices), tuple(trait.choices))


@lru_cache(maxsize=16)
def _all_comparisons(card: RateCard) -> Mapping[str, list[Comparison]]:
    return comparisons_on((*(effect.when for effect in effects_of(card)), *conditions_on_price(card)))


def _groups(card: RateCard, free: Collection[str]) -> list[tuple[str, ...]]:
    """The free questions, together those that something in the card ties to one another, in the card's order."""
    groups = [{name} for name in free]
    for tie in _ties(card):
        touched = [group for group in groups if group & tie]
        if len(touched) > 1:
            groups = [group for group in groups if group not in touched]
            groups.append(set().union(*touched))
    return [tuple(name for name in card.traits if name in group) for group in groups]


@lru_cache(maxsize=16)
def _ties(card: RateCard) -> tuple[frozenset[str], ...]:
    """The names that each part of a card looks at, directly or through its quantities."""
    of_price = (part for part in card_parts(card) if part.bears_on_price)
    names = (
        *({comparison.name for comparison in effect.when.comparisons()} for effect in effects_of(card)),
        # Whether a question is asked ties it to what that depends on.
        *({*part.names(), part.trait} for part in of_price),
    )
    return tuple(frozenset(names_behind(card, tie)) for tie in names)
