"""What is seen of the surroundings stands in the way where it is an error, and nowhere else."""

import pytest

from fourchette.core.basis.messages import say
from fourchette.core.practice.checkup import Finding, Level, is_sound


@pytest.mark.parametrize(
    ("levels", "sound"),
    [((), True), (("ok", "warning"), True), (("error",), False), (("ok", "error", "warning"), False)],
)
def test_an_error_stands_in_the_way_and_a_warning_does_not(levels: tuple[Level, ...], *, sound: bool) -> None:
    assert is_sound([Finding("home", level, say("home")) for level in levels]) is sound
