"""What is read of a file must be read again once it is kept."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it has no types of its own
from pydantic import TypeAdapter, ValidationError

from builders import figures
from fourchette.core.basis import reading
from fourchette.core.basis.reading import (
    LARGEST,
    LONGEST_LINE,
    LONGEST_PASSAGE,
    Refusal,
    read_currency,
    read_line,
    read_number,
    shown,
)
from fourchette.core.basis.text import Text

# One sign that its composed form writes with two.
GROWING = "\u0958"


def test_a_text_that_grows_over_its_limit_as_it_is_kept_is_refused() -> None:
    with pytest.raises(Refusal):
        read_line(GROWING * (LONGEST_LINE - 1))


def test_what_is_kept_of_a_text_is_read_again() -> None:
    kept = read_line(GROWING * (LONGEST_LINE // 2))

    assert read_line(kept) == kept


@pytest.mark.parametrize("over", [0, 1, 1000])
def test_a_value_that_is_refused_is_shown_in_a_line_of_bounded_length(over: int) -> None:
    digits = int("7" * (60 + over))

    assert len(shown(digits)) == 60
    assert shown(digits).endswith("…") == (over > 0)


# Of each kind of figure, the first and the last that it takes, and what is just beside them.
ENDS: dict[str, tuple[list[object], list[object]]] = {
    "Amount": ([0, 1, 10**9], [-1, 10**9 + 1]),
    "Count": ([0, 1, 10**9], [-1, 10**9 + 1, Decimal("0.5")]),
    "Days": ([0, 1, 3660], [-1, 3661, Decimal("0.5")]),
    "MonthOfYear": ([1, 12], [0, 13, Decimal("1.5")]),
    "Percent": ([0, Decimal("0.5"), 100], [-1, 101]),
    "Fraction": ([0, Decimal("0.5"), 1], [-1, 2]),
    "Positive": ([Decimal("0.01"), 10**9], [0, -1, 10**9 + 1]),
    "StatedPrice": ([Decimal("0.01"), 10**9], [0, -1, 10**9 + 1]),
    "Adjusted": ([-(10**9), Decimal("-0.5"), 1, 10**9], [-(10**9) - 1, 10**9 + 1]),
    "Figures": ([-(10**9), 10**9, [-1, 0, 1]], [-(10**9) - 1, 10**9 + 1, [1, 2], [1, 2, 3, 4]]),
    "PositiveFigures": ([0, Decimal("0.5"), 10**9, [0, 0, 1]], [-1, 10**9 + 1, [-1, 0, 1]]),
    "YesNo": ([True, False], [0, 1, "yes"]),
    "Line": (["", "a" * 500], ["a" * 501, 5]),
    "Passage": (["", "a" * 10_000], ["a" * 10_001, 5]),
    "Passages": ([[], ["a"] * 200], [["a"] * 201, [5]]),
    "Heading": (["a", {"fr": "a"}], ["a" * 501, {}, {"de": "a"}]),
    "Label": (["a" * 501, {"fr": "a", "en": "b"}], [{}, {"de": "a"}]),
    "Names": (["a", ["a", "b"]], [5, [5]]),
}


@pytest.mark.parametrize("kind", ENDS)
def test_a_reader_and_the_schema_of_editors_take_the_same_to_the_last_figure(kind: str) -> None:
    adapter: TypeAdapter[Any] = TypeAdapter(getattr(reading, kind))
    schema = Draft202012Validator(adapter.json_schema())
    taken, refused = ENDS[kind]

    for raw in taken:
        adapter.validate_python(raw)
    for raw in refused:
        with pytest.raises(ValidationError):
            adapter.validate_python(raw)
    assert [raw for raw in (*taken, *refused) if not schema.is_valid(raw)] == refused


def refusal(read: Any, raw: object, **bounds: Any) -> str:  # noqa: ANN401  # a reader, and its bounds
    with pytest.raises(Refusal) as refused:
        read(raw, **bounds)
    return str(refused.value.message)


@pytest.mark.parametrize(
    ("raw", "bounds", "told"),
    [
        (LARGEST + 1, {}, "1000000001 is too large: at most 1000000000"),
        (-LARGEST - 1, {}, "-1000000001 is too large: at most 1000000000"),
        (Decimal("1E+9999999"), {}, "1E+9999999 is too large: at most 1000000000"),
        (13, {"at_most": Decimal(12)}, "13 is too large: at most 12"),
        (0, {"positive": True}, "a number above zero is expected, not 0"),
        (4, {"at_least": Decimal(5)}, "4 is too small: at least 5"),
        (Decimal("1.5"), {"whole": True}, "a whole number is expected, not 1.5"),
        (Decimal("0.0000001"), {}, "1E-7 has too many decimals: at most 6"),
        (True, {}, "a number is expected, not true"),
        ("5", {}, 'a number is expected, not "5"'),
        (Decimal("NaN"), {}, "NaN is not a number one can count with"),
    ],
)
def test_a_number_beyond_its_bounds_is_refused_and_told(raw: object, bounds: dict[str, Any], told: str) -> None:
    assert refusal(read_number, raw, **bounds) == told


@pytest.mark.parametrize(
    ("raw", "bounds"),
    [
        (LARGEST, {}),
        (-LARGEST, {}),
        (0, {"at_most": Decimal(0)}),
        (0, {}),
        (12, {"at_most": Decimal(12)}),
        (5, {"at_least": Decimal(5)}),
        (Decimal("0.000001"), {"positive": True}),
        (Decimal("2.0"), {"whole": True}),
        (-2, {"whole": True}),
    ],
)
def test_a_number_at_its_bounds_is_read_as_it_is(raw: Any, bounds: dict[str, Any]) -> None:  # noqa: ANN401  # a number
    assert read_number(raw, **bounds) == raw


@pytest.mark.parametrize(
    ("name", "raw", "told"),
    [
        ("read_yes_no", 1, "true or false is expected, not 1"),
        ("read_day", datetime(2026, 11, 22, 9, 30), "a date is expected, such as 2026-11-22, not 2026-11-22 09:30:00"),  # noqa: DTZ001  # as TOML may hold it
        ("read_day", "2026-11-22", 'a date is expected, such as 2026-11-22, not "2026-11-22"'),
        ("read_stated_price", Decimal("0.005"), "0.005 has too many decimals: at most 2"),
        ("read_stated_price", 0, "a number above zero is expected, not 0"),
        ("read_adjustment", Decimal("-0.005"), "-0.005 has too many decimals: at most 2"),
        ("read_adjustment", 0, "0 changes nothing"),
        ("read_line", "a\nb", "the text holds the control character U+000A"),
        ("read_line", "\u00a0\x1b[2J", "the text holds the control character U+001B"),
        ("read_passage", "a\x0bb", "the text holds the control character U+000B"),
        ("read_line", 5, "text is expected, not 5"),
        ("read_line", "a" * (LONGEST_LINE + 1), "the text has 501 characters: at most 500"),
        ("read_passage", "a" * (LONGEST_PASSAGE + 1), "the text has 10001 characters: at most 10000"),
        ("read_label", 5, 'words are expected: "…" or { fr = "…", en = "…" }'),
        ("read_label", {"fr": "a", "de": "b"}, '"de" is not a language known here: fr or en'),
        ("read_heading", "a\nb", "the text holds the control character U+000A"),
        ("read_estimate", [1, 2], "one number or [low, target, high] is expected, not [1, 2]"),
        ("read_estimate", [3, 2, 4], "[3, 2, 4] is out of order: low, target, high must rise"),
        ("read_positive_estimate", [-1, 0, 1], "-1 is too small: at least 0"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(name: str, raw: object, told: str) -> None:
    assert refusal(getattr(reading, name), raw) == told


@pytest.mark.parametrize(
    ("name", "raw", "kept"),
    [
        ("read_yes_no", False, False),
        ("read_day", date(2026, 11, 22), date(2026, 11, 22)),
        ("read_stated_price", Decimal("0.01"), Decimal("0.01")),
        ("read_adjustment", Decimal("-0.01"), Decimal("-0.01")),
        ("read_line", "Déjà\u00a0: l’été", "Déjà\u00a0: l’été"),
        ("read_line", "e\u0301te\u0301", "été"),
        ("read_line", "a\u200db", "a\u200db"),
        ("read_passage", "a\n\tb", "a\n\tb"),
        ("read_label", "a\nb", Text("a\nb", "a\nb")),
        ("read_label", {"fr": "a"}, Text(fr="a")),
        ("read_estimate", 5, figures(5)),
        ("read_estimate", (1, 2, 2), figures(1, 2, 2)),
        ("read_positive_estimate", [0, 0, 1], figures(0, 0, 1)),
        ("read_names", "a", ("a",)),
        ("read_names", ["a", "b"], ("a", "b")),
        ("read_currency", "CAD", "CAD"),
    ],
)
def test_what_can_be_read_is_kept_as_it_was_written(name: str, raw: object, kept: object) -> None:
    assert getattr(reading, name)(raw) == kept


def test_a_currency_in_small_letters_is_told_its_capitals_and_another_an_example() -> None:
    remedies = []
    for raw in ("cad", "dollars"):
        with pytest.raises(Refusal) as refused:
            read_currency(raw)
        remedies.append(str(refused.value.remedy))

    assert remedies == ["did you mean “CAD”?", "write, for instance, CAD"]


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (True, "true"),
        ([1, "a"], '[1, "a"]'),
        ([[1], 2], "[ … ]"),
        ("a\x1b", '"a\ufffd"'),
        ({"a": 1}, "{ … }"),
        (Decimal("1.50"), "1.50"),
    ],
)
def test_a_value_is_shown_as_its_author_wrote_it(raw: object, told: str) -> None:
    assert shown(raw) == told
