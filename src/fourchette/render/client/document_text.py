"""A letter as plain text: a line for each fact, and no layout that a font could break."""

from collections.abc import Iterable, Iterator

from fourchette.render.client.document import Document, Party
from fourchette.render.sheet.sheet import Row


def render_text(document: Document) -> str:
    """The text of a document; it ends with a newline."""
    return "\n\n".join(part for part in _parts(document) if part) + "\n"


def _parts(document: Document) -> Iterator[str]:
    """What a letter says: there is nothing to choose, to agree on nor to sign in it."""
    colon = document.colon
    yield " — ".join(filter(None, (document.kind, document.title)))
    yield _lines(f"{name}{colon}{words}" for name, words in document.facts)
    yield from (_party(party, colon) for party in (document.seller, document.client))
    for block in document.lead:
        yield _titled(block.heading, block.items)
    for section in document.sections:
        rows = (*section.lines, section.subtotal, *section.taxes, section.total)
        yield _titled(section.title, (_row(row, document.headings, colon) for row in rows if row is not None))
    if document.total is not None:
        yield f"{document.total.label}{colon}{document.total.amount}"
    yield _lines(document.tax_notes)


def _party(party: Party, colon: str) -> str:
    """Who it is, and under that the lines of an address, which could pass for others where they stood alone."""
    return "\n  ".join((f"{party.role}{colon}{party.name}", *party.lines))


def _row(row: Row, headings: tuple[str, str, str], colon: str) -> str:
    """A row as a sentence: the hours and the rate, where they are shown, before the amount."""
    pairs = zip(headings, (row.hours, row.rate), strict=False)
    basis = ", ".join(f"{heading.lower()} {figure}" for heading, figure in pairs if figure)
    return f"{row.label}{colon}{row.amount}" + (f" ({basis})" if basis else "")


def _titled(heading: str, items: Iterable[str]) -> str:
    return f"{heading.upper()}\n\n{_lines(f'- {item}' for item in items)}"


def _lines(lines: Iterable[str]) -> str:
    """Lines one under another; what goes on after a line end stands back from the margin."""
    return "\n".join(line.replace("\n", "\n  ") for line in lines)
