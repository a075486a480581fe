"""A quote's life: what each state allows, and when it is over."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    document_sent,
    done_again,
    logged,
    next_step,
    refusal,
    replaced_by,
    restored,
    still_true,
    undone,
    was_replaced_by,
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


@pytest.mark.parametrize(
    ("act", "status", "remedy"),
    [
        ("accept", "declined", "fourchette reopen 2026-014.2 takes its answer back first"),
        ("decline", "accepted", "fourchette reopen 2026-014.2 takes its answer back first"),
        ("send", "declined", "Next: fourchette revise 2026-014.2, to offer something else"),
        ("accept", "draft", "Next: fourchette send 2026-014.2"),
        ("reopen", "sent", "Next: fourchette accept 2026-014.2, or decline 2026-014.2 --reason …"),
    ],
)
def test_an_answer_is_taken_back_before_another_is_given(act: Act, status: Status, remedy: str) -> None:
    refused = refusal(act, entry(status), LAST)

    assert refused is not None
    assert str(refused[1]) == remedy


@pytest.mark.parametrize(("lanes", "lane"), [(("content", "service"), "content"), ((), "…")])
def test_hours_are_logged_next_on_the_first_lane_that_is_known(lanes: Sequence[str], lane: str) -> None:
    told = str(next_step("accepted", "2026-014", lanes))

    assert told == f"Next: fourchette hours 2026-014 3.5 --lane {lane}, as the work goes"


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


# --- What was undone


DONE = st.builds(
    Event,
    at=st.just(AT),
    event=st.sampled_from(["send", "accept", "decline"]),
    status=st.sampled_from(["sent", "accepted", "declined"]),
    day=st.none() | st.just(LAST),
) | st.builds(
    Event,
    at=st.just(AT),
    event=st.just("hours"),
    status=st.just("accepted"),
    lane=st.sampled_from(["content", "service"]),
    month=st.just("2026-11"),
    hours=st.integers(1, 9).map(Decimal),
)
CREATED = Event(AT, "created", "draft")


def holds(events: Sequence[Event]) -> list[tuple[object, ...]]:
    """What stands, whenever it was written."""
    return [(each.event, each.status, each.on, each.lane, each.hours) for each in still_true(events)]


@given(acts=st.lists(st.lists(DONE, min_size=1, max_size=3), max_size=5), data=st.data())
def test_acts_undone_and_done_again_leave_what_stands_as_it_was(acts: list[list[Event]], data: st.DataObject) -> None:
    history = [CREATED, *(event for act in acts for event in act)]
    before, hours = holds(history), worked(history)
    count = data.draw(st.integers(0, len(acts)))

    for act in reversed(acts[len(acts) - count :]):
        history.append(undone(history, len(act), AT))
    assert holds(history) == before[: len(before) - sum(map(len, acts[len(acts) - count :]))]
    assert history[-1].status == still_true(history)[-1].status
    for act in acts[len(acts) - count :]:
        history += done_again(act, AT + timedelta(days=3))

    assert holds(history) == before
    assert worked(history) == hours


def test_hours_done_again_keep_the_places_that_withdrawals_name() -> None:
    work = [Event(AT, "hours", "sent", lane="content", month="2026-11", hours=Decimal(each)) for each in (1, 2, 3)]
    history = [CREATED, *work]
    history += [undone(history, 1, AT), *done_again(work[2:], AT)]
    history.append(Event(AT, "withdraw", "sent", withdraws=2))

    assert [(entry.place, entry.hours) for entry in logged(history)] == [(1, Decimal(1)), (4, Decimal(3))]


def test_hours_logged_since_do_not_hide_that_another_revision_took_its_place() -> None:
    replaced = [Event(AT, "accept", "accepted"), replaced_by("2026-014.3", AT, None)]
    hours = Event(AT, "hours", "replaced", lane="content", month="2026-11", hours=Decimal(2))

    assert was_replaced_by([*replaced, hours], "2026-014.3")
    assert not was_replaced_by([*replaced, hours], "2026-014.4")
    assert not was_replaced_by([hours], "2026-014.3")


def test_what_took_its_place_last_is_what_counts() -> None:
    sent = [CREATED, Event(AT, "accept", "accepted"), replaced_by("2026-014.3", AT, None)]

    assert was_replaced_by(sent, "2026-014.3")
    assert not was_replaced_by([*sent, restored(AT, LAST)], "2026-014.3")
    again = [*sent, restored(AT, LAST), replaced_by("2026-014.4", AT, None)]
    assert was_replaced_by(again, "2026-014.4")
    assert not was_replaced_by(again, "2026-014.3")


def test_a_revision_that_is_restored_is_accepted_from_a_day() -> None:
    event = restored(AT, LAST)

    assert (event.status, event.on, event.at) == ("accepted", LAST, AT)


def test_the_document_that_was_sent_is_the_last_one_that_stands() -> None:
    first, second = (Event(AT, "send", "sent", document=name) for name in ("a.pdf", "b.pdf"))
    history = [CREATED, first, Event(AT, "reopen", "sent"), second]

    assert document_sent([*history, Event(AT, "accept", "accepted")]) == second
    assert document_sent([*history, undone(history, 1, AT)]) == first
    assert document_sent([CREATED]) is None


def test_what_undoes_more_than_there_is_leaves_nothing() -> None:
    history = [CREATED, Event(AT, "send", "sent"), Event(AT, "undo", "draft", undoes=3)]

    assert still_true(history) == ()


def test_what_is_done_again_on_its_own_day_says_no_other() -> None:
    sent, later = Event(AT, "send", "sent"), AT + timedelta(days=3)

    assert [each.day for each in done_again([sent, Event(AT, "accept", "accepted", day=LAST)], AT)] == [None, LAST]
    assert [each.day for each in done_again([sent], later)] == [AT.date()]
    assert [each.at for each in done_again([sent], later)] == [later]


def test_what_is_undone_is_called_by_the_first_of_the_acts_that_go() -> None:
    history = [CREATED, Event(AT, "send", "sent"), Event(AT, "reopen", "draft"), Event(AT, "accept", "accepted")]

    assert [undone(history, count, AT).reason for count in (1, 2, 3)] == ["accept", "reopen", "send"]
    assert [undone(history, count, AT).status for count in (1, 2, 3)] == ["draft", "sent", "draft"]
