"""The quote book's commands: send, accept, decline, reopen, duplicate."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

from fourchette.cli import options
from fourchette.cli.ask import asking
from fourchette.cli.clock import day_of, now
from fourchette.cli.out import delivery, formats, sent_output
from fourchette.cli.pricing import kept_mandate, opened, other_revisions
from fourchette.cli.shell.parameters import argument, option
from fourchette.cli.shell.runtime import Runtime
from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.reading import Refusal, read_line
from fourchette.core.offer import offer as offers
from fourchette.core.practice import acts, quote_states
from fourchette.errors import NotFound, UsageError
from fourchette.files.book import book, kept_document, saved_offer
from fourchette.files.journal import journal
from fourchette.files.toml import disk


def send(
    runtime: Runtime,
    number: options.Number,
    output: options.OutputOption = None,
    format_name: options.FormatOption = None,
    template: options.TemplateOption = None,
    force: options.ForceOption = False,
    day: options.DayOption = None,
) -> None:
    """Mark as sent, and keep the very document."""
    format_ = formats.chosen_format(output, format_name, formats.CLIENT_FORMATS)
    if format_ is not None:
        formats.refuse_output_of(runtime, format_, output)
    delivery.refuse_name(output, force=force)
    quote = opened(runtime, number)
    made = None
    if quote_states.refusal("send", quote.entry, day_of(day)) is None:
        made = sent_output.document_to_send(runtime, quote, template)
        if _stays(runtime, quote):
            return
    act_on(runtime, "send", quote.entry.name, day, made=made)
    if format_ is not None:
        content = sent_output.written_as_sent(runtime, opened(runtime, quote.entry.name), format_)
        delivery.deliver(runtime, content, output, force=force)


def _stays(runtime: Runtime, quote: "book.SavedQuote") -> bool:
    """Whether she would rather fill in what its document lacks first; nobody is asked without a terminal."""
    if not offers.blanks_of(saved_offer.offer_of_saved(quote)) or not asking.somebody_is_there(runtime):
        return False
    if asking.ask_yes(runtime, say("Mark it as sent all the same?")):
        return False
    runtime.tell(say("{number} stays a draft.", number=quote.entry.name))
    return True


def accept(runtime: Runtime, number: options.Number, day: options.DayOption = None) -> None:
    """Mark as accepted."""
    act_on(runtime, "accept", number, day)


def decline(
    runtime: Runtime,
    number: options.Number,
    reason: Annotated[str, option("TEXT", "Why the client said no.")] = "",
    day: options.DayOption = None,
) -> None:
    """Mark as declined."""
    act_on(runtime, "decline", number, day, reason)


def reopen(runtime: Runtime, number: options.Number, day: options.DayOption = None) -> None:
    """Take back an answer."""
    act_on(runtime, "reopen", number, day)


def act_on(
    runtime: Runtime,
    act: "quote_states.Act",
    number: str,
    day: str | None,
    reason: str = "",
    made: "kept_document.MadeDocument | None" = None,
) -> None:
    """Do an act on a quote, and say what came of it; raises a UserError where it cannot be done."""
    try:
        reason = read_line(reason)
    except Refusal as error:
        raise UsageError(say("{name}: {reason}", name="--reason", reason=error.message)) from error
    today, at, status = day_of(day), now(), quote_states.ACTS[act][1]
    on = None if today == at.date() else today
    book.find(runtime.home, number)  # what is not there makes no folder
    with journal.alone_at(runtime.home):
        quote = opened(runtime, number)
        name = quote.entry.name
        refused = quote_states.refusal(act, quote.entry, today)
        if refused is not None:
            raise NotFound(refused[0], _meant(runtime, act, quote, today) or refused[1])
        if today < quote.entry.issued:
            raise UsageError(say("{number} was issued later, on {day}", number=name, day=quote.entry.issued))
        others = tuple(_others_moved(runtime, act, quote, at, on))
        event = quote_states.Event(at=at, event=act, status=status, reason=reason, day=on)
        kept = {} if made is None else made.files(runtime.home, quote)
        own = (quote, [event if made is None else made.told(event, quote)])
        book.record_events(runtime.home, acts.Deed(at, act, {"number": name}).dated(today), *others, own, beside=kept)
    runtime.tell(say("{number} is {state}.", number=name, state=quote_states.STATE_WORDS[status]))
    for place in list(kept)[:1]:
        runtime.tell(say("For your email to the client, kept as it is: {file}", file=str(place)))
    for other, (event,) in others:
        runtime.tell(say("{number} is {state}.", number=other.entry.name, state=quote_states.STATE_WORDS[event.status]))
    runtime.tell(quote_states.next_step(status, name, quote.lanes))


def _meant(runtime: Runtime, act: "quote_states.Act", quote: "book.SavedQuote", today: date) -> "Message | None":
    """The latest revision on which the act could be done, where there is one."""
    for other in reversed(other_revisions(runtime, quote, quote_states.STATUSES)):
        if other.entry.revision > quote.entry.revision and quote_states.refusal(act, other.entry, today) is None:
            return say("fourchette {act} {number}, if that revision is meant", act=act, number=other.entry.name)
    return None


# The statuses of the other revisions that an act moves.
_MOVED_BY: Mapping[str, tuple[str, ...]] = {"accept": ("accepted",), "reopen": ("replaced",)}


def _others_moved(
    runtime: Runtime, act: "quote_states.Act", quote: "book.SavedQuote", at: datetime, on: date | None
) -> "Iterator[tuple[book.SavedQuote, list[quote_states.Event]]]":
    """The other revisions that an act moves: an acceptance replaces the one accepted, and taken back, restores it."""
    exact = f"{quote.entry.number}.{quote.entry.revision}"
    for other in other_revisions(runtime, quote, _MOVED_BY.get(act, ())):
        status = other.entry.status
        if act == "accept" and status == "accepted":
            if other.entry.revision > quote.entry.revision:
                name = other.entry.name
                raise NotFound(
                    say("{number} is accepted already", number=name),
                    say("fourchette reopen {number} takes its answer back first", number=name),
                )
            yield other, [quote_states.replaced_by(exact, at, on)]
        elif (
            act == "reopen" and quote.entry.status == "accepted" and quote_states.was_replaced_by(other.history, exact)
        ):
            yield other, [quote_states.restored(at, on)]


def duplicate(
    runtime: Runtime,
    number: options.Number,
    output: Annotated[Path, argument("FILE", "The mandate file to write; - for standard output.")],
    force: options.ForceOption = False,
) -> None:
    """Write a mandate from a quote."""
    text = kept_mandate(runtime, opened(runtime, number)).text
    if output == delivery.STANDARD_OUTPUT:
        delivery.deliver(runtime, text, output, force=force)
        return
    delivery.refuse_name(output, force=force)
    told = acts.Deed(now(), "duplicate", {"file": output.name, "number": number})
    with journal.alone_at(runtime.home):
        journal.act(runtime.home, told, {output: text}, disk.usual_mode())
    delivery.tell_written(runtime, output)
    runtime.tell(say("Next: fourchette quote {file}", file=str(output)))
