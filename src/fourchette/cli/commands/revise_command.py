"""`fourchette revise`: the next revision of a quote, from a changed mandate."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from fourchette.cli.clock import day_of
from fourchette.cli.options import DayOption, Number
from fourchette.cli.pricing import opened
from fourchette.cli.shell.help import mark
from fourchette.cli.shell.runtime import Runtime
from fourchette.core.basis.messages import say
from fourchette.errors import ExitCode, NotFound

if TYPE_CHECKING:
    from fourchette.core.price.quote import Quote
    from fourchette.files.book.book import SavedQuote


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
    from fourchette.core.basis.messages import Message
    from fourchette.core.practice.quote_states import NEXT
    from fourchette.files.book.book import refuse_misplaced, revision_of, revisions
    from fourchette.files.book.quote_file import save_revision
    from fourchette.files.book.saved_mandates import called
    from fourchette.files.toml.disk import FileTaken

    runtime: Runtime = context.obj
    base = opened(runtime, number)
    refuse_misplaced(base)
    number = base.entry.number
    quote = _revised(runtime, base, mandate, trait or [], day_of(day))
    if package is not None:
        quote = quote_of_package(runtime, quote, package)
    revision = revision_of(revisions(runtime.home, number)[-1]) + 1
    try:
        path = save_revision(runtime.home, quote_text(runtime, quote), number, revision)
    except FileTaken as error:
        raise NotFound(
            say("revision {revision} of {number} was made meanwhile", revision=str(revision), number=number)
        ) from error
    runtime.tell(say("Saved as {number}: {file}", number=path.stem, file=str(path)))
    runtime.tell(Message(NEXT["draft"].text, {"number": path.stem}))
    show_causes(runtime, price_again(runtime, base), quote, (called(base.path), path.stem))
    return ExitCode.DONE


def _revised(runtime: Runtime, quote: "SavedQuote", mandate: str | None, pairs: list[str], day: date) -> "Quote":
    """The quote of the changed mandate, under the card in force."""
    from fourchette.cli.pricing import price_mandate, traits_of
    from fourchette.core.record.plain import plain_noun
    from fourchette.files.book.verification import frozen_mandate
    from fourchette.files.mandate.mandate_file import Overrides
    from fourchette.files.toml.toml_read import parse
    from fourchette.files.toml.toml_write import emit

    overrides = Overrides(traits_of({}, pairs))
    if mandate is not None:
        return price_mandate(runtime, mandate, overrides, day)
    document = parse(quote.entry.name, emit(plain_noun(frozen_mandate(quote))).encode())
    return price_mandate(runtime, document, overrides, day)
