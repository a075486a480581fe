"""The least painful of many ways to come under a budget: tried in order of pain while that is quick.

A point says, for each part of a mandate, which of its ways is taken (0 for none). Nothing is assumed of
the prices, so that what is called proven is so for every card; "quick" is a number of prices, not of seconds.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from heapq import heappop, heappush
from math import prod

from fourchette.core.basis.money import ONE, ZERO
from fourchette.core.basis.noun import noun

Point = tuple[int, ...]
# How many moves of two parts are tried at a time, where nothing is proven any more.
MOST_MOVES = 60


@noun
class Found:
    """A point, or none where none was found; `proven` where no other answer can be right."""

    point: Point | None
    proven: bool


@dataclass(slots=True)
class Space:
    """Every point: the pain of each way of each part (the first is 0, for none), and what a point costs.

    `price` gives None for what cannot be had; each point is priced once.
    """

    pains: tuple[tuple[Decimal, ...], ...]
    price: Callable[[Point], Decimal | None]
    known: dict[Point, Decimal | None] = field(default_factory=dict)

    @property
    def origin(self) -> Point:
        """The point where nothing is taken out."""
        return (0,) * len(self.pains)

    @property
    def size(self) -> int:
        """How many points there are."""
        return prod(map(len, self.pains))

    def cost(self, point: Point) -> Decimal | None:
        """What a point costs."""
        if point not in self.known:
            self.known[point] = self.price(point)
        return self.known[point]

    def meets(self, point: Point, budget: Decimal) -> bool:
        """Whether a point can be had for a budget."""
        cost = self.cost(point)
        return cost is not None and cost <= budget

    def pain(self, point: Point) -> tuple[Decimal, int]:
        """How painful a point is: the pains together, then the number of parts touched."""
        total = sum((pains[level] for pains, level in zip(self.pains, point, strict=True)), ZERO)
        return total, sum(level > 0 for level in point)

    def free(self, fixed: frozenset[int]) -> list[int]:
        """The parts that may be touched."""
        return [index for index in range(len(self.pains)) if index not in fixed]


def least_painful(space: Space, budget: Decimal, fixed: frozenset[int], tries: int) -> Found:
    """The least painful point within a budget that leaves the `fixed` parts untouched.

    Points are priced in order of pain, `tries` at most; beyond, the answer is good and not proven.
    """
    left = tries
    for point in least_painful_first(space, fixed):
        if point not in space.known:
            if not left:
                return Found(_descent(space, budget, fixed), proven=False)
            left -= 1
        if space.meets(point, budget):
            return Found(point, proven=True)
    return Found(None, proven=True)


def least_painful_first(space: Space, fixed: frozenset[int]) -> Iterator[Point]:
    """Every point once, from the least painful to the most."""
    free = space.free(fixed)
    waiting = [(*space.pain(space.origin), space.origin, 0)]
    while waiting:
        *_, point, first = heappop(waiting)
        yield point
        # A part is only moved after those before it: each point is reached in one way.
        for rank in range(first, len(free)):
            if point[free[rank]] + 1 < len(space.pains[free[rank]]):
                following = _moved(point, free[rank], point[free[rank]] + 1)
                heappush(waiting, (*space.pain(following), following, rank))


def _moved(point: Point, part: int, level: int) -> Point:
    return (*point[:part], level, *point[part + 1 :])


def cheapest(space: Space, tries: int) -> Found:
    """The point that costs least, the least painful of those; none where nothing can be had at all."""
    if space.size > tries:
        return Found(_bottom(space, frozenset()), proven=False)
    point = min(least_painful_first(space, frozenset()), key=lambda point: _worth(space, point))
    return Found(None if space.cost(point) is None else point, proven=True)


def _worth(space: Space, point: Point) -> tuple[bool, Decimal, tuple[Decimal, int]]:
    """What a point costs, then its pain; what cannot be had comes last."""
    cost = space.cost(point)
    return cost is None, cost or ZERO, space.pain(point)


# --- Where there are too many points: good answers, without a proof -------------------------------------------------


def _bottom(space: Space, fixed: frozenset[int]) -> Point | None:
    """A point that no single move makes cheaper, from nothing taken out and from everything taken out."""
    everything = tuple(0 if part in fixed else len(pains) - 1 for part, pains in enumerate(space.pains))
    ends = [_settled(space, start, fixed) for start in (space.origin, everything)]
    point = min(ends, key=lambda end: _worth(space, end))
    return None if space.cost(point) is None else point


def _settled(space: Space, point: Point, fixed: frozenset[int]) -> Point:
    """Where the moves that make a point cheaper lead, the best one first."""
    while True:
        best = min(_moves(space, point, fixed), key=lambda move: _worth(space, move), default=point)
        if _worth(space, best) >= _worth(space, point):
            return point
        point = best


def _moves(space: Space, point: Point, fixed: frozenset[int]) -> Iterator[Point]:
    """Every point that differs in one part."""
    for part in space.free(fixed):
        for level in range(len(space.pains[part])):
            if level != point[part]:
                yield _moved(point, part, level)


def _descent(space: Space, budget: Decimal, fixed: frozenset[int]) -> Point | None:
    """A point within the budget that no move of one part, nor of two, makes less painful."""
    start = _steepest(space, budget, fixed) or _bottom(space, fixed)
    return _eased(space, start, budget, fixed) if start is not None and space.meets(start, budget) else None


def _steepest(space: Space, budget: Decimal, fixed: frozenset[int]) -> Point | None:
    """Down to the budget by what saves most for its pain, each time; none where nothing saves any more."""
    point = space.origin
    while not space.meets(point, budget):
        moves = [move for move in _moves(space, point, fixed) if space.pain(move) > space.pain(point)]
        best = max(moves, key=lambda move: _saved_for_its_pain(space, point, move), default=None)
        if best is None or _saved_for_its_pain(space, point, best) <= ZERO:
            return None
        point = best
    return point


def _saved_for_its_pain(space: Space, point: Point, move: Point) -> Decimal:
    before, after = space.cost(point), space.cost(move)
    if before is None or after is None:
        return -ONE
    return (before - after) / (space.pain(move)[0] - space.pain(point)[0] or ONE)


def _eased(space: Space, point: Point, budget: Decimal, fixed: frozenset[int]) -> Point:
    """A point made less painful within the budget, as long as one part, or two, can be moved for that."""
    while True:
        easier = next(_easier(space, point, budget, _moves(space, point, fixed)), None)
        if easier is None:
            pairs = {pair for move in _moves(space, point, fixed) for pair in _moves(space, move, fixed)}
            easier = next(_easier(space, point, budget, pairs), None)
        if easier is None:
            return point
        point = easier


def _easier(space: Space, point: Point, budget: Decimal, moves: Iterable[Point]) -> Iterator[Point]:
    """Of some moves, those that are less painful and within the budget, the least painful first; so many are tried."""
    less_painful = sorted(move for move in moves if space.pain(move) < space.pain(point))
    less_painful.sort(key=space.pain)
    return (move for move in less_painful[-MOST_MOVES:] if space.meets(move, budget))
