"""The program as a library: read a card and a mandate, price, and look at the quote."""

from datetime import date
from pathlib import Path

from fourchette.core.card.rate_card import RateCard
from fourchette.core.mandate.mandate import Mandate
from fourchette.core.mandate.profile import PROFILE, Profile
from fourchette.core.price import quote as core
from fourchette.core.price.quote import Quote
from fourchette.core.price.taxes import TaxTable
from fourchette.files.card import card_file as cards
from fourchette.files.mandate import mandate_file as mandates
from fourchette.files.shipped import tax_tables as tables


def price(
    mandate: Mandate,
    card: RateCard | None = None,
    *,
    on: date,
    profile: Profile = PROFILE,
    taxes: TaxTable | None = None,
) -> Quote:
    """Price a mandate on a day.

    Args:
        mandate: What the client asks for; its volumes are per month, or for the whole of a project.
        card: The rate card; the default one (Québec, Canadian dollars) when there is none.
        on: The day of the quote: it decides the taxes and until when the quote is valid.
        profile: Who sells.
        taxes: The tax table; the shipped one when there is none.

    Returns:
        The quote: hourly rate and amounts in the card's currency, as exact decimals; amounts before
        tax except totals; hours a month, or of the project.

    Raises:
        UnsuitedMandate: The mandate does not suit the card; it carries every problem at once.
    """
    return core.price(
        mandate,
        load_card() if card is None else card,
        tables.load_taxes() if taxes is None else taxes,
        on=on,
        profile=profile,
    )


def load_card(path: Path | str | None = None) -> RateCard:
    """Read a rate card from a TOML file; the default card without a path.

    Raises:
        UserError: The file is missing, unreadable, or no sound card; `WrongFile` carries every problem.
    """
    return cards.load_card(path).card


def load_mandate(path: Path | str, card: RateCard | None = None) -> Mandate:
    """Read a mandate from a TOML file; its answers are judged against the card by `price`.

    Raises:
        UserError: The file is missing, unreadable, or no mandate; `WrongFile` carries every problem.
    """
    known = load_card() if card is None else card
    return mandates.load_mandate(str(path), known, mandates.Overrides()).mandate
