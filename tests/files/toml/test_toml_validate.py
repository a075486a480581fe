"""From raw TOML to a noun: every problem at once, each with its key, its line and the nearest name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

import pytest

from files.refusals import refusals
from fourchette.core.basis.reading import CLOSED, Amount, Count, Label, Line, Names, Percent, Positive
from fourchette.core.basis.text import NO_TEXT, Text
from fourchette.files.toml.toml_read import parse
from fourchette.files.toml.toml_validate import validate, validated


@dataclass(frozen=True, slots=True, kw_only=True)
class Wheel:
    """A part of the noun under test."""

    __pydantic_config__ = CLOSED
    spokes: Count
    from_: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bicycle:
    """A noun with one of everything that a file may hold."""

    __pydantic_config__ = CLOSED
    name: Line
    label: Label = NO_TEXT
    price: Amount = Decimal(0)
    weight: Positive | None = None
    discount: Percent = Decimal(0)
    kind: Literal["road", "mountain"] | None = None
    tags: Names = ()
    wheels: tuple[Wheel, ...] = ()
    parts: Mapping[Line, Wheel] = field(default_factory=dict)
    folding: bool = False


KEYS = ("name", "label", "price", "weight", "discount", "kind", "tags", "wheels", "parts", "folding")


def read(text: str) -> Bicycle:
    return validated(Bicycle, parse("a.toml", text.encode()))


def test_a_whole_noun_is_read() -> None:
    text = """
        name = "Bleu"
        label = { fr = "Vélo", en = "Bicycle" }
        price = 1200.50
        weight = 9
        discount = 10
        kind = "road"
        tags = "fast"
        folding = true
        wheels = [{ spokes = 32, from = 2026-01-01 }, { spokes = 28 }]
        [parts.spare]
        spokes = 36
    """

    assert read(text) == Bicycle(
        name="Bleu",
        label=Text("Vélo", "Bicycle"),
        price=Decimal("1200.50"),
        weight=Decimal(9),
        discount=Decimal(10),
        kind="road",
        tags=("fast",),
        wheels=(Wheel(spokes=Decimal(32), from_=date(2026, 1, 1)), Wheel(spokes=Decimal(28))),
        parts={"spare": Wheel(spokes=Decimal(36))},
        folding=True,
    )


def test_every_problem_is_told_at_once_in_the_order_of_the_lines() -> None:
    text = """\
