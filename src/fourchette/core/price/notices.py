"""What the program noticed while pricing, in the order a freelancer should read it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from fourchette.core.basis.estimate import Estimate
from fourchette.core.basis.messages import Message, Notice, say
from fourchette.core.basis.money import ONE, ZERO, to_cent
from fourchette.core.basis.text import Text
from fourchette.core.card.conditions import Facts
from fourchette.core.card.rate_card import BILLING, RateCard
from fourchette.core.mandate.answers import Answers
from fourchette.core.mandate.mandate import Mandate
from fourchette.core.price.converted_card import ConvertedCard
from fourchette.core.price.lines import QuoteLine
from fourchette.core.price.people import Feasibility
from fourchette.core.price.rating import Rating, lane_unheld
from fourchette.core.price.value_case import ValueCase

# From how many days on an exchange rate is said to be old.
OLDEST_EXCHANGE = 90


def on_rate(card: RateCard, least: Decimal | None, rating: Rating, needed: Message | None) -> Iterator[Notice]:
    """Notices on the rate; `least` is her own floor, `needed` the weighted value that would lift it, if one could."""
    range_, unheld = card.range_, rating.unheld.target
    if rating.capped_discount is not None:
        yield Notice("discount-capped", "warning", _capped(rating.capped_discount, range_.max_discount))
    if unheld > range_.ceiling and rating.is_as_held:
        yield Notice("held-at-ceiling", "warning", _held_at_ceiling(range_.ceiling, unheld, needed))
    if unheld < range_.floor and rating.is_as_held:
        message = say(
            "The rate is held at the floor, {floor:rate}; the answers alone would make it {unheld:rate}.",
            floor=range_.floor,
            unheld=unheld,
        )
        yield Notice("held-at-floor", "warning", message)
    if least is not None and rating.rate.target < least:
        yield Notice("below-personal-floor", "warning", _below_minimum(rating.rate.target, least))


def on_lanes(card: RateCard, rating: Rating, lines: Iterable[QuoteLine]) -> Iterator[Notice]:
    """The lines whose own rate the range holds, where it does not hold the mandate's."""
    if rating.rate.target >= card.range_.ceiling:
        return
    held = [
        say("{lane} ({asked:rate})", lane=line.label, asked=asked)
        for line in lines
        if line.hours
        if (asked := lane_unheld(rating, line.id, discounts=card.lanes[line.id].discounts)) > card.range_.ceiling
    ]
    if held:
        ceiling = card.range_.ceiling
        message = say(
            "Lines held at the ceiling, {ceiling:rate}; without it they would be at: {lanes:list}.",
            ceiling=ceiling,
            lanes=tuple(held),
        )
        yield Notice("lane-held", "info", message)


def on_stated(card: RateCard, mandate: Mandate, day: date) -> Iterator[Notice]:
    """Where the rate that is stated is outside the card's range, and where the exchange rate is an old one."""
    if mandate.rate is not None and not card.range_.floor <= mandate.rate <= card.range_.ceiling:
        told = {"rate": mandate.rate, "floor": card.range_.floor, "ceiling": card.range_.ceiling}
        message = say(
            "The rate you state, {rate:rate}, is outside the card's range: {floor:rate} to {ceiling:rate}.", **told
        )
        yield Notice("stated-outside-range", "warning", message)
    if isinstance(card, ConvertedCard) and mandate.exchange is not None:
        age = (day - mandate.exchange.date).days
        if age > OLDEST_EXCHANGE:
            message = say(
                "The exchange rate, {rate:count}\u00a0{home} for 1\u00a0{currency}, is {age:count} days old: "
                "state a later one.",
                rate=card.exchange,
                home=card.own.currency,
                currency=card.currency,
                age=age,
            )
            yield Notice("exchange-old", "warning", message)


def _capped(asked: Decimal, most: Decimal) -> Message:
    return say(
        "Discounts come to {asked:percent}; the card allows {most:percent} at most, and that is what is counted.",
        asked=asked,
        most=most,
    )


def _held_at_ceiling(ceiling: Decimal, unheld: Decimal, needed: Message | None) -> Message:
    if needed is None:
        return say(
            "The rate is held at the ceiling, {ceiling:rate}; the answers alone would make it {unheld:rate}.",
            ceiling=ceiling,
            unheld=unheld,
        )
    return say(
        "The rate is held at the ceiling, {ceiling:rate}; the answers alone would make it {unheld:rate}. "
        "Only a demonstrated return lifts it: results worth {needed}, weighted by how sure they are, "
        "one of them tracked and with its evidence.",
        ceiling=ceiling,
        unheld=unheld,
        needed=needed,
    )


def needed_in_words(mandate: Mandate, months: Decimal, needed: Decimal) -> Message:
    """The weighted value that would lift a rate, with the time it is counted over."""
    if mandate.is_project:
        return say("{needed:money} or more over the project", needed=needed)
    if months == ONE:
        return say("{needed:money} or more over one month", needed=needed)
    return say("{needed:money} or more over {months:count} months", needed=needed, months=months)


def _below_minimum(rate: Decimal, minimum: Decimal) -> Message:
    return say(
        "The rate asked, {rate:rate}, is below your own minimum of {minimum:rate}. "
        "The quote leaves it so: take on less, or ask for more.",
        rate=rate,
        minimum=minimum,
    )


