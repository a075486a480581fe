"""A quote as plain values: the one shape behind the JSON contract and the saved file.

Amounts keep two decimals, hours two, percents as many as they have. Sentences are spoken by the
function passed in. Keys are a contract: new ones are only ever added.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from fourchette.core.basis.estimate import Estimate
from fourchette.core.basis.money import HUNDRED, to_cent
from fourchette.core.card.conditions import Fact
from fourchette.core.card.rate_card import RateCard
from fourchette.core.effect.effect_stages import STAGES
from fourchette.core.offer.deliverables import deliverables
from fourchette.core.offer.offer_making import offer_of
from fourchette.core.offer.offer_options import options_of
from fourchette.core.price.lines import Amounts, QuoteLine
from fourchette.core.price.quote import Quote
from fourchette.core.price.rating import Step
from fourchette.core.price.value_case import ProvenValue, ValueCase
from fourchette.core.record.offer_record import record_offer, record_option
from fourchette.core.record.plain import Plain, Speak, plain_number, record_client, record_deliverable, record_tax

QUOTE_SCHEMA = "fourchette/quote/1"


def record_quote(quote: Quote, speak: Speak) -> Plain:
    """Everything about a quote, in the order a reader wants it."""
    rating, range_ = quote.rating, quote.card.range_
    return {
        **_head(quote),
        "rate": {
            **_band(rating.rate),
            "floor": to_cent(range_.floor),
            "ceiling": to_cent(range_.ceiling),
            "unheld": to_cent(rating.unheld.target),
            "held": to_cent(rating.held.target),
            "personal_floor": None if quote.profile.minimum_rate is None else to_cent(quote.profile.minimum_rate),
            "steps": _steps(rating.steps, quote, speak),
        },
        "hours": _band(quote.workload.band(quote.mandate.main_period)),
        "people": quote.feasibility.people,
        "lines": [_line(line, speak) for line in quote.lines],
        "monthly": _amounts(quote.monthly, speak),
        "once": _amounts(quote.once, speak),
        "months": plain_number(quote.months),
        "total": to_cent(quote.total),
        "options": [record_option(option, speak) | {"hours": to_cent(option.hours)} for option in options_of(quote)],
        "value": None if quote.value is None else _value(quote.value, quote.rating.held.target, speak),
        "period": quote.mandate.period,
        "weeks": None if quote.mandate.weeks is None else plain_number(quote.mandate.weeks),
        "answers": {name: plain_fact(fact) for name, fact in quote.facts.items() if name in quote.card.traits},
        "deliverables": [
            record_deliverable(item, speak)
            for item in deliverables(quote.card, quote.answers, quote.facts, stated=quote.workload.stated)
        ],
        "workload": [
            {
                "id": task.id,
                "lane": task.lane,
                "period": task.period,
                "label": _task_label(quote.card, task.id, task.lane, speak),
                "quantity": plain_number(task.quantity),
                "hours": to_cent(task.hours),
            }
            for task in quote.workload.tasks
        ],
        "tax_mention": speak(quote.ruling.mention) or None,
        "offer": record_offer(offer_of(quote), speak),
    }


def _head(quote: Quote) -> Plain:
    return {
        "number": None,
        "revision": 1,
        "status": None,
        "title": quote.mandate.title,
        "client": record_client(quote.mandate.client),
        "language": quote.mandate.language,
        "currency": quote.card.currency,
        "issued": quote.issued,
        "valid_until": quote.valid_until,
    }


def _band(figures: Estimate) -> Plain:
    return {name: to_cent(getattr(figures, name)) for name in ("low", "target", "high")}


def _steps(steps: tuple[Step, ...], quote: Quote, speak: Speak) -> list[Plain]:
    """The steps; one that did not apply stands where the rate ended, and its effect is what it would have been."""
    return [_step(step, quote, speak) for step in steps]


def _step(step: Step, quote: Quote, speak: Speak) -> Plain:
    effect = step.effect
    in_percent = STAGES[effect.stage].unit == "percent"
    before, after = (step.before, step.after) if step.applied else (quote.rating.rate, quote.rating.rate)
    change = step.after - step.before if step.applied else effect.amount
    return {
        "id": effect.id,
        "answer": effect.answer or None,
        "stage": effect.stage,
        "label": speak(effect.label),
        "effect": None if in_percent and not step.applied else to_cent(change.target),
        "percent": plain_number(effect.amount.target) if in_percent else None,
        "before": to_cent(before.target),
        "after": to_cent(after.target),
        "low": to_cent(after.low),
        "high": to_cent(after.high),
        "lanes": list(effect.lanes),
        "applied": step.applied,
        "because": step.because,
        "why": speak(effect.why),
        "source": speak(effect.source),
    }


def _line(line: QuoteLine, speak: Speak) -> Plain:
    return {
        "id": line.id,
        "label": speak(line.label),
        "period": line.period,
        "hours": None if line.hours is None else to_cent(line.hours),
        "rate": None if line.rate is None else to_cent(line.rate.target),
        "amount": to_cent(line.amount.target),
        "basis": None if line.basis is None else speak(line.basis),
    }


def _amounts(amounts: Amounts | None, speak: Speak) -> Plain | None:
    if amounts is None:
        return None
    return {
        "subtotal": to_cent(amounts.subtotal.target),
        "low": to_cent(amounts.subtotal.low),
        "high": to_cent(amounts.subtotal.high),
        "taxes": [record_tax(tax, speak) for tax in amounts.taxes],
        "total": to_cent(amounts.total),
    }


def _value(case: ValueCase, held: Decimal, speak: Speak) -> Plain:
    return {
        "accepted": case.accepted,
        "weighted_value": to_cent(case.weighted_value),
        "cost": to_cent(case.cost.price),
        "hours": to_cent(case.cost.hours),
        "return": to_cent(case.times_the_cost),
        "fee": to_cent(case.fee),
        "fee_rate": to_cent(case.highest),
        "lift": to_cent((case.highest - held) * HUNDRED / held),
        "checks": [{"id": check.id, "met": check.met, "message": speak(check.message)} for check in case.checks],
        "proofs": [_proven(proven) for proven in case.proofs],
    }


def _proven(proven: ProvenValue) -> Plain:
    intervention = proven.intervention
    return {
        "what": proven.proof.what,
        "kind": proven.proof.kind,
        "confidence": proven.proof.confidence,
        "evidence": proven.proof.evidence,
        "value": to_cent(proven.value),
        "weighted": to_cent(proven.weighted),
        "break_even": None if proven.break_even is None else plain_number(proven.break_even),
        "intervention": None
        if intervention is None
        else {
            "cost": to_cent(intervention.cost),
            "worth": to_cent(intervention.worth),
            "return": None if intervention.times_the_cost is None else to_cent(intervention.times_the_cost),
        },
    }


def plain_fact(fact: Fact) -> Any:  # noqa: ANN401  # a plain value of JSON and TOML
    """An answer as JSON and TOML write it."""
    match fact:
        case tuple():
            return list(fact)
        case bool() | str():
            return fact
        case _:
            return plain_number(fact)


def _task_label(card: RateCard, task: str, lane: str, speak: Speak) -> str:
    named: Mapping[str, Any] = {**card.overheads, **card.tasks}
    return speak(named[task].label) if task in named else speak(card.lanes[lane].label)
