"""The same rules in a general rule engine: `pip install .[benchmark]`, `python tests/benchmarks/rule_engine.py`.

Each example's mandate is priced by the program (checks, rate, hours, lines, taxes, notices and every step) and by a
graph of zen-engine made of the same card (volumes, hours, effects, rate, lines before tax; binary floats, its trace
in place of our steps), turn by turn. It prints what each does in a second of one core, and both amounts.
"""

import json
import re
import statistics
import sys
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import pairwise
from pathlib import Path
from time import process_time
from typing import Any

import zen  # type: ignore[import-not-found, unused-ignore]  # only who compares installs it

from fourchette.core.card.conditions import All, Between, Condition, Equals, Includes, Not
from fourchette.core.card.conditions import Any as AnyOf
from fourchette.core.card.rate_card import Quantity, RateCard
from fourchette.core.card.volumes import computed, in_order
from fourchette.core.effect.card_effects import effects_of
from fourchette.core.price.quote import Quote, price
from fourchette.files.card.card_file import load_card
from fourchette.files.mandate.mandate_file import Overrides, load_mandate
from fourchette.files.shipped.tax_tables import load_taxes

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
DAY = date(2026, 11, 22)
ROUNDS, PRICES = 15, 100
COLUMNS = ("id", "stage", "low", "target", "high", "lanes")


def said(value: object) -> str:
    """A value as zen-engine writes it."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f"'{value}'"
        case _:
            return str(value)


def condition(when: Condition, card: RateCard) -> str:
    """A condition in the words of zen-engine."""
    match when:
        case Equals(name=name, values=values):
            return "(" + " or ".join(f"{name} == {said(value)}" for value in sorted(values, key=str)) + ")"
        case Includes(name=name, members=members):
            return "(" + " or ".join(f"contains({name}, {said(member)})" for member in sorted(members)) + ")"
        case Between(name=name):
            trait = card.traits.get(name)
            number = f"len({name})" if trait is not None and trait.kind == "several" else name
            bounds = ((">=", when.least), ("<=", when.most), ("<", when.below))
            return " and ".join(f"{number} {sign} {bound}" for sign, bound in bounds if bound is not None)
        case Not(inner=inner):
            return f"not ({condition(inner, card)})"
        case All(parts=parts):
            return " and ".join(condition(part, card) for part in parts) or "true"
        case AnyOf(parts=parts):
            return "(" + " or ".join(f"({condition(part, card)})" for part in parts) + ")"
    raise TypeError(when)


def amount(quantity: Quantity, card: RateCard) -> str:
    """How many units a quantity comes to."""
    units = f"{quantity.fixed}" if quantity.fixed is not None else "(" + " + ".join(quantity.each) + ")"
    share = "" if quantity.share is None else f" * {quantity.share} / 100"
    further = "" if quantity.further is None else f" * max([len({quantity.further}) - 1, 0])"
    found = f"{units}{share}{further}"
    if quantity.minimum:
        found = f"({found} > 0 ? max([{found}, {quantity.minimum}]) : 0)"
    return f"({condition(quantity.when, card)}) ? {found} : 0"


def volumes(card: RateCard, quote: Quote) -> Iterator[tuple[str, str]]:
    """What is computed of the answers; what the same node computes is told by a `$.`."""
    quantities = computed(card)
    names = [name for name in in_order(quantities) if name not in quote.answers.said]
    for name in names:
        yield name, re.sub(rf"\b({'|'.join(names)})\b", r"$.\1", amount(quantities[name], card))


def hours(card: RateCard) -> Iterator[tuple[str, str]]:
    """Each task's minutes, each lane's hours to the quarter with its overheads, and their sum."""
    for name, task in card.tasks.items():
        yield f"t_{name}", f"({amount(task, card)}) * {task.minutes.target}"
    for lane in card.lanes:
        own = [f"$.t_{name}" for name, task in card.tasks.items() if task.lane == lane] or ["0"]
        yield f"m0_{key(lane)}", " + ".join(own)
    before = 0
    for place, (_, overhead) in enumerate(card.overheads.items(), start=1):
        share = f"(({condition(overhead.when, card)}) ? {overhead.percent.target} / 100 : 0)"
        weighed = [lane for lane in card.lanes if not overhead.lanes or lane in overhead.lanes]
        for lane in card.lanes:
            added = weighed if overhead.into == lane else [lane] if overhead.into is None and lane in weighed else []
            more = " + ".join(f"$.m{before}_{key(each)}" for each in added) or "0"
            yield f"m{place}_{key(lane)}", f"$.m{before}_{key(lane)} + ({more}) * {share}"
        before = place
    for lane in card.lanes:
        yield f"h_{key(lane)}", f"floor($.m{before}_{key(lane)} / 15 + 0.5) / 4"
    yield "hours", " + ".join(f"$.h_{key(lane)}" for lane in card.lanes)


def rate(card: RateCard) -> Iterator[tuple[str, str]]:
    """Low, target and high, through the stages."""
    frame = card.range_
    for side in ("low", "target", "high"):
        for stage in ("base", "add", "surcharge", "discount"):
            yield f"{stage}_{side}", f"sum(map(filter(hits, #.stage == '{stage}'), #.{side}))"
        yield f"up_{side}", f"($.base_{side} + $.add_{side}) * (1 + $.surcharge_{side} / 100)"
        yield f"off_{side}", f"max([$.discount_{side}, -{frame.max_discount}])"
        yield f"unheld_{side}", f"$.up_{side} * (1 + $.off_{side} / 100)"
        rounded = f"floor($.unheld_{side} / {frame.step} + 0.5) * {frame.step}"
        yield f"rate_{side}", f"min([max([{rounded}, {frame.floor}]), {frame.ceiling}])"


def lines(card: RateCard) -> Iterator[tuple[str, str]]:
    """Each lane's amount at its own rate, low, target and high; each fee; what they come to."""
    for side in ("low", "target", "high"):
        for lane in card.lanes:
            more = f"sum(map(filter(hits, contains(#.lanes, '|{lane}|')), #.{side}))"
            yield f"a_{key(lane)}_{side}", f"h_{key(lane)} * rate_{side} * (1 + {more} / 100)"
    for name, fee in card.fees.items():
        price_of = f"{fee.unit_price.target}" if fee.unit_price else f"{fee.percent.target if fee.percent else 0} / 100"
        found = f"max([{fee.each} * {price_of}, {fee.minimum}])"
        yield f"f_{name}", f"({condition(fee.when, card)}) and {fee.each} > 0 ? {found} : 0"
    amounts = [*(f"$.a_{key(lane)}_target" for lane in card.lanes), *(f"$.f_{name}" for name in card.fees)]
    yield "subtotal", " + ".join(amounts)


