"""A quote as a file: plain TOML, what a listing needs first, sealed, and never half-written."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

from fourchette import __version__
from fourchette.core.basis.messages import say
from fourchette.core.basis.noun import noun
from fourchette.core.basis.reading import LARGEST
from fourchette.core.practice.acts import Deed
from fourchette.core.practice.numbering import NUMBERING, QUOTE_NAME, Numbering, year_of
from fourchette.core.practice.quote_states import ACTS, Act, Event, Status, replaced_by
from fourchette.core.price.quote import Quote
from fourchette.core.record.plain import Plain, plain_noun
from fourchette.errors import UsageError
from fourchette.files.book.book import SavedQuote, recorded_in, saved_in
from fourchette.files.book.quote_seal import sealed, with_event
from fourchette.files.book.saved_mandates import QUOTE_SCHEMA_WRITTEN, names_in, quotes_of
from fourchette.files.card.card_file import CardFile
from fourchette.files.home.home import Home
from fourchette.files.journal import journal
from fourchette.files.toml import disk
from fourchette.files.toml.lock import refuse_changed
from fourchette.files.toml.toml_write import emit

_HEAD = ("number", "revision", "status", "title", "client", "language", "currency", "issued", "valid_until")
ATTRIBUTES = "*.toml -text\ndocuments/** -text\n"
DRAFT: Status = "draft"
AGREED: tuple[Act, ...] = ("send", "accept")
# The first year whose number a quote can bear.
FIRST_YEAR = 1000


@noun
class QuoteText:
    """Everything a quote file says but its number: the quote and the packages offered, their card, and when."""

    quote: Quote
    record: Plain
    notices: list[dict[str, str]]
    card: CardFile
    at: datetime
    packages: Sequence[Plain] = ()

    def write(self, number: str | None, revision: int = 1) -> str:
        """The text of the file under a number; None for a file that is not in the book."""
        offered = emit({**self._head(number, revision), **self._body()})
        return with_event(sealed(offered), Event(self.at, "created", DRAFT))

    def _head(self, number: str | None, revision: int) -> Plain:
        quote = self.quote
        return {
            "schema": QUOTE_SCHEMA_WRITTEN,
            "number": number,
            "revision": revision,
            "status": DRAFT,
            "events": 0,
            "chain": "",
            "issued": quote.issued,
            "valid_until": quote.valid_until,
            "client": quote.mandate.client.name,
            "title": quote.mandate.title,
            "language": quote.mandate.language,
            "currency": quote.card.currency,
            "total": self.record["total"],
            "program": f"fourchette {__version__}",
        }

    def _body(self) -> Plain:
        return {
            "seller": plain_noun(self.quote.profile),
            "mandate": plain_noun(self.quote.mandate),
            "card": {"name": self.card.card.name, "digest": self.card.digest},
            "result": kept_parts(self.record),
            **({"packages": list(self.packages)} if self.packages else {}),
            **({"notices": self.notices} if self.notices else {}),
        }


def kept_parts(record: Plain) -> Plain:
    """What of a quote's record stands under `[result]`: all but what the head says, and options where there are none.

    A quote saved before there were options is then still what this program makes.
    """
    return {key: value for key, value in record.items() if key not in _HEAD and (key != "options" or value)}


def save(home: Home, text: QuoteText, numbering: Numbering = NUMBERING) -> tuple[str, Path]:
    """Save a quote under the next number of its year; the number is taken only by the file that bears it.

    Returns the number and the file. Raises UsageError where it could not be read again, DiskError where it cannot
    be written, and then nothing was.
    """
    _refuse_unreadable(text)
    with journal.alone_at(home):
        number = next_number(home, text.quote.issued.year, numbering)
        path = _new_path(home, number)
        told = Deed(text.at, "save", {"number": number}).dated(text.quote.issued)
        _put(home, {path: text.write(number)}, text.card, told)
        return number, path


def _new_path(home: Home, number: str, revision: int = 1) -> Path:
    """Where a new quote's file is put in the book, under a name that none has."""
    path = home.quotes(year_of(number)) / f"{names_in(number, revision)[0]}.toml"
    refuse_changed(path, None)
    return path


def _put(home: Home, texts: Mapping[Path, str], card: CardFile, told: Deed) -> None:
    """Put quotes' files in the book, and keep their card.

    A card is kept by its digest, once for all that it priced: to undo one of them leaves it there.
    """
    kept = home.cards / f"{card.digest}.toml"
    for path in (*texts, kept):
        disk.make_folder(path.parent)
    # Git is told, once, to hand out each file as it was kept: seals and digests speak of every sign.
    with suppress(disk.FileTaken):
        disk.create(home.attributes, ATTRIBUTES)
    if not kept.exists():
        disk.write(kept, card.text)
    journal.act(home, told, texts)


def next_number(home: Home, year: int, numbering: Numbering) -> str:
    """The number that the next quote of a year is to bear, unless another shell takes it first."""
    return numbering.number(year, _last_rank(home.quotes(year)))


def save_revision(home: Home, text: QuoteText, number: str, revision: int) -> Path:
    """Save the next revision of a quote beside the others; raises DiskError, or NotFound when it exists already."""
    _refuse_unreadable(text)
    with journal.alone_at(home):
        path = _new_path(home, number, revision)
        told = Deed(text.at, "revise", {"number": f"{number}.{revision}"}).dated(text.quote.issued)
        _put(home, {path: text.write(number, revision)}, text.card, told)
        return path


def save_amendment(home: Home, text: QuoteText, accepted: SavedQuote, revision: int, day: date) -> Path:
    """Save the next revision of an accepted quote, accepted in its place on a day: all of it one act.

    Raises NotFound where the accepted one changed meanwhile.
    """
    _refuse_unreadable(text)
    number, at = accepted.entry.number, text.at
    name, on = f"{number}.{revision}", None if day == at.date() else day
    with journal.alone_at(home):
        refuse_changed(accepted.path, accepted.raw)
        path = _new_path(home, number, revision)
        made = saved_in(path, text.write(number, revision).encode())
        agreed = [Event(at, act, ACTS[act][1], day=on) for act in AGREED]
        texts = {path: recorded_in(made, agreed), accepted.path: recorded_in(accepted, [replaced_by(name, at, on)])}
        _put(home, texts, text.card, Deed(at, "amend", {"number": name}).dated(day))
    return path


def _refuse_unreadable(text: QuoteText) -> None:
    """Refuse what no program could read again: a year without four digits, a total beyond what a figure may be."""
    year, total = text.quote.issued.year, text.quote.total
    if year < FIRST_YEAR:
        message = say("a quote of the year {year} would have no number: its year has four digits", year=str(year))
        raise UsageError(message, say("give --date a year such as 2026"))
    if abs(total) > LARGEST:
        message = say(
            "the total, {total}, is larger than a quote can keep: at most {most}", total=str(total), most=str(LARGEST)
        )
        raise UsageError(message, say("lower the volumes, or quote it in parts"))


def _last_rank(folder: Path) -> int:
    matches = (QUOTE_NAME.match(path.stem) for path in quotes_of(folder)) if folder.is_dir() else ()
    return max((int(match["rank"]) for match in matches if match), default=0)
