"""What to take out to meet a budget: the least painful, proven where it is said to be, and every plan within it."""

# ruff: noqa: ANN401  # a builder passes its keys on to a noun, which types them

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import DAY, HERE, NO_TAXES, choice, figures, number, one, pain, priced, several, small_card, yes_no
from conftest import EXAMPLES
from fourchette.core.basis.text import Text
from fourchette.core.card.conditions import read_condition
from fourchette.core.card.frame import Capacity
from fourchette.core.card.rate_card import Fee, RateCard, Rule, Tier
from fourchette.core.fit.fit import Budget, Fit, Plan, fit, keep_problems
from fourchette.core.fit.fit_parts import TakenOut, parts_of, without
from fourchette.core.mandate.answers import UnsuitedMandate
from fourchette.core.mandate.mandate import Client, Mandate
from fourchette.core.mandate.profile import Profile
from fourchette.core.price.quote import Quote, price
from fourchette.core.price.taxes import TaxTable
from fourchette.files.mandate.mandate_file import Overrides, load_mandate

NEVER = {"experience", "client_kind", "billing", "months", "audience", "distress", "inbound", "peak"}


def reducible_card(**parts: Any) -> RateCard:
    """A card where something of every kind may go, and where members, tiers and rules move the rate."""
    return small_card(
        80,
        posts=number(reduce=pain(8, down_to=Decimal(2)), tiers=(Tier(from_=Decimal(6), add=figures(5)),)),
        traits={
            "scope": several(
                default=None,
                work=choice(),
                report=choice(add=figures(7), reduce=pain(3, to=("notes",))),
                notes=choice(add=figures(2), reduce=pain(2)),
                ads=choice(reduce=pain(6, with_=("spend",))),
            ),
            "spend": number(),
            "pace": one(
                "slow",
                slow=choice(),
                quick=choice(add=figures(4), reduce=pain(1, to=("slow",))),
                now=choice(add=figures(9), reduce=pain(2, to=("quick",))),
            ),
            "places": several(reduce=pain(4, down_to=Decimal(1)), web=choice(), mail=choice(), street=choice()),
            "urgent": yes_no(add=figures(6), reduce=pain(3)),
            "kind": one("firm", firm=choice(), friend=choice(percent=figures(-10))),
        },
        fees={"ads": Fee(label=Text("pub", "ads"), each="spend", percent=figures(15), minimum=Decimal(100))},
        **parts,
    )


CARD = reducible_card(
    rules=(
        Rule(id="many", when=read_condition({"places": {"at_least": 2}, "posts": {"at_least": 4}}), add=figures(3)),
    ),
    stated_reduce=pain(8, by=Decimal(2), down_to=Decimal(4)),
)

MANDATES = st.builds(
    lambda traits, hours: Mandate(traits=traits, hours=hours, client=Client(region=HERE)),
    st.fixed_dictionaries(
        {
            "posts": st.integers(1, 8),
            "scope": st.lists(st.sampled_from(["work", "report", "notes", "ads"]), min_size=1, unique=True),
        },
        optional={
            "pace": st.sampled_from(["slow", "quick", "now"]),
            "places": st.lists(st.sampled_from(["web", "mail", "street"]), unique=True),
            "urgent": st.booleans(),
            "spend": st.sampled_from([0, 500, 2000]),
            "kind": st.sampled_from(["firm", "friend"]),
        },
    ),
    st.none() | st.just(Decimal(12)),
)


def quoted(mandate: Mandate, card: RateCard = CARD) -> Quote:
    return price(mandate, card, NO_TAXES, on=DAY)


def month(quote: Quote) -> Decimal:
    return quote.monthly.subtotal.target if quote.monthly is not None else Decimal(0)


def everything(quote: Quote) -> Iterator[tuple[Decimal, Decimal]]:
    """The pain and the price of every way to take something out, by trying each."""
    parts = parts_of(quote.card, quote.mandate, quote.answers)
    for ways in product(*((None, *part.ways) for part in parts)):
        taken = [TakenOut(part, way) for part, way in zip(parts, ways, strict=True) if way is not None]
        try:
            lesser = quoted(without(quote.card, quote.mandate, taken), quote.card)
        except UnsuitedMandate:
            continue
        yield sum((each.way.pain for each in taken), Decimal(0)), month(lesser)


def shares(quote: Quote, share: int) -> Budget:
    return Budget((month(quote) * share / 100).quantize(Decimal("0.01")))


# --- The best there is


