"""The whole price of a mandate: lines, fees, proof, subtotals, taxes, totals, and the people it takes."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from math import ceil
from typing import Any

from second.second_answers import HUNDREDTH, NO, Facts, Table, Three, facts_of, holds, number, three
from second.second_hours import Hours, hours_of
from second.second_rate import CENT, Rates, lane_rate, rate_of, rounded, settled_as, total, up_to
from second.second_stated import (
    Line,
    as_stated,
    at_stated_rate,
    card_abroad,
    exchange_of,
    first_months,
    rates_abroad,
)
from second.second_value import value_case


def price_by_hand(card: Table, mandate: Table, taxes: Table, seller: Table, day: date) -> dict[str, Any]:
    """Everything that is asked of a mandate's client on a day, by a seller (her `region`, `registered`, floor)."""
    project = mandate.get("period") == "project"
    months = number(mandate["weeks"]) / number(card["capacity"]["weeks"]) if project else Fraction(1)
    facts = facts_of(card, mandate, months)
    hours = hours_of(card, mandate, facts)
    main = "once" if project else "month"
    facts["hours"] = hours.get(main, Hours()).band[1]
    lasting = facts["months"] if not project and "months" in card["traits"] else Fraction(1)
    due = taxes_due(taxes, seller, mandate.get("client", {}).get("region"), day, card["currency"])
    rates, case = rate_of(card, facts), None
    if (exchange := exchange_of(card, mandate)) is not None:
        rates, card = rates_abroad(rates, exchange), card_abroad(card, exchange)
    if "rate" in mandate:
        rates = at_stated_rate(rates, number(mandate["rate"]))

    def asked(at: Rates) -> tuple[list[Line], list[tuple[Fraction, Line]]]:
        return as_stated(mandate, lines_of(card, facts, hours, at), lasting)

    def whole_price(at: Rates) -> Fraction:
        """What is asked before tax, over all the months of it; what is billed once counts whole."""
        lines, first = asked(at)
        usual = sum((line[4][1] * (lasting if line[0] == "month" else 1) for line in lines), NO)
        return usual + sum((months * line[4][1] for months, line in first), NO)

    if "value" in mandate and "value" in card:
        lifted, case = value_case(card, mandate["value"], rates, months if project else lasting, whole_price)
        # What she states has the last word: proof lifts nothing of it.
        rates = rates if "rate" in mandate or "price" in mandate else lifted
    rates = replace(rates, asked=not_under_her_floor(card, rates.asked, seller, exchange))
    lines, first = asked(rates)
    monthly, once = (period_of(lines, due, period) for period in ("month", "once"))
    stretches = [(months, period_of([*lines, *more], due, "month")) for months, more in first_months(first)]
    begun = sum((months * each["total"] for months, each in stretches), NO)
    rest = lasting - sum((months for months, _ in stretches), NO)
    return {
        "rate": rates.asked,
        "unheld": rates.unheld,
        "hours": {period: each.band for period, each in hours.items() if any(each.band)},
        "hour": {period: each for period in ("month", "once") if (each := hour_of_all(lines, period))},
        "lines": sorted(lines, key=lambda line: line[:2]),
        "month": monthly,
        "once": once,
        "first": stretches,
        "total": monthly["total"] * rest + begun + once["total"],
        "whole": whole_price(rates),
        "people": people(card, facts, hours.get(main, Hours()), months if project else Fraction(1)),
        "value": case,
    }


def lines_of(card: Table, facts: Facts, hours: dict[str, Hours], rates: Rates) -> list[Line]:
    """Hours × rate to the cent, lane by lane, then the fees."""
    lines: list[Line] = []
    for period, of_period in hours.items():
        for lane, worked in of_period.lanes.items():
            rate = lane_rate(card, rates, lane)
            lines.append((period, lane, worked, rate, to_cents(tuple(worked * each for each in rate))))
    for name, fee in card.get("fees", {}).items():
        if holds(facts, fee.get("when", {})) and (amount := fee_of(fee, facts[fee["each"]]))[1]:
            period = "once" if facts["period"] == "project" else fee.get("period", "month")
            lines.append((period, name, None, None, amount))
    return lines


def hour_of_all(lines: list[Line], period: str) -> Fraction | None:
    """What an hour of a period's work comes to, its lines together; None where it has no hours."""
    worked = [(line[2], line[4][1]) for line in lines if line[0] == period and line[2]]
    hours, amount = sum((each for each, _ in worked), NO), sum((each for _, each in worked), NO)
    return rounded(amount / hours, CENT) if hours else None


def to_cents(figures: tuple[Fraction, ...]) -> Three:
    return settled_as(tuple(rounded(figure, CENT) for figure in figures))


def fee_of(fee: Table, base: Fraction) -> Three:
    """So much for each, or a percent of an amount, never under the fee's minimum."""
    each = three(fee["unit_price"]) if "unit_price" in fee else three(fee["percent"])
    unit = Fraction(1) if "unit_price" in fee else HUNDREDTH
    least = number(fee.get("minimum", 0))
    return to_cents(tuple(max(figure * unit * base, least) for figure in each))


def period_of(lines: list[Line], due: list[Table], period: str) -> dict[str, Any]:
    """What a period comes to: each tax is computed once, on the amount before tax, and never on another."""
    low, asked, high = total([line[4] for line in lines if line[0] == period])
    # What is only taken off is as much at any rate.
    subtotal = (min(low, asked), asked, max(asked, high))
    charged = [(tax["id"], rounded(subtotal[1] * number(tax["rate"]) * HUNDREDTH, CENT)) for tax in due]
    if not any(line[0] == period for line in lines):
        charged = []
    return {"subtotal": subtotal, "taxes": charged, "total": subtotal[1] + sum((tax for _, tax in charged), NO)}


def taxes_due(table: Table, seller: Table, region: str | None, day: date, currency: str) -> list[Table]:
    """The taxes of the client's region on a day; none of a seller who is not registered, nor across a border.

    Who does not say where she is sells from where her prices' currency is used.
    """
    known = {name.upper(): name for name in table["regions"]}
    place = known.get((region or "").upper())
    if not seller.get("registered", True) or place is None:
        return []
    if seller.get("region"):
        home = known.get(seller["region"].upper())
        zone = table["regions"][home]["zone"] if home else ""
    else:
        zone = next((name for name, each in table["zones"].items() if each.get("currency") == currency), None)
    if zone not in (None, table["regions"][place]["zone"]):
        return []
    return [
        tax for tax in table["taxes"] if place in tax["regions"] and tax["from"] <= day <= tax.get("until", date.max)
    ]


def people(card: Table, facts: Facts, hours: Hours, months: Fraction) -> int:
    """As many as the hours ask for, a reserve left out; as many as the card's rules ask for, if that is more."""
    by_hours = ceil((hours.band[1] - hours.reserve) / (number(card["capacity"]["hours"]) * months))
    asked = [rule.get("people", 0) for rule in card.get("rules", ()) if holds(facts, rule["when"])]
    return max(1, by_hours, *map(int, asked))


def not_under_her_floor(card: Table, rate: Three, seller: Table, exchange: Fraction | None) -> Three:
    """Where she walks away is at least her own floor, at the step above; and at most what she asks."""
    low, target, high = rate
    if "minimum_rate" in seller:
        least = number(seller["minimum_rate"])
        least = least if exchange is None else rounded(least / exchange, CENT)
        low = max(low, min(up_to(least, number(card["range"].get("step", 1))), target))
    return low, target, high
