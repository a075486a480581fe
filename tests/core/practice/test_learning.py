"""What past quotes teach: shares with their interval, what an hour earned, and minutes by evidence."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import figures, small_card, task
from fourchette.core.basis.money import ZERO
from fourchette.core.practice.contract import Agreed, AgreedLine, Contract, SoldOnce, last_day_of, later, month_of
from fourchette.core.practice.learning import (
    Evidence,
    LaneRatio,
    Sample,
    by_lane,
    effective_rate,
    lane_ratios,
    of_cards,
    proposals,
    same_lanes,
    sample_of,
    wilson,
    win_rates,
)
from fourchette.core.practice.quote_states import Logged, State

AT = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)


def sample(state: State = "accepted", rate: str = "60", currency: str = "CAD", name: str = "2026-001") -> Sample:
    return Sample(name, state, currency, Decimal(rate), Decimal(500), Decimal(1000))


def worked(name: str, month: str, lane: str, hours: str, estimated: str, *tasks: str) -> Sample:
    """A quote with one month of hours in a lane."""
    evidence = Evidence(lane, (month,), Decimal(hours), Decimal(estimated), tasks or ("posts",))
    return replace(sample(name=name), evidence=(evidence,))


def line(lane: str, hours: str, period: Literal["month", "once"] = "month", rate: int = 60) -> AgreedLine:
    return AgreedLine(lane, lane, period, Decimal(hours), Decimal(rate), Decimal(hours) * rate)


def agreed(*lines: AgreedLine, since: date | None = date(2026, 1, 1), months: int = 12, weeks: int = 0) -> Agreed:
    """A revision with these lines."""
    tasks = {each.id: ("posts",) for each in lines}
    stated = Decimal(weeks) if weeks else None
    return Agreed(
        "2026-001", since, lines, Decimal(60), Decimal(months), stated, is_project=bool(weeks), tasks=tasks, card="a"
    )


def logs(*entries: tuple[str, str, str]) -> tuple[Logged, ...]:
    """Hours by month and lane."""
    return tuple(
        Logged(place, AT, lane, month, Decimal(hours)) for place, (month, lane, hours) in enumerate(entries, start=1)
    )


def taught(contract: Contract, day: date) -> Sample:
    return sample_of(contract, "accepted", "CAD", day)


# Wilson's score interval, computed by hand with z = 1.959964 (z² = 3.841459).
@pytest.mark.parametrize(
    ("won", "decided", "least", "most"),
    [
        (0, 1, "0.00", "79.35"),  # 3.841459 / 4.841459
        (1, 1, "20.65", "100.00"),  # 1 / 4.841459
        (5, 10, "23.66", "76.34"),
        (0, 10, "0.00", "27.75"),  # 3.841459 / 13.841459
        (10, 10, "72.25", "100.00"),
        (8, 10, "49.02", "94.33"),
        (50, 100, "40.38", "59.62"),
        (0, 0, "0.00", "100.00"),
    ],
)
def test_the_interval_is_wilson_s(won: int, decided: int, least: str, most: str) -> None:
    low, high = wilson(won, decided)

    assert (low.quantize(Decimal("0.01")), high.quantize(Decimal("0.01"))) == (Decimal(least), Decimal(most))


def test_quotes_are_won_or_lost_by_band_of_rate() -> None:
    found = win_rates(
        [
            sample("accepted", "50"),
            sample("declined", "74.99"),
            sample("expired", "60"),
            sample("accepted", "75"),
            sample("draft", "60"),
            sample("sent", "60"),
        ]
    )

    assert [(band.low, band.high, band.won, band.decided) for band in found] == [
        (Decimal(50), Decimal(75), 1, 3),
        (Decimal(75), Decimal(100), 1, 1),
    ]
    assert [round(band.share, 2) for band in found] == [Decimal("33.33"), Decimal(100)]
    assert found[1].least.quantize(Decimal("0.01")) == Decimal("20.65")


def test_what_is_not_decided_teaches_no_win_rate() -> None:
    assert win_rates([sample("draft"), sample("sent")]) == ()


def test_a_rate_won_in_one_currency_says_nothing_of_another() -> None:
    found = win_rates([sample("accepted", "80"), sample("declined", "80", "USD")])

    assert [(band.currency, band.won, band.decided) for band in found] == [("CAD", 1, 1), ("USD", 0, 1)]


# --- Months with months


def test_a_normal_month_of_a_long_mandate_is_a_normal_month() -> None:
    contract = Contract((agreed(line("work", "13.25")),), logs(("2026-01", "work", "12")))

    found = taught(contract, date(2026, 2, 1))

    (ratio,) = lane_ratios([found])
    assert (ratio.worked, ratio.estimated, ratio.quotes, ratio.months) == (Decimal(12), Decimal("13.25"), 1, 1)
    assert effective_rate(found.earned) == Decimal("66.25")  # 13.25 h at 60 $ over 12 h


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2026, 1, 15), date(2026, 1, 31)])
def test_a_month_that_is_not_over_teaches_nothing(day: date) -> None:
    found = taught(Contract((agreed(line("work", "13.25")),), logs(("2026-01", "work", "3"))), day)

    assert (found.evidence, found.earned) == ((), ())


def test_a_month_is_held_against_the_revision_that_was_in_force_in_it() -> None:
    first, second = agreed(line("work", "10")), agreed(line("work", "20"), since=date(2026, 3, 10))
    contract = Contract((first, second), logs(("2026-02", "work", "10"), ("2026-03", "work", "20")))

    found = taught(contract, date(2026, 4, 1))

    assert [(each.months, each.estimated) for each in found.evidence] == [
        (("2026-02",), Decimal(10)),
        (("2026-03",), Decimal(20)),
    ]
    assert [(each.month, each.price) for each in found.earned] == [
        ("2026-02", Decimal(600)),
        ("2026-03", Decimal(1200)),
    ]


@pytest.mark.parametrize(("day", "compared"), [(date(2026, 1, 22), False), (date(2026, 1, 23), True)])
def test_a_project_is_compared_once_it_is_over(day: date, *, compared: bool) -> None:
    project = agreed(line("work", "40", "once"), months=1, weeks=3)
    found = taught(Contract((project,), logs(("2026-01", "work", "30"))), day)

    assert [each.worked / each.estimated for each in found.evidence] == [Decimal("0.75")] * compared
    assert [effective_rate(found.earned)] == [Decimal(80) if compared else None]


def test_a_project_never_accepted_is_not_compared() -> None:
    project = agreed(line("work", "40", "once"), since=None, months=1, weeks=3)

    assert taught(Contract((project,), logs(("2026-01", "work", "30"))), date(2030, 1, 1)).evidence == ()


def test_one_time_work_in_a_lane_is_compared_with_the_whole_of_the_term() -> None:
    both = agreed(line("work", "10"), line("work", "5", "once"), months=2)
    entries = logs(("2026-01", "work", "15"), ("2026-02", "work", "10"))

    assert taught(Contract((both,), entries), date(2026, 2, 28)).evidence == ()
    (found,) = taught(Contract((both,), entries), date(2026, 3, 1)).evidence
    assert (found.worked, found.estimated, found.months) == (Decimal(25), Decimal(25), ("2026-01", "2026-02"))


def test_a_lane_s_ratio_is_of_its_sums_over_the_months_that_logged_it() -> None:
    found = lane_ratios(
        [
            worked("2026-001", "2026-01", "work", "15", "10"),
            worked("2026-002", "2026-01", "work", "10", "10", "stories"),
            sample(),
            worked("2026-003", "2026-01", "talk", "3", "0"),
        ]
    )

    assert found == (
        LaneRatio("talk", Decimal(3), ZERO, 1, 1, frozenset({"posts"})),
        LaneRatio("work", Decimal(25), Decimal(20), 2, 1, frozenset({"posts", "stories"})),
    )
    assert [ratio.ratio for ratio in found] == [None, Decimal("1.25")]


def ratio(worked: int, estimated: int, quotes: int, months: int = 3, *tasks: str) -> LaneRatio:
    return LaneRatio("work", Decimal(worked), Decimal(estimated), quotes, months, frozenset(tasks or ("posts",)))


def test_minutes_are_scaled_by_their_lane_s_ratio_to_a_tenth() -> None:
    card = small_card(tasks={"posts": task(7, 13, 20), "stories": task(10, lane="talk")})

    (found,) = proposals(card, [ratio(25, 20, 3)])

    # Five quarters of 7, 13 and 20 are 8.75, 16.25 and 25.
    assert (found.task, found.before) == ("posts", figures(7, 13, 20))
    assert (found.after.low, found.after.high) == (Decimal("8.8"), Decimal(25))
    assert found.after.target in {Decimal("16.2"), Decimal("16.3")}
    assert found.enough


def test_a_task_that_no_mandate_had_is_not_touched() -> None:
    card = small_card(tasks={"posts": task(60), "stories": task(10)})

    assert [found.task for found in proposals(card, [ratio(25, 20, 3)])] == ["posts"]


@pytest.mark.parametrize(("quotes", "months"), [(2, 12), (12, 2), (1, 1)])
def test_two_quotes_or_two_months_are_weak_evidence(quotes: int, months: int) -> None:
    (found,) = proposals(small_card(), [ratio(25, 20, quotes, months)])

    assert not found.enough


@pytest.mark.parametrize("found", [ratio(20, 20, 9), ratio(20, 0, 9)], ids=["as estimated", "never estimated"])
def test_a_lane_that_took_what_was_estimated_or_was_never_estimated_proposes_nothing(found: LaneRatio) -> None:
    assert proposals(small_card(), [found]) == ()


def test_hours_speak_for_another_card_where_the_lane_s_minutes_are_the_same() -> None:
    one = small_card(tasks={"posts": task(60), "stories": task(10, lane="talk")})
    other = small_card(tasks={"posts": task(50), "stories": task(10, lane="talk")})

    assert same_lanes(one, other) == ("talk", "desk")
    both = replace(
        sample(),
        evidence=tuple(Evidence(lane, ("2026-01",), Decimal(2), ZERO, (), "a") for lane in ("work", "talk")),
    )
    assert by_lane(of_cards(both, {"a": ("talk",)}), "worked") == {"talk": Decimal(2)}
    assert of_cards(both, {"b": ("talk",)}).evidence == ()


# --- Laws

LANES = st.dictionaries(st.sampled_from(["work", "talk", "desk"]), st.integers(1, 400), min_size=1)
CARD = small_card(
    tasks={name: task(60, lane=lane) for name, lane in (("posts", "work"), ("talks", "talk"), ("desks", "desk"))}
)


def months_since(start: date, hours: Mapping[str, int], months: int, factor: Decimal) -> Contract:
    """A mandate whose every month took its estimated quarter hours, so many times."""
    lines = tuple(line(lane, str(Decimal(quarters) / 4)) for lane, quarters in hours.items())
    tasks = {"work": ("posts",), "talk": ("talks",), "desk": ("desks",)}
    entries = logs(
        *(
            (later(month_of(start), place), each.id, str((each.hours or ZERO) * factor))
            for place in range(months)
            for each in lines
        )
    )
    return Contract((replace(agreed(*lines, since=start), tasks=tasks),), entries)


STARTS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
MANDATES = st.lists(st.tuples(STARTS, LANES), min_size=1, max_size=5)


@given(MANDATES, st.integers(1, 14), st.dates(date(2026, 1, 1), date(2028, 1, 1)))
def test_hours_exactly_as_estimated_propose_nothing_at_any_moment(
    mandates: list[tuple[date, dict[str, int]]], months: int, day: date
) -> None:
    samples = [taught(months_since(start, hours, months, Decimal(1)), day) for start, hours in mandates]

    assert proposals(CARD, lane_ratios(samples)) == ()


@given(MANDATES, st.integers(1, 14), st.dates(date(2026, 1, 1), date(2028, 1, 1)))
def test_work_that_always_takes_three_quarters_of_its_time_comes_to_three_quarters(
    mandates: list[tuple[date, dict[str, int]]], months: int, day: date
) -> None:
    samples = [taught(months_since(start, hours, months, Decimal("0.75")), day) for start, hours in mandates]

    found = proposals(CARD, lane_ratios(samples))

    over = any(last_day_of(month_of(start)) < day for start, _ in mandates)
    assert bool(found) == over
    assert {each.after.target for each in found} <= {Decimal(45)}
    assert all(not each.enough for each in found if len(mandates) < 3 or months < 3)


def test_a_lane_of_a_project_that_nobody_worked_in_teaches_nothing() -> None:
    project = agreed(line("work", "40", "once"), line("talk", "5", "once"), months=1, weeks=3)
    found = taught(Contract((project,), logs(("2026-01", "work", "30"))), date(2026, 2, 1))

    assert [each.lane for each in found.evidence] == ["work"]


def test_one_time_work_is_compared_with_the_most_that_a_revision_estimated_of_it() -> None:
    revisions = (
        agreed(line("work", hours, "once"), since=since, months=2)
        for hours, since in (("5", date(2026, 1, 1)), ("8", date(2026, 1, 20)), ("3", date(2026, 2, 3)))
    )
    contract = Contract(tuple(revisions), logs(("2026-01", "work", "9")))

    (found,) = taught(contract, date(2026, 3, 1)).evidence
    assert (found.worked, found.estimated) == (Decimal(9), Decimal(8))


@pytest.mark.parametrize("since", [date(2026, 1, 10), None])
def test_what_is_billed_once_is_earned_in_the_first_month_and_what_is_sold_on_top_in_its_own(
    since: date | None,
) -> None:
    entries = logs(("2026-01", "work", "10"), ("2026-02", "work", "10"))
    sold = (SoldOnce("2026-02", "Video", Decimal(90)),)
    contract = Contract((agreed(line("work", "10"), line("plan", "5", "once"), since=since),), entries, sold)

    # 600 $ a month, 300 $ once, and 90 $ more in February.
    found = taught(contract, date(2026, 3, 1)).earned
    assert [(each.month, each.price) for each in found] == [("2026-01", Decimal(900)), ("2026-02", Decimal(690))]


def test_what_is_billed_once_is_no_earning_of_a_later_month_that_is_the_first_worked() -> None:
    contract = Contract((agreed(line("work", "10"), line("plan", "5", "once")),), logs(("2026-02", "work", "10")))

    assert [each.price for each in taught(contract, date(2026, 3, 1)).earned] == [Decimal(600)]


def test_hours_are_summed_by_lane_worked_or_estimated() -> None:
    evidence = tuple(Evidence("work", (month,), Decimal(12), Decimal(10), ()) for month in ("2026-01", "2026-02"))
    both = replace(sample(), evidence=evidence)

    assert by_lane(both, "worked") == {"work": Decimal(24)}
    assert by_lane(both, "estimated") == {"work": Decimal(20)}


def test_a_band_s_share_is_what_it_won_of_what_was_decided() -> None:
    (band,) = win_rates([*[sample("accepted")] * 3, sample("declined")])

    assert (band.won, band.decided) == (3, 4)
    assert band.share == 75


def test_hours_that_nobody_estimated_say_nothing_of_those_that_somebody_did() -> None:
    estimated, never = worked("a", "2026-01", "work", "12", "10"), worked("b", "2026-01", "work", "50", "0")

    (both,), (alone,) = lane_ratios([estimated, never]), lane_ratios([never])

    assert [both.worked, both.estimated] == [12, 10]
    assert [alone.worked, alone.estimated] == [50, 0]
