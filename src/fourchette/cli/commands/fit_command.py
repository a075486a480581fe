"""`fourchette fit`: what to take out of a mandate to meet a budget."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated

from fourchette.cli import options, pricing
from fourchette.cli.clock import day_of
from fourchette.cli.out import delivery
from fourchette.cli.said_options import taking_said
from fourchette.cli.shell.parameters import argument, option, switch
from fourchette.cli.shell.runtime import Runtime
from fourchette.core.basis.messages import say
from fourchette.core.basis.money import fits_decimals
from fourchette.core.basis.reading import Refusal, read_number
from fourchette.core.card import rate_card
from fourchette.core.fit import fit
from fourchette.core.offer import deliverables, offer_contrasts
from fourchette.core.practice import numbering
from fourchette.core.price import quote as quotes
from fourchette.errors import ExitCode, NotFound, UsageError
from fourchette.files.mandate import mandate_file, mandate_rewriting
from fourchette.files.toml.toml_read import TomlDocument, read_document
from fourchette.render.fit import fit_screen

CENTS = 2


@taking_said
def fit_budget(
    runtime: Runtime,
    mandate: Annotated[str, argument("MANDATE", "A mandate file, - for standard input, or a quote's number.")],
    *,
    budget: Annotated[str, option("AMOUNT", "What the client can pay a month, or for a whole project.")],
    taxes_in: Annotated[
        bool, switch("--taxes-in", "The budget has the taxes in it; without, it is before tax.")
    ] = False,
    keep: Annotated[
        list[str] | None, option("TRAIT", "What must stay: posts, platforms.tiktok… (several, with commas)")
    ] = None,
    output: Annotated[
        Path | None, option("FILE", "Write a plan's mandate; - for standard output.", "--output", "-o")
    ] = None,
    plan: Annotated[int | None, option("N", "The plan that -o writes; the first by default.", "--plan")] = None,
    said: "mandate_file.Overrides",
    force: options.ForceOption = False,
    day: options.QuoteDayOption = None,
) -> int:
    """Find what to take out of a mandate to meet a budget."""
    if plan is not None and output is None:
        raise UsageError(say("--plan goes with -o: it says which plan's mandate to write"))
    if said and output is not None:
        message = say("-o writes the mandate as its file says it: the answers of your options are not in it")
        raise UsageError(message, say("write them in the mandate, or leave -o out"))
    wanted = fit.Budget(_amount(budget), taxes_in)
    delivery.refuse_name(output, force=force)
    document, quote = _read(runtime, mandate, said, day_of(day))
    found = fit.fit(quote, wanted, _kept(quote.card, keep or []))
    text = None if output is None or not found.plans else _mandate_text(found, document, plan or 1)
    _show(runtime, found, text, output)
    _write(runtime, found, text, output, force=force)
    return ExitCode.DONE if found.plans else ExitCode.REFUSED


def _amount(text: str) -> Decimal:
    """A budget as typed: `1500`, `1 500,50 $`; raises UsageError."""
    figure = pricing.amount_typed(text)
    remedy = say("write, for instance, --budget 1500")
    try:
        if isinstance(figure, Decimal) and fits_decimals(amount := read_number(figure, positive=True), CENTS):
            return amount
    except Refusal as refusal:
        raise UsageError(refusal.message, remedy) from refusal
    raise UsageError(say("“{amount}” is not an amount", amount=text), remedy)


def _read(
    runtime: Runtime, name: str, said: "mandate_file.Overrides", day: "date"
) -> "tuple[TomlDocument, quotes.Quote]":
    """The mandate that a name says, as a document, and its price: a saved quote's as it was saved."""
    if numbering.QUOTE_NAME.match(name):
        pricing.refuse_said(name, said)
        saved = pricing.opened(runtime, name)
        quote = pricing.price_again(runtime, saved)
        return pricing.kept_mandate(runtime, saved), quote
    document = read_document(name)
    return document, pricing.price_mandate(runtime, document, said, day)


def _kept(card: "rate_card.RateCard", names: list[str]) -> tuple[str, ...]:
    kept = tuple(part.strip() for name in names for part in name.split(",") if part.strip())
    for problem in fit.keep_problems(card, kept):
        raise UsageError(problem.message, problem.remedy)
    return kept


def _show(runtime: Runtime, found: "fit.Fit", text: str | None, output: Path | None) -> None:
    """The answer on the screen or as JSON; in its place a plan's mandate where that is for standard output."""
    speech = runtime.speech_in(found.quote.card.currency)
    if text is not None and output == delivery.STANDARD_OUTPUT:
        runtime.print(text.encode())
    elif runtime.everywhere.json:
        runtime.print_json("fourchette/fit/1", fit_screen.fit_record(found, speech))
    else:
        runtime.print_grids(fit_screen.fit_grids(found, speech))


def _write(runtime: Runtime, found: "fit.Fit", text: str | None, output: Path | None, *, force: bool) -> None:
    if output is None:
        if found.plans and not found.met:
            runtime.tell(say("Next: -o FILE writes the first plan's mandate, --plan N another's."))
    elif text is None:
        runtime.tell(say("No plan, and no file is written."))
    elif output != delivery.STANDARD_OUTPUT:
        delivery.write_file(runtime, output, text, force=force)


def _mandate_text(found: "fit.Fit", document: "TomlDocument", rank: int) -> str:
    """The mandate of the plan that is asked for; raises NotFound where there is none of that rank."""
    plan = _chosen(found, rank).quote
    mandate = replace(plan.mandate, excluded=(*plan.mandate.excluded, *_gone(found.quote, plan)))
    return mandate_rewriting.rewritten(document, found.quote.mandate, mandate)


def _gone(before: "quotes.Quote", after: "quotes.Quote") -> Iterator[str]:
    """What a plan takes out whole, as its client's document calls it: it is not included."""
    speak = delivery.speech_for(before).words
    promised = [deliverables.deliverables(each, speak) for each in (before, after)]
    for contrast in offer_contrasts.contrasts(promised):
        if contrast.cells[1] is None:
            yield contrast.member or contrast.label


def _chosen(found: "fit.Fit", rank: int) -> "fit.Plan":
    if not 1 <= rank <= len(found.plans):
        count = str(len(found.plans))
        raise NotFound(say("there is no plan {rank}: the last is plan {count}", rank=str(rank), count=count))
    return found.plans[rank - 1]
