"""Letters: what changes and why, in the client's language, in each format, with the figures of her documents."""

import json
from pathlib import Path

import pytest

from conftest import EXAMPLES, Cli
from render.pdfs import text_of

CAFE = str(EXAMPLES / "cafe.toml")
DAY = ("--date", "2026-11-22")


@pytest.fixture
def revised(cli: Cli) -> str:
    """A quote that was sent, and its next revision: four more posts."""
    assert cli("quote", CAFE, "--save", *DAY).code == 0
    assert cli("send", "2026-001", *DAY).code == 0
    assert cli("revise", "2026-001", "-t", "posts=12", "--date", "2026-11-24").code == 0
    return "2026-001"


def flat(text: str) -> str:
    return " ".join(text.replace("’", "'").split())


def test_a_letter_speaks_the_client_s_language_whatever_the_screen_speaks(cli: Cli, revised: str) -> None:
    letters = [
        cli("compare", f"{revised}.1", f"{revised}.2", "--for", "client", "--lang", language).out
        for language in ("fr", "en")
    ]

    assert letters[0] == letters[1]
    assert "Publications : 8 par mois → 12 par mois" in flat(letters[0])


def test_it_says_from_when_and_the_seller_s_own_reason(cli: Cli, revised: str) -> None:
    command = ("compare", f"{revised}.1", f"{revised}.2", "--for", "client", "--from", "2027-01-01")

    text = flat(cli(*command, "--reason", "Trois ans sans hausse.").out)

    assert "En vigueur : à compter du 1er janvier 2027" in text
    assert "- Trois ans sans hausse." in text
    assert "24 novembre 2026" in text


@pytest.mark.parametrize("name", ["letter.md", "letter.txt", "letter.html", "letter.pdf"])
def test_the_figures_of_a_letter_are_those_of_the_documents(cli: Cli, revised: str, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    documents = [
        json.loads(cli("show", f"{revised}.{revision}", "--for", "client", "--json").out)["result"]["monthly"]
        for revision in (1, 2)
    ]

    assert cli("compare", f"{revised}.1", f"{revised}.2", "--for", "client", "-o", str(path)).code == 0

    text = flat(text_of(path.read_bytes()) if name.endswith(".pdf") else path.read_text(encoding="utf-8"))
    for figure in (documents[0]["subtotal"], documents[1]["subtotal"], documents[1]["total"]):
        whole, cents = figure.split(".")
        assert f"{whole[-3:]},{cents}" in text


def test_a_letter_as_json_holds_both_offers_and_no_rate_of_hers(cli: Cli, revised: str) -> None:
    found = json.loads(cli("compare", f"{revised}.1", f"{revised}.2", "--for", "client", "--json").out)

    assert found["schema"] == "fourchette/letter/1"
    assert [change["label"] for change in found["result"]["changes"]] == ["Publications"]
    assert "rate" not in found["result"]["offer"]


def test_a_price_is_explained_without_what_holds_it(cli: Cli) -> None:
    text = cli("explain", CAFE, "-t", "experience=expert", "--for", "client", *DAY).out

    assert "Le tarif suit l'expérience" in flat(text)
    assert "$/h" not in text
    assert "plancher" not in text.casefold()


@pytest.mark.parametrize(
    ("region", "whole"),
    [
        ("CA-QC", "Désormais : 2 970,66 $ sur 3 mois, taxes comprises"),  # 861,25 $, GST and QST, three times
        ("FR", "Désormais : 2 583,75 $CA sur 3 mois"),
    ],
)
def test_the_whole_is_said_to_hold_taxes_only_where_some_are_charged(cli: Cli, region: str, whole: str) -> None:
    assert cli("quote", CAFE, "--region", region, "--save", *DAY).code == 0
    assert cli("send", "2026-001", *DAY).code == 0
    assert cli("revise", "2026-001", "-t", "posts=12", "--date", "2026-11-24").code == 0

    text = flat(cli("compare", "2026-001.1", "2026-001.2", "--for", "client", "--format", "md").out)

    assert f"- {whole} " in f"{text} "
    assert ("taxes comprises" in text) == (region == "CA-QC")


def test_an_empty_change_says_that_only_the_price_may_move(cli: Cli) -> None:
    text = flat(cli("compare", CAFE, CAFE, "--for", "client", *DAY).out)

    assert "Ce qui est fait reste le même ; le prix change." not in text
    assert "Rien ne change." in text


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (("compare", CAFE, "--packages", "--for", "client"), "name two mandates or quotes"),
        (("compare", CAFE, CAFE, CAFE, "--for", "client"), "name two mandates or quotes"),
        (("compare", CAFE, CAFE, "--format", "md"), "--for client"),
        (("compare", CAFE, CAFE, "--for", "them"), "--for is me or client"),
        (("compare", CAFE, CAFE, "-o", "letter.md"), "--for client"),
        (("compare", CAFE, CAFE, "--for", "client", "-o", "letter.csv"), "no format goes with the name"),
        (("explain", CAFE, "--reason", "x"), "--for client"),
        (("explain", CAFE, "--for", "client", "-o", "why.svg"), "no format goes with the name"),
    ],
)
def test_what_no_letter_can_be_is_refused(cli: Cli, command: tuple[str, ...], words: str) -> None:
    run = cli(*command, *DAY)

    assert run.code == 2
    assert words in run.err
    assert run.out == ""


def test_a_letter_never_replaces_a_file_unasked(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "letter.md"
    path.write_text("à moi", encoding="utf-8")

    run = cli("compare", CAFE, CAFE, "--for", "client", "-o", str(path), *DAY)

    assert run.code != 0
    assert path.read_text(encoding="utf-8") == "à moi"
