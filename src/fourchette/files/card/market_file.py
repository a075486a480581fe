"""The published packages: those that ship with the program, what the user's own file adds, and the card of each."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from fourchette.core.basis.messages import say
from fourchette.core.basis.problems import Problem, unknown_name
from fourchette.core.card.rate_card import RateCard
from fourchette.core.compare.market import MarketTable, PublishedPackage
from fourchette.files.card.own_card import preset_card, presets
from fourchette.files.shipped.resource import shipped
from fourchette.files.toml.disk import exists
from fourchette.files.toml.toml_read import read_document
from fourchette.files.toml.toml_validate import validated, wrong


def load_market(named: Path | None, home: Path) -> MarketTable:
    """The shipped packages with those of a file: the one that is named, else the home's where there is one.

    Raises WrongFile, and NotFound for a file that is named and not there.
    """
    table = shipped(MarketTable, "market.toml")
    path = named or (home if exists(home) else None)
    if path is None:
        return table
    document = read_document(path)
    own = validated(MarketTable, document)
    extended = table.extended(own)
    if problems := tuple(_problems(own, extended)):
        raise wrong(document, problems)
    return extended


def _problems(own: MarketTable, extended: MarketTable) -> Iterator[Problem]:
    """What does not hold together in the user's file, given all that both files name."""
    for name, country in own.countries.items():
        if country.preset and country.preset not in presets():
            message = say("there is no preset {name}", name=country.preset)
            yield unknown_name(("countries", name, "preset"), message, country.preset, presets())
    seen: set[str] = set()
    for index, package in enumerate(own.packages):
        if package.country not in extended.countries:
            message = say("there is no country {name}", name=package.country)
            yield unknown_name(("packages", index, "country"), message, package.country, extended.countries)
        if package.id in seen:
            yield Problem(("packages", index, "id"), say("{name} is there twice", name=package.id))
        seen.add(package.id)


def card_chooser(table: MarketTable, own: RateCard) -> Callable[[PublishedPackage], RateCard | None]:
    """What finds the card of a package: her own in its currency, else its country's shipped one, else None."""
    at_hand = cache(preset_card)

    def choose(package: PublishedPackage) -> RateCard | None:
        if package.currency == own.currency:
            return own
        preset = table.countries[package.country].preset
        card = at_hand(preset) if preset else None
        return card if card is not None and card.currency == package.currency else None

    return choose
