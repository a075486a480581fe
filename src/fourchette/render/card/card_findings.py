"""What was found out about a card: by its audit, by its own examples, by pricing the same mandates under another."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from fourchette.core.audit.card_audit import Audit
from fourchette.core.audit.card_examples import FIGURES, ExampleFinding, ExampleResult
from fourchette.core.audit.card_extremes import Extreme
from fourchette.core.audit.card_remark import Remark as AuditRemark
from fourchette.core.basis.messages import say
from fourchette.core.basis.money import ZERO, plain_number
from fourchette.core.compare.impact import MandateImpact, Sums
from fourchette.core.record.plain import Plain, in_cents, picked, plain_values
from fourchette.render.screen.grid import Cell, Grid, GridRow, bar_cell, grid_of
from fourchette.render.words.speech import Speech, if_any, signed

BAR_WIDTH = 12
LEVELS = {"error": say("error"), "warning": say("warning"), "fact": say("fact")}


def audit_grids(found: Audit, speech: Speech) -> Iterator[Grid]:
    """What an audit proved: a row for each remark, then the mandates that reach the extremes."""
    rows = tuple(_audit_row(remark, speech) for remark in found.remarks)
    yield Grid("", (speech.word("Level"), speech.word("Code"), speech.word("Where and what")), "llw", rows)
    if found.extremes is not None:
        lowest, highest = found.extremes
        yield _extreme_grid(speech.word("A mandate that reaches the lowest rate"), lowest, speech)
        yield _extreme_grid(speech.word("A mandate that reaches the highest rate"), highest, speech)


def _audit_row(remark: AuditRemark, speech: Speech) -> GridRow:
    key = ".".join(map(str, remark.path))
    said = speech.say(remark.message)
    remedy = "" if remark.remedy is None else f"\n→ {speech.say(remark.remedy)}"
    return Cell(speech.say(LEVELS[remark.level]), remark.level), remark.code, f"{key}{speech.word(': ')}{said}{remedy}"


def _extreme_grid(title: str, extreme: Extreme, speech: Speech) -> Grid:
    mandate = extreme.mandate
    frame = [f"period={mandate.period}", f"weeks={plain_number(mandate.weeks):f}"] if mandate.weeks is not None else []
    stated = [f"hours={plain_number(mandate.hours):f}"] if mandate.hours is not None else []
    answers = [f"{name}={_answer(value)}" for name, value in mandate.traits.items()]
    return Grid(f"{title} ({speech.rate(extreme.asked)})", (), "", (), notes=(", ".join([*answers, *stated, *frame]),))


def _answer(value: object) -> str:
    """An answer as one types it after `-t`."""
    match value:
        case list():
            return ",".join(map(str, value))
        case bool():
            return str(value).lower()
        case Decimal():
            return f"{plain_number(value):f}"
        case _:
            return str(value)


def example_grid(results: Iterable[ExampleResult], speech: Speech) -> Grid:
    """The card's examples: what each gave, and what was expected where that did not come."""
    results = tuple(results)
    rows = tuple(
        (
            Cell("✓", "good") if result.passed else Cell("!", "error") if result.problems else Cell("✗", "warning"),
            speech.text(result.example.name),
            "\n".join(_findings(result, speech)),
        )
        for result in results
    )
    passed = sum(result.passed for result in results)
    faults = sum(bool(result.problems) for result in results)
    notes = [say("Examples that pass: {passed:count} out of {all:count}.", passed=passed, all=len(results))]
    if other := len(results) - passed - faults:
        notes.append(
            say(
                "✗ Your card differs from what these examples expect ({count:count}): where that is meant, write the "
                "new figures in their expect.",
                count=other,
            )
        )
    if faults:
        notes.append(
            say("! These cannot be priced ({count:count}): a fault of the card or of the example.", count=faults)
        )
    headings = ("", speech.word("Example"), speech.word("Found"))
    title = speech.word("Examples of the card")
    return Grid(title, headings, "llw", rows, notes=tuple(map(speech.say, notes)))


def _findings(result: ExampleResult, speech: Speech) -> Iterator[str]:
    met = [_found(finding, speech) for finding in result.findings if finding.met]
    if met:
        yield ", ".join(met)
    for finding in result.findings:
        if not finding.met:
            found = _found(finding, speech)
            expected = _in_unit(finding.what, finding.least, speech)
            if finding.least != finding.most:
                expected = f"{expected} – {_in_unit(finding.what, finding.most, speech)}"
            yield speech.say("{found}, expected {expected}", found=found, expected=expected)
    for code in result.missing_notices:
        yield speech.say("the notice {code} is missing", code=code)
    for problem in result.problems:
        yield f"{problem.key}{speech.word(': ')}{speech.say(problem.message)}"


