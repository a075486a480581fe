from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from builders import (
    ALL_PREMIUMS,
    WORDS,
    choice,
    claim,
    figures,
    number,
    priced,
    proof,
    several,
    small_card,
    task,
    yes_no,
)
from fourchette.core.basis.problems import Problem
from fourchette.core.basis.rhythm import Rhythm
from fourchette.core.card.changes import Option, OwnPackage
from fourchette.core.card.conditions import read_condition
from fourchette.core.card.rate_card import Fee, Overhead, Quantity, RateCard
from fourchette.core.mandate.answers import Answers, UnsuitedMandate, answer, trait_problems, volume_traits
from fourchette.core.mandate.mandate import Mandate, Proof

WORK: dict[str, Any] = {"scope": ["content"], "posts": 8}


def answered(card: RateCard, traits: dict[str, Any]) -> Answers:
    return answer(card, Mandate(traits=traits))


def problems(card: RateCard, mandate: Mandate) -> tuple[Problem, ...]:
    with pytest.raises(UnsuitedMandate) as refused:
        answer(card, mandate)
    return refused.value.problems


def only_problem(card: RateCard, mandate: Mandate) -> tuple[str, str, str]:
    """The key, the message and the remedy of the one problem of a mandate."""
    (problem,) = problems(card, mandate)
    return problem.key, str(problem.message), str(problem.remedy or "")


def test_what_is_not_said_has_the_default_of_the_card(card: RateCard) -> None:
    facts = answered(card, WORK).facts

    assert facts["experience"] == "intermediate"
    assert facts["platforms"] == ()
    assert facts["meetings"] == 0
    assert facts["audit"] is False
    assert facts["period"] == "month"


def test_what_was_said_is_told_from_what_was_not(card: RateCard) -> None:
    assert answered(card, WORK).said == {"scope", "posts"}


def test_members_stand_in_the_order_of_the_card(card: RateCard) -> None:
    facts = answered(card, {**WORK, "platforms": ["x", "facebook"]}).facts

    assert facts["platforms"] == ("facebook", "x")


def test_one_member_needs_no_list(card: RateCard) -> None:
    assert answered(card, {**WORK, "scope": "content"}).facts["scope"] == ("content",)


def test_a_decimal_that_is_whole_is_a_whole_number(card: RateCard) -> None:
    assert answered(card, {**WORK, "posts": Decimal("8.0")}).facts["posts"] == 8


@pytest.mark.parametrize(
    ("name", "raw", "word"),
    [
        ("posts", "8", "number is expected"),
        ("posts", 8.0, "number is expected"),
        ("posts", True, "number is expected"),
        ("posts", -1, "too small"),
        ("posts", 10001, "too large"),
        ("posts", Decimal("8.5"), "whole number"),
        ("posts", Decimal("NaN"), "count with"),
        ("posts", Decimal("Infinity"), "count with"),
        ("months", 0, "too small"),
        ("reply_share", 101, "too large"),
        ("ad_spend", Decimal("0.1234567"), "too many decimals"),
        ("response", "2h", "not one of the choices"),
        ("response", ["1h"], "text is expected"),
        ("response", 1, "text is expected"),
        ("voice", "standard\x1b[31m", "control character"),
        ("platforms", ["facebook", "facebook"], "twice"),
        ("platforms", ["facebook", "myspace"], "not one of the choices"),
        ("scope", [], "at least one"),
        ("audit", "yes", "true or false"),
        ("audit", 1, "true or false"),
    ],
)
def test_an_answer_that_its_trait_cannot_take_is_refused(card: RateCard, name: str, raw: object, word: str) -> None:
    key, message, _ = only_problem(card, Mandate(traits={**WORK, name: raw}))

    assert key == f"traits.{name}"
    assert word in message


