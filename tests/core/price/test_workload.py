from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from builders import WORDS, figures, line_hours, number, overhead, priced, small_card, task
from fourchette.core.card.conditions import read_condition
from fourchette.core.card.rate_card import Bracket, Lane, Overhead, Quantity, RateCard
from fourchette.core.price.quote import Quote

CONTENT: dict[str, Any] = {"scope": ["content"], "meetings": 0}


def hours_of(quote: Quote, *tasks: str) -> list[str]:
    """The unrounded hours of some tasks, to the cent of an hour."""
    found = {task.id: f"{task.hours:.2f}" for task in quote.workload.tasks}
    return [found[name] for name in tasks]


def shared(share: Decimal | str) -> RateCard:
    """A card whose replies are a share of the messages, one minute each."""
    return small_card(
        traits={"messages": number(), "portion": number(40)},
        quantities={"replies": Quantity(each=("messages",), share=share)},
        tasks={"posts": task(60), "replies": task(1, each=("replies",), lane="talk")},
    )


# --- Tasks -------------------------------------------------------------------------------------------------------


def test_a_task_takes_its_minutes_for_each_unit() -> None:
    quote = priced(small_card(tasks={"posts": task(30)}), {"posts": 9})

    assert line_hours(quote) == {"work": "4.50"}


def test_a_task_can_count_several_quantities_together() -> None:
    card = small_card(traits={"reels": number()}, tasks={"all": task(30, each=("posts", "reels"))})

    assert line_hours(priced(card, {"posts": 3, "reels": 5})) == {"work": "4.00"}


def test_a_task_outside_its_condition_takes_no_time() -> None:
    card = small_card(tasks={"posts": task(60), "extra": task(60, when=read_condition({"posts": {"at_least": 5}}))})

    assert line_hours(priced(card, {"posts": 4})) == {"work": "4.00"}
    assert line_hours(priced(card, {"posts": 5})) == {"work": "10.00"}


@pytest.mark.parametrize(
    ("share", "hours"),
    [(Decimal(25), "2.50"), ("portion", "4.00")],  # 600 messages x 25 % or 40 % x 1 min
)
def test_a_quantity_can_be_a_share_of_another(share: Decimal | str, hours: str) -> None:
    assert line_hours(priced(shared(share), {"messages": 600})) == {"talk": hours}


def test_a_share_that_was_answered_is_used() -> None:
    assert line_hours(priced(shared("portion"), {"messages": 600, "portion": 90})) == {"talk": "9.00"}


def test_a_minimum_holds_where_there_is_anything_at_all() -> None:
    card = small_card(
        traits={"visits": number()},
        quantities={"billed": Quantity(each=("visits",), minimum=Decimal(4))},
        tasks={"posts": task(60), "visit": task(60, each=("billed",), lane="desk")},
    )

    assert line_hours(priced(card, {"posts": 1})) == {"work": "1.00"}
    assert line_hours(priced(card, {"posts": 1, "visits": 1})) == {"work": "1.00", "desk": "4.00"}
    assert line_hours(priced(card, {"posts": 1, "visits": 5})) == {"work": "1.00", "desk": "5.00"}


def test_lanes_stand_in_the_order_of_the_card() -> None:
    card = small_card(tasks={"c": task(60, lane="desk"), "b": task(60, lane="talk"), "a": task(60)})

    assert list(line_hours(priced(card, {"posts": 1}))) == ["work", "talk", "desk"]


def test_what_is_done_once_is_counted_apart() -> None:
    card = small_card(tasks={"posts": task(60), "setup": task(90, fixed=Decimal(2), period="once", lane="desk")})
    quote = priced(card, {"posts": 4})

    assert line_hours(quote) == {"work": "4.00"}
    assert line_hours(quote, "once") == {"desk": "3.00"}
    assert quote.workload.band("month") == figures(4)
    assert quote.workload.band("once") == figures(3)


