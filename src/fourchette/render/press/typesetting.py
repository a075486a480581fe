"""Typst: a template and the words it shows become a PDF, with nothing else read and nothing of the words run."""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from importlib import resources
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Any

from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.noun import noun
from fourchette.errors import UsageError
from fourchette.render.press.logo import DRAWN_LOGO, Logo, Unprintable, not_a_picture
from fourchette.render.press.typst_run import (
    LONGEST_SETTING,
    MOST_MEMORY,
    TypstRefusal,
    TypstStopped,
    TypstTask,
    run_typst,
    run_typst_apart,
)

TEMPLATE = "document.typ"
_FINDING = re.compile(r"^(?:error|warning): (?P<words>.+)(?:\n *┌─ .+:(?P<line>\d+):\d+)?", re.MULTILINE)
_LACKING = re.compile(r'the text `"(?P<sign>.+?)"` could not be displayed')
_DOWNLOAD = re.compile(r"failed to download package .*?/preview/(?P<name>[\w-]+?)-\d")
# What the PDF carries beside its pages, whoever wrote its template: after its last line, so that no line moves.
ATTACHED_RECORD = "fourchette.json"
_ATTACHING = f"""
#pdf.attach("{ATTACHED_RECORD}", bytes(sys.inputs.record), relationship: "data", mime-type: "application/json",
  description: "fourchette/offer/1")""".encode()
# A template that names one would have Typst ask the network for it.
_PACKAGE = re.compile(rb"@preview/[\w-]*")


@noun
class Template:
    """A Typst file, and the folder of the fonts it brings, if it brings any."""

    content: bytes
    fonts: Path | None = None


@noun
class TemplateFault:
    """Something wrong or doubtful in a template, mostly in Typst's own words, and the line it stands on."""

    message: Message
    line: int | None = None


@noun
class Printed:
    """A PDF; what is doubtful in its template; the signs for which a font of this machine had to help out."""

    pdf: bytes
    doubts: tuple[TemplateFault, ...] = ()
    borrowed: tuple[str, ...] = ()


class TemplateRefused(Exception):  # named for what happened
    """A template that Typst cannot set, with everything it found."""

    def __init__(self, findings: tuple[TemplateFault, ...]) -> None:
        super().__init__("; ".join(str(finding.message) for finding in findings))
        self.findings = findings


def shipped_template() -> Template:
    """The template that ships with the program."""
    return Template((resources.files("fourchette.resources") / TEMPLATE).read_bytes())


def typeset(
    words: Mapping[str, Any], on: date, template: Template, logo: Logo | None = None, record: str = ""
) -> Printed:
    """Set the words by a template, as a PDF of a day: the same words and day give the same bytes everywhere.

    A record, where there is one, is attached: JSON that a program reads back.
    Only where the shipped fonts lack a sign, as for a name in Chinese, those of the machine help out.
    Raises TemplateRefused, Unprintable, and UsageError where Typst cannot be had.
    """
    if packages := tuple(_packages(template.content)):
        raise TemplateRefused(packages)
    if not has_typst():
        message = say("PDF needs Typst, which this machine does not have (there is none for Windows on Arm)")
        raise UsageError(message, say("write .html or .md instead"))
    with _press(words, on, logo, record) as press:
        try:
            return press.run(template)
        except TypstRefusal as refusal:
            if logo is not None and not press.runs(_ONLY_LOGO):
                raise not_a_picture(logo.file) from refusal
            borrowed = tuple(dict.fromkeys(_LACKING.findall(refusal.diagnostic)))
            if not borrowed:
                raise TemplateRefused(_findings(refusal.diagnostic)) from refusal
        try:
            return replace(press.run(template, fonts_of_the_machine=True), borrowed=borrowed)
        except TypstRefusal as refusal:
            raise _lacking(refusal) from refusal


_ONLY_LOGO = Template(b'#set document(title: "logo")\n#image(json(bytes(sys.inputs.document)).logo, alt: "logo")')


