"""Letters to the client: in the formats of her document, on standard output or in a file."""

from pathlib import Path

from fourchette.cli.out import delivery, formats, pdf_output
from fourchette.cli.shell.runtime import Runtime
from fourchette.core.basis.messages import say
from fourchette.core.basis.noun import noun
from fourchette.core.offer import letter as letters
from fourchette.core.record import letter_record
from fourchette.errors import UsageError
from fourchette.render import json as envelopes
from fourchette.render.client import document_html, document_letter, document_markdown, document_text

LETTER_SCHEMA = "fourchette/letter/1"
LETTER_FORMATS = tuple(each for each in formats.CLIENT_FORMATS if each.name in ("pdf", "md", "txt", "html", "json"))


@noun
class Post:
    """For whom a command writes, and where: a file or standard output, in the format of its name or the one named."""

    audience: str
    output: Path | None
    format_name: str | None
    force: bool
    reasons: tuple[str, ...] = ()

    @property
    def is_letter(self) -> bool:
        """Whether it is a letter; raises UsageError on another audience, and on what only a letter takes."""
        if self.audience not in ("me", "client"):
            raise UsageError(say("--for is me or client, not “{value}”", value=self.audience))
        if self.audience == "me" and (self.format_name or self.reasons):
            raise UsageError(say("--format and --reason are for a letter: add --for client"))
        kind = "" if self.output is None else self.output.suffix.lower()[1:]
        if self.audience == "me" and kind in (each.name for each in LETTER_FORMATS if each.name != "json"):
            raise UsageError(say("{file} would be a letter: add --for client", file=str(self.output)))
        return self.audience == "client"

    def format_for(self, runtime: Runtime) -> "formats.Format":
        """The letter's format, plain text where none is asked for; refused before anything is priced."""
        by_name = {each.name: each for each in LETTER_FORMATS}
        asked = formats.chosen_format(self.output, self.format_name, LETTER_FORMATS)
        format_ = asked or by_name["json" if runtime.everywhere.json else "txt"]
        formats.refuse_output_of(runtime, format_, self.output)
        delivery.refuse_name(self.output, force=self.force)
        return format_


def deliver_letter(
    runtime: Runtime, letter: "letters.Letter", number: str | None, post: Post, format_: "formats.Format"
) -> None:
    """Write a letter, and say aside what is blank in it."""
    formats.tell_blanks(runtime, letter.offer, None)
    content = letter_in(runtime, letter, number, format_)
    delivery.deliver(runtime, content, post.output, force=post.force)


def letter_in(
    runtime: Runtime, letter: "letters.Letter", number: str | None, format_: "formats.Format"
) -> "formats.Content":
    """A letter in a format, as its client receives it."""
    if format_.name == "json":
        return envelopes.envelope(LETTER_SCHEMA, letter_record.record_letter(letter), [], [])
    made = document_letter.document_of_letter(letter, formats.document_speech(letter.offer), number)
    match format_.name:
        case "pdf":
            return pdf_output.pdf_of(runtime, made, None, "")
        case "html":
            return document_html.render_html(made, pdf_output.logo_for(runtime, made))
        case "md":
            return document_markdown.render_markdown(made)
    return document_text.render_text(made)
