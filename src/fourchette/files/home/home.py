"""Where the user's files are: one folder, from an option, the environment, or the platform's custom."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from fourchette.core.basis.noun import noun

HOME_VARIABLE = "FOURCHETTE_HOME"
RULES_VARIABLE = "FOURCHETTE_RULES"


class _InHome:
    """Where something of the home is."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, home: "Home", of: object = None) -> Path:
        """Its path in the folder of a home."""
        return home.folder / self.name


@noun
class Home:
    """The folder of the user's profile, rate card and quotes; nothing in it need exist."""

    folder: Path

    # The profile and preferences.
    config = _InHome("config.toml")
    # The user's own rate card, there only once she has one.
    card = _InHome("ratecard.toml")
    # The user's additions to the tax table.
    taxes = _InHome("taxes.toml")
    # The packages that the user adds to those that are shipped.
    market = _InHome("market.toml")
    # The user's own template of the client's PDF, there only once she has one.
    template = _InHome("document.typ")
    # What git, where the home is a repository of it, is told of its files.
    attributes = _InHome(".gitattributes")
    # A copy of each card that a saved quote was priced with, by digest.
    cards = _InHome("cards")
    # The documents that were sent, by year, and a copy of each template that set one, by digest.
    documents = _InHome("documents")
    templates = _InHome("documents/templates")
    # What was done, an act a file, and the one that was begun.
    journal = _InHome("journal")
    pending = _InHome("journal/pending.json")

    def quotes(self, year: int) -> Path:
        """The folder of a year's quotes."""
        return self.folder / "quotes" / str(year)


def find_home(option: Path | None, environment: Mapping[str, str]) -> Home:
    """The home: the option, then FOURCHETTE_HOME, then the platform's data folder."""
    return home_from(option, environment)[0]


def home_from(
    option: Path | None, environment: Mapping[str, str]
) -> tuple[Home, Literal["option", "environment", "default"]]:
    """The home, and what says so."""
    if option is not None:
        return Home(option), "option"
    if named := environment.get(HOME_VARIABLE):
        return Home(Path(named)), "environment"
    from platformdirs import user_data_path

    return Home(user_data_path("fourchette", appauthor=False)), "default"
