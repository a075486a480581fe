"""Contributions by place and year, held against what the authorities publish for the same income."""

from decimal import Decimal
from typing import Any

import pytest

from builders import WORDS
from fourchette.core.practice.contributions import Band, Contribution, ContributionTable, Regime, dues, total
from fourchette.files.shipped.floor_figures import contributions_of

# Each amount is one that is published, or what the published rate makes of the published base.
PUBLISHED = [
    # Québec, mise à jour économique of 2025-11-25: at most 7,537 $ base (and 2 % of 71,100 $ beside it); 787 $.
    ("CA-QC", 74_600, "qpp", "8958.60"),
    ("CA-QC", 40_000, "qpp", "4599.00"),
    ("CA-QC", 3_500, "qpp", "0"),
    ("CA-QC", 103_000, "qpp2", "832.00"),
    ("CA-QC", 103_000, "qpip", "786.92"),
    ("CA-QC", 150_000, "qpip", "786.92"),
    # Schedule F: nothing under the first threshold, 150 $ between, at most 1,000 $.
    ("CA-QC", 18_500, "hsf", "0"),
    ("CA-QC", 50_000, "hsf", "150.00"),
    ("CA-QC", 150_000, "hsf", "1000.00"),
    # CRA, 2026: at most 8,460.90 $ and 832 $.
    ("CA-ON", 74_600, "cpp", "8460.90"),
    ("CA-ON", 40_000, "cpp", "4343.50"),
    ("CA-ON", 85_000, "cpp2", "832.00"),
    ("CA-ON", 74_600, "cpp2", "0"),
    # INASTI, 2026: from 890.42 € to 5,103.05 € a quarter.
    ("BE", 10_000, "inasti", "3561.68"),
    ("BE", 40_000, "inasti", "8200.00"),
    ("BE", 120_000, "inasti", "20412.20"),
    # AVS, 2026: 530 CHF under 10,100, 5.371 % from there, 10 % from 60,500, on the income rounded down to 100 CHF.
    ("CH", 8_000, "avs", "530"),
    ("CH", 15_050, "avs", "805.65"),
    ("CH", 60_500, "avs", "6050.00"),
    ("CH", 100_000, "avs", "10000.00"),
    # HMRC, 2026-27, worked scenarios: nothing on 10,000 £, 1,046 £ on 30,000, 2,757 £ on 75,000.
    ("GB", 10_000, "class4", "0"),
    ("GB", 30_000, "class4", "1045.80"),
    ("GB", 75_000, "class4", "2756.60"),
    # IRS and SSA, 2026: 15.3 % of 92.35 %, the first part at most 22,878 $.
    ("US", 50_000, "social-security", "5725.70"),
    ("US", 50_000, "medicare", "1339.08"),
    ("US", 100_000, "social-security", "11451.40"),
    ("US", 100_000, "medicare", "2678.15"),
    ("US", 250_000, "social-security", "22878.00"),
]


def due(place: str, income: int, name: str) -> Decimal:
    regime = contributions_of(place)
    assert regime is not None
    return next(found.amount for found in dues(regime, Decimal(income), Decimal(0)) if found.contribution.id == name)


@pytest.mark.parametrize(("place", "income", "name", "published"), PUBLISHED)
def test_a_contribution_is_what_the_authority_publishes(place: str, income: int, name: str, published: str) -> None:
    assert abs(due(place, income, name) - Decimal(published)) <= 1


# Retraite Québec, examples of annual contributions in 2024, self-employed worker.
@pytest.mark.parametrize(
    ("income", "amount"), [(5_000, 192), (10_000, 832), (20_000, 2_112), (35_000, 4_032), (50_000, 5_952)]
)
def test_a_band_is_read_as_the_pension_plan_reads_it(income: int, amount: int) -> None:
    plan = Contribution(
        id="qpp",
        label=WORDS,
        bands=(Band(over=Decimal(3_500), up_to=Decimal(68_500), rate=Decimal("12.8")),),
        why=WORDS,
        source=WORDS,
    )
    regime = Regime(regions=("CA-QC",), currency="CAD", year=Decimal(2024), label=WORDS, contributions=(plan,))

    assert total(dues(regime, Decimal(income), Decimal(0))) == amount


@pytest.mark.parametrize("income", [15_000, 40_000, 65_000])
@pytest.mark.parametrize("others", [0, 14_000])
def test_what_is_due_on_the_turnover_is_part_of_it(income: int, others: int) -> None:
    regime = contributions_of("FR")
    assert regime is not None
    # Décret 2025-943: 25.6 % of what is billed, and 0.2 % for training.
    billed = Decimal(income + others) / (1 - Decimal("0.258"))

    found = dues(regime, Decimal(income), Decimal(others))

    assert abs(total(found) - billed * Decimal("0.258")) < Decimal("0.05")
    assert total(found) + income + others >= found[0].base


@pytest.mark.parametrize(
    ("region", "label"),
    [("CA-QC", "Quebec"), ("ca-qc", "Quebec"), ("CA-BC", "Canada outside Quebec"), ("CH-GE", "Switzerland")],
)
def test_a_region_has_its_own_contributions_or_those_of_its_country(region: str, label: str) -> None:
    regime = contributions_of(region)

    assert regime is not None
    assert regime.label.en == label


def test_who_says_no_region_is_where_the_usual_figures_are() -> None:
    assert contributions_of(None) == contributions_of("CA-QC")


def test_a_place_that_no_table_knows_has_none() -> None:
    assert contributions_of("JP") is None


def test_every_contribution_says_why_and_whose_figure_it_is() -> None:
    for place in ("CA-QC", "CA-ON", "FR", "BE", "CH", "GB", "US"):
        regime = contributions_of(place)
        assert regime is not None
        assert all(found.why.fr and found.why.en and found.source for found in regime.contributions)


def contribution(*bands: Band, **parts: Any) -> Contribution:  # noqa: ANN401  # a noun's own keys
    return Contribution(id="one", label=WORDS, bands=bands, why=WORDS, source=WORDS, **parts)


def regime(*contributions: Contribution, year: int = 2026, region: str = "XX") -> Regime:
    return Regime(regions=(region,), currency="CAD", year=Decimal(year), label=WORDS, contributions=contributions)


FREE = Band(up_to=Decimal(1_000), rate=Decimal(0))
TENTH = Band(over=Decimal(1_000), rate=Decimal(10))


@pytest.mark.parametrize(
    ("income", "whole", "parts"),
    [
        (1_000, False, ()),
        (3_000, False, ((10, 2_000),)),
        (999, True, ()),
        (1_000, True, ((10, 1_000),)),
        (3_000, True, ((10, 3_000),)),
    ],
)
def test_a_part_that_is_free_is_not_told(income: int, *, whole: bool, parts: tuple[tuple[int, int], ...]) -> None:
    (found,) = dues(regime(contribution(FREE, TENTH, whole=whole)), Decimal(income), Decimal(0))

    assert [figure for part in found.parts for figure in part] == [figure for part in parts for figure in part]
    assert found.amount == sum(rate * part for rate, part in parts) / Decimal(100)


def test_a_contribution_is_never_under_its_least() -> None:
    least = contribution(TENTH, least=Decimal(250))

    assert [dues(regime(least), Decimal(income), Decimal(0))[0].amount for income in (1_000, 3_500, 3_510)] == [
        250,
        250,
        251,
    ]


def test_the_latest_year_of_a_region_is_the_one_that_counts() -> None:
    years = [regime(contribution(TENTH), year=year) for year in (2025, 2027, 2026)]

    assert ContributionTable(regimes=tuple(years)).of("xx-1") == years[1]
