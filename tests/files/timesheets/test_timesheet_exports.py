"""Exports of each tracker, made after the real ones in several locales: each gives its hours, or says what is wrong."""

import tomllib
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any, cast
from urllib.parse import parse_qsl

import pytest

from fourchette.files.timesheets.timesheet_clients import SeveralClients, TimesheetChoice
from fourchette.files.timesheets.timesheet_reading import Timesheet, read_timesheet
from fourchette.files.timesheets.timesheet_times import DayOrder
from fourchette.files.toml.wrong_file import WrongFile

EXPORTS = Path(__file__).parent / "exports"
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads((EXPORTS.parent / "exports.toml").read_text(encoding="utf-8"))
LANES = ("content", "service")


def read(case: str) -> Timesheet:
    """Read an export with what is said of it: `toggl/a.csv?client=Cafe`."""
    file, _, said = case.partition("?")
    options = dict(parse_qsl(said))
    chosen = {f"{kind}s": (options[kind],) for kind in ("client", "project", "tag") if kind in options}
    return read_timesheet(
        Path(file).name,
        (EXPORTS / file).read_bytes(),
        lanes=LANES,
        wanted=TimesheetChoice(**chosen, everyone="everyone" in options),
        order=cast(DayOrder | None, options.get("order")),
        month=options.get("month"),
    )


def seconds_of(written: str) -> Decimal:
    hours, minutes, seconds = written.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + Decimal(seconds)


@pytest.mark.parametrize("case", [case for case, expected in EXPECTED.items() if "hours" in expected])
def test_an_export_gives_its_hours_exactly(case: str) -> None:
    found: defaultdict[str, Decimal] = defaultdict(Decimal)
    for entry in read(case).entries:
        found[f"{entry.month} {entry.lane_in(LANES) or '-'}"] += entry.seconds or 0

    assert found == {key: seconds_of(written) for key, written in EXPECTED[case]["hours"].items()}


@pytest.mark.parametrize("case", [case for case, expected in EXPECTED.items() if "wrong" in expected])
def test_what_cannot_be_counted_is_refused_with_every_line(case: str) -> None:
    with pytest.raises(WrongFile) as refused:
        read(case)

    assert [problem.line or 0 for problem in refused.value.problems] == EXPECTED[case]["wrong"]


@pytest.mark.parametrize("case", [case for case, expected in EXPECTED.items() if "several" in expected])
def test_an_export_of_several_clients_is_never_counted_whole_unasked(case: str) -> None:
    with pytest.raises(SeveralClients) as asked:
        read(case)

    assert {asked.value.told_by: list(asked.value.hours)} == EXPECTED[case]["several"]


def test_every_export_has_its_expectation() -> None:
    files = {path.relative_to(EXPORTS).as_posix() for path in EXPORTS.rglob("*") if path.is_file()}

    assert {case.partition("?")[0] for case in EXPECTED} == files


def test_each_tracker_has_three_exports_at_least() -> None:
    trackers = [path for path in EXPORTS.iterdir() if path.is_dir()]

    assert min(len(list(tracker.iterdir())) for tracker in trackers) >= 3
