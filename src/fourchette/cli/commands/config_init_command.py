"""`fourchette config init`: the first words about who sells, asked one at a time, or a file to fill in."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any

from fourchette.cli.ask.asking import ask_until, somebody_is_there
from fourchette.cli.clock import now
from fourchette.cli.commands.config_command import card_of, in_language, settled
from fourchette.cli.shell.parameters import switch
from fourchette.cli.shell.runtime import Runtime
from fourchette.core.basis.messages import say
from fourchette.core.basis.noun import noun
from fourchette.core.basis.reading import Refusal
from fourchette.core.card import rate_card
from fourchette.core.mandate.profile import Profile
from fourchette.core.practice import acts
from fourchette.core.price import taxes
from fourchette.core.price.region_names import read_region
from fourchette.files.config import config_change, config_keys
from fourchette.files.mandate import mandate_file
from fourchette.files.shipped import shipped_terms
from fourchette.files.toml import disk
from fourchette.files.toml.disk import exists
from fourchette.render import json as envelopes
from fourchette.render.client import document_email

LANGUAGE, REGION, REGISTERED, LOGO = "language", "profile.region", "profile.registered", "profile.logo"
EMAIL = "profile.email"
REGISTRATIONS = "profile.registrations"


@noun
class _Question:
    """What is asked for a key: the words, the answer of an empty line, the choices to show above, and why (for ?)."""

    key: str
    text: str
    default: str = ""
    choices: tuple[str, ...] = ()
    why: str = ""


class _GoingBack(Exception):  # named for what happened
    """The user goes back to the last question."""


def init_config(
    runtime: Runtime,
    force: Annotated[bool, switch("--force", "Replace your config; fourchette undo brings it back.")] = False,
) -> None:
    """Write a config."""
    runtime = settled(runtime)
    asked = somebody_is_there(runtime) and not runtime.everywhere.json
    if asked and not force and exists(runtime.home.config):
        complete_config(runtime, config_keys.glossary().asked)
        runtime.tell(say("Next: fourchette config show"))
        return
    config_change.refuse_there(runtime.home, force=force)
    card = card_of(runtime)
    values = _interview(runtime, card, config_keys.glossary().asked) if asked else {}
    spoken = in_language(runtime, values.get(LANGUAGE, runtime.language))
    logo = _brought_in(runtime, values)
    path = config_change.start_config(runtime.home, values, card, spoken.language, now(), force=force, beside=logo)
    runtime.tell_programs(envelopes.CHANGE_SCHEMA, {"file": str(path)})
    spoken.tell(say("Your config: {file}", file=str(path)))
    if not asked:
        spoken.tell(say("Fill it in: fourchette config edit, or fourchette config set profile.name NAME"))
    spoken.tell(say("Next: fourchette config show"))


def complete_config(runtime: Runtime, keys: Iterable[str]) -> None:
    """Ask what her config does not say of some keys, and keep it there beside the rest."""
    said, card = _said(runtime.config_document.content), card_of(runtime)
    if values := _interview(runtime, card, keys, said):
        told = acts.Deed(now(), "config-init")
        path = config_change.change_config(runtime.home, values, card, runtime.language, told).path
        runtime.tell(say("Your config: {file}", file=str(path)))


def _said(content: Mapping[str, Any], above: str = "") -> dict[str, str]:
    """What a config says, by key, more or less as it is typed."""
    said: dict[str, str] = {}
    for name, value in content.items():
        if isinstance(value, Mapping):
            said |= _said(value, f"{above}{name}.")
        elif value != "":
            said[f"{above}{name}"] = str(value).lower() if isinstance(value, bool) else str(value)
    return said


def _interview(
    runtime: Runtime,
    card: "rate_card.RateCard | None",
    keys: Iterable[str],
    said: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, str]:
    """What is answered, by key, but for what is said already; a question without an answer leaves its key unsaid."""
    runtime.tell(say("Enter takes what is in brackets, or skips the question; ? explains, < goes back, Ctrl-C stops."))
    values: dict[str, str] = dict(said)
    asked: list[str] = []
    while found := _next_question(runtime, keys, card, values, {*said, *asked}):
        spoken, question = found
        try:
            answer = _answer(spoken, question, card)
        except _GoingBack:
            values.pop(asked.pop() if asked else "", None)
            continue
        except KeyboardInterrupt:
            runtime.tell(say("Nothing was written."))
            raise
        asked.append(question.key)
        values |= {question.key: answer} if answer else {}
    return {key: value for key, value in values.items() if key not in said}


def _next_question(
    runtime: Runtime, keys: Iterable[str], card: "rate_card.RateCard | None", values: dict[str, str], known: set[str]
) -> tuple[Runtime, _Question] | None:
    """The first question that was not asked, in the language that was answered; None after the last."""
    spoken = in_language(runtime, values.get(LANGUAGE, runtime.language))
    asked = (question for key in keys for question in _questions(spoken, key, card, values))
    every = (*asked, *_questions_of_law(runtime, values))
    return next(((spoken, question) for question in every if question.key not in known), None)


def _questions_of_law(runtime: Runtime, values: Mapping[str, str]) -> Iterator[_Question]:
    """One for each thing that her documents must state where she is, and that is not said."""
    spoken = in_language(runtime, values.get(LANGUAGE, runtime.language)).speech
    for each in shipped_terms.shipped_particulars():
        if each.needs not in values and each.lacks(Profile(region=values.get(REGION, "")), None):
            text = spoken.say("The law where you are asks for {what}:", what=each.what)
            yield _Question(each.needs, text, why=spoken.text(each.article))


def _questions(
    runtime: Runtime, key: str, card: "rate_card.RateCard | None", values: dict[str, str]
) -> Iterator[_Question]:
    """The questions of a key: the card's own for a trait, one for each tax for the numbers, none where none is due."""
    *table, name = key.split(".")
    if table == [config_keys.TRAITS_KEY]:
        trait = card.traits.get(name) if card is not None else None
        if trait is not None:
            yield _trait_question(runtime, key, trait)
    elif key == REGISTRATIONS:
        yield from _number_questions(runtime, values)
    elif key == REGISTERED and values.get(REGION) and not _taxes_with_numbers(runtime, values):
        return  # where she is, nothing is to be registered for
    elif (setting := config_keys.setting_at((*table, name))) is not None:
        default: str = runtime.language if key == LANGUAGE else ""
        if setting.kind == "yes-no":
            default = runtime.speech.word("yes") if setting.default else runtime.speech.word("no")
        words, say_ = setting.words, runtime.speech.text
        labels = ", ".join(_taxes_with_numbers(runtime, values).values())
        why = say_(words.why) or f"{say_(words.note)} {_instance(runtime, words.example_in(runtime.language))}".strip()
        question = say_(words.question).replace(" ({taxes})", f" ({labels})" if labels else "")
        yield _Question(key, question, default, why=why)


