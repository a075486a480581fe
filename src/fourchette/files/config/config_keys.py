"""The keys that `config.toml` may have: found in the nouns themselves, with their words from a table."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from fourchette.core.basis.problems import Path
from fourchette.core.basis.reading import ReadBy, toml_name
from fourchette.core.basis.text import NO_TEXT, Text
from fourchette.core.practice.config_settings import Glossary, Setting, SettingKind, SettingWords
from fourchette.files.config.config_file import Config
from fourchette.files.shipped.resource import shipped
from fourchette.files.toml.toml_validate import bare

_NAME = "settings.toml"
TRAITS_KEY = "traits"
# Stands in a path for a name that is the user's own: that of a client.
NAME = "NAME"
CLIENT = ("clients", NAME)
# The tables of which there are several, each under a name of hers.
NAMED = (CLIENT, ("exchange", NAME))
# What a client and a seller both have is called alike.
_ALIKE = "profile"
_KINDS: Mapping[object, SettingKind] = {"number": "number", "integer": "number", "boolean": "yes-no", "array": "list"}


def glossary() -> Glossary:
    """The words as they ship with the program."""
    return shipped(Glossary, _NAME)


@cache
def settings() -> tuple[Setting, ...]:
    """Every key of the config, in the order of the nouns, but for the usual answers: those are the card's."""
    return tuple(
        Setting(path, kind, default, _words(path)) for path, kind, default in _keys(Config, ()) if path != (TRAITS_KEY,)
    )


def _words(path: tuple[str, ...]) -> SettingWords:
    words = {**glossary().tables, **glossary().settings}
    alike = (_ALIKE, *path[len(CLIENT) :]) if path[: len(CLIENT)] == CLIENT else path
    return words.get(".".join(path)) or words.get(".".join(alike)) or SettingWords(label=Text(path[-1], path[-1]))


def setting_at(path: Path) -> Setting | None:
    """The setting of a key, or the table that takes it; None where the config has none such."""
    return next((found for found in settings() if _leads_to(found, unnamed(path))), None)


def unnamed(path: Path) -> Path:
    """A path with what stands for a name of hers in its place."""
    several = any(path[:1] == table[:1] for table in NAMED)
    return (path[0], NAME, *path[len(CLIENT) :]) if several and len(path) > len(CLIENT) else path


def _leads_to(setting: Setting, path: Path) -> bool:
    if setting.kind == "table":
        return path[: len(setting.path)] == setting.path and len(path) == len(setting.path) + 1
    return path == setting.path


def _keys(noun: type, around: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], SettingKind, object]]:
    hints = get_type_hints(noun, include_extras=True)
    for entry in fields(noun):
        path, hint = (*around, toml_name(entry.name)), hints[entry.name]
        inner = bare(hint)
        named = get_args(inner)[-1] if get_origin(inner) is Mapping else None
        if _reading_of(hint) is None and isinstance(inner, type) and is_dataclass(inner):
            yield from _keys(inner, path)
        elif isinstance(named, type) and is_dataclass(named):
            yield from _keys(named, (*path, NAME))
        else:
            yield path, _kind(hint), _default(entry)


def _default(entry: "Field[Any]") -> object:
    """A field's default; what is empty is none."""
    default = entry.default if entry.default is not MISSING else None
    return None if default in ("", (), NO_TEXT) else default


def _reading_of(hint: object) -> ReadBy | None:
    """How a hint is read, under whatever else it says."""
    if get_origin(hint) is Annotated:
        return next((note for note in get_args(hint) if isinstance(note, ReadBy)), None)
    found = (_reading_of(part) for part in get_args(hint) if part is not type(None))
    return next((reading for reading in found if reading is not None), None)


def _kind(hint: object) -> SettingKind:
    inner = get_origin(bare(hint)) or bare(hint)
    if isinstance(inner, type) and issubclass(inner, Mapping):
        return "table"
    if inner is tuple:
        return "list"
    reading = _reading_of(hint)
    if reading is not None and reading.schema.get("format") == "date":
        return "day"
    return _KINDS.get(reading.schema.get("type"), "text") if reading is not None else "text"
