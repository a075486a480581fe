"""The waterfall: bars that rise and fall from the base to the rate, each on the one scale of hourly rates."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from textwrap import wrap
from typing import Literal, NamedTuple

from fourchette.core.basis.estimate import Estimate
from fourchette.core.basis.money import HUNDRED, ONE, to_step
from fourchette.core.basis.noun import noun
from fourchette.core.effect.effect_stages import STAGES
from fourchette.core.explain.explanation_reasons import is_felt
from fourchette.core.price.quote import Quote
from fourchette.core.price.rating import Step
from fourchette.render.screen.console import Screen
from fourchette.render.screen.styled import Styled
from fourchette.render.sheet.sheet import effect_in_words
from fourchette.render.words.speech import Speech

Move = Literal["base", "rise", "fall", "asked"]

# The scale begins a little below its lowest figure, so that a base at the floor has a bar too.
FOOT = Decimal(8)
_GAP = 2
NARROWEST_WORDS = 24
HALVES = Decimal(2)
# The picture takes three eighths of the width, the words most of the rest.
PICTURE_SHARE = Decimal("0.375")


@noun
class Bar:
    """One step of the rate: where it leads from and to ($/h), in words and figures."""

    label: str
    effect: str
    after: str
    start: Decimal
    end: Decimal
    move: Move


@noun
class Waterfall:
    """The steps in order, then the rate asked; `band` is its low, target and high."""

    bars: tuple[Bar, ...]
    band: Estimate
    floor: Decimal
    ceiling: Decimal
    ends: tuple[str, str]
    bottom: Decimal
    top: Decimal

    def share(self, figure: Decimal) -> Decimal:
        """Where a rate stands on the scale, from 0 to 1."""
        return (figure - self.bottom) / (self.top - self.bottom)


def waterfall_of(quote: Quote, speech: Speech) -> Waterfall:
    """The waterfall of a quote's rate: the steps that move it, and the rate asked."""
    rating, range_ = quote.rating, quote.card.range_
    moving = [step for step in rating.steps if is_felt(step, quote) and not STAGES[step.effect.stage].of_lanes]
    figures = [range_.floor, range_.ceiling, *(step.after.target for step in moving), rating.rate.low, rating.rate.high]
    lowest, highest = min(figures), max(figures)
    bottom = lowest - max(highest - lowest, ONE) * FOOT / HUNDRED
    asked = Bar(speech.word("Rate asked"), "", speech.money(rating.rate.target), bottom, rating.rate.target, "asked")
    return Waterfall(
        bars=(*(_bar(step, bottom, speech) for step in moving), asked),
        band=rating.rate,
        floor=range_.floor,
        ceiling=range_.ceiling,
        ends=(speech.short_money(range_.floor), speech.short_money(range_.ceiling)),
        bottom=bottom,
        top=highest,
    )


def _bar(step: Step, bottom: Decimal, speech: Speech) -> Bar:
    is_base = STAGES[step.effect.stage].starts
    start = bottom if is_base else step.before.target
    move: Move = "base" if is_base else "rise" if step.after.target > start else "fall"
    return Bar(
        label=speech.say(step.effect.label),
        effect="" if is_base else effect_in_words(step.effect.stage, _change(step), speech),
        after=speech.money(step.after.target),
        start=start,
        end=step.after.target,
        move=move,
    )


def _change(step: Step) -> Decimal:
    """What a step does: a percent where it multiplies, else an amount."""
    in_percent = STAGES[step.effect.stage].unit == "percent"
    return step.effect.amount.target if in_percent else step.after.target - step.before.target


class Signs(NamedTuple):
    """What the bars are drawn with: whole cells, their halves where a screen has them, and the limits."""

    base: tuple[str, str, str]
    rise: tuple[str, str, str]
    fall: tuple[str, str, str]
    limit: str
    band: str
    point: str


# A whole cell, its left half, its right half.
UNICODE_SIGNS = Signs(("█", "▌", "▐"), ("█", "▌", "▐"), ("▒", "▒", "▒"), "┊", "━", "●")
ASCII_SIGNS = Signs(("#", "#", "#"), ("+", "+", "+"), ("-", "-", "-"), ":", "=", "O")
_STYLES: dict[Move, str] = {"base": "cyan", "rise": "green", "fall": "red", "asked": "bold cyan"}
_LIMIT = "dim"


