"""In which order what is bought is said, in which number, and of which choice's work."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from builders import WORDS, choice, figures, number, one, priced, several, small_card, speak, task, yes_no
from fourchette.core.basis.text import Text
from fourchette.core.card.conditions import read_condition
from fourchette.core.card.rate_card import Fee, RateCard, Trait
from fourchette.core.offer.bought import bought
from fourchette.core.price.quote import Quote
from fourchette.render.words.speech import Speech


def counted(french: str, english: str, **parts: Any) -> Trait:  # noqa: ANN401  # a trait's own keys
    """A number that is told in its unit."""
    one_fr, one_en = french.removesuffix("s"), english.removesuffix("s")
    unit, single = Text(french, english), Text(one_fr, one_en)
    return number(deliverable=True, unit=unit, one=single, **parts)


def said(quote: Quote) -> list[str]:
    return [each.sentence for each in bought(quote, speak)]


POSTS, TALKS, ROAD = (
    counted("publications", "posts"),
    counted("causeries", "talks"),
    counted("kilomètres", "kilometres"),
)
STYLE = one("plain", plain=choice(), bold=choice(sentence=Text("Style audacieux", "A bold style")))
TASKS = {"posts": task(60), "layout": task(30, lane="desk"), "talks": task(60, lane="talk", each=("talks",))}


def card(*, order: str = "style talks road posts", **parts: Any) -> RateCard:  # noqa: ANN401  # a card's own keys
    known = {"style": STYLE, "talks": TALKS, "road": ROAD}
    made = small_card(
        posts=POSTS, traits=known, tasks=TASKS, fees={"road": Fee(label=WORDS, each="road", unit_price=figures(1))}
    )
    ordered = {name: made.traits[name] for name in ("experience", "scope", *order.split())}
    return replace(made, traits=ordered, **parts)


@pytest.mark.parametrize("order", ["style talks road posts", "style road talks posts"])
def test_what_is_bought_is_said_by_the_first_lane_it_takes_and_fees_last(order: str) -> None:
    quote = priced(card(order=order), {"posts": 2, "talks": 3, "road": 9, "style": "bold"})

    # Posts take the first lane and the last one; a style takes none, and stands before what follows it.
    assert said(quote) == ["2 posts a month", "A bold style", "3 talks a month", "9 kilometres a month"]


@pytest.mark.parametrize(
    ("posts", "french", "english"),
    [
        (1, "1 publication par mois", "1 post a month"),
        (2, "2 publications par mois", "2 posts a month"),
        ("2/week", "2 publications par semaine", "2 posts a week"),
        ("1/week", "1 publication par semaine", "1 post a week"),
    ],
)
def test_a_unit_is_in_the_singular_or_the_plural_of_each_language(posts: int | str, french: str, english: str) -> None:
    quote = priced(card(), {"posts": posts})

    found = [[each.sentence for each in bought(quote, Speech(language).words)] for language in ("fr", "en")]
    assert [each[0].replace("\u00a0", " ") for each in found] == [french, english]


def test_french_has_its_plural_from_two_on_and_english_but_for_one() -> None:
    half = replace(card(), traits={**card().traits, "posts": replace(POSTS, decimals=True)})
    quote = priced(half, {"posts": Decimal("1.5")})

    found = [bought(quote, Speech(language).words)[0].sentence for language in ("fr", "en")]
    assert [each.replace("\u00a0", " ") for each in found] == ["1,5 publication par mois", "1.5 posts a month"]


def test_what_is_done_once_or_in_a_project_says_no_rhythm() -> None:
    once = card(tasks={"posts": task(60, period="once")})

    assert said(priced(once, {"posts": 2})) == ["2 posts"]
    assert said(priced(card(), {"posts": 2}, period="project", weeks=Decimal(3))) == ["2 posts"]
    both = card(tasks={"posts": task(60), "setup": task(30, lane="desk", period="once")})
    assert said(priced(both, {"posts": 2})) == ["2 posts a month"]
    beside = card(tasks={"posts": task(60), "talks": task(30, lane="desk", each=("talks",), period="once")})
    assert said(priced(beside, {"posts": 2, "talks": 1})) == ["2 posts a month", "1 talk (once)"]


def test_a_choice_is_said_where_its_own_work_is_done() -> None:
    scope = several(
        default=("work",),
        work=choice(),
        talk=replace(choice(), sentence=Text("Causer", "Talking")),
        plan=replace(choice(), sentence=Text("Planifier", "Planning")),
        idle=replace(choice(), sentence=Text("Veiller", "Standing by")),
    )
    many = {"scope": {"includes": "plan"}, "posts": {"at_least": 5}}
    tasks = {
        "posts": task(60),
        "chats": task(60, lane="talk", fixed=Decimal(1), when=read_condition({"scope": {"includes": "talk"}})),
        "drawing": task(60, lane="desk", fixed=Decimal(1), when=read_condition(many)),
    }
    made = small_card(posts=POSTS, traits={"scope": scope}, tasks=tasks)

    everything = {"scope": ["work", "talk", "plan", "idle"]}
    assert said(priced(made, {"posts": 2, **everything})) == ["2 posts a month", "Talking", "Standing by"]
    assert set(said(priced(made, {"posts": 5, **everything}))) == {
        "5 posts a month",
        "Standing by",
        "Talking",
        "Planning",
    }
    # Hours that are stated hold all of it.
    assert set(said(priced(made, everything, hours=Decimal(9)))) == {"Standing by", "Talking", "Planning"}


def test_a_yes_is_said_by_its_sentence_or_its_label_and_a_no_not_at_all() -> None:
    traits = {
        "podcast": yes_no(),
        "audit": replace(yes_no(), label=Text("Audit", "An audit"), deliverable=True),
        "report": replace(yes_no(), sentence=Text("Un rapport", "A report")),
    }
    made = small_card(posts=POSTS, traits=traits)

    assert said(priced(made, {"posts": 1, "podcast": True, "audit": True, "report": True})) == [
        "1 post a month",
        "An audit",
        "A report",
    ]
    assert said(priced(made, {"posts": 1})) == ["1 post a month"]
