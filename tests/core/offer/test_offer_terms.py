"""What an offer says of its seller, its lines and its terms, and where it says nothing of them."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from builders import DAY, NO_TAXES, WORDS, choice, figures, number, one, priced, small_card, speak, task, yes_no
from fourchette.core.basis.text import NO_TEXT, Text
from fourchette.core.card.rate_card import Fee, RateCard
from fourchette.core.card.terms import Terms
from fourchette.core.mandate.mandate import Adjustment
from fourchette.core.mandate.profile import Profile
from fourchette.core.offer.offer import BusinessNumber, Offer, Registration, Seller
from fourchette.core.offer.offer_making import offer_of
from fourchette.core.price.taxes import Region, Tax, TaxTable, Zone

LAW = Text("Les lois du Québec.", "The laws of Quebec.")
TERMS = Terms(
    deposit=Decimal(50), payment_days=Decimal(30), notice_days=Decimal(15), minimum_months=Decimal(3), law=LAW,
    overage=Decimal(10),
)  # fmt: skip
BILLING = one(
    "hourly",
    hourly=choice(shows_hours=True, promise="estimate", payment="arrears"),
    retainer=choice(promise="fixed", payment="advance"),
)
TIERS = number(1, least=Decimal(1))


def card(**parts: Any) -> RateCard:  # noqa: ANN401  # a card's own keys
    return small_card(
        **{
            "posts": number(overage=Decimal(1)),
            "traits": {
                "billing": BILLING,
                "months": TIERS,
                "road": number(),
                "friend": yes_no(percent=figures(-10)),
            },
            "tasks": {"posts": task(60)},
            "fees": {"road": Fee(label=WORDS, each="road", unit_price=figures(1), period="once")},
            **parts,
        }
    )


def offered(traits: dict[str, Any], profile: Profile | None = None, **frame: Any) -> Offer:  # noqa: ANN401
    return offer_of(priced(card(), traits, profile=profile or Profile(terms=TERMS), **frame), speak)


# --- Her lines ---------------------------------------------------------------------------------------------------


def test_hours_and_the_rate_are_read_where_the_billing_shows_them_and_a_fee_has_none() -> None:
    shown, hidden = (offered({"posts": 4, "road": 9, "billing": billing}) for billing in ("hourly", "retainer"))

    assert [[line.hours, line.rate, line.amount, line.basis] for line in shown.lines] == [
        [4, 100, 400, None],
        [None, None, 9, "9 × 1"],
    ]
    assert [[line.hours, line.rate, line.amount] for line in hidden.lines] == [[None, None, 400], [None, None, 9]]
    assert [(each.shows_hours, each.shows_lines) for each in (shown, hidden)] == [(True, True), (False, False)]
    plain = offer_of(priced(small_card(), {"posts": 4}), speak)
    assert (plain.shows_hours, plain.terms.promise, plain.terms.payment) == (False, None, None)
    assert offered({"posts": 4, "billing": "retainer"}, lines=True).shows_lines


def test_the_first_months_that_differ_have_their_own_amounts() -> None:
    welcome = Adjustment(label=WORDS, amount=Decimal(-100), months=Decimal(2))
    offer = offered({"posts": 4, "months": 6}, adjustments=(welcome,))

    (phase,) = offer.phases
    assert [phase.first, phase.months, phase.amounts.total, *(line.amount for line in phase.lines)] == [1, 2, 300, -100]
    assert [line.months for line in phase.lines] == [2]
    assert offer.monthly is not None
    assert [offer.monthly.total, offer.months, offer.total] == [400, 6, 2200]
    assert (offer.once, offer.weeks) == (None, None)


# --- Who she is --------------------------------------------------------------------------------------------------


def test_the_seller_is_told_as_her_profile_says_and_no_more() -> None:
    profile = Profile(
        name="Ada", email="a@example.org", phone="514", website="https://example.org", address="1, rue A",
        numbers={"NEQ": "117"}, registrations={"gst": "123 RT", "qst": ""}, logo="logo.png", accent="#336699",
    )  # fmt: skip
    table = TaxTable(
        zones={"HERE": Zone(label=WORDS, exemption=WORDS)},
        regions={"HERE": Region(zone="HERE", label=WORDS)},
        taxes=tuple(
            Tax(
                id=id_,
                label=Text(id_, id_),
                rate=Decimal(5),
                regions=("HERE",),
                from_=DAY,
                number=number_,
                source=WORDS,
            )
            for id_, number_ in (("hst", "gst"), ("qst", ""))
        ),
    )

    seller = offer_of(priced(small_card(), {"posts": 1}, profile=profile, taxes=table), speak).sold_by
    assert seller == Seller(
        name="Ada", email="a@example.org", phone="514", website="https://example.org", address="1, rue A",
        numbers=(BusinessNumber("NEQ", "117"),),
        registrations=(Registration("gst", "hst", "123 RT"), Registration("qst", "qst", None)),
        logo="logo.png", accent="#336699",
    )  # fmt: skip
    assert offer_of(priced(small_card(), {"posts": 1}, taxes=NO_TAXES), speak).sold_by == Seller()


@pytest.mark.parametrize(
    ("client", "seller", "read"), [("HERE", "FR", "HERE"), (None, "FR", "FR"), (None, "", None), ("", "FR", "FR")]
)
def test_a_document_is_read_where_the_client_is_else_where_the_seller_is(
    client: str | None, seller: str, read: str | None
) -> None:
    assert offered({"posts": 1}, Profile(region=seller), region=client).region == read


# --- Her terms ---------------------------------------------------------------------------------------------------


def test_what_goes_by_the_month_is_stated_of_what_is_billed_by_the_month_only() -> None:
    month, project = offered({"posts": 4}), offered({"posts": 4}, period="project", weeks=Decimal(2))

    assert [month.terms.payment, month.terms.notice_days, month.terms.minimum_months] == ["arrears", 15, 1]
    assert [project.terms.payment, project.terms.notice_days, project.terms.minimum_months] == [None, None, None]
    assert [each.terms.promise for each in (month, project)] == ["estimate", "estimate"]
    assert [each.terms.payment_days for each in (month, project)] == [30, 30]
    assert (month.terms.law, month.terms.expenses, month.tax_mention, month.context) == (LAW.en, None, None, None)


def test_prices_follow_an_index_where_they_come_back_each_month() -> None:
    index = Text("l'indice", "the index")
    terms = replace(TERMS, index=index, index_month=Decimal(12), indexation=Text("", "{index}, in {month}"))
    month, project = (
        offered({"posts": 4}, Profile(terms=terms), **frame)
        for frame in ({}, {"period": "project", "weeks": Decimal(2)})
    )

    assert [each.terms.indexation for each in (month, project)] == ["the index, in December", None]


def test_another_discount_than_that_of_the_months_commits_to_no_more_of_them() -> None:
    assert offered({"posts": 4, "months": 9, "friend": True}).terms.minimum_months == 3
    unstated = Profile(terms=replace(TERMS, minimum_months=None, law=NO_TEXT))
    assert offered({"posts": 4, "months": 9}, unstated).terms.minimum_months is None


@pytest.mark.parametrize(
    ("road", "taken_off", "percent", "deposit"),
    [(1, 0, 50, ["0.50", "0.50"]), (9, 0, 50, ["4.50", "4.50"]), (9, 9, 50, None), (9, 0, 0, None), (0, 0, 50, None)],
)
def test_a_deposit_is_on_what_is_billed_once_where_there_is_any(
    road: int, taken_off: int, percent: int, deposit: list[str] | None
) -> None:
    off = (Adjustment(label=WORDS, amount=Decimal(-taken_off), per="once"),) if taken_off else ()
    profile = Profile(terms=replace(TERMS, deposit=Decimal(percent)))
    found = offered({"posts": 4, "road": road}, profile, adjustments=off).terms.deposit

    assert (found and [str(found.amount), str(found.balance)]) == deposit


def test_an_hour_and_a_unit_beyond_have_their_price_where_hours_are_sold() -> None:
    shown, hidden = (offered({"posts": 4, "billing": billing}) for billing in ("hourly", "retainer"))

    assert [each.terms.hour_beyond for each in (shown, hidden)] == [110, None]
    assert [[(extra.id, str(extra.price)) for extra in each.terms.extras] for each in (shown, hidden)] == [
        [("posts", "110.00")],
        [("posts", "110.00")],
    ]
