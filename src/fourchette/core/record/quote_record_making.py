"""From a quote, and its packages, to their record; sentences are spoken by the function passed in."""

from decimal import Decimal
from typing import Any

from fourchette.core.basis.estimate import Estimate
from fourchette.core.basis.money import HUNDRED, plain_number, to_cent
from fourchette.core.card.clauses import Speak
from fourchette.core.card.conditions import Fact
from fourchette.core.card.rate_card import RateCard
from fourchette.core.effect.effect_stages import STAGES
from fourchette.core.offer.offer import Offer
from fourchette.core.offer.offer_making import offer_line, offer_of, offer_phases, offer_taxes
from fourchette.core.offer.offer_options import options_of
from fourchette.core.offer.packages import Packages
from fourchette.core.price.converted_card import ConvertedCard
from fourchette.core.price.lines import Amounts
from fourchette.core.price.quote import Priced, Quote
from fourchette.core.price.rating import Step
from fourchette.core.price.value_case import ProvenValue, ValueCase
from fourchette.core.record.plain import in_cents, picked
from fourchette.core.record.quote_record import (
    PARTS_OF_A_PACKAGE,
    CardAnswer,
    PackageRecord,
    QuoteRecord,
    RecordedAmounts,
    RecordedCheck,
    RecordedExchange,
    RecordedIntervention,
    RecordedOption,
    RecordedProof,
    RecordedRate,
    RecordedStatement,
    RecordedStep,
    RecordedTask,
    RecordedValue,
)


def record_quote(quote: Quote, speak: Speak) -> QuoteRecord:
    """The record of a quote that has no number yet."""
    mandate, offer = quote.mandate, offer_of(quote, speak)
    return QuoteRecord(
        title=mandate.title,
        client=mandate.client,
        language=mandate.language,
        currency=quote.card.currency,
        issued=quote.issued,
        valid_until=quote.valid_until,
        rate=_rate(quote, speak),
        hours=quote.workload.told.each(to_cent),
        people=quote.feasibility.people,
        lines=tuple(offer_line(line, speak) for line in quote.lines),
        monthly=_amounts(quote.monthly, speak),
        once=_amounts(quote.once, speak),
        phases=offer_phases(quote, speak),
        months=offer.months,
        total=offer.total,
        stated=_stated(quote, speak),
        options=_options(quote, offer),
        value=None if quote.value is None else _value(quote.value, quote.rating.held.target, speak),
        period=mandate.period,
        weeks=offer.weeks,
        answers={name: plain_fact(fact) for name, fact in quote.facts.items() if name in quote.card.traits},
        deliverables=offer.deliverables,
        workload=tuple(
            RecordedTask(
                **picked(task, "id lane period"),
                label=_task_label(quote.card, task.id, task.lane, speak),
                quantity=plain_number(task.quantity),
                hours=to_cent(task.hours),
            )
            for task in quote.workload.tasks
        ),
        tax_mention=offer.tax_mention,
        offer=offer,
        hours_stated=quote.workload.stated,
    )


def record_packages(packages: Packages, speak: Speak) -> tuple[PackageRecord, ...]:
    """The packages with what each holds and costs, and what is offered; the rate with its band."""
    found = []
    for package in packages.offered:
        record = record_quote(package.quote, speak)
        parts = {name: getattr(record, name) for name in PARTS_OF_A_PACKAGE}
        rate = Estimate(record.rate.low, record.rate.target, record.rate.high)
        name, label = package.name, speak(package.label)
        found.append(PackageRecord(id=name, label=label, recommended=package.recommended, rate=rate, **parts))
    return tuple(found)


def _rate(quote: Quote, speak: Speak) -> RecordedRate:
    rating, range_, own = quote.rating, quote.card.range_, quote.minimum_rate
    return RecordedRate(
        **in_cents(rating.rate, "low target high"),
        **in_cents(range_, "floor ceiling"),
        unheld=to_cent(rating.unheld.target),
        held=to_cent(rating.held.target),
        personal_floor=None if own is None else to_cent(own),
        steps=tuple(_step(step, rating.rate, speak) for step in rating.steps),
    )


