"""`fourchette hours`: what was worked on a quote, by lane and month."""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fourchette.cli.clock import now
from fourchette.cli.options import Number
from fourchette.cli.pricing import opened
from fourchette.cli.shell.help import mark
from fourchette.cli.shell.runtime import Runtime
from fourchette.core.basis.messages import say
from fourchette.errors import ExitCode, NotFound, UsageError

if TYPE_CHECKING:
    from fourchette.core.practice.quote_states import Event
    from fourchette.files.book.book import SavedQuote


MOST_LOGGED = Decimal(10_000)
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def hours(
    context: typer.Context,
    number: Number,
    worked: Annotated[
        str, typer.Argument(metavar="HOURS|FILE", help=mark("Hours, or a timesheet: .csv, .json, klog."))
    ],
    lane: Annotated[str | None, typer.Option(metavar="NAME", help=mark("The lane: content, service…"))] = None,
    month: Annotated[str | None, typer.Option(metavar="YYYY-MM", help=mark("The month; this one by default."))] = None,
) -> int:
    """Log hours."""
    from fourchette.files.book.book import open_quote, record_event

    runtime: Runtime = context.obj
    quote = opened(runtime, number)
    if quote.entry.status == "draft":
        raise NotFound(
            say("{number} is a draft: hours are logged on what was sent or accepted", number=quote.entry.name)
        )
    lanes = _lanes_of(quote)
    found = list(_worked(quote, lanes, worked, lane, month))
    known = {(event.lane, event.month, event.hours) for event in quote.history}
    twice = any((event.lane, event.month, event.hours) in known for event in found)
    for event in found:
        record_event(quote, event)
        quote = open_quote(quote.path)
    total = sum((event.hours or Decimal(0) for event in found), Decimal(0))
    if runtime.everywhere.json:
        logged = [{"lane": event.lane, "month": event.month, "hours": event.hours} for event in found]
        runtime.print_json("fourchette/hours/1", logged)
    runtime.tell(say("{number}: {hours:hours} logged.", number=quote.entry.name, hours=total))
    if twice:
        runtime.tell(say("As many hours were logged before on the same lane and month: were they the same ones?"))
    runtime.tell(say("Next: fourchette stats"))
    return ExitCode.DONE


def _lanes_of(quote: "SavedQuote") -> tuple[str, ...]:
    lines = quote.content.get("result", {}).get("lines", [])
    return tuple(dict.fromkeys(line["id"] for line in lines if "hours" in line))


def _worked(
    quote: "SavedQuote", lanes: tuple[str, ...], worked: str, lane: str | None, month: str | None
) -> "Iterator[Event]":
    from fourchette.core.basis.money import fits_decimals
    from fourchette.core.practice.quote_states import Event
    from fourchette.files.mandate.mandate_file import read_figure
    from fourchette.files.mandate.timesheets import read_timesheet

    at, status = now(), quote.entry.status
    figure = read_figure(worked)
    if isinstance(figure, Decimal):
        if not figure.is_finite() or not 0 < figure <= MOST_LOGGED or not fits_decimals(figure, 2):
            raise UsageError(say("“{hours}” is not a number of hours", hours=worked))
        yield Event(at, "hours", status, lane=_lane(lanes, lane), month=_month(month), hours=figure)
        return
    sums: dict[tuple[str, str], Decimal] = {}
    for entry in read_timesheet(Path(worked)):
        named = next((tag for tag in entry.tags if tag in lanes), None)
        key = (entry.month, named or _lane(lanes, lane))
        sums[key] = sums.get(key, Decimal(0)) + entry.hours
    for (when, named), total in sorted(sums.items()):
        if total > MOST_LOGGED:
            raise UsageError(say("“{hours}” is not a number of hours", hours=str(total)))
        if _hundredths(total) > 0:
            yield Event(at, "hours", status, lane=named, month=when, hours=_hundredths(total))


def _hundredths(total: Decimal) -> Decimal:
    from fourchette.core.basis.money import to_cent

    return to_cent(total)


def _lane(lanes: tuple[str, ...], lane: str | None) -> str:
    from fourchette.core.basis.problems import unknown_name

    if lane is None and len(lanes) == 1:
        return lanes[0]
    if lane is None:
        raise UsageError(say("name the lane: --lane"), say("allowed: {names}", names=lanes))
    if lane not in lanes:
        problem = unknown_name((), say("this quote has no lane {name}", name=lane), lane, lanes)
        raise UsageError(problem.message, problem.remedy)
    return lane


def _month(text: str | None) -> str:
    if text is None:
        return f"{now():%Y-%m}"
    if not MONTH.fullmatch(text):
        raise UsageError(say("“{month}” is not a month, such as 2026-10", month=text))
    return text
