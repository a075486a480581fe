"""`fourchette hours`: what was worked on a quote, by lane and month."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Annotated

from fourchette.cli import options
from fourchette.cli.ask import asking, timesheet_question
from fourchette.cli.clock import month_named, now
from fourchette.cli.pricing import opened, other_revisions
from fourchette.cli.shell import completion
from fourchette.cli.shell.parameters import argument, option, switch
from fourchette.cli.shell.runtime import Runtime
from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.money import fits_decimals, to_cent
from fourchette.core.basis.problems import unknown
from fourchette.core.practice import acts, quote_states
from fourchette.errors import NotFound, UsageError
from fourchette.files.book import book
from fourchette.files.journal import journal
from fourchette.files.mandate import mandate_file
from fourchette.files.timesheets import timesheet
from fourchette.files.timesheets.timesheet_clients import TimesheetChoice
from fourchette.files.timesheets.timesheet_times import DAY_ORDERS, DayOrder
from fourchette.render.desk import statement_screen

MOST_LOGGED = Decimal(10_000)
_SCHEMA = "fourchette/hours/1"
# An option that may be given more than once.
_Names = list[str] | None


def hours(
    runtime: Runtime,
    number: options.Number,
    worked: Annotated[
        str | None, argument("[HOURS|FILE]", "Hours, or a tracker's export; - for standard input.")
    ] = None,
    lane: Annotated[str | None, option("NAME", "The lane: content, service…", offers=completion.lane_names)] = None,
    month: options.MonthOption = None,
    client: Annotated[_Names, option("NAME", "Only the hours of this client.")] = None,
    project: Annotated[_Names, option("NAME", "Only the hours of this project.")] = None,
    tag: Annotated[_Names, option("NAME", "Only the hours with this tag.")] = None,
    everyone: Annotated[bool, switch("--everyone", "All the hours of the file, whoever they are for.")] = False,
    dates: Annotated[str | None, option("dmy|mdy", "Which comes first in dates: the day or the month.")] = None,
    listed: Annotated[bool, switch("--list", "Show what was logged, each entry by its place.")] = False,
    remove: Annotated[int | None, option("PLACE", "Withdraw the entry at this place of --list.")] = None,
    again: Annotated[
        bool, switch("--again", "Log even what was logged before: as many hours, same lane and month.")
    ] = False,
) -> None:
    """Log hours."""
    if [worked is not None, listed, remove is not None].count(True) != 1:
        raise UsageError(say("name the hours or a timesheet, --list, or --remove PLACE: one of them"))
    quote = opened(runtime, number)
    if listed:
        _list(runtime, quote)
    elif remove is not None:
        _withdraw(runtime, quote, remove)
    else:
        chosen = TimesheetChoice(tuple(client or ()), tuple(project or ()), tuple(tag or ()), everyone=everyone)
        _log(runtime, quote, list(_worked(runtime, quote, worked or "", lane, month, chosen, dates)), again=again)


def _log(runtime: Runtime, quote: "book.SavedQuote", found: "list[quote_states.Event]", *, again: bool) -> None:
    """Log what was worked, all of it in one step or none."""
    if quote.entry.status == "draft":
        raise NotFound(
            say("{number} is a draft: hours are logged on what was sent or accepted", number=quote.entry.name)
        )
    if not found:
        raise NotFound(say("there are no hours in it: nothing is logged"))
    remedy = say("nothing is logged; --again logs them all the same")
    twice = _twice(runtime, quote, found)
    if twice is not None and not again and not asking.ask_yes(runtime, twice):
        raise NotFound(twice, remedy)

    def refuse(fresh: "book.SavedQuote") -> None:
        """Another program may just have logged the same hours."""
        if not again and twice is None and (since := _twice(runtime, fresh, found)) is not None:
            raise NotFound(since, remedy)

    total = sum((event.hours or Decimal(0) for event in found), Decimal(0))
    told = acts.Deed(now(), "hours", {"number": quote.entry.name, "hours": total})
    _change(runtime, quote, refuse, found, told)
    if runtime.everywhere.json:
        logged = [{"lane": event.lane, "month": event.month, "hours": event.hours} for event in found]
        runtime.print_json(_SCHEMA, logged)
    runtime.tell(say("{number}: {hours:hours} logged.", number=quote.entry.name, hours=total))
    runtime.tell(say("Next: fourchette stats"))


def _twice(runtime: Runtime, quote: "book.SavedQuote", found: "list[quote_states.Event]") -> "Message | None":
    """What to ask where some hours were logged before, on any revision of the quote; None where none were."""
    revisions = (quote, *other_revisions(runtime, quote))
    known = {
        (entry.lane, entry.month, entry.hours) for each in revisions for entry in quote_states.logged(each.history)
    }
    event = next((event for event in found if (event.lane, event.month, event.hours) in known), None)
    if event is None:
        return None
    return say(
        "{hours:hours} were logged before on {lane} in {month}: are these others?",
        hours=event.hours,
        lane=event.lane,
        month=event.month,
    )


def _change(
    runtime: Runtime,
    quote: "book.SavedQuote",
    refuse: "Callable[[book.SavedQuote], None]",
    events: "list[quote_states.Event]",
    told: "acts.Deed",
) -> None:
    """Add events to a quote as it now is, alone in the home; `refuse` says why they cannot be."""
    with journal.alone_at(runtime.home):
        fresh = book.open_quote(quote.path)
        refuse(fresh)
        changed = [replace(event, status=fresh.entry.status) for event in events]
        book.record_events(runtime.home, told, (fresh, changed))


def _list(runtime: Runtime, quote: "book.SavedQuote") -> None:
    entries = quote_states.logged(quote.history)
    if runtime.everywhere.json:
        runtime.print_json(_SCHEMA, [statement_screen.logged_record(entry) for entry in entries])
    else:
        runtime.print_grids([statement_screen.logged_grid(quote.entry.name, entries, runtime.speech)])


def _withdraw(runtime: Runtime, quote: "book.SavedQuote", place: int) -> None:
    """Withdraw an entry: it stays in the history, which only grows, and counts no more."""

    def refuse(fresh: "book.SavedQuote") -> None:
        if place not in {entry.place for entry in quote_states.logged(fresh.history)}:
            raise NotFound(
                say("{number} has no entry {place}", number=fresh.entry.name, place=str(place)),
                say("fourchette hours {number} --list names them", number=fresh.entry.name),
            )

    refuse(quote)
    entry = next(entry for entry in quote_states.logged(quote.history) if entry.place == place)
    event = quote_states.Event(now(), quote_states.WITHDRAW, quote.entry.status, withdraws=place)
    told = acts.Deed(
        event.at,
        "withdraw",
        {"number": quote.entry.name, "hours": entry.hours, "lane": entry.lane, "month": entry.month},
    )
    _change(runtime, quote, refuse, [event], told)
    runtime.tell_programs(_SCHEMA, [statement_screen.logged_record(entry)])
    runtime.tell(
        say(
            "{number}: {hours:hours} on {lane} in {month} withdrawn.",
            number=quote.entry.name,
            hours=entry.hours,
            lane=entry.lane,
            month=entry.month,
        )
    )


def _worked(
    runtime: Runtime,
    quote: "book.SavedQuote",
    worked: str,
    lane: str | None,
    month: str | None,
    chosen: TimesheetChoice,
    dates: str | None,
) -> "Iterator[quote_states.Event]":

    at, status, lanes = now(), quote.entry.status, quote.lanes
    figure = mandate_file.read_figure(worked)
    if isinstance(figure, Decimal):
        if not figure.is_finite() or not 0 < figure <= MOST_LOGGED or not fits_decimals(figure, 2):
            raise UsageError(say("“{hours}” is not a number of hours", hours=worked))
        when = month_named(month, now().date())
        yield quote_states.Event(at, "hours", status, lane=_lane(lanes, lane), month=when, hours=figure)
        return
    undated = None if month is None else month_named(month, now().date())
    sheet = timesheet_question.timesheet_of(runtime, worked, lanes, chosen, order=_order(dates), month=undated)
    sums: dict[tuple[str, str], Decimal] = {}
    for entry in sheet.entries:
        key = (entry.month, entry.lane_in(lanes) or _lane(lanes, lane))
        sums[key] = sums.get(key, Decimal(0)) + (entry.seconds or 0)
    for (when, named), seconds in sorted(sums.items()):
        total = to_cent(seconds / timesheet.SECONDS_PER_HOUR)
        if not 0 <= total <= MOST_LOGGED:
            raise UsageError(say("“{hours}” is not a number of hours", hours=str(total)))
        if total > 0:
            yield quote_states.Event(at, "hours", status, lane=named, month=when, hours=total)


def _order(dates: str | None) -> "DayOrder | None":
    if dates is None:
        return None
    order = next((each for each in DAY_ORDERS if each == dates), None)
    if order is None:
        message = say("“{order}” is not an order of day and month", order=dates)
        raise UsageError(message, say("allowed: {names}", names=DAY_ORDERS))
    return order


def _lane(lanes: tuple[str, ...], lane: str | None) -> str:
    if lane is None and len(lanes) == 1:
        return lanes[0]
    if lane is None:
        raise UsageError(say("name the lane: --lane"), say("allowed: {names}", names=lanes))
    if lane not in lanes:
        raise unknown(UsageError, say("this quote has no lane {name}", name=lane), lane, lanes)
    return lane
