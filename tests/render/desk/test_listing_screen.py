"""The list: totals in their currency, CSV without a formula, and a word for each quote that waits."""

import csv
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourchette.core.practice.quote_states import Entry
from fourchette.core.practice.scope_watch import Overrun
from fourchette.render.desk.listing_screen import followup_grids, followups, grown_followup, list_csv, list_grid
from fourchette.render.screen.console import Screen
from fourchette.render.screen.grid_drawing import render_grids
from fourchette.render.spreadsheet import COMMA
from fourchette.render.words.speech import Speech

DAY = date(2026, 11, 30)
SPEECH = Speech("en", "CAD")
SPEECH_IN = {"CAD": SPEECH}
MONTHLY: dict[str, Decimal | None] = {"2026-014": Decimal("828.75")}
ENTRY = Entry(
    name="2026-014",
    number="2026-014",
    revision=1,
    status="sent",
    issued=date(2026, 11, 22),
    valid_until=date(2026, 12, 22),
    client="Café du coin",
    title="Réseaux",
    language="fr",
    currency="CAD",
    total=Decimal("2858.58"),
)


@given(client=st.text(max_size=12), title=st.sampled_from(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", 'a,b"c']))
def test_no_cell_is_a_formula_and_none_is_lost(client: str, title: str) -> None:
    client = client.replace("\r", "").replace("\n", "").replace("\0", "")
    text = list_csv([replace(ENTRY, client=client, title=title)], MONTHLY, DAY, COMMA)

    heading, row = csv.reader(StringIO(text, newline=""))
    assert len(heading) == len(row) == 13
    assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_the_csv_has_a_column_for_each_thing_said() -> None:
    assert list_csv([ENTRY], MONTHLY, DAY, COMMA).split("\n") == [
        "name,number,revision,status,state,issued,valid_until,client,title,language,currency,total,monthly",
        "2026-014,2026-014,1,sent,sent,2026-11-22,2026-12-22,Café du coin,Réseaux,fr,CAD,2858.58,828.75",
        "",
    ]


@pytest.mark.parametrize(("language", "total"), [("en", "$2,858.58"), ("fr", "2\u202f858,58\u00a0$")])
def test_a_total_is_written_in_the_screen_s_language(language: str, total: str) -> None:
    speech = Speech("fr" if language == "fr" else "en", "CAD")
    grid = list_grid([ENTRY], MONTHLY, DAY, {"CAD": speech}, speech)

    text = render_grids([grid], Screen(100, colour=False, unicode=True))
    assert total.replace("\u202f", "\u00a0") in text.replace("\u202f", "\u00a0")


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2026, 11, 28), []),
        (date(2026, 11, 29), ["silent"]),
        (date(2026, 12, 16), ["silent"]),
        (date(2026, 12, 17), ["expiring"]),
        (date(2026, 12, 22), ["expiring"]),
        (date(2026, 12, 23), ["expired"]),
    ],
)
def test_a_sent_quote_waits_for_one_reason_at_a_time(day: date, reason: list[str]) -> None:
    assert [item.reason for item in followups([ENTRY], day, silent=7, soon=5)] == reason


def test_the_sentence_is_in_the_client_s_language() -> None:
    both = followups([ENTRY, replace(ENTRY, language="en", title="Social")], date(2026, 12, 23), silent=7, soon=5)

    french, english = (item.sentence.replace("\u00a0", " ") for item in both)
    assert french.startswith("Bonjour, ma soumission « Réseaux » du 22 novembre 2026 était valide")
    assert english == (
        "Hello, my quote “Social” of November 22, 2026 was valid until December 22, 2026. Shall I send you a new one?"
    )


OVER = Overrun(months=("2026-09", "2026-10"), included=Decimal(20), worked=Decimal(31), earned=Decimal("52.90"))


def test_a_mandate_that_has_grown_says_what_an_hour_earned_and_what_the_card_would_ask() -> None:
    told, known = (
        render_grids(
            followup_grids([grown_followup(ENTRY, OVER, asked)], MONTHLY, SPEECH_IN, SPEECH), Screen(120)
        ).replace("\u00a0", " ")
        for asked in (None, Decimal(1234))
    )

    assert "2026-014 · Café du coin · $828.75 a month before tax · more hours than included" in told
    assert "31 h worked in 2026-09; 2026-10, 20 h included: an hour earned $52.90/h." in told
    assert "your card would ask" not in told
    assert "For 15.5 h a month, your card would ask $1,234.00 before tax today." in known


def test_a_quote_that_asks_nothing_by_the_month_is_followed_by_its_total() -> None:
    silent = followups([replace(ENTRY, language="en")], DAY, 7, 5)
    told = render_grids(followup_grids(silent, {ENTRY.name: None}, SPEECH_IN, SPEECH), Screen(120))

    assert "2026-014 · Café du coin · $2,858.58 · no answer" in told
