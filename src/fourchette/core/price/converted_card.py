"""A card in the client's currency: its figures of money converted once, so that all that follows multiplies in it."""

from collections.abc import Mapping
from dataclasses import fields, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeVar

from fourchette.core.basis.estimate import Estimate
from fourchette.core.basis.money import CENT, divided, to_cent
from fourchette.core.basis.noun import noun
from fourchette.core.card.rate_card import Pricing, RateCard
from fourchette.core.mandate.mandate import Mandate

_Priced = TypeVar("_Priced", bound=Pricing)


# Compared by identity, as any card is.
@noun(kw_only=True, eq=False)
class ConvertedCard(RateCard):
    """Her `own` card in another currency, of which 1 is `exchange` in hers; it rounds to the cent."""

    own: RateCard
    exchange: Decimal


def home_of(card: RateCard) -> RateCard:
    """The card in her own currency."""
    return card.own if isinstance(card, ConvertedCard) else card


def card_for(mandate: Mandate, card: RateCard) -> RateCard:
    """The card in the currency of a mandate: as it is, or converted at the exchange rate stated."""
    own = home_of(card)
    if mandate.currency in (None, own.currency) or mandate.exchange is None:
        return own
    return _converted_card(own, str(mandate.currency), mandate.exchange.rate)


def in_money_of(card: RateCard, amount: Decimal) -> Decimal:
    """An amount of her own currency in that of a card, to the cent where it is another."""
    return to_cent(divided(amount, card.exchange)) if isinstance(card, ConvertedCard) else amount


def at_home(card: RateCard, amount: Decimal) -> Decimal:
    """An amount in a card's currency in her own, to the cent: what is compared with others of it."""
    return to_cent(amount * card.exchange) if isinstance(card, ConvertedCard) else amount


_KEYS = tuple(field.name for field in fields(RateCard))


@lru_cache(maxsize=16)
def _converted_card(own: RateCard, currency: str, exchange: Decimal) -> ConvertedCard:
    def one(amount: Decimal) -> Decimal:
        return to_cent(divided(amount, exchange))

    def three(figures: Estimate | None) -> Estimate | None:
        return None if figures is None else figures.each(one)

    def of_rate(pricing: _Priced) -> _Priced:
        if pricing.base is None and pricing.add is None:
            return pricing
        return replace(pricing, base=three(pricing.base), add=three(pricing.add))

    parts: Mapping[str, Any] = {name: getattr(own, name) for name in _KEYS}
    return ConvertedCard(
        **{
            **parts,
            "currency": currency,
            "range_": replace(own.range_, floor=one(own.range_.floor), ceiling=one(own.range_.ceiling), step=CENT),
            "traits": {
                name: of_rate(
                    replace(
                        trait,
                        choices={key: of_rate(choice) for key, choice in trait.choices.items()},
                        tiers=tuple(map(of_rate, trait.tiers)),
                    )
                )
                for name, trait in own.traits.items()
            },
            "rules": tuple(map(of_rate, own.rules)),
            "fees": {
                name: replace(fee, unit_price=three(fee.unit_price), minimum=one(fee.minimum))
                for name, fee in own.fees.items()
            },
            "value": None if own.value is None else replace(own.value, contact_saving=one(own.value.contact_saving)),
        },
        own=own,
        exchange=exchange,
    )
