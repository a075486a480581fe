"""The sheet: a quote or an offer as words and formatted figures, each figure formatted once, for every format."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from fourchette.core.basis.messages import Notice, Severity, say
from fourchette.core.basis.money import ONE
from fourchette.core.basis.noun import noun
from fourchette.core.effect.effect_stages import STAGES
from fourchette.core.explain.explanation_reasons import is_felt
from fourchette.core.offer.offer import Offer, OfferAmounts, OfferLine
from fourchette.core.offer.offer_options import options_of
from fourchette.core.price.lines import Amounts, QuoteLine
from fourchette.core.price.quote import Quote
from fourchette.core.price.rating import Step
from fourchette.render.sheet.sheet_options import OptionWords, option_lines, option_title
from fourchette.render.words.sentences import facts_of_offer, facts_of_quote, proofs_in_words
from fourchette.render.words.speech import Speech


@noun
class Row:
    """One row of figures; an empty cell has nothing to show."""

    label: str
    amount: str
    hours: str = ""
    rate: str = ""


@noun
class Section:
    """The lines of one period, then its subtotal, its taxes and its total."""

    title: str
    lines: tuple[Row, ...]
    subtotal: Row
    taxes: tuple[Row, ...]
    total: Row


@noun
class Gauge:
    """Where the rate stands in its range; the figures are hourly rates, `ends` their words."""

    floor: Decimal
    ceiling: Decimal
    low: Decimal
    target: Decimal
    high: Decimal
    ends: tuple[str, str]
    rate: str
    spread: str


@noun
class Reason:
    """One step of the rate: what, by how much, and the rate after it, or the only lines that it touches."""

    label: str
    effect: str
    after: str


@noun
class NoticeLine:
    """A notice, in words."""

    severity: Severity
    text: str


@noun
class Sheet:
    """Everything that a format shows, in order; an absent part is empty or None.

    `facts` are pairs of a heading and a sentence; `headings` the words above the columns. `options` are
    offered apart, under their title.
    """

    title: str
    subtitle: str
    headings: tuple[str, str, str]
    sections: tuple[Section, ...]
    total: Row | None
    facts: tuple[tuple[str, str], ...]
    options_title: str = ""
    options: tuple[Row, ...] = ()
    gauge: Gauge | None = None
    reasons: tuple[Reason, ...] = ()
    proofs: tuple[tuple[str, str], ...] = ()
    remarks: tuple[NoticeLine, ...] = ()


def sheet_of_quote(quote: Quote, speech: Speech, number: str | None = None) -> Sheet:
    """The freelancer's own sheet: everything, notices included."""
    mandate = quote.mandate
    return Sheet(
        title=mandate.title or speech.word("Quote"),
        subtitle=_subtitle(number or "", mandate.client.name, speech.day(quote.issued)),
        headings=headings_of(speech),
        sections=tuple(sections_of(quote, speech)),
        total=total_row(quote, speech),
        facts=tuple(facts_of_quote(quote, speech)),
        options_title=option_title(speech),
        options=option_rows(options_of(quote), speech, project=mandate.is_project),
        gauge=_gauge(quote, speech),
        reasons=tuple(_reasons(quote, speech)),
        proofs=tuple(proofs_in_words(quote.value, speech)),
        remarks=tuple(remark(notice, speech) for notice in quote.notices),
    )


def sheet_of_offer(offer: Offer, speech: Speech, number: str | None = None) -> Sheet:
    """The client's sheet: what is delivered and what it costs."""
    return Sheet(
        title=offer.title or speech.word("Quote"),
        subtitle=_subtitle(number or "", offer.client.name, speech.day(offer.issued)),
        headings=headings_of(speech),
        sections=tuple(sections_of(offer, speech)),
        total=total_row(offer, speech),
        facts=tuple(facts_of_offer(offer, speech)),
        options_title=option_title(speech),
        options=option_rows(offer.options, speech, project=offer.weeks is not None),
    )


def option_rows(options: Sequence[OptionWords], speech: Speech, *, project: bool) -> tuple[Row, ...]:
    """What is offered apart: what each option adds."""
    return tuple(Row(label, added) for label, (added,) in option_lines([options], speech, project=project))


def remark(notice: Notice, speech: Speech) -> NoticeLine:
    """A notice in the sheet's language."""
    return NoticeLine(notice.severity, speech.say(notice.message))


