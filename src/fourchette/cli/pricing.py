"""From a mandate's file or options to its quote, under the card, profile and taxes in force."""

from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from decimal import Decimal

from fourchette.cli.shell.runtime import Runtime
from fourchette.core.basis.messages import say
from fourchette.core.basis.nearest import nearest
from fourchette.core.basis.problems import unknown
from fourchette.core.basis.reading import Refusal
from fourchette.core.card import rate_card
from fourchette.core.mandate import answers
from fourchette.core.offer import packages
from fourchette.core.practice import numbering
from fourchette.core.price import converted_card, region_names
from fourchette.core.price import quote as quotes
from fourchette.core.price import taxes as taxing
from fourchette.core.record import plain
from fourchette.errors import NotFound, UsageError
from fourchette.files.book import book, book_heads, saved_mandates, verification
from fourchette.files.mandate import mandate_file, mandate_layers
from fourchette.files.shipped import shipped_terms
from fourchette.files.toml import toml_write
from fourchette.files.toml.toml_read import SCHEMA, TomlDocument, parse
from fourchette.files.toml.toml_validate import wrong
from fourchette.files.toml.wrong_file import WrongFile

_SIGNED = ("sent", "accepted", "declined", "replaced")


def traits_of(pairs: Iterable[str]) -> dict[str, str]:
    """The answers given as options, `name=value`, as text, by trait."""
    traits = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name.strip():
            raise UsageError(say("“{pair}” is not a name and a value", pair=pair), say("write, for instance, posts=12"))
        traits[name.strip()] = value.strip()
    return traits


def amount_typed(typed: str) -> Decimal | str:
    """An amount as it was typed, the text itself where it is none; raises UsageError for one that may be two."""
    try:
        return mandate_file.read_amount(typed)
    except Refusal as refusal:
        raise UsageError(refusal.message, refusal.remedy) from refusal


def _tell_unknown(runtime: Runtime, card: "rate_card.RateCard") -> None:
    """Say which usual answers of the config the card has no trait for: they are left out."""
    for name in runtime.usual.traits:
        if name not in card.traits:
            close = nearest(name, card.traits)
            message = say("your config answers {name}, a trait that the rate card does not have", name=name)
            runtime.tell(
                message if close is None else say("{message}: did you mean “{name}”?", message=message, name=close)
            )


def price_mandate(
    runtime: Runtime, source: "str | TomlDocument | None", overrides: "mandate_file.Overrides", day: date
) -> "quotes.Quote":
    """Price a mandate file, an already read one, or options alone; raises a UserError."""
    return priced_file(runtime, read_mandate(runtime, source, overrides), day)


def read_mandate(
    runtime: Runtime, source: "str | TomlDocument | None", overrides: "mandate_file.Overrides"
) -> "mandate_file.MandateFile":
    """Read a mandate with all who speak for it; raises a UserError."""
    card = runtime.card.card
    _tell_unknown(runtime, card)
    if region := overrides.client.get("region"):
        overrides = replace(overrides, client={**overrides.client, "region": region_typed(runtime, region)})
    file = mandate_file.load_mandate(source, card, overrides, runtime.usual, runtime.language)
    _tell_unknown_client(runtime, file)
    if gone := file.left_out.names:
        runtime.tell(
            say(
                "Without {members:list}, these answers are left out: {answers:list}. To keep one, say it as an option "
                "too: -t {name}=…",
                members=file.left_out.members,
                answers=tuple(card.traits[name].label for name in gone),
                name=gone[0],
            )
        )
    return file


def region_typed(runtime: Runtime, typed: str) -> str:
    """The code of a region that was typed by its name; as it was typed, where the tax table has none such."""
    try:
        return region_names.read_region(runtime.taxes.places, typed)
    except Refusal:
        return typed


def priced_file(runtime: Runtime, file: "mandate_file.MandateFile", day: date) -> "quotes.Quote":
    """Price what was read of a mandate; raises WrongFile where the card cannot."""
    profile = shipped_terms.with_terms(runtime.config.profile)
    try:
        return quotes.price(file.mandate, runtime.card.card, runtime.taxes, on=day, profile=profile)
    except answers.UnsuitedMandate as error:
        raise file.refused(error) from error


def _tell_unknown_client(runtime: Runtime, file: "mandate_file.MandateFile") -> None:
    """Say which client of the config a name may have been meant for, where it is none of them."""
    close = runtime.usual.clients.nearest(file.client) if file.client and file.mandate.known is None else None
    if close is not None:
        runtime.tell(
            say("{client} is not a client of your config: did you mean “{name}”?", client=file.client, name=close)
        )


