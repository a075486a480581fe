"""The running mandates that take more hours than they include, and what an hour of them earns."""

from datetime import date
from decimal import Decimal

from fourchette.core.basis.money import ONE, QUARTER, ZERO, to_cent
from fourchette.core.basis.noun import noun
from fourchette.core.practice.contract import Contract, last_day_of, later

# So many months in a row above what is included, or so much above over them, is a scope that has grown.
IN_A_ROW = 3


@noun
class Overrun:
    """The last months that are over, of a mandate that takes more than it includes: hours, and what one earned."""

    months: tuple[str, ...]
    included: Decimal
    worked: Decimal
    earned: Decimal

    @property
    def a_month(self) -> Decimal:
        """The hours really worked a month, to the hundredth."""
        return to_cent(self.worked / len(self.months))


def overrun(contract: Contract, day: date) -> Overrun | None:
    """Whether a monthly mandate that runs on a day takes more hours than it includes.

    It does when its last three months that are over all went above, or when they took a quarter more in all.
    """
    over = [month for month in contract.months_worked() if last_day_of(month) < day]
    months = tuple(month for month in over if later(month, IN_A_ROW) > over[-1])
    if contract.last.is_project or contract.first_month is None or not months or not _runs(contract, months[-1], day):
        return None
    included = [sum(contract.in_force(month).hours("month").values(), ZERO) for month in months]
    worked = [sum(contract.worked(month).values(), ZERO) for month in months]
    price = sum((contract.in_force(month).price_in(month) for month in months), ZERO)
    every = len(months) == IN_A_ROW and all(w > i for w, i in zip(worked, included, strict=True))
    whole, most = sum(worked, ZERO), sum(included, ZERO)
    if not every and whole <= most * (ONE + QUARTER):
        return None
    return Overrun(months, most, whole, to_cent(price / whole))


def _runs(contract: Contract, last: str, day: date) -> bool:
    """Whether the term is not over, or work went on into the month before."""
    ends = contract.last_day
    return (ends is not None and day <= ends) or last >= later(f"{day:%Y-%m}", -1)
