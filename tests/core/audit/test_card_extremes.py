"""The lowest and the highest rate of a card: reached by the mandates that are printed, and passed by no other."""

import random
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import DAY, EFFECTS, NO_TAXES, WORDS, choice, figures, number, one, rated, several, small_card, yes_no
from builders import small_cards as drawn_cards
from fourchette.core.audit.card_extremes import Extreme, extremes
from fourchette.core.card.cases import TooMany
from fourchette.core.card.conditions import Fact, read_condition
from fourchette.core.card.frame import Range
from fourchette.core.card.rate_card import Quantity, RateCard, Rule, Tier, Trait
from fourchette.core.mandate.mandate import Mandate
from fourchette.core.price.quote import Quote, price
from fourchette.core.price.rating import rate
from fourchette.files.card.card_file import card_from
from fourchette.files.card.own_card import preset_text, presets

CARDS = {name: card_from(name, preset_text(name).encode()).card for name in presets()}
DEFAULT = CARDS["quebec"]
# A junior at 20 % off, and an expert with 65 $/h of premiums and 40 % more: 50 * 0.8, (95 + 65) * 1.4 and so on.
REACHED = {
    "quebec": "40 to 224",
    "canada": "40 to 224",
    "belgium": "28 to 154.7",
    "france": "28 to 154.7",
    "switzerland": "49.6 to 275.1",
    "united-kingdom": "24 to 140",
    "united-states": "42.4 to 228.2",
}


def found(card: RateCard) -> tuple[Extreme, Extreme]:
    both = extremes(card)
    assert both is not None
    return both


def reach(card: RateCard) -> str:
    """The lowest and the highest rate before the range."""
    lowest, highest = (extreme.unheld.normalize() for extreme in found(card))
    return f"{lowest:f} to {highest:f}"


def quoted(extreme: Extreme, card: RateCard) -> Quote:
    return price(extreme.mandate, card, NO_TAXES, on=DAY)


def reached(card: RateCard) -> bool:
    """Whether quoting the printed mandates gives the printed rates."""
    ratings = [(extreme, quoted(extreme, card).rating) for extreme in found(card)]
    return all(
        (rating.unheld.target, rating.rate.target) == (extreme.unheld, extreme.asked) for extreme, rating in ratings
    )


def tier(start: int, **effect: Any) -> Tier:  # noqa: ANN401  # an effect, passed on to its noun
    return Tier(from_=Decimal(start), **effect)


def rule(when: dict[str, Any], **effect: Any) -> Rule:  # noqa: ANN401  # as above
    return Rule(id=str(when), when=read_condition(when), **effect)


# --- The shipped cards


@pytest.mark.parametrize("name", CARDS)
def test_the_extremes_of_a_shipped_card_are_those_one_adds_up_by_hand(name: str) -> None:
    assert reach(CARDS[name]) == REACHED[name]


@pytest.mark.parametrize("name", CARDS)
def test_quoting_the_mandates_of_a_shipped_card_gives_its_extremes(name: str) -> None:
    card = CARDS[name]
    (lowest, highest) = found(card)

    assert reached(card)
    assert (lowest.asked, highest.asked) == (card.range_.floor, card.range_.ceiling)


def drawn_fact(dice: random.Random, trait: Trait) -> object:
    match trait.kind:
        case "one":
            return dice.choice(list(trait.choices))
        case "several":
            return dice.sample(list(trait.choices), dice.randint(1, min(6, len(trait.choices))))
        case "yes-no":
            return dice.random() < 0.5
        case _:
            most = min(int(trait.most or 10_000), 10 ** dice.randint(1, 4))
            return dice.randint(int(trait.least), max(most, int(trait.least)))


def drawn_mandate(dice: random.Random, card: RateCard) -> Mandate:
    """Any answers to some of the traits, of so many hours a month or of a project."""
    answered = {name: trait for name, trait in card.traits.items() if trait.required or dice.random() < 0.7}
    project = dice.random() < 0.3
    return Mandate(
        traits={name: drawn_fact(dice, trait) for name, trait in answered.items()},
        period="project" if project else "month",
        weeks=Decimal(dice.randint(1, 20)) if project else None,
        hours=Decimal(dice.randint(1, 800)) / 4,
    )


