"""What of a mandate could leave it: each part in each of its ways, as its card says."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from builders import choice, number, one, pain, several, small_card, yes_no
from fourchette.core.basis.text import Text
from fourchette.core.card.rate_card import Quantity, RateCard, Trait
from fourchette.core.fit.fit_parts import FitPart, Instead, TakenOut, Without, parts_of, rounder, without
from fourchette.core.mandate.answers import answer
from fourchette.core.mandate.mandate import Mandate


def parts(card: RateCard, *kept: str, hours: Decimal | None = None, **traits: object) -> tuple[FitPart, ...]:
    mandate = Mandate(traits={"posts": 1, **traits}, hours=hours)
    return parts_of(card, mandate, answer(card, mandate), kept)


def lesser(card: RateCard, **traits: object) -> dict[str, list[tuple[Any, str]]]:
    """Each part's ways as what its answer becomes and the pain of it."""
    mandate = Mandate(traits={"posts": 1, **traits})
    return {
        part.name: [
            (without(card, mandate, [TakenOut(part, way)]).traits.get(part.name), f"{way.pain:.2f}")
            for way in part.ways
        ]
        for part in parts_of(card, mandate, answer(card, mandate))
    }


def carded(**traits: Trait) -> RateCard:
    return small_card(traits=traits)


def test_a_number_falls_step_by_step_to_what_must_stay_and_hurts_by_the_share_that_goes() -> None:
    card = carded(stories=number(reduce=pain(3, by=Decimal(4), down_to=Decimal(2))))

    assert lesser(card, stories=10) == {"stories": [(8, "0.60"), (4, "1.80"), (2, "2.40")]}
    assert lesser(card, stories=2) == {}


def test_a_number_that_was_not_said_falls_from_its_default() -> None:
    card = carded(meetings=number(2, reduce=pain(4)))

    assert lesser(card) == {"meetings": [(1, "2.00"), (0, "4.00")]}


def test_a_choice_becomes_those_it_leads_to_and_the_shortest_way_counts() -> None:
    pace = one(
        "slow",
        slow=choice(),
        calm=choice(reduce=pain(5, to=("slow",))),
        quick=choice(reduce=pain(1, to=("slow",))),
        now=choice(reduce=pain(2, to=("calm", "quick"))),
    )

    assert lesser(carded(pace=pace), pace="now") == {"pace": [("calm", "2.00"), ("quick", "2.00"), ("slow", "3.00")]}
    assert lesser(carded(pace=pace), pace="slow") == {}


def test_the_members_named_last_go_first_and_so_many_stay() -> None:
    places = several(reduce=pain(4, down_to=Decimal(1)), web=choice(), mail=choice(), street=choice())

    assert lesser(carded(places=places), places=["street", "web", "mail"]) == {
        "places": [(["street", "web"], "4.00"), (["street"], "8.00")]
    }


def test_a_member_becomes_a_lesser_one_then_goes() -> None:
    extras = several(full=choice(reduce=pain(3, to=("light",))), light=choice(reduce=pain(2)), other=choice())

    assert lesser(carded(extras=extras), extras=["full", "other"]) == {
        "extras": [(["light", "other"], "3.00"), (["other"], "5.00")]
    }
    assert lesser(carded(extras=extras), extras=["light", "full"])["extras"] == [(["light"], "3.00")]


def test_yes_becomes_no() -> None:
    assert lesser(carded(audit=yes_no(reduce=pain(2))), audit=True) == {"audit": [(False, "2.00")]}
    assert lesser(carded(audit=yes_no(reduce=pain(2))), audit=False) == {}


def test_what_goes_with_a_member_is_gone_whatever_else_was_to_become_of_it() -> None:
    card = carded(
        extras=several(ads=choice(reduce=pain(3, with_=("spend",)))), spend=number(reduce=pain(2, by=Decimal(500)))
    )
    mandate = Mandate(traits={"posts": 1, "extras": ["ads"], "spend": 1000})
    ads, spend = parts_of(card, mandate, answer(card, mandate))

    traits = without(card, mandate, [TakenOut(ads, ads.ways[0]), TakenOut(spend, spend.ways[0])]).traits

    assert (traits["extras"], traits["spend"]) == ([], 0)


def test_what_is_kept_is_no_part() -> None:
    card = carded(
        places=several(reduce=pain(4), web=choice(), mail=choice()),
        extras=several(ads=choice(reduce=pain(3, with_=("spend",))), film=choice(reduce=pain(1))),
        spend=number(),
    )
    traits: dict[str, Any] = {"places": ["web", "mail"], "extras": ["ads", "film"], "spend": 10}

    assert [part.name for part in parts(card, "places", "extras", **traits)] == []
    assert [part.member for part in parts(card, "places", "extras.film", **traits)] == ["ads"]
    assert [part.member for part in parts(card, "places", "spend", **traits)] == ["film"]
    (kept, *_) = parts(card, "places.mail", **traits)
    assert [way.change for way in kept.ways] == [Without(("web",))]


def test_the_hours_stated_are_a_part_where_the_card_says_so() -> None:
    card = small_card(stated_reduce=pain(8, by=Decimal(10), down_to=Decimal(5)))

    (hours,) = parts(card, hours=Decimal(25))
    left = [without(card, Mandate(traits={}, hours=Decimal(25)), [TakenOut(hours, way)]).hours for way in hours.ways]

    assert (hours.name, left) == ("hours", [Decimal(20), Decimal(10), Decimal(5)])
    assert parts(card, "hours", hours=Decimal(25)) == ()


