"""What a mandate says where it says nothing."""

from decimal import Decimal
from typing import Any

import pytest

from builders import priced, small_card, speak
from fourchette.core.mandate.mandate import Mandate
from fourchette.core.offer.offer_making import offer_of
from fourchette.files.toml.toml_validate import adapter


@pytest.mark.parametrize(("stated", "shows"), [({}, False), ({"lines": True}, True), ({"lines": False}, False)])
def test_the_client_reads_one_fee_unless_the_lines_are_asked_for(stated: dict[str, Any], *, shows: bool) -> None:
    assert offer_of(priced(small_card(), {"posts": 1}, **stated), speak).shows_lines is shows


def test_only_what_is_stated_has_the_last_word_over_the_card() -> None:
    assert not Mandate().states_price
    assert Mandate(rate=Decimal(60)).states_price
    assert Mandate(price=Decimal(60)).states_price


def test_a_mandate_has_at_most_fifty_adjustments() -> None:
    each = {"label": "Rabais", "amount": -1}

    assert len(adapter(Mandate).validate_python({"adjustments": [each] * 50}).adjustments) == 50
    with pytest.raises(ValueError, match="at most 50"):
        adapter(Mandate).validate_python({"adjustments": [each] * 51})
