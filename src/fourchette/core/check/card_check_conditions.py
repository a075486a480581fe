"""What is wrong with a condition of a card: a name that is not there, a comparison that does not suit it."""

from collections.abc import Iterable, Iterator

from fourchette.core.basis.messages import say
from fourchette.core.basis.problems import Path, Problem, unknown_name
from fourchette.core.basis.reading import shown
from fourchette.core.card.conditions import Between, Comparison, Condition, Equals, Includes
from fourchette.core.card.rate_card import PERIOD, RateCard

_PERIODS = ("month", "project")


def condition_problems(card: RateCard, path: Path, when: Condition, also: tuple[str, ...] = ()) -> Iterator[Problem]:
    """Every problem of a condition; `also` are the names that it may test beside the answers."""
    for comparison in when.comparisons():
        where, name = (*path, comparison.name), comparison.name
        if name in card.traits or name in card.quantities or name == PERIOD or name in also:
            yield from _comparison(card, where, comparison)
        else:
            known = (*card.traits, *card.quantities, PERIOD, *also)
            yield unknown_name(where, say("{name} is not a trait of this card", name=name), name, known)


def _comparison(card: RateCard, path: Path, comparison: Comparison) -> Iterator[Problem]:
    """Whether the comparison suits what it is made on, and its values exist there."""
    trait = card.traits.get(comparison.name)
    choices = _PERIODS if comparison.name == PERIOD else tuple(trait.choices) if trait is not None else ()
    number = trait.kind == "number" if trait is not None else comparison.name != PERIOD
    several = trait is not None and trait.kind == "several"
    match comparison:
        case Includes(members=members) if several:
            yield from _members(path, members, choices)
        case Includes():
            yield Problem(path, say("`includes` is for a trait of several choices"), say("write the choice itself"))
        case Equals(values=values) if several:
            message = say("{value} alone is ambiguous: several can be chosen", value=shown(next(iter(values))))
            yield Problem(path, message, say("write {{ includes = … }}"))
        case Equals(values=values) if choices:
            yield from _members(path, values, choices)
        case Equals(values=values) if any(isinstance(value, str) for value in values):
            yield Problem(path, say("{name} has no choices to compare with", name=comparison.name))
        case Equals(values=values) if any(isinstance(value, bool) == number for value in values):
            expected = say("a number is expected here") if number else say("true or false is expected here")
            yield Problem(path, expected)
        case Between() if not (number or several):
            yield Problem(path, say("`at_least` and `at_most` are for numbers and for traits of several choices"))


def _members(path: Path, members: Iterable[object], choices: tuple[str, ...]) -> Iterator[Problem]:
    for member in sorted(map(str, members)):
        if member not in choices:
            message = say("{name} is not one of the choices", name=shown(member))
            yield unknown_name(path, message, member, choices)
