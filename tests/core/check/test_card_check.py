from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from builders import WORDS, choice, figures, number, one, overhead, several, small_card, task, yes_no
from fourchette.core.basis.text import Text
from fourchette.core.card.clauses import Care, Clause
from fourchette.core.card.conditions import read_condition
from fourchette.core.card.frame import Confidence, Range, ValueTerms
from fourchette.core.card.rate_card import Bracket, Fee, Quantity, RateCard, Rule, Task, Tier, Trait
from fourchette.core.check.card_check import problems_of

ONE = Decimal(1)


def tier(start: int, **effect: Any) -> Tier:  # noqa: ANN401  # an effect, passed on to its noun
    return Tier(from_=Decimal(start), **effect)


def with_trait(trait: Trait) -> RateCard:
    return small_card(traits={"odd": trait})


def with_choice(**effect: Any) -> RateCard:  # noqa: ANN401
    return with_trait(one("a", a=choice(**effect)))


def with_quantity(*, when: object = None, **parts: Any) -> RateCard:  # noqa: ANN401
    condition = {} if when is None else {"when": read_condition(when)}
    return small_card(quantities={"odd": Quantity(**{"each": ("posts",), **parts, **condition})})


def with_fee(**parts: Any) -> RateCard:  # noqa: ANN401
    return small_card(fees={"odd": Fee(**{"label": WORDS, "each": "posts", "unit_price": figures(1), **parts})})


def with_rules(*rules: Rule) -> RateCard:
    return small_card(rules=rules)


def with_task(**parts: Any) -> RateCard:  # noqa: ANN401
    return small_card(tasks={"odd": Task(**{"label": WORDS, "lane": "work", "minutes": figures(5), **parts})})


def value_terms() -> ValueTerms:
    return ValueTerms(
        confidence=Confidence(tracked=Decimal("0.8"), plausible=Decimal("0.5"), weak=Decimal("0.25")),
        fee_share=Decimal(20),
        contact_saving=Decimal(5),
    )


POSTS = read_condition({"posts": 1})
NOT_KNOWN = read_condition({"pots": 1})


def test_the_default_card_is_sound(card: RateCard) -> None:
    assert problems_of(card) == ()


def test_a_small_card_is_sound() -> None:
    assert problems_of(small_card()) == ()


