"""Whether a saved quote is what it was: its seal, its history, and its price made again from what it keeps."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.text import Text
from fourchette.core.card.clauses import Statement
from fourchette.core.mandate.answers import UnsuitedMandate
from fourchette.core.mandate.mandate import Mandate
from fourchette.core.mandate.profile import Profile
from fourchette.core.offer.packages import Packages, packages_of
from fourchette.core.price.quote import Quote, price, price_under
from fourchette.core.price.taxes import TaxTable
from fourchette.core.record.quote_record import plain_record
from fourchette.core.record.quote_record_making import record_packages, record_quote
from fourchette.errors import ExitCode, NotFound, UserError
from fourchette.files.book.book import SavedQuote
from fourchette.files.book.kept_document import LostDocument, extension_kept, read_kept
from fourchette.files.book.quote_file import kept_parts
from fourchette.files.book.quote_seal import is_chained_whole, is_well_headed, rebuilt
from fourchette.files.book.saved_mandates import names_in
from fourchette.files.book.saved_offer import PACKAGES, ruling_of_saved
from fourchette.files.card.card_file import CardFile, card_from
from fourchette.files.home.home import Home
from fourchette.files.toml.disk import exists
from fourchette.files.toml.file_digest import sha256_of
from fourchette.files.toml.toml_read import TomlDocument, read_bytes
from fourchette.files.toml.toml_validate import validated

_FEW = 5
_DIGEST = re.compile("[0-9a-f]{64}")
# One way in which a saved quote is not what it was: a stable code, and the words.
Departure = tuple[str, Message]
# What a quote of one-time work alone was once kept with; its lines say its hours.
_NO_HOURS = {"low": 0, "target": 0, "high": 0}
# What a text of a record names; the others are words, which the seal guards.
_NAMING = frozenset(
    {"id", "answer", "because", "currency", "issued", "lane", "lanes", "language", "payment", "period", "promise"}
    | {"recommended", "region", "stage", "tax", "trait", "valid-until", "valid_until"}
)


def verify(home: Home, quote: SavedQuote, taxes: TaxTable) -> tuple[Departure, ...]:
    """Everything that differs; none when the quote is what it was."""
    found = tuple(_touched(quote))
    if found:
        return found
    return (*_kept_otherwise(home, quote), *_repriced(home, quote, taxes))


def _touched(quote: SavedQuote) -> Iterator[Departure]:
    """Whether a hand has been on the file since the program wrote it."""
    if quote.text != rebuilt(quote.text, quote.history) or not is_well_headed(quote.text):
        yield ("changed", say("the file was changed by hand since it was saved: its seal is broken"))
    elif quote.path.stem not in names_in(quote.entry.number, quote.entry.revision):
        yield ("misnamed", say("the file bears the name of another quote than the one in it"))
    elif not quote.history or quote.history[-1].status != quote.entry.status:
        yield ("status", say("its status is not the one that its history leads to"))
    elif quote.content.get("events") != len(quote.history) or not is_chained_whole(quote.text):
        yield ("history", say("an event was taken out of its history, or added to it"))


def _kept_otherwise(home: Home, quote: SavedQuote) -> Iterator[Departure]:
    """Whether the document that was sent is there, and is it."""
    if extension_kept(quote):
        try:
            read_kept(home, quote)
        except LostDocument as error:
            yield (error.code, say("{reason}", reason=error.message))


def _repriced(home: Home, quote: SavedQuote, taxes: TaxTable) -> Iterator[Departure]:
    try:
        again = reprice(home, quote, taxes)
    except UnsuitedMandate as error:
        yield ("unpriced", say("this program no longer prices it: {reason}", reason=str(error)))
        return
    except MissingCard as error:
        if exists(home.cards / f"{digest_of(quote)}.toml"):
            yield ("changed-card", say("{reason}", reason=str(error)))
            return
        yield (
            "missing-card",
            say("the card it was priced with is no longer in the folder: {digest}", digest=digest_of(quote)),
        )
        return
    packages = packages_of(again, taxes) if PACKAGES in quote.content else None
    keys = (*_moved(quote, again), *_moved_packages(quote, packages))
    if keys:
        yield ("priced-otherwise", say("this program would price it otherwise: {keys}", keys=keys[:_FEW]))


def _moved(quote: SavedQuote, again: Quote) -> tuple[str, ...]:
    """The keys of the result that the price made again has otherwise."""
    made = kept_parts(plain_record(record_quote(again, _unspoken)))
    return tuple(keys_otherwise("", quote.content.get("result", {}), made, priced=True))


def _moved_packages(quote: SavedQuote, packages: Packages | None) -> tuple[str, ...]:
    """The keys of the packages offered, where there are any, that those made again have otherwise."""
    if packages is None:
        return ()
    made = list(map(plain_record, record_packages(packages, _unspoken)))
    return tuple(keys_otherwise(PACKAGES, quote.content[PACKAGES], made, priced=True))


def _unspoken(words: Text | Message | Statement) -> str:
    """The words of a record that is made for its figures: in no language, and with no field filled in."""
    words = words.text if isinstance(words, Statement) else words
    return words.speak("en") if isinstance(words, Text) else words.text


def reprice_same(home: Home, quote: SavedQuote, taxes: TaxTable) -> Quote:
    """The price made again, where it is what was saved; raises NotFound where it would be another.

    Where only the taxes would be others today, they are those that the file keeps.
    """
    again = reprice(home, quote, taxes)
    if not _moved(quote, again):
        return again
    kept = ruling_of_saved(quote)
    as_taxed = price_under(kept, again.mandate, again.card, on=again.issued, profile=again.profile)
    if _moved(quote, as_taxed):
        raise _otherwise(quote)
    return as_taxed


def repackage_same(quote: SavedQuote, again: Quote, taxes: TaxTable) -> Packages | None:
    """The packages made again from the quote made again, None where it has none; raises NotFound as above."""
    packages = packages_of(again, taxes) if PACKAGES in quote.content else None
    if _moved_packages(quote, packages):
        raise _otherwise(quote)
    return packages


def _otherwise(quote: SavedQuote) -> NotFound:
    return NotFound(
        say("{number} would not be priced today as it was saved", number=quote.entry.name),
        say("fourchette verify {number} says more", number=quote.entry.name),
    )


class MissingCard(UserError):
    """The card that a quote was priced with is gone from the home."""

    exit_code = ExitCode.NOT_FOUND


def digest_of(quote: SavedQuote) -> str:
    """The digest of the card that a quote was priced with; empty for what is none, as the path of a file."""
    card = quote.content.get("card", {})
    digest = str(card.get("digest", "")) if isinstance(card, Mapping) else ""
    return digest if _DIGEST.fullmatch(digest) else ""


def frozen_card_file(home: Home, quote: SavedQuote) -> CardFile:
    """The card that a quote was priced with, and its text; raises MissingCard."""
    path = home.cards / f"{digest_of(quote)}.toml"
    if not exists(path):
        raise MissingCard(say("the card of {number} is no longer in the folder", number=quote.entry.name))
    card, digests = _copy(str(path), read_bytes(path))
    if digest_of(quote) not in digests:
        raise MissingCard(say("the copy of the card of {number} was changed", number=quote.entry.name))
    return card


@cache
def _copy(name: str, raw: bytes) -> tuple[CardFile, frozenset[str]]:
    """A card that quotes were priced with, and the digests that may name it: read once for all its quotes.

    A copy between systems may have changed what ends its lines, and nothing that is said.
    """
    file = card_from(name, raw)
    lines = file.text.replace("\r\n", "\n")
    return file, frozenset(map(sha256_of, (file.text, lines, lines.replace("\n", "\r\n"))))


def frozen_mandate(quote: SavedQuote) -> Mandate:
    """The mandate that a quote keeps; raises WrongFile."""
    return validated(Mandate, TomlDocument(str(quote.path), quote.text, quote.content.get("mandate", {})))


def reprice(home: Home, quote: SavedQuote, taxes: TaxTable) -> Quote:
    """The price made again from all that the quote keeps."""
    seller = validated(Profile, TomlDocument(str(quote.path), quote.text, quote.content.get("seller", {})))
    card = frozen_card_file(home, quote).card
    return price(frozen_mandate(quote), card, taxes, on=quote.entry.issued, profile=seller)


def keys_otherwise(key: str, kept: Any, made: Any, *, priced: bool = False) -> Iterator[str]:  # noqa: ANN401  # plain values
    """The keys where what a file keeps and what was made again differ; what is made besides is no difference.

    Nothing hides in it: a key that was taken out of the file breaks its seal. A record is compared as it is:
    a file writes its values exactly, and leaves out a key that has none. Where only the price is in question
    (`priced`), words are not compared: they make no price, and a later version of the program may have better ones.
    """
    if kept == made or (kept == _NO_HOURS and key.endswith("hours")) or (priced and _are_words(key, kept)):
        return
    if isinstance(kept, Mapping) and isinstance(made, Mapping):
        for name, value in kept.items():
            yield from keys_otherwise(f"{key}.{name}" if key else name, value, made.get(name), priced=priced)
    elif isinstance(kept, list) and isinstance(made, list | tuple) and len(kept) == len(made):
        for index, (one, other) in enumerate(zip(kept, made, strict=True)):
            yield from keys_otherwise(f"{key}[{index}]", one, other, priced=priced)
    else:
        yield key


def _are_words(key: str, kept: Any) -> bool:  # noqa: ANN401  # a plain value
    """Whether a key says in words what nothing is counted by: a sentence, a label, or a list of them."""
    words = isinstance(kept, str) or (isinstance(kept, list) and all(isinstance(item, str) for item in kept))
    return words and key.rpartition(".")[2].partition("[")[0] not in _NAMING
