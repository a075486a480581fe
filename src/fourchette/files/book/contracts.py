"""Saved quotes as contracts: which revisions were in force, since when, and what was worked on them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, cast

from fourchette.core.basis.messages import say
from fourchette.core.basis.problems import Problem
from fourchette.core.basis.reading import Refusal, read_line, read_number, shown
from fourchette.core.practice.contract import Agreed, AgreedLine, Contract, SoldOnce
from fourchette.core.practice.quote_states import logged, still_true
from fourchette.files.book.book import SavedQuote, saved_in
from fourchette.files.book.verification import digest_of
from fourchette.files.toml.toml_locate import locate
from fourchette.files.toml.toml_read import read_bytes
from fourchette.files.toml.wrong_file import Located, WrongFile

# The tables that teach nothing are most of a quote's text, and most of the time that reading it takes.
_TEACHES_NOTHING = tuple(
    f"{opening}{name}".encode()
    for opening in ("[", "[[")
    for name in (
        *("seller", "mandate.", "packages", "notices", "result.rate.steps", "result.answers"),
        *("result.deliverables", "result.offer"),
    )
)
_WORKLOAD = b"[[result.workload"
_HOURS = b'event = "hours"'


def read_lightly(path: Path) -> SavedQuote:
    """A saved quote, of which only what its contract needs is read; raises WrongFile."""
    raw = read_bytes(path)
    head, *tables = raw.split(b"\n[")
    useless = _TEACHES_NOTHING if _HOURS in raw else (*_TEACHES_NOTHING, _WORKLOAD)
    return saved_in(path, b"\n".join([head, *(f for t in tables if not (f := b"[" + t).startswith(useless))]))


def contract_of(revisions: Iterable[SavedQuote], chosen: SavedQuote) -> Contract:
    """The contract that the revisions of a quote make; where none was accepted, what the chosen one offers."""
    revisions = tuple(revisions)
    in_force = sorted(
        (day, quote.entry.revision, quote) for quote in revisions if (day := accepted_on(quote)) is not None
    )
    agreed = tuple(
        agreed_in(quote, _start(quote, day, first=not place)) for place, (day, _, quote) in enumerate(in_force)
    )
    entries = tuple(entry for quote in revisions for entry in logged(quote.history))
    sold = tuple(
        SoldOnce(event.month, event.reason, event.amount)
        for quote in revisions
        for event in still_true(quote.history)
        if event.amount is not None
    )
    return Contract(agreed or (agreed_in(chosen, None),), entries, sold)


def accepted_on(quote: SavedQuote) -> date | None:
    """The day a quote was accepted, be it replaced since; None where it is not."""
    if quote.entry.status not in ("accepted", "replaced"):
        return None
    days = [event.on for event in still_true(quote.history) if event.event == "accept"]
    return days[-1] if days else quote.entry.issued


def _start(quote: SavedQuote, accepted: date, *, first: bool) -> date:
    """The day that the mandate states; an amendment holds from its acceptance at the earliest."""
    stated = quote.content.get("mandate", {}).get("starts")
    if not isinstance(stated, date):
        return accepted
    return stated if first else max(stated, accepted)


def agreed_in(quote: SavedQuote, since: date | None) -> Agreed:
    """What a saved quote asks and includes; raises WrongFile where its figures are none that one can count with."""
    try:
        return _agreed_in(quote, since)
    except Refusal as error:
        problem = Problem(("result",), error.message)
    except (LookupError, TypeError, AttributeError, ValueError):
        problem = Problem(("result",), say("this is not as the program writes it"))
    remedy = say("fourchette verify {number} says more", number=quote.entry.name)
    raise WrongFile(str(quote.path), [Located(replace(problem, right=remedy), locate(quote.text, problem.path))])


def _agreed_in(quote: SavedQuote, since: date | None) -> Agreed:
    result: Mapping[str, Any] = quote.content.get("result", {})
    mandate: Mapping[str, Any] = quote.content.get("mandate", {})
    stated, phases = result.get("stated", {}), result.get("phases", ())
    tasks: dict[str, list[str]] = {}
    for task in result.get("workload", ()):
        tasks.setdefault(read_line(task["lane"]), []).append(read_line(task["id"]))
    return Agreed(
        name=quote.entry.name,
        since=since,
        lines=tuple(_lines(result.get("lines", ()))),
        rate=read_number(stated.get("effective_rate", result.get("rate", {}).get("target", 0))),
        months=read_number(result.get("months", 1)),
        weeks=_figure(mandate.get("weeks")),
        is_project=mandate.get("period") == "project",
        tasks={lane: tuple(names) for lane, names in tasks.items()},
        card=digest_of(quote),
        temporary=tuple({line.id: line for phase in phases for line in _lines(phase["lines"])}.values()),
        worked=tuple(_lines(stated.get("lines", ()))),
        by_card=_figure(stated.get("card", {}).get("whole")),
    )


def _lines(kept: Iterable[Mapping[str, Any]]) -> Iterator[AgreedLine]:
    for line in kept:
        hours, rate, months, percent = (_figure(line.get(key)) for key in ("hours", "rate", "months", "percent"))
        id_, label, period = read_line(line["id"]), read_line(line["label"]), read_line(line["period"])
        if period not in ("month", "once"):
            raise Refusal(say("{value} is not allowed", value=shown(period)))
        when = cast(Literal["month", "once"], period)
        yield AgreedLine(id_, label, when, hours, rate, read_number(line["amount"]), months, percent)


def _figure(raw: Any) -> Decimal | None:  # noqa: ANN401  # a number of TOML, or none
    return None if raw is None else read_number(raw)
