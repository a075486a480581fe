"""Which plans meet a budget, in which order, and how far each is looked for."""

from decimal import Decimal

import pytest

from builders import choice, figures, number, one, pain, priced, several, small_card, task, yes_no
from fourchette.core.card.conditions import read_condition
from fourchette.core.card.rate_card import RateCard
from fourchette.core.fit.fit import Budget, Fit, Plan, fit
from fourchette.core.fit.fit_parts import Instead
from fourchette.core.mandate.profile import Profile
from fourchette.core.price.quote import Quote
from fourchette.core.price.taxes import TaxTable


def extras(**minutes: int) -> RateCard:
    """A card of 100 $/h whose answers each bring some minutes of work, and may go: the earlier, the less it hurts."""
    return small_card(
        traits={name: yes_no(reduce=pain(hurt)) for hurt, name in enumerate(minutes, start=1)},
        tasks={
            "posts": task(60),
            **{name: task(each, fixed=Decimal(1), when=read_condition({name: True})) for name, each in minutes.items()},
        },
    )


def all_asked(card: RateCard) -> Quote:
    return priced(card, {"posts": 1, **{name: True for name, trait in card.traits.items() if trait.kind == "yes-no"}})


def taken(plan: Plan) -> list[str]:
    """What a plan takes out, what saves most first."""
    return [each.part.name for saving in plan.savings for each in saving.taken]


def left_alone(found: Fit) -> list[list[str]]:
    return [[part.name for part in plan.untouched] for plan in found.plans]


def test_there_are_three_plans_at_most_and_each_leaves_alone_what_the_earlier_ones_save_most_on() -> None:
    quote = all_asked(extras(a=120, b=120, c=120, d=120))

    found = fit(quote, Budget(Decimal(700)))

    assert [taken(plan) for plan in found.plans] == [["a"], ["b"], ["c"]]
    assert left_alone(found) == [[], ["a"], ["a", "b"]]
    assert all(plan.proven for plan in found.plans)
    assert (found.lowest, found.rounded) == (None, ())


def test_where_two_cannot_both_be_left_alone_each_is_by_itself() -> None:
    """A thousand must go: any two of 600, 550 and 500 are enough, and none alone."""
    quote = all_asked(extras(a=360, b=330, c=300))

    found = fit(quote, Budget(Decimal(750)))

    assert [taken(plan) for plan in found.plans] == [["a", "b"], ["a", "c"], ["b", "c"]]
    assert left_alone(found) == [[], ["b"], ["a"]]


@pytest.mark.parametrize(("tries", "proven"), [(4, [True, True]), (3, [True, False])])
def test_a_further_plan_is_proven_within_a_quarter_of_the_tries(tries: int, proven: list[bool]) -> None:
    quote = all_asked(extras(a=120, b=120))

    found = fit(quote, Budget(Decimal(300)), tries=tries)

    assert [plan.proven for plan in found.plans] == proven


def test_a_budget_that_is_met_is_proven_to_be() -> None:
    quote = all_asked(extras(a=60))

    (plan,) = fit(quote, Budget(Decimal(200))).plans

    assert (plan.proven, plan.savings, plan.cost) == (True, (), Decimal(200))


def test_a_budget_is_before_tax_unless_it_is_said_to_hold_them(taxes: TaxTable) -> None:
    quote = priced(small_card(posts=number(reduce=pain(1))), {"posts": 10}, taxes=taxes, region="CA-QC")

    before, with_them = (fit(quote, budget) for budget in (Budget(Decimal(800)), Budget(Decimal(800), taxes_in=True)))

    assert (before.cost, before.plans[0].cost) == (Decimal(1000), Decimal(800))
    assert (with_them.cost, with_them.plans[0].cost) == (Decimal("1149.75"), Decimal("689.85"))


@pytest.mark.parametrize(("tries", "rounded"), [(231, ()), (230, ("posts",)), (40, ("posts", "stories"))])
def test_the_number_with_the_most_ways_is_the_first_to_be_tried_in_rounder_steps(
    tries: int, rounded: tuple[str, ...]
) -> None:
    """Twenty ways and ten, and none at all of each: 231 points."""
    card = small_card(posts=number(reduce=pain(8)), traits={"stories": number(reduce=pain(8))})
    quote = priced(card, {"posts": 20, "stories": 10})

    assert fit(quote, Budget(Decimal(1950)), tries=tries).rounded == rounded


