"""The frame of a card: the range of its rate, what one person can bill, and when a value case lifts the rate."""

from decimal import Decimal

from fourchette.core.basis.noun import noun
from fourchette.core.basis.reading import CLOSED, Amount, Fraction, Label, Percent, Positive
from fourchette.core.basis.text import NO_TEXT


@noun(kw_only=True)
class Range:
    """The range of the hourly rate, its rounding step, and the most that discounts may take (percent)."""

    __pydantic_config__ = CLOSED
    floor: Amount
    ceiling: Amount
    step: Positive = Decimal(1)
    max_discount: Percent = Decimal(100)
    source: Label = NO_TEXT


@noun(kw_only=True)
class Capacity:
    """What one person can bill, in hours a month, and from where a single mandate weighs on the others."""

    __pydantic_config__ = CLOSED
    hours: Positive
    weeks: Positive
    heavy: Amount
    near_exclusive: Amount
    why: Label = NO_TEXT
    source: Label = NO_TEXT


@noun(kw_only=True)
class Lift:
    """From which return, in times the cost, the rate rises by how many percent."""

    __pydantic_config__ = CLOSED
    from_: Positive
    percent: Amount


@noun(kw_only=True)
class Confidence:
    """What share of a proof's value counts, by how sure it is (0 to 1)."""

    __pydantic_config__ = CLOSED
    tracked: Fraction
    plausible: Fraction
    weak: Fraction


@noun(kw_only=True)
class ValueTerms:
    """When a value case passes, and how far it lifts the rate; returns are multiples of the cost."""

    __pydantic_config__ = CLOSED
    confidence: Confidence
    least_return: Positive
    haircut: Percent
    least_return_after_haircut: Positive
    fee_share: Percent
    contact_saving: Amount
    lifts: tuple[Lift, ...]
    why: Label = NO_TEXT
    source: Label = NO_TEXT
