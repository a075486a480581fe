"""What is wrong with what a mandate states in place of the card: a rate, a price, adjustments, a currency."""

from collections.abc import Iterator

from fourchette.core.basis.messages import say
from fourchette.core.basis.problems import Path, Problem
from fourchette.core.mandate.mandate import Adjustment, Mandate


def stated_problems(mandate: Mandate, home: str) -> Iterator[Problem]:
    """Everything that is wrong with it; `home` is the currency of the card."""
    if mandate.rate is not None and mandate.price is not None:
        yield Problem(("price",), say("a rate and a price are both stated"), say("keep one of them"))
    for place, each in enumerate(mandate.adjustments):
        yield from _adjustment_problems(mandate, each, ("adjustments", place))
    if mandate.currency is None and mandate.exchange is not None:
        remedy = say('add, for instance, currency = "USD"')
        yield Problem(("exchange",), say("an exchange rate needs its currency"), remedy)
    if mandate.currency not in (None, home) and mandate.exchange is None:
        message = say(
            "no exchange rate is stated: the card is in {home}, the mandate in {currency}",
            home=home,
            currency=mandate.currency,
        )
        remedy = say("--exchange 1.38, or fourchette config set exchange.{code}.rate 1.38", code=mandate.currency)
        yield Problem(("currency",), message, remedy)


def _adjustment_problems(mandate: Mandate, adjustment: Adjustment, path: Path) -> Iterator[Problem]:
    if (adjustment.amount is None) == (adjustment.percent is None):
        remedy = say("write, for instance, amount = -100 or percent = -10")
        yield Problem(path, say("an adjustment has an amount or a percent, one of them"), remedy)
    per = adjustment.per or mandate.main_period
    if mandate.is_project and per == "month":
        remedy = say('write per = "once", or leave it out')
        yield Problem((*path, "per"), say("a project is billed once: it has no months"), remedy)
    elif per == "once" and adjustment.months is not None:
        remedy = say('leave months out, or write per = "month"')
        yield Problem((*path, "months"), say("what is billed once lasts no months"), remedy)
