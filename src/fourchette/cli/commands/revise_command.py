"""`fourchette revise`: the next revision of a quote, from a changed mandate."""

from datetime import date
from typing import Annotated

import typer

from fourchette.cli import pricing
from fourchette.cli.clock import day_of
from fourchette.cli.commands import compare_command
from fourchette.cli.options import DayOption, Number
from fourchette.cli.out import delivery
from fourchette.cli.pricing import opened
from fourchette.cli.shell.help import mark
from fourchette.cli.shell.runtime import Runtime
from fourchette.core.basis.messages import Message, say
from fourchette.core.mandate import mandate as mandates
from fourchette.core.practice import quote_states
from fourchette.core.price import quote as quotes
from fourchette.core.record import plain
from fourchette.errors import ExitCode
from fourchette.files.book import book, quote_file, saved_mandates, verification
from fourchette.files.mandate import mandate_file, mandate_layers


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
    runtime: Runtime = context.obj
    base = opened(runtime, number)
    book.refuse_misplaced(base)
    number = base.entry.number
    quote = _revised(runtime, base, mandate, trait or [], day_of(day))
    if package is not None:
        quote = pricing.quote_of_package(runtime, quote, package)
    revision = book.revision_of(book.revisions(runtime.home, number)[-1]) + 1
    path = quote_file.save_revision(runtime.home, delivery.quote_text(runtime, quote), number, revision)
    runtime.tell(say("Saved as {number}: {file}", number=path.stem, file=str(path)))
    runtime.tell(Message(quote_states.NEXT["draft"].text, {"number": path.stem}))
    compare_command.show_causes(
        runtime, pricing.price_again(runtime, base), quote, (saved_mandates.called(base.path), path.stem)
    )
    return ExitCode.DONE


def _revised(
    runtime: Runtime, quote: "book.SavedQuote", mandate: str | None, pairs: list[str], day: date
) -> "quotes.Quote":
    """The quote of the changed mandate, under the card in force."""
    overrides = mandate_file.Overrides(pricing.traits_of({}, pairs))
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
        runtime.tell(say("Your config no longer keeps {client}: all stays as the quote has it.", client=known.client))
        return
    was, now = (plain.plain_noun(mandate) for mandate in (kept, revised))
    keys = dict.fromkeys((*known.keys, *revised.known.keys))
    changed = tuple(key for key in keys if mandate_layers.value_at(was, key) != mandate_layers.value_at(now, key))
    if changed:
        runtime.tell(say("As your config keeps {client} today: {keys}.", client=known.client, keys=changed))
