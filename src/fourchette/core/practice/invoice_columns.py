"""The columns by which an invoicing program imports what is due: data, one table a program."""

from collections.abc import Mapping
from typing import Literal

from fourchette.core.basis.noun import noun
from fourchette.core.basis.reading import CLOSED, Line

# What a column may hold.
InvoiceValue = Literal[
    "number",
    "client",
    "email",
    "date",
    "due",
    "currency",
    "item",
    "notes",
    "quantity",
    "price",
    "tax-name-1",
    "tax-rate-1",
    "tax-name-2",
    "tax-rate-2",
]


@noun(kw_only=True)
class InvoiceColumn:
    """A column: its heading, and what stands under it."""

    __pydantic_config__ = CLOSED
    heading: Line
    value: InvoiceValue


@noun(kw_only=True)
class InvoiceProgram:
    """An invoicing program, by the columns that it imports."""

    __pydantic_config__ = CLOSED
    label: Line
    source: Line
    columns: tuple[InvoiceColumn, ...]


@noun(kw_only=True)
class InvoicePrograms:
    """The invoicing programs that are known."""

    __pydantic_config__ = CLOSED
    programs: Mapping[Line, InvoiceProgram]
