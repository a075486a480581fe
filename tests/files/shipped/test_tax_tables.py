"""The tax table: the shipped one, and what the user's own file adds to it."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from files.refusals import refusals
from fourchette.core.mandate.profile import PROFILE
from fourchette.core.price.taxes import TaxTable, rule_on
from fourchette.files.shipped.tax_tables import load_taxes

DAY = date(2026, 11, 22)
SPAIN = """\
schema = 1
[zones.ES]
label = { fr = "Espagne", en = "Spain" }
exemption = { fr = "Régime de franchise", en = "Exempt" }

[regions.ES]
zone = "ES"
label = "Espagne"

[[taxes]]
id = "vat"
label = { fr = "TVA", en = "VAT" }
rate = 21
regions = ["ES"]
from = 2012-09-01
source = "Agencia Tributaria"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where each test writes its table."""
    return tmp_path / "taxes.toml"


def charged(table: TaxTable, region: str, day: date = DAY) -> dict[str, Decimal]:
    return {tax.id: tax.rate for tax in rule_on(table, PROFILE, region, day).taxes}


def test_the_shipped_table_knows_quebec(taxes: TaxTable) -> None:
    assert charged(taxes, "CA-QC") == {"gst": Decimal(5), "qst": Decimal("9.975")}


def test_the_shipped_table_is_dated(taxes: TaxTable) -> None:
    assert charged(taxes, "CA-NS", date(2025, 3, 31)) == {"hst": Decimal(15)}
    assert charged(taxes, "CA-NS", date(2025, 4, 1)) == {"hst": Decimal(14)}


@pytest.mark.parametrize(
    ("region", "day", "rate"),
    [
        ("BE", DAY, "21"),
        ("CH", date(2023, 12, 31), "7.7"),
        ("CH", date(2024, 1, 1), "8.1"),
        ("LU", date(2023, 12, 31), "16"),
        ("LU", date(2024, 1, 1), "17"),
    ],
)
def test_belgium_switzerland_and_luxembourg_have_their_own_vat(
    region: str, day: date, rate: str, taxes: TaxTable
) -> None:
    assert charged(taxes, region, day) == {"vat": Decimal(rate)}


def test_every_tax_and_every_region_of_the_shipped_table_hold_together(taxes: TaxTable) -> None:
    assert {region for tax in taxes.taxes for region in tax.regions} <= set(taxes.regions)
    assert {region.zone for region in taxes.regions.values()} == set(taxes.zones)
    assert all(tax.source for tax in taxes.taxes)


def test_without_an_extension_the_shipped_table_stands(path: Path, taxes: TaxTable) -> None:
    assert load_taxes(path) == taxes
    assert load_taxes(None) == taxes


def test_an_extension_adds_a_country(path: Path, taxes: TaxTable) -> None:
    path.write_text(SPAIN, encoding="utf-8")

    table = load_taxes(path)

    assert charged(table, "ES") == {"vat": Decimal(21)}
    assert charged(table, "CA-QC") == charged(taxes, "CA-QC")


def test_a_region_that_the_extension_names_is_wholly_its_own(path: Path, taxes: TaxTable) -> None:
    path.write_text(
        """\
[regions.CA-NS]
zone = "CA"
label = "Nouvelle-Écosse"
[[taxes]]
id = "hst"
label = "TVH"
rate = 13
regions = ["CA-NS"]
from = 2026-07-01
source = "announced"
""",
        encoding="utf-8",
    )

    table = load_taxes(path)

    assert charged(table, "CA-NS") == {"hst": Decimal(13)}
    assert charged(table, "CA-NS", date(2026, 6, 30)) == {}
    assert charged(table, "CA-NB") == charged(taxes, "CA-NB")


def test_an_extension_may_add_a_tax_to_a_shipped_region(path: Path) -> None:
    path.write_text(
        '[[taxes]]\nid = "pst"\nlabel = "TVP"\nrate = 6\nregions = "CA-SK"\nfrom = 2020-01-01\nsource = "x"\n',
        encoding="utf-8",
    )

    assert charged(load_taxes(path), "CA-SK") == {"gst": Decimal(5), "pst": Decimal(6)}


def test_a_region_written_small_is_found(path: Path) -> None:
    path.write_text(SPAIN.replace("regions.ES", "regions.es").replace('["ES"]', '["es"]'), encoding="utf-8")

    assert charged(load_taxes(path), "es") == {"vat": Decimal(21)}


def test_every_problem_of_the_keys_is_told_at_once(path: Path) -> None:
    path.write_text(
        """\
zone = 3
[zones.ES]
label = "Espagne"
[regions.ES]
zone = 3
label = { de = "Belgien" }
[[taxes]]
id = "vat"
label = "TVA"
rate = 121
regions = ["ES"]
from = "soon"
until = 3
""",
        encoding="utf-8",
    )

    assert refusals(lambda: load_taxes(path)) == [
        "1 zone: zone is not a key known here → did you mean “zones”?",
        "2 zones.ES.exemption: this key is missing",
        "5 regions.ES.zone: text is expected, not 3",
        '6 regions.ES.label: "de" is not a language known here: fr or en',
        "7 taxes[0].source: this key is missing",
        "10 taxes[0].rate: 121 is too large: at most 100",
        '12 taxes[0].from: a date is expected, such as 2026-11-22, not "soon"',
        "13 taxes[0].until: a date is expected, such as 2026-11-22, not 3",
    ]


def test_a_zone_that_is_not_there_is_told(path: Path) -> None:
    path.write_text(SPAIN.replace('zone = "ES"', 'zone = "EX"'), encoding="utf-8")

    assert refusals(lambda: load_taxes(path)) == [
        "7 regions.ES.zone: there is no zone EX → allowed: CA, FR, BE, LU, CH, GB, US, ES"
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('regions = ["ES"]', 'regions = ["ES", "BF"]', "14 taxes[0].regions: there is no region BF"),
        ("from = 2012-09-01", "from = 2012-09-01\nuntil = 1995-12-31", "16 taxes[0].until: the tax ends before"),
    ],
)
def test_a_tax_that_does_not_hold_together_is_shown_where_it_stands(path: Path, old: str, new: str, said: str) -> None:
    path.write_text(SPAIN.replace(old, new), encoding="utf-8")

    [found] = refusals(lambda: load_taxes(path))

    assert found.startswith(said)


def test_a_tax_of_one_day_is_a_tax(path: Path) -> None:
    path.write_text(SPAIN.replace("from = 2012-09-01", "from = 2026-11-22\nuntil = 2026-11-22"), encoding="utf-8")

    assert charged(load_taxes(path), "ES") == {"vat": Decimal(21)}


@pytest.mark.parametrize("written", ['"2026-01-01"', "0", "86400"])
def test_a_date_is_a_date(path: Path, written: str) -> None:
    path.write_text(SPAIN.replace("2012-09-01", written), encoding="utf-8")

    assert refusals(lambda: load_taxes(path))
