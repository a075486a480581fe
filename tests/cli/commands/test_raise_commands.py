"""`revise --percent` and `renew`: every rate and fee times the same, from a day, under the quote's own card."""

import json
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest

from conftest import EXAMPLES, Cli

CAFE = str(EXAMPLES / "cafe.toml")
NUMBER = "2026-001"
CENT = Decimal("0.01")


def cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_UP)


def result(cli: Cli, *arguments: str) -> Any:  # noqa: ANN401  # JSON
    run = cli(*arguments, "--json")
    assert run.code == 0, run.err
    return json.loads(run.out)["result"]


def saved(cli: Cli, example: str, *acts: str) -> None:
    assert cli("quote", str(EXAMPLES / f"{example}.toml"), "--save", "--date", "2026-01-02").code == 0
    for act in acts:
        assert cli(act, NUMBER, "--date", "2026-01-02").code == 0


def subtotals(lines: list[Any], times: Decimal = Decimal(1)) -> dict[str, Decimal]:
    """What each period comes to, each rate and fee times a factor, worked out here from the lines."""
    found: dict[str, Decimal] = {}
    for line in lines:
        whole = Decimal(line["amount"])
        if times != 1:
            rate = line.get("rate")
            whole = (
                cents(whole * times) if rate is None else cents(Decimal(line["hours"]) * cents(Decimal(rate) * times))
            )
        found[line["period"]] = found.get(line["period"], Decimal(0)) + whole
    return found


@pytest.mark.parametrize("percent", ["3", "-5", "12.5"])
@pytest.mark.parametrize("example", ["cafe", "festival", "non-profit", "restaurants", "shop", "utility"])
def test_every_rate_and_fee_is_raised_to_the_cent_and_every_line_multiplies(
    cli: Cli, example: str, percent: str
) -> None:
    saved(cli, example)
    before = result(cli, "show", NUMBER)["result"]

    assert cli("revise", NUMBER, "--percent", percent, "--date", "2026-01-03").code == 0

    after = result(cli, "show", f"{NUMBER}.2")["result"]
    times = 1 + Decimal(percent) / 100
    wanted = subtotals(before["lines"], times)
    assert subtotals(after["lines"]) == wanted
    for line in after["lines"]:
        if line.get("rate") is not None:
            assert cents(Decimal(line["hours"]) * Decimal(line["rate"])) == Decimal(line["amount"])
    for period, amounts in (("month", after["monthly"]), ("once", after["once"])):
        assert Decimal(amounts["subtotal"] if amounts else 0) == wanted.get(period, 0)
    assert cli("verify").code == 0


def test_a_raise_of_a_raise_is_both(cli: Cli) -> None:
    saved(cli, "cafe")
    for percent in ("3", "2"):
        assert cli("revise", NUMBER, "--percent", percent, "--date", "2026-01-03").code == 0
        assert cli("send", f"{NUMBER}.{2 if percent == '3' else 3}", "--date", "2026-01-03").code == 0

    rates = [result(cli, "show", f"{NUMBER}.{each}")["result"]["rate"]["target"] for each in (1, 2, 3)]

    assert Decimal(rates[1]) == cents(Decimal(rates[0]) * Decimal("1.03"))
    assert Decimal(rates[2]) == cents(Decimal(rates[1]) * Decimal("1.02"))


def test_a_stated_price_is_raised_as_it_is(cli: Cli) -> None:
    assert cli("quote", CAFE, "--price", "1200", "--save", "--date", "2026-01-02").code == 0

    assert cli("revise", NUMBER, "--percent", "3", "--date", "2026-01-03").code == 0

    assert result(cli, "show", f"{NUMBER}.2")["result"]["monthly"]["subtotal"] == "1236.00"


