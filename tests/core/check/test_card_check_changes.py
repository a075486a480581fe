"""The changes of a package must be ones that the card's traits allow: each table on each kind of trait."""

from decimal import Decimal
from typing import Any

import pytest

from builders import WORDS, choice, one, several, small_card, yes_no
from fourchette.core.card.changes import PackageRule
from fourchette.core.card.conditions import read_condition
from fourchette.core.card.rate_card import RateCard
from fourchette.core.check.card_check import problems_of

ONE = Decimal(1)


def with_packages(**packages: dict[str, Any]) -> RateCard:
    rules = {name: PackageRule(label=WORDS, **parts) for name, parts in packages.items()}
    traits = {"pace": one("a", a=choice(), b=choice()), "sites": several(a=choice(), b=choice()), "urgent": yes_no()}
    return small_card(traits=traits, packages=rules)


def with_package(**parts: Any) -> RateCard:  # noqa: ANN401
    return with_packages(odd={"recommended": True, **parts})


# What is changed in a small sound card, the one key that is named, and a word of the message.
BROKEN = {
    "packages-too-many": (
        with_packages(**{name: {"recommended": name == "a"} for name in "abcde"}),
        "packages",
        "5 packages are too many",
    ),
    "package-none-recommended": (with_packages(a={}, b={}), "packages", "exactly one package is recommended; here: 0"),
    "package-two-recommended": (
        with_packages(a={"recommended": True}, b={"recommended": True}),
        "packages",
        "exactly one package is recommended; here: 2",
    ),
    "package-trait": (with_package(set_={"pots": 1}), "packages.odd.set.pots", "no trait pots"),
    "package-answer": (with_package(set_={"pace": "c"}), "packages.odd.set.pace", "not one of the choices"),
    "package-most-choice": (with_package(at_most={"pace": "c"}), "packages.odd.at_most.pace", "not one of the choices"),
    "package-most-count": (with_package(at_most={"sites": 0}), "packages.odd.at_most.sites", "too small"),
    "package-most-yes": (with_package(at_most={"urgent": True}), "packages.odd.at_most.urgent", "no such bound"),
    "package-least-of-many": (with_package(at_least={"sites": 2}), "packages.odd.at_least.sites", "no such bound"),
    "package-least-number": (with_package(at_least={"posts": "a"}), "packages.odd.at_least.posts", "a number"),
    "package-most-half": (
        with_package(at_most={"sites": Decimal("1.5")}),
        "packages.odd.at_most.sites",
        "whole number",
    ),
    "package-scale-choice": (with_package(scale={"pace": ONE}), "packages.odd.scale.pace", "only a number"),
    "package-scale-too-far": (with_package(scale={"posts": Decimal(1001)}), "packages.odd.scale.posts", "too large"),
    "package-with-one": (with_package(with_={"pace": ("a",)}), "packages.odd.with.pace", "several choices has members"),
    "package-with-unknown": (with_package(with_={"sites": ("c",)}), "packages.odd.with.sites", "not one of the"),
    "package-without-unknown": (
        with_package(without={"sites": ("c",)}),
        "packages.odd.without.sites",
        "not one of the",
    ),
    "package-hours-members": (with_package(with_={"hours": ("a",)}), "packages.odd.with.hours", "have no members"),
    "package-no-hours": (with_package(scale={"hours": Decimal(0)}), "packages.odd.scale.hours", "above zero"),
    "package-when": (with_package(when=read_condition({"pots": 1})), "packages.odd.when.pots", "not a trait"),
}


@pytest.mark.parametrize(("card", "key", "word"), BROKEN.values(), ids=BROKEN)
def test_a_broken_package_names_the_key_that_breaks_it(card: RateCard, key: str, word: str) -> None:
    (problem,) = problems_of(card)

    assert problem.key == key
    assert word in str(problem.message)


@pytest.mark.parametrize(
    "card",
    [
        with_packages(**{name: {"recommended": name == "a"} for name in "abcd"}),
        with_package(
            set_={"urgent": True, "hours": 12}, at_most={"sites": 1, "pace": "b"}, when=read_condition({"posts": 1})
        ),
        with_package(scale={"posts": Decimal(1000), "hours": Decimal(50)}, at_most={"posts": 9, "sites": 2}),
        with_package(scale={"posts": Decimal(0)}, at_least={"posts": 1}, with_={"sites": ("b",)}),
    ],
)
def test_what_a_package_may_change_is_sound(card: RateCard) -> None:
    assert problems_of(card) == ()
