"""Everything that explains a price: what made it, what did not, what holds it, and what would move it."""

from decimal import Decimal

from fourchette.core.basis.noun import noun
from fourchette.core.effect.card_effects import effects_of
from fourchette.core.explain.explanation_hours import LineHours, Reckoned, hours_of, reckonings
from fourchette.core.explain.levers import Lever, Outcome, levers, outcome
from fourchette.core.explain.unapplied import Unapplied, unapplied
from fourchette.core.price.quote import Quote, cost_of, priced
from fourchette.core.price.value_case import needed_value


@noun
class Explanation:
    """A quote explained; amounts are before tax, in the card's currency.

    `needed` is the weighted value, over what is sold, that would lift a rate held at the ceiling;
    `idle` names the answers that were given and that, one step up or down, move nothing now.
    """

    quote: Quote
    outcome: Outcome
    hours: tuple[LineHours, ...]
    reckoned: tuple[Reckoned, ...]
    unapplied: tuple[Unapplied, ...]
    levers: tuple[Lever, ...]
    idle: tuple[str, ...]
    needed: Decimal | None

    @property
    def above_floor(self) -> Decimal | None:
        """By how much the rate asked is above the freelancer's own floor; None where she set none."""
        floor = self.quote.minimum_rate
        return None if floor is None else self.quote.rating.rate.target - floor


def explain(quote: Quote) -> Explanation:
    """Explain a quote. The same quote always gives the same explanation."""
    found = priced(quote.mandate, quote.card)
    now = outcome(found, quote.mandate)
    pulled = levers(quote.mandate, quote.card)
    return Explanation(
        quote=quote,
        outcome=now,
        hours=hours_of(quote),
        reckoned=reckonings(quote),
        unapplied=unapplied(quote, now),
        levers=pulled,
        idle=_idle(quote, pulled),
        needed=needed_value(quote.card, quote.rating, cost_of(quote.mandate, quote.card, found.work)),
    )


def _idle(quote: Quote, pulled: tuple[Lever, ...]) -> tuple[str, ...]:
    """Answers that were given and have an effect in the card, none of whose next steps moves anything."""
    moving = {lever.change.trait for lever in pulled}
    felt = {comparison.name for effect in effects_of(quote.card) for comparison in effect.when.comparisons()}
    said = quote.answers.said
    return tuple(name for name in quote.card.traits if name in said and name in felt and name not in moving)
