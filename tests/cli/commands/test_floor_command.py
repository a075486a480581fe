"""`fourchette floor`: from options, the config or answers; kept where asked; and what a quote then says."""

import json
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from conftest import EXAMPLES, Cli
from fourchette.core.practice.floor import TERMS
from terminal import Terminal

CAFE = str(EXAMPLES / "cafe.toml")
FLOOR = "schema = 1\n[floor]\nincome = 65000\nbillable = 50    # half of it is unpaid\n"


def with_config(home: Path, text: str) -> None:
    home.mkdir(exist_ok=True)
    (home / "config.toml").write_text(text, encoding="utf-8")


def floor_of(cli: Cli, *arguments: str) -> dict[str, Any]:
    run = cli("floor", "--json", *arguments)
    assert run.code == 0, run.err
    found: dict[str, Any] = json.loads(run.out)
    assert found["schema"] == "fourchette/floor/1"
    result: dict[str, Any] = found["result"]
    return result


def test_the_sum_of_the_json_is_the_rate(cli: Cli) -> None:
    found = floor_of(cli, "--income", "65000")

    year = {name: Decimal(amount) for name, amount in found["year"].items()}
    assert year["income"] + year["contributions"] + year["margin"] + year["costs"] == year["total"]
    assert found["rate"] == "93.07" == f"{year['total'] / Decimal(found['hours']['billable']):.2f}"


def test_an_option_wins_over_the_config_and_the_config_over_the_default(cli: Cli, home: Path) -> None:
    with_config(home, FLOOR)

    found = floor_of(cli, "--billable", "60 %")

    origins = {term["id"]: term["origin"] for term in found["terms"]}
    assert found["rate"] == "93.07"
    assert origins == {
        **dict.fromkeys(TERMS, "default"),
        "income": "config",
        "contributions": "table",
        "billable": "option",
    }
    assert all(term["source"] for term in found["terms"] if term["origin"] == "default")


def test_the_contributions_are_those_of_the_place_that_she_says(cli: Cli, home: Path) -> None:
    with_config(home, FLOOR + '[profile]\nregion = "CA-ON"\n')

    assert [each["id"] for each in floor_of(cli)["contributions"]] == ["cpp", "cpp2"]
    assert [each["id"] for each in floor_of(cli, "--region", "be")["contributions"]] == ["inasti"]
    assert floor_of(cli, "--region", "JP")["contributions"] == []


def test_the_contributions_add_up_and_each_says_whose_figure_it_is(cli: Cli) -> None:
    found = floor_of(cli, "--income", "80000")

    assert sum(Decimal(each["amount"]) for each in found["contributions"]) == Decimal(found["year"]["contributions"])
    assert all(each["why"] and each["source"] for each in found["contributions"])


def test_her_own_percent_still_wins(cli: Cli) -> None:
    found = floor_of(cli, "--income", "65000", "--contributions", "7", "--region", "FR")

    assert (found["rate"], found["contributions"]) == ("89.08", [])


def test_a_floor_in_another_currency_than_the_card_is_told(cli: Cli) -> None:
    assert "They are in EUR, and the rate card is in CAD" in cli("floor", "--income", "40000", "--region", "FR").out


def test_a_figure_is_typed_as_one_writes_it(cli: Cli) -> None:
    assert floor_of(cli, "--income", "65 000 $", "--hours", "37,5")["hours"]["worked"] == "1725.00"


@pytest.mark.parametrize(
    "options", [("--income", "-1"), ("--income", "65,000"), ("--income", "1e12"), ("--income", "5", "--weeks", "53"),
                ("--income", "5", "--billable", "0"), ("--income", "5", "--hours", "nan"), ()],
)  # fmt: skip
def test_what_makes_no_floor_is_refused(cli: Cli, options: tuple[str, ...]) -> None:
    run = cli("floor", *options)

    assert (run.code, run.out) == (2, "")
    assert run.err


def test_what_is_kept_is_what_was_given(cli: Cli, home: Path) -> None:
    with_config(home, "# mine\n" + FLOOR)

    run = cli("floor", "--costs", "8000", "--billable", "55", "--save")

    text = (home / "config.toml").read_text(encoding="utf-8")
    assert run.code == 0
    assert text.startswith("# mine\n")
    assert "billable = 55    # half of it is unpaid" in text
    assert tomllib.loads(text)["floor"] == {"income": 65000, "billable": 55, "costs": 8000}


