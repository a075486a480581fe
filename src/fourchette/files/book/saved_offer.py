"""A saved quote's record and offer, from its file alone: its own words and figures, never priced again."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from fourchette.core.basis.messages import say
from fourchette.core.basis.problems import Path, Problem
from fourchette.core.basis.text import NO_TEXT, Text
from fourchette.core.offer.offer import Offer, OfferedPackage
from fourchette.core.price.taxes import Tax, TaxRuling
from fourchette.core.record.quote_record import PackageRecord, QuoteRecord, RecordedNotice
from fourchette.files.book.book import SavedQuote
from fourchette.files.toml.toml_read import TomlDocument
from fourchette.files.toml.toml_validate import validate, wrong

RESULT, OFFER, PACKAGES, NOTICES = "result", "offer", "packages", "notices"
_Record = TypeVar("_Record")


def record_of_saved(quote: SavedQuote) -> QuoteRecord:
    """The record that a quote was saved with; raises WrongFile where a part of it is missing or unreadable."""
    entry, kept = quote.entry, _table(quote.content.get(RESULT))
    offer = _table(kept.get(OFFER))
    record = {
        **kept,
        **_head(quote),
        "number": entry.number,
        "revision": entry.revision,
        "status": entry.status,
        "client": offer.get("client"),
        OFFER: {**offer, **_head(quote)},
        "hours_stated": "hours" in _table(quote.content.get("mandate")),
    }
    return _read(QuoteRecord, record, quote, (RESULT,))


def packages_of_saved(quote: SavedQuote) -> tuple[PackageRecord, ...]:
    """The packages that a quote was saved with; raises WrongFile as `record_of_saved` does."""
    return tuple(
        _read(PackageRecord, {**kept, OFFER: {**_table(kept.get(OFFER)), **_head(quote)}}, quote, (PACKAGES, place))
        for place, kept in _tables(quote, PACKAGES)
    )


def notices_of_saved(quote: SavedQuote) -> tuple[RecordedNotice, ...]:
    """What was noticed when a quote was saved; raises WrongFile as `record_of_saved` does."""
    return tuple(_read(RecordedNotice, kept, quote, (NOTICES, place)) for place, kept in _tables(quote, NOTICES))


def offer_of_saved(quote: SavedQuote) -> Offer:
    """What a saved quote offered; raises WrongFile as `record_of_saved` does."""
    kept = _table(_table(quote.content.get(RESULT)).get(OFFER))
    packages = tuple(
        OfferedPackage(each.id, each.label, each.recommended, each.offer) for each in packages_of_saved(quote)
    )
    return replace(_read(Offer, {**kept, **_head(quote)}, quote, (RESULT, OFFER)), packages=packages)


def ruling_of_saved(quote: SavedQuote) -> TaxRuling:
    """The taxes that a saved quote was offered with; raises WrongFile as `record_of_saved` does.

    They are due on any day: what rules them is the file, no longer a table.
    """
    offer = offer_of_saved(quote)
    amounts = offer.monthly or offer.once
    numbers = {each.label: each.tax for each in offer.sold_by.registrations}
    taxes = tuple(
        Tax(
            id=line.id,
            label=_as_said(line.label),
            rate=line.rate,
            regions=(),
            from_=date.min,
            source=NO_TEXT,
            number=numbers.get(line.label, ""),
        )
        for line in (() if amounts is None else amounts.taxes)
    )
    return TaxRuling(taxes, mention=_as_said(offer.tax_mention or ""), known=offer.taxes_known)


def _as_said(words: str) -> Text:
    return Text(words, words)


def _head(quote: SavedQuote) -> Mapping[str, object]:
    """What the head of the file says of the whole of it."""
    entry = quote.entry
    keys = ("title", "language", "currency", "issued", "valid_until")
    return {key: getattr(entry, key) for key in keys}


def _table(kept: object) -> Mapping[str, Any]:
    return kept if isinstance(kept, Mapping) else {}


def _tables(quote: SavedQuote, key: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The tables of a list of the file, with their places; one that is none is empty."""
    kept = quote.content.get(key)
    return enumerate(map(_table, kept if isinstance(kept, list) else ()))


def _read(noun: type[_Record], kept: Mapping[str, Any], quote: SavedQuote, path: Path) -> _Record:
    found, problems = validate(noun, kept)
    if found is not None:
        return found
    remedy = say("fourchette verify {number} says more", number=quote.entry.name)
    document = TomlDocument(str(quote.path), quote.text, quote.content)
    raise wrong(document, [Problem((*path, *problem.path), problem.message, remedy) for problem in problems])
