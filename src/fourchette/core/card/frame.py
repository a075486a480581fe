"""The frame of a card: the range of its rate, what one person can bill, and when a value case lifts the rate."""

from decimal import Decimal
from typing import Annotated

from fourchette.core.basis.noun import noun
from fourchette.core.basis.reading import CLOSED, Amount, Fraction, Label, Percent, Positive, ReadBy
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
class Confidence:
    """What share of a proof's value counts, by how sure it is (0 to 1)."""

    __pydantic_config__ = CLOSED
    tracked: Fraction
    plausible: Fraction
    weak: Fraction


# A key that no longer does anything: what it says is not looked at.
Retired = Annotated[None, ReadBy(lambda _raw: None, {})]


@noun(kw_only=True)
class ValueTerms:
    """When a value case lifts the rate, and how far.

    The whole price is at most `fee_share` percent of the weighted value, and the rate at most `most` percent above
    that of the answers before the range held it. The last four keys are those of the first cards: they are still
    read, so that a card kept with an old quote is, and do nothing.
    """

    __pydantic_config__ = CLOSED
    confidence: Confidence
    fee_share: Percent
    most: Percent = Decimal(50)
    contact_saving: Amount
    why: Label = NO_TEXT
    source: Label = NO_TEXT
    least_return: Retired = None
    haircut: Retired = None
    least_return_after_haircut: Retired = None
    lifts: Retired = None
