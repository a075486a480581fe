"""What leaves with a part of an answer: a scope that is taken out takes its volumes with it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from fourchette.core.basis.noun import noun
from fourchette.core.basis.text import Text
from fourchette.core.card.conditions import Fact
from fourchette.core.card.rate_card import RateCard
from fourchette.core.mandate.answers import facts_of
from fourchette.core.mandate.mandate import Mandate


@noun
class LeftOut:
    """The answers that are left out, by the names of their traits, and what was taken out of others."""

    names: tuple[str, ...] = ()
    members: tuple[Text, ...] = ()


def narrowed(card: RateCard, mandate: Mandate, over: Mapping[str, Any]) -> tuple[Mandate, LeftOut]:
    """The mandate with `over` in place of its answers, without what leaves with them; a season's own answers stand."""
    under, usual = mandate.traits, _left_out(card, mandate.traits, over)
    gone, seasons = [usual], []
    for season in mandate.seasons:
        stays = {name: said for name, said in over.items() if name not in season.traits}
        gone.append(theirs := _left_out(card, {**under, **season.traits}, stays))
        own = {**{name: under[name] for name in usual.names}, **season.traits}
        seasons.append(replace(season, traits=_less(own, theirs)))
    changed = replace(mandate, traits=_less({**under, **over}, usual))
    names = tuple(dict.fromkeys(name for each in gone for name in each.names))
    if names:
        changed = replace(changed, seasons=tuple(season for season in seasons if season.traits))
    return changed, LeftOut(names, tuple(dict.fromkeys(member for each in gone for member in each.members)))


def _less(traits: Mapping[str, Any], gone: LeftOut) -> dict[str, Any]:
    return {name: said for name, said in traits.items() if name not in gone.names}


def _left_out(card: RateCard, under: Mapping[str, Any], over: Mapping[str, Any]) -> LeftOut:
    """The answers of `under` to questions that are asked only for members that `over` takes out of an answer of it."""
    turning = (name for about in over for name in _asked_about(card).get(about, ()))
    asked = {name: card.traits[name].asked_when for name in turning if name in under and name not in over}
    if not asked:
        return LeftOut()
    before, after = (facts_of(card, given) for given in (under, {**under, **over}))
    taken = {name: members for name in over if (members := tuple(_taken(before.get(name), after.get(name))))}
    names = [
        name
        for name, when in asked.items()
        if any(each.name in taken for each in when.comparisons()) and when.holds(before) and not when.holds(after)
    ]
    labels = (card.traits[name].choices[member].label for name, members in taken.items() for member in members)
    return LeftOut(tuple(names), tuple(labels) if names else ())


@lru_cache(maxsize=16)
def _asked_about(card: RateCard) -> Mapping[str, Sequence[str]]:
    """Of each name, the traits whose question is asked only for some answers of it."""
    found = defaultdict[str, list[str]](list)
    for name, trait in card.traits.items():
        for about in {each.name for each in trait.asked_when.comparisons()}:
            found[about].append(name)
    return found


def _taken(before: Fact | None, after: Fact | None) -> Iterator[str]:
    if isinstance(before, tuple) and isinstance(after, tuple):
        yield from (member for member in before if member not in after)