def _found(finding: ExampleFinding, speech: Speech) -> str:
    return f"{speech.say(FIGURES[finding.what])} {_in_unit(finding.what, finding.found, speech)}"


def _in_unit(what: str, figure: Decimal, speech: Speech) -> str:
    return speech.figure(
        figure, {"unheld": "rate", "hour": "rate", "monthly": "money", "once": "money"}.get(what, what)
    )


def impact_grid(
    found: Iterable[MandateImpact], sums: Sums, names: tuple[str, str], speech: Speech, limit: int = 0
) -> Grid:
    """The prices that differ under the two cards of these names, the largest differences first, and the sums of all.

    No more than `limit` of them are shown, all without one.
    """
    found, word = tuple(found), speech.word
    moved = sorted((each for each in found if each.difference), key=lambda each: (-_size(each), each.name))
    largest = max(map(_size, moved), default=ZERO)
    return grid_of(
        moved[: limit or None],
        (word("Mandate"), "w", lambda each: each.name),
        (word("Before"), "r", lambda each: if_any(speech.money, each.before)),
        (word("After"), "r", lambda each: if_any(speech.money, each.after)),
        (word("Difference"), "r", lambda each: signed(speech.money, each.difference or ZERO)),
        ("", "b", lambda each: _bar(each.difference or ZERO, largest)),
        title=word("Impact on each mandate's whole price, before tax"),
        subtitle=speech.say("Before: {before}, the card in force; after: {after}.", before=names[0], after=names[1]),
        notes=(*_left_out(len(moved), limit, speech), *_sums(sums, speech), *_unpriced(found, speech, limit)),
    )


def _bar(difference: Decimal, largest: Decimal) -> Cell:
    return bar_cell(difference, largest, BAR_WIDTH, "good" if difference > 0 else "error")


def _left_out(count: int, limit: int, speech: Speech) -> Iterator[str]:
    if 0 < limit < count:
        yield speech.say(
            "The {limit:count} that move most, out of {count:count}: --limit 0 shows all.", limit=limit, count=count
        )


def _unpriced(found: Iterable[MandateImpact], speech: Speech, limit: int) -> Iterator[str]:
    """The mandates that one of the cards cannot price, and why."""
    colon = speech.word(": ")
    unpriced = [effect for effect in found if effect.difference is None]
    for effect in unpriced[: limit or None]:
        reasons = "; ".join(f"{problem.key}{colon}{speech.say(problem.message)}" for problem in effect.problems)
        yield f"{effect.name} — {reasons}"


def _size(effect: MandateImpact) -> Decimal:
    return abs(effect.difference or ZERO)


def _sums(sums: Sums, speech: Speech) -> Iterator[str]:
    yield speech.say(
        "Rising: {rising:count} ({gain:money}); falling: {falling:count} ({loss:money}); unchanged: {same:count}.",
        rising=sums.rising,
        gain=sums.gain,
        falling=sums.falling,
        loss=sums.loss,
        same=sums.same,
    )
    yield speech.say("In all: {before:money} before, {after:money} after.", before=sums.before, after=sums.after)
    if sums.unpriced:
        yield speech.say("Left out, since one of the cards cannot price them: {count:count}.", count=sums.unpriced)


def audit_record(found: Audit, speech: Speech) -> Plain:
    """An audit as plain values."""
    extremes = zip(("lowest", "highest"), found.extremes or (), strict=False)
    reached = {
        name: in_cents(each, "unheld asked") | picked(each.mandate, "period weeks hours traits")
        for name, each in extremes
    }
    return {
        "remarks": [
            picked(each, "code level")
            | {"key": ".".join(map(str, each.path))}
            | picked(each, "message remedy", speech.words)
            for each in found.remarks
        ],
        "extremes": reached or None,
    }


def example_record(result: ExampleResult, speech: Speech) -> Plain:
    """An example's result as plain values."""
    return {
        "name": speech.text(result.example.name),
        "passed": result.passed,
        "findings": [picked(each, "what found least most met") for each in result.findings],
        "missing_notices": list(result.missing_notices),
        "problems": [picked(each, "key message", speech.words) for each in result.problems],
    }


def impact_record(found: Iterable[MandateImpact], sums: Sums) -> Plain:
    """An impact as plain values; amounts before tax, over each mandate."""
    return {
        "effects": [picked(each, "name before after difference") for each in found],
        "sums": plain_values(sums),
    }
