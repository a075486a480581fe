"""`fourchette compare`, run: any number of prices side by side, and one under several cards."""

import json
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from conftest import EXAMPLES, Cli
from fourchette.files.card.card_sources import DEFAULT_NAME
from fourchette.files.shipped.resource import resource

CAFE, SHOP = str(EXAMPLES / "cafe.toml"), str(EXAMPLES / "shop.toml")
CURRENCIES = {
    str(path): tomllib.loads(path.read_text(encoding="utf-8")).get("currency", "CAD")
    for path in sorted(EXAMPLES.glob("*.toml"))
}
ALL = [path for path, currency in CURRENCIES.items() if currency == "CAD"]
ABROAD = [path for path, currency in CURRENCIES.items() if currency != "CAD"]
DAY = ("--date", "2026-11-22")


def compared(cli: Cli, *arguments: str) -> dict[str, Any]:
    envelope = json.loads(cli("compare", *arguments, *DAY, "--json").out)
    assert envelope["schema"] == "fourchette/compare/1"
    return dict(envelope["result"])


def changed(path: Path, old: str, new: str) -> str:
    """A file of the shipped card with one passage changed."""
    text = resource(DEFAULT_NAME).decode()
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    return str(path)


@pytest.fixture
def dearer(tmp_path: Path) -> str:
    """The shipped card with a higher base."""
    path = tmp_path / "dearer.toml"
    path.write_text(
        resource(DEFAULT_NAME).decode().replace("base = [55, 65, 75]", "base = [60, 70, 80]"), encoding="utf-8"
    )
    return str(path)


def test_every_side_s_causes_add_up_from_the_first(cli: Cli) -> None:
    result = compared(cli, *ALL)

    assert [side["name"] for side in result["sides"]] == ALL
    first = Decimal(result["sides"][0]["total"])
    for side in result["sides"]:
        assert first + sum(Decimal(cause["amount"]) for cause in side["causes"]) == Decimal(side["total"])
        assert first + Decimal(side["difference"]) == Decimal(side["total"])


def test_the_keys_of_two_sides_are_still_there(cli: Cli) -> None:
    result = compared(cli, CAFE, SHOP)

    assert (result["before"], result["after"]) == tuple(side["total"] for side in result["sides"])
    assert result["causes"] == result["sides"][1]["causes"]


def test_each_side_is_what_quote_says_of_it(cli: Cli) -> None:
    for side in compared(cli, *ALL)["sides"]:
        quoted = json.loads(cli("quote", side["name"], *DAY, "--json").out)["result"]

        assert (side["total"], side["rate"]) == (quoted["total"], quoted["rate"]["target"])


def test_a_mandate_is_compared_under_other_cards(cli: Cli, dearer: str) -> None:
    result = compared(cli, CAFE, "--card", dearer, "--card", dearer)

    assert [side["rate"] for side in result["sides"]] == ["65.00", "70.00", "70.00"]
    assert [difference["id"] for difference in result["differences"]] == ["card"]


def test_a_saved_quote_is_compared_under_another_card_on_its_own_day(cli: Cli, dearer: str) -> None:
    cli("quote", CAFE, "--save", "--date", "2026-11-22")

    result = json.loads(cli("compare", "2026-001", "--card", dearer, "--json").out)["result"]

    assert [side["issued"] for side in result["sides"]] == ["2026-11-22", "2026-11-22"]
    assert [side["rate"] for side in result["sides"]] == ["65.00", "70.00"]


@pytest.mark.parametrize("width", ["60", "80", "120"])
def test_every_price_is_whole_at_every_width(width: str, cli: Cli) -> None:
    run = cli("compare", *ALL, *DAY, COLUMNS=width)
    totals = [cli("quote", path, *DAY, "--json").out for path in ALL]

    assert all(len(line) <= int(width) for line in run.out.splitlines())
    for text in totals:
        assert f"{Decimal(json.loads(text)['result']['total']):,.2f}" in run.out


def test_nothing_to_compare_with_is_said(cli: Cli, dearer: str) -> None:
    alone = cli("compare", CAFE)
    both = cli("compare", CAFE, SHOP, "--card", dearer)

    assert (alone.code, both.code) == (2, 2)
    assert "there is nothing to compare" in alone.err
    assert "--card and --packages are for one mandate" in both.err


def test_another_currency_is_refused_wherever_it_is(cli: Cli, tmp_path: Path) -> None:
    card = changed(tmp_path / "euro.toml", 'currency = "CAD"', 'currency = "EUR"')

    run = cli("compare", CAFE, "--card", card)

    assert run.code == 2
    assert "CAD and EUR" in run.err


@pytest.mark.parametrize("path", ABROAD)
@pytest.mark.parametrize("place", [0, 1, len(ALL)])
def test_a_mandate_in_another_currency_is_refused_among_the_others(path: str, place: int, cli: Cli) -> None:
    names = [*ALL[:place], path, *ALL[place:]]

    run = cli("compare", *names, *DAY)

    one, other = (CURRENCIES[path], "CAD") if place == 0 else ("CAD", CURRENCIES[path])
    assert (run.code, run.out) == (2, "")
    assert f"they are in {one} and {other}, and cannot be compared" in run.err


@pytest.mark.parametrize(
    ("first", "other", "rate"),
    # The café's 65 $/h in US dollars, the bakery's 62 $/h in the card's own.
    [(each, CAFE, "47.10") for each in ABROAD] + [(CAFE, each, "62.00") for each in ABROAD],
)
def test_two_currencies_are_compared_once_the_other_is_priced_again_as_is_said(
    first: str, other: str, rate: str, cli: Cli
) -> None:
    refused = cli("compare", first, other, *DAY)
    asked = f"fourchette quote FILE --currency {CURRENCIES[first]} --save"
    assert asked in " ".join(refused.err.split())

    saved = cli(*asked.replace("FILE", other).split()[1:], "--exchange", "1.38", *DAY)

    assert saved.code == 0, saved.err
    sides = compared(cli, first, "2026-001")["sides"]
    assert {side["currency"] for side in sides} == {CURRENCIES[first]}
    assert sides[1]["rate"] == rate


@pytest.mark.parametrize("path", ABROAD)
def test_two_prices_in_one_currency_are_compared_whichever_it_is(path: str, cli: Cli) -> None:
    asked, *packages = compared(cli, path, "--packages")["sides"]

    assert len(packages) >= 2
    for side in packages:
        assert Decimal(asked["total"]) + sum(Decimal(c["amount"]) for c in side["causes"]) == Decimal(side["total"])


def test_a_card_that_cannot_price_the_mandate_says_why(cli: Cli, tmp_path: Path) -> None:
    card = changed(tmp_path / "bare.toml", 'facebook = { label = "Facebook", aliases = ["fb", "meta"] }\n', "")

    run = cli("compare", CAFE, "--card", card)

    assert (run.code, run.out) == (3, "")
    assert "bare.toml" in run.err
    assert "facebook" in run.err


def test_a_mandate_is_compared_with_its_packages_as_quote_offers_them(cli: Cli) -> None:
    asked, *packages = compared(cli, SHOP, "--packages")["sides"]
    alone = json.loads(cli("quote", SHOP, *DAY, "--json").out)["result"]

    assert asked["total"] == alone["total"]
    assert len(packages) >= 2
    for side in packages:
        assert Decimal(asked["total"]) + sum(Decimal(c["amount"]) for c in side["causes"]) == Decimal(side["total"])
    assert asked["total"] in [side["total"] for side in packages]