@pytest.mark.parametrize(("minutes", "hours"), [("7.4", None), ("7.5", "0.25"), ("22.4", "0.25"), ("22.5", "0.50")])
def test_each_line_is_rounded_half_up_to_the_quarter_hour(minutes: str, hours: str | None) -> None:
    card = small_card(tasks={"long": task(60, lane="desk"), "short": task(minutes)})

    assert line_hours(priced(card, {"posts": 1})).get("work") == hours


def test_a_lane_is_rounded_once_whatever_its_tasks() -> None:
    # Three tasks of 5 minutes make 15 minutes, not three times nothing.
    card = small_card(tasks={name: task(5) for name in ("a", "b", "c")})

    assert line_hours(priced(card, {"posts": 1})) == {"work": "0.25"}


@pytest.mark.parametrize(
    ("traits", "frame", "lane"),
    [
        ({"inbound": 1, "meetings": 0}, {}, "service"),  # half a minute to sort, and 0.6 to reply simply
        ({}, {"hours": Decimal("0.1")}, "mandate"),
    ],
)
def test_a_quarter_hour_is_the_least_that_is_billed(
    card: RateCard, traits: dict[str, Any], frame: dict[str, Any], lane: str
) -> None:
    assert line_hours(priced(card, {"scope": ["editorial"], "billing": "hourly", **traits}, **frame)) == {lane: "0.25"}


# --- The band ----------------------------------------------------------------------------------------------------


def test_one_task_goes_as_far_off_as_its_own_minutes() -> None:
    assert priced(small_card(tasks={"posts": task(45, 60, 90)}), {"posts": 4}).workload.band("month") == figures(
        3, 4, 6
    )


def test_deviations_add_in_quadrature() -> None:
    # Six hours that may be 3 less or 6 more, eight that may be 4 less or 8 more: √(3² + 4²) = 5, √(6² + 8²) = 10.
    tasks = {"posts": task(30, 60, 120), "reels": task(30, 60, 120, each=("reels",), lane="talk")}
    card = small_card(traits={"reels": number()}, tasks=tasks)

    assert priced(card, {"posts": 6, "reels": 8}).workload.band("month") == figures(9, 14, 24)


def test_the_target_of_the_band_is_the_sum_of_the_printed_hours() -> None:
    # Two lanes of 7.5 minutes are printed 0.25 each: 0.50, where the exact sum is 0.25.
    card = small_card(tasks={"a": task("7.5"), "b": task("7.5", lane="talk")})

    assert priced(card, {"posts": 1}).workload.band("month").target == Decimal("0.50")


def test_the_low_hours_are_never_below_zero() -> None:
    # One lane of 8 minutes is printed 0.25, nine of 7.4 are not printed; each may take no time at all.
    # √(8² + 9 x 7.4²) = 23.6 min, to the quarter hour 0.50: more than is printed.
    lanes = [f"lane{index}" for index in range(9)]
    card = small_card(
        lanes={name: Lane(label=WORDS) for name in ("work", *lanes)},
        tasks={"posts": task(0, 8, 8), **{name: task(0, "7.4", "7.4", lane=name) for name in lanes}},
    )

    assert priced(card, {"posts": 1}).workload.band("month") == figures("0", "0.25", "0.25")


# --- Overheads ---------------------------------------------------------------------------------------------------


def test_an_overhead_weighs_on_the_lanes_it_names() -> None:
    card = small_card(
        tasks={"a": task(60), "b": task(60, lane="talk")}, overheads={"revisions": overhead(10, lanes=("work",))}
    )

    assert line_hours(priced(card, {"posts": 20})) == {"work": "22.00", "talk": "20.00"}


def test_an_overhead_that_names_no_lane_weighs_on_all() -> None:
    card = small_card(tasks={"a": task(60), "b": task(60, lane="talk")}, overheads={"buffer": overhead(10)})

    assert line_hours(priced(card, {"posts": 20})) == {"work": "22.00", "talk": "22.00"}


