"""What quotes are called: a prefix of the seller's own, the year, the rank in it, the revision: `RIV-2026-040.2`."""

import re
from decimal import Decimal
from typing import Annotated, Final

from fourchette.core.basis.messages import say
from fourchette.core.basis.money import ONE
from fourchette.core.basis.noun import noun
from fourchette.core.basis.reading import CLOSED, ReadBy, Refusal, read_line, read_number, shown

# What every system takes in the name of a file, and what cannot be taken for a year.
PREFIX: Final = r"(?:[A-Za-z](?:[A-Za-z0-9_-]{0,10}[A-Za-z_-])?)?"
# What a quote may be called, and so its file; a revision says which, but for the first.
QUOTE_NAME: Final = re.compile(
    rf"^(?P<number>(?P<prefix>{PREFIX})(?P<year>[0-9]{{4}})-(?P<rank>[0-9]{{3,9}}))(?:\.(?P<revision>[0-9]{{1,9}}))?$"
)
MOST_FIRST: Final = Decimal(999_999)


def read_prefix(raw: object) -> str:
    """Read what numbers begin with: a letter, then letters, digits, - and _; it does not end with a digit."""
    prefix = read_line(raw)
    if not re.fullmatch(PREFIX, prefix):
        message = say("{value} cannot begin the number of a quote, which names its file", value=shown(raw))
        raise Refusal(
            message,
            say("at most 12 letters without accents, digits, - and _, a letter first and no digit last, such as RIV-"),
        )
    return prefix


def _read_first(raw: object) -> Decimal:
    return read_number(raw, at_least=ONE, at_most=MOST_FIRST, whole=True)


@noun(kw_only=True)
class Numbering:
    """How the next quotes are numbered: their prefix, and the first rank of each year."""

    __pydantic_config__ = CLOSED
    prefix: Annotated[str, ReadBy(read_prefix, {"type": "string", "pattern": f"^{PREFIX}$"})] = ""
    first: Annotated[Decimal, ReadBy(_read_first, {"type": "integer", "minimum": 1, "maximum": int(MOST_FIRST)})] = ONE

    def number(self, year: int, last: int) -> str:
        """The number that follows the last rank of a year, whatever prefix that one bore."""
        return f"{self.prefix}{year}-{max(last + 1, int(self.first)):03d}"


NUMBERING = Numbering()


def year_of(number: str) -> int:
    """The year in which a quote was numbered; raises LookupError where it is no number."""
    return int(_parts(number)["year"])


def rank_of(number: str) -> int:
    """Its rank in that year; raises LookupError where it is no number."""
    return int(_parts(number)["rank"])


def _parts(number: str) -> "re.Match[str]":
    match = QUOTE_NAME.match(number)
    if match is None:
        raise LookupError(number)
    return match