def kept_mandate(runtime: Runtime, quote: "book.SavedQuote") -> "TomlDocument":
    """The mandate of a saved quote as a file would say it today; what was its client's is left to your config."""
    kept = plain.plain_noun(verification.frozen_mandate(quote))
    content = mandate_layers.unfrozen(kept, runtime.usual.clients)
    return parse(quote.entry.name, toml_write.emit({"schema": SCHEMA, **content}).encode())


def price_named(runtime: Runtime, name: str, day: date) -> "quotes.Quote":
    """Price what a name says: a quote of the book as it was saved, or a mandate file on a day."""
    if numbering.QUOTE_NAME.match(name):
        return price_again(runtime, opened(runtime, name))
    return price_mandate(runtime, name, mandate_file.Overrides(), day)


def price_said(
    runtime: Runtime, subject: str | None, said: "mandate_file.Overrides", day: date
) -> "tuple[quotes.Quote, str]":
    """A saved quote, priced again, and its number; or the price of a mandate with what options say over it, and none.

    Raises UsageError where nothing says what is meant, or options would change what is saved.
    """
    if subject is None and not said:
        raise UsageError(
            say("there is nothing to price"),
            say("name a mandate file or a quote, or give answers: --scope content --volume posts=12"),
        )
    if subject is None or not numbering.QUOTE_NAME.match(subject):
        return price_mandate(runtime, subject, said, day), ""
    refuse_said(subject, said)
    saved = opened(runtime, subject)
    return price_again(runtime, saved), saved.entry.name


def refuse_said(number: str, said: "mandate_file.Overrides") -> None:
    """Raise UsageError where options would change a saved quote."""
    if said:
        raise UsageError(
            say("a saved quote is taken as it was saved: its answers do not change"),
            say("fourchette revise {number} makes its next revision", number=number),
        )


def exact_name(runtime: Runtime, name: str) -> str:
    """What a name says, exactly: a quote's revision wherever there is more than one; a file as it is."""
    quoted = numbering.QUOTE_NAME.match(name)
    return saved_mandates.called(book.find(runtime.home, name)) if quoted else name


def opened(runtime: Runtime, number: str) -> "book.SavedQuote":
    """A quote of the book by its number."""
    return book.open_quote(book.find(runtime.home, number))


def other_revisions(
    runtime: Runtime, quote: "book.SavedQuote", among: Collection[str] = _SIGNED
) -> "list[book.SavedQuote]":
    """The other revisions of a quote that left the house, the first one first: those of some statuses, by their heads.

    One that cannot be read stands for nothing.
    """
    found = []
    for path in book.revisions(runtime.home, quote.entry.number):
        entry = book_heads.entry_of(path)
        if path != quote.path and not isinstance(entry, WrongFile) and entry.status in among:
            with suppress(WrongFile):
                found.append(book.open_quote(path))
    return found


def price_again(runtime: Runtime, quote: "book.SavedQuote") -> "quotes.Quote":
    """Make the price of a saved quote again, which must be what was saved; raises NotFound where it is not.

    Its taxes are those it was saved with; where today's table has others, that is said aside.
    """
    taxes = runtime.taxes
    try:
        again = verification.reprice_same(runtime.home, quote, taxes)
    except answers.UnsuitedMandate as error:
        # A card that answers otherwise today than the day it was saved: the file's own mandate is what does not suit.
        document = TomlDocument(str(quote.path), quote.text, {})
        raise wrong(document, [replace(each, path=("mandate", *each.path)) for each in error.problems]) from error
    home = converted_card.home_of(again.card).currency
    today = taxing.rule_on(taxes, again.profile, again.mandate.client.region, again.issued, home)
    if again.ruling != today:
        runtime.tell(
            say(
                "{number} is taken with the taxes it was saved with: the tax table has others now. "
                "fourchette revise {number} makes its next revision with those.",
                number=quote.entry.name,
            )
        )
    return again


def packages_for(runtime: Runtime, quote: "quotes.Quote") -> "packages.Packages":
    """The packages that a quote's mandate can be offered in; raises NotFound where there are none."""
    if not quote.card.packages:
        message = say("the rate card has no packages: {name}", name=quote.card.name)
        raise NotFound(message, say("copy the tables [packages.…] of the default card into yours"))
    found = packages.packages_of(quote, runtime.taxes)
    if not found.offered:
        raise UsageError(say("no package is left to offer"), say("take offered = false off one of them"))
    return found


def quote_of_package(runtime: Runtime, quote: "quotes.Quote", name: str) -> "quotes.Quote":
    """The quote of one package of a mandate; raises UsageError where it is not offered."""
    offered = {package.name: package.quote for package in packages_for(runtime, quote).offered}
    if name not in offered:
        raise unknown(UsageError, say("no package {name} is offered", name=name), name, offered)
    return offered[name]
