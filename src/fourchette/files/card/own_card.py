"""The user's own rate card in her home: made, changed, and never left broken."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import reduce
from pathlib import Path
from typing import Any

from fourchette.core.basis.messages import say
from fourchette.core.basis.nearest import nearest
from fourchette.core.basis.problems import unknown
from fourchette.core.basis.text import Language
from fourchette.core.card.rate_card import RateCard
from fourchette.core.practice.acts import Deed
from fourchette.errors import NotFound
from fourchette.files.card.card_file import CardFile, card_from
from fourchette.files.card.card_sources import DEFAULT_NAME
from fourchette.files.home.home import Home
from fourchette.files.journal import journal
from fourchette.files.shipped.resource import resource
from fourchette.files.toml import disk
from fourchette.files.toml.disk import exists
from fourchette.files.toml.lock import alone_in, changed_meanwhile, refuse_changed
from fourchette.files.toml.toml_edit import keys_of, lay_over, overlaid, with_value
from fourchette.files.toml.toml_read import TomlDocument, parse, read_document
from fourchette.files.toml.toml_validate import validated
from fourchette.files.toml.toml_write import inline
from fourchette.files.toml.wrong_file import WrongChange, WrongFile
from fourchette.resources import FOLDER

PRESETS_FOLDER, WORDS_FOLDER = "presets", "presets_words"
DEFAULT_PRESET = "quebec"
COMMENTS = "card_comments.toml"
# A heading among the comments, and the rule that goes on from it to the width of the file.
_RULED = re.compile(r"^(# --- .*?) -+$", re.MULTILINE)
_WIDE = 120
# What an entry is made of at least, where another shows it.
_SHAPE = ("label", "kind", "lane", "each", "fixed", "minutes", "base", "add", "percent", "unit_price")
SCHEMA_LINE = "#:schema ./ratecard.schema.json\n"


def presets() -> tuple[str, ...]:
    """The names of the cards that a user can start from."""
    folder = FOLDER / PRESETS_FOLDER
    return (DEFAULT_PRESET, *sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir()))


def preset_text(name: str, language: Language = "en") -> str:
    """The text of a preset's card, commented in a language; raises NotFound."""
    if name not in presets():
        raise unknown(NotFound, say("there is no preset {name}", name=name), name, presets())
    text = resource(DEFAULT_NAME).decode()
    if name != DEFAULT_PRESET:
        *words, overlay = (resource(path).decode() for path in _overlays(name))
        # The first line of each says whose card it is.
        heading, body = overlay.split("\n", 1)[0], text.split("\n", 1)[1]
        text = f"{heading}\n{reduce(overlaid, (*words, overlay), body)}"
    if language != "en":
        comments = parse(COMMENTS, resource(COMMENTS)).content["comments"]
        for comment in sorted(comments, key=lambda each: -len(each["en"])):
            text = text.replace(comment["en"], comment[language])
    return _RULED.sub(lambda heading: f"{heading[1]} {'-' * (_WIDE - len(heading[1]) - 1)}", text)


def _overlays(name: str) -> tuple[str, ...]:
    """What is laid over the default card for a preset: the words that some places share, then what is its own."""
    words = (entry.name for entry in (FOLDER / WORDS_FOLDER).iterdir())
    shared = (file for file in sorted(words) if name in file.removesuffix(".toml").split("+"))
    return (*(f"{WORDS_FOLDER}/{file}" for file in shared), f"{PRESETS_FOLDER}/{name}.toml")


def preset_card(name: str) -> RateCard:
    """A preset's card alone: laying values over values is quicker than text over text."""
    content = parse(DEFAULT_NAME, resource(DEFAULT_NAME)).content
    overlays = () if name == DEFAULT_PRESET else _overlays(name)
    laid = reduce(lay_over, (parse(name, resource(path)).content for path in overlays), content)
    return validated(RateCard, TomlDocument(name, "", laid))


def start_card(  # noqa: PLR0913  # one fact each
    home: Home,
    preset: str,
    at: datetime,
    *,
    force: bool,
    language: Language = "en",
    beside: Callable[[CardFile], Mapping[Path, str]] = lambda _card: {},
) -> Path:
    """Write a preset's card in the home, and what is to stand beside it; one that is there, only when forced."""
    text = SCHEMA_LINE + preset_text(preset, language)
    others = beside(card_from(str(home.card), text.encode()))
    with journal.alone_at(home):
        if exists(home.card) and not force:
            message = say("you have a rate card already, and it is left as it was: {file}", file=str(home.card))
            raise NotFound(message, say("--force replaces it; fourchette undo then brings it back"))
        journal.act(home, Deed(at, "rules-init", {"preset": preset}), {**others, home.card: text})
    return home.card


