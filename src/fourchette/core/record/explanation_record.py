"""An explanation as plain values: the quote's own record, and all that explains it, behind the JSON contract.

Amounts and hours keep two decimals, quantities and percents as many as they have. Keys are a
contract: new ones are only ever added.
"""

from decimal import Decimal

from fourchette.core.basis.money import plain_number, to_cent
from fourchette.core.card.clauses import Speak
from fourchette.core.explain.explanation import Explanation
from fourchette.core.explain.explanation_hours import (
    LeastTime,
    LineHours,
    OverheadTime,
    Reckoned,
    TaskTime,
    TimePart,
)
from fourchette.core.explain.explanation_reasons import reasons, sums_of
from fourchette.core.explain.levers import NO_CHANGE, Lever, Outcome
from fourchette.core.explain.unapplied import Unapplied
from fourchette.core.record.plain import Plain, in_cents, picked
from fourchette.core.record.quote_record import plain_record
from fourchette.core.record.quote_record_making import plain_fact, record_quote

EXPLANATION_SCHEMA = "fourchette/explain/1"
_NAMED = "id label why source"


def record_explanation(explanation: Explanation, speak: Speak) -> Plain:
    """Everything about an explanation, in the order a reader wants it; sentences are spoken by `speak`."""
    quote = explanation.quote
    record = plain_record(record_quote(quote, speak))
    # The tasks stand under the lines that they make.
    del record["workload"]
    record["rate"] |= {
        "sums": [{"label": speak(label), "amount": to_cent(amount)} for label, amount in sums_of(quote)],
        "reasons": [
            {"id": reason.step.effect.id, **picked(reason, "sentence why source", speak)} for reason in reasons(quote)
        ],
        "held_by": _held_by(explanation),
        "discounts_asked": _number(quote.rating.capped_discount),
        **in_cents(explanation, "value_needed=needed above_personal_floor=above_floor"),
    }
    if (stated := record.get("stated")) and stated["lines"]:
        # The hours are those of the work, whatever is stated in the place of its lines.
        stated["lines"] = _lines(explanation, stated["lines"], speak)
        record["lines"] = [{**line, **_parts(None, speak)} for line in record["lines"]]
    else:
        record["lines"] = _lines(explanation, record["lines"], speak)
    return {
        **record,
        "counted": [_reckoned(each, speak) for each in explanation.reckoned],
        "now": _outcome(explanation, explanation.outcome),
        "levers": [_lever(lever, explanation, speak) for lever in explanation.levers],
        "idle": list(explanation.idle),
        "unapplied": [_unapplied(each, explanation, speak) for each in explanation.unapplied],
    }


def _held_by(explanation: Explanation) -> str | None:
    """What holds the rate asked; nothing where a value case lifted it."""
    rating, range_ = explanation.quote.rating, explanation.quote.card.range_
    if not rating.is_as_held:
        return None
    if rating.unheld.target > range_.ceiling:
        return "ceiling"
    return "floor" if rating.unheld.target < range_.floor else None


def _number(number: Decimal | None) -> Decimal | None:
    return None if number is None else plain_number(number)


def _lines(explanation: Explanation, lines: list[Plain], speak: Speak) -> list[Plain]:
    """The lines, those of hours with their parts; hours that round to nothing make lines of none, at the end."""
    made = {(each.period, each.lane): each for each in explanation.hours}
    hours = [{**line, **_parts(made.pop((line["period"], line["id"]), None), speak)} for line in lines]
    nothing = [
        {
            "id": each.lane,
            "label": speak(each.label),
            "period": each.period,
            "hours": to_cent(each.hours),
            "rate": None,
            "amount": to_cent(each.hours),
            "basis": None,
            **_parts(each, speak),
        }
        for each in made.values()
    ]
    return [*hours, *nothing]


def _parts(hours: LineHours | None, speak: Speak) -> Plain:
    if hours is None:
        return {"parts": [], "rounding": None}
    return {"parts": [_part(part, speak) for part in hours.parts], "rounding": to_cent(hours.rounding)}


def _part(part: TimePart, speak: Speak) -> Plain:
    match part:
        case TaskTime():
            return {
                "kind": "task",
                **picked(part, _NAMED, speak),
                "quantity": plain_number(part.quantity),
                "minutes": plain_number(part.each),
                **in_cents(part, "cost_of_one=cost hours"),
            }
        case OverheadTime():
            return {
                "kind": "overhead",
                **picked(part, _NAMED, speak),
                "percent": plain_number(part.percent),
                "of_hours": to_cent(part.base),
                "reserve": part.reserve,
                "hours": to_cent(part.hours),
            }
        case LeastTime():
            return {
                "kind": "least",
                **picked(part, _NAMED, speak),
                "up_to": plain_number(part.up_to),
                "reserve": part.reserve,
                "hours": to_cent(part.hours),
            }
        case _:  # stated
            return {"kind": "stated", "hours": to_cent(part.hours)}


def _reckoned(reckoned: Reckoned, speak: Speak) -> Plain:
    return {
        "id": reckoned.id,
        "label": speak(reckoned.label),
        "terms": [{"label": speak(label), "number": plain_number(number)} for label, number in reckoned.terms],
        "share": _number(reckoned.share),
        "brackets": [
            {"share": plain_number(share), "number": plain_number(amount)} for share, amount in reckoned.brackets
        ],
        "beyond_the_first": None if reckoned.further is None else reckoned.further[1],
        "at_least": _number(reckoned.at_least),
        "number": plain_number(reckoned.number),
    }


def _lever(lever: Lever, explanation: Explanation, speak: Speak) -> Plain:
    name = lever.change.trait
    return {
        "trait": name,
        "label": speak(explanation.quote.card.traits[name].label),
        "before": plain_fact(lever.change.before),
        "after": plain_fact(lever.change.after),
        "said": name in explanation.quote.answers.said,
        "effect": _outcome(explanation, lever.effect, lever.effect),
        "then": _outcome(explanation, lever.after, lever.effect),
    }


def _outcome(explanation: Explanation, outcome: Outcome, effect: Outcome = NO_CHANGE) -> Plain:
    """`amount` is that of the month or the project, `total` that of the whole mandate, both before tax.

    `hours` are those of the month or the project, or, where there are none before nor after, those done once.
    """
    hours = "hours" if explanation.outcome.hours or effect.hours else "hours=once_hours"
    return in_cents(outcome, f"rate {hours} amount total once_hours")


def _unapplied(found: Unapplied, explanation: Explanation, speak: Speak) -> Plain:
    effect = found.effect
    return {
        "id": effect.id,
        "answer": effect.answer or None,
        "stage": effect.stage,
        "label": speak(effect.label),
        "because": found.because,
        "because_answer": plain_fact(explanation.quote.facts[found.because]),
        "answers": {name: plain_fact(answer) for name, answer in found.answers.items()},
        "effect": None if found.gain is None else _outcome(explanation, found.gain, found.gain),
        **picked(effect, "why source", speak),
    }
