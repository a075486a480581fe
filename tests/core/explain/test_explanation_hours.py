"""Where hours come from: what is printed multiplies, and what is printed under a line adds up to it."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from builders import (
    DAY,
    NO_TAXES,
    WORDS,
    choice,
    mandates,
    number,
    overhead,
    priced,
    several,
    small_card,
    small_cards,
    task,
)
from fourchette.core.basis.money import HUNDRED, MINUTES_PER_HOUR, ZERO, to_cent
from fourchette.core.card.rate_card import Bracket, Overhead, Quantity, RateCard, Tier
from fourchette.core.card.volumes import within_brackets
from fourchette.core.explain.explanation_hours import (
    LeastTime,
    LineHours,
    OverheadTime,
    StatedTime,
    TaskTime,
    TimePart,
    hours_of,
    reckonings,
)
from fourchette.core.price.quote import price


def multiplies(part: TimePart) -> bool:
    match part:
        case TaskTime():
            return part.hours == to_cent(part.quantity * part.each / MINUTES_PER_HOUR)
        case OverheadTime():
            return part.hours == to_cent(part.base * part.percent / HUNDRED)
        case LeastTime():
            return part.hours <= part.up_to
        case StatedTime():
            return True


def adds_up(line: LineHours) -> bool:
    return sum((part.hours for part in line.parts), line.rounding) == line.hours


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_every_part_multiplies_and_every_line_adds_up_to_the_quote_s(data: st.DataObject) -> None:
    card = data.draw(small_cards())
    quote = price(data.draw(mandates(card)), card, NO_TAXES, on=DAY)

    found = hours_of(quote)
    billed = {(line.period, line.id): line.hours for line in quote.lines if line.hours is not None}

    assert {(line.period, line.lane): line.hours for line in found if line.line is not None} == billed
    assert all(adds_up(line) for line in found)
    assert all(multiplies(part) for line in found for part in line.parts)


def test_a_task_says_how_many_times_how_many_minutes_and_what_one_costs() -> None:
    (line,) = hours_of(priced(small_card(), {"posts": 8}))
    (part,) = line.parts

    assert isinstance(part, TaskTime)
    assert [part.quantity, part.each, part.hours, part.cost] == [8, 60, 8, 100]
    assert line.rounding == 0


def test_an_overhead_gathered_from_several_lanes_is_counted_once() -> None:
    card = small_card(
        tasks={"posts": task(60), "talks": task(30, lane="talk")}, overheads={"desk": overhead(10, into="desk")}
    )
    desk = hours_of(priced(card, {"posts": 10}))[-1]

    assert [(part.base, part.hours) for part in desk.parts if isinstance(part, OverheadTime)] == [
        (Decimal("15.00"), Decimal("1.50"))
    ]


def test_an_overhead_and_a_task_of_one_name_are_not_taken_for_each_other() -> None:
    card = small_card(overheads={"posts": overhead(10)})
    (line,) = hours_of(priced(card, {"posts": 10}))

    assert [type(part) for part in line.parts] == [TaskTime, OverheadTime]


def test_each_of_the_hours_that_a_lane_is_brought_up_to_is_a_part_of_it() -> None:
    few, more = (
        Overhead(label=WORDS, up_to=Decimal(hours), lanes=lanes, into="work")
        for hours, lanes in ((3, ("work",)), (8, ("work", "talk")))
    )
    (line,) = hours_of(priced(small_card(overheads={"few": few, "more": more}), {"posts": 2}))

    assert [f"{part.hours:f} to {part.up_to:f}" for part in line.parts if isinstance(part, LeastTime)] == [
        "1.00 to 3.00",
        "5.00 to 8.00",
    ]
    assert line.hours == 8


def test_hours_that_round_to_nothing_are_shown_all_the_same() -> None:
    card = small_card(tasks={"posts": task(60), "talks": task(1, lane="talk")})
    lines = hours_of(priced(card, {"posts": 2}))

    assert [(line.lane, line.hours, line.rounding) for line in lines] == [
        ("work", 2, 0),
        ("talk", ZERO, Decimal("-0.03")),
    ]


def test_stated_hours_come_from_the_mandate() -> None:
    quote = priced(small_card(), {"posts": 8}, hours=Decimal("12.5"))
    (line,) = hours_of(quote)

    assert (line.parts, reckonings(quote)) == ((StatedTime(Decimal("12.50")),), ())


def counted(**answers: object) -> dict[str, tuple[str, str]]:
    """What each computed number comes to, and its product as printed."""
    card = small_card(
        traits={
            "channels": several(web=choice(), mail=choice()),
            "share": number(40),
            "adapted": number(None, derived=Quantity(each=("posts",), further="channels")),
        },
        quantities={
            "half": Quantity(each=("posts",), share=Decimal(50)),
            "replies": Quantity(each=("half", "posts"), share="share", minimum=Decimal(5)),
            "unused": Quantity(each=("posts",), share=Decimal(10)),
        },
        tasks={"replies": task(60, each=("replies",)), "adapted": task(60, each=("adapted",))},
    )  # fmt: skip
    return {each.id: (f"{each.number:f}", f"{each.product:f}") for each in reckonings(priced(card, answers))}


def test_the_numbers_behind_the_hours_are_told_each_after_those_it_uses() -> None:
    found = counted(posts=10, channels=["web", "mail"])

    assert found == {"adapted": ("10", "10"), "half": ("5", "5"), "replies": ("6", "6")}
    assert list(found).index("half") < list(found).index("replies")


def test_a_number_held_at_its_minimum_says_so() -> None:
    found = counted(posts=2)

    assert found["replies"] == ("5", "1.2")


def test_a_number_that_was_said_is_an_answer_and_not_computed() -> None:
    assert "adapted" not in counted(posts=10, channels=["web", "mail"], adapted=3)
    assert "adapted" not in counted(posts=10, channels=["web", "mail"], adapted=10)


def test_an_estimate_that_a_project_shortens_is_not_told_as_a_product() -> None:
    card = small_card(
        traits={
            "fans": number(),
            "messages": number(None, derived=Quantity(each=("fans",), share=Decimal(10)), estimated=True,
                               tiers=(Tier(from_=Decimal(1)),)),
        },
        tasks={"messages": task(60, each=("messages",))},
    )  # fmt: skip

    assert [each.id for each in reckonings(priced(card, {"fans": 100}))] == ["messages"]
    assert reckonings(priced(card, {"fans": 100}, period="project", weeks=Decimal(2))) == ()


def test_a_task_done_in_series_tells_what_each_part_of_it_counts_for(card: RateCard) -> None:
    traits = {"scope": ["content"], "posts": 14, "platforms": ["facebook"], "meetings": 0}

    (found,) = (each for each in reckonings(priced(card, traits)) if each.id == "posts")

    # Ten whole, and four of which 70 % count.
    assert found.brackets == ((Decimal(100), Decimal(10)), (Decimal(70), Decimal(4)))
    assert (found.number, found.product, found.in_brackets) == (Decimal("12.8"), Decimal("12.8"), True)


@given(st.integers(1, 300), st.integers(1, 100), st.integers(0, 100))
def test_more_in_a_series_never_counts_for_less(units: int, start: int, share: int) -> None:
    brackets = (Bracket(from_=ZERO, share=HUNDRED), Bracket(from_=Decimal(start), share=Decimal(share)))

    parts = within_brackets(brackets, Decimal(units))

    assert sum(amount for _, amount in parts) == units
    assert sum(one * amount for one, amount in parts) <= sum(
        one * amount for one, amount in within_brackets(brackets, Decimal(units + 1))
    )


def test_an_overhead_that_likely_takes_nothing_is_no_part_of_the_hours() -> None:
    card = small_card(overheads={"revisions": overhead(0, 0, 50), "desk": overhead(10)})
    (line,) = hours_of(priced(card, {"posts": 10}))

    assert [part.id for part in line.parts if isinstance(part, OverheadTime)] == ["desk"]
