"""A mandate that takes more than it includes: three months in a row, or by a quarter."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from fourchette.core.practice.contract import Agreed, AgreedLine, Contract
from fourchette.core.practice.quote_states import Logged
from fourchette.core.practice.scope_watch import overrun

AT = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)


def contract(*hours: str, start: date | None = date(2026, 1, 10), months: int = 12) -> Contract:
    """Ten hours a month at 600 $, and what was worked in each month from January."""
    line = AgreedLine("work", "work", "month", Decimal(10), Decimal(60), Decimal(600))
    agreed = Agreed(
        "2026-001", start, (line,), Decimal(60), Decimal(months), None, is_project=False, tasks={}, card="a"
    )
    logged = tuple(
        Logged(place, AT, "work", f"2026-{place:02d}", Decimal(worked))
        for place, worked in enumerate(hours, start=1)
        if worked
    )
    return Contract((agreed,), logged)


@pytest.mark.parametrize(
    ("hours", "day", "months"),
    [
        (("10.25", "10.25", "10.25"), date(2026, 4, 1), 3),  # three in a row, by little
        (("10.25", "10.25", "10.25"), date(2026, 3, 31), 0),  # the third is not over
        (("10.25", "10.25"), date(2026, 3, 1), 0),
        (("10.25", "10", "10.25"), date(2026, 4, 1), 0),
        (("10.25", "", "10.25", "10.25"), date(2026, 5, 1), 0),  # not in a row
        (("12.5",), date(2026, 2, 1), 0),
        (("12.75",), date(2026, 2, 1), 1),  # by more than a quarter
        (("30", "10", "10", "10"), date(2026, 5, 1), 0),  # it was long ago
        ((), date(2026, 5, 1), 0),
    ],
)
def test_a_mandate_grows_three_months_in_a_row_or_by_a_quarter(hours: tuple[str, ...], day: date, months: int) -> None:
    found = overrun(contract(*hours), day)

    assert len(found.months if found else ()) == months


def test_what_an_hour_earned_is_told() -> None:
    found = overrun(contract("15", "15", "18"), date(2026, 4, 1))

    assert found is not None
    assert (found.included, found.worked, found.a_month) == (Decimal(30), Decimal(48), Decimal(16))
    assert found.earned == Decimal("37.50")  # three months of 600 $ over 48 h


def test_only_a_mandate_that_runs_is_watched() -> None:
    assert overrun(contract("20", start=None), date(2026, 2, 1)) is None
    assert overrun(contract("20", months=1), date(2026, 2, 1)) is not None  # it went on into the month before
    assert overrun(contract("20", months=1), date(2026, 3, 1)) is None
    assert overrun(contract("20", months=3), date(2026, 3, 31)) is not None  # its last day
    assert overrun(contract("20", months=3), date(2026, 4, 1)) is None
    project = replace(contract("20").last, is_project=True, weeks=Decimal(26))
    assert overrun(replace(contract("20"), revisions=(project,)), date(2026, 2, 1)) is None