# What is changed in a small sound card, the one key that is named, and a word of the message.
BROKEN = {
    # The frame
    "floor-above-ceiling": (small_card(range_=Range(floor=Decimal(90), ceiling=Decimal(80))), "range", "above"),
    "stated-lane": (small_card(stated_lane="wrok"), "stated_lane", "no lane wrok"),
    "scope-of-one": (small_card(traits={"scope": one("a", a=choice())}), "traits.scope", "of kind several"),
    "no-scope": (
        replace(small_card(), traits={name: each for name, each in small_card().traits.items() if name != "scope"}),
        "traits.scope",
        "of kind several",
    ),
    "no-base": (small_card(traits={"experience": one("a", a=choice())}), "traits", "exactly one trait"),
    "two-bases": (with_choice(base=figures(60)), "traits", "exactly one trait"),
    # Traits
    "named-hours": (small_card(traits={"hours": number()}), "traits.hours", "word of the program"),
    "named-period": (small_card(traits={"period": number()}), "traits.period", "word of the program"),
    "no-choices": (with_trait(one()), "traits.odd", "needs choices"),
    "no-members": (with_trait(several()), "traits.odd", "needs choices"),
    "choices-of-a-number": (with_trait(number(choices={"a": choice()})), "traits.odd.choices", "has no choices"),
    "choices-of-a-yes": (with_trait(yes_no(choices={"a": choice()})), "traits.odd.choices", "has no choices"),
    "tiers-of-one": (
        with_trait(replace(one("a", a=choice()), tiers=(tier(1, add=figures(1)),))),
        "traits.odd.tiers",
        "has no tiers",
    ),
    "derived-choice": (
        with_trait(replace(one("a", a=choice()), derived=Quantity(each=("posts",)))),
        "traits.odd.derived",
        "only a number",
    ),
    "effect-of-a-number": (with_trait(number(add=figures(1))), "traits.odd", "belongs to a choice or a tier"),
    "base-of-some": (
        small_card(traits={"experience": one("a", a=choice(base=figures(60)), b=choice())}),
        "traits.experience.choices",
        "either every choice",
    ),
    "base-of-several": (
        small_card(traits={"experience": one("a", a=choice()), "odd": several(a=choice(base=figures(60)))}),
        "traits.odd.choices",
        "single-choice",
    ),
    "default-choice": (with_trait(one("b", a=choice())), "traits.odd.default", "not one of the choices"),
    "default-member": (with_trait(several(default=("b",), a=choice())), "traits.odd.default", "not one of the choices"),
    "default-number": (with_trait(number(3, most=Decimal(2))), "traits.odd.default", "too large"),
    "default-yes": (with_trait(replace(yes_no(), default="no")), "traits.odd.default", "true or false"),
    "least-above-most": (
        with_trait(number(None, least=Decimal(5), most=Decimal(3))),
        "traits.odd.least",
        "the least (5) is above the most (3)",
    ),
    # Effects
    "two-effects": (with_choice(add=figures(1), percent=figures(1)), "traits.odd.choices.a", "one effect at a time"),
    "lanes-of-an-addition": (
        with_choice(add=figures(1), lanes=("work",)),
        "traits.odd.choices.a.lanes",
        "go with a percent",
    ),
    "percent-both-ways": (with_choice(percent=figures(-5, 0, 5)), "traits.odd.choices.a.percent", "below zero"),
    "discount-of-all": (with_choice(percent=figures(-100)), "traits.odd.choices.a.percent", "leaves nothing"),
    "unknown-lane": (with_choice(percent=figures(5), lanes=("wrok",)), "traits.odd.choices.a.lanes", "no lane wrok"),
    "base-of-a-tier": (with_trait(number(tiers=(tier(1, base=figures(60)),))), "traits.odd.tiers[0].base", "base"),
    "base-of-a-rule": (with_rules(Rule(id="a", when=POSTS, base=figures(60))), "rules[0].base", "base"),
    "tiers-falling": (
        with_trait(number(tiers=(tier(5, add=figures(1)), tier(3, add=figures(2))))),
        "traits.odd.tiers[1].from",
        "3 does not come after 5",
    ),
    "tiers-equal": (
        with_trait(several(a=choice(), tiers=(tier(2, add=figures(1)), tier(2, add=figures(2))))),
        "traits.odd.tiers[1].from",
        "2 does not come after 2",
    ),
    "lane-for-nothing": (
        small_card(traits={name: yes_no(percent=figures(-60, -5, 0), lanes=("work",)) for name in ("odd", "even")}),
        "lanes.work",
        "leave nothing",
    ),
    # Quantities
    "quantity-named-as-a-trait": (
        small_card(quantities={"posts": Quantity(fixed=ONE)}),
        "quantities.posts",
        "already names",
    ),
    "quantity-named-hours": (small_card(quantities={"hours": Quantity(fixed=ONE)}), "quantities.hours", "already"),
    "quantities-in-a-circle": (
        small_card(quantities={"a": Quantity(each=("b",)), "b": Quantity(each=("a",))}),
        "quantities.a",
        "wait for one another: a, b",
    ),
    "each-and-fixed": (with_quantity(fixed=ONE), "quantities.odd", "either"),
    "neither-each-nor-fixed": (with_quantity(each=()), "quantities.odd", "either"),
    "each-unknown": (with_quantity(each=("pots",)), "quantities.odd.each", "pots is neither"),
    "each-of-a-choice": (with_quantity(each=("scope",)), "quantities.odd.each", "scope is neither"),
    "share-unknown": (with_quantity(share="portion"), "quantities.odd.share", "portion is neither"),
    "further-of-a-number": (with_quantity(further="posts"), "quantities.odd.further", "several choices"),
    "derived-of-unknown": (
        with_trait(number(None, derived=Quantity(each=("pots",)))),
        "traits.odd.derived.each",
        "pots is neither",
    ),
    # Conditions
    "when-unknown": (with_quantity(when={"pots": 1}), "quantities.odd.when.pots", "not a trait"),
    "when-unknown-inside": (
        with_quantity(when={"any": [{"posts": 1}, {"pots": {"not": 1}}]}),
        "quantities.odd.when.pots",
        "not a trait",
    ),
    "when-unknown-choice": (
        with_quantity(when={"experience": "senior"}),
        "quantities.odd.when.experience",
        '"senior" is not one of the choices',
    ),
    "when-unknown-member": (
        with_quantity(when={"scope": {"includes": "wrok"}}),
        "quantities.odd.when.scope",
        '"wrok" is not one of the choices',
    ),
    "when-unknown-period": (with_quantity(when={"period": "year"}), "quantities.odd.when.period", '"year"'),
    "includes-of-one": (
        with_quantity(when={"experience": {"includes": "any"}}),
        "quantities.odd.when.experience",
        "several choices",
    ),
    "equals-of-several": (with_quantity(when={"scope": "work"}), "quantities.odd.when.scope", "ambiguous"),
    "text-of-a-number": (with_quantity(when={"posts": "many"}), "quantities.odd.when.posts", "no choices"),
    "number-of-yes": (with_quantity(when={"posts": True}), "quantities.odd.when.posts", "a number is expected"),
    "yes-of-number": (
        small_card(
            traits={"sure": yes_no()},
            quantities={"odd": Quantity(each=("posts",), when=read_condition({"sure": 1}))},
        ),
        "quantities.odd.when.sure",
        "true or false",
    ),
    "at-least-of-one": (
        with_quantity(when={"experience": {"at_least": 1}}),
        "quantities.odd.when.experience",
        "for numbers",
    ),
    # Tasks, overheads, fees, rules
    "task-lane": (with_task(each=("posts",), lane="wrok"), "tasks.odd.lane", "no lane wrok"),
    "task-each": (with_task(each=("pots",)), "tasks.odd.each", "pots is neither"),
    "task-of-nothing": (with_task(), "tasks.odd", "either"),
    "task-when-hours": (
        with_task(each=("posts",), when=read_condition({"hours": {"at_least": 9}})),
        "tasks.odd.when.hours",
        "not a trait",
    ),
    "overhead-lanes": (
        small_card(overheads={"odd": overhead(5, lanes=("wrok",))}),
        "overheads.odd.lanes",
        "no lane wrok",
    ),
    "alias-of-two": (
        with_trait(one("a", a=choice(aliases=("fast",)), b=choice(aliases=("fast",)))),
        "traits.odd.choices.b.aliases",
        "fast already names something else",
    ),
    "share-and-brackets": (
        with_quantity(share=Decimal(50), brackets=(Bracket(from_=ONE, share=ONE),)),
        "quantities.odd",
        "a `share` or `brackets`",
    ),
    "overhead-of-both": (
        small_card(overheads={"odd": overhead(5, up_to=ONE, into="work")}),
        "overheads.odd",
        "a `percent` or hours `up_to`",
    ),
    "overhead-nowhere": (small_card(overheads={"odd": overhead(0, up_to=ONE)}), "overheads.odd", "say which"),
    "overhead-up-to": (
        small_card(overheads={"odd": overhead(0, up_to="pots", into="work")}),
        "overheads.odd.up_to",
        "pots is neither",
    ),
    "overhead-into": (small_card(overheads={"odd": overhead(5, into="wrok")}), "overheads.odd.into", "no lane wrok"),
    "asked-when": (
        with_trait(number(asked_when=NOT_KNOWN)),
        "traits.odd.asked_when.pots",
        "not a trait",
    ),
    "overhead-when": (
        small_card(overheads={"odd": overhead(5, when=NOT_KNOWN)}),
        "overheads.odd.when.pots",
        "not a trait",
    ),
    "fee-of-both": (with_fee(percent=figures(5)), "fees.odd", "either"),
    "fee-of-neither": (with_fee(unit_price=None), "fees.odd", "either"),
    "fee-each": (with_fee(each="pots"), "fees.odd.each", "pots is neither"),
    "fee-when": (with_fee(when=NOT_KNOWN), "fees.odd.when.pots", "not a trait"),
    "rule-twice": (with_rules(Rule(id="a", when=POSTS), Rule(id="a", when=POSTS)), "rules[1].id", "a is there twice"),
    "rule-when": (with_rules(Rule(id="a", when=NOT_KNOWN)), "rules[0].when.pots", "not a trait"),
}


