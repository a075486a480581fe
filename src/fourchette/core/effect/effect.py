"""One effect on the rate: how much, at which stage, under which condition, and whose figure it is."""

from typing import Literal

from fourchette.core.basis.estimate import Estimate
from fourchette.core.basis.messages import Message
from fourchette.core.basis.noun import noun
from fourchette.core.basis.text import Text
from fourchette.core.card.conditions import Condition

StageName = Literal[
    "base", "add", "surcharge", "discount", "cap", "hold", "value", "round", "exchange", "stated", "lanes"
]


# Compared by identity: a card's effects are made once, and steps are remembered by them.
@noun(eq=False)
class Effect:
    """One effect: an amount in $/h for base and add, signed percent for the others.

    `id` is the trait (`response`), the trait and member (`scope.strategy`) or the rule; `answer` is
    the choice or the tier's start that brings it.
    """

    id: str
    answer: str
    stage: StageName
    label: Message
    amount: Estimate
    lanes: tuple[str, ...]
    when: Condition
    why: Text
    source: Text
    exceptional: bool = False
