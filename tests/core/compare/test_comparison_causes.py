"""Why two prices differ: one cause for each change, adding up to the cent."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, reject, settings
from hypothesis import strategies as st

from builders import (
    DAY,
    HERE,
    NO_TAXES,
    choice,
    figures,
    mandates,
    number,
    one,
    priced,
    several,
    small_card,
    small_cards,
    task,
)
from fourchette.core.basis.text import Text
from fourchette.core.card.rate_card import Choice, RateCard
from fourchette.core.compare.comparison_causes import causes
from fourchette.core.mandate.answers import UnsuitedMandate
from fourchette.core.mandate.mandate import Adjustment, Client, Mandate, Raised
from fourchette.core.mandate.profile import PROFILE, Profile
from fourchette.core.price.quote import Quote, price
from fourchette.core.price.taxes import TaxTable
from fourchette.files.card.card_file import load_card
from fourchette.files.shipped.tax_tables import load_taxes

CARD = load_card().card
TAXES = load_taxes()
SETTINGS = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
REGIONS = st.sampled_from(["CA-QC", "CA-ON", "FR", None])


def named(label: str, **effect: Any) -> Choice:  # noqa: ANN401  # a choice's own keys
    """A choice that goes by a label of its own."""
    return Choice(label=Text(label, label), **effect)


PACE = {"pace": one("slow", slow=named("slow"), fast=named("fast", add=figures(10)))}


def made(before: Quote, after: Quote) -> list[tuple[str, Decimal]]:
    return [(str(cause.label), cause.amount) for cause in causes(before, after)]


def total(before: Quote, after: Quote) -> Decimal:
    return sum((cause.amount for cause in causes(before, after)), Decimal(0))


def in_region(mandate: Mandate, region: str | None) -> Mandate:
    return replace(mandate, client=Client(region=region))


def priceable(mandate: Mandate, card: RateCard, taxes: TaxTable = TAXES, profile: Profile = PROFILE) -> Quote:
    """The quote of a mandate; what cannot be priced is not drawn."""
    try:
        return price(mandate, card, taxes, on=DAY, profile=profile)
    except UnsuitedMandate:
        reject()


def changed(card: RateCard, floor: int, more: int) -> RateCard:
    """A card some of whose figures were changed: its range, and the minutes of two tasks."""
    tasks = dict(card.tasks)
    for name in ("posts", "stories"):
        tasks[name] = replace(tasks[name], minutes=tasks[name].minutes.each(lambda minutes: minutes + more))
    return replace(card, range_=replace(card.range_, floor=Decimal(floor)), tasks=tasks)


# --- They add up


@given(old=mandates(CARD), new=mandates(CARD), here=REGIONS, there=REGIONS)
@SETTINGS
def test_the_causes_between_two_mandates_add_up(
    old: Mandate, new: Mandate, here: str | None, there: str | None
) -> None:
    before, after = priceable(in_region(old, here), CARD), priceable(in_region(new, there), CARD)

    assert total(before, after) == after.total - before.total


@given(old=mandates(CARD), new=mandates(CARD), floor=st.integers(0, 150), more=st.integers(0, 45))
@SETTINGS
def test_the_causes_between_two_cards_add_up(old: Mandate, new: Mandate, floor: int, more: int) -> None:
    other = changed(CARD, floor, more)
    before, after = priceable(in_region(old, "CA-QC"), CARD), priceable(in_region(new, "CA-QC"), other)

    assert total(before, after) == after.total - before.total
    assert total(after, before) == before.total - after.total


@given(data=st.data())
@SETTINGS
def test_the_causes_between_cards_with_nothing_in_common_but_their_traits_add_up(data: st.DataObject) -> None:
    one_card, other = data.draw(small_cards()), data.draw(small_cards())
    before = priceable(data.draw(mandates(one_card)), one_card)
    after = priceable(data.draw(mandates(other)), other)

    assert total(before, after) == after.total - before.total


@given(old=mandates(CARD), least=st.integers(50, 140), registered=st.booleans())
@SETTINGS
def test_the_causes_of_a_seller_s_own_changes_add_up(old: Mandate, least: int, registered: bool) -> None:  # noqa: FBT001
    seller = Profile(region="CA-QC", minimum_rate=Decimal(least), registered=registered)
    before = priceable(in_region(old, "CA-QC"), CARD)
    after = priceable(in_region(old, "CA-QC"), CARD, profile=seller)

    assert total(before, after) == after.total - before.total


@given(mandate=mandates(CARD))
@SETTINGS
def test_two_quotes_of_one_mandate_have_no_cause(mandate: Mandate) -> None:
    assert made(priceable(mandate, CARD), priceable(mandate, CARD)) == []


@given(old=mandates(CARD), new=mandates(CARD))
@SETTINGS
def test_no_cause_is_worth_nothing_and_none_is_said_twice(old: Mandate, new: Mandate) -> None:
    found = made(priceable(old, CARD), priceable(new, CARD))

    assert all(amount for _, amount in found)
    assert len({label for label, _ in found}) == len(found)


# --- Whose they are


def test_a_changed_answer_is_owed_what_it_moved() -> None:
    before, after = priced(small_card(), {"posts": 10}), priced(small_card(), {"posts": 6})

    assert made(before, after) == [("word: 10 → 6", Decimal("-400.00"))]


def test_each_answer_is_changed_after_the_one_before_it() -> None:
    card = small_card(traits=PACE)
    before, after = priced(card, {"posts": 10}), priced(card, {"posts": 6, "pace": "fast"})

    # The card's order: 4 h less at 100 $, then 10 $ more on the 6 that stay.
    assert made(before, after) == [("word: 10 → 6", Decimal(-400)), ("word: slow → fast", Decimal(60))]


def test_an_answer_taken_away_is_a_change() -> None:
    card = small_card(traits=PACE)
    before, after = priced(card, {"posts": 2, "pace": "fast"}), priced(card, {"posts": 2})

    assert made(before, after) == [("word: fast → slow", Decimal(-20))]


def test_several_answers_are_said_one_after_the_other() -> None:
    card = small_card(traits={"where": several(web=named("web", add=figures(5)), mail=named("mail", add=figures(7)))})
    before, after = priced(card, {"posts": 1, "where": ["web"]}), priced(card, {"posts": 1, "where": ["web", "mail"]})

    assert made(before, after) == [("word: web → web, mail", Decimal(7))]


def test_an_answer_that_moves_nothing_is_no_cause() -> None:
    card = small_card(traits={"mood": one("good", good=choice(), bad=choice())})

    assert made(priced(card, {"posts": 1}), priced(card, {"posts": 1, "mood": "bad"})) == []


def test_the_card_is_owed_what_the_answers_do_not_explain() -> None:
    before, after = priced(small_card(100), {"posts": 10}), priced(small_card(110), {"posts": 8})

    assert made(before, after) == [("word: 10 → 8", Decimal(-200)), ("the rate card", Decimal(80))]


def test_the_taxes_are_owed_the_rest() -> None:
    traits: dict[str, Any] = {"posts": 10}
    before = priced(small_card(), traits, taxes=TAXES, region="CA-QC")
    after = priced(small_card(), traits, taxes=TAXES, region="CA-ON")

    # 5 % and 9.975 % of 1000 $ are 50.00 and 99.75; Ontario's 13 % is 130.00.
    assert made(before, after) == [("taxes, by the client's region: CA-QC → CA-ON", Decimal("-19.75"))]


def test_what_the_taxes_follow_is_told_from_what_rules_them_otherwise() -> None:
    before = priced(small_card(), {"posts": 10}, taxes=TAXES, region="CA-QC")
    after = priced(small_card(), {"posts": 8}, taxes=TAXES, region="CA-ON")

    # On 200 $ less, Québec's taxes are 10.00 and 19.95 less; on the 800 $ left, 13 % is 15.80 under 14.975 %.
    assert made(before, after) == [
        ("word: 10 → 8", Decimal(-200)),
        ("taxes", Decimal("-29.95")),
        ("taxes, by the client's region: CA-QC → CA-ON", Decimal("-15.80")),
    ]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (Profile(registered=False), Profile(), "taxes, as you are now registered"),
        (Profile(), Profile(registered=False), "taxes, as you are not registered"),
        (Profile(region="CA-QC"), Profile(region="FR"), "taxes, by your own region: CA-QC → FR"),
    ],
)
def test_what_the_seller_is_moves_the_taxes_and_nothing_else(old: Profile, new: Profile, told: str) -> None:
    before = priced(small_card(), {"posts": 1}, taxes=TAXES, region="CA-QC", profile=old)
    after = priced(small_card(), {"posts": 1}, taxes=TAXES, region="CA-QC", profile=new)

    assert [label for label, _ in made(before, after)] == [told]


def test_a_day_from_which_a_tax_is_another_is_a_cause() -> None:
    mandate = Mandate(traits={"posts": 10}, client=Client(region="CA-NS"))
    before, after = (price(mandate, small_card(), TAXES, on=day) for day in (date(2025, 3, 31), date(2025, 4, 1)))

    assert made(before, after) == [("taxes, by the date: 2025-03-31 → 2025-04-01", Decimal(-10))]


def test_the_experience_that_the_seller_always_gives_is_an_answer_like_another(card: RateCard) -> None:
    before = priced(card, {"scope": ["content"], "posts": 10})
    after = priced(card, {"scope": ["content"], "posts": 10, "experience": "senior"})

    (cause,) = made(before, after)

    assert cause[0] == "Experience: Intermediate (3 to 5 years) → Senior (6 to 10 years)"


def test_the_months_of_a_contract_count_in_what_an_answer_moved() -> None:
    card = small_card(traits={"months": number(1, least=Decimal(1))})
    before, after = priced(card, {"posts": 1, "months": 3}), priced(card, {"posts": 2, "months": 3})

    assert made(before, after) == [("word: 1 → 2", Decimal(300))]


def test_a_change_that_no_mandate_has_alone_is_counted_with_the_next() -> None:
    """A month's mandate made a project of three weeks: without weeks there is no project to price."""
    card = small_card(traits={"months": number(1, least=Decimal(1))})
    before = priced(card, {"posts": 1, "months": 3})
    after = priced(card, {"posts": 1, "months": 3}, period="project", weeks=Decimal(3))

    found = made(before, after)

    assert sum(amount for _, amount in found) == after.total - before.total == Decimal(-200)
    assert len(found) == 1


