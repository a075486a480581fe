from decimal import Decimal

from fourchette.core.offer.deliverables import Deliverable
from fourchette.core.offer.offer_contrasts import Contrast, contrasts, in_each, shared


def count(name: str, number: int) -> Deliverable:
    return Deliverable(name, name, number=Decimal(number))


def chosen(name: str, *choices: str, several: bool = True) -> Deliverable:
    return Deliverable(name, name, choices=choices, several=several)


def test_what_is_the_same_is_shared_and_what_is_not_is_contrasted() -> None:
    light = (count("posts", 4), count("stories", 8))
    full = (count("posts", 8), count("stories", 8))

    assert contrasts([light, full]) == (Contrast("posts", (light[0], full[0])),)
    assert shared([light, full]) == (full[1],)


def test_what_one_lacks_is_nothing_there() -> None:
    light, full = (count("posts", 4),), (count("posts", 4), count("videos", 2))

    assert contrasts([light, full]) == (Contrast("videos", (None, full[1])),)


def test_a_choice_that_differs_is_one_row() -> None:
    slow, fast = chosen("reply", "next day", several=False), chosen("reply", "same day", several=False)

    assert contrasts([(slow,), (fast,)]) == (Contrast("reply", (slow, fast)),)
    assert shared([(slow,), (fast,)]) == ()


def test_of_many_choices_each_that_differs_is_a_row_and_the_others_are_shared() -> None:
    one, two = chosen("places", "a", "b"), chosen("places", "b", "c")

    assert contrasts([(one,), (two,)]) == (
        Contrast("places", (one, None), "a"),
        Contrast("places", (None, two), "c"),
    )
    assert shared([(one,), (two,)]) == (chosen("places", "b"),)


def test_members_in_another_order_are_no_difference() -> None:
    one, two = chosen("places", "a", "b"), chosen("places", "b", "a")

    assert contrasts([(one,), (two,)]) == ()
    assert shared([(one,), (two,)]) == (one,)


def test_what_only_a_later_offer_has_stands_after_what_it_follows_there() -> None:
    light, full = (count("a", 1), count("c", 1)), (count("a", 2), count("b", 2), count("c", 2), count("d", 2))

    assert [contrast.label for contrast in contrasts([light, full])] == ["a", "b", "c", "d"]


def test_choices_that_only_one_offer_has_are_shared_by_none() -> None:
    one, other = chosen("places", "a"), chosen("places", "b")

    assert shared([(one,), (other,)]) == ()


def test_what_an_offer_has_nothing_of_is_shared_by_none() -> None:
    places = chosen("places", "a")

    assert shared([(), (places,)]) == shared([(places,), ()]) == ()


def test_the_sentences_of_every_offer_stand_as_in_the_first() -> None:
    assert in_each([("a", "b", "c"), ("c", "b"), ("c", "d", "b")]) == ("b", "c")


def test_an_offer_alone_differs_from_nothing() -> None:
    offer = (count("posts", 4), chosen("places", "a"))

    assert contrasts([offer]) == ()
    assert shared([offer]) == offer


def test_what_only_a_later_offer_has_stands_first_where_it_is_first_there() -> None:
    light, full = (count("b", 1),), (count("a", 2), count("b", 2))

    assert [contrast.label for contrast in contrasts([light, full])] == ["a", "b"]


def test_of_many_choices_each_is_a_row_where_an_offer_has_none_of_them() -> None:
    places = chosen("places", "a", "b")

    assert contrasts([(), (places,)]) == (
        Contrast("places", (None, places), "a"),
        Contrast("places", (None, places), "b"),
    )
