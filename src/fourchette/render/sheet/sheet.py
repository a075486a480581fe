"""The sheet: a quote or an offer as words and formatted figures, each figure formatted once, for every format."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from fourchette.core.basis.messages import Notice, Severity, say
from fourchette.core.basis.money import ONE, ZERO, to_cent
from fourchette.core.basis.noun import noun
from fourchette.core.effect.effect import StageName
from fourchette.core.effect.effect_stages import STAGES
from fourchette.core.offer.offer import Offer, OfferAmounts, OfferLine
from fourchette.core.record.quote_record import QuoteRecord, RecordedAmounts
from fourchette.render.sheet.sheet_options import option_lines, option_title
from fourchette.render.words.sentences import (
    facts_of_offer,
    facts_of_quote,
    headline,
    promises,
    proofs_in_words,
)
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
    """Where the rate stands in its range; the figures are hourly rates, `ends` their words.

    `whole` is what an hour of the whole mandate comes to, where its lines have rates of their own.
    """

    floor: Decimal
    ceiling: Decimal
    low: Decimal
    target: Decimal
    high: Decimal
    ends: tuple[str, str]
    rate: str
    spread: str
    whole: Decimal | None = None


@noun
class Reason:
    """One step of the rate: what, by how much, and the rate after it; none after what touches some lines only."""

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

    `facts` are pairs of a heading and a sentence, `recap` those that say what is asked; `headings` the words above
    the columns. `options` are offered apart, under their title. `headline` says it all in a line; `more` how to see
    what a low screen has no room for.
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
    headline: str = ""
    recap: tuple[tuple[str, str], ...] = ()
    more: str = ""


def sheet_of_quote(
    record: QuoteRecord, speech: Speech, remarks: Iterable[NoticeLine], number: str | None = None
) -> Sheet:
    """The freelancer's own sheet of a quote, saved or not: everything, notices included."""
    return replace(
        _sheet(record, speech, number, facts_of_quote(record, speech)),
        recap=tuple(promises(record.offer.deliverables, speech)),
        gauge=_gauge(record, speech),
        reasons=tuple(_reasons(record, speech)),
        proofs=tuple(proofs_in_words(record.value, speech)),
        remarks=tuple(remarks),
        headline=headline(record, speech),
        more=speech.word("--details shows the rest: what is asked, why this rate, how far to go."),
    )


def sheet_of_offer(offer: Offer, speech: Speech, number: str | None = None) -> Sheet:
    """The client's sheet: what is delivered and what it costs."""
    return _sheet(offer, speech, number, facts_of_offer(offer, speech))


def _sheet(told: QuoteRecord | Offer, speech: Speech, number: str | None, facts: Iterable[tuple[str, str]]) -> Sheet:
    """What she and her client read alike."""
    options = option_lines([told.options], speech, project=told.weeks is not None)
    return Sheet(
        title=told.title or speech.word("Quote"),
        subtitle=" · ".join(filter(None, (number, told.client.name, speech.day(told.issued)))),
        headings=headings_of(speech),
        sections=tuple(_section(*asked, speech) for asked in asked_in(told, speech)),
        total=total_row(told, speech),
        facts=tuple(facts),
        options_title=option_title(speech),
        options=tuple(Row(label, added) for label, (added,) in options),
    )


def remark(notice: Notice, speech: Speech) -> NoticeLine:
    """A notice in the sheet's language."""
    return NoticeLine(notice.severity, speech.say(notice.message))


def headings_of(speech: Speech) -> tuple[str, str, str]:
    """The words above the columns of figures."""
    return speech.word("Hours"), speech.word("Rate"), speech.word("Amount")


PeriodLines = Sequence[OfferLine]
PeriodAmounts = RecordedAmounts | OfferAmounts


def asked_in(told: QuoteRecord | Offer, speech: Speech) -> Iterator[tuple[str, str, PeriodLines, PeriodAmounts]]:
    """The monthly part, the first months that differ from it, then the one-time part (a project's only part).

    Each with its title, what its total is called, its lines and its amounts.
    """
    for period, amounts in (("month", told.monthly), ("once", told.once)):
        title, total = names_of(told, period, speech)
        if amounts is not None:
            yield title, total, [line for line in told.lines if line.period == period], amounts
        for phase, lines, of_phase in phases_in_words(told, speech) if period == "month" else ():
            yield phase, total, lines, of_phase


def names_of(told: QuoteRecord | Offer, period: str, speech: Speech) -> tuple[str, str]:
    """What a period is called, and its total."""
    if isinstance(told, Offer) and told.stated is not None:
        return speech.month(told.stated.month), speech.word("Total")
    if period == "month":
        return later_months(told, speech) or speech.word("Monthly"), speech.word("Monthly total")
    if told.weeks is None:
        return speech.word("One-time fees"), speech.word("One-time total")
    return speech.word("The project"), speech.word("Project total")


def later_months(told: QuoteRecord | Offer, speech: Speech) -> str:
    """What the usual month is called where the first ones differ from it; nothing where none does."""
    if not told.phases:
        return ""
    first = told.phases[-1].first + told.phases[-1].months
    return speech.say("Each month, from month {first:count} on", first=first)


