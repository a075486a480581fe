"""A table of the screen: as wide as its room at most, its columns where it says, what is cut marked."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from fourchette.render.screen.screen_table import ScreenTable, TableColumn
from fourchette.render.screen.styled import Styled, StyledLine
from fourchette.render.screen.width import width

COLUMNS = st.lists(
    st.builds(
        TableColumn,
        heading=st.sampled_from(["", "Rate", "Lane"]).map(Styled),
        no_wrap=st.booleans(),
        ratio=st.sampled_from([0, 0, 1, 2]),
        max_width=st.sampled_from([None, None, 6]),
    ),
    min_size=1,
    max_size=4,
)
ROOMS = st.integers(min_value=24, max_value=60)
WORDS = st.one_of(st.text(alphabet="ab c", max_size=30), st.sampled_from(["", "ab c " * 6, "c" * 30]))


def plain(line: StyledLine) -> str:
    return "".join(text for text, _ in line)


@given(COLUMNS, st.data(), ROOMS, st.sampled_from(["", "─"]))
def test_no_line_is_wider_than_its_room_and_those_of_a_row_are_as_wide(
    columns: list[TableColumn], data: st.DataObject, room: int, rule: str
) -> None:
    row = data.draw(st.lists(WORDS, min_size=len(columns), max_size=len(columns)))

    lines = ScreenTable(columns, [row], rule).lines(room)

    assert max(width(plain(line).rstrip()) for line in lines) <= room
    assert len({width(plain(line)) for line in lines if "─" not in plain(line)}) == 1


@given(COLUMNS, st.data(), ROOMS)
def test_the_words_of_a_column_stand_between_its_edges(
    columns: list[TableColumn], data: st.DataObject, room: int
) -> None:
    row = data.draw(st.lists(WORDS, min_size=len(columns), max_size=len(columns)))
    table = ScreenTable(columns, [row])
    edges = table.edges(room)

    assert len(edges) == 2 * len(columns)
    assert all(one <= other for one, other in pairwise(edges))
    for line in map(plain, table.lines(room)):
        outside = [(0, edges[0]), *zip(edges[1::2], [*edges[2::2], len(line)], strict=True)]
        assert all(not line[start:end].strip() for start, end in outside)


def test_columns_of_the_same_width_give_way_alike() -> None:
    (first, *_) = ScreenTable([TableColumn(), TableColumn()], [["a b " * 8, "c d " * 8]]).lines(24)

    assert plain(first).split("  ")[0].rstrip() in "a b " * 8
    assert width(plain(first)) <= 25


def test_what_may_not_be_broken_and_has_no_room_is_cut_and_says_so() -> None:
    lines = ScreenTable([TableColumn(no_wrap=True), TableColumn(no_wrap=True)], [["a" * 30, "b" * 30]]).lines(24)

    assert len(lines) == 1
    assert plain(lines[0]).count("…") == 2
