"""The layout of a quote file: a seal on what was offered, and a chain of events that only grows."""

import hashlib
from datetime import UTC, datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from fourchette.core.basis.text import unshowable
from fourchette.core.practice.quote_states import Event, Status
from fourchette.files.book.quote_seal import offered_part, rebuilt, seal_of, sealed, with_event

AT = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
OFFERED = 'schema = 1\nstatus = "draft"\ntotal = 10\n'
LINES = st.text(max_size=30).filter(lambda text: not any(map(unshowable, text)))
STATUSES: list[Status] = ["draft", "sent", "accepted", "declined"]
EVENTS = st.builds(
    Event,
    at=st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001  # Hypothesis adds the zone
        lambda at: at.replace(microsecond=0)
    ),
    event=st.sampled_from(["send", "accept", "hours"]),
    status=st.sampled_from(STATUSES),
    reason=LINES,
    lane=st.sampled_from(["", "content"]),
    month=st.sampled_from(["", "2026-10"]),
    hours=st.none() | st.integers(1, 9999).map(lambda cents: Decimal(cents).scaleb(-2)),
)


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def test_the_seal_is_the_digest_of_what_was_offered_but_for_the_status() -> None:
    assert seal_of(OFFERED) == sha256("schema = 1\ntotal = 10\n")
    assert seal_of(OFFERED.replace("draft", "accepted")) == seal_of(OFFERED)
    assert seal_of(OFFERED.replace("10", "11")) != seal_of(OFFERED)


def test_a_sealed_text_is_what_was_offered_and_its_seal() -> None:
    digest = sha256("schema = 1\ntotal = 10\n")

    assert sealed(OFFERED) == f'{OFFERED}\n[seal]\nalgorithm = "sha-256"\ndigest = "{digest}"\n'
    assert offered_part(sealed(OFFERED)) == OFFERED


def test_an_event_is_sealed_with_the_digest_before_it() -> None:
    body = '[[history]]\nat = 2026-11-22 10:30:00+00:00\nevent = "send"\nstatus = "sent"\n'

    text = with_event(sealed(OFFERED), Event(AT, "send", "sent"))

    moved = sealed(OFFERED).replace('"draft"', '"sent"')
    assert text == f'{moved}\n{body}digest = "{sha256(seal_of(OFFERED) + body)}"\n'


@given(events=st.lists(EVENTS, max_size=5))
def test_a_file_is_what_its_offer_and_its_events_make_of_it(events: list[Event]) -> None:
    text = sealed(OFFERED)
    for event in events:
        grown = with_event(text, event)
        assert grown.replace(f'status = "{event.status}"', "", 1).startswith(text.split("\n", 1)[0])
        text = grown

    assert rebuilt(text, events) == text


@given(events=st.lists(EVENTS, min_size=2, max_size=4), data=st.data())
def test_no_event_but_the_last_can_be_left_out(events: list[Event], data: st.DataObject) -> None:
    text = sealed(OFFERED)
    for event in events:
        text = with_event(text, event)
    gone = data.draw(st.integers(0, len(events) - 2))

    assert rebuilt(text, [*events[:gone], *events[gone + 1 :]]) != text
