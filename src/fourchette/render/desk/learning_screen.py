"""What past quotes teach, as tables and bars."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from fourchette.core.basis.money import HUNDRED, ONE, ZERO, to_cent, to_step
from fourchette.core.card.rate_card import RateCard
from fourchette.core.practice.learning import (
    LaneRatio,
    Proposal,
    Sample,
    WinRate,
    effective_rate,
    lane_ratios,
    win_rates,
)
from fourchette.core.practice.quote_states import STATE_WORDS, STATES
from fourchette.render.card.card_words import figures_in_words
from fourchette.render.screen.grid import Cell, Grid, bar_cell, grid_of
from fourchette.render.words.speech import Speech, if_any

_BAR = 20
HUNDREDTH = Decimal("0.01")


_Speeches = Mapping[str, Speech]


def stats_grids(samples: Iterable[Sample], card: RateCard, speeches: _Speeches, speech: Speech) -> Iterator[Grid]:
    """The pipeline by state, win rates by band, real against quoted rates, real against estimated hours.

    `speeches` say each currency's amounts; those of two are never added.
    """
    samples = tuple(samples)
    if not samples:
        yield Grid(notes=(speech.word("No quote."),))
        return
    yield _pipeline(samples, speeches, speech)
    if stated := [sample for sample in samples if sample.by_card is not None]:
        yield _stated(stated, speeches, speech)
    if won := win_rates(samples):
        yield _wins(won, speeches, speech)
    if any(sample.earned for sample in samples):
        yield _effective(samples, speeches, speech)
    if ratios := lane_ratios(samples):
        yield _ratios(ratios, card, speech)


def _stated(samples: Iterable[Sample], speeches: _Speeches, speech: Speech) -> Grid:
    """What was asked where something was stated, beside what the card would have asked."""
    return grid_of(
        samples,
        ("", "w", lambda sample: sample.name),
        (speech.word("Asked"), "r", lambda sample: speeches[sample.currency].money(sample.price)),
        (speech.word("Your card"), "r", lambda sample: speeches[sample.currency].money(sample.by_card or ZERO)),
        title=speech.word("What you stated, over the whole term before tax"),
    )


def _pipeline(samples: tuple[Sample, ...], speeches: _Speeches, speech: Speech) -> Grid:
    counts = {state: [sample for sample in samples if sample.state == state] for state in STATES}
    most = max((len(found) for found in counts.values()), default=0)
    rows = []
    for state, found in counts.items():
        first = (speech.say(STATE_WORDS[state]), str(len(found)))
        bar = bar_cell(Decimal(len(found)), Decimal(most), _BAR, "fact")
        for currency in sorted({sample.currency for sample in found}) or sorted(speeches)[:1]:
            own = [sample for sample in found if sample.currency == currency]
            money = speeches[currency].money
            monthly, whole = (sum((getattr(each, name) for each in own), ZERO) for name in ("monthly", "price"))
            rows.append((*first, money(monthly), money(whole), bar))
            first, bar = ("", ""), Cell("", "fact")
    word = speech.word
    headings = (word("State"), word("Quotes"), word("A month, before tax"), word("Whole term"), "")
    return Grid(word("Quotes by state"), headings, "lrrrb", tuple(rows), spare=2)


def _wins(won: Iterable[WinRate], speeches: _Speeches, speech: Speech) -> Grid:
    rows = tuple(
        (
            f"{speeches[band.currency].short_money(band.low)} – {speeches[band.currency].rate(band.high)}",
            f"{band.won} / {band.decided}",
            speech.percent(to_step(band.share, ONE)),
            speech.say(
                "{least:percent} to {most:percent}", least=to_step(band.least, ONE), most=to_step(band.most, ONE)
            ),
            bar_cell(band.share, HUNDRED, _BAR, "good"),
        )
        for band in won
    )
    word = speech.word
    headings = (word("Rate"), word("Won"), word("Share"), word("95% interval"), "")
    return Grid(word("Acceptance rate"), headings, "brrbb", rows)


def _effective(samples: Iterable[Sample], speeches: _Speeches, speech: Speech) -> Grid:
    rows = tuple(
        (
            sample.name,
            speeches[sample.currency].rate(sample.rate),
            speeches[sample.currency].rate(to_cent(earned)),
            speech.hours(sum((each.hours for each in sample.earned), ZERO)),
            str(len([each for each in sample.earned if each.month])) if sample.earned[0].month else "—",
        )
        for sample in samples
        if (earned := effective_rate(sample.earned)) is not None
    )
    word = speech.word
    note = word("Over the months that are over and have hours, and the projects that are over.")
    headings = (word("Number"), word("Quoted"), word("Earned"), word("Hours"), word("Months"))
    return Grid(word("What an hour earned"), headings, "lrrrr", rows, notes=(note,))


def _ratios(ratios: Iterable[LaneRatio], card: RateCard, speech: Speech) -> Grid:
    def lane(ratio: LaneRatio) -> str:
        return speech.text(card.lanes[ratio.lane].label) if ratio.lane in card.lanes else ratio.lane

    def times(ratio: Decimal) -> str:
        return f"{speech.count(to_step(ratio, HUNDREDTH))}\u00a0×"

    word = speech.word
    return grid_of(
        ratios,
        (word("Lane"), "w", lane),
        (word("Real"), "r", lambda each: speech.hours(each.worked)),
        (word("Estimated"), "r", lambda each: speech.hours(each.estimated)),
        (word("Ratio"), "r", lambda each: if_any(times, each.ratio)),
        (word("Quotes"), "r", lambda each: str(each.quotes)),
        (word("Months"), "r", lambda each: str(each.months)),
        title=word("Real hours against estimated"),
    )


def calibration_grid(found: Iterable[Proposal], card: RateCard, speech: Speech) -> Grid:
    """The minutes that the logged hours propose, and the hours, quotes and months that they stand on."""
    found, word = tuple(found), speech.word
    weak = word("Fewer than three quotes or three months: weak evidence, which only --force writes.")
    tones = {True: "good", False: "warning"}
    return grid_of(
        found,
        (word("Task"), "w", lambda each: speech.text(card.tasks[each.task].label)),
        (word("Now"), "l", lambda each: figures_in_words(each.before, speech, "minutes")),
        ("", "b", lambda _: "→"),
        (word("Proposed"), "l", lambda each: figures_in_words(each.after, speech, "minutes")),
        (
            word("Real hours / estimated"),
            "r",
            lambda each: " / ".join(map(speech.hours, (each.evidence.worked, each.evidence.estimated))),
        ),
        (word("Quotes"), "r", lambda each: Cell(str(each.evidence.quotes), tones[each.enough])),
        (word("Months"), "r", lambda each: Cell(str(each.evidence.months), tones[each.enough])),
        notes=[] if all(each.enough for each in found) else [weak],
        none=word("The logged hours call for no change."),
    )
