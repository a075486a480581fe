"""Plain tables: never wider than asked, nothing lost, colours and lines only where they can be shown."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from fourchette.render.screen.console import Screen
from fourchette.render.screen.grid import Cell, Grid, grid_of, render_columns
from fourchette.render.screen.grid_drawing import render_grids

ANSI = re.compile(r"\x1b\[[0-9;]*m")
GRID = Grid(
    title="Impact",
    headings=("Mandate", "Before", ""),
    align="wrl",
    rows=(("Café de quartier", "828,75 $", Cell("██", "good")), ("Festival", "15 174,50 $", Cell("█", "error"))),
    subtitle="Before tax",
    notes=("In all: 2.",),
)


def text(grid: Grid, screen: Screen | None = None) -> str:
    return render_grids([grid], screen or Screen(60))


def test_a_grid_is_a_title_headings_rows_and_notes() -> None:
    assert text(GRID) == (
        " Impact\n"
        " Before tax\n"
        " Mandate                                        Before\n"
        " ──────────────────────────────────────────────────────────\n"
        " Café de quartier                             828,75 $   ██\n"
        " Festival                                  15 174,50 $   █\n"
        "\n"
        " In all: 2.\n"
    )


def test_a_grid_without_rows_is_its_title_and_notes() -> None:
    empty = Grid("Impact", ("Mandate",), "l", (), notes=("Nothing.",))

    assert text(empty) == " Impact\n\n Nothing.\n"


def test_a_grid_may_have_neither_title_nor_headings() -> None:
    assert text(Grid("", ("", ""), "ll", (("a", "b"),))) == " a   b\n"


def test_grids_are_apart() -> None:
    assert render_grids([Grid("One", (), "", ()), Grid("Two", (), "", ())], Screen()) == " One\n\n Two\n"


def test_no_grid_is_an_empty_line() -> None:
    assert render_grids([], Screen()) == "\n"


def test_colours_come_only_where_they_are_shown() -> None:
    coloured = text(GRID, Screen(60, colour=True))

    assert ANSI.search(text(GRID)) is None
    assert "\x1b[32m██" in coloured
    assert "\x1b[1;31m█" in coloured
    assert [line.rstrip() for line in ANSI.sub("", coloured).splitlines()] == text(GRID).splitlines()


def test_lines_are_plain_where_nothing_else_is_shown() -> None:
    plain = Grid("Impact", ("Mandate", "Before"), "wr", (("Cafe", "1 $"),))

    assert text(plain, Screen(60, unicode=False)).isascii()


def test_a_figure_and_its_unit_stay_on_one_line() -> None:
    figure = "1\u00a0234\u00a0567,89\u00a0$"
    wrapped = text(Grid("", ("", ""), "wl", (("mot " * 40, f"au moins {figure}"),)))

    assert figure in wrapped


def test_a_column_of_words_leaves_a_third_to_the_one_that_takes_the_rest() -> None:
    lines = text(Grid("", ("A", "B"), "lw", (("x" * 200, "une phrase"),))).splitlines()

    assert max(line.find("une") for line in lines) <= 42


WORDS = st.text(st.sampled_from("ab é\u00a0漢-—"), max_size=60).map(str.strip)
ROWS = st.lists(st.tuples(WORDS, WORDS, WORDS), max_size=3).map(tuple)
ALIGNS = st.sampled_from(["lwl", "llw", "wll", "wrl", "lll", "wlr"])


@given(rows=ROWS, align=ALIGNS, title=WORDS, note=WORDS, width=st.integers(60, 120))
@settings(max_examples=150, deadline=None)
def test_no_line_is_wider_than_the_screen(
    rows: tuple[tuple[str, ...], ...], align: str, title: str, note: str, width: int
) -> None:
    printed = text(Grid(title, ("A", "B", "C"), align, rows, notes=(note,)), Screen(width))

    assert max(cell_len(line) for line in printed.splitlines()) <= width


@given(rows=ROWS, align=st.sampled_from(["lwl", "llw", "wll", "lll"]), width=st.integers(60, 120))
@settings(max_examples=150, deadline=None)
def test_no_letter_is_lost(rows: tuple[tuple[str, ...], ...], align: str, width: int) -> None:
    printed = text(Grid("", ("", "", ""), align, rows), Screen(width))
    wanted = "".join(cell for row in rows for cell in row)

    assert {letter: printed.count(letter) for letter in "abé漢"} == {letter: wanted.count(letter) for letter in "abé漢"}


FIGURES = tuple(figure.replace(" ", "\u00a0") for figure in ("136 162,50 $", "158 856,25 $", "+22 693,75 $"))
FIVE_COLUMNS = Grid("", ("", "", "", "", ""), "wrrrb", (("Un mandat", *FIGURES, "█" * 12),))


@pytest.mark.parametrize("width", [75, 80, 120])
def test_figures_are_whole(width: int) -> None:
    printed = text(FIVE_COLUMNS, Screen(width))

    assert [figure for figure in FIGURES if figure not in printed] == []


def test_figures_are_whole_on_a_narrow_screen() -> None:
    printed = text(FIVE_COLUMNS, Screen(60))

    assert [figure for figure in FIGURES if figure not in printed] == []


def test_the_column_of_words_keeps_its_words_beside_figures() -> None:
    assert "Un mandat" in text(FIVE_COLUMNS, Screen(64))


def test_plain_columns_are_a_line_a_row_and_nothing_else() -> None:
    assert render_columns(GRID) == (
        "Mandate                Before\nCafé de quartier     828,75 $  ██\nFestival          15 174,50 $  █\n"
    )


@pytest.mark.parametrize("name", ["Cafe\u0301", "茶館", "👩🏽‍🎤 Studio", "قهوة"])
def test_plain_columns_stand_under_one_another_in_any_script(name: str) -> None:
    grid = Grid("", ("Client", "Total"), "wr", ((name, "1"), ("a longer name than that", "2")))

    lines = render_columns(grid).splitlines()

    assert {cell_len(line) for line in lines} == {cell_len(lines[-1])}


def test_plain_columns_need_no_headings() -> None:
    assert render_columns(Grid("", (), "ll", (("a", "b"), ("cc", "d")))) == "a   b\ncc  d\n"


@pytest.mark.parametrize(
    ("align", "shown"),
    [
        ("lwrr", [" 2026-007   41,903.50   148,276.07", "   Énergie du Fleuve, électricité"]),
        ("wlrr", [" Énergie du Fleuve, électricité", " 2026-007   41,903.50   148,276.07"]),
    ],
)
def test_words_that_have_no_room_beside_figures_have_lines_of_their_own(align: str, shown: list[str]) -> None:
    cells = {"l": "2026-007", "w": "Énergie du Fleuve, électricité"}
    figures = iter(("41,903.50", "148,276.07"))
    row = tuple(cells.get(letter) or next(figures) for letter in align)
    grid = Grid("", ("",) * 4, align, (row,))

    assert [line.rstrip() for line in render_grids([grid], Screen(width=40)).splitlines()] == shown
    assert len(render_grids([grid], Screen(width=100)).splitlines()) == 1


def test_no_word_is_cut_where_the_screen_has_room_for_it() -> None:
    key, value = "traits.response.choices.4h.reduce.to", '"same-business-day-or-the-next"'
    grid = Grid("", ("", ""), "lw", ((key, value),))

    for width in (60, 80):
        assert {key, value} <= set(render_grids([grid], Screen(width=width)).split())


def test_a_table_has_a_row_for_each_thing_told_by_its_columns() -> None:
    grid = grid_of(
        "ab", ("Letter", "l", str), ("Code", "r", lambda letter: str(ord(letter))), title="Letters", none="None."
    )

    assert grid == Grid("Letters", ("Letter", "Code"), "lr", (("a", "97"), ("b", "98")))


def test_where_there_is_nothing_to_tell_a_sentence_says_so() -> None:
    assert grid_of("", ("Letter", "l", str), title="Letters", notes=["Two."], none="None.") == Grid(notes=("None.",))


def test_no_line_is_broken_at_a_no_break_space() -> None:
    grid = Grid(notes=("Un mot de plus et puis vingt-cinq\u00a0heures",))

    assert text(grid, Screen(40)) == " Un mot de plus et puis\n vingt-cinq\u00a0heures\n"
