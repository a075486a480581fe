"""Who sells: how to reach her, her numbers, how her documents look, and the terms she works under."""

from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal
from typing import Annotated, Final

from fourchette.core.basis.messages import say
from fourchette.core.basis.noun import noun
from fourchette.core.basis.reading import (
    CLOSED,
    Amount,
    Days,
    Line,
    Passage,
    ReadBy,
    Refusal,
    YesNo,
    read_line,
    shown,
)
from fourchette.core.card.terms import NO_TERMS, Terms

PICTURES: Final = (".svg", ".png", ".jpg", ".jpeg")
COLOUR_LENGTH: Final = len("#rrggbb")


def read_colour(raw: object) -> str:
    """Read a colour: a hash and six hexadecimal digits."""
    colour = read_line(raw).lower()
    if len(colour) != COLOUR_LENGTH or colour[0] != "#" or set(colour[1:]) - set("0123456789abcdef"):
        raise Refusal(say("{value} is not a colour", value=shown(raw)), say("write, for instance, #1f6f5c"))
    return colour


def read_picture(raw: object) -> str:
    """Read the name of a picture's file; empty for none."""
    name = read_line(raw)
    if name and not name.lower().endswith(PICTURES):
        raise Refusal(
            say("{value} is not the name of a picture", value=shown(raw)), say("allowed: {names}", names=PICTURES)
        )
    return name


Colour = Annotated[str, ReadBy(read_colour, {"type": "string", "pattern": "^#[0-9A-Fa-f]{6}$"})]
Picture = Annotated[str, ReadBy(read_picture, {"type": "string"})]


@noun(kw_only=True)
class Profile:
    """Who sells: where, whether registered for sales taxes, and the least rate she can live on ($/h).

    `registrations` are her numbers by tax (`gst`, `qst`, `vat`), `numbers` those of her business by their
    printed name (`NEQ`, `SIREN`); `logo` is a picture's file in the home, `accent` the colour of her documents.
    """

    __pydantic_config__ = CLOSED
    name: Line = ""
    email: Line = ""
    phone: Line = ""
    website: Line = ""
    address: Passage = ""
    region: Line | None = None
    registered: YesNo = True
    registrations: Mapping[Line, Line] = field(default_factory=dict)
    numbers: Mapping[Line, Line] = field(default_factory=dict)
    logo: Picture = ""
    accent: Colour = ""
    minimum_rate: Amount | None = None
    validity_days: Days = Decimal(30)
    terms: Terms = NO_TERMS


PROFILE = Profile()
