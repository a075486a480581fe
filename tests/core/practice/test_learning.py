"""What past quotes teach: shares with their interval, what an hour earned, and minutes by evidence."""

from decimal import Decimal

import pytest

from builders import figures, small_card, task
from fourchette.core.practice.learning import (
    LaneRatio,
    Sample,
    effective_rate,
    lane_ratios,
    of_lanes,
    proposals,
    same_lanes,
    wilson,
    win_rates,
)
from fourchette.core.practice.quote_states import State


def sample(state: State = "accepted", rate: str = "60", price: str = "1000", **worked: str) -> Sample:
    """A quote of ten estimated hours in the lane `work`."""
    return Sample(
        "2026-001",
        state,
        Decimal(rate),
        Decimal(price),
        {"work": Decimal(10)},
        {lane: Decimal(hours) for lane, hours in worked.items()},
    )


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


def test_an_hour_earned_the_price_over_the_hours() -> None:
    assert effective_rate(sample(price="1000", work="8", talk="2")) == 100
    assert effective_rate(sample()) is None


def test_a_lane_s_ratio_is_of_its_sums_over_the_quotes_that_logged_it() -> None:
    found = lane_ratios([sample(work="15"), sample(work="10"), sample(), sample(talk="3")])

    assert found == (
        LaneRatio("talk", Decimal(3), Decimal(0), 1),
        LaneRatio("work", Decimal(25), Decimal(20), 2),
    )
    assert [ratio.ratio for ratio in found] == [None, Decimal("1.25")]


def test_minutes_are_scaled_by_their_lane_s_ratio_to_a_tenth() -> None:
    card = small_card(tasks={"posts": task(7, 13, 20), "stories": task(10, lane="talk")})

    (found,) = proposals(card, [LaneRatio("work", Decimal(25), Decimal(20), 3)])

    # Five quarters of 7, 13 and 20 are 8.75, 16.25 and 25.
    assert (found.task, found.before) == ("posts", figures(7, 13, 20))
    assert (found.after.low, found.after.high) == (Decimal("8.8"), Decimal(25))
    assert found.after.target in {Decimal("16.2"), Decimal("16.3")}
    assert (found.quotes, found.enough) == (3, True)


def test_two_quotes_are_weak_evidence() -> None:
    (found,) = proposals(small_card(), [LaneRatio("work", Decimal(25), Decimal(20), 2)])

    assert not found.enough


@pytest.mark.parametrize(
    "ratio", [LaneRatio("work", Decimal(20), Decimal(20), 9), LaneRatio("work", Decimal(20), Decimal(0), 9)]
)
def test_a_lane_that_took_what_was_estimated_or_was_never_estimated_proposes_nothing(ratio: LaneRatio) -> None:
    assert proposals(small_card(), [ratio]) == ()


def test_hours_speak_for_another_card_where_the_lane_s_minutes_are_the_same() -> None:
    one = small_card(tasks={"posts": task(60), "stories": task(10, lane="talk")})
    other = small_card(tasks={"posts": task(50), "stories": task(10, lane="talk")})

    assert same_lanes(one, other) == ("talk", "desk")
    assert of_lanes(sample(work="3", talk="2"), ("talk",)).worked == {"talk": Decimal(2)}
