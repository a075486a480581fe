"""Every setting of the config with its value and where that comes from, whatever state the file is in."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from fourchette.core.basis.messages import Message
from fourchette.core.basis.problems import Path, Problem
from fourchette.core.basis.text import NO_TEXT, Language, Text
from fourchette.core.card.rate_card import RateCard
from fourchette.core.practice.config_settings import Form, Origin, Overview, Setting, Stated, Unread
from fourchette.core.practice.floor import Floor, Needs
from fourchette.files.config.config_change import problems_in
from fourchette.files.config.config_keys import NAME, NAMED, TRAITS_KEY, glossary, settings
from fourchette.files.home.home import Home
from fourchette.files.mandate.mandate_layers import value_at
from fourchette.files.shipped.floor_figures import own_floor, usual_needs
from fourchette.files.shipped.shipped_terms import shipped_terms
from fourchette.files.toml.disk import exists
from fourchette.files.toml.toml_locate import locate
from fourchette.files.toml.toml_read import TomlDocument, parse, read_bytes
from fourchette.files.toml.toml_validate import validate, wrong
from fourchette.files.toml.wrong_file import WrongFile

MINIMUM = ("profile", "minimum_rate")
LANGUAGE = ("language",)
_TERMS = ("profile", "terms")
_FLOOR = "floor"
CONTRIBUTIONS = (_FLOOR, "contributions")
_FEW = 3


def overview(home: Home, card: RateCard | None, language: Language) -> tuple[Overview, WrongFile | None]:
    """The config as it is, and all that is wrong with it; `language` is the environment's, where it says none.

    Raises NotFound or DiskError where the file is there and cannot be read at all.
    """
    path = home.config
    there = exists(path)
    raw = read_bytes(path) if there else b""
    unread: tuple[Unread, ...] = ()
    error: WrongFile | None = None
    try:
        document = parse(str(path), raw)
    except WrongFile as caught:
        document, error = TomlDocument(str(path), "", {}), caught
        unread = tuple(_around(raw, caught.problems[0].line))
    problems = problems_in(document.content, card)
    stated = tuple(_rows(document, card, language, problems))
    whole = Overview(str(path), there, glossary().tables, stated, unread)
    return whole, error or (wrong(document, problems) if problems else None)


def _around(raw: bytes, wrong: int | None) -> Iterator[Unread]:
    """The lines around the one that is wrong, all of them where that is not known."""
    for number, text in enumerate(raw.decode("utf-8", errors="replace").splitlines(), start=1):
        if wrong is None or abs(number - wrong) <= _FEW:
            yield Unread(number, text, number == wrong)


def _rows(
    document: TomlDocument, card: RateCard | None, language: Language, problems: Iterable[Problem]
) -> Iterator[Stated]:
    """Every key that there is, then the keys of the file that there are not, each with what is wrong with it."""
    problems = tuple(problems)
    faults: dict[Path, Message] = {}
    for problem in problems:
        for around in _around_of(problem.path):
            faults.setdefault(around, problem.message)
    known = [*_settings(document, language), *_named(document), *_answers(document, card)]
    for stated in known:
        yield replace(stated, wrong=faults.get(stated.path))
    shown = {stated.path for stated in known}
    for problem in problems:
        if shown.isdisjoint(_around_of(problem.path)):
            path = tuple(str(part) for part in problem.path)
            stated = _from_file(document, path, NO_TEXT, "")
            yield replace(stated, wrong=problem.message)


def _around_of(path: Path) -> Iterator[Path]:
    """A path, and each of those around it."""
    return (path[:end] for end in range(len(path) + 1))


def _settings(document: TomlDocument, language: Language) -> Iterator[Stated]:
    for setting in settings():
        if NAME in setting.path:
            continue
        words, value = setting.words, value_at(document.content, setting.path)
        if setting.kind == "table" and isinstance(value, Mapping) and value:
            yield from (_from_file(document, (*setting.path, key), NO_TEXT, words.shown) for key in value)
        elif value is not None and setting.kind != "table":
            yield _from_file(document, setting.path, words.label, words.shown)
        else:
            yield _unsaid(setting, document, language)


def _named(document: TomlDocument) -> Iterator[Stated]:
    """What is said under each name: of each client, of each currency."""
    for several in NAMED:
        found = document.content.get(several[0])
        for name in found if isinstance(found, Mapping) else ():
            for setting in settings():
                path = (several[0], name, *setting.path[len(several) :])
                if setting.path[: len(several)] == several and value_at(document.content, path) is not None:
                    yield _from_file(document, path, setting.words.label, setting.words.shown)


def _unsaid(setting: Setting, document: TomlDocument, language: Language) -> Stated:
    """A key that the file does not say: what stands in for it."""
    origin: Origin = "default"
    value = setting.default
    if setting.path == LANGUAGE:
        value, origin = language, "environment"
    elif setting.path == MINIMUM and (floor := _floor(document)) is not None:
        value, origin = floor.rate, "computed"
    elif setting.path == CONTRIBUTIONS:
        # Those of the place, which hang on the income.
        floor = _floor(document)
        value, origin = (None, origin) if floor is None else (floor.contributions, "computed")
    elif setting.path[:-1] == _TERMS:
        value = _usual_term(setting.path[-1], document, language)
    elif setting.path[0] == _FLOOR and (usual := usual_needs().of(setting.path[-1])) is not None:
        value = usual.figure
    return Stated(setting.path, setting.words.label, setting.words.shown, value, "none" if value is None else origin)


def _usual_term(name: str, document: TomlDocument, language: Language) -> Any:  # noqa: ANN401  # a raw value of TOML
    """The term of the seller's place."""
    region = value_at(document.content, ("profile", "region"))
    term = getattr(shipped_terms(region if isinstance(region, str) else ""), name)
    if isinstance(term, Text):
        return term.speak(language) or None
    return [each.speak(language) for each in term] or None if isinstance(term, tuple) else term


def _floor(document: TomlDocument) -> Floor | None:
    needs, _ = validate(Needs, value_at(document.content, (_FLOOR,)) or {})
    region = value_at(document.content, ("profile", "region"))
    return None if needs is None else own_floor(needs, region if isinstance(region, str) else None)


def _answers(document: TomlDocument, card: RateCard | None) -> Iterator[Stated]:
    """The usual answers; a trait that the card in force lacks may be another card's."""
    answers = value_at(document.content, (TRAITS_KEY,))
    for name in answers if isinstance(answers, Mapping) else ():
        trait = card.traits.get(name) if card is not None else None
        yield _from_file(document, (TRAITS_KEY, name), NO_TEXT if trait is None else trait.label, "")


def _from_file(document: TomlDocument, path: tuple[str, ...], label: Text, form: Form) -> Stated:
    value = value_at(document.content, path)
    return Stated(path, label, form, value, "file", locate(document.text, path))
