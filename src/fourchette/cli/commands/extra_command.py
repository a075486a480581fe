"""`fourchette extra`: what a client asks for on top costs, the reply to her, and what her yes makes of it."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from fourchette.cli import options, pricing
from fourchette.cli.clock import day_of, month_named, now
from fourchette.cli.commands import revise_command
from fourchette.cli.out import delivery
from fourchette.cli.shell.parameters import option, switch
from fourchette.cli.shell.runtime import Runtime
from fourchette.core.basis.messages import say
from fourchette.core.basis.problems import unknown
from fourchette.core.mandate import answers
from fourchette.core.practice import acts, contract, extra_request, quote_states
from fourchette.core.price import quote as quotes
from fourchette.errors import NotFound, UsageError
from fourchette.files.book import book, quote_file, saved_mandates, verification
from fourchette.files.journal import journal
from fourchette.files.mandate import mandate_file
from fourchette.render.client import extra_reply
from fourchette.render.words.speech import Speech


def extra(
    runtime: Runtime,
    number: options.Number,
    trait: Annotated[list[str] | None, option("NAME=N", "How much more: videos_produced=3…", "--trait", "-t")] = None,
    once: Annotated[bool, switch("--once", "In one month only, at the price of what goes beyond.")] = False,
    month: Annotated[str | None, option("YYYY-MM", "The month of --once; this one by default.")] = None,
    accept: Annotated[
        bool, switch("--accept", "The client said yes: a line of that month's statement, or the next revision.")
    ] = False,
    day: options.DayOption = None,
) -> None:
    """Price what is asked on top."""
    today = day_of(day)
    saved = pricing.opened(runtime, number)
    if saved.entry.status != "accepted":
        message = say("{number} is not accepted: nothing is beyond it yet", number=saved.entry.name)
        raise NotFound(message, say("fourchette revise {number} -t NAME=N offers more", number=saved.entry.name))
    quote = pricing.price_again(runtime, saved)
    more = _more(quote, trait or [], once=once)
    speech, own = delivery.speech_for(quote), runtime.speech_in(quote.card.currency)
    when = month_named(month, today)
    try:
        after = None if once else extra_request.with_more(quote, more, runtime.taxes, today)
    except answers.UnsuitedMandate as error:
        (problem, *_) = error.problems
        raise UsageError(problem.message, problem.remedy) from error
    found, shown = (_request(saved.entry.name, quote, more, after, each) for each in (speech, own))
    if found.amounts.subtotal <= (Decimal(0) if found.before is None else found.before.subtotal):
        raise NotFound(say("it asks for no more work: there is nothing to price"))
    first = contract.first_day_of(when)
    client, seller = quote.mandate.client, quote.profile
    reply = extra_reply.reply_in_words(found, client.contact or client.name, seller.name, first, speech)
    if runtime.everywhere.json:
        runtime.print_json("fourchette/extra/1", extra_reply.extra_record(shown, reply, own))
    else:
        runtime.print_grids(extra_reply.extra_grids(shown, first, None if accept else reply, own))
    if accept and after is None:
        _sell_once(runtime, saved, found, when)
    elif accept and after is not None:
        _amend(runtime, saved, after, today)
    else:
        runtime.tell(say("Next, once the client says yes: the same command with --accept"))


def _request(
    name: str, quote: "quotes.Quote", more: dict[str, Any], after: "quotes.Quote | None", speech: Speech
) -> "extra_request.ExtraRequest":
    """What is asked, in words of her screen or of the client's document."""
    if after is None:
        return extra_request.extra_once(name, quote, more, speech.words)
    return extra_request.extra_monthly(name, quote, more, after, speech.words)


def _more(quote: "quotes.Quote", pairs: list[str], *, once: bool) -> dict[str, Any]:
    """What is asked, by trait: so much more of a volume, or another answer; raises UsageError."""
    typed = pricing.traits_of(pairs)
    if not typed:
        raise UsageError(say("say what is asked: -t videos_produced=3"))
    if quote.workload.stated:
        raise UsageError(
            say("this quote states its own hours: more of a volume changes no price"),
            say("fourchette revise with a mandate whose hours change offers more"),
        )
    more: dict[str, Any] = {}
    for name, text in typed.items():
        if name not in quote.card.traits:
            raise unknown(UsageError, say("the rate card has no trait {name}", name=name), name, quote.card.traits)
        value = mandate_file.typed_answer(quote.card.traits[name], text)
        is_volume = quote.card.traits[name].kind == "number"
        if is_volume and not (isinstance(value, Decimal) and value.is_finite() and 0 < value < MOST_ASKED):
            raise UsageError(say("“{value}” is not a number", value=text))
        if once and not is_volume:
            raise UsageError(
                say("{name} is not a volume: it cannot be asked for once", name=name), say("leave --once out")
            )
        more[name] = value
    return more


# More than any month holds.
MOST_ASKED = Decimal(100_000)


def _sell_once(runtime: Runtime, saved: "book.SavedQuote", found: "extra_request.ExtraRequest", month: str) -> None:
    """Add what was accepted to the month's statement, a line each."""
    name, at = saved.entry.name, now()
    told = acts.Deed(at, "extra", {"what": ", ".join(found.what), "month": month, "number": name})
    with journal.alone_at(runtime.home):
        fresh = book.open_quote(saved.path)
        events = [
            quote_states.Event(at, quote_states.EXTRA, fresh.entry.status, line.label, month=month, amount=line.amount)
            for line in found.lines
        ]
        book.record_events(runtime.home, told, (fresh, events))
    runtime.tell(say("Added to {month}: fourchette statement {number} --month {month}", month=month, number=name))


def _amend(runtime: Runtime, saved: "book.SavedQuote", after: "quotes.Quote", today: date) -> None:
    """Make the next revision, under the quote's own card, accepted in the place of the one that is."""
    card = verification.frozen_card_file(runtime.home, saved)
    text, revision = revise_command.next_text(runtime, saved, after, card)
    path = quote_file.save_amendment(runtime.home, text, saved, revision, today)
    delivery.tell_saved_as(runtime, path)
    states = quote_states.STATE_WORDS
    runtime.tell(say("{number} is {state}.", number=path.stem, state=states["accepted"]))
    runtime.tell(say("{number} is {state}.", number=saved_mandates.called(saved.path), state=states["replaced"]))
    runtime.tell(quote_states.next_step("accepted", path.stem, saved.lanes))