def _subtitle(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def headings_of(speech: Speech) -> tuple[str, str, str]:
    """The words above the columns of figures."""
    return speech.word("Hours"), speech.word("Rate"), speech.word("Amount")


def sections_of(priced: Quote | Offer, speech: Speech) -> Iterator[Section]:
    """The monthly part, then the one-time part (a project's only part)."""
    is_project = (priced.mandate.weeks if isinstance(priced, Quote) else priced.weeks) is not None
    titles = {
        "month": (speech.word("Each month"), speech.word("Total each month")),
        "once": (
            (speech.word("The project"), speech.word("Total of the project"))
            if is_project
            else (speech.word("Once"), speech.word("Total once"))
        ),
    }
    for period, amounts in (("month", priced.monthly), ("once", priced.once)):
        if amounts is not None:
            lines = [line for line in priced.lines if line.period == period]
            yield _section(*titles[period], lines, amounts, speech)


def _section(
    title: str,
    total: str,
    lines: Iterable[QuoteLine | OfferLine],
    amounts: Amounts | OfferAmounts,
    speech: Speech,
) -> Section:
    lines = tuple(lines)
    known = [line.hours for line in lines if line.hours is not None]
    subtotal = amounts.subtotal if isinstance(amounts.subtotal, Decimal) else amounts.subtotal.target
    return Section(
        title=title,
        lines=tuple(_row(line, speech) for line in lines),
        subtotal=Row(
            label=speech.word("Subtotal before tax"),
            amount=speech.money(subtotal),
            hours=speech.hours(sum(known, Decimal(0))) if known else "",
        ),
        taxes=tuple(
            Row(f"{speech.text(tax.label)} {speech.percent(tax.rate)}", speech.money(tax.amount))
            for tax in amounts.taxes
        ),
        total=Row(total, speech.money(amounts.total)),
    )


def _row(line: QuoteLine | OfferLine, speech: Speech) -> Row:
    label = speech.text(line.label)
    amount = line.amount if isinstance(line.amount, Decimal) else line.amount.target
    rate = line.rate if line.rate is None or isinstance(line.rate, Decimal) else line.rate.target
    return Row(
        label=label if line.basis is None else f"{label} ({speech.say(line.basis)})",
        amount=speech.money(amount),
        hours="" if line.hours is None else speech.hours(line.hours),
        rate="" if rate is None else speech.money(rate),
    )


def total_row(priced: Quote | Offer, speech: Speech) -> Row | None:
    """The whole mandate, where that is more than the one total already shown."""
    if priced.monthly is None or (priced.months == ONE and priced.once is None):
        return None
    label = say("Total over {months:count} months", months=priced.months) if priced.months > ONE else say("Total")
    return Row(speech.say(label), speech.money(priced.total))


def _gauge(quote: Quote, speech: Speech) -> Gauge:
    rate, range_ = quote.rating.rate, quote.card.range_
    spread = say("from {low:rate} to {high:rate}", low=rate.low, high=rate.high)
    return Gauge(
        floor=range_.floor,
        ceiling=range_.ceiling,
        low=rate.low,
        target=rate.target,
        high=rate.high,
        ends=(speech.short_money(range_.floor), speech.short_money(max(range_.ceiling, rate.high))),
        rate=speech.rate(rate.target),
        spread=speech.say(spread),
    )


def _reasons(quote: Quote, speech: Speech) -> Iterator[Reason]:
    billed = {line.id for line in quote.lines}
    for step in quote.rating.steps:
        lanes = [speech.text(quote.card.lanes[lane].label) for lane in step.effect.lanes if lane in billed]
        if is_felt(step, quote):
            after = f"({', '.join(lanes)})" if lanes else speech.money(step.after.target)
            yield Reason(speech.say(step.effect.label), effect_in_words(step, speech), after)


def effect_in_words(step: Step, speech: Speech) -> str:
    """A step's effect as its card says it: a percent, or an amount with its sign."""
    stage = STAGES[step.effect.stage]
    if stage.unit == "percent":
        percent = step.effect.amount.target
        return f"{'+' if percent > 0 else ''}{speech.percent(percent)}"
    change = step.after.target - step.before.target
    sign = "+" if change > 0 and not stage.starts else ""
    return f"{sign}{speech.money(change)}"
