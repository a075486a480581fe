"""`fourchette revise, hours, stats` and `rules calibrate`: change an offer, and learn from the work."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fourchette.cli.clock import day_of, now
from fourchette.cli.commands.list_command import readable_files
from fourchette.cli.options import DayOption, Number
from fourchette.cli.pricing import opened
from fourchette.cli.shell.help import mark
from fourchette.cli.shell.runtime import Runtime
from fourchette.core.basis.messages import say
from fourchette.errors import ExitCode, NotFound, UsageError

if TYPE_CHECKING:
    from fourchette.core.practice.learning import Proposal, Sample
    from fourchette.core.practice.quote_states import Event
    from fourchette.core.price.quote import Quote
    from fourchette.files.book.book import SavedQuote


MOST_LOGGED = Decimal(10_000)
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def revise(
    context: typer.Context,
    number: Number,
    mandate: Annotated[
        str | None, typer.Argument(metavar="[MANDATE]", help=mark("The changed mandate; the quote's own by default."))
    ] = None,
    trait: Annotated[
        list[str] | None, typer.Option("--trait", "-t", metavar="NAME=VALUE", help=mark("A changed answer: posts=8…"))
    ] = None,
    package: Annotated[
        str | None, typer.Option(metavar="NAME", help=mark("The package that the client chose: essential, complete…"))
    ] = None,
    day: DayOption = None,
) -> int:
    """Make the next revision."""
    from fourchette.cli.commands.compare_command import show_causes
    from fourchette.cli.out.delivery import quote_text
    from fourchette.cli.pricing import price_again, quote_of_package
    from fourchette.files.book.book import find, revision_of
    from fourchette.files.book.quote_file import save_revision
    from fourchette.files.toml.disk import FileTaken

    runtime: Runtime = context.obj
    base = opened(runtime, number)
    number = base.entry.number
    quote = _revised(runtime, base, mandate, trait or [], day_of(day))
    if package is not None:
        quote = quote_of_package(runtime, quote, package)
    revision = revision_of(find(runtime.home, number)) + 1
    try:
        path = save_revision(runtime.home, quote_text(runtime, quote), number, revision)
    except FileTaken as error:
        raise NotFound(
            say("revision {revision} of {number} was made meanwhile", revision=str(revision), number=number)
        ) from error
    runtime.tell(say("Saved as {number}: {file}", number=path.stem, file=str(path)))
    show_causes(runtime, price_again(runtime, base), quote, (base.entry.name, path.stem))
    return ExitCode.DONE


def _revised(runtime: Runtime, quote: "SavedQuote", mandate: str | None, pairs: list[str], day: date) -> "Quote":
    """The quote of the changed mandate, under the card in force."""
    from fourchette.cli.pricing import price_mandate, traits_of
    from fourchette.files.book.quote_file import plain_noun
    from fourchette.files.book.verification import frozen_mandate
    from fourchette.files.mandate.mandate_file import Overrides
    from fourchette.files.toml.toml_read import parse
    from fourchette.files.toml.toml_write import emit

    overrides = Overrides(traits_of({}, pairs))
    if mandate is not None:
        return price_mandate(runtime, mandate, overrides, day)
    document = parse(quote.entry.name, emit(plain_noun(frozen_mandate(quote))).encode())
    return price_mandate(runtime, document, overrides, day)


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


def stats(context: typer.Context, day: DayOption = None) -> int:
    """Show what the quotes teach."""
    from fourchette.render.desk.learning_screen import stats_grids

    runtime: Runtime = context.obj
    samples = tuple(_samples(runtime, day_of(day)))
    if runtime.everywhere.json:
        runtime.print_json("fourchette/stats/1", [_sample_record(sample) for sample in samples])
    else:
        card = runtime.card.card
        runtime.print_grids(stats_grids(samples, card, runtime.speech_in(card.currency)))
    return ExitCode.DONE


def _samples(runtime: Runtime, day: date) -> "Iterator[Sample]":
    """Of every quote that can be read, the revision accepted, else the latest that left the house, else a draft."""
    from fourchette.files.book.book import open_quote
    from fourchette.files.book.book_samples import sample_of

    latest: dict[str, tuple[tuple[bool, bool, int], Path]] = {}
    for path, entry in readable_files(runtime):
        rank = (entry.status == "accepted", entry.status != "draft", entry.revision)
        number = entry.number or path.stem
        if number not in latest or rank > latest[number][0]:
            latest[number] = (rank, path)
    for _, path in sorted(latest.values(), key=lambda each: each[1].name):
        yield sample_of(open_quote(path), day)


def _sample_record(sample: "Sample") -> Mapping[str, object]:
    return {
        "name": sample.name,
        "state": sample.state,
        "rate": sample.rate,
        "price": sample.price,
        "estimated": dict(sample.estimated),
        "worked": dict(sample.worked),
    }


def calibrate(
    context: typer.Context,
    write: Annotated[bool, typer.Option("--write", help=mark("Put the proposed minutes in your card."))] = False,
    day: DayOption = None,
) -> int:
    """Propose new minutes."""
    from fourchette.core.practice.learning import lane_ratios, proposals
    from fourchette.render.desk.learning_screen import calibration_grid

    runtime: Runtime = context.obj
    card = runtime.card.card
    found = proposals(card, lane_ratios(_comparable(runtime, day_of(day))))
    if runtime.everywhere.json:
        runtime.print_json("fourchette/calibration/1", [_proposal_record(each) for each in found])
    else:
        runtime.print_grids([calibration_grid(found, card, runtime.speech_in(card.currency))])
    if write and found:
        from fourchette.files.card.own_card import change_all

        changed = {
            f"tasks.{each.task}.minutes": _triple(each.after.low, each.after.target, each.after.high) for each in found
        }
        path = change_all(runtime.own_card, runtime.home, changed)
        runtime.tell(say("Written: {file}", file=str(path)))
    elif found:
        runtime.tell(say("Nothing is written: --write puts these minutes in your card."))
    return ExitCode.DONE


def _comparable(runtime: Runtime, day: date) -> "Iterator[Sample]":
    """The samples, with the hours of those lanes that the card in force estimates as their own card did."""
    from fourchette.core.practice.learning import of_lanes, same_lanes
    from fourchette.files.card.card_file import load_card
    from fourchette.files.toml.disk import exists

    lanes: dict[str, tuple[str, ...]] = {}
    for sample in _samples(runtime, day):
        if sample.card not in lanes:
            path = runtime.home.cards / f"{sample.card}.toml"
            lanes[sample.card] = same_lanes(runtime.card.card, load_card(path).card) if exists(path) else ()
        yield of_lanes(sample, lanes[sample.card])


def _proposal_record(proposal: "Proposal") -> Mapping[str, object]:
    return {
        "task": proposal.task,
        "before": [proposal.before.low, proposal.before.target, proposal.before.high],
        "after": [proposal.after.low, proposal.after.target, proposal.after.high],
        "quotes": proposal.quotes,
        "enough": proposal.enough,
    }


def _triple(*minutes: Decimal) -> str:
    return "[" + ", ".join(f"{each.normalize():f}" for each in minutes) + "]"
