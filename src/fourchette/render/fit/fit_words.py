"""To take out a mandate, as one would say it."""

from decimal import Decimal

from fourchette.core.card.conditions import Fact
from fourchette.core.card.rate_card import HOURS, RateCard
from fourchette.core.fit.fit import Saving
from fourchette.core.fit.fit_parts import FitPart, Instead, TakenOut, Without
from fourchette.render.card.card_words import fact_in_words, name_of
from fourchette.render.words.speech import Speech


def why_of(saving: Saving, speech: Speech) -> str:
    """What the card says of what leaves, once."""
    return " ".join(dict.fromkeys(speech.text(each.way.why) for each in saving.taken if each.way.why))


def saving_in_words(saving: Saving, card: RateCard, speech: Speech) -> str:
    """To take out the mandate: `Stories: 24 → 12`, `Platforms: without TikTok`."""
    return ", ".join(taken_in_words(each, card, speech) for each in saving.taken)


def taken_in_words(each: TakenOut, card: RateCard, speech: Speech) -> str:
    """One change, in words."""
    part, trait = each.part, name_of(each.part.name, card, speech)
    change = each.way.change
    match change:
        case Instead(value=value):
            before, after = (_answer(part.name, fact, card, speech) for fact in (part.before, value))
            return speech.say("{trait}: {before} → {after}", trait=trait, before=before, after=after)
        case Without(members=members, replacement=replacement) if replacement:
            before, after = (_answer(part.name, name, card, speech) for name in (members[0], replacement))
            return speech.say("{trait}: {before} → {after}", trait=trait, before=before, after=after)
        case _:
            names = tuple(_answer(part.name, member, card, speech) for member in change.members)
            if not change.along:
                return speech.say("{trait}: without {members}", trait=trait, members=names)
            gone = tuple(name_of(name, card, speech) for name in change.along)
            return speech.say("{trait}: without {members} ({along} too)", trait=trait, members=names, along=gone)


def part_in_words(part: FitPart, card: RateCard, speech: Speech) -> str:
    """A part of a mandate by its label, a member of an answer by its own."""
    return _answer(part.name, part.member, card, speech) if part.member else name_of(part.name, card, speech)


def _answer(name: str, fact: Fact, card: RateCard, speech: Speech) -> str:
    if name == HOURS and isinstance(fact, Decimal):
        return speech.duration(fact)
    return fact_in_words(name, fact, card, speech)