def test_none_of_ten_thousand_mandates_leaves_the_extremes_of_the_default_card() -> None:
    dice = random.Random(20261122)  # noqa: S311  # the same mandates at each run
    lowest, highest = found(DEFAULT)

    unheld = [
        price(drawn_mandate(dice, DEFAULT), DEFAULT, NO_TAXES, on=DAY).rating.unheld.target for _ in range(10_000)
    ]

    assert lowest.unheld <= min(unheld) < 60
    assert 200 < max(unheld) <= highest.unheld


# --- Small cards, by hand


def test_a_card_without_effects_has_one_rate() -> None:
    assert reach(small_card(80)) == "80 to 80"


def test_additions_surcharges_and_discounts_meet_in_one_rate() -> None:
    card = small_card(
        traits={
            "voice": one("plain", plain=choice(), bold=choice(add=figures(20))),
            "rush": yes_no(percent=figures(50)),
            "friend": yes_no(percent=figures(-10)),
        }
    )

    assert reach(card) == "90 to 180"  # 100 * 0.9 and (100 + 20) * 1.5


def test_discounts_go_no_further_than_the_most() -> None:
    card = small_card(traits={name: yes_no(percent=figures(-15)) for name in ("friend", "early", "long")})

    assert reach(card) == "80 to 100"  # 20 % at most, not 45


def test_each_tier_is_reached() -> None:
    card = small_card(posts=number(tiers=(tier(10, add=figures(9)), tier(50, add=figures(4)))))
    (_, highest) = found(card)

    assert highest.unheld == 109
    assert 10 <= highest.mandate.traits["posts"] < 50


def test_a_rule_that_ties_two_traits_is_weighed_with_both() -> None:
    """Alone, `fast` costs 30 and `night` 5; together only 10 more than nothing, since a rule takes 25 off."""
    card = small_card(
        traits={"pace": one("slow", slow=choice(), fast=choice(add=figures(30))), "night": yes_no(add=figures(5))},
        rules=(rule({"pace": "fast", "night": True}, add=figures(-25)),),
    )
    (_, highest) = found(card)

    assert reach(card) == "100 to 130"
    assert highest.mandate.traits == {"pace": "fast"}  # night is not, by default


def test_rules_that_exclude_one_another_are_never_both_counted() -> None:
    card = small_card(
        traits={"places": several(a=choice(), b=choice(), c=choice())},
        rules=(
            rule({"places": {"includes": "a"}}, add=figures(10)),
            rule({"places": {"not": {"includes": "a"}, "at_least": 2}}, percent=figures(20)),
        ),
    )

    assert reach(card) == "100 to 120"


def test_the_best_answers_are_not_those_that_add_most() -> None:
    """Of two choices, one adds 10 $/h and the other 20 %: which is dearer hangs on the base."""
    effects = {"added": choice(add=figures(10)), "more": choice(percent=figures(20))}
    cheap, dear = (small_card(base, traits={"extra": one("added", **effects)}) for base in (40, 100))

    assert reach(cheap) == "48 to 50"
    assert [extreme.mandate.hours for extreme in found(cheap)] == [10, 10]
    assert reach(dear) == "110 to 120"


def test_the_answer_that_adds_most_is_not_the_dearest_where_it_brings_a_discount() -> None:
    card = small_card(
        traits={"pace": one("calm", calm=choice(add=figures(5)), fast=choice(add=figures(10)))},
        rules=(rule({"pace": "fast"}, percent=figures(-20)),),
    )

    assert reach(card) == "88 to 105"  # 110 less 20 %, and 105


def test_a_mandate_without_an_hour_is_none() -> None:
    assert reach(small_card(rules=(rule({"hours": 0}, add=figures(30)),))) == "100 to 100"


