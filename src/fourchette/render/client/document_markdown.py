"""The document as Markdown (CommonMark, with tables): whatever is written in it appears as text."""

import re
from collections.abc import Iterable, Iterator

from fourchette.render.client.document import Block, Clauses, Document, Party
from fourchette.render.client.document_choices import Options, PackageChoices
from fourchette.render.client.document_price import Bill
from fourchette.render.client.document_terms import Acceptance
from fourchette.render.sheet.sheet import Row

_FILL_IN = "_" * 24
_BOX = "☐"
# Signs that mean something wherever they stand; an ampersand that begins an entity, a dollar that begins
# a formula rather than an amount, the hashes that end a heading.
_ANYWHERE = re.compile(r"[\\`*_\[\]<>|~]|&(?=#?\w+;)|(?<![\d\u00a0])\$(?=[^\s\d])|#(?=#*$)")
# What means something at the beginning of a line only: headings, rules, lists, quotations.
_AT_THE_START = re.compile(r"^(?:[#>=+-]|(?P<number>\d{1,9})(?P<sign>[.)])(?=\s|$))")


def render_markdown(document: Document) -> str:
    """The text of a document; it ends with a newline."""
    other = "" if document.other is None else f"\n---\n\n{render_markdown(document.other)}"
    return "\n\n".join(part for part in _parts(document) if part) + f"\n{other}"


def _parts(document: Document) -> Iterator[str]:
    yield f"# {_cell(' — '.join(filter(None, (document.kind, document.title))))}"
    yield _joined(_named(name, words) for name, words in document.facts)
    yield from (_party(document.seller), _party(document.client))
    yield from map(_block, document.lead)
    if document.packages is not None:
        yield _packages(document.packages)
    if document.sections:
        yield f"## {_cell(document.price_heading)}"
    yield from (_section(section, document.headings) for section in document.sections)
    if document.total is not None:
        yield _strong(f"{document.total.label}{document.colon}{document.total.amount}")
    yield _list(document.tax_notes)
    if document.options is not None:
        yield _options(document.options)
    yield from map(_block, document.follow)
    if document.terms is not None:
        yield _clauses(document.terms)
    if document.care is not None:
        yield _block(Block(document.care.heading, (*document.care.items, *document.care.lines)))
    if document.acceptance is not None:
        yield _acceptance(document.acceptance, document.colon)


def _party(party: Party) -> str:
    return _joined((f"{_strong(party.role)} {_text(party.name)}", *map(_text, party.lines)))


def _block(block: Block) -> str:
    return f"## {_cell(block.heading)}\n\n{_list(block.items)}"


def _clauses(clauses: Clauses) -> str:
    items = "\n".join(f"- {_strong(name)} — {_text(sentence, '  ')}" for name, sentence in clauses.items)
    return f"## {_cell(clauses.heading)}\n\n{items}"


def _acceptance(acceptance: Acceptance, colon: str) -> str:
    def fields(names: Iterable[str]) -> str:
        return "\n".join(f"- {_text(name)}{colon}{_FILL_IN}" for name in names)

    choice = (fields((acceptance.choice,)),) if acceptance.choice else ()
    signed = (f"{_strong(each.name)}\n\n{fields(each.fields)}" for each in acceptance.signatories)
    return "\n\n".join((f"## {_cell(acceptance.heading)}", _text(acceptance.sentence), *choice, *signed))


def _section(section: Bill, headings: tuple[str, str, str]) -> str:
    """A table whose first column is headed by the section's title; hours and rates only where there are any."""
    timed = any(row.hours for row in section.lines)

    def cells(row: Row) -> tuple[str, ...]:
        return (row.label, row.hours, row.rate, row.amount) if timed else (row.label, row.amount)

    def strong(row: Row) -> tuple[str, ...]:
        return tuple(_strong(cell) if cell else "" for cell in cells(row))

    head = (section.title, *headings) if timed else (section.title, headings[-1])
    plain = [row for row in (*(() if section.fee else section.lines), section.subtotal, *section.taxes) if row]
    rows = [tuple(map(_cell, cells(row))) for row in plain]
    fee = map(strong, section.lines if section.fee else ())
    return table(head, [*fee, *rows, *map(strong, filter(None, (section.total,)))])


def _packages(packages: PackageChoices) -> str:
    names = [column.name for column in packages.columns]
    rows = [
        tuple(map(_strong if total else _cell, (label, *(column.cells[index] for column in packages.columns))))
        for index, (label, total) in enumerate(zip(packages.rows, packages.totals, strict=True))
    ]
    return f"## {_cell(packages.heading)}\n\n{table(('', *names), rows)}"


def _options(options: Options) -> str:
    rows = [(f"{_BOX} {_cell(words)}", _cell(added)) for words, added in options.items]
    return table((options.heading, ""), rows)


def table(head: Iterable[str], rows: Iterable[tuple[str, ...]], *, figures: bool = True) -> str:
    """A Markdown table of cells that are already Markdown; its columns of figures, after the first, at the right."""
    heads = tuple(map(_cell, head))
    rule = ("---", *("---:" if figures else "---" for _ in heads[1:]))
    return "\n".join(f"| {' | '.join(row)} |" for row in (heads, rule, *rows))


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {_text(item, '  ')}" for item in items)


def _joined(lines: Iterable[str]) -> str:
    """Lines kept apart within one paragraph."""
    return "\\\n".join(lines)


def _named(name: str, words: str) -> str:
    return f"{_strong(name)} {_text(words)}"


def _strong(words: str) -> str:
    return f"**{_text(words).strip()}**"


def _cell(words: str) -> str:
    """Words that must stay on one line: a cell's, a heading's."""
    return _text(" ".join(words.split("\n")))


def _text(words: str, indent: str = "") -> str:
    """Words as they are, whatever signs they hold; each of their lines on a line of its own, at an indent."""
    lines = (_line(line.strip()) for line in words.split("\n"))
    return f"\\\n{indent}".join(line for line in lines if line)


def _line(line: str) -> str:
    escaped = _ANYWHERE.sub(lambda sign: f"\\{sign[0]}", line)
    found = _AT_THE_START.match(escaped)
    if found is None:
        return escaped
    return f"{found['number']}\\{escaped[found.start('sign') :]}" if found["number"] else f"\\{escaped}"