@pytest.mark.parametrize(
    ("traits", "nearest"),
    [
        ({**WORK, "platform": ["facebook"]}, "platforms"),
        ({**WORK, "platforms": ["Facebok"]}, "facebook"),
        ({**WORK, "coverage": "evening"}, "evenings"),
        ({**WORK, "experience": "SENIOR"}, "senior"),
    ],
)
def test_a_misspelt_name_gets_the_nearest_one(card: RateCard, traits: dict[str, Any], nearest: str) -> None:
    _, _, remedy = only_problem(card, Mandate(traits=traits))

    assert f"“{nearest}”" in remedy


def test_a_name_near_none_gets_the_whole_list(card: RateCard) -> None:
    _, _, remedy = only_problem(card, Mandate(traits={**WORK, "voice": "zzz"}))

    assert "standard, distinctive" in remedy


def test_the_scope_must_be_said(card: RateCard) -> None:
    key, message, remedy = only_problem(card, Mandate(traits={"posts": 8}))

    assert (key, message) == ("traits.scope", "this trait has no answer")
    assert "content" in remedy


def test_all_problems_come_at_once(card: RateCard) -> None:
    mandate = Mandate(traits={"colour": "red", "posts": -1, "voice": "loud"}, period="project")

    assert {problem.key for problem in problems(card, mandate)} == {
        "traits.posts",
        "traits.voice",
        "traits.colour",
        "traits.scope",
        "weeks",
    }


@pytest.mark.parametrize(
    ("frame", "key", "word"),
    [
        ({"period": "project"}, "weeks", "how many weeks"),
        ({"weeks": Decimal(3)}, "weeks", "weeks are for a project"),
        ({"period": "project", "weeks": Decimal(521)}, "weeks", "too large"),
        ({"hours": Decimal("100000.5")}, "hours", "too large"),
        ({"starts": date(2026, 12, 2), "ends": date(2026, 12, 1)}, "ends", "before it starts"),
    ],
)
def test_a_frame_that_does_not_hold_together_is_refused(
    card: RateCard, frame: dict[str, Any], key: str, word: str
) -> None:
    found, message, _ = only_problem(card, Mandate(traits=WORK, **frame))

    assert found == key
    assert word in message


@pytest.mark.parametrize(
    "frame",
    [
        {"period": "project", "weeks": Decimal(520)},
        {"hours": Decimal(100000)},
        {"starts": date(2026, 12, 1)},
        {"ends": date(2026, 12, 1)},
        {"starts": date(2026, 12, 1), "ends": date(2026, 12, 1)},
    ],
)
def test_a_frame_goes_to_its_bounds(card: RateCard, frame: dict[str, Any]) -> None:
    assert answer(card, Mandate(traits=WORK, **frame)).said == {"scope", "posts"}


@pytest.mark.parametrize(
    "traits",
    [
        {"scope": ["editorial"]},
        {"scope": ["editorial"], "posts": 0, "inbound": 0},
        {"scope": ["on-site"], "platforms": ["facebook"], "meetings": 0},
        {"scope": ["editorial"], "months": 12, "reply_share": 90},
    ],
)
def test_a_mandate_without_volume_nor_hours_is_refused(card: RateCard, traits: dict[str, Any]) -> None:
    key, message, remedy = only_problem(card, Mandate(traits=traits))

    assert key == "traits"
    assert "nothing to do" in message
    assert "posts" in remedy


@pytest.mark.parametrize(
    "traits",
    [
        {"scope": ["content"]},
        {"scope": ["community"]},
        {"scope": ["content", "community"], "posts": 0, "inbound": 0},
    ],
)
def test_content_without_posts_nor_interactions_is_refused(card: RateCard, traits: dict[str, Any]) -> None:
    assert "nothing to do" in only_problem(card, Mandate(traits=traits))[1]


