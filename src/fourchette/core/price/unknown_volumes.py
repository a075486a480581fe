"""What volumes that are not known may change of the hours: each widens their band, as the minutes do."""

from collections.abc import Mapping
from decimal import Decimal

from fourchette.core.basis.estimate import Estimate
from fourchette.core.basis.money import ZERO, to_quarter_hour
from fourchette.core.card.conditions import Fact
from fourchette.core.card.rate_card import RateCard
from fourchette.core.card.volumes import with_volumes
from fourchette.core.mandate.answers import Answers
from fourchette.core.mandate.mandate import Mandate
from fourchette.core.price.workload import PERIODS, Workload, estimate


def widened(card: RateCard, mandate: Mandate, answers: Answers, months: Decimal, likely: Workload) -> Workload:
    """The likely workload with a band that also holds each unknown volume at its lowest and at its highest.

    The volumes are taken for independent of one another and of the minutes: deviations add in quadrature.
    """

    def at(changed: Mapping[str, Fact]) -> Workload:
        return estimate(card, mandate, with_volumes(card, {**answers.facts, **changed}, answers.said, months), months)

    fewer = [at({name: volume.low}) for name, volume in answers.uncertain.items()]
    more = [at({name: volume.high}) for name, volume in answers.uncertain.items()]
    bands = dict(likely.bands)
    for period in PERIODS:
        band = likely.band(period)
        below = (band.target - band.low, *(band.target - each.band(period).target for each in fewer))
        above = (band.high - band.target, *(each.band(period).target - band.target for each in more))
        if any(below) or any(above):
            low = max(band.target - _together(below), ZERO)
            bands[period] = Estimate(low, band.target, band.target + _together(above))
    return Workload(likely.lanes, bands, likely.parts, likely.weights, likely.reserved, likely.stated)


def _together(deviations: tuple[Decimal, ...]) -> Decimal:
    return to_quarter_hour(sum((each * each for each in deviations), ZERO).sqrt())
