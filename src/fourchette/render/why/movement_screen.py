"""What moved between two prices, as a table: before, after, and the difference."""

from collections.abc import Iterable
from decimal import Decimal

from fourchette.core.compare.movement import Movement, Unit
from fourchette.render.screen.grid import Cell, Grid, grid_of
from fourchette.render.words.speech import Speech, if_any, signed


def movement_grid(found: Iterable[Movement], speech: Speech) -> Grid:
    """The figures that moved, one a row; a sentence where none did."""
    word = speech.word
    return grid_of(
        found,
        (word("What moved"), "w", lambda moved: speech.words(moved.label)),
        (word("Before"), "r", lambda moved: figure_in_words(moved.before, moved.unit, speech)),
        (word("After"), "r", lambda moved: figure_in_words(moved.after, moved.unit, speech)),
        (word("Difference"), "r", lambda moved: _difference(moved, speech)),
        none=word("Nothing moved."),
    )


def _difference(moved: Movement, speech: Speech) -> Cell:
    return Cell(moved_in_words(moved.difference, moved.unit, speech), "good" if moved.difference > 0 else "error")


def moved_in_words(difference: Decimal, unit: Unit, speech: Speech) -> str:
    """A difference with its sign: `+5 $/h`, `-1,25 h`, `+25,50 $`."""
    return signed(lambda figure: figure_in_words(figure, unit, speech), difference)


def figure_in_words(figure: Decimal | None, unit: Unit, speech: Speech) -> str:
    """A figure in its unit; a dash where there is none."""
    # What is compared stands in columns, with its cents.
    return if_any(speech.money if unit == "money" else lambda known: speech.figure(known, unit), figure)
