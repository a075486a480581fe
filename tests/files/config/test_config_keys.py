"""The keys of the config: found in the nouns, each with its words, and a template in which all of them are right."""

import re
from decimal import Decimal

import pytest
import tomli

from fourchette.core.basis.text import LANGUAGES, Text
from fourchette.core.card.rate_card import RateCard
from fourchette.files.config.config_change import problems_in
from fourchette.files.config.config_file import Config
from fourchette.files.config.config_keys import TRAITS_KEY, glossary, setting_at, settings
from fourchette.files.config.config_template import config_text
from fourchette.files.toml.toml_read import parse
from fourchette.files.toml.toml_validate import validated

EXAMPLE = re.compile(r"^# (?=[\w-]+ = |\[)", re.MULTILINE)


def test_every_key_of_the_config_has_its_words() -> None:
    assert [
        setting.key for setting in settings() if setting.words.label == Text(setting.path[-1], setting.path[-1])
    ] == []


def test_no_words_are_left_of_a_key_that_is_gone() -> None:
    keys = {setting.key for setting in settings()}
    tables = {".".join(setting.path[:depth]) for setting in settings() for depth in range(1, len(setting.path))}

    assert set(glossary().settings) <= keys
    assert set(glossary().tables) <= keys | tables | {TRAITS_KEY}


def test_the_words_are_in_both_languages() -> None:
    texts = [
        (name, text)
        for name, words in (*glossary().settings.items(), *glossary().tables.items())
        for text in (words.label, words.note, words.question)
    ]

    assert [name for name, text in texts if bool(text.fr) != bool(text.en)] == []


def test_what_is_asked_is_a_key_with_a_question(card: RateCard) -> None:
    words = {**glossary().settings, **glossary().tables}
    for key in glossary().asked:
        table, _, name = key.partition(".")

        assert card.traits[name].question if table == TRAITS_KEY else words[key].question


def test_every_term_of_the_floor_is_asked() -> None:
    assert all(setting.words.question for setting in settings() if setting.path[0] == "floor")


def test_a_key_is_found_by_its_path_and_a_free_one_by_its_table() -> None:
    found = {key: setting_at(tuple(key.split("."))) for key in ("profile.name", "profile.numbers.NEQ", "profile.nom")}

    assert {key: setting and (setting.key, setting.kind) for key, setting in found.items()} == {
        "profile.name": ("profile.name", "text"),
        "profile.numbers.NEQ": ("profile.numbers", "table"),
        "profile.nom": None,
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_template_says_nothing(language: str) -> None:
    assert validated(Config, parse("config.toml", config_text(language).encode())) == Config()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_of_the_template_is_right(language: str, card: RateCard) -> None:
    text = EXAMPLE.sub("", config_text(language))
    content = tomli.loads(text, parse_float=Decimal)
    content.pop("schema")

    assert problems_in(content, card) == ()
    assert text.count("\n# ") + text.count(" = ") > 0
    # Of a client's terms, one stands for all: they are those of the profile.
    every = [setting.path for setting in settings() if setting.path[:3] != ("clients", "NAME", "terms")]
    for path in (*every, ("clients", "NAME", "terms", "payment_days")):
        found: object = content
        for part in path:
            assert isinstance(found, dict)
            found = found[{"clients": "cafe", "exchange": "USD"}[path[0]] if part == "NAME" else part]


def test_the_template_speaks_its_language() -> None:
    assert "# Langue d'affichage" in config_text("fr")
    assert "# Language of the screen" in config_text("en")


def test_a_key_without_words_still_has_its_name() -> None:
    assert all(setting.words.label != Text() for setting in settings())