def picture(waterfall: Waterfall, screen: Screen) -> Styled:
    """The waterfall for a screen, the floor's and the ceiling's figures above it.

    Each step has its bar beside its words; where that leaves the words no room, under them.
    """
    signs = UNICODE_SIGNS if screen.unicode else ASCII_SIGNS
    effects, afters = (max(len(getattr(bar, side)) for bar in waterfall.bars) for side in ("effect", "after"))
    room = int(screen.columns * PICTURE_SHARE)
    words = screen.columns - room - effects - afters - 3 * _GAP
    if words < NARROWEST_WORDS:
        return _stacked(waterfall, signs, screen.columns, (effects, afters))
    text = Styled(" " * (words + _GAP)).append(_scale(waterfall, room), _LIMIT)
    for bar in waterfall.bars:
        first, *others = wrap(bar.label, words, break_on_hyphens=False) or [""]
        text.append("\n").append(first.ljust(words + _GAP), _weight(bar))
        text.pieces += _cells(waterfall, bar, signs, room)
        text.append(_aligned(bar, effects, afters), _weight(bar))
        for other in others:
            text.append("\n").append(other.ljust(words + _GAP), _weight(bar))
            text.pieces += _limits(waterfall, signs, room)
    return text


def _stacked(waterfall: Waterfall, signs: Signs, columns: int, widths: tuple[int, int]) -> Styled:
    """Each step on two lines: its words and figures, then its bar over the whole width."""
    words = columns - sum(widths) - 2 * _GAP
    text = Styled(_scale(waterfall, columns), _LIMIT)
    for bar in waterfall.bars:
        *others, last = wrap(bar.label, words, break_on_hyphens=False) or [""]
        for other in others:
            text.append(f"\n{other}", _weight(bar))
        text.append(f"\n{last.ljust(words)}{_aligned(bar, *widths)}\n", _weight(bar))
        text.pieces += _cells(waterfall, bar, signs, columns)
    return text


def _aligned(bar: Bar, effects: int, afters: int) -> str:
    return f"{bar.effect:>{effects + _GAP}}{bar.after:>{afters + _GAP}}"


def _weight(bar: Bar) -> str:
    return "bold" if bar.move == "asked" else ""


def _scale(waterfall: Waterfall, room: int) -> str:
    """The figures of the floor and the ceiling, each above its mark."""
    line = ""
    for figure, words in zip((waterfall.floor, waterfall.ceiling), waterfall.ends, strict=True):
        place = max(min(_cell(waterfall, figure, room) - len(words) // 2, room - len(words)), 0)
        if not line or place > len(line):
            line = line.ljust(place) + words
    return line


def _half(waterfall: Waterfall, figure: Decimal, room: int) -> int:
    return int(to_step(waterfall.share(figure) * room * HALVES, ONE))


def _cell(waterfall: Waterfall, figure: Decimal, room: int) -> int:
    return min(_half(waterfall, figure, room) // 2, room - 1)


def _limits(waterfall: Waterfall, signs: Signs, room: int) -> list[tuple[str, str]]:
    """An empty line of the picture: the floor and the ceiling."""
    marked = {_cell(waterfall, figure, room) for figure in (waterfall.floor, waterfall.ceiling)}
    return [(signs.limit, _LIMIT) if cell in marked else (" ", "") for cell in range(room)]


def _cells(waterfall: Waterfall, bar: Bar, signs: Signs, room: int) -> list[tuple[str, str]]:
    """The line of one step."""
    cells = _limits(waterfall, signs, room)
    if bar.move == "asked":
        drawn = _gauge(waterfall, signs, room)
    else:
        whole, left, right = signs.fall if bar.move == "fall" else signs.base if bar.move == "base" else signs.rise
        drawn = _halves(_stretch(waterfall, bar, room), whole, left, right)
    for cell, sign in drawn:
        cells[cell] = (sign, _STYLES[bar.move])
    return cells


def _stretch(waterfall: Waterfall, bar: Bar, room: int) -> range:
    """The half cells that a bar covers: at least one."""
    begin, end = sorted((_half(waterfall, bar.start, room), _half(waterfall, bar.end, room)))
    begin = min(begin, 2 * room - 1)
    return range(begin, max(end, begin + 1))


def _halves(covered: range, whole: str, left: str, right: str) -> Iterator[tuple[int, str]]:
    for cell in range(covered.start // 2, (covered.stop + 1) // 2):
        is_left, is_right = 2 * cell in covered, 2 * cell + 1 in covered
        yield cell, whole if is_left and is_right else left if is_left else right


def _gauge(waterfall: Waterfall, signs: Signs, room: int) -> Iterable[tuple[int, str]]:
    """The rate asked as a point between its low and its high."""
    low, point, high = (
        _cell(waterfall, figure, room) for figure in (waterfall.band.low, waterfall.band.target, waterfall.band.high)
    )
    return {**dict.fromkeys(range(low, high + 1), signs.band), point: signs.point}.items()
