"""A quote's life: what each state allows, and when it is over."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from fourchette.core.practice.quote_states import (
    ACT_WORDS,
    ACTS,
    NEXT,
    STATE_WORDS,
    STATES,
    Act,
    Entry,
    Event,
    Status,
    refusal,
    worked,
)

AT = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
LAST = date(2026, 12, 22)
AFTER = date(2026, 12, 23)


def entry(status: Status) -> Entry:
    return Entry(
        name="2026-014.2",
        number="2026-014",
        revision=2,
        status=status,
        issued=date(2026, 11, 22),
        valid_until=LAST,
        client="Café",
        title="Mandat",
        language="fr",
        currency="CAD",
        total=Decimal("2858.58"),
    )


@pytest.mark.parametrize("status", ["draft", "sent", "accepted", "declined"])
def test_a_status_is_a_state_through_the_last_day(status: Status) -> None:
    assert entry(status).state(LAST) == status


def test_only_a_sent_quote_expires() -> None:
    states = {status: entry(status).state(AFTER) for status in ("draft", "sent", "accepted", "declined")}

    assert states == {"draft": "draft", "sent": "expired", "accepted": "accepted", "declined": "declined"}


@pytest.mark.parametrize(
    ("act", "allowed"),
    [
        ("send", ["draft"]),
        ("accept", ["sent"]),
        ("decline", ["sent", "expired"]),
        ("reopen", ["accepted", "declined"]),
    ],
)
def test_an_act_is_allowed_in_its_states_and_no_other(act: Act, allowed: list[str]) -> None:
    quotes = [entry("draft"), entry("sent"), entry("accepted"), entry("declined")]
    found = [quote.status for quote in quotes if refusal(act, quote, LAST) is None]
    if refusal(act, entry("sent"), AFTER) is None:
        found.append("expired")  # type: ignore[arg-type]  # a state more than the statuses

    assert found == allowed


def test_a_refusal_says_the_state_and_what_could_come_next() -> None:
    refused = refusal("accept", entry("sent"), AFTER)

    assert refused is not None
    assert [str(message) for message in refused] == [
        "2026-014.2 is expired: it cannot be marked as accepted",
        "Next: fourchette revise 2026-014.2, for new dates",
    ]


def test_each_state_and_act_has_its_words() -> None:
    assert set(STATE_WORDS) == set(NEXT) == set(STATES)
    assert set(ACT_WORDS) == set(ACTS)


def test_hours_are_summed_by_lane_over_all_months() -> None:
    def logged(lane: str, month: str, hours: str) -> Event:
        return Event(AT, "hours", "sent", lane=lane, month=month, hours=Decimal(hours))

    events = [
        Event(AT, "created", "draft"),
        logged("content", "2026-10", "1.5"),
        logged("service", "2026-10", "2"),
        logged("content", "2026-11", "0.25"),
    ]

    assert worked(events) == {"content": Decimal("1.75"), "service": Decimal(2)}
