"""What she did, in words: undone, done again, and told whatever program wrote it."""

from datetime import UTC, date, datetime

import pytest

from fourchette.core.practice.acts import (
    REDO_ACT,
    UNDO_ACT,
    Deed,
    LoggedAct,
    Touched,
    done,
    in_the_way,
    last_undone,
    words_of,
)

AT = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)


def act(number: int, kind: str, of: int | None = None, file: str = "config.toml") -> LoggedAct:
    return LoggedAct(number, Deed(AT, kind, {"number": "2026-001"}, of), (Touched(file, "", ""),))


def test_an_act_that_this_program_does_not_know_goes_by_its_kind() -> None:
    assert str(words_of(act(1, "archive"), {})) == "archive"


def test_an_act_that_undoes_tells_what_it_undoes_or_where_that_is_lost_its_number() -> None:
    saved, undone = act(1, "save"), act(2, UNDO_ACT, of=1)

    assert str(words_of(undone, {1: saved})) == "undone: 2026-001 saved"
    assert str(words_of(undone, {})) == "undone: act 1"


def test_what_undoes_an_act_that_is_lost_makes_none() -> None:
    assert done([act(1, "save"), act(2, UNDO_ACT, of=1), act(4, REDO_ACT, of=3)]) == {1: False}


def test_of_what_was_undone_the_first_is_done_again_first() -> None:
    acts = [act(1, "save"), act(2, "send"), act(3, "accept"), act(4, UNDO_ACT, of=3), act(5, UNDO_ACT, of=2)]

    assert in_the_way(acts[2], acts) == acts[1]
    assert in_the_way(acts[1], acts) is None


def test_what_came_after_is_undone_first() -> None:
    acts = [act(1, "save"), act(2, "send"), act(3, UNDO_ACT, of=2), act(4, "decline")]

    assert in_the_way(acts[1], acts) == in_the_way(acts[0], acts) == acts[3]
    assert in_the_way(acts[3], acts) is None


def test_an_act_says_the_day_it_holds_from_where_that_is_not_the_day_it_is_done() -> None:
    deed = Deed(AT, "send", {"number": "2026-001"})

    told = [str(words_of(LoggedAct(1, deed.dated(day), ()), {})) for day in (AT.date(), date(2026, 11, 20))]
    assert told == ["2026-001 marked as sent", "2026-001 marked as sent, as of 2026-11-20"]


@pytest.mark.parametrize(
    ("file", "subject"),
    [
        ("config.toml", "config.toml"),
        ("cards/abc.toml", "cards/abc.toml"),
        ("quotes/2026/2026-001.toml", "quotes/2026/2026-001"),
        ("quotes/2026/2026-001.2.toml", "quotes/2026/2026-001"),
    ],
)
def test_a_quote_is_undone_with_all_its_revisions_and_a_file_by_itself(file: str, subject: str) -> None:
    assert act(1, "save", file=file).subjects == {subject}


def test_what_was_done_to_other_files_is_not_in_the_way() -> None:
    acts = [act(1, "save", file="quotes/2026/2026-001.toml"), act(2, "config-set")]

    assert in_the_way(acts[0], acts) is None
    revised = [*acts, act(3, "revise", file="quotes/2026/2026-001.2.toml")]
    assert in_the_way(revised[0], revised) == revised[2]


def test_what_was_undone_is_done_again_only_where_nothing_took_its_place() -> None:
    acts = [act(1, "save"), act(2, UNDO_ACT, of=1), act(3, "save")]

    assert in_the_way(acts[0], acts) == acts[2]


def test_the_act_undone_last_is_the_one_to_do_again_until_it_is() -> None:
    acts = [act(1, "save"), act(2, "send"), act(3, UNDO_ACT, of=2), act(4, UNDO_ACT, of=1)]

    assert last_undone(acts) == 1
    assert last_undone([*acts, act(5, REDO_ACT, of=1)]) == 2
    assert last_undone(acts[:2]) is None
    assert last_undone([act(2, UNDO_ACT, of=1)]) is None  # what it undid is lost
