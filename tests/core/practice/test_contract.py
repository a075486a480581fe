"""A contract as it runs: which revision holds in a month, until which day, and what its months come to."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Literal

import pytest

from fourchette.core.practice.contract import (
    Agreed,
    AgreedLine,
    Contract,
    SoldOnce,
    first_day_of,
    last_day_of,
    later,
    month_of,
    months_between,
    months_from,
)
from fourchette.core.practice.quote_states import Logged

AT = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)


def line(id_: str, amount: int, period: Literal["month", "once"] = "month", **parts: Any) -> AgreedLine:  # noqa: ANN401  # a noun's own keys
    return AgreedLine(id_, id_, period, **{"hours": None, "rate": None, "amount": Decimal(amount), **parts})


def agreed(since: date | None, months: int = 12, *, weeks: int | None = None, **parts: Any) -> Agreed:  # noqa: ANN401
    stated = None if weeks is None else Decimal(weeks)
    told: dict[str, Any] = {"lines": (line("work", 600),), "is_project": False, "tasks": {}, "card": "a", **parts}
    return Agreed(f"since {since}", since, rate=Decimal(60), months=Decimal(months), weeks=stated, **told)


def hours(*entries: tuple[str, str, int]) -> tuple[Logged, ...]:
    return tuple(
        Logged(place, AT, lane, month, Decimal(count)) for place, (month, lane, count) in enumerate(entries, start=1)
    )


# --- Months ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("month", "months", "then"),
    [
        ("2026-10", 2, "2026-12"),
        ("2026-12", 1, "2027-01"),
        ("2026-11", 14, "2028-01"),
        ("2026-01", -1, "2025-12"),
        ("2026-10", 0, "2026-10"),
    ],
)
def test_so_many_months_later_is_another_month_whatever_the_year(month: str, months: int, then: str) -> None:
    assert later(month, months) == then
    assert months_between(month, then) == months


def test_a_month_has_its_first_and_its_last_day_and_the_months_between_two_are_all_there() -> None:
    assert month_of(date(2026, 11, 22)) == "2026-11"
    assert [first_day_of(month) for month in ("2026-02", "2026-12")] == [date(2026, 2, 1), date(2026, 12, 1)]
    assert [last_day_of(month) for month in ("2026-11", "2026-12", "2028-02")] == [
        date(2026, 11, 30),
        date(2026, 12, 31),
        date(2028, 2, 29),
    ]
    assert list(months_from("2026-11", "2027-01")) == ["2026-11", "2026-12", "2027-01"]
    assert list(months_from("2026-11", "2026-11")) == ["2026-11"]


# --- What a revision comes to ------------------------------------------------------------------------------------


def test_the_first_months_of_a_revision_are_those_from_the_one_that_it_begins_in() -> None:
    welcome = line("adjustment-1", -100, months=Decimal(3))
    revision = agreed(date(2026, 10, 31), temporary=(welcome,))

    prices = {month: revision.price_in(month) for month in ("2026-09", "2026-10", "2026-12", "2027-01")}
    assert prices == {"2026-09": 600, "2026-10": 500, "2026-12": 500, "2027-01": 600}
    assert (welcome.is_adjustment, revision.lines[0].is_adjustment) == (True, False)


def test_the_whole_price_is_that_of_every_month_and_of_what_is_billed_once() -> None:
    lines = (line("work", 600), line("plan", 1000, "once"))
    revision = agreed(date(2026, 1, 1), 5, lines=lines, temporary=(line("adjustment-1", -100, months=Decimal(2)),))

    assert [revision.price("month"), revision.price("once"), revision.whole_price] == [600, 1000, 3800]


def test_the_hours_included_are_those_of_the_work_where_a_price_stands_in_its_place() -> None:
    work = (line("talk", 500, hours=Decimal(10)), line("audit", 200, "once", hours=Decimal(4)), line("ads", 300))
    stated = agreed(date(2026, 1, 1), lines=(line("fee", 900),), worked=work)
    usual = agreed(date(2026, 1, 1), lines=work)

    for revision in (stated, usual):
        assert revision.hours("month") == {"talk": 10}
        assert revision.hours("once") == {"audit": 4}


# --- How long ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("revision", "last"),
    [
        (agreed(date(2026, 1, 10), 1), date(2026, 1, 31)),
        (agreed(date(2026, 11, 30), 3), date(2027, 1, 31)),
        (agreed(date(2026, 1, 10), 1, weeks=3, is_project=True), date(2026, 1, 31)),
        (agreed(date(2026, 1, 10), 1, is_project=True), date(2026, 2, 7)),  # four weeks, where none are said
    ],
)
def test_a_term_is_so_many_months_or_weeks(revision: Agreed, last: date) -> None:
    assert Contract((revision,), ()).last_day == last


@pytest.mark.parametrize(
    ("second", "last"),
    [
        (date(2026, 2, 10), date(2026, 5, 31)),  # within the term: it lasts five months in all
        (date(2026, 3, 31), date(2026, 5, 31)),  # on its last day still
        (date(2026, 4, 1), date(2026, 8, 31)),  # after it: another term begins
    ],
)
def test_a_revision_within_a_term_changes_how_long_it_is_and_one_after_it_begins_another(
    second: date, last: date
) -> None:
    contract = Contract((agreed(date(2026, 1, 10), 3), agreed(second, 5)), ())

    assert contract.last_day == last


def test_what_was_never_accepted_has_neither_a_first_month_nor_a_last_day() -> None:
    contract = Contract((agreed(None),), ())

    assert (contract.first_month, contract.last_day, contract.in_turn()) == (None, None, ())
    assert contract.in_force("2026-01") == contract.last


def test_the_revision_in_force_in_a_month_is_the_last_that_began_by_its_end() -> None:
    first, second, third = (agreed(date(2026, 1, 10)), agreed(date(2026, 3, 5)), agreed(date(2026, 3, 31)))
    contract = Contract((first, second, third), ())

    in_force = [contract.in_force(month) for month in ("2025-12", "2026-01", "2026-02", "2026-03", "2026-04")]
    assert in_force == [first, first, first, third, third]
    assert contract.in_turn() == (first, third)
    assert (contract.first_month, contract.last) == ("2026-01", third)


# --- What was worked, and sold on top ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lanes", "months"),
    [(None, ("2026-01", "2026-02", "2026-03")), (["work"], ("2026-01", "2026-03")), ([], ())],
)
def test_the_months_worked_are_those_of_the_lanes_asked_about(lanes: Sequence[str] | None, months: tuple[str]) -> None:
    entries = hours(("2026-03", "work", 1), ("2026-01", "work", 2), ("2026-01", "talk", 3), ("2026-02", "talk", 4))
    contract = Contract((agreed(date(2026, 1, 10)),), entries)

    assert contract.months_worked(lanes) == months
    assert contract.worked("2026-01") == {"work": 2, "talk": 3}
    assert contract.worked() == {"work": 3, "talk": 7}


def test_what_was_sold_on_top_in_a_month_is_the_sum_of_it() -> None:
    sold = tuple(
        SoldOnce(month, "Vidéo", Decimal(amount))
        for month, amount in (("2026-01", 200), ("2026-02", 50), ("2026-01", 75))
    )
    contract = Contract((agreed(date(2026, 1, 10)),), (), sold)

    assert [contract.sold_in(month) for month in ("2026-01", "2026-02", "2026-03")] == [275, 50, 0]
