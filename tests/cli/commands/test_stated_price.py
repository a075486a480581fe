"""What she states, from one end to the other: every command and every document tells the same figures."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from conftest import EXAMPLES, Cli
from fourchette.files.book.kept_document import record_in_pdf
from fourchette.render.press.typesetting import ATTACHED_RECORD
from render.pdfs import text_of

CAFE = str(EXAMPLES / "cafe.toml")
DATE = ("--date", "2026-11-22")
# The café's own answer: 10.75 h at 65 $/h, and what is stated in its place, with 5 % and 9.975 % of it.
BY_CARD, ASKED, TOTAL, EFFECTIVE = "698.75", "1200.00", "1379.70", "111.63"
LARGE = ("--budget", "1500")


def written(tmp_path: Path, keys: str, tables: str = "", billing: str = "retainer") -> str:
    """The café's mandate with more keys at its head, more tables at its end, and how it is billed."""
    text = (EXAMPLES / "cafe.toml").read_text(encoding="utf-8").replace("schema = 1\n", f"schema = 1\n{keys}\n")
    path = tmp_path / "mandate.toml"
    path.write_text(f'{text}billing = "{billing}"\n\n{tables}', encoding="utf-8")
    return str(path)


def result(cli: Cli, *command: str) -> Any:  # noqa: ANN401  # parsed JSON
    run = cli(*command, "--json")
    assert run.code == 0, run.err
    return json.loads(run.out)["result"]


def signed(cli: Cli, mandate: str) -> None:
    for command in (
        ("quote", mandate, "--save"),
        ("send", "2026-001"),
        ("accept", "2026-001"),
    ):
        assert cli(*command, *DATE).code == 0


