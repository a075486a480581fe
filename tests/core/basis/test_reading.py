"""What is read of a file must be read again once it is kept."""

import pytest

from fourchette.core.basis.reading import LONGEST_LINE, Refusal, read_line, shown

# One sign that its composed form writes with two.
GROWING = "\u0958"


def test_a_text_that_grows_over_its_limit_as_it_is_kept_is_refused() -> None:
    with pytest.raises(Refusal):
        read_line(GROWING * (LONGEST_LINE - 1))


def test_what_is_kept_of_a_text_is_read_again() -> None:
    kept = read_line(GROWING * (LONGEST_LINE // 2))

    assert read_line(kept) == kept


@pytest.mark.parametrize("over", [0, 1, 1000])
def test_a_value_that_is_refused_is_shown_in_a_line_of_bounded_length(over: int) -> None:
    digits = int("7" * (60 + over))

    assert len(shown(digits)) == 60
    assert shown(digits).endswith("…") == (over > 0)
