"""What holds for any file: right hours or an error, in bounded time; a random one never logs anything."""

import json
from decimal import Decimal
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourchette.files.timesheets.timesheet import MOST_ENTRIES, MOST_SECONDS
from fourchette.files.timesheets.timesheet_clients import SeveralClients, TimesheetChoice
from fourchette.files.timesheets.timesheet_reading import read_timesheet
from fourchette.files.timesheets.timesheet_times import read_duration, read_time
from fourchette.files.toml.wrong_file import WrongFile

EXPORTS = [path for path in (Path(__file__).parent / "exports").rglob("*") if path.is_file()]
SUFFIXES = ("csv", "json", "klg", "org", "timeclock", "txt")
ALL = TimesheetChoice(everyone=True)
LANES = ("content", "service")


def total(name: str, raw: bytes) -> Decimal | None:
    """The seconds of a file that is taken whole; None where it is refused."""
    try:
        entries = read_timesheet(name, raw, wanted=ALL, order="dmy").entries
    except WrongFile:
        return None
    return sum((entry.seconds or Decimal(0) for entry in entries), Decimal(0))


@given(raw=st.binary(max_size=200), suffix=st.sampled_from(SUFFIXES))
def test_random_bytes_never_log_anything(raw: bytes, suffix: str) -> None:
    assert total(f"a.{suffix}", raw) is None


@given(text=st.text(max_size=200), suffix=st.sampled_from(SUFFIXES))
def test_random_text_never_logs_anything(text: str, suffix: str) -> None:
    assert total(f"a.{suffix}", text.encode("utf-8", "replace")) is None


PIECES = (
    "2026-10-05", "2026/10/06", "05/10/2026", "    ", "\t", "1h30m", "1:30", "9:00 - ?", "24:00", "<23:00", "0:30>",
    "-", ",", ";", '"', "\n", "\r\n", "date", "hours", "Duration", "Start date", "Start time", "End time", "Client",
    "project", "[", "]", "{", "}", ":", '"start"', '"end"', '"20261007T140000Z"', '"records"', '"projects"', "null",
    '"timespan"', "1e999999999", "NaN", "i 2026-10-05 09:00", "o 2026-10-05 10:00", "CLOCK:", "--", "* A :b:",
    "[2026-10-05 Mon 09:00]", "#+BEGIN: clocktable", "| a | 1:00 |", "#+END:", "cafe - 1h 15m 00s", "#", "#a=", "é",
    "Thu 01 October 2026 -> Sat 31 October 2026", "9" * 5000, "\u0661", "\ufeff", "\0", "\u2028",
)  # fmt: skip


@given(pieces=st.lists(st.sampled_from(PIECES), max_size=30), suffix=st.sampled_from(SUFFIXES))
def test_any_jumble_is_read_or_refused(pieces: list[str], suffix: str) -> None:
    total(f"a.{suffix}", "".join(pieces).encode())


@given(data=st.data())
def test_a_mutated_export_is_read_or_refused(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(EXPORTS))
    raw = path.read_bytes()
    at = data.draw(st.integers(0, len(raw)))
    gone = data.draw(st.integers(0, 40))
    put = data.draw(st.one_of(st.binary(max_size=8), st.sampled_from(PIECES).map(str.encode)))

    total(path.name, raw[:at] + put + raw[at + gone :])


@given(data=st.data())
def test_an_export_that_is_cut_off_never_gives_more_than_it_had(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from([each for each in EXPORTS if each.suffix in {".csv", ".json"}]))
    raw = path.read_bytes()
    whole = total(path.name, raw)
    left = total(path.name, raw[: data.draw(st.integers(0, len(raw)))])

    assert left is None or whole is None or left <= whole


# Entries of October 2026: a day, the minute it begins, its minutes, its lane.
WORK = st.lists(
    st.tuples(st.integers(1, 31), st.integers(0, 12 * 60), st.integers(0, 11 * 60), st.sampled_from(LANES)), min_size=1
)
Work = list[tuple[int, int, int, str]]


def clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def as_sheet(work: Work, separator: str, point: str) -> str:
    """With eight decimals, whose rounding is less than a second."""
    lengths = [f"{Decimal(length) / 60:.8f}".replace(".", point) for _, _, length, _ in work]
    rows = [
        f'{day}.10.2026{separator}"{length}"{separator}{lane}'
        for (day, _, _, lane), length in zip(work, lengths, strict=True)
    ]
    return "\n".join([separator.join(("DATE", "Heures", "Volet")), *rows])


