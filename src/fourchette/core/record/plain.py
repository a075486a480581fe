"""Plain values of JSON and TOML: what the records of a quote and of an offer share."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from fourchette.core.basis.messages import Message
from fourchette.core.basis.money import to_cent
from fourchette.core.basis.text import Text
from fourchette.core.card.clauses import Statement
from fourchette.core.mandate.mandate import Client
from fourchette.core.offer.deliverables import Deliverable
from fourchette.core.price.taxes import TaxLine

Plain = dict[str, Any]
Speak = Callable[[Text | Message | Statement], str]


def plain_number(number: Decimal) -> Decimal:
    """A number without trailing zeros nor exponent: 3.00 is 3, 1E+2 is 100."""
    return Decimal(f"{number.normalize():f}")


def plain_or_none(number: Decimal | None) -> Decimal | None:
    """A number without trailing zeros, where there is one."""
    return None if number is None else plain_number(number)


def record_client(client: Client) -> Plain:
    """Who receives."""
    return {
        "name": client.name,
        "contact": client.contact,
        "email": client.email,
        "address": client.address,
        "region": client.region,
    }


def record_tax(tax: TaxLine, speak: Speak) -> Plain:
    """A tax on a subtotal."""
    return {"id": tax.id, "label": speak(tax.label), "rate": plain_number(tax.rate), "amount": to_cent(tax.amount)}


def record_deliverable(item: Deliverable, speak: Speak) -> Plain:
    """One promised thing."""
    return {
        "id": item.id,
        "label": speak(item.label),
        "number": None if item.number is None else plain_number(item.number),
        "unit": None if item.unit is None else speak(item.unit),
        "choices": [speak(choice) for choice in item.choices],
    }
