"""Timesheets: each form read to the minute, and each wrong one said."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from fourchette.errors import NotFound
from fourchette.files.mandate.timesheets import WorkedHours, read_timesheet
from fourchette.files.toml.wrong_file import WrongFile


def read(folder: Path, name: str, text: str | bytes) -> list[tuple[str, Decimal, tuple[str, ...]]]:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return [(entry.month, entry.hours, entry.tags) for entry in read_timesheet(path)]


def interval(**entry: object) -> str:
    return json.dumps([entry])


def test_csv_names_its_columns_in_any_order(tmp_path: Path) -> None:
    text = 'lane,hours,month\ncontent,"1,5",2026-10\n,2.25,2026-11\n'

    assert read(tmp_path, "a.csv", text) == [
        ("2026-10", Decimal("1.5"), ("content",)),
        ("2026-11", Decimal("2.25"), ("",)),
    ]


def test_csv_of_a_spreadsheet_has_a_mark_and_its_own_line_ends(tmp_path: Path) -> None:
    assert read(tmp_path, "A.CSV", b"\xef\xbb\xbfdate,hours\r\n2026-10-31,3\r\n") == [("2026-10", Decimal(3), ("",))]


def test_timewarrior_s_intervals_are_to_the_second(tmp_path: Path) -> None:
    text = interval(id=1, start="20261022T140000Z", end="20261022T153000Z", tags=["a", "content"])

    assert read(tmp_path, "a.json", text) == [("2026-10", Decimal("1.5"), ("a", "content"))]


def test_watson_s_frames_carry_their_project(tmp_path: Path) -> None:
    text = interval(
        id="f", project="content", start="2026-10-22T10:00:00-04:00", stop="2026-10-22T10:45:00-04:00", tags=["x"]
    )

    assert read(tmp_path, "a.json", text) == [("2026-10", Decimal("0.75"), ("x", "content"))]


def test_an_interval_may_cross_the_change_of_the_clock(tmp_path: Path) -> None:
    text = interval(start="2026-11-01T00:30:00-04:00", end="2026-11-01T02:30:00-05:00")

    assert read(tmp_path, "a.json", text) == [("2026-11", Decimal(3), ())]


def test_klog_has_durations_ranges_halves_of_the_day_and_nights(tmp_path: Path) -> None:
    text = """2026-10-03
Café #client
    2h30m #content
    9:00 - 12:15 #service
    8:00am-1:00pm
    <23:30 - 0:15
    -30m #content

2026/11/01
    45m
"""
    assert read(tmp_path, "a.klg", text) == [
        ("2026-10", Decimal("2.5"), ("content", "client")),
        ("2026-10", Decimal("3.25"), ("service", "client")),
        ("2026-10", Decimal(5), ("client",)),
        ("2026-10", Decimal("0.75"), ("client",)),
        ("2026-10", Decimal("-0.5"), ("content", "client")),
        ("2026-11", Decimal("0.75"), ()),
    ]


def test_an_empty_klog_has_no_hours(tmp_path: Path) -> None:
    assert read(tmp_path, "a.klg", "\n\n") == []


WRONG: dict[str, tuple[str, str | bytes, int | None]] = {
    "columns": ("a.csv", "when,hours\n2026-10,3\n", 1),
    "month": ("a.csv", "month,hours\n2026-13,3\n", 2),
    "hours": ("a.csv", "month,hours\n2026-10,3\n2026-10,three\n", 3),
    "negative": ("a.csv", "month,hours\n2026-10,-3\n", 2),
    "infinite": ("a.csv", "month,hours\n2026-10,inf\n", 2),
    "no hours": ("a.csv", "month,hours\n2026-10\n", 2),
    "empty csv": ("a.csv", "", 1),
    "latin": ("a.csv", "date,hours\né".encode("latin-1"), None),
    "json": ("a.json", "[{", None),
    "object": ("a.json", "{}", None),
    "numbers": ("a.json", "[1]", None),
    "open": ("a.json", interval(start="20261022T140000Z"), None),
    "moment": ("a.json", interval(start="yesterday", end="20261022T140000Z"), None),
    "backwards": ("a.json", interval(start="20261022T140000Z", end="20261022T130000Z"), None),
    "prose": ("a.txt", "Bonjour,\nle client a appelé.\n", 1),
    "before its date": ("a.klg", "    2h\n2026-10-01\n", 1),
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_wrong_timesheet_is_refused_with_its_line(tmp_path: Path, kind: str) -> None:
    name, text, line = WRONG[kind]

    with pytest.raises(WrongFile) as caught:
        read(tmp_path, name, text)

    assert [problem.line for problem in caught.value.problems] == [line]


def test_a_timesheet_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read_timesheet(tmp_path / "none.csv")


def test_worked_hours_are_values() -> None:
    assert WorkedHours("2026-10", Decimal(1), ()) == WorkedHours("2026-10", Decimal("1.0"), ())


BUGS = {
    "a long cell": ("a.csv", "month,hours,lane\n2026-10,3," + "x" * 140_000 + "\n"),
    "one moment without its offset": ("a.json", interval(start="2026-10-22T14:00:00", end="2026-10-22T15:00:00Z")),
    "tags that are a number": ("a.json", interval(start="20261022T140000Z", end="20261022T150000Z", tags=5)),
    "tags that are one word": ("a.json", interval(start="20261022T140000Z", end="20261022T150000Z", tags="content")),
    "a thirteenth month": ("a.klg", "2026-13-01\n    2h\n"),
    "a clock that is not one": ("a.klg", "2026-10-01\n    9:75 - 25:00\n"),
}


@pytest.mark.parametrize("kind", BUGS)
def test_an_odd_timesheet_is_refused(tmp_path: Path, kind: str) -> None:
    with pytest.raises(WrongFile):
        read(tmp_path, *BUGS[kind])


def test_the_line_ends_of_an_old_spreadsheet_are_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"month,hours,lane\r2026-10,3,content\r")

    assert [(each.month, each.hours, each.tags) for each in read_timesheet(path)] == [
        ("2026-10", Decimal(3), ("content",))
    ]
