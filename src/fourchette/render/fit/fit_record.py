"""What to take out to meet a budget, as plain values."""

from collections.abc import Iterable
from decimal import Decimal

from fourchette.core.basis.money import to_cent
from fourchette.core.fit.fit import Fit, Plan, Saving
from fourchette.core.price.quote import Quote
from fourchette.render.fit.fit_words import saving_in_words, why_of
from fourchette.render.words.speech import Speech


def fit_record(found: Fit, speech: Speech) -> dict[str, object]:
    """The whole answer as plain values."""
    return {
        "budget": to_cent(found.budget.amount),
        "taxes_in": found.budget.taxes_in,
        "period": "project" if found.quote.mandate.is_project else found.period,
        "currency": found.quote.card.currency,
        "met": found.met,
        "price": to_cent(found.cost),
        "rate": to_cent(found.quote.rating.rate.target),
        "hours": to_cent(found.told_hours(found.quote)),
        "plans": [_plan_record(found, plan, speech) for plan in found.plans],
        "lowest": None if found.lowest is None else _plan_record(found, found.lowest, speech),
        "rounded": list(found.rounded),
    }


def _plan_record(found: Fit, plan: Plan, speech: Speech) -> dict[str, object]:
    """A plan as plain values."""
    quote = plan.quote
    return {
        "price": to_cent(plan.cost),
        "rate": to_cent(quote.rating.rate.target),
        "hours": to_cent(found.told_hours(quote)),
        "once": to_cent(quote.once.subtotal.target) if quote.once is not None and found.period == "month" else None,
        "total": to_cent(quote.total),
        "saves": to_cent(found.cost - plan.cost),
        "pain": to_cent(plan.pain),
        "proven": plan.proven,
        "untouched": [".".join(filter(None, (part.name, part.member))) for part in plan.untouched],
        "changes": [_change_record(found, saving, speech) for saving in plan.savings],
        "traits": {name: quote.mandate.traits[name] for name in _moved(found.quote, quote)},
        "hours_stated": quote.mandate.hours,
    }


def _change_record(found: Fit, saving: Saving, speech: Speech) -> dict[str, object]:
    return {
        "label": saving_in_words(saving, found.quote.card, speech),
        "why": why_of(saving, speech),
        "traits": [".".join(filter(None, (each.part.name, each.part.member))) for each in saving.taken],
        "pain": to_cent(sum((each.way.pain for each in saving.taken), Decimal(0))),
        "saves": to_cent(saving.amount),
    }


def _moved(before: Quote, after: Quote) -> Iterable[str]:
    return (name for name, raw in after.mandate.traits.items() if before.mandate.traits.get(name) != raw)
