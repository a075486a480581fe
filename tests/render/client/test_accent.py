"""Any colour a seller chooses can be read in her document."""

from hypothesis import given
from hypothesis import strategies as st

from fourchette.render.client.accent import PLAIN, contrast_with_white, readable_colour

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def channels(colour: str) -> list[float]:
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]


@given(COLOURS)
def test_every_accent_has_the_contrast_of_readable_text(colour: str) -> None:
    assert contrast_with_white(channels(readable_colour(colour))) >= 4.5


@given(COLOURS)
def test_an_accent_is_darkened_and_never_changed_otherwise(colour: str) -> None:
    before, after = channels(colour), channels(readable_colour(colour))

    assert all(dark <= light for dark, light in zip(after, before, strict=True))
    assert (after == before) == (contrast_with_white(before) >= 4.5)


def test_the_contrast_is_that_of_the_guidelines() -> None:
    assert round(contrast_with_white(channels("#767676")), 2) == 4.54
    assert (round(contrast_with_white([0, 0, 0])), round(contrast_with_white([255, 255, 255]))) == (21, 1)


def test_without_a_colour_there_is_a_plain_one() -> None:
    assert readable_colour("") == PLAIN
