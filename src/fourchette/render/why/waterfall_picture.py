"""The waterfall as an SVG picture: each step with its bar, its reason and whose figure it is."""

from collections.abc import Iterator
from decimal import Decimal

from fourchette.core.basis.money import ONE, to_step
from fourchette.core.basis.noun import noun
from fourchette.render.why.explanation_words import ExplanationSheet
from fourchette.render.why.svg_drawing import LINE, MARGIN, TENTH, WIDTH, Lettering, label, paragraphs, svg_of
from fourchette.render.why.waterfall import Bar, Move, Waterfall

WORDS_END, PICTURE_END = 420, 740
EFFECT_END, AFTER_END = 836, WIDTH - MARGIN
_BAR = 16
COLOURS: dict[Move, str] = {"base": "#2a6f97", "rise": "#3a8f5c", "fall": "#c4552d", "asked": "#14364a"}


def render_svg(sheet: ExplanationSheet) -> str:
    """The picture of an explanation; it ends with a newline."""
    height, parts = _head(sheet)
    top = height
    rows: list[str] = []
    for row in _rows(sheet):
        rows += row.drawn(sheet.waterfall, height)
        height += row.height
    parts += [*_marks(sheet.waterfall, top, height), *rows]
    foot, height = paragraphs(_foot(sheet), height + 2 * LINE, LINE // 2)
    return svg_of(sheet.title, height + MARGIN - LINE, [*parts, *foot])


def _foot(sheet: ExplanationSheet) -> Iterator[Lettering]:
    """What is said under the bars: the band, what touches some lines only, what holds the rate, her own floor."""
    yield Lettering(sheet.spread, "strong", 110)
    drawn = {bar.label for bar in sheet.waterfall.bars}
    for each in sheet.told:
        if each.label not in drawn:
            yield Lettering(f"{each.sentence} {each.why}", "", 120)
    for limit in sheet.limits:
        yield Lettering(limit, "limit", 120)
    yield Lettering(sheet.floor, "", 120)


def _head(sheet: ExplanationSheet) -> tuple[int, list[str]]:
    """The title, whom it is for, and the rate as a sum; where the rows begin."""
    titles = Lettering(sheet.title, "title", 66, 26), Lettering(sheet.subtitle, "quiet", 120)
    parts, height = paragraphs(titles, MARGIN + LINE)
    sums, height = paragraphs([Lettering(sheet.sum, "sum", 96, 22)], height + LINE // 2)
    return height + 2 * LINE, [*parts, *sums]


@noun
class _Row:
    """One step: its bar beside its words."""

    bar: Bar
    words: tuple[Lettering, ...]

    @property
    def height(self) -> int:
        return sum(len(words.lines) * words.height for words in self.words) + LINE

    def drawn(self, waterfall: Waterfall, top: int) -> Iterator[str]:
        style = "strong" if self.bar.move == "asked" else ""
        yield from _drawing(waterfall, self.bar, top, self.height)
        yield label(self.bar.effect, EFFECT_END, top, style, "end")
        yield label(self.bar.after, AFTER_END, top, style or "quiet", "end")
        yield from paragraphs(self.words, top)[0]


def _rows(sheet: ExplanationSheet) -> Iterator[_Row]:
    told = {each.label: each for each in sheet.told}
    for bar in sheet.waterfall.bars:
        words = [Lettering(bar.label, "strong")]
        if bar.label in told:
            words.append(Lettering(told[bar.label].why, "quiet", 58, 16))
            words.append(Lettering(told[bar.label].source, "source", 64, 15))
        yield _Row(bar, tuple(each for each in words if each.text))


def _place(waterfall: Waterfall, figure: Decimal) -> Decimal:
    return to_step(waterfall.share(figure) * (PICTURE_END - WORDS_END), TENTH) + WORDS_END


def _drawing(waterfall: Waterfall, bar: Bar, top: int, height: int) -> Iterator[str]:
    """The bar of a step, and the line from its end to the next one's beginning; of the last, the band and the point."""
    colour, middle = COLOURS[bar.move], top - _BAR // 3
    if bar.move == "asked":
        band = waterfall.band
        low, point, high = (_place(waterfall, figure) for figure in (band.low, band.target, band.high))
        size = f'width="{max(high - low, ONE)}" height="6" rx="3"'
        yield f'<rect x="{low}" y="{middle - 3}" {size} fill="{colour}" opacity=".35"/>'
        yield f'<circle cx="{point}" cy="{middle}" r="7" fill="{colour}"/>'
        return
    left, right = sorted((_place(waterfall, bar.start), _place(waterfall, bar.end)))
    width = max(right - left, ONE)
    yield f'<rect x="{left}" y="{middle - _BAR // 2}" width="{width}" height="{_BAR}" fill="{colour}"/>'
    end = _place(waterfall, bar.end)
    yield f'<path d="M{end} {middle + _BAR // 2}V{middle + height - _BAR // 2}" stroke="#9aa7ae"/>'


def _marks(waterfall: Waterfall, top: int, bottom: int) -> Iterator[str]:
    """The floor and the ceiling, all along the picture, under their figures."""
    for figure, words in zip((waterfall.floor, waterfall.ceiling), waterfall.ends, strict=True):
        place = _place(waterfall, figure)
        yield label(words, place, top - LINE - _BAR // 2, "quiet", "middle")
        yield f'<path d="M{place} {top - LINE}V{bottom - LINE}" stroke="#b8c2c8" stroke-dasharray="3 4"/>'