def test_an_overhead_can_gather_its_hours_in_a_lane() -> None:
    card = small_card(
        tasks={"a": task(60), "b": task(60, lane="talk")}, overheads={"coordination": overhead(8, into="desk")}
    )

    # 8 % of 100 + 100
    assert line_hours(priced(card, {"posts": 100})) == {"work": "100.00", "talk": "100.00", "desk": "16.00"}


@pytest.mark.parametrize(
    ("order", "desk"),
    [(("revisions", "coordination"), "22.00"), (("coordination", "revisions"), "20.00")],  # 20 % of 110, or of 100
)
def test_an_overhead_counts_those_before_it(order: tuple[str, ...], desk: str) -> None:
    known = {"revisions": overhead(10, lanes=("work",)), "coordination": overhead(20, lanes=("work",), into="desk")}
    card = small_card(overheads={name: known[name] for name in order})

    assert line_hours(priced(card, {"posts": 100})) == {"work": "110.00", "desk": desk}


def test_an_overhead_is_never_counted_upon_itself() -> None:
    card = small_card(
        tasks={"a": task(60), "meetings": task(60, lane="desk")}, overheads={"coordination": overhead(10, into="desk")}
    )

    # 10 % of 100 + 100, beside the 100 hours of meetings
    assert line_hours(priced(card, {"posts": 100})) == {"work": "100.00", "desk": "120.00"}


def test_the_order_of_the_tasks_does_not_matter_to_an_overhead() -> None:
    tasks = {"meetings": task(60, lane="desk"), "a": task(60)}
    gathered = {"coordination": overhead(10, into="desk")}

    for order in (tasks, dict(reversed(tasks.items()))):
        quote = priced(small_card(tasks=order, overheads=gathered), {"posts": 100})
        assert line_hours(quote) == {"work": "100.00", "desk": "120.00"}


def test_an_overhead_outside_its_condition_weighs_nothing() -> None:
    card = small_card(overheads={"peak": overhead(50, when=read_condition({"posts": {"at_least": 50}}))})

    assert line_hours(priced(card, {"posts": 10})) == {"work": "10.00"}
    assert line_hours(priced(card, {"posts": 50})) == {"work": "75.00"}


def test_what_an_overhead_may_go_off_by_joins_the_band() -> None:
    # 8 hours, 25 % more (0 to 50 %): 10, the overhead alone may be 2 less or 2 more.
    card = small_card(overheads={"peak": overhead(0, 25, 50)})

    assert priced(card, {"posts": 8}).workload.band("month") == figures(8, 10, 12)


def test_the_deviations_of_a_lane_grow_with_its_overhead() -> None:
    # 8 hours that may be 4 less or 4 more, doubled.
    card = small_card(tasks={"posts": task(30, 60, 90)}, overheads={"peak": overhead(100)})

    assert priced(card, {"posts": 8}).workload.band("month") == figures(8, 16, 24)


def test_a_reserve_is_priced_as_hours() -> None:
    card = small_card(overheads={"reserve": overhead(10, reserve=True)})

    assert line_hours(priced(card, {"posts": 100})) == {"work": "110.00"}


# --- Stated hours ------------------------------------------------------------------------------------------------


def test_stated_hours_replace_the_estimate(card: RateCard) -> None:
    quote = priced(card, {"scope": ["content", "strategy"], "posts": 400, "billing": "fixed"}, hours=Decimal("12.4"))

    assert line_hours(quote) == {"mandate": "12.50"}
    assert line_hours(quote, "once") == {}
    assert quote.workload.band("month") == figures("12.5")
    assert quote.workload.stated


def test_stated_hours_of_a_project_are_those_of_the_project(card: RateCard) -> None:
    quote = priced(card, {"scope": ["content"]}, hours=Decimal(30), period="project", weeks=Decimal(6))

    assert line_hours(quote, "once") == {"mandate": "30.00"}