def test_hours_and_period_are_stated_as_a_rule_wants_them() -> None:
    card = small_card(
        rules=(
            rule({"period": "month", "hours": {"at_least": 40}}, percent=figures(-5)),
            rule({"period": "project", "hours": {"at_most": 8}}, add=figures(12)),
        )
    )
    (lowest, highest) = found(card)

    assert reach(card) == "95 to 112"
    assert (lowest.mandate.period, lowest.mandate.hours) == ("month", Decimal(40))
    assert (highest.mandate.period, highest.mandate.weeks) == ("project", Decimal(4))
    assert reached(card)


def test_what_multiplies_single_lanes_is_no_part_of_the_rate() -> None:
    card = small_card(traits={"rush": yes_no(percent=figures(50), lanes=("work",))})

    assert reach(card) == "100 to 100"


def test_a_range_holds_the_rate_that_is_asked() -> None:
    card = small_card(200, range_=Range(floor=Decimal(50), ceiling=Decimal(150)))

    assert [(extreme.unheld, extreme.asked) for extreme in found(card)] == [(Decimal(200), Decimal(150))] * 2


def test_a_trait_that_must_be_answered_is_answered() -> None:
    card = small_card(traits={"places": several(default=None, a=choice(add=figures(-9)), b=choice(add=figures(4)))})
    (lowest, highest) = found(card)

    assert reach(card) == "91 to 104"
    assert (lowest.mandate.traits["places"], highest.mandate.traits["places"]) == (["a"], ["b"])


def test_a_rule_on_a_computed_quantity_leaves_the_extremes_unproven() -> None:
    card = small_card(
        quantities={"replies": Quantity(each=("posts",), share=Decimal(40))},
        rules=(rule({"replies": {"at_least": 5}}, add=figures(5)),),
    )

    assert extremes(card) is None


def test_traits_tied_together_beyond_counting_are_refused() -> None:
    letters = "abcdefghijklm"
    card = small_card(
        traits={
            "letters": Trait(
                kind="several",
                label=WORDS,
                choices={letter: choice(add=figures(1)) for letter in letters},
                default=(),
            )
        }
    )

    with pytest.raises(TooMany):
        extremes(card)


def test_a_figure_between_those_that_may_be_answered_is_never_printed() -> None:
    """Posts are whole, and hours are priced by the quarter."""
    above_ten = {"hours": {"not": {"at_most": 10}, "at_most": Decimal("10.1")}}
    card = small_card(
        rules=(
            rule({"posts": {"at_least": Decimal("2.5")}}, add=figures(5)),
            rule({"posts": Decimal("7.5")}, add=figures(10)),
            rule(above_ten, add=figures(20)),
            rule({"hours": {"at_least": 200_000}}, add=figures(25)),
        )
    )

    assert reach(card) == "100 to 105"
    assert reached(card)


def test_answers_that_only_others_can_bring_leave_the_extremes_unproven() -> None:
    """One may say up to 100 messages; 2,000 fans bring 200."""
    messages = number(
        None,
        most=Decimal(100),
        derived=Quantity(each=("fans",), share=Decimal(10)),
        tiers=(tier(50, add=figures(5)), tier(200, add=figures(20))),
    )
    card = small_card(traits={"fans": number(), "messages": messages})

    assert rated(card, fans=2_000).unheld.target == 120
    assert extremes(card) is None
    brisk = one("calm", calm=choice(), brisk=choice(add=figures(5)))
    for around in ({"pace": brisk, **card.traits}, {**card.traits, "pace": brisk}):
        assert extremes(replace(card, traits=around)) is None


# --- Random cards


@given(card=drawn_cards())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_quoting_the_mandates_of_any_small_card_gives_its_extremes(card: RateCard) -> None:
    assert reached(card)


CONDITIONS = st.fixed_dictionaries(
    {},
    optional={
        "pace": st.sampled_from(["slow", "fast", {"not": "fast"}]),
        "places": st.sampled_from([{"includes": "a"}, {"not": {"includes": ["a", "b"]}}, {"at_least": 2}]),
        "posts": st.sampled_from([{"at_least": 2}, {"at_most": 1}, 3]),
        "sure": st.booleans(),
        "hours": st.sampled_from([{"at_least": 40}, {"not": {"at_least": 10}}]),
        "period": st.sampled_from(["month", "project"]),
    },
).filter(bool)
ANSWERS: dict[str, tuple[Fact, ...]] = {
    "experience": ("new", "old"),
    "pace": ("slow", "fast"),
    "places": tuple(members for size in range(4) for members in combinations("abc", size)),
    "posts": tuple(map(Decimal, range(5))),
    "sure": (False, True),
    "hours": tuple(map(Decimal, (9, 10, 40))),
    "period": ("month", "project"),
}


