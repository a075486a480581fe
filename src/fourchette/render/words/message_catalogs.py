"""The catalogs of what the program says, read without all that writes figures: help and completion need no more."""

import gettext
from collections.abc import Mapping
from functools import cache

from fourchette.resources import FOLDER

DOMAIN = "fourchette"
# The catalog of the words that a locale has otherwise than its language's own.
VARIANTS: Mapping[str, str] = {
    "fr_FR": "fr_FR",
    "fr_BE": "fr_FR",
    "fr_CH": "fr_FR",
    "fr_LU": "fr_FR",
    "en_GB": "en_GB",
    "en_IE": "en_GB",
    "en_US": "en_US",
}


@cache
def catalog(language: str, locale: str = "") -> gettext.NullTranslations:
    """The messages of a language, as they are said in a locale; English sentences are their own translation."""
    if locale in VARIANTS:
        variant = _compiled(VARIANTS[locale])
        variant.add_fallback(catalog(language))
        return variant
    if locale:
        return catalog(language)  # which is read once
    return gettext.NullTranslations() if language == "en" else _compiled(language)


def _compiled(name: str) -> gettext.NullTranslations:
    folder = FOLDER / "locale" / name / "LC_MESSAGES"
    with (folder / f"{DOMAIN}.mo").open("rb") as compiled:
        return gettext.GNUTranslations(compiled)