@settings(max_examples=12, deadline=None)
@given(mandate=MANDATES, share=st.integers(20, 99))
def test_the_first_plan_is_the_least_painful_of_all_as_trying_everything_shows(mandate: Mandate, share: int) -> None:
    quote = quoted(mandate)
    budget = shares(quote, share)

    found = fit(quote, budget)

    tried = list(everything(quote))
    within = [pain for pain, cost in tried if cost <= budget.amount]
    if within:
        assert (found.plans[0].pain, found.plans[0].proven) == (min(within), True)
    else:
        assert found.plans == ()
        assert found.lowest is not None
        assert (found.lowest.cost, found.lowest.proven) == (min(cost for _, cost in tried), True)


@settings(max_examples=25, deadline=None)
@given(mandate=MANDATES, share=st.integers(20, 99), tries=st.sampled_from([1, 5, 50]))
def test_cut_short_it_still_meets_the_budget_and_never_claims_to_have_proved_it(
    mandate: Mandate, share: int, tries: int
) -> None:
    quote = quoted(mandate)
    budget = shares(quote, share)
    whole = fit(quote, budget)

    short = fit(quote, budget, tries=tries)

    for plan in short.plans:
        assert_true(plan, short, NO_TAXES)
        assert not plan.proven or plan.pain >= whole.plans[0].pain
    if short.plans and not short.rounded:
        assert short.plans[0].pain >= whole.plans[0].pain


def test_the_shipped_card_s_plan_is_the_least_painful_of_all_on_a_small_mandate(card: RateCard) -> None:
    quote = price(load_mandate(str(EXAMPLES / "cafe.toml"), card, Overrides()).mandate, card, NO_TAXES, on=DAY)
    tried = list(everything(quote))

    for share in (95, 90, 80, 70, 60):
        budget = shares(quote, share)
        found = fit(quote, budget)

        assert found.plans[0].pain == min(pain for pain, cost in tried if cost <= budget.amount)
        assert found.plans[0].proven


# --- Every plan is true


def assert_true(plan: Plan, found: Fit, taxes: TaxTable) -> None:
    """Priced again from its mandate alone, a plan meets its budget, and its savings are the whole difference."""
    quote = found.quote
    again = price(plan.quote.mandate, quote.card, taxes, on=DAY, profile=quote.profile)
    amounts = again.monthly if found.period == "month" else again.once
    cost = Decimal(0)
    if amounts is not None:
        cost = amounts.total if found.budget.taxes_in else amounts.subtotal.target

    assert cost == plan.cost <= found.budget.amount
    assert sum(saving.amount for saving in plan.savings) == found.cost - plan.cost
    assert again.rating.rate.target >= quote.card.range_.floor
    changed = {name for name in again.mandate.traits if again.mandate.traits[name] != quote.mandate.traits.get(name)}
    assert not changed & NEVER


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.toml")), ids=lambda path: path.stem)
def test_ten_budgets_on_each_example_are_met_by_every_plan(path: Path, card: RateCard, taxes: TaxTable) -> None:
    quote = price(load_mandate(str(path), card, Overrides()).mandate, card, taxes, on=DAY)
    amounts = quote.monthly or quote.once
    assert amounts is not None

    for share in (99, 95, 90, 85, 80, 75, 70, 60, 50, 30):
        taxes_in = share % 2 == 0
        whole = amounts.total if taxes_in else amounts.subtotal.target
        found = fit(quote, Budget(whole * share / 100, taxes_in), tries=200)

        assert bool(found.plans) != (found.lowest is not None)
        for plan in found.plans:
            assert_true(plan, found, taxes)
        if found.lowest is not None:
            assert found.lowest.cost > found.budget.amount


@settings(max_examples=25, deadline=None)
@given(mandate=MANDATES, share=st.integers(20, 99))
def test_plans_differ_and_each_leaves_alone_what_it_says(mandate: Mandate, share: int) -> None:
    found = fit(quoted(mandate), shares(quoted(mandate), share))

    mandates = [plan.quote.mandate for plan in found.plans]
    assert all(one != other for index, one in enumerate(mandates) for other in mandates[:index])
    for plan in found.plans:
        touched = {(each.part.name, each.part.member) for saving in plan.savings for each in saving.taken}
        assert not touched & {(part.name, part.member) for part in plan.untouched}
    assert [plan.pain for plan in found.plans] == sorted(plan.pain for plan in found.plans)


# --- Never the same work for less


def test_a_budget_already_met_takes_nothing_out() -> None:
    quote = priced(CARD, {"scope": ["work"], "posts": 4})

    found = fit(quote, Budget(month(quote)))

    assert found.met
    assert [(plan.savings, plan.quote.mandate) for plan in found.plans] == [((), quote.mandate)]


