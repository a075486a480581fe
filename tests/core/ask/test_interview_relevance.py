"""What can still change a price is asked, alone or with others; what cannot is not."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import WORDS, answers_to, choice, figures, number, one, several, small_card, small_cards, task, yes_no
from fourchette.core.ask.interview import next_trait
from fourchette.core.ask.interview_relevance import first_tied, footprint, moves, tries
from fourchette.core.card.clauses import Clause
from fourchette.core.card.conditions import read_condition
from fourchette.core.card.rate_card import Quantity, RateCard, Rule, Trait
from fourchette.core.mandate.mandate import Mandate, Season

SWITCH = {"no": choice(), "yes": choice()}


def asked(card: RateCard, answers: Mapping[str, Any]) -> list[str]:
    """The questions of an interview, in order, given what each is answered; Enter where nothing is."""
    mandate = Mandate()
    order: list[str] = []
    while (name := next_trait(card, mandate, order)) is not None:
        order.append(name)
        if name in answers:
            mandate = Mandate(traits={**mandate.traits, name: answers[name]})
    return order


def rule(when: Mapping[str, Any], **effect: Any) -> Rule:  # noqa: ANN401  # the keys of a noun
    return Rule(id="rule", when=read_condition(when), **(effect or {"add": figures(10)}))


def test_a_trait_that_does_nothing_is_never_asked() -> None:
    card = small_card(traits={"idle": one("no", **SWITCH)})

    assert "idle" not in asked(card, {"posts": 4})


def test_a_share_of_nothing_is_asked_once_there_is_something() -> None:
    card = small_card(
        traits={"share": number(50, most=Decimal(100)), "mail": number()},
        quantities={"replies": Quantity(each=("mail",), share="share")},
        tasks={"replies": task(10, each=("replies",))},
    )

    assert asked(card, {}) == ["scope", "mail"]
    assert asked(card, {"mail": 10}) == ["scope", "mail", "share"]


def test_what_multiplies_the_lines_of_a_lane_is_asked_where_the_lane_has_hours() -> None:
    card = small_card(
        traits={"rush": yes_no(percent=figures(50), lanes=("talk",)), "calls": number()},
        tasks={"posts": task(60), "calls": task(30, lane="talk", each=("calls",))},
    )

    assert "rush" not in asked(card, {"posts": 4})
    assert "rush" in asked(card, {"posts": 4, "calls": 2})


def test_two_answers_that_matter_only_together_are_both_asked() -> None:
    card = small_card(
        traits={"night": one("no", **SWITCH), "fast": one("no", **SWITCH)},
        rules=(rule({"night": "yes", "fast": "yes"}),),
    )

    assert asked(card, {"posts": 4}) == ["scope", "posts", "night"]
    assert asked(card, {"posts": 4, "night": "yes"}) == ["scope", "posts", "night", "fast"]


def test_three_answers_that_matter_only_together_are_all_asked() -> None:
    traits = {name: one("no", **SWITCH) for name in ("a", "b", "c")}
    card = small_card(traits=traits, rules=(rule(dict.fromkeys(traits, "yes")),))

    assert asked(card, {"posts": 4, "a": "yes", "b": "yes"})[2:] == ["a", "b", "c"]
    assert asked(card, {"posts": 4, "a": "yes"})[2:] == ["a", "b"]


def test_of_some_that_are_tied_only_those_that_matter_together_are_asked() -> None:
    """The first condition can never hold: nobody is asked for it."""
    traits = {name: one("no", **SWITCH) for name in ("a", "b", "c")}
    impossible = {"a": "yes", "b": "yes", "scope": {"includes": "talk", "not": {"includes": "talk"}}}
    possible = Rule(id="other", when=read_condition({"b": "yes", "c": "yes"}), add=figures(5))
    card = small_card(traits=traits, rules=(rule(impossible), possible))

    assert asked(card, {"posts": 4, "b": "yes"})[2:] == ["b", "c"]


def test_a_question_that_only_opens_another_is_asked() -> None:
    opened = Trait(
        kind="yes-no",
        label=choice().label,
        default=False,
        add=figures(10),
        asked_when=read_condition({"gate": "yes"}),
    )
    card = small_card(traits={"gate": one("no", **SWITCH), "opened": opened})

    assert asked(card, {"posts": 4}) == ["scope", "posts", "gate"]
    assert asked(card, {"posts": 4, "gate": "yes"}) == ["scope", "posts", "gate", "opened"]


def test_a_question_stays_closed_where_it_makes_no_sense_though_its_answer_would_have_a_price() -> None:
    calls = number(asked_when=read_condition({"scope": {"includes": "talk"}}))
    card = small_card(traits={"calls": calls}, tasks={"calls": task(60, each=("calls",)), "posts": task(60)})

    assert moves(card, Mandate(traits={"posts": 4}), "calls")
    assert "calls" not in asked(card, {"scope": ["work"]})
    assert "calls" in asked(card, {"scope": ["talk"]})


def test_too_many_ties_to_try_are_asked_rather_than_skipped() -> None:
    traits = {f"t{index}": one("no", **SWITCH) for index in range(12)}
    card = small_card(traits=traits, rules=(rule(dict.fromkeys(traits, "yes")),))

    assert "t0" in asked(card, {"posts": 4})


@pytest.mark.parametrize(("choices", "first"), [((2, 3, 4, 4, 4), None), ((18, 78), "t0")])
def test_ties_are_tried_up_to_1500_cases(choices: tuple[int, ...], first: str | None) -> None:
    """Each question has its choices and may be left unanswered: 3 × 4 × 5 × 5 × 5 are tried, 19 × 79 are not."""
    traits = {
        f"t{place}": one("c0", **{f"c{index}": choice() for index in range(number_of)})
        for place, number_of in enumerate(choices)
    }
    never = {"posts": {"at_least": 5, "not": {"at_least": 5}}}
    card = small_card(traits=traits, rules=(rule({**dict.fromkeys(traits, "c1"), **never}),))

    assert first_tied(card, Mandate(traits={"posts": 4}), [*traits], [*traits]) == first


def test_of_too_many_members_to_combine_each_is_tried_and_all_of_them() -> None:
    members: Mapping[str, Any] = {f"m{index}": choice(add=figures(index)) for index in range(13)}
    card = small_card(traits={"where": several(**members)})

    assert tries(card, "where") == (*((name,) for name in members), tuple(members))


def test_the_rate_that_the_range_holds_may_be_set_free_by_a_discount() -> None:
    """At 200 $/h held at 150, a premium alone moves nothing; with a discount later it would."""
    card = small_card(
        200,
        traits={
            "premium": one("no", no=choice(), yes=choice(add=figures(10))),
            "client": one("any", any=choice(), friend=choice(percent=figures(-20))),
        },
    )

    assert asked(card, {"posts": 4})[2:] == ["premium", "client"]


def test_people_are_part_of_what_is_asked_for() -> None:
    card = small_card(traits={"night": one("no", **SWITCH)}, rules=(rule({"night": "yes"}, people=Decimal(3)),))

    assert "night" in asked(card, {"posts": 4})


def test_a_number_is_tried_at_both_ends_and_around_each_threshold() -> None:
    trait = number(most=Decimal(900))
    card = small_card(traits={"mail": trait}, rules=(rule({"mail": {"at_least": 100}}),))

    assert {0, 99, 100, 900} <= set(tries(card, "mail"))


def test_of_a_computed_number_what_one_may_say_is_tried() -> None:
    trait = number(None, derived=Quantity(each=("posts",)), most=Decimal(50))
    card = small_card(traits={"copies": trait}, tasks={"copies": task(60, each=("copies",))})

    assert set(tries(card, "copies")) <= {Decimal(n) for n in range(51)}
    assert "copies" in asked(card, {"posts": 4})


def test_with_no_community_in_the_scope_its_questions_are_not_asked(card: RateCard) -> None:
    names = asked(card, {"scope": ["content"], "platforms": ["facebook"], "posts": 8})

    assert names[:3] == ["scope", "platforms", "experience"]
    assert {"inbound", "followers", "reply_share", "distress", "response", "coverage", "peak"}.isdisjoint(names)
    assert {"posts", "voice", "rush", "months", "billing"} <= set(names)


def test_followers_are_asked_only_where_messages_are_not_known(card: RateCard) -> None:
    scope = {"scope": ["community"]}

    assert "followers" in asked(card, scope)
    assert "followers" not in asked(card, {**scope, "inbound": 40})


@pytest.mark.parametrize("scope", [["content"], ["community"], ["strategy"], ["on-site", "training"]])
def test_an_interview_ends_and_asks_each_question_once(card: RateCard, scope: list[str]) -> None:
    names = asked(card, {"scope": scope})

    assert len(names) == len(set(names)) <= len(card.traits)


def skipped_all_move_nothing(card: RateCard, data: st.DataObject) -> None:
    """Interview at random, then say anything to what was skipped without a reason of the card's own."""
    answers = {
        name: data.draw(answers_to(trait, most=30), label=name)
        for name, trait in card.traits.items()
        if trait.required or data.draw(st.booleans(), label=f"{name}?")
    }
    names = asked(card, answers)
    mandate = Mandate(traits={name: raw for name, raw in answers.items() if name in names})
    open_ = [name for name in card.traits if name not in names and not list(card.traits[name].asked_when.comparisons())]
    others = {name: data.draw(answers_to(card.traits[name], most=3000), label=name) for name in open_}

    now = footprint(card, mandate)

    assert footprint(card, Mandate(traits={**mandate.traits, **others})) == now


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_whatever_is_said_to_what_was_skipped_the_price_stays(card: RateCard, data: st.DataObject) -> None:
    skipped_all_move_nothing(card, data)


