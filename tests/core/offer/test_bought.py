"""What is bought is said in sentences: each billed line is named, and nothing is promised that is not there."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from builders import WORDS, choice, number, one, priced, several, small_card, task, yes_no
from fourchette.core.basis.text import NO_TEXT, Text
from fourchette.core.card.clauses import Clause
from fourchette.core.card.conditions import Fact, read_condition
from fourchette.core.card.rate_card import Lane, RateCard, Trait
from fourchette.core.mandate.answers import UnsuitedMandate
from fourchette.core.offer.bought import bought
from fourchette.core.offer.offer_making import offer_of
from fourchette.core.offer.one_fee import as_client_reads, with_lines
from fourchette.core.price.quote import Quote, price
from fourchette.render.words.speech import Speech
from render.quotes import CARD, DAY, EXAMPLE_QUOTES, PROFILE, SETTINGS, TAXES, Drawn, quotes

FRENCH, ENGLISH = Speech("fr"), Speech("en")
POSTS = number(
    deliverable=True,
    unit=Text("publications", "posts"),
    one=Text("publication", "post"),
)


def said(quote: Quote, speech: Speech = ENGLISH) -> tuple[str, ...]:
    return tuple(each.sentence for each in bought(quote, speech.words))


def under_default(**traits: Any) -> tuple[str, ...]:  # noqa: ANN401  # answers of any kind
    return said(priced(CARD, {"scope": ["content", "community"], **traits}))


@pytest.mark.parametrize("name", EXAMPLE_QUOTES)
def test_each_line_of_an_example_is_named_among_what_is_bought(name: str) -> None:
    quote = EXAMPLE_QUOTES[name]

    assert {line.id for line in quote.lines} <= {id_ for each in bought(quote, FRENCH.words) for id_ in each.lines}


@given(drawn=quotes())
@SETTINGS
def test_each_line_of_any_quote_is_named_and_no_sentence_stands_twice_or_empty(drawn: Drawn) -> None:
    found = bought(drawn.quote, FRENCH.words)
    sentences = [each.sentence for each in found]

    assert {line.id for line in drawn.quote.lines} == {id_ for each in found for id_ in each.lines}
    assert len(set(sentences)) == len(sentences)
    assert all(sentence and "{" not in sentence for sentence in sentences)


def test_a_task_that_has_the_name_of_a_lane_stands_for_no_line_of_it() -> None:
    """Posts bring the task `talk` of the lane `work`: the line of the lane `talk` is said by itself."""
    tasks = {"talk": task(60, lane="work"), "calls": task(30, fixed=Decimal(1), lane="talk")}
    found = bought(priced(small_card(posts=POSTS, tasks=tasks), {"posts": 3}), ENGLISH.words)

    assert [each.lines for each in found] == [frozenset({"work"}), frozenset({"talk"})]


def said_otherwise(quote: Quote, **traits: object) -> tuple[str, ...]:
    """What is bought of the same mandate with other answers, None for one taken out; nothing where no work is left."""
    answers = {name: answer for name, answer in {**quote.mandate.traits, **traits}.items() if answer is not None}
    try:
        return said(price(replace(quote.mandate, traits=answers), quote.card, TAXES, on=DAY, profile=PROFILE))
    except UnsuitedMandate as refused:
        if any(problem.path != ("traits",) for problem in refused.problems):
            raise
        return ()


@given(drawn=quotes())
@SETTINGS
def test_what_is_taken_out_of_a_mandate_takes_its_sentence_with_it(drawn: Drawn) -> None:
    """Where an answer is a number or a yes that is said to the client, and none is what the card supposes."""
    quote, before = drawn.quote, set(said(drawn.quote))
    for name in quote.mandate.traits:
        trait = quote.card.traits[name]
        is_said = trait.kind in ("number", "yes-no") and (trait.sentence or trait.deliverable)
        if is_said and quote.facts[name] and trait.default in (0, False):
            assert before - set(said_otherwise(quote, **{name: None})), name


@given(drawn=quotes())
@SETTINGS
def test_each_sentence_stands_for_work_or_a_fee_or_for_an_answer_or_a_term(drawn: Drawn) -> None:
    quote = drawn.quote
    lines = {line.id: line for line in quote.asking.worked}
    for each in bought(quote, ENGLISH.words):
        assert all(lines[id_].hours or lines[id_].amount for id_ in each.lines), each
        assert each.lines or is_promised(quote, each.sentence), each


@given(drawn=quotes())
@SETTINGS
def test_an_answer_of_nothing_says_nothing(drawn: Drawn) -> None:
    """No posts, no training, no language: the same as of a card on which these say nothing."""
    quote = drawn.quote
    for name, trait in quote.card.traits.items():
        if not quote.facts[name]:
            silent = replace(trait, sentence=NO_TEXT, deliverable=False)
            card = replace(quote.card, traits={**quote.card.traits, name: silent})
            assert said(quote) == said(replace(quote, card=card)), name


def is_promised(quote: Quote, sentence: str) -> bool:
    """Whether an answer or a term is what a sentence is about: with another, it is not said. None is about nothing."""
    terms = replace(quote.profile.terms, revision_rounds=Decimal(7))
    others = (
        said_otherwise(quote, **{name: answer})
        for name, trait in quote.card.traits.items()
        if quote.facts[name]
        for answer in answers_but(trait, quote.facts[name])
    )
    return sentence not in said(replace(quote, profile=replace(quote.profile, terms=terms))) or any(
        sentence not in each for each in others
    )


def answers_but(trait: Trait, fact: Fact) -> Iterator[object]:
    """One answer of a trait that is not the present one, where it has another."""
    match fact:
        case bool():
            yield not fact
        case Decimal():
            yield Decimal(0) if fact else Decimal(1)
        case str():
            yield from [choice for choice in trait.choices if choice != fact][:1]
        case tuple():
            yield from [[choice for choice in trait.choices if choice not in fact][:1]]


@pytest.mark.parametrize(
    ("volume", "english", "french"),
    [
        (1, "1 post a month", "1 publication par mois"),
        (8, "8 posts a month", "8 publications par mois"),
        ("3/week", "3 posts a week", "3 publications par semaine"),
        ("1/quarter", "1 post a quarter", "1 publication par trimestre"),
    ],
)
def test_a_volume_is_said_in_its_unit_and_at_its_rhythm(volume: object, english: str, french: str) -> None:
    quote = priced(small_card(posts=POSTS), {"posts": volume})

    assert (said(quote)[0], said(quote, FRENCH)[0]) == (english, french)


def test_a_project_s_volume_is_for_the_whole_of_it() -> None:
    quote = priced(small_card(posts=POSTS), {"posts": 8}, period="project", weeks=3)

    assert said(quote) == ("8 posts",)


def test_platforms_are_named_with_the_posts_and_by_themselves_without_them() -> None:
    assert "8 posts a month, on Facebook and Instagram" in under_default(posts=8, platforms=["facebook", "instagram"])
    assert "8 posts a month" in under_default(posts=8)
    assert "Presence on TikTok" in under_default(inbound=40, platforms=["tiktok"])


def test_coverage_and_response_are_said_as_they_are_and_only_to_a_community() -> None:
    found = under_default(inbound=40, coverage="evenings", response="4h")

    assert "Presence in business hours and on weekday evenings" in found
    assert "Comments answered within 4\u00a0hours" in found
    assert not any(
        "Presence" in words or "answered" in words for words in said(priced(CARD, {"scope": ["content"], "posts": 8}))
    )


def test_what_coverage_leaves_out_is_not_included() -> None:
    def left_out(coverage: str) -> tuple[str, ...]:
        traits = {"scope": ["community"], "inbound": 40, "coverage": coverage}
        return offer_of(priced(CARD, traits), ENGLISH.words).excluded

    assert "Replies at night, on weekends and on holidays." in left_out("evenings")
    assert "Replies at night." in left_out("evenings-and-weekends")
    assert not any("Replies" in words for words in left_out("around-the-clock"))


def test_what_is_paid_once_beside_the_month_says_so_and_kilometres_have_their_unit() -> None:
    found = under_default(posts=8, scope=["content", "strategy", "on-site"], kilometres=120, on_site_hours=4)

    assert "Strategy: objectives, audiences, voice and action plan (once)" in found
    assert "Travel: 120 kilometres a month" in found


def test_a_report_that_is_not_made_is_not_bought() -> None:
    reported = under_default(posts=8, scope=["content", "roi-reporting"], report="simple")

    assert "Activity report each month" in reported
    assert not any("investment" in words for words in reported)


def test_a_trait_of_her_own_reads_as_well() -> None:
    card = small_card(
        posts=POSTS,
        traits={
            "podcast": yes_no(sentence=Text("Un balado par mois", "A podcast each month")),
            "style": one("plain", plain=choice(), bold=choice(sentence=Text("Style audacieux", "A bold style"))),
        },
        tasks={"posts": task(60), "podcast": task(60, fixed=1, lane="talk", when=read_condition({"podcast": True}))},
    )

    assert said(priced(card, {"posts": 2, "podcast": True, "style": "bold"})) == (
        "2 posts a month",
        "A podcast each month",
        "A bold style",
    )


@pytest.mark.parametrize(
    ("own", "sentence"),
    [
        ({"sentence": Text("Sur {channels}", "On {channels}")}, "On Web and Mail"),
        ({"deliverable": True}, "Channels: Web and Mail"),
        ({}, None),
    ],
)
def test_choices_are_said_together_by_their_sentence_or_as_they_are_delivered(
    own: dict[str, Any], sentence: str | None
) -> None:
    labels = {"web": "Web", "mail": "Mail"}
    choices: Any = {name: replace(choice(), label=Text(label, label)) for name, label in labels.items()}
    channels = replace(several(**choices), label=Text("Canaux", "Channels"), **own)
    # Work that two channels bring is no work of one of them.
    both = task(60, lane="desk", fixed=Decimal(1), each=(), when=read_condition({"channels": {"at_least": 2}}))
    card = small_card(traits={"channels": channels}, tasks={"posts": task(60), "both": both})

    found = said(priced(card, {"posts": 4, "channels": ["web", "mail"]}))

    assert [each for each in found if "Web" in each] == ([] if sentence is None else [sentence])


def test_a_line_that_nothing_names_is_said_by_its_lane() -> None:
    words = Text("Du travail de bureau", "Desk work well done")
    card = small_card(
        posts=POSTS,
        lanes={"work": Lane(label=WORDS), "desk": Lane(label=WORDS, sentence=words)},
        tasks={"posts": task(60), "fixed": task(60, fixed=1, lane="desk")},
    )

    assert said(priced(card, {"posts": 1})) == ("1 post a month", "Desk work well done")


def approving() -> RateCard:
    clause = Clause(kind="expected", text=Text("Approuver.", "Approve."))
    return small_card(posts=POSTS, clauses={"approval": clause})


def test_a_mandate_takes_out_a_sentence_of_the_card() -> None:
    def expected(**frame: Any) -> tuple[str, ...]:  # noqa: ANN401  # the mandate's own keys
        return offer_of(priced(approving(), {"posts": 2}, **frame), ENGLISH.words).expected

    assert expected() == ("Approve.",)
    assert expected(without=("approval",)) == ()


def test_a_sentence_to_take_out_that_the_card_does_not_have_is_refused_by_its_nearest_name() -> None:
    with pytest.raises(UnsuitedMandate) as refused:
        priced(approving(), {"posts": 2}, without=("aproval",))

    (problem,) = refused.value.problems
    assert (problem.path, "approval" in str(problem.remedy)) == (("without", 0), True)


@pytest.mark.parametrize("name", EXAMPLE_QUOTES)
def test_a_client_reads_the_lines_of_a_price_where_they_are_asked_for(name: str) -> None:
    offer = offer_of(EXAMPLE_QUOTES[name], ENGLISH.words)
    asked = as_client_reads(with_lines(offer), ENGLISH.words)

    assert asked.lines == offer.lines
    assert [each.offer.lines for each in asked.packages] == [each.offer.lines for each in offer.packages]


def test_a_number_without_a_unit_is_said_as_it_is() -> None:
    meetings = number(deliverable=True, sentence=Text("Rencontres : {meetings}", "Meetings: {meetings}"))
    card = small_card(posts=POSTS, traits={"meetings": meetings}, tasks={"talks": task(30, each=("meetings",))})

    assert said(priced(card, {"meetings": 3})) == ("Meetings: 3",)


def test_a_number_that_nobody_said_is_bought_where_its_work_is_counted() -> None:
    calls = number(2, deliverable=True, unit=Text("appels", "calls"))
    card = small_card(
        posts=POSTS, traits={"calls": calls}, tasks={"posts": task(60), "calls": task(9, each=("calls",))}
    )

    assert said(priced(card, {"posts": 4})) == ("4 posts a month", "2 calls a month")
    # Hours that are stated are for what was said.
    assert said(priced(card, {"posts": 4}, hours=Decimal(9))) == ("4 posts a month",)


@pytest.mark.parametrize(
    ("volume", "frame", "sentence"),
    [
        (1500, {}, "$1,500 in ads a month"),
        ("300/week", {}, "$300 in ads a week"),
        (1500, {"period": "project", "weeks": Decimal(3)}, "$1,500 in ads"),
    ],
)
def test_money_is_said_as_money(volume: object, frame: dict[str, Any], sentence: str) -> None:
    ads = number(deliverable=True, money=True, unit=Text("en publicité", "in ads"))
    card = small_card(traits={"ads": ads}, tasks={"ads": task(1, each=("ads",))})

    assert said(priced(card, {"ads": volume}, **frame)) == (sentence,)


def test_a_sentence_names_a_term_the_period_and_the_answer() -> None:
    words = Text("{posts} : {revision_rounds} tours, {each_period}", "{posts}: {revision_rounds} rounds, {each_period}")
    card = small_card(posts=replace(POSTS, sentence=words))
    seller = replace(PROFILE, terms=replace(PROFILE.terms, revision_rounds=Decimal(2)))

    assert said(priced(card, {"posts": 4}, profile=seller)) == ("4 posts a month: 2 rounds, each month",)
    project = priced(card, {"posts": 4}, profile=seller, period="project", weeks=Decimal(3))
    assert said(project) == ("4 posts: 2 rounds, during the project",)


def test_where_a_sentence_has_nothing_to_name_the_trait_is_said_by_its_label() -> None:
    audit = replace(
        yes_no(sentence=Text("Audit de {channels}", "Audit of {channels}")), label=Text("Audit", "An audit")
    )
    card = small_card(posts=POSTS, traits={"channels": several(web=choice()), "audit": audit})

    assert said(priced(card, {"posts": 1, "audit": True})) == ("1 post a month", "An audit")
    assert said(priced(card, {"posts": 1, "audit": True, "channels": ["web"]})) == ("1 post a month", "Audit of word")


def test_what_a_sentence_names_is_not_said_again() -> None:
    where = several(web=choice(sentence=Text("Présence sur le Web", "Presence on the Web")))
    posts = replace(POSTS, sentence=Text("{posts} sur {where}", "{posts} on {where}"))
    card = small_card(posts=posts, traits={"where": where})

    assert said(priced(card, {"posts": 2, "where": ["web"]})) == ("2 posts a month on word",)


def test_a_scope_without_a_sentence_is_said_by_its_label_where_it_has_work() -> None:
    scope = several(
        default=("work",),
        work=choice(),
        talk=replace(choice(), label=Text("Causerie", "A talk")),
        idle=replace(choice(), label=Text("Veille", "A watch")),
    )
    where = several(web=replace(choice(), label=Text("Web", "The Web")))
    tasks = {
        "posts": task(60),
        "talk": task(60, lane="talk", fixed=Decimal(1), when=read_condition({"scope": {"includes": "talk"}})),
        "web": task(60, lane="desk", fixed=Decimal(1), when=read_condition({"where": {"includes": "web"}})),
    }
    lanes = {"work": Lane(label=WORDS), "talk": Lane(label=WORDS), "desk": Lane(label=Text("Bureau", "Desk"))}
    card = small_card(posts=POSTS, traits={"scope": scope, "where": where}, tasks=tasks, lanes=lanes)

    found = said(priced(card, {"posts": 1, "scope": ["work", "talk", "idle"], "where": ["web"]}))

    assert found == ("1 post a month", "A talk", "Desk")


def test_a_task_with_a_sentence_stands_for_its_own_lane_s_line_alone() -> None:
    watch = task(60, lane="talk", fixed=Decimal(1), sentence=Text("Veille", "A watch"))
    lanes = {name: Lane(label=Text(name, name)) for name in ("work", "talk", "desk")}
    tasks = {"posts": task(60), "watch": watch, "desk": task(60, lane="desk", fixed=Decimal(1))}
    found = bought(priced(small_card(posts=POSTS, lanes=lanes, tasks=tasks), {"posts": 1}), ENGLISH.words)

    assert [(each.sentence, set(each.lines)) for each in found] == [
        ("1 post a month", {"work"}),
        ("A watch", {"talk"}),
        ("desk", {"desk"}),
    ]


def test_work_is_a_choice_s_own_by_its_trait_and_its_name() -> None:
    """Both traits have a `web`: the work is that of the one that the card names."""
    of_where, of_style = Text("Présence sur le Web", "Presence on the Web"), Text("Style du Web", "A style of the Web")
    where, style = several(web=choice(sentence=of_where)), one("plain", plain=choice(), web=choice(sentence=of_style))
    when = read_condition({"where": {"includes": "web"}, "style": {"not": "bold"}})
    tasks = {"posts": task(60), "presence": task(60, lane="talk", fixed=Decimal(1), when=when)}
    card = small_card(
        posts=POSTS, traits={"where": where, "style": replace(style, choices={**style.choices, "bold": choice()})},
        tasks=tasks,
    )  # fmt: skip
    found = bought(priced(card, {"posts": 1, "where": ["web"], "style": "web"}), ENGLISH.words)

    lines = {each.sentence: set(each.lines) for each in found}
    assert lines["Presence on the Web"] == {"talk"}
    assert lines["A style of the Web"] == set()
