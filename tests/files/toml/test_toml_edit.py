"""One value changed in a file that somebody wrote: her comments, her order and her layout stay."""

import difflib
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from fourchette.errors import NotFound, UsageError
from fourchette.files.card.own_card import preset_text
from fourchette.files.toml.toml_edit import keys_of, overlaid, with_value

MINE = """\
# Ma grille, reprise chaque janvier
schema = 1   # toujours
name = "Ma grille"

[range]                 # mon marché
floor = 50              # le loyer a monté
ceiling = 150

# --- Les délais
[traits.response]
kind = "one"
  [traits.response.choices.4h]
  label = {fr="4 h",en="4 h"}
  add = [3, 5, 8]       # mesuré en 2025

[traits."long name"]
kind = 'number'
tiers = [
    { from = 10, add = 2 },   # dès dix
    { from = 50, add = 4 },
]

[traits.voice.choices]
plain = { label = "A", add = 1 }  # un
bold = { label = "B" }

[[rules]]
id = "first"
when = { posts = 1 }
add = 5

# la seconde
[[rules]]
id = "second"
when.posts = { at_least = 3 }
add = 7

[value]
lifts = [{ from = 3, percent = 10 }]
confidence.tracked = 0.8
"""


def edits(before: str, after: str) -> list[str]:
    """The lines that differ, as a diff shows them."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def edited(key: str, value: str) -> list[str]:
    return edits(MINE, with_value(MINE, key, value))


# --- A value in its place

# The key, what is written, the line as it was and as it is: every other line stays.
REPLACED = {
    "table": (
        "range.floor",
        "55",
        "floor = 50              # le loyer a monté",
        "floor = 55              # le loyer a monté",
    ),
    "last-of-a-table": ("range.ceiling", "160", "ceiling = 150", "ceiling = 160"),
    "top-level": ("name", "Autre", 'name = "Ma grille"', 'name = "Autre"'),
    "triple": (
        "traits.response.choices.4h.add",
        "[4, 6, 9]",
        "  add = [3, 5, 8]       # mesuré en 2025",
        "  add = [4, 6, 9]       # mesuré en 2025",
    ),
    "triple-by-a-number": (
        "traits.response.choices.4h.add",
        "6",
        "  add = [3, 5, 8]       # mesuré en 2025",
        "  add = 6       # mesuré en 2025",
    ),
    "inline-table": (
        "traits.voice.choices.plain.add",
        "2",
        'plain = { label = "A", add = 1 }  # un',
        'plain = { label = "A", add = 2 }  # un',
    ),
    "inside-a-label": (
        "traits.response.choices.4h.label.en",
        "four",
        '  label = {fr="4 h",en="4 h"}',
        '  label = {fr="4 h",en="four"}',
    ),
    "whole-inline-table": (
        "traits.voice.choices.plain",
        '{ label = "Z" }',
        'plain = { label = "A", add = 1 }  # un',
        'plain = { label = "Z" }  # un',
    ),
    "quoted-key": ('traits."long name".kind', "one", "kind = 'number'", 'kind = "one"'),
    "quoted-without-need": ('traits."response".kind', "several", 'kind = "one"', 'kind = "several"'),
    "list-index": (
        'traits."long name".tiers[1].add',
        "5",
        "    { from = 50, add = 4 },",
        "    { from = 50, add = 5 },",
    ),
    "list-index-before-a-comment": (
        "traits.'long name'.tiers[0].add",
        "5",
        "    { from = 10, add = 2 },   # dès dix",
        "    { from = 10, add = 5 },   # dès dix",
    ),
    "list-index-by-a-dot": (
        "value.lifts.0.percent",
        "12",
        "lifts = [{ from = 3, percent = 10 }]",
        "lifts = [{ from = 3, percent = 12 }]",
    ),
    "rule-by-index": ("rules[1].add", "8", "add = 7", "add = 8"),
    "rule-by-id": ("rules.second.add", "8", "add = 7", "add = 8"),
    "dotted": ("value.confidence.tracked", "0.9", "confidence.tracked = 0.8", "confidence.tracked = 0.9"),
    "below-a-dotted": (
        "rules.second.when.posts.at_least",
        "4",
        "when.posts = { at_least = 3 }",
        "when.posts = { at_least = 4 }",
    ),
}


@pytest.mark.parametrize(("key", "value", "before", "after"), REPLACED.values(), ids=REPLACED)
def test_changing_a_value_changes_its_line_and_no_other(key: str, value: str, before: str, after: str) -> None:
    assert edited(key, value) == [f"-{before}", f"+{after}"]


def leaves(content: Any, key: str = "") -> Iterator[str]:  # noqa: ANN401  # raw TOML
    """The key of every number of a document."""
    if isinstance(content, dict):
        for name, value in content.items():
            yield from leaves(value, f"{key}.{name}" if key else name)
    elif isinstance(content, list):
        for index, value in enumerate(content):
            yield from leaves(value, f"{key}[{index}]")
    elif isinstance(content, int | float) and not isinstance(content, bool):
        yield key


def test_any_number_of_the_default_card_is_changed_on_its_own_line() -> None:
    text = preset_text("quebec")
    keys = list(leaves(tomllib.loads(text)))

    assert len(keys) > 300
    for key in keys[::67]:
        removed, added = edits(text, with_value(text, key, "7.25"))
        assert (removed[0], added[0]) == ("-", "+")
        assert "7.25" in added
        assert removed.partition("#")[2] == added.partition("#")[2]


def test_the_same_value_changes_nothing() -> None:
    assert edited("range.floor", "50") == []


# --- A value that was not there


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("range.step", "5", ["+step = 5"]),
        ("traits.response.default", "4h", ['+default = "4h"']),
        ("traits.'long name'.most", "90", ["+most = 90"]),
        ("rules.second.why", "oui", ['+why = "oui"']),
        ("traits.voice.choices.loud", '{ label = "C" }', ['+loud = { label = "C" }']),
        ("currency", "CAD", ['+currency = "CAD"']),
    ],
)
def test_a_new_key_is_one_new_line_in_its_table(key: str, value: str, expected: list[str]) -> None:
    assert edited(key, value) == expected
    assert tomllib.loads(with_value(MINE, key, value)) != tomllib.loads(MINE)


@pytest.mark.parametrize(
    ("key", "after"),
    [
        ("range.step", "ceiling = 150"),
        ("rules.first.why", "add = 5"),
        ("traits.response.default", 'kind = "one"'),
        ("traits.'long name'.most", "]"),
        ("value.least_return", "lifts = [{ from = 3, percent = 10 }]"),
    ],
)
def test_a_new_key_stands_with_its_table_and_not_under_the_next_heading(key: str, after: str) -> None:
    lines = with_value(MINE, key, "5").splitlines()
    added = next(index for index, line in enumerate(lines) if line.startswith(key.rpartition(".")[2]))

    assert lines[added - 1] == after


@pytest.mark.parametrize(
    "key", ["traits.response.choices.2h", "traits.contest", "value.confidence.weak", "rules.second.when.stories"]
)
def test_a_new_key_of_a_table_without_a_header_goes_to_that_table(key: str) -> None:
    content: Any = tomllib.loads(with_value(MINE, key, "5"))
    *tables, last = keys_of(key)
    for part in tables:
        content = next(rule for rule in content if rule["id"] == part) if isinstance(content, list) else content[part]

    assert content.get(last) == 5


def test_a_new_key_is_indented_like_its_neighbours() -> None:
    assert edited("traits.response.choices.4h.why", "oui") == ['+  why = "oui"']


def test_a_new_key_of_an_inline_table_stays_on_its_line() -> None:
    (removed, added) = edited("traits.voice.choices.bold.add", "2")

    assert removed == '-bold = { label = "B" }'
    assert added.startswith('+bold = { label = "B", add = 2')


# --- What is written


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("12", 12),
        ("0.5", 0.5),
        ("-5", -5),
        ("[4, 6, 9]", [4, 6, 9]),
        ('["fr", "en"]', ["fr", "en"]),
        ("{ fr = 'a', en = 'b' }", {"fr": "a", "en": "b"}),
        ("true", True),
        ('"12"', "12"),
        ("En 4 heures ou moins", "En 4 heures ou moins"),
        ('dite "la grande"', 'dite "la grande"'),
        ("deux\nlignes", "deux\nlignes"),
        ("4h", "4h"),
        ("", ""),
        ("[1, 2", "[1, 2"),
    ],
)
def test_a_value_is_toml_and_what_is_none_is_text(written: str, expected: object) -> None:
    assert tomllib.loads(with_value(MINE, "name", written))["name"] == expected


# --- Keys


@pytest.mark.parametrize(
    ("key", "parts"),
    [
        ("range.floor", ["range", "floor"]),
        ("traits.'long name'.kind", ["traits", "long name", "kind"]),
        ('traits."a.b".kind', ["traits", "a.b", "kind"]),
        ("rules[0].add", ["rules", "[0]", "add"]),
        ("rules.0.add", ["rules", "0", "add"]),
        ("lifts[1]", ["lifts", "[1]"]),
        ("rules.one-hour.add", ["rules", "one-hour", "add"]),
        (" range . floor ", ["range", "floor"]),
    ],
)
def test_a_key_is_read_as_toml_writes_it(key: str, parts: list[str]) -> None:
    assert keys_of(key) == parts


@pytest.mark.parametrize(
    "key", ["", "[", "range..floor", "range.", "range floor", "rules[x].add", "rules[-1].add", 'a."b', "a]b"]
)
def test_a_key_that_cannot_be_read_is_refused(key: str) -> None:
    with pytest.raises(UsageError) as caught:
        keys_of(key)

    assert "range.floor" in str(caught.value.remedy)


@pytest.mark.parametrize(
    ("key", "said", "remedy"),
    [
        ("rang.floor", "there is no rang in the file", "did you mean “range”?"),
        ("traits.respons.kind", "there is no respons in the file", "did you mean “response”?"),
        ("traits.response.choices.2h.add", "there is no 2h in the file", "allowed: 4h"),
        ("rules.secund.add", "there is no secund in the file", "did you mean “second”?"),
        ("rules[7].add", "there is no 7 in the file", "allowed: first, second"),
    ],
)
def test_a_table_that_is_not_there_is_named_with_the_nearest(key: str, said: str, remedy: str) -> None:
    with pytest.raises(NotFound) as caught:
        with_value(MINE, key, "1")

    assert (str(caught.value.message), str(caught.value.remedy)) == (said, remedy)


@pytest.mark.parametrize("key", ["range.floor.low", "name.fr", "rules[9]", "rules.first.add.low"])
def test_what_is_no_table_has_no_key(key: str) -> None:
    with pytest.raises(UsageError, match="cannot be given a value"):
        with_value(MINE, key, "1")


# --- A card laid over another


def test_an_overlay_changes_the_values_it_has_and_nothing_else() -> None:
    overlay = (
        "[range]\nfloor = 35\n[traits.voice.choices.plain]\nadd = 9\n[value]\nlifts = [{ from = 4, percent = 5 }]\n"
    )

    assert edits(MINE, overlaid(MINE, overlay)) == [
        "-floor = 50              # le loyer a monté",
        "+floor = 35              # le loyer a monté",
        '-plain = { label = "A", add = 1 }  # un',
        '+plain = { label = "A", add = 9 }  # un',
        "-lifts = [{ from = 3, percent = 10 }]",
        "+lifts = [{ from = 4, percent = 5 }]",
    ]


def test_an_overlay_of_nothing_changes_nothing() -> None:
    assert overlaid(MINE, "# rien\n") == MINE


def test_a_file_of_windows_keeps_its_ends_of_lines() -> None:
    before = MINE.replace("\n", "\r\n")
    after = with_value(before, "range.floor", "55")

    assert after == before.replace("floor = 50 ", "floor = 55 ")


def test_a_new_line_in_a_file_of_windows_ends_like_the_others() -> None:
    after = with_value(MINE.replace("\n", "\r\n"), "range.step", "5")

    assert after == with_value(MINE, "range.step", "5").replace("\n", "\r\n")