@settings(max_examples=40, deadline=None)
@given(small_cards(), st.data())
def test_whatever_the_card_what_was_skipped_moves_nothing(drawn: RateCard, data: st.DataObject) -> None:
    skipped_all_move_nothing(drawn, data)


def test_the_question_that_opens_another_is_asked_before_it_wherever_the_card_has_it() -> None:
    opened = yes_no(asked_when=read_condition({"gate": "yes"}), add=figures(10))
    card = small_card(traits={"opened": opened, "gate": one("no", **SWITCH)})

    assert asked(card, {"posts": 4, "gate": "yes"}) == ["scope", "posts", "gate", "opened"]


def test_a_question_is_opened_by_what_is_not_said_yet_beside_what_was() -> None:
    opened = yes_no(asked_when=read_condition({"said": "yes", "gate": "yes"}), add=figures(10))
    card = small_card(traits={"said": one("yes", **SWITCH), "gate": one("no", **SWITCH), "opened": opened})
    mandate = Mandate(traits={"posts": 4, "said": "yes"})

    assert next_trait(card, mandate, ["scope", "posts", "said"]) == "gate"


def test_a_question_opens_nothing_where_the_other_stays_closed_all_the_same() -> None:
    opened = yes_no(asked_when=read_condition({"gate": "yes", "scope": {"includes": "talk"}}), add=figures(10))
    card = small_card(traits={"gate": one("no", **SWITCH), "opened": opened})

    assert asked(card, {"posts": 4}) == ["scope", "posts"]
    assert asked(card, {"scope": ["talk"], "posts": 4}) == ["scope", "posts", "gate"]


