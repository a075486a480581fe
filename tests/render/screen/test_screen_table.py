"""Tables in less room than their words and figures take: each line is as wide as the room, and a cut is seen."""

import pytest

from fourchette.render.screen.screen_table import FIGURES, WORDS, ScreenTable, TableColumn
from fourchette.render.screen.styled import Styled


@pytest.mark.parametrize(
    ("columns", "row", "room", "lines"),
    [
        ((FIGURES, FIGURES), ("123456789", "123456789"), 10, ["123…  123…"]),
        ((WORDS, FIGURES), ("a long name of it", "12345"), 14, ["a long   12345", "name of       ", "it            "]),
        (
            (TableColumn(), TableColumn()),
            ("one two three", "four five"),
            13,
            ["one    four  ", "two    five  ", "three        "],
        ),
        ((TableColumn(), FIGURES), ("ab", "1234567890"), 6, ["  12345…", "        "]),
    ],
)
def test_a_row_is_told_in_the_room_that_there_is(
    columns: tuple[TableColumn, ...], row: tuple[str, ...], room: int, lines: list[str]
) -> None:
    drawn = ScreenTable(columns, [row]).lines(room)

    assert ["".join(text for text, _ in line) for line in drawn] == lines


def test_words_after_one_that_is_longer_than_a_line_go_on_behind_it() -> None:
    drawn = Styled("abcdefgh ij klm").lines(5)

    assert ["".join(text for text, _ in line) for line in drawn] == ["abcde", "fgh  ", "ij   ", "klm  "]
