"""Where each line's hours come from: quantity × minutes, overheads, and the rounding to the quarter hour.

Quantities and hours are given to the hundredth, so that each part multiplies as it is printed, and
the rounding is what is left: the parts and the rounding of a line add up to its hours exactly.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from fourchette.core.basis.money import HUNDRED, MINUTES_PER_HOUR, ZERO, percent_of, to_cent
from fourchette.core.basis.noun import noun
from fourchette.core.basis.text import Text
from fourchette.core.card.conditions import Facts
from fourchette.core.card.rate_card import Frequency, Quantity, RateCard
from fourchette.core.card.volumes import computed, in_order, number_in, within_brackets
from fourchette.core.price.lines import QuoteLine
from fourchette.core.price.quote import Quote
from fourchette.core.price.workload import PERIODS, Bucket, Part, Workload


@noun
class TaskTime:
    """A task: so many times so many minutes; `cost` is what one costs the client at the line's rate."""

    id: str
    label: Text
    quantity: Decimal
    each: Decimal
    hours: Decimal
    cost: Decimal | None
    why: Text
    source: Text


@noun
class OverheadTime:
    """An overhead: so many percent of `base` hours; a `reserve` is priced and not expected to be worked."""

    id: str
    label: Text
    percent: Decimal
    base: Decimal
    hours: Decimal
    reserve: bool
    why: Text
    source: Text


@noun
class LeastTime:
    """Hours added so that some lanes come to `up_to`; a `reserve` is priced and not expected to be worked."""

    id: str
    label: Text
    up_to: Decimal
    hours: Decimal
    reserve: bool
    why: Text
    source: Text


@noun
class StatedTime:
    """Hours that the mandate states."""

    hours: Decimal


TimePart = TaskTime | OverheadTime | LeastTime | StatedTime


@noun
class LineHours:
    """The hours of one lane in one period, and their parts; None for the line of hours that round to nothing."""

    period: Frequency
    lane: str
    label: Text
    parts: tuple[TimePart, ...]
    line: QuoteLine | None

    @property
    def hours(self) -> Decimal:
        """The hours billed."""
        return self.line.hours if self.line is not None and self.line.hours is not None else ZERO

    @property
    def rounding(self) -> Decimal:
        """What the rounding to the quarter hour adds to the parts, or takes off."""
        return self.hours - sum((part.hours for part in self.parts), ZERO)


@noun
class Reckoned:
    """A number that the card computes: the sum of `terms`, times a share (percent), times `further`.

    `brackets` take the place of the share: each a percent, and how much of the sum it is of. `further` is a selection
    and how many members it has beyond the first; `at_least` is the minimum that took the place of less.
    """

    id: str
    label: Text
    terms: tuple[tuple[Text, Decimal], ...]
    share: Decimal | None
    brackets: tuple[tuple[Decimal, Decimal], ...]
    further: tuple[Text, int] | None
    at_least: Decimal | None
    number: Decimal

    @property
    def in_brackets(self) -> bool:
        """Whether some of the sum counts for more or less than itself."""
        return any(share != HUNDRED for share, _ in self.brackets)

    @property
    def product(self) -> Decimal:
        """What the terms come to, before any minimum."""
        product = sum((number for _, number in self.terms), ZERO)
        if self.share is not None:
            product = percent_of(self.share, product)
        if self.brackets:
            product = sum((percent_of(share, amount) for share, amount in self.brackets), ZERO)
        return product if self.further is None else product * self.further[1]


def hours_of(quote: Quote) -> tuple[LineHours, ...]:
    """Where the hours of a quote come from, line by line, in the order of its lines."""
    lines = {(line.period, line.id): line for line in quote.asking.worked if line.hours is not None}
    buckets = (bucket for _, bucket, _, _ in (*quote.workload.parts, *quote.workload.weights))
    return tuple(_line_hours(quote, bucket, lines.get(bucket)) for bucket in dict.fromkeys((*lines, *_sorted(buckets))))


def _sorted(buckets: Iterable[Bucket]) -> list[Bucket]:
    return sorted(buckets, key=lambda bucket: PERIODS.index(bucket[0]))


def _line_hours(quote: Quote, bucket: Bucket, line: QuoteLine | None) -> LineHours:
    period, lane = bucket
    rate = line.rate.target if line is not None and line.rate is not None else None
    parts = (*_tasks(quote.card, quote.workload, bucket, rate), *_overheads(quote.card, quote.workload, bucket))
    return LineHours(period, lane, quote.card.lanes[lane].label, parts, line)