def test_what_is_tied_is_asked_in_the_order_of_the_card_whatever_ties_it() -> None:
    traits = {name: one("no", **SWITCH) for name in ("a", "b", "c")}
    ties = ({"b": "yes", "c": "yes"}, {"a": "yes", "b": "yes"})
    rules = tuple(Rule(id=str(place), when=read_condition(when), add=figures(5)) for place, when in enumerate(ties))

    assert asked(small_card(traits=traits, rules=rules), {"posts": 4})[2:] == ["a", "b"]


def test_of_two_groups_the_one_that_is_tied_first_is_asked_first() -> None:
    traits = {name: one("no", **SWITCH) for name in ("a", "b", "c", "d")}
    rules = tuple(
        Rule(id=str(place), when=read_condition(dict.fromkeys(tied, "yes")), add=figures(5))
        for place, tied in enumerate(("ab", "cd", "ab"))
    )

    assert asked(small_card(traits=traits, rules=rules), {"posts": 4})[2:] == ["a", "c"]


def test_what_only_a_sentence_of_the_document_ties_is_not_asked() -> None:
    """However many it looks at: no price follows from it."""
    traits = {f"t{index}": one("no", **SWITCH) for index in range(7)}
    told = Clause(kind="included", text=WORDS, when=read_condition(dict.fromkeys(traits, "yes")))

    assert asked(small_card(traits=traits, clauses={"told": told}), {"posts": 4}) == ["scope", "posts"]


def test_an_answer_that_a_mandate_cannot_have_hides_no_other() -> None:
    """A season of two months is none of a mandate of one; of a mandate of many it is."""
    season = Season(label=WORDS, months=Decimal(2), traits={"posts": 5})
    card = small_card(traits={"months": number(1, least=Decimal(1), most=Decimal(12))})

    assert moves(card, Mandate(traits={"posts": 4, "months": 3}, seasons=(season,)), "months")
