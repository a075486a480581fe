"""The same mandates under two cards: what each would pay, and sums that add up."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import choice, figures, mandates, number, one, priced, small_card, task
from fourchette.core.card.rate_card import RateCard
from fourchette.core.compare.impact import (
    Case,
    MandateImpact,
    Sums,
    effects,
    impact_sums,
    work_alike,
)
from fourchette.core.mandate.mandate import Mandate
from fourchette.core.price.quote import priced as priced_lines
from fourchette.files.card.card_file import card_from
from fourchette.files.card.own_card import preset_text, presets

MONTHS = number(1, least=Decimal(1))


def carded(base: int, **choices: int) -> RateCard:
    """A card of an hour a post at a base, and a trait whose choices add so many $/h."""
    pace = one(None, **{name: choice(add=figures(add)) for name, add in choices.items()})
    return small_card(base, traits={"months": MONTHS, **({"pace": pace} if choices else {})})


def case(name: str, **traits: object) -> Case:
    return Case(name, Mandate(traits=traits))


def compared(before: RateCard, after: RateCard, *cases: Case) -> list[MandateImpact]:
    return list(effects(before, after, cases))


def test_each_mandate_is_priced_under_both_cards() -> None:
    found = compared(carded(80), carded(90), case("one", posts=1), case("ten", posts=10))

    assert found == [MandateImpact("one", Decimal(80), Decimal(90)), MandateImpact("ten", Decimal(800), Decimal(900))]
    assert [effect.difference for effect in found] == [10, 100]


def test_a_price_is_that_of_the_whole_mandate() -> None:
    setup = small_card(traits={"months": MONTHS}, tasks={"posts": task(60), "once": task(30, period="once")})

    assert priced(setup, {"posts": 2, "months": 6}).whole_price == 1300  # 200 a month for 6 months, and 100 once


def test_a_project_is_counted_once() -> None:
    project = Mandate(traits={"posts": 2, "months": 6}, period="project", weeks=Decimal(4))

    (found,) = effects(carded(80), carded(80), [Case("project", project)])

    assert found.before == found.after == 160


def test_a_mandate_that_one_card_cannot_price_says_why() -> None:
    before, after = carded(80, slow=0, fast=5), carded(80, slow=0)
    (found,) = compared(before, after, case("fast", posts=1, pace="fast"))

    assert (found.before, found.after, found.difference) == (Decimal(85), None, None)
    assert [problem.key for problem in found.problems] == ["traits.pace"]


def test_what_keeps_both_cards_from_pricing_it_is_told_once() -> None:
    before, after = carded(80, slow=0), carded(90, slow=0)
    cases = case("no choice", posts=1, pace="fast"), case("no trait", posts=1, pace="slow", pots=1)

    assert [[problem.key for problem in found.problems] for found in compared(before, after, *cases)] == [
        ["traits.pace"],
        ["traits.pots"],
    ]


def test_mandates_are_priced_as_they_are_asked_for() -> None:
    """A long run shows how far it is: nothing is priced ahead."""
    taken: list[str] = []

    def watched() -> Iterator[Case]:
        for name in ("first", "second"):
            taken.append(name)
            yield case(name, posts=1)

    next(effects(carded(80), carded(80), watched()))

    assert taken == ["first"]


def test_rises_and_falls_are_summed_apart() -> None:
    before, after = carded(80, slow=0, fast=20), carded(80, slow=5, fast=10)
    found = compared(
        before,
        after,
        case("up", posts=1, pace="slow"),
        case("further up", posts=2, pace="slow"),
        case("down", posts=3, pace="fast"),
        case("gone", posts=1, pace="steady"),
    )

    assert impact_sums(found) == Sums(
        rising=2,
        falling=1,
        same=0,
        unpriced=1,
        gain=Decimal(15),
        loss=Decimal(-30),
        before=Decimal(80 + 160 + 300),
        after=Decimal(85 + 170 + 270),
    )


def test_nothing_adds_up_to_nothing() -> None:
    assert impact_sums([]) == Sums(0, 0, 0, 0, Decimal(0), Decimal(0), Decimal(0), Decimal(0))


def edited(*edits: tuple[str, str]) -> RateCard:
    """The default card with some of its text changed."""
    text = preset_text("quebec")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return card_from("edited", text.encode()).card


DEARER = (("base = [55, 65, 75]", "base = [60, 70, 80]"), ("add = [1, 2, 3]", "add = [2, 3, 4]"))


def test_cards_that_differ_by_what_an_answer_costs_find_the_same_work() -> None:
    assert work_alike(edited(), edited(*DEARER))


@pytest.mark.parametrize(
    "edit",
    [
        ("minutes = [20, 35, 60]", "minutes = [20, 36, 60]"),
        ("share = 75", "share = 76"),
        ('default = "next-business-day"', 'default = "same-business-day"'),
        ("weeks = 4.33 ", "weeks = 4.34 "),
    ],
)
def test_cards_that_differ_by_what_hours_come_from_do_not(edit: tuple[str, str]) -> None:
    assert not work_alike(edited(), edited(edit))


DEFAULT, FRANCE = (
    card_from(name, preset_text(name).encode()).card for name in presets() if name in ("quebec", "france")
)


@given(drawn=st.lists(mandates(DEFAULT), max_size=4))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_sums_add_up(drawn: list[Mandate]) -> None:
    found = compared(DEFAULT, FRANCE, *(Case(str(index), mandate) for index, mandate in enumerate(drawn)))
    sums = impact_sums(found)

    assert sums.rising + sums.falling + sums.same + sums.unpriced == len(drawn)
    assert sums.before + sums.gain + sums.loss == sums.after
    assert sums.loss <= 0 <= sums.gain


@given(mandate=mandates(DEFAULT))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_card_has_no_impact_beside_itself(mandate: Mandate) -> None:
    (found,) = compared(DEFAULT, DEFAULT, Case("same", mandate))

    assert found.before == found.after


DEARER_CARD = edited(*DEARER)


@given(mandate=mandates(DEFAULT))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_work_found_once_gives_the_price_of_each_card(mandate: Mandate) -> None:
    (found,) = compared(DEFAULT, DEARER_CARD, Case("one", mandate))

    if found.after is not None:
        assert found.after == priced_lines(mandate, DEARER_CARD).whole_price


def test_cents_are_a_gain_or_a_loss_and_what_one_card_cannot_price_is_neither() -> None:
    found = [
        MandateImpact("up", Decimal(10), Decimal("10.50")),
        MandateImpact("down", Decimal(10), Decimal("9.75")),
        MandateImpact("same", Decimal(10), Decimal(10)),
        MandateImpact("lost", Decimal(10), None),
        MandateImpact("new", None, Decimal(10)),
    ]

    sums = impact_sums(found)

    assert (sums.gain, sums.loss) == (Decimal("0.50"), Decimal("-0.25"))
    assert (sums.rising, sums.falling, sums.same, sums.unpriced) == (1, 1, 1, 2)
