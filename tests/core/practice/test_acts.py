"""What she did, in words: undone, done again, and told whatever program wrote it."""

from datetime import UTC, datetime

from fourchette.core.practice.acts import REDO_ACT, UNDO_ACT, Deed, LoggedAct, done, words_of

AT = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)


def act(number: int, kind: str, of: int | None = None) -> LoggedAct:
    return LoggedAct(number, Deed(AT, kind, {"number": "2026-001"}, of), ())


def test_an_act_that_this_program_does_not_know_goes_by_its_kind() -> None:
    assert str(words_of(act(1, "archive"), {})) == "archive"


def test_an_act_that_undoes_tells_what_it_undoes_or_where_that_is_lost_its_number() -> None:
    saved, undone = act(1, "save"), act(2, UNDO_ACT, of=1)

    assert str(words_of(undone, {1: saved})) == "undone: 2026-001 saved"
    assert str(words_of(undone, {})) == "undone: act 1"


def test_what_undoes_an_act_that_is_lost_makes_none() -> None:
    assert done([act(1, "save"), act(2, UNDO_ACT, of=1), act(4, REDO_ACT, of=3)]) == {1: False}
