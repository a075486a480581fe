"""The quick reader never accepts what the validator refuses, and never reads another value than it."""

import os
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from conftest import EXAMPLES, ROOT
from fourchette.core.basis.reading import CLOSED, Line, toml_name
from fourchette.core.card.rate_card import RateCard
from fourchette.core.mandate.mandate import Mandate
from fourchette.core.practice.floor import UsualNeeds
from fourchette.core.price.taxes import TaxTable
from fourchette.files.book.book import HistoryEntry
from fourchette.files.book.book_heads import Head
from fourchette.files.card.own_card import preset_text, presets
from fourchette.files.config.config_file import Config
from fourchette.files.shipped.shipped_terms import TermsTable
from fourchette.files.toml.noun_reader import read_noun
from fourchette.files.toml.toml_read import parse
from fourchette.files.toml.toml_validate import bare, judge
from fourchette.resources import FOLDER

# More of them, for a change of the reader: FOURCHETTE_COMPARISONS=100000 pytest tests/files/toml/test_noun_reader.py
COMPARISONS = int(os.environ.get("FOURCHETTE_COMPARISONS", "300"))
HEAD = """
number = "2026-001"
revision = 1
status = "draft"
events = 2
issued = 2026-11-22
valid_until = 2026-12-22
client = "Café"
language = "fr"
currency = "CAD"
total = 12.50
"""
HISTORY = """
at = 2026-11-22T10:30:00Z
event = "worked"
status = "accepted"
lane = "content"
month = "2026-11"
hours = 2.5
digest = "abc"
"""
CONFIG = """
language = "fr"
[profile]
name = "Camille"
region = "CA-QC"
minimum_rate = 60
[profile.terms]
deposit = 30
other = [{ fr = "Ceci.", en = "This." }]
[traits]
experience = "senior"
[floor]
income = 60000
weeks = 44
"""


def contents() -> Iterator[tuple[type, dict[str, Any]]]:
    """Every kind of file that is read as a noun, as it ships, is shown to the user or is tested."""
    yield from ((RateCard, content(preset_text(name))) for name in presets())
    for noun, name in ((TaxTable, "taxes"), (TermsTable, "terms"), (UsualNeeds, "floor")):
        yield noun, content((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    yield from ((Head, content(HEAD)), (HistoryEntry, content(HISTORY)), (Config, content(CONFIG)))
    for path in (*EXAMPLES.glob("*.toml"), *(ROOT / "tests/cli/scenarios").glob("*/mandate.toml")):
        yield Mandate, content(path.read_text(encoding="utf-8"))


def content(text: str) -> dict[str, Any]:
    return dict(parse("a.toml", text.encode()).content)


def nouns_in(hint: object, raw: object) -> Iterator[tuple[type, dict[str, Any]]]:
    """Every noun that a content holds, itself first."""
    kind = bare(hint)
    if isinstance(kind, type) and hasattr(kind, "__pydantic_config__") and isinstance(raw, dict):
        yield kind, raw
        for each in fields(kind):
            yield from nouns_in(each.type, raw.get(toml_name(each.name)))
    elif isinstance(raw, dict):
        for item in raw.values():
            yield from nouns_in(get_args(kind)[-1] if get_args(kind) else None, item)
    elif isinstance(raw, list):
        for item in raw:
            yield from nouns_in(get_args(kind)[0] if get_args(kind) else None, item)


SOUND = list(contents())
PARTS = [part for noun, raw in SOUND for part in nouns_in(noun, raw)]
BY_NOUN = {noun: [raw for other, raw in PARTS if other is noun] for noun, _ in PARTS}


def values(raw: object) -> Iterator[object]:
    yield raw
    for item in raw.values() if isinstance(raw, dict) else raw if isinstance(raw, list) else ():
        yield from values(item)


SEEN = [value for _, raw in SOUND for value in values(raw)]
KEYS = sorted(
    {key for value in SEEN if isinstance(value, dict) for key in value} | {"from_", "set_", "", "é", "e\u0301"}
)
WORDS = st.sampled_from(
    ["fr", "month", "once", "1", "true", "", "a\nb", "a\x1b", "e\u0301", "\ud800", "x" * 501, "2026-01-01"]
)
PLAIN = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 101),
    st.sampled_from([10**9 + 1, 10**30, 0.5, float("nan"), b"a", ("a",), ("a", 1), frozenset({"a"}), ...]),
    st.decimals(-1, 101, places=2),
    st.sampled_from([Decimal(text) for text in ("NaN", "Infinity", "-0", "1E-7", "1E+3", "0.1", "1000000000")]),
    WORDS,
    st.sampled_from(
        [date(2026, 1, 1), datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, 10, tzinfo=UTC), time(10)]
    ),
)
RAW = st.one_of(
    PLAIN,
    st.sampled_from(SEEN).map(deepcopy),
    st.lists(PLAIN, max_size=3),
    st.dictionaries(st.sampled_from(KEYS) | WORDS, PLAIN, max_size=3),
)


