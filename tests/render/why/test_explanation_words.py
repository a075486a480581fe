"""An explanation on a screen and as a picture: bars where the steps lead, on one scale, never wider than asked."""

import re
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from builders import priced, small_card
from fourchette.core.basis.text import LANGUAGES
from fourchette.core.explain.explanation import Explanation, explain
from fourchette.render.screen.console import Screen
from fourchette.render.why.explanation_screen import render_explanation
from fourchette.render.why.explanation_words import ExplanationSheet, sheet_of_explanation
from fourchette.render.why.waterfall import Bar, Waterfall, picture, waterfall_of
from fourchette.render.why.waterfall_picture import render_svg
from fourchette.render.words.speech import Speech
from render.quotes import CARD, EXAMPLE_QUOTES, SETTINGS, Drawn, quotes

ANSI = re.compile(r"\x1b\[[0-9;]*m")
WIDTHS = (60, 80, 120)
ENGLISH = Speech("en")
each_example = pytest.mark.parametrize("name", EXAMPLE_QUOTES)
each_language = pytest.mark.parametrize("language", LANGUAGES)


@cache
def explained(name: str) -> Explanation:
    return explain(EXAMPLE_QUOTES[name])


def sheet(name: str, language: str = "en", *, in_full: bool = False) -> ExplanationSheet:
    return sheet_of_explanation(explained(name), Speech(language), in_full=in_full)


def widest(text: str) -> int:
    return max(cell_len(line) for line in text.splitlines())


@each_example
@each_language
@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_the_screen(name: str, language: str, width: int) -> None:
    assert widest(render_explanation(sheet(name, language, in_full=True), Screen(width))) <= width


@given(drawn=quotes(), language=st.sampled_from(LANGUAGES), width=st.integers(60, 130))
@SETTINGS
def test_no_line_of_any_explanation_is_wider_than_the_screen(drawn: Drawn, language: str, width: int) -> None:
    words = sheet_of_explanation(explain(drawn.quote), Speech(language))

    assert widest(render_explanation(words, Screen(width))) <= width


@each_example
def test_colours_change_no_word(name: str) -> None:
    plain, coloured = (render_explanation(sheet(name), Screen(80, colour=colour)) for colour in (False, True))

    assert ANSI.search(coloured)
    assert [line.rstrip() for line in ANSI.sub("", coloured).splitlines()] == plain.splitlines()


@each_example
@each_language
def test_a_screen_without_unicode_gets_bars_of_ascii(name: str, language: str) -> None:
    text = render_explanation(sheet(name, language), Screen(80, unicode=False))

    assert not set(text) & set("█▌▐▒┊━─●✓✗→×−")


def test_every_example_says_each_step_its_reason_and_its_source() -> None:
    for name in EXAMPLE_QUOTES:
        text = " ".join(render_explanation(sheet(name), Screen(100)).split())
        for told in sheet(name).told:
            assert " ".join(told.sentence.split()) in text
            assert " ".join(told.why.split()) in text
            assert " ".join(told.source.split()) in text


# --- The bars


def waterfall(name: str) -> Waterfall:
    return waterfall_of(EXAMPLE_QUOTES[name], ENGLISH)


@each_example
def test_the_bars_lead_from_the_base_to_the_rate_asked_and_each_begins_where_the_last_one_ended(name: str) -> None:
    drawn = waterfall(name)
    steps = [bar for bar in drawn.bars if bar.move != "asked"]

    assert steps[0].move == "base"
    assert [bar.start for bar in steps[1:]] == [bar.end for bar in steps[:-1]]
    assert steps[-1].end == drawn.bars[-1].end == EXAMPLE_QUOTES[name].rating.rate.target
    assert all((bar.move == "rise") is (bar.end > bar.start) for bar in steps[1:])


@given(drawn=quotes())
@SETTINGS
def test_every_figure_is_on_the_scale(drawn: Drawn) -> None:
    found = waterfall_of(drawn.quote, ENGLISH)
    figures = [figure for bar in found.bars for figure in (bar.start, bar.end)]

    assert all(0 <= found.share(figure) <= 1 for figure in (*figures, found.floor, found.ceiling))


@pytest.mark.parametrize(("rate", "cells"), [(50, 2), (100, 13), (150, 24)])
def test_a_bar_is_as_long_as_its_rate(rate: int, cells: int) -> None:
    """24 cells, from 8 % under the floor of 50 to the ceiling of 150: a base at the floor has a bar too."""
    quote = priced(small_card(rate), {"posts": 1})
    base = picture(waterfall_of(quote, ENGLISH), Screen(68)).plain.splitlines()[1]

    assert base.count("█") == cells


def drawn(*steps: tuple[int, int]) -> list[str]:
    """The lines of some steps on a scale from 0 to 100, ten cells wide."""
    bars = tuple(
        Bar("", "", "", Decimal(start), Decimal(end), "rise" if end > start else "fall") for start, end in steps
    )
    band = EXAMPLE_QUOTES["cafe"].rating.rate
    found = Waterfall(bars, band, Decimal(0), Decimal(100), ("0", "100"), Decimal(0), Decimal(100))
    # A third of 80 columns is for the picture, but for the margins.
    return [line[-33:-4] for line in picture(found, Screen(80)).plain.splitlines()[1:]]


def test_a_step_too_small_for_a_cell_is_seen_all_the_same() -> None:
    (line,) = drawn((50, 51))

    assert line.count("▌") + line.count("▐") == 1


def test_rises_and_falls_are_not_drawn_alike() -> None:
    rise, fall = drawn((20, 60), (60, 20))

    assert "█" in rise
    assert "▒" in fall
    assert not set(rise) & set(fall) - set(" ┊")


def test_the_floor_and_the_ceiling_are_marked_under_their_figures() -> None:
    text = picture(waterfall("cafe"), Screen(80)).plain
    scale, *lines = text.splitlines()

    for figure in ("$50", "$150"):
        start = scale.index(figure)
        assert any("┊" in line[start : start + len(figure)] for line in lines)


# --- The picture


@each_example
@each_language
def test_the_svg_tells_each_step_and_what_is_under_the_bars(name: str, language: str) -> None:
    words = sheet(name, language)
    text = " ".join(re.sub("<[^>]+>", " ", render_svg(words)).split())

    for bar in words.waterfall.bars:
        assert " ".join(bar.after.split()) in text
    assert " ".join(words.spread.split()) in text


def test_the_svg_of_a_rate_of_one_step_is_whole() -> None:
    quote = priced(small_card(100), {"posts": 1})
    text = render_svg(sheet_of_explanation(explain(quote), ENGLISH))

    assert text.startswith("<svg ")
    assert text.endswith("</svg>\n")


def test_the_card_used_in_these_tests_is_the_default_one() -> None:
    assert explained("cafe").quote.card is CARD
