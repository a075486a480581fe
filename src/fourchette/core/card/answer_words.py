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
    return ABSENT if trait is None or fact is None else fact_as_words(trait, fact)


def fact_as_words(trait: Trait | None, fact: Fact) -> Words:
    """A fact: an answer of its trait, or what stands for one where it has none."""
    match fact:
        case ():
            return say("none")
        case bool():
            return say("yes") if fact else say("no")
        case Decimal():
            money = trait is not None and trait.money
            return say("{amount:money}", amount=fact) if money else say("{number:count}", number=fact)
        case tuple():
            return say("{names}", names=tuple(_choice(trait, name) for name in fact))
        case _:
            return _choice(trait, fact)


def _choice(trait: Trait | None, name: str) -> Text:
    return trait.choices[name].label if trait is not None and name in trait.choices else Text(name, name)