def as_toggl(work: Work) -> str:
    rows = [
        f"Cafe,2026-10-{day:02},{clock(start)},2026-10-{day:02},{clock(start + length)},{clock(length)}:00,{lane}"
        for day, start, length, lane in work
    ]
    return "\r\n".join(["Client,Start date,Start time,End date,End time,Duration,Tags", *rows])


def as_klog(work: Work) -> str:
    return "\n\n".join(f"2026-10-{day:02}\n  {length}m #{lane}\n    {length}m" for day, _, length, lane in work)


def as_timeclock(work: Work) -> str:
    return "\n".join(
        f"i 2026/10/{day:02} {clock(start)} a:{lane}\no 2026/10/{day:02} {clock(start + length)}:00"
        for day, start, length, lane in work
    )


def as_org(work: Work) -> str:
    return "\n".join(
        f"* {lane}\n  CLOCK: [2026-10-{day:02} jeu. {clock(start)}]--[2026-10-{day:02} jeu. {clock(start + length)}]"
        for day, start, length, lane in work
    )


def as_frames(work: Work) -> str:
    return json.dumps(
        [
            {
                "start": f"2026-10-{day:02}T{clock(start)}:00-04:00",
                "stop": f"2026-10-{day:02}T{clock(start + length)}:00-04:00",
                "project": lane,
            }
            for day, start, length, lane in work
        ]
    )


@given(work=WORK)
def test_the_same_work_is_the_same_hours_in_every_format(work: Work) -> None:
    expected: dict[str, Decimal] = {}
    for _, _, minutes, lane in work:
        expected[lane] = expected.get(lane, Decimal(0)) + minutes * 60
    written = {
        "a.csv": as_toggl(work),
        "a.klg": as_klog(work),
        "a.timeclock": as_timeclock(work),
        "a.org": as_org(work),
        "a.json": as_frames(work),
    }

    for name, text in written.items():
        found: dict[str | None, Decimal] = {}
        for entry in read_timesheet(name, text.encode(), lanes=LANES).entries:
            assert entry.month == "2026-10"
            named = entry.lane_in(LANES)
            found[named] = found.get(named, Decimal(0)) + (entry.seconds or 0)
        assert found == expected, name


@given(work=WORK, separator=st.sampled_from(";\t|,"), point=st.sampled_from(".,"))
def test_a_sheet_is_read_whatever_its_separator_and_its_decimal_mark(work: Work, separator: str, point: str) -> None:
    entries = read_timesheet("a.csv", as_sheet(work, separator, point).encode("utf-16"), lanes=LANES).entries

    assert [(entry.lane, round((entry.seconds or Decimal(0)) / 60)) for entry in entries] == [
        (lane, minutes) for _, _, minutes, lane in work
    ]


@given(hours=st.integers(0, 99), minutes=st.integers(0, 59))
def test_a_length_is_the_same_however_it_is_written(hours: int, minutes: int) -> None:
    seconds = hours * 3600 + minutes * 60
    written = [f"{hours}:{minutes:02}", f"{hours}:{minutes:02}:00", f"{hours}h{minutes:02}", f"{hours} h {minutes} min"]

    assert {read_duration(each) for each in written} == {Decimal(seconds)}


@given(quarters=st.integers(0, 4 * 700), point=st.sampled_from(".,"))
def test_hours_with_a_point_or_a_comma_are_exact(quarters: int, point: str) -> None:
    written = f"{Decimal(quarters) / 4:.2f}".replace(".", point)

    assert read_duration(written) == quarters * 900


LENGTHS = {
    "1.5": 5400, "1,5": 5400, ".5": 1800, "1,500": 5400, "1.234,5": 4_444_200, "1 234,5": 4_444_200,
    "1,234.5": 4_444_200, "47:06 min": 2826, "0.40 h": 1440, "90 min": 5400, "1,5 heure": 5400, "1h30": 5400, "45s": 45,
    "1h 02m 03s": 3723,
    "1.2.3": None, "1,2,3": None, "-1": None, "1:60": None, "": None, "h": None, "1,5,": None, "9" * 5000: None,
    "1e9": None, "1:30:00:00": None,
}  # fmt: skip


