"""Proof: what the work is worth to the client over what is sold, and how far that lifts the rate."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

from second.second_answers import HUNDREDTH, NO, Table, number
from second.second_rate import CENT, Rates, down_to, rounded


def value_case(
    card: Table, claim: Table, rates: Rates, sold: Fraction, whole_price: Callable[[Rates], Fraction]
) -> tuple[Rates, dict[str, Any]]:
    """What the proofs are worth over the months sold, whether they pass, and the rates that follow.

    It passes where a tracked proof states its interventions, and the whole price is at most the share of the worth.
    The rate asked is then the highest step that keeps the share, so far above the answers' own rate at most.
    """
    terms = card["value"]
    worth = sum((proof_worth(terms, proof, sold / number(claim["months"])) for proof in claim["proofs"]), NO)
    share = number(terms["fee_share"]) * HUNDREDTH * worth
    low, held, high = rates.asked

    def asking(target: Fraction) -> Rates:
        """Where she walks away never moves with the client's proof."""
        return replace(rates, asked=(low, target, max(high, target)))

    passes = any(states_interventions(each) for each in claim["proofs"]) and whole_price(rates) <= share
    target = held
    if passes:
        step = number(card["range"].get("step", 1))
        target = down_to(rates.unheld[1] * (1 + number(terms.get("most", 50)) * HUNDREDTH), step)
        # Down by large steps while it is too dear even after one, then by single ones: a cent is a small step.
        for stride in (1000 * step, 30 * step, step):
            while target - stride >= held and whole_price(asking(target - stride)) > share:
                target -= stride
        if whole_price(asking(target)) > share:
            target -= step
    return asking(max(target, held)), {"passes": passes, "worth": worth, "share": share}


def states_interventions(proof: Table) -> bool:
    """A tracked result, with its evidence and what brought it; what advertising would have cost is no result."""
    tracked = (
        proof["kind"] != "ad-value" and proof["confidence"] == "tracked" and str(proof.get("evidence", "")).strip()
    )
    return bool(tracked and proof.get("times") and proof.get("minutes"))


def proof_worth(terms: Table, proof: Table, part: Fraction) -> Fraction:
    """A proof's value by how sure it is, over the part of its time that is sold, to the cent."""
    count, margin = (number(proof.get(key, 0)) for key in ("count", "margin"))
    match proof["kind"]:
        case "attributed-margin":
            value = number(proof["amount"])
        case "leads":
            value = count * number(proof["close_rate"]) * HUNDREDTH * margin
        case "avoided-contacts":
            value = count * number(terms["contact_saving"])
        case "retained-clients":
            value = count * margin
        case _:
            return NO
    return rounded(rounded(value, CENT) * number(terms["confidence"][proof["confidence"]]) * part, CENT)
