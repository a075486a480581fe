"""`-o x.svg` of the commands that print tables: the same words and figures as the screen."""

import re
import xml.etree.ElementTree as ET
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from conftest import EXAMPLES, Cli
from fourchette.files.card.own_card import preset_text

CAFE, SHOP = str(EXAMPLES / "cafe.toml"), str(EXAMPLES / "shop.toml")
NAMESPACE = "{http://www.w3.org/2000/svg}"
COMMANDS = {
    "stats": ("stats", "--date", "2026-11-23"),
    "impact": ("rules", "impact", "card.toml", CAFE),
    "compare": ("compare", CAFE, SHOP, "--date", "2026-11-23"),
    "packages": ("compare", CAFE, "--packages", "--date", "2026-11-23"),
}


@pytest.fixture(autouse=True)
def book(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two quotes, and another card in the folder: dearer for some, cheaper for others."""
    monkeypatch.chdir(tmp_path)
    card = preset_text("quebec").replace("\nfloor = 50\n", "\nfloor = 60\n").replace("\nstep = 1\n", "\nstep = 5\n")
    (tmp_path / "card.toml").write_text(card, encoding="utf-8")
    for mandate in (CAFE, SHOP):
        assert cli("quote", mandate, "--save", "--date", "2026-11-22").code == 0
    assert cli("send", "2026-001", "--date", "2026-11-22").code == 0
    assert cli("accept", "2026-001", "--date", "2026-11-22").code == 0


def picture(cli: Cli, path: Path, *arguments: str) -> ET.Element:
    run = cli(*arguments, "-o", str(path))
    assert (run.code, run.out) == (0, ""), run.err
    return ET.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314  # our own text


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", COMMANDS)
def test_the_picture_has_every_word_and_figure_of_the_screen(
    name: str, language: str, cli: Cli, tmp_path: Path
) -> None:
    asked = (*COMMANDS[name], "--lang", language)

    screen = re.sub("[█─]", "", cli(*asked).out).split()
    drawn = picture(cli, tmp_path / "x.svg", *asked)

    shown = " ".join(element.text or "" for element in drawn.iter(f"{NAMESPACE}text")).split()
    assert Counter(shown) == Counter(screen)


def test_a_bar_is_as_long_as_its_figure_to_the_point(cli: Cli, tmp_path: Path) -> None:
    drawn = picture(cli, tmp_path / "x.svg", *COMMANDS["impact"], "--lang", "en")

    figures = [each.text or "" for each in drawn.iter(f"{NAMESPACE}text") if re.match(r"[+−]\$", each.text or "")]
    moves = [Decimal(re.sub(r"[^\d.]", "", figure)) for figure in figures]
    widths = [Decimal(each.attrib["width"]) for each in drawn.iter(f"{NAMESPACE}rect")][1:]
    assert len(moves) == len(widths) > 2
    assert all(abs(width - widths[0] * move / moves[0]) <= 1 for width, move in zip(widths, moves, strict=True))


def test_the_bars_of_a_comparison_lead_from_one_total_to_the_other(cli: Cli, tmp_path: Path) -> None:
    drawn = picture(cli, tmp_path / "x.svg", *COMMANDS["compare"])

    bars = [
        (Decimal(each.attrib["x"]), Decimal(each.attrib["x"]) + Decimal(each.attrib["width"]), each.attrib["fill"])
        for each in list(drawn.iter(f"{NAMESPACE}rect"))[1:]
    ]
    (left, at, _), *moves, (start, end, _) = bars
    for low, high, colour in moves:
        # Green goes on from where the last one ended, red comes back from it.
        here, there = (low, high) if colour == "#3a8f5c" else (high, low)
        assert abs(here - at) <= 1
        at = there
    assert left == start
    assert abs(at - end) <= 1


@pytest.mark.parametrize("name", ["stats", "impact", "compare"])
def test_json_goes_to_a_file_too_and_another_kind_is_refused(name: str, cli: Cli, tmp_path: Path) -> None:
    printed = cli(*COMMANDS[name], "--json").out

    assert cli(*COMMANDS[name], "-o", str(tmp_path / "x.json")).code == 0
    assert (tmp_path / "x.json").read_text(encoding="utf-8") == printed
    assert cli(*COMMANDS[name], "-o", str(tmp_path / "x.pdf")).code == 2
    assert cli(*COMMANDS[name], "-o", str(tmp_path / "x.json")).code == 4
    assert cli(*COMMANDS[name], "-o", "-").out.startswith("<svg")


@pytest.mark.parametrize("columns", ["60", "80", "110"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_column_of_words_is_crushed_for_a_bar(columns: str, language: str, cli: Cli) -> None:
    screen = cli("stats", "--lang", language, "--date", "2026-11-23", COLUMNS=columns).out

    assert ("remplacée" if language == "fr" else "replaced") in screen
