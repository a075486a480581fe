"""What options say over a mandate, declared once: a command that prices takes all of it as one argument, `said`."""

import re
from decimal import Decimal
from functools import wraps
from inspect import Parameter, signature
from typing import Any

from fourchette.cli import options, pricing
from fourchette.cli.clock import day_of
from fourchette.cli.shell.parameters import CommandFunction, declared
from fourchette.cli.shell.runtime import Runtime
from fourchette.core.basis.messages import say
from fourchette.errors import UsageError
from fourchette.files.mandate import mandate_file

SAID, DAY = "said", "day"
# A label, an amount or a percent, and for how many months: Welcome=-100x3.
_ADJUSTMENT = r"^(?P<label>[^=]+)=(?P<figure>[^=%x]+)(?P<percent>%)?(?:x(?P<months>\d{1,3}))?$"


def said_in(  # one declaration of all that they may say
    day: str | None,
    scope: options.ScopeOption = None,
    platform: options.PlatformOption = None,
    volume: options.VolumeOption = None,
    trait: options.TraitOption = None,
    hours: options.HoursOption = None,
    rate: options.RateOption = None,
    price: options.PriceOption = None,
    adjust: options.AdjustOption = None,
    currency: options.CurrencyOption = None,
    exchange: options.ExchangeOption = None,
    client: options.ClientOption = None,
    region: options.RegionOption = None,
) -> "mandate_file.Overrides":
    """What was typed; raises UsageError where it is none of what they may say.

    The exchange rate is stated on the day of the quote.
    """
    lists = {"scope": scope, "platforms": platform}
    traits = {name: ",".join(values) for name, values in lists.items() if values}
    traits |= pricing.traits_of([*(volume or ()), *(trait or ())])
    on = day_of(day)
    keys: dict[str, Any] = {} if currency is None else {"currency": currency}
    keys |= {} if hours is None else {"hours": mandate_file.read_figure(hours)}
    amounts = {"rate": rate, "price": price}
    keys |= {name: pricing.amount_typed(typed) for name, typed in amounts.items() if typed is not None}
    if adjust is not None:
        keys["adjustments"] = [_adjustment(typed) for typed in adjust]
    if exchange is not None:
        keys["exchange"] = {"rate": mandate_file.read_figure(exchange), "date": on}
    client_said = {name: value for name, value in (("name", client), ("region", region)) if value is not None}
    return mandate_file.Overrides(traits, keys, client_said)


def _adjustment(typed: str) -> dict[str, Any]:
    found = re.match(_ADJUSTMENT, typed)
    if found is None:
        remedy = say("write, for instance, --adjust Discount=-100, Loyalty=-10% or Welcome=-100x3")
        raise UsageError(say("“{typed}” is not an adjustment: a label and an amount", typed=typed), remedy)
    figure = pricing.amount_typed(found["figure"])
    adjustment = {"label": found["label"].strip(), "percent" if found["percent"] else "amount": figure}
    return adjustment if found["months"] is None else {**adjustment, "months": Decimal(found["months"])}


def taking_said(command: CommandFunction) -> CommandFunction:
    """A command with these options where it has the argument `said`; its own `day` is the day that they are said on."""
    said_options = {name: each for name, each in signature(said_in).parameters.items() if name != DAY}
    found: list[Parameter] = []
    for name, own in signature(command).parameters.items():
        found += said_options.values() if name == SAID else [own]

    @wraps(command)
    def run(runtime: Runtime, **given: Any) -> int | None:  # noqa: ANN401  # as they were typed
        typed = {name: given.pop(name) for name in said_options}
        return command(runtime, **given, said=said_in(given[DAY], **typed))

    return declared(run, found)
