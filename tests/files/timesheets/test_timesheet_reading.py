"""Timesheets: each form read to the minute, and each wrong one said."""

import json
from decimal import Decimal

import pytest

from fourchette.errors import UsageError
from fourchette.files.timesheets.timesheet import SECONDS_PER_HOUR, Reading
from fourchette.files.timesheets.timesheet_clients import TimesheetChoice
from fourchette.files.timesheets.timesheet_reading import read_timesheet
from fourchette.files.toml.wrong_file import WrongFile


def read(
    name: str, text: str | bytes, wanted: TimesheetChoice | None = None
) -> list[tuple[str, Decimal, tuple[str, ...]]]:
    raw = text if isinstance(text, bytes) else text.encode()
    entries = read_timesheet(name, raw, wanted=wanted or TimesheetChoice(everyone=True)).entries
    return [
        (e.month, (e.seconds or Decimal(0)) / SECONDS_PER_HOUR, (*e.tags, *e.labels, *filter(None, [e.lane])))
        for e in entries
    ]


def interval(**entry: object) -> str:
    return json.dumps([entry])


def test_csv_names_its_columns_in_any_order() -> None:
    text = 'lane,hours,month\ncontent,"1,5",2026-10\n,2.25,2026-11\n'

    assert read("a.csv", text) == [
        ("2026-10", Decimal("1.5"), ("content",)),
        ("2026-11", Decimal("2.25"), ()),
    ]


def test_csv_of_a_spreadsheet_has_a_mark_and_its_own_line_ends() -> None:
    assert read("A.CSV", b"\xef\xbb\xbfdate,hours\r\n2026-10-31,3\r\n") == [("2026-10", Decimal(3), ())]


def test_timewarrior_s_intervals_are_to_the_second() -> None:
    text = interval(id=1, start="20261022T140000Z", end="20261022T153000Z", tags=["a", "content"])

    assert read("a.json", text) == [("2026-10", Decimal("1.5"), ("a", "content"))]


def test_watson_s_frames_carry_their_project() -> None:
    text = interval(
        id="f", project="content", start="2026-10-22T10:00:00-04:00", stop="2026-10-22T10:45:00-04:00", tags=["x"]
    )

    assert read("a.json", text) == [("2026-10", Decimal("0.75"), ("x",))]


def test_an_interval_may_cross_the_change_of_the_clock() -> None:
    text = interval(start="2026-11-01T00:30:00-04:00", end="2026-11-01T02:30:00-05:00")

    assert read("a.json", text) == [("2026-11", Decimal(3), ())]


def test_klog_has_durations_ranges_halves_of_the_day_and_nights() -> None:
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
    assert read("a.klg", text) == [
        ("2026-10", Decimal("2.5"), ("content", "client")),
        ("2026-10", Decimal("3.25"), ("service", "client")),
        ("2026-10", Decimal(5), ("client",)),
        ("2026-10", Decimal("0.75"), ("client",)),
        ("2026-10", Decimal("-0.5"), ("content", "client")),
        ("2026-11", Decimal("0.75"), ()),
    ]


