"""What makes one mandate another: the changes of a package, in a small closed vocabulary, and of an option.

A card's package changes every mandate alike; a mandate's own package has the last word on each
answer that it names. An option adds to a mandate, apart from it.
"""

from collections.abc import Mapping
from dataclasses import field, fields
from typing import Any

from fourchette.core.basis.noun import noun
from fourchette.core.basis.reading import CLOSED, Amount, Heading, Label, Line, Names, Positive, YesNo
from fourchette.core.basis.text import NO_TEXT
from fourchette.core.card.conditions import ALWAYS, When


@noun(kw_only=True)
class Alterations:
    """What changes in the answers, by the trait's name, and in the stated `hours` by that word.

    `set` gives an answer; `at_most` and `at_least` bring down or up what is beyond: a number, a choice
    by its place in the card, or (`at_most`) how many members are kept, the mandate's first ones;
    `scale` takes so many percent of a number; `with` and `without` add and take out members.
    """

    __pydantic_config__ = CLOSED
    set_: Mapping[Line, Any] = field(default_factory=dict)
    at_most: Mapping[Line, Any] = field(default_factory=dict)
    at_least: Mapping[Line, Any] = field(default_factory=dict)
    scale: Mapping[Line, Amount] = field(default_factory=dict)
    with_: Mapping[Line, Names] = field(default_factory=dict)
    without: Mapping[Line, Names] = field(default_factory=dict)

    def names(self) -> frozenset[str]:
        """Every name that something is changed of."""
        return frozenset(name for table in TABLES for name in getattr(self, table))


TABLES = tuple(table.name for table in fields(Alterations))


def overridden(rule: Alterations, own: Alterations) -> Alterations:
    """The changes of a rule under those of a mandate, which replace the rule's for each name that they hold."""
    named = own.names()
    return Alterations(
        **{
            table: {
                **{name: value for name, value in getattr(rule, table).items() if name not in named},
                **getattr(own, table),
            }
            for table in TABLES
        }
    )


@noun(kw_only=True)
class PackageRule(Alterations):
    """One package of a card, offered where `when` holds; without changes, it is the mandate as asked."""

    __pydantic_config__ = CLOSED
    label: Heading
    recommended: YesNo = False
    when: When = ALWAYS
    why: Label = NO_TEXT
    source: Label = NO_TEXT


@noun(kw_only=True)
class OwnPackage(Alterations):
    """What a mandate has otherwise in one package of its card; not `offered`, it is left out."""

    __pydantic_config__ = CLOSED
    label: Heading = NO_TEXT
    recommended: YesNo | None = None
    offered: YesNo = True


@noun(kw_only=True)
class Option:
    """Work offered apart, on top of the mandate: numbers and members are added, another choice replaces.

    `hours` are added to the hours that a mandate states.
    """

    __pydantic_config__ = CLOSED
    label: Heading
    traits: Mapping[str, Any] = field(default_factory=dict)
    hours: Positive | None = None
