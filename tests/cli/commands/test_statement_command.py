"""`fourchette statement`: a month of a running contract, in every format, and only of a quote in force."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from conftest import EXAMPLES, Cli

CAFE = str(EXAMPLES / "cafe.toml")
NUMBER = "2026-001"
DATE = "2026-11-22"


@pytest.fixture
def running(cli: Cli) -> Cli:
    """The café's retainer of 698.75 $ a month, accepted in November, with hours of that month."""
    assert cli("quote", CAFE, "--save", "--date", DATE).code == 0
    for act in ("send", "accept"):
        assert cli(act, NUMBER, "--date", DATE).code == 0
    assert cli("hours", NUMBER, "9", "--lane", "content", "--month", "2026-11").code == 0
    return cli


def state(cli: Cli, *options: str) -> dict[str, Any]:
    run = cli("statement", NUMBER, "--json", *options)
    assert run.code == 0, run.err
    result: dict[str, Any] = json.loads(run.out)["result"]
    return result


def told(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_a_month_says_what_was_included_worked_and_due(running: Cli) -> None:
    found = state(running, "--month", "2026-11")

    assert (found["included"], found["worked"], found["earned"]) == ("10.75", "9", "77.64")  # 698.75 over 9 h
    assert [(line["id"], line["quantity"], line["price"], line["amount"]) for line in found["lines"]] == [
        ("fee", "1", "698.75", "698.75")
    ]
    assert [tax["amount"] for tax in found["taxes"]] == ["34.94", "69.70"]
    assert found["total"] == "803.39"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("November 2026", "Worked", "Fee of the month", "$698.75", "not an invoice", "earned $77.64/h")),
        ("fr", ("novembre 2026", "Travaillées", "À facturer", "698,75 $", "non une facture", "rapporté 77,64 $/h")),
    ],
)
def test_the_screen_is_hers_in_her_language(running: Cli, language: str, words: tuple[str, ...]) -> None:
    out = told(running("statement", NUMBER, "--month", "2026-11", "--lang", language).out)

    for each in words:
        assert each in out


@pytest.mark.parametrize("name", ["md", "txt", "csv", "json", "import-csv", "hledger", None])
def test_every_format_of_the_client_s_document_states_the_month_and_nothing_internal(
    running: Cli, name: str | None
) -> None:
    options = ("--for", "client") if name is None else ("--format", name)
    run = running("statement", NUMBER, "--month", "2026-11", "--date", "2026-11-30", *options)

    out = told(run.out)
    assert run.code == 0
    assert "698,75" in out or "698.75" in out
    # The message that brings the statement says what is due; every other format has the line itself.
    assert ("À facturer : 698,75 $ avant taxes, 803,39 $" if name == "txt" else "Honoraires du mois") in out
    assert "77.64" not in out.replace(",", ".")  # what an hour earned is hers
    assert "10.75" not in out.replace(",", ".")


def test_the_document_is_a_statement_that_nobody_signs(running: Cli, tmp_path: Path) -> None:
    out = told(running("statement", NUMBER, "--month", "2026-11", "--format", "md").out)

    assert out.startswith("# Relevé — Animation Facebook et Instagram")
    assert [line for line in out.splitlines() if line.startswith("## ")] == ["## À facturer", "## Modalités"]
    assert "Signature" not in out
    assert "Ceci est un relevé de ce qui est dû, et non une facture." in out
    file = tmp_path / "november.pdf"
    assert running("statement", NUMBER, "--month", "2026-11", "-o", str(file)).code == 0
    assert file.read_bytes().startswith(b"%PDF")


