"""A volume as a mandate says it: a number, a rhythm (`"3/week"`), or `[low, likely, high]` where it is not known."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from fourchette.core.basis.estimate import Estimate
from fourchette.core.basis.messages import say
from fourchette.core.basis.money import ZERO, divided
from fourchette.core.basis.noun import noun
from fourchette.core.basis.reading import LARGEST, Refusal, read_number, shown
from fourchette.core.basis.text import Text

RHYTHM_PATTERN: Final = r"^\s*(\d{1,10}(?:[.,]\d{1,6})?)\s*/\s*([A-Za-zé]+)\s*$"
# How long each lasts, in twelfths of a week: a month is exactly 52/12 weeks.
_LENGTHS: Final[Mapping[str, Decimal]] = {
    "week": Decimal(12),
    "month": Decimal(52),
    "quarter": Decimal(156),
    "year": Decimal(624),
}
# What people type for them in French.
_IN_FRENCH: Final = {"semaine": "week", "mois": "month", "trimestre": "quarter", "an": "year", "année": "year"}
# What a computed volume is said by: so many in the whole of what is priced, a month or a project.
_WHOLE: Final = "all"
PER: Final[Mapping[str, Text]] = {
    "week": Text("par semaine", "a week"),
    "month": Text("par mois", "a month"),
    "quarter": Text("par trimestre", "a quarter"),
    "year": Text("par an", "a year"),
}


@noun
class Rhythm:
    """So many in each week, month, quarter or year."""

    number: Decimal
    per: str

    @property
    def words(self) -> Text:
        """The rhythm as it was said: "3 a week"."""
        number, per = f"{self.number:f}", PER[self.per]
        return Text(f"{number.replace('.', ',')} {per.fr}", f"{number} {per.en}")


def rhythm_of(raw: str) -> Rhythm | None:
    """The rhythm that a raw answer states, None where it states none."""
    match = re.fullmatch(RHYTHM_PATTERN, raw)
    if match is None:
        return None
    per = _IN_FRENCH.get(match[2].casefold(), match[2].casefold())
    return Rhythm(Decimal(match[1].replace(",", ".")), per) if per in (*_LENGTHS, _WHOLE) else None


@noun(kw_only=True)
class Bounds:
    """What a volume may be: from `least` to `most`, in whole units or not, for a month or a project of `weeks`."""

    least: Decimal = ZERO
    most: Decimal = LARGEST
    whole: bool = True
    weeks: Decimal | None = None


def read_bounded(raw: object, bounds: Bounds) -> Estimate:
    """Read a volume, for a month or for the whole of a project; raises Refusal."""
    if not isinstance(raw, list | tuple):
        return Estimate.exactly(_read_one(raw, bounds))
    if len(raw) != len(("low", "likely", "high")):
        raise Refusal(say("one number or [low, likely, high] is expected, not {value}", value=shown(raw)))
    found = Estimate(*(_read_one(each, bounds) for each in raw))
    if not found.ordered:
        raise Refusal(say("{value} is out of order: low, likely, high must rise", value=shown(raw)))
    return found


def _read_one(raw: object, bounds: Bounds) -> Decimal:
    least, most = bounds.least, bounds.most
    if not isinstance(raw, str):
        return read_number(raw, at_least=least, at_most=most, whole=bounds.whole)
    rhythm = rhythm_of(raw)
    if rhythm is None:
        remedy = say("write, for instance, “3/week”, “5/quarter” or “10/year”") if "/" in raw else None
        raise Refusal(say("a number is expected, not {value}", value=shown(raw)), remedy)
    number = rhythm.number
    if rhythm.per != _WHOLE:
        span = _LENGTHS["month"] if bounds.weeks is None else bounds.weeks * _LENGTHS["week"]
        number = divided(number * span, _LENGTHS[rhythm.per])
    if not least <= number <= most:
        message = say("{value} is not between {least} and {most}", value=shown(raw), least=str(least), most=str(most))
        raise Refusal(message)
    return number


def as_whole(number: Decimal) -> str:
    """A computed volume, said of the whole of what is priced."""
    return f"{number:.6f}/{_WHOLE}"
