"""The CSV of an offer: exact figures that add up, and no cell that a spreadsheet would run."""

import csv
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest

from fourchette.core.offer.offer import Offer
from fourchette.render.client.document_csv import render_csv
from fourchette.render.spreadsheet import COMMA, SEMICOLON, csv_text
from fourchette.render.words.speech import Speech
from render.quotes import EXAMPLE_QUOTES, offered


def rows(offer: Offer) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(render_csv(offer, Speech(offer.language, offer.currency), COMMA))))


@pytest.mark.parametrize("name", EXAMPLE_QUOTES)
def test_the_rows_of_a_period_add_up_to_its_total(name: str) -> None:
    found = rows(offered(EXAMPLE_QUOTES[name]))

    for period in ("month", "once"):
        amounts = {
            kind: sum(Decimal(row["amount"]) for row in found if (row["period"], row["kind"]) == (period, kind))
            for kind in ("line", "subtotal", "tax", "total")
        }
        assert amounts["line"] == amounts["subtotal"]
        assert amounts["subtotal"] + amounts["tax"] == amounts["total"]


def test_the_last_row_is_the_whole_mandate() -> None:
    quote = EXAMPLE_QUOTES["cafe"]

    assert rows(offered(quote))[-1] == {
        **dict.fromkeys(("basis", "hours", "rate", "percent"), ""),
        "period": "all",
        "kind": "total",
        "id": "total",
        "label": "Total",
        "amount": "2410.17",
        "currency": "CAD",
    }


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", " +", "\r@"])
def test_no_cell_begins_a_formula(sign: str) -> None:
    offer = offered(EXAMPLE_QUOTES["cafe"])
    words = f"{sign}1+1"
    hostile = replace(offer, lines=tuple(replace(line, label=words) for line in offer.lines))

    assert {row["label"] for row in rows(hostile) if row["kind"] == "line"} == {f"'{words}".replace("\r", " ")}


def test_a_cell_keeps_its_quotes_commas_and_lines() -> None:
    assert list(csv.reader(StringIO(csv_text([['a"b', "c,d", "e\nf"]])))) == [['a"b', "c,d", "e\nf"]]


def test_a_figure_below_zero_stays_a_figure_and_words_like_it_stay_words() -> None:
    assert csv_text([[Decimal("-12.50"), "-12.50"]]) == "-12.50,'-12.50\n"


def test_a_spreadsheet_in_french_has_semicolons_decimal_commas_and_the_mark_of_utf_8() -> None:
    text = csv_text([["a;b", Decimal("-1234.50"), "1,5", date(2026, 11, 22)], ["=é", Decimal(3), ""]], SEMICOLON)

    assert text == '\ufeff"a;b";-1234,50;1,5;2026-11-22\n\'=é;3;\n'


@pytest.mark.parametrize("name", EXAMPLE_QUOTES)
def test_both_dialects_hold_the_same_cells(name: str) -> None:
    offer = offered(EXAMPLE_QUOTES[name])
    speech = Speech(offer.language, offer.currency)
    text = render_csv(offer, speech, SEMICOLON).removeprefix("\ufeff")
    figures = ("hours", "rate", "amount", "percent")

    read = [
        {key: cell.replace(",", ".") if key in figures else cell for key, cell in row.items()}
        for row in csv.DictReader(StringIO(text), delimiter=";")
    ]

    assert read == rows(offer)


def test_the_percent_of_a_tax_is_a_figure() -> None:
    found = rows(offered(EXAMPLE_QUOTES["cafe"]))

    assert [(row["id"], row["basis"], row["percent"]) for row in found if row["kind"] == "tax"] == [
        ("gst", "", "5"),
        ("qst", "", "9.975"),
    ]
    assert {row["percent"] for row in found if row["kind"] != "tax"} == {""}
