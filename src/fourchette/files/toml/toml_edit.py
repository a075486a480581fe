"""Changing one thing in a user's TOML file and nothing else: her comments, order and layout stay."""

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from fourchette.core.basis.messages import say
from fourchette.core.basis.problems import Path, unknown
from fourchette.errors import NotFound, UsageError
from fourchette.files.toml.toml_locate import extent_of, last_line_of
from fourchette.files.toml.toml_read import exact_number

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

_KEY = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([^.\[\]"'\s]+)|\[(\d+)\])\s*(?:\.|(?=\[)|$)""")


def with_value(text: str, key: str, written: str) -> str:
    """The text with one value changed, or added to the table it belongs to; `written` is TOML, or plain text.

    `key` is dotted; an entry of a list goes by its index (`rules[0].add`) or its id (`rules.edited-video.add`).
    Raises UsageError on a key that is none, NotFound on one whose table does not exist, and where the text is
    laid out in a way that lets no value be changed alone: what is read after is what was read before, and this change.
    """
    return _alone(text, key, written, lambda: _with_value(text, key, written))


def _with_value(text: str, key: str, written: str) -> str:
    import tomlkit
    from tomlkit.items import Table

    document = tomlkit.parse(text)
    *tables, last = keys_of(key)
    table = _table(document, tables)
    if isinstance(table, Table) and last not in table and (under := last_line_of(text, _indexed(document, tables))):
        return _with_line(text, under, last, written)
    _put(table, last, _value(written))
    return tomlkit.dumps(document)


def with_setting(text: str, key: str, written: str) -> str:
    """The text with one value, as `with_value`; a table that is missing is made, and an example gives up its place.

    An example is the key commented out in its own table: `# name = "Studio Rivière"`.
    """
    return _alone(text, key, written, lambda: _with_setting(text, key, written))


def _with_setting(text: str, key: str, written: str) -> str:
    *tables, last = keys_of(key)
    if not _is_there(text, tables):
        text = _with_table(text, tables)
    if not _is_there(text, (*tables, last)):
        text = _uncommented(text, tuple(tables), last)
    return _with_value(text, key, written)


def _alone(before: str, key: str, written: str, edit: Callable[[], str]) -> str:
    """The text that an edit makes, its lines ended as they were; raises NotFound where anything else is read in it."""
    from tomlkit.exceptions import TOMLKitError

    try:
        after = edit()
        if 0 < before.count("\n") == before.count("\r\n"):
            after = re.sub(r"(?<!\r)\n", "\r\n", after)
        if _same(_read(after), _meant(_read(before), key, written)):
            return after
    except (TOMLKitError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise _not_alone(key) from error  # The library that edits stumbles where the one that reads does not.
    raise _not_alone(key)


def _not_alone(key: str) -> NotFound:
    return NotFound(
        say("{key} cannot be changed alone in a file that is laid out like this; nothing was written", key=key),
        say("change it in an editor, or write the values of its table one to a line"),
    )


def _meant(content: Any, key: str, written: str) -> Any:  # noqa: ANN401  # raw TOML
    """What is to be read once a value was changed."""
    *tables, last = keys_of(key)
    found = content
    for part in tables:
        found = found.setdefault(part, {}) if isinstance(found, dict) else _inner(found, part)
    _put(found, last, _read(_entry("value", written))["value"])
    return content


def _read(text: str) -> dict[str, Any]:
    import tomli

    return tomli.loads(text, parse_float=exact_number)


def _same(one: object, other: object) -> bool:
    """Whether two values are the same, be it what is not equal to itself, and true no 1."""
    match one, other:
        case dict(), dict():
            return one.keys() == other.keys() and all(_same(value, other[key]) for key, value in one.items())
        case list(), list():
            return len(one) == len(other) and all(map(_same, one, other))
    return type(one) is type(other) and repr(one) == repr(other)


def _is_there(text: str, keys: Iterable[str]) -> bool:
    import tomli

    found: Any = tomli.loads(text)
    for key in keys:
        if not isinstance(found, dict) or key not in found:
            return False
        found = found[key]
    return True


def _with_table(text: str, keys: list[str]) -> str:
    """The text with an empty table: a header at its end, or a table in the line of the one that holds it."""
    import tomlkit

    document = tomlkit.parse(text)
    *around, last = keys
    if around and _is_there(text, around) and isinstance(holder := _table(document, around), tomlkit.items.InlineTable):
        holder[last] = tomlkit.inline_table()
        return tomlkit.dumps(document)
    header = ".".join(tomlkit.key(key).as_string() for key in keys)
    end = "" if not text or text.endswith("\n") else "\n"
    return f"{text}{end}\n[{header}]\n"


def _uncommented(text: str, table: Path, key: str) -> str:
    """The text with the example of a key made a value; the text itself where its table has none that could be."""
    import tomli

    lines = text.split("\n")
    first, last = extent_of(text, table)
    pattern = re.compile(rf"^(\s*)#\s*(?={re.escape(key)}\s*=)")
    for index in range(first, last):
        if pattern.match(lines[index]):
            found = "\n".join([*lines[:index], pattern.sub(r"\1", lines[index]), *lines[index + 1 :]])
            with suppress(tomli.TOMLDecodeError):
                tomli.loads(found)
                return found
    return text


def _with_line(text: str, under: int, key: str, written: str) -> str:
    """The text with a new line under another, indented like it and ended like it."""
    lines = text.split("\n")
    above = lines[under - 1]
    indent = above[: len(above) - len(above.lstrip())]
    entry = indent + _entry(key, written).strip() + ("\r" if above.endswith("\r") else "")
    return "\n".join([*lines[:under], entry, *lines[under:]])


def _indexed(document: "TOMLDocument", keys: Iterable[str]) -> Path:
    """The keys with an index in place of each id, as a file's lines are located."""
    path: list[str | int] = []
    found: Any = document
    for key in keys:
        if isinstance(found, list):
            path.append(next(index for index, entry in enumerate(found) if entry is _inner(found, key)))
        else:
            path.append(key)
        found = _inner(found, key)
    return tuple(path)


def overlaid(text: str, overlay: str) -> str:
    """The text with every value of another TOML text put in its place."""
    import tomlkit

    document = tomlkit.parse(text)
    lay_over(document, tomlkit.parse(overlay))
    return tomlkit.dumps(document)


def keys_of(key: str) -> list[str]:
    """The parts of a dotted key; raises UsageError on one that cannot be read."""
    parts, position = [], 0
    while position < len(key):
        match = _KEY.match(key, position)
        if match is None or match.end() == position:
            raise UsageError(say("“{key}” is not a key", key=key), say("write, for instance, range.floor"))
        # An index keeps its brackets: `tiers[1]` is the second tier, `tiers.1` the one that starts at 1.
        parts.append(
            f"[{match[4]}]" if match[4] is not None else next(group for group in match.groups() if group is not None)
        )
        position = match.end()
    if key.rstrip().endswith("."):
        raise UsageError(say("“{key}” is not a key", key=key), say("write, for instance, range.floor"))
    if not parts:
        raise UsageError(say("a key is missing"), say("write, for instance, range.floor"))
    return parts


def _table(document: "TOMLDocument", keys: Iterable[str]) -> Any:  # noqa: ANN401  # a container of tomlkit
    found: Any = document
    for key in keys:
        inner = _inner(found, key)
        if inner is None:
            names = list(found) if hasattr(found, "keys") else [str(entry.get("id", "")) for entry in found]
            raise unknown(NotFound, say("there is no {name} in the file", name=key.strip("[]")), key.strip("[]"), names)
        found = inner
    return found


def _inner(container: Any, key: str) -> Any:  # noqa: ANN401  # as above
    if hasattr(container, "keys"):
        return container.get(key)
    if not isinstance(container, list):
        raise UsageError(say("{name} cannot be given a value here", name=key))
    named = next((entry for entry in container if hasattr(entry, "get") and key in _ids(entry)), None)
    index = key.strip("[]")
    if named is None and index.isdecimal() and int(index) < len(container):
        return container[int(index)]
    return named


def _ids(entry: Any) -> tuple[str, ...]:  # noqa: ANN401  # as above
    """What an entry of a list goes by: its id, its name, or where it starts."""
    return tuple(str(entry[key]) for key in ("id", "name", "from") if key in entry)


def _entry(key: str, written: str) -> str:
    import tomlkit

    return tomlkit.dumps({key: _value(written)})


def _put(table: Any, key: str, value: object) -> None:  # noqa: ANN401  # as above
    if hasattr(table, "keys"):
        table[key] = value
    elif isinstance(table, list) and (index := key.strip("[]")).isdecimal() and int(index) < len(table):
        table[int(index)] = value
    else:
        raise UsageError(say("{name} cannot be given a value here", name=key))


def _value(written: str) -> Any:  # noqa: ANN401  # as above
    """What was written as TOML; what is no TOML is text."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        return tomlkit.value(written)
    except (TOMLKitError, ValueError, RecursionError):
        return tomlkit.string(written)


def lay_over(target: Any, source: Any) -> Any:  # noqa: ANN401  # as above, or a plain table
    """A table with every value of another put in its place; tables are laid over tables."""
    for key, value in source.items():
        if hasattr(value, "keys") and hasattr(target.get(key), "keys"):
            lay_over(target[key], value)
        elif isinstance(value, list) and value and all(hasattr(entry, "get") and "id" in entry for entry in value):
            # What goes by its id is laid over the entry of that id.
            for entry in value:
                lay_over(_inner(target[key], entry["id"]), entry)
        else:
            target[key] = value
    return target
