"""A number says whose it is, its year and its rank; whatever is accepted as its prefix is the name of a file."""

import re
import string
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourchette.core.basis.reading import Refusal
from fourchette.core.practice.numbering import QUOTE_NAME, Numbering, rank_of, read_prefix, year_of
from fourchette.files.toml.toml_validate import adapter, validate

# What no Windows folder takes in a name; no other system refuses more.
REFUSED_BY_A_DISK = '<>:"/\\|?*. '


@pytest.mark.parametrize("prefix", ["", "R", "RIV-", "riv_", "F-2026-", "ABCDEFGHIJKL"])
def test_a_prefix_of_letters_digits_and_dashes_is_one(prefix: str) -> None:
    assert read_prefix(prefix) == prefix


@pytest.mark.parametrize(
    "prefix", ["É-", "2026-", "-R", "F20", "R/", "R.", "R ", "R:", "ABCDEFGHIJKLM", "..", "R\n", 7, None]
)
def test_what_could_be_no_file_or_be_taken_for_a_year_is_no_prefix(prefix: object) -> None:
    with pytest.raises(Refusal):
        read_prefix(prefix)


@given(st.text(string.printable + "éÉ", max_size=14))
def test_whatever_prefix_is_accepted_every_disk_takes_its_numbers(prefix: str) -> None:
    try:
        accepted = read_prefix(prefix)
    except Refusal:
        return
    number = Numbering(prefix=accepted).number(2026, 13)

    assert not set(number) & set(REFUSED_BY_A_DISK)
    assert number.isascii()
    assert number.isprintable()


@given(
    prefix=st.from_regex(r"[A-Za-z](?:[A-Za-z0-9_-]{0,10}[A-Za-z_-])?", fullmatch=True) | st.just(""),
    year=st.integers(1000, 9999),
    last=st.integers(0, 2_000_000),
    first=st.integers(1, 999_999),
)
def test_a_number_gives_back_its_prefix_its_year_and_its_rank(prefix: str, year: int, last: int, first: int) -> None:
    number = Numbering(prefix=prefix, first=Decimal(first)).number(year, last)
    found = QUOTE_NAME.match(number)

    assert found is not None
    assert (found["prefix"], year_of(number), rank_of(number)) == (prefix, year, max(last + 1, first))
    assert QUOTE_NAME.match(f"{number}.2") is not None
    assert re.fullmatch(QUOTE_NAME, f"{number}.toml") is None


def test_what_is_no_number_has_no_year() -> None:
    with pytest.raises(LookupError):
        year_of("cafe")


@pytest.mark.parametrize("first", [1, 14, 999_999])
def test_the_numbers_of_a_year_may_begin_anywhere_up_to_six_digits(first: int) -> None:
    assert validate(Numbering, {"first": first}) == (Numbering(first=Decimal(first)), ())


@pytest.mark.parametrize("first", [0, -1, 1_000_000, Decimal("1.5"), "1"])
def test_what_cannot_be_a_first_number_is_refused(first: object) -> None:
    found, (problem,) = validate(Numbering, {"first": first})

    assert (found, problem.key) == (None, "first")


def test_an_editor_of_the_config_is_told_the_bounds_of_a_first_number() -> None:
    first = adapter(Numbering).json_schema()["properties"]["first"]

    assert {name: first[name] for name in ("type", "minimum", "maximum")} == {
        "type": "integer", "minimum": 1, "maximum": 999_999,
    }  # fmt: skip
    assert Numbering().number(2026, 0) == "2026-001"