def change_card(  # noqa: PLR0913  # one fact each
    target: Path,
    home: Home,
    key: str,
    written: str,
    at: datetime,
    *,
    language: Language = "en",
    otherwise: str | None = None,
) -> None:
    """Change one value of the card at `target`, made from the default when there is none yet.

    Where what is `written` makes no sound card, it may be read `otherwise`. The new text is read before it replaces
    the old: raises WrongFile and leaves the old where it would be wrong.
    """
    told = Deed(at, "rules-set", {"key": key, "value": written})
    if not exists(target):  # what is wrong is refused before any folder is made
        _sound(target, _changed(target, _text_at(target, language), key, written, otherwise))
    with _alone_at(target, home):
        text = _changed(target, _text_at(target, language), key, written, otherwise)
        _put(target, home, text, told)


def _changed(target: Path, text: str, key: str, written: str, otherwise: str | None) -> str:
    """The text with one value changed; raises NotFound where its table does not exist, with how to add it."""
    _refuse_new_entry(text, key)
    changed = with_value(text, key, written)
    if otherwise is not None:
        try:
            _sound(target, changed)
        except WrongChange:
            read = with_value(text, key, otherwise)
            with suppress(WrongChange):
                _sound(target, read)
                return read
    return changed


def _refuse_new_entry(text: str, key: str) -> None:
    """Where a value is for an entry that there is not, and that is no slip, say how to add the whole of it."""
    *tables, last, _ = ("", *keys_of(key))
    found: Any = parse("", text.encode()).content
    for name in tables[1:]:
        found = found.get(name) if isinstance(found, Mapping) else None
    if not isinstance(found, Mapping) or last in found or nearest(last, found) is not None:
        return
    entries = [each for each in found.values() if isinstance(each, Mapping) and "label" in each]
    if tables[1:] and entries:
        like = max(entries, key=lambda each: len(set(_SHAPE) & each.keys()))
        shape = inline({name: value for name, value in like.items() if name in _SHAPE})
        whole = key.rpartition(".")[0]
        raise NotFound(
            say("there is no {name} in the file", name=last),
            say("to add it, write it whole: fourchette rules set {key} '{shape}'", key=whole, shape=shape),
        )


def change_all(target: Path, home: Home, values: Mapping[str, str], known: CardFile, told: Deed) -> None:
    """Change several values at once, as `change_card` does one, of the card that is known.

    Raises NotFound where it is another by now.
    """
    with _alone_at(target, home):
        text = _text_at(target)
        if exists(target) and text != known.text:
            raise changed_meanwhile(target)
        for key, written in values.items():
            text = with_value(text, key, written)
        _put(target, home, text, told)


def put_card(target: Path, home: Home, text: str, known: bytes | None, at: datetime) -> None:
    """Put a new text in force, once it is known to be a sound card, in the place of the one that is known.

    Raises NotFound where the file is another by now.
    """
    _sound(target, text)
    with _alone_at(target, home):
        refuse_changed(target, known)
        _put(target, home, text, Deed(at, "rules-edit"))


@contextmanager
def _alone_at(target: Path, home: Home) -> Iterator[None]:
    """Nobody else changes the card meanwhile."""
    with journal.alone_at(home) if target == home.card else alone_in(target.parent):
        yield


def _text_at(target: Path, language: Language = "en") -> str:
    return read_document(target).text if exists(target) else SCHEMA_LINE + preset_text(DEFAULT_PRESET, language)


def _sound(target: Path, text: str) -> None:
    """Refuse a text that is no sound card."""
    try:
        card_from(str(target), text.encode())
    except WrongFile as error:
        raise WrongChange(error.file, error.problems) from error


def _put(target: Path, home: Home, text: str, told: Deed) -> None:
    """Put a card in force; what is done to another than the home's is not told."""
    _sound(target, text)
    if target == home.card:
        journal.act(home, told, {target: text})
    else:
        disk.write(target, text)
