"""Prices side by side on a screen: who they are, what differs, their side_figures, and why the totals differ."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import accumulate, pairwise
from string import ascii_uppercase

from fourchette.core.basis.money import ONE, ZERO, to_cent
from fourchette.core.compare.comparison import Difference, Side, SideFigures, differences, side_figures
from fourchette.core.compare.comparison_causes import Cause, causes
from fourchette.core.price.quote import Quote
from fourchette.core.record.plain import Plain, in_cents, picked
from fourchette.render.screen.console import WIDEST
from fourchette.render.screen.grid import Cell, Grid, GridRow
from fourchette.render.why.movement_screen import figure_in_words
from fourchette.render.words.speech import Speech, if_any, signed

SAME = "="
# What the labels of the rows keep of a screen's columns, what a side has at least, and what is between two.
LABELS, NARROWEST, GAP = 20, 10, 3
# The columns that a total takes, drawn.
_BAR = Decimal(30)


def comparison_grids(sides: Sequence[Side], speech: Speech, columns: int | None) -> Iterator[Grid]:
    """Every table of a comparison, each as wide as the screen allows: the first side beside some of the others.

    A picture, of no number of columns, has room for many; there each cause has its bar, from one total to the other.
    """
    yield _legend(sides, speech)
    differing, rows = differences(sides), side_figures(sides)
    money = [figure_in_words(figure, row.unit, speech) for row in rows for figure in row.each]
    width = max(NARROWEST, *map(len, money)) + GAP
    at_once = max(((columns or WIDEST) - LABELS) // width - 1, 1)
    for start in range(1, len(sides), at_once):
        block = (0, *range(start, min(start + at_once, len(sides))))
        yield _differences(differing, block, speech)
        yield _figures(rows, block, speech)
    for rank, side in enumerate(sides[1:], start=1):
        title = speech.say("From {first} to {other}", first=letter(0), other=letter(rank))
        grid = cause_grid(sides[0].quote, side.quote, (letter(0), letter(rank)), speech, drawn=columns is None)
        # What the figures are is said once, under the last of them.
        yield replace(grid, title=title, notes=grid.notes if rank == len(sides) - 1 else grid.notes[:-1])


def letter(rank: int) -> str:
    """What a side goes by in the tables: A, B, C, and so on."""
    return ascii_uppercase[rank] if rank < len(ascii_uppercase) else str(rank + 1)


def _legend(sides: Sequence[Side], speech: Speech) -> Grid:
    mandates = [side.quote.mandate for side in sides]
    about = [" · ".join(filter(None, (mandate.title, mandate.client.name))) for mandate in mandates]
    rows = tuple((Cell(letter(rank), "good"), side.name, about[rank]) for rank, side in enumerate(sides))
    return Grid(speech.word("Compared"), ("", "", ""), "llw", rows)


def _differences(found: Sequence[Difference], block: Sequence[int], speech: Speech) -> Grid:
    """The answers that differ between the sides of a block; what is as on the first is marked so."""

    def row(each: Difference) -> GridRow:
        others = (SAME if each.same[rank] else speech.words(each.answers[rank]) for rank in block[1:])
        return (
            speech.words(each.label),
            speech.words(each.answers[0]),
            *(Cell(text, "quiet" if text == SAME else "fact") for text in others),
        )

    rows = tuple(row(each) for each in found if not all(each.same[rank] for rank in block))
    if not rows:
        return Grid(notes=(speech.word("Every answer is the same."),))
    headings = (speech.word("What differs"), *map(letter, block))
    return Grid("", headings, "w" + "l" * len(block), rows)


def _figures(rows: Sequence[SideFigures], block: Sequence[int], speech: Speech) -> Grid:
    """The figures of the sides of a block, those that are not the first's in another tone."""

    def row(each: SideFigures) -> GridRow:
        cells = (
            (figure_in_words(each.each[rank], each.unit, speech), each.each[rank] == each.each[0]) for rank in block
        )
        return (speech.words(each.label), *(Cell(text, "" if same else "fact") for text, same in cells))

    shown = tuple(row(each) for each in rows if any(each.each[rank] is not None for rank in block))
    return Grid("", (speech.word("Figures"), *map(letter, block)), "w" + "r" * len(block), shown)


