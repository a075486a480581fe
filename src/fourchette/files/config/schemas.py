"""JSON Schemas of the files that people write, so that an editor completes and underlines."""

import json
from collections.abc import Mapping
from typing import Any

from fourchette.core.basis.rhythm import RHYTHM_PATTERN
from fourchette.core.card.rate_card import RateCard, Trait
from fourchette.core.compare.market import MarketTable
from fourchette.core.mandate.mandate import Mandate
from fourchette.files.config.config_file import Config
from fourchette.files.config.config_keys import NAME, TRAITS_KEY, settings
from fourchette.files.toml.toml_validate import adapter

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SCHEMA_KEY = {"const": 1, "description": "The version of this file's form."}


def card_schema() -> dict[str, Any]:
    """The schema of a rate card."""
    return _document("A fourchette rate card", adapter(RateCard).json_schema())


def mandate_schema(card: RateCard, language: str) -> dict[str, Any]:
    """The schema of a mandate under a card: its own traits, choices and bounds."""
    schema = _document("A fourchette mandate", adapter(Mandate).json_schema())
    answers = {
        "type": "object",
        "properties": _answers(card, language),
        "additionalProperties": False,
    }
    required = [name for name, trait in card.traits.items() if trait.required]
    schema["properties"]["traits"] = {**answers, "required": required}
    schema["properties"]["packages"] = {
        "type": "object",
        "properties": {
            name: {
                "description": rule.label.speak(language),
                **schema["properties"]["packages"]["additionalProperties"],
            }
            for name, rule in card.packages.items()
        },
        "additionalProperties": False,
    }
    schema["$defs"]["Option"]["properties"]["traits"] = answers
    # The name of a client that the config keeps may stand for her table.
    schema["properties"]["client"] = {"anyOf": [{"type": "string"}, schema["properties"]["client"]]}
    if required:
        schema["required"] = [*schema.get("required", []), "traits"]
    return schema


def market_schema(card: RateCard, language: str) -> dict[str, Any]:
    """The schema of a user's own published packages; each may answer a card's traits."""
    schema = _document("Published packages, for fourchette market", adapter(MarketTable).json_schema())
    schema["$defs"]["PublishedPackage"]["properties"]["traits"] = {
        "type": "object",
        "properties": _answers(card, language),
    }
    return schema


def config_schema(card: RateCard, language: str) -> dict[str, Any]:
    """The schema of a config, its usual answers under a card; each key is described by its words."""
    schema = _document("A fourchette config", adapter(Config).json_schema())
    # Another card may have other traits: those of this one are completed, and no other is underlined.
    schema["properties"][TRAITS_KEY] = {"type": "object", "properties": _answers(card, language)}
    for setting in settings():
        described = _property_at(schema, setting.path)
        words = (setting.words.label, setting.words.note)
        described["description"] = " · ".join(text.speak(language) for text in words if text)
    return schema


def _property_at(schema: dict[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
    """The part of a schema that is about a key, through the references on the way."""
    found = schema
    for name in path:
        if "$ref" in found:
            found = schema["$defs"][found["$ref"].rsplit("/", 1)[-1]]
        # A name of hers may have a form of its own, as the code of a currency has.
        named = [*found.get("patternProperties", {}).values(), found.get("additionalProperties")]
        found = named[0] if name == NAME else found["properties"][name]
    return found


def schema_text(schema: Mapping[str, Any]) -> str:
    """A schema as its file holds it."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _document(title: str, schema: dict[str, Any]) -> dict[str, Any]:
    """A whole file's schema; an absent key is absent, so no `null` is ever written."""
    plain = _without_null(schema)
    return {
        "$schema": DIALECT,
        **plain,
        "title": title,
        "properties": {"schema": SCHEMA_KEY, **plain["properties"]},
    }


def _without_null(schema: Any) -> Any:  # noqa: ANN401  # a JSON value, whatever its depth
    if isinstance(schema, list):
        return [_without_null(item) for item in schema]
    if not isinstance(schema, Mapping):
        return schema
    cleaned = {key: _without_null(value) for key, value in schema.items() if not (key == "default" and value is None)}
    options = [option for option in cleaned.get("anyOf", []) if option != {"type": "null"}]
    if "anyOf" in cleaned and len(options) == 1:
        del cleaned["anyOf"]
        return {**options[0], **cleaned}
    return {**cleaned, "anyOf": options} if options else cleaned


def _answers(card: RateCard, language: str) -> dict[str, Any]:
    """What may answer each trait of a card, under its question."""
    return {
        name: {"description": (trait.question or trait.label).speak(language), **_answer_schema(trait, language)}
        for name, trait in card.traits.items()
    }


def _answer_schema(trait: Trait, language: str) -> dict[str, Any]:
    choices = [
        {"const": name, "description": choice.label.speak(language)}
        for key, choice in trait.choices.items()
        for name in (key, *choice.aliases)
    ]
    match trait.kind:
        case "one":
            return {"oneOf": choices}
        case "several":
            members = {"type": "array", "items": {"oneOf": choices}, "uniqueItems": True}
            # One member may be written without its list.
            return {"anyOf": [{**members, "minItems": 1} if trait.required else members, {"oneOf": choices}]}
        case "yes-no":
            return {"type": "boolean"}
        case _:  # a number
            bounds: dict[str, Any] = {"type": "number" if trait.decimals else "integer", "minimum": float(trait.least)}
            number = {**bounds, "maximum": float(trait.most)} if trait.most is not None else bounds
            one = [number, {"type": "string", "pattern": RHYTHM_PATTERN}]
            return {"anyOf": [*one, {"type": "array", "items": {"anyOf": one}, "minItems": 3, "maxItems": 3}]}