@pytest.mark.parametrize("written", LENGTHS, ids=lambda written: written[:10])
def test_a_length_is_what_it_says(written: str) -> None:
    assert read_duration(written) == LENGTHS[written]


TIMES = {
    "16:08": 58080, "16:08:57": 58137, "4:08 PM": 58080, "12:00 am": 0, "12:00 p.m.": 43200, "16h08": 58080,
    "13:00 PM": None, "24:00": None, "9:60": None, "noon": None,
}  # fmt: skip


@pytest.mark.parametrize("written", TIMES)
def test_a_time_of_day_is_what_it_says(written: str) -> None:
    assert read_time(written) == TIMES[written]


INTERVAL = '{{"start":"20261007T140000Z","end":"20261007T140001Z","tags":["{}"]}}'
LARGE = {
    "rows.csv": "date,hours,client,tags\n" + "2026-10-05,1,a,b\n" * 20_000,
    "wrong.csv": "date,hours\n" + "soon,never\n" * 40_000,
    "tags.json": "[" + ",".join(INTERVAL.format(number) for number in range(8_000)) + "]",
    "entries.klg": "2026-10-05\n" + "#a " * 100_000 + "\n" + "    1m #b\n" * 20_000,
    "text.klg": "2026-10-05\n    1m\n" + "        text\n" * 100_000,
    "brackets.klg": "2026-10-05\n    1m " + "#a=" * 300_000 + "\n",
    "spaces.klg": "2026-10-05" + " " * 1_000_000 + "x\n    1m\n",
    "sessions.timeclock": "".join(f"i 2026-10-05 09:00 a{n}\n" for n in range(10_000))
    + "".join(f"o 2026-10-05 10:00 a{n}\n" for n in range(10_000)),
    "clock.org": "".join("*" * n + " a :b:\n" for n in range(1, 1000))
    + "CLOCK: [2026-10-05 Mon 09:00]--[2026-10-05 Mon 09:01]\n" * 8_000,
    "header.csv": "a," * 500_000 + "\n1\n",
    "cell.csv": "date,hours\n2026-10-05," + "1" * 130_000 + "\n",
    "log.txt": "Thursday 22 October 2026\n" + "\tf1c4815  10:00 to 10:45  45m 00s  " + "  [" * 100_000 + "\n",
    "deep.json": '{"a":' * 100_000,
    "digits.json": '{"records":[{"date":"2026-10-05","entries":[{"total_mins":' + "9" * 1_000_000 + "}]}]}",
    "exponent.json": '{"records":[{"date":"2026-10-05","entries":[{"total_mins":1e99999999}]}]}',
}


@pytest.mark.parametrize("name", LARGE)
def test_a_large_file_takes_little_time(name: str) -> None:
    """Each is under a megabyte or two, and takes a second or two here; what is not linear would take hours."""
    before = process_time()

    total(name, LARGE[name].encode())

    assert process_time() - before < 20


def test_an_entry_that_is_in_another_unit_is_refused() -> None:
    with pytest.raises(WrongFile):
        read_timesheet("a.csv", f"date,hours\n2026-10-05,{MOST_SECONDS}\n".encode())


MANY = {
    "a.csv": ("date,hours\n", "2026-10-05,1\n"),
    "b.csv": ("date,hours\n", "x,y\n"),
    "a.klg": ("2026-10-05\n", "  1m\n"),
    "a.json": ("[", "1,"),
}


@pytest.mark.parametrize("name", MANY)
def test_a_file_with_more_entries_than_years_of_work_is_not_read_to_its_end(name: str) -> None:
    head, entry = MANY[name]

    with pytest.raises(WrongFile) as refused:
        read_timesheet(name, (head + entry * (MOST_ENTRIES + 1)).encode(), wanted=ALL)

    assert len(refused.value.problems) == 1


def test_several_clients_are_listed_up_to_a_bound() -> None:
    rows = "".join(f"2026-10-05,1,client {n}\n" for n in range(5000))

    with pytest.raises(SeveralClients) as asked:
        read_timesheet("a.csv", f"date,hours,client\n{rows}".encode())

    assert asked.value.remedy is not None
    assert len(asked.value.remedy.values["names"]) == 21  # type: ignore[arg-type]  # a tuple
