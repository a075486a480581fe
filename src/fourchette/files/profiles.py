"""The user's `config.toml`: her profile, her language, and the answers she always gives."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fourchette.core.profile import PROFILE, Profile
from fourchette.core.reading import CLOSED
from fourchette.core.text import Language
from fourchette.files.disk import exists
from fourchette.files.toml import read_document
from fourchette.files.validation import validated


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Preferences: the screen's language, who sells, and default answers such as her experience."""

    __pydantic_config__ = CLOSED
    language: Language | None = None
    profile: Profile = PROFILE
    traits: Mapping[str, Any] = field(default_factory=dict)


def load_config(path: Path) -> Config:
    """Read the config file; without one, everything has its default. Raises WrongFile."""
    return validated(Config, read_document(path)) if exists(path) else Config()