# --- Projects ----------------------------------------------------------------------------------------------------


def test_what_is_fixed_a_month_is_scaled_to_the_weeks_of_a_project() -> None:
    card = small_card(tasks={"posts": task(60), "watch": task(10, fixed=Decimal(21), lane="talk")})
    quote = priced(card, {"posts": 7}, period="project", weeks=Decimal(3))

    # Three weeks of four: 21 x 3/4 x 10 min = 157.5 min = 2.625 h; the posts are those of the whole project.
    assert line_hours(quote) == {}
    assert line_hours(quote, "once") == {"work": "7.00", "talk": "2.75"}


def test_what_is_done_once_is_not_scaled_to_the_weeks_of_a_project() -> None:
    card = small_card(tasks={"posts": task(60), "setup": task(300, fixed=Decimal(1), period="once", lane="desk")})
    quote = priced(card, {"posts": 1}, period="project", weeks=Decimal(40))

    assert line_hours(quote, "once") == {"work": "1.00", "desk": "5.00"}


# --- The default card --------------------------------------------------------------------------------------------


def test_the_cafe_takes_the_hours_that_one_counts_by_hand(card: RateCard) -> None:
    traits: dict[str, Any] = {"scope": ["content", "community"], "platforms": ["facebook", "instagram"]}
    quote = priced(card, {**traits, "posts": 8, "stories": 8, "inbound": 40, "meetings": 0})

    # Content: (8 x 35 + 8 x 3 adapted + 8 x 10 + 60 calendar) x 1.1 = 488.4 min.
    # Service: 12 x 1.5 + 3.2 x 5 = 34 min. Conversation: 0.8 x 4 + 9 x 5 = 48.2 min.
    # Reporting 30 min; coordination 8 % of 600.6 = 48.05 min.
    assert line_hours(quote) == {
        "content": "8.25",
        "service": "0.50",
        "conversation": "0.75",
        "reporting": "0.50",
        "coordination": "0.75",
    }


def test_replies_are_simple_service_and_voice(card: RateCard) -> None:
    quote = priced(card, {"scope": ["community"], "inbound": 1500, "meetings": 0})

    # 40 % of 1,500 is 600 replies: 450 x 1.5 min, 120 x 5 min, 30 x 4 min; and 1,400 x 0.5 min to sort, as
    # the watch reads the first hundred.
    assert hours_of(quote, "triage", "simple_replies", "service_replies", "voice_replies") == [
        "11.67",
        "11.25",
        "10.00",
        "2.00",
    ]


def test_messages_that_nobody_watches_are_all_sorted(card: RateCard) -> None:
    unwatched = priced(card, {"scope": ["editorial"], "inbound": 1500})
    project = priced(card, {"scope": ["community"], "inbound": 1500}, period="project", weeks=Decimal(3))

    assert hours_of(unwatched, "triage_unwatched") == ["7.50"]  # 1,500 x 0.3 min, in batches
    assert hours_of(project, "triage_project") == ["12.50"]  # 1,500 x 0.5 min


def test_a_public_service_is_asked_for_more_service(card: RateCard) -> None:
    quote = priced(card, {"scope": ["editorial"], "inbound": 1500, "reply_mix": "service-first"})

    # 600 replies as 60/35/5: 360 x 1.5 min, 210 x 5 min, 30 x 4 min.
    assert hours_of(quote, "simple_replies", "service_replies", "voice_replies") == ["9.00", "17.50", "2.00"]


def test_the_share_of_replies_can_be_said(card: RateCard) -> None:
    quote = priced(card, {"scope": ["editorial"], "inbound": 1500, "reply_share": 20})

    assert hours_of(quote, "simple_replies") == ["5.62"]  # 225 x 1.5 min = 5.625 h


