"""An explanation in a terminal: the waterfall, the sentences, then the tables."""

from collections.abc import Iterable, Iterator

from fourchette.render.screen.console import Screen, printed
from fourchette.render.screen.grid_drawing import grid_parts
from fourchette.render.screen.screen_table import WORDS, Drawn, ScreenTable, Stack, TableColumn
from fourchette.render.screen.styled import Styled
from fourchette.render.sheet.sheet_terminal import heading
from fourchette.render.why.explanation_words import ExplanationSheet, Told
from fourchette.render.why.waterfall import picture


def render_explanation(sheet: ExplanationSheet, screen: Screen) -> str:
    """The text of an explanation for a screen; it ends with a newline."""
    return printed(_parts(sheet, screen), screen)


def _parts(sheet: ExplanationSheet, screen: Screen) -> Iterator[Drawn]:
    # What matters stands in the first ten lines: the price, how the rate is made, where to stop, what holds it.
    title = heading(sheet.title, sheet.subtitle, screen.columns)
    limits = (Styled(limit, "yellow") for limit in sheet.limits)
    yield Stack((Styled(sheet.headline, "bold cyan"), title))
    beside = map(Styled, (sheet.spread, *sheet.stated))
    yield Stack((Styled(sheet.sum, "bold"), *beside, *limits, *([Styled(sheet.floor)] if sheet.floor else [])))
    yield picture(sheet.waterfall, screen)
    yield _told(sheet.told)
    for grid in sheet.grids:
        yield from grid_parts(grid, screen)


def _told(told: Iterable[Told]) -> ScreenTable:
    """The sentences in order, the source of each under it."""
    rows = ((f"{number}.", _sentence(each)) for number, each in enumerate(told, start=1))
    return ScreenTable([TableColumn(justify="right", style="dim"), WORDS], rows, gap=1)


def _sentence(told: Told) -> Styled:
    sentence = Styled(" ".join(filter(None, (told.sentence, told.why))))
    return sentence.append(f"\n{told.source}", "dim italic") if told.source else sentence
