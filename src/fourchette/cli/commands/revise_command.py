"""`fourchette revise`: the next revision of a quote, from a changed mandate."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Annotated

from fourchette.cli import options, pricing
from fourchette.cli.clock import day_of
from fourchette.cli.commands import compare_command
from fourchette.cli.out import delivery
from fourchette.cli.pricing import opened
from fourchette.cli.shell.parameters import argument, option
from fourchette.cli.shell.runtime import Runtime
from fourchette.core.basis.messages import say
from fourchette.core.mandate import mandate as mandates
from fourchette.core.offer import raised_offer
from fourchette.core.practice import quote_states
from fourchette.core.price import quote as quotes
from fourchette.core.record import plain
from fourchette.errors import NotFound, UsageError
from fourchette.files.book import book, contracts, quote_file, saved_mandates, verification
from fourchette.files.card import card_file
from fourchette.files.mandate import mandate_file, mandate_layers

StartOption = Annotated[str | None, option("YYYY-MM-DD", "The day it takes effect.", "--from")]
RaiseReason = Annotated[str, option("TEXT", "Why: compare shows it.")]


def revise(
    runtime: Runtime,
    number: options.Number,
    mandate: Annotated[str | None, argument("[MANDATE]", "The changed mandate; the quote's own by default.")] = None,
    trait: options.TraitOption = None,
    package: Annotated[str | None, option("NAME", "The package that the client chose: essential, complete…")] = None,
    percent: Annotated[str | None, option("%", "Raise the quote as it is: each rate and fee by this percent.")] = None,
    start: StartOption = None,
    reason: RaiseReason = "",
    day: options.DayOption = None,
) -> None:
    """Make the next revision."""
    base = opened(runtime, number)
    book.refuse_misplaced(base)
    starts = None if start is None else day_of(start)
    if percent is not None:
        if mandate is not None or trait or package is not None:
            raise UsageError(say("--percent raises the quote as it is"), say("change its work in another revision"))
        raised = mandates.Raised(percent=_figure("--percent", percent), why=reason)
        _raise(runtime, base, raised, starts, day_of(day))
        return
    said = mandate_file.Overrides(pricing.traits_of(trait or []), {} if starts is None else {"starts": starts})
    quote = _revised(runtime, base, mandate, said, day_of(day))
    if package is not None:
        quote = pricing.quote_of_package(runtime, quote, package)
    _show_next(runtime, base, quote, save_next(runtime, base, quote, runtime.card))


def renew(
    runtime: Runtime,
    number: options.Number,
    index: Annotated[str, option("N", "What the prices are multiplied by: 1.031; 1 keeps them.")] = "1",
    start: StartOption = None,
    reason: RaiseReason = "",
    day: options.DayOption = None,
) -> None:
    """Make the revision of the next term."""
    base = opened(runtime, number)
    book.refuse_misplaced(base)
    term = contracts.contract_of((base, *pricing.other_revisions(runtime, base)), base)
    if term.last_day is None or term.last.is_project:
        message = say("{number} has no term to renew: it is not accepted, or it is a project", number=base.entry.name)
        raise NotFound(message, say("fourchette duplicate {number} FILE makes a new mandate", number=base.entry.name))
    times = _figure("--index", index)
    raised = mandates.Raised(percent=(times - 1) * 100, why=reason)
    starts = term.last_day + timedelta(days=1) if start is None else day_of(start)
    _raise(runtime, base, raised, starts, day_of(day))


def _figure(option: str, typed: str) -> Decimal:
    """A percent or a factor as it is typed; raises UsageError where it is none that one would mean."""
    # Neither is ever thousands: a comma is the decimal one.
    figure = mandate_file.read_figure(typed.rstrip("%\u00a0\u202f ").replace(",", "."))
    least, most = _BOUNDS[option]
    if not isinstance(figure, Decimal) or not figure.is_finite() or not least <= figure <= most:
        message = say("{name} is a number between {least:count} and {most:count}", name=option, least=least, most=most)
        raise UsageError(message)
    return figure


_BOUNDS = {"--percent": (Decimal(-90), Decimal(900)), "--index": (Decimal("0.1"), Decimal(10))}


def _raise(
    runtime: Runtime, base: "book.SavedQuote", raised: "mandates.Raised", starts: date | None, day: date
) -> None:
    """The next revision at raised prices, under the quote's own card and terms."""
    quote = pricing.price_again(runtime, base)
    mandate = raised_offer.raised_mandate(quote, raised) if raised.percent else quote.mandate
    if starts is not None:
        ends = mandate.ends if mandate.ends is not None and mandate.ends > starts else None
        mandate = replace(mandate, starts=starts, ends=ends)
    again = quotes.price(mandate, quote.card, runtime.taxes, on=day, profile=quote.profile)
    card = verification.frozen_card_file(runtime.home, base)
    _show_next(runtime, base, again, save_next(runtime, base, again, card))


def save_next(runtime: Runtime, base: "book.SavedQuote", quote: "quotes.Quote", card: "card_file.CardFile") -> Path:
    """Save the next revision of a quote, priced under a card, and say so."""
    text, revision = next_text(runtime, base, quote, card)
    path = quote_file.save_revision(runtime.home, text, base.entry.number, revision)
    delivery.tell_saved_as(runtime, path)
    return path


def next_text(
    runtime: Runtime, base: "book.SavedQuote", quote: "quotes.Quote", card: "card_file.CardFile"
) -> "tuple[quote_file.QuoteText, int]":
    """What the file of a quote's next revision says, and which revision it is."""
    last = book.revisions(runtime.home, base.entry.number)[-1]
    return replace(delivery.quote_text(runtime, delivery.PricedQuote(quote)), card=card), book.revision_of(last) + 1


def _show_next(runtime: Runtime, base: "book.SavedQuote", quote: "quotes.Quote", path: Path) -> None:
    runtime.tell(quote_states.next_step("draft", path.stem))
    compare_command.show_causes(
        runtime, pricing.price_again(runtime, base), quote, (saved_mandates.called(base.path), path.stem)
    )


def _revised(
    runtime: Runtime,
    quote: "book.SavedQuote",
    mandate: str | None,
    overrides: "mandate_file.Overrides",
    day: date,
) -> "quotes.Quote":
    """The quote of the changed mandate, under the card in force."""
    if mandate is not None:
        return pricing.price_mandate(runtime, mandate, overrides, day)
    revised = pricing.price_mandate(runtime, pricing.kept_mandate(runtime, quote), overrides, day)
    _tell_client(runtime, verification.frozen_mandate(quote), revised.mandate)
    return revised


def _tell_client(runtime: Runtime, kept: "mandates.Mandate", revised: "mandates.Mandate") -> None:
    """Say what is taken of the client as the config keeps her today, where that is not what was kept."""
    known = kept.known
    if known is None:
        return
    if revised.known is None:
        runtime.tell(say("Your config no longer has {client}: everything stays as in the quote.", client=known.client))
        return
    was, now = (plain.plain_noun(mandate) for mandate in (kept, revised))
    keys = {key: tuple(key.split(".")) for key in (*known.keys, *revised.known.keys)}
    at = mandate_layers.value_at
    changed = tuple(key for key, path in keys.items() if at(was, path) != at(now, path))
    if changed:
        runtime.tell(say("As your config has {client} today: {keys}.", client=known.client, keys=changed))
