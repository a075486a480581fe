"""`fourchette explain`: why a price is what it is, what was not charged, and what would move it."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from fourchette.cli import pricing
from fourchette.cli.clock import day_of
from fourchette.cli.options import (
    AdjustOption,
    AudienceOption,
    ClientOption,
    CurrencyOption,
    ExchangeOption,
    ForceOption,
    FormatOption,
    HoursOption,
    OptionalSubject,
    PlatformOption,
    PriceOption,
    QuoteDayOption,
    RateOption,
    ReasonOption,
    RegionOption,
    ScopeOption,
    TraitOption,
    VolumeOption,
)
from fourchette.cli.out import delivery, letters
from fourchette.cli.pricing import overrides_of, price_again, price_mandate, traits_of
from fourchette.cli.shell.help import mark
from fourchette.cli.shell.runtime import Runtime
from fourchette.core.basis.messages import say
from fourchette.core.explain import explanation as explaining
from fourchette.core.explain import reasons_aloud
from fourchette.core.offer import letter as letter_making
from fourchette.core.practice import numbering
from fourchette.core.price import quote as quotes
from fourchette.core.record import explanation_record
from fourchette.errors import ExitCode, UsageError
from fourchette.files.mandate import mandate_file
from fourchette.render import json as envelopes
from fourchette.render.why import explanation_screen, explanation_words, waterfall_picture

_FORMATS = (".svg", ".json")

_AllOption = Annotated[bool, typer.Option("--all", help=mark("Show every lever and all that was not charged."))]
_PictureOption = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help=mark("Write a picture, .svg, or a .json file; for the client a letter, .md, .txt, .pdf or .html."),
    ),
]


def explain_price(
    context: typer.Context,
    subject: OptionalSubject = None,
    scope: ScopeOption = None,
    platform: PlatformOption = None,
    volume: VolumeOption = None,
    trait: TraitOption = None,
    hours: HoursOption = None,
    rate: RateOption = None,
    price: PriceOption = None,
    adjust: AdjustOption = None,
    currency: CurrencyOption = None,
    exchange: ExchangeOption = None,
    client: ClientOption = None,
    region: RegionOption = None,
    everything: _AllOption = False,
    audience: AudienceOption = "me",
    reason: ReasonOption = None,
    output: _PictureOption = None,
    format_name: FormatOption = None,
    force: ForceOption = False,
    day: QuoteDayOption = None,
) -> int:
    """Explain a price."""
    runtime: Runtime = context.obj
    traits = traits_of({"scope": scope, "platforms": platform}, [*(volume or []), *(trait or [])])
    own = {"hours": hours, "rate": rate, "price": price, "adjustments": adjust, "currency": currency}
    overrides = overrides_of(traits, day_of(day), {"name": client, "region": region}, exchange=exchange, **own)
    post = letters.Post(audience, output, format_name, force, tuple(reason or ()))
    if post.is_letter:
        return _write_letter(runtime, subject, overrides, day_of(day), post)
    if output is not None:
        delivery.refuse_output(output, _FORMATS, force=force)
    quote, number = _priced(runtime, subject, overrides, day_of(day))
    explanation = explaining.explain(quote)
    if output is not None and not (runtime.everywhere.json and output == delivery.STANDARD_OUTPUT):
        _write(runtime, explanation, number, output, force=force)
    elif runtime.everywhere.json:
        runtime.print(_as_json(runtime, explanation, number))
    else:
        sheet = _sheet(runtime, explanation, number, in_full=everything)
        runtime.print(explanation_screen.render_explanation(sheet, runtime.screen))
    return ExitCode.DONE


def _write_letter(
    runtime: Runtime, subject: str | None, overrides: "mandate_file.Overrides", day: date, post: "letters.Post"
) -> int:
    """Tell a client why a price is what it is, in her language."""
    format_ = post.format_for(runtime)
    quote, number = _priced(runtime, subject, overrides, day)
    speak = delivery.speech_for(quote).words
    reasons = (*reasons_aloud.reasons_aloud(quote, speak), *post.reasons)
    letter = letter_making.letter_of_price(quote, reasons, speak)
    letters.deliver_letter(runtime, letter, number or None, post, format_)
    return ExitCode.DONE


def _priced(
    runtime: Runtime, subject: str | None, overrides: "mandate_file.Overrides", day: date
) -> tuple["quotes.Quote", str]:
    """The quote to explain and its number: a saved one priced again, or a mandate's."""
    if subject is None and not overrides:
        raise UsageError(
            say("there is nothing to explain"),
            say("name a mandate file or a quote, or give answers: --scope content --volume posts=12"),
        )
    if subject is None or not numbering.QUOTE_NAME.match(subject):
        return price_mandate(runtime, subject, overrides, day), ""
    if overrides:
        raise UsageError(
            say("a saved quote is explained as it was saved: its answers do not change"),
            say("fourchette revise {number} makes its next revision", number=subject),
        )
    saved = pricing.opened(runtime, subject)
    return price_again(runtime, saved), saved.entry.name


def _sheet(
    runtime: Runtime, explanation: "explaining.Explanation", number: str, *, in_full: bool = False
) -> "explanation_words.ExplanationSheet":
    speech = runtime.speech_in(explanation.quote.card.currency)
    return explanation_words.sheet_of_explanation(explanation, speech, number, in_full=in_full)


def _as_json(runtime: Runtime, explanation: "explaining.Explanation", number: str) -> str:
    """The envelopes.envelope, all of it in the screen's language: an explanation is the freelancer's own."""
    speech = runtime.speech_in(explanation.quote.card.currency)
    result = {**explanation_record.record_explanation(explanation, speech.words), "number": number or None}
    return envelopes.envelope(
        explanation_record.EXPLANATION_SCHEMA,
        result,
        [envelopes.notice_entry(notice, speech) for notice in explanation.quote.notices],
        [],
    )


def _write(runtime: Runtime, explanation: "explaining.Explanation", number: str, path: Path, *, force: bool) -> None:
    if path.suffix.lower() == ".json":
        delivery.deliver(runtime, _as_json(runtime, explanation, number), path, force=force)
        return
    delivery.deliver(runtime, waterfall_picture.render_svg(_sheet(runtime, explanation, number)), path, force=force)
