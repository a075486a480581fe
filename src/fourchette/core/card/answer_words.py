"""An answer as one would say it: choices by their labels, numbers as figures."""

from decimal import Decimal

from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.text import Text
from fourchette.core.card.conditions import Fact
from fourchette.core.card.rate_card import Trait

Words = Message | Text
ABSENT = Text("—", "—")


def answer_in_words(trait: Trait | None, fact: Fact | None) -> Words:
    """An answer to a trait; a dash where there is none."""
    if trait is None or fact is None:
        return ABSENT
    match fact:
        case ():
            return say("none")
        case bool():
            return say("yes") if fact else say("no")
        case Decimal():
            return say("{amount:money}", amount=fact) if trait.money else say("{number:count}", number=fact)
        case tuple():
            return say("{names}", names=tuple(trait.choices[name].label for name in fact))
        case str():
            return trait.choices[fact].label
