"""What is missing in the words of a card: a language, a reason, whose figure it is."""

from collections.abc import Iterator

from fourchette.core.audit.card_remark import Remark, warning
from fourchette.core.basis.messages import say
from fourchette.core.basis.problems import Path
from fourchette.core.basis.text import LANGUAGES, Text
from fourchette.core.card.card_walk import card_parts, reductions_of
from fourchette.core.card.rate_card import Fee, Overhead, Pricing, Quantity, RateCard, Rule, Task
from fourchette.core.effect.effect_stages import staged

# The words of a noun that are told, by their keys.
_TOLD = ("label", "question", "unit", "why", "name", "text")


def silent_words(card: RateCard) -> Iterator[Remark]:
    """Words that one language lacks."""
    for path, words in _words(card):
        missing = [language for language in LANGUAGES if not getattr(words, language)]
        if missing:
            message = say("the words are missing in this language: {language}", language=missing[0])
            yield warning("missing-language", path, message, say("add {language} = …", language=missing[0]))


def _words(card: RateCard) -> Iterator[tuple[Path, Text]]:
    """The words of a card: those that are written, and the labels that must be."""
    for part in card_parts(card):
        for key in _TOLD:
            words = getattr(part.noun, key, None)
            if isinstance(words, Text) and (words or (key == "label" and not _goes_without_label(part.noun))):
                yield (*part.key, key), words


def _goes_without_label(noun: object) -> bool:
    return isinstance(noun, Rule) or (isinstance(noun, Quantity) and not isinstance(noun, Task))


def bare_figures(card: RateCard) -> Iterator[Remark]:
    """Figures whose reason or source nobody wrote."""
    for part in card_parts(card):
        if isinstance(part.noun, Pricing) and staged(part.noun) is not None:
            trait = card.traits.get(part.trait)
            lacks_why = not (part.noun.why or (trait is not None and trait.why))
            lacks_source = not (part.noun.source or (trait is not None and trait.source))
            yield from bare_entry(part.key, lacks_why=lacks_why, lacks_source=lacks_source)
    for key, frame in (("range", card.range_), ("capacity", card.capacity), ("value", card.value)):
        yield from bare_entry((key,), lacks_why=False, lacks_source=frame is not None and not frame.source)
    for part in card_parts(card):
        if isinstance(part.noun, Task | Overhead | Fee):
            yield from bare_entry(part.key, lacks_why=False, lacks_source=not part.noun.source)
    for path, reduction in reductions_of(card):
        yield from bare_entry(path, lacks_why=not reduction.why, lacks_source=not reduction.source)


def bare_entry(path: Path, *, lacks_why: bool, lacks_source: bool) -> Iterator[Remark]:
    """What is said of a figure without a reason or a source."""
    if lacks_why:
        message = say("this figure has no reason")
        yield warning("missing-why", path, message, say("add why = …: it is what you will say to the client"))
    if lacks_source:
        message = say("this figure has no source")
        yield warning(
            "missing-source", path, message, say('add source = …, or source = "judgement" where that is all it is')
        )
