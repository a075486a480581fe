"""Exact money: every rounding of the program is here, half-up, on Decimal."""

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal

CENT = Decimal("0.01")
QUARTER = Decimal("0.25")
ZERO = Decimal(0)
ONE = Decimal(1)
HUNDRED = Decimal(100)
MINUTES_PER_HOUR = Decimal(60)
# A third has no end: what is computed from it must still round as it would.
_UPWARDS = Context(prec=24, rounding=ROUND_CEILING)


def to_cent(amount: Decimal) -> Decimal:
    """Round an amount to the cent; half a cent goes away from zero."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def to_step(amount: Decimal, step: Decimal) -> Decimal:
    """Round an amount to the nearest multiple of `step`, half-up."""
    return (amount / step).quantize(ONE, ROUND_HALF_UP) * step


def down_to_step(amount: Decimal, step: Decimal) -> Decimal:
    """The largest multiple of `step` that does not exceed `amount`."""
    return (amount / step).quantize(ONE, ROUND_FLOOR) * step


def up_to_step(amount: Decimal, step: Decimal) -> Decimal:
    """The smallest multiple of `step` that is not below `amount`."""
    return (amount / step).quantize(ONE, ROUND_CEILING) * step


def to_quarter_hour(hours: Decimal) -> Decimal:
    """Round hours to a quarter hour, half-up, with two decimals."""
    return (hours / QUARTER).quantize(ONE, ROUND_HALF_UP) * QUARTER


def up_to_whole(number: Decimal) -> Decimal:
    """The smallest whole number that is not below `number`: people and sales do not come in parts."""
    return number.quantize(ONE, ROUND_CEILING)


def divided(amount: Decimal, by: Decimal) -> Decimal:
    """A quotient to 24 digits; what has no end is a hair above, so that half a cent of it still goes up."""
    return _UPWARDS.divide(amount, by)


def fits_decimals(number: Decimal, places: int) -> bool:
    """Whether a finite number is written exactly with at most `places` decimals."""
    return number == number.quantize(ONE.scaleb(-places), ROUND_HALF_UP)


def percent_of(percent: Decimal, amount: Decimal) -> Decimal:
    """`percent` % of `amount`, unrounded."""
    return amount * percent / HUNDRED


def plain_number(number: Decimal) -> Decimal:
    """A number without trailing zeros nor exponent: 3.00 is 3, 1E+2 is 100."""
    return Decimal(f"{number.normalize():f}")
