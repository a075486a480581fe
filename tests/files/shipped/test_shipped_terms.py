"""The shipped terms: those of everywhere, those of a region over them, the seller's own over all."""

from dataclasses import replace
from decimal import Decimal

import pytest

from fourchette.core.card.terms import Terms
from fourchette.core.mandate.profile import PROFILE
from fourchette.files.shipped.shipped_terms import shipped_terms, with_terms


def test_a_seller_of_anywhere_has_every_figure() -> None:
    terms = shipped_terms("")

    assert (terms.deposit, terms.payment_days, terms.late_interest, terms.overage) == tuple(
        map(Decimal, (50, 15, 18, 25))
    )
    assert (terms.revision_rounds, terms.minimum_months, terms.notice_days) == tuple(map(Decimal, (2, 3, 30)))
    assert not terms.law


def test_a_region_adds_its_own() -> None:
    assert "Québec" in shipped_terms("CA-QC").law.fr
    assert "Ontario" in shipped_terms("CA-ON").law.fr
    assert "40" in shipped_terms("FR").late.fr


def test_what_a_region_takes_out_does_not_hold_there() -> None:
    assert shipped_terms("FR").late_interest is None
    assert shipped_terms("US-NY").late_interest == Decimal(18)
    assert "maximum allowed by law" in shipped_terms("US-NY").late.en


@pytest.mark.parametrize("province", ["QC", "ON", "BC", "AB", "SK", "MB", "NB", "NS", "PE", "NL", "YT", "NT", "NU"])
def test_each_province_has_its_law(province: str) -> None:
    assert "Canada" in shipped_terms(f"CA-{province}").law.en


@pytest.mark.parametrize(("region", "law"), [("FR", "French"), ("BE", "Belgian"), ("CH", "Swiss"), ("GB", "England")])
def test_each_country_has_its_law(region: str, law: str) -> None:
    assert law in shipped_terms(region).law.en


def test_her_own_terms_win_and_the_others_stay() -> None:
    own = with_terms(replace(PROFILE, region="CA-QC", terms=Terms(deposit=Decimal(0), notice_days=Decimal(60))))

    assert (own.terms.deposit, own.terms.notice_days, own.terms.payment_days) == tuple(map(Decimal, (0, 60, 15)))
    assert own.terms.law
