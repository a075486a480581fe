"""What is found of a card's answers by pricing with each: more that costs less, the same price, a dearer piece."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import islice

from fourchette.core.audit.card_across import first_months, trial_cost, tried_with
from fourchette.core.audit.card_remark import Remark, warning
from fourchette.core.audit.card_rising import gives_more
from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.money import HUNDRED, ONE, divided, to_step
from fourchette.core.card.conditions import Equals
from fourchette.core.card.rate_card import RateCard, Trait
from fourchette.core.effect.card_effects import effects_of
from fourchette.core.mandate.answers import volume_traits

# From how many pieces to twice and four times as many each volume is tried, and by how many percent a piece may rise.
PIECES = Decimal(60)
RISE = Decimal(25)


def answers_across(card: RateCard) -> Iterator[Remark]:
    """Answers that give more and cost less, that cost the same, members that lower, pieces that grow dearer."""
    counted = volume_traits(card) - {overhead.up_to for overhead in card.overheads.values()}
    for name, trait in card.traits.items():
        if trait.kind == "one":
            yield from _choices(card, name, trait)
        elif gives_more(name, trait):
            yield from _members(card, name, trait)
        elif name in counted and not trait.tiers:
            yield from _pieces(card, name, trait)


def _choices(card: RateCard, name: str, trait: Trait) -> Iterator[Remark]:
    """The answers of a trait against one another, on the first examples."""
    costs = [
        {key: cost for key in trait.choices if (cost := trial_cost(card, tried_with(base, name, key))) is not None}
        for base in first_months(card)
    ]
    for key, choice in trait.choices.items():
        for less in choice.reduce.to if choice.reduce is not None else ():
            yield from islice(_fuller_costs_less(costs, name, key, less), 1)
    named, alike = _named(card, name), defaultdict[tuple[Decimal | None, ...], list[str]](list)
    for key in trait.choices:
        earlier = alike[tuple(each.get(key) for each in costs)]
        same = next((one for one in earlier if {one, key} & named), None)
        if same is not None and any(key in each for each in costs):
            message = say("{name}: {one} and {other} cost the same", name=name, one=same, other=key)
            remedy = say("have them differ, or keep one of them")
            yield warning("same-cost", ("traits", name, "choices", key), message, remedy)
        earlier.append(key)


def _fuller_costs_less(costs: Iterable[Mapping[str, Decimal]], name: str, key: str, less: str) -> Iterator[Remark]:
    """Where an answer costs less than the one that `reduce` brings it down to."""
    for each in costs:
        if {key, less} <= each.keys() and each[key] < each[less]:
            message = say(
                "{name}: {more} costs {at:money}, and {less} {below:money}, though it gives less",
                name=name,
                more=key,
                less=less,
                at=each[key],
                below=each[less],
            )
            yield warning("fuller-answer-costs-less", ("traits", name, "choices", key), message, _raise())


def _named(card: RateCard, name: str) -> set[object]:
    """The answers of a trait that an effect on the rate names."""
    tests = (test for effect in effects_of(card) for test in effect.when.comparisons() if test.name == name)
    return {value for test in tests if isinstance(test, Equals) for value in test.values}


def _members(card: RateCard, name: str, trait: Trait) -> Iterator[Remark]:
    for member in trait.choices:
        for base in first_months(card):
            asked = [each for each in base.traits.get(name, ()) if each != member]
            less, more = (trial_cost(card, tried_with(base, name, each)) for each in (asked, [*asked, member]))
            if less is not None and more is not None and more < less:
                message = say(
                    "{name}: with {member} it costs {at:money}, and {below:money} without: more costs less",
                    name=name,
                    member=member,
                    at=more,
                    below=less,
                )
                yield warning("member-costs-less", ("traits", name, "choices", member), message, _raise())
                break


def _pieces(card: RateCard, name: str, trait: Trait) -> Iterator[Remark]:
    """A volume of which further pieces are dearer than the first; what its own tiers add is meant."""
    start = PIECES if trait.most is None else min(PIECES, trait.most // 4)
    for base in first_months(card):
        counts = (start, start * 2, start * 4)
        few, twice, more = (trial_cost(card, tried_with(replace(base, hours=None), name, count)) for count in counts)
        if few is None or twice is None or more is None or twice <= few:
            continue
        rise = to_step(divided((more - twice) * HUNDRED, (twice - few) * 2) - HUNDRED, ONE)
        if rise <= RISE:
            continue
        message = say(
            "{name}: beyond {count:count}, a piece costs {rise:percent} more than before",
            name=name,
            count=counts[1],
            rise=rise,
        )
        remedy = say("give more pieces no more minutes each, or say it by tiers")
        yield warning("dearer-piece", ("traits", name), message, remedy)
        return


def _raise() -> Message:
    return say("raise it, or lower the other")