@st.composite
def tied_cards(draw: st.DrawFn) -> RateCard:
    """Cards whose every answer has an effect, and whose rules tie them together."""

    def answer() -> Any:  # noqa: ANN401  # a choice and its effect, or none
        return choice(**draw(st.one_of(st.just({}), EFFECTS)))

    return small_card(
        range_=Range(floor=Decimal(0), ceiling=Decimal(900), max_discount=Decimal(draw(st.integers(0, 40)))),
        posts=number(most=Decimal(4), tiers=(tier(1, **draw(EFFECTS)), tier(3, **draw(EFFECTS)))),
        traits={
            "experience": one("new", new=choice(base=figures(50)), old=choice(base=figures(90))),
            "pace": one("slow", slow=answer(), fast=answer()),
            "places": several(a=answer(), b=answer(), c=answer()),
            "sure": yes_no(**draw(EFFECTS)),
        },
        rules=tuple(Rule(id=name, when=read_condition(draw(CONDITIONS)), **draw(EFFECTS)) for name in ("x", "y")),
    )


def every_rate(card: RateCard) -> Iterator[Decimal]:
    """The rate before the range of every combination of answers."""
    for facts in product(*ANSWERS.values()):
        yield rate(card, {"scope": ("work",), **dict(zip(ANSWERS, facts, strict=True))}).unheld.target


@given(card=tied_cards())
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_trying_every_combination_finds_the_same_extremes(card: RateCard) -> None:
    rates = sorted(every_rate(card))

    assert (rates[0], rates[-1]) == tuple(extreme.unheld for extreme in found(card))
    assert reached(card)


def test_a_derived_number_is_printed_as_one_may_say_it() -> None:
    card = small_card(
        traits={"fans": number(), "messages": number(None, derived=Quantity(each=("fans",), share=Decimal(10)))},
        rules=(rule({"messages": {"not": {"at_most": 100}}}, add=figures(5)),),
    )

    assert reach(card) == "100 to 105"
    assert reached(card)


def test_a_figure_between_those_that_may_be_said_leaves_the_extremes_unproven() -> None:
    """10 % of 75 fans are 7.5 messages, which no mandate may say."""
    messages = number(None, derived=Quantity(each=("fans",), share=Decimal(10)))
    card = small_card(
        traits={"fans": number(), "messages": messages},
        rules=(rule({"messages": {"at_least": Decimal("7.1"), "at_most": Decimal("7.9")}}, add=figures(5)),),
    )

    assert rated(card, fans=75).unheld.target == 105
    assert extremes(card) is None


def test_a_choice_that_must_be_made_and_moves_nothing_is_made() -> None:
    card = small_card(traits={"pace": one(None, calm=choice(), brisk=choice())})

    assert [extreme.mandate.traits["pace"] for extreme in found(card)] == ["calm", "calm"]
    assert reached(card)


def test_what_must_be_answered_and_moves_nothing_is_answered_with_the_first_or_the_least() -> None:
    card = small_card(
        traits={"places": several(default=None, a=choice(), b=choice()), "fans": number(None, least=Decimal(3))}
    )
    (lowest, _) = found(card)

    assert (lowest.mandate.traits["places"], lowest.mandate.traits["fans"]) == (["a"], 3)
    assert reached(card)


def test_what_multiplies_single_lanes_of_a_computed_quantity_leaves_the_extremes_proven() -> None:
    card = small_card(
        quantities={"replies": Quantity(each=("posts",), share=Decimal(40))},
        rules=(rule({"replies": {"at_least": 5}}, percent=figures(50), lanes=("work",)),),
    )

    assert reach(card) == "100 to 100"
