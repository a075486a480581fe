"""The small closed vocabulary of `when`: what must be true of the answers for an effect to apply.

Keys are joined by *and*; a list means any of; `{ at_least = 3 }`, `{ at_most = 3 }`,
`{ includes = "tiktok" }`, `{ not = … }`; `any = [ … ]` joins tables by *or*.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Annotated, Protocol

from fourchette.core.basis.messages import say
from fourchette.core.basis.noun import noun
from fourchette.core.basis.problems import unknown
from fourchette.core.basis.reading import ReadBy, Refusal, read_line, read_number, shown

Fact = str | bool | Decimal | tuple[str, ...]
Facts = Mapping[str, Fact]
Test = Callable[[Facts], bool]


class Condition(Protocol):
    """A test of the facts."""

    def holds(self, facts: Facts) -> bool:
        """Whether the facts satisfy the condition."""

    def comparisons(self) -> Iterator["Comparison"]:
        """Every single comparison inside, in writing order."""

    def unmet(self, facts: Facts) -> str | None:
        """The first name whose fact stands in the way, or None when the condition holds."""


class Comparison:
    """A condition on one name; subclasses carry the name and hold the comparison."""

    __slots__ = ()
    name: str

    def holds(self, facts: Facts) -> bool:
        """Whether the fact of that name passes."""
        raise NotImplementedError

    def comparisons(self) -> Iterator["Comparison"]:
        """The test itself."""
        yield self

    def unmet(self, facts: Facts) -> str | None:
        """The name tested, when the test fails."""
        return None if self.holds(facts) else self.name


@noun
class Equals(Comparison):
    """The answer is one of the values."""

    name: str
    values: frozenset[Fact]

    def holds(self, facts: Facts) -> bool:
        """Whether the fact is one of the values."""
        return facts[self.name] in self.values


@noun
class Includes(Comparison):
    """The answer of a several-choice trait has at least one of the members."""

    name: str
    members: frozenset[str]

    def holds(self, facts: Facts) -> bool:
        """Whether any of the members was chosen."""
        fact = facts[self.name]
        return isinstance(fact, tuple) and not self.members.isdisjoint(fact)


@noun
class Between(Comparison):
    """The number, or the count of chosen members, is at least `least` and below `below` or at most `most`."""

    name: str
    least: Decimal | None = None
    most: Decimal | None = None
    below: Decimal | None = None

    def holds(self, facts: Facts) -> bool:
        """Whether the number stands within the bounds."""
        fact = facts[self.name]
        number = fact if isinstance(fact, (Decimal, bool)) else len(fact)
        return (
            (self.least is None or number >= self.least)
            and (self.most is None or number <= self.most)
            and (self.below is None or number < self.below)
        )


@noun
class Not:
    """The inner condition does not hold."""

    inner: Condition

    def holds(self, facts: Facts) -> bool:
        """Whether the inner condition fails."""
        return not self.inner.holds(facts)

    def comparisons(self) -> Iterator[Comparison]:
        """The comparisons of the inner condition."""
        yield from self.inner.comparisons()

    def unmet(self, facts: Facts) -> str | None:
        """The first name tested inside, when the inner condition holds."""
        return next(self.inner.comparisons()).name if self.inner.holds(facts) else None


@noun
class All:
    """Every part holds; with no part, always."""

    parts: tuple[Condition, ...] = ()

    def holds(self, facts: Facts) -> bool:
        """Whether every part holds."""
        for part in self.parts:  # noqa: SIM110  # this runs hundreds of times a quote; a generator doubles it
            if not part.holds(facts):
                return False
        return True

    def comparisons(self) -> Iterator[Comparison]:
        """The comparisons of every part."""
        for part in self.parts:
            yield from part.comparisons()

    def unmet(self, facts: Facts) -> str | None:
        """What stands in the way of the first failing part."""
        return next((name for part in self.parts if (name := part.unmet(facts)) is not None), None)


@noun
class Any:
    """At least one part holds."""

    parts: tuple[Condition, ...]

    def holds(self, facts: Facts) -> bool:
        """Whether one of the parts holds."""
        return any(part.holds(facts) for part in self.parts)

    def comparisons(self) -> Iterator[Comparison]:
        """The comparisons of every part."""
        for part in self.parts:
            yield from part.comparisons()

    def unmet(self, facts: Facts) -> str | None:
        """What stands in the way of the first part, when none holds."""
        return None if self.holds(facts) else self.parts[0].unmet(facts)


ALWAYS = All()
CONDITIONS = (Comparison, Not, All, Any)


def test_of(condition: Condition) -> Test | None:
    """A condition as a function, for what is asked thousands of times; None where it always holds."""
    match condition:
        case Equals(name=name, values=values):
            return lambda facts: facts[name] in values
        case All(parts=()):
            return None
        case All(parts=parts):
            tests = [test for part in parts if (test := test_of(part)) is not None]
            return lambda facts: all_hold(tests, facts)
        case _:
            return condition.holds


def all_hold(tests: Iterable[Test], facts: Facts) -> bool:
    """Whether every test holds."""
    for test in tests:  # noqa: SIM110  # this runs hundreds of times a quote; a generator doubles it
        if not test(facts):
            return False
    return True


COMPARISONS = ("at_least", "at_most", "includes", "not")


def read_condition(raw: object) -> Condition:
    """Read a `when` table; raises Refusal on a word outside the vocabulary."""
    if not isinstance(raw, Mapping) or not raw:
        raise Refusal(say("a table of conditions is expected, not {value}", value=shown(raw)))
    parts = tuple(_read_any(value) if name == "any" else _read_test(name, value) for name, value in raw.items())
    return parts[0] if len(parts) == 1 else All(parts)


def _read_any(raw: object) -> Condition:
    if not isinstance(raw, list | tuple) or not raw:
        raise Refusal(say("`any` expects a list of tables, not {value}", value=shown(raw)))
    return Any(tuple(read_condition(part) for part in raw))


def _read_test(name: str, raw: object) -> Condition:
    if isinstance(raw, Mapping):
        parts = tuple(_read_comparison(name, word, value) for word, value in raw.items())
        if not parts:
            raise Refusal(say("the condition on {name} is empty", name=name))
        return parts[0] if len(parts) == 1 else All(parts)
    return Equals(name, frozenset(_read_fact(value) for value in _listed(raw)))


def _read_comparison(name: str, word: str, raw: object) -> Condition:
    match word:
        case "at_least":
            return Between(name, least=read_number(raw))
        case "at_most":
            return Between(name, most=read_number(raw))
        case "includes":
            return Includes(name, frozenset(read_line(value) for value in _listed(raw)))
        case "not":
            return Not(_read_test(name, raw))
        case _:
            raise unknown(Refusal, say("{word} is not a comparison", word=shown(word)), word, COMPARISONS)


def _read_fact(raw: object) -> Fact:
    return raw if isinstance(raw, bool) else read_line(raw) if isinstance(raw, str) else read_number(raw)


def _listed(raw: object) -> list[object] | tuple[object, ...]:
    values = raw if isinstance(raw, list | tuple) else [raw]
    if not values:
        raise Refusal(say("a list of values cannot be empty"))
    return values


CONDITION_SCHEMA = {"type": "object", "minProperties": 1}
When = Annotated[Condition, ReadBy(read_condition, CONDITION_SCHEMA)]
