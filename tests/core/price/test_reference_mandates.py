"""Mandates of the trade, and the ranges that a practitioner in Québec finds sensible for them.

The first six are the acceptance cases of the trade's survey, read from `examples/`, as is the bakery, which
is as the café and pays in another currency; the others are variations on them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

import pytest

from builders import DAY, codes, priced
from conftest import EXAMPLES
from fourchette.core.card.rate_card import RateCard
from fourchette.core.price.converted_card import at_home
from fourchette.core.price.lines import hour_of_whole
from fourchette.core.price.quote import Quote, price
from fourchette.core.price.taxes import TaxTable
from fourchette.files.mandate.mandate_file import Overrides, load_mandate

Bounds = tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Expected:
    """What a mandate comes to: hours and price are those of a month, or of the whole project.

    `rate` is what an hour of it comes to: premiums stand on the lines that they concern. Amounts are in the
    card's own currency.
    """

    hours: Bounds
    rate: Bounds
    price: Bounds
    people: int
    notices: frozenset[str] = frozenset()


def assert_lands(quote: Quote, expected: Expected) -> None:
    project = quote.mandate.period == "project"
    amounts, hours = (
        (quote.once, quote.workload.band("once")) if project else (quote.monthly, quote.workload.band("month"))
    )
    assert amounts is not None
    assert expected.hours[0] <= hours.target <= expected.hours[1]
    hour = hour_of_whole(quote.lines, quote.mandate.main_period)
    assert hour is not None
    assert expected.rate[0] <= at_home(quote.card, hour) <= expected.rate[1]
    assert expected.price[0] <= at_home(quote.card, amounts.subtotal.target) <= expected.price[1]
    assert quote.feasibility.people == expected.people
    assert expected.notices <= set(codes(quote))


REFERENCE = {
    "cafe": Expected(hours=(8, 15), rate=(50, 70), price=(500, 950), people=1),
    "non-profit": Expected(hours=(18, 30), rate=(60, 80), price=(1200, 2200), people=1),
    "restaurants": Expected(hours=(35, 55), rate=(70, 95), price=(2500, 4500), people=1, notices=frozenset({"heavy"})),
    "shop": Expected(hours=(40, 60), rate=(85, 115), price=(3800, 6000), people=1, notices=frozenset({"heavy"})),
    "festival": Expected(
        hours=(110, 170), rate=(95, 130), price=(11000, 20000), people=2, notices=frozenset({"not-solo"})
    ),
    "utility": Expected(
        hours=(260, 400), rate=(110, 150), price=(32000, 60000), people=3, notices=frozenset({"not-solo"})
    ),
    # As the café, at 5 % less an hour for six months.
    "bakery": Expected(hours=(8, 15), rate=(50, 70), price=(500, 950), people=1),
}


@pytest.mark.parametrize("name", REFERENCE)
def test_a_reference_mandate_lands_where_the_trade_puts_it(card: RateCard, taxes: TaxTable, name: str) -> None:
    path = str(EXAMPLES / f"{name}.toml")
    mandate = load_mandate(path, card, Overrides()).mandate

    assert_lands(price(mandate, card, taxes, on=DAY), REFERENCE[name])


def test_every_example_is_a_reference_mandate() -> None:
    assert {path.stem for path in EXAMPLES.glob("*.toml")} == REFERENCE.keys()


@dataclass(frozen=True, kw_only=True)
class Variation:
    """A mandate of a kind of the survey, and the same bounds."""

    traits: Mapping[str, Any]
    expected: Expected
    frame: Mapping[str, Any] = field(default_factory=dict)


VARIATIONS = {
    # As the café: 65 $/h; content (6 x 35 + 12 x 8 + 60) x 1.1 = 6.7 h.
    "florist": Variation(
        traits={
            "scope": ["content", "community"],
            "platforms": ["instagram", "facebook"],
            "posts": 6,
            "stories": 12,
            "inbound": 25,
        },
        expected=REFERENCE["cafe"],
    ),
    # As the café, with a regulated profession (+ 8 $/h) and fewer messages: the rate is just above.
    "dentist": Variation(
        traits={
            "scope": ["content", "community"],
            "platforms": ["facebook", "google-business"],
            "posts": 8,
            "inbound": 20,
            "audience": "regulated",
        },
        expected=Expected(hours=(8, 15), rate=(70, 76), price=(550, 1100), people=1),
    ),
    # As the non-profit: (65 + 2 + 12) x 0.9.
    "helpline": Variation(
        traits={
            "scope": ["content", "community"],
            "platforms": ["facebook", "instagram"],
            "posts": 8,
            "carousels": 2,
            "inbound": 180,
            "audience": "vulnerable",
            "distress": 4,
            "client_kind": "non-profit",
        },
        expected=REFERENCE["non-profit"],
    ),
    # As the restaurants, for a museum: two languages, a report, no evening; 65 + 2 + 2 + 5 + 7.
    "museum": Variation(
        traits={
            "scope": ["content", "community", "reporting"],
            "platforms": ["facebook", "instagram", "tiktok"],
            "languages": ["fr", "en"],
            "posts": 12,
            "carousels": 3,
            "videos_edited": 3,
            "stories": 16,
            "inbound": 200,
        },
        expected=Expected(hours=(35, 55), rate=(70, 95), price=(2500, 4500), people=1),
    ),
    # As the shop, for a software company: one language, longer posts; (80 + 2 + 5 + 7 + 2) x 0.95.
    "software": Variation(
        traits={
            "experience": "senior",
            "scope": ["content", "community", "roi-reporting", "ads"],
            "platforms": ["linkedin", "x", "youtube"],
            "languages": ["en"],
            "posts": 12,
            "long_posts": 6,
            "carousels": 4,
            "videos_edited": 4,
            "newsletters": 2,
            "inbound": 400,
            "ad_spend": 2000,
            "months": 6,
        },
        expected=REFERENCE["shop"],
    ),
    # As the festival, for a book fair: four weeks, one language, a distinctive voice; 80 + 2 + 6 + 12 + 4 + 5.
    "book-fair": Variation(
        traits={
            "experience": "senior",
            "scope": ["content", "community", "on-site"],
            "platforms": ["facebook", "instagram", "tiktok"],
            "voice": "distinctive",
            "posts": 40,
            "videos_edited": 8,
            "stories": 60,
            "inbound": 1200,
            "on_site_hours": 24,
            "coverage": "evenings-and-weekends",
            "peak": "event",
            "billing": "fixed",
        },
        frame={"period": "project", "weeks": Decimal(4)},
        expected=REFERENCE["festival"],
    ),
    # As the utility, for a telephone company: an expert held at the ceiling, outages, replies within the hour.
    "carrier": Variation(
        traits={
            "experience": "expert",
            "scope": ["content", "community", "strategy", "reporting", "crisis-plan"],
            "platforms": ["facebook", "x", "instagram", "reddit"],
            "languages": ["fr", "en"],
            "posts": 30,
            "videos_edited": 4,
            "inbound": 4500,
            "response": "1h",
            "coverage": "evenings-and-weekends",
            "voice": "distinctive",
            "audience": "regulated",
            "peak": "outage",
        },
        expected=replace(REFERENCE["utility"], hours=(240, 400)),
    ),
    # A municipality: a public body, evenings, events; (65 + 2 + 8 + 6) x 0.9.
    "municipality": Variation(
        traits={
            "scope": ["content", "community", "reporting"],
            "platforms": ["facebook", "instagram"],
            "posts": 20,
            "stories": 10,
            "inbound": 450,
            "audience": "regulated",
            "coverage": "evenings",
            "peak": "event",
            "months": 12,
        },
        expected=Expected(hours=(35, 55), rate=(70, 80), price=(2800, 4500), people=1),
    ),
}


@pytest.mark.parametrize("name", VARIATIONS)
def test_a_mandate_of_the_same_kind_lands_in_the_same_place(card: RateCard, name: str) -> None:
    variation = VARIATIONS[name]

    assert_lands(priced(card, variation.traits, **variation.frame), variation.expected)


def test_an_agency_pays_less_than_a_business_for_the_same_work(card: RateCard) -> None:
    work = {"scope": ["content"], "posts": 12}
    business, agency = (priced(card, {**work, "client_kind": kind}) for kind in ("business", "agency"))

    assert (business.rating.rate.target, agency.rating.rate.target) == (Decimal(65), Decimal(55))
    assert agency.workload == business.workload
