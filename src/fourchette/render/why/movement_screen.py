"""What moved between two prices, as a table: before, after, and the difference."""

from collections.abc import Iterable
from decimal import Decimal

from fourchette.core.compare.movement import Movement, Unit
from fourchette.render.screen.grid import Cell, Grid
from fourchette.render.words.speech import Speech

_ABSENT = "—"


def movement_grid(found: Iterable[Movement], speech: Speech) -> Grid:
    """The figures that moved, one a row; a sentence where none did."""
    word = speech.word
    rows = tuple(
        (
            speech.words(moved.label),
            figure_in_words(moved.before, moved.unit, speech),
            figure_in_words(moved.after, moved.unit, speech),
            _difference(moved, speech),
        )
        for moved in found
    )
    if not rows:
        return Grid("", (), "", (), notes=(word("Nothing moved."),))
    headings = (word("What moved"), word("Before"), word("After"), word("Difference"))
    return Grid("", headings, "wrrr", rows)


def _difference(moved: Movement, speech: Speech) -> Cell:
    return Cell(signed(moved.difference, moved.unit, speech), "good" if moved.difference > 0 else "error")


def signed(difference: Decimal, unit: Unit, speech: Speech) -> str:
    """A difference with its sign: `+5 $/h`, `-1,25 h`, `+25,50 $`."""
    return f"{'+' if difference > 0 else ''}{figure_in_words(difference, unit, speech)}"


def figure_in_words(figure: Decimal | None, unit: Unit, speech: Speech) -> str:
    """A figure in its unit; a dash where there is none."""
    if figure is None:
        return _ABSENT
    # What is compared stands in columns, with its cents.
    return speech.money(figure) if unit == "money" else speech.figure(figure, unit)
