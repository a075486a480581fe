"""A card on a screen: what it says of itself, of its changes, of its audit, its examples and its impact."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from rich.cells import cell_len

from builders import DAY, WORDS, choice, figures, number, one, overhead, several, small_card, task, yes_no
from fourchette.core.audit.card_audit import audit
from fourchette.core.audit.card_examples import run_examples
from fourchette.core.basis.text import LANGUAGES, Text
from fourchette.core.card.card_differences import changes
from fourchette.core.card.conditions import read_condition
from fourchette.core.card.frame import Range
from fourchette.core.card.rate_card import Choice, Example, Expectation, Fee, Quantity, RateCard, Rule, Tier, Trait
from fourchette.core.compare.impact import Case, effects, impact_sums
from fourchette.core.mandate.mandate import Mandate
from fourchette.files.card.card_file import card_from
from fourchette.files.card.own_card import preset_text, presets
from fourchette.render.card.card_differences_screen import change_grid, change_record
from fourchette.render.card.card_findings import audit_grids, example_grid, impact_grid
from fourchette.render.card.card_screen import trait_grids, work_grids
from fourchette.render.card.card_words import condition_in_words
from fourchette.render.screen.console import Screen, plain
from fourchette.render.screen.grid import Grid
from fourchette.render.screen.grid_drawing import render_grids
from fourchette.render.words.speech import Speech

CARDS = {name: card_from(name, preset_text(name).encode()).card for name in presets()}
DEFAULT = CARDS["quebec"]
WIDTHS = (60, 80, 120)
each_language = pytest.mark.parametrize("language", LANGUAGES)
each_width = pytest.mark.parametrize("width", WIDTHS)
each_card = pytest.mark.parametrize("name", CARDS)


def speech_of(card: RateCard, language: str = "en") -> Speech:
    return Speech(language, card.currency)


def printed(grids: Iterable[Grid], width: int = 100) -> str:
    return render_grids(grids, Screen(width))


def widest(text: str) -> int:
    return max(cell_len(line) for line in text.splitlines())


def shown(card: RateCard, language: str = "en", width: int = 100, *, against: RateCard | None = None) -> str:
    """The whole card, the figures marked that differ from those of another."""
    changed = frozenset(change.keys for change in changes(against or card, card))
    speech = speech_of(card, language)
    grids = [*trait_grids(card, speech, changed, card.traits), *work_grids(card, speech, changed)]
    return printed(grids, width)


def marked(before: RateCard, after: RateCard) -> list[str]:
    """The lines of the card that bear a mark, the spaces between their columns as one."""
    text = shown(after, against=before)
    return [" ".join(line.split()) for line in text.splitlines() if line.endswith("*")]


def tier(start: int, **effect: Any) -> Tier:  # noqa: ANN401  # an effect, passed on to its noun
    return Tier(from_=Decimal(start), **effect)


def rule(when: dict[str, Any], **parts: Any) -> Rule:  # noqa: ANN401  # as above
    return Rule(**{"id": "extra", "label": Text("Extra", "Extra"), "when": read_condition(when), **parts})


# --- The card


@pytest.mark.parametrize("name", ["quebec", "united-kingdom"])
@each_language
@each_width
def test_no_line_of_a_card_is_wider_than_the_screen(name: str, language: str, width: int) -> None:
    assert widest(shown(CARDS[name], language, width, against=DEFAULT)) <= width


@each_language
def test_a_card_shows_every_trait_answer_and_task(language: str) -> None:
    text = " ".join(shown(DEFAULT, language, 100).split())
    labels = [
        *(trait.label for trait in DEFAULT.traits.values()),
        *(choice.label for trait in DEFAULT.traits.values() for choice in trait.choices.values()),
        *(lane.label for name, lane in DEFAULT.lanes.items() if name != "mandate"),
    ]

    assert [label for label in labels if plain(label.speak(language)) not in plain(text)] == []
    assert len([line for line in text.split() if line == "min"]) == len(DEFAULT.tasks)


def test_a_figure_is_said_in_its_unit_with_its_band() -> None:
    lines = [" ".join(line.split()) for line in shown(DEFAULT).splitlines()]

    for line in (
        "distinctive Distinctive or humorous +$6/h (4 to 9)",
        "junior Junior (0 to 2 years) $50/h (45 to 60)",
        "from 2,000 comments and messages +$6/h (4 to 9)",
        "48h Within 48 hours +25% (20 to 48) → Content, Video, Community management",
        "agency Agency (subcontract) −15%",
        "Answer in the brand’s voice 5% of: Replies 4 min (2 to 10)",
        "Ads management Ad spend 15%, at least $350",
        "Mileage Kilometres $0.73",
        "Discounts, at most 20%",
    ):
        assert line in lines


def test_a_figure_is_said_as_french_says_it() -> None:
    lines = [" ".join(line.split()) for line in shown(DEFAULT, "fr").splitlines()]

    for line in (
        "distinctive Distinctif ou humoristique +6 $/h (4 à 9)",
        "à partir de 2 000 commentaires et messages +6 $/h (4 à 9)",
        "Répondre à un avis Avis 6 min (3 à 15)",
        "Rabais, au plus 20 %",
    ):
        assert line in lines


def test_the_answer_one_gives_by_saying_nothing_is_marked() -> None:
    text = shown(DEFAULT)

    assert "next-business-day ◂" in text
    assert "fr ◂" in text
    assert "For how many months? (by default: 3)" in text
    assert "What does the mandate include? (to be answered)" in text
    assert "(computed when not given)" in text


def test_one_trait_alone_says_why_and_whose_figure() -> None:
    speech = speech_of(DEFAULT)
    text = " ".join(printed(trait_grids(DEFAULT, speech, frozenset(), ["response"])).split())

    assert "A short delay means interrupting other work: the hours spent with the community cost more." in text
    assert "Source: judgement; clients expect 4 h (Sprout Index, 2016)" in text
    assert "Asked in an interview where: Scope includes Community management and replies." in text


def test_a_trait_among_others_does_not_say_why() -> None:
    assert "A short delay means interrupting" not in shown(DEFAULT)


# --- What is marked


POSTS = {"posts": {"at_least": 1}}
# A card, the same with one figure changed, and the line that says so.
MARKED: dict[str, tuple[RateCard, RateCard, str]] = {
    "choice": (
        small_card(traits={"pace": one("slow", slow=choice(), fast=choice(add=figures(5)))}),
        small_card(traits={"pace": one("slow", slow=choice(), fast=choice(add=figures(6)))}),
        "fast word +$6/h *",
    ),
    "tier": (
        small_card(posts=number(tiers=(tier(5, add=figures(1)), tier(9, add=figures(2))))),
        small_card(posts=number(tiers=(tier(5, add=figures(1)), tier(9, add=figures(3))))),
        "from 9 +$3/h *",
    ),
    "yes-no": (
        small_card(traits={"rush": yes_no(percent=figures(5))}),
        small_card(traits={"rush": yes_no(percent=figures(6))}),
        "yes +6% *",
    ),
    "task": (
        small_card(tasks={"posts": task(30)}),
        small_card(tasks={"posts": task(20, 30, 40)}),
        "30 min (20 to 40) *",
    ),
    "overhead": (
        small_card(overheads={"fixes": overhead(5)}),
        small_card(overheads={"fixes": overhead(6)}),
        "word everything +6% *",
    ),
    "fee": (
        small_card(fees={"ads": Fee(label=WORDS, each="posts", percent=figures(5))}),
        small_card(fees={"ads": Fee(label=WORDS, each="posts", percent=figures(6), minimum=Decimal(9))}),
        "word word 6%, at least $9 *",
    ),
    "rule": (
        small_card(rules=(rule(POSTS, add=figures(5)),)),
        small_card(rules=(rule(POSTS, add=figures(6)),)),
        "Extra word ≥ 1 +$6/h *",
    ),
    "people": (
        small_card(rules=(rule(POSTS, people=Decimal(2)),)),
        small_card(rules=(rule(POSTS, people=Decimal(3)),)),
        "Extra word ≥ 1 at least 3 people *",
    ),
    "condition": (
        small_card(rules=(rule(POSTS, add=figures(5)),)),
        small_card(rules=(rule({"posts": {"at_least": 2}}, add=figures(5)),)),
        "Extra word ≥ 2 +$5/h *",
    ),
    "floor": (
        small_card(),
        small_card(range_=Range(floor=Decimal(60), ceiling=Decimal(150), max_discount=Decimal(20))),
        "Floor $60/h *",
    ),
    "first-tier": (small_card(), small_card(posts=number(tiers=(tier(9, add=figures(2)),))), "from 9 +$2/h *"),
    "capacity": (
        small_card(),
        replace(small_card(), capacity=replace(small_card().capacity, hours=Decimal(110))),
        "One person’s hours a month 110 *",
    ),
    "new-trait": (
        small_card(),
        small_card(traits={"pace": Trait(kind="one", label=WORDS, choices={"fast": choice(add=figures(5))})}),
        "fast word +$5/h *",
    ),
    "new-choice": (
        small_card(traits={"pace": one("slow", slow=choice())}),
        small_card(traits={"pace": one("slow", slow=choice(), fast=choice(add=figures(5)))}),
        "fast word +$5/h *",
    ),
}


@pytest.mark.parametrize(("before", "after", "line"), MARKED.values(), ids=MARKED)
def test_a_changed_figure_is_marked_and_no_other(before: RateCard, after: RateCard, line: str) -> None:
    (found,) = marked(before, after)

    assert found.endswith(line)


def test_nothing_is_marked_in_a_card_that_is_not_changed() -> None:
    assert marked(DEFAULT, DEFAULT) == []


# --- Conditions in words


@pytest.mark.parametrize(
    ("when", "english", "french"),
    [
        ({"response": "1h"}, "Response time is Within 1\u00a0hour", "Délai de réponse est En 1\u00a0heure ou moins"),
        ({"posts": {"at_least": 5, "at_most": 9}}, "Posts ≥ 5 and Posts ≤ 9", "Publications ≥ 5 et Publications ≤ 9"),
        ({"hours": {"at_least": 1000}}, "Hours ≥ 1,000", "Heures ≥ 1\u00a0000"),
        ({"period": "project"}, "Period is the project", "Période est le projet"),
        ({"audit": True}, "Audit of the current accounts is yes", "Audit de la présence actuelle est oui"),
        ({"posts": 0}, "Posts is 0", "Publications est 0"),
        (
            {"any": [{"scope": {"includes": "ads"}}, {"replies": {"at_least": 1}}]},
            "Scope includes Paid ads or Replies ≥ 1",
            "Portée comprend Publicité payée ou Réponses ≥ 1",
        ),
        (
            {"coverage": {"not": "business-hours"}},
            "not (Coverage hours is Business hours)",
            "non (Disponibilité est Heures de bureau)",
        ),
    ],
)
def test_a_condition_is_said_as_one_would_say_it(when: dict[str, Any], english: str, french: str) -> None:
    condition = read_condition(when)

    assert condition_in_words(condition, DEFAULT, speech_of(DEFAULT, "en")) == english
    assert condition_in_words(condition, DEFAULT, speech_of(DEFAULT, "fr")) == french


# --- Changes


def told(before: RateCard, after: RateCard, language: str = "en") -> list[str]:
    """Each row of the changes, the spaces between its columns as one."""
    grid = change_grid(changes(before, after), before, after, speech_of(after, language))
    return [" ".join(line.split()) for line in printed([grid]).splitlines()[2:]]


def paced(**choices: Choice) -> RateCard:
    return small_card(traits={"pace": Trait(kind="one", label=Text("Rythme", "Pace"), choices=choices)})


def fast(**effect: Any) -> Choice:  # noqa: ANN401  # as above
    return Choice(label=Text("Vite", "Fast"), **effect)


def test_a_change_is_said_by_its_labels_with_both_figures() -> None:
    before, after = paced(fast=fast(add=figures(3, 5, 8))), paced(fast=fast(add=figures(4, 6, 9)))

    assert told(before, after) == ["Pace · Fast · premium +$5/h (3 to 8) → +$6/h (4 to 9)"]
    assert told(before, after, "fr") == ["Rythme · Vite · supplément +5 $/h (3 à 8) → +6 $/h (4 à 9)"]


def test_what_comes_and_goes_is_said_with_its_effect() -> None:
    before, after = paced(slow=choice(), fast=fast(add=figures(5))), paced(slow=choice())

    assert told(before, after) == ["Pace · Fast +$5/h → —"]
    assert told(after, before) == ["Pace · Fast — → +$5/h"]


def test_a_tier_and_a_rule_are_said_by_what_they_are() -> None:
    before = small_card(rules=(rule(POSTS, percent=figures(-5)),), posts=number(tiers=(tier(10, add=figures(2)),)))
    after = small_card(rules=(rule(POSTS, percent=figures(-6)),), posts=number(tiers=(tier(10, add=figures(3)),)))

    assert told(before, after) == ["word · from 10 · premium +$2/h → +$3/h", "Extra · percent −5% → −6%"]


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (small_card(posts=number(tiers=(tier(9, add=figures(2)),))), "word · from 9 — → +$2/h"),
        (small_card(rules=(rule(POSTS, add=figures(2)),)), "Extra — → +$2/h"),
        (small_card(examples=(Example(name=WORDS, expect=Expectation()),)), "word — → present"),
    ],
    ids=["tier", "rule", "example"],
)
def test_the_first_of_a_list_is_said_in_words(after: RateCard, said: str) -> None:
    assert told(small_card(), after) == [said]


@pytest.mark.parametrize(
    ("traits", "said"),
    [({"posts": 9}, "word · posts 8 → 9"), ({"posts": 8, "scope": ["talk"]}, 'word · scope ["work"] → ["talk"]')],
    ids=["number", "list"],
)
def test_an_answer_of_an_example_that_changes_is_said(traits: dict[str, object], said: str) -> None:
    before, after = (
        small_card(examples=(Example(name=WORDS, traits=each, expect=Expectation()),))
        for each in ({"posts": 8, "scope": ["work"]}, {"scope": ["work"], **traits})
    )

    assert [line.replace("answers · ", "") for line in told(before, after)] == [said]


def test_one_figure_expected_is_said_once_and_two_as_a_range() -> None:
    before, after = (
        small_card(examples=(Example(name=WORDS, expect=Expectation(monthly=(Decimal(65), Decimal(most)))),))
        for most in (65, 70)
    )

    assert told(before, after) == ["word · expected · a month 65 → 65 – 70"]


def test_a_condition_that_changes_is_said_in_words() -> None:
    before, after = (small_card(rules=(rule({"posts": {"at_least": least}}, add=figures(5)),)) for least in (1, 2))

    assert told(before, after) == ["Extra · condition word ≥ 1 → word ≥ 2"]


def test_words_that_change_in_the_other_language_are_shown_in_both() -> None:
    before, after = paced(fast=fast()), paced(fast=replace(fast(), label=Text("Rapide", "Fast")))

    assert told(before, after) == ["Pace · Fast · label Vite / Fast → Rapide / Fast"]
    assert told(before, after, "fr") == ["Rythme · Vite · libellé Vite → Rapide"]


def test_two_cards_that_say_the_same_say_so() -> None:
    grid = change_grid([], DEFAULT, DEFAULT, speech_of(DEFAULT))

    assert printed([grid]) == " The two cards say the same.\n"


def test_a_change_as_plain_values_has_its_key_and_both_sides() -> None:
    before, after = paced(fast=fast(add=figures(5))), paced(fast=fast(percent=figures(5)))
    first, second = (change_record(each, before, after, speech_of(after)) for each in changes(before, after))

    assert first == {
        "key": "traits.pace.choices.fast.add",
        "kind": "changed",
        "where": ["Pace", "Fast", "premium"],
        "before": "+$5/h",
        "after": None,
    }
    assert (second["key"], second["before"], second["after"]) == ("traits.pace.choices.fast.percent", None, "+5%")


@each_card
@each_language
@each_width
def test_no_line_of_the_changes_is_wider_than_the_screen(name: str, language: str, width: int) -> None:
    card = CARDS[name]
    grid = change_grid(changes(DEFAULT, card), DEFAULT, card, speech_of(card, language))

    assert widest(printed([grid], width)) <= width


# --- The audit, the examples


@each_card
@each_language
@each_width
def test_no_line_of_the_audit_or_the_examples_is_wider_than_the_screen(name: str, language: str, width: int) -> None:
    card, speech = CARDS[name], speech_of(CARDS[name], language)
    grids = [*audit_grids(audit(card), speech), example_grid(run_examples(card, DAY), speech)]

    assert widest(printed(grids, width)) <= width


def test_a_remark_says_its_level_its_code_its_key_and_the_remedy() -> None:
    card = small_card(rules=(rule({"posts": {"at_least": 5, "at_most": 4}}, people=Decimal(2)),))
    text = printed(audit_grids(audit(card), speech_of(card)))

    assert "warning   impossible-condition   rules.extra.when: this condition can never hold" in text
    assert "→ correct it or remove it" in text


def printed_mandate(card: RateCard) -> list[str]:
    """The answers printed under the lowest rate of a card, as one would type them."""
    _, lowest, _ = audit_grids(audit(card), speech_of(card))
    return lowest.notes[0].split(", ")


# The lowest rate is reached by saying what is not the default: no posts, no channel, no rush, a project.
CHEAPER = small_card(
    posts=number(3, tiers=(tier(1, add=figures(9)),)),
    traits={
        "channels": several(default=("a",), a=choice(add=figures(9))),
        "rush": replace(yes_no(add=figures(9)), default=True),
    },
    rules=(rule({"period": "project"}, percent=figures(-5)),),
)


@pytest.mark.parametrize("answer", ["posts=0", "channels=", "rush=false", "hours=10", "period=project", "weeks=4"])
def test_the_mandate_that_is_printed_says_whatever_is_not_the_default(answer: str) -> None:
    assert answer in printed_mandate(CHEAPER)


def test_an_example_that_fails_says_what_it_found_and_what_was_expected() -> None:
    expect = Expectation(
        rate=(Decimal(90), Decimal(90)),
        hours=(Decimal(5), Decimal(5)),
        monthly=(Decimal(1), Decimal(2)),
        notices=("heavy",),
    )
    card = small_card(examples=(Example(name=Text("Le café", "The café"), traits={"posts": 5}, expect=expect),))
    results = run_examples(card, DAY)

    english, french = (
        " ".join(printed([example_grid(results, speech_of(card, language))]).split()) for language in ("en", "fr")
    )

    assert "✗ The café hours 5 h rate $100/h, expected $90/h a month $500, expected $1 – $2" in english
    assert "the notice heavy is missing" in english
    assert "Examples that pass: 0 out of 1." in english
    assert "✗ Le café heures 5 h tarif 100 $/h, au lieu de 90 $/h" in french
    assert "✗ Your card differs from what these examples expect (1)" in english
    assert "cannot be priced" not in english


def test_an_example_that_cannot_be_priced_is_a_fault_and_no_difference() -> None:
    wrong = Example(
        name=Text("Le café", "The café"), traits={"posts": "many"}, expect=Expectation(hours=(Decimal(5), Decimal(5)))
    )
    card = small_card(examples=(wrong,))

    shown = " ".join(printed([example_grid(run_examples(card, DAY), speech_of(card))]).split())

    assert "! The café" in shown
    assert "! These cannot be priced (1): a fault of the card or of the example." in shown
    assert "differs" not in shown


# --- The impact


def impacted(before: RateCard, after: RateCard, **traits: dict[str, object]) -> list[str]:
    cases = [Case(name, Mandate(traits=answers)) for name, answers in traits.items()]
    found = list(effects(before, after, cases))
    grid = impact_grid(found, impact_sums(found), ("a", "b"), speech_of(after))
    return [" ".join(line.split()) for line in printed([grid], 80).splitlines() if line]


def test_the_largest_differences_come_first_with_a_bar_each() -> None:
    before, after = paced(slow=choice(), fast=fast(add=figures(20))), paced(slow=choice(add=figures(5)), fast=fast())
    lines = impacted(
        before,
        after,
        small={"posts": 1, "pace": "slow"},
        large={"posts": 3, "pace": "fast"},
        same={"posts": 0, "pace": "slow"},
        middle={"posts": 4, "pace": "slow"},
    )

    assert lines[1] == "Before: a, the card in force; after: b."
    assert lines[4:7] == [
        "large $360.00 $300.00 −$60.00 ████████████",
        "middle $400.00 $420.00 +$20.00 ████",
        "small $100.00 $105.00 +$5.00 █",
    ]
    assert "Rising: 2 ($25); falling: 1 (−$60); unchanged: 0." in lines
    assert "In all: $860 before, $825 after." in lines
    assert any(line.startswith("same — traits: there is nothing to do") for line in lines)


def test_an_impact_on_nothing_shows_its_sums_only() -> None:
    lines = impacted(small_card(), small_card(), one={"posts": 1})

    assert lines == [
        "Impact on each mandate’s whole price, before tax",
        "Before: a, the card in force; after: b.",
        "Rising: 0 ($0); falling: 0 ($0); unchanged: 1.",
        "In all: $100 before, $100 after.",
    ]


def test_no_more_rows_than_asked_are_shown_and_the_sums_are_those_of_all() -> None:
    before, after = paced(slow=choice()), paced(slow=choice(add=figures(5)))
    cases = [Case(f"m{posts}", Mandate(traits={"posts": posts, "pace": "slow"})) for posts in range(1, 6)]
    found = list(effects(before, after, cases))
    grid = impact_grid(found, impact_sums(found), ("a", "b"), speech_of(after), limit=2)

    assert [row[0] for row in grid.rows] == ["m5", "m4"]
    assert grid.notes[0] == "The 2 that move most, out of 5: --limit 0 shows all."
    assert "Rising: 5 ($75)" in grid.notes[1]


def test_a_default_that_changed_is_marked() -> None:
    assert marked(small_card(posts=number(1)), small_card(posts=number(2))) != []


def test_the_share_of_a_quantity_is_shown() -> None:
    assert "39%" in shown(small_card(quantities={"half": Quantity(each=("posts",), share=Decimal(39))}))


def test_the_value_case_is_shown_whole() -> None:
    text = shown(DEFAULT).partition("Value case")[2].replace("\u00a0", " ")

    assert [figure for figure in ("80%", "20%", "50%", "$5.00") if figure not in text] == []


def test_figures_that_are_printed_have_no_useless_decimals() -> None:
    _, lowest, highest = audit_grids(audit(DEFAULT), speech_of(DEFAULT))

    assert "hours=10" in lowest.notes[0].split(", ")
    assert "inbound=2000" in highest.notes[0].split(", ")


def test_a_rule_on_people_is_said() -> None:
    assert told(small_card(), small_card(rules=(rule(POSTS, people=Decimal(2)),))) == ["Extra — → at least 2 people"]
