"""The region that somebody means: by its code, its short code, or its name in either language."""

import re
from collections.abc import Mapping
from contextlib import suppress

from fourchette.core.basis.messages import say
from fourchette.core.basis.nearest import nearest
from fourchette.core.basis.reading import Refusal
from fourchette.core.basis.text import Text
from fourchette.core.mandate.replies import read_choice

# A country, or a part of it: FR, CA-QC.
_CODE = re.compile(r"[A-Za-z]{2}(-[A-Za-z0-9]{1,3})?")
_NAMES_ALIKE = 0.75


def country_of(region: str) -> str:
    """The country of a region: US of US-NY."""
    return region.partition("-")[0].upper()


def read_region(regions: Mapping[str, Text], typed: str) -> str:
    """The code of a region that was typed: the table's, by whatever names it (Québec; QC; Lyon, France), or another's.

    Raises Refusal where it is none, or nearly one of the table's.
    """
    for part in (typed, *reversed(typed.split(","))):
        if (found := _named(regions, part.strip())) is not None:
            return found
    if _CODE.fullmatch(typed) and (country_of(typed) in regions or nearest(typed, regions) is None):
        return typed.upper()
    close = nearest_region(regions, typed)
    named = tuple(Text(f"{label.fr} ({code})", f"{label.en} ({code})") for code, label in regions.items())
    known = say("write a country or a province: {names}", names=named)
    remedy = known if close is None else say("did you mean “{name}”?", name=close)
    raise Refusal(say("{region} is not in the tax table", region=typed), remedy)


def nearest_region(regions: Mapping[str, Text], typed: str) -> str | None:
    """The code of the region whose code or name looks most like what was typed; None where none does."""
    if (found := _named(regions, typed)) is not None:
        return found
    words = {word: code for code, label in regions.items() for word in (label.fr, label.en)}
    close = nearest(typed, words, alike=_NAMES_ALIKE)  # Lyon is no Yukon.
    return nearest(typed, regions) if close is None else words[close]


def _named(regions: Mapping[str, Text], typed: str) -> str | None:
    if typed.isdecimal():  # which is no place here, but in a list
        return None
    short = [name for name in regions if typed and name.upper().endswith(f"-{typed.upper()}")]
    if len(short) == 1:
        return short[0]
    with suppress(Refusal):
        return read_choice(regions, typed)
    return None
