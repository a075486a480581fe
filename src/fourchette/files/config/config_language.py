"""The language that the config asks for, read without waiting for the rest of the config to be checked."""

from pathlib import Path

from fourchette.core.basis.text import LANGUAGES, Language
from fourchette.files.toml.disk import exists
from fourchette.files.toml.toml_read import read_document


def language_in(path: Path) -> Language | None:
    """The language of a config file, None where it has none; raises WrongFile where it cannot be told."""
    if not exists(path):
        return None
    content = read_document(path).content
    if "language" not in content:
        return None
    language = next((known for known in LANGUAGES if known == content["language"]), None)
    if language is not None:
        return language
    # Only a wrong one needs the validator: it says what is wrong, with all else.
    from fourchette.files.config.config_file import load_config

    return load_config(path).language
