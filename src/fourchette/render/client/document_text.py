"""A letter as plain text: a line for each fact, and no layout that a font could break."""

from collections.abc import Iterable, Iterator

from fourchette.render.client.document import Acceptance, Document, Party
from fourchette.render.client.document_choices import PackageChoices
from fourchette.render.client.document_price import Bill
from fourchette.render.sheet.sheet import Row

_FILL_IN = "_" * 24


def render_text(document: Document) -> str:
    """The text of a document; it ends with a newline."""
    return "\n\n".join(part for part in _parts(document) if part) + "\n"


def _parts(document: Document) -> Iterator[str]:
    colon = document.colon
    yield " — ".join(filter(None, (document.kind, document.title)))
    yield _lines(f"{name}{colon}{words}" for name, words in document.facts)
    yield from (_party(document.seller, colon), _party(document.client, colon))
    for block in document.lead:
        yield _titled(block.heading, _list(block.items))
    if document.packages is not None:
        yield _packages(document.packages, colon)
    for section in document.sections:
        yield _titled(section.title, _section(section, document.headings, colon))
    if document.total is not None:
        yield f"{document.total.label}{colon}{document.total.amount}"
    yield _lines(document.tax_notes)
    if document.options is not None:
        yield _titled(
            document.options.heading, _list(f"[ ] {name}{colon}{added}" for name, added in document.options.items)
        )
    for block in document.follow:
        yield _titled(block.heading, _list(block.items))
    if document.terms is not None:
        yield _titled(document.terms.heading, _list(f"{name}{colon}{words}" for name, words in document.terms.items))
    if document.care is not None:
        yield _titled(document.care.heading, _list((*document.care.items, *document.care.lines)))
    if document.acceptance is not None:
        yield _acceptance(document.acceptance, colon)


def _party(party: Party, colon: str) -> str:
    """Who it is, and under that the lines of an address, which could pass for others where they stood alone."""
    return "\n  ".join((f"{party.role}{colon}{party.name}", *party.lines))


def _section(section: Bill, headings: tuple[str, str, str], colon: str) -> str:
    rows = (*section.lines, section.subtotal, *section.taxes, section.total)
    return _list(_row(row, headings, colon) for row in rows if row is not None)


def _row(row: Row, headings: tuple[str, str, str], colon: str) -> str:
    """A row as a sentence: the hours and the rate, where they are shown, before the amount."""
    basis = ", ".join(
        f"{heading.lower()} {figure}"
        for heading, figure in zip(headings, (row.hours, row.rate), strict=False)
        if figure
    )
    return f"{row.label}{colon}{row.amount}" + (f" ({basis})" if basis else "")


def _packages(packages: PackageChoices, colon: str) -> str:
    return "\n\n".join(
        _titled(
            column.name, _list(f"{name}{colon}{cell}" for name, cell in zip(packages.rows, column.cells, strict=True))
        )
        for column in packages.columns
    )


def _acceptance(acceptance: Acceptance, colon: str) -> str:
    def fields(names: Iterable[str]) -> str:
        return _lines(f"{name}{colon}{_FILL_IN}" for name in names)

    choice = (fields((acceptance.choice,)),) if acceptance.choice else ()
    signed = (f"{each.name}\n{fields(each.fields)}" for each in acceptance.signatories)
    return _titled(acceptance.heading, "\n\n".join((acceptance.sentence, *choice, *signed)))


def _titled(heading: str, body: str) -> str:
    return f"{heading.upper()}\n\n{body}"


def _list(items: Iterable[str]) -> str:
    return _lines(f"- {item}" for item in items)


def _lines(lines: Iterable[str]) -> str:
    """Lines one under another; what goes on after a line end stands back from the margin."""
    return "\n".join(line.replace("\n", "\n  ") for line in lines)
