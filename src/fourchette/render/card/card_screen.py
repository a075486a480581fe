"""A rate card as readable tables: its traits and their answers, then the work, the rules and the range."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from fourchette.core.basis.messages import say
from fourchette.core.card.card_differences import Keys
from fourchette.core.card.rate_card import Pricing, Quantity, RateCard, Trait
from fourchette.core.explain.explanation_reasons import source_of
from fourchette.render.card.card_frame import CHANGED, frame_grids, marked
from fourchette.render.card.card_packages import package_grid
from fourchette.render.card.card_words import (
    NO_FIGURE,
    condition_in_words,
    effect,
    fee_in_words,
    figures_in_words,
    name_of,
)
from fourchette.render.screen.grid import Cell, Grid, GridRow, grid_of
from fourchette.render.words.speech import Speech


def trait_grids(card: RateCard, speech: Speech, changed: frozenset[Keys], names: Iterable[str]) -> Iterator[Grid]:
    """A table for each trait: its answers, what each does, and in a single one's case why and whose figure."""
    names = tuple(names)
    for name in names:
        yield _trait_grid(name, card, speech, changed, in_full=len(names) == 1)


def _trait_grid(name: str, card: RateCard, speech: Speech, changed: frozenset[Keys], *, in_full: bool) -> Grid:
    trait = card.traits[name]
    rows = tuple(_answers(name, trait, card, speech, changed))
    default = _default(trait, speech) + (CHANGED if ("traits", name, "default") in changed else "")
    why = [speech.text(trait.why)] if trait.why else []
    return Grid(
        title=f"{name} · {speech.text(trait.label)}",
        subtitle=" ".join(part for part in (speech.text(trait.question), default.strip()) if part),
        headings=(speech.word("Answer"), "", speech.word("Effect")),
        align="lwl",
        rows=rows,
        notes=(*why, *_sources(trait, speech), *_asked(trait, card, speech)) if in_full else (),
    )


def _sources(trait: Trait, speech: Speech) -> Iterator[str]:
    if trait.source:
        yield speech.say("Source: {source}", source=source_of(trait.source))
    for choice in trait.choices.values():
        if choice.source:
            source = source_of(choice.source)
            yield speech.say("{label}: {why} — {source}", label=choice.label, why=choice.why, source=source)


def _asked(trait: Trait, card: RateCard, speech: Speech) -> Iterator[str]:
    """Where the interview asks the question, when that is not everywhere."""
    if any(trait.asked_when.comparisons()):
        condition = condition_in_words(trait.asked_when, card, speech)
        yield speech.say("Asked in an interview where: {condition}.", condition=condition)


def _default(trait: Trait, speech: Speech) -> str:
    if trait.required:
        return speech.word("(to be answered)")
    if trait.default is None:
        return speech.word("(computed when not given)")
    if trait.kind in ("one", "several"):
        return ""
    said = speech.word("yes") if trait.default else speech.word("no")
    if isinstance(trait.default, Decimal):
        said = speech.count(trait.default)
    return speech.say("(by default: {default})", default=said)


def _answers(name: str, trait: Trait, card: RateCard, speech: Speech, changed: frozenset[Keys]) -> Iterator[GridRow]:
    def done(pricing: Pricing, *keys: str) -> Cell:
        return marked(effect(pricing, card, speech), ("traits", name, *keys), changed)

    defaults = trait.default if isinstance(trait.default, tuple) else (trait.default,)
    for key, choice in trait.choices.items():
        yield f"{key} ◂" if key in defaults else key, speech.text(choice.label), done(choice, "choices", key)
    for tier in trait.tiers:
        label = speech.say("from {number:count}", number=tier.from_)
        yield label, speech.text(trait.unit), done(tier, "tiers", f"{tier.from_:f}")
    if trait.kind == "yes-no" and effect(trait, card, speech) != NO_FIGURE:
        yield speech.word("yes"), "", done(trait)


