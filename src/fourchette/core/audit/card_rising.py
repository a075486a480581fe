"""Where more of a volume, or one more member, makes the rate fall: read from a card's effects, without pricing.

The effects that look at a name are tried on every set of answers that their conditions tell apart.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from fourchette.core.audit.card_remark import Remark, warning
from fourchette.core.basis.estimate import NOTHING, Estimate
from fourchette.core.basis.messages import say
from fourchette.core.basis.problems import Path
from fourchette.core.card.cases import TooMany, cases
from fourchette.core.card.conditions import Fact, Facts
from fourchette.core.card.rate_card import SCOPE, RateCard, Trait
from fourchette.core.card.volumes import computed
from fourchette.core.effect.card_effects import effects_of
from fourchette.core.effect.effect import Effect
from fourchette.core.mandate.answers import volume_traits

# What effects come to: by stage, lane (empty for the whole) and whether the range holds it.
_Totals = dict[tuple[str, str, bool], Estimate]


def falling_rates(card: RateCard) -> Iterator[Remark]:
    """The effects with which the rate can fall as a volume grows, or as one more member is asked for."""
    told = set[Path]()
    for name in dict.fromkeys((*card.traits, *computed(card))):
        trait = card.traits.get(name)
        if name in computed(card) or name in volume_traits(card) or (trait is not None and gives_more(name, trait)):
            for path in _falls(card, name):
                if path not in told:
                    told.add(path)
                    message = say(
                        "the rate can fall as {name} grows: this gives less than what is before it", name=name
                    )
                    remedy = say("raise it, unless a volume discount is what you want")
                    yield warning("falling-rate", path, message, remedy)


def gives_more(name: str, trait: Trait) -> bool:
    """Whether each member of a trait is something more that the client gets."""
    return trait.kind == "several" and (name == SCOPE or trait.deliverable)


def _falls(card: RateCard, name: str) -> Iterator[Path]:
    effects = [each for each in effects_of(card) if any(test.name == name for test in each.when.comparisons())]
    try:
        tried = list(cases(card, [effect.when for effect in effects])) if effects else []
    except TooMany:
        return
    alike: dict[frozenset[tuple[str, Fact]], list[Facts]] = {}
    for facts in tried:
        alike.setdefault(frozenset(item for item in facts.items() if item[0] != name), []).append(facts)
    for group in alike.values():
        applied = {facts[name]: [effect for effect in effects if effect.when.holds(facts)] for facts in group}
        totals = {fact: _totals(each) for fact, each in applied.items()}
        for less, more in _rising(tuple(applied)):
            if _comes_to_less(totals[less], totals[more]):
                yield _path(name, applied[less], applied[more])


def _rising(facts: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Pairs of which the second is more: the next number, or all of the first's members and others."""
    if not all(isinstance(fact, tuple) for fact in facts):
        yield from pairwise(sorted(facts))
        return
    for one, other in combinations(facts, 2):
        if set(one) < set(other):  # type: ignore[arg-type]  # members
            yield one, other
        elif set(other) < set(one):  # type: ignore[arg-type]  # members
            yield other, one


def _totals(effects: Iterable[Effect]) -> _Totals:
    totals: _Totals = {}
    for effect in effects:
        for lane in effect.lanes or ("",):
            key = (effect.stage, lane, effect.exceptional)
            totals[key] = totals.get(key, NOTHING) + effect.amount
    return totals


def _comes_to_less(before: _Totals, after: _Totals) -> bool:
    for key in before.keys() | after.keys():
        less, more = before.get(key, NOTHING), after.get(key, NOTHING)
        if more.low < less.low or more.target < less.target or more.high < less.high:
            return True
    return False


def _path(name: str, before: list[Effect], after: list[Effect]) -> Path:
    """The effect that starts there, else the one that stops."""
    starting = [effect for effect in after if effect not in before]
    taking = [effect for effect in starting if effect.amount.low < 0 or effect.amount.high < 0]
    effect = next(iter((*taking, *starting, *(each for each in before if each not in after))))
    if not effect.answer:
        return ("rules", effect.id)
    tier = effect.id == name
    return ("traits", name, "tiers" if tier else "choices", effect.answer)
