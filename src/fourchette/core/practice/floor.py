"""The freelancer's own floor: the least rate she can live on, from what a year must bring and the hours it can bill."""

from collections.abc import Iterator
from dataclasses import fields
from decimal import Decimal
from typing import Annotated, Literal

from fourchette.core.basis.money import CENT, HUNDRED, ONE, ZERO, down_to_step, percent_of, to_cent
from fourchette.core.basis.noun import noun
from fourchette.core.basis.reading import CLOSED, Amount, Currency, Label, Line, Percent, ReadBy, read_number
from fourchette.core.basis.text import NO_TEXT, Text
from fourchette.core.card.rate_card import RateCard
from fourchette.core.practice.contributions import Due, Regime, dues, total

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
    """The terms that have a default, with the currency that its amounts are in; an income has none.

    `region` is where she is who does not say. Its percent of contributions is for places that no table knows.
    """

    __pydantic_config__ = CLOSED
    currency: Currency
    region: Line
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
class Burden:
    """What is to be billed for an income beside it: contributions of a place or a percent, a margin, costs."""

    regime: Regime | None
    contributions: Decimal
    margin: Decimal
    costs: Decimal

    def kept(self, income: Decimal) -> Decimal:
        """The margin of an income."""
        return to_cent(percent_of(self.margin, income))

    def dues(self, income: Decimal) -> tuple[Due, ...]:
        """The contributions of the place, one by one; none where a percent stands for them."""
        return () if self.regime is None else dues(self.regime, income, self.kept(income) + self.costs)

    def contributed(self, income: Decimal) -> Decimal:
        """All the contributions."""
        return to_cent(percent_of(self.contributions, income)) if self.regime is None else total(self.dues(income))

    def revenue(self, income: Decimal) -> Decimal:
        """What is to be billed in all."""
        return income + self.contributed(income) + self.kept(income) + self.costs

    def income_left(self, revenue: Decimal) -> Decimal:
        """The most that is left of what is billed, to the cent; below zero, what it lacks to pay the rest."""
        if revenue <= self.revenue(ZERO):
            return to_cent(revenue - self.revenue(ZERO))
        least, most = ZERO, to_cent(revenue)
        while most - least > CENT:
            middle = down_to_step((least + most) / 2, CENT)
            least, most = (middle, most) if self.revenue(middle) <= revenue else (least, middle)
        return least


@noun
class Floor:
    """The least rate, with each step that leads to it: every sum is one of figures rounded as they are shown.

    Amounts a year and the hourly `rate`, to the cent; hours a year, to the hundredth; `contributed`
    and `kept` are the contributions and the margin as amounts, `dues` the contributions of a place one by one.
    """

    income: Decimal
    burden: Burden
    weeks: Decimal
    hours: Decimal
    worked: Decimal
    billable: Decimal
    billed: Decimal

    @property
    def contributions(self) -> Decimal:
        """In percent of the income: hers, or what those of the place come to."""
        if self.burden.regime is None:
            return self.burden.contributions
        return to_cent(self.contributed * HUNDRED / self.income) if self.income else ZERO

    @property
    def contributed(self) -> Decimal:
        """The contributions of a year."""
        return self.burden.contributed(self.income)

    @property
    def dues(self) -> tuple[Due, ...]:
        """Those of the place, one by one."""
        return self.burden.dues(self.income)

    @property
    def margin(self) -> Decimal:
        """In percent of the income."""
        return self.burden.margin

    @property
    def kept(self) -> Decimal:
        """The margin of a year."""
        return self.burden.kept(self.income)

    @property
    def costs(self) -> Decimal:
        """Those of a year."""
        return self.burden.costs

    @property
    def revenue(self) -> Decimal:
        """What a year must bring."""
        return self.burden.revenue(self.income)

    @property
    def rate(self) -> Decimal:
        """The least rate by the hour."""
        return to_cent(self.revenue / self.billed)

    def position(self, card: RateCard) -> Position:
        """Where the floor stands: under the card's range, within it (its ends included), or above."""
        if self.rate < card.range_.floor:
            return "under"
        return "above" if self.rate > card.range_.ceiling else "within"

    def income_at(self, rate: Decimal) -> Decimal:
        """The income that an hourly rate leaves, once the costs, the contributions and the margin are paid."""
        return self.burden.income_left(rate * self.billed)


def floor_of(needs: Needs, usual: UsualNeeds, regime: Regime | None = None) -> Floor | None:
    """The floor of what she needs, the usual figures standing for what she does not say; None without an income.

    (income + contributions + margin + costs) ÷ (weeks × hours × billable share). The contributions are those of the
    place, unless she states her own percent.
    """
    if needs.income is None:
        return None

    def term(name: str) -> Decimal:
        stated: Decimal | None = getattr(needs, name)
        figure: Decimal = getattr(usual, name).figure
        return figure if stated is None else stated

    worked = to_cent(term("weeks") * term("hours"))
    return Floor(
        income=to_cent(needs.income),
        burden=Burden(
            regime=regime if needs.contributions is None else None,
            contributions=term("contributions"),
            margin=term("margin"),
            costs=to_cent(term("costs")),
        ),
        weeks=term("weeks"),
        hours=term("hours"),
        worked=worked,
        billable=term("billable"),
        # A hundredth of an hour a year is the least that is counted: no rate is without end.
        billed=max(to_cent(percent_of(term("billable"), worked)), to_cent(ONE / HUNDRED)),
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
