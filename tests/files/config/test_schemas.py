"""The JSON Schemas that editors follow, held against the files by a validator that is none of ours."""

import os
import tomllib
from copy import deepcopy
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it has no types of its own

from builders import mandates
from conftest import EXAMPLES
from fourchette.core.basis.reading import Refusal
from fourchette.core.basis.text import LANGUAGES
from fourchette.core.mandate.answers import answer
from fourchette.core.mandate.mandate import Mandate
from fourchette.errors import UserError
from fourchette.files.card.card_file import card_from, load_card
from fourchette.files.card.own_card import preset_text, presets
from fourchette.files.config.config_template import config_text
from fourchette.files.config.schemas import card_schema, config_schema, mandate_schema
from fuzz.fuzzed_readers import READERS
from fuzz.tree_mutations import retold

CARD = load_card().card
OF_CARD = Draft202012Validator(card_schema())
OF_MANDATE = Draft202012Validator(mandate_schema(CARD, "en"), format_checker=Draft202012Validator.FORMAT_CHECKER)
OF_CONFIG = Draft202012Validator(config_schema(CARD, "en"))
GONE = object()
INPUTS = int(os.environ.get("FOURCHETTE_TEST_INPUTS", "120"))


def plain(value: object) -> object:
    """A value as JSON has it: a date of TOML is its text, as editors hand it to a validator."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, date | time):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def read(text: str) -> dict[str, Any]:
    return {key: plain(value) for key, value in tomllib.loads(text, parse_float=Decimal).items()}


def faults(validator: Draft202012Validator, content: object) -> list[str]:
    """Where the validator finds a fault."""
    return [error.json_path for error in validator.iter_errors(content)]


def changed(content: dict[str, Any], key: str, value: object) -> dict[str, Any]:
    """The content with one value put in, or taken out."""
    copy = deepcopy(content)
    *tables, last = key.split(".")
    table: Any = copy
    for name in tables:
        table = table[int(name) if name.isdecimal() else name]
    if value is GONE:
        del table[last]
    else:
        table[int(last) if last.isdecimal() else last] = value
    return copy


# --- The schemas themselves


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_schema_is_one(language: str) -> None:
    Draft202012Validator.check_schema(card_schema())
    Draft202012Validator.check_schema(mandate_schema(CARD, language))


def test_a_schema_says_which_dialect_it_is_written_in() -> None:
    assert card_schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert mandate_schema(CARD, "fr")["$schema"] == card_schema()["$schema"]


# --- What is right


@pytest.mark.parametrize("name", presets())
def test_a_shipped_card_is_valid(name: str) -> None:
    assert faults(OF_CARD, read(preset_text(name))) == []


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.toml")), ids=lambda path: path.stem)
def test_a_shipped_mandate_is_valid(path: Path) -> None:
    assert faults(OF_MANDATE, read(path.read_text(encoding="utf-8"))) == []


@given(mandate=mandates(CARD))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_the_card_accepts_its_schema_accepts(mandate: Mandate) -> None:
    frame = {"period": mandate.period, "weeks": mandate.weeks, "hours": mandate.hours}
    content = {**{key: value for key, value in frame.items() if value is not None}, "traits": dict(mandate.traits)}

    assert faults(OF_MANDATE, plain(content)) == []


# --- What is wrong

DEFAULT = read(preset_text("quebec"))
WRONG_CARDS = {
    "unknown-key": ("flor", 50),
    "unknown-key-inside": ("range.flor", 50),
    "unknown-key-of-a-choice": ("traits.response.choices.4h.ad", 5),
    "missing-key": ("lanes", GONE),
    "missing-key-inside": ("range.floor", GONE),
    "missing-label": ("traits.voice.label", GONE),
    "another-schema": ("schema", 2),
    "text-for-a-number": ("range.floor", "50"),
    "number-for-a-text": ("name", 5),
    "negative": ("range.floor", -5),
    "not-above-zero": ("range.step", 0),
    "percent-above-hundred": ("range.max_discount", 120),
    "below-zero-in-a-triple": ("tasks.triage.minutes", [-1, 1, 2]),
    "too-large-in-a-triple": ("tasks.triage.minutes", [1, 2, 2e9]),
    "too-large": ("range.step", 2e9),
    "share-above-one": ("value.confidence.tracked", 1.5),
    "currency-in-words": ("currency", "dollars"),
    "currency-in-small": ("currency", "cad"),
    "kind": ("traits.voice.kind", "single"),
    "pair": ("traits.response.choices.4h.add", [3, 5]),
    "words-of-a-figure": ("traits.response.choices.4h.add", "3 to 8"),
    "language": ("traits.voice.label", {"fr": "Ton", "de": "Ton"}),
    "label-of-nothing": ("traits.voice.label", {}),
    "yes-in-words": ("traits.posts.deliverable", "yes"),
    "period": ("tasks.audit.period", "year"),
    "empty-when": ("tasks.audit.when", {}),
    "when-in-words": ("tasks.audit.when", "audit"),
    "table-for-a-list": ("rules", {}),
    "rule-without-id": ("rules.0.id", GONE),
    "rule-without-when": ("rules.0.when", GONE),
    "half-a-person": ("rules.4.people", 1.5),
    "example-without-expect": ("examples.0.expect", GONE),
    "expectation-of-three": ("examples.0.expect.hours", [1, 2, 3]),
}


@pytest.mark.parametrize(("key", "value"), WRONG_CARDS.values(), ids=WRONG_CARDS)
def test_a_wrong_card_is_refused(key: str, value: object) -> None:
    assert faults(OF_CARD, changed(DEFAULT, key, value)) != []


SHOP = read((EXAMPLES / "shop.toml").read_text(encoding="utf-8"))
WRONG_MANDATES = {
    "unknown-key": ("ttile", "Animation"),
    "unknown-key-of-the-client": ("client.nom", "Café"),
    "unknown-trait": ("traits.postes", 8),
    "trait-not-answered": ("traits.scope", GONE),
    "wrong-choice": ("traits.response", "2h"),
    "wrong-member": ("traits.platforms", ["facebook", "myspace"]),
    "member-twice": ("traits.platforms", ["facebook", "facebook"]),
    "nothing-chosen": ("traits.scope", []),
    "fractional-count": ("traits.posts", 8.5),
    "negative-count": ("traits.posts", -1),
    "too-many": ("traits.posts", 20_000),
    "too-few-months": ("traits.months", 0),
    "text-for-a-number": ("traits.posts", "8"),
    "number-for-a-choice": ("traits.voice", 1),
    "list-for-a-choice": ("traits.voice", ["standard"]),
    "yes-in-words": ("traits.audit", "yes"),
    "yes-as-a-number": ("traits.audit", 1),
    "number-as-yes": ("traits.posts", True),
    "another-schema": ("schema", 2),
    "language": ("language", "de"),
    "period": ("period", "year"),
    "no-hours": ("hours", 0),
    "no-day": ("starts", "2026-11-31"),
    "exchange-on-a-day-in-words": ("exchange", {"rate": 1.38, "date": "November 20"}),
    "exchange-without-its-day": ("exchange", {"rate": 1.38}),
    "title-in-two-languages": ("title", {"fr": "Animation"}),
    "proof-kind": ("value.proofs.0.kind", "margin"),
    "proof-without-what": ("value.proofs.0.what", GONE),
    "proof-confidence": ("value.proofs.0.confidence", "sure"),
    "proof-of-half-a-time": ("value.proofs.0.times", 1.5),
    "close-rate-above-hundred": ("value.proofs.0.close_rate", 120),
}


@pytest.mark.parametrize(("key", "value"), WRONG_MANDATES.values(), ids=WRONG_MANDATES)
def test_a_wrong_mandate_is_refused(key: str, value: object) -> None:
    assert faults(OF_MANDATE, SHOP) == []
    assert faults(OF_MANDATE, changed(SHOP, key, value)) != []


CONFIG = {
    "schema": 1,
    "language": "fr",
    "profile": {"name": "Zoé", "registrations": {"gst": "1"}, "terms": {"deposit": 40, "law": {"fr": "Québec"}}},
    "floor": {"income": 65000},
    "traits": {"experience": "senior"},
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_schema_of_a_config_is_one_and_a_config_is_valid(language: str) -> None:
    schema = config_schema(CARD, language)
    Draft202012Validator.check_schema(schema)

    assert faults(Draft202012Validator(schema), CONFIG) == []
    assert faults(Draft202012Validator(schema), read(config_text(language))) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("language", "de"),
        ("profile.regoin", "CA-QC"),
        ("profile.terms.deposit", 200),
        ("floor.weeks", 53),
        ("floor.billable", 0),
        ("traits.experience", "senoir"),
    ],
)
def test_a_wrong_config_is_refused(key: str, value: object) -> None:
    assert faults(OF_CONFIG, changed(CONFIG, key, value)) != []


def test_every_key_of_a_config_is_described_in_the_language() -> None:
    schema = config_schema(CARD, "fr")

    assert schema["$defs"]["Terms"]["properties"]["deposit"]["description"].startswith("Acompte · ")
    assert schema["properties"]["traits"]["properties"]["voice"]["description"] == "Quel est le ton de la marque ?"


def test_a_trait_of_another_card_may_stand_in_a_config() -> None:
    assert faults(OF_CONFIG, changed(CONFIG, "traits.contest", "monthly")) == []


def test_a_mandate_is_valid_under_its_own_card_only() -> None:
    card = card_from("own", preset_text("quebec").replace("traits.voice", "traits.tone").encode()).card
    content = changed(SHOP, "traits.tone", "distinctive")

    assert faults(Draft202012Validator(mandate_schema(card, "en")), content) == []
    assert faults(OF_MANDATE, content) == ["$.traits"]


# --- What an editor shows


def test_a_trait_is_described_by_its_question_and_a_choice_by_its_label() -> None:
    voices = {
        language: mandate_schema(CARD, language)["properties"]["traits"]["properties"]["voice"]
        for language in LANGUAGES
    }

    assert voices["fr"]["description"] == "Quel est le ton de la marque ?"
    assert voices["en"]["description"] == "What is the brand's voice?"
    assert voices["en"]["oneOf"][1] == {"const": "distinctive", "description": "Distinctive or humorous"}


def test_bounds_are_those_of_the_card() -> None:
    traits = mandate_schema(CARD, "en")["properties"]["traits"]["properties"]
    months, on_site, followers = (traits[name]["anyOf"][0] for name in ("months", "on_site_hours", "followers"))

    assert (months["type"], months["minimum"], months["maximum"]) == ("integer", 1, 120)
    assert on_site["type"] == "number"
    assert "maximum" not in followers


@pytest.mark.parametrize("posts", ["3/week", [2, "3/week", 20]])
def test_a_rhythm_and_a_volume_that_is_not_known_are_answers(posts: object) -> None:
    assert faults(OF_MANDATE, {"traits": {"scope": "content", "posts": posts}}) == []


def test_one_member_may_be_written_without_a_list() -> None:
    traits = {"scope": "content", "posts": 8}

    assert answer(CARD, Mandate(traits=traits)).facts["scope"] == ("content",)
    assert faults(OF_MANDATE, {"traits": traits}) == []


def test_a_mandate_without_answers_is_refused() -> None:
    assert faults(OF_MANDATE, {"title": "Animation"}) != []


# Of the refusals of the readers, the share that each schema catches: it may only rise.
CAUGHT = {"card": 0.90, "mandate": 0.95, "config": 0.96}
BY_SCHEMA = {"card": OF_CARD, "mandate": OF_MANDATE, "config": OF_CONFIG}


@pytest.mark.parametrize("name", CAUGHT)
def test_what_a_reader_refuses_its_schema_catches_and_nothing_else(name: str) -> None:
    reader, chance = READERS[name], Random(name)  # noqa: S311  # the same files each time
    corpus, refused, caught = reader.corpus(), 0, 0
    for _ in range(INPUTS):
        raw = retold(chance.choice(corpus), chance)
        assert raw is not None
        is_caught = bool(faults(BY_SCHEMA[name], read(raw.decode())))
        try:
            reader.read(raw, Path("file.toml"))
        except (Refusal, UserError):
            refused, caught = refused + 1, caught + is_caught
        else:
            assert not is_caught, raw.decode()

    print(f"{name}: {caught} of {refused} refusals")  # noqa: T201  # for who looks into it
    assert caught >= CAUGHT[name] * refused