ITEM = interval(start="20261022T140000Z", end="20261022T150000Z")[1:-1]
WRONG: dict[str, tuple[str, str | bytes, int | None]] = {
    "columns": ("a.csv", "when,hours\n2026-10,3\n", 1),
    "month": ("a.csv", "month,hours\n2026-13,3\n", 2),
    "hours": ("a.csv", "month,hours\n2026-10,3\n2026-10,three\n", 3),
    "negative": ("a.csv", "month,hours\n2026-10,-3\n", 2),
    "infinite": ("a.csv", "month,hours\n2026-10,inf\n", 2),
    "no hours": ("a.csv", "month,hours\n2026-10\n", 2),
    "empty": ("a.csv", "\n\n", None),
    "bytes": ("a.csv", b"date,hours\n\x00\x81\xff", None),
    "no entry": ("a.csv", "date,hours\n", None),
    "json": ("a.json", "[{", 1),
    "object": ("a.json", "{}", 1),
    "numbers": ("a.json", "[1]", 1),
    "open": ("a.json", interval(start="20261022T140000Z"), 1),
    "moment": ("a.json", interval(start="yesterday", end="20261022T140000Z"), 1),
    "backwards": ("a.json", interval(start="20261022T140000Z", end="20261022T130000Z"), 1),
    "after its end": ("a.json", '{"records": []} []', 1),
    "a list after its end": ("a.json", f"[{ITEM}]\n\n x", 3),
    "a comma too many": ("a.json", f"[{ITEM},\n]", 2),
    "a comma too few": ("a.json", f"[{ITEM}\n{ITEM}]", 2),
    "a day for a moment": ("a.json", interval(start="2026-10-05", end="2026-10-05T10:00:00"), 1),
    "an end that is none": ("a.json", interval(start="2026-10-05T10:00:00", end=[]), 1),
    "a report of nothing": ("a.json", '{"projects": [], "timespan": null}', None),
    "a project without its time": ("a.json", '{"projects": ["cafe"], "timespan": {}}', None),
    "records that are a number": ("a.json", '{"records": 3}', None),
    "a record without its day": ("a.json", '{"records": [{"date": "2026-02-30", "entries": []}]}', None),
    "an entry without its minutes": ("a.json", '{"records": [{"date": "2026-10-05", "entries": [{}]}]}', None),
    "a number beyond numbers": (
        "a.json",
        '{"records": [{"date": "2026-10-05", "entries": [{"total_mins": 1e99999999999999999999}]}]}',
        None,
    ),
    "a start that is no time": ("a.csv", "date,start,end\n2026-10-05,25:00,26:00\n", 2),
    "an end that is no time": ("a.csv", "date,start,end\n2026-10-05,9:00,26:00\n", 2),
    "an end before its start": ("a.csv", "start,end\n2026-10-05 10:00,2026-10-05 09:00\n", 2),
    "an end on no day": ("a.csv", "Start date,Start time,End date,End time\n2026-10-05,10:00,soon,11:00\n", 2),
    "a date as a summary": ("a.klg", "2026-10-05\n2026-10-06\n    1h\n", 2),
    "a target that is none": ("a.klg", "2026-10-05 8h\n    1h\n", 1),
    "both shifts": ("a.klg", "2026-10-05\n    <9:00> - 10:00\n", 2),
    "a minute after midnight": ("a.klg", "2026-10-05\n    9:00 - 24:01\n", 2),
    "an entry that slipped": ("a.klg", "2026-10-05\n    1h\n      2h\n", 3),
    "prose in a log": ("a.txt", "Thursday 22 October 2026\nwent well\n", 2),
    "prose in a report": ("a.txt", "Thu 01 October 2026 -> Sat 31 October 2026\n\ncafe - 1h 00m 00s\nwell\n", 4),
    "a total that is another": (
        "a.txt",
        "Thu 01 October 2026 -> Sat 31 October 2026\n\ncafe - 1h 00m 00s\n\nTotal: 2h 00m 00s\n",
        None,
    ),
    "clocked in twice": ("a.timeclock", "i 2026-10-05 09:00 a\ni 2026-10-05 09:30 a\no 2026-10-05 10:00\n", 2),
    "utf-16 cut in two": ("a.csv", "date,hours\n".encode("utf-16-le")[:-1], None),
    "flights": ("a.csv", "Date,From,To,Duration,Airline\n2026-10-05,Lyon,Rome,1:40,A\n", 1),
    "songs": ("a.csv", "Date;Artist;Duration\n2026-10-05;B;3:45\n", 1),
    "payments": ("a.csv", "2026-10-05;12,50\n", 1),
    "prose": ("a.txt", "Bonjour,\nle client a appelé.\n", 1),
    "before its date": ("a.klg", "    2h\n2026-10-01\n", 1),
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_wrong_timesheet_is_refused_with_its_line(kind: str) -> None:
    name, text, line = WRONG[kind]

    with pytest.raises(WrongFile) as caught:
        read(name, text)

    assert [problem.line for problem in caught.value.problems] == [line]


BUGS = {
    "a long cell": ("a.csv", "month,hours,lane\n2026-10,3," + "x" * 140_000 + "\n"),
    "one moment without its offset": ("a.json", interval(start="2026-10-22T14:00:00", end="2026-10-22T15:00:00Z")),
    "tags that are a number": ("a.json", interval(start="20261022T140000Z", end="20261022T150000Z", tags=5)),
    "tags that are one word": ("a.json", interval(start="20261022T140000Z", end="20261022T150000Z", tags="content")),
    "a thirteenth month": ("a.klg", "2026-13-01\n    2h\n"),
    "a clock that is not one": ("a.klg", "2026-10-01\n    9:75 - 25:00\n"),
}


@pytest.mark.parametrize("kind", BUGS)
def test_an_odd_timesheet_is_refused(kind: str) -> None:
    with pytest.raises(WrongFile):
        read(*BUGS[kind])


def test_the_line_ends_of_an_old_spreadsheet_are_line_ends() -> None:
    assert read("a.csv", b"month,hours,lane\r2026-10,3,content\r") == [("2026-10", Decimal(3), ("content",))]


def test_a_date_may_be_a_month_and_tags_may_have_their_sign() -> None:
    (entry,) = read_timesheet("a.csv", b"date,hours,tags\n2026-10,3,#urgent;#content\n", lanes=("content",)).entries

    assert (entry.month, entry.lane_in(("content",))) == ("2026-10", "content")


def test_what_is_left_out_of_a_month_is_told() -> None:
    sheet = read_timesheet("a.csv", b"date,hours\n2026-10-05,1\n2026-11-05,2\n2026-11-06,3\n", month="2026-10")

    assert [entry.month for entry in sheet.entries] == ["2026-10"]
    assert [message.values for message in sheet.assumed] == [{"count": 2}]


ONE_CLIENT = "date,hours,client,tags\n2026-10-05,1,Cafe,posts\n2026-10-06,2,cafe,calls\n"
NAMELESS = {
    "a client": ("date,hours\n2026-10-05,1\n", TimesheetChoice(clients=("Cafe",))),
    "a project": (ONE_CLIENT.replace("tags", "x"), TimesheetChoice(projects=("Cafe",))),
    "a tag": ("date,hours\n2026-10-05,1\n", TimesheetChoice(tags=("Cafe",))),
    "another client": (ONE_CLIENT, TimesheetChoice(clients=("Caffe",))),
}


@pytest.mark.parametrize("kind", NAMELESS)
def test_a_name_that_is_not_there_is_refused(kind: str) -> None:
    text, wanted = NAMELESS[kind]

    with pytest.raises(UsageError):
        read("a.csv", text, wanted)


def test_where_there_are_no_clients_it_is_said_what_there_is() -> None:
    text = '[{"start":"20261007T140000Z","end":"20261007T153000Z","tags":["cafe"]}]'

    with pytest.raises(UsageError) as caught:
        read("a.json", text, TimesheetChoice(clients=("cafe",)))

    assert caught.value.remedy is not None
    assert caught.value.remedy.values == {"kind": "tag", "names": ("cafe",)}


def test_a_tag_may_be_said_with_its_sign() -> None:
    assert len(read("a.klg", "2026-10-05\n    1h #Café\n    30m #b\n", TimesheetChoice(tags=("#café",)))) == 1


def test_one_client_is_asked_nothing_however_it_is_spelled_and_tagged() -> None:
    assert sum(hours for _, hours, _ in read("a.csv", ONE_CLIENT, TimesheetChoice())) == 3


def test_a_tag_here_and_there_is_a_note_and_not_a_client() -> None:
    assert len(read("a.klg", "2026-10-05\n    1h\n    30m #urgent\n", TimesheetChoice())) == 2


EDGES = {
    "first-day.csv": "date,hours\n0001-01-01,1\n",
    "last-day.csv": "date;heures\n31/12/9999;1\n",
    "before-the-first.csv": "start,end\n0001-01-01T00:00:00+23:59,0001-01-01T02:00:00+23:59\n",
    "after-the-last.csv": "start,end\n9999-12-31T22:00:00-23:59,9999-12-31T23:59:00-23:59\n",
    "first.json": interval(start="00010101T000000Z", end="00010101T010000Z"),
    "last.json": interval(start="99991231T225900Z", end="99991231T235900Z"),
    "before-the-first.json": interval(start="0001-01-01T00:00:00+23:59", end="0001-01-01T02:00:00+23:59"),
    "after-the-last.json": interval(start="9999-12-31T22:00:00-23:59", end="9999-12-31T23:59:00-23:59"),
    "past-midnight.klg": "9999-12-31\n  23:00 - 1:00>\n",
    "before-midnight.klg": "0001-01-01\n  <23:00 - 1:00\n",
    "last.org": "* x\nCLOCK: [9999-12-31 Fri 23:00]--[9999-12-31 Fri 23:59] =>  0:59\n",
    "first.org": "* x\nCLOCK: [0001-01-01 Mon 00:00]--[0001-01-01 Mon 01:00] =>  1:00\n",
    "last.timeclock": "i 9999/12/31 23:00:00 x\no 9999/12/31 23:59:59\n",
    "year-0.csv": "date,hours\n0000-01-01,1\n",
    "year-10000.csv": "date,hours\n10000-01-01,1\n",
}


@pytest.mark.parametrize("name", EDGES)
def test_times_at_the_edge_of_the_calendar_are_read_in_their_month_or_refused_with_their_line(name: str) -> None:
    months: set[str] = set()
    places: set[int | None] = set()
    try:
        months = {month for month, _, _ in read(name, EDGES[name])}
    except WrongFile as error:
        places = {problem.line for problem in error.problems}

    assert months <= {"0001-01", "9999-12"}
    assert places <= {1, 2}
    assert months or places


@pytest.mark.parametrize("heading", ["lane,hours,month", "LANE,HOURS,MONTH", "Lane,Hours,Month", " Volet ,Heures,MOIS"])
def test_csv_names_its_columns_in_any_case(heading: str) -> None:
    assert read("a.csv", f"{heading}\ncontent,2.25,2026-11\n") == [("2026-11", Decimal("2.25"), ("content",))]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "date,hours\n" + "2026-10-31,3\n" * 40),
        (
            "a.json",
            json.dumps([{"id": each, "start": "20261001T120000Z", "end": "20261001T130000Z"} for each in range(40)]),
        ),
    ],
)
def test_who_watches_is_told_how_many_there_are_and_sees_each(name: str, text: str) -> None:
    """A bar on a terminal goes from nothing to all of the file."""
    seen: list[int] = []

    def watched(reading: Reading, about: int) -> Reading:
        for place, each in enumerate(reading, start=1):
            assert 0 <= about - place <= 40
            seen.append(place)
            yield each

    read_timesheet(name, text.encode(), wanted=TimesheetChoice(everyone=True), watched=watched)

    assert seen == list(range(1, 41))
