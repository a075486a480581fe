"""A config to be filled in: every key commented out under its words, so that nothing needs to be looked up."""

from collections.abc import Iterable, Iterator

from fourchette.core.basis.text import Text
from fourchette.files.config.config_keys import NAME, NAMED, TRAITS_KEY, glossary, settings
from fourchette.files.toml.toml_read import SCHEMA
from fourchette.files.toml.toml_write import inline

_SCHEMA_LINE = "#:schema ./config.schema.json"
Table = tuple[str, ...]


def config_text(language: str) -> str:
    """The text of a config that says nothing yet, commented in a language."""
    lines = [_SCHEMA_LINE, f"schema = {SCHEMA}"]
    for table in _tables():
        words = glossary().tables.get(".".join(table))
        # The keys of such a table are the user's: examples stand in their place.
        examples = words.example if words is not None and isinstance(words.example, dict) else None
        if table:
            heading = () if words is None else _said((words.label, words.note), language)
            lines += ["", *_comments(heading), *_header(table)]
            lines += _comments(_assigned(key, value) for key, value in (examples or {}).items())
        for setting in settings() if examples is None else ():
            if setting.kind != "table" and setting.path[:-1] == table:
                lines += ["", *_comments(_said((setting.words.label, setting.words.note), language))]
                lines += _comments([_assigned(setting.path[-1], setting.words.example_in(language))])
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


def _said(texts: tuple[Text, ...], language: str) -> Iterator[str]:
    yield from (text.speak(language) for text in texts if text)


def _comments(lines: Iterable[str]) -> Iterator[str]:
    yield from (f"# {line}" for line in lines)


def _assigned(key: str, value: object) -> str:
    return f"{key} = {inline(value)}"
