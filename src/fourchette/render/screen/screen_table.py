"""Tables of a screen: columns that keep their width, wrap their words, or take what is left."""

from collections.abc import Iterable, Sequence
from dataclasses import field
from math import ceil
from typing import Protocol

from fourchette.core.basis.noun import noun
from fourchette.render.screen.styled import Styled, StyledLine

_HEAD = "bold"
_RULE = "dim"
_Rows = Iterable[Sequence[Styled | str]]


class Drawn(Protocol):
    """What is drawn under what is above it: a text, a table, a group of them."""

    def lines(self, room: int) -> list[StyledLine]:
        """Its lines in a room of columns."""


@noun
class Stack:
    """Parts with no empty line between them."""

    parts: tuple[Drawn, ...]

    def lines(self, room: int) -> list[StyledLine]:
        """The lines of each, in order."""
        return [line for part in self.parts for line in part.lines(room)]


@noun(kw_only=True)
class TableColumn:
    """A column: words wrap unless `no_wrap`; one with a `ratio` takes its share of what the others leave."""

    heading: Styled = field(default_factory=Styled)
    style: str = ""
    justify: str = "left"
    no_wrap: bool = False
    ratio: int = 0
    width: int | None = None
    min_width: int = 0
    max_width: int | None = None


WORDS, FIGURES = TableColumn(ratio=1), TableColumn(justify="right", no_wrap=True)


class ScreenTable:
    """Rows under headings and a rule; a grid, without a `rule`, has neither, and columns `gap` apart."""

    def __init__(
        self,
        columns: Iterable[TableColumn],
        rows: _Rows = (),
        rule: str = "",
        *,
        gap: int = 2,
        title: Styled | None = None,
    ) -> None:
        self.columns, self.rule, self.title = list(columns), rule, title
        # On each side of a column; the rule leaves a column more between two.
        self.left, self.right, self.between = (1, 1, 1) if rule else (0, gap, 0)
        self.rows: list[list[Styled]] = []
        self.sections: set[int] = set()
        # Words as wide as the table, over or under a row.
        self.over: dict[int, Styled] = {}
        self.under: dict[int, Styled] = {}
        self.add_section(rows)

    def add_section(self, rows: _Rows) -> None:
        """Add rows, under a rule where there are some already; the cells that they lack are empty."""
        self.sections.add(len(self.rows))
        self.rows += ([cell if isinstance(cell, Styled) else Styled(cell) for cell in row] for row in rows)

    def lines(self, room: int) -> list[StyledLine]:
        """The lines of the table in a room of columns."""
        widths = self._widths(room - self.between * (len(self.columns) - 1))
        across = sum(widths) + self.between * (len(self.columns) - 1)
        made = self.title.lines(room if self.over or self.under else across) if self.title else []
        headings = [column.heading for column in self.columns]
        if self.rule and any(heading.plain for heading in headings):
            made += [*self._row(headings, widths, _HEAD), [(self.rule * across, _RULE)]]
        for index, row in enumerate(self.rows):
            if index and index in self.sections:
                made.append([(self.rule * across, _RULE)])
            made += self.over[index].lines(room) if index in self.over else []
            made += self._row(row, widths)
            made += self.under[index].lines(room) if index in self.under else []
        return made

    def edges(self, room: int) -> list[int]:
        """Of each column, the two edges of its words in a room of columns."""
        edges, start = [], 0
        for index, width in enumerate(self._widths(room - self.between * (len(self.columns) - 1))):
            left, right = self._padding(index)
            edges += [start + left, start + width - right]
            start += width + self.between
        return edges

    def _row(self, cells: Sequence[Styled], widths: Sequence[int], head: str = "") -> list[StyledLine]:
        drawn = []
        for index, (column, width) in enumerate(zip(self.columns, widths, strict=True)):
            left, right = self._padding(index)
            cell = cells[index] if index < len(cells) else Styled()
            inner = cell.lines(width - left - right, column.justify, whole=column.no_wrap)
            style = head or column.style
            drawn.append(
                [
                    [(" " * left, ""), *((text, f"{style} {own}") for text, own in line), (" " * right, "")]
                    for line in inner
                ]
            )
        height = max(map(len, drawn))
        for lines, width in zip(drawn, widths, strict=True):
            empty: list[StyledLine] = [[(" " * width, "")]] * (height - len(lines))
            lines[:] = [*empty, *lines] if head else [*lines, *empty]
        gap = (" " * self.between, "")
        return [[piece for part in parts for piece in (*part, gap)] for parts in zip(*drawn, strict=True)]

    def _padding(self, index: int) -> tuple[int, int]:
        return self.left if index else 0, self.right if index < len(self.columns) - 1 else 0

    def _widths(self, room: int) -> list[int]:
        """The width of each column, with its padding."""
        widths = [self._wanted(index, room) for index in range(len(self.columns))]
        shares = [column.ratio for column in self.columns]
        if any(shares):
            left = room - sum(width for width, share in zip(widths, shares, strict=True) if not share)
            given = _shared(left, shares, [1 + sum(self._padding(index)) for index in range(len(widths))])
            widths = [part if share else width for width, share, part in zip(widths, shares, given, strict=True)]
        if sum(widths) > room:
            widths = self._collapsed(widths, room)
            widths = _reduced(sum(widths) - room, [1] * len(widths), widths, widths)
            widths = [self._wanted(index, width) for index, width in enumerate(widths)]
        return widths

    def _wanted(self, index: int, room: int) -> int:
        column, padding = self.columns[index], sum(self._padding(index))
        if column.width is not None:
            return min(column.width + padding, room)
        cells = [column.heading, *(row[index] for row in self.rows if index < len(row))]
        most = min(max(cell.widest for cell in cells) + padding, room)
        most = max(most, column.min_width + padding if column.min_width else 0)
        return most if column.max_width is None else min(most, column.max_width + padding)

    def _collapsed(self, widths: list[int], room: int) -> list[int]:
        """The widths with the widest columns of words narrowed first."""
        may = [column.width is None and not column.no_wrap for column in self.columns]
        while (excess := sum(widths) - room) > 0 and any(may):
            widest = max(width for width, ok in zip(widths, may, strict=True) if ok)
            second = max(width if ok and width != widest else 0 for width, ok in zip(widths, may, strict=True))
            if widest == second:
                break
            ratios = [int(ok and width == widest) for width, ok in zip(widths, may, strict=True)]
            widths = _reduced(excess, ratios, [min(excess, widest - second)] * len(widths), widths)
        return widths


def _shared(total: int, ratios: Sequence[int], least: Sequence[int]) -> list[int]:
    """A total shared out by ratios, each at its least."""
    left, of, parts = total, sum(ratios), []
    for ratio, minimum in zip(ratios, least, strict=True):
        part = 0 if not ratio else max(minimum, ceil(ratio * left / of)) if of > 0 else left
        parts.append(part)
        of, left = of - ratio, left - part
    return parts


def _reduced(total: int, ratios: Sequence[int], most: Sequence[int], widths: Sequence[int]) -> list[int]:
    """Widths less a total taken by ratios, no more than the most of each."""
    ratios = [ratio if limit else 0 for ratio, limit in zip(ratios, most, strict=True)]
    left, of, kept = total, sum(ratios), []
    for ratio, limit, width in zip(ratios, most, widths, strict=True):
        part = min(limit, round(ratio * left / of)) if ratio and of > 0 else 0
        kept.append(width - part)
        of, left = of - ratio, left - part
    return kept
