"""Plain values as TOML for people, and the same values once read again."""

import tomllib
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fourchette.files.toml.toml_write import emit


def test_values_come_first_then_tables_each_under_its_header() -> None:
    content = {"card": {"name": "Grille", "figures": {"low": 1}}, "schema": 1, "lines": [{"id": "a"}, {"id": "b"}]}

    assert emit(content) == (
        "schema = 1\n"
        '\n[card]\nname = "Grille"\n'
        "\n[card.figures]\nlow = 1\n"
        '\n[[lines]]\nid = "a"\n'
        '\n[[lines]]\nid = "b"\n'
    )


def test_a_table_in_a_list_belongs_to_its_entry() -> None:
    text = emit({"lines": [{"id": "a", "hours": {"low": 1}}, {"id": "b"}]})

    assert text == '[[lines]]\nid = "a"\n\n[lines.hours]\nlow = 1\n\n[[lines]]\nid = "b"\n'


def test_what_is_not_known_is_not_written() -> None:
    assert emit({"number": None, "title": "x", "client": {}, "value": {"months": None}}) == 'title = "x"\n\n[value]\n'
    assert emit({}) == ""


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal(5), "5"),
        (Decimal("5.00"), "5.00"),
        (Decimal("0.5"), "0.5"),
        (Decimal("1e+3"), "1e+3"),
        (-3, "-3"),
        (True, "true"),
        ("a\nb", '"a\\nb"'),
        ("[card]", '"[card]"'),
        (date(2026, 11, 22), "2026-11-22"),
        (datetime(2026, 11, 22, 10, 30, tzinfo=UTC), "2026-11-22 10:30:00+00:00"),
        ([], "[]"),
    ],
)
def test_a_value_is_written_as_one_reads_it(value: object, written: str) -> None:
    assert emit({"key": value}) == f"key = {written}\n"


def test_a_key_that_needs_quotes_gets_them() -> None:
    text = emit({"a b": 1, "é": {"c.d": {"x": 2}}})

    assert text.splitlines()[0] == '"a b" = 1'
    assert '["é"."c.d"]' in text


def test_no_text_can_pass_for_a_header() -> None:
    assert len([line for line in emit({"notes": "un\n[card]\ndeux"}).splitlines() if line]) == 1


NAMES = st.text(min_size=1, max_size=6)
VALUES = st.one_of(
    st.text(max_size=12),
    st.integers(-(10**9), 10**9),
    st.booleans(),
    st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-9999, max_value=9999),
    st.dates(),
    st.lists(st.text(max_size=6), max_size=3),
)
TABLES: st.SearchStrategy[dict[str, Any]] = st.recursive(
    st.dictionaries(NAMES, VALUES, min_size=1, max_size=3),
    lambda inner: st.dictionaries(NAMES, st.one_of(VALUES, inner, st.lists(inner, min_size=1, max_size=2)), min_size=1),
    max_leaves=8,
)


@given(content=TABLES)
@settings(max_examples=100, deadline=None)
def test_what_is_written_is_read_again_the_same(content: dict[str, Any]) -> None:
    assert tomllib.loads(emit(content), parse_float=Decimal) == content
