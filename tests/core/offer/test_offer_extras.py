"""Overage: one more unit costs its own minutes at the quote's rate, and the seller's percent."""

# ruff: noqa: ANN401  # answers are passed on to a noun, which types them

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import number, overhead, priced, small_card, task
from fourchette.core.card.rate_card import Quantity, RateCard
from fourchette.core.card.terms import Terms
from fourchette.core.mandate.profile import PROFILE, Profile
from fourchette.core.offer.offer_extras import asked_once, extras, hour_beyond
from fourchette.core.price.quote import Quote

QUARTER_MORE = replace(PROFILE, terms=Terms(overage=Decimal(25)))


def sold(card: RateCard, profile: Profile = QUARTER_MORE, **traits: Any) -> dict[str, str]:
    """The prices of more, by trait."""
    return {extra.id: str(extra.price) for extra in extras(quoted(card, profile, **traits))}


def quoted(card: RateCard, profile: Profile = QUARTER_MORE, **traits: Any) -> Quote:
    return priced(card, {"posts": 3, **traits}, profile=profile)


def by_the_unit(**parts: Any) -> RateCard:
    """100 $/h, a post of one hour, sold one at a time; messages of a minute, sold by the hundred."""
    return small_card(
        **{
            "posts": number(overage=Decimal(1)),
            "traits": {"messages": number(overage=Decimal(100))},
            "tasks": {"posts": task(60), "messages": task(1, each=("messages",), lane="talk")},
            **parts,
        }
    )


def test_one_more_post_is_its_minutes_at_the_rate_and_the_percent_of_overage() -> None:
    assert sold(by_the_unit()) == {"posts": "125.00"}


def test_messages_are_sold_by_the_hundred() -> None:
    (_, messages) = extras(quoted(by_the_unit(), messages=50))

    assert (str(messages.by), str(messages.price)) == ("100", "208.33")


def test_what_is_not_promised_has_no_price() -> None:
    assert "messages" not in sold(by_the_unit(), messages=0)


def test_a_trait_that_is_not_sold_by_the_unit_has_no_price() -> None:
    assert sold(small_card()) == {}


def test_what_weighs_on_the_work_weighs_on_one_more_of_it() -> None:
    card = by_the_unit(overheads={"revisions": overhead(10, lanes=("work",)), "care": overhead(8, into="desk")})

    assert sold(card) == {"posts": "148.50"}  # an hour and its two overheads at 100 $/h, and a quarter more


def test_what_a_post_brings_with_it_is_in_its_price() -> None:
    card = by_the_unit(
        quantities={"copies": Quantity(each=("posts",), share=Decimal(200))},
        tasks={"posts": task(60), "copies": task(15, each=("copies",))},
    )

    assert sold(card) == {"posts": "187.50"}


def test_what_is_fixed_a_month_is_not_brought_again() -> None:
    tasks = {"posts": task(60), "report": task(600, fixed=Decimal(1))}

    assert sold(by_the_unit(tasks=tasks)) == {"posts": "125.00"}


def test_hours_that_the_mandate_states_have_no_price_by_the_unit() -> None:
    quote = priced(by_the_unit(), {"posts": 3}, hours=Decimal(10), profile=QUARTER_MORE)

    assert extras(quote) == ()


def test_a_seller_without_overage_states_no_price() -> None:
    quote = quoted(by_the_unit(), PROFILE)

    assert (extras(quote), hour_beyond(quote)) == ((), None)


def test_an_hour_beyond_is_the_rate_and_the_percent() -> None:
    assert str(hour_beyond(quoted(by_the_unit()))) == "125.00"


@pytest.mark.parametrize(("more", "units"), [(1, 1), (100, 1), (101, 2), (200, 2), (250, 3)])
def test_what_is_asked_once_is_sold_by_whole_units(more: int, units: int) -> None:
    (asked,) = asked_once(quoted(by_the_unit(), messages=50), {"messages": Decimal(more)})

    assert (asked.more, asked.quantity, asked.price) == (Decimal(more), Decimal(units), Decimal("208.33"))


def test_what_is_not_sold_by_the_unit_is_asked_by_the_hours_that_it_takes() -> None:
    quote = priced(small_card(), {"posts": 3}, profile=QUARTER_MORE)
    (asked,) = asked_once(quote, {"posts": Decimal(2)})

    assert (asked.more, asked.quantity, asked.amount) == (Decimal(2), Decimal(1), Decimal(250))


@given(posts=st.integers(1, 200), percent=st.integers(0, 100))
def test_the_price_of_one_more_does_not_depend_on_how_many_there_are(posts: int, percent: int) -> None:
    profile = replace(PROFILE, terms=Terms(overage=Decimal(percent)))
    card = by_the_unit(tasks={"posts": task(60, 60, 90)})

    assert sold(card, profile, posts=posts) == {"posts": f"{100 + percent}.00"}
