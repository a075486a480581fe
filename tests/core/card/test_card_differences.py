"""Two cards compared fact by fact, whatever the order in which they are written."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from builders import WORDS, choice, figures, number, one, small_card, task
from fourchette.core.basis.text import Text
from fourchette.core.card.card_differences import Change, changes
from fourchette.core.card.clauses import Care
from fourchette.core.card.conditions import read_condition
from fourchette.core.card.frame import Range
from fourchette.core.card.rate_card import Bracket, Choice, Example, Expectation, Quantity, RateCard, Rule, Tier
from fourchette.files.card.card_file import load_card


def tier(start: int, add: int) -> Tier:
    return Tier(from_=Decimal(start), add=figures(add))


def rule(name: str, add: int, **when: Any) -> Rule:  # noqa: ANN401  # a condition as one writes it
    return Rule(id=name, when=read_condition(when or {"posts": 1}), add=figures(add))


def paced(**choices: Choice) -> RateCard:
    return small_card(traits={"pace": one("slow", slow=choice(), **choices)})


def lines(before: RateCard, after: RateCard) -> list[str]:
    """Each change as a line: its keys and its kind."""
    return [f"{'.'.join(change.keys)} {change.kind}" for change in changes(before, after)]


def test_a_card_does_not_differ_from_itself() -> None:
    assert changes(load_card().card, load_card().card) == ()


def test_a_changed_figure_is_one_change_with_both_sides() -> None:
    before, after = paced(fast=choice(add=figures(3, 5, 8))), paced(fast=choice(add=figures(4, 6, 9)))

    assert changes(before, after) == (
        Change(("traits", "pace", "choices", "fast", "add"), "changed", figures(3, 5, 8), figures(4, 6, 9)),
    )


def test_an_effect_of_another_kind_is_one_gone_and_one_come() -> None:
    before, after = paced(fast=choice(add=figures(5))), paced(fast=choice(percent=figures(5)))

    assert [(change.keys[-1], change.before, change.after) for change in changes(before, after)] == [
        ("add", figures(5), None),
        ("percent", None, figures(5)),
    ]


def test_a_choice_that_only_one_side_has_is_one_change_whole() -> None:
    before, after = paced(fast=choice(add=figures(5))), paced(instant=choice(add=figures(9)))

    assert lines(before, after) == ["traits.pace.choices.fast removed", "traits.pace.choices.instant added"]
    assert changes(before, after)[1].after == choice(add=figures(9))


def test_seen_from_the_other_side_a_change_is_its_own_opposite() -> None:
    before = paced(fast=choice(add=figures(5)))
    after = replace(paced(instant=choice()), range_=Range(floor=Decimal(40), ceiling=Decimal(150)))
    opposite = {"added": "removed", "removed": "added", "changed": "changed"}

    there = {(change.keys, change.kind, change.before, change.after) for change in changes(before, after)}
    back = {(change.keys, opposite[change.kind], change.after, change.before) for change in changes(after, before)}

    assert there == back


def test_a_rule_is_known_by_its_id_wherever_it_stands() -> None:
    first, second, dearer = rule("one", 1), rule("two", 2), rule("two", 3)

    assert lines(small_card(rules=(first, second)), small_card(rules=(second, first))) == []
    assert lines(small_card(rules=(first, second)), small_card(rules=(dearer, first))) == ["rules.two.add changed"]
    assert lines(small_card(rules=(first, second)), small_card(rules=(second,))) == ["rules.one removed"]


def test_a_tier_is_known_by_where_it_starts() -> None:
    before = small_card(posts=number(tiers=(tier(10, 2), tier(50, 4))))
    after = small_card(posts=number(tiers=(tier(10, 3), tier(40, 4))))

    assert lines(before, after) == [
        "traits.posts.tiers.10.add changed",
        "traits.posts.tiers.50 removed",
        "traits.posts.tiers.40 added",
    ]


def test_an_example_is_known_by_its_name() -> None:
    def example(rate: int) -> Example:
        expect = Expectation(rate=(Decimal(rate), Decimal(rate)))
        return Example(name=Text("Café", "Café"), traits={"posts": 8}, expect=expect)

    before, after = (small_card(examples=(example(rate),)) for rate in (65, 66))

    assert lines(before, after) == ["examples.Café.expect.rate changed"]


def test_a_condition_and_words_are_compared_whole() -> None:
    before = small_card(tasks={"posts": task(5, when=read_condition({"posts": {"at_least": 5}}))})
    after = small_card(tasks={"posts": task(5, label=Text("mots", "words"))})

    assert lines(before, after) == ["tasks.posts.label changed", "tasks.posts.when changed"]


def test_figures_written_otherwise_are_the_same() -> None:
    assert changes(small_card("100.0"), small_card(100)) == ()


def test_changes_come_in_the_order_of_the_card() -> None:
    before = small_card(rules=(rule("one", 1),), traits={"pace": one("slow", slow=choice())})
    after = replace(
        small_card(rules=(rule("one", 2),), traits={"mood": one("a", a=choice())}), name="Autre", currency="EUR"
    )

    assert lines(before, after) == [
        "name changed",
        "currency changed",
        "traits.pace removed",
        "traits.mood added",
        "rules.one.add changed",
    ]


def test_a_range_has_the_key_that_its_file_has() -> None:
    after = small_card(range_=Range(floor=Decimal(60), ceiling=Decimal(150), max_discount=Decimal(20)))

    assert lines(small_card(), after) == ["range.floor changed"]


def test_the_first_of_a_list_is_added_as_the_second_is() -> None:
    after = small_card(rules=(rule("one", 1),), posts=number(tiers=(tier(10, 2),)))

    assert lines(small_card(), after) == ["traits.posts.tiers.10 added", "rules.one added"]


def test_the_last_of_a_list_is_removed_as_the_others_are() -> None:
    before = small_card(examples=(Example(name=WORDS, expect=Expectation()),))

    assert lines(before, small_card()) == ["examples.mot removed"]


def test_a_bracket_is_known_by_its_place() -> None:
    def bracketed(*shares: int) -> RateCard:
        brackets = tuple(Bracket(from_=Decimal(1000 * place), share=Decimal(each)) for place, each in enumerate(shares))
        return small_card(quantities={"replies": Quantity(each=("posts",), brackets=brackets)})

    assert lines(bracketed(10, 5), bracketed(10, 4, 1)) == [
        "quantities.replies.brackets.1.share changed",
        "quantities.replies.brackets.2 added",
    ]
    assert lines(bracketed(10), small_card(quantities={"replies": Quantity(each=("posts",))})) == [
        "quantities.replies.brackets.0 removed"
    ]


def test_an_example_without_a_french_name_goes_by_its_english_one() -> None:
    before = small_card(examples=(Example(name=Text("", "Shop"), expect=Expectation()),))

    assert lines(before, small_card()) == ["examples.Shop removed"]


def test_a_section_that_only_one_side_has_is_one_change() -> None:
    care = Care(when=read_condition({"posts": 1}), protocol=(WORDS,))

    assert lines(small_card(), small_card(care=care)) == ["care changed"]
    assert changes(small_card(), small_card(care=care))[0].after == care
