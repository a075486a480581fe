"""The client's pages: the seller's logo, her template or the shipped one, and what is wrong with either."""

import os
from functools import lru_cache
from pathlib import Path

from fourchette.cli.shell.runtime import Runtime
from fourchette.core.basis.messages import say
from fourchette.core.basis.problems import Problem
from fourchette.errors import NotFound, UsageError
from fourchette.files.toml.disk import exists, refusals
from fourchette.files.toml.toml_read import read_bytes
from fourchette.files.toml.wrong_file import Located, WrongFile
from fourchette.render.client import document as documents
from fourchette.render.client import document_pdf
from fourchette.render.press import logo as logos
from fourchette.render.press import typesetting

# The fonts that a template brings, in a folder beside it.
_FONTS = "fonts"


def print_pdf(
    runtime: Runtime, document: "documents.Document", template: Path | None, record: str
) -> "typesetting.Printed":
    """Set a document by the template named, else by the home's, else by the shipped one; its record is attached.

    Raises WrongFile with everything wrong in the template, NotFound, DiskError, Unprintable, UsageError.
    """
    template = _chosen(runtime, template)
    own = own_template(runtime, template)
    if own is not None and document.other is not None and b".other" not in own.content:
        raise UsageError(
            say("{file} sets one language: it does not know of doc.other", file=str(template)),
            say("add it, as render --print-template has it"),
        )
    logo = logo_for(runtime, document)
    try:
        # Typst works in a temporary folder.
        with refusals(Path(typesetting.TEMPLATE)):
            return set_once(document, own, logo, record)
    except typesetting.TemplateRefused as refusal:
        if template is None:
            raise
        found = (Located(Problem((), each.message), each.line) for each in refusal.findings)
        raise WrongFile(str(template), found) from refusal


@lru_cache(maxsize=1)
def set_once(
    document: "documents.Document",
    template: "typesetting.Template | None",
    logo: "logos.Logo | None",
    record: str,
) -> "typesetting.Printed":
    """A PDF as it was set last: what was tried before a quote was saved is what is written after it."""
    return document_pdf.render_pdf(document, template, logo, record)


def pdf_of(runtime: Runtime, document: "documents.Document", template: Path | None, record: str) -> bytes:
    """A document as a PDF, as `print_pdf` sets it; what is doubtful in it is said aside."""
    printed = print_pdf(runtime, document, template, record)
    _tell_doubts(runtime, printed)
    return printed.pdf


def _tell_doubts(runtime: Runtime, printed: "typesetting.Printed") -> None:
    """Say aside what is doubtful in a template, and which signs are in a font of this machine."""
    for doubt in printed.doubts:
        line = say("line {line}", line=str(doubt.line or 1))
        runtime.tell(say("The template, {where}: {words}", where=line, words=doubt.message))
    if printed.borrowed:
        runtime.tell(
            say(
                "The PDF shows {signs} in a font of this machine: made on another, it may look otherwise.",
                signs=printed.borrowed,
            )
        )


def _chosen(runtime: Runtime, template: Path | None) -> Path | None:
    return runtime.home.template if template is None and exists(runtime.home.template) else template


def own_template(runtime: Runtime, template: Path | None) -> "typesetting.Template | None":
    """The template named, else the home's; None where neither is, and the shipped one sets the document."""
    template = _chosen(runtime, template)
    if template is None:
        return None
    fonts = template.parent / _FONTS
    return typesetting.Template(read_bytes(template), fonts if fonts.is_dir() else None)


def logo_for(runtime: Runtime, document: "documents.Document") -> "logos.Logo | None":
    """The logo, from the home or from where its name says; raises NotFound, Unprintable.

    A document for a client is right or is not written: one without its logo would be sent unawares.
    """
    if not document.logo:
        return None
    file = runtime.home.folder / document.logo
    if document.logo != runtime.config.profile.logo and not _is_inside(file, runtime.home.folder):
        raise NotFound(
            say("{file} is not in your folder: a quote may show no other picture", file=str(file)),
            say("put it there, or ask who made the quote"),
        )
    try:
        content = read_bytes(file)
    except NotFound as error:
        message = say("there is no logo {file}", file=str(file))
        remedy = say("put it there, or change logo under [profile] in {file}", file=str(runtime.home.config))
        raise NotFound(message, remedy) from error
    return logos.logo_of(str(file), content)


def _is_inside(file: Path, folder: Path) -> bool:
    return Path(os.path.realpath(file)).is_relative_to(os.path.realpath(folder))
