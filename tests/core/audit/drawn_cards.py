"""Cards drawn by chance, whatever a card may say; and the same without what `rules check` says can fall in them."""

import tomllib
from decimal import Decimal
from random import Random
from typing import Any

import tomli_w

from builders import DAY, NO_TAXES
from fourchette.core.audit.card_rising import falling_prices
from fourchette.core.basis.problems import Path
from fourchette.core.card.rate_card import RateCard
from fourchette.core.mandate.answers import UnsuitedMandate
from fourchette.core.mandate.mandate import Mandate
from fourchette.core.price.quote import Quote, price
from fourchette.files.card.card_file import card_from
from fourchette.files.toml.toml_read import TomlDocument
from fourchette.files.toml.toml_validate import validated
from second.second_draws import a_card, a_mandate

_EFFECT = ("add", "percent", "lanes", "exceptional")
# Answers of a drawn card from the lesser to the fuller one, as `reduce` says; and members that the client gets.
FULLER: dict[str, tuple[Any, Any]] = {"client": ("any", "rival"), "urgent": (False, True)}
MEMBERS = "channels"


def read_card(table: dict[str, Any]) -> RateCard:
    return card_from("drawn.toml", tomli_w.dumps(table).encode()).card


def card_let_be(draw: Random) -> tuple[dict[str, Any], RateCard]:
    """A card, as its table and as it is read, of which nothing is said to fall."""
    table = a_card(draw)
    table["traits"]["client"]["choices"]["rival"]["reduce"] = {"pain": 1, "to": "any"}
    table["traits"]["urgent"]["reduce"] = {"pain": 1}
    table["traits"][MEMBERS]["deliverable"] = True
    while remarks := list(falling_prices(card := read_card(table))):
        _take_out(table, remarks[0].path)
    return table, card


def _take_out(table: dict[str, Any], path: Path) -> None:
    """Take the effect out, or have the work hold whatever the answers."""
    match path:
        case ("rules", id_):
            table["rules"] = [rule for rule in table["rules"] if rule["id"] != id_]
        case ("traits", trait, "tiers", start):
            tiers = table["traits"][trait]["tiers"]
            table["traits"][trait]["tiers"] = [tier for tier in tiers if Decimal(tier["from"]) != Decimal(start)]
        case ("traits", trait, "derived"):
            del table["traits"][trait]["derived"]["when"]
        case ("traits", trait, "choices", choice):
            _without_effect(table["traits"][trait]["choices"][choice])
        case ("traits", trait):
            _without_effect(table["traits"][trait])
        case ("overheads", name) if "up_to" in table["overheads"][name]:
            del table["overheads"][name]
        case (section, name):
            del table[str(section)][name]["when"]


def _without_effect(answer: dict[str, Any]) -> None:
    for key in _EFFECT:
        answer.pop(key, None)


def drawn_mandate(draw: Random, table: dict[str, Any], **parts: object) -> Mandate:
    """A mandate under a drawn card, with other `parts` in the place of its own."""
    said = tomllib.loads(tomli_w.dumps(table), parse_float=Decimal)
    return validated(Mandate, TomlDocument("mandate.toml", "", {**a_mandate(draw, said), **parts}))


def asked(card: RateCard, mandate: Mandate) -> Quote | None:
    """The quote; None where the mandate does not suit the card: there is nothing to do, or less than nothing to pay."""
    try:
        return price(mandate, card, NO_TAXES, on=DAY)
    except UnsuitedMandate:
        return None
