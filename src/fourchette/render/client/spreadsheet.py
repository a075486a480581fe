"""Cells that a spreadsheet reads as text and never as a formula."""

import csv
from collections.abc import Iterable
from decimal import Decimal
from io import StringIO

# A spreadsheet takes a cell that begins so for a formula, whatever blanks come first; some, one that begins with a tab.
FORMULA_SIGNS = ("=", "+", "-", "@")


def csv_text(rows: Iterable[Iterable[object]]) -> str:
    """Rows of cells as CSV, exact figures as they are, even below zero; each row ends with a newline."""
    file = StringIO()
    writer = csv.writer(file, lineterminator="\n")
    for row in rows:
        writer.writerow([f"{cell:f}" if isinstance(cell, Decimal) else _harmless(str(cell or "")) for cell in row])
    return file.getvalue()


def _harmless(cell: str) -> str:
    cell = cell.replace("\r", " ")
    return f"'{cell}" if cell.startswith("\t") or cell.lstrip().startswith(FORMULA_SIGNS) else cell
