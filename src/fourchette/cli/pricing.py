"""From a mandate's file or options to its quote, under the card, profile and taxes in force."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from fourchette.cli.runtime import Runtime
from fourchette.core.messages import say
from fourchette.errors import UsageError

if TYPE_CHECKING:
    from fourchette.core.quote import Quote
    from fourchette.files.mandates import Overrides
    from fourchette.files.toml import Document


def traits_of(lists: dict[str, list[str] | None], pairs: Sequence[str]) -> dict[str, str]:
    """The answers given as options, as text, by trait."""
    traits = {name: ",".join(values) for name, values in lists.items() if values}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name.strip():
            raise UsageError(say("“{pair}” is not a name and a value", pair=pair), say("write, for instance, posts=12"))
        traits[name.strip()] = value.strip()
    return traits


def price_mandate(runtime: Runtime, source: "str | Document | None", overrides: "Overrides", day: date) -> "Quote":
    """Price a mandate file, an already read one, or options alone; raises a UserError."""
    from fourchette.core.answers import UnsuitedMandate
    from fourchette.core.quote import price
    from fourchette.files.mandates import load_mandate
    from fourchette.files.tables import load_taxes

    config, card = runtime.config, runtime.card.card
    file = load_mandate(source, card, overrides, runtime.usual, runtime.language)
    try:
        return price(file.mandate, card, load_taxes(runtime.home.taxes), on=day, profile=config.profile)
    except UnsuitedMandate as error:
        raise file.refused(error) from error
