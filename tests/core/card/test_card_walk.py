from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_type_hints

import pytest

from builders import WORDS, figures, number, one, pain, small_card, task
from builders import choice as answer
from fourchette.core.basis.estimate import Estimate
from fourchette.core.basis.text import Text
from fourchette.core.card.card_walk import (
    card_parts,
    conditions_of,
    conditions_of_work,
    conditions_on_price,
    names_behind,
    reductions_of,
)
from fourchette.core.card.clauses import Clause
from fourchette.core.card.conditions import ALWAYS, CONDITIONS, Condition, read_condition
from fourchette.core.card.rate_card import Fee, Overhead, Pricing, Quantity, RateCard, Rule, Tier
from fourchette.files.card.card_file import load_card

CARD = load_card().card


def nouns_in(annotation: Any) -> Iterator[type]:  # noqa: ANN401  # an annotation
    """The nouns that a field's annotation speaks of, whatever they stand in."""
    if isinstance(annotation, type) and is_dataclass(annotation) and annotation not in (Estimate, Text):
        yield annotation
    for inner in get_args(annotation):
        yield from nouns_in(inner)


def nouns_below(noun: type) -> set[type]:
    """Every noun that one can hold, directly or through others."""
    found: set[type] = set()
    waiting = [noun]
    while waiting:
        for hint in get_type_hints(waiting.pop()).values():
            new = {*nouns_in(hint)} - found
            found |= new
            waiting += new
    return found


def held(value: object) -> Iterator[object]:
    """Everything that a value is made of, found without the walk."""
    yield value
    if isinstance(value, Mapping):
        for each in value.values():
            yield from held(each)
    elif isinstance(value, tuple):
        for each in value:
            yield from held(each)
    elif is_dataclass(value) and not isinstance(value, CONDITIONS):
        for field in fields(value):
            yield from held(getattr(value, field.name))


def test_every_noun_that_a_card_can_hold_is_walked() -> None:
    assert {type(part.noun) for part in card_parts(CARD)} == nouns_below(RateCard)


@pytest.mark.parametrize("section", [field.name for field in fields(RateCard)])
def test_every_condition_and_every_effect_of_a_section_is_walked(section: str) -> None:
    inside = list(held(getattr(CARD, section)))
    walked = {id(part.noun) for part in card_parts(CARD)}

    conditions = [each for each in inside if isinstance(each, CONDITIONS) and each is not ALWAYS]
    priced = [each for each in inside if isinstance(each, Pricing | Quantity)]

    assert {id(each) for each in conditions} <= {id(when) for _, when in conditions_of(CARD)}
    assert {id(each) for each in priced} <= walked


def test_a_part_has_the_path_of_its_file_and_the_key_that_one_says() -> None:
    rule = Rule(id="late", when=read_condition({"posts": {"at_least": 3}}), add=figures(1))
    card = small_card(posts=number(tiers=(Tier(from_=figures(10).low, add=figures(2)),)), rules=(rule,))

    said = {part.path: part.key for part in card_parts(card)}

    assert said["rules", 0] == ("rules", "late")
    assert said["traits", "posts", "tiers", 0] == ("traits", "posts", "tiers", "10")
    assert (("rules", "late", "when"), rule.when) in conditions_of(card)


def test_the_reductions_begin_with_that_of_stated_hours() -> None:
    lesser = one("b", a=answer(reduce=pain(2, to=("b",))), b=answer())
    card = small_card(traits={"odd": lesser}, stated_reduce=pain(3))

    assert [path for path, _ in reductions_of(card)] == [
        ("stated_reduce",),
        ("traits", "odd", "choices", "a", "reduce"),
    ]


def test_the_names_behind_a_name_are_all_it_is_computed_from() -> None:
    card = small_card(
        quantities={
            "half": Quantity(each=("posts",), share=figures(50).low),
            "quarter": Quantity(each=("half",), share=figures(50).low),
        },
        tasks={"odd": task(5, each=("quarter",))},
    )

    assert {*names_behind(card, ["quarter"])} == {"quarter", "half", "posts"}


def test_a_part_knows_its_trait_its_names_and_whether_a_price_follows_from_it() -> None:
    many = read_condition({"posts": {"at_least": 3}})
    card = small_card(
        posts=number(
            tiers=(Tier(from_=figures(10).low, add=figures(2)),), asked_when=read_condition({"scope": "work"})
        ),
        quantities={"half": Quantity(each=("posts",), share="rate", when=many)},
        overheads={"least": Overhead(label=WORDS, up_to="presence", into="work", when=many)},
        fees={"road": Fee(label=WORDS, each="km", unit_price=figures(1), when=many)},
        rules=(Rule(id="late", when=read_condition({"hours": {"at_least": 9}}), add=figures(1)),),
        clauses={"one": Clause(kind="included", text=WORDS, when=read_condition({"months": 1}))},
    )
    parts = {part.path: part for part in card_parts(card)}

    names = {path[0]: set(part.names()) for path, part in parts.items() if len(path) == 2 and path[0] != "traits"}
    assert {section: names[section] for section in ("quantities", "overheads", "fees", "rules", "clauses")} == {
        "quantities": {"posts", "rate"},
        "overheads": {"presence", "posts"},
        "fees": {"km", "posts"},
        "rules": {"hours"},
        "clauses": {"months"},
    }
    assert (parts["traits", "posts", "tiers", 0].trait, parts["fees", "road"].trait) == ("posts", "")
    assert (parts["fees", "road"].bears_on_price, parts["clauses", "one"].bears_on_price) == (True, False)

    def tested(conditions: Iterable[Condition]) -> set[str]:
        return {each.name for when in conditions for each in when.comparisons()}

    assert tested(conditions_on_price(card)) == {"scope", "posts", "hours"}
    assert tested(conditions_of_work(card)) == {"posts"}


def test_the_names_behind_several_are_each_told_once() -> None:
    card = small_card(quantities={"half": Quantity(each=("posts",), share=figures(50).low)})

    assert sorted(names_behind(card, ["half", "posts", "half"])) == ["half", "posts"]
