"""`extra`: what is asked on top costs what the contract says, the reply tells nothing internal, a yes is stated."""

import json
from decimal import Decimal
from typing import Any

import pytest

from conftest import EXAMPLES, Cli

CAFE = str(EXAMPLES / "cafe.toml")
NUMBER = "2026-001"
DAY = ("--date", "2026-11-01")


@pytest.fixture
def accepted(cli: Cli) -> Cli:
    assert cli("quote", CAFE, "--save", *DAY).code == 0
    assert [cli(act, NUMBER, *DAY).code for act in ("send", "accept")] == [0, 0]
    return cli


def result(cli: Cli, *arguments: str) -> Any:  # noqa: ANN401  # JSON
    run = cli(*arguments, "--json")
    assert run.code == 0, run.err
    return json.loads(run.out)["result"]


def stated(cli: Cli, month: str, *more: str) -> Any:  # noqa: ANN401  # JSON
    return result(cli, "statement", NUMBER, "--month", month, *more)


def test_more_of_what_is_promised_once_costs_what_the_statement_of_that_month_would_bill(accepted: Cli) -> None:
    asked = result(accepted, "extra", NUMBER, "-t", "posts=4", "--once", "--month", "2026-12")

    plain = Decimal(stated(accepted, "2026-12")["subtotal"])
    delivered = Decimal(stated(accepted, "2026-12", "--delivered", "posts=12")["subtotal"])
    assert Decimal(asked["subtotal"]) == delivered - plain > 0
    assert sum(Decimal(line["amount"]) for line in asked["lines"]) == Decimal(asked["subtotal"])


def test_what_was_not_promised_costs_its_hours_at_the_quote_s_rates_and_what_goes_beyond(accepted: Cli) -> None:
    (line,) = result(accepted, "extra", NUMBER, "-t", "videos_produced=3", "--once")["lines"]
    (one,) = result(accepted, "extra", NUMBER, "-t", "videos_produced=1", "--once")["lines"]

    assert Decimal(line["amount"]) > Decimal(one["amount"]) > 0


@pytest.mark.parametrize("rules", ["range.floor=90", "traits.experience.choices.intermediate.base=[80, 90, 100]"])
def test_the_quote_s_own_card_rules_whatever_the_card_in_force_says(accepted: Cli, rules: str) -> None:
    asked = ("extra", NUMBER, "-t", "posts=4", *DAY)
    before = result(accepted, *asked)["subtotal"]

    assert accepted("rules", "set", *rules.split("=", 1)).code == 0

    assert result(accepted, *asked)["subtotal"] == before


def test_a_yes_for_once_is_a_line_of_that_month_and_of_no_other(accepted: Cli) -> None:
    before = stated(accepted, "2026-12")
    asked = result(accepted, "extra", NUMBER, "-t", "posts=4", "-t", "stories=2", "--once", "--month", "2026-12")

    run = accepted("extra", NUMBER, "-t", "posts=4", "-t", "stories=2", "--once", "--month", "2026-12", "--accept")

    assert run.code == 0
    after = stated(accepted, "2026-12")
    assert Decimal(after["subtotal"]) - Decimal(before["subtotal"]) == Decimal(asked["subtotal"])
    assert [line["label"] for line in after["lines"][-2:]] == ["4 × Publications", "2 × Stories"]
    assert stated(accepted, "2027-01") == {**before, "month": "2027-01"}
    assert accepted("verify").code == 0
    assert accepted("undo").code == 0
    assert stated(accepted, "2026-12") == before


def test_a_yes_for_each_month_is_the_next_revision_under_the_same_card(accepted: Cli) -> None:
    asked = result(accepted, "extra", NUMBER, "-t", "posts=4", *DAY)
    assert accepted("rules", "set", "range.floor", "90").code == 0

    assert accepted("extra", NUMBER, "-t", "posts=4", "--accept", "--date", "2026-12-01").code == 0

    shown = result(accepted, "show", NUMBER)
    assert (shown["number"], shown["revision"], shown["status"]) == (NUMBER, 2, "accepted")
    assert shown["mandate"]["traits"]["posts"] == "12"
    assert shown["result"]["monthly"]["subtotal"] == asked["subtotal"] == stated(accepted, "2026-12")["subtotal"]
    assert asked["before"]["subtotal"] == stated(accepted, "2026-11")["subtotal"]
    assert accepted("verify").code == 0


@pytest.mark.parametrize(("language", "words"), [("fr", "au lieu de"), ("en", "in place of")])
def test_the_reply_speaks_the_client_s_language_and_says_nothing_internal(cli: Cli, language: str, words: str) -> None:
    assert cli("config", "set", "profile.minimum_rate", "63.17").code == 0
    assert cli("quote", CAFE, "--save", *DAY, "--client", "Zoé").code == 0
    assert [cli(act, NUMBER, *DAY).code for act in ("send", "accept")] == [0, 0]

    reply = result(cli, "extra", NUMBER, "-t", "posts=4", "--lang", language)["reply"]

    assert reply.startswith("Bonjour Zoé,")  # the mandate is in French, whatever the screen
    assert "Publications" in reply
    for internal in ("$/h", "63,17", "65,00", "h de travail", "plancher", "minimum"):
        assert internal not in reply
    assert words in cli("extra", NUMBER, "-t", "posts=4", "--lang", language).out or language == "en"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ([], 2, "say what is asked"),
        (["-t", "post=3"], 2, "posts"),
        (["-t", "posts=0"], 2, "not a number"),
        (["-t", "posts=many"], 2, "not a number"),
        (["-t", "coverage=evenings", "--once"], 2, "not a volume"),
        (["-t", "coverage=never"], 2, "never"),
        (["-t", "languages=fr"], 4, "nothing to price"),
    ],
)
def test_what_cannot_be_priced_is_said(accepted: Cli, arguments: list[str], code: int, said: str) -> None:
    run = accepted("extra", NUMBER, *arguments)

    assert run.code == code, run.err
    assert said in run.err


def test_nothing_is_beyond_a_quote_that_is_not_accepted(cli: Cli) -> None:
    assert cli("quote", CAFE, "--save", *DAY).code == 0

    assert cli("extra", NUMBER, "-t", "posts=4").code == 4
