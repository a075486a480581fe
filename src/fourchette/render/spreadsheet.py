"""Cells that a spreadsheet reads as it is set up to, as figures or text, and never as a formula."""

import csv
from collections.abc import Iterable
from decimal import Decimal
from io import StringIO

from fourchette.core.basis.noun import noun

# A spreadsheet takes a cell that begins so for a formula, whatever blanks come first; some, one that begins with a tab.
FORMULA_SIGNS = ("=", "+", "-", "@")


@noun
class CsvDialect:
    """What parts cells, what parts decimals, and the mark by which a spreadsheet knows UTF-8, where it needs one."""

    separator: str
    decimal: str
    mark: str = ""


COMMA, SEMICOLON = CsvDialect(",", "."), CsvDialect(";", ",", "\ufeff")
DIALECTS = {"comma": COMMA, "semicolon": SEMICOLON}


def csv_text(rows: Iterable[Iterable[object]], dialect: CsvDialect = COMMA) -> str:
    """Rows of cells as CSV, exact figures as they are, even below zero; each row ends with a newline."""
    file = StringIO()
    file.write(dialect.mark)
    writer = csv.writer(file, delimiter=dialect.separator, lineterminator="\n")
    for row in rows:
        writer.writerow([_figure(cell, dialect) if isinstance(cell, Decimal) else _harmless(cell) for cell in row])
    return file.getvalue()


def _figure(figure: Decimal, dialect: CsvDialect) -> str:
    return f"{figure:f}".replace(".", dialect.decimal)


def _harmless(words: object) -> str:
    cell = str(words or "").replace("\r", " ")
    return f"'{cell}" if cell.startswith("\t") or cell.lstrip().startswith(FORMULA_SIGNS) else cell
