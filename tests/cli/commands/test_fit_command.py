"""`fourchette fit`, run: what it says, what it writes, and what it answers a script."""

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest

from conftest import EXAMPLES, Cli
from fourchette.files.card.card_sources import DEFAULT_NAME
from fourchette.files.shipped.resource import resource

CAFE = str(EXAMPLES / "cafe.toml")
SHOP = str(EXAMPLES / "shop.toml")


def answer(cli: Cli, *arguments: str) -> dict[str, object]:
    """What `fit --json` found."""
    envelope = json.loads(cli("fit", *arguments, "--json").out, parse_float=Decimal)
    assert envelope["schema"] == "fourchette/fit/1"
    return dict(envelope["result"])


def test_a_budget_that_can_be_met_is_0_and_one_that_cannot_is_1(cli: Cli) -> None:
    assert cli("fit", CAFE, "--budget", "700").code == 0
    assert cli("fit", CAFE, "--budget", "900").code == 0
    assert cli("fit", CAFE, "--budget", "100").code == 1
    assert cli("fit", CAFE, "--budget", "100", "--json").code == 1


@pytest.mark.parametrize("plan", ["1", "2", "3"])
def test_the_mandate_of_each_plan_is_written_and_prices_to_what_was_said(plan: str, cli: Cli, tmp_path: Path) -> None:
    target = tmp_path / "smaller.toml"
    (found,) = [answer(cli, SHOP, "--budget", "3500")["plans"]]
    assert isinstance(found, list)

    run = cli("fit", SHOP, "--budget", "3500", "--plan", plan, "-o", str(target))

    text = target.read_text(encoding="utf-8")
    quoted = json.loads(cli("quote", str(target), "--json").out)["result"]
    assert run.code == 0
    assert "# the period that the figures cover" in text
    assert quoted["monthly"]["subtotal"] == found[int(plan) - 1]["price"]
    assert quoted["rate"]["target"] == found[int(plan) - 1]["rate"]


def test_standard_output_holds_the_mandate_and_nothing_else(cli: Cli, tmp_path: Path) -> None:
    run = cli("fit", CAFE, "--budget", "700", "-o", "-")
    (tmp_path / "it.toml").write_text(run.out, encoding="utf-8")

    assert run.out.startswith("schema = 1\n")
    assert cli("quote", str(tmp_path / "it.toml")).code == 0


def test_a_file_that_is_there_stays_unless_forced(cli: Cli, tmp_path: Path) -> None:
    target = tmp_path / "mine.toml"
    target.write_text("mine", encoding="utf-8")

    refused = cli("fit", CAFE, "--budget", "700", "-o", str(target))
    kept = target.read_text(encoding="utf-8")
    forced = cli("fit", CAFE, "--budget", "700", "-o", str(target), "--force")

    assert (refused.code, kept, forced.code) == (4, "mine", 0)
    assert "posts" in target.read_text(encoding="utf-8")


def test_where_no_plan_is_found_no_file_is_written(cli: Cli, tmp_path: Path) -> None:
    run = cli("fit", CAFE, "--budget", "100", "-o", str(tmp_path / "no.toml"))

    assert (run.code, (tmp_path / "no.toml").exists()) == (1, False)
    assert "no file is written" in run.err


def test_a_budget_already_met_is_said_and_its_mandate_is_written_as_it_is(cli: Cli, tmp_path: Path) -> None:
    run = cli("fit", CAFE, "--budget", "698.75", "-o", str(tmp_path / "same.toml"))

    assert "met as it is, with $0.00 to spare" in run.out
    assert (tmp_path / "same.toml").read_bytes() == (EXAMPLES / "cafe.toml").read_bytes()


def test_a_saved_quote_is_fitted_as_it_was_saved(cli: Cli, tmp_path: Path) -> None:
    cli("quote", CAFE, "--save", "--date", "2026-11-22")
    found = answer(cli, "2026-001", "--budget", "700")

    run = cli("fit", "2026-001", "--budget", "700", "-o", str(tmp_path / "smaller.toml"))

    assert found["price"] == "698.75"
    assert run.code == 0
    assert cli("revise", "2026-001", str(tmp_path / "smaller.toml")).code == 0


def test_a_budget_with_the_taxes_in_it_is_met_with_them(cli: Cli) -> None:
    found = answer(cli, CAFE, "--budget", "698.75", "--taxes-in")

    assert found["price"] == "803.39"
    plans = found["plans"]
    assert isinstance(plans, list)
    assert all(Decimal(plan["price"]) <= Decimal("698.75") for plan in plans)
    assert all(sum(Decimal(c["saves"]) for c in plan["changes"]) == Decimal(plan["saves"]) for plan in plans)


@pytest.mark.parametrize("budget", ["1 500", "1500,50", "1\u00a0500", "  700 "])
def test_an_amount_is_read_as_it_is_written_here(budget: str, cli: Cli) -> None:
    assert cli("fit", CAFE, "--budget", budget).code == 0


@pytest.mark.parametrize(
    ("budget", "told"),
    [
        ("a lot", "“a lot” is not an amount"),
        ("1,500", "“1,500” may be 1500 or 1.500"),
        ("NaN", "NaN is not a number one can count with"),
        ("1e3000", "is too large"),
        ("12.345", "“12.345” may be 12345 or 12.345"),
        ("0", "a number above zero is expected, not 0"),
        ("-5", "a number above zero is expected, not -5"),
        ("", "“” is not an amount"),
    ],
)
def test_what_is_no_budget_is_refused(budget: str, told: str, cli: Cli) -> None:
    run = cli("fit", CAFE, f"--budget={budget}")

    assert (run.code, run.out) == (2, "")
    assert told in run.err


def test_a_plan_that_is_not_there_is_said(cli: Cli, tmp_path: Path) -> None:
    run = cli("fit", CAFE, "--budget", "550", "--plan", "9", "-o", str(tmp_path / "x.toml"))

    assert (run.code, run.out) == (4, "")
    assert "there is no plan 9: the last is plan 3" in run.err
    assert cli("fit", CAFE, "--budget", "550", "--plan", "2").code == 2


def test_an_older_card_that_lets_nothing_go_says_so(cli: Cli, tmp_path: Path) -> None:
    card = tmp_path / "old.toml"
    text = resource(DEFAULT_NAME).decode()
    text = re.sub(r"^\[[^]]*reduce\][^[]*(?=^\[)", "", text, flags=re.MULTILINE)
    card.write_text(re.sub(r"^reduce = .*\n", "", text, flags=re.MULTILINE), encoding="utf-8")

    run = cli("fit", CAFE, "--budget", "550", "--rules", str(card))

    assert run.code == 1
    assert "Nothing of this mandate may be taken out" in run.out


def test_what_a_plan_takes_out_whole_is_said_not_included(cli: Cli, tmp_path: Path) -> None:
    target = tmp_path / "smaller.toml"
    mandate = tmp_path / "mandate.toml"
    mandate.write_text(
        'language = "en"\nexcluded = ["Photography."]\n[client]\nregion = "CA-QC"\n[traits]\n'
        'scope = ["content"]\nposts = 8\nstories = 20\nplatforms = ["facebook"]\n'
    )
    cli("fit", str(mandate), "--budget", "620", "-o", str(target))
    written = target.read_text(encoding="utf-8")

    if "stories = 0" in written:
        assert 'excluded = ["Photography.", "Stories"]' in written
    else:
        assert "Stories" not in written
