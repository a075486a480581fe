"""What past quotes teach, as tables and bars."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from fourchette.core.basis.messages import say
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
from fourchette.render.screen.grid import Cell, Grid
from fourchette.render.words.speech import Speech

_BAR = 20
HUNDREDTH = Decimal("0.01")


def stats_grids(samples: Iterable[Sample], card: RateCard, speech: Speech) -> Iterator[Grid]:
    """The pipeline by state, win rates by band, real against quoted rates, real against estimated hours."""
    samples = tuple(samples)
    if not samples:
        yield Grid("", (), "", (), notes=(speech.word("No quote."),))
        return
    yield _pipeline(samples, speech)
    if won := win_rates(samples):
        yield _wins(won, speech)
    if any(sample.worked for sample in samples):
        yield _effective(samples, speech)
        yield _ratios(lane_ratios(samples), card, speech)


def _pipeline(samples: tuple[Sample, ...], speech: Speech) -> Grid:
    counts = {state: [sample for sample in samples if sample.state == state] for state in STATES}
    most = max((len(found) for found in counts.values()), default=0)
    rows = tuple(
        (
            speech.say(STATE_WORDS[state]),
            str(len(found)),
            speech.money(sum((sample.price for sample in found), ZERO)),
            Cell(_bar(Decimal(len(found)), Decimal(most)), "fact"),
        )
        for state, found in counts.items()
    )
    headings = (speech.word("State"), speech.word("Quotes"), speech.word("Before tax"), "")
    return Grid(speech.word("Quotes by state"), headings, "lrrb", rows)


def _bar(figure: Decimal, most: Decimal) -> str:
    return "█" * int(to_step(_BAR * figure / most, ONE)) if most else ""


def _wins(won: Iterable[WinRate], speech: Speech) -> Grid:
    rows = tuple(
        (
            f"{speech.short_money(band.low)} – {speech.rate(band.high)}",
            f"{band.won} / {band.decided}",
            speech.percent(to_step(band.share, ONE)),
            speech.say(
                say("{least:percent} to {most:percent}", least=to_step(band.least, ONE), most=to_step(band.most, ONE))
            ),
            Cell(_bar(band.share, HUNDRED), "good"),
        )
        for band in won
    )
    word = speech.word
    headings = (word("Rate"), word("Won"), word("Share"), word("95% interval"), "")
    return Grid(word("Won, of those closed"), headings, "brrbb", rows)


def _effective(samples: Iterable[Sample], speech: Speech) -> Grid:
    rows = tuple(
        (
            sample.name,
            speech.rate(sample.rate),
            speech.rate(to_cent(earned)),
            speech.hours(sum(sample.worked.values(), ZERO)),
        )
        for sample in samples
        if (earned := effective_rate(sample)) is not None
    )
    word = speech.word
    note = word("The whole price over the hours logged so far: it falls as the work goes on.")
    headings = (word("Number"), word("Quoted"), word("Earned"), word("Hours"))
    return Grid(word("What an hour earned"), headings, "lrrr", rows, notes=(note,))


def _ratios(ratios: Iterable[LaneRatio], card: RateCard, speech: Speech) -> Grid:
    rows = tuple(
        (
            speech.text(card.lanes[ratio.lane].label) if ratio.lane in card.lanes else ratio.lane,
            speech.hours(ratio.worked),
            speech.hours(ratio.estimated),
            "—" if ratio.ratio is None else f"{speech.count(to_step(ratio.ratio, HUNDREDTH))}\u00a0×",
            str(ratio.quotes),
        )
        for ratio in ratios
    )
    word = speech.word
    headings = (word("Lane"), word("Real"), word("Estimated"), word("Ratio"), word("Quotes"))
    return Grid(word("Real hours against estimated"), headings, "wrrrr", rows)


def calibration_grid(found: Iterable[Proposal], card: RateCard, speech: Speech) -> Grid:
    """The minutes that the logged hours propose, and how much evidence there is."""
    found = tuple(found)
    rows = tuple(
        (
            speech.text(card.tasks[proposal.task].label),
            figures_in_words(proposal.before, speech, "minutes"),
            "→",
            figures_in_words(proposal.after, speech, "minutes"),
            Cell(str(proposal.quotes), "good" if proposal.enough else "warning"),
        )
        for proposal in found
    )
    word = speech.word
    if not rows:
        return Grid("", (), "", (), notes=(word("The logged hours call for no change."),))
    notes = () if all(each.enough for each in found) else (word("Fewer than three quotes: weak evidence."),)
    return Grid("", (word("Task"), word("Now"), "", word("Proposed"), word("Quotes")), "wlblr", rows, notes=notes)
