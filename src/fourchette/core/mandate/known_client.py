"""A client that the seller keeps: her particulars once, and what is agreed with her, for each of her mandates."""

from typing import Literal

from fourchette.core.basis.noun import noun
from fourchette.core.basis.reading import CLOSED, Currency, StatedPrice
from fourchette.core.card.terms import NO_TERMS, Terms
from fourchette.core.mandate.mandate import Client


@noun(kw_only=True)
class KnownClient(Client):
    """Who she is, the language and currency of her documents, her rate, and terms that stand over the seller's.

    `rate` is what an hour is agreed at, in her currency. What a mandate itself says stands over what is kept here.
    """

    __pydantic_config__ = CLOSED
    language: Literal["fr", "en"] | None = None
    currency: Currency | None = None
    rate: StatedPrice | None = None
    terms: Terms = NO_TERMS