@pytest.mark.parametrize(("card", "key", "word"), BROKEN.values(), ids=BROKEN)
def test_a_broken_card_names_the_key_that_breaks_it(card: RateCard, key: str, word: str) -> None:
    (problem,) = problems_of(card)

    assert problem.key == key
    assert word in str(problem.message)


@pytest.mark.parametrize("name", ["stated-lane", "each-unknown", "when-unknown", "task-lane", "fee-each"])
def test_a_misspelt_name_gets_the_nearest_one(name: str) -> None:
    card, _, word = BROKEN[name]
    (problem,) = problems_of(card)

    assert f"“{'work' if 'lane' in word else 'posts'}”" in str(problem.remedy)


@pytest.mark.parametrize(
    ("card", "remedy"),
    [
        (with_quantity(each=("scop",)), "allowed: posts, odd"),
        (with_trait(number(None, derived=Quantity(each=("posts",), further="post"))), "allowed: scope"),
    ],
)
def test_what_would_be_of_another_kind_is_not_proposed(card: RateCard, remedy: str) -> None:
    (problem,) = problems_of(card)

    assert str(problem.remedy) == remedy


def test_quantities_that_wait_for_a_circle_are_in_it_and_others_are_not() -> None:
    waiting = {"a": Quantity(each=("b",)), "b": Quantity(each=("b",)), "c": Quantity(each=("posts",))}

    (problem,) = problems_of(small_card(quantities=waiting))

    assert str(problem.message) == "these quantities wait for one another: a, b"


