"""The user's `config.toml`: her profile, her language, and the answers she always gives."""

from collections.abc import Mapping
from dataclasses import field, replace
from typing import Any

from fourchette.core.basis.noun import noun
from fourchette.core.basis.reading import CLOSED, Currency, Line
from fourchette.core.basis.text import Language
from fourchette.core.mandate.known_client import KnownClient
from fourchette.core.mandate.mandate import Exchange
from fourchette.core.mandate.profile import PROFILE, Profile
from fourchette.core.practice.floor import NO_NEEDS, Needs
from fourchette.core.practice.numbering import NUMBERING, Numbering
from fourchette.files.shipped.floor_figures import own_floor
from fourchette.files.toml.toml_read import TomlDocument
from fourchette.files.toml.toml_validate import validated


@noun(kw_only=True)
class Config:
    """Preferences: the screen's language, who sells, usual answers, what she needs, her quotes' numbers, her clients.

    What she needs stays here: it is no part of the profile, which a quote keeps. `exchange` are the rates of
    exchange that she states, by the client's currency.
    """

    __pydantic_config__ = CLOSED
    language: Language | None = None
    profile: Profile = PROFILE
    traits: Mapping[str, Any] = field(default_factory=dict)
    exchange: Mapping[Currency, Exchange] = field(default_factory=dict)
    floor: Needs = NO_NEEDS
    numbering: Numbering = NUMBERING
    clients: Mapping[Line, KnownClient] = field(default_factory=dict)


def config_of(document: TomlDocument) -> Config:
    """The config that a document says; raises WrongFile.

    Where the profile states no minimum rate, it is the floor of what she needs, if she says that.
    """
    return with_minimum(validated(Config, document))


def with_minimum(config: Config) -> Config:
    """The config with the minimum rate that its floor makes, where none is stated."""
    floor = own_floor(config.floor, config.profile.region)
    if floor is None or config.profile.minimum_rate is not None:
        return config
    return replace(config, profile=replace(config.profile, minimum_rate=floor.rate))
