"""The client's PDF: the seller's logo, her template or the shipped one, and what is wrong with either."""

from pathlib import Path
from typing import TYPE_CHECKING

from fourchette.cli.shell.runtime import Runtime
from fourchette.core.basis.messages import Message, say
from fourchette.errors import NotFound

if TYPE_CHECKING:
    from fourchette.files.toml.wrong_file import WrongFile
    from fourchette.render.client.document import Document
    from fourchette.render.client.typesetting import Logo, Printed, Template, TemplateFault, TemplateRefused

# The fonts that a template brings, in a folder beside it.
_FONTS = "fonts"


def print_pdf(runtime: Runtime, document: "Document", template: Path | None) -> "Printed":
    """Set a document by the template named, else by the home's, else by the shipped one.

    Raises WrongFile with everything wrong in the template, NotFound, DiskError, Unprintable, UsageError.
    """
    from fourchette.files.toml.disk import exists, refusals
    from fourchette.render.client.document_pdf import render_pdf
    from fourchette.render.client.typesetting import TEMPLATE, TemplateRefused

    if template is None and exists(runtime.home.template):
        template = runtime.home.template
    own = None if template is None else _read_template(template)
    logo = _logo(runtime, document)
    try:
        # Typst works in a temporary folder.
        with refusals(Path(TEMPLATE)):
            return render_pdf(document, own, logo)
    except TemplateRefused as refusal:
        if template is None:
            raise
        raise _wrong(template, refusal) from refusal


def tell_doubts(runtime: Runtime, printed: "Printed") -> None:
    """Say aside what is doubtful in a template, and which signs are in a font of this machine."""
    for doubt in printed.doubts:
        runtime.tell(say("The template, {where}: {words}", where=_line(doubt), words=doubt.message))
    if printed.borrowed:
        runtime.tell(
            say(
                "The PDF shows {signs} in a font of this machine: made on another, it may look otherwise.",
                signs=printed.borrowed,
            )
        )


def _read_template(template: Path) -> "Template":
    from fourchette.files.toml.toml_read import read_bytes
    from fourchette.render.client.typesetting import Template

    fonts = template.parent / _FONTS
    return Template(read_bytes(template), fonts if fonts.is_dir() else None)


def _logo(runtime: Runtime, document: "Document") -> "Logo | None":
    """The logo, from the home or from where its name says.

    A document for a client is right or is not written: one without its logo would be sent unawares.
    """
    from fourchette.files.toml.toml_read import read_bytes
    from fourchette.render.client.typesetting import Logo

    if not document.logo:
        return None
    file = runtime.home.folder / document.logo
    try:
        return Logo(str(file), read_bytes(file))
    except NotFound as error:
        message = say("there is no logo {file}", file=str(file))
        remedy = say("put it there, or change logo under [profile] in {file}", file=str(runtime.home.config))
        raise NotFound(message, remedy) from error


def _line(finding: "TemplateFault") -> Message:
    return say("line {line}", line=str(finding.line or 1))


def _wrong(template: Path, refusal: "TemplateRefused") -> "WrongFile":
    from fourchette.core.basis.problems import Problem
    from fourchette.files.toml.wrong_file import Located, WrongFile

    found = (Located(Problem((), each.message), each.line) for each in refusal.findings)
    return WrongFile(str(template), found)
