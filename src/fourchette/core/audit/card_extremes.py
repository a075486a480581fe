"""The lowest and the highest rate a card can reach before its range holds them, each with its mandate.

The rate rises with what each of its stages comes to (base, premiums, surcharges, discounts), so of
what a group of traits can contribute only the contributions that no other beats in all of them need be
kept. Traits that one condition ties together form a group; groups are free of one another.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from decimal import Decimal

from fourchette.core.basis.money import ZERO
from fourchette.core.basis.noun import noun
from fourchette.core.card.cases import cases
from fourchette.core.card.conditions import Fact
from fourchette.core.card.rate_card import HOURS, PERIOD, RateCard
from fourchette.core.effect.card_effects import effects_of
from fourchette.core.effect.effect import Effect
from fourchette.core.effect.effect_stages import OF_ANSWERS, STAGES
from fourchette.core.mandate.mandate import Mandate
from fourchette.core.price.rating import rate, unheld_rate

STATED_HOURS = Decimal(10)
PROJECT_WEEKS = Decimal(4)


@noun
class Extreme:
    """A rate ($/h, before the range holds it), the rate asked, and a mandate that gives both."""

    unheld: Decimal
    asked: Decimal
    mandate: Mandate


@noun
class _Contribution:
    """What some answers bring, by stage: $/h of base and premiums, percent of surcharges and discounts."""

    terms: tuple[Decimal, ...] = (ZERO,) * len(OF_ANSWERS)
    own: Mapping[str, Fact] = field(default_factory=dict)
    before: "_Contribution | None" = None

    def joined(self, other: "_Contribution") -> "_Contribution":
        """This one and another of other answers."""
        terms = tuple(one + more for one, more in zip(self.terms, other.terms, strict=True))
        return _Contribution(terms, other.own, self)

    @property
    def facts(self) -> dict[str, Fact]:
        """All the answers, of whatever was joined."""
        found: dict[str, Fact] = {}
        one: _Contribution | None = self
        while one is not None:
            found.update(one.own)
            one = one.before
        return found


def extremes(card: RateCard) -> tuple[Extreme, Extreme] | None:
    """The lowest and the highest rate; None where a computed number leaves them unproven.

    Raises TooMany where the card ties too many answers together to try them all.
    """
    effects = [effect for effect in effects_of(card) if not STAGES[effect.stage].of_lanes]
    if any(name in card.quantities for effect in effects for name in _names(effect)):
        return None
    groups = [tuple(_contributions(card, group)) for group in _groups(effects)]
    lowest = _best(groups, lambda term: -term, lambda found: -_unheld(card, found))
    highest = _best(groups, lambda term: term, lambda found: _unheld(card, found))
    if not all(_can_be_said(card, found.facts) for found in (lowest, highest)):
        return None
    return _extreme(card, lowest), _extreme(card, highest)


def _can_be_said(card: RateCard, facts: Mapping[str, Fact]) -> bool:
    """Whether a mandate may give these answers: a derived number can go beyond, or between, what one may say."""
    for name, fact in facts.items():
        trait = card.traits.get(name)
        if trait is None or not isinstance(fact, Decimal):
            continue
        if trait.most is not None and fact > trait.most:
            return False
        if not trait.decimals and fact != fact.to_integral_value():
            return False
    return True


def _names(effect: Effect) -> set[str]:
    return {comparison.name for comparison in effect.when.comparisons()}


def _groups(effects: Iterable[Effect]) -> list[list[Effect]]:
    """The effects, those together that share a name, directly or through others."""
    groups: dict[int, list[Effect]] = {}
    home: dict[str, int] = {}
    names_in: dict[int, set[str]] = {}
    for rank, effect in enumerate(effects):
        names, members = _names(effect), [effect]
        for group in sorted({home[name] for name in names if name in home}):
            others = groups.pop(group)
            others += members
            members = others
            names |= names_in.pop(group)
        groups[rank], names_in[rank] = members, names
        home |= dict.fromkeys(names, rank)
    return list(groups.values())


def _contributions(card: RateCard, effects: list[Effect]) -> Iterator[_Contribution]:
    for facts in cases(card, [effect.when for effect in effects]):
        if not _consistent(facts):
            continue
        applied = [effect for effect in effects if effect.when.holds(facts)]
        by_stage = [[each.amount.target for each in applied if each.stage == stage.name] for stage in OF_ANSWERS]
        yield _Contribution(tuple(sum(amounts, ZERO) for amounts in by_stage), facts)


def _consistent(facts: Mapping[str, Fact]) -> bool:
    """Stated hours cannot be none."""
    return facts.get(HOURS) != ZERO


def _best(
    groups: list[tuple[_Contribution, ...]],
    direction: Callable[[Decimal], Decimal],
    worth: Callable[[_Contribution], Decimal],
) -> _Contribution:
    """The contributions of all groups together that are worth the most."""
    front = [_Contribution()]
    for group in groups:
        undominated = _front(group, direction)
        front = _front([one.joined(other) for one in front for other in undominated], direction)
    return max(front, key=worth)


def _front(found: Iterable[_Contribution], direction: Callable[[Decimal], Decimal]) -> list[_Contribution]:
    """The contributions that no other equals or beats in all terms."""
    by_terms = {one.terms: one for one in reversed(list(found))}
    kept: list[_Contribution] = []
    for one in sorted(by_terms.values(), key=lambda each: tuple(map(direction, each.terms)), reverse=True):
        if not any(_beats(other, one, direction) for other in kept):
            kept.append(one)
    return kept


def _beats(one: _Contribution, other: _Contribution, direction: Callable[[Decimal], Decimal]) -> bool:
    return all(direction(a) >= direction(b) for a, b in zip(one.terms, other.terms, strict=True))


def _unheld(card: RateCard, found: _Contribution) -> Decimal:
    """The rate before the range."""
    return unheld_rate(dict(zip((stage.name for stage in OF_ANSWERS), found.terms, strict=True)), card.range_)


def _extreme(card: RateCard, found: _Contribution) -> Extreme:
    answers = found.facts
    mandate = _mandate(card, answers)
    facts: dict[str, Fact] = {
        # What is computed may multiply single lanes, and moves no extreme.
        **dict.fromkeys(card.quantities, ZERO),
        **{name: _fact(card, name, answers) for name in card.traits},
        PERIOD: mandate.period,
        HOURS: mandate.hours or ZERO,
    }
    rating = rate(card, facts)
    return Extreme(rating.unheld.target, rating.rate.target, mandate)


def _fact(card: RateCard, name: str, facts: Mapping[str, Fact]) -> Fact:
    if name in facts:
        return facts[name]
    trait = card.traits[name]
    if trait.kind == "several":
        return trait.default if isinstance(trait.default, tuple) else (next(iter(trait.choices)),)
    if trait.kind == "one" and trait.default is None:
        return next(iter(trait.choices))
    default = trait.default
    return default if isinstance(default, str | bool | Decimal) else trait.least


def _mandate(card: RateCard, facts: Mapping[str, Fact]) -> Mandate:
    """A mandate with these answers; it states its hours, so that there is always something to price."""
    hours = facts.get(HOURS)
    traits = {
        name: list(fact) if isinstance(fact, tuple) else fact
        for name, trait in card.traits.items()
        for fact in (_fact(card, name, facts),)
        if trait.required or (name in facts and (trait.derived is not None or fact != trait.default))
    }
    project = facts.get(PERIOD) == "project"
    return Mandate(
        period="project" if project else "month",
        weeks=PROJECT_WEEKS if project else None,
        hours=hours if isinstance(hours, Decimal) else STATED_HOURS,
        traits=traits,
    )
