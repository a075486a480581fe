"""Where the rate card may come from, and which one is in force."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from fourchette.core.basis.noun import noun
from fourchette.files.home.home import RULES_VARIABLE, Home
from fourchette.files.toml.disk import exists

DEFAULT_NAME = "ratecard.toml"
_Origin = Literal["option", "environment", "home", "default"]


@noun
class Source:
    """A place where a card may come from, in the order they are looked at."""

    origin: _Origin
    path: Path | None
    in_force: bool


def sources(option: Path | None, environment: Mapping[str, str], home: Home) -> tuple[Source, ...]:
    """Where the card may come from; exactly one is in force."""
    named = environment.get(RULES_VARIABLE)
    candidates: list[tuple[_Origin, Path | None, bool]] = [
        ("option", option, option is not None),
        ("environment", Path(named) if named else None, bool(named)),
        ("home", home.card, exists(home.card)),
        ("default", None, True),
    ]
    first = next(origin for origin, _, there in candidates if there)
    return tuple(Source(origin, path, origin == first) for origin, path, _ in candidates)


def find_card(option: Path | None, environment: Mapping[str, str], home: Home) -> Path | None:
    """The card in force; None for the default one."""
    return next(source.path for source in sources(option, environment, home) if source.in_force)