@pytest.mark.parametrize(
    "mandate",
    [
        Mandate(traits={"scope": ["editorial"]}, hours=Decimal(4)),
        Mandate(traits={"scope": ["community"], "inbound": 10}),
        Mandate(traits={"scope": ["ads"], "ad_spend": 1000}),
        Mandate(traits={"scope": ["training"]}),
        Mandate(traits={"scope": ["reporting"]}),
        Mandate(traits={"scope": ["editorial"], "audit": True}),
    ],
)
def test_hours_a_volume_or_work_of_its_own_is_something_to_do(card: RateCard, mandate: Mandate) -> None:
    assert answer(card, mandate).facts["period"] == "month"


@pytest.mark.parametrize(
    ("given", "key", "word"),
    [
        (proof("attributed-margin"), "amount", "needs this figure"),
        (proof("leads", count=Decimal(3), close_rate=Decimal(20)), "margin", "needs this figure"),
        (proof("leads", count=Decimal(3), margin=Decimal(90)), "close_rate", "needs this figure"),
        (proof("avoided-contacts"), "count", "needs this figure"),
        (proof("retained-clients", count=Decimal(3)), "margin", "needs this figure"),
        (proof("ad-value"), "amount", "needs this figure"),
        (proof("avoided-contacts", count=Decimal(3), amount=Decimal(9)), "amount", "no use for it"),
        (proof(amount=Decimal(9), minutes=Decimal(5)), "times", "how many times"),
    ],
)
def test_a_proof_says_the_figures_of_its_kind_and_no_other(card: RateCard, given: Proof, key: str, word: str) -> None:
    found, message, _ = only_problem(card, Mandate(traits=WORK, value=claim(given)))

    assert found == f"value.proofs[0].{key}"
    assert word in message


def test_a_value_case_has_a_proof(card: RateCard) -> None:
    key, message, _ = only_problem(card, Mandate(traits=WORK, value=claim()))

    assert (key, message) == ("value.proofs", "a value case has at least one proof")


def test_an_optional_list_may_be_empty() -> None:
    card = small_card(traits={"channels": several()})

    assert answered(card, {"posts": 1, "channels": []}).facts["channels"] == ()


def test_a_trait_without_default_nor_derivation_must_be_answered() -> None:
    card = small_card(traits={"budget": number(None)})

    key, message, _ = only_problem(card, Mandate(traits={"posts": 1}))

    assert (key, message) == ("traits.budget", "this trait has no answer")


def test_a_yes_brings_work_where_a_task_waits_for_it(card: RateCard) -> None:
    # 6 hours of audit and 8 % of coordination: 6 + 0.48, to the quarter hour 6.00 and 0.50.
    quote = priced(card, {"scope": ["editorial"], "audit": True, "meetings": 0})

    assert {line.id: str(line.hours) for line in quote.lines} == {"setup": "6.00", "coordination": "0.50"}


def test_work_waits_for_a_choice_and_a_number_together() -> None:
    audit = task(60, fixed=Decimal(1), when=read_condition({"audit": True, "sites": {"at_least": 2}}))
    card = small_card(traits={"audit": yes_no(), "sites": number(1)}, tasks={"audit": audit})

    assert answered(card, {"audit": True, "sites": 2}).facts["sites"] == 2
    assert only_problem(card, Mandate(traits={"audit": True}))[0] == "traits"


def test_a_no_brings_none() -> None:
    card = small_card(traits={"audit": yes_no()})

    key, _, _ = only_problem(card, Mandate(traits={"audit": False}))

    assert key == "traits"


def test_the_heaviest_answers_suit_the_default_card(card: RateCard) -> None:
    assert answered(card, dict(ALL_PREMIUMS)).said == set(ALL_PREMIUMS)


def test_another_name_of_a_choice_stands_for_it() -> None:
    card = small_card(
        traits={"places": several(facebook=choice(aliases=("fb", "meta")), x=choice(aliases=("twitter",)))}
    )

    assert answered(card, {"posts": 1, "places": ["Twitter", "fb"]}).facts["places"] == ("facebook", "x")


