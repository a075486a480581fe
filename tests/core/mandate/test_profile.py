"""What a profile may say of her documents, and what stands where it says nothing."""

from datetime import timedelta

import pytest

from builders import DAY, priced, small_card
from fourchette.core.basis.reading import Refusal
from fourchette.core.mandate.profile import Profile, read_colour, read_picture
from fourchette.core.price.taxes import TaxTable


@pytest.mark.parametrize(("raw", "colour"), [("#1f6f5c", "#1f6f5c"), ("#ABCDEF", "#abcdef")])
def test_a_colour_is_a_hash_and_six_digits(raw: str, colour: str) -> None:
    assert read_colour(raw) == colour


@pytest.mark.parametrize("raw", ["#1f6f5", "#1f6f5c0", "11f6f5c", "#1f6f5g", "#g1f6f5", ""])
def test_what_is_no_colour_is_refused(raw: str) -> None:
    with pytest.raises(Refusal, match="is not a colour"):
        read_colour(raw)


def test_a_quote_is_valid_for_thirty_days_unless_she_says_otherwise() -> None:
    assert priced(small_card(), {"posts": 1}, profile=Profile()).valid_until == DAY + timedelta(days=30)


@pytest.mark.parametrize("name", ["", "logo.svg", "logo.PNG", "images/logo.jpeg"])
def test_a_picture_is_named_by_its_file_or_there_is_none(name: str) -> None:
    assert read_picture(name) == name


@pytest.mark.parametrize("name", ["logo.pdf", "logo", "svg"])
def test_what_is_no_picture_is_refused(name: str) -> None:
    with pytest.raises(Refusal, match="is not the name of a picture"):
        read_picture(name)


def test_a_seller_charges_taxes_unless_she_says_that_she_is_not_registered(taxes: TaxTable) -> None:
    hour = {"posts": 1}

    assert priced(small_card(), hour, taxes=taxes, region="CA-ON", profile=Profile()).total == 113
    assert priced(small_card(), hour, taxes=taxes, region="CA-ON", profile=Profile(registered=False)).total == 100
