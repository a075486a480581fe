"""What was typed for a question, as a mandate's file would say it."""

from collections.abc import Mapping
from decimal import Decimal

from fourchette.core.ask.interview import REGION, Question
from fourchette.core.basis.messages import Message, say
from fourchette.core.basis.money import ZERO
from fourchette.core.basis.reading import Refusal, read_line, read_number
from fourchette.core.card.answer_reading import read_answer
from fourchette.core.card.rate_card import RateCard
from fourchette.core.mandate.answers import MOST_WEEKS
from fourchette.core.mandate.replies import YES_NO, read_choice, read_choices
from fourchette.core.price.region_names import read_region
from fourchette.files.mandate.mandate_file import read_amount


def read_typed(question: Question, card: RateCard, typed: str) -> object | None:
    """The answer that was typed, None where the default is taken; raises Refusal, with what would be an answer."""
    if not typed:
        _refuse_silence(question, card)
        return None
    raw = _raw(question, card, typed)
    if question.trait is not None:
        read_answer(card.traits[question.trait], raw)
    return raw


def _raw(question: Question, card: RateCard, typed: str) -> object:
    match question.kind:
        case "text":
            return read_line(typed)
        case "one":
            if question.key == REGION and not typed.isdecimal():
                return read_region(question.choices, typed)
            return read_choice(question.choices, typed, _aliases(question, card))
        case "several":
            return read_choices(question.choices, typed, _aliases(question, card))
        case "yes-no":
            return read_choice(YES_NO, typed) == "yes"
        case _:  # a number
            return _number(question, card, typed)


def _aliases(question: Question, card: RateCard) -> Mapping[str, tuple[str, ...]]:
    """The other names of each choice of a card's question."""
    choices = card.traits[question.trait].choices if question.trait is not None else {}
    return {name: choice.aliases for name, choice in choices.items()}


def _refuse_silence(question: Question, card: RateCard) -> None:
    """Refuse an empty answer where nothing stands in for it: a name and a region may be left unsaid."""
    if question.default is not None or question.kind == "text" or question.key == REGION:
        return
    remedy = _bounds(question, card)
    if question.choices:
        remedy = say("answer by a number, from 1 to {count:count}, or by a name", count=len(question.choices))
    raise Refusal(say("this question has no answer by default"), remedy)


def _number(question: Question, card: RateCard, typed: str) -> object:
    figure = read_amount(typed.strip("% "))
    try:
        if question.trait is None:
            return read_number(figure, positive=True, at_most=MOST_WEEKS)
        read_answer(card.traits[question.trait], figure)
    except Refusal as refusal:
        raise Refusal(refusal.message, refusal.remedy or _bounds(question, card)) from refusal
    return figure


def _bounds(question: Question, card: RateCard) -> Message:
    least: Decimal = ZERO
    most: Decimal | None = MOST_WEEKS
    if question.trait is not None:
        trait = card.traits[question.trait]
        least, most = trait.least, trait.most
    if most is None:
        return say("a number, {least:count} or more", least=least)
    return say("a number from {least:count} to {most:count}", least=least, most=most)
