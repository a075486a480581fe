"""Where the user's files are: one folder, from an option, the environment, or the platform's custom."""

from collections.abc import Mapping
from pathlib import Path

from fourchette.core.basis.noun import noun

HOME_VARIABLE = "FOURCHETTE_HOME"
RULES_VARIABLE = "FOURCHETTE_RULES"


@noun
class Home:
    """The folder of the user's profile, rate card and quotes; nothing in it need exist."""

    folder: Path

    @property
    def config(self) -> Path:
        """The profile and preferences."""
        return self.folder / "config.toml"

    @property
    def previous_config(self) -> Path:
        """The config that a new one replaced."""
        return self.folder / "config.previous.toml"

    @property
    def card(self) -> Path:
        """The user's own rate card, there only once she has one."""
        return self.folder / "ratecard.toml"

    @property
    def previous_card(self) -> Path:
        """The rate card before its last change."""
        return self.folder / "ratecard.previous.toml"

    @property
    def taxes(self) -> Path:
        """The user's additions to the tax table."""
        return self.folder / "taxes.toml"

    @property
    def market(self) -> Path:
        """The packages that the user adds to those that are shipped."""
        return self.folder / "market.toml"

    @property
    def template(self) -> Path:
        """The user's own template of the client's PDF, there only once she has one."""
        return self.folder / "document.typ"

    @property
    def attributes(self) -> Path:
        """What git, where the home is a repository of it, is told of its files."""
        return self.folder / ".gitattributes"

    @property
    def cards(self) -> Path:
        """A copy of each card that a saved quote was priced with, by digest."""
        return self.folder / "cards"

    def quotes(self, year: int) -> Path:
        """The folder of a year's quotes."""
        return self.folder / "quotes" / str(year)


def find_home(option: Path | None, environment: Mapping[str, str]) -> Home:
    """The home: the option, then FOURCHETTE_HOME, then the platform's data folder."""
    if option is not None:
        return Home(option)
    if named := environment.get(HOME_VARIABLE):
        return Home(Path(named))
    from platformdirs import user_data_path

    return Home(user_data_path("fourchette", appauthor=False))
