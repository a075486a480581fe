"""What she did, in words: undone, done again, and told whatever program wrote it."""

from datetime import UTC, datetime

from fourchette.core.practice.acts import REDO_ACT, UNDO_ACT, Deed, LoggedAct, Touched, done, in_the_way, words_of

AT = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)


def act(number: int, kind: str, of: int | None = None) -> LoggedAct:
    return LoggedAct(number, Deed(AT, kind, {"number": "2026-001"}, of), (Touched("config.toml", "", ""),))


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
