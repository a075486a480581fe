"""The hourly rate, for low, target and high alike; every percent ends on a whole cent before what follows."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from second.second_answers import HUNDREDTH, NO, Facts, Table, Three, holds, number, three

CENT = Fraction(1, 100)
NOTHING: Three = (NO, NO, NO)


def rounded(figure: Fraction, step: Fraction) -> Fraction:
    """The nearest multiple of a step, half-up (of an amount below zero, away from it)."""
    steps = floor(abs(figure) / step + Fraction(1, 2))
    return steps * step if figure >= 0 else -steps * step


def down_to(figure: Fraction, step: Fraction) -> Fraction:
    """The last multiple of a step that is not above."""
    return floor(figure / step) * step


def up_to(figure: Fraction, step: Fraction) -> Fraction:
    """The first multiple of a step that is not below."""
    return ceil(figure / step) * step


def total(figures: Iterator[Three] | list[Three]) -> Three:
    """The low figures together, the targets, the highs."""
    low, target, high = NOTHING
    for each in figures:
        low, target, high = low + each[0], target + each[1], high + each[2]
    return low, target, high


def effects(card: Table, facts: Facts) -> Iterator[Table]:
    """What the answers and the rules do to the rate: a choice each, the highest tier reached, a yes, a rule."""
    for name, trait in card["traits"].items():
        fact = facts[name]
        if trait["kind"] in ("one", "several"):
            yield from (each for key, each in trait["choices"].items() if key == fact or key in listed_of(fact))
        if trait["kind"] == "yes-no" and fact:
            yield trait
        if trait.get("tiers"):
            count = len(fact) if isinstance(fact, tuple) else fact
            reached = [tier for tier in trait["tiers"] if number(tier["from"]) <= count]
            yield from reached[-1:]
    yield from (rule for rule in card.get("rules", ()) if holds(facts, rule["when"]))


def listed_of(fact: object) -> tuple[str, ...]:
    return fact if isinstance(fact, tuple) else ()


@dataclass
class Rates:
    """The rate asked, before the range held it, and the one that lanes without discounts keep; all of $/h.

    `of_lanes` are the effects on the rate of some lines only.
    """

    asked: Three
    unheld: Three
    undiscounted: Three
    of_lanes: list[Table]


def rate_of(card: Table, facts: Facts) -> Rates:
    """The rate of a mandate's answers, before any proof."""
    found = list(effects(card, facts))
    of_all = [three(each["percent"]) for each in found if "percent" in each and not each.get("lanes")]
    base = total([three(each["base"]) for each in found if "base" in each])
    premiums = total([three(each["add"]) for each in found if "add" in each])
    surcharges = total([each for each in of_all if each[2] > 0])
    discounts = total([each for each in of_all if each[2] <= 0])
    most = number(card["range"].get("max_discount", 100))
    before = tuple(
        rounded((start + added) * (1 + more * HUNDREDTH), CENT) if any(surcharges) else start + added
        for start, added, more in zip(base, premiums, surcharges, strict=True)
    )
    unheld = tuple(
        rounded(figure * (1 - min(-less, most) * HUNDREDTH), CENT) if any(discounts) else figure
        for figure, less in zip(before, discounts, strict=True)
    )
    of_lanes = [each for each in found if each.get("lanes")]
    return Rates(settled(card, unheld), settled_as(unheld), settled(card, before), of_lanes)


def settled_as(figures: tuple[Fraction, ...]) -> Three:
    low, target, high = figures
    return low, target, high


def settled(card: Table, figures: tuple[Fraction, ...]) -> Three:
    """Held in the range and rounded to its step, which never pushes it out."""
    least, most, step = (number(card["range"].get(key, 1)) for key in ("floor", "ceiling", "step"))
    return settled_as(tuple(held(rounded(held(figure, least, most), step), least, most) for figure in figures))


def held(figure: Fraction, least: Fraction, most: Fraction) -> Fraction:
    return min(max(figure, least), most)


def lane_rate(card: Table, rates: Rates, lane: str) -> Three:
    """The rate of a line: the mandate's, times the percents that name its lane.

    The range holds it as it holds the mandate's (and where proof lifted that above it, no higher than that);
    what is exceptional is added to it, whatever the range. Some lanes know no discount.
    """
    start = rates.asked
    if not card["lanes"][lane].get("discounts", True):
        start = settled_as(tuple(map(max, start, rates.undiscounted)))
    named = [each for each in rates.of_lanes if lane in each["lanes"]]
    usual = total([three(each["percent"]) for each in named if not each.get("exceptional")])
    exceptional = total([three(each["percent"]) for each in named if each.get("exceptional")])
    return settled_as(tuple(one_rate(card, *figures) for figures in zip(start, usual, exceptional, strict=True)))


def one_rate(card: Table, start: Fraction, usual: Fraction, exceptional: Fraction) -> Fraction:
    least, most = number(card["range"]["floor"]), number(card["range"]["ceiling"])
    figure = start
    if usual:
        # What she states, or proof lifts, may be outside the range: a line is held no further than that.
        figure = held(rounded(start * (1 + usual * HUNDREDTH), CENT), min(least, start), max(most, start))
    return figure + rounded(start * (1 + exceptional * HUNDREDTH), CENT) - rounded(start, CENT)
