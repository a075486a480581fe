"""From raw TOML to a noun of the core, or to everything that keeps it from being one."""

import os
import types
from collections.abc import Collection, Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.problems import Path, Problem, unknown_name
from fourchette.core.basis.reading import Refusal, shown, toml_name
from fourchette.files.toml.noun_reader import read_noun
from fourchette.files.toml.toml_locate import locate
from fourchette.files.toml.toml_read import TomlDocument
from fourchette.files.toml.wrong_file import Located, WrongFile

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_Noun = TypeVar("_Noun")


def validated(noun: type[_Noun], document: TomlDocument) -> _Noun:
    """Read a document as a noun; raises WrongFile with every problem of the file at once."""
    value, problems = validate(noun, document.content)
    if value is None:
        raise wrong(document, problems)
    return value


def validate(noun: type[_Noun], content: Mapping[str, Any]) -> tuple[_Noun | None, tuple[Problem, ...]]:
    """Read raw content as a noun: the noun, or None and the problems."""
    value = read_noun(noun, content)
    return (value, ()) if value is not None else judge(noun, content)


def judge(noun: type[_Noun], content: Mapping[str, Any]) -> tuple[_Noun | None, tuple[Problem, ...]]:
    """The validator's word on raw content: the noun, or None and the problems."""
    validator = adapter(noun)  # type: ignore[arg-type]  # a class is hashable
    from pydantic import ValidationError

    try:
        return validator.validate_python(content), ()
    except ValidationError as error:
        return None, tuple(_problem(noun, raw) for raw in error.errors(include_url=False))


def salvaged(noun: type[_Noun], content: Mapping[str, Any], problems: Iterable[Problem]) -> _Noun | None:
    """The noun that is left once every value with a problem is taken out; None where that leaves no noun.

    It is only good for finding what else is wrong.
    """
    left = deepcopy(dict(content))
    for problem in problems:
        _take_out(left, problem.path)
    return validate(noun, left)[0]


def _take_out(content: Any, path: Path) -> None:  # noqa: ANN401  # raw TOML
    *tables, last = path
    for part in tables:
        try:
            content = content[part]
        except (KeyError, IndexError, TypeError):
            return
    if isinstance(content, dict):
        content.pop(last, None)


def beyond(found: Iterable[Problem], known: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems found once others were taken out, without those that come of taking them out."""
    touched = {problem.path[:2] for problem in known}
    around = {path[:end] for path in touched for end in range(len(path) + 1)}
    return tuple(problem for problem in found if not _meets(problem.path[:2], touched, around))


def _meets(path: Path, touched: Collection[Path], around: Collection[Path]) -> bool:
    """Whether a path leads to one that was touched, or that one to it."""
    return path in around or any(path[:end] in touched for end in range(len(path)))


def wrong(document: TomlDocument, problems: Iterable[Problem]) -> WrongFile:
    """The error that shows each problem of a document on its line."""
    located = [Located(problem, locate(document.text, problem.path)) for problem in problems]
    return WrongFile(document.name, sorted(located, key=lambda each: each.line or 0))


@cache
def adapter(noun: type) -> "TypeAdapter[Any]":
    """The validator of a noun, loaded only where something has to be judged or described."""
    # Pydantic would look through every installed distribution for plugins, at each start: none belongs here.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
    from pydantic import TypeAdapter

    return TypeAdapter(noun)


def _problem(noun: type, raw: Mapping[str, Any]) -> Problem:
    path: Path = tuple(part for part in raw["loc"] if part != "[key]")
    kind, given = raw["type"], raw.get("input")
    match kind:
        case "value_error":
            return _refused(path, raw["ctx"]["error"])
        case "missing":
            return Problem(path, say("this key is missing"))
        case "unexpected_keyword_argument":
            name = str(path[-1])
            return unknown_name(path, say("{name} is not a key known here", name=name), name, _keys_at(noun, path[:-1]))
        case "literal_error":
            return unknown_name(
                path, say("{value} is not allowed", value=shown(given)), str(given), _literals_at(noun, path)
            )
        case "too_long":
            return Problem(path, say("at most {most:count} entries are read here", most=raw["ctx"]["max_length"]))
    return Problem(path, _EXPECTED.get(kind.split("_", 1)[0], say("this is not what is expected here")))


_EXPECTED: Mapping[str, Message] = {
    "dataclass": say("a table is expected"),
    "mapping": say("a table is expected"),
    "dict": say("a table is expected"),
    "tuple": say("a list is expected"),
    "bool": say("true or false is expected"),
    "date": say("a date is expected, such as 2026-11-22"),
}


def _refused(path: Path, error: BaseException) -> Problem:
    if isinstance(error, Refusal):
        return Problem(path, error.message, error.remedy)
    raise error


def _keys_at(noun: type, path: Path) -> Iterator[str]:
    """The keys that a table of the noun may have."""
    found = _type_at(noun, path)
    if is_dataclass(found):
        yield from (toml_name(field.name) for field in fields(found))


def _literals_at(noun: type, path: Path) -> tuple[str, ...]:
    found = _type_at(noun, path)
    return tuple(str(value) for value in get_args(found)) if get_origin(found) is Literal else ()


def _type_at(noun: object, path: Path) -> object:
    """The type that the noun declares at a path, without its annotations; None where it declares none."""
    found = bare(noun)
    for part in path:
        if is_dataclass(found) and isinstance(found, type):
            found = bare(_hints(found).get(str(part)))
        else:
            arguments = get_args(found)
            found = bare(arguments[0 if isinstance(part, int) else -1]) if arguments else None
    return found


@cache
def _hints(noun: type) -> dict[str, Any]:
    return {toml_name(name): hint for name, hint in get_type_hints(noun).items()}


def bare(hint: object) -> object:
    """A hint without Annotated and without None."""
    if get_origin(hint) is Annotated:
        return bare(get_args(hint)[0])
    if get_origin(hint) in (Union, types.UnionType):
        return bare(next(part for part in get_args(hint) if part is not type(None)))
    return hint