def key(lane: str) -> str:
    return lane.replace("-", "_")


def expressions(name: str, found: Iterator[tuple[str, str]]) -> dict[str, Any]:
    listed = [{"id": str(place), "key": each, "value": value} for place, (each, value) in enumerate(found)]
    return node(name, "expressionNode", {"expressions": listed, "outputPath": None})


def node(name: str, kind: str, content: dict[str, Any]) -> dict[str, Any]:
    shared = {"passThrough": True, "inputField": None, "executionMode": "single"}
    return {"id": name, "name": name, "type": kind, "content": {**shared, **content}}


def effects(card: RateCard) -> dict[str, Any]:
    """A row of a decision table for each effect of the card; every row that holds is collected."""
    rows = [
        {
            "_id": str(place),
            "when": condition(effect.when, card),
            "id": said(effect.id),
            "stage": said(effect.stage),
            **{side: str(getattr(effect.amount, side)) for side in ("low", "target", "high")},
            "lanes": said("".join(f"|{lane}|" for lane in effect.lanes)),
        }
        for place, effect in enumerate(effects_of(card))
    ]
    columns = [{"id": name, "name": name, "field": name} for name in COLUMNS]
    table = {"hitPolicy": "collect", "rules": rows, "inputs": [{"id": "when", "name": "when"}], "outputs": columns}
    return node("effects", "decisionTableNode", {**table, "outputPath": "hits"})


def graph(card: RateCard, quote: Quote) -> str:
    """The card as a graph of zen-engine, for the mandates that say what this one says."""
    nodes = [
        node("in", "inputNode", {}),
        expressions("volumes", volumes(card, quote)),
        expressions("work", hours(card)),
        effects(card),
        expressions("rate", rate(card)),
        expressions("lines", lines(card)),
        node("out", "outputNode", {}),
    ]
    names = [each["id"] for each in nodes]
    edges = [{"id": f"{a}-{b}", "type": "edge", "sourceId": a, "targetId": b} for a, b in pairwise(names)]
    return json.dumps({"nodes": nodes, "edges": edges})


def plain(fact: object) -> object:
    return float(fact) if isinstance(fact, Decimal) else list(fact) if isinstance(fact, tuple) else fact


def a_second(measured: Callable[[], object]) -> float:
    """How often something is done in a second of one core."""
    start = process_time()
    for _ in range(PRICES):
        measured()
    return PRICES / (process_time() - start)


def main() -> None:
    """Measure both, turn by turn, and print a row for each mandate."""
    card, taxes = load_card().card, load_taxes()
    for name in ("cafe", "utility"):
        mandate = load_mandate(str(EXAMPLES / f"{name}.toml"), card, Overrides()).mandate
        quote = price(mandate, card, taxes, on=DAY)
        decision = zen.ZenEngine().create_decision(graph(card, quote))
        asked = {trait: plain(fact) for trait, fact in quote.answers.facts.items()}
        theirs = partial(decision.evaluate, asked, {"trace": True})
        ours = partial(price, mandate, card, taxes, on=DAY)
        pairs = [(a_second(ours), a_second(theirs)) for _ in range(ROUNDS)]
        ratio = statistics.median(one / other for one, other in pairs)
        one, other = (statistics.median(side) for side in zip(*pairs, strict=True))
        found = theirs()["result"]["subtotal"]
        amounts = sum((line.amount.target for line in quote.lines), Decimal(0))
        sys.stdout.write(
            f"{name:<10}{one:>8,.0f}/s  zen-engine {other:>8,.0f}/s  {ratio:.2f}x  {amounts} {found:.2f}\n"
        )


if __name__ == "__main__":
    main()