def test_nothing_is_kept_unless_asked(cli: Cli, home: Path) -> None:
    cli("floor", "--income", "65000")

    assert not home.exists()


def test_a_stated_minimum_is_told_to_win(cli: Cli, home: Path) -> None:
    with_config(home, FLOOR + "[profile]\nminimum_rate = 70\n")

    assert "minimum rate of $70/h" in cli("floor").out


# --- Asked on a terminal


def test_each_term_is_asked_with_its_default(terminal: Terminal, home: Path) -> None:
    program = terminal("floor", "--lang", "en", "--weeks", "46")
    program.until("income tax?")
    program.type("a lot")
    program.until("a number is expected")
    program.type("65000")
    for default in ("[10]", "[10,000]", "[35]"):
        program.until(default)
        program.type("")
    program.until("[60]")
    program.type("50")
    program.until("$111.68")
    program.until("Keep these figures in your config?")
    program.type("y")

    assert program.code() == 0
    assert "How many weeks" not in program.screen
    kept = tomllib.loads((home / "config.toml").read_text(encoding="utf-8"))["floor"]
    assert kept == {"income": 65000, "weeks": 46, "billable": 50}


def test_contributions_are_asked_where_no_table_knows_them(terminal: Terminal) -> None:
    program = terminal("floor", "--lang", "en", "--region", "JP")
    program.until("income tax?")
    program.type("65000")
    program.until("What contributions, in percent of the income?")
    program.end()


def test_the_answers_are_not_kept_without_a_yes(terminal: Terminal, home: Path) -> None:
    program = terminal("floor", "--lang", "fr")
    program.until("avant impôt")
    program.type("65 000")
    for default in ("[10]", "[10\u00a0000]", "[46]", "[35]", "[60]"):
        program.until(default)
        program.type("")
    program.until("dans votre configuration")
    program.end()

    assert program.code() == 0
    assert not home.exists()


# --- What a quote says


def test_a_quote_shows_the_floor_beside_the_rate_and_moves_nothing_but_where_she_walks_away(
    cli: Cli, home: Path
) -> None:
    plain = json.loads(cli("quote", CAFE, "--json", "--date", "2026-11-22").out)
    with_config(home, FLOOR)

    warned = json.loads(cli("quote", CAFE, "--json", "--date", "2026-11-22").out)

    assert warned["result"]["rate"].pop("personal_floor") == "111.68"
    assert plain["result"]["rate"].pop("personal_floor") is None
    # Her floor is above the rate asked: she walks away under what she asks.
    for part in ("rate", "monthly"):
        assert warned["result"][part].pop("low") > plain["result"][part].pop("low")
    for step in (*warned["result"]["rate"]["steps"], *plain["result"]["rate"]["steps"]):
        del step["low"]
    assert warned["result"] == plain["result"]
    assert "below-personal-floor" in [notice["code"] for notice in warned["notices"]]


@pytest.mark.parametrize(("income", "said"), [(65_000, "below it"), (20_000, "above it")])
def test_the_sheet_says_how_far_the_rate_is_from_the_floor(cli: Cli, home: Path, income: int, said: str) -> None:
    with_config(home, f"[floor]\nincome = {income}\n")

    assert said in cli("quote", CAFE, "--date", "2026-11-22").out


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_the_floor_never_reaches_the_client(cli: Cli, home: Path, form: tuple[str, ...]) -> None:
    before = cli("quote", CAFE, "--for", "client", "--date", "2026-11-22", *form).out
    with_config(home, FLOOR)

    after = cli("quote", CAFE, "--for", "client", "--date", "2026-11-22", *form).out

    assert after == before


def test_the_figures_of_her_income_are_in_no_quote_file(cli: Cli, home: Path) -> None:
    with_config(home, "[floor]\nincome = 64321\ncosts = 9876\nweeks = 43\n")

    cli("quote", CAFE, "--save", "--date", "2026-11-22")

    text = (home / "quotes" / "2026" / "2026-001.toml").read_text(encoding="utf-8")
    assert not any(figure in text for figure in ("64321", " 9876", "[floor]", "income =", "weeks = 43"))
    assert cli("verify").code == 0


def test_a_floor_without_an_income_warns_of_nothing(cli: Cli, home: Path) -> None:
    with_config(home, "[floor]\ncosts = 9000\n")

    assert "Your floor" not in cli("quote", CAFE, "--date", "2026-11-22").out
