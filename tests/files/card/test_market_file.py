"""The published packages: those that ship, what her own file adds, and the card that prices each."""

from decimal import Decimal
from pathlib import Path

import pytest

from files.refusals import refusals
from fourchette.core.card.rate_card import RateCard
from fourchette.core.compare.market import MarketPrice, market_prices
from fourchette.errors import NotFound
from fourchette.files.card.card_file import card_from
from fourchette.files.card.market_file import card_chooser, load_market
from fourchette.files.card.own_card import preset_card, preset_text, presets

NO_HOME = Path("nowhere/market.toml")
OWN = """\
schema = 1
[[packages]]
id = "QC-01"
price = 500
currency = "CAD"
country = "CA"
seller = "solo"
seen = 2026-10-01
source = "quote"
traits = { scope = ["content"], posts = 8 }
"""


def test_the_shipped_packages_hold_together_and_name_no_seller() -> None:
    table = load_market(None, NO_HOME)

    assert len(table.packages) == len({package.id for package in table.packages}) == 38
    assert {package.country for package in table.packages} <= set(table.countries)
    assert all(country.living_wage and country.since and country.source for country in table.countries.values())
    assert all(country.preset in {"", *presets()} for country in table.countries.values())


def test_every_shipped_package_in_a_currency_of_a_card_is_priced(card: RateCard) -> None:
    table = load_market(None, NO_HOME)

    found = list(market_prices(table, card_chooser(table, card), {}))

    assert [each.package.id for each in found if not isinstance(each, MarketPrice)] == ["AU-38"]


def test_her_own_card_prices_its_currency_and_a_shipped_one_the_others(card: RateCard) -> None:
    table = load_market(None, NO_HOME)
    choose = card_chooser(table, card)

    cards = {package.id: choose(package) for package in table.packages}

    assert cards["CA-01"] is cards["CA-04"] is card
    assert {name: found.currency for name, found in cards.items() if found and name in ("FR-05", "LU-18", "CH-19")} == {
        "FR-05": "EUR",
        "LU-18": "EUR",
        "CH-19": "CHF",
    }
    assert cards["AU-38"] is None


@pytest.mark.parametrize("name", presets())
def test_a_preset_read_alone_is_the_card_that_is_written(name: str) -> None:
    written = card_from(name, preset_text(name).encode()).card
    alone = preset_card(name)

    assert alone.currency == written.currency
    assert alone.range_ == written.range_
    assert alone.traits == written.traits
    assert alone.tasks == written.tasks
    assert alone.examples == written.examples


def test_a_file_of_hers_adds_to_what_is_shipped(tmp_path: Path) -> None:
    path = tmp_path / "market.toml"
    path.write_text(OWN, encoding="utf-8")

    for table in (load_market(path, NO_HOME), load_market(None, path)):
        assert (len(table.packages), table.packages[-1].price) == (39, Decimal(500))


def test_a_file_that_is_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        load_market(tmp_path / "gone.toml", NO_HOME)


def test_all_that_is_wrong_with_her_file_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "market.toml"
    wrong = OWN.replace("price = 500", "price = 0").replace('"solo"', '"sole"').replace("seen", "sen")
    path.write_text(wrong, encoding="utf-8")

    assert refusals(lambda: load_market(path, NO_HOME)) == [
        "2 packages[0].seen: this key is missing",
        "4 packages[0].price: a number above zero is expected, not 0",
        '7 packages[0].seller: "sole" is not allowed → did you mean “solo”?',
        "8 packages[0].sen: sen is not a key known here → did you mean “seen”?",
    ]
