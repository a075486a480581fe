"""Where a card stands in the market as an SVG picture: each group of packages as a line, with its median."""

from collections.abc import Iterator
from decimal import Decimal

from fourchette.core.basis.money import ONE, to_step
from fourchette.core.compare.market import MarketGroup, NearPrice
from fourchette.render.desk.market_screen import MarketSheet, group_name, package_name, package_prices, standing_notes
from fourchette.render.why.svg_drawing import LINE, MARGIN, TENTH, WIDTH, Lettering, label, paragraphs, svg_of
from fourchette.render.words.speech import Speech

_WORDS_END, _PICTURE_END = 340, 780
_ROW = 2 * LINE
# A ratio that is farther than this is drawn at the edge, and its figure says what it is.
_FARTHEST = Decimal(3)


def market_svg(sheet: MarketSheet, speech: Speech) -> str:
    """The picture of a card beside the market; it ends with a newline."""
    title = speech.say("Your price over published ones: {card}", card=sheet.card.name)
    parts, _ = paragraphs([Lettering(title, "title", 66, 26)], MARGIN + LINE)
    top = height = MARGIN + 4 * LINE
    rows: list[str] = []
    for group in sheet.groups:
        rows += _group(group, sheet, speech, height)
        height += _ROW
    parts += [*_scale(sheet.table.near, speech, top, height), *rows]
    height += LINE
    notes = (Lettering(speech.say(note), "quiet", 120) for note in standing_notes(sheet))
    foot, height = paragraphs((*_nearest(sheet, speech), *notes), height, LINE // 2)
    parts += foot
    return svg_of(title, height + MARGIN - LINE, parts)


def _place(ratio: Decimal) -> Decimal:
    return to_step(min(ratio, _FARTHEST) * (_PICTURE_END - _WORDS_END) / _FARTHEST, TENTH) + _WORDS_END


def _group(group: MarketGroup, sheet: MarketSheet, speech: Speech, base: int) -> Iterator[str]:
    """From the lowest ratio to the highest, a point at the median; their figures beside."""
    middle = base - LINE // 4
    least, point, most = (_place(ratio) for ratio in (group.ratios[0], group.median, group.ratios[-1]))
    colour = "#c4552d" if group.living is False else "#2a6f97"
    yield label(f"{speech.say(group_name(group, sheet))} ({len(group.ratios)})", MARGIN, base)
    width = max(most - least, ONE)
    yield f'<rect x="{least}" y="{middle - 3}" width="{width}" height="6" rx="3" fill="{colour}" opacity=".35"/>'
    yield f'<circle cx="{point}" cy="{middle}" r="6" fill="{colour}"/>'
    spread = f"{speech.ratio(group.ratios[0])} – {speech.ratio(group.ratios[-1])}"
    yield label(speech.ratio(group.median), _PICTURE_END + 50, base, "strong", "end")
    yield label(spread, WIDTH - MARGIN, base, "quiet", "end")


def _scale(near: NearPrice | None, speech: Speech, top: int, bottom: int) -> Iterator[str]:
    """Where a price is near, and where it is the same."""
    above, height = top - _ROW, bottom - top + LINE // 2
    if near is not None:
        left, right = _place(near.least), _place(near.most)
        yield f'<rect x="{left}" y="{above + LINE}" width="{right - left}" height="{height}" fill="#eef3f6"/>'
    for ratio in (near.least, ONE, near.most) if near is not None else (ONE,):
        yield label(f"× {speech.count(ratio)}", _place(ratio), above + LINE // 2, "quiet", "middle")
    same = _place(ONE)
    yield f'<path d="M{same} {above + LINE}V{above + LINE + height}" stroke="#8a959c" stroke-dasharray="3 4"/>'


def _nearest(sheet: MarketSheet, speech: Speech) -> Iterator[Lettering]:
    """The mandate, and the packages nearest to it."""
    if sheet.own is None:
        return
    yield Lettering(sheet.own_in_words(sheet.own, speech), "strong", 110)
    for near in sheet.nearest:
        published, asked, hourly = package_prices(near.found, speech)
        sentence = speech.say(
            "{package}: {common:percent} in common, {published} published, {asked} with your card, {hourly}",
            package=package_name(near.found, sheet, speech),
            common=to_step(near.common, ONE),
            published=str(published),
            asked=str(asked),
            hourly=str(hourly),
        )
        yield Lettering(sentence, "limit" if near.found.under_living_wage else "", 120)
