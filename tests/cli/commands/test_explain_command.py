"""`fourchette explain`: what it says adds up to the quote, whatever it is asked to explain and wherever it says it."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from conftest import EXAMPLES, Cli

DATED = ("--date", "2026-11-22")
EXAMPLE = str(EXAMPLES / "cafe.toml")
PATHS = sorted(EXAMPLES.glob("*.toml"))


def explained(cli: Cli, *arguments: str) -> dict[str, Any]:
    run = cli("explain", *arguments, "--json", *DATED)
    envelope = json.loads(run.out)
    assert (run.code, envelope["schema"], envelope["errors"]) == (0, "fourchette/explain/1", [])
    return dict(envelope["result"])


def added(figures: list[str]) -> Decimal:
    return sum(map(Decimal, figures), Decimal(0))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_on_every_example_the_explanation_adds_up_to_the_quote(path: Path, cli: Cli) -> None:
    quote = json.loads(cli("quote", str(path), "--json", *DATED).out)["result"]

    result = explained(cli, str(path))
    rate, lines = result["rate"], result["lines"]
    moves = [Decimal(step["after"]) - Decimal(step["before"]) for step in rate["steps"] if step["applied"]]

    assert sum(moves) == Decimal(quote["rate"]["target"]) == added([each["amount"] for each in rate["sums"]])
    assert [(line["id"], line["hours"], line["amount"]) for line in lines if line["amount"] != "0.00"] == [
        (line["id"], line["hours"], line["amount"]) for line in quote["lines"]
    ]
    for line in (line for line in lines if line["hours"] is not None):
        assert added([part["hours"] for part in line["parts"]]) + Decimal(line["rounding"]) == Decimal(line["hours"])
    for period, amounts in (("month", result["monthly"]), ("once", result["once"])):
        if amounts is not None:
            assert added([line["amount"] for line in lines if line["period"] == period]) == Decimal(amounts["subtotal"])
    assert result["total"] == quote["total"]


def test_what_did_not_apply_says_what_it_would_change(cli: Cli) -> None:
    cafe = str(EXAMPLES / "cafe.toml")
    result = explained(cli, cafe)
    (bank,) = (each for each in result["unapplied"] if each["id"] == "hour-bank")
    then = json.loads(cli("quote", cafe, "-t", "billing=hour-bank", "--json", *DATED).out)["result"]

    for key, now, after in (
        ("amount", result["monthly"]["subtotal"], then["monthly"]["subtotal"]),
        ("rate", result["rate"]["target"], then["rate"]["target"]),
    ):
        assert Decimal(bank["effect"][key]) == Decimal(after) - Decimal(now) < 0


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_every_printed_lever_is_true(path: Path, cli: Cli) -> None:
    """Through the program itself: what a lever says, a quote with that answer says too."""
    result = explained(cli, str(path))
    period = "once" if result["period"] == "project" else "monthly"

    for lever in result["levers"][:3]:
        answer = lever["after"]
        text = ",".join(answer) if isinstance(answer, list) else str(answer).lower()
        quote = json.loads(cli("quote", str(path), "-t", f"{lever['trait']}={text}", "--json", *DATED).out)["result"]

        assert quote["rate"]["target"] == lever["then"]["rate"]
        assert quote["hours"]["target"] == lever["then"]["hours"]
        assert quote[period]["subtotal"] == lever["then"]["amount"]
        for figure, now in result["now"].items():
            assert Decimal(lever["then"][figure]) - Decimal(lever["effect"][figure]) == Decimal(now)
    assert result["now"]["amount"] == result[period]["subtotal"]
    assert (result["now"]["rate"], result["now"]["hours"]) == (result["rate"]["target"], result["hours"]["target"])


def test_a_saved_quote_is_explained_as_it_was_saved(cli: Cli) -> None:
    cli("quote", EXAMPLE, "-t", "voice=distinctive", "--save", *DATED)

    run = cli("explain", "2026-001")

    assert (run.code, run.err) == (0, "")
    assert "2026-001 · Café du coin · November 22, 2026" in run.out
    assert "“Voice: Distinctive or humorous” adds $6/h, which makes $71/h." in run.out
    assert explained(cli, "2026-001")["number"] == "2026-001"


def test_the_answers_of_a_saved_quote_are_not_changed(cli: Cli) -> None:
    cli("quote", EXAMPLE, "--save", *DATED)

    run = cli("explain", "2026-001", "-t", "posts=9")

    assert (run.code, run.out) == (2, "")
    assert "as it was saved" in run.err
    assert "fourchette revise 2026-001" in run.err


def test_options_change_the_mandate_that_is_explained(cli: Cli) -> None:
    result = explained(
        cli, EXAMPLE, "--volume", "posts=12", "--scope", "content", "--region", "CA-ON", "--hours", "9,5"
    )

    assert result["answers"]["posts"] == "12"
    assert result["answers"]["scope"] == ["content"]
    assert result["hours"]["target"] == "9.50"
    assert [tax["rate"] for tax in result["monthly"]["taxes"]] == ["13"]


@pytest.mark.parametrize(
    ("minimum", "said"),
    [
        ("62", "The rate is $3/h above your own floor, $62/h."),
        ("65", "The rate is exactly your own floor, $65/h."),
        ("70", "is below your own minimum of $70/h"),
    ],
)
def test_the_rate_is_held_against_her_own_floor(minimum: str, said: str, cli: Cli, home: Path) -> None:
    home.mkdir()
    (home / "config.toml").write_text(f"schema = 1\n[profile]\nminimum_rate = {minimum}\n", encoding="utf-8")

    run = cli("explain", EXAMPLE, *DATED)
    result = explained(cli, EXAMPLE)

    assert said in " ".join(run.out.split())
    assert Decimal(result["rate"]["above_personal_floor"]) == 65 - Decimal(minimum)


def test_what_holds_the_rate_is_named_with_what_would_lift_it(cli: Cli) -> None:
    ceiling = explained(cli, str(EXAMPLES / "utility.toml"), "-t", "languages=fr,en,es")
    floor = explained(cli, EXAMPLE, "-t", "experience=junior", "-t", "client_kind=agency", "-t", "months=12")
    free = explained(cli, EXAMPLE)

    times = {"month": Decimal(ceiling["months"]), "once": Decimal(1)}
    hours = sum(
        Decimal(line["hours"]) * times[line["period"]] for line in ceiling["lines"] if line["hours"] is not None
    )
    lifted = hours * (Decimal(ceiling["rate"]["ceiling"]) + 1)  # the whole price, a step of a dollar above the ceiling
    assert ceiling["rate"]["held_by"] == "ceiling"
    assert Decimal(ceiling["rate"]["value_needed"]) == lifted * 5  # the price may reach a fifth of the value
    assert ceiling["idle"] == ["response"]
    assert (floor["rate"]["held_by"], floor["rate"]["discounts_asked"]) == ("floor", "27")
    assert (free["rate"]["held_by"], free["rate"]["value_needed"]) == (None, None)


def test_json_speaks_the_screen_s_language(cli: Cli) -> None:
    run = cli("explain", EXAMPLE, "--json", "--lang", "fr", *DATED)

    (reason,) = json.loads(run.out)["result"]["rate"]["reasons"]

    assert reason["sentence"].startswith("«\N{NO-BREAK SPACE}Expérience")


def test_the_picture_is_the_same_bytes_twice_and_whole_in_itself(cli: Cli, tmp_path: Path) -> None:
    one, other = tmp_path / "one.svg", tmp_path / "other.svg"
    for path in (one, other):
        run = cli("explain", str(EXAMPLES / "utility.toml"), "-o", str(path), *DATED)
        assert (run.code, run.out, run.err) == (0, "", f"Written: {path}\n")
    text = one.read_text(encoding="utf-8")

    assert one.read_bytes() == other.read_bytes()
    assert ET.fromstring(text).tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314  # our own text
    assert text.count("http") == 1
    assert "url(" not in text
    assert "href" not in text


def test_the_picture_tells_every_step_and_escapes_what_it_tells(cli: Cli, tmp_path: Path) -> None:
    mandate, path = tmp_path / "mandate.toml", tmp_path / "why.svg"
    text = (EXAMPLES / "cafe.toml").read_text(encoding="utf-8").replace("Café du coin", "Pain & <Sel>")
    mandate.write_text(text, encoding="utf-8")

    asked = (str(mandate), "-t", "response=4h", "-t", "rush=48h")
    cli("explain", *asked, "-o", str(path), *DATED)
    result = explained(cli, *asked)
    (rushed,) = (line for line in result["lines"] if line["id"] == "content")
    hours = Decimal(rushed["hours"])
    more = Decimal(rushed["amount"]) - hours * Decimal(result["rate"]["target"])
    words = " ".join("".join(ET.fromstring(path.read_text(encoding="utf-8")).itertext()).split())  # noqa: S314  # as above

    assert "Pain & <Sel>" in words
    assert "Response time: Within 4 hours" in words
    said = f"Content; their {hours.normalize():f} h come to ${more:.2f} more."
    assert f"“Rush: Within 48 hours” adds 25% to these lines only: {said}" in words


def test_a_file_that_exists_is_replaced_only_when_told(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "why.svg"
    path.write_text("mine", encoding="utf-8")

    refused = cli("explain", EXAMPLE, "-o", str(path), *DATED)
    kept = path.read_text(encoding="utf-8")
    replaced = cli("explain", EXAMPLE, "-o", str(path), "--force", *DATED)

    assert (refused.code, kept, replaced.code) == (4, "mine", 0)
    assert path.read_text(encoding="utf-8").startswith("<svg")


def test_json_goes_to_a_file_too(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "why.json"

    cli("explain", EXAMPLE, "-o", str(path), *DATED)

    assert json.loads(path.read_text(encoding="utf-8"))["schema"] == "fourchette/explain/1"
