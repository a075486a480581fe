"""A quote as its record: what she states beside what the card asks, and what a value case lifts."""

from datetime import date
from decimal import Decimal

from builders import choice, claim, figures, number, one, priced, proof, recorded, small_card, task
from fourchette.core.card.rate_card import RateCard
from fourchette.core.mandate.mandate import Exchange


def test_a_rate_that_is_stated_leaves_the_lines_where_they_are() -> None:
    stated = recorded(priced(small_card(), {"posts": 4}, rate=Decimal(90)))["stated"]

    assert (stated["rate"], stated["card"]["rate"], stated["lines"]) == (90, 100, [])


def test_a_price_that_is_stated_keeps_the_lines_of_the_work_beside_it() -> None:
    stated = recorded(priced(small_card(), {"posts": 4}, price=Decimal(300)))["stated"]

    (line,) = stated["lines"]
    assert (stated["price"], stated["effective_rate"]) == (300, 75)
    assert (line["hours"], line["amount"], line["rate"]) == (4, 400, 100)


def test_of_work_that_is_done_once_the_card_asks_nothing_by_the_month() -> None:
    once = small_card(tasks={"posts": task(60, period="once")})

    asked = recorded(priced(once, {"posts": 4}, rate=Decimal(90)))["stated"]["card"]

    assert (asked["monthly"], asked["once"], asked["whole"]) == (None, 400, 400)


def test_a_currency_of_the_client_says_its_rate_of_exchange_and_its_day() -> None:
    exchange = Exchange(rate=Decimal("1.38"), date=date(2026, 11, 20))

    stated = recorded(priced(small_card(), {"posts": 4}, currency="USD", exchange=exchange))["stated"]

    assert stated["exchange"] == {"currency": "CAD", "rate": Decimal("1.38"), "date": date(2026, 11, 20)}


def test_a_step_says_its_percent_or_its_amount() -> None:
    pace = one("quick", quick=choice(percent=figures(10)))
    care = one("more", more=choice(add=figures(5)))

    steps = recorded(priced(small_card(60, traits={"pace": pace, "care": care}), {"posts": 4}))["rate"]["steps"]

    told = {step["id"]: (step["percent"], step["effect"]) for step in steps}
    assert (told["care"], told["pace"]) == ((None, 5), (10, Decimal("6.50")))


def test_a_card_alone_states_nothing() -> None:
    assert "stated" not in recorded(priced(small_card(), {"posts": 4}))


def test_a_value_case_says_by_how_many_percent_it_lifts_the_rate(card: RateCard) -> None:
    sold = claim(proof(amount=Decimal(100000), times=Decimal(60), minutes=Decimal(5)), months=3)

    record = recorded(priced(card, {"scope": ["content"]}, hours=Decimal(10), value=sold))

    assert (record["rate"]["held"], record["value"]["fee_rate"]) == (65, 97)
    assert record["value"]["lift"] == Decimal("49.23")


def test_a_proof_says_how_many_clients_a_month_pay_for_the_mandate(card: RateCard) -> None:
    kept = proof("retained-clients", count=Decimal(3), margin=Decimal(200))

    value = recorded(
        priced(card, {"scope": ["content"]}, hours=Decimal(10), value=claim(kept, proof(amount=Decimal(9))))
    )

    # 650 $ a month, at 200 $ a client.
    assert [each["break_even"] for each in value["value"]["proofs"]] == [4, None]


def test_an_answer_that_is_a_number_has_no_useless_zeros() -> None:
    card = small_card(traits={"calls": number(decimals=True)})

    answers = recorded(priced(card, {"posts": 4, "calls": Decimal("2.50")}))["answers"]

    assert (str(answers["posts"]), str(answers["calls"]), answers["experience"]) == ("4", "2.5", "any")
    assert answers["scope"] == ["work"]


def test_a_proof_says_what_an_intervention_costs_and_brings(card: RateCard) -> None:
    tracked = proof(amount=Decimal(1200), times=Decimal(12), minutes=Decimal(6))
    sold = claim(tracked, proof(amount=Decimal(9)))

    counted, bare = recorded(priced(card, {"scope": ["content"]}, hours=Decimal(10), value=sold))["value"]["proofs"]

    # Six minutes at 65 $/h; 80 % of 100 $.
    assert [str(each) for each in counted["intervention"].values()][:2] == ["6.50", "80.00"]
    assert bare["intervention"] is None
