"""Where the rate can fall as there is more: read from a card, and what is not read holds of every mandate."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from builders import choice, figures, number, one, priced, several, small_card, small_cards, tier, traits_of
from fourchette.core.audit.card_rising import falling_rates
from fourchette.core.basis.problems import Path
from fourchette.core.card.conditions import read_condition
from fourchette.core.card.rate_card import RateCard, Rule
from fourchette.core.mandate.answers import volume_traits
from fourchette.core.price.quote import Quote
from fourchette.files.card.own_card import preset_card, presets


def paths(card: RateCard) -> list[Path]:
    return [remark.path for remark in falling_rates(card)]


def test_a_tier_that_falls_in_its_low_or_high_alone_is_found() -> None:
    posts = number(tiers=(tier(10, add=figures(4, 5, 9)), tier(20, add=figures(4, 6, 8))))

    assert paths(small_card(posts=posts)) == [("traits", "posts", "tiers", "20")]


def test_a_tier_of_another_kind_or_of_fewer_lanes_is_found() -> None:
    kinds = number(tiers=(tier(10, add=figures(50)), tier(20, percent=figures(40))))
    lanes = number(
        tiers=(tier(10, percent=figures(5), lanes=("work", "talk")), tier(20, percent=figures(9), lanes=("work",)))
    )

    assert paths(small_card(posts=kinds)) == paths(small_card(posts=lanes)) == [("traits", "posts", "tiers", "20")]


@pytest.mark.parametrize(
    ("when", "percent", "found"),
    [
        ({"posts": {"at_least": 5}}, -5, 1),
        ({"posts": {"at_least": 5}}, 5, 0),
        ({"posts": {"not": {"at_least": 5}}}, 5, 1),
        ({"posts": {"at_least": 5}, "billing": "bank"}, -5, 1),
        ({"billing": "bank"}, -5, 0),
    ],
)
def test_a_rule_that_takes_off_where_there_is_more_is_found(when: dict[str, Any], percent: int, found: int) -> None:
    rule = Rule(id="rule", when=read_condition(when), percent=figures(percent))
    card = small_card(traits={"billing": one("month", month=choice(), bank=choice())}, rules=(rule,))

    assert paths(card) == [("rules", "rule")] * found


def test_a_member_that_takes_off_is_found_where_members_are_what_the_client_gets() -> None:
    places = several(default=(), web=choice(), mail=choice(percent=figures(-5)))
    given_more = replace(places, deliverable=True)

    assert paths(small_card(traits={"places": places})) == []
    assert paths(small_card(traits={"places": given_more})) == [("traits", "places", "choices", "mail")]


def test_no_rate_of_a_shipped_card_falls() -> None:
    assert {name: found for name in presets() if (found := paths(preset_card(name)))} == {}


@st.composite
def cards_let_be(draw: st.DrawFn) -> RateCard:
    """Small cards of which the channels are what the client gets, and of which no rate is said to fall."""
    card = draw(small_cards())
    card = replace(card, traits={**card.traits, "channels": replace(card.traits["channels"], deliverable=True)})
    assume(not paths(card))
    return card


def assert_no_less(before: Quote, after: Quote) -> None:
    # Work that rounds to nothing is billed a quarter hour, in whichever lane has most of it.
    assume(before.workload.told.target > Decimal("0.25"))
    for part in ("low", "target", "high"):
        assert getattr(before.rating.rate, part) <= getattr(after.rating.rate, part)
    assert before.workload.told.target <= after.workload.told.target
    assert before.whole_price <= after.whole_price


laws = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


@laws
@given(data=st.data(), card=cards_let_be())
def test_under_a_card_let_be_more_never_lowers_rate_hours_or_price(data: st.DataObject, card: RateCard) -> None:
    traits = data.draw(traits_of(card))
    name = data.draw(st.sampled_from(sorted(volume_traits(card))))
    few, many = sorted(data.draw(st.lists(st.integers(1, 300), min_size=2, max_size=2)))
    assert_no_less(*(priced(card, {**traits, name: volume}) for volume in (few, many)))


@laws
@given(data=st.data(), card=cards_let_be())
def test_under_a_card_let_be_one_more_member_never_lowers_rate_hours_or_price(
    data: st.DataObject, card: RateCard
) -> None:
    traits = data.draw(traits_of(card))
    channels = data.draw(st.permutations(list(card.traits["channels"].choices)))
    size = data.draw(st.integers(0, len(channels) - 1))
    assert_no_less(*(priced(card, {**traits, "channels": channels[:count]}) for count in (size, size + 1)))
