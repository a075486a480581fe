"""The user's `config.toml` as it is read: the language that it asks for does not wait for the rest to be checked."""

from pathlib import Path

from fourchette.core.basis.text import LANGUAGES, Language
from fourchette.files.config import config_file
from fourchette.files.toml.disk import exists
from fourchette.files.toml.toml_read import TomlDocument, read_document


def config_document(path: Path) -> TomlDocument:
    """The config as it is written, an empty one where there is none; raises WrongFile where it is no TOML."""
    return read_document(path) if exists(path) else TomlDocument(str(path), "", {})


def language_in(document: TomlDocument) -> Language | None:
    """The language of a config, None where it has none; raises WrongFile, with all that is wrong, on a wrong one."""
    language = document.content.get("language")
    known = next((known for known in LANGUAGES if known == language), None)
    if language is None or known is not None:
        return known
    return config_file.config_of(document).language
