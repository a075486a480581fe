"""The user's `config.toml` made, changed, checked: its comments stay, and it is never left more broken than it was."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

from fourchette.core.basis.messages import say
from fourchette.core.basis.noun import noun
from fourchette.core.basis.problems import Problem, unknown, unknown_name
from fourchette.core.basis.reading import Refusal
from fourchette.core.card.answer_reading import read_answer
from fourchette.core.card.rate_card import RateCard
from fourchette.core.practice.acts import Deed
from fourchette.core.practice.config_settings import Setting
from fourchette.errors import NotFound
from fourchette.files.card.card_file import load_card
from fourchette.files.config.config_file import Config
from fourchette.files.config.config_keys import NAME, NAMED, TRAITS_KEY, setting_at, settings
from fourchette.files.config.config_template import config_text
from fourchette.files.config.schemas import config_schema, schema_text
from fourchette.files.home.home import Home
from fourchette.files.journal import journal
from fourchette.files.mandate.mandate_file import NO, YES, read_amount, typed_answer
from fourchette.files.toml.disk import exists
from fourchette.files.toml.lock import refuse_changed
from fourchette.files.toml.toml_edit import keys_of, with_setting
from fourchette.files.toml.toml_read import parse, read_document
from fourchette.files.toml.toml_validate import validate, wrong
from fourchette.files.toml.toml_write import inline
from fourchette.files.toml.wrong_file import WrongChange, WrongFile

# What one writes with a figure, and may leave out.
_UNITS = str.maketrans(dict.fromkeys("$€£%\u00a0\u202f ", None))


@noun
class Changed:
    """A config that was changed, and what is still wrong in it, which was before."""

    path: Path
    left: WrongFile | None


def problems_in(content: Mapping[str, Any], card: RateCard | None) -> tuple[Problem, ...]:
    """Everything wrong with a config's content; its usual answers are held against a card, where there is one."""
    _, problems = validate(Config, content)
    answers = content.get(TRAITS_KEY, {})
    if card is None or not isinstance(answers, Mapping):
        return problems
    return (*problems, *_answer_problems(card, answers))


def _answer_problems(card: RateCard, answers: Mapping[str, Any]) -> Iterator[Problem]:
    """The wrong answers; a trait that this card lacks may be another card's."""
    for name, raw in answers.items():
        if name in card.traits:
            try:
                read_answer(card.traits[name], raw)
            except Refusal as refusal:
                yield Problem((TRAITS_KEY, name), refusal.message, refusal.remedy)


def refuse_there(home: Home, *, force: bool) -> None:
    """Raise NotFound where there is a config that is not to be replaced."""
    if exists(home.config) and not force:
        message = say("you have a config already, and it is left as it was: {file}", file=str(home.config))
        raise NotFound(message, say("fourchette config set and edit change it; --force replaces it"))


def start_config(  # noqa: PLR0913  # all that a config is made of
    home: Home,
    values: Mapping[str, str],
    card: RateCard | None,
    language: str,
    at: datetime,
    *,
    force: bool,
    beside: Mapping[Path, bytes] = MappingProxyType({}),
) -> Path:
    """Write a commented config with some values in the home, and files `beside` it; over another only when forced.

    Raises NotFound where there is one, WrongChange where a value is wrong.
    """
    refuse_there(home, force=force)
    text = _with_values(config_text(language), values, card)
    _refuse_new(home.config, text, (), card)
    with journal.alone_at(home):
        refuse_there(home, force=force)
        journal.act(home, Deed(at, "config-init"), {**beside, **_schema(home, card, language), home.config: text})
    return home.config


def _schema(home: Home, card: RateCard | None, language: str) -> Mapping[Path, str]:
    """The schema that the config's `#:schema` line names, written beside it."""
    schema = config_schema(load_card().card if card is None else card, language)
    return {home.folder / "config.schema.json": schema_text(schema)}


def change_config(home: Home, values: Mapping[str, str], card: RateCard | None, language: str, told: Deed) -> Changed:
    """Change some values of the home's config, made with its comments when there is none yet; told as one act.

    What was wrong elsewhere in it stays so and is told. Raises WrongChange, and leaves the file as it was,
    where the change would add to it.
    """
    path = home.config

    def changed() -> tuple[str, WrongFile | None]:
        document = read_document(path) if exists(path) else parse(str(path), config_text(language).encode())
        text = _with_values(document.text, values, card)
        return text, _refuse_new(path, text, problems_in(document.content, card), card)

    if not exists(path):
        changed()  # what is wrong is refused before any folder is made
    with journal.alone_at(home):
        text, left = changed()
        journal.act(home, told, {**_schema(home, card, language), path: text})
    return Changed(path, left)