def _instance(runtime: Runtime, example: object) -> str:
    """An example, as one would type it."""
    return runtime.speech.say("For instance: {example}", example=str(example)) if example else ""


def _trait_question(runtime: Runtime, key: str, trait: "rate_card.Trait") -> _Question:
    choices = tuple(f"{name} · {runtime.speech.text(choice.label)}" for name, choice in trait.choices.items())
    default = trait.default if isinstance(trait.default, str) else ""
    return _Question(key, runtime.speech.text(trait.question), default, choices, runtime.speech.text(trait.why))


def _number_questions(runtime: Runtime, values: dict[str, str]) -> Iterator[_Question]:
    """One for each tax of her region that has a number, where she is registered."""
    if values.get(REGISTERED, "").casefold() in mandate_file.NO:
        return
    words = config_keys.glossary().tables[REGISTRATIONS]
    for name, label in _taxes_with_numbers(runtime, values).items():
        question = runtime.speech.text(words.question).replace("{tax}", label)
        yield _Question(f"{REGISTRATIONS}.{name}", question, why=_instance(runtime, words.example.get(name)))


def _taxes_with_numbers(runtime: Runtime, values: Mapping[str, str]) -> dict[str, str]:
    """What each tax of her region is called, under the name of its number."""
    region = taxes.known_region(runtime.taxes, values.get(REGION))
    labels = {tax.number or tax.id: tax.label for tax in runtime.taxes.taxes if region in tax.regions}
    return {name: runtime.speech.text(label) for name, label in labels.items()}


def _answer(runtime: Runtime, question: _Question, card: "rate_card.RateCard | None") -> str:
    """What is answered, once it can be read; nothing where it is left unsaid."""

    def read(typed: str) -> str:
        if typed == "<":
            raise _GoingBack
        if typed and question.key == REGION:
            typed = read_region(runtime.taxes.places, typed)
        if typed:
            config_change.refuse_value(question.key, typed, card)
        if typed and question.key == EMAIL and not document_email.is_address(typed):
            raise Refusal(say("“{typed}” is not an email address", typed=typed), None)
        if typed and question.key == LOGO and _picture(runtime, typed) is None:
            raise Refusal(say("there is no file {file}", file=typed))
        return typed

    for choice in question.choices:
        runtime.complain(f"  {choice}\n")
    return ask_until(runtime, question.text, question.default, read, why=question.why)


def _picture(runtime: Runtime, typed: str) -> Path | None:
    """The picture that was named: in her folder, or wherever she is."""
    places = (runtime.home.folder / typed, Path(typed).expanduser())
    return next((place for place in places if place.is_file()), None)


def _brought_in(runtime: Runtime, values: dict[str, str]) -> dict[Path, bytes]:
    """The logo for her folder, where documents look for it: it is called there by its name alone."""
    picture = _picture(runtime, values[LOGO]) if LOGO in values else None
    if picture is None or picture.parent == runtime.home.folder:
        return {}
    values[LOGO] = picture.name
    return {runtime.home.folder / picture.name: disk.raw(picture)}
