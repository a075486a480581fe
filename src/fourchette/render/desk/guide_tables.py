"""The tables of the guides, made from the card, the settings and the words themselves: nothing is told twice."""

from collections.abc import Iterable, Iterator, Mapping

from fourchette.core.basis.text import Text
from fourchette.core.card.rate_card import RateCard, Task, Trait
from fourchette.core.practice.config_settings import Setting
from fourchette.render.card.card_words import figures_in_words
from fourchette.render.client.document_markdown import table
from fourchette.render.words.speech import Speech

Rows = Iterable[tuple[str, ...]]


def trait_table(card: RateCard, speech: Speech) -> str:
    """Each trait of a card, with what may be answered and its default."""
    head = (speech.word("Trait"), "", speech.word("Answers"), speech.word("Default"))
    return table(head, (_trait(name, trait, speech) for name, trait in card.traits.items()), figures=False)


def _trait(name: str, trait: Trait, speech: Speech) -> tuple[str, ...]:
    default = trait.default if isinstance(trait.default, tuple) else (trait.default,)
    said = ", ".join(_code(str(value)) for value in default if value not in (None, True, False))
    return _code(name), speech.text(trait.label), ", ".join(_answers(trait, speech)), said


def _answers(trait: Trait, speech: Speech) -> Iterator[str]:
    if trait.kind == "yes-no":
        yield from (_code("true"), _code("false"))
    elif trait.kind == "number":
        yield speech.text(trait.unit) or speech.word("a number")
    for name, choice in trait.choices.items():
        yield " = ".join(map(_code, (name, *choice.aliases)))


def task_table(card: RateCard, speech: Speech) -> str:
    """Each task of a card, with its lane and its minutes."""
    head = (speech.word("Task"), "", speech.word("Lane"), speech.word("Minutes"))
    return table(head, (_task(name, task, card, speech) for name, task in card.tasks.items()), figures=False)


def _task(name: str, task: Task, card: RateCard, speech: Speech) -> tuple[str, ...]:
    minutes = figures_in_words(task.minutes, speech, "minutes")
    return _code(f"tasks.{name}"), speech.text(task.label), speech.text(card.lanes[task.lane].label), minutes


def setting_table(settings: Iterable[Setting], speech: Speech) -> str:
    """Each key of the config, with what it is called and what is to be known of it."""
    head = (speech.word("Key"), "", speech.word("Note"))
    rows = ((_code(each.key), speech.text(each.words.label), speech.text(each.words.note)) for each in settings)
    return table(head, rows, figures=False)


def word_table(words: Iterable[tuple[Text, Text]], speech: Speech) -> str:
    """Words of the trade in both languages, with what is to be known of each."""
    head = (speech.word("French"), speech.word("English"), speech.word("Note"))
    return table(head, ((word.speak("fr"), word.speak("en"), speech.text(note)) for word, note in words), figures=False)


def pair_table(head: tuple[str, str], pairs: Mapping[str, str]) -> str:
    """What some codes, formats or commands mean."""
    return table(head, ((_code(name), meaning) for name, meaning in pairs.items()), figures=False)


def _code(words: str) -> str:
    return f"`{words}`"