@pytest.mark.parametrize(("minimum", "gone"), [(80, True), (81, False)])
def test_a_plan_may_come_down_to_her_minimum_rate_and_no_further(minimum: int, *, gone: bool) -> None:
    card = small_card(80, traits={"urgent": yes_no(add=figures(6), reduce=pain(1))})
    quote = priced(card, {"posts": 5, "urgent": True}, profile=Profile(minimum_rate=Decimal(minimum)))

    assert bool(fit(quote, Budget(Decimal(400))).plans) is gone


def test_a_discount_that_there_was_may_stay() -> None:
    friend = one("friend", friend=choice(percent=figures(-10)))
    card = small_card(traits={"client": friend, "urgent": yes_no(add=figures(10), reduce=pain(1))})
    quote = priced(card, {"posts": 5, "urgent": True})

    (plan,) = fit(quote, Budget(Decimal(450))).plans

    assert (plan.cost, taken(plan)) == (Decimal(450), ["urgent"])


def test_where_nothing_meets_the_budget_the_lowest_price_is_told_with_what_it_takes_out() -> None:
    found = fit(all_asked(extras(a=60, b=60)), Budget(Decimal(50)))

    assert found.plans == ()
    assert found.lowest is not None
    assert (found.lowest.cost, taken(found.lowest), found.lowest.pain) == (Decimal(100), ["a", "b"], Decimal(3))


def test_each_saving_is_counted_after_those_before_it_and_the_largest_comes_first() -> None:
    (plan,) = fit(all_asked(extras(a=60, b=180, c=120)), Budget(Decimal(100))).plans

    assert [(saving.taken[0].part.name, saving.amount) for saving in plan.savings] == [
        ("b", Decimal(300)),
        ("c", Decimal(200)),
        ("a", Decimal(100)),
    ]


def test_what_leaves_no_mandate_by_itself_is_counted_with_the_next_and_the_rest_apart() -> None:
    """Without its posts there is nothing to do, as long as the report is the long one, which is made of them."""
    card = small_card(
        posts=number(reduce=pain(1)),
        traits={
            "report": one("short", short=choice(), long=choice(add=figures(5), reduce=pain(1, to=("short",)))),
            "urgent": yes_no(add=figures(6), reduce=pain(1)),
        },
        tasks={"posts": task(60), "short": task(30, fixed=Decimal(1), when=read_condition({"report": "short"}))},
    )
    quote = priced(card, {"posts": 2, "report": "long", "urgent": True})

    (plan,) = fit(quote, Budget(Decimal(50))).plans

    assert [([each.part.key for each in saving.taken], saving.amount) for saving in plan.savings] == [
        (["posts", "report"], Decimal(169)),
        (["urgent"], Decimal(3)),
    ]
    assert plan.savings[0].taken[0].way.change == Instead(Decimal(0))


def test_hours_told_are_those_of_the_month_or_where_there_are_none_those_done_once() -> None:
    monthly = all_asked(extras(a=60))
    card = small_card(tasks={"posts": task(60, period="once")}, posts=number(reduce=pain(1)))
    once = priced(card, {"posts": 4})

    assert fit(monthly, Budget(Decimal(100))).told_hours(monthly) == 2
    found = fit(once, Budget(Decimal(300)))
    assert found.period == "once"
    assert [found.told_hours(each) for each in (once, found.plans[0].quote)] == [4, 3]


def test_members_that_only_leave_together_are_taken_out_together() -> None:
    places = several(default=(), reduce=pain(2, down_to=Decimal(1)), web=choice(), mail=choice(), street=choice())
    tasks = {
        name: task(60, fixed=Decimal(1), when=read_condition({"places": {"includes": name}}))
        for name in ("web", "mail", "street")
    }
    quote = priced(small_card(traits={"places": places}, tasks=tasks), {"places": ["web", "mail", "street"]})

    found = fit(quote, Budget(Decimal(150)))

    assert found.plans[0].quote.mandate.traits["places"] == ["web"]
    assert (found.plans[0].pain, found.plans[0].cost) == (Decimal(4), Decimal(100))