def test_hours_that_are_stated_are_a_cause() -> None:
    before, after = priced(small_card(), {"posts": 2}), priced(small_card(), {"posts": 2}, hours=Decimal(5))

    assert made(before, after) == [("the hours stated", Decimal(300))]


def test_a_trait_that_only_the_new_card_has_is_counted_with_the_card() -> None:
    after_card = small_card(traits=PACE)
    before, after = priced(small_card(), {"posts": 1}), priced(after_card, {"posts": 1, "pace": "fast"})

    found = made(before, after)

    assert [amount for _, amount in found] == [Decimal(10)]
    assert "the rate card" in found[0][0]


def test_work_of_another_time_is_owed_to_the_card_too() -> None:
    longer = small_card(tasks={"posts": task(90)})

    assert made(priced(small_card(), {"posts": 2}), priced(longer, {"posts": 2})) == [("the rate card", Decimal(100))]


def test_a_place_that_another_table_knows_makes_no_difference_to_the_answers() -> None:
    before = price(Mandate(traits={"posts": 1}, client=Client(region=HERE)), small_card(), NO_TAXES, on=DAY)
    after = price(Mandate(traits={"posts": 3}, client=Client(region=HERE)), small_card(), NO_TAXES, on=DAY)

    assert made(before, after) == [("word: 1 → 3", Decimal(200))]