price = "dear"
kind = "rode"
weigth = 3
discount = 120
[[wheels]]
spokes = 1.5
[[wheels]]
form = 2026-01-01
[parts.spare]
spokes = -1
"""

    assert refusals(lambda: read(text)) == [
        "? name: this key is missing",
        '1 price: a number is expected, not "dear"',
        '2 kind: "rode" is not allowed → did you mean “road”?',
        "3 weigth: weigth is not a key known here → did you mean “weight”?",
        "4 discount: 120 is too large: at most 100",
        "6 wheels[0].spokes: a whole number is expected, not 1.5",
        "7 wheels[1].spokes: this key is missing",
        "8 wheels[1].form: form is not a key known here → did you mean “from”?",
        "10 parts.spare.spokes: -1 is too small: at least 0",
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("a = 1", f"a is not a key known here → allowed: {', '.join(KEYS)}"),
        ("Price = 1", "Price is not a key known here → did you mean “price”?"),
        ("kind = 'bmx'", '"bmx" is not allowed → allowed: road, mountain'),
        ("kind = 3", "3 is not allowed → allowed: road, mountain"),
        ("kind = ['road']", '["road"] is not allowed → did you mean “road”?'),
        ("wheels = 3", "a list is expected"),
        ("wheels = {}", "a list is expected"),
        ("wheels = [3]", "a table is expected"),
        ("parts = 3", "a table is expected"),
        ("parts = []", "a table is expected"),
        ("parts = { a = 3 }", "a table is expected"),
        ("folding = 'perhaps'", "true or false is expected"),
        ("folding = 3", "true or false is expected"),
        ("wheels = [{ spokes = 1, from = 'soon' }]", "a date is expected, such as 2026-11-22"),
        ("wheels = [{ spokes = 1, from = 2026-01-01T10:00:00Z }]", "a date is expected, such as 2026-11-22"),
        ("wheels = [{ spokes = 1, from = 3 }]", "a date is expected, such as 2026-11-22"),
        ("wheels = [{ spokes = 1, from_ = 2026-01-01 }]", "from_ is not a key known here → did you mean “from”?"),
        ("label = 3", 'words are expected: "…" or { fr = "…", en = "…" }'),
        ("label = {}", 'words are expected: "…" or { fr = "…", en = "…" }'),
        ("label = { fr = 'a', de = 'b' }", '"de" is not a language known here: fr or en'),
        ("label = { fr = 3 }", "text is expected, not 3"),
        ("tags = 3", "text is expected, not 3"),
        ("tags = ['a', 3]", "text is expected, not 3"),
        ("price = true", "a number is expected, not true"),
        ("price = '3'", 'a number is expected, not "3"'),
        ("price = [3]", "a number is expected, not [3]"),
        ("price = {}", "a number is expected, not { … }"),
        ("price = 2026-01-01", "a number is expected, not 2026-01-01"),
        ("price = -0.01", "-0.01 is too small: at least 0"),
        ("price = 1000000001", "1000000001 is too large: at most 1000000000"),
        ("price = 0.0000001", "1E-7 has too many decimals: at most 6"),
        ("price = nan", "NaN is not a number one can count with"),
        ("price = inf", "Infinity is not a number one can count with"),
        ("price = -inf", "-Infinity is not a number one can count with"),
        ("price = 1e9999999999999999999", "Infinity is not a number one can count with"),
        ("discount = 100.5", "100.5 is too large: at most 100"),
    ],
)
def test_a_value_that_does_not_suit_its_key_is_refused(line: str, said: str) -> None:
    [found] = refusals(lambda: read(f'name = "a"\n{line}\n'))

    assert found.split(": ", 1)[1] == said
    assert found.startswith("2 ")


@pytest.mark.parametrize("line", ["price = 0", "price = 1000000000", "price = 0.000001", "price = 1e3", "weight = 0.5"])
def test_a_number_within_its_bounds_is_read(line: str) -> None:
    assert read(f'name = "a"\n{line}\n').name == "a"


def test_an_exponent_of_nine_digits_is_too_large() -> None:
    assert refusals(lambda: read('name = "a"\nprice = 1e999999999\n'))


def test_an_integer_of_thousands_of_digits_is_too_large() -> None:
    assert refusals(lambda: read(f'name = "a"\nprice = 0x{"F" * 5000}\n'))


@pytest.mark.parametrize("written", ["0", "-1", "0.0"])
def test_a_number_that_must_be_above_zero_says_so(written: str) -> None:
    said = refusals(lambda: read(f'name = "a"\nweight = {written}\n'))

    assert said == [f"2 weight: a number above zero is expected, not {written}"]


@pytest.mark.parametrize("written", ["-1." + "0" * 4000, "-" + "9" * 4000])
def test_a_long_number_is_shown_short(written: str) -> None:
    [said] = refusals(lambda: read(f'name = "a"\nprice = {written}\n'))

    assert len(said) < 200


def test_a_long_text_is_shown_short() -> None:
    [said] = refusals(lambda: read(f'name = "a"\nkind = "{"x" * 4000}"\n'))

    assert len(said) < 120


def test_lists_in_lists_are_refused_at_any_depth() -> None:
    assert refusals(lambda: read(f'name = "a"\nprice = {"[" * 450}{"]" * 450}\n'))


@pytest.mark.parametrize("text", ['"\\u001b[31m" = 1\n', '[parts."\\u001b[31m"]\nspokes = -1\n'])
def test_a_key_never_carries_a_terminal_escape(text: str) -> None:
    assert not any("\x1b" in said for said in refusals(lambda: read('name = "a"\n' + text)))


def test_a_value_never_carries_a_terminal_escape() -> None:
    [said] = refusals(lambda: read('name = "a"\nkind = "\\u001b[31m\\u202e"\n'))

    assert "\x1b" not in said
    assert "\u202e" not in said


def test_content_can_be_validated_without_a_document() -> None:
    value, problems = validate(Bicycle, {"name": 3})

    assert value is None
    assert [problem.key for problem in problems] == ["name"]


def test_a_name_that_is_empty_is_a_name() -> None:
    assert read('name = ""\n').name == ""


def test_names_are_normalised_as_people_type_them() -> None:
    assert read('name = "e\u0301"\n').name == "\u00e9"
