"""One value changed in a file of any layout: what is read after is what was read before, and this change."""

from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from typing import Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from fourchette.errors import NotFound, UsageError
from fourchette.files.toml.toml_edit import with_setting, with_value

NAMES = ("name", "phone", "terms", "rate", "a", "long name")
VALUES = (
    "1",
    "2.50",
    '"x"',
    "'[a]'",
    '"""\n[a]\nname = 1\n"""',
    "'''\nphone = 2 # no\n'''",
    "[1, 2]",
    "[\n  1,  # one\n  2,\n]",
    '[\n  "]",\n]',
    "{ rate = 1, name = 2 }",
    "{\n  rate = 1,\n  name = 2,  # two\n}",
    "[{ name = 1 }, { name = 2 }]",
    "[{\n  name = 1\n}]",
    "2026-11-22",
)
COMMENTS = ("", "  # a comment", "  # [a]")
WRITTEN = {"7": 7, "un": "un", "[1, 2]": [1, 2], "{ low = 1 }": {"low": 1}, '"x\\"y"': 'x"y', "true": True}
Edit = Callable[[str, str, str], str]


def quoted(name: str) -> str:
    return f'"{name}"' if " " in name else name


@st.composite
def entries(draw: st.DrawFn) -> str:
    lines = []
    for name in draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=4)):
        if draw(st.booleans()):
            lines.append(f"# {quoted(name)} = 12")
        indent, dotted = draw(st.sampled_from(["", "  "])), draw(st.sampled_from(["", ".name", " . a"]))
        lines.append(
            f"{indent}{quoted(name)}{dotted} = {draw(st.sampled_from(VALUES))}{draw(st.sampled_from(COMMENTS))}"
        )
    return "".join(f"{line}\n" for line in lines) + draw(st.sampled_from(["", "\n", "\n# alone\n"]))


HEADERS = ("[a]", "[b]", "[ b . c ]", '["long name"]', "[[rules]]", "[[rules]]", "  [rules.more]", "[a.terms]")


@st.composite
def layouts(draw: st.DrawFn) -> str:
    """A text that is TOML, in one of the many ways to lay it out."""
    text = draw(entries())
    for header in draw(st.lists(st.sampled_from(HEADERS), max_size=5)):
        text += f"{header}{draw(st.sampled_from(COMMENTS))}\n" + draw(entries())
    if draw(st.booleans()):
        text = text.rstrip("\n")
    text = text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))
    try:
        tomli.loads(text)
    except tomli.TOMLDecodeError:
        return "[a]\nname = 1\n"
    return text


@st.composite
def keys(draw: st.DrawFn, content: Any) -> tuple[str | int, ...]:  # noqa: ANN401  # raw TOML
    """A key of the content, or one that some table of it may have."""
    path: tuple[str | int, ...] = ()
    while True:
        if isinstance(content, list):
            place = draw(st.integers(0, len(content) - 1))
            path, content = (*path, place), content[place]
        else:
            name = draw(st.sampled_from([*NAMES, *content]))
            path, content = (*path, name), content.get(name)
        inner = isinstance(content, dict) or (isinstance(content, list) and content and isinstance(content[0], dict))
        if not inner or (isinstance(path[-1], str) and draw(st.booleans())):
            return path


def changed(content: Any, path: tuple[str | int, ...], value: object) -> Any:  # noqa: ANN401  # raw TOML
    content = deepcopy(content)
    found = content
    for part in path[:-1]:
        found = found[part]
    found[path[-1]] = value
    return content


@pytest.mark.parametrize("edit", [with_value, with_setting], ids=["value", "setting"])
@given(data=st.data())
def test_what_is_read_after_is_what_was_read_before_and_the_change(edit: Edit, data: st.DataObject) -> None:
    text = data.draw(layouts())
    before = tomli.loads(text)
    path = data.draw(keys(before))
    written = data.draw(st.sampled_from(sorted(WRITTEN)))
    key = "".join(f"[{part}]" if isinstance(part, int) else f".{quoted(part)}" for part in path).removeprefix(".")

    with suppress(NotFound, UsageError):  # then nothing is written
        after = edit(text, key, written)
        assert tomli.loads(after) == changed(before, path, WRITTEN[written])
        if "\n" in text:
            assert ("\r\n" in text) == ("\r\n" in after)
            assert after.replace("\r\n", "").count("\n") == (0 if "\r\n" in text else after.count("\n"))


# The layouts that are met, each with what has to be done and not refused.
LAYOUTS = {
    "table-of-several-lines": '[profile]\nname = "x"\nterms = {\n  deposit = 30,\n}\n\n[floor]\nphone = 5\n',
    "list-of-several-lines": '[profile]\nterms = [\n  { id = "a" },\n]\n[floor]\nphone = 5\n',
    "text-with-a-header": '[profile]\nname = """\n[floor]\nphone = 1\n"""\n[floor]\nphone = 5\n',
    "dotted": "profile.name = 1\n[floor]\nphone = 5\n",
    "dotted-under-a-header": "[profile]\nterms.deposit = 1\n[floor]\nphone = 5\n",
    "nothing-of-it": "[floor]\nphone = 5\n",
    "no-last-line-end": '[floor]\nphone = 5\n[profile]\nname = "x"',
}


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS)
def test_a_value_goes_into_its_own_table(text: str, ends: str) -> None:
    text = text.replace("\n", ends)
    before = tomli.loads(text)

    after = with_setting(text, "profile.phone", "514 555-0100")

    expected = {**before, "profile": {**before.get("profile", {}), "phone": "514 555-0100"}}
    assert tomli.loads(after) == expected
    assert after.count("\n") == after.count(ends)


def test_what_cannot_be_changed_alone_is_refused_and_the_remedy_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fourchette.files.toml.toml_edit.last_line_of", lambda _text, _table: 4)

    with pytest.raises(NotFound) as caught:
        with_value("[profile]\nname = 1\n[floor]\nweeks = 2\n", "profile.phone", "7")

    assert "cannot be changed alone" in str(caught.value.message)
    assert caught.value.remedy is not None
