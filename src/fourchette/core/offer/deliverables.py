"""What the client receives: the answers that can be promised, in words and numbers."""

from collections.abc import Collection
from decimal import Decimal

from fourchette.core.basis.money import plain_number
from fourchette.core.basis.noun import noun
from fourchette.core.basis.reading import Line, YesNo
from fourchette.core.card.clauses import Speak
from fourchette.core.card.rate_card import SCOPE
from fourchette.core.price.quote import Quote


@noun
class Deliverable:
    """One promised thing: a number (of units, or of money), or the chosen words of a trait.

    `several` marks the choices of a trait that may have many.
    """

    id: Line
    label: Line
    number: Decimal | None = None
    unit: Line | None = None
    choices: tuple[Line, ...] = ()
    money: YesNo = False
    several: YesNo = False


def deliverables(quote: Quote, speak: Speak, also: Collection[str] = ()) -> tuple[Deliverable, ...]:
    """The scope, then every answer of a deliverable trait that was said or counts for something.

    Where the mandate states its hours, only the volumes that were said are promised. The traits
    named in `also` are shown whether or not they are promised.
    """
    traits = quote.card.traits
    promised = (name for name in traits if name == SCOPE or traits[name].deliverable or name in also)
    found = (_deliverable(name, quote, speak) for name in promised)
    return tuple(each for each in found if each is not None)


def _deliverable(name: str, quote: Quote, speak: Speak) -> Deliverable | None:
    trait, fact, is_said = quote.card.traits[name], quote.facts[name], name in quote.answers.said
    label = speak(trait.label)
    if isinstance(fact, bool):
        return Deliverable(name, label) if fact else None
    if isinstance(fact, str | tuple):
        chosen = (fact,) if isinstance(fact, str) else fact
        if not chosen or (not is_said and trait.kind == "several"):
            return None
        words = tuple(speak(trait.choices[choice].label) for choice in chosen)
        return Deliverable(name, label, choices=words, several=trait.kind == "several")
    if not fact or (quote.workload.stated and not is_said):
        return None
    if (rhythm := quote.answers.rhythms.get(name)) is not None:
        # Said by the week, it is promised by the week.
        return Deliverable(name, label, choices=(speak(rhythm.words),))
    return Deliverable(name, label, number=plain_number(fact), unit=speak(trait.unit), money=trait.money)
