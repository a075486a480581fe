"""The one writer of nouns to plain values of JSON and TOML; the validator at the border reads them back."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from fourchette.core.basis.messages import Message
from fourchette.core.basis.money import plain_number, to_cent
from fourchette.core.basis.reading import toml_name
from fourchette.core.basis.text import Text
from fourchette.core.card.clauses import Speak, Statement

Plain = dict[str, Any]


def plain_values(noun: object, speak: Speak | None = None) -> Any:  # noqa: ANN401  # a plain value of JSON and TOML
    """A noun as plain values: its fields are the keys, in their order; its words are spoken where `speak` says how.

    A key that it has only `WHEN_SAID` is not there where it has nothing.
    """
    if speak is not None and isinstance(noun, Text | Message | Statement):
        return speak(noun)
    if isinstance(noun, str | Decimal | int | None):
        return noun  # most of what there is
    if isinstance(noun, list | tuple):
        return [plain_values(item, speak) for item in noun]
    if isinstance(noun, Mapping):
        return {key: plain_values(value, speak) for key, value in noun.items()}
    pairs = [(key, getattr(noun, name), when_said) for name, key, when_said in _keys(type(noun))]  # type: ignore[arg-type]  # a class is hashable
    return {key: plain_values(value, speak) for key, value, when_said in pairs if value or not when_said} or noun


@cache
def _keys(kind: type) -> tuple[tuple[str, str, bool], ...]:
    """The fields of a kind of noun, each with its key and whether it is there only where it is said; none of others."""
    said, found = getattr(kind, "WHEN_SAID", ()), fields(kind) if is_dataclass(kind) else ()
    return tuple((field.name, toml_name(field.name), field.name in said) for field in found)


def picked(noun: object, keys: str, speak: Speak | None = None) -> Plain:
    """Some of what a noun has, as plain values: `label rate`, or `id=name` where the key has another name.

    What there is not has a null under each key.
    """
    pairs = ((key, attribute or key) for key, _, attribute in (each.partition("=") for each in keys.split()))
    return {key: None if noun is None else plain_values(getattr(noun, attribute), speak) for key, attribute in pairs}


def in_cents(noun: object, keys: str) -> Plain:
    """Some figures of a noun to two decimals, as `picked` names them; None stays."""
    return {key: None if figure is None else to_cent(figure) for key, figure in picked(noun, keys).items()}


def plain_noun(noun: object) -> Any:  # noqa: ANN401  # a plain value of TOML
    """A noun as its own file would write it: no empty key, no useless zero."""
    if is_dataclass(noun):
        pairs = ((toml_name(field.name), plain_noun(getattr(noun, field.name))) for field in fields(noun))
        return {key: value for key, value in pairs if value not in (None, "", [], {})}
    if isinstance(noun, Mapping):
        return {key: plain_noun(value) for key, value in noun.items()}
    if isinstance(noun, list | tuple):
        return [plain_noun(item) for item in noun]
    return plain_number(noun) if isinstance(noun, Decimal) else noun


def exact(content: Any) -> Any:  # noqa: ANN401  # plain values
    """What a TOML file says, its figures all of one kind: a whole number is a decimal like any other."""
    if isinstance(content, Mapping):
        return {key: exact(value) for key, value in content.items()}
    if isinstance(content, list | tuple):
        return [exact(item) for item in content]
    return Decimal(content) if isinstance(content, int) and not isinstance(content, bool) else content
