"""Another mandate made from one: by the changes of a package, or with an option on top."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from fourchette.core.basis.money import CENT, ONE, QUARTER, percent_of, to_cent, to_step
from fourchette.core.basis.reading import LARGEST
from fourchette.core.card.answer_reading import as_said, members_as_written, read_answer
from fourchette.core.card.changes import Alterations, Option
from fourchette.core.card.conditions import Fact, Facts
from fourchette.core.card.rate_card import HOURS, RateCard, Trait
from fourchette.core.mandate.mandate import Mandate, Season
from fourchette.core.price.asked_price import Asking, period_of_price
from fourchette.core.price.lines import sum_of
from fourchette.core.price.quote import priced

NONE_SAID: Any = object()


def in_proportion(mandate: Mandate, variant: Mandate, card: RateCard, asking: Asking | None = None) -> Mandate:
    """Another scope of a mandate whose price is stated: asked in the proportion of what the card asks for both.

    `asking` is what the mandate asks, where that is known. Where the other scope has nothing in the period that the
    price is for, the card alone prices it. Raises UnsuitedMandate, as `price` does.
    """
    if mandate.price is None or variant is mandate:
        return variant
    was = (asking or priced(mandate, card).asking).worked
    now = priced(replace(variant, price=None, adjustments=(), value=None), card).asking.worked
    period = period_of_price(was)
    if period_of_price(now) != period:
        return replace(variant, price=None)
    share = mandate.price * sum_of(now, period) / sum_of(was, period)
    return replace(variant, price=max(to_cent(share), CENT))


def altered(card: RateCard, mandate: Mandate, alterations: Alterations) -> Mandate:
    """The mandate with its answers changed; what the changes leave as it is stays as it was written.

    A number that the card derives from others is changed only where the mandate says it. Members are
    never all taken out: a change that would leave none is not made.
    """
    traits = dict(mandate.traits)
    for name in card.traits:
        if name in alterations.names():
            trait, raw = card.traits[name], traits.get(name, NONE_SAID)
            before = _said(trait, raw, mandate.weeks)
            after = _changed(name, trait, before, alterations)
            if after is not None and after != before:
                traits[name] = after
    return replace(mandate, traits=traits, hours=_hours(mandate.hours, alterations))


def _said(trait: Trait, raw: object, weeks: Decimal | None) -> Fact | None:
    """The answer of a mandate or its card's default, members in the order of the mandate; None where it is derived."""
    if raw is NONE_SAID:
        return None if trait.default is None else read_answer(trait, trait.default)
    return members_as_written(trait, raw) if trait.kind == "several" else read_answer(trait, raw, weeks)


def _changed(name: str, trait: Trait, before: Fact | None, alterations: Alterations) -> Fact | None:
    fact = read_answer(trait, alterations.set_[name]) if name in alterations.set_ else before
    match fact:
        case bool() | None:
            return fact
        case Decimal():
            number = _bounded(name, fact, alterations, CENT if trait.decimals else ONE)
            return min(max(number, trait.least), trait.most or LARGEST)
        case str():
            return _placed(name, trait, fact, alterations)
        case _:
            return _selected(name, trait, fact, alterations)


def _bounded(name: str, number: Decimal, alterations: Alterations, unit: Decimal) -> Decimal:
    if name in alterations.scale:
        number = to_step(percent_of(alterations.scale[name], number), unit)
    number = max(number, Decimal(alterations.at_least.get(name, number)))
    return min(number, Decimal(alterations.at_most.get(name, number)))


def _placed(name: str, trait: Trait, choice: str, alterations: Alterations) -> str:
    """A choice brought up or down to another, by their places in the card."""
    choices = tuple(trait.choices)
    place = choices.index(choice)
    if name in alterations.at_least:
        place = max(place, choices.index(members_as_written(trait, alterations.at_least[name])[0]))
    if name in alterations.at_most:
        place = min(place, choices.index(members_as_written(trait, alterations.at_most[name])[0]))
    return choices[place]


def _selected(name: str, trait: Trait, members: tuple[str, ...], alterations: Alterations) -> tuple[str, ...]:
    left_out = members_as_written(trait, alterations.without.get(name, ()))
    kept = tuple(member for member in members if member not in left_out) or members
    if name in alterations.at_most:
        kept = kept[: int(alterations.at_most[name])]
    added = members_as_written(trait, alterations.with_.get(name, ()))
    return (*kept, *(member for member in added if member not in kept))


def _hours(stated: Decimal | None, alterations: Alterations) -> Decimal | None:
    """The hours that the changed mandate states: none are changed where none are stated, unless they are set."""
    hours = Decimal(alterations.set_[HOURS]) if HOURS in alterations.set_ else stated
    return None if hours is None else _bounded(HOURS, hours, alterations, QUARTER)


def with_option(card: RateCard, mandate: Mandate, option: Option, facts: Facts) -> Mandate:
    """The mandate with an option on top, in its seasons too; `facts` are its own, its derived numbers among them.

    What a season chooses for itself stands: a choice that an option brings is of the other months.
    """
    hours = mandate.hours if option.hours is None or mandate.hours is None else mandate.hours + option.hours
    seasons = tuple(
        replace(season, traits={**season.traits, **_more(card, option, _counted(card, season))})
        for season in mandate.seasons
    )
    traits = {**mandate.traits, **_more(card, option, facts, mandate.weeks)}
    return replace(mandate, traits=traits, hours=hours, seasons=seasons)


def _counted(card: RateCard, season: Season) -> Facts:
    """What a season says of its own that more can be put on top of: its numbers, its members."""
    facts = {name: read_answer(card.traits[name], raw) for name, raw in season.traits.items()}
    return {name: fact for name, fact in facts.items() if not isinstance(fact, str)}


def _more(card: RateCard, option: Option, before: Facts, weeks: Decimal | None = None) -> dict[str, Any]:
    """The answers that an option changes, of those there are before."""
    answers = {
        name: _on_top(card.traits[name], before[name], read_answer(card.traits[name], raw, weeks))
        for name, raw in option.traits.items()
        if name in before
    }
    return {
        name: as_said(card.traits[name], answer) if isinstance(answer, Decimal) else answer
        for name, answer in answers.items()
        if answer != before[name]
    }


def _on_top(trait: Trait, before: Fact, extra: Fact) -> Fact:
    match before, extra:
        case bool(), _:
            return extra
        case Decimal(), Decimal():
            return min(before + extra, trait.most or LARGEST)
        case tuple(), tuple():
            return tuple(name for name in trait.choices if name in before or name in extra)
        case _:
            return extra
