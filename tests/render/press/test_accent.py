"""Any colour a seller chooses can be read in her document, on white, on tinted ground, and by night."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourchette.render.press.accent import PLAIN, WHITE, contrast, readable_colour, tinted
from fourchette.render.press.typesetting import shipped_template

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
NIGHT = "#15181c"
TEMPLATE = shipped_template().content.decode()


def channels(colour: str) -> list[int]:
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]


@given(COLOURS, st.sampled_from([WHITE, NIGHT]))
def test_every_accent_has_the_contrast_of_readable_text_on_its_ground_and_on_its_tint(colour: str, ground: str) -> None:
    accent = readable_colour(colour, ground)

    assert contrast(accent, tinted(accent, ground)) >= 4.5
    assert contrast(accent, ground) >= 4.5


@given(COLOURS)
def test_an_accent_is_darkened_and_never_changed_otherwise(colour: str) -> None:
    before, after = channels(colour), channels(readable_colour(colour))

    assert all(dark <= light for dark, light in zip(after, before, strict=True))
    assert (after == before) == (contrast(colour, tinted(colour)) >= 4.5)


@given(COLOURS)
def test_by_night_an_accent_is_lightened_and_never_changed_otherwise(colour: str) -> None:
    before, after = channels(colour), channels(readable_colour(colour, NIGHT))

    assert all(light >= dark for light, dark in zip(after, before, strict=True))


@pytest.mark.parametrize("name", ["ink", "muted"])
@given(colour=COLOURS)
def test_the_words_of_the_shipped_template_are_read_on_any_tint(name: str, colour: str) -> None:
    words = re.search(rf'#let {name} = rgb\("(#\w+)"\)', TEMPLATE)

    assert words is not None
    assert contrast(words[1], tinted(readable_colour(colour))) >= 4.5


def test_the_contrast_is_that_of_the_guidelines() -> None:
    assert round(contrast("#767676", WHITE), 2) == 4.54
    assert round(contrast("#000000", WHITE)) == 21
    assert contrast(WHITE, WHITE) == 1


def test_without_a_colour_there_is_a_plain_one() -> None:
    assert readable_colour("") == PLAIN
