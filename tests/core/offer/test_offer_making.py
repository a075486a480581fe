"""The offer of a quote: the card's sentences, the duty of care, the deposit, the commitment."""

# ruff: noqa: ANN401  # answers and frames are passed on to a noun, which types them

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from builders import choice, figures, number, one, priced, small_card, speak
from fourchette.core.basis.text import NO_TEXT, Text
from fourchette.core.card.clauses import Care, Clause, HelpLine
from fourchette.core.card.conditions import ALWAYS, read_condition
from fourchette.core.card.rate_card import RateCard, Tier
from fourchette.core.card.terms import Terms
from fourchette.core.mandate.profile import PROFILE, Profile
from fourchette.core.offer.offer import Deposit, Offer
from fourchette.core.offer.offer_making import offer_of
from fourchette.core.price.taxes import TaxTable
from fourchette.files.shipped.shipped_terms import with_terms

TERMS = Terms(deposit=Decimal(50), revision_rounds=Decimal(2), minimum_months=Decimal(3), notice_days=Decimal(30))
PROFILE_WITH_TERMS = replace(PROFILE, region="CA-QC", terms=TERMS)


def offered(card: RateCard, profile: Profile = PROFILE_WITH_TERMS, /, traits: Any = None, **frame: Any) -> Offer:
    return offer_of(priced(card, {"posts": 3, **(traits or {})}, profile=profile, **frame), speak)


def saying(text: str, kind: Any = "included", **when: Any) -> RateCard:
    condition = read_condition(when) if when else ALWAYS
    clause = Clause(kind=kind, text=Text(text, text), when=condition)
    return small_card(clauses={"it": clause})


def test_a_sentence_of_the_card_is_filled_with_answers_and_terms() -> None:
    offer = offered(saying("{posts} posts, {revision_rounds} rounds"))

    assert list(offer.included) == ["3 posts, 2 rounds"]


def test_a_sentence_holds_under_its_condition() -> None:
    card = saying("Many.", posts={"at_least": 10})

    assert (len(offered(card).included), len(offered(card, traits={"posts": 10}).included)) == (0, 1)


def test_a_sentence_on_a_term_that_is_not_stated_is_left_out() -> None:
    assert offered(saying("{revision_rounds} rounds"), PROFILE).included == ()


@pytest.mark.parametrize(
    ("kind", "part"), [("included", "included"), ("excluded", "excluded"), ("assumed", "assumptions")]
)
def test_the_mandate_s_own_sentences_come_before_the_card_s(kind: str, part: str) -> None:
    offer = offered(saying("Ours.", kind), **{part: ("{theirs}",)})

    assert list(getattr(offer, part)) == ["{theirs}", "Ours."]


CARE = Care(
    when=read_condition({"audience": "vulnerable"}),
    protocol=(Text("Aider.", "Help."),),
    lines={
        "everywhere": HelpLine(text=Text("Secours", "Emergency")),
        "canada": HelpLine(text=Text("9-8-8", "9-8-8"), regions=("CA",)),
        "quebec": HelpLine(text=Text("APPELLE", "APPELLE"), regions=("CA-QC",)),
        "france": HelpLine(text=Text("3114", "3114"), regions=("FR",)),
    },
)
CARING = small_card(care=CARE, traits={"audience": one("any", any=choice(), vulnerable=choice())})


def lines(region: str | None, seller: str | None = None) -> list[str]:
    """Whom one calls for a client's and a seller's region."""
    care = offered(CARING, replace(PROFILE, region=seller), {"audience": "vulnerable"}, region=region).care
    assert care is not None
    return list(care.lines)


def test_the_duty_of_care_is_stated_where_the_audience_calls_for_it() -> None:
    assert offered(CARING).care is None
    assert lines("CA-QC") == ["Emergency", "9-8-8", "APPELLE"]


def test_whom_to_call_depends_on_the_client_s_region_then_the_seller_s() -> None:
    assert lines("FR") == ["Emergency", "3114"]
    assert lines(None, "CA-ON") == ["Emergency", "9-8-8"]
    assert lines(None) == ["Emergency"]


def test_a_deposit_is_on_what_is_billed_once_to_the_cent() -> None:
    offer = offered(small_card("33.33"), period="project", weeks=Decimal(4))

    assert offer.terms.deposit == Deposit(Decimal(50), Decimal("75.00"), Decimal("75.00"))


def test_a_deposit_and_its_balance_are_the_total(taxes: TaxTable) -> None:
    frame: Any = {"hours": Decimal("3.25"), "period": "project", "weeks": Decimal(4)}
    quote = priced(small_card("71"), {}, region="CA-QC", taxes=taxes, profile=PROFILE_WITH_TERMS, **frame)
    offer = offer_of(quote, speak)

    deposit = offer.terms.deposit
    assert deposit is not None
    assert (deposit.amount + deposit.balance, deposit.amount) == (offer.total, Decimal("132.66"))


def test_a_monthly_mandate_has_a_commitment_and_no_deposit() -> None:
    card = small_card(traits={"months": number(6, least=Decimal(1))})
    terms = offered(card).terms

    assert (terms.deposit, terms.minimum_months, terms.notice_days) == (None, Decimal(3), Decimal(30))
    assert offered(card, traits={"months": 2}).terms.minimum_months == 2


def test_months_that_earned_a_discount_are_months_committed_to() -> None:
    tiers = (Tier(from_=Decimal(6), percent=figures(-5)),)
    card = small_card(traits={"months": number(1, least=Decimal(1), tiers=tiers)})

    assert offered(card, traits={"months": 12}).terms.minimum_months == 12
    assert offered(card, traits={"months": 5}).terms.minimum_months == 3


def test_the_way_of_billing_says_what_the_price_promises_and_when_it_is_paid() -> None:
    billing = one(
        "hours", hours=choice(shows_hours=True, promise="estimate", payment="arrears"), fixed=choice(promise="fixed")
    )
    card = small_card(traits={"billing": billing})
    profile = replace(PROFILE, terms=Terms(overage=Decimal(25)))
    by_hour, fixed = offered(card, profile).terms, offered(card, profile, {"billing": "fixed"}).terms

    assert (by_hour.promise, by_hour.payment, str(by_hour.hour_beyond)) == ("estimate", "arrears", "125.00")
    assert (fixed.promise, fixed.payment, fixed.hour_beyond) == ("fixed", None, None)


INDEX = Text("l'indice des prix", "the price index")


@pytest.mark.parametrize(
    ("own", "said"),
    [
        (Terms(index=INDEX, index_month=Decimal(4)), "On the first of April"),
        (Terms(index=INDEX), "On the first of January"),
        (Terms(index=INDEX, indexation=Text("", "In {month}, {index} rules {all}.")), "In January, the price index"),
        (Terms(), None),
        (Terms(index_month=Decimal(4)), None),
    ],
)
def test_prices_follow_an_index_where_she_names_one(own: Terms, said: str | None) -> None:
    profile = with_terms(Profile(region="CA-QC", terms=own))

    quote = priced(small_card(), {"posts": 3}, profile=profile)

    told = offer_of(quote, speak).terms.indexation
    assert (told or "").startswith(said or "")
    assert (told is None) == (said is None) == (quote.profile.terms.indexation == NO_TEXT)
