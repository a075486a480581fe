"""Hours at their edges: what is just at its least, what several lanes hold together, what depends on a quantity."""

from dataclasses import replace
from decimal import Decimal

import pytest

from builders import WORDS, choice, figures, line_hours, number, one, overhead, priced, small_card, task
from fourchette.core.basis.estimate import Estimate
from fourchette.core.card.conditions import read_condition
from fourchette.core.card.rate_card import Overhead, Quantity, RateCard


def with_least(hours: int, **parts: Overhead) -> RateCard:
    """Posts and talks, and the hours that a month comes to at least."""
    least = Overhead(label=WORDS, into="desk", up_to=Decimal(hours), reserve=True)
    tasks = {"posts": task(30, 60, 120), "talks": task(30, 60, 180, lane="talk", each=("talks",))}
    return small_card(traits={"talks": number()}, tasks=tasks, overheads={**parts, "least": least})


def test_a_month_that_is_at_its_least_is_given_nothing() -> None:
    quote = priced(with_least(5), {"posts": 5})

    assert line_hours(quote) == {"work": "5.00"}
    assert quote.workload.weights == ()
    assert line_hours(priced(with_least(5), {"posts": 4})) == {"work": "4.00", "desk": "1.00"}


@pytest.mark.parametrize(
    ("least", "band"),
    [
        (5, figures("3.25", 5, 10)),  # 3 and 2 h: 1.5 and 1 less in quadrature, 3 and 4 more
        (8, figures(8, 8, 10)),  # of the 5 h more that they may take, 3 are held
        (12, figures(12)),
    ],
)
def test_the_hours_added_hold_what_the_work_of_all_lanes_may_take_together(least: int, band: Estimate) -> None:
    assert priced(with_least(least), {"posts": 3, "talks": 2}).workload.band("month") == band


def test_a_month_of_no_work_is_brought_up_to_nothing() -> None:
    once = replace(with_least(5), tasks={"posts": task(60, period="once")})

    assert (line_hours(priced(once, {"posts": 2})), line_hours(priced(once, {"posts": 2}), "once")) == (
        {},
        {"work": "2.00"},
    )


def test_what_some_lanes_come_to_counts_the_lane_that_their_hours_are_added_to() -> None:
    least = Overhead(label=WORDS, lanes=("work",), into="desk", up_to=Decimal(5))
    tasks = {"posts": task(60), "desks": task(30, lane="desk"), "talks": task(60, lane="talk")}

    found = line_hours(priced(small_card(tasks=tasks, overheads={"least": least}), {"posts": 2}))
    assert found == {"work": "2.00", "talk": "2.00", "desk": "3.00"}


def test_an_overhead_that_does_not_hold_leaves_those_after_it() -> None:
    many = read_condition({"posts": {"at_least": 50}})
    card = small_card(overheads={"peak": overhead(50, when=many), "revisions": overhead(10)})

    assert line_hours(priced(card, {"posts": 10})) == {"work": "11.00"}


def test_what_is_reserved_of_each_lane_is_summed() -> None:
    quote = priced(with_least(20, buffer=overhead(10, reserve=True)), {"posts": 5, "talks": 5})

    assert line_hours(quote) == {"work": "5.50", "talk": "5.50", "desk": "9.00"}
    assert [*quote.workload.reserved.values(), quote.feasibility.hours] == [10, 10]


def test_hours_that_are_stated_are_told_as_they_are_and_never_under_a_quarter() -> None:
    card = small_card()

    for stated, told in (("12.4", "12.5"), ("0.1", "0.25"), ("0.25", "0.25")):
        (found,) = priced(card, {}, hours=Decimal(stated)).workload.tasks
        assert [found.id, found.lane, found.quantity, found.hours] == ["hours", "work", Decimal(told), Decimal(told)]


def test_less_than_a_quarter_hour_in_all_is_one_of_the_lane_that_has_the_most() -> None:
    card = small_card(tasks={"a": task(2), "b": task(4, lane="talk"), "c": task(1, lane="desk")})

    assert line_hours(priced(card, {"posts": 1})) == {"talk": "0.25"}


def test_a_task_may_depend_on_a_quantity_a_number_or_a_choice_alone_or_together() -> None:
    both = {"speed": "fast", "posts": {"at_least": 10}}
    card = small_card(
        traits={"speed": one("slow", slow=choice(), fast=choice())},
        quantities={"half": Quantity(each=("posts",), share=Decimal(50))},
        tasks={
            "posts": task(60),
            "many": task(60, lane="desk", fixed=Decimal(1), when=read_condition({"half": {"at_least": 5}})),
            "fast": task(60, lane="talk", fixed=Decimal(2), when=read_condition({"speed": "fast"})),
            "both": task(60, lane="talk", fixed=Decimal(4), when=read_condition(both)),
        },
    )

    asked = ((9, "slow"), (10, "slow"), (9, "fast"), (10, "fast"))
    found = [line_hours(priced(card, {"posts": posts, "speed": speed})) for posts, speed in asked]
    assert found == [
        {"work": "9.00"},
        {"work": "10.00", "desk": "1.00"},
        {"work": "9.00", "talk": "2.00"},
        {"work": "10.00", "talk": "6.00", "desk": "1.00"},
    ]
