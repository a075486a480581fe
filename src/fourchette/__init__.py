"""fourchette prices a community-management mandate from its traits, and says why.

>>> from datetime import date
>>> from fourchette import Mandate, price
>>> mandate = Mandate(traits={"scope": ["content"], "platforms": ["instagram"], "posts": 8})
>>> quote = price(mandate, on=date(2026, 11, 22))
>>> quote.rating.rate.target  # $/h
Decimal('65')
>>> quote.monthly.subtotal.target  # $ a month, before tax
Decimal('536.25')
"""

# Type checkers take it for true; importing `typing` for it would double the time of `--version`.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from fourchette.api import load_card, load_mandate, price
    from fourchette.core.card.rate_card import RateCard
    from fourchette.core.mandate.answers import UnsuitedMandate
    from fourchette.core.mandate.mandate import Client, Mandate
    from fourchette.core.mandate.profile import Profile
    from fourchette.core.price.quote import Quote
    from fourchette.errors import UserError

__version__ = "0.2.0"
__all__ = [
    "Client",
    "Mandate",
    "Profile",
    "Quote",
    "RateCard",
    "UnsuitedMandate",
    "UserError",
    "load_card",
    "load_mandate",
    "price",
]

_HOMES = {
    "Client": "fourchette.core.mandate.mandate",
    "Mandate": "fourchette.core.mandate.mandate",
    "Profile": "fourchette.core.mandate.profile",
    "Quote": "fourchette.core.price.quote",
    "RateCard": "fourchette.core.card.rate_card",
    "UnsuitedMandate": "fourchette.core.mandate.answers",
    "UserError": "fourchette.errors",
    "load_card": "fourchette.api",
    "load_mandate": "fourchette.api",
    "price": "fourchette.api",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used: `fourchette --version` pays for none of them."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
