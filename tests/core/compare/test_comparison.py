"""Prices side by side: what differs and what does not, figure by figure."""

from datetime import timedelta
from decimal import Decimal

from builders import DAY, HERE, NO_TAXES, choice, claim, figures, number, one, priced, proof, small_card, speak, task
from fourchette.core.basis.text import Text
from fourchette.core.card.rate_card import RateCard
from fourchette.core.compare.comparison import Difference, Side, differences
from fourchette.core.compare.comparison import side_figures as figures_of
from fourchette.core.mandate.mandate import Adjustment, Client, Exchange, Mandate
from fourchette.core.price.quote import Quote, price
from fourchette.files.card.card_file import load_card


def sides(*quotes: Quote) -> list[Side]:
    return [Side(str(rank), quote) for rank, quote in enumerate(quotes)]


def differing(*quotes: Quote) -> dict[str, Difference]:
    return {found.id: found for found in differences(sides(*quotes))}


def test_only_what_differs_somewhere_is_a_difference(card: RateCard) -> None:
    first = priced(card, {"scope": ["content"], "posts": 8})
    second = priced(card, {"scope": ["content"], "posts": 8, "response": "next-business-day"})
    third = priced(card, {"scope": ["content"], "posts": 9})

    assert differing(first, second) == {}
    assert {name: found.same for name, found in differing(first, second, third).items()} == {
        "posts": (True, True, False)
    }


def test_answers_are_said_in_words(card: RateCard) -> None:
    first = priced(card, {"scope": ["content"], "posts": 8, "ad_spend": 500})
    second = priced(card, {"scope": ["content", "ads"], "posts": 8, "audit": True})

    said = {name: tuple(map(str, found.answers)) for name, found in differing(first, second).items()}

    assert said["audit"] == ("no", "yes")
    assert len(said["scope"]) == 2


def test_a_trait_that_one_card_lacks_is_a_difference() -> None:
    plain, other = small_card(), small_card(traits={"pace": one("slow", slow=choice(), fast=choice(add=figures(5)))})

    found = differing(priced(plain, {"posts": 1}), priced(other, {"posts": 1, "pace": "fast"}))

    assert found["pace"].same == (True, False)
    assert not found["card"].same[1]


def test_a_card_read_twice_is_one_card(card: RateCard) -> None:
    again = load_card().card
    traits = {"scope": ["content"], "posts": 8}

    assert again is not card
    assert differing(priced(card, traits), priced(again, traits)) == {}


def test_how_a_mandate_is_framed_is_compared_too() -> None:
    month = priced(small_card(), {"posts": 4})
    project = priced(small_card(), {"posts": 4}, period="project", weeks=Decimal(3))
    stated = priced(small_card(), {"posts": 4}, hours=Decimal(7))

    found = differing(month, project, stated)

    assert set(found) == {"period", "hours"}
    assert [str(words) for words in found["period"].answers] == ["by the month", "a project of 3 weeks", "by the month"]


def test_figures_that_no_side_has_are_left_out() -> None:
    four, two = (priced(small_card(), {"posts": posts}) for posts in (4, 2))
    project = priced(small_card(), {"posts": 4}, period="project", weeks=Decimal(3))

    by_month = {str(row.label): row.each for row in figures_of(sides(four, two))}
    mixed = {str(row.label): row.each for row in figures_of(sides(four, project))}

    assert by_month["Each month, before tax"] == (Decimal(400), Decimal(200))
    assert "Once, before tax" not in by_month
    assert mixed["Once, before tax"] == (None, Decimal(400))


def test_what_is_stated_is_told_as_it_is_stated(card: RateCard) -> None:
    exchange = Exchange(rate=Decimal("1.38"), date=DAY)
    plain = priced(card, {"scope": ["content"], "posts": 8})
    stated = priced(card, {"scope": ["content"], "posts": 8}, hours=Decimal(12), currency="USD", exchange=exchange)

    said = {name: tuple(map(speak, found.answers)) for name, found in differing(plain, stated).items()}

    assert said["hours"] == ("—", "12")
    assert said["exchange"] == ("—", "1.38")


def test_the_first_card_is_the_one_that_the_others_are_held_against() -> None:
    one_card, other = small_card(), small_card(120)

    found = differing(priced(one_card, {"posts": 1}), priced(other, {"posts": 1}), priced(one_card, {"posts": 1}))

    assert found["card"].same == (True, False, True)
    assert [speak(each) for each in found["card"].answers] == [
        "Petite grille",
        "Petite grille, changed",
        "Petite grille",
    ]


def test_all_that_a_mandate_states_is_told_beside_what_another_does_not() -> None:
    card = small_card(traits={"months": number(6, least=Decimal(1))})
    plain = priced(card, {"posts": 4}, region=None)
    adjusted = (Adjustment(label=Text("Rabais", "Rebate"), amount=Decimal(-10)),)
    by_rate = priced(card, {"posts": 4}, region=HERE, rate=Decimal(90), value=claim(proof(amount=Decimal(9))))
    by_price = priced(card, {"posts": 4}, region=None, price=Decimal("299.50"), adjustments=adjusted)

    said = {name: tuple(map(speak, each.answers)) for name, each in differing(plain, by_rate, by_price).items()}

    assert said == {
        "region": ("—", HERE, "—"),
        "rate": ("—", "90", "—"),
        "price": ("—", "—", "299.50"),
        "adjustments": ("—", "—", "Rebate"),
        "value": ("no", "yes", "no"),
    }


def test_a_card_of_another_name_is_told_by_it() -> None:
    other = small_card(120, name="Grande grille")

    found = differing(priced(small_card(), {"posts": 1}), priced(other, {"posts": 1}))["card"]

    assert [speak(each) for each in found.answers] == ["Petite grille", "Grande grille"]


def test_quotes_of_other_days_and_of_other_months_are_told_apart() -> None:
    mandate = Mandate(traits={"posts": 1}, client=Client(region=HERE))
    first, second = (price(mandate, small_card(), NO_TAXES, on=day) for day in (DAY, DAY + timedelta(days=1)))

    found = differing(first, second)

    assert {name: tuple(map(speak, each.answers)) for name, each in found.items()} == {
        "date": ("2026-11-22", "2026-11-23")
    }


def test_each_figure_that_a_side_has_is_told() -> None:
    card = small_card(
        traits={"months": number(3, least=Decimal(1))},
        tasks={"posts": task(60), "start": task(120, lane="desk", fixed=Decimal(1), period="once")},
    )
    plain, stated = priced(card, {"posts": 4}), priced(card, {"posts": 4}, price=Decimal(450))
    project = priced(card, {"posts": 4}, period="project", weeks=Decimal(3))

    rows = {speak(row.label): row.each for row in figures_of(sides(plain, stated, project))}

    assert rows == {
        "Rate": (100, 100, 100),
        "Rate, by the card": (None, 100, None),
        "An hour, as stated": (None, Decimal("112.50"), None),
        "Hours each month": (4, 4, None),
        "Hours, once": (2, 2, 6),
        "Each month, before tax": (400, 450, None),
        "Each month, by the card": (None, 400, None),
        "Monthly total": (400, 450, None),
        "Once, before tax": (200, 200, 600),
        "Months": (3, 3, None),
        "Total with taxes": (1400, 1550, 600),
        "People": (1, 1, 1),
    }