@pytest.mark.parametrize("posts", [1, 30])
def test_the_whole_price_is_before_taxes(posts: int) -> None:
    quote = priced(small_card(), {"posts": posts}, taxes=TAXES, region="CA-QC")

    assert quote.whole_price == 100 * posts


@pytest.mark.parametrize("days", [0, 30])
def test_a_rate_that_another_table_has_for_the_same_days_is_a_cause(days: int) -> None:
    mandate = Mandate(traits={"posts": 10}, client=Client(region="CA-ON"))
    other = replace(TAXES, taxes=tuple(replace(tax, rate=Decimal(15)) for tax in TAXES.taxes))
    before = price(mandate, small_card(), TAXES, on=DAY)
    after = price(mandate, small_card(), other, on=DAY + timedelta(days=days))

    assert made(before, after) == [("taxes, by another table", Decimal(20))]


LAST, NEXT = date(2026, 12, 31), date(2027, 1, 1)


@pytest.mark.parametrize(
    ("old", "new"),
    [({"until": LAST}, {"from_": NEXT}), ({"until": LAST}, {}), ({}, {"from_": NEXT})],
    ids=["both", "old", "new"],
)
def test_a_rate_that_is_only_of_its_own_days_is_told_by_the_date(old: dict[str, date], new: dict[str, date]) -> None:
    mandate = Mandate(traits={"posts": 10}, client=Client(region="CA-QC"))
    ends, begins = (
        replace(TAXES, taxes=tuple(replace(tax, **own) if tax.id == "qst" else tax for tax in TAXES.taxes))
        for own in (old, {"rate": Decimal(10), **new})
    )
    before, after = price(mandate, small_card(), ends, on=DAY), price(mandate, small_card(), begins, on=NEXT)

    # Beside the QST, of which 1000 $ bear 99.75 then 100.00, the GST stays as it was.
    assert made(before, after) == [("taxes, by the date: 2026-11-22 → 2027-01-01", Decimal("0.25"))]


