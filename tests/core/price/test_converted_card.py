"""A card in the client's currency: each of its figures of money is converted once, to the cent, and no other is."""

from dataclasses import replace
from decimal import Decimal

from builders import DAY, WORDS, choice, figures, number, one, small_card, task, tier, yes_no
from fourchette.core.card.conditions import read_condition
from fourchette.core.card.frame import Confidence, Range, ValueTerms
from fourchette.core.card.rate_card import Fee, RateCard, Rule
from fourchette.core.mandate.mandate import Exchange, Mandate
from fourchette.core.price.converted_card import at_home, card_for, home_of, in_money_of

SURE = Confidence(tracked=Decimal(1), plausible=Decimal(1), weak=Decimal(1))
OWN = small_card(
    80,
    100,
    121,
    range_=Range(floor=Decimal(50), ceiling=Decimal(151), step=Decimal(5)),
    posts=number(tiers=(tier(5, add=figures(7)), tier(9, percent=figures(10)))),
    traits={"speed": one("slow", slow=choice(), fast=choice(add=figures(3, 5, 8))), "sole": yes_no()},
    tasks={"posts": task(30, 60, 90)},
    fees={
        "road": Fee(label=WORDS, each="posts", unit_price=figures("0.73"), minimum=Decimal(15)),
        "ads": Fee(label=WORDS, each="posts", percent=figures(15)),
    },
    rules=(Rule(id="late", when=read_condition({"speed": "fast"}), add=figures(9)),),
    value=ValueTerms(confidence=SURE, fee_share=Decimal(20), contact_saving=Decimal(5)),
)
ABROAD = Mandate(currency="USD", exchange=Exchange(rate=Decimal(2), date=DAY))


def converted() -> RateCard:
    return card_for(ABROAD, OWN)


def test_what_an_answer_adds_is_converted_and_a_percent_is_not() -> None:
    card = converted()

    assert card.traits["experience"].choices["any"].base == figures(40, 50, "60.50")
    assert card.traits["speed"].choices["fast"].add == figures("1.50", "2.50", 4)
    assert card.traits["speed"].choices["slow"] == OWN.traits["speed"].choices["slow"]
    assert [each.add for each in card.traits["posts"].tiers] == [figures("3.50"), None]
    assert [each.percent for each in card.traits["posts"].tiers] == [None, figures(10)]
    assert [each.add for each in card.rules] == [figures("4.50")]


def test_the_range_the_fees_and_what_a_contact_saves_are_converted() -> None:
    card = converted()

    assert (card.currency, card.range_) == (
        "USD",
        replace(OWN.range_, floor=Decimal(25), ceiling=Decimal("75.50"), step=Decimal("0.01")),
    )
    assert (card.fees["road"].unit_price, card.fees["road"].minimum) == (figures("0.37"), Decimal("7.50"))
    assert (card.fees["ads"].unit_price, card.fees["ads"].percent) == (None, figures(15))
    assert card.value is not None
    assert (card.value.contact_saving, card.value.fee_share) == (Decimal("2.50"), Decimal(20))
    assert card.tasks == OWN.tasks
    assert card_for(ABROAD, replace(OWN, value=None)).value is None


def test_a_card_that_is_converted_already_is_converted_from_her_own() -> None:
    card, other = converted(), replace(ABROAD, exchange=Exchange(rate=Decimal(4), date=DAY))

    assert home_of(card) is home_of(OWN) is OWN
    assert card_for(ABROAD, card) is card
    assert card_for(other, card).range_.floor == Decimal("12.50")
    assert card_for(Mandate(), card) is card_for(replace(ABROAD, currency="CAD"), card) is OWN


def test_an_amount_goes_to_the_client_s_currency_and_back_and_stays_as_it_is_in_her_own() -> None:
    amount, card = Decimal("10.0051"), converted()

    assert (in_money_of(card, amount), at_home(card, amount)) == (Decimal("5.00"), Decimal("20.01"))
    assert in_money_of(OWN, amount) == at_home(OWN, amount) == amount