def _stated(quote: Quote, speak: Speak) -> RecordedStatement | None:
    """What she states, in place of the card or of its currency; None where the card alone speaks."""
    mandate, card, own = quote.mandate, quote.card, quote.by_card
    if own is None and not isinstance(card, ConvertedCard):
        return None
    worked = () if quote.lines == quote.asking.worked else quote.asking.worked
    return RecordedStatement(
        **in_cents(mandate, "rate price"),
        **in_cents(quote, "effective_rate"),
        card=None if own is None else _card_answer(own),
        lines=tuple(offer_line(line, speak) for line in worked),
        exchange=RecordedExchange(
            currency=card.own.currency, rate=plain_number(card.exchange), date=mandate.exchange.date
        )
        if isinstance(card, ConvertedCard) and mandate.exchange is not None
        else None,
    )


def _card_answer(own: Priced) -> CardAnswer:
    monthly, once = ({line.period for line in own.lines} & {period} for period in ("month", "once"))
    return CardAnswer(
        rate=to_cent(own.rating.rate.target),
        monthly=to_cent(own.subtotal("month")) if monthly else None,
        once=to_cent(own.subtotal("once")) if once else None,
        whole=to_cent(own.whole_price),
    )


def _step(step: Step, rate: Estimate, speak: Speak) -> RecordedStep:
    effect = step.effect
    in_percent = STAGES[effect.stage].unit == "percent"
    before, after = (step.before, step.after) if step.applied else (rate, rate)
    change = step.after - step.before if step.applied else effect.amount
    return RecordedStep(
        id=effect.id,
        answer=effect.answer or None,
        stage=effect.stage,
        label=speak(effect.label),
        effect=None if in_percent and not step.applied else to_cent(change.target),
        percent=plain_number(effect.amount.target) if in_percent else None,
        before=to_cent(before.target),
        after=to_cent(after.target),
        low=to_cent(after.low),
        high=to_cent(after.high),
        lanes=effect.lanes,
        applied=step.applied,
        because=step.because,
        why=speak(effect.why),
        source=speak(effect.source),
    )


def _amounts(amounts: Amounts | None, speak: Speak) -> RecordedAmounts | None:
    if amounts is None:
        return None
    return RecordedAmounts(
        **in_cents(amounts.subtotal, "subtotal=target low high"),
        taxes=offer_taxes(amounts, speak),
        total=to_cent(amounts.total),
    )


def _options(quote: Quote, offer: Offer) -> tuple[RecordedOption, ...]:
    return tuple(
        RecordedOption(**picked(option, "label monthly once included"), **in_cents(priced, "hours"))
        for option, priced in zip(offer.options, options_of(quote), strict=True)
    )


def _value(case: ValueCase, held: Decimal, speak: Speak) -> RecordedValue:
    return RecordedValue(
        accepted=case.accepted,
        **in_cents(case, "weighted_value return_=times_the_cost fee fee_rate=highest"),
        **in_cents(case.cost, "cost=price hours"),
        lift=to_cent((case.highest - held) * HUNDRED / held),
        checks=tuple(RecordedCheck(check.id, check.met, speak(check.message)) for check in case.checks),
        proofs=tuple(map(_proof, case.proofs)),
    )


def _proof(proven: ProvenValue) -> RecordedProof:
    found = proven.intervention
    return RecordedProof(
        **picked(proven.proof, "what kind confidence evidence"),
        **in_cents(proven, "value weighted"),
        break_even=None if proven.break_even is None else plain_number(proven.break_even),
        intervention=None
        if found is None
        else RecordedIntervention(**in_cents(found, "cost worth return_=times_the_cost")),
    )


def plain_fact(fact: Fact) -> Any:  # noqa: ANN401  # a plain value of JSON and TOML
    """An answer as JSON and TOML write it."""
    if isinstance(fact, tuple):
        return list(fact)
    return fact if isinstance(fact, bool | str) else plain_number(fact)


def _task_label(card: RateCard, task: str, lane: str, speak: Speak) -> str:
    named = card.tasks.get(task) or card.overheads.get(task) or card.lanes[lane]
    return speak(named.label)
