"""What a mandate offers apart: each option's price is what the quote would come to with it, less what it comes to."""

from decimal import Decimal

from fourchette.core.basis.money import ZERO
from fourchette.core.basis.noun import noun
from fourchette.core.basis.text import Text
from fourchette.core.card.rate_card import Frequency
from fourchette.core.price.quote import Priced, Quote, priced
from fourchette.core.price.variants import in_proportion, with_option


@noun
class PricedOption:
    """An option's price before tax, in no total; `included` where the mandate has it already.

    `monthly` and `once` are None where they do not move; `hours` are a month's, or
    the project's, or those of what is done once where no others move.
    """

    label: Text
    monthly: Decimal | None
    once: Decimal | None
    hours: Decimal
    included: bool


def options_of(quote: Quote) -> tuple[PricedOption, ...]:
    """The options of a quote's mandate, in its order."""
    mandate, card = quote.mandate, quote.card

    def added(other: Priced, period: Frequency) -> Decimal:
        return other.work.workload.band(period).target - quote.workload.band(period).target

    found = []
    for option in mandate.options:
        extended = with_option(card, mandate, option, quote.facts)
        other = priced(in_proportion(mandate, extended, card, quote.asking), card)
        found.append(
            PricedOption(
                label=option.label,
                monthly=other.subtotal("month") - (quote.subtotal("month") or ZERO) or None,
                once=other.subtotal("once") - (quote.subtotal("once") or ZERO) or None,
                hours=added(other, "month") or added(other, "once"),
                included=extended == mandate,
            )
        )
    return tuple(found)
