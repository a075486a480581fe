"""What options say over a mandate, declared once: a command that prices takes all of it as one argument, `said`."""

from functools import wraps
from inspect import Parameter, signature
from typing import Any

from fourchette.cli import options, pricing
from fourchette.cli.clock import day_of
from fourchette.cli.shell.parameters import CommandFunction, declared
from fourchette.cli.shell.runtime import Runtime
from fourchette.files.mandate import mandate_file

SAID, DAY = "said", "day"


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
    """What was typed; raises UsageError where it is none of what they may say."""
    traits = pricing.traits_of({"scope": scope, "platforms": platform}, [*(volume or []), *(trait or [])])
    own = {"hours": hours, "rate": rate, "price": price, "adjustments": adjust, "currency": currency}
    return pricing.overrides_of(traits, day_of(day), {"name": client, "region": region}, exchange=exchange, **own)


def taking_said(command: CommandFunction) -> CommandFunction:
    """A command with these options where it has the argument `said`; its own `day` is the day that they are said on."""
    options = {name: each for name, each in signature(said_in).parameters.items() if name != DAY}
    found: list[Parameter] = []
    for name, own in signature(command).parameters.items():
        found += options.values() if name == SAID else [own]

    @wraps(command)
    def run(runtime: Runtime, **given: Any) -> int | None:  # noqa: ANN401  # as they were typed
        typed = {name: given.pop(name) for name in options}
        return command(runtime, **given, said=said_in(given[DAY], **typed))

    return declared(run, found)
