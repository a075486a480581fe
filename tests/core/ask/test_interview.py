"""The interview: the order of its questions, what Enter takes, going back, and what it leaves out and why."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import WORDS, answers_to, choice, figures, number, one, small_card, task, yes_no
from fourchette.core.ask.interview import (
    CLIENT,
    LANGUAGE,
    PERIOD,
    REGION,
    TITLE,
    TRAITS,
    WEEKS,
    AnswerKind,
    Key,
    Question,
    Reply,
    Session,
    trait_question,
)
from fourchette.core.ask.standing import Standing, standing
from fourchette.core.basis.money import ZERO
from fourchette.core.basis.text import Text
from fourchette.core.card.conditions import read_condition
from fourchette.core.card.rate_card import Quantity, RateCard
from fourchette.core.mandate.mandate import Client, Mandate
from fourchette.core.price.quote import priced

KINDS: dict[Key, AnswerKind] = {
    CLIENT: "text",
    REGION: "one",
    LANGUAGE: "one",
    TITLE: "text",
    PERIOD: "one",
    WEEKS: "number",
}
DEFAULTS: dict[Key, Any] = {LANGUAGE: "fr", PERIOD: "month"}
FRAME = {key: Question(key, kind, WORDS, WORDS, default=DEFAULTS.get(key)) for key, kind in KINDS.items()}

CARD = small_card(
    traits={
        "pace": one("slow", slow=choice(), fast=choice(add=figures(10))),
        "copies": number(None, derived=Quantity(each=("posts",), share=Decimal(50))),
        "calls": number(asked_when=read_condition({"scope": {"includes": "talk"}})),
    },
    tasks={
        "posts": task(60),
        "copies": task(10, each=("copies",)),
        "calls": task(30, lane="talk", each=("calls",)),
        "start": task(60, lane="desk", period="once", fixed=Decimal(1), when=read_condition({"pace": "fast"})),
    },
)


def session(card: RateCard = CARD, **usual: Any) -> Session:  # noqa: ANN401  # answers
    return Session(card, FRAME, usual)


def told(began: Session, **said: Any) -> Session:  # noqa: ANN401  # answers, by the last part of their key
    """The session once it is over, Enter pressed where nothing is said."""
    while (question := began.next()) is not None:
        began = began.answered(question.key, said.get(question.key[-1]))
    return began


def asked(over: Session) -> list[str]:
    return [".".join(reply.key) for reply in over.replies]


def question(began: Session, name: str) -> Question:
    """The question about a trait, Enter pressed until it comes."""
    while (found := began.next()) is not None and found.trait != name:
        began = began.answered(found.key, None)
    assert found is not None
    return found


def test_the_frame_is_asked_first_then_the_scope_then_the_card_in_its_order() -> None:
    assert asked(told(session(), posts=4)) == [
        "client.name", "client.region", "language", "title", "period",
        "traits.scope", "traits.posts", "traits.pace", "traits.copies",
    ]  # fmt: skip


def test_only_a_project_is_asked_its_weeks_and_its_volumes_are_for_all_of_it() -> None:
    project = told(session(), period="project", weeks=Decimal(3), posts=4)

    assert asked(project)[4:6] == ["period", "weeks"]
    assert project.mandate.is_project
    assert project.mandate.weeks == Decimal(3)
    assert question(session().answered(PERIOD, "project").answered(WEEKS, Decimal(3)), "posts").whole
    assert not question(session(), "posts").whole
    assert not any(each.whole or each.money or each.derived for each in FRAME.values())


def test_weeks_that_were_said_are_no_part_of_a_mandate_by_the_month() -> None:
    monthly = session().answered(WEEKS, Decimal(3))

    assert monthly.mandate.weeks is None
    assert WEEKS not in monthly.content


def test_what_is_given_is_not_asked_and_is_not_gone_back_through() -> None:
    given = Session(CARD, FRAME, {}, (Reply(CLIENT, "Café"), Reply((TRAITS, "posts"), Decimal(4))), given=2)

    assert {"client.name", "traits.posts"} & set(asked(told(given))[2:]) == set()
    assert given.back() is None
    assert given.mandate.client.name == "Café"
    assert given.progress[0] == 1


def test_going_back_takes_the_last_answer_away_and_asks_again() -> None:
    before = session().answered(CLIENT, "Café").answered(REGION, "CA-QC")
    after = before.answered(LANGUAGE, "en")

    assert after.back() == before
    assert after.mandate.language == "en"
    back = after.back()
    assert back is not None
    assert (found := back.next()) is not None
    assert found.key == LANGUAGE


def test_an_answer_that_closes_a_question_leaves_it_out_with_its_reason() -> None:
    over = told(session(), scope=["work"], posts=4)

    (omission,) = (each for each in over.omissions() if each.trait == "calls")
    assert omission.unmet == CARD.traits["calls"].asked_when
    assert "calls" not in {each.trait for each in told(session(), scope=["talk"], posts=4).omissions()}


def test_what_no_answer_changes_is_left_out_without_a_reason_of_the_card() -> None:
    card = small_card(traits={"idle": one("no", no=choice(), yes=choice())})

    # The small card's experience has one choice only.
    left_out = told(session(card), posts=4).omissions()
    assert [(each.trait, each.unmet) for each in left_out] == [("experience", None), ("idle", None)]


def test_enter_takes_the_default_or_what_is_computed() -> None:
    posts = session().answered((TRAITS, "posts"), Decimal(8))

    assert question(session(), "pace").default == "slow"
    computed = question(posts, "copies")
    assert (computed.default, computed.derived) == (4, True)
    assert not question(posts, "pace").derived
    assert not trait_question(CARD, Mandate(traits={"copies": 3}), "copies").derived


def test_the_usual_answers_are_not_asked_and_count() -> None:
    over = told(session(pace="fast"), posts=4)

    assert "traits.pace" not in asked(over)
    assert over.mandate.traits["pace"] == "fast"


def test_the_main_questions_come_before_the_details() -> None:
    over = told(replace(session(), main=("copies",)), posts=4)

    assert asked(over)[5:] == ["traits.scope", "traits.copies", "traits.posts", "traits.pace"]


def test_the_progress_counts_each_question_and_never_says_fewer_to_come_than_there_are() -> None:
    under_way, places = replace(session(), main=("posts", "pace")), []
    while (found := under_way.next()) is not None:
        places.append(under_way.progress)
        under_way = under_way.answered(found.key, Decimal(4) if found.trait == "posts" else None)

    assert [place for place, _ in places] == [*range(1, len(places) + 1)]
    assert places[0] == (1, 8)  # the frame's five, the scope, and the two main ones
    assert all(place <= of for place, of in places)


def test_the_progress_counts_no_main_question_that_is_closed() -> None:
    under_way = replace(session(), main=("posts", "calls"))

    assert under_way.progress == (1, 7)  # the frame's five, the scope, and the posts


def test_the_details_are_counted_from_the_first_of_them() -> None:
    under_way, places = replace(session(), main=("posts",)), []
    while (found := under_way.next()) is not None:
        places.append(under_way.progress)
        under_way = under_way.answered(found.key, Decimal(4) if found.trait == "posts" else None)

    assert places[6] == (7, 7)  # the last main question
    assert places[7:] == [(8, 10), (9, 10)]  # the details, one of which no answer would change


def test_a_project_that_says_its_weeks_is_not_asked_its_months(card: RateCard) -> None:
    frame = (Reply(PERIOD, "project"), Reply(WEEKS, Decimal(6)))
    over = told(Session(card, FRAME, {}, frame, given=2), scope=["content"], posts=Decimal(8))

    assert "traits.months" not in asked(over)
    assert "months" not in {each.trait for each in over.omissions()}


def test_what_must_be_answered_has_no_default() -> None:
    card = small_card(traits={"town": one(None, here=choice(), there=choice(add=figures(5)))})

    assert question(session(card), "town").default is None
    # It is asked before what has a default.
    assert asked(told(session(card), town="here", posts=4))[5:8] == ["traits.scope", "traits.town", "traits.posts"]


def test_the_file_says_the_frame_and_only_the_answers_that_were_said() -> None:
    over = told(session(pace="fast"), name="Café", posts=4)

    assert over.content == {CLIENT: "Café", LANGUAGE: "fr"}
    assert over.traits == {"posts": 4}
    assert over.mandate.traits == {"pace": "fast", "posts": 4}


def test_a_standing_price_grows_with_the_answers() -> None:
    # 4 posts of an hour and 2 copies of ten minutes, at 100 $/h; in a hurry, 110 $/h and an hour of start-up.
    assert standing(CARD, Mandate()) == Standing(Decimal(100), project=False)
    assert standing(CARD, Mandate(traits={"posts": 4})) == Standing(
        Decimal(100), project=False, hours=Decimal("4.25"), amount=Decimal(425), once=ZERO
    )
    assert standing(CARD, Mandate(traits={"posts": 4, "pace": "fast"})) == Standing(
        Decimal(110), project=False, hours=Decimal("4.25"), amount=Decimal("467.50"), once=Decimal(110)
    )


def test_nothing_stands_until_what_must_be_answered_is() -> None:
    card = small_card(traits={"town": one(None, here=choice())})

    assert standing(card, Mandate(traits={"posts": 4})) is None


def test_where_nothing_is_to_be_done_the_numbers_are_asked_again() -> None:
    over = told(session())

    again = over.before_volumes()

    assert asked(again)[-1] == "traits.scope"
    assert told(session(), posts=4).before_volumes().traits == {}


@pytest.mark.parametrize(("given", "kept"), [(1, 1), (2, 2), (3, 3)])
def test_the_numbers_that_were_given_are_not_asked_again(given: int, kept: int) -> None:
    replies = (Reply(CLIENT, "Café"), Reply((TRAITS, "posts"), Decimal(4)), Reply((TRAITS, "copies"), Decimal(2)))

    assert Session(CARD, FRAME, {}, replies, given).before_volumes().replies == replies[:kept]


@pytest.mark.parametrize("project", [False, True])
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_what_the_interview_last_showed_is_what_its_file_prices_to(
    card: RateCard, data: st.DataObject, project: bool,  # noqa: FBT001  # a parameter of the test
) -> None:  # fmt: skip
    began = session(card)
    while (asked_now := began.next()) is not None:
        if asked_now.trait is None:
            frame: dict[Key, Any] = {PERIOD: "project" if project else None, WEEKS: Decimal(4)}
            said = frame.get(asked_now.key)
        else:
            drawn = answers_to(card.traits[asked_now.trait], most=40)
            said = data.draw(drawn if asked_now.default is None else st.none() | drawn, label=asked_now.trait)
        began = began.answered(asked_now.key, said)
    shown = standing(card, began.mandate)
    written = Mandate(
        period=began.mandate.period,
        weeks=began.content.get(WEEKS),
        traits=began.traits,
    )

    assert shown is not None
    if shown.amount is not None:
        found = priced(written, card)
        once = shown.once or ZERO
        months = Decimal(1) if project else found.work.answers.facts["months"]
        assert isinstance(months, Decimal)
        assert shown.rate == found.rating.rate.target
        assert shown.amount * months + once == found.whole_price


def test_the_mandate_of_a_session_has_the_frame_that_was_said() -> None:
    over = told(session(), name="Café", title="Menu", region="CA-QC", posts=4)

    assert (over.mandate.title, over.mandate.client.name, over.mandate.client.region) == ("Menu", "Café", "CA-QC")
    assert (session().mandate.title, session().mandate.client) == ("", Client())


def test_a_default_is_the_card_s_while_what_must_be_answered_is_not() -> None:
    copies = number(None, derived=Quantity(each=("posts",)))
    towns = one(None, here=choice(), there=choice())
    card = small_card(traits={"town": towns, "calls": number(5), "copies": copies})

    assert trait_question(card, Mandate(), "calls").default == 5
    assert trait_question(card, Mandate(traits={"calls": 7}), "calls").default == 7
    assert trait_question(card, Mandate(), "posts").default == 0
    assert trait_question(card, Mandate(), "copies").default == 0


def test_a_trait_asks_its_question_or_goes_by_its_label() -> None:
    asking = replace(one("slow", slow=choice()), question=Text("À quel rythme ?", "How fast?"))
    card = small_card(traits={"pace": asking})

    assert trait_question(card, Mandate(), "pace").question.en == "How fast?"
    assert trait_question(card, Mandate(), "posts").question == WORDS


def test_a_question_shows_what_each_answer_does_or_a_yes() -> None:
    surer = yes_no(add=figures(5))
    card = small_card(traits={"pace": CARD.traits["pace"], "sure": surer})

    assert trait_question(card, Mandate(), "pace").effects == CARD.traits["pace"].choices
    assert trait_question(card, Mandate(), "sure").effects == {"yes": surer}
