"""What the program says is in the signs of print, in both languages, from the catalogs and the resources alike."""

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from catalogs import said
from fourchette.core.basis.text import LANGUAGES, Text
from fourchette.files.shipped.guides import TOPICS, guide
from fourchette.render.desk.guide_screen import printed_guide
from fourchette.render.words.speech import Speech
from fourchette.resources import FOLDER

RESOURCES = sorted((*FOLDER.glob("*.toml"), *FOLDER.glob("presets/*.toml")))
# What may not be said: a straight apostrophe or quotation mark between letters, and a space that a line may break at
# between a number and its unit.
OF_BOTH = (r"[^\W\d_]'[^\W\d_]", r"[^\W\d_] \"[^\W\d_]+\"", r"\d (?:h|min|km|days|hours|weeks|months|jours|mois)\b")
OF_EACH = {
    # In French, nor before a double sign, inside guillemets, or between a figure and its percent or currency.
    "fr": (*OF_BOTH, r" [:;?!»%$€](?:\W|$)", r"« ", r"\d \d{3}\b", r"“|”"),
    # In English, nor is there a space before the percent, or a currency after its figure.
    "en": (*OF_BOTH, r"\d [%$€£]", r"« | »"),
}
# A word with a slash or an @ is an address, which is copied as it is.
ADDRESS = re.compile(r"\S*[@/]\S*")
# What a guide shows to be copied, and what only tests read in it.
CODE = re.compile(r"```.*?```|`[^`\n]*`|<!--.*?-->", re.DOTALL)


def texts(value: Any) -> Iterator[Text]:  # noqa: ANN401  # whatever a TOML file holds
    """The words that a resource gives in both languages."""
    if isinstance(value, dict):
        if value and set(value) <= set(LANGUAGES) and all(isinstance(words, str) for words in value.values()):
            yield Text(**value)
        else:
            for part in value.values():
                yield from texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)


def spoken(language: str) -> Iterator[str]:
    """Each string as a screen or a document has it."""
    speech = Speech(language)
    yield from map(speech.word, said())
    for path in RESOURCES:
        written = texts(tomllib.loads(path.read_text(encoding="utf-8")))
        yield from (speech.text(each) for each in written if getattr(each, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_string_has_the_signs_of_print(language: str) -> None:
    wrong = re.compile("|".join(OF_EACH[language]))

    assert sorted({words for words in spoken(language) if wrong.search(ADDRESS.sub("", words))}) == []


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_guide_has_the_signs_of_print_and_its_code_those_of_the_keyboard(language: str, topic: str) -> None:
    wrong = re.compile("|".join(OF_EACH[language]))
    written = guide(topic, language)
    printed = printed_guide(written, language)

    prose = ADDRESS.sub("", CODE.sub("`", printed)).splitlines()

    assert [line for line in prose if wrong.search(line)] == []
    assert CODE.findall(printed) == CODE.findall(written)


def test_a_card_of_the_keyboard_is_said_in_the_signs_of_print() -> None:
    typed = Text("L'essentiel : 8 publications, 20 %, 1 500 $ ; « oui » en 2 jours", "The client's 2 days: 20%")

    assert Speech("fr").text(typed) == (
        "L’essentiel\u00a0: 8 publications, 20\u00a0%, 1\u00a0500\u00a0$\u00a0; «\u00a0oui\u00a0» en 2\u00a0jours"
    )
    assert Speech("en").text(typed) == "The client’s 2\u00a0days: 20%"


def test_an_address_keeps_its_own_signs() -> None:
    typed = Text("l'atelier@example.org, example.org/l'atelier")

    assert Speech("fr").text(typed) == "l'atelier@example.org, example.org/l'atelier"