def cause_grid(old: Quote, new: Quote, names: tuple[str, str], speech: Speech, *, drawn: bool = False) -> Grid:
    """Why two totals differ: from one to the other, a row for each cause."""
    rows: list[GridRow] = [(names[0], "", speech.money(old.total))]
    found = causes(old, new)
    for cause in found:
        moved = Cell(signed(speech.money, cause.amount), "good" if cause.amount > 0 else "error")
        rows.append((f"  {speech.say(cause.label)}", moved, ""))
    rows.append((names[1], "", speech.money(new.total)))
    notes = [speech.word("Totals with taxes, over the whole mandate; each cause before taxes.")]
    if len(rows) == len(names):
        notes.insert(0, speech.word("Nothing moves the price."))
    if drawn:
        bars = _bars(old.total, [cause.amount for cause in found], new.total)
        rows = [(*row, bar) for row, bar in zip(rows, bars, strict=True)]
        return Grid("", ("", "", "", ""), "wrrb", tuple(rows), notes=tuple(notes))
    return Grid("", ("", "", ""), "wrr", tuple(rows), notes=tuple(notes))


def _bars(before: Decimal, moves: Sequence[Decimal], after: Decimal) -> Iterator[Cell]:
    """A total, what each cause adds to it or takes from it, and the other total, on one scale."""
    steps = list(accumulate(moves, initial=before))
    least, most = min(ZERO, *steps, after), max(*steps, after)
    scale = _BAR / ((most - least) or ONE)
    moved = ((start, end, "good" if end > start else "error") for start, end in pairwise(steps))
    for start, end, tone in ((ZERO, before, "fact"), *moved, (ZERO, after, "fact")):
        left, right = sorted(((start - least) * scale, (end - least) * scale))
        yield Cell("█" * int(_BAR), tone, (left, right))


def monthly_grid(old: Quote, new: Quote, names: tuple[str, str], speech: Speech) -> Grid:
    """What each asks a month, before tax; an empty table where neither asks anything by the month."""
    asked = [quote.subtotal("month") for quote in (old, new)]
    if asked == [None, None]:
        return Grid()
    cells = (if_any(speech.money, each) for each in asked)
    return Grid("", ("", *names), "wrr", ((speech.word("Each month, before tax"), *cells),))


def cause_record(old: Quote, new: Quote, speech: Speech) -> Plain:
    """Why two totals differ, as plain values."""
    return {"before": to_cent(old.total), "after": to_cent(new.total), "causes": _plain(causes(old, new), speech)}


def _plain(found: Sequence[Cause], speech: Speech) -> list[Plain]:
    return [picked(cause, "label", speech.words) | in_cents(cause, "amount") for cause in found]


def comparison_record(sides: Sequence[Side], speech: Speech) -> Plain:
    """A comparison as plain values: the causes of the second side as of old, then every side with its own."""
    first = sides[0].quote
    return {
        **cause_record(first, sides[1].quote, speech),
        "differences": [picked(each, "id label answers same", speech.words) for each in differences(sides)],
        "sides": [_side(side, first, speech) for side in sides],
    }


def _side(side: Side, first: Quote, speech: Speech) -> Plain:
    quote = side.quote
    figures = {
        "rate": quote.rating.rate.target,
        "hours": quote.workload.told.target,
        "monthly": quote.subtotal("month"),
        "once": quote.subtotal("once"),
        "total": quote.total,
        "difference": quote.total - first.total,
    }
    return {
        "name": side.name,
        "title": quote.mandate.title,
        "client": quote.mandate.client.name,
        "card": quote.card.name,
        "currency": quote.card.currency,
        "issued": quote.issued,
        **{key: None if figure is None else to_cent(figure) for key, figure in figures.items()},
        "causes": _plain(causes(first, quote), speech),
    }