def phases_in_words(told: QuoteRecord | Offer, speech: Speech) -> Iterator[tuple[str, list[OfferLine], OfferAmounts]]:
    """The first months that differ: what they are called, the usual month and what is beside it, their amounts."""
    for phase in told.phases:
        last = phase.first + phase.months - ONE
        title = say("Months {first:count} to {last:count}", first=phase.first, last=last)
        if phase.months == ONE:
            title = say("Month {first:count}", first=phase.first)
        usual = ZERO if told.monthly is None else told.monthly.subtotal
        line = OfferLine(id="month", label=speech.word("The month, before tax"), period="month", amount=usual)
        yield speech.say(title), [line, *phase.lines], phase.amounts


def _section(title: str, total: str, lines: PeriodLines, amounts: PeriodAmounts, speech: Speech) -> Section:
    return Section(
        title=title,
        lines=tuple(offer_rows(lines, speech)),
        subtotal=Row(speech.word("Subtotal before tax"), speech.money(amounts.subtotal), hours_in_all(lines, speech)),
        taxes=tuple(tax_rows(amounts, speech)),
        total=Row(total, speech.money(amounts.total)),
    )


def hours_in_all(lines: PeriodLines, speech: Speech) -> str:
    """The hours of lines together; nothing where none has any."""
    known = [line.hours for line in lines if line.hours is not None]
    return speech.hours(sum(known, ZERO)) if known else ""


def offer_rows(lines: Iterable[OfferLine], speech: Speech) -> Iterator[Row]:
    """The rows of lines: hours and rate where they have them, the basis of a fee beside its name."""
    for line in lines:
        yield Row(
            label=line.label if line.basis is None else f"{line.label} ({line.basis})",
            amount=speech.money(line.amount),
            hours="" if line.hours is None else speech.hours(line.hours),
            rate="" if line.rate is None else speech.money(line.rate),
        )


def tax_rows(amounts: RecordedAmounts | OfferAmounts, speech: Speech) -> Iterator[Row]:
    """The rows of a period's taxes, each with its rate."""
    for tax in amounts.taxes:
        yield Row(f"{tax.label} {speech.percent(tax.rate)}", speech.money(tax.amount))


def total_row(told: QuoteRecord | Offer, speech: Speech) -> Row | None:
    """The whole mandate, where that is more than the one total already shown."""
    if told.monthly is None or (told.months == ONE and told.once is None):
        return None
    label = say("Total over {months:count} months", months=told.months) if told.months > ONE else say("Total")
    return Row(speech.say(label), speech.money(told.total))


def _hour_of_whole(record: QuoteRecord) -> Decimal | None:
    """What an hour of all the lines comes to, those of the month where there are any; None where it is the rate."""
    worked = [line for line in record.lines if line.hours]
    told = [line for line in worked if line.period == "month"] or worked
    hours = sum((line.hours for line in told if line.hours is not None), ZERO)
    whole = to_cent(sum((line.amount for line in told), ZERO) / hours) if hours else None
    return None if whole == record.rate.target else whole


def _gauge(record: QuoteRecord, speech: Speech) -> Gauge:
    rate, whole = record.rate, _hour_of_whole(record)
    spread = say("from {low:rate} to {high:rate}", low=rate.low, high=rate.high)
    if whole is not None:
        told = {"low": rate.low, "high": rate.high, "whole": whole}
        spread = say("from {low:rate} to {high:rate}; an hour of the whole: {whole:rate}", **told)
    return Gauge(
        floor=rate.floor,
        ceiling=rate.ceiling,
        low=rate.low,
        target=rate.target,
        high=rate.high,
        ends=(speech.short_money(rate.floor), speech.short_money(max(rate.ceiling, rate.high, whole or ZERO))),
        rate=speech.rate(rate.target),
        spread=speech.say(spread),
        whole=whole,
    )


def _reasons(record: QuoteRecord, speech: Speech) -> Iterator[Reason]:
    """The steps that are felt: they move the rate asked, or that of some lines, which are named."""
    labels = {line.id: line.label for line in record.lines}
    starts: dict[StageName, Decimal] = {}
    for step in record.rate.steps:
        start = starts.setdefault(step.stage, step.before)
        lanes = [labels[lane] for lane in step.lanes if lane in labels]
        change = step.effect if step.percent is None else step.percent
        if step.applied and change is not None and (lanes or STAGES[step.stage].starts or step.before != step.after):
            effect = effect_in_words(step.stage, change, speech)
            if lanes:
                # It touches these lines only: the rate stays where it was.
                yield Reason(f"{step.label} ({', '.join(lanes)})", effect, "")
                continue
            if start != step.before and STAGES[step.stage].unit == "percent":
                # Percents are summed, not compounded: it says of what it is one.
                effect = speech.say("{effect} of {start:money}", effect=effect, start=start)
            yield Reason(step.label, effect, speech.money(step.after))


def effect_in_words(name: StageName, change: Decimal, speech: Speech) -> str:
    """A step's effect as its card says it: a percent, or an amount with its sign."""
    stage = STAGES[name]
    sign = "+" if change > 0 and not stage.starts else ""
    return f"{sign}{speech.percent(change) if stage.unit == 'percent' else speech.money(change)}"
