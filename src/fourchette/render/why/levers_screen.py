"""What would move a price, and what was not charged: tables of real effects, before tax."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.noun import noun
from fourchette.core.card.conditions import Includes
from fourchette.core.card.rate_card import RateCard
from fourchette.core.explain.explanation import Explanation
from fourchette.core.explain.levers import Lever, LeverChange, Outcome
from fourchette.core.explain.unapplied import Unapplied, foremost
from fourchette.render.card.card_words import fact_in_words, name_of
from fourchette.render.screen.grid import Cell, Grid, GridRow
from fourchette.render.words.speech import LONG_DASH, Speech

FEW_ANSWERS = 5
FEW_UNAPPLIED = 8
_INDENT = "  "


def levers_grid(explanation: Explanation, speech: Speech, *, in_full: bool) -> Grid:
    """The levers of the five answers that matter most, or of all."""
    card = explanation.quote.card
    merged = tuple(_merged(explanation.levers))
    shown = merged if in_full else tuple(_that_matter(explanation, merged))
    notes = _notes(len(merged) - len(shown), speech)
    if not merged:
        notes = (speech.word("No answer changes the price by one step."),)
    return Grid(
        title=speech.word("What would move the price"),
        subtitle=speech.word("One answer changed at a time, everything else as it is; before tax."),
        headings=_headings(explanation, speech, in_full=in_full),
        align="w" + "r" * (4 if in_full else 3),
        rows=tuple(
            (_pull_in_words(pull, card, speech), *_effect(pull.lever.effect, speech, in_full=in_full)) for pull in shown
        ),
        notes=notes,
    )


@noun
class _Pull:
    """A lever, and how many others of the same answer do exactly the same."""

    lever: Lever
    others: int

    @property
    def rises(self) -> bool:
        """Whether it makes the mandate dearer."""
        return self.lever.after.measure > self.lever.before.measure


def _merged(levers: Iterable[Lever]) -> Iterator[_Pull]:
    """Levers that add one member or another to the same effect are one: any third platform costs the same."""
    alike: dict[object, list[Lever]] = {}
    for lever in levers:
        change = lever.change
        is_member = isinstance(change.after, tuple)
        member = len(change.after) if isinstance(change.after, tuple) else change.after
        alike.setdefault((change.trait, is_member, member, lever.after), []).append(lever)
    return (_Pull(group[0], len(group) - 1) for group in alike.values())


def _that_matter(explanation: Explanation, pulls: Iterable[_Pull]) -> Iterator[_Pull]:
    """The levers of the five answers that move the month most, the given ones before the others.

    Of each answer, the step that raises the price most and the one that lowers it most; the starting
    rate is left out: it speaks of who does the work.
    """
    card, said = explanation.quote.card, explanation.quote.answers.said
    of_the_work = [pull for pull in pulls if not card.traits[pull.lever.change.trait].sets_base]
    ranked = dict.fromkeys(pull.lever.change.trait for pull in of_the_work)
    kept = sorted(ranked, key=lambda name: name not in said)[:FEW_ANSWERS]
    for name in (name for name in ranked if name in kept):
        own = [pull for pull in of_the_work if pull.lever.change.trait == name]
        for rises in (True, False):
            yield from [pull for pull in own if pull.rises is rises][:1]


def _headings(explanation: Explanation, speech: Speech, *, in_full: bool = False) -> tuple[str, ...]:
    period = speech.word("Project") if explanation.quote.mandate.is_project else speech.word("Month")
    headings = ("", speech.word("Rate"), speech.word("Hours"), period)
    return (*headings, speech.word("In all")) if in_full else headings


def _notes(left: int, speech: Speech) -> tuple[str, ...]:
    return (speech.say("{count:count} more, which --all shows.", count=left),) if left else ()


def _pull_in_words(pull: _Pull, card: RateCard, speech: Speech) -> str:
    words = change_in_words(pull.lever.change, card, speech)
    if not pull.others:
        return words
    if pull.others == 1:
        return speech.say("{change}, or the other one", change=words)
    return speech.say("{change}, or any of {count:count} others", change=words, count=pull.others)


def change_in_words(change: LeverChange, card: RateCard, speech: Speech) -> str:
    """A changed answer: `Posts: 8 → 6`, `Scope: without Paid ads`."""
    label = card.traits[change.trait].label
    before, after = change.before, change.after
    if isinstance(before, tuple) and isinstance(after, tuple):
        added, removed = ({*after} - {*before}), ({*before} - {*after})
        member = fact_in_words(change.trait, tuple(added or removed), card, speech)
        if added:
            return speech.say("{label}: with {member}", label=label, member=member)
        return speech.say("{label}: without {member}", label=label, member=member)
    was, is_now = (fact_in_words(change.trait, fact, card, speech) for fact in (before, after))
    return speech.say("{label}: {before} → {after}", label=label, before=was, after=is_now)


def _effect(effect: Outcome, speech: Speech, *, in_full: bool = False) -> tuple[Cell, ...]:
    """What a change adds or takes off: the rate, the hours, the month, and in full the whole mandate."""
    cells = (
        _signed(effect.rate, speech.rate(effect.rate)),
        _hours(effect, speech),
        _month(effect, speech, in_full=in_full),
    )
    return (*cells, _signed(effect.total, speech.money(effect.total))) if in_full else cells


def _hours(effect: Outcome, speech: Speech) -> Cell:
    """The hours that the month moves by, or those done once, told as such under them: a table may be narrow."""
    if effect.hours or not effect.once_hours:
        return _signed(effect.hours, speech.duration(effect.hours))
    return _signed(effect.once_hours, f"{speech.duration(effect.once_hours)}\n{speech.word('once')}")


def _month(effect: Outcome, speech: Speech, *, in_full: bool) -> Cell:
    """What the month moves by; work that is billed once moves no month, and says so where nothing else does."""
    if effect.amount or not effect.total or in_full:
        return _signed(effect.amount, speech.money(effect.amount))
    return _signed(effect.total, speech.say("{amount} once", amount=speech.money(effect.total)))


def _signed(figure: Decimal, words: str) -> Cell:
    if not figure:
        return Cell(LONG_DASH, "quiet")
    return Cell(f"+{words}", "good") if figure > 0 else Cell(words, "warning")


def unapplied_grid(explanation: Explanation, speech: Speech, *, in_full: bool) -> Grid:
    """What was not charged: of each answer what matters most, or everything, by answer."""
    found = explanation.unapplied if in_full else foremost(explanation.quote, explanation.unapplied)[:FEW_UNAPPLIED]
    rows = _by_answer(explanation, speech) if in_full else _foremost_rows(explanation, found, speech)
    return Grid(
        title=speech.word("What was not charged"),
        subtitle=speech.word("And what it would really have changed, the work it brings included."),
        headings=_headings(explanation, speech),
        align="wrrr",
        rows=tuple(rows),
        notes=_notes(len(explanation.unapplied) - len(found), speech),
    )


def _foremost_rows(explanation: Explanation, found: Iterable[Unapplied], speech: Speech) -> Iterator[GridRow]:
    """Two lines each: what would have applied, and the answer that kept it from it."""
    for each in found:
        yield speech.say(each.effect.label), *_gain(each, speech)
        yield Cell(f"{_INDENT}{speech.say(_because(explanation, each, speech))}", "quiet"), "", "", ""


def _by_answer(explanation: Explanation, speech: Speech) -> Iterator[GridRow]:
    """Each answer, then all that it kept from applying."""
    card, facts = explanation.quote.card, explanation.quote.facts
    for name in dict.fromkeys(each.because for each in explanation.unapplied):
        label, answer = name_of(name, card, speech), fact_in_words(name, facts[name], card, speech)
        yield Cell(speech.say("{label}: {answer}", label=label, answer=answer), "quiet"), "", "", ""
        for each in explanation.unapplied:
            if each.because == name:
                yield f"{_INDENT}{speech.say(each.effect.label)}", *_gain(each, speech)


def _gain(found: Unapplied, speech: Speech) -> tuple[Cell, ...]:
    return (Cell(LONG_DASH, "quiet"),) * 3 if found.gain is None else _effect(found.gain, speech)


def _because(explanation: Explanation, found: Unapplied, speech: Speech) -> Message:
    """Which answer kept it from applying."""
    if isinstance(found.effect.when, Includes):
        return say("not asked for")
    quote = explanation.quote
    answer = fact_in_words(found.because, quote.facts[found.because], quote.card, speech)
    if found.effect.id == found.because:
        return say("the answer is: {answer}", answer=answer)
    return say("{label}: {answer}", label=name_of(found.because, quote.card, speech), answer=answer)