def test_a_large_number_falls_in_round_steps_and_rounder_ones_when_asked() -> None:
    card = small_card(posts=number(reduce=pain(8)))

    (part,) = parts(card, posts=5000)
    assert part.rounded
    assert len(part.ways) <= 400
    counts = [len(part.ways)]
    while (easier := rounder(card, part)) is not None:
        part = easier
        counts.append(len(part.ways))

    assert counts == sorted(set(counts), reverse=True)
    assert counts[-1] <= 8
    assert part.ways[-1].change == Instead(Decimal(0))


@pytest.mark.parametrize(
    ("said", "down_to", "step", "rounded"),
    [
        (400, 0, 1, False),
        (401, 0, 2, True),
        (402, 2, 1, False),
        (800, 0, 2, True),
        (801, 0, 5, True),
        (2000, 0, 5, True),
        (2001, 0, 10, True),
        (4001, 0, 20, True),
        (8001, 0, 50, True),
        (20_001, 0, 100, True),
    ],
)
def test_a_number_falls_by_the_finest_round_step_that_makes_at_most_400_ways(
    said: int, down_to: int, step: int, *, rounded: bool
) -> None:
    card = small_card(posts=number(reduce=pain(8, down_to=Decimal(down_to))))

    (part,) = parts(card, posts=said)

    first, second = (way.change for way in part.ways[:2])
    assert isinstance(first, Instead)
    assert isinstance(second, Instead)
    assert (first.value, second.value) == ((said - 1) // step * step, (said - 1) // step * step - step)
    assert (part.ways[-1].change, part.rounded) == (Instead(Decimal(down_to)), rounded)
    assert len({way.change for way in part.ways}) == len(part.ways) <= 400


def test_a_number_of_eight_ways_is_tried_in_no_rounder_steps_and_one_of_nine_is() -> None:
    card = small_card(posts=number(reduce=pain(8)), stated_reduce=pain(8))

    (eight,), (nine,), (hours, _) = parts(card, posts=8), parts(card, posts=9), parts(card, hours=Decimal(9))

    assert rounder(card, eight) is None
    for part in (nine, hours):
        easier = rounder(card, part)
        assert easier is not None
        assert [way.change for way in easier.ways] == [Instead(Decimal(left)) for left in (8, 6, 4, 2, 0)]
        assert (easier.name, easier.rounded) == (part.name, True)


def test_what_is_no_number_is_tried_in_no_rounder_steps() -> None:
    places = replace(several(reduce=pain(4)), choices={f"place{index}": choice() for index in range(9)})
    card = carded(places=places)

    (part,) = parts(card, places=list(places.choices))

    assert len(part.ways) == 9
    assert rounder(card, part) is None


def test_no_member_goes_where_more_must_stay_than_there_are() -> None:
    places = several(reduce=pain(4, down_to=Decimal(2)), web=choice(), mail=choice(), street=choice())

    assert [lesser(carded(places=places), places=said) for said in (["web"], ["web", "mail"])] == [{}, {}]


def test_of_two_ways_to_a_lesser_choice_that_hurt_alike_the_first_gives_its_reason() -> None:
    first, second = Text(en="first"), Text(en="second")
    pace = one(
        "slow",
        slow=choice(),
        calm=choice(reduce=pain(1, to=("slow",), why=first)),
        quick=choice(reduce=pain(1, to=("slow",), why=second)),
        now=choice(reduce=pain(2, to=("calm", "quick"))),
    )

    (part,) = parts(carded(pace=pace), pace="now")

    assert [way.why for way in part.ways if way.change == Instead("slow")] == [first]


def test_a_number_that_the_card_derives_is_a_part_only_where_it_is_said() -> None:
    derived = number(None, derived=Quantity(each=("posts",)), reduce=pain(1))

    assert lesser(carded(adapted=derived)) == {}
    assert lesser(carded(adapted=derived), adapted=1) == {"adapted": [(0, "1.00")]}


def test_a_member_stays_where_one_of_the_numbers_that_go_with_it_is_kept() -> None:
    ads = choice(reduce=pain(3, with_=("spend", "reach")))
    card = carded(extras=several(ads=ads, film=choice()), spend=number(), reach=number())
    said: dict[str, Any] = {"extras": ["ads", "film"], "spend": 10, "reach": 10}

    assert [part.member for part in parts(card, **said)] == ["ads"]
    assert parts(card, "reach", **said) == ()
    assert parts(card, "spend", **said) == ()


def test_what_goes_with_a_member_goes_with_the_lesser_one_that_it_became() -> None:
    full, light = (
        choice(reduce=pain(3, to=("light",), with_=("clips",))),
        choice(reduce=pain(2, with_=("stills",))),
    )
    card = carded(extras=several(full=full, light=light), clips=number(), stills=number(3, least=Decimal(1)))

    (part,) = parts(card, extras=["full"], clips=4, stills=5)

    assert [way.change for way in part.ways] == [
        Without(("full",), "light", ("clips",)),
        Without(("full",), "", ("clips", "stills")),
    ]
    mandate = Mandate(traits={"extras": ["full"], "clips": 4, "stills": 5})
    assert without(card, mandate, [TakenOut(part, part.ways[1])]).traits == {"extras": [], "clips": 0, "stills": 1}


def test_the_hours_are_no_part_where_the_mandate_states_none_or_the_card_lets_none_go() -> None:
    card = small_card(stated_reduce=pain(8))

    assert parts(card) == parts(small_card(), hours=Decimal(9)) == ()
