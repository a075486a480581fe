"""Whether one person can do it: people from hours and from what coverage demands."""

from decimal import Decimal

from fourchette.core.basis.money import ONE, ZERO, up_to_whole
from fourchette.core.basis.noun import noun
from fourchette.core.basis.text import Text
from fourchette.core.card.conditions import Facts
from fourchette.core.card.rate_card import RateCard
from fourchette.core.mandate.mandate import Mandate
from fourchette.core.price.workload import Workload


@noun
class Feasibility:
    """How many people a mandate takes; `hours` and `capacity` (one person's) are of a month or the project.

    The hours are those of the work expected: what is priced as a reserve is not among them.
    `reasons` says why coverage asks for more people than the hours; `shares` is how the community
    work divides, in hours by lane.
    """

    people: int
    hours: Decimal
    capacity: Decimal
    reasons: tuple[Text, ...]
    shares: tuple[tuple[Text, Decimal], ...]


def staff(card: RateCard, mandate: Mandate, facts: Facts, workload: Workload, months: Decimal) -> Feasibility:
    """Count the people a mandate takes in a month, or in a project of so many months."""
    period = mandate.main_period
    hours = workload.band(period).target - workload.reserved.get(period, ZERO)
    capacity = card.capacity.hours * months
    by_hours = max(up_to_whole(hours / capacity), ONE)
    demanding = [rule for rule in card.rules if rule.people and rule.when.holds(facts)]
    by_coverage = max((rule.people for rule in demanding), default=ZERO)
    reasons = tuple(rule.why or rule.label for rule in demanding if rule.people == by_coverage > by_hours)
    shares = tuple(
        (card.lanes[lane].label, lane_hours)
        for (when, lane), lane_hours in workload.lanes.items()
        if when == period and card.lanes[lane].community
    )
    return Feasibility(int(max(by_hours, by_coverage)), hours, capacity, reasons, shares)
