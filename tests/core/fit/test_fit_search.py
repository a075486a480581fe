"""The least painful point within a budget: exact whatever the prices, good and honest where it is cut short."""

from collections.abc import Callable
from decimal import Decimal
from itertools import combinations, product
from math import prod
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fourchette.core.fit.fit_search import Found, Point, Space, cheapest, least_painful, least_painful_first

NONE: frozenset[int] = frozenset()


def space(pains: list[list[int]], prices: list[int | None]) -> Space:
    """A space of these pains, and of prices that follow no rule at all."""
    rows = tuple((Decimal(0), *map(Decimal, sorted(row))) for row in pains)
    points = list(product(*(range(len(row)) for row in rows)))
    costs = {point: prices[index % len(prices)] for index, point in enumerate(points)}
    return Space(rows, lambda point: None if costs[point] is None else Decimal(costs[point] or 0))


SPACES = st.builds(
    space,
    st.lists(st.lists(st.integers(1, 9), min_size=1, max_size=3), min_size=1, max_size=4),
    st.lists(st.none() | st.integers(0, 20), min_size=1, max_size=40),
)


def points(space: Space) -> list[Point]:
    return list(product(*(range(len(row)) for row in space.pains)))


@given(SPACES)
def test_every_point_comes_once_and_in_order_of_pain(space: Space) -> None:
    found = list(least_painful_first(space, NONE))

    assert sorted(found) == points(space)
    assert [space.pain(point) for point in found] == sorted(space.pain(point) for point in found)
    assert space.size == len(found) == prod(map(len, space.pains))


@given(SPACES, st.integers(0, 20), st.data())
def test_with_enough_tries_it_is_the_least_painful_of_all(space: Space, budget: int, data: st.DataObject) -> None:
    fixed = data.draw(st.frozensets(st.sampled_from(range(len(space.pains)))))

    found = least_painful(space, Decimal(budget), fixed, tries=1000)

    within = [
        point
        for point in points(space)
        if space.meets(point, Decimal(budget)) and not any(point[part] for part in fixed)
    ]
    assert found.proven
    assert (found.point is None) == (not within)
    if found.point is not None:
        assert found.point in within
        assert space.pain(found.point) == min(map(space.pain, within))


@settings(max_examples=60)
@given(SPACES, st.integers(0, 20), st.integers(0, 6))
def test_cut_short_it_is_within_the_budget_and_claims_no_proof(space: Space, budget: int, tries: int) -> None:
    found = least_painful(space, Decimal(budget), NONE, tries)
    best = least_painful(space, Decimal(budget), NONE, tries=1000)

    assert found.point is None or space.meets(found.point, Decimal(budget))
    if found.proven:
        assert found.point == best.point
    elif found.point is not None and best.point is not None:
        assert space.pain(found.point) >= space.pain(best.point)


@given(SPACES)
def test_the_cheapest_is_the_cheapest_of_all_and_of_those_the_least_painful(space: Space) -> None:
    found = cheapest(space, tries=1000)

    costs = [(cost, space.pain(point)) for point in points(space) if (cost := space.cost(point)) is not None]
    assert found.proven
    assert (found.point is None) == (not costs)
    if found.point is not None:
        assert (space.cost(found.point), space.pain(found.point)) == min(costs)


def test_a_point_is_priced_once() -> None:
    asked: list[Point] = []

    def price(point: Point) -> Decimal:
        asked.append(point)
        return Decimal(10)

    space = Space(((Decimal(0), Decimal(1)),) * 3, price)
    least_painful(space, Decimal(5), NONE, tries=3)
    cheapest(space, tries=100)

    assert sorted(asked) == sorted(set(asked))


# --- To the last point, the last try and the last cent


def priced(pains: list[list[int]], costs: dict[Point, int | None], other: int = 100) -> Space:
    """A space of these pains, and of one price but for some points."""

    def price(point: Point) -> Decimal | None:
        cost = costs.get(point, other)
        return None if cost is None else Decimal(cost)

    return Space(tuple(tuple(map(Decimal, row)) for row in pains), price)


def test_a_point_hurts_by_its_pains_and_then_by_how_many_parts_it_touches() -> None:
    found = priced([[0, 0, 3], [0, 0], [0, 2]], {})

    pains = [found.pain(point) for point in ((0, 0, 0), (1, 1, 0), (2, 1, 1))]
    assert pains == [(Decimal(0), 0), (Decimal(0), 2), (Decimal(5), 3)]


def test_of_points_that_hurt_alike_the_one_that_touches_fewest_parts_is_least_painful() -> None:
    found = priced([[0, 1], [0, 1], [0, 2]], {(1, 1, 0): 5, (0, 0, 1): 5})

    assert least_painful(found, Decimal(5), NONE, tries=100).point == (0, 0, 1)


@pytest.mark.parametrize(("tries", "proven"), [(8, True), (7, False)])
def test_all_points_may_be_tried_where_there_are_no_more_of_them(tries: int, *, proven: bool) -> None:
    pains = [[0, 1]] * 3

    assert least_painful(priced(pains, {}), Decimal(99), NONE, tries) == Found(None, proven=proven)
    assert cheapest(priced(pains, {}), tries) == Found((0, 0, 0), proven=proven)