def work_grids(card: RateCard, speech: Speech, changed: frozenset[Keys]) -> Iterator[Grid]:
    """The card's work: tasks with their minutes by lane, overheads, fees, rules, and the frame of the rate."""
    for lane, noun in card.lanes.items():
        rows = tuple(_tasks(lane, card, speech, changed))
        if rows:
            title = speech.say("Tasks: {lane}", lane=noun.label)
            yield Grid(title, ("", speech.word("For each"), speech.word("Time")), "wll", rows)
    if quantities := tuple(_quantities(card, speech, changed)):
        yield Grid(speech.word("Quantities"), ("", speech.word("Computed as")), "wl", quantities)
    yield Grid(
        title=speech.word("Overheads and fees"),
        headings=("", speech.word("On"), speech.word("Figure")),
        align="wll",
        rows=(*_overheads(card, speech, changed), *_fees(card, speech, changed)),
    )
    yield grid_of(
        card.rules,
        (speech.word("Rule"), "l", lambda rule: speech.text(rule.label) or rule.id),
        (speech.word("When"), "w", lambda rule: condition_in_words(rule.when, card, speech)),
        (speech.word("Effect"), "l", lambda rule: marked(effect(rule, card, speech), ("rules", rule.id), changed)),
        title=speech.word("Rules"),
    )
    if card.packages:
        yield package_grid(card, speech, changed)
    yield from frame_grids(card, speech, changed)
    if changed:
        yield Grid(notes=(speech.say("*: not as in the default card."),))


def _tasks(lane: str, card: RateCard, speech: Speech, changed: frozenset[Keys]) -> Iterator[GridRow]:
    for name, task in card.tasks.items():
        if task.lane == lane:
            minutes = figures_in_words(task.minutes, speech, "minutes")
            each = _quantity(task, card, speech, once=task.period == "once")
            yield speech.text(task.label), each, marked(minutes, ("tasks", name), changed)


def _quantities(card: RateCard, speech: Speech, changed: frozenset[Keys]) -> Iterator[GridRow]:
    """What is computed of the answers: the numbers nobody said, then those that tasks count."""
    for name, trait in card.traits.items():
        if trait.derived is not None:
            said = _quantity(trait.derived, card, speech, once=False)
            yield speech.text(trait.label), marked(said, ("traits", name, "derived"), changed)
    for name, quantity in card.quantities.items():
        said = _quantity(quantity, card, speech, once=False)
        yield name_of(name, card, speech), marked(said, ("quantities", name), changed)


def _overheads(card: RateCard, speech: Speech, changed: frozenset[Keys]) -> Iterator[GridRow]:
    for name, overhead in card.overheads.items():
        lanes = ", ".join(speech.text(card.lanes[lane].label) for lane in overhead.lanes)
        said = figures_in_words(overhead.percent, speech, "percent")
        if isinstance(overhead.up_to, str):
            said = speech.say("up to: {name}", name=name_of(overhead.up_to, card, speech))
        elif overhead.up_to is not None:
            said = speech.say("up to {least:hours}", least=overhead.up_to)
        figure = marked(said, ("overheads", name), changed)
        yield speech.text(overhead.label), lanes or speech.word("everything"), figure


def _fees(card: RateCard, speech: Speech, changed: frozenset[Keys]) -> Iterator[GridRow]:
    for name, fee in card.fees.items():
        on = name_of(fee.each, card, speech)
        yield speech.text(fee.label), on, marked(fee_in_words(fee, speech), ("fees", name), changed)


def _quantity(quantity: Quantity, card: RateCard, speech: Speech, *, once: bool) -> str:
    if quantity.fixed is not None:
        if once:
            return speech.word("once")
        return speech.say("{times:count} × a month", times=quantity.fixed)
    names = " + ".join(name_of(name, card, speech) for name in quantity.each)
    if quantity.further is not None:
        further = name_of(quantity.further, card, speech)
        names = speech.say("{names}, for each beyond the first: {further}", names=names, further=further)
    if quantity.brackets:
        shares = tuple(
            say("{share:percent} from {start:count}", share=each.share, start=each.from_) for each in quantity.brackets
        )
        return speech.say("{shares:list}, of: {names}", shares=shares, names=names)
    if quantity.share is None:
        return names
    if isinstance(quantity.share, str):
        share = name_of(quantity.share, card, speech)
        return speech.say("{share} (percent) of: {names}", share=share, names=names)
    return speech.say("{share:percent} of: {names}", share=quantity.share, names=names)
