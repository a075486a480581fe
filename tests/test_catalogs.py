"""Everything the program says, it says in French and in English."""

import os
from gettext import GNUTranslations
from pathlib import Path
from string import Formatter

import pytest

from catalogs import FRENCH, VARIANTS, read, said
from fourchette.core.basis.text import LANGUAGES, Text
from fourchette.core.card.rate_card import RateCard
from fourchette.files.shipped.guides import trade_words
from fourchette.resources import FOLDER
from hatch_build import compile_catalogs

RESOURCES = [*FOLDER.glob("*.toml"), *FOLDER.glob("presets/*.toml"), *FOLDER.glob("guides/*/*.md")]


def fields(text: str) -> list[tuple[str | None, str | None]]:
    return sorted((name or "", spec or "") for _, name, spec, _ in Formatter().parse(text) if name is not None)


def test_every_message_has_its_french() -> None:
    catalog = read(FRENCH)

    missing = [message for message in said() if not (entry := catalog.get(message)) or not entry.string]

    assert missing == []


@pytest.mark.parametrize("path", [FRENCH, *VARIANTS], ids=lambda path: path.parts[-3])
def test_a_catalog_holds_no_message_that_the_code_no_longer_says(path: Path) -> None:
    spoken = set(said())

    obsolete = [str(entry.id) for entry in read(path) if entry.id and entry.id not in spoken]

    assert obsolete == []


@pytest.mark.parametrize("path", [FRENCH, *VARIANTS], ids=lambda path: path.parts[-3])
def test_a_translation_has_the_fields_of_its_message(path: Path) -> None:
    different = [
        str(entry.id) for entry in read(path) if entry.id and fields(str(entry.id)) != fields(str(entry.string))
    ]

    assert different == []


@pytest.mark.parametrize(
    "path", [path for path in (FRENCH, *VARIANTS) if "en_" not in str(path)], ids=lambda path: path.parts[-3]
)
def test_french_has_its_no_break_spaces(path: Path) -> None:
    """A double sign never stands alone at the beginning of a line."""
    loose = [
        str(entry.string)
        for entry in read(path)
        if entry.id and any(f" {sign}" in str(entry.string) for sign in (": ", "; ", "? ", "! ", "»", "% "))
    ]

    assert loose == []


@pytest.mark.parametrize("source", [FRENCH, *VARIANTS], ids=lambda path: path.parts[-3])
def test_a_compiled_catalog_is_the_written_one(source: Path) -> None:
    with source.with_suffix(".mo").open("rb") as file:
        translations = GNUTranslations(file)

    written = [entry for entry in read(source) if entry.id]

    assert [str(entry.id) for entry in written if translations.gettext(str(entry.id)) != str(entry.string)] == []


def test_a_catalog_is_compiled_anew_once_it_is_written_anew(tmp_path: Path) -> None:
    written, compiled = tmp_path / "fourchette.po", tmp_path / "fourchette.mo"
    written.write_bytes(FRENCH.read_bytes())

    compile_catalogs(tmp_path)
    first = compiled.read_bytes()
    written.write_bytes(VARIANTS[0].read_bytes())
    os.utime(compiled, ns=(0, 0))
    compile_catalogs(tmp_path)

    assert first == FRENCH.with_suffix(".mo").read_bytes()
    assert compiled.read_bytes() == VARIANTS[0].with_suffix(".mo").read_bytes()
    assert sorted(tmp_path.iterdir()) == [compiled, written]


def labels(card: RateCard) -> list[tuple[str, Text]]:
    nouns = [
        *((f"traits.{name}", trait) for name, trait in card.traits.items()),
        *(
            (f"traits.{name}.choices.{key}", choice)
            for name, trait in card.traits.items()
            for key, choice in trait.choices.items()
        ),
        *((f"lanes.{name}", lane) for name, lane in card.lanes.items()),
        *((f"tasks.{name}", task) for name, task in card.tasks.items()),
        *((f"overheads.{name}", overhead) for name, overhead in card.overheads.items()),
        *((f"fees.{name}", fee) for name, fee in card.fees.items()),
        *((f"rules.{rule.id}", rule) for rule in card.rules),
    ]
    parts = ("label", "question", "unit", "why")
    return [(f"{path}.{part}", text) for path, noun in nouns for part in parts if (text := getattr(noun, part, None))]


def test_the_default_card_speaks_both_languages(card: RateCard) -> None:
    silent = [path for path, text in labels(card) if not text.fr or not text.en]

    assert silent == []


def test_every_question_of_the_default_card_is_asked_and_sourced(card: RateCard) -> None:
    """A figure without a source is somebody's guess: the card says so with `judgement`."""
    unasked = [name for name, trait in card.traits.items() if not trait.question]
    unsourced = [name for name, task in card.tasks.items() if not task.source]

    assert (unasked, unsourced) == ([], [])


def test_the_default_card_says_whose_its_figures_are_in_both_languages(card: RateCard) -> None:
    """`judgement` alone is a mark, which the program says in words."""
    nouns = (
        card.range_, card.capacity, card.value,
        *card.traits.values(), *(choice for trait in card.traits.values() for choice in trait.choices.values()),
        *card.tasks.values(), *card.overheads.values(), *card.fees.values(), *card.rules,
    )  # fmt: skip
    sources = [noun.source for noun in nouns if noun is not None and noun.source]

    alike = [source.en for source in sources if source.en != "judgement" and source.fr in ("", source.en)]

    assert alike == []


def test_a_country_says_otherwise_only_what_its_language_says_otherwise() -> None:
    """A variant that says the same is one to forget."""
    french = {str(entry.id): str(entry.string) for entry in read(FRENCH)}

    for path in VARIANTS:
        for entry in read(path):
            at_home = str(entry.id) if "en_" in str(path) else french[str(entry.id)]
            assert not entry.id or str(entry.string) != at_home


def spoken() -> dict[str, str]:
    """All that a user may read: both languages of the catalogs, and the resources."""
    texts = {str(entry.id): str(entry.string) for entry in read(FRENCH) if entry.id}
    kept = {path.name: path.read_text(encoding="utf-8") for path in RESOURCES if path.name != "trade_words.toml"}
    return {"in English": "\n".join(texts), "in French": "\n".join(texts.values()), **kept}


@pytest.mark.parametrize("name", trade_words())
def test_an_idea_has_one_word(name: str) -> None:
    """None of the words that say it otherwise is anywhere."""
    forbidden = trade_words()[name].never

    said_otherwise = [(where, word) for where, text in spoken().items() for word in forbidden if word in text.lower()]

    assert said_otherwise == []


@pytest.mark.parametrize("name", trade_words())
def test_a_word_of_the_trade_is_one_that_is_said(name: str) -> None:
    every = "\n".join(spoken().values()).lower()

    assert all(trade_words()[name].word.speak(language).split("'")[0].lower() in every for language in LANGUAGES)
