"""A config as tables: each key with its value, what it is called, and where its value comes from."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.reading import shown
from fourchette.core.basis.text import LANGUAGES, Text, visible
from fourchette.core.practice.config_settings import Form, Origin, Overview, SettingWords, Stated, Unread
from fourchette.core.record.plain import Plain, exact, picked, plain_noun
from fourchette.render.screen.grid import Cell, Grid, GridRow
from fourchette.render.words.speech import LONG_DASH, Speech

_ORIGINS: Mapping[Origin, Message] = {
    "option": say("option"),
    "client": say("client"),
    "file": say("config"),
    "screen": say("language of the screen"),
    "home": say("your folder"),
    "card": say("rate card"),
    "environment": say("environment"),
    "computed": say("from [floor]"),
    "default": say("by default"),
}


def config_grids(overview: Overview, speech: Speech) -> Iterator[Grid]:
    """A table for each table of the file; the lines of the file where it is not TOML."""
    if overview.unread:
        yield Grid("", ("", ""), "rw", tuple(map(_unread, overview.unread)))
        return
    yield from settings_grids(overview.stated, overview.tables, speech)


def settings_grids(settings: Sequence[Stated], tables: Mapping[str, SettingWords], speech: Speech) -> Iterator[Grid]:
    """A table of settings for each table of a file."""
    found: dict[str, list[Stated]] = {}
    for stated in settings:
        found.setdefault(".".join(stated.path[:-1]), []).append(stated)
    for name, inside in found.items():
        words, rows = tables.get(name), tuple(_row(stated, speech) for stated in inside)
        title = f"[{name}]" if name else "", speech.text(words.label) if words is not None else ""
        headings = (speech.word("Key"), "", speech.word("Value"), speech.word("Origin"))
        yield Grid(" · ".join(filter(None, title)), headings, "lwll", rows)


def _unread(line: Unread) -> GridRow:
    tone = "error" if line.wrong else "quiet"
    return Cell(str(line.number), tone), Cell(visible(line.text), tone)


def _row(stated: Stated, speech: Speech) -> GridRow:
    tone = "error" if stated.wrong is not None else "" if stated.origin == "file" else "quiet"
    # What is wrong is shown as it is written: it may be no figure at all.
    said = _in_words(stated.value, stated.form, speech) if stated.wrong is None else shown(stated.value)
    value = Cell(said, tone)
    return visible(stated.path[-1]), speech.words(stated.label), value, Cell(_whence(stated, speech), tone or "quiet")


def _whence(stated: Stated, speech: Speech) -> str:
    line = "" if stated.line is None else speech.say("line {line}", line=str(stated.line))
    if stated.origin == "file" and not stated.file:
        return line and line + ("" if stated.wrong is None else " ✗")
    whose = speech.say(_ORIGINS[stated.origin]) if stated.origin in _ORIGINS else ""
    if stated.origin == "mandate":
        whose = stated.file
    return ", ".join(part for part in (f"{whose} {stated.client}".strip(), line) if part)


def _in_words(value: Any, form: Form, speech: Speech) -> str:  # noqa: ANN401  # a raw value of TOML
    match value:
        case list() | tuple():
            return ", ".join(_in_words(item, form, speech) for item in value)
        case Mapping() if value and value.keys() <= set(LANGUAGES):
            return visible(speech.text(Text(**value)))
        case Mapping():
            return ", ".join(f"{visible(key)} = {_in_words(item, form, speech)}" for key, item in value.items())
        case bool():
            return speech.word("yes") if value else speech.word("no")
        case Decimal() | int():
            return speech.figure(Decimal(value), form)
    return visible(", ".join(str(value).splitlines())) if value not in (None, "") else LONG_DASH


def config_record(overview: Overview, speech: Speech) -> Plain:
    """A config as plain values; those that are wrong are as the file has them."""
    return picked(overview, "file exists") | {"settings": [_record(stated, speech) for stated in overview.stated]}


def settings_record(settings: Sequence[Stated], speech: Speech) -> Plain:
    """Settings as plain values, each with the file and the client whose word it is."""
    return {"settings": [_record(stated, speech) | picked(stated, "file client") for stated in settings]}


def _record(stated: Stated, speech: Speech) -> Plain:
    value = plain_noun(exact(stated.value)) if stated.wrong is None else shown(stated.value)
    return {
        "key": ".".join(stated.path),
        "label": speech.words(stated.label),
        "value": value,
        **picked(stated, "origin line wrong", speech.words),
    }