def test_a_rate_of_another_region_is_no_other_table() -> None:
    traits: dict[str, Any] = {"posts": 10}
    before = priced(small_card(), traits, taxes=TAXES, region="CA-ON")
    after = priced(small_card(), traits, taxes=TAXES, region="CA-NS")

    assert made(before, after) == [("taxes, by the client's region: CA-ON → CA-NS", Decimal(10))]


def test_a_raise_is_one_cause_with_its_reason_beside_what_else_changed() -> None:
    before = priced(small_card(), {}, hours=Decimal(10), rate=Decimal(60))
    raised = Raised(percent=Decimal(5), why="More experience.")
    after = priced(small_card(), {}, hours=Decimal(12), rate=Decimal(63), raised=raised)
    bare = priced(small_card(), {}, hours=Decimal(10), rate=Decimal(63), raised=replace(raised, why=""))

    # 3 $ more for each of 10 hours, then 2 hours more at 63 $.
    assert made(before, after) == [
        ("raised by 5: More experience.", Decimal(30)),
        ("the hours stated", Decimal(126)),
    ]
    assert made(before, bare) == [("raised by 5", Decimal(30))]


def test_of_one_raise_what_is_stated_otherwise_is_a_cause_of_its_own() -> None:
    raised = Raised(percent=Decimal(5))
    before, after = (
        priced(small_card(), {}, hours=Decimal(10), rate=Decimal(rate), raised=raised) for rate in (63, 65)
    )

    assert made(before, after) == [("the rate stated", Decimal(20))]


def test_the_taxes_of_the_first_months_and_of_what_is_billed_once_are_those_of_their_own_price() -> None:
    card = small_card(
        traits={"months": number(6, least=Decimal(1)), "audits": number()},
        tasks={"posts": task(60), "audits": task(120, each=("audits",), period="once")},
    )
    welcome = Adjustment(label=Text("Bienvenue", "Welcome"), amount=Decimal(-100), months=Decimal(2))
    before = priced(card, {"posts": 4}, taxes=TAXES, region="CA-ON")
    after = priced(card, {"posts": 4, "audits": 2}, taxes=TAXES, region="CA-ON", adjustments=(welcome,))

    # 100 $ less in each of two months, 400 $ more once; 13 % of both.
    assert made(before, after) == [
        ("word: 0 → 2", Decimal(400)),
        ("the adjustments", Decimal(-200)),
        ("taxes", Decimal(26)),
    ]
    assert (before.total, after.total) == (Decimal(2712), Decimal(2938))
