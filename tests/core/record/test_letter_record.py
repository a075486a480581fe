"""A letter as plain values: what its client may read of both prices, and what it says of them."""

from builders import DAY, priced, small_card, speak
from fourchette.core.offer.letter import letter_of_change, letter_of_price
from fourchette.core.record.letter_record import record_letter

FOUR, SIX = (priced(small_card(), {"posts": posts}) for posts in (4, 6))


def test_a_letter_of_a_change_has_both_offers_its_day_and_its_reasons() -> None:
    record = record_letter(letter_of_change(FOUR, SIX, DAY, ("More posts.",), speak))

    assert (record["before"]["total"], record["offer"]["total"]) == (400, 600)
    assert (record["since"], record["reasons"]) == (DAY, ["More posts."])
    assert (record["changes"], record["added"], record["removed"]) == ([], [], [])


def test_a_letter_of_a_price_has_nothing_before_it() -> None:
    record = record_letter(letter_of_price(FOUR, ("A post an hour.",), speak))

    assert (record["offer"]["total"], record["before"], record["since"]) == (400, None, None)