@pytest.mark.parametrize(("budget", "point"), [(100, (0,)), (99, (1,)), (90, (1,)), (89, None)])
def test_a_budget_is_met_to_the_cent(budget: int, point: Point | None) -> None:
    for tries in (0, 10):
        found = least_painful(priced([[0, 1]], {(1,): 90}), Decimal(budget), NONE, tries)

        assert found.point == point


@pytest.mark.parametrize("tries", [0, 100])
def test_where_nothing_can_be_had_there_is_no_cheapest(tries: int) -> None:
    nothing = Space(((Decimal(0), Decimal(1)),), lambda _point: None)

    assert cheapest(nothing, tries).point is None


# Only all that can go is cheap: nothing on the way there saves anything.
FAR: dict[Point, int | None] = {
    **{(first, second): 10 + first + second for first, second in product(range(3), repeat=2)},
    (2, 2): 5,
}


def test_what_saves_only_once_all_is_gone_is_found_from_there() -> None:
    def far() -> Space:
        return priced([[0, 1, 2], [0, 1, 2]], FAR)

    assert cheapest(far(), tries=0) == Found((2, 2), proven=False)
    assert least_painful(far(), Decimal(5), NONE, tries=0) == Found((2, 2), proven=False)
    assert least_painful(far(), Decimal(5), frozenset({1}), tries=0) == Found(None, proven=False)


def test_of_levels_that_are_worth_the_same_the_first_is_kept() -> None:
    assert cheapest(priced([[0, 1, 1]], {(1,): 5, (2,): 5}), tries=0).point == (1,)


def test_where_prices_fall_with_what_goes_a_search_cut_short_comes_close() -> None:
    """Ten parts of five ways each are ten million points: too many to try."""
    pains = tuple(tuple(Decimal(level * (part + 2)) for level in range(6)) for part in range(10))
    saves = [(part * 7) % 11 + 3 for part in range(10)]
    space = Space(
        pains, lambda point: Decimal(400 - sum(level * save for level, save in zip(point, saves, strict=True)))
    )

    found = least_painful(space, Decimal(200), NONE, tries=500)

    assert not found.proven
    assert found.point is not None
    assert space.meets(found.point, Decimal(200))
    # By the share of each pain that a saving is worth, no plan can do with less than this.
    assert space.pain(found.point)[0] <= Decimal("1.02") * least_by_shares(pains, saves, 200)


def least_by_shares(pains: tuple[tuple[Decimal, ...], ...], saves: list[int], needed: int) -> Decimal:
    """A bound from below: the best savings for their pain first, the last of them in part."""
    left, total = Decimal(needed), Decimal(0)
    for row, save in sorted(zip(pains, saves, strict=True), key=lambda each: each[0][1] / each[1]):
        taken = min(left, Decimal(save * 5))
        total, left = total + row[1] * taken / save, left - taken
    return total


def drawn(chance: Random) -> Callable[[], Space]:
    """A space where what goes mostly saves, where some save more or less together, and some cannot go together."""
    parts = chance.randint(2, 5)
    rows = tuple(
        (Decimal(0), *map(Decimal, sorted(chance.sample(range(30), chance.randint(1, 4))))) for _ in range(parts)
    )
    saves = [(0, *sorted(chance.choices(range(40), k=len(row) - 1))) for row in rows]
    together = {pair: chance.randint(-15, 15) for pair in combinations(range(parts), 2) if chance.random() < 0.5}
    refused = chance.choice((0, 0, 0.2))
    gone = {point for point in product(*map(range, map(len, rows))) if any(point) and chance.random() < refused}

    def price(point: Point) -> Decimal | None:
        saved = sum(row[level] for row, level in zip(saves, point, strict=True))
        more = sum(change for (one, other), change in together.items() if point[one] and point[other])
        return None if point in gone else Decimal(200 - saved + more)

    return lambda: Space(rows, price)


@pytest.mark.parametrize("seed", [0, 3, 11, 35, 47, 1859])
def test_a_search_cut_short_finds_the_least_painful_where_each_of_its_moves_is_needed(seed: int) -> None:
    chance = Random(seed)  # noqa: S311  # the same spaces at each run
    made, budget = drawn(chance), Decimal(chance.randint(110, 195))

    short, whole = (least_painful(made(), budget, NONE, tries) for tries in (0, 100_000))

    assert (short.proven, whole.proven) == (False, True)
    assert short.point is not None
    assert whole.point is not None
    assert made().pain(short.point) == made().pain(whole.point)


def test_of_many_searches_cut_short_nearly_all_find_what_is_best_and_together_they_come_close() -> None:
    chance = Random(20261127)  # noqa: S311  # the same spaces at each run
    pains: list[tuple[Decimal, Decimal]] = []
    for _ in range(60):
        made, budget = drawn(chance), Decimal(chance.randint(110, 195))
        fixed = frozenset({0}) if chance.random() < 0.3 else NONE
        short, whole = (least_painful(made(), budget, fixed, tries).point for tries in (0, 10_000))
        low, lowest = (cheapest(made(), tries).point for tries in (0, 10_000))

        assert (short is None) == (whole is None)
        assert low is not None
        assert lowest is not None
        assert made().cost(low) == made().cost(lowest)
        if short is not None and whole is not None:
            pains.append((made().pain(short)[0], made().pain(whole)[0]))

    assert sum(found > least for found, least in pains) <= len(pains) / 9
    assert sum(found for found, _ in pains) <= Decimal("1.04") * sum(least for _, least in pains)