def test_an_invoicing_program_imports_each_line_with_its_taxes(running: Cli, home: Path) -> None:
    delivered = ("--month", "2026-11", "--delivered", "posts=10", "--date", "2026-11-30")
    rows = list(csv.DictReader(running("statement", NUMBER, *delivered, "--format", "import-csv").out.splitlines()))

    assert [row["Item Product"] for row in rows] == ["fee", "posts"]
    assert {row["Invoice Number"] for row in rows} == {"2026-001-2026-11"}
    assert {(row["Client Name"], row["Invoice Date"], row["Due Date"]) for row in rows} == {
        ("Café du coin", "2026-11-30", "2026-12-15")
    }
    assert {(row["Item Tax Name 1"], row["Item Tax Rate 1"], row["Item Tax Rate 2"]) for row in rows} == {
        ("TPS", "5", "9.975")
    }
    (home / "invoice_columns.toml").write_text(
        'schema = 1\n[programs.own]\nlabel = "Own"\nsource = "hers"\n'
        'columns = [{ heading = "No", value = "number" }, { heading = "Montant", value = "price" }]\n',
        encoding="utf-8",
    )
    own = running("statement", NUMBER, *delivered, "--format", "import-csv", "--program", "own").out
    assert own.splitlines()[:2] == ["No,Montant", "2026-001-2026-11,698.75"]
    assert running("statement", NUMBER, "--program", "none").code == 2


def test_a_journal_s_transaction_comes_to_nothing(running: Cli) -> None:
    out = running("statement", NUMBER, "--month", "2026-11", "--date", "2026-11-30", "--format", "hledger").out

    first, *postings = out.splitlines()
    assert first == "2026-11-30 Café du coin | 2026-001-2026-11"
    cents = [round(float(each.split("  ")[3].split(" ")[0]) * 100) for each in (f"{p}" for p in postings)]
    assert sum(cents) == 0
    assert cents[0] == 80339


def test_the_months_before_an_amendment_are_those_of_the_replaced_revision(running: Cli) -> None:
    running("revise", NUMBER, "-t", "posts=16", "--date", "2026-12-20")
    running("send", f"{NUMBER}.2", "--date", "2026-12-20")
    assert running("accept", f"{NUMBER}.2", "--date", "2027-01-05").code == 0
    assert running("hours", NUMBER, "10", "--lane", "content", "--month", "2026-12").code == 0

    december, january = (state(running, "--month", month) for month in ("2026-12", "2027-01"))

    assert (december["name"], december["subtotal"], december["worked"]) == (f"{NUMBER}.1", "698.75", "10")
    assert january["name"] == f"{NUMBER}.2"
    assert float(january["subtotal"]) > float(december["subtotal"])
    wrong = running("statement", f"{NUMBER}.2", "--month", "2026-12")
    assert wrong.code == 4
    assert f"in 2026-12, it is {NUMBER}.1 that is in force" in wrong.err


def test_only_a_quote_in_force_has_a_statement(cli: Cli) -> None:
    cli("quote", CAFE, "--save", "--date", DATE)
    for act in ("send", "decline"):
        refused = cli("statement", NUMBER)
        assert refused.code == 4
        assert "only a quote in force has a statement" in refused.err
        cli(act, NUMBER, "--date", DATE)
    assert cli("statement", NUMBER).code == 4


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--month", "2026-10"), 4),
        (("--month", "2026-13"), 2),
        (("--delivered", "stories=x"), 2),
        (("--delivered", "colour=3"), 2),
        (("--format", "toml"), 2),
        (("--for", "nobody"), 2),
    ],
)
def test_what_cannot_be_stated_is_refused(running: Cli, options: tuple[str, ...], code: int) -> None:
    assert running("statement", NUMBER, *options).code == code


def test_an_hour_bank_says_what_is_left_of_it(cli: Cli) -> None:
    cli("quote", CAFE, "-t", "billing=hour-bank", "--save", "--date", DATE)
    for act in ("send", "accept"):
        cli(act, NUMBER, "--date", DATE)
    cli("hours", NUMBER, "9", "--lane", "content", "--month", "2026-11")
    cli("hours", NUMBER, "15", "--lane", "content", "--month", "2026-12")

    november, december = (state(cli, "--month", month) for month in ("2026-11", "2026-12"))

    assert (november["left"], november["subtotal"]) == ("1.75", "666.50")
    # 15 h of 10.75: 4.25 h beyond, at 62 $ and a quarter.
    assert december["left"] == "0"
    assert (december["lines"][-1]["quantity"], december["lines"][-1]["price"]) == ("4.25", "77.50")
    client = told(cli("statement", NUMBER, "--month", "2026-11", "--format", "md").out)
    assert "1,75 h non utilisées, et non reportées" in client