def told(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture
def mandate(tmp_path: Path) -> str:
    return written(tmp_path, "price = 1200")


def test_every_command_tells_a_stated_price_and_the_card_s_beside_it(cli: Cli, mandate: str) -> None:
    quote = result(cli, "quote", mandate, *DATE)
    explained = result(cli, "explain", mandate, *DATE)
    compared = result(cli, "compare", mandate, CAFE, *DATE)
    fitted = result(cli, "fit", mandate, "--budget", "1200", *DATE)
    market = result(cli, "market", mandate, *DATE)

    for each in (quote, explained):
        assert [(line["id"], line["hours"], line["rate"], line["amount"]) for line in each["lines"]] == [
            ("fee", None, None, ASKED)
        ]
        assert each["stated"]["card"] == {"rate": "65.00", "monthly": BY_CARD, "once": None, "whole": "2096.25"}
        assert (each["stated"]["price"], each["stated"]["effective_rate"]) == (ASKED, EFFECTIVE)
        assert [tax["amount"] for tax in each["monthly"]["taxes"]] == ["60.00", "119.70"]
        assert each["monthly"]["total"] == TOTAL
    assert sum(map(float, (line["amount"] for line in explained["stated"]["lines"]))) == float(BY_CARD)
    assert [side["monthly"] for side in compared["sides"]] == [ASKED, BY_CARD]
    assert (fitted["met"], fitted["price"], fitted["rate"]) == (True, ASKED, EFFECTIVE)
    assert (market["mandate"]["price"], market["mandate"]["card_price"]) == (ASKED, BY_CARD)


def test_every_document_tells_the_client_what_is_stated_and_nothing_of_the_card(
    cli: Cli, mandate: str, tmp_path: Path
) -> None:
    assert cli("quote", mandate, "-o", str(tmp_path / "quote.pdf"), *DATE).code == 0
    formats = ("md", "txt", "csv", "json", "html")
    shown = [cli("quote", mandate, "--for", "client", "--format", name, *DATE).out for name in formats]
    shown.append(text_of((tmp_path / "quote.pdf").read_bytes()))

    for text in map(told, shown):
        assert "1 200,00" in text or ASKED in text
        for internal in (BY_CARD, "698,75", EFFECTIVE, "111,63", "65,00", "65.00"):
            assert internal not in text


def test_a_stated_price_is_kept_shown_verified_and_billed(cli: Cli, mandate: str) -> None:
    signed(cli, mandate)
    assert cli("hours", "2026-001", "12", "--lane", "content", "--month", "2026-11").code == 0

    statement = result(cli, "statement", "2026-001", "--month", "2026-11")
    assert [(line["id"], line["amount"]) for line in statement["lines"]] == [("fee", ASKED)]
    assert (statement["included"], statement["total"]) == ("10.75", TOTAL)
    assert "698,75 $ par mois" in told(cli("show", "2026-001", "--details", "--lang", "fr").out)
    assert cli("verify").code == 0
    assert result(cli, "list")[0]["monthly"] == ASKED
    (sample,) = result(cli, "stats")
    assert (sample["rate"], sample["price"], sample["card_price"]) == (EFFECTIVE, "3600.00", "2096.25")


def test_an_hour_beyond_a_stated_price_costs_what_one_of_those_included_does(cli: Cli, tmp_path: Path) -> None:
    signed(cli, written(tmp_path, "price = 1200", billing="hour-bank"))
    assert cli("hours", "2026-001", "12.75", "--lane", "content", "--month", "2026-11").code == 0

    lines = result(cli, "statement", "2026-001", "--month", "2026-11")["lines"]
    assert [(line["id"], line["quantity"], line["price"]) for line in lines] == [
        ("fee", "1", ASKED),
        ("hours-beyond", "2.00", "139.54"),  # 111.63, and the 25 % that the usual terms add
    ]


def test_an_adjustment_lasts_its_months_in_the_offer_and_in_the_statements(cli: Cli, tmp_path: Path) -> None:
    welcome = '[[adjustments]]\nlabel = "Bienvenue"\namount = -100\nmonths = 3\n'
    signed(cli, written(tmp_path, "price = 1200", welcome))

    months = {
        month: result(cli, "statement", "2026-001", "--month", month) for month in ("2026-11", "2027-01", "2027-02")
    }
    assert [each["subtotal"] for each in months.values()] == [
        "1100.00",
        "1100.00",
        "1200.00",
    ]  # three months, then none


def test_the_client_s_currency_is_that_of_every_figure(cli: Cli, tmp_path: Path) -> None:
    path = written(tmp_path, 'currency = "USD"\nexchange = { rate = 1.38, date = 2026-11-20 }')

    quote = result(cli, "quote", path, *DATE)
    assert (quote["currency"], quote["rate"]["target"], quote["monthly"]["subtotal"]) == ("USD", "47.10", "506.34")
    assert quote["stated"]["exchange"] == {"currency": "CAD", "rate": "1.38", "date": "2026-11-20"}
    rows = list(csv.DictReader(io.StringIO(cli("quote", path, "--format", "csv", "--for", "client", *DATE).out)))
    assert {row["currency"] for row in rows} == {"USD"}
    assert result(cli, "market", path, *DATE)["mandate"]["price"] == BY_CARD


def test_the_config_states_a_rate_of_exchange_for_every_mandate_in_its_currency(
    cli: Cli, home: Path, tmp_path: Path
) -> None:
    home.mkdir(exist_ok=True)
    (home / "config.toml").write_text("[exchange.USD]\nrate = 1.38\ndate = 2026-11-20\n", encoding="utf-8")
    path = written(tmp_path, 'currency = "USD"')

    assert result(cli, "quote", path, *DATE)["stated"]["exchange"]["rate"] == "1.38"
    assert result(cli, "quote", CAFE, "--currency", "USD", "--exchange", "1.5", *DATE)["rate"]["target"] == "43.33"
    refused = cli("quote", CAFE, "--currency", "EUR", *DATE, "--lang", "en")
    assert refused.code == 2
    assert "no exchange rate is stated" in refused.err


def test_an_option_takes_the_place_of_what_the_file_states(cli: Cli, tmp_path: Path) -> None:
    path = written(tmp_path, "rate = 70")

    assert result(cli, "quote", path, "--price", "1200", *DATE)["monthly"]["subtotal"] == ASKED
    assert result(cli, "quote", path, "--rate", "80", *DATE)["rate"]["target"] == "80.00"
    adjusted = result(cli, "quote", path, "--adjust", "Rabais=-10%", "--adjust", "Bienvenue=-100x2", *DATE)
    assert [(line["id"], line["amount"]) for line in adjusted["lines"][-1:]] == [("adjustment-1", "-75.25")]
    assert [(each["first"], each["months"]) for each in adjusted["phases"]] == [("1", "2")]


def test_less_at_a_stated_price_is_written_with_its_price(cli: Cli, mandate: str, tmp_path: Path) -> None:
    assert cli("fit", mandate, "--budget", "1000", "-o", str(tmp_path / "less.toml"), *DATE).code == 0

    lesser = result(cli, "quote", str(tmp_path / "less.toml"), *DATE)
    assert float(lesser["monthly"]["subtotal"]) <= 1000
    assert abs(float(lesser["stated"]["effective_rate"]) - float(EFFECTIVE)) < 0.02


def test_the_first_months_have_no_place_for_hours_where_the_client_reads_none(cli: Cli) -> None:
    run = cli("quote", CAFE, "--adjust", "Bienvenue=-100x2", "--for", "client", "--format", "json", *DATE)

    (phase,) = json.loads(run.out)["result"]["phases"]
    assert phase["lines"][0]["amount"] == "-100.00"
    assert not {"hours", "rate"} & phase["lines"][0].keys()


@pytest.mark.parametrize(
    ("options", "monthly", "total", "rate", "hour", "by_card"),
    [
        (("--price", "1200"), ASKED, TOTAL, "65.00", EFFECTIVE, BY_CARD),
        # Each line's hours at 72.50 $/h, to the cent: 598.13 + 36.25 + 54.38 + 36.25 + 54.38.
        (("--rate", "72.50"), "779.39", "896.10", "72.50", "72.50", BY_CARD),
        # Its lines stay at 65 $/h; 598.75 for 10.75 h.
        (("--adjust", "Bienvenue=-100x3"), "598.75", "688.42", "65.00", "55.70", BY_CARD),
        # 65 $/h is 47.10 in US dollars: 388.58 + 23.55 + 35.33 + 23.55 + 35.33; the card's answer is the same one.
        (("--currency", "USD", "--exchange", "1.38"), "506.34", "582.17", "47.10", "47.10", None),
    ],
)
def test_a_figure_stated_is_one_figure_wherever_it_is_read(  # noqa: PLR0913, PLR0917  # the figures of one case
    cli: Cli, home: Path, options: tuple[str, ...], monthly: str, total: str, rate: str, hour: str, by_card: str | None
) -> None:
    assert cli("quote", CAFE, *options, "--save", *DATE).code == 0
    assert [cli(act, "2026-001", *DATE).code for act in ("send", "accept")] == [0, 0]
    (pdf,) = (home / "documents").rglob("2026-001.pdf")
    attached = record_in_pdf(pdf.read_bytes(), ATTACHED_RECORD)
    assert attached is not None

    quoted, explained = (
        result(cli, *command, *DATE) for command in (("quote", CAFE, *options), ("explain", "2026-001"))
    )
    sides = result(cli, "compare", "2026-001", "2026-001" if by_card is None else CAFE, *DATE)["sides"]
    fitted = result(cli, "fit", "2026-001", *LARGE)
    market = result(cli, "market", "2026-001", *DATE)["mandate"]
    statement = result(cli, "statement", "2026-001", "--month", "2026-11")
    (sample,) = result(cli, "stats")

    months = [quoted["monthly"], explained["monthly"], attached["monthly"], statement]
    assert [(month["subtotal"], month["total"]) for month in months] == [(monthly, total)] * len(months)
    assert [side["monthly"] for side in sides] == [monthly, by_card or monthly]
    assert (fitted["price"], sample["monthly"]) == (monthly, monthly)
    rates = [each["rate"]["target"] for each in (quoted, explained)]
    own = [each["stated"].get("effective_rate") or rate for each in (quoted, explained)]
    assert (rates, [*own, fitted["rate"], sample["rate"]]) == ([rate] * 2, [hour] * 4)
    screens = (("quote", CAFE, *options), ("show", "2026-001"), ("explain", "2026-001"), ("fit", "2026-001", *LARGE))
    for told_on in (
        told(cli(*command, "--lang", "fr", *DATE[: 2 * (command[0] != "show")]).out) for command in screens
    ):
        assert french(hour).removesuffix(",00") in told_on
    texts = (cli("quote", CAFE, *options, "--for", "client", "--format", "md", *DATE).out, text_of(pdf.read_bytes()))
    for text in map(told, texts):
        for figure in (monthly, total):
            assert french(figure) in text
    # What other people ask is held against her own currency, and the card's own answer stands beside.
    assert market["price"] == (BY_CARD if by_card is None else monthly)
    beside = [
        None if own is None else own["monthly"] for own in (quoted["stated"]["card"], explained["stated"]["card"])
    ]
    assert [*beside, market.get("card_price")] == [by_card] * 3


def french(figure: str) -> str:
    """A figure as a document in French has it."""
    return f"{float(figure):,.2f}".replace(",", " ").replace(".", ",")