def test_what_the_card_does_not_let_go_stays() -> None:
    quote = priced(small_card(), {"posts": 4})

    found = fit(quote, Budget(Decimal(10)))

    assert found.plans == ()
    assert found.lowest is not None
    assert (found.lowest.savings, found.lowest.cost) == ((), month(quote))


def test_the_seller_s_own_minimum_rate_holds_a_plan_back() -> None:
    seller = Profile(minimum_rate=Decimal(85))
    quote = priced(CARD, {"scope": ["work"], "posts": 5, "urgent": True}, profile=seller)

    found = fit(quote, shares(quote, 70))

    assert quote.rating.rate.target == Decimal(86)
    assert all(plan.quote.rating.rate.target >= Decimal(85) for plan in found.plans)
    assert all(plan.quote.mandate.traits.get("urgent") for plan in found.plans)


def test_the_minimum_rate_is_held_against_the_target_and_not_the_high() -> None:
    urgent = yes_no(add=figures(0, 6, 60), reduce=pain(1))
    card = replace(CARD, traits={**CARD.traits, "urgent": urgent})
    seller = Profile(minimum_rate=Decimal(90))  # above the target of 86, so that the target is what may not fall
    quote = priced(card, {"scope": ["work"], "posts": 5, "urgent": True}, profile=seller)

    found = fit(quote, shares(quote, 70))

    assert quote.rating.rate.target < Decimal(90) < quote.rating.rate.high
    assert found.plans
    assert all(plan.quote.rating.rate.target >= quote.rating.rate.target for plan in found.plans)


def test_a_discount_that_would_come_with_less_is_not_a_way_to_save() -> None:
    rule = Rule(id="calm", when=read_condition({"pace": "slow"}), percent=figures(-20))
    card = reducible_card(rules=(rule,))
    quote = priced(card, {"scope": ["work"], "posts": 5, "pace": "now"})

    found = fit(quote, shares(quote, 80))

    assert [
        plan.quote.mandate.traits["pace"] for plan in found.plans if plan.quote.mandate.traits["pace"] == "slow"
    ] == []


def test_what_is_kept_stays() -> None:
    quote = priced(CARD, {"scope": ["work", "report"], "posts": 8, "pace": "now", "places": ["web", "mail", "street"]})

    found = fit(quote, shares(quote, 80), kept=("posts", "places.street", "scope"))

    for plan in found.plans:
        traits = plan.quote.mandate.traits
        assert (traits["posts"], traits["scope"]) == (8, ["work", "report"])
        assert "street" in traits["places"]


def test_what_goes_with_a_member_is_kept_with_it() -> None:
    quote = priced(CARD, {"scope": ["work", "ads"], "posts": 3, "spend": 2000})

    gone = fit(quote, shares(quote, 60)).plans[0].quote.mandate.traits
    kept = fit(quote, shares(quote, 60), kept=("spend",)).plans

    assert (gone["scope"], gone["spend"]) == (["work"], 0)
    assert all("ads" in plan.quote.mandate.traits["scope"] for plan in kept)


def test_a_name_to_keep_that_is_none_is_told_with_the_nearest() -> None:
    (problem,) = keep_problems(CARD, ("posts", "scope.report", "hours", "plces"))
    (member,) = keep_problems(CARD, ("places.strt",))
    (trait,) = keep_problems(CARD, ("placesweb",))

    assert str(problem.remedy) == "did you mean “places”?"
    assert str(member.remedy) == "did you mean “places.street”?"
    assert str(trait.remedy) == "did you mean “places”?"


def test_the_hours_that_a_mandate_states_can_shrink() -> None:
    quote = priced(CARD, {"scope": ["work"]}, hours=Decimal(12))

    (plan,) = fit(quote, Budget(Decimal(1000))).plans

    assert plan.quote.mandate.hours == Decimal(10)


def test_a_project_s_budget_is_for_the_whole_of_it() -> None:
    quote = priced(CARD, {"scope": ["work"], "posts": 8}, period="project", weeks=Decimal(3))

    found = fit(quote, Budget(Decimal(500)))

    assert (found.period, found.plans[0].cost <= 500) == ("once", True)


def test_changes_that_leave_no_mandate_alone_are_counted_together() -> None:
    card = small_card(
        posts=number(reduce=pain(1)),
        traits={"scope": several(default=None, work=choice(), ads=choice(reduce=pain(1)))},
        capacity=Capacity(hours=Decimal(100), weeks=Decimal(4), heavy=Decimal(40), near_exclusive=Decimal(70)),
    )
    quote = priced(card, {"scope": ["work", "ads"], "posts": 2})

    found = fit(quote, Budget(Decimal(100)))

    assert sum(saving.amount for saving in found.plans[0].savings) == Decimal(100)
