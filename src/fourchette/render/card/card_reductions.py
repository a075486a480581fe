"""What a card lets one take out of a mandate to meet a budget, as a table."""

from collections.abc import Iterator

from fourchette.core.basis.problems import Path
from fourchette.core.card.card_differences import Keys
from fourchette.core.card.card_walk import reductions_of
from fourchette.core.card.rate_card import RateCard
from fourchette.core.card.reduction import Reduction
from fourchette.core.explain.explanation_reasons import source_of
from fourchette.render.card.card_frame import marked
from fourchette.render.card.card_words import name_of
from fourchette.render.screen.grid import Grid, grid_of
from fourchette.render.words.speech import Speech


def reduction_grids(card: RateCard, speech: Speech, changed: frozenset[Keys], only: str | None) -> Iterator[Grid]:
    """One table of what a mandate may lose, or one trait of it, then with why and whose figure; none for nothing."""
    found = [(path, reduction) for path, reduction in reductions_of(card) if only in (None, _trait(path))]
    if found:
        yield grid_of(
            found,
            ("", "l", lambda each: _part(each[0], card, speech, only)),
            (speech.word("How"), "l", lambda each: _how(*each, card, speech)),
            (speech.word("Pain"), "r", lambda each: marked(speech.count(each[1].pain), (*map(str, each[0]),), changed)),
            title=speech.word("What may be taken out to meet a budget"),
            notes=[_reason(*each, card, speech) for each in found if only is not None],
        )


def _trait(path: Path) -> str:
    return str(path[1]) if path[0] == "traits" else ""


def _choice(path: Path) -> str | None:
    return str(path[3]) if "choices" in path[2:] else None


def _part(path: Path, card: RateCard, speech: Speech, only: str | None) -> str:
    """The answer that shrinks: a trait, a choice of one (alone, among its own), or the hours that a mandate states."""
    if path[0] != "traits":
        return speech.word("Hours, where the mandate states them")
    trait, choice = card.traits[_trait(path)], _choice(path)
    if choice is None:
        return speech.text(trait.label)
    if only is not None:
        return speech.text(trait.choices[choice].label)
    return speech.say("{trait}: {choice}", trait=trait.label, choice=trait.choices[choice].label)


def _how(path: Path, reduction: Reduction, card: RateCard, speech: Speech) -> str:
    """How it shrinks: by how many and down to what, into which choice, with what else."""
    trait = card.traits.get(_trait(path))
    if _choice(path) is None:
        if trait is not None and trait.kind == "yes-no":
            return speech.word("no")
        return speech.say("by {by:count}, down to {least:count}", by=reduction.by, least=reduction.down_to)
    if trait is not None and reduction.to:
        labels = (speech.text(trait.choices[name].label) for name in reduction.to)
        return f"→ {speech.word(' or ').join(labels)}"
    if reduction.with_:
        names = tuple(name_of(name, card, speech) for name in reduction.with_)
        return speech.say("taken out, with: {names}", names=names)
    return speech.word("goes")


def _reason(path: Path, reduction: Reduction, card: RateCard, speech: Speech) -> str:
    part = _part(path, card, speech, _trait(path))
    return speech.say(
        "{label}: {why} — {source}", label=part, why=reduction.why, source=source_of(reduction.source) or ""
    )
