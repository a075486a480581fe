"""A config to be filled in: every key commented out under its words, so that nothing needs to be looked up."""

from collections.abc import Iterable, Iterator

from fourchette.core.basis.text import Text
from fourchette.core.practice.config_settings import Setting
from fourchette.files.config.config_keys import NAME, NAMED, TRAITS_KEY, glossary, settings
from fourchette.files.toml.toml_read import SCHEMA
from fourchette.files.toml.toml_write import inline

_SCHEMA_LINE = "#:schema ./config.schema.json"
Table = tuple[str, ...]


def config_text(language: str) -> str:
    """The text of a config that says nothing yet, commented in a language."""
    lines = [_SCHEMA_LINE, f"schema = {SCHEMA}"]
    for table in _tables():
        if table:
            lines += ["", *_comments(_heading(table, language)), *_header(table)]
            lines += _examples(table)
        for setting in () if _has_examples(table) else _own(table):
            lines += _entry(setting, language)
    return "\n".join(lines) + "\n"


def _tables() -> Iterator[Table]:
    """The tables, each before those in it."""
    found: list[Table] = [()]
    for setting in settings():
        found += [setting.path[:depth] for depth in range(1, len(setting.path) + (setting.kind == "table"))]
    yield from sorted(dict.fromkeys([*found, (TRAITS_KEY,)]), key=_rank)


def _rank(table: Table) -> tuple[int, ...]:
    order = [*glossary().tables]
    return tuple(order.index(".".join(table[:depth])) for depth in range(1, len(table) + 1))


def _header(table: Table) -> Iterator[str]:
    """A table's header; one whose name is the user's is itself an example, commented out, and needs none around it."""
    if NAME not in table:
        yield from () if (*table, NAME) in NAMED else (f"[{'.'.join(table)}]",)
        return
    example = glossary().tables[".".join(table[: table.index(NAME) + 1])].example
    yield from _comments([f"[{'.'.join(example if part == NAME else part for part in table)}]"])


def _has_examples(table: Table) -> bool:
    return isinstance(getattr(glossary().tables.get(".".join(table)), "example", None), dict)


def _own(table: Table) -> Iterator[Setting]:
    """The keys that stand in a table itself; a table whose keys are the user's has none."""
    return (setting for setting in settings() if setting.kind != "table" and setting.path[:-1] == table)


def _heading(table: Table, language: str) -> Iterator[str]:
    words = glossary().tables.get(".".join(table))
    return iter(()) if words is None else _said((words.label, words.note), language)


def _entry(setting: Setting, language: str) -> Iterator[str]:
    """A key's words, then the key with its example, all commented out."""
    yield ""
    yield from _comments(_said((setting.words.label, setting.words.note), language))
    yield from _comments([_assigned(setting.path[-1], setting.words.example_in(language))])


def _examples(table: Table) -> Iterator[str]:
    """What stands in a table whose keys are the user's, commented out."""
    words = glossary().tables.get(".".join(table))
    examples = words.example if words is not None and isinstance(words.example, dict) else {}
    yield from _comments(_assigned(key, value) for key, value in examples.items())


def _said(texts: tuple[Text, ...], language: str) -> Iterator[str]:
    yield from (text.speak(language) for text in texts if text)


def _comments(lines: Iterable[str]) -> Iterator[str]:
    yield from (f"# {line}" for line in lines)


def _assigned(key: str, value: object) -> str:
    return f"{key} = {inline(value)}"
