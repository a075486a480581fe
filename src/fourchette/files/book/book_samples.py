"""Saved quotes as samples: what each quoted, what was worked on it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from fourchette.core.practice.learning import Sample
from fourchette.core.practice.quote_states import worked
from fourchette.files.book.book import SavedQuote, saved_in
from fourchette.files.book.verification import digest_of
from fourchette.files.toml.toml_read import read_bytes

# The tables that teach nothing are most of a quote's text, and most of the time that reading it takes.
_TEACHES_NOTHING = tuple(
    f"{opening}{name}".encode()
    for opening in ("[", "[[")
    for name in (
        *("seller", "mandate", "packages", "notices", "result.rate.steps", "result.answers"),
        *("result.deliverables", "result.workload", "result.offer"),
    )
)


def read_sample(path: Path, day: date) -> Sample:
    """What the file of a saved quote teaches on a day, of which only that is read; raises WrongFile."""
    return sample_of(saved_in(path, _teaching(read_bytes(path))), day)


def _teaching(raw: bytes) -> bytes:
    """A quote file without the tables that teach nothing."""
    head, *tables = raw.split(b"\n[")
    return b"\n".join([head, *(f for t in tables if not (f := b"[" + t).startswith(_TEACHES_NOTHING))])


def sample_of(quote: SavedQuote, day: date) -> Sample:
    """What a saved quote teaches on a day; its price is before tax, over its whole duration."""
    result: Mapping[str, Any] = quote.content.get("result", {})
    months = Decimal(result.get("months", 1))
    price = Decimal(0)
    for key, times in (("monthly", months), ("once", Decimal(1))):
        price += Decimal(result.get(key, {}).get("subtotal", 0)) * times
    estimated: dict[str, Decimal] = {}
    for line in result.get("lines", []):
        if "hours" in line:
            times = months if line["period"] == "month" else Decimal(1)
            estimated[line["id"]] = estimated.get(line["id"], Decimal(0)) + Decimal(line["hours"]) * times
    rate = Decimal(result.get("rate", {}).get("target", 0))
    return Sample(
        quote.entry.name, quote.entry.state(day), rate, price, estimated, worked(quote.history), digest_of(quote)
    )
