"""The line of a key, so that an error can point at it."""

import pytest

from fourchette.core.basis.problems import Path
from fourchette.files.toml.toml_locate import extent_of, last_line_of, locate

TEXT = """\
# A comment: posts = 12
schema = 1
title = "posts = 3"

[client]
name = "Café"
address.street = "a"

[traits]  # the answers
scope = [
    "content",
    "community",
]
"quoted key" = 1
'single.quoted' = 2
posts=12

[ traits . "evening hours" ]
kind = "one"

[[value.proofs]]
what = "a"

[[value.proofs]]
what = "b"
amount = 3
[value.proofs.more]
depth = 1

[[value.proofs]]
[[value.proofs.steps]]
id = "first"
[[value.proofs.steps]]
id = "second"

[value]
months = 12

[[rules]]
when.scope = { includes = "content" }
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("schema",), 2),
        (("title",), 3),
        (("client",), 5),
        (("client", "name"), 6),
        (("client", "address", "street"), 7),
        (("traits",), 9),
        (("traits", "scope"), 10),
        (("traits", "scope", 1), 10),
        (("traits", "quoted key"), 14),
        (("traits", "single.quoted"), 15),
        (("traits", "posts"), 16),
        (("traits", "evening hours", "kind"), 19),
        (("value", "proofs", 0), 21),
        (("value", "proofs", 0, "what"), 22),
        (("value", "proofs", 1), 24),
        (("value", "proofs", 1, "what"), 25),
        (("value", "proofs", 1, "amount"), 26),
        (("value", "proofs", 1, "more"), 27),
        (("value", "proofs", 1, "more", "depth"), 28),
        (("value", "proofs", 2), 30),
        (("value", "proofs", 2, "steps", 0, "id"), 32),
        (("value", "proofs", 2, "steps", 1, "id"), 34),
        (("value", "months"), 37),
        (("rules", 0, "when", "scope", "includes"), 40),
    ],
)
def test_a_key_is_found_on_its_line(path: Path, line: int) -> None:
    assert locate(TEXT, path) == line


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("client", "region"), 5),
        (("traits", "stories"), 9),
        (("value", "proofs", 1, "kind"), 24),
        (("value", "proofs", 0, "more", "depth"), 21),
        (("value", "proofs", 2, "steps", 1, "label"), 33),
        (("value", "lifts", 0, "from"), 36),
    ],
)
def test_a_missing_key_is_found_at_the_nearest_table_around_it(path: Path, line: int) -> None:
    assert locate(TEXT, path) == line


@pytest.mark.parametrize("path", [("capacity",), ("value2", "proofs"), (), ("posts",)])
def test_what_is_nowhere_has_no_line(path: Path) -> None:
    assert locate(TEXT, path) is None


def test_a_table_ends_before_the_tables_in_it() -> None:
    text = '[profile]\nname = "Zoé"\n# region = "CA-QC"\n\n[profile.terms]\ndeposit = 30\n'

    assert last_line_of(text, ("profile",)) == 2
    assert extent_of(text, ("profile",)) == (1, 4)
    assert extent_of(text, ()) == (0, 0)
    assert extent_of(text, ("profile", "terms")) == (5, 7)


def test_nothing_is_found_in_an_empty_file() -> None:
    assert locate("", ("title",)) is None


def test_windows_line_ends_count_once() -> None:
    assert locate("a = 1\r\nb = 2\r\nc = 3\r\n", ("c",)) == 3


def test_a_text_of_several_lines_holds_no_key() -> None:
    text = 'notes = """\n[traits]\nposts = 3\n"""\n[traits]\nposts = -4\n'

    assert locate(text, ("traits", "posts")) == 6


def test_a_list_in_a_list_is_no_header() -> None:
    text = "[traits]\nscope = [\n    [1],\n    [2]\n]\nposts = -4\n"

    assert locate(text, ("traits", "posts")) == 6


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85"])
def test_only_line_feeds_make_lines(separator: str) -> None:
    assert locate(f'a = "x{separator}y"\nb = 2\n', ("b",)) == 2


# What once took the square of its length, each half a million characters: a minute at the least.
LONG = {
    "header-of-spaces": "[" + " " * 500_000 + "client]\n",
    "header-without-end": "[" + "a" * 500_000 + "\n",
    "header-of-parts": "[" + "a " * 250_000 + "]\n",
    "key-of-spaces": "a" + " " * 500_000 + "\n",
    "keys": "".join(f"k{place} = 1\n" for place in range(50_000)),
    "texts": 'a = ["' + '\\"' * 250_000 + '"]\n',
    "quotes-without-end": "a = " + '"' * 500_001 + "\n",
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_text_is_read_in_the_time_of_its_length(text: str) -> None:
    lines = text.count("\n") + 1

    assert {locate(text + "last = 1\n", ("last",)) for _ in range(4_000)} <= {lines, None}


@pytest.mark.parametrize(
    "value",
    [
        "{\n  name = 'x',\n  b = 2,  # }\n}",
        "[{\n  name = 'x' }, {\n name = '[c]' } ]",
        '"""\n[b]\nname = "x"\n\\""" """',
        "'''\nname = 1\n'''''",
        '"[\\"" # [',
    ],
)
def test_a_value_of_several_lines_holds_no_key_and_ends_where_it_ends(value: str) -> None:
    text = f"[a]\nfirst = {value}\nname = 2\n[b]\nname = 3\n"
    place = text.split("\n").index("name = 2") + 1

    assert locate(text, ("a", "name")) == place
    assert last_line_of(text, ("a",)) == place
    assert locate(text, ("b", "name")) == place + 2


def test_a_key_written_with_escapes_is_found() -> None:
    assert locate('[a]\n"caf\\u00e9" = 1\n', ("a", "café")) == 2