def test_a_raise_holds_from_its_day_whatever_the_card_in_force_says_and_compare_says_why(cli: Cli) -> None:
    saved(cli, "cafe", "send", "accept")
    before = result(cli, "statement", NUMBER, "--month", "2026-09")["subtotal"]
    assert cli("rules", "set", "traits.experience.choices.intermediate.base", "[80, 90, 100]").code == 0
    raised = ("--percent", "3", "--from", "2026-10-01", "--reason", "the index")

    assert cli("revise", NUMBER, *raised, "--date", "2026-09-10").code == 0
    for act in ("send", "accept"):
        assert cli(act, f"{NUMBER}.2", "--date", "2026-09-12").code == 0

    months = [result(cli, "statement", NUMBER, "--month", f"2026-{month}")["subtotal"] for month in ("09", "10")]
    assert months[0] == before
    assert months[1] == result(cli, "show", NUMBER)["result"]["monthly"]["subtotal"] > before
    assert "raised by 3%: the index" in cli("compare", f"{NUMBER}.1", f"{NUMBER}.2").out
    assert "the index" not in cli("show", NUMBER, "--for", "client", "--lang", "en").out
    assert cli("verify").code == 0


@pytest.mark.parametrize("index", ["1.031", "1,031", "0.97"])
@pytest.mark.parametrize("example", ["cafe", "non-profit", "restaurants", "shop", "utility"])
def test_a_renewal_begins_the_day_after_the_term_at_the_index(cli: Cli, example: str, index: str) -> None:
    saved(cli, example, "send", "accept")
    months = int(Decimal(result(cli, "show", NUMBER)["result"]["months"]))  # from January

    assert cli("renew", NUMBER, "--index", index, "--date", "2026-03-10").code == 0

    after = result(cli, "show", f"{NUMBER}.2")
    assert after["mandate"]["starts"] == f"{2026 + months // 12}-{months % 12 + 1:02}-01"
    before = result(cli, "show", f"{NUMBER}.1")["result"]["lines"]
    assert subtotals(after["result"]["lines"]) == subtotals(before, Decimal(index.replace(",", ".")))


@pytest.mark.parametrize(
    ("raised", "starts"),
    [
        ([("2026-02-10", "2026-03-01")], "2026-04-01"),  # three months from January, whatever is raised in the third
        ([("2026-03-10", "2026-04-01")], "2026-07-01"),  # the next term began in April
        ([("2026-01-20", "2026-02-01"), ("2026-03-10", "2026-04-01"), ("2026-05-10", "2026-06-01")], "2026-07-01"),
    ],
)
def test_a_renewal_knows_the_term_whatever_was_raised_in_it(
    cli: Cli, raised: list[tuple[str, str]], starts: str
) -> None:
    saved(cli, "cafe", "send", "accept")
    for revision, (day, start) in enumerate(raised, start=2):
        assert cli("revise", NUMBER, "--percent", "3", "--from", start, "--date", day).code == 0
        assert [cli(act, f"{NUMBER}.{revision}", "--date", day).code for act in ("send", "accept")] == [0, 0]

    assert cli("renew", NUMBER, "--index", "1.031", "--date", "2026-06-10").code == 0

    assert result(cli, "show", f"{NUMBER}.{len(raised) + 2}")["mandate"]["starts"] == starts


def test_a_renewal_without_an_index_keeps_the_prices(cli: Cli) -> None:
    saved(cli, "cafe", "send", "accept")

    assert cli("renew", NUMBER, "--from", "2026-05-01", "--date", "2026-03-10").code == 0

    first, second = (result(cli, "show", f"{NUMBER}.{each}") for each in (1, 2))
    assert first["result"]["monthly"] == second["result"]["monthly"]
    assert second["mandate"]["starts"] == "2026-05-01"
    assert "raised" not in second["mandate"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("revise", NUMBER, "--percent", "many"), 2),
        (("revise", NUMBER, "--percent", "1e30"), 2),
        (("revise", NUMBER, "--percent", "-95"), 2),
        (("revise", NUMBER, "--percent", "3", "-t", "posts=9"), 2),
        (("revise", NUMBER, "--from", "soon"), 2),
        (("renew", NUMBER, "--index", "0"), 2),
        (("renew", NUMBER), 4),
    ],
)
def test_what_is_no_raise_is_refused_and_writes_nothing(cli: Cli, arguments: tuple[str, ...], code: int) -> None:
    saved(cli, "cafe", *([] if arguments == ("renew", NUMBER) else ["send", "accept"]))

    assert cli(*arguments, "--date", "2026-01-03").code == code

    assert len(result(cli, "list")) == 1
