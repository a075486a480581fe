"""Briefs that ask for what packages do not: a presence, a private group, some months busier than the others."""

from decimal import Decimal
from typing import Any

from builders import WORDS, line_hours, priced
from fourchette.core.mandate.mandate import Season
from fourchette.core.price.lines import hour_of_whole
from fourchette.core.price.quote import Quote
from fourchette.files.card.own_card import preset_card

# Eight months for arts days held all over a province, of which two have their weekends.
ARTS_DAYS: dict[str, Any] = {
    "scope": ["content", "community", "on-site"],
    "platforms": ["facebook", "instagram", "linkedin"],
    "posts": 13,
    "newsletters": 2,
    "inbound": 80,
    "meetings": 4,
    "client_kind": "non-profit",
    "languages": ["en"],
    "months": 8,
}
WEEKENDS = Season(
    label=WORDS, months=Decimal(2), traits={"coverage": "evenings-and-weekends", "on_site_hours": Decimal(8)}
)
# Creators who talk on a Discord, where somebody is present forty hours a week.
DISCORD: dict[str, Any] = {
    "scope": ["community"],
    "platforms": ["discord"],
    "inbound": 3000,
    "presence_hours": "40/week",
    "response": "4h",
    "meetings": 8,
    "languages": ["en"],
    "months": 12,
    "billing": "hourly",
}
# A private group of a network, where three posts go out each week.
GROUP: dict[str, Any] = {
    "scope": ["content", "community"],
    "platforms": ["group"],
    "posts": "3/week",
    "inbound": 300,
    "meetings": 1,
    "client_kind": "non-profit",
    "languages": ["en"],
    "billing": "hourly",
}


def of_the_month(quote: Quote) -> Decimal:
    return quote.workload.band("month").target


def test_arts_days_are_one_person_s_and_their_weekends_are_paid_for_two_months_only() -> None:
    card = preset_card("canada")
    usual, busy = priced(card, ARTS_DAYS), priced(card, ARTS_DAYS, seasons=(WEEKENDS,))
    all_along = priced(card, {**ARTS_DAYS, **WEEKENDS.traits})

    assert 20 <= of_the_month(usual) <= 30
    assert busy.feasibility.people == 1
    assert busy.monthly == usual.monthly
    assert busy.whole_price - usual.whole_price == (all_along.whole_price - usual.whole_price) / 4


def test_forty_hours_of_presence_a_week_are_those_and_the_rest_and_two_people_s() -> None:
    quote = priced(preset_card("united-states"), DISCORD)
    hours = line_hours(quote)
    community = sum(Decimal(hours[lane]) for lane in ("service", "conversation", "presence"))

    assert community == Decimal("173.25")  # 40 h a week are 173.33 a month: its 3,000 messages are dealt with in them
    assert of_the_month(quote) - community == Decimal("13.50")  # eight meetings, the figures, the coordination
    assert quote.feasibility.people == 2


def test_what_is_asked_within_the_hour_of_presence_is_dearer_than_the_presence() -> None:
    quote = priced(preset_card("united-states"), DISCORD)
    hour = hour_of_whole(quote.lines, "month")

    assert hour is not None
    assert quote.rating.rate.target < hour < quote.rating.range_.ceiling


def test_a_private_group_is_moderated_by_one_person_with_or_without_hours_of_presence() -> None:
    card = preset_card("united-kingdom")
    group, moderated = priced(card, GROUP), priced(card, {**GROUP, "presence_hours": "5/week"})

    assert 15 <= of_the_month(group) <= 25
    assert group.feasibility.people == moderated.feasibility.people == 1
    # Five hours a week are 21.67 a month, of which the messages and the watch take 8.25.
    assert of_the_month(moderated) - of_the_month(group) == Decimal("13.50")