@st.composite
def changed(draw: st.DrawFn) -> tuple[type, object]:
    """A part of a file, whole or with a few values put in, taken out, renamed or exchanged with a like one."""
    noun = draw(st.sampled_from(list(BY_NOUN)))
    raw = deepcopy(draw(st.sampled_from(BY_NOUN[noun])))
    for _ in range(draw(st.integers(0, 3))):
        table = draw(st.sampled_from([value for value in values(raw) if isinstance(value, dict | list)]))
        if isinstance(table, list):
            table.insert(draw(st.integers(0, len(table))), draw(RAW))
            continue
        key = draw(st.sampled_from(sorted(table, key=repr) or KEYS))
        like = [other[key] for other in BY_NOUN[noun] if key in other]
        match draw(st.sampled_from(["put", "like", "drop", "rename", "add"])):
            case "put":
                table[key] = draw(RAW)
            case "like" if like:
                table[key] = deepcopy(draw(st.sampled_from(like)))
            case "drop":
                table.pop(key, None)
            case "rename":
                table[draw(st.sampled_from(KEYS))] = table.pop(key, 0)
            case _:
                table[draw(st.sampled_from([toml_name(each.name) for each in fields(noun)]))] = draw(RAW)
    return noun, raw


def same(one: object, other: object) -> bool:
    """Whether two values are one, types and order included."""
    if type(one) is not type(other):
        return False
    if is_dataclass(one) and not isinstance(one, type):
        return all(same(getattr(one, each.name), getattr(other, each.name)) for each in fields(one))
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return same(list(one.items()), list(other.items()))
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    return repr(one) == repr(other) or one == other


@settings(max_examples=COMPARISONS)
@given(changed())
def test_what_is_read_quickly_is_what_the_validator_reads(case: tuple[type, Any]) -> None:
    noun, raw = case
    quickly: object = read_noun(noun, deepcopy(raw))
    event("read" if quickly is not None else "left to the validator")

    if quickly is not None:
        assert same(quickly, judge(noun, deepcopy(raw))[0])


@pytest.mark.parametrize(("noun", "raw"), SOUND, ids=lambda case: getattr(case, "__name__", ""))
def test_what_is_right_is_not_left_to_the_validator(noun: type, raw: dict[str, Any]) -> None:
    found, problems = judge(noun, raw)

    assert (read_noun(noun, raw) is None) == bool(problems)
    assert same(read_noun(noun, raw), found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unforeseen:
    """A noun with a kind of field that the quick reader does not know."""

    __pydantic_config__ = CLOSED
    name: Line = ""
    day: date | None = None
    pair: tuple[Line, Line] = ("", "")
    either: int | str = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """A noun that would take unknown keys."""

    name: Line = ""


@pytest.mark.parametrize("raw", [{"day": date(2026, 1, 1)}, {"pair": ["a", "b"]}, {"either": 1}])
def test_a_kind_that_is_not_known_is_left_to_the_validator(raw: dict[str, Any]) -> None:
    assert read_noun(Unforeseen, {"name": "a"}) == Unforeseen(name="a")
    assert read_noun(Unforeseen, raw) is None
    assert judge(Unforeseen, raw)[0] is not None
    assert read_noun(Open, {}) is None


def test_every_noun_of_every_file_is_read_quickly_somewhere() -> None:
    assert {noun for noun, cases in BY_NOUN.items() if not any(read_noun(noun, raw) for raw in cases)} == set()