@pytest.mark.parametrize(
    ("traits", "adapted", "translated"),
    [
        ({}, 0, 0),
        ({"platforms": ["facebook"]}, 0, 0),
        ({"platforms": ["facebook", "x"]}, 14, 0),
        ({"platforms": ["facebook", "x", "tiktok"]}, 28, 0),
        ({"languages": ["fr", "en"]}, 0, 14),
        ({"languages": ["fr", "en", "es"], "platforms": ["facebook", "x"]}, 14, 28),
        ({"platforms": ["facebook", "x"], "adapted": 3}, 3, 0),
        ({"platforms": ["facebook", "x"], "adapted": 0}, 0, 0),
        ({"languages": ["fr", "en"], "translated": 5}, 0, 5),
    ],
)
def test_pieces_are_adapted_and_translated_beyond_the_first_unless_said(
    card: RateCard, traits: dict[str, Any], adapted: int, translated: int
) -> None:
    volumes = {"posts": 8, "carousels": 2, "long_posts": 1, "videos_edited": 2, "videos_produced": 1, "stories": 9}
    facts = priced(card, {**CONTENT, **volumes, **traits}).facts  # 14 pieces: stories are none

    assert (facts["adapted"], facts["translated"]) == (adapted, translated)


@pytest.mark.parametrize(
    ("followers", "said", "inbound"),
    [
        (10_000, {}, 390),
        (10_000, {"inbound": 25}, 25),
        (10_000, {"inbound": 0}, 0),
        (50_000, {}, 990),  # 390, and 1.5 % of 40,000
        (1_000_000, {}, 5340),
        (9_000_000, {}, 6000),
    ],
)
def test_messages_are_estimated_from_followers_unless_said(
    card: RateCard, followers: int, said: dict[str, int], inbound: int
) -> None:
    facts = priced(card, {**CONTENT, "posts": 1, "followers": followers, **said}).facts

    assert facts["inbound"] == inbound


@pytest.mark.parametrize(("weeks", "inbound"), [("2.165", 195), ("8.66", 780)])  # half a month, two months
def test_messages_estimated_a_month_are_scaled_to_the_weeks_of_a_project(
    card: RateCard, weeks: str, inbound: int
) -> None:
    quote = priced(card, {"scope": ["community"], "followers": 10000}, period="project", weeks=Decimal(weeks))

    assert quote.facts["inbound"] == inbound


def test_an_estimate_of_so_many_a_month_is_counted_for_the_months_of_a_project_once() -> None:
    messages = number(None, derived=Quantity(fixed=Decimal(30)), estimated=True)
    quote = priced(small_card(traits={"messages": messages}), {"posts": 1}, period="project", weeks=Decimal(8))

    assert quote.facts["messages"] == 60  # two months of four weeks


@pytest.mark.parametrize(
    ("kind", "hours", "billed"),
    [("visit", "0.5", "2.00"), ("visit", "3", "3.00"), ("event", "0.5", "4.00"), ("event", "6.5", "6.50")],
)
def test_a_visit_is_billed_two_hours_at_least_and_an_event_four(
    card: RateCard, kind: str, hours: str, billed: str
) -> None:
    quote = priced(card, {"scope": ["on-site"], "on_site_hours": Decimal(hours), "visit": kind})

    assert line_hours(quote)["on-site"] == billed


@pytest.mark.parametrize(("peak", "service"), [("none", "4.25"), ("event", "5.25"), ("outage", "6.25")])
def test_a_peak_multiplies_the_community_work_only(card: RateCard, peak: str, service: str) -> None:
    # 600 messages nobody answers: (600 - 100) x 0.5 min = 4.17 h of sorting.
    traits = {**CONTENT, "posts": 20, "carousels": 0, "inbound": 600, "reply_share": 0, "peak": peak}
    traits["scope"] = ["content", "community"]
    hours = line_hours(priced(card, traits))

    assert hours["service"] == service
    assert hours["content"] == "13.00"  # ((10 + 10 x 70 %) x 35 + 120) x 1.1 = 786.5 min = 13.1 h


