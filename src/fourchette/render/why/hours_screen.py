"""Where the hours come from, as tables that multiply and add up."""

from collections.abc import Iterator

from fourchette.core.basis.messages import Message, say
from fourchette.core.card.rate_card import Frequency
from fourchette.core.explain.explanation import Explanation
from fourchette.core.explain.explanation_hours import (
    LineHours,
    OverheadTime,
    Reckoned,
    StatedTime,
    TaskTime,
    TimePart,
)
from fourchette.core.price.lines import QuoteLine, sum_of
from fourchette.render.screen.grid import Cell, Grid, GridRow
from fourchette.render.words.speech import Speech

_INDENT = "  "


def hours_grids(explanation: Explanation, speech: Speech) -> Iterator[Grid]:
    """A table for each period: the parts of each line's hours, its amount, and the sum."""
    periods: tuple[Frequency, ...] = ("month", "once")
    shown = [period for period in periods if any(line.period == period for line in explanation.quote.lines)]
    for period in shown:
        notes = tuple(_reckonings(explanation, speech)) if period == shown[-1] else ()
        title, rows = speech.say(_title(explanation, period)), tuple(_rows(explanation, period, speech))
        yield Grid(title, ("", speech.word("Hours"), ""), "wrl", rows, notes=notes)


def _title(explanation: Explanation, period: Frequency) -> Message:
    if period == "month":
        return say("Where the hours come from, each month")
    if explanation.quote.mandate.is_project:
        return say("Where the hours come from, for the project")
    return say("Where the hours come from, once")


def _rows(explanation: Explanation, period: Frequency, speech: Speech) -> Iterator[GridRow]:
    for line_hours in explanation.hours:
        if line_hours.period == period:
            yield from _line_rows(line_hours, speech)
    quote = explanation.quote
    worked, asked = ([each for each in lines if each.period == period] for lines in (quote.asking.worked, quote.lines))
    yield from (_fee_row(line, speech) for line in worked if line.hours is None)
    stated = [line for line in asked if line not in worked]
    if any(line not in asked for line in worked):
        hours = speech.hours(quote.workload.band(period).target)
        yield _quiet(speech.word("By your card"), hours, f"= {speech.money(sum_of(worked, period))}")
    yield from (_fee_row(line, speech) for line in stated)
    amounts = quote.monthly if period == "month" else quote.once
    if amounts is not None:
        hours = speech.hours(quote.workload.band(period).target)
        yield _strong(speech.word("Subtotal before tax"), hours, f"= {speech.money(amounts.subtotal.target)}")


def _line_rows(line_hours: LineHours, speech: Speech) -> Iterator[GridRow]:
    line = line_hours.line
    product = ""
    if line is not None and line.rate is not None:
        product = f"× {speech.rate(line.rate.target)} = {speech.money(line.amount.target)}"
    yield _strong(speech.text(line_hours.label), speech.hours(line_hours.hours), product)
    for part in line_hours.parts:
        yield _part_row(part, speech)
    if line_hours.rounding:
        yield _quiet(speech.word("Rounding to the quarter hour"), speech.hours(line_hours.rounding), "")


def _part_row(part: TimePart, speech: Speech) -> GridRow:
    if isinstance(part, StatedTime):
        return _quiet(speech.word("As the mandate states"), speech.hours(part.hours), "")
    match part:
        case TaskTime():
            basis = say("{quantity:count} × {each:count} min", quantity=part.quantity, each=part.each)
        case OverheadTime():
            basis = say("{percent:percent} of {base:hours}", percent=part.percent, base=part.base)
        case _:  # up to a least
            basis = say("up to {least:hours}", least=part.up_to)
    return _quiet(speech.text(part.label), speech.hours(part.hours), speech.say(basis))


def _fee_row(line: QuoteLine, speech: Speech) -> GridRow:
    basis = f"{speech.say(line.basis)} " if line.basis is not None else ""
    return _strong(speech.words(line.label), "", f"{basis}= {speech.money(line.amount.target)}")


def _strong(*words: str) -> GridRow:
    return tuple(Cell(each, "strong") for each in words)


def _quiet(label: str, hours: str, basis: str) -> GridRow:
    return f"{_INDENT}{label}", hours, Cell(basis, "quiet")


def _reckonings(explanation: Explanation, speech: Speech) -> Iterator[str]:
    """One sentence with every number that is not an answer itself, where there is any."""
    told = [
        each
        for each in explanation.reckoned
        if each.share is not None or each.further or each.at_least or len(each.terms) > 1 or each.in_brackets
    ]
    if told:
        counted = tuple(_reckoning(each, speech) for each in told)
        yield speech.say("Counted so: {counted:list}.", counted=counted)


def _reckoning(reckoned: Reckoned, speech: Speech) -> str:
    """`Replies: 40 % of 40 (Comments and messages) = 16`."""
    sum_ = " + ".join(f"{speech.count(number)} ({speech.text(label)})" for label, number in reckoned.terms)
    if reckoned.share is not None:
        sum_ = speech.say("{share:percent} of {sum}", share=reckoned.share, sum=sum_)
    if reckoned.in_brackets:
        within = " + ".join(
            speech.say("{share:percent} of {sum}", share=share, sum=speech.count(amount))
            for share, amount in reckoned.brackets
        )
        sum_ = speech.say("{sum}, counted as {within}", sum=sum_, within=within)
    if reckoned.further is not None:
        label, count = reckoned.further
        sum_ = speech.say("{sum} × {count:count} ({label} beyond the first)", sum=sum_, count=count, label=label)
    if reckoned.at_least is not None:
        sum_ = speech.say("{sum}, at least {least:count}", sum=sum_, least=reckoned.at_least)
    label, number = reckoned.label, speech.count(reckoned.number)
    return speech.say("{label}: {sum} = {number}", label=label, sum=sum_, number=number)
