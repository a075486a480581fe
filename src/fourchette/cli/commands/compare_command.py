"""`fourchette compare`: prices side by side, and why they differ."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated

from fourchette.cli import options, pricing
from fourchette.cli.clock import day_of
from fourchette.cli.out import delivery, letters
from fourchette.cli.shell.completion import quotes_named
from fourchette.cli.shell.parameters import argument, option, switch
from fourchette.cli.shell.runtime import Runtime
from fourchette.core.basis.messages import say
from fourchette.core.compare import comparison
from fourchette.core.explain import reasons_aloud
from fourchette.core.mandate import answers
from fourchette.core.offer import letter as letter_making
from fourchette.core.practice import numbering
from fourchette.core.price import quote as quotes
from fourchette.errors import UsageError
from fourchette.files.card import card_file
from fourchette.files.toml.wrong_file import Located, WrongFile
from fourchette.render.screen import grid
from fourchette.render.why import comparison_screen

_SCHEMA = "fourchette/compare/1"


def compare(
    runtime: Runtime,
    names: Annotated[list[str], argument("A [B...]", "Quotes by their numbers, or mandate files.", quotes_named)],
    card: Annotated[
        list[Path] | None, option("FILE", "The one mandate or quote under this rate card too (repeat for more).")
    ] = None,
    packages: Annotated[
        bool, switch("--packages", "The one mandate or quote in the packages it can be offered in.")
    ] = False,
    audience: options.AudienceOption = "me",
    since: options.SinceOption = None,
    reason: options.ReasonOption = None,
    output: options.PictureOrLetterOption = None,
    format_name: options.FormatOption = None,
    force: options.ForceOption = False,
    day: options.DayOption = None,
) -> None:
    """Put prices side by side."""
    post = letters.Post(audience, output, format_name, force, tuple(reason or ()))
    if post.is_letter:
        _write_letter(runtime, names, post, since, day_of(day), several_ways=bool(card) or packages)
        return
    if since is not None:
        raise UsageError(say("--from is for a letter: add --for client"))
    delivery.refuse_output(output, force=force)
    _check(names, several_ways=bool(card) or packages)
    today = day_of(day)
    sides = [
        comparison.Side(pricing.exact_name(runtime, name), pricing.price_named(runtime, name, today)) for name in names
    ]
    sides += _under(runtime, sides[0], card or [])
    if packages:
        sides += _offered(runtime, sides[0])
    _check_currency([side.quote for side in sides])
    speech = runtime.speech_in(sides[0].quote.card.currency)

    def grids(drawn: bool) -> "Iterator[grid.Grid]":
        return comparison_screen.comparison_grids(sides, speech, None if drawn else runtime.screen.columns)

    record = partial(comparison_screen.comparison_record, sides, speech)
    delivery.show_grids(runtime, _SCHEMA, record, grids, output, force=force)


def _write_letter(
    runtime: Runtime, names: list[str], post: "letters.Post", since: str | None, today: date, *, several_ways: bool
) -> None:
    """Tell a client what changes from the first to the second, in the language of the second."""
    if several_ways or len(names) != len(("before", "after")):
        raise UsageError(say("a letter says what changes between two: name two mandates or quotes"))
    format_ = post.format_for(runtime)
    before, after = (pricing.price_named(runtime, name, today) for name in names)
    _check_currency([before, after])
    speak = delivery.speech_for(after).words
    reasons = (*reasons_aloud.reasons_of_change(before, after, speak), *post.reasons)
    start = after.issued if since is None else day_of(since)
    letter = letter_making.letter_of_change(before, after, start, reasons, speak)
    exact = pricing.exact_name(runtime, names[1])
    letters.deliver_letter(runtime, letter, exact if numbering.QUOTE_NAME.match(exact) else None, post, format_)


def _check(names: list[str], *, several_ways: bool) -> None:
    if several_ways and len(names) > 1:
        raise UsageError(say("--card and --packages are for one mandate or quote: name only one"))
    if not several_ways and len(names) == 1:
        remedy = say("name another mandate or quote, a rate card (--card FILE), or --packages")
        raise UsageError(say("there is nothing to compare {name} with", name=names[0]), remedy)
    if names.count("-") > 1:
        raise UsageError(say("standard input can be read once"))


def _under(runtime: Runtime, side: "comparison.Side", cards: list[Path]) -> "Iterator[comparison.Side]":
    """The same mandate, day and seller under other cards; raises WrongFile where one cannot price it."""
    quote = side.quote
    for path in cards:
        card = card_file.load_card(path).card
        try:
            again = quotes.price(quote.mandate, card, runtime.taxes, on=quote.issued, profile=quote.profile)
        except answers.UnsuitedMandate as error:
            raise WrongFile(f"{side.name} ({path})", [Located(problem) for problem in error.problems]) from error
        yield comparison.Side(str(path), again)


def _offered(runtime: Runtime, side: "comparison.Side") -> "Iterator[comparison.Side]":
    """The packages that a mandate can be offered in, by their labels."""
    for package in pricing.packages_for(runtime, side.quote).offered:
        yield comparison.Side(runtime.speech.text(package.label), package.quote)


def _check_currency(priced: "list[quotes.Quote]") -> None:
    one = priced[0].card.currency
    other = next((quote.card.currency for quote in priced if quote.card.currency != one), one)
    if other != one:
        remedy = say(
            "fourchette quote FILE --currency {one} --save prices the other in {one} (the amounts that it states are "
            "then in {one}): compare with its number",
            one=one,
        )
        raise UsageError(say("they are in {one} and {other}, and cannot be compared", one=one, other=other), remedy)


def show_causes(runtime: Runtime, old: "quotes.Quote", new: "quotes.Quote", names: tuple[str, str]) -> None:
    """Say why a price became another."""
    speech = runtime.speech_in(new.card.currency)
    if runtime.everywhere.json:
        monthly = {"before": old.subtotal("month"), "after": new.subtotal("month")}
        runtime.print_json(_SCHEMA, {**comparison_screen.cause_record(old, new, speech), "monthly": monthly})
    else:
        monthly_first = comparison_screen.monthly_grid(old, new, names, speech)
        causes = comparison_screen.cause_grid(old, new, names, speech)
        runtime.print_grids([monthly_first, causes] if monthly_first.rows else [causes])
