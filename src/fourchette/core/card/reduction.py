"""What a card lets one take out of a mandate to meet a budget, and how painful that is."""

from fourchette.core.basis.money import ONE, ZERO
from fourchette.core.basis.noun import noun
from fourchette.core.basis.reading import CLOSED, Amount, Label, Names, Positive
from fourchette.core.basis.text import NO_TEXT


@noun(kw_only=True)
class Reduction:
    """How an answer may shrink: scope that leaves the mandate, never the same work at a lower rate.

    `pain` is on a scale of the card's own: of a number, when the whole of it goes (a part hurts in
    proportion); of several choices, for each member that goes; of one choice, when it becomes `to`.
    A number falls `by` so many, `down_to` what must stay; of several choices, `down_to` is how many.
    `to` is the lesser choice (or several, of which one is taken); a member without it simply goes.
    `with_` names the numbers that go with a member.
    """

    __pydantic_config__ = CLOSED
    pain: Positive
    to: Names = ()
    by: Positive = ONE
    down_to: Amount = ZERO
    with_: Names = ()
    why: Label = NO_TEXT
    source: Label = NO_TEXT