def has_typst() -> bool:
    """Whether this machine can set a PDF: there is no Typst for Windows on Arm."""
    try:
        import typst  # noqa: F401  # looked for before anything is written
    except ImportError:
        return False
    return True


@noun
class _Press:
    """Typst in a folder that holds the template and the logo: beside the fonts, all that it may read."""

    folder: Path
    fonts: Path
    words: str
    on: date
    logo: Logo | None
    record: str

    def run(self, template: Template, *, fonts_of_the_machine: bool = False) -> Printed:
        """Set the words; raises TypstRefusal.

        Where a template of the user's own runs wild, raises TemplateRefused; where a drawing does, Unprintable.
        """
        source = self.folder / TEMPLATE
        source.write_bytes(template.content + (_ATTACHING if self.record else b""))
        fonts = (str(self.fonts), *([str(template.fonts)] if template.fonts is not None else []))
        task = TypstTask(str(source), fonts, self.words, self.record, self.on.isoformat(), fonts_of_the_machine)
        own = template is not _ONLY_LOGO and template != shipped_template()
        drawn = self.logo is not None and self.logo.media == DRAWN_LOGO
        try:
            pdf, doubts = (run_typst_apart if own or drawn else run_typst)(task)
        except TypstStopped as error:
            message = say(
                "it takes more than {seconds:count} seconds, or more than {most:count} MB of memory",
                seconds=LONGEST_SETTING,
                most=MOST_MEMORY // 1_000_000,
            )
            if own or self.logo is None:
                raise TemplateRefused((TemplateFault(message),)) from error
            raise Unprintable(say("{name}: {message}", name=self.logo.file, message=message)) from error
        return Printed(pdf, tuple(finding for doubt in doubts for finding in _findings(doubt)))

    def runs(self, template: Template) -> bool:
        """Whether a template can be set."""
        try:
            self.run(template)
        except TypstRefusal:
            return False
        return True


@contextmanager
def _press(words: Mapping[str, Any], on: date, logo: Logo | None, record: str) -> Iterator[_Press]:
    shipped = resources.files("fourchette.resources") / "fonts"
    with TemporaryDirectory(prefix="fourchette-") as name, resources.as_file(shipped) as fonts:
        folder, picture = Path(name), None
        if logo is not None:
            picture = f"logo{PurePath(logo.file).suffix.lower()}"
            (folder / picture).write_bytes(logo.content)
        shown = json.dumps({**words, "logo": picture}, ensure_ascii=False)
        yield _Press(folder, fonts, shown, on, logo, record)


def _packages(template: bytes) -> Iterator[TemplateFault]:
    for number, line in enumerate(template.splitlines(), start=1):
        for name in _PACKAGE.findall(line):
            yield TemplateFault(say("{name}: a template imports no package", name=name.decode()), number)


def _findings(diagnostic: str) -> tuple[TemplateFault, ...]:
    found = _FINDING.finditer(diagnostic)
    return tuple(TemplateFault(_said(each["words"]), int(each["line"]) if each["line"] else None) for each in found)


def _said(words: str) -> Message:
    """Typst's words, but where it asked in vain for a package whose name was put together from pieces."""
    package = _DOWNLOAD.match(words)
    if package is None:
        return say("{reason}", reason=words)
    return say("{name}: a template imports no package", name=f"@preview/{package['name']}")


def _lacking(refusal: TypstRefusal) -> Exception:
    """What no font of the machine shows either; or what is wrong with the template, once the signs are there."""
    signs = dict.fromkeys(_LACKING.findall(refusal.diagnostic))
    if not signs:
        return TemplateRefused(_findings(refusal.diagnostic))
    message = say("no font on this machine shows {signs}", signs=tuple(f"“{sign}”" for sign in signs))
    return Unprintable(message, say("write it in other signs, or use .html or .md"))
