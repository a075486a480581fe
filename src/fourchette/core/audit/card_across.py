"""What is found of a card only by pricing with it: more or fuller that costs less, and how far apart its hours are."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

from fourchette.core.audit.card_examples import mandate_of
from fourchette.core.audit.card_remark import Remark, warning
from fourchette.core.basis.messages import say
from fourchette.core.basis.money import ONE, QUARTER
from fourchette.core.basis.problems import Path
from fourchette.core.card.card_walk import card_parts
from fourchette.core.card.conditions import Between, Condition, Equals, Includes
from fourchette.core.card.rate_card import HOURS, RateCard
from fourchette.core.mandate.answers import UnsuitedMandate, volume_traits
from fourchette.core.mandate.mandate import Mandate
from fourchette.core.price.lines import hour_of_whole
from fourchette.core.price.quote import priced
from fourchette.core.price.variants import altered

# On how many of the card's examples each threshold is tried.
MOST_EXAMPLES = 4


def across(card: RateCard) -> Iterator[Remark]:
    """More of a volume that costs less, and from where to where an hour of the card's examples goes."""
    seen = set[tuple[str, Decimal]]()
    for key, when in _thresholds(card):
        for comparison in when.comparisons():
            start = comparison.least if isinstance(comparison, Between) else None
            if start is None or (comparison.name, start) in seen:
                continue
            if comparison.name == HOURS or comparison.name in volume_traits(card):
                seen.add((comparison.name, start))
                yield from _cheaper_for_more(card, key, when, comparison.name, start)
    yield from _packages(card)
    yield from _spread(card)


def _thresholds(card: RateCard) -> Iterator[tuple[Path, Condition]]:
    for part in card_parts(card):
        if part.bears_on_price:
            yield from (((*part.key, key), when) for key, when in part.conditions() if key != "asked_when")
    for name, trait in card.traits.items():
        for tier in trait.tiers:
            yield ("traits", name, "tiers", f"{tier.from_:f}"), Between(name, tier.from_)


def _cheaper_for_more(card: RateCard, key: Path, when: Condition, name: str, start: Decimal) -> Iterator[Remark]:
    step = QUARTER if name == HOURS or card.traits[name].decimals else ONE
    for base in _bases(card, when):
        below, at = (trial_cost(card, tried_with(base, name, figure)) for figure in (start - step, start))
        if below is not None and at is not None and at < below:
            message = say(
                "{name}: {start:count} cost {at:money}, and {less:count} cost {below:money}: more costs less",
                start=start,
                less=start - step,
                name=name,
                at=at,
                below=below,
            )
            yield warning("more-costs-less", key, message, say("give the discount to an answer, not to a volume"))
            return


def _bases(card: RateCard, when: Condition) -> Iterator[Mandate]:
    """Examples of the card, with the answers that a condition asks for."""
    asked: dict[str, Any] = {}
    for comparison in when.comparisons():
        match comparison:
            case Equals(name=name, values=values) if name in card.traits and card.traits[name].kind == "one":
                asked[name] = next(choice for choice in card.traits[name].choices if choice in values)
            case Includes(name=name, members=members):
                asked[name] = [choice for choice in card.traits[name].choices if choice in members]
    for mandate in first_months(card):
        yield replace(mandate, traits={**mandate.traits, **asked})


def first_months(card: RateCard) -> list[Mandate]:
    """The first mandates by the month of the card's examples."""
    return [mandate_of(example) for example in card.examples if example.period == "month"][:MOST_EXAMPLES]


def tried_with(mandate: Mandate, name: str, answer: object) -> Mandate:
    """The mandate with another answer, or with other stated hours."""
    if name == HOURS and isinstance(answer, Decimal):
        return replace(mandate, hours=answer)
    return replace(mandate, traits={**mandate.traits, name: answer})


def trial_cost(card: RateCard, mandate: Mandate) -> Decimal | None:
    """What a mandate costs over all that is sold, before tax; None where the card cannot price it."""
    try:
        return priced(mandate, card).whole_price
    except UnsuitedMandate:
        return None


def _packages(card: RateCard) -> Iterator[Remark]:
    """Packages that cost less than the one before them, though they go from the lightest to the fullest."""
    told = set[str]()
    for base in first_months(card):
        costs = [(name, cost) for name in card.packages if (cost := _package_cost(card, base, name)) is not None]
        for (before, more), (name, less) in pairwise(costs):
            if less < more and name not in told:
                told.add(name)
                message = say(
                    "the package {name} costs {less:money}, and {before}, before it, {more:money}: "
                    "a fuller one costs less",
                    name=name,
                    less=less,
                    before=before,
                    more=more,
                )
                remedy = say("write them from the lightest to the fullest, or have this one hold more")
                yield warning("fuller-costs-less", ("packages", name), message, remedy)


def _package_cost(card: RateCard, base: Mandate, name: str) -> Decimal | None:
    """What a package of a mandate costs; None where it is not offered."""
    rule = card.packages[name]
    try:
        offered = rule.when.holds(priced(base, card).work.facts)
    except UnsuitedMandate:
        return None
    return trial_cost(card, altered(card, base, rule)) if offered else None


def _spread(card: RateCard) -> Iterator[Remark]:
    """What an hour earns over the card's examples, from the least to the most and from the smallest to the largest."""
    earned = []
    for example in card.examples:
        mandate = mandate_of(example)
        try:
            quote = priced(mandate, card)
        except UnsuitedMandate:
            continue
        hour = hour_of_whole(quote.lines, mandate.main_period)
        if hour is not None:
            earned.append((hour, quote.work.workload.told.target, example.name))
    if earned:
        (least, _, lowest), (most, _, highest) = (pick(earned, key=lambda each: each[0]) for pick in (min, max))
        (of_small, small, smallest), (of_large, large, largest) = (
            pick(earned, key=lambda each: each[1]) for pick in (min, max)
        )
        message = say(
            "an hour of the examples earns from {least:rate} ({lowest}) to {most:rate} ({highest}); "
            "{of_small:rate} in the smallest ({smallest}, {small:hours}), "
            "{of_large:rate} in the largest ({largest}, {large:hours})",
            least=least,
            lowest=lowest,
            most=most,
            highest=highest,
            of_small=of_small,
            smallest=smallest,
            small=small,
            of_large=of_large,
            largest=largest,
            large=large,
        )
        yield Remark("spread-of-hours", "fact", ("examples",), message)