def _tasks(card: RateCard, workload: Workload, bucket: Bucket, rate: Decimal | None) -> Iterator[TimePart]:
    for name, _, exact, minutes in _within(workload.parts, bucket):
        if workload.stated:
            yield StatedTime(to_cent(minutes / MINUTES_PER_HOUR))
            continue
        task = card.tasks[name]
        quantity, each = to_cent(exact), task.minutes.target
        hours = to_cent(quantity * each / MINUTES_PER_HOUR)
        cost = to_cent(each / MINUTES_PER_HOUR * rate) if rate is not None else None
        yield TaskTime(name, task.label, quantity, each, hours, cost, task.why, task.source)


def _overheads(card: RateCard, workload: Workload, bucket: Bucket) -> Iterator[OverheadTime | LeastTime]:
    """The overheads of a lane; one that is gathered from several lanes is counted once."""
    minutes: dict[str, Decimal] = {}
    figures: dict[str, Decimal] = {}
    for name, _, figure, added in _within(workload.weights, bucket):
        minutes[name] = minutes.get(name, ZERO) + added
        figures[name] = figure
    for name, added in minutes.items():
        overhead = card.overheads[name]
        if overhead.up_to is not None:
            hours = to_cent(added / MINUTES_PER_HOUR)
            yield LeastTime(name, overhead.label, figures[name], hours, overhead.reserve, overhead.why, overhead.source)
            continue
        percent = overhead.percent.target
        if percent:
            base = to_cent(added / percent * HUNDRED / MINUTES_PER_HOUR)
            hours = to_cent(percent_of(percent, base))
            yield OverheadTime(
                name, overhead.label, percent, base, hours, overhead.reserve, overhead.why, overhead.source
            )


def _within(parts: Iterable[Part], bucket: Bucket) -> Iterator[Part]:
    return (part for part in parts if part[1] == bucket)


def reckonings(quote: Quote) -> tuple[Reckoned, ...]:
    """How the numbers behind the hours come about, each after those it uses, then those of tasks done in series.

    None for stated hours.
    """
    if quote.workload.stated:
        return ()
    quantities = {name: each for name, each in computed(quote.card).items() if name not in quote.answers.said}
    used = {name for task, *_ in quote.workload.parts for name in quote.card.tasks[task].each}
    waiting = [*used]
    while waiting:
        quantity = quantities.get(waiting.pop())
        new = set() if quantity is None else {*quantity.each} - used
        used |= new
        waiting += new
    names = (name for name in in_order(computed(quote.card)) if name in quantities and name in used)
    found = [
        _reckoned(quote, name, _label(quote.card, name), quantities[name], number_in(quote.facts, name))
        for name in names
    ]
    for name, _, number, _ in quote.workload.parts:
        task = quote.card.tasks[name]
        if task.brackets:
            found.append(_reckoned(quote, name, task.label, task, number))
    # An estimate by the month that a project shortens would not multiply as it is printed.
    return tuple(each for each in found if each.number and each.number in (each.product, each.at_least))


def _reckoned(quote: Quote, name: str, label: Text, quantity: Quantity, number: Decimal) -> Reckoned:
    facts = quote.facts
    share = facts[quantity.share] if isinstance(quantity.share, str) else quantity.share
    terms = tuple(_terms(facts, quantity))
    return Reckoned(
        id=name,
        label=label,
        terms=tuple((_label(quote.card, each), count) for each, count in terms),
        share=share if isinstance(share, Decimal) else None,
        brackets=within_brackets(quantity.brackets, sum((count for _, count in terms), ZERO)),
        further=None if quantity.further is None else _further(quote, quantity.further),
        at_least=quantity.minimum if number == quantity.minimum else None,
        number=number,
    )


def _further(quote: Quote, name: str) -> tuple[Text, int]:
    members = quote.facts[name]
    return _label(quote.card, name), len(members) - 1 if isinstance(members, tuple) else 0


def _terms(facts: Facts, quantity: Quantity) -> Iterator[tuple[str, Decimal]]:
    return ((name, number) for name in quantity.each if (number := number_in(facts, name)))


def _label(card: RateCard, name: str) -> Text:
    noun = card.traits.get(name) or card.quantities[name]
    return noun.label or Text(name, name)
