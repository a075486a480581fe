"""The quick reader of nouns: what is right throughout is read at once, and nothing else is.

It walks the content by the same annotations as the validator, and asks the same `ReadBy` functions. Whatever it
is not sure of, it leaves: the validator then reads the same content, and says all that is wrong with it. So a
file without a fault, which is nearly every one, never waits for the validator to be loaded.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Never, TypeVar, Union, cast, get_args, get_origin

from fourchette.core.basis.reading import CLOSED, AtMost, ReadBy, toml_name

_Noun = TypeVar("_Noun")
_Reader = Callable[[Any], Any]


class _NotSure(ValueError):
    """What the validator has to judge."""


def read_noun(noun: type[_Noun], content: Mapping[str, Any]) -> _Noun | None:
    """The noun that a content makes; None where the validator has to judge it."""
    try:
        return cast(_Noun, _reader(noun)(content))  # type: ignore[arg-type]  # a class is hashable
    except ValueError:
        return None


@cache
def _reader(hint: Any) -> _Reader:  # noqa: ANN401  # a class, or what `typing` makes of some
    """What reads a value of this annotation, and raises ValueError for any but a right one."""
    if is_dataclass(hint) and getattr(hint, "__pydantic_config__", None) is CLOSED:
        return _table(hint)
    if hint in _PLAIN:
        return _PLAIN[hint]
    made_of = _MADE_OF.get(get_origin(hint))
    return made_of(*get_args(hint)) if made_of else _leave


def _leave(_raw: object) -> Never:
    raise _NotSure


def _text(raw: object) -> str:
    if type(raw) is not str:
        raise _NotSure
    raw.encode()  # Half of a pair of surrogates is no character, and a ValueError.
    return raw


def _table(noun: Any) -> _Reader:  # noqa: ANN401  # a class of nouns
    keys = {toml_name(each.name): (each.name, _reader(cast(Any, each.type))) for each in fields(noun)}
    needed = {toml_name(each.name) for each in fields(noun) if each.default is each.default_factory is MISSING}

    def read(raw: object) -> object:
        if type(raw) is not dict or not needed <= raw.keys() <= keys.keys():
            raise _NotSure
        values = {}
        for key, value in raw.items():
            name, read_value = keys[key]
            values[name] = read_value(value)
        return noun(**values)

    return read


def _marked(kind: object, *marks: object) -> _Reader:
    match marks:
        case [ReadBy(function=function)]:
            return function
        case [AtMost(count=count)]:
            read = _reader(kind)
            return lambda raw: read(raw) if type(raw) in _COUNTED and len(raw) <= count else _leave(raw)
    return _leave


def _optional(*types: object) -> _Reader:
    if len(types) != len(("X", "None")) or types[1] is not NoneType:
        return _leave
    read_value = _reader(types[0])
    return lambda raw: None if raw is None else read_value(raw)


def _one_of(*allowed: object) -> _Reader:
    words = frozenset(word for word in allowed if isinstance(word, str))
    return lambda raw: raw if type(raw) is str and raw in words else _leave(raw)


def _list(item: object, *more: object) -> _Reader:
    if more != (...,):
        return _leave
    read_item = _reader(item)
    return lambda raw: tuple([read_item(each) for each in raw]) if type(raw) in {list, tuple} else _leave(raw)


def _mapping(key: object, value: object) -> _Reader:
    read_key, read_value = _reader(key), _reader(value)

    def read(raw: object) -> object:
        if type(raw) is not dict:
            raise _NotSure
        return {read_key(name): read_value(each) for name, each in raw.items()}

    return read


# What has a number of entries: anything else is left to the validator, as is what has too many.
_COUNTED = {list, tuple, dict}
_PLAIN: Mapping[object, _Reader] = {str: _text, Any: lambda raw: raw}
_MADE_OF: Mapping[object, Callable[..., _Reader]] = {
    Annotated: _marked,
    Union: _optional,
    UnionType: _optional,
    Literal: _one_of,
    tuple: _list,
    Mapping: _mapping,
}