def on_value(case: ValueCase | None, rating: Rating) -> Iterator[Notice]:
    """The verdict on the value case, where there is one."""
    if case is None:
        return
    if case.accepted and rating.stated:
        message = say(
            "The value case holds: the client gets back {times:times} the price. It lifts nothing: what you state has "
            "the last word.",
            times=case.times_the_price,
        )
        yield Notice("value-case-accepted", "info", message)
        return
    if case.accepted and not case.lifts(rating):
        message = say(
            "The value case holds, and lifts the rate no further: the rate asked is already the most that it justifies."
        )
        yield Notice("value-case-accepted", "info", message)
        return
    if case.accepted:
        message = say(
            "The value case holds: the client gets back {times:times} the price, and the rate is lifted by it.",
            times=case.times_the_price,
        )
        yield Notice("value-case-accepted", "info", message)
        return
    missing = tuple(check.message for check in case.checks if not check.met)
    yield Notice(
        "value-case-refused",
        "warning",
        say("The value case does not lift the rate. Missing: {missing:list}.", missing=missing),
    )


def on_long_work(
    card: RateCard, own: Decimal | None, facts: Facts, band: Estimate, earned: Decimal
) -> Iterator[Notice]:
    """What an hour earns if the work takes the high hours, where that is under the card's floor or her `own`.

    `earned` is what the hours of the same period are billed; where hours are billed as worked, longer work pays.
    """
    least = max(card.range_.floor, own or ZERO)
    if band.high == band.target or _paid_as_worked(card, facts):
        return
    by_the_hour = to_cent(earned / band.high)
    if by_the_hour < least:
        message = say(
            "If the work takes {hours:hours}, an hour earns {earned:rate}, under the floor of {floor:rate}: "
            "agree on what is included, or ask for more.",
            hours=band.high,
            earned=by_the_hour,
            floor=least,
        )
        yield Notice("thin-if-long", "warning", message)


def on_season(label: Text | Message, hours: Estimate) -> Iterator[Notice]:
    """The hours of one of the months that have answers of their own."""
    figures = {"low": hours.low, "target": hours.target, "high": hours.high}
    told = say("{target:hours} a month; between {low:hours} and {high:hours}, depending on how it goes", **figures)
    yield of_season(label, Notice("season-hours", "info", told))


def of_season(label: Text | Message, notice: Notice) -> Notice:
    """A notice on those months only."""
    return replace(notice, message=say("{label} · {notice}", label=label, notice=notice.message))


def _paid_as_worked(card: RateCard, facts: Facts) -> bool:
    """Whether the mandate is billed by the hours worked."""
    billing, answer = card.traits.get(BILLING), facts.get(BILLING)
    return billing is not None and isinstance(answer, str) and billing.choices[answer].shows_hours


def on_people(card: RateCard, mandate: Mandate, feasibility: Feasibility) -> Iterator[Notice]:
    """Whether one person can do it, and how the work divides when not."""
    hours, capacity = feasibility.hours, feasibility.capacity
    if feasibility.people > 1:
        yield Notice("not-solo", "warning", _not_solo(mandate, feasibility))
        return
    if mandate.is_project:
        return
    if hours > card.capacity.near_exclusive:
        message = say(
            "{hours:hours} a month out of {capacity:hours}: nearly all of one person's time. Beware of depending on "
            "one client, or of being treated as its employee; from here on, hiring may cost the client less.",
            hours=hours,
            capacity=capacity,
        )
        yield Notice("near-exclusive", "warning", message)
    elif hours > card.capacity.heavy:
        message = say(
            "A heavy mandate: {hours:hours} a month, which leaves {left:hours} for other clients.",
            hours=hours,
            left=capacity - hours,
        )
        yield Notice("heavy", "info", message)


def _not_solo(mandate: Mandate, feasibility: Feasibility) -> Message:
    reasons = feasibility.reasons or (_too_many_hours(mandate, feasibility),)
    if len(feasibility.shares) < len(("service", "conversation")):
        return say(
            "Not one person's work: {people:count} people. {reasons:list}.", people=feasibility.people, reasons=reasons
        )
    shares = tuple(say("{lane} {hours:hours}", lane=lane, hours=hours) for lane, hours in feasibility.shares)
    return say(
        "Not one person's work: {people:count} people. {reasons:list}. Divide the community work: {shares:list}.",
        people=feasibility.people,
        reasons=reasons,
        shares=shares,
    )


def _too_many_hours(mandate: Mandate, feasibility: Feasibility) -> Message:
    values = {"hours": feasibility.hours, "capacity": feasibility.capacity}
    if mandate.is_project:
        return say("{hours:hours}, where one person can bill {capacity:hours} over those weeks", **values)
    return say("{hours:hours} a month, where one person can bill {capacity:hours}", **values)


def on_estimates(card: RateCard, answers: Answers, facts: Facts) -> Iterator[Notice]:
    """Numbers that were estimated for want of an answer."""
    for name, trait in card.traits.items():
        if trait.estimated and name not in answers.said and facts[name]:
            message = say(
                "{trait} was not said: {number:count} is an estimate. Ask the client. {why}",
                trait=trait.label,
                number=facts[name],
                why=trait.why,
            )
            yield Notice(f"{name}-estimated", "warning", message)
