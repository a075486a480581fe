"""What she states in place of her card: a rate, a price, adjustments, and the client's currency."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

from second.second_answers import HUNDREDTH, NO, Table, number, three
from second.second_rate import CENT, NOTHING, Rates, rounded, settled_as, total

# As of the price: the period, the lane or fee, its hours and its rate, and its amount.
Line = tuple[str, str, Any, Any, tuple[Fraction, Fraction, Fraction]]


def exchange_of(card: Table, mandate: Table) -> Fraction | None:
    """What 1 of the client's currency is in hers; None where they are one."""
    return (
        number(mandate["exchange"]["rate"]) if mandate.get("currency", card["currency"]) != card["currency"] else None
    )


def converted(figures: Any, exchange: Fraction) -> Any:
    """Figures of her currency in the client's, to the cent."""
    return settled_as(tuple(rounded(figure / exchange, CENT) for figure in figures))


def card_abroad(card: Table, exchange: Fraction) -> Table:
    """A card's range, fees and savings in the client's currency, which knows no step but the cent."""

    def one(raw: Any) -> Fraction:
        return rounded(number(raw) / exchange, CENT)

    range_ = {**card["range"], "floor": one(card["range"]["floor"]), "ceiling": one(card["range"]["ceiling"])}
    fees = {
        name: {
            **fee,
            "minimum": one(fee.get("minimum", 0)),
            **({"unit_price": list(converted(three(fee["unit_price"]), exchange))} if "unit_price" in fee else {}),
        }
        for name, fee in card.get("fees", {}).items()
    }
    value = (
        {"value": {**card["value"], "contact_saving": one(card["value"]["contact_saving"])}} if "value" in card else {}
    )
    return {**card, "range": {**range_, "step": CENT}, "fees": fees, **value}


def rates_abroad(rates: Rates, exchange: Fraction) -> Rates:
    """The rate converted once, before the lines."""
    asked, unheld, undiscounted = (
        converted(each, exchange) for each in (rates.asked, rates.unheld, rates.undiscounted)
    )
    return replace(rates, asked=asked, unheld=unheld, undiscounted=undiscounted)


def at_stated_rate(rates: Rates, stated: Fraction) -> Rates:
    """Her rate is asked; the card's low and high stay where to walk away and to open, if they are further out."""
    band = (min(rates.asked[0], stated), stated, max(rates.asked[2], stated))
    return replace(rates, asked=band, undiscounted=band)


def as_stated(mandate: Table, worked: list[Line], months: Fraction) -> tuple[list[Line], list[tuple[Fraction, Line]]]:
    """The lines asked, then those of the first so many months only."""
    project = mandate.get("period") == "project"
    lines = worked
    if "price" in mandate:
        period = "month" if any(line[0] == "month" for line in worked) else "once"
        low, _, high = of_period(worked, period)
        price = number(mandate["price"])
        fee = (period, "fee", None, None, (min(low, price), price, max(high, price)))
        lines = [fee, *(line for line in worked if line[0] != period)]
    usual, first = list(lines), []
    for place, each in enumerate(mandate.get("adjustments", ()), start=1):
        period = each.get("per", "once" if project else "month")
        amount = adjustment(each, of_period(lines, period))
        if not amount[1]:
            continue
        line: Line = (period, f"adjustment-{place}", None, None, amount)
        if "months" in each and number(each["months"]) < months:
            first.append((number(each["months"]), line))
        else:
            usual.append(line)
    return usual, first


def of_period(lines: list[Line], period: str) -> tuple[Fraction, Fraction, Fraction]:
    return total([line[4] for line in lines if line[0] == period] or [NOTHING])


def adjustment(each: Table, base: tuple[Fraction, Fraction, Fraction]) -> tuple[Fraction, Fraction, Fraction]:
    """An amount, or a percent of what the period comes to without any; it never takes the low below nothing."""
    if "percent" in each:
        share = number(each["percent"]) * HUNDREDTH
        return settled_as(tuple(rounded(figure * share, CENT) for figure in base))
    amount = number(each["amount"])
    return max(amount, -base[0]), amount, amount


def first_months(first: list[tuple[Fraction, Line]]) -> list[tuple[Fraction, list[Line]]]:
    """How long each stretch of the first months is, and the lines that it has beside the usual ones."""
    stretches, before = [], NO
    for end in sorted({months for months, _ in first}):
        stretches.append((end - before, [line for months, line in first if months >= end]))
        before = end
    return stretches