def put_config(  # noqa: PLR0913  # as an editor hands it on
    home: Home, text: str, card: RateCard | None, language: str, known: bytes | None, *, at: datetime
) -> None:
    """Put a whole new text in force, in the place of the one that is known.

    Raises WrongChange, and leaves the file as it was, where anything is wrong; NotFound where it is another by now.
    """
    _refuse_new(home.config, text, (), card)
    with journal.alone_at(home):
        refuse_changed(home.config, known)
        journal.act(home, Deed(at, "config-edit"), {**_schema(home, card, language), home.config: text})


def _refuse_new(path: Path, text: str, known: Iterable[Problem], card: RateCard | None) -> WrongFile | None:
    """Refuse a text with problems that are not known; the known ones that are left, if any."""
    try:
        document = parse(str(path), text.encode())
    except WrongFile as error:
        raise WrongChange(error.file, error.problems) from error
    problems = problems_in(document.content, card)
    known = tuple(known)
    if new := [problem for problem in problems if problem not in known]:
        refused = wrong(document, new)
        raise WrongChange(refused.file, refused.problems)
    return wrong(document, problems) if problems else None


def _with_values(text: str, values: Mapping[str, str], card: RateCard | None) -> str:
    for key, typed in values.items():
        text = with_setting(text, key, written(key, typed, card))
    return text


def written(key: str, typed: str, card: RateCard | None) -> str:
    """What was typed for a key, as TOML writes it; raises NotFound on a key that there is not."""
    path = tuple(keys_of(key))
    if path[:1] == (TRAITS_KEY,) and len(path) == len((TRAITS_KEY, "name")):
        return _answer_written(path[-1], typed, card)
    setting = setting_at(path)
    if setting is None:
        named = path[1] if any(path[:1] == table[:1] for table in NAMED) and len(path) > 1 else NAME
        names = [".".join(named if part == NAME else part for part in setting.path) for setting in settings()]
        problem = unknown_name((), say("{name} is not a key known here", name=key), key, names)
        close = problem.remedy if "did" in str(problem.remedy) else say("fourchette config show lists them all")
        raise NotFound(problem.message, close)
    return _value_written(setting, typed)


def dated(key: str, day: date) -> Mapping[str, str]:
    """What is set with a key: the day from which its figure holds, where another key beside it says so."""
    path = tuple(keys_of(key))
    setting = setting_at(path)
    if setting is None or not setting.words.dated:
        return {}
    return {".".join((*path[:-1], setting.words.dated)): day.isoformat()}


def _answer_written(name: str, typed: str, card: RateCard | None) -> str:
    if card is None:
        return typed
    if name not in card.traits:
        raise unknown(NotFound, say("the rate card has no trait {name}", name=name), name, card.traits)
    return typed if _is_toml(typed, '"[{') else inline(typed_answer(card.traits[name], typed))


def _value_written(setting: Setting, typed: str) -> str:
    match setting.kind:
        case "number":
            return inline(_figure(typed))
        case "yes-no":
            folded = typed.strip().casefold()
            return "true" if folded in YES else "false" if folded in NO else inline(typed)
        case "day":
            return typed if _is_toml(typed, "0123456789") else inline(typed)
        case "list":
            return typed if _is_toml(typed, "[") else inline([part.strip() for part in typed.split(",")])
        case _:
            return typed if _is_toml(typed, "\"'{") else inline(typed)


def refuse_value(key: str, typed: str, card: RateCard | None) -> None:
    """Raise Refusal where what was typed for a key cannot be its value."""
    content = parse("", with_setting("", key, written(key, typed, card)).encode()).content
    for problem in problems_in(content, card):
        raise Refusal(problem.message, problem.remedy)


def read_setting(noun: type, name: str, typed: str) -> Any:  # noqa: ANN401  # what the noun reads
    """A figure as one types it for a key of a noun; raises Refusal."""
    found, problems = validate(noun, {name: _figure(typed)})
    if found is None:
        raise Refusal(problems[0].message, problems[0].remedy)
    return getattr(found, name)


def _figure(typed: str) -> Decimal | str:
    """The number that was typed, whatever unit stands beside it; the text as it was where it is none."""
    figure = read_amount(typed.translate(_UNITS))
    return figure if isinstance(figure, Decimal) else typed


def _is_toml(typed: str, openings: str) -> bool:
    """Whether a value was written as TOML, with its quotes or brackets, that can be read."""
    import tomli

    if not typed.lstrip().startswith(tuple(openings)):
        return False
    try:
        tomli.loads(f"value = {typed}")
    except (ValueError, RecursionError):
        return False
    return True
