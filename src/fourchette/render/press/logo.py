"""A seller's logo: a picture that a document can show, without what else its file says."""

from typing import Final
from xml.etree import ElementTree as ET

from fourchette.core.basis.messages import say
from fourchette.core.basis.noun import noun
from fourchette.errors import ExitCode, UserError
from fourchette.render.press.picture import media_of, only_picture, size_of

# A page printed at 600 points an inch has some 33 million; each takes four bytes once it is opened.
MOST_PIXELS: Final = 40_000_000
# A drawing of a logo takes some kilobytes.
MOST_BYTES_OF_A_DRAWING: Final = 2_000_000
DRAWN_LOGO: Final = "image/svg+xml"
_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_DRAWS_NOTHING = frozenset(f"{{{_SVG}}}{name}" for name in ("metadata", "script", "foreignObject", "title", "desc"))


class Unprintable(UserError):
    """A logo or a sign of the text keeps the words from becoming a document."""

    exit_code = ExitCode.WRONG_FILE


@noun
class Logo:
    """A picture for the head of the document; `file` is its name, as an error would say it."""

    file: str
    content: bytes

    @property
    def media(self) -> str:
        """Its kind: a PNG, a JPEG, else a drawing."""
        return media_of(self.content) or DRAWN_LOGO


def logo_of(file: str, content: bytes) -> Logo:
    """The logo in a file, with no more than its picture. Raises Unprintable where it is none, or too large."""
    if not media_of(content):
        return Logo(file, _only_drawing(file, content))
    width, height = size_of(content)
    if width * height > MOST_PIXELS:
        message = say("{file} has {width:count} × {height:count} pixels", file=file, width=width, height=height)
        raise Unprintable(message, say("make it smaller: at most {most:count} pixels in all", most=MOST_PIXELS))
    if not width * height:
        raise not_a_picture(file)
    return Logo(file, only_picture(content))


def not_a_picture(file: str) -> Unprintable:
    """The refusal of a file that no document can show."""
    message = say("{file} is not a picture that a document can show", file=file)
    return Unprintable(message, say("use an SVG, PNG or JPEG file, in RGB colours"))


def _only_drawing(file: str, content: bytes) -> bytes:
    """An SVG without the notes of the program that drew it."""
    if len(content) > MOST_BYTES_OF_A_DRAWING:
        message = say("{file} has {count:count} bytes", file=file, count=len(content))
        raise Unprintable(message, say("make it smaller: at most {most:count} bytes", most=MOST_BYTES_OF_A_DRAWING))
    try:
        drawing = ET.fromstring(content)  # noqa: S314  # her own file; the parser itself bounds what entities make
    except (ET.ParseError, ValueError, LookupError) as error:
        raise not_a_picture(file) from error
    if drawing.tag != f"{{{_SVG}}}svg":
        raise not_a_picture(file)
    ET.register_namespace("", _SVG)
    ET.register_namespace("xlink", _XLINK)
    try:
        _clear(drawing)
        return ET.tostring(drawing)
    except RecursionError as error:  # groups in groups, by the thousand
        raise not_a_picture(file) from error


def _clear(part: ET.Element) -> None:
    """Take out what draws nothing, and what is said in the words of another program."""
    for name in [
        name
        for name in part.attrib
        if name.startswith("{") and not name.startswith((f"{{{_XLINK}}}", "{http://www.w3.org/XML"))
    ]:
        del part.attrib[name]
    for child in list(part):
        if not str(child.tag).startswith(f"{{{_SVG}}}") or child.tag in _DRAWS_NOTHING:
            part.remove(child)
        else:
            _clear(child)