@pytest.mark.parametrize(
    ("inbound", "minutes"), [(99, 45), (100, 105), (499, 105), (500, 315), (1999, 315), (2000, 630)]
)
def test_the_watch_grows_with_the_community(card: RateCard, inbound: int, minutes: int) -> None:
    # Nine passes of 5 minutes a month, then 21 of 5, 15 and 30.
    quote = priced(card, {"scope": ["community"], "inbound": inbound})
    watch = [task.hours for task in quote.workload.tasks if task.id.startswith("watch")]

    assert watch == [Decimal(minutes) / 60]


def test_no_lane_is_empty_on_the_way_out() -> None:
    card = small_card(tasks={"a": task(60), "b": task(0, lane="talk")})

    assert line_hours(priced(card, {"posts": 1})) == {"work": "1.00"}


# --- Hours up to so many -----------------------------------------------------------------------------------------


def with_presence() -> RateCard:
    """A card whose replies are part of the hours of presence, and whose month has five hours at least."""
    return small_card(
        traits={"messages": number(), "presence": number(decimals=True)},
        tasks={"posts": task(60), "replies": task(5, 10, 30, each=("messages",), lane="talk")},
        overheads={
            "presence": Overhead(label=WORDS, lanes=("talk",), into="talk", up_to="presence"),
            "least": Overhead(label=WORDS, into="desk", up_to=Decimal(5), reserve=True),
        },
    )


@pytest.mark.parametrize(
    ("traits", "hours"),
    [
        ({"posts": 2}, {"work": "2.00", "desk": "3.00"}),
        ({"posts": 6}, {"work": "6.00"}),
        ({"posts": 6, "messages": 60}, {"work": "6.00", "talk": "10.00"}),
        ({"posts": 6, "messages": 60, "presence": 8}, {"work": "6.00", "talk": "10.00"}),
        ({"posts": 6, "messages": 60, "presence": 20}, {"work": "6.00", "talk": "20.00"}),
        ({"presence": Decimal("7.3")}, {"talk": "7.25"}),
        ({"presence": 2}, {"talk": "2.00", "desk": "3.00"}),
    ],
)
def test_hours_are_brought_up_to_what_is_said_and_never_counted_twice(
    traits: dict[str, Any], hours: dict[str, str]
) -> None:
    assert line_hours(priced(with_presence(), traits)) == hours


def test_presence_holds_what_its_messages_may_take() -> None:
    # 60 messages are 10 hours, 5 less or 20 more: within 20 hours of presence, 10 more at most.
    assert priced(with_presence(), {"messages": 60, "presence": 20}).workload.band("month") == figures(20, 20, 30)
    assert priced(with_presence(), {"messages": 60}).workload.band("month") == figures(5, 10, 30)


def test_presence_holds_nothing_of_what_other_lanes_may_take() -> None:
    card = replace(with_presence(), tasks={**with_presence().tasks, "posts": task(30, 60, 60)})

    band = priced(card, {"posts": 4, "messages": 60, "presence": 20}).workload.band("month")

    # 4 posts take 4 hours, or 2 less; the 20 hours of presence as above.
    assert band == figures(22, 24, 34)


def test_of_a_number_each_bracket_counts_what_lies_in_it() -> None:
    brackets = (
        Bracket(from_=Decimal(0), share=Decimal(10)),
        Bracket(from_=Decimal(1000), share=Decimal(5)),
        Bracket(from_=Decimal(2000), share=Decimal(0)),
    )
    card = small_card(
        traits={"followers": number()},
        quantities={"messages": Quantity(each=("followers",), brackets=brackets, most=Decimal(140))},
        tasks={"replies": task(60, each=("messages",))},
    )

    def hours(followers: int) -> str:
        return line_hours(priced(card, {"followers": followers}))["work"]

    assert [hours(each) for each in (500, 1000, 1500, 5000)] == ["50.00", "100.00", "125.00", "140.00"]
