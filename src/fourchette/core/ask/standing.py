"""Where the price stands in the middle of an interview."""

from decimal import Decimal

from fourchette.core.basis.noun import noun
from fourchette.core.card.rate_card import RateCard
from fourchette.core.mandate.answers import UnsuitedMandate, answer_so_far
from fourchette.core.mandate.mandate import Mandate
from fourchette.core.price.quote import Work, priced, rated, work_for


def work_so_far(card: RateCard, mandate: Mandate) -> Work:
    """The work of a mandate that need not bring any yet; raises UnsuitedMandate."""
    return work_for(answer_so_far(card, mandate), mandate, card)


@noun
class Standing:
    """Where the price stands, before tax: $/h; amount of the main period; what is billed once beside it.

    `hours` are those of the main period, or of what is done once where that is all. Hours and amounts are
    None until there is something to do.
    """

    rate: Decimal
    project: bool
    hours: Decimal | None = None
    amount: Decimal | None = None
    once: Decimal | None = None


def standing(card: RateCard, mandate: Mandate) -> Standing | None:
    """The price of a mandate as it stands; None until what must be answered is."""
    try:
        found = priced(mandate, card)
    except UnsuitedMandate:
        try:
            rate = rated(mandate, card, work_so_far(card, mandate)).rating.rate.target
        except UnsuitedMandate:
            return None
        return Standing(rate, mandate.is_project)
    return Standing(
        rate=found.rating.rate.target,
        project=mandate.is_project,
        hours=found.work.workload.told.target,
        amount=found.subtotal(mandate.main_period),
        once=None if mandate.is_project else found.subtotal("once"),
    )
