"""`fourchette explain`: why a price is what it is, what was not charged, and what would move it."""

from datetime import date
from typing import Annotated

from fourchette.cli import options, pricing
from fourchette.cli.clock import day_of
from fourchette.cli.out import delivery, letters
from fourchette.cli.said_options import taking_said
from fourchette.cli.shell.parameters import switch
from fourchette.cli.shell.runtime import Runtime
from fourchette.core.explain import explanation as explaining
from fourchette.core.explain import reasons_aloud
from fourchette.core.offer import letter as letter_making
from fourchette.core.record import explanation_record
from fourchette.files.mandate import mandate_file
from fourchette.render import json as envelopes
from fourchette.render.why import explanation_screen, explanation_words, waterfall_picture

_AllOption = Annotated[bool, switch("--all", "Show every lever and all that was not charged.")]


@taking_said
def explain_price(
    runtime: Runtime,
    subject: options.OptionalSubject = None,
    *,
    said: "mandate_file.Overrides",
    everything: _AllOption = False,
    audience: options.AudienceOption = "me",
    reason: options.ReasonOption = None,
    output: options.PictureOrLetterOption = None,
    format_name: options.FormatOption = None,
    force: options.ForceOption = False,
    day: options.QuoteDayOption = None,
) -> None:
    """Explain a price."""
    post = letters.Post(audience, output, format_name, force, tuple(reason or ()))
    if post.is_letter:
        _write_letter(runtime, subject, said, day_of(day), post)
        return
    delivery.refuse_output(output, force=force)
    quote, number = pricing.price_said(runtime, subject, said, day_of(day))
    explanation = explaining.explain(quote)
    views = delivery.Views(
        lambda: _as_json(runtime, explanation, number),
        lambda: explanation_screen.render_explanation(
            _sheet(runtime, explanation, number, in_full=everything), runtime.screen
        ),
        lambda: waterfall_picture.render_svg(_sheet(runtime, explanation, number)),
    )
    delivery.show(runtime, views, output, force=force)


def _write_letter(
    runtime: Runtime, subject: str | None, said: "mandate_file.Overrides", day: date, post: "letters.Post"
) -> None:
    """Tell a client why a price is what it is, in her language."""
    format_ = post.format_for(runtime)
    quote, number = pricing.price_said(runtime, subject, said, day)
    speak = delivery.speech_for(quote).words
    reasons = (*reasons_aloud.reasons_aloud(quote, speak), *post.reasons)
    letter = letter_making.letter_of_price(quote, reasons, speak)
    letters.deliver_letter(runtime, letter, number or None, post, format_)


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
