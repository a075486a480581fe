"""What a PDF holds, in the reading of others: its text (PDFium), its structure and its soundness (qpdf, pdfua)."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pdfua
import pikepdf
import pypdfium2  # type: ignore[import-untyped]  # it has no types


def text_of(pdf: bytes) -> str:
    """The whole text, with plain spaces between the words."""
    return " ".join(" ".join(pages_of(pdf)).split())


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page."""
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]


def edges(pdf: bytes) -> tuple[float, float]:
    """How far the text goes: the room left between it and the right edge, then the foot, of any page, in points."""
    right = bottom = float("inf")
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        boxes = [text.get_charbox(at) for at in range(text.count_chars())]
        right = min(right, *(page.get_width() - box[2] for box in boxes))
        bottom = min(bottom, *(box[1] for box in boxes))
    return right, bottom


def roles(pdf: bytes) -> list[str]:
    """The structure as a screen reader walks it: the role of each part, in reading order."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return list(_roles(opened.Root.StructTreeRoot.K))


def _roles(node: pikepdf.Object) -> Iterator[str]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _roles(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield str(node["/S"]).removeprefix("/")
        if "/K" in node:
            yield from _roles(node["/K"])


def fonts_of(pdf: bytes) -> dict[str, bool]:
    """The fonts by name, and whether each is in the file."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        parts = [part for part in opened.objects if isinstance(part, pikepdf.Dictionary)]
        found = [part for part in parts if part.get("/Type") == pikepdf.Name.FontDescriptor]
        return {
            str(part["/FontName"]).removeprefix("/").split("+")[-1]: any(
                str(key).startswith("/FontFile") for key in part
            )
            for part in found
        }


def faults(pdf: bytes, folder: Path) -> list[str]:
    """What qpdf and pdfua find wrong."""
    file = folder / "checked.pdf"
    file.write_bytes(pdf)
    with pikepdf.open(file) as opened:
        unsound = [str(problem) for problem in opened.check_pdf_syntax()]
    return unsound + [f"{found.rule_id}: {found.message}" for found in pdfua.validate(str(file)).findings]
