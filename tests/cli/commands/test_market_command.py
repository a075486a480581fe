"""`fourchette market`: a card beside published packages, of a mandate or a saved quote, with packages of her own."""

import json
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it has no types of its own

from conftest import EXAMPLES, Cli

CAFE = str(EXAMPLES / "cafe.toml")
SCENARIOS = Path(__file__).parents[1] / "scenarios"
OWN = """\
schema = 1
[[packages]]
id = "QC-01"
price = 800
currency = "CAD"
country = "CA"
seller = "solo"
seen = 2026-10-01
source = "quote"
traits = { scope = ["content", "community"], platforms = "facebook", posts = 8, stories = 8, inbound = 40 }
"""


def market_of(cli: Cli, *arguments: str) -> dict[str, Any]:
    run = cli("market", "--json", *arguments)
    assert run.code == 0, run.err
    found: dict[str, Any] = json.loads(run.out)
    assert found["schema"] == "fourchette/market/1"
    result: dict[str, Any] = found["result"]
    return result


def test_every_package_is_priced_or_says_why_not(cli: Cli) -> None:
    found = market_of(cli)

    assert len(found["packages"]) + len(found["unpriced"]) == 38
    assert [each["id"] for each in found["unpriced"]] == ["AU-38"]
    assert (found["mandate"], found["nearest"]) == (None, [])


def test_a_ratio_is_her_price_over_theirs_and_an_hour_is_theirs_over_her_hours(cli: Cli) -> None:
    for each in market_of(cli)["packages"]:
        asked, published, hours = (
            Decimal(text) for text in (each["asked"]["target"], each["published"], each["hours"])
        )
        assert abs(Decimal(each["ratio"]) - asked / published) <= Decimal("0.01")
        assert abs(Decimal(each["hourly"]) - published / hours) <= Decimal("0.01")
        assert each["under_living_wage"] == (Decimal(each["hourly"]) < Decimal(each["living_wage"]))


def test_the_groups_are_of_the_packages_that_are_listed(cli: Cli) -> None:
    found = market_of(cli)

    every, living, *kinds, under = found["groups"]
    assert every["count"] == len(found["packages"]) == living["count"] + under["count"]
    assert sum(each["count"] for each in kinds) == living["count"]


def test_a_mandate_and_its_saved_quote_have_the_same_neighbours(cli: Cli) -> None:
    cli("quote", CAFE, "--save", "--date", "2026-11-22")

    mandate, quote = market_of(cli, CAFE), market_of(cli, "2026-001")

    assert len(mandate["nearest"]) == 5
    assert mandate["nearest"] == quote["nearest"]
    assert mandate["mandate"]["price"] == quote["mandate"]["price"]


@pytest.mark.parametrize("named", [True, False])
def test_her_own_package_is_beside_the_shipped_ones(cli: Cli, home: Path, tmp_path: Path, *, named: bool) -> None:
    home.mkdir()
    path = tmp_path / "mine.toml" if named else home / "market.toml"
    path.write_text(OWN, encoding="utf-8")

    found = market_of(cli, CAFE, *(("--market", str(path)) if named else ()))

    assert found["nearest"][0]["id"] == "QC-01"
    assert Decimal(found["nearest"][0]["in_common"]) > 80
    assert len(found["packages"]) == 38


def test_a_card_in_euros_prices_what_is_in_euros(cli: Cli) -> None:
    before = {each["id"]: each["asked"]["target"] for each in market_of(cli)["packages"]}
    cli("rules", "init", "--preset", "france")
    cli("rules", "set", "traits.experience.choices.intermediate.base", "[90, 90, 90]")

    after = {each["id"]: each["asked"]["target"] for each in market_of(cli)["packages"]}

    assert {name for name, price in after.items() if price != before[name] and not name.startswith("CA")} == {
        name for name in before if name.startswith(("FR", "LU"))
    }


def test_her_usual_answers_are_those_of_her_price(cli: Cli, home: Path) -> None:
    before = market_of(cli)["groups"][0]["median"]
    home.mkdir(exist_ok=True)
    (home / "config.toml").write_text('schema = 1\n[traits]\nexperience = "expert"\n', encoding="utf-8")

    assert Decimal(market_of(cli)["groups"][0]["median"]) > Decimal(before)


def test_packages_that_a_card_cannot_price_for_one_reason_are_told_together(cli: Cli, tmp_path: Path) -> None:
    text = (SCENARIOS / "floor-in-euros" / "euros.toml").read_text(encoding="utf-8")
    (tmp_path / "small.toml").write_text(text, encoding="utf-8")

    run = cli("market", "--rules", str(tmp_path / "small.toml"))

    assert run.code == 0
    assert run.out.count("the rate card has no trait platforms") == 1


def test_the_schema_of_her_packages_is_that_of_the_file(cli: Cli) -> None:
    schema = json.loads(cli("rules", "schema", "market").out)
    content = json.loads(json.dumps(tomllib.loads(OWN), default=str))

    Draft202012Validator(schema).validate(content)
    assert not Draft202012Validator(schema).is_valid({**content, "package": []})


def test_a_mandate_that_is_not_there_is_told(cli: Cli) -> None:
    assert cli("market", "nowhere.toml").code == 4


def test_the_picture_is_whole_in_itself_and_the_same_twice(cli: Cli, tmp_path: Path) -> None:
    one, two = tmp_path / "one.svg", tmp_path / "two.svg"

    for path in (one, two):
        assert cli("market", CAFE, "-o", str(path), "--lang", "fr", "--date", "2026-11-22").code == 0

    text = one.read_text(encoding="utf-8")
    assert text == two.read_text(encoding="utf-8")
    assert ET.fromstring(text).tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314  # our own text
    assert "Royaume-Uni, agence (3)" in text
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")


def test_a_json_file_holds_what_json_prints(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "market.json"

    cli("market", CAFE, "-o", str(path), "--date", "2026-11-22")

    assert json.loads(path.read_text(encoding="utf-8"))["result"] == market_of(cli, CAFE, "--date", "2026-11-22")


def test_a_file_of_another_kind_or_that_is_there_is_refused_before_anything_is_read(cli: Cli, tmp_path: Path) -> None:
    there = tmp_path / "there.svg"
    there.write_text("mine", encoding="utf-8")

    assert cli("market", "nowhere.toml", "-o", str(tmp_path / "market.pdf")).code == 2
    assert cli("market", "nowhere.toml", "-o", str(there)).code == 4
    assert there.read_text(encoding="utf-8") == "mine"


def test_every_package_is_shown_when_asked(cli: Cli) -> None:
    assert "FR-05" not in cli("market").out
    assert "FR-05" in cli("market", "--all").out


def test_the_shipped_cards_stand_near_the_market(cli: Cli) -> None:
    """Of the packages that can be lived on, seven in ten within 0.6 and 1.7, and none of it by being dear or cheap."""
    (living,) = (each for each in market_of(cli)["groups"] if each["country"] is None and each["pays_living_wage"])

    assert Decimal(living["near"]) >= 70
    assert Decimal("0.8") <= Decimal(living["median"]) <= Decimal("1.25")
