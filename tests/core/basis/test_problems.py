"""Where a problem is, as one writes its key; and the name that was meant."""

import pytest

from fourchette.core.basis.messages import say
from fourchette.core.basis.nearest import nearest
from fourchette.core.basis.problems import Path, Problem, unknown, unknown_name
from fourchette.core.basis.reading import Refusal


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ((), ""),
        (("value", "proofs", 0, "amount"), "value.proofs[0].amount"),
        ((1, "id"), "[1].id"),
        (("a\x1b",), "a\ufffd"),
    ],
)
def test_a_key_is_told_as_one_writes_it(path: Path, key: str) -> None:
    assert Problem(path, say("wrong")).key == key


@pytest.mark.parametrize(
    ("valid", "remedy"),
    [
        (("posts", "stories"), "did you mean “posts”?"),
        (("scope", "voice"), "allowed: scope, voice"),
        ((), None),
    ],
)
def test_the_nearest_of_the_valid_names_is_told_or_else_all_of_them(valid: tuple[str, ...], remedy: str | None) -> None:
    for names in (valid, iter(valid)):
        found = unknown_name((), say("wrong"), "psots", names).remedy
        assert (None if found is None else str(found)) == remedy

    raised = unknown(Refusal, say("wrong"), "psots", valid)
    assert (str(raised), raised.remedy) == ("wrong", found)


def test_a_problem_says_what_is_right_where_that_is_known() -> None:
    assert Problem((), say("wrong")).remedy is None
    assert Problem((), say("wrong"), say("do this")).remedy == say("do this")


def test_a_name_is_near_another_whatever_their_capitals_and_no_name_is_near_all() -> None:
    assert nearest("POSTS", ["Stories", "Posts", "Post"]) == "Posts"
    assert nearest("xyz", ["posts"]) is None
    assert nearest("pst", ["posts"], alike=0.9) is None
    assert nearest("pst", ["posts"], alike=0.7) == "posts"
