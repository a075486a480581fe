"""What the audit proves of a card, each remark at its key; and that the shipped cards leave it nothing to say."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from typing import Any

import pytest

from builders import WORDS, choice, figures, number, one, overhead, several, small_card, task, tier, yes_no
from fourchette.core.audit.card_audit import audit
from fourchette.core.audit.card_remark import Remark
from fourchette.core.basis.text import Text
from fourchette.core.card.changes import PackageRule
from fourchette.core.card.clauses import Care, Clause, HelpLine
from fourchette.core.card.conditions import read_condition
from fourchette.core.card.frame import Range
from fourchette.core.card.rate_card import Example, Expectation, Fee, Lane, Quantity, RateCard, Rule
from fourchette.core.check.card_check import problems_of
from fourchette.files.card.card_file import card_from
from fourchette.files.card.own_card import preset_text, presets

CARDS = {name: card_from(name, preset_text(name).encode()).card for name in presets()}
# What no small card of these tests cares to give, unless it is what is tried.
BARE = ("missing-why", "missing-source", "idle-lane")


def remarks(card: RateCard) -> list[Remark]:
    assert problems_of(card) == ()
    return [remark for remark in audit(card).remarks if remark.level != "fact"]


def keys(card: RateCard, code: str) -> list[str]:
    """The keys of the remarks of one code."""
    return [".".join(map(str, remark.path)) for remark in remarks(card) if remark.code == code]


def told(card: RateCard) -> list[str]:
    """The codes of the errors and warnings, but for those that every small card gets."""
    return [remark.code for remark in remarks(card) if remark.code not in BARE]


def packaged(**rules: PackageRule) -> RateCard:
    return small_card(packages=rules)


def rule(name: str, when: dict[str, Any], **parts: Any) -> Rule:  # noqa: ANN401  # as above
    return Rule(id=name, when=read_condition(when), **parts)


# --- The shipped cards


@pytest.mark.parametrize("name", CARDS)
def test_the_audit_finds_nothing_wrong_with_a_shipped_card(name: str) -> None:
    assert [(remark.code, remark.path) for remark in remarks(CARDS[name])] == []


def words(noun: object, path: str) -> Iterator[tuple[str, Text]]:
    """Every text in a noun, whatever its depth."""
    if isinstance(noun, Text):
        yield path, noun
    elif isinstance(noun, Mapping):
        for key, value in noun.items():
            yield from words(value, f"{path}.{key}")
    elif isinstance(noun, tuple):
        for index, value in enumerate(noun):
            yield from words(value, f"{path}[{index}]")
    elif is_dataclass(noun):
        for field in fields(noun):
            yield from words(getattr(noun, field.name), f"{path}.{field.name}")


@pytest.mark.parametrize("name", CARDS)
def test_all_that_a_shipped_card_says_it_says_in_both_languages(name: str) -> None:
    found = dict(words(CARDS[name], name))

    assert len(found) > 500
    assert [path for path, text in found.items() if bool(text.fr) != bool(text.en)] == []
    silent = [path for path, text in found.items() if path.endswith(".label") and not text]
    assert [path for path in silent if not path.endswith(".derived.label")] == []  # its trait has one


@pytest.mark.parametrize("name", CARDS)
def test_a_shipped_card_asks_each_of_its_questions(name: str) -> None:
    assert [trait for trait, noun in CARDS[name].traits.items() if not noun.question] == []


def test_the_default_card_gives_the_source_of_all_its_figures(card: RateCard) -> None:
    tables = {"range": card.range_, "capacity": card.capacity, "value": card.value, **card.tasks, **card.fees}

    assert [name for name, noun in tables.items() if not getattr(noun, "source", None)] == []


# --- What never applies


def test_a_tier_above_the_most_is_unreachable() -> None:
    card = small_card(posts=number(most=Decimal(20), tiers=(tier(20, add=figures(1)), tier(21, add=figures(2)))))

    assert keys(card, "unreachable-tier") == ["traits.posts.tiers.21"]


def test_a_tier_above_the_number_of_choices_is_unreachable() -> None:
    places = several(a=choice(), b=choice(), tiers=(tier(2, add=figures(1)), tier(3, add=figures(2))))

    assert keys(small_card(traits={"places": places}), "unreachable-tier") == ["traits.places.tiers.3"]


def test_a_tier_below_the_least_is_unreachable() -> None:
    weeks = number(6, least=Decimal(6), tiers=(tier(3, add=figures(5)), tier(6, add=figures(8))))

    assert keys(small_card(traits={"weeks": weeks}), "unreachable-tier") == ["traits.weeks.tiers.3"]


def test_a_tier_that_a_derived_number_reaches_is_let_be() -> None:
    """What one may answer is bounded, not what comes of other answers."""
    messages = number(
        None,
        most=Decimal(100),
        derived=Quantity(each=("posts",), share=Decimal(1000)),
        tiers=(tier(50, add=figures(1)), tier(200, add=figures(2))),
    )

    assert told(small_card(traits={"messages": messages})) == []


NEVER = {"posts": {"at_least": 5, "at_most": 4}}


def test_a_condition_that_cannot_hold_is_said_wherever_it_stands() -> None:
    when = read_condition(NEVER)
    card = small_card(
        traits={"shut": number(asked_when=when)},
        quantities={"odd": Quantity(each=("posts",), when=when)},
        tasks={"posts": task(5), "odd": task(5, each=("odd",), when=when)},
        overheads={"odd": overhead(5, when=when)},
        fees={"odd": Fee(label=WORDS, each="posts", unit_price=figures(1), when=when)},
        rules=(rule("odd", NEVER, add=figures(1)),),
    )

    assert keys(card, "impossible-condition") == [
        *(
            "traits.shut.asked_when",
            "quantities.odd.when",
            "tasks.odd.when",
            "overheads.odd.when",
            "fees.odd.when",
            "rules.odd.when",
        ),
    ]


def test_a_package_for_no_mandate_is_said() -> None:
    never = read_condition({"posts": {"at_least": 2, "at_most": 1}})
    card = packaged(odd=PackageRule(label=WORDS, recommended=True, when=never, why=WORDS, source=WORDS))

    assert keys(card, "impossible-condition") == ["packages.odd.when"]


def test_two_packages_that_change_nothing_are_one_too_many() -> None:
    asked = PackageRule(label=WORDS, why=WORDS, source=WORDS)
    card = packaged(asked=replace(asked, recommended=True), light=replace(asked, set_={"posts": 1}), odd=asked)

    assert keys(card, "idle-package") == ["packages.odd"]


def test_a_package_without_reason_or_source_is_said_and_so_are_its_missing_words() -> None:
    card = packaged(odd=PackageRule(label=Text(fr="mot"), recommended=True))

    assert "packages.odd" in keys(card, "missing-why")
    assert "packages.odd" in keys(card, "missing-source")
    assert keys(card, "missing-language") == ["packages.odd.label"]


def test_a_package_makes_no_trait_useful() -> None:
    rule = PackageRule(label=WORDS, recommended=True, when=read_condition({"mood": "a"}), set_={"mood": "a"})
    card = small_card(traits={"mood": one("a", a=choice(), b=choice())}, packages={"odd": rule})

    assert keys(card, "idle-trait") == ["traits.mood"]


def test_a_rule_that_some_answers_bring_is_let_be() -> None:
    card = small_card(rules=(rule("a", {"period": "project", "hours": {"at_least": 40}}, add=figures(1)),))

    assert told(card) == []


# --- What changes nothing


def test_a_trait_that_nothing_looks_at_is_idle() -> None:
    assert keys(small_card(traits={"mood": one("a", a=choice(), b=choice())}), "idle-trait") == ["traits.mood"]


def test_a_trait_that_only_feeds_an_unused_quantity_is_idle() -> None:
    moods = {"moods": Quantity(each=("mood",)), "more": Quantity(each=("moods",))}

    assert keys(small_card(traits={"mood": number()}, quantities=moods), "idle-trait") == ["traits.mood"]


@pytest.mark.parametrize(
    "card",
    [
        small_card(traits={"mood": one("a", a=choice(), b=choice(add=figures(1)))}),
        small_card(traits={"mood": yes_no(percent=figures(5), lanes=("work",))}),
        small_card(traits={"mood": number(tiers=(tier(1, add=figures(1)),))}),
        small_card(traits={"mood": number()}, tasks={"posts": task(5), "mood": task(5, each=("mood",))}),
        small_card(traits={"mood": number()}, tasks={"posts": task(5, share="mood")}),
        small_card(traits={"mood": several(a=choice())}, tasks={"posts": task(5, further="mood")}),
        small_card(traits={"mood": number()}, fees={"mood": Fee(label=WORDS, each="mood", unit_price=figures(1))}),
        small_card(traits={"mood": yes_no()}, rules=(rule("a", {"mood": True}, people=Decimal(2)),)),
        small_card(traits={"mood": yes_no()}, overheads={"a": overhead(5, when=read_condition({"mood": True}))}),
        small_card(
            traits={"mood": number(), "posts": number(None, derived=Quantity(each=("mood",)))},
        ),
        small_card(traits={"months": number(1), "billing": one("a", a=choice())}),
    ],
)
def test_a_trait_that_changes_something_is_not_idle(card: RateCard) -> None:
    assert told(card) == []


def test_a_task_of_nothing_is_unreachable() -> None:
    nothing = {"none": Quantity(each=("posts",), share=Decimal(0))}
    card = small_card(
        quantities=nothing,
        tasks={
            "posts": task(5),
            "fixed": task(5, fixed=Decimal(0)),
            "share": task(5, share=Decimal(0)),
            "of-none": task(5, each=("none",)),
            "of-some": task(5, each=("none", "posts")),
        },
    )

    assert keys(card, "unreachable-task") == ["tasks.fixed", "tasks.share", "tasks.of-none"]


def test_a_lane_without_work_is_idle() -> None:
    card = small_card(
        stated_lane="stated",
        lanes={name: Lane(label=WORDS) for name in ("stated", "work", "gathered", "empty")},
        overheads={"meetings": overhead(8, into="gathered")},
    )

    assert keys(card, "idle-lane") == ["lanes.empty"]


# --- A rate that falls


def test_a_tier_that_gives_less_than_the_one_before_it_makes_the_rate_fall() -> None:
    posts = number(tiers=(tier(10, add=figures(4)), tier(20, add=figures(6)), tier(30, add=figures(5))))

    assert keys(small_card(posts=posts), "falling-rate") == ["traits.posts.tiers.30"]


def test_a_first_tier_below_zero_makes_the_rate_fall() -> None:
    card = small_card(posts=number(tiers=(tier(10, add=figures(-5)),)))

    assert keys(card, "falling-rate") == ["traits.posts.tiers.10"]


def test_tiers_that_rise_or_stay_are_let_be() -> None:
    posts = number(tiers=(tier(10, add=figures(4)), tier(20, add=figures(4)), tier(30, add=figures(5))))

    assert told(small_card(posts=posts)) == []


def test_a_discount_for_a_long_engagement_is_no_volume() -> None:
    months = number(1, tiers=(tier(6, percent=figures(-5)), tier(12, percent=figures(-10))))

    assert told(small_card(traits={"months": months})) == []


# --- What is missing


HALF = Text(fr="mot")


def test_words_missing_in_a_language_are_said_at_their_key() -> None:
    card = small_card(
        traits={"mood": one("a", a=choice(add=figures(1)), b=choice(why=HALF, add=figures(2)))},
        lanes={"work": Lane(label=HALF)},
        tasks={"posts": task(5, label=Text(en="word"))},
        overheads={"a": overhead(5, why=HALF)},
        rules=(rule("extra", {"posts": 1}, add=figures(1), label=HALF),),
    )

    assert keys(card, "missing-language") == [
        *("traits.mood.choices.b.why", "lanes.work.label", "tasks.posts.label", "overheads.a.why", "rules.extra.label"),
    ]
    assert "add en = …" in [str(remark.remedy) for remark in remarks(card)]
    assert "add fr = …" in [str(remark.remedy) for remark in remarks(card)]


def test_the_words_of_a_quantity_and_of_an_example_are_looked_at_too() -> None:
    card = small_card(
        quantities={"moods": Quantity(label=HALF, each=("posts",)), "plain": Quantity(each=("posts",))},
        tasks={"posts": task(5, each=("moods", "plain"))},
        examples=(Example(name=HALF, expect=Expectation()),),
    )

    assert keys(card, "missing-language") == ["quantities.moods.label", "examples.0.name"]


def test_a_label_empty_in_both_languages_is_said() -> None:
    card = small_card(tasks={"posts": task(5, label=Text())})

    assert keys(card, "missing-language") == ["tasks.posts.label"]


def test_a_range_and_a_capacity_without_a_source_are_said() -> None:
    assert keys(small_card(), "missing-source")[-3:] == ["range", "capacity", "tasks.posts"]


def test_a_figure_without_reason_or_source_is_said_at_its_key() -> None:
    card = small_card(
        posts=number(tiers=(tier(10, add=figures(4), why=WORDS),)),
        traits={"mood": one("a", a=choice(), b=choice(add=figures(1), source=WORDS))},
        tasks={"posts": task(5, source=WORDS), "odd": task(5)},
        rules=(rule("extra", {"posts": 1}, add=figures(1), why=WORDS, source=WORDS),),
    )

    assert keys(card, "missing-why") == ["traits.experience.choices.any", "traits.mood.choices.b"]
    assert keys(card, "missing-source") == [
        *("traits.experience.choices.any", "traits.posts.tiers.10", "range", "capacity", "tasks.odd"),
    ]


def test_a_choice_has_the_reason_and_the_source_of_its_trait() -> None:
    trait = yes_no(add=figures(1), why=WORDS, source=WORDS)

    assert "traits.mood" not in [*keys(small_card(traits={"mood": trait}), "missing-why")]
    assert "traits.mood" in keys(small_card(traits={"mood": yes_no(add=figures(1))}), "missing-why")


# --- How far the rate goes


def facts(card: RateCard) -> dict[str, str]:
    return {remark.code: str(remark.message) for remark in audit(card).remarks if remark.level == "fact"}


def test_the_extremes_are_facts_inside_the_range() -> None:
    card = small_card(traits={"mood": yes_no(add=figures(30))})

    assert facts(card) == {
        "lowest-rate": "the lowest rate is 100, inside the range",
        "highest-rate": "the highest rate is 130, inside the range",
    }


def test_the_extremes_say_how_far_they_were_before_the_range_held_them() -> None:
    card = small_card(40, traits={"mood": yes_no(add=figures(130))})

    assert facts(card) == {
        "lowest-rate": "the lowest rate: the answers alone give 40, and the range holds it at 50",
        "highest-rate": "the highest rate: the answers alone give 170, and the range holds it at 150",
    }


def test_extremes_that_cannot_be_proved_are_said_to_be_so() -> None:
    card = small_card(
        quantities={"replies": Quantity(each=("posts",), share=Decimal(40))},
        rules=(rule("busy", {"replies": {"at_least": 5}}, add=figures(5)),),
    )

    assert list(facts(card)) == ["unproven-extremes"]
    assert audit(card).extremes is None


@pytest.mark.parametrize(("floor", "ceiling", "expected"), [(101, 150, ["range-too-high"]), (100, 150, [])])
def test_a_floor_above_every_rate_is_an_error(floor: int, ceiling: int, expected: list[str]) -> None:
    assert told(small_card(range_=Range(floor=Decimal(floor), ceiling=Decimal(ceiling)))) == expected


@pytest.mark.parametrize(("floor", "ceiling", "expected"), [(50, 99, ["range-too-low"]), (50, 100, [])])
def test_a_ceiling_below_every_rate_is_an_error(floor: int, ceiling: int, expected: list[str]) -> None:
    assert told(small_card(range_=Range(floor=Decimal(floor), ceiling=Decimal(ceiling)))) == expected


def test_a_rate_that_is_only_rounded_is_inside_the_range() -> None:
    card = small_card("102.50")

    assert facts(card)["highest-rate"] == "the highest rate is 103, inside the range"


# --- What no list of sections may forget


def test_the_sentences_for_the_client_are_audited_like_all_others() -> None:
    half = Text("Des mots.", "")
    never = read_condition({"posts": {"at_least": 3, "at_most": 2}})
    card = small_card(
        posts=number(tiers=(tier(5, add=figures(1), why=half),)),
        clauses={"odd": Clause(kind="included", text=half, when=never)},
        care=Care(when=never, protocol=(WORDS,), lines={"help": HelpLine(text=half)}),
    )

    assert keys(card, "missing-language") == ["traits.posts.tiers.5.why", "clauses.odd.text", "care.lines.help.text"]
    assert keys(card, "impossible-condition") == ["clauses.odd.when", "care.when"]


def test_the_condition_of_a_derived_number_is_audited() -> None:
    never = read_condition({"posts": {"at_least": 3, "at_most": 2}})
    derived = number(None, derived=Quantity(each=("posts",), when=never))
    card = small_card(traits={"odd": derived}, tasks={"odd": task(5, each=("odd",))})

    assert keys(card, "impossible-condition") == ["traits.odd.derived.when"]
