"""More of it, graver, faster or wider never lowers the rate, the hours or the price: under every shipped card.

Of mandates without a value case: what proof lifts stays under its share of the value, whatever the work.
"""

from dataclasses import replace
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import DAY, NO_TAXES, answers_to, mandates
from fourchette.core.card.rate_card import RateCard
from fourchette.core.mandate.answers import volume_traits
from fourchette.core.mandate.mandate import Mandate
from fourchette.core.price.quote import Quote, price
from fourchette.files.card.card_file import load_card
from fourchette.files.card.own_card import preset_card, presets

CARDS = [preset_card(name) for name in presets()]
DEFAULT = load_card().card
# Answers from the lightest to the gravest, the slowest to the fastest, the narrowest to the widest.
RISING = {
    "audience": [["ordinary", "regulated", "vulnerable"]],
    "response": [["next-business-day", "same-business-day", "4h", "1h"]],
    "coverage": [
        ["business-hours", "evenings", "evenings-and-weekends", "around-the-clock"],
        ["business-hours", "weekends", "evenings-and-weekends", "around-the-clock"],
    ],
    "voice": [["standard", "distinctive"]],
    "experience": [["junior", "intermediate", "senior", "expert"]],
    "peak": [["none", "event", "outage"]],
    "rush": [["none", "48h", "24h"]],
    "exclusivity": [["none", "competitors", "full"]],
    "pictures": [["none", "supplied", "designed"]],
    "adaptation": [["same", "adapted"]],
    "revisions": [["one", "usual", "three-or-more"]],
    "report": [["none", "statistics", "simple", "detailed", "return"]],
    "reply_mix": [["usual", "service-first"]],
    "visit": [["visit", "event"]],
}
SEVERAL = ("scope", "platforms", "languages")

examples = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
cards = st.sampled_from(CARDS)


def priced(card: RateCard, mandate: Mandate) -> Quote:
    return price(mandate, card, NO_TAXES, on=DAY)


def answered(mandate: Mandate, name: str, answer: object) -> Mandate:
    return replace(mandate, traits={**mandate.traits, name: answer})


def whole(quote: Quote, part: str) -> Decimal:
    """The low, target or high price over all that is sold, before tax."""
    by_month, once = (
        Decimal(0) if each is None else getattr(each.subtotal, part) for each in (quote.monthly, quote.once)
    )
    return Decimal(by_month * quote.months + once)


def assert_no_less(card: RateCard, less: Mandate, more: Mandate) -> None:
    before, after = priced(card, less), priced(card, more)
    for part in ("low", "target", "high"):
        assert getattr(before.rating.rate, part) <= getattr(after.rating.rate, part)
        assert whole(before, part) <= whole(after, part)
    for period in ("month", "once"):
        assert before.workload.band(period).target <= after.workload.band(period).target


@examples
@given(data=st.data(), card=cards, mandate=mandates(DEFAULT))
def test_more_of_a_volume_never_lowers_rate_hours_or_price(
    data: st.DataObject, card: RateCard, mandate: Mandate
) -> None:
    name = data.draw(st.sampled_from(sorted(volume_traits(card))))
    volume_of = st.integers(1, 3000) if name == "posts" else answers_to(card.traits[name], 9000)
    few, many = sorted(data.draw(st.lists(volume_of, min_size=2, max_size=2)))
    assert_no_less(card, answered(mandate, name, few), answered(mandate, name, many))


@examples
@given(data=st.data(), card=cards, mandate=mandates(DEFAULT))
def test_a_graver_faster_or_wider_answer_never_lowers_rate_hours_or_price(
    data: st.DataObject, card: RateCard, mandate: Mandate
) -> None:
    name, chains = data.draw(st.sampled_from(list(RISING.items())))
    chain = data.draw(st.sampled_from(chains))
    less, more = sorted(data.draw(st.lists(st.integers(0, len(chain) - 1), min_size=2, max_size=2)))
    assert_no_less(card, answered(mandate, name, chain[less]), answered(mandate, name, chain[more]))


@examples
@given(data=st.data(), card=cards, mandate=mandates(DEFAULT))
def test_one_more_member_never_lowers_rate_hours_or_price(
    data: st.DataObject, card: RateCard, mandate: Mandate
) -> None:
    name = data.draw(st.sampled_from(SEVERAL))
    members = list(mandate.traits.get(name, ()))
    member = data.draw(st.sampled_from([each for each in card.traits[name].choices if each not in members]))
    assert_no_less(card, answered(mandate, name, members), answered(mandate, name, [*members, member]))
