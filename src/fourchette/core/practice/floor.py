"""The freelancer's own floor: the least rate she can live on, from what a year must bring and the hours it can bill."""

from collections.abc import Iterator
from dataclasses import fields
from decimal import Decimal
from typing import Annotated, Literal

from fourchette.core.basis.money import HUNDRED, ONE, percent_of, to_cent
from fourchette.core.basis.noun import noun
from fourchette.core.basis.reading import CLOSED, Amount, Currency, Label, Percent, ReadBy, read_number
from fourchette.core.basis.text import NO_TEXT, Text
from fourchette.core.card.rate_card import RateCard

Position = Literal["under", "within", "above"]


def _above_zero(most: int) -> ReadBy:
    """A number above zero and at most `most`: nothing is divided by none of it."""
    return ReadBy(
        lambda raw: read_number(raw, positive=True, at_most=Decimal(most)),
        {"type": "number", "exclusiveMinimum": 0, "maximum": most},
    )


WeeksOfYear = Annotated[Decimal, _above_zero(52)]
HoursOfWeek = Annotated[Decimal, _above_zero(168)]
_Share = Annotated[Decimal, _above_zero(100)]


@noun(kw_only=True)
class Needs:
    """What a year must bring, and the time there is to earn it; None is not said.

    `income` and `costs` are amounts a year, `contributions` and `margin` percents of the income, `weeks`
    those worked in a year, `hours` those of a week, `billable` the percent of them that clients pay for.
    """

    __pydantic_config__ = CLOSED
    income: Amount | None = None
    contributions: Percent | None = None
    margin: Percent | None = None
    costs: Amount | None = None
    weeks: WeeksOfYear | None = None
    hours: HoursOfWeek | None = None
    billable: _Share | None = None


NO_NEEDS = Needs()
TERMS: tuple[str, ...] = tuple(field.name for field in fields(Needs))


@noun(kw_only=True)
class UsualFigure:
    """A term that is counted where she does not say hers: the figure, why, and whose figure it is."""

    __pydantic_config__ = CLOSED
    figure: Amount
    why: Label = NO_TEXT
    source: Label = NO_TEXT


@noun(kw_only=True)
class UsualNeeds:
    """The terms that have a default, with the currency that its amounts are in; an income has none."""

    __pydantic_config__ = CLOSED
    currency: Currency
    contributions: UsualFigure
    margin: UsualFigure
    costs: UsualFigure
    weeks: UsualFigure
    hours: UsualFigure
    billable: UsualFigure

    def of(self, term: str) -> UsualFigure | None:
        """The default of a term; None for the income."""
        return getattr(self, term, None)


@noun
class Floor:
    """The least rate, with each step that leads to it: every sum is one of figures rounded as they are shown.

    Amounts a year and the hourly `rate`, to the cent; hours a year, to the hundredth; `contributed`
    and `kept` are the contributions and the margin as amounts.
    """

    income: Decimal
    contributions: Decimal
    contributed: Decimal
    margin: Decimal
    kept: Decimal
    costs: Decimal
    revenue: Decimal
    weeks: Decimal
    hours: Decimal
    worked: Decimal
    billable: Decimal
    billed: Decimal
    rate: Decimal

    def position(self, card: RateCard) -> Position:
        """Where the floor stands: under the card's range, within it (its ends included), or above."""
        if self.rate < card.range_.floor:
            return "under"
        return "above" if self.rate > card.range_.ceiling else "within"

    def income_at(self, rate: Decimal) -> Decimal:
        """The income that an hourly rate leaves, once the costs, the contributions and the margin are paid."""
        return to_cent((rate * self.billed - self.costs) / (ONE + (self.contributions + self.margin) / HUNDRED))


def floor_of(needs: Needs, usual: UsualNeeds) -> Floor | None:
    """The floor of what she needs, the usual figures standing for what she does not say; None without an income.

    (income + contributions + margin + costs) ÷ (weeks × hours × billable share).
    """
    if needs.income is None:
        return None

    def term(name: str) -> Decimal:
        stated: Decimal | None = getattr(needs, name)
        figure: Decimal = getattr(usual, name).figure
        return figure if stated is None else stated

    income, costs = to_cent(needs.income), to_cent(term("costs"))
    contributed, kept = (to_cent(percent_of(term(name), income)) for name in ("contributions", "margin"))
    revenue = income + contributed + kept + costs
    worked = to_cent(term("weeks") * term("hours"))
    # A hundredth of an hour a year is the least that is counted: no rate is without end.
    billed = max(to_cent(percent_of(term("billable"), worked)), to_cent(ONE / HUNDRED))
    return Floor(
        income=income,
        contributions=term("contributions"),
        contributed=contributed,
        margin=term("margin"),
        kept=kept,
        costs=costs,
        revenue=revenue,
        weeks=term("weeks"),
        hours=term("hours"),
        worked=worked,
        billable=term("billable"),
        billed=billed,
        rate=to_cent(revenue / billed),
    )


@noun
class FloorStanding:
    """A base rate of the card beside the floor: by how much it is above (or, below zero, under), and what it leaves."""

    name: str
    label: Text
    rate: Decimal
    above: Decimal
    income: Decimal


def standings(floor: Floor, card: RateCard) -> Iterator[FloorStanding]:
    """The card's bases, by experience, beside the floor."""
    for trait in card.traits.values():
        for name, choice in trait.choices.items():
            if choice.base is not None:
                base = choice.base.target
                yield FloorStanding(name, choice.label, base, base - floor.rate, floor.income_at(base))
