"""`fourchette hours` on a timesheet: whose hours, which days, and nothing logged from what cannot be read whole."""

import io
import json
from decimal import Decimal
from pathlib import Path

import pytest

from conftest import EXAMPLES, Cli
from fourchette.files.book.book import open_quote
from terminal import Terminal

NUMBER = "2026-001"
OCTOBER = EXAMPLES / "october.csv"
DATE = ("--date", "2026-11-22")
ONE_CLIENT = ("--client", "Café du coin")


@pytest.fixture
def sent(cli: Cli) -> Cli:
    """The program, with a quote that was sent."""
    assert cli("quote", str(EXAMPLES / "cafe.toml"), "--save", *DATE).code == 0
    assert cli("send", NUMBER, *DATE).code == 0
    return cli


def logged(home: Path) -> list[tuple[str | None, str | None, Decimal | None]]:
    history = open_quote(home / "quotes" / "2026" / f"{NUMBER}.toml").history
    return [(each.month, each.lane, each.hours) for each in history if each.event == "hours"]


def test_of_several_clients_the_one_chosen_is_logged(sent: Cli, home: Path) -> None:
    assert sent("hours", NUMBER, str(OCTOBER), *ONE_CLIENT).code == 0

    assert logged(home) == [("2026-10", "content", Decimal("2.50")), ("2026-10", "service", Decimal("0.33"))]


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ("several clients", "Garage du pont (1 h)")), ("fr", ("plusieurs clients", "Café du coin (2,83 h)"))],
)
def test_where_nobody_can_be_asked_the_clients_are_listed_with_their_hours(
    sent: Cli, home: Path, language: str, words: tuple[str, ...]
) -> None:
    run = sent("hours", NUMBER, str(OCTOBER), "--lang", language)

    assert run.code == 2
    assert all(word in run.err.replace("\u00a0", " ") for word in words)
    assert logged(home) == []


def test_on_a_terminal_it_is_asked_which_client_is_meant(sent: Cli, home: Path, terminal: Terminal) -> None:
    assert sent("list").code == 0
    program = terminal("hours", NUMBER, str(OCTOBER))

    asked = program.until("Which client? A number, or 0 for all:")
    program.type("7")
    program.until("a number from 0 to 2 is expected")
    program.type("1")

    assert "1. Café du coin (2.83 h)" in asked.replace("\u00a0", " ")
    assert program.code() == 0
    assert logged(home) == [("2026-10", "content", Decimal("2.50")), ("2026-10", "service", Decimal("0.33"))]


def test_on_a_terminal_all_of_a_file_may_be_meant(sent: Cli, home: Path, terminal: Terminal) -> None:
    assert sent("list").code == 0
    program = terminal("hours", NUMBER, str(OCTOBER))
    program.until("0 for all:")
    program.type("0")

    assert program.code() == 0
    assert [hours for _, _, hours in logged(home)] == [Decimal("3.50"), Decimal("0.33")]


def test_a_timesheet_may_come_from_another_program(sent: Cli, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(OCTOBER.read_bytes())))

    assert sent("hours", NUMBER, "-", *ONE_CLIENT, "--json").code == 0
    assert [hours for _, _, hours in logged(home)] == [Decimal("2.50"), Decimal("0.33")]


def test_a_date_that_may_be_two_days_is_settled_by_an_option(sent: Cli, home: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "a.csv"
    sheet.write_text("date,hours,lane\n05/10/2026,1.5,content\n", encoding="utf-8")

    refused, odd = sent("hours", NUMBER, str(sheet)), sent("hours", NUMBER, str(sheet), "--dates", "ymd")
    assert (refused.code, odd.code, logged(home)) == (3, 2, [])
    assert "add --dates dmy" in refused.err

    assert sent("hours", NUMBER, str(sheet), "--dates", "mdy").code == 0
    assert logged(home) == [("2026-05", "content", Decimal("1.50"))]


def test_what_was_taken_for_granted_is_told(sent: Cli, tmp_path: Path) -> None:
    sheet = tmp_path / "a.csv"
    sheet.write_text(
        "Project,Client,Description,Tags,Start Date,Start Time,End Date,End Time,Duration (h)\n"
        "A,Cafe,B,content,10/05/2026,02:00 PM,10/05/2026,03:30 PM,01:30:00\n",
        encoding="utf-8",
    )

    assert "“10/05/2026” was read as 2026-10-05" in sent("hours", NUMBER, str(sheet)).err


def test_every_problem_of_a_timesheet_is_told_with_its_line(sent: Cli, home: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "a.klg"
    sheet.write_text("2026-10-05\n    1h #content\n    1.5h\n\n2026-02-30\n    2h\n", encoding="utf-8")

    run = sent("hours", NUMBER, str(sheet), "--json")

    assert run.code == 3
    assert [error["line"] for error in json.loads(run.out)["errors"]] == [3, 5]
    assert logged(home) == []


def test_a_month_that_comes_to_less_than_nothing_is_not_logged(sent: Cli, home: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "a.klg"
    sheet.write_text("2026-10-05\n    -1h #content\n", encoding="utf-8")

    assert sent("hours", NUMBER, str(sheet)).code == 2
    assert logged(home) == []


def test_a_timesheet_that_is_not_there_is_not_found(sent: Cli) -> None:
    assert sent("hours", NUMBER, "none.csv", "--lane", "content").code == 4


@pytest.mark.parametrize(
    ("language", "asked", "typed", "code", "hours"),
    [
        ("en", "are these others? [no]", "y", 0, 2),
        ("en", "are these others? [no]", "", 4, 1),
        ("fr", "d’autres", "o", 0, 2),
        ("fr", "d’autres", "n", 4, 1),
    ],
)
def test_on_a_terminal_one_says_whether_the_same_hours_are_others(  # noqa: PLR0913, PLR0917  # a case, and who runs it
    sent: Cli, home: Path, terminal: Terminal, language: str, asked: str, typed: str, code: int, hours: int
) -> None:
    worked = ("hours", NUMBER, "3", "--lane", "content", "--month", "2026-10")
    assert sent(*worked).code == 0
    program = terminal(*worked, "--lang", language)
    program.until(asked)
    program.type(typed)

    assert program.code() == code
    assert logged(home) == [("2026-10", "content", Decimal(3))] * hours


def test_hours_that_another_program_logs_meanwhile_are_not_logged_twice(
    sent: Cli, home: Path, terminal: Terminal
) -> None:
    program = terminal("hours", NUMBER, "-")
    program.until("Ctrl-D")
    assert sent("hours", NUMBER, "1.5", "--lane", "content", "--month", "2026-10").code == 0
    for line in ("date,hours,lane", "2026-10-05,1.5,content"):
        program.type(line)
    program.end()

    assert program.code() == 4
    assert "are these others?" in program.screen
    assert logged(home) == [("2026-10", "content", Decimal("1.50"))]


def test_a_lane_in_which_nothing_was_worked_is_not_logged(sent: Cli, home: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "a.csv"
    sheet.write_text("date,hours,lane\n2026-10-05,0,content\n2026-10-05,2,service\n", encoding="utf-8")

    assert sent("hours", NUMBER, str(sheet)).code == 0
    assert logged(home) == [("2026-10", "service", Decimal(2))]
