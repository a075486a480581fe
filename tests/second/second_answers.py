"""What a mandate says under a card, completed: the answers, and how much there is of everything.

A card, a mandate and their parts are plain tables, as TOML has them; figures are exact fractions, so that a
third of a month is a third. Nothing of the program is imported here: this is the other way to its price.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

Table = Mapping[str, Any]
Three = tuple[Fraction, Fraction, Fraction]

NO = Fraction(0)
HUNDREDTH = Fraction(1, 100)
# How many weeks each lasts: a year has 52, and a month the twelfth of them.
WEEKS = {"week": Fraction(1), "month": Fraction(52, 12), "quarter": Fraction(13), "year": Fraction(52)}


def number(raw: Decimal | int) -> Fraction:
    """A figure of a file."""
    return Fraction(raw)


def three(raw: Any) -> Three:
    """A figure of a card: low, target and high, or all three alike."""
    low, target, high = raw if isinstance(raw, list) else (raw, raw, raw)
    return number(low), number(target), number(high)


def listed(raw: Any) -> list[Any]:
    """One value, or several."""
    return raw if isinstance(raw, list) else [raw]


class Facts(dict[str, Any]):
    """Every answer by its trait's name; a number that the card computes is found when it is first asked for.

    `months` is how many months of work a project's weeks are, one for a mandate by the month.
    """

    def __init__(self, card: Table, said: Mapping[str, Any], months: Fraction) -> None:
        super().__init__(said)
        self.card, self.months = card, months

    def __missing__(self, name: str) -> Any:
        trait = self.card["traits"].get(name)
        if trait is None:
            self[name] = how_many(self, self.card["quantities"][name], self.months)
        elif "derived" in trait:
            # What is estimated, the messages that followers bring, is estimated by the month.
            if trait.get("estimated"):
                self[name] = how_many(self, trait["derived"], Fraction(1)) * self.months
            else:
                self[name] = how_many(self, trait["derived"], self.months)
        else:
            self[name] = answer(trait, trait.get("default", 0), None)
        return self[name]


def facts_of(card: Table, mandate: Table, months: Fraction, changed: Mapping[str, Any] | None = None) -> Facts:
    """The answers of a mandate, the likely ones of those that it is not sure of, but for those `changed`."""
    said = {**mandate["traits"], **(changed or {})}
    weeks = number(mandate["weeks"]) if "weeks" in mandate else None
    answers = {name: answer(card["traits"][name], raw, weeks) for name, raw in said.items()}
    return Facts(card, {**answers, "period": mandate.get("period", "month")}, months)


def answer(trait: Table, raw: Any, weeks: Fraction | None) -> Any:
    """One answer: of a choice its name, of several a tuple, of a volume how many in what is priced."""
    if trait["kind"] == "number":
        likely = raw[1] if isinstance(raw, list) else raw
        return volume(likely, weeks)
    if trait["kind"] == "yes-no":
        return raw
    chosen = tuple(choice(trait, each) for each in listed(raw))
    return chosen if trait["kind"] == "several" else chosen[0]


def choice(trait: Table, name: str) -> str:
    """A choice by its name or by another name of it."""
    if name in trait["choices"]:
        return name
    return next(str(key) for key, each in trait["choices"].items() if name in listed(each.get("aliases", [])))


def volume(raw: Any, weeks: Fraction | None) -> Fraction:
    """So many, or so many a week (`"3/week"`): in a month, or in the weeks of a project."""
    if not isinstance(raw, str):
        return number(raw)
    count, per = re.fullmatch(r"([0-9.]+)/(\w+)", raw).groups()  # type: ignore[union-attr]  # it is written so
    return Fraction(count) * (WEEKS["month"] if weeks is None else weeks) / WEEKS[per]


def how_many(facts: Facts, quantity: Table, months: Fraction) -> Fraction:
    """What a quantity comes to: a sum of others, or so many in each of some months; a share of it, and so on."""
    if not holds(facts, quantity.get("when", {})):
        return NO
    if "fixed" in quantity:
        amount = number(quantity["fixed"]) * months
    else:
        amount = sum((facts[name] for name in listed(quantity["each"])), NO)
    if "share" in quantity:
        share = quantity["share"]
        amount *= (facts[share] if isinstance(share, str) else number(share)) * HUNDREDTH
    if "brackets" in quantity:
        amount = within_brackets(amount, quantity["brackets"])
    if "further" in quantity:
        amount *= max(len(facts[quantity["further"]]) - 1, 0)
    if "most" in quantity:
        amount = min(amount, number(quantity["most"]))
    return max(amount, number(quantity.get("minimum", 0))) if amount else NO


def within_brackets(amount: Fraction, brackets: list[Table]) -> Fraction:
    """The share of each bracket, of what lies between its start and the next one's."""
    starts = [number(bracket["from"]) for bracket in brackets]
    total = NO
    for bracket, start, end in zip(brackets, starts, [*starts[1:], amount], strict=True):
        total += max(min(amount, end) - start, NO) * number(bracket["share"]) * HUNDREDTH
    return total


def holds(facts: Facts, when: Table) -> bool:
    """Whether a condition holds: its keys are joined by *and*, the tables of `any` by *or*."""
    return all(
        any(holds(facts, each) for each in wanted) if name == "any" else passes(facts[name], wanted)
        for name, wanted in when.items()
    )


def passes(fact: Any, wanted: Any) -> bool:
    """Whether an answer is what is wanted: a value, any of a list, or what each word of a table says."""
    if isinstance(wanted, Mapping):
        return all(passes_word(fact, word, value) for word, value in wanted.items())
    return any((type(fact) is type(value) and fact == value) or is_number(fact, value) for value in listed(wanted))


def is_number(fact: Any, value: Any) -> bool:
    """Whether a number is another."""
    return isinstance(fact, Fraction) and not isinstance(value, str | bool) and fact == number(value)


def passes_word(fact: Any, word: str, value: Any) -> bool:
    """One word of the closed vocabulary."""
    count = len(fact) if isinstance(fact, tuple) else fact
    match word:
        case "at_least":
            return bool(count >= number(value))
        case "at_most":
            return bool(count <= number(value))
        case "includes":
            return not set(listed(value)).isdisjoint(fact)
        case "not":
            return not passes(fact, value)
    raise KeyError(word)
