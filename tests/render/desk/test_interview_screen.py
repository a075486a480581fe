"""A question on a screen: the price beside it, what moved it, its choices, what Enter takes, and why it is asked."""

from dataclasses import replace
from decimal import Decimal

import pytest

from fourchette.core.ask.interview import TRAITS, Omission, Question, trait_question
from fourchette.core.ask.standing import Standing
from fourchette.core.basis.money import ZERO
from fourchette.core.basis.text import Text
from fourchette.core.card.rate_card import RateCard
from fourchette.core.mandate.mandate import Mandate
from fourchette.render.desk.interview_screen import moved_words, omissions_text, prompt_text, question_text, reason_text
from fourchette.render.screen.console import Screen
from fourchette.render.words.speech import Speech

ENGLISH, FRENCH = Speech("en"), Speech("fr")
NOW = Standing(Decimal(65), project=False, hours=Decimal("12.75"), amount=Decimal("828.75"), once=ZERO)
LATER = Standing(Decimal(70), project=False, hours=Decimal("12.75"), amount=Decimal("892.50"), once=Decimal(350))


def asked(card: RateCard, name: str, **traits: object) -> Question:
    return trait_question(card, Mandate(traits={"scope": ["content"], **traits}), name)


def shown(question: Question, speech: Speech = ENGLISH, width: int = 80, now: Standing | None = NOW) -> list[str]:
    text = question_text(question, now, (), speech, Screen(width=width))
    return text.replace("\u00a0", " ").strip("\n").splitlines()


def prompted(question: Question, recalled: str | None = None) -> str:
    return prompt_text(question, recalled, ENGLISH)


def test_a_question_stands_under_the_price_with_its_choices_numbered(card: RateCard) -> None:
    assert shown(asked(card, "response")) == [
        " Response time ────────────────────────────── $65/h · 12.75 h · $828.75 a month",
        " How fast must replies come?",
        "   1  Next business day ◂",
        "   2  Same business day     +5%",
        "   3  Within 4 hours        +15%",
        "   4  Within 1 hour         +30%",
    ]


def test_without_a_price_yet_there_is_none(card: RateCard) -> None:
    (heading, *_) = shown(asked(card, "response"), now=None)

    assert heading == " Response time " + "─" * 64


@pytest.mark.parametrize("width", [60, 80, 100])
@pytest.mark.parametrize("speech", [ENGLISH, FRENCH], ids=["en", "fr"])
def test_every_question_keeps_within_the_screen(card: RateCard, speech: Speech, width: int) -> None:
    big = Standing(Decimal(150), project=True, hours=Decimal("1320.25"), amount=Decimal("198037.50"))
    for name in card.traits:
        lines = shown(asked(card, name), speech, width, big)
        assert max(map(len, lines)) <= width - 1
        price = speech.duration(Decimal("1320.25")).replace("\u00a0", " ")
        assert any(price in line for line in lines[:2])


def test_many_choices_stand_in_columns(card: RateCard) -> None:
    assert shown(asked(card, "platforms"))[2] == "   1  Facebook     12  Reddit"


def test_in_plain_signs_nothing_is_beyond_the_keyboard(card: RateCard) -> None:
    text = question_text(asked(card, "response"), NOW, (), ENGLISH, Screen(unicode=False))

    assert text.isascii()


@pytest.mark.parametrize(
    ("name", "prompt"),
    [
        ("response", " [1] > "),
        ("posts", " posts [0] > "),
        ("platforms", " [nothing] > "),
        ("languages", " [1] > "),
        ("audit", " [2] > "),
        ("ad_spend", " of ad spend managed [$0] > "),
        ("adapted", " adaptations [0, computed] > "),
    ],
)
def test_enter_takes_what_is_in_brackets(card: RateCard, name: str, prompt: str) -> None:
    assert prompted(asked(card, name)) == prompt


def test_in_colour_only_numbers_marks_and_figures_have_one(card: RateCard) -> None:
    text = question_text(asked(card, "voice"), NOW, (), ENGLISH, Screen(colour=True))

    assert "\x1b[36m  2  \x1b[0mDistinctive or humorous" in text


def test_what_was_typed_before_going_back_is_taken_again(card: RateCard) -> None:
    assert prompted(asked(card, "posts"), "8") == " posts [8] > "