def test_all_problems_of_a_card_come_at_once() -> None:
    card = small_card(
        stated_lane="wrok",
        tasks={"odd": task(5, lane="tlak")},
        rules=(Rule(id="a", when=NOT_KNOWN),),
    )

    assert [problem.key for problem in problems_of(card)] == ["stated_lane", "tasks.odd.lane", "rules[0].when.pots"]


@pytest.mark.parametrize(
    "card",
    [
        with_rules(Rule(id="a", when=read_condition({"hours": {"at_least": 40}}), percent=figures(-5))),
        with_rules(Rule(id="a", when=read_condition({"period": "project"}), people=Decimal(2))),
        with_quantity(when={"scope": {"at_least": 2}}),
        with_quantity(when={"posts": [1, 2, 3]}),
        with_trait(yes_no(add=figures(5))),
        with_trait(number(tiers=(tier(1, percent=figures(-5)), tier(2, percent=figures(5))))),
        with_choice(percent=figures(-99)),
        with_trait(
            one("a", a=choice(percent=figures(-60), lanes=("work",)), b=choice(percent=figures(-60), lanes=("work",)))
        ),
        with_trait(number(5, least=Decimal(5), most=Decimal(5))),
        with_trait(one("a", a=choice(aliases=("fast",)), b=choice(aliases=("slow",)))),
        small_card(range_=Range(floor=Decimal(90), ceiling=Decimal(90))),
        small_card(overheads={"odd": overhead(0, up_to=ONE, lanes=("work",))}),
        small_card(overheads={"odd": overhead(0, up_to="posts", into="desk")}),
        small_card(value=value_terms()),
        small_card(quantities={"b": Quantity(each=("a",)), "a": Quantity(each=("posts",))}),
    ],
)
def test_what_may_be_written_is_sound(card: RateCard) -> None:
    assert problems_of(card) == ()


def test_amounts_that_can_take_the_rate_below_zero_are_a_problem() -> None:
    # 50 - 60 = -10: a surcharge would lower it.
    off = small_card(50, traits={"cheap": yes_no(add=figures(-60))})

    assert [problem.key for problem in problems_of(off)] == ["traits"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{pots} posts", "pots is neither a trait nor a term"),
        ("{", "a brace stands for a field"),
        ("{posts:>9}", "a brace"),
    ],
)
def test_a_sentence_for_the_client_names_answers_and_terms_only(text: str, said: str) -> None:
    clauses = {"it": Clause(kind="included", text=Text(text, "Ours.")), "other": Clause(kind="assumed", text=WORDS)}

    (problem,) = problems_of(small_card(clauses=clauses))

    assert problem.path == ("clauses", "it", "text")
    assert str(problem.message).startswith(said)


def test_the_duty_of_care_has_a_condition_of_the_card() -> None:
    care = Care(when=read_condition({"audiance": "vulnerable"}), protocol=(WORDS,))

    assert [problem.path for problem in problems_of(small_card(care=care))] == [("care", "when", "audiance")]
