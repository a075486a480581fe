"""`@noun`: a frozen dataclass with slots, as cheap to declare as a plain class.

The standard library writes and compiles six methods for each frozen dataclass, at each start of the program.
Nouns share theirs, and a constructor is compiled only for a class of which more than a few nouns are made.
The rest is the standard library's: `fields`, `replace`, `is_dataclass`, matching by pattern.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from functools import cache
from operator import attrgetter
from typing import Any, Final, Never, dataclass_transform


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def noun(declared: type | None = None, /, *, kw_only: bool = False, eq: bool = True) -> Any:  # noqa: ANN401  # either way, a class in the end
    """Make a noun of a class of annotated fields; with `eq`, nouns of a class and of equal values are equal."""

    def made(declared: type) -> type:
        for name, method in {**_ALWAYS, **(_BY_VALUE if eq else {})}.items():
            setattr(declared, name, method)
        return dataclass(slots=True, init=False, repr=False, eq=False, kw_only=kw_only)(declared)

    return made if declared is None else made(declared)


# To compile a constructor takes as long as to make so many nouns without.
_FEW: Final = 12
_made: dict[type, int] = {}


def _make_first(self: object, *values: object, **named: object) -> None:
    of = type(self)
    _made[of] = _made.get(of, 0) + 1
    if _made[of] > _FEW or not _filled(self, values, named):
        constructor = _constructor(of)
        of.__init__ = constructor  # type: ignore[method-assign]  # every later one is made by it at once
        constructor(self, *values, **named)


def _filled(self: object, values: tuple[object, ...], named: Mapping[str, object]) -> bool:
    """Fill each slot; False where a value is missing or too many, which the constructor says as Python does."""
    of = fields(type(self))  # type: ignore[arg-type]  # a noun is a dataclass
    given = dict(zip([each.name for each in of if not each.kw_only], values, strict=False), **named)
    if len(given) != len(values) + len(named):
        return False
    for each in of:
        if each.name in given:
            value = given.pop(each.name)
        elif each.default is not MISSING:
            value = each.default
        elif each.default_factory is not MISSING:
            value = each.default_factory()
        else:
            return False
        object.__setattr__(self, each.name, value)
    return not given


def _constructor(of: type) -> Callable[..., None]:
    """The `__init__` of a class: it fills each slot, past the refusal to change any."""
    known: dict[str, object] = {"unset": MISSING}
    for each in fields(of):
        known[f"fill_{each.name}"] = getattr(of, each.name).__set__
        known[f"default_{each.name}"] = each.default
        known[f"make_{each.name}"] = each.default_factory
    by_place = [_parameter(each) for each in fields(of) if not each.kw_only]
    by_name = [_parameter(each) for each in fields(of) if each.kw_only]
    head = ", ".join(["self", *by_place, *(["*", *by_name] if by_name else [])])
    body = "".join(f"\n    fill_{each.name}(self, {_value(each)})" for each in fields(of))
    exec(f"def __init__({head}):{body or ' pass'}", known)  # noqa: S102  # text of our own field names
    return known["__init__"]  # type: ignore[return-value]  # what the text above defines


def _parameter(each: Field[Any]) -> str:
    if each.default is not MISSING:
        return f"{each.name}=default_{each.name}"
    return each.name if each.default_factory is MISSING else f"{each.name}=unset"


def _value(each: Field[Any]) -> str:
    made = f"make_{each.name}() if {each.name} is unset else {each.name}"
    return each.name if each.default_factory is MISSING else made


def _names(of: type) -> list[str]:
    return [each.name for each in fields(of)]


@cache
def _getter(of: type) -> Callable[[object], object]:
    return attrgetter(*_names(of)) if _names(of) else lambda _noun: ()


def _values(self: object) -> object:
    return _getter(type(self))(self)  # type: ignore[arg-type]  # a class is hashable


def _equal(self: object, other: object) -> bool:
    return _values(self) == _values(other) if type(self) is type(other) else NotImplemented


def _hash(self: object) -> int:
    return hash(_values(self))


def _repr(self: object) -> str:
    values = ", ".join(f"{name}={value!r}" for name, value in _state(self).items())
    return f"{type(self).__qualname__}({values})"


def _refuse(self: object, name: str, *_value: object) -> Never:
    raise FrozenInstanceError(f"{type(self).__qualname__}.{name} cannot change")


def _state(self: object) -> dict[str, object]:
    return {name: getattr(self, name) for name in _names(type(self))}


def _restore(self: object, state: Mapping[str, object]) -> None:
    for name, value in state.items():
        object.__setattr__(self, name, value)


_ALWAYS: Final[Mapping[str, object]] = {
    "__init__": _make_first,
    "__repr__": _repr,
    "__setattr__": _refuse,
    "__delattr__": _refuse,
    "__getstate__": _state,
    "__setstate__": _restore,
}
_BY_VALUE: Final[Mapping[str, object]] = {"__eq__": _equal, "__hash__": _hash}