def test_one_choice_by_two_names_is_there_twice() -> None:
    card = small_card(traits={"places": several(facebook=choice(aliases=("fb",)))})

    key, message, _ = only_problem(card, Mandate(traits={"posts": 1, "places": ["facebook", "fb"]}))
    assert (key, message) == ("traits.places", "facebook is there twice")


def test_the_rhythms_that_were_said_are_kept_and_no_other_answer(card: RateCard) -> None:
    said = {**WORK, "posts": "3/week", "stories": "8/all", "videos_produced": "2/trimestre", "response": "4h"}

    assert answered(card, said).rhythms == {
        "posts": Rhythm(Decimal(3), "week"),
        "videos_produced": Rhythm(Decimal(2), "quarter"),
    }


@pytest.mark.parametrize(
    ("option", "key"),
    [
        ({"traits": {"pots": 1}}, "options[1].traits.pots"),
        ({"traits": {"posts": -1}}, "options[1].traits.posts"),
        ({}, "options[1]"),
        ({"hours": Decimal(3)}, "options[1].hours"),
    ],
)
def test_what_is_wrong_of_an_option_is_told_at_its_key(card: RateCard, option: dict[str, Any], key: str) -> None:
    sound = Option(label=WORDS, traits={"newsletters": 1})

    assert only_problem(card, Mandate(traits=WORK, options=(sound, Option(label=WORDS, **option))))[0] == key


def test_hours_are_offered_beside_stated_hours() -> None:
    option = Option(label=WORDS, hours=Decimal(3))

    assert answer(small_card(), Mandate(hours=Decimal(10), options=(option,))).said == frozenset()


def test_a_volume_brings_work_by_what_is_counted_from_it() -> None:
    """Hours up to a number, a fee, a share of it: each is something to do."""
    names = ("paid", "shared", "filled", "idle")
    card = small_card(
        traits={name: number() for name in names},
        fees={"fee": Fee(label=WORDS, each="paid", unit_price=figures(5))},
        quantities={"part": Quantity(each=("shared",), share=Decimal(50))},
        overheads={"least": Overhead(label=WORDS, up_to="filled", into="work")},
    )

    assert volume_traits(card) == {"posts", "paid", "shared", "filled"}
    for name in ("paid", "shared", "filled"):
        assert answered(card, {name: 1}).said == {name}
    assert only_problem(card, Mandate(traits={"idle": 1}))[1:] == (
        "there is nothing to do: no volume and no hours",
        "give a volume (posts, paid, shared, filled) or hours",
    )


def test_of_a_volume_that_is_not_known_what_it_may_be_is_kept(card: RateCard) -> None:
    found = answered(card, {**WORK, "posts": [4, 8, 12], "platforms": ["facebook"]})

    assert found.uncertain == {"posts": figures(4, 8, 12)}
    assert found.facts["posts"] == 8


def test_a_name_that_the_card_has_not_is_told_at_its_place_with_the_nearest(card: RateCard) -> None:
    named = next(iter(card.clauses))
    own = {name: OwnPackage(recommended=name != "brief") for name in ("brief", "essential", "complete", "compleet")}
    wrong = Mandate(traits=WORK, without=(named, named[:-1]), packages=own)

    assert [problem.key for problem in problems(card, wrong)] == [
        "packages.compleet",
        "packages.complete.recommended",
        "packages.compleet.recommended",
        "without[1]",
    ]


def test_the_answers_alone_are_judged_where_the_rest_cannot_be(card: RateCard) -> None:
    found = trait_problems(card, {"pots": 1, "posts": -1})

    assert [problem.key for problem in found] == ["traits.pots", "traits.posts", "traits.scope"]


def test_work_that_waits_for_a_number_alone_was_not_asked_for() -> None:
    audit = task(60, fixed=Decimal(1), when=read_condition({"sites": {"at_least": 1}}))
    card = small_card(traits={"sites": number(1)}, tasks={"audit": audit})

    assert only_problem(card, Mandate(traits={"sites": 2}))[0] == "traits"
