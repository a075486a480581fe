"""The CSV of an offer: exact figures that add up, and no cell that a spreadsheet would run."""

import csv
from dataclasses import replace
from decimal import Decimal
from io import StringIO

import pytest

from fourchette.core.offer.offer import Offer
from fourchette.render.client.document_csv import render_csv
from fourchette.render.client.spreadsheet import csv_text
from fourchette.render.words.speech import Speech
from render.quotes import EXAMPLE_QUOTES, offered


def rows(offer: Offer) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(render_csv(offer, Speech(offer.language, offer.currency)))))


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
        **dict.fromkeys(("basis", "hours", "rate"), ""),
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