def test_what_an_answer_moved_is_named_with_its_signs(card: RateCard) -> None:
    words = moved_words(asked(card, "response"), NOW, LATER, ENGLISH)

    assert words == ("Response time", "+$5/h", "+$63.75 a month", "+$350.00 once")
    assert moved_words(asked(card, "response"), LATER, NOW, ENGLISH)[1:3] == ("−$5/h", "−$63.75 a month")
    assert moved_words(asked(card, "response"), NOW, NOW, ENGLISH) == ()
    assert moved_words(asked(card, "response"), None, NOW, ENGLISH) == ()


def test_a_reason_says_why_what_each_answer_does_and_whose_figure_it_is(card: RateCard) -> None:
    text = reason_text(asked(card, "voice"), card, ENGLISH, Screen()).replace("\u00a0", " ")

    assert "A distinctive voice is a constant exercise in listening and judgement." in text
    assert "Distinctive or humorous   +$6/h (4 to 9)" in text
    assert "Source: judgement" in text


def test_a_question_without_a_reason_says_so(card: RateCard) -> None:
    assert "The card gives no reason for it." in reason_text(asked(card, "followers"), card, ENGLISH, Screen())


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("scope", "Crisis plan +$5/h (3 to 8) · Crisis plan: a written protocol, kept ready"),
        ("scope", "Strategic advice Strategic advice each month"),
        ("scope", "Other services Articles, Shared pieces, Photos,"),
        ("billing", "By the hour the hours worked are billed · invoiced after each month"),
        ("billing", "Hour bank hours paid ahead · invoiced before each month"),
        ("ad_spend", "Ads management: 15%, at least $350"),
        ("audit", "Do the audit: 360 min"),
    ],
)
def test_a_reason_says_what_an_answer_means_and_the_work_it_brings(card: RateCard, name: str, said: str) -> None:
    text = reason_text(asked(card, name), card, ENGLISH, Screen(width=100))

    assert said in " ".join(text.replace("\u00a0", " ").split())


def test_what_all_the_answers_bear_on_is_said_once(card: RateCard) -> None:
    lines = reason_text(asked(card, "coverage"), card, ENGLISH, Screen()).replace("\u00a0", " ").splitlines()

    assert "   Business hours and weekends           +25% (15 to 40)" in lines
    assert sum("Conversation with the community" in line for line in lines) == 1


@pytest.mark.parametrize("name", ["scope", "billing", "coverage", "inbound"])
@pytest.mark.parametrize("width", [60, 80, 140])
@pytest.mark.parametrize("speech", [ENGLISH, FRENCH], ids=["en", "fr"])
def test_every_reason_keeps_within_the_screen(card: RateCard, name: str, speech: Speech, width: int) -> None:
    assert max(map(len, reason_text(asked(card, name), card, speech, Screen(width=width)).splitlines())) < width


def test_what_was_left_out_is_said_with_its_reason_and_how_to_say_it_all_the_same(card: RateCard) -> None:
    closed = Omission("ad_spend", card.traits["ad_spend"].asked_when)
    text = omissions_text([Omission("peak", None), closed], card, "cafe.toml", ENGLISH, Screen())

    assert "Not asked, as no answer would change this price: Peaks." in text
    assert "Not asked, as it goes with “Scope includes Paid ads”: Ad spend." in text
    assert "To answer one all the same: fourchette quote cafe.toml -t peak=…" in text
    assert omissions_text([], card, "cafe.toml", ENGLISH, Screen()) == ""


def test_what_waits_for_a_question_that_was_not_asked_waits_for_what_that_one_does(card: RateCard) -> None:
    closed = [Omission(name, card.traits[name].asked_when) for name in ("on_site_hours", "visit", "made_on_site")]
    text = omissions_text(closed, card, "cafe.toml", ENGLISH, Screen(width=80))

    assert (
        "goes with “Scope includes On-site presence”: On-site hours, Kind of visit, Pieces made on site."
        in " ".join(text.split())
    )


def test_a_question_of_a_project_says_that_its_number_is_for_all_of_it(card: RateCard) -> None:
    project = Mandate(period="project", weeks=Decimal(3), traits={"scope": ["content"]})

    lines = shown(trait_question(card, project, "posts"))

    assert lines[1] == " How many posts (text and photo) for the whole project?"
    assert shown(trait_question(card, project, "posts"), FRENCH)[1].endswith("pour tout le projet ?")
    silent = replace(trait_question(card, project, "posts"), question=Text("Combien ?", "How many?"))
    assert shown(silent)[1] == " How many? (here: for the whole project)"
    assert trait_question(card, project, "posts").key == (TRAITS, "posts")
