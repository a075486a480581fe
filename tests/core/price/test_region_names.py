"""What somebody types for a region, and the code that it stands for."""

import pytest

from fourchette.core.basis.reading import Refusal
from fourchette.core.price.region_names import nearest_region, read_region
from fourchette.core.price.taxes import TaxTable


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("CA-QC", "CA-QC"), ("ca-qc", "CA-QC"), ("qc", "CA-QC"), ("Québec", "CA-QC"), ("quebec", "CA-QC"),
        ("Ontario", "CA-ON"), ("Toronto, Ontario", "CA-ON"), ("Montréal, QC", "CA-QC"), ("Lyon, France", "FR"),
        ("france", "FR"), ("Royaume-Uni", "GB"), ("united kingdom", "GB"), ("colombie-brit", "CA-BC"),
        ("us-ny", "US-NY"), ("DE", "DE"), ("FR-69", "FR-69"),
    ],
)  # fmt: skip
def test_a_region_is_read_by_its_code_or_its_name(taxes: TaxTable, typed: str, code: str) -> None:
    assert read_region(taxes.places, typed) == code


@pytest.mark.parametrize(
    ("typed", "remedy"),
    [
        ("Lyon", "write a country or a province: Alberta (CA-AB), "),
        ("Wakanda", "write a country or a province: Alberta (CA-AB), "),
        ("CA-OM", "did you mean “CA-ON”?"),
        ("Québek", "did you mean “CA-QC”?"),
        ("12", "write a country or a province: "),
        ("", "write a country or a province: "),
    ],
)
def test_what_names_no_region_is_refused_with_what_would_be_one(taxes: TaxTable, typed: str, remedy: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_region(taxes.places, typed)

    assert str(refused.value.message) == f"{typed} is not in the tax table"
    assert str(refused.value.remedy).startswith(remedy)


@pytest.mark.parametrize(
    ("typed", "close"),
    [("Québek", "CA-QC"), ("Ontarion", "CA-ON"), ("CA-OM", "CA-ON"), ("Lyon", None), ("Alberto", "CA-AB")],
)
def test_the_nearest_is_one_that_could_have_been_meant(taxes: TaxTable, typed: str, close: str | None) -> None:
    assert nearest_region(taxes.places, typed) == close
