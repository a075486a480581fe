"""What is promised of each answer: a yes by its name, a no and a nothing not at all."""

from dataclasses import replace
from decimal import Decimal

from builders import WORDS, number, priced, small_card, speak, yes_no
from fourchette.core.offer.deliverables import deliverables
from fourchette.core.offer.offer_extras import AskedOnce

CARD = small_card(
    posts=number(deliverable=True),
    traits={"podcast": replace(yes_no(), deliverable=True), "letters": number(deliverable=True)},
)


def test_a_yes_is_promised_by_its_name_and_a_no_is_not() -> None:
    said = [each.id for each in deliverables(priced(CARD, {"posts": 4, "podcast": True}), speak)]

    assert said == ["posts", "podcast"]
    assert [each.id for each in deliverables(priced(CARD, {"posts": 4}), speak)] == ["posts"]


def test_what_is_asked_once_comes_to_its_units_at_their_price_to_the_cent() -> None:
    assert AskedOnce("posts", WORDS, Decimal(3), Decimal(3), Decimal("12.505")).amount == Decimal("37.52")
