"""A freelancer's floor: the sum that leads to it, where it stands in the card's range, and as plain values."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Literal

from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.money import ZERO, percent_of, plain_number, to_cent
from fourchette.core.basis.noun import noun
from fourchette.core.basis.text import Text
from fourchette.core.card.rate_card import RateCard
from fourchette.core.practice.contributions import Contribution, Due
from fourchette.core.practice.floor import TERMS, Floor, UsualFigure, UsualNeeds, standings
from fourchette.core.record.plain import Plain, picked
from fourchette.render.screen.console import Screen, printed
from fourchette.render.screen.grid import Cell, Grid, GridRow, grid_of
from fourchette.render.screen.grid_drawing import grid_parts
from fourchette.render.screen.screen_table import Drawn
from fourchette.render.sheet.sheet import Gauge
from fourchette.render.sheet.sheet_terminal import gauge_bar
from fourchette.render.words.speech import Speech

FigureOrigin = Literal["option", "config", "answer", "default", "table"]
_ORIGINS: Mapping[FigureOrigin, Message] = {
    "option": say("option"),
    "config": say("config"),
    "answer": say("your answer"),
    "default": say("by default"),
    "table": say("table"),
}


@noun
class FloorSheet:
    """A floor with all that is shown beside it: whose each term is, what each is called, and the card in force.

    `stated` is the minimum rate that the profile states, which has the last word over the computed one.
    """

    floor: Floor
    origins: Mapping[str, FigureOrigin]
    labels: Mapping[str, Text]
    usual: UsualNeeds
    card: RateCard
    stated: Decimal | None = None


def render_floor(sheet: FloorSheet, speech: Speech, screen: Screen) -> str:
    """The text of a floor for a screen."""
    return printed(_parts(sheet, speech, screen), screen)


def _parts(sheet: FloorSheet, speech: Speech, screen: Screen) -> Iterator[Drawn]:
    yield gauge_bar(_gauge(sheet, speech), screen)
    for grid in (_year(sheet, speech), _hours(sheet, speech), _bases(sheet, speech), _usual(sheet, speech)):
        yield from grid_parts(grid, screen)


def _gauge(sheet: FloorSheet, speech: Speech) -> Gauge:
    """The floor in the range, which is drawn longer where the floor is out of it."""
    rate, range_ = sheet.floor.rate, sheet.card.range_
    bottom, top = min(range_.floor, rate), max(range_.ceiling, rate)
    return Gauge(
        floor=bottom,
        ceiling=range_.ceiling,
        low=rate,
        target=rate,
        high=rate,
        ends=(speech.short_money(bottom), speech.short_money(top)),
        rate=speech.rate(rate),
        spread=speech.say(_position(sheet)),
    )


def _position(sheet: FloorSheet) -> Message:
    match sheet.floor.position(sheet.card):
        case "under":
            return say("your floor, under the card's range")
        case "within":
            return say("your floor, in the card's range")
        case "above":
            return say("your floor, above the card's range")


def _year(sheet: FloorSheet, speech: Speech) -> Grid:
    floor = sheet.floor
    rows = [
        _term("income", "", speech.money(floor.income), sheet, speech),
        *_contributions(sheet, speech),
        _term("margin", _of_income(floor.margin, speech), speech.money(floor.kept), sheet, speech),
        _term("costs", "", speech.money(floor.costs), sheet, speech),
        (speech.word("To be billed"), "", "", speech.money(floor.revenue)),
    ]
    headings = (speech.word("What a year must bring"), "", "", speech.word("Amount"))
    return Grid("", headings, "wllr", tuple(rows), sums=1)


def _contributions(sheet: FloorSheet, speech: Speech) -> Iterator[GridRow]:
    """A percent of the income, or each contribution of the place that comes to something."""
    floor = sheet.floor
    if floor.burden.regime is None:
        detail = _of_income(floor.contributions, speech)
        yield _term("contributions", detail, speech.money(floor.contributed), sheet, speech)
    for due in floor.dues:
        if due.amount:
            origin = Cell(speech.say(_ORIGINS[sheet.origins["contributions"]]), "quiet")
            yield speech.text(due.contribution.label), origin, _of_base(due, speech), speech.money(due.amount)


def _of_base(due: Due, speech: Speech) -> str:
    """The one rate and the part of the base that make the amount; nothing where they are several, or none does."""
    if len(due.parts) != 1 or to_cent(percent_of(*due.parts[0])) != due.amount:
        return ""
    rate, part = due.parts[0]
    return speech.say("{rate:percent} of {part:money}", rate=rate, part=part)


def _of_income(percent: Decimal, speech: Speech) -> str:
    return speech.say("{percent:percent} of the income", percent=percent)


def _hours(sheet: FloorSheet, speech: Speech) -> Grid:
    floor = sheet.floor
    division = f"{speech.short_money(floor.revenue)} ÷ {speech.duration(floor.billed)}"
    rows = [
        _term("weeks", "", speech.count(floor.weeks), sheet, speech),
        _term("hours", f"× {speech.count(floor.hours)}", speech.hours(floor.worked), sheet, speech),
        _term("billable", f"× {speech.percent(floor.billable)}", speech.hours(floor.billed), sheet, speech),
        (speech.word("Your floor, by the hour"), "", division, speech.money(floor.rate)),
    ]
    headings = (speech.word("Hours to bill it in"), "", "", speech.word("Hours"))
    return Grid("", headings, "wllr", tuple(rows), sums=1)


def _term(name: str, detail: str, figure: str, sheet: FloorSheet, speech: Speech) -> GridRow:
    origin = Cell(speech.say(_ORIGINS[sheet.origins[name]]), "quiet")
    return speech.text(sheet.labels[name]), origin, detail, figure


def _bases(sheet: FloorSheet, speech: Speech) -> Grid:
    word = speech.word
    return grid_of(
        standings(sheet.floor, sheet.card),
        (word("What the card asks"), "w", lambda standing: speech.text(standing.label)),
        (word("Rate"), "r", lambda standing: speech.money(standing.rate)),
        (word("Gap"), "r", lambda standing: _gap(standing.above, speech)),
        (word("Income left"), "r", lambda standing: speech.money(standing.income)),
    )


def _gap(above: Decimal, speech: Speech) -> Cell:
    keeps = above >= ZERO
    return Cell(f"{'+' if keeps else '−'}{speech.money(abs(above))}", "good" if keeps else "warning")


def _usual(sheet: FloorSheet, speech: Speech) -> Grid:
    """The figures counted for want of hers, each with why and whose it is; then what else she should know."""
    counted: list[tuple[Text, UsualFigure | Contribution]] = [
        (due.contribution.label, due.contribution) for due in sheet.floor.dues if due.amount
    ]
    counted += [(sheet.labels[name], found) for name in TERMS if (found := _counted(name, sheet)) is not None]
    return grid_of(
        counted,
        (speech.word("Counted by default"), "l", lambda each: speech.text(each[0])),
        (
            speech.word("Why, and whose figure"),
            "w",
            lambda each: " — ".join(map(speech.text, (each[1].why, each[1].source))),
        ),
        notes=map(speech.say, _notes(sheet)),
    )


def _notes(sheet: FloorSheet) -> Iterator[Message]:
    if sheet.stated is not None:
        yield say(
            "Your profile states a minimum rate of {rate:rate}: quotes are held against it, not against this floor.",
            rate=sheet.stated,
        )
    if (regime := sheet.floor.burden.regime) is not None:
        yield say(
            "Contributions of {year} for this income: {place}. --region counts those of another place, "
            "--contributions your own percent.",
            year=f"{regime.year}",
            place=regime.label,
        )
        if regime.currency != sheet.card.currency:
            yield say(
                "They are in {theirs}, and the rate card is in {currency}: take a card of the place, "
                "or your own percent.",
                theirs=regime.currency,
                currency=sheet.card.currency,
            )
    counted = any(_counted(name, sheet) is not None for name in TERMS)
    if counted and sheet.usual.currency != sheet.card.currency:
        yield say(
            "The defaults are those of Québec, in {usual}: in {currency}, give your own figures.",
            usual=sheet.usual.currency,
            currency=sheet.card.currency,
        )


def _counted(name: str, sheet: FloorSheet) -> UsualFigure | None:
    """The default of a term, where it is what is counted."""
    return sheet.usual.of(name) if sheet.origins[name] == "default" else None


def floor_record(sheet: FloorSheet, speech: Speech) -> Plain:
    """A floor as plain values: amounts to the cent, hours to the hundredth, percents as stated."""
    floor, range_ = sheet.floor, sheet.card.range_
    bases = standings(floor, sheet.card)
    return {
        "currency": sheet.card.currency,
        "rate": floor.rate,
        "terms": [_term_record(name, sheet, speech) for name in TERMS],
        "year": picked(floor, "income contributions=contributed margin=kept costs total=revenue"),
        "contributions": [
            picked(due.contribution, "id label base", speech.words)
            | picked(due, "of=base amount")
            | picked(due.contribution, "why source", speech.words)
            for due in floor.dues
        ],
        "hours": picked(floor, "worked billable=billed"),
        "range": picked(range_, "floor ceiling") | {"position": floor.position(sheet.card)},
        "experience": [picked(each, "id=name label rate difference=above income", speech.words) for each in bases],
        "minimum_rate": sheet.stated,
    }


def _term_record(name: str, sheet: FloorSheet, speech: Speech) -> Plain:
    return {
        "id": name,
        "label": speech.text(sheet.labels[name]),
        "value": plain_number(getattr(sheet.floor, name)),
        "origin": sheet.origins[name],
        **picked(_counted(name, sheet), "why source", speech.words),
    }
