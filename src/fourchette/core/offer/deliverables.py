"""What the client receives: the answers that can be promised, in words and numbers."""

from collections.abc import Collection
from decimal import Decimal

from fourchette.core.basis.noun import noun
from fourchette.core.basis.text import Text
from fourchette.core.card.conditions import Facts
from fourchette.core.card.rate_card import SCOPE, RateCard, Trait
from fourchette.core.mandate.answers import Answers


@noun
class Deliverable:
    """One promised thing: a number (of units, or of money), or the chosen words of a trait.

    `several` marks the choices of a trait that may have many.
    """

    id: str
    label: Text
    number: Decimal | None = None
    unit: Text | None = None
    money: bool = False
    choices: tuple[Text, ...] = ()
    several: bool = False


def deliverables(
    card: RateCard, answers: Answers, facts: Facts, *, stated: bool = False, also: Collection[str] = ()
) -> tuple[Deliverable, ...]:
    """The scope, then every answer of a deliverable trait that was said or counts for something.

    Where the mandate `stated` its hours, only the volumes that were said are promised. The traits
    named in `also` are shown whether or not they are promised.
    """
    return tuple(
        found
        for name, trait in card.traits.items()
        if name == SCOPE or trait.deliverable or name in also
        if (found := _deliverable(name, trait, answers, facts, stated=stated)) is not None
    )


def _deliverable(name: str, trait: Trait, answers: Answers, facts: Facts, *, stated: bool) -> Deliverable | None:
    fact = facts[name]
    match fact:
        case bool():
            return Deliverable(name, trait.label) if fact else None
        case Decimal():
            if not fact or (stated and name not in answers.said):
                return None
            if name in answers.rhythms:
                # Said by the week, it is promised by the week.
                return Deliverable(name, trait.label, choices=(answers.rhythms[name].words,))
            return Deliverable(name, trait.label, number=fact, unit=trait.unit, money=trait.money)
        case str():
            chosen: tuple[str, ...] = (fact,)
        case _:
            chosen = fact
    if not chosen or (name not in answers.said and trait.kind == "several"):
        return None
    words = tuple(trait.choices[choice].label for choice in chosen)
    return Deliverable(name, trait.label, choices=words, several=trait.kind == "several")
