import pickle
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourchette.core.basis.noun import noun


@noun
class Point:
    """Two coordinates."""

    x: int
    y: int = 0


@noun(kw_only=True)
class Named(Point):
    """A point with a name and its tags."""

    name: str
    from_: Mapping[str, int] = field(default_factory=dict)


@noun(eq=False)
class Own:
    """Equal to itself only."""

    x: int


@noun
class Fresh:
    """Not made before."""

    x: int


@noun
class Empty:
    """Nothing."""


@dataclass(frozen=True, slots=True)
class Standard:
    """What `Point` would be."""

    x: int
    y: int = 0


PAIRS = st.tuples(st.integers(-2, 2), st.integers(-2, 2))


@given(PAIRS, PAIRS)
def test_nouns_are_equal_and_hash_and_read_as_frozen_dataclasses_do(
    one: tuple[int, int], other: tuple[int, int]
) -> None:
    assert (Point(*one) == Point(*other)) == (Standard(*one) == Standard(*other))
    assert hash(Point(*one)) == hash(Standard(*one))
    assert repr(Point(*one)) == repr(Standard(*one)).replace("Standard", "Point")
    assert asdict(Point(*one)) == asdict(Standard(*one))


def test_nouns_of_two_classes_are_never_equal() -> None:
    unlike: list[object] = [Standard(1), Named(1, name="a"), (1, 0)]
    assert Point(1) not in unlike
    assert Empty() == Empty()
    assert len({Own(1), Own(1)}) == 2


def test_a_noun_never_changes() -> None:
    point = Named(1, name="a")
    for name in ("x", "name", "other"):
        with pytest.raises(FrozenInstanceError, match=f"Named.{name} cannot change"):
            setattr(point, name, 2)
        with pytest.raises(FrozenInstanceError, match=f"Named.{name} cannot change"):
            delattr(point, name)
    assert not hasattr(point, "__dict__")


@pytest.mark.parametrize("made_before", [0, 100], ids=["the first of its class", "one of many"])
def test_a_constructor_takes_what_the_fields_say(made_before: int) -> None:
    @noun
    class Place(Point):
        """A point of this test alone."""

    @noun(kw_only=True)
    class Tagged(Place):
        """With a name and tags."""

        name: str
        from_: Mapping[str, int] = field(default_factory=dict)

    for number in range(made_before):
        assert (Place(number).x, Tagged(number, name="a").name) == (number, "a")

    assert (Place(1).y, Place(1, 2).y, Place(x=1, y=3).y) == (0, 2, 3)
    one, other = Tagged(1, name="a"), Tagged(1, name="a")
    assert one.from_ == {}
    assert one.from_ is not other.from_
    for wrong in ((), (1, 2, 3)):
        with pytest.raises(TypeError, match="__init__"):
            Place(*wrong)
    for message, named in {"z": {"z": 2}, "multiple values": {"x": 2}}.items():
        with pytest.raises(TypeError, match=message):
            Place(1, **named)
    with pytest.raises(TypeError, match="name"):
        Tagged(1)  # type: ignore[call-arg]  # what is asserted


def test_the_standard_library_knows_a_noun() -> None:
    named = Named(1, name="a", from_={"b": 2})
    assert [each.name for each in fields(named)] == ["x", "y", "name", "from_"]
    assert replace(named, name="c") == Named(1, name="c", from_={"b": 2})
    assert pickle.loads(pickle.dumps(named)) == named  # noqa: S301  # our own bytes
    assert deepcopy(named) == named
    match named:
        case Point(x, y):
            assert (x, y) == (1, 0)
        case _:
            pytest.fail("a noun is matched by its places")


def test_a_value_given_twice_is_refused_as_python_does() -> None:
    with pytest.raises(TypeError, match="multiple values for argument 'x'"):
        Fresh(1, x=2)  # type: ignore[misc]  # what is tried


@pytest.mark.parametrize(
    ("values", "named", "message"),
    [
        ((1,), {"name": "a", "z": 2}, "unexpected keyword argument 'z'"),
        ((), {"name": "a"}, "missing 1 required positional argument: 'x'"),
        ((1,), {}, "missing 1 required keyword-only argument: 'name'"),
        ((1, "a"), {}, "positional argument"),
    ],
)
def test_what_the_first_of_a_class_may_not_be_made_of_is_refused_as_python_does(
    values: tuple[object, ...], named: dict[str, object], message: str
) -> None:
    @noun
    class First:
        """Not made before."""

        x: int
        name: str = field(kw_only=True)

    with pytest.raises(TypeError, match=message):
        First(*values, **named)  # type: ignore[arg-type]  # what is tried
    assert First(1, name="b") == First(1, name="b")
