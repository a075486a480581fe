"""A card's packages as one would say them: what each changes in a mandate, and for which mandates."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from fourchette.core.basis.messages import say
from fourchette.core.card.card_differences import Keys
from fourchette.core.card.changes import Alterations, PackageRule
from fourchette.core.card.conditions import ALWAYS, Fact
from fourchette.core.card.rate_card import RateCard
from fourchette.render.card.card_frame import marked
from fourchette.render.card.card_words import condition_in_words, fact_in_words, name_of
from fourchette.render.screen.grid import Grid, GridRow
from fourchette.render.words.speech import Speech


def package_grid(card: RateCard, speech: Speech, changed: frozenset[Keys]) -> Grid:
    """A row for each package."""
    return Grid(
        title=speech.word("Packages"),
        headings=("", speech.word("For"), speech.word("What changes in the mandate")),
        align="llw",
        rows=tuple(
            (*_head(rule, card, speech), marked(_changes(rule, card, speech), ("packages", name), changed))
            for name, rule in card.packages.items()
        ),
    )


def _head(rule: PackageRule, card: RateCard, speech: Speech) -> GridRow:
    label = speech.text(rule.label)
    mandates = speech.word("every mandate") if rule.when == ALWAYS else condition_in_words(rule.when, card, speech)
    return f"{label} ◂" if rule.recommended else label, mandates


def _changes(rule: PackageRule, card: RateCard, speech: Speech) -> str:
    altered = tuple(alterations_in_words(rule, card, speech))
    return speech.word("; ").join(altered) or speech.word("nothing: it is the mandate as asked")


def alterations_in_words(alterations: Alterations, card: RateCard, speech: Speech) -> Iterator[str]:
    """Each change by the labels of the card."""
    bounds = (
        (alterations.set_, say("{trait}: {choice}")),
        (alterations.at_least, say("{trait}: {choice} at least")),
        (alterations.at_most, say("{trait}: {choice} at most")),
    )
    for table, words in bounds:
        for name, raw in table.items():
            answer = fact_in_words(name, _fact(raw), card, speech)
            yield speech.say(replace(words, values={"trait": name_of(name, card, speech), "choice": answer}))
    for percent in dict.fromkeys(alterations.scale.values()):
        names = tuple(name_of(name, card, speech) for name, each in alterations.scale.items() if each == percent)
        yield speech.say("{share:percent} of: {names}", share=percent, names=names)
    for members, words in ((alterations.with_, say("with: {names}")), (alterations.without, say("without: {names}"))):
        for name, named in members.items():
            yield speech.say(replace(words, values={"names": fact_in_words(name, named, card, speech)}))


def _fact(raw: object) -> Fact:
    """An answer as it is written in a card."""
    match raw:
        case list() | tuple():
            return tuple(map(str, raw))
        case bool() | str() | Decimal():
            return raw
        case _:
            return Decimal(str(raw))
