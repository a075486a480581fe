"""What did not apply: the answer that kept it from applying, and what it would really have added."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import builders
from builders import DAY, NO_TAXES, choice, figures, mandates, number, one, several, small_card, small_cards, task
from conftest import EXAMPLES
from fourchette.core.card.conditions import read_condition
from fourchette.core.card.frame import Range
from fourchette.core.card.rate_card import RateCard, Rule, Tier
from fourchette.core.explain.levers import outcome, with_answers
from fourchette.core.explain.unapplied import Unapplied, foremost, unapplied
from fourchette.core.price.quote import Quote, price, priced
from fourchette.files.mandate.mandate_file import Overrides, load_mandate

HOURS = Decimal(10)


def found_in(quote: Quote) -> tuple[Unapplied, ...]:
    return unapplied(quote, outcome(priced(quote.mandate, quote.card), quote.mandate))


def is_true(each: Unapplied, quote: Quote) -> bool:
    """Whether the answers it asks for bring the effect, and the mandate then gains exactly what it says."""
    if each.gain is None:
        return True
    mandate = with_answers(quote.mandate, each.answers)
    changed = price(mandate, quote.card, NO_TAXES, on=DAY)
    applied = any(step.effect is each.effect and step.applied for step in changed.rating.steps)
    return (
        applied
        and outcome(priced(mandate, quote.card), mandate) - outcome(priced(quote.mandate, quote.card), quote.mandate)
        == each.gain
    )


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_giving_the_answers_it_asks_for_brings_it_and_adds_exactly_what_it_says(data: st.DataObject) -> None:
    card = data.draw(small_cards())
    quote = price(data.draw(mandates(card)), card, NO_TAXES, on=DAY)

    assert all(is_true(each, quote) for each in found_in(quote))


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.toml")), ids=lambda path: path.stem)
def test_on_every_example_what_did_not_apply_is_all_that_did_not_and_is_true(path: object, card: RateCard) -> None:
    mandate = load_mandate(str(path), card, Overrides()).mandate
    quote = price(mandate, card, NO_TAXES, on=DAY)

    found = found_in(quote)

    assert [each.effect for each in found] == [step.effect for step in quote.rating.steps if not step.applied]
    assert all(is_true(each, quote) for each in found)


def of_rule(when: dict[str, object], **traits: object) -> Unapplied:
    """The one rule of a small card, which does not apply."""
    card = small_card(
        traits={
            "pace": one("calm", calm=choice(), brisk=choice()),
            "channels": several(web=choice(), mail=choice(), street=choice()),
            "messages": number(),
        },
        rules=(Rule(id="rule", when=read_condition(when), add=figures(7)),),
    )
    (found,) = (each for each in found_in(builders.priced(card, traits, hours=HOURS)) if each.effect.id == "rule")
    return found


@pytest.mark.parametrize(
    ("when", "answers"),
    [
        ({"pace": "brisk"}, {"pace": "brisk"}),
        ({"pace": {"not": "calm"}}, {"pace": "brisk"}),
        ({"channels": {"includes": "mail"}}, {"channels": ("web", "mail")}),
        ({"channels": {"not": {"includes": "web"}}}, {"channels": ()}),
        ({"channels": {"at_least": 3}}, {"channels": ("web", "mail", "street")}),
        ({"channels": {"at_most": 0}}, {"channels": ()}),
        ({"messages": {"at_least": 20}}, {"messages": 20}),
        ({"messages": {"at_most": 3}}, {"messages": 3}),
        ({"messages": {"not": {"at_least": 5}}}, {"messages": 4}),
        ({"messages": {"not": {"at_most": 12}}}, {"messages": 13}),
        ({"pace": "brisk", "messages": {"at_least": 20}}, {"pace": "brisk", "messages": 20}),
        ({"any": [{"pace": "brisk"}, {"messages": 0}]}, {"pace": "brisk"}),
        ({"channels": {"includes": "web"}, "messages": {"at_least": 20}}, {"messages": 20}),
        ({"channels": {"includes": ["street", "mail"]}}, {"channels": ("web", "mail")}),
        ({"messages": [11, 13]}, {"messages": 11}),
        ({"messages": [100, 9, 20]}, {"messages": 9}),
        ({"messages": [12, 8]}, {"messages": 8}),
        ({"messages": [2, 14, 30]}, {"messages": 14}),
    ],
)
def test_a_rule_asks_for_the_nearest_answers_that_satisfy_it(
    when: dict[str, object], answers: dict[str, object]
) -> None:
    found = of_rule(when, channels=["web"], messages=10)

    assert found.answers == answers
    assert found.gain is not None
    assert found.gain.rate == 7


def test_a_rule_may_ask_for_every_answer_of_a_card() -> None:
    when = {"experience": "old", "scope": {"includes": "talk"}, "posts": {"at_least": 5}}
    old = one("new", new=choice(base=figures(90)), old=choice(base=figures(90)))
    card = small_card(traits={"experience": old}, rules=(Rule(id="all", when=read_condition(when), add=figures(7)),))

    found = {each.effect.id: each.answers for each in found_in(builders.priced(card, {}, hours=HOURS))}

    assert found["all"] == {"experience": "old", "scope": ("work", "talk"), "posts": 5}


@pytest.mark.parametrize(
    ("starts", "said", "answer"),
    [((1, 9), 9, "8"), ((1, 9), 20, "8"), ((1, "1.5"), 2, "1"), ((0, "0.5"), 2, "0")],
)
def test_a_tier_that_a_larger_one_took_over_asks_for_the_most_that_stays_in_it(
    starts: tuple[int | str, int | str], said: int, answer: str
) -> None:
    first, second = (
        Tier(from_=Decimal(start), add=figures(amount)) for start, amount in zip(starts, (1, 3), strict=True)
    )
    card = small_card(traits={"messages": number(decimals=True, tiers=(first, second))})

    (found,) = found_in(builders.priced(card, {"messages": said}, hours=HOURS))

    assert found.answers == {"messages": Decimal(answer)}


@pytest.mark.parametrize(
    "when",
    [
        {"hours": {"at_least": 40}},
        {"period": "project"},
        {"messages": {"not": {"at_least": 0, "at_most": 5}}},
        {"channels": {"includes": "web", "not": {"includes": "web"}}},
    ],
)
def test_what_no_answer_alone_can_bring_has_no_gain(when: dict[str, object]) -> None:
    found = of_rule(when)

    assert (found.answers, found.gain) == ({}, None)


def test_a_premium_above_the_ceiling_would_have_added_nothing() -> None:
    card = small_card(150, traits={"pace": one("calm", calm=choice(), brisk=choice(add=figures(9)))})
    (found,) = found_in(builders.priced(card, {}, hours=HOURS))

    assert found.gain is not None
    assert not any(found.gain.measure)


def leading(card: RateCard) -> list[tuple[str, str]]:
    """The foremost of what did not apply: the traits and their answers."""
    quote = builders.priced(card, {"posts": 10})
    return [(each.effect.id, each.effect.answer) for each in foremost(quote, found_in(quote))]


@pytest.mark.parametrize(("base", "effect"), [(150, {"add": figures(9)}), (50, {"percent": figures(-9)})])
def test_what_would_have_moved_nothing_is_not_among_the_foremost(base: int, effect: dict[str, Any]) -> None:
    card = small_card(base, traits={"pace": one("calm", calm=choice(), brisk=choice(**effect))})

    assert leading(card) == []


def test_of_small_premiums_too_the_larger_is_foremost_and_before_any_discount() -> None:
    card = small_card(
        range_=Range(floor=Decimal(50), ceiling=Decimal(150), step=Decimal("0.5")),
        traits={
            "client": one("any", any=choice(), friend=choice(percent=figures(-10))),
            "tone": one("plain", plain=choice(), bold=choice(add=figures(1)), wry=choice(add=figures("0.5"))),
        },
    )

    assert leading(card) == [("tone", "bold"), ("client", "friend")]


def test_a_premium_like_the_one_that_applies_was_not_left_out_though_its_answer_brings_more_work() -> None:
    card = small_card(
        traits={"pace": one("mid", mid=choice(add=figures(5)), brisk=choice(add=figures(5)))},
        tasks={"posts": task(60), "haste": task(30, when=read_condition({"pace": "brisk"}))},
    )

    assert leading(card) == []


def test_the_foremost_are_one_for_each_answer_premiums_first_and_never_what_a_larger_one_replaced() -> None:
    card = small_card(
        traits={
            "experience": one("new", new=choice(base=figures(90)), old=choice(base=figures(99))),
            "pace": one("mid", calm=choice(), mid=choice(add=figures(5)), brisk=choice(add=figures(9))),
            "tone": one("plain", plain=choice(), bold=choice(add=figures(2)), wild=choice(add=figures(6))),
            "client": one("any", any=choice(), friend=choice(percent=figures(-10))),
            "messages": number(tiers=(Tier(from_=Decimal(1), add=figures(1)), Tier(from_=Decimal(9), add=figures(3)))),
        }
    )
    quote = builders.priced(card, {"messages": 20}, hours=HOURS)

    found = [(each.effect.id, each.effect.answer) for each in foremost(quote, found_in(quote))]

    assert found == [("tone", "wild"), ("pace", "brisk"), ("client", "friend")]


def test_of_two_discounts_of_an_answer_the_foremost_is_the_larger() -> None:
    friends = {"any": choice(), "friend": choice(percent=figures(-5)), "family": choice(percent=figures(-10))}
    quote = builders.priced(small_card(traits={"client": one("any", **friends)}), {}, hours=HOURS)

    assert [each.effect.answer for each in foremost(quote, found_in(quote))] == ["family"]
